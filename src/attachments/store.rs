//! Where files lie: a folder of the data folder, or a bucket. Each under the SHA-256 of its content.

use std::path::Path;
use std::sync::Arc;

use actix_web::web::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Place;
use object_store::{
    GetOptions, GetRange, MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload,
};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Write};

use crate::config::Config;
use crate::error::{Error, Result};
use crate::tokens;

/// The open store. Cheap to clone.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

/// A piece of a file that is sent at a time; a bucket wants at least 5 MB.
const PIECE: usize = 6 * 1024 * 1024;
/// What is written at a time of a file that is copied out.
const WRITE: usize = 512 * 1024;

impl Files {
    /// The folder is made when it is not there.
    pub fn open(config: &Config) -> Result<Files> {
        if let Some(s3) = &config.s3 {
            return bucket(s3);
        }
        let folder = config.data.join("files");
        std::fs::create_dir_all(&folder)?;
        let local = LocalFileSystem::new_with_prefix(&folder)
            .map_err(Error::internal)?
            .with_fsync(true);
        Ok(Files(Arc::new(local)))
    }

    /// Copies a file there, and has it on disk when this returns.
    pub async fn put(&self, hash: &str, from: &Path) -> Result<()> {
        let place = place(hash)?;
        let from = from.to_path_buf();
        let file = beside(move || File::open(from)).await?;
        let (file, first) = next_piece(file).await?;
        if first.len() < PIECE {
            return self.put_bytes(hash, first).await;
        }
        let mut upload = self.0.put_multipart(&place).await.map_err(failed)?;
        match send(&mut *upload, file, first).await {
            Ok(()) => {
                upload.complete().await.map_err(failed)?;
                Ok(())
            }
            Err(e) => {
                // Half a file is of no use; one that cannot be taken back now is never asked for.
                let _ = upload.abort().await;
                Err(e)
            }
        }
    }

    /// As `put`, of what is in memory.
    pub async fn put_bytes(&self, hash: &str, bytes: Vec<u8>) -> Result<()> {
        self.0
            .put(&place(hash)?, PutPayload::from(bytes))
            .await
            .map_err(failed)?;
        Ok(())
    }

    /// The bytes of a file, or of a part of it.
    pub async fn read(
        &self,
        hash: &str,
        range: Option<std::ops::Range<u64>>,
    ) -> Result<BoxStream<'static, std::io::Result<Bytes>>> {
        let options = GetOptions {
            range: range.map(GetRange::Bounded),
            ..GetOptions::default()
        };
        let found = self
            .0
            .get_opts(&place(hash)?, options)
            .await
            .map_err(failed)?;
        Ok(found
            .into_stream()
            .map(|piece| piece.map_err(std::io::Error::other))
            .boxed())
    }

    /// Copies a file out.
    pub async fn copy_to(&self, hash: &str, to: &File) -> Result<()> {
        let mut pieces = self.read(hash, None).await?;
        let mut waiting = Vec::new();
        loop {
            let piece = pieces.next().await.transpose()?;
            if let Some(piece) = &piece {
                waiting.extend_from_slice(piece);
            }
            if piece.is_none() || waiting.len() >= WRITE {
                let (mut to, bytes) = (to.try_clone()?, std::mem::take(&mut waiting));
                beside(move || to.write_all(&bytes)).await?;
            }
            if piece.is_none() {
                return Ok(());
            }
        }
    }

    /// Whether the file is there and its content is what its name says.
    pub async fn is_whole(&self, hash: &str) -> Result<bool> {
        let mut pieces = match self.read(hash, None).await {
            Ok(pieces) => pieces,
            Err(Error::NotFound) => return Ok(false),
            Err(e) => return Err(e),
        };
        let mut hasher = Sha256::new();
        while let Some(piece) = pieces.next().await {
            hasher.update(&piece?);
        }
        Ok(tokens::hex(&hasher.finalize()) == hash)
    }

    /// How long a file is that is there, in bytes.
    pub async fn length(&self, hash: &str) -> Result<Option<u64>> {
        match self.0.head(&place(hash)?).await.map_err(failed) {
            Ok(about) => Ok(Some(about.size)),
            Err(Error::NotFound) => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Takes a file away. One that is not there is gone already.
    pub async fn remove(&self, hash: &str) -> Result<()> {
        match self.0.delete(&place(hash)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(e) => Err(failed(e)),
        }
    }
}

/// `piece` is the first, `file` what follows.
async fn send(upload: &mut dyn MultipartUpload, mut file: File, mut piece: Vec<u8>) -> Result<()> {
    while !piece.is_empty() {
        upload
            .put_part(PutPayload::from(piece))
            .await
            .map_err(failed)?;
        (file, piece) = next_piece(file).await?;
    }
    Ok(())
}

/// Shorter than `PIECE` at the file's end, and then empty.
async fn next_piece(file: File) -> Result<(File, Vec<u8>)> {
    beside(move || {
        let mut piece = Vec::new();
        (&file).take(PIECE as u64).read_to_end(&mut piece)?;
        Ok((file, piece))
    })
    .await
}

/// Waits for the disk away from the thread that serves others.
async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T> {
    Ok(tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)??)
}

/// `ab/cdef…`: no folder holds them all.
fn place(hash: &str) -> Result<Place> {
    if hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Error::internal("a file by another name than a hash"));
    }
    let (first, rest) = hash.split_at(2);
    Ok(Place::from_iter([first, rest]))
}

fn failed(e: object_store::Error) -> Error {
    match e {
        object_store::Error::NotFound { .. } => Error::NotFound,
        e => {
            let said = e.to_string();
            if said.contains("No space left") || said.contains("os error 28") {
                Error::StorageFull
            } else {
                Error::Unavailable(said)
            }
        }
    }
}

#[cfg(feature = "s3")]
fn bucket(s3: &crate::config::S3) -> Result<Files> {
    // Another part of the program may have chosen it already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = object_store::aws::AmazonS3Builder::from_env()
        .with_bucket_name(&s3.bucket)
        .with_region(&s3.region);
    if let Some(endpoint) = &s3.endpoint {
        builder = builder
            .with_endpoint(endpoint)
            .with_allow_http(endpoint.starts_with("http://"));
    }
    Ok(Files(Arc::new(builder.build().map_err(Error::internal)?)))
}

#[cfg(not(feature = "s3"))]
fn bucket(s3: &crate::config::S3) -> Result<Files> {
    Err(Error::internal(format!(
        "files cannot be kept in the bucket {} ({:?}, {}): this program was built without the feature s3",
        s3.bucket, s3.endpoint, s3.region
    )))
}

//! Pictures as they are kept: drawn anew, once, so that nothing but the picture survives (no place where it
//! was taken, no camera, no program behind it), turned the right way up, and in smaller sizes.

use std::io::{BufReader, Cursor};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::kinds::{Kind, Refused};
use crate::error::{Error, Result};

/// A picture of our own making.
pub struct Picture {
    pub kind: Kind,
    pub width: u32,
    pub height: u32,
    pub whole: Vec<u8>,
    /// At most `LARGE` on its longest side; none when the whole is no larger.
    pub large: Option<Vec<u8>>,
    /// At most `SMALL`.
    pub small: Option<Vec<u8>>,
}

/// Longest side that is taken, in pixels, and the most points.
const SIDE: u32 = 12_000;
const POINTS: u64 = 25_000_000;
/// What decoding one may take. The most is a progressive JPEG: three bytes a point, and six more while
/// it is decoded, 225 MB of 25 million points. Four colours of 16 bits are 200 MB.
const MEMORY: u64 = 256 * 1024 * 1024;
/// Longest side of what is kept, and of its smaller sizes.
const WHOLE: u32 = 3200;
const LARGE: u32 = 1600;
const SMALL: u32 = 480;
const QUALITY: u8 = 85;

/// One at a time: several at once could take all the memory of a small machine.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The picture in a file.
pub async fn from_file(path: PathBuf, kind: Kind) -> Result<std::result::Result<Picture, Refused>> {
    tokio::task::spawn_blocking(move || {
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        // What a decoder stumbles over is a broken picture.
        std::panic::catch_unwind(|| made_of(&path, kind)).unwrap_or(Ok(Err(Refused::BrokenPicture)))
    })
    .await
    .map_err(|e| Error::internal(format!("picture: {e}")))?
}

fn made_of(path: &Path, kind: Kind) -> Result<std::result::Result<Picture, Refused>> {
    let format = match kind {
        Kind::Png => ImageFormat::Png,
        Kind::Jpeg => ImageFormat::Jpeg,
        _ => ImageFormat::WebP,
    };
    let file = BufReader::new(std::fs::File::open(path)?);
    let mut reader = ImageReader::with_format(file, format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    // The head alone is read here: how many points there are is known before any is.
    let Ok(mut decoder) = reader.into_decoder() else {
        return Ok(Err(Refused::BrokenPicture));
    };
    let (width, height) = decoder.dimensions();
    let points = u64::from(width) * u64::from(height);
    if width > SIDE || height > SIDE || points > POINTS || decoder.total_bytes() > MEMORY {
        return Ok(Err(Refused::PictureTooLarge));
    }
    let up = decoder.orientation().ok();
    let Ok(mut picture) = DynamicImage::from_decoder(decoder) else {
        return Ok(Err(Refused::BrokenPicture));
    };
    if points == 0 {
        return Ok(Err(Refused::BrokenPicture));
    }
    // Made smaller before it is turned, which takes a second one of its size. Not by `resize`, which
    // makes one of 16 bytes a point between: this takes what is kept alone, 82 MB at most.
    if width.max(height) > WHOLE {
        picture = picture.thumbnail(WHOLE, WHOLE);
    }
    if let Some(up) = up {
        picture.apply_orientation(up);
    }
    let bare = match kind {
        Kind::Jpeg if width.max(height) <= WHOLE => Some(std::fs::read(path)?),
        _ => None,
    };
    let bare = bare.filter(|bytes| is_bare(bytes));
    Ok(in_sizes(picture, kind, bare).ok_or(Refused::BrokenPicture))
}

/// Whether a JPEG is its picture and nothing else, as one that was drawn here is: it is not drawn
/// anew, and a little worse, each time it is exported and imported.
fn is_bare(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(b"\xff\xd8") else {
        return false;
    };
    loop {
        let [0xff, marker, high, low, ..] = *rest else {
            return false;
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let is_known = match marker {
            0xe0 => length == 16,
            // Tables, the frame, the head of the scan.
            0xdb | 0xc0 | 0xc4 | 0xda => true,
            _ => false,
        };
        match rest.get(2 + length..) {
            Some(after) if is_known => rest = after,
            _ => return false,
        }
        if marker == 0xda {
            break;
        }
    }
    // In the points themselves a mark's first byte is always followed by a zero.
    rest.strip_suffix(b"\xff\xd9").is_some_and(|points| {
        points
            .windows(2)
            .all(|pair| pair[0] != 0xff || pair[1] == 0)
    })
}

/// A picture no longer than `WHOLE` on a side. `bare`: the file as it came, when it can be kept so.
fn in_sizes(picture: DynamicImage, kind: Kind, bare: Option<Vec<u8>>) -> Option<Picture> {
    let within = |picture: &DynamicImage, side: u32| {
        (picture.width().max(picture.height()) > side)
            .then(|| picture.resize(side, side, FilterType::Triangle))
    };
    // Photographs stay JPEG; what may be seen through, or has sharp lines, is PNG.
    let kind = match kind {
        Kind::Jpeg => Kind::Jpeg,
        Kind::Webp if !picture.color().has_alpha() => Kind::Jpeg,
        _ => Kind::Png,
    };
    let large = within(&picture, LARGE);
    let small = within(large.as_ref().unwrap_or(&picture), SMALL);
    let written = |picture: Option<DynamicImage>| match picture {
        Some(picture) => write(&picture, kind).map(Some),
        None => Some(None),
    };
    Some(Picture {
        kind,
        width: picture.width(),
        height: picture.height(),
        whole: match bare {
            Some(bytes) => bytes,
            None => write(&picture, kind)?,
        },
        large: written(large)?,
        small: written(small)?,
    })
}

fn write(picture: &DynamicImage, kind: Kind) -> Option<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    if kind == Kind::Jpeg {
        JpegEncoder::new_with_quality(&mut bytes, QUALITY)
            .encode_image(&picture.to_rgb8())
            .ok()?;
    } else {
        let plain = if picture.color().has_alpha() {
            DynamicImage::from(picture.to_rgba8())
        } else {
            DynamicImage::from(picture.to_rgb8())
        };
        plain.write_to(&mut bytes, ImageFormat::Png).ok()?;
    }
    Some(bytes.into_inner())
}

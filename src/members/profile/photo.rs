//! From a file somebody sends to a photo that is safe to show: only its picture survives.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

use crate::error::{Error, Result};

/// A picture as it is kept, of our own making: a JPEG, or for a logo a PNG.
#[derive(Clone, PartialEq)]
pub struct Photo {
    pub bytes: Vec<u8>,
    /// Of the bytes: changes when the photo does.
    pub hash: String,
}

/// Longest side of what is sent, in pixels.
const SIDE_IN: u32 = 6000;
/// Side of the square that is kept, at most.
const SIDE: u32 = 512;
/// What decoding one picture may take: the largest in three colours, with room.
const MEMORY: u64 = 128 * 1024 * 1024;
const QUALITY: u8 = 85;
/// Longest side of a logo that is kept: three times what is shown.
const LOGO_SIDE: u32 = 132;

/// Pictures are taken in one at a time: several at once could take all the memory of a small machine.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The photo in a file, or none when the file is no JPEG, PNG or WebP that can be read within limits.
/// What it is, its content alone says.
pub async fn from_file(bytes: actix_web::web::Bytes) -> Result<Option<Photo>> {
    made_of(bytes, |picture| write(&on_white(&square(&picture)))).await
}

/// The logo in a file: as `from_file`, whole, small, seen through where it was, and a PNG.
pub async fn logo_from_file(bytes: actix_web::web::Bytes) -> Result<Option<Photo>> {
    made_of(bytes, |picture| {
        let small = if picture.width().max(picture.height()) > LOGO_SIDE {
            picture.resize(LOGO_SIDE, LOGO_SIDE, FilterType::Triangle)
        } else {
            picture
        };
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(small.to_rgba8())
            .write_to(&mut bytes, ImageFormat::Png)
            .ok()?;
        Some(kept(bytes.into_inner()))
    })
    .await
}

async fn made_of(
    bytes: actix_web::web::Bytes,
    make: impl FnOnce(DynamicImage) -> Option<Photo> + Send + 'static,
) -> Result<Option<Photo>> {
    tokio::task::spawn_blocking(move || {
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        read(&bytes).and_then(make)
    })
    .await
    .map_err(|e| Error::internal(format!("picture: {e}")))
}

fn read(bytes: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    if !known.contains(&reader.format()?) {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_IN);
    limits.max_image_height = Some(SIDE_IN);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    // A phone holds the picture as the sensor saw it and says which way is up: that is lost with the
    // rest of what it says, so the picture is turned first.
    let up = decoder.orientation().ok();
    if decoder.total_bytes() > MEMORY {
        return None;
    }
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if picture.width() == 0 || picture.height() == 0 {
        return None;
    }
    if let Some(up) = up {
        picture.apply_orientation(up);
    }
    Some(picture)
}

/// The middle of a picture, no larger than is kept.
fn square(picture: &DynamicImage) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let side = width.min(height);
    let middle = picture.crop_imm((width - side) / 2, (height - side) / 2, side, side);
    if side > SIDE {
        middle.resize_exact(SIDE, SIDE, FilterType::Triangle)
    } else {
        middle
    }
}

/// JPEG knows no transparency: what is seen through is white.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let mut out = RgbImage::new(picture.width(), picture.height());
    for (to, from) in out.pixels_mut().zip(picture.to_rgba8().pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        let mix = |colour: u32| ((colour * alpha + 255 * (255 - alpha)) / 255) as u8;
        *to = Rgb([mix(red), mix(green), mix(blue)]);
    }
    out
}

fn write(picture: &RgbImage) -> Option<Photo> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(picture)
        .ok()?;
    Some(kept(bytes))
}

fn kept(bytes: Vec<u8>) -> Photo {
    Photo {
        hash: crate::tokens::hash_bytes(&bytes),
        bytes,
    }
}

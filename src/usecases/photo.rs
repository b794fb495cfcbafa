//! A photo from a phone, made small and neutral: decoded within limits, turned as it was held, and written anew. Nothing of the
//! file that came is kept, so the place, the phone and the hour that a camera writes into it are gone.

use std::{
    io::Cursor,
    sync::{Mutex, PoisonError},
};

use image::{
    DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    imageops::FilterType,
};

/// The largest file that is accepted, in bytes.
pub const LARGEST: usize = 8 * 1024 * 1024;
/// More dots than any phone's camera takes by itself: a picture of a few kilobytes can claim to have billions.
const MOST_DOTS: u64 = 50_000_000;
/// The longest side, in dots. A till receipt is read at this size.
const SIDE: u32 = 1600;
/// What is kept is at most about so large, in bytes.
const KEPT: usize = 200 * 1024;
/// From fine to coarse, each with the longest side.
const TRIES: [(u32, u8); 5] = [(SIDE, 80), (SIDE, 65), (1280, 60), (1024, 55), (800, 45)];

/// Why a file was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPhoto {
    /// It is not a JPEG or PNG picture, or it is broken.
    NotAPicture,
    /// It has too many bytes, or too many dots.
    TooLarge,
}

/// The photo as a small JPEG without anything that the camera wrote beside it.
///
/// # Errors
/// [`NoPhoto`], before anything is decoded where its size is the reason.
pub fn made_small(file: &[u8]) -> Result<Vec<u8>, NoPhoto> {
    /// One at a time: a decoded photo fills much memory.
    static ONE: Mutex<()> = Mutex::new(());
    if file.len() > LARGEST {
        return Err(NoPhoto::TooLarge);
    }
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let picture = decoded(file)?;
    let mut small = Vec::new();
    for (side, quality) in TRIES {
        small = written(&picture, side, quality)?;
        if small.len() <= KEPT {
            break;
        }
    }
    Ok(small)
}

fn decoded(file: &[u8]) -> Result<DynamicImage, NoPhoto> {
    let mut reader =
        ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| NoPhoto::NotAPicture)?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png)) {
        return Err(NoPhoto::NotAPicture);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_DOTS * 4);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| NoPhoto::NotAPicture)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_DOTS {
        return Err(NoPhoto::TooLarge);
    }
    let held = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| NoPhoto::NotAPicture)?;
    if let Some(held) = held {
        picture.apply_orientation(held);
    }
    Ok(picture)
}

fn written(picture: &DynamicImage, side: u32, quality: u8) -> Result<Vec<u8>, NoPhoto> {
    let fits = picture.width() <= side && picture.height() <= side;
    let small = if fits { picture.clone() } else { picture.resize(side, side, FilterType::Triangle) };
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality)
        .encode_image(&small.to_rgb8())
        .map_err(|_| NoPhoto::NotAPicture)?;
    Ok(file)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use image::{ImageBuffer, Rgb};

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        // Noise, which no encoder makes small.
        let dot = |x: u32, y: u32| {
            let mixed = x.wrapping_mul(2_654_435_761).wrapping_add(y.wrapping_mul(40_503)) ^ (x * y);
            Rgb(mixed.to_le_bytes().first_chunk::<3>().copied().unwrap_or_default())
        };
        let mut file = Cursor::new(Vec::new());
        ImageBuffer::from_fn(width, height, dot).write_to(&mut file, format).unwrap();
        file.into_inner()
    }

    /// A JPEG with what a camera writes: here, a place.
    fn with_place(jpeg: &[u8]) -> Vec<u8> {
        let (start, rest) = jpeg.split_at(2);
        let tags = b"Exif\0\0MM\0*\0\0\0\x08GPSLatitude 54.5705 GPSLongitude -1.3289";
        let length = u16::try_from(tags.len() + 2).unwrap().to_be_bytes();
        [start, &[0xff, 0xe1], &length, tags, rest].concat()
    }

    #[test]
    fn a_photo_is_small_and_says_nothing_of_where_it_was_taken() {
        let photo = with_place(&picture(2400, 1800, ImageFormat::Jpeg));
        assert!(photo.windows(3).any(|part| part == b"GPS") && photo.len() > KEPT);
        let kept = made_small(&photo).unwrap();
        assert!(kept.len() <= KEPT, "{} bytes", kept.len());
        for tag in [&b"GPS"[..], b"Exif", b"54.57"] {
            assert!(!kept.windows(tag.len()).any(|part| part == tag));
        }
        let shown = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg).unwrap();
        assert!(shown.width() <= SIDE && shown.width() > shown.height(), "as it was held");
        let png = made_small(&picture(300, 200, ImageFormat::Png)).unwrap();
        assert_eq!(image::guess_format(&png).unwrap(), ImageFormat::Jpeg, "a screenshot becomes one too");
    }

    #[test]
    fn what_is_no_picture_is_told_and_a_bomb_is_never_decoded() {
        for file in [&b""[..], b"%PDF-1.7", b"\xff\xd8\xff not a jpeg", b"GIF89a", b"<svg onload='x'>"] {
            assert_eq!(made_small(file), Err(NoPhoto::NotAPicture), "{file:?}");
        }
        let whole = picture(300, 200, ImageFormat::Png);
        assert_eq!(made_small(whole.get(..200).unwrap()), Err(NoPhoto::NotAPicture), "cut off");
        // A PNG that says it is 60,000 by 60,000: the sizes are in its first chunk, whose sum has to be right.
        let mut bomb = whole;
        let header =
            [b"IHDR", &60_000_u32.to_be_bytes()[..], &60_000_u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        let sum = crc(&header).to_be_bytes();
        bomb.splice(12..33, [header, sum.to_vec()].concat());
        assert_eq!(made_small(&bomb), Err(NoPhoto::TooLarge));
        assert_eq!(made_small(&vec![0xff; LARGEST + 1]), Err(NoPhoto::TooLarge));
    }

    fn crc(bytes: &[u8]) -> u32 {
        let step = |sum: u32, byte: &u8| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 }
            })
        };
        !bytes.iter().fold(u32::MAX, step)
    }
}

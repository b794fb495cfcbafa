//! What a file is, by its bytes and not its name, and what is kept of it.

use onward_domain::document::Format;

use crate::usecases::photo::{LARGEST, NoPhoto, made_small};

/// A PDF ends within so many bytes of its last.
const TAIL: usize = 2048;

/// A file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    pub format: Format,
    pub bytes: Vec<u8>,
}

/// Why a file was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFile {
    /// There is nothing in it.
    Empty,
    TooLarge,
    /// It is none of those that are kept, or it is broken.
    Unknown,
    /// A PDF without its end: it did not come whole.
    Cut,
}

/// The file as it is kept: a picture is written anew, a PDF and a text stay as they are.
///
/// # Errors
/// [`NoFile`].
pub fn made_ready(file: &[u8]) -> Result<Ready, NoFile> {
    if file.is_empty() {
        return Err(NoFile::Empty);
    }
    if file.len() > LARGEST {
        return Err(NoFile::TooLarge);
    }
    if file.starts_with(b"%PDF-") {
        let tail = file.get(file.len().saturating_sub(TAIL)..).unwrap_or(file);
        let whole = tail.windows(5).any(|five| five == b"%%EOF");
        return if whole {
            Ok(Ready { format: Format::Pdf, bytes: file.to_vec() })
        } else {
            Err(NoFile::Cut)
        };
    }
    if file.starts_with(&[0xff, 0xd8, 0xff]) || file.starts_with(b"\x89PNG") {
        return match made_small(file) {
            Ok(bytes) => Ok(Ready { format: Format::Picture, bytes }),
            Err(NoPhoto::TooLarge) => Err(NoFile::TooLarge),
            Err(NoPhoto::NotAPicture) => Err(NoFile::Unknown),
        };
    }
    let plain = std::str::from_utf8(file)
        .is_ok_and(|text| !text.chars().any(|letter| letter.is_control() && !"\t\n\r\u{c}".contains(letter)));
    if plain { Ok(Ready { format: Format::Text, bytes: file.to_vec() }) } else { Err(NoFile::Unknown) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_are() {
        let pdf = b"%PDF-1.7\n1 0 obj << /JS (app.alert) >> endobj\ntrailer\n%%EOF\n".to_vec();
        assert_eq!(made_ready(&pdf).unwrap(), Ready { format: Format::Pdf, bytes: pdf.clone() });
        assert_eq!(made_ready("Zo\u{eb}\u{2019}s letter\r\n".as_bytes()).unwrap().format, Format::Text);
        let exe = [b"MZ\x90\0\x03\0\0\0".as_slice(), &pdf].concat();
        let zip = [b"PK\x03\x04".as_slice(), &[0; 40]].concat();
        for (file, why) in [
            (Vec::new(), NoFile::Empty),
            (exe, NoFile::Unknown),
            (zip, NoFile::Unknown),
            (b"\xff\xd8\xff\xe0 no picture".to_vec(), NoFile::Unknown),
            (b"one\0two".to_vec(), NoFile::Unknown),
            (b"caf\xe9".to_vec(), NoFile::Unknown),
            (pdf.get(..30).unwrap().to_vec(), NoFile::Cut),
            (vec![b'a'; 40 * 1024 * 1024], NoFile::TooLarge),
        ] {
            assert_eq!(made_ready(&file), Err(why));
        }
        assert!(made_ready(&vec![b'a'; LARGEST]).is_ok(), "the limit itself is let in");
    }
}

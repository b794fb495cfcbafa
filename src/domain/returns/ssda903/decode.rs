//! Bytes to text: the encodings found in authorities' files, and things that only look like CSV.

use std::borrow::Cow;

/// What the bytes turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Decoded<'a> {
    /// Text in UTF-8 or UTF-16.
    Text(Cow<'a, str>),
    /// Not UTF-8: read as Windows-1252 (a spreadsheet's old "CSV"). `line` is the first that shows it.
    Windows1252 {
        text: String,
        /// The first line with such a byte.
        line: u32,
    },
    /// It can't be read as a table.
    Refused(Refusal),
}

/// Why bytes can't be read as a table, each with what to do in [`Refusal::words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Empty,
    /// A workbook, whatever its name says.
    Workbook,
    /// A zip file.
    Zip,
    /// An old Excel workbook.
    OldWorkbook,
    /// The return's XML form.
    Xml,
    Pdf,
    /// A photo or a scan, whatever its name says.
    Picture,
    /// A NUL on this line: damaged, or UTF-16 without a byte order mark.
    Nul(u32),
    /// Half a character on this line of a UTF-16 file.
    Utf16(u32),
    /// A byte on this line that is neither UTF-8 nor Windows-1252.
    Unknown(u32),
}

impl Refusal {
    /// What is wrong, and what to do.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Empty => (
                "The file is empty.",
                "A table without rows still has its line of headings. Export the file again.",
            ),
            Self::Workbook => (
                "This is a workbook, not CSV, whatever its name ends in.",
                "Open it in the spreadsheet, choose Save as, and pick 'CSV UTF-8'. Save each sheet as its own file.",
            ),
            Self::OldWorkbook => (
                "This is an old Excel workbook, not CSV, whatever its name ends in.",
                "Open it in the spreadsheet, choose Save as, and pick 'CSV UTF-8'. Save each sheet as its own file.",
            ),
            Self::Zip => (
                "This is a workbook or a zip file, not CSV, whatever its name ends in.",
                "Unpack a zip file and choose the CSV files that were in it. Save each sheet of a workbook as 'CSV UTF-8'.",
            ),
            Self::Xml => (
                "This is an XML file, the return's other form.",
                "Export the return as CSV, one file for each table.",
            ),
            Self::Picture => (
                "This is a picture, not CSV, whatever its name ends in.",
                "Export the return as CSV, one file for each table.",
            ),
            Self::Pdf => ("This is a PDF, not CSV.", "Export the return as CSV, one file for each table."),
            Self::Nul(_) => (
                "There is a NUL byte: the file is damaged, or it was saved as Unicode without its mark.",
                "Export the file again as CSV in UTF-8.",
            ),
            Self::Utf16(_) => (
                "The file breaks off in the middle of a character.",
                "Export the file again as CSV in UTF-8.",
            ),
            Self::Unknown(_) => (
                "There is a byte that belongs to no encoding we know.",
                "Export the file again as CSV in UTF-8.",
            ),
        }
    }

    /// The line where it was seen.
    #[must_use]
    pub const fn line(self) -> Option<u32> {
        match self {
            Self::Nul(line) | Self::Utf16(line) | Self::Unknown(line) => Some(line),
            _ => None,
        }
    }
}

/// Turns a file's bytes into text.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Decoded::Refused(if is_workbook(bytes) { Refusal::Workbook } else { Refusal::Zip });
    }
    if starts(b"\xD0\xCF\x11\xE0") {
        return Decoded::Refused(Refusal::OldWorkbook);
    }
    if [&b"\x89PNG"[..], b"\xFF\xD8\xFF", b"GIF8", b"RIFF", b"BM"].into_iter().any(starts) {
        return Decoded::Refused(Refusal::Picture);
    }
    if starts(b"%PDF") {
        return Decoded::Refused(Refusal::Pdf);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => checked(Cow::Borrowed(text)),
        Err(wrong) => windows_1252(bytes, wrong.valid_up_to()),
    }
}

/// Whether a zip file is a workbook: its first parts have a workbook's names.
fn is_workbook(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    [&b"[Content_Types].xml"[..], b"xl/", b"_rels/", b"opendocument"]
        .into_iter()
        .any(|name| start.windows(name.len()).any(|part| part == name))
}

/// The line that a byte is on, counting all three kinds of line ending.
fn line_of(before: &[u8]) -> u32 {
    let mut line = 1u32;
    let mut last = 0u8;
    for byte in before {
        if *byte == b'\r' || (*byte == b'\n' && last != b'\r') {
            line = line.saturating_add(1);
        }
        last = *byte;
    }
    line
}

fn checked(text: Cow<'_, str>) -> Decoded<'_> {
    if let Some(at) = text.as_bytes().iter().position(|byte| *byte == 0) {
        return Decoded::Refused(Refusal::Nul(line_of(text.as_bytes().get(..at).unwrap_or_default())));
    }
    let start = text.trim_start();
    if start.is_empty() {
        return Decoded::Refused(Refusal::Empty);
    }
    if start.starts_with('<') {
        return Decoded::Refused(Refusal::Xml);
    }
    Decoded::Text(text)
}

fn utf16(bytes: &[u8], word: fn([u8; 2]) -> u16) -> Decoded<'static> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    let mut broken = false;
    for letter in char::decode_utf16(pairs.iter().map(|pair| word(*pair))) {
        match letter {
            Ok(letter) => text.push(letter),
            Err(_) => {
                broken = true;
                break;
            }
        }
    }
    if broken || !rest.is_empty() {
        return Decoded::Refused(Refusal::Utf16(line_of(text.as_bytes())));
    }
    checked(Cow::Owned(text))
}

/// 0x80 to 0x9F in Windows-1252; a zero is an unused byte. The rest is the same as in Unicode.
const UPPER: [u16; 32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0, 0x017E, 0x0178,
];

fn windows_1252(bytes: &[u8], first: usize) -> Decoded<'static> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    for (at, byte) in bytes.iter().enumerate() {
        let letter = match byte {
            0x80..=0x9F => {
                UPPER.get(usize::from(*byte & 0x1F)).and_then(|code| char::from_u32(u32::from(*code)))
            }
            other => Some(char::from(*other)),
        };
        match letter {
            Some('\0') | None => {
                let line = line_of(bytes.get(..at).unwrap_or_default());
                let refusal = if *byte == 0 { Refusal::Nul(line) } else { Refusal::Unknown(line) };
                return Decoded::Refused(refusal);
            }
            Some(letter) => text.push(letter),
        }
    }
    let line = line_of(bytes.get(..first).unwrap_or_default());
    match checked(Cow::Owned(text)) {
        Decoded::Text(text) => Decoded::Windows1252 { text: text.into_owned(), line },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Option<String> {
        match decode(bytes) {
            Decoded::Text(text) => Some(text.into_owned()),
            _ => None,
        }
    }

    #[test]
    fn utf_8_and_utf_16_with_a_mark_are_read() {
        assert_eq!(text(b"CHILD,DOB").as_deref(), Some("CHILD,DOB"));
        assert_eq!(text(b"\xEF\xBB\xBFCHILD").as_deref(), Some("CHILD"));
        assert_eq!(text(b"\xFF\xFEC\0H\0").as_deref(), Some("CH"));
        assert_eq!(text(b"\xFE\xFF\0C\0H").as_deref(), Some("CH"));
    }

    #[test]
    fn an_old_spreadsheets_bytes_are_read_and_the_line_is_reported() {
        let got = decode(b"CHILD\r\n1\r\nZo\xEB \x96 x");
        assert_eq!(got, Decoded::Windows1252 { text: "CHILD\r\n1\r\nZoë – x".into(), line: 3 });
        assert_eq!(decode(b"a\n\x81"), Decoded::Refused(Refusal::Unknown(2)));
    }

    #[test]
    fn anything_that_is_not_a_table_is_refused_by_name() {
        for (bytes, refusal) in [
            (&b""[..], Refusal::Empty),
            (b"\xEF\xBB\xBF \r\n", Refusal::Empty),
            (b"PK\x03\x04\x14\0[Content_Types].xml", Refusal::Workbook),
            (b"PK\x03\x04\x14\0header.csv", Refusal::Zip),
            (b"\xD0\xCF\x11\xE0", Refusal::OldWorkbook),
            (b"%PDF-1.7", Refusal::Pdf),
            (b"\x89PNG\r\n\x1a\n\0", Refusal::Picture),
            (b"\xFF\xD8\xFF\xE0\0", Refusal::Picture),
            (b"<?xml version=\"1.0\"?>", Refusal::Xml),
            (b"CHILD\r1\r2\0", Refusal::Nul(3)),
            (b"\xFF\xFEC\0H", Refusal::Utf16(1)),
            (b"\xFF\xFE\x00\xD8A\0", Refusal::Utf16(1)),
        ] {
            assert_eq!(decode(bytes), Decoded::Refused(refusal));
        }
    }
}

//! The lines of a stream, numbered and limited in length: a file without line endings can't fill the memory.

use std::io::{self, BufRead, BufReader, Read};

/// Longer than any person's whole record.
const LONGEST: u64 = 8 << 20;

/// One line of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// Its bytes without the line ending; `None` when it is too long to be a person.
    pub text: Option<Vec<u8>>,
}

/// Reads lines one by one and skips empty ones, which still count.
pub struct Lines<R> {
    source: BufReader<R>,
    number: u64,
    longest: u64,
}

impl<R: Read> Lines<R> {
    pub fn of(source: R) -> Lines<R> {
        Lines { source: BufReader::with_capacity(1 << 18, source), number: 0, longest: LONGEST }
    }

    /// The next line that is not empty; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            let mut text = Vec::with_capacity(1024);
            let read = (&mut self.source).take(self.longest + 1).read_until(b'\n', &mut text)?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            let ended = text.last() == Some(&b'\n');
            if !ended && u64::try_from(text.len()).unwrap_or(u64::MAX) > self.longest {
                self.skip_rest()?;
                return Ok(Some(Line { number: self.number, text: None }));
            }
            text.truncate(text.trim_ascii_end().len());
            if self.number == 1 && text.starts_with(b"\xEF\xBB\xBF") {
                text.drain(..3);
            }
            if !text.is_empty() {
                return Ok(Some(Line { number: self.number, text: Some(text) }));
            }
        }
    }

    /// Reads to the end of the line and keeps nothing.
    fn skip_rest(&mut self) -> io::Result<()> {
        loop {
            let waiting = self.source.fill_buf()?;
            let (all, at) = (waiting.len(), waiting.iter().position(|byte| *byte == b'\n'));
            self.source.consume(at.map_or(all, |at| at + 1));
            if all == 0 || at.is_some() {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn all(text: &str, longest: u64) -> Vec<(u64, Option<String>)> {
        let mut lines = Lines::of(text.as_bytes());
        lines.longest = longest;
        let mut all = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            all.push((line.number, line.text.map(|text| String::from_utf8(text).unwrap())));
        }
        all
    }

    #[test]
    fn empty_lines_count_but_are_skipped() {
        let read = all("\u{feff}one\r\n\n  \nfour", 100);
        assert_eq!(read, [(1, Some("one".to_owned())), (4, Some("four".to_owned()))]);
    }

    #[test]
    fn a_line_that_is_too_long_is_reported_and_the_next_one_read() {
        let read = all("aaaaaaaaaa\nbb\ncccccccccccc", 4);
        assert_eq!(read, [(1, None), (2, Some("bb".to_owned())), (3, None)]);
        assert_eq!(all("aaaa\nbbbb", 4), [(1, Some("aaaa".to_owned())), (2, Some("bbbb".to_owned()))]);
    }
}

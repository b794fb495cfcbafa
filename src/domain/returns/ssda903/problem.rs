//! What is wrong with a file, where, and what to do about it.

use super::row::Child;
use std::fmt::Write;
use std::sync::Arc;

/// How serious a problem is, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// The row is imported; someone should look at it.
    Check,
    /// The row can't be imported. Nothing is, unless whoever runs it says to leave such rows out.
    LeavesOut,
    /// The file can't be read. Nothing at all is imported.
    Refuses,
}

impl Weight {
    /// The word stored in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::LeavesOut => "leaves_out",
            Self::Refuses => "refuses",
        }
    }
}

/// What is said of a row that was left out, and by which they were found to be an adult: not only their care waits, but the date of
/// birth.
pub const SAYS_ADULT: &str = "The row that was left out says that they were found to be an adult (E15).";
/// What to do about it.
pub const ADULT_TODO: &str = "Correct the row. Until then the date of birth counts as not known.";

/// One problem, in words for whoever runs the import. It may include a child's number and show what
/// was in the file, so it is for the manager's page and the terminal, never for a log.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// The file's name as it was given.
    pub file: Arc<str>,
    /// The line, counting from 1 and including the headings.
    pub line: Option<u32>,
    /// The column's heading.
    pub column: Option<&'static str>,
    /// Whose row, if that could be read.
    pub child: Option<Child>,
    /// What it means for the import.
    pub weight: Weight,
    pub what: String,
    pub todo: String,
}

impl std::fmt::Debug for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What was in the file stays out of logs and panics.
        write!(f, "Problem({:?} line {:?} column {:?})", self.weight, self.line, self.column)
    }
}

impl Problem {
    /// A problem with a whole file: it refuses the import.
    #[must_use]
    pub fn file(
        file: &Arc<str>,
        line: Option<u32>,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) -> Self {
        Self {
            file: file.clone(),
            line,
            column: None,
            child: None,
            weight: Weight::Refuses,
            what: what.into(),
            todo: todo.into(),
        }
    }

    /// Where it is: `2025-26/episodes.csv, line 12, column DEC`.
    #[must_use]
    pub fn place(&self) -> String {
        let mut place = self.file.to_string();
        if let Some(line) = self.line {
            let _ = write!(place, ", line {line}");
        }
        if let Some(column) = self.column {
            let _ = write!(place, ", column {column}");
        }
        place
    }
}

/// Text from a file, made safe to show: nothing that moves a cursor, changes the writing direction or hides, and no sentence: somebody
/// may have written about a person where a code belongs.
#[must_use]
pub fn shown(text: &str) -> String {
    let length = text.chars().count();
    if length > 12 && text.contains(char::is_whitespace) {
        return format!("a text of {length} characters");
    }
    let mut out = String::with_capacity(text.len().min(48));
    for (at, letter) in text.chars().enumerate() {
        if at == 40 {
            out.push('…');
            break;
        }
        if letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(letter));
        } else {
            out.push(letter);
        }
    }
    out
}

//! In which languages somebody wants to speak and read, for whoever meets or writes to them.

use chrono::NaiveDate;
use onward_domain::mine::{Interpreter, Languages, Print};
use serde::Serialize;

use crate::clock::london_day;

/// In their own words.
#[derive(Debug, Clone, Serialize)]
pub struct LanguagesShown {
    speaks: Option<String>,
    reads: Option<String>,
    interpreter: Interpreter,
    print: Print,
    words: Option<String>,
    on: NaiveDate,
}

impl LanguagesShown {
    pub fn of(said: &Languages) -> Self {
        let note = said.note.clone();
        Self {
            speaks: note.speaks,
            reads: note.reads,
            interpreter: note.interpreter,
            print: note.print,
            words: note.words,
            on: london_day(said.recorded.at),
        }
    }
}

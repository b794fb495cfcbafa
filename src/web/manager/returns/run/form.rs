//! The forms of a return: which year it is for, and whether it is taken in.

use onward_domain::returns::ssda903::Allowed;
use onward_store::repo::returns::Run;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader},
    words::says::manager::returns as told,
};

/// Which year files are for whose names tell none.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct YearForm {
    /// As written.
    pub year: String,
}

/// The answer to "take it in?".
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct TakeForm {
    /// What happens to rows that can't be read: `leave` or `stop`.
    pub rows: String,
    /// `yes` when a year may lack most of the children who must be in it.
    pub hardly: String,
}

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Take it in.
    Take(Allowed),
    /// Nothing yet: the rows are fixed first.
    Later,
}

impl TakeForm {
    /// What was chosen about this run.
    ///
    /// # Errors
    /// What has to be said first.
    pub fn read(&self, run: &Run) -> Result<Choice, FormErrors> {
        let mut read = Reader::of(self);
        let leave = |word: &str| match word {
            "leave" => Some(true),
            "stop" => Some(false),
            _ => None,
        };
        let rows = read.choice("rows", &self.rows, leave).missing(told::Rows);
        let leave = if run.counts.left_out > 0 { rows.required() } else { Some(true) };
        let hardly = read.choice("hardly", &self.hardly, |word| (word == "yes").then_some(true));
        let hardly = hardly.missing(told::Hardly);
        let hardly = match (&run.thin, leave) {
            // Whoever takes nothing yet has nothing else to say.
            (Some(_), Some(true) | None) => hardly.required(),
            _ => Some(false),
        };
        read.done(|| {
            let allowed = Allowed { skip_problems: run.counts.left_out > 0, hardly_anything: hardly? };
            Some(if leave? { Choice::Take(allowed) } else { Choice::Later })
        })
    }
}

//! What a young person decides about their own account and how they are reached, and how they say that things are.

use chrono::{DateTime, Months, NaiveDate, Utc};

use crate::{
    id::{CheckInId, ClosingId, LanguagesId, NotAgainId, PersonId, ReachId, UserId},
    recorded::Recorded,
};

crate::words! {
    /// May we?
    pub enum May {
        Yes = "yes",
        No = "no",
        /// Ask them first.
        Ask = "ask",
    }

    /// Does somebody have to interpret?
    pub enum Interpreter {
        No = "no",
        Yes = "yes",
        /// In British Sign Language.
        Bsl = "bsl",
        /// Sometimes: ask them before.
        Ask = "ask",
    }

    /// How they read best.
    pub enum Print {
        Any = "any",
        Large = "large",
        /// Short sentences, with pictures.
        EasyRead = "easy_read",
        /// Rather told than written.
        Spoken = "spoken",
    }

    /// How things are, in a word.
    pub enum Feels {
        Good = "good",
        Okay = "okay",
        Hard = "hard",
        /// They want to talk to somebody.
        Talk = "talk",
    }

    /// What becomes of an account.
    pub enum How {
        Pause = "pause",
        Close = "close",
    }
}

/// How they are reached safely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReachNote {
    pub text: May,
    pub call: May,
    pub voicemail: May,
    pub post: May,
    /// At which hours, in their words.
    pub hours: Option<String>,
    /// Words never to use, in a message or on an envelope.
    pub never: Option<String>,
}

/// The same, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    pub id: ReachId,
    pub person: PersonId,
    pub note: ReachNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<ReachId>,
}

/// In which languages they want to speak and read, and how they read best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguagesNote {
    pub speaks: Option<String>,
    pub reads: Option<String>,
    pub interpreter: Interpreter,
    pub print: Print,
    /// What else to know: a dialect, who must not interpret.
    pub words: Option<String>,
}

/// The same, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages {
    pub id: LanguagesId,
    pub person: PersonId,
    pub note: LanguagesNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<LanguagesId>,
}

/// What they don't want to explain again to somebody new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAgainNote {
    pub words: String,
}

/// The same, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAgain {
    pub id: NotAgainId,
    pub person: PersonId,
    pub note: NotAgainNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<NotAgainId>,
}

/// How things are, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckIn {
    pub id: CheckInId,
    pub person: PersonId,
    pub feels: Option<Feels>,
    pub words: Option<String>,
    pub said_at: DateTime<Utc>,
    pub said_by: Option<UserId>,
}

/// When an account was paused or closed by its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    pub id: ClosingId,
    pub person: PersonId,
    pub how: How,
    pub words: Option<String>,
    pub at: DateTime<Utc>,
}

/// Until when the council keeps the record of somebody who was in its care: the 75th birthday. Care Planning, Placement and Case
/// Review (England) Regulations 2010 reg 50(1).
#[must_use]
pub fn kept_until(born: NaiveDate) -> Option<NaiveDate> {
    born.checked_add_months(Months::new(75 * 12))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_kept_until_the_75th_birthday() {
        assert_eq!(kept_until("2008-02-29".parse().unwrap()).unwrap().to_string(), "2083-02-28");
    }
}

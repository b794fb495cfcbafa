//! What a young person decides about their own account and how they are reached, how they say that things are, and what they
//! ask of the council as a body.

use chrono::{DateTime, Months, NaiveDate, Utc};

use crate::{
    id::{CheckInId, ClosingId, MatterId, NotAgainId, PersonId, ReachId, UserId},
    office::working_days_after,
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

    /// How things are, in a word.
    pub enum Feels {
        Good = "good",
        Okay = "okay",
        Hard = "hard",
        /// They want to talk with somebody.
        Talk = "talk",
    }

    /// What they ask of the council.
    pub enum MatterKind {
        /// A complaint: it goes to a manager, and not to their adviser.
        Complaint = "complaint",
        /// Somebody on their side who does not work for the team.
        Advocate = "advocate",
        /// What is written about them.
        File = "file",
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

/// The answer to what was asked, written once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterAnswer {
    pub words: String,
    pub at: DateTime<Utc>,
    pub by: Option<UserId>,
}

/// One thing asked of the council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    pub id: MatterId,
    pub person: PersonId,
    pub kind: MatterKind,
    pub words: Option<String>,
    pub said_at: DateTime<Utc>,
    pub said_by: Option<UserId>,
    /// By when it is answered.
    pub answer_by: NaiveDate,
    pub answer: Option<MatterAnswer>,
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

/// Working days in which a complaint is answered: Children Act 1989 Representations Procedure (England) Regulations 2006 reg 17(3).
const COMPLAINT_DAYS: u32 = 10;
/// Working days in which an advocate is found: the service's own promise.
const ADVOCATE_DAYS: u32 = 3;

impl MatterKind {
    /// By when something asked on a day is answered. For a file it is one month: UK GDPR article 12(3).
    #[must_use]
    pub fn answer_by(self, asked: NaiveDate) -> NaiveDate {
        match self {
            Self::Complaint => working_days_after(asked, COMPLAINT_DAYS),
            Self::Advocate => working_days_after(asked, ADVOCATE_DAYS),
            Self::File => asked.checked_add_months(Months::new(1)).unwrap_or(asked),
        }
    }
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
    fn each_thing_asked_has_its_own_clock() {
        let by = |kind: MatterKind| kind.answer_by("2026-11-30".parse().unwrap()).to_string();
        assert_eq!(by(MatterKind::Complaint), "2026-12-14", "ten working days");
        assert_eq!(by(MatterKind::Advocate), "2026-12-03");
        assert_eq!(by(MatterKind::File), "2026-12-30");
        let january = MatterKind::File.answer_by("2027-01-31".parse().unwrap());
        assert_eq!(january.to_string(), "2027-02-28", "the last day of a shorter month");
        assert_eq!(kept_until("2008-02-29".parse().unwrap()).unwrap().to_string(), "2083-02-28");
    }
}

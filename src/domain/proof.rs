//! A letter that proves that somebody is in care or a care leaver: only what its receiver needs.

use chrono::{DateTime, Days, NaiveDate, Utc};
use leaving_care_rules::assessment::{Assessment, Status};

use crate::id::{PersonId, ProofLetterId, UserId};

crate::words! {
    /// For whom a letter is.
    pub enum Receiver {
        /// A landlord or letting agent.
        Landlord = "landlord",
        /// A school, college, university or training provider.
        College = "college",
        /// A bank.
        Bank = "bank",
        /// The council's own council tax office.
        CouncilTax = "council_tax",
    }

    /// The one sentence that it says.
    pub enum Says {
        /// They are in the care of the council.
        InCare = "in_care",
        /// They are a care leaver, and the council supports them.
        CareLeaver = "care_leaver",
        /// They were in care, or lived elsewhere in a way that counts, and may ask the council for advice.
        Qualifying = "qualifying",
    }
}

/// How long a letter works, in days: about three months.
const WORKS: Days = Days::new(92);

/// The last day on which a letter made on a day works, not included.
#[must_use]
pub fn ends_on(made: NaiveDate) -> NaiveDate {
    made.checked_add_days(WORKS).unwrap_or(made)
}

/// What a letter may say of somebody, and until when they are supported at least; none where nothing can be proved.
#[must_use]
pub fn says(assessment: &Assessment) -> Option<(Says, Option<NaiveDate>)> {
    let (turns_18, turns_21) = (assessment.dates.turns_18, assessment.dates.turns_21);
    match assessment.status {
        _ if assessment.looked_after == Some(true) && assessment.status != Status::NeedsInformation => {
            Some((Says::InCare, turns_18))
        }
        Status::Eligible => Some((Says::InCare, turns_18)),
        Status::Relevant | Status::FormerRelevant | Status::FormerRelevantEducation => {
            let until = turns_21.filter(|day| assessment.as_of < *day);
            Some((Says::CareLeaver, until.or(assessment.dates.turns_25)))
        }
        Status::Qualifying => Some((Says::Qualifying, turns_21.filter(|day| assessment.as_of < *day))),
        Status::None | Status::NeedsInformation => None,
    }
}

/// A letter as it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// For whom.
    pub receiver: Receiver,
    /// The name on it.
    pub name: String,
    /// What it says.
    pub says: Says,
    /// Until when they are supported at least.
    pub supported_until: Option<NaiveDate>,
    /// The keyed hash of its code.
    pub code_hash: String,
    /// The code, sealed: for its owner alone.
    pub code_sealed: String,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofLetter {
    /// Which.
    pub id: ProofLetterId,
    /// Whose.
    pub person: PersonId,
    /// What was made.
    pub letter: NewLetter,
    /// When.
    pub made_at: DateTime<Utc>,
    /// By whom.
    pub made_by: Option<UserId>,
    /// The first day on which it no longer works.
    pub ends_on: NaiveDate,
    /// When its owner ended it before that.
    pub ended_at: Option<DateTime<Utc>>,
}

impl ProofLetter {
    /// Whether it works on this day.
    #[must_use]
    pub fn works(&self, today: NaiveDate) -> bool {
        self.ended_at.is_none() && today < self.ends_on
    }
}

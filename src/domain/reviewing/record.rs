//! What a review came to, as its chair records it, completes it and corrects it; and what of it the young person reads.

use chrono::NaiveDate;

use super::ViewsGiven;
use crate::{
    hub::Withheld,
    id::{PersonId, ReviewId, ReviewRecordId},
    recorded::Recorded,
};

crate::words! {
    /// What of a record is left out of what the young person reads. What they said themselves is never left out.
    pub enum ReviewPart {
        /// What is to be different, by when and who.
        Outcome = "outcome",
        /// What else was decided.
        Decided = "decided",
        Both = "both",
    }
}

/// What a review decided, as its chair records it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRecord {
    pub held_on: NaiveDate,
    pub views_how: ViewsGiven,
    /// What they said before it, in their words.
    pub views_before: Option<String>,
    /// What they said of it afterwards.
    pub views_after: Option<String>,
    /// What is to be different for the child.
    pub outcome: Option<String>,
    /// By when.
    pub by_when: Option<NaiveDate>,
    /// Who does it.
    pub who: Option<String>,
    /// What else was decided.
    pub decided: String,
}

/// What a review's record lacks to be about outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacks {
    /// Their own views before it.
    Views,
    /// What they say of it now.
    ViewsAfter,
    /// What is to be different for the child.
    Outcome,
    ByWhen,
    Who,
}

impl ReviewRecord {
    /// What it lacks to be about outcomes; nothing for one that is.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lacks> {
        let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        let own = matches!(self.views_how, ViewsGiven::Declined);
        [
            (!own && !said(&self.views_before), Lacks::Views),
            (!own && !said(&self.views_after), Lacks::ViewsAfter),
            (!said(&self.outcome), Lacks::Outcome),
            (self.by_when.is_none(), Lacks::ByWhen),
            (!said(&self.who), Lacks::Who),
        ]
        .into_iter()
        .filter_map(|(lacks, what)| lacks.then_some(what))
        .collect()
    }
}

/// What of a record the young person doesn't read, and on which ground of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    pub part: ReviewPart,
    pub reason: Withheld,
}

impl LeftOut {
    /// What is to be different is left out.
    #[must_use]
    pub const fn outcome(self) -> bool {
        matches!(self.part, ReviewPart::Outcome | ReviewPart::Both)
    }

    /// What else was decided is left out.
    #[must_use]
    pub const fn decided(self) -> bool {
        matches!(self.part, ReviewPart::Decided | ReviewPart::Both)
    }
}

/// One version of what its chair says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewNote {
    pub review: ReviewId,
    pub record: ReviewRecord,
    /// The young person may read it.
    pub shared: bool,
    pub left_out: Option<LeftOut>,
}

impl ReviewNote {
    /// What the young person reads: nothing until it is shared, and nothing of what is left out.
    #[must_use]
    pub fn for_them(&self) -> Option<ReviewRecord> {
        if !self.shared {
            return None;
        }
        let mut record = self.record.clone();
        if self.left_out.is_some_and(LeftOut::outcome) {
            (record.outcome, record.by_when, record.who) = (None, None, None);
        }
        if self.left_out.is_some_and(LeftOut::decided) {
            record.decided = String::new();
        }
        Some(record)
    }
}

/// The same, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewVersion {
    pub id: ReviewRecordId,
    pub person: PersonId,
    pub note: ReviewNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<ReviewRecordId>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn note(shared: bool, left_out: Option<LeftOut>) -> ReviewNote {
        let record = ReviewRecord {
            held_on: "2026-11-20".parse().unwrap(),
            views_how: ViewsGiven::InPerson,
            views_before: Some("I want to see my brother".into()),
            views_after: Some("That was fair".into()),
            outcome: Some("Sees his brother every week".into()),
            by_when: "2026-12-20".parse().ok(),
            who: Some("Priya Shah".into()),
            decided: "His mother is not told where he lives".into(),
        };
        ReviewNote { review: ReviewId::new(), record, shared, left_out }
    }

    #[test]
    fn jay_reads_nothing_until_it_is_shared_then_his_own_words_always_and_nothing_that_is_left_out() {
        assert_eq!(note(false, None).for_them(), None);
        assert_eq!(note(true, None).for_them(), Some(note(true, None).record));
        for part in ReviewPart::ALL {
            let left_out = LeftOut { part: *part, reason: Withheld::SomebodyElse };
            let read = note(true, Some(left_out)).for_them().unwrap();
            assert_eq!(read.views_before.as_deref(), Some("I want to see my brother"));
            assert_eq!(read.views_after.as_deref(), Some("That was fair"));
            assert_eq!(
                read.outcome.is_none() && read.who.is_none() && read.by_when.is_none(),
                left_out.outcome()
            );
            assert_eq!(read.decided.is_empty(), left_out.decided());
        }
    }
}

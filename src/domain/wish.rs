//! What a young person wants next in work and study: a course, a job, an application, with its days.

use chrono::NaiveDate;

use crate::{
    id::{PersonId, WishId},
    recorded::Recorded,
};

crate::words! {
    /// What it is.
    pub enum WishKind {
        /// A job.
        Job = "job",
        /// An apprenticeship.
        Apprenticeship = "apprenticeship",
        /// A course at a college or sixth form.
        Course = "course",
        /// University.
        University = "university",
        /// Something else: volunteering, a taster day.
        Other = "other",
    }

    /// How far it has come.
    pub enum WishState {
        /// They think about it.
        Thinking = "thinking",
        /// They applied.
        Applied = "applied",
        /// They are asked to an interview.
        Interview = "interview",
        /// They have an offer.
        Offered = "offered",
        /// They do it.
        Started = "started",
        /// It is not to be this time.
        NotThisTime = "not_this_time",
    }
}

impl WishState {
    /// Nothing more is to be done about it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Started | Self::NotThisTime)
    }
}

/// What they wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishNote {
    /// What it is.
    pub kind: WishKind,
    /// Its name: "Joinery, level 2".
    pub title: String,
    /// Where.
    pub place: Option<String>,
    /// How far it has come.
    pub state: WishState,
    /// The last day to apply.
    pub apply_by: Option<NaiveDate>,
    /// The day of the interview.
    pub interview_on: Option<NaiveDate>,
    /// The day it starts.
    pub starts_on: Option<NaiveDate>,
    /// The day by which something else has to be done.
    pub by: Option<NaiveDate>,
    /// What has to be done by then.
    pub next: Option<String>,
}

impl WishNote {
    /// The next of its days from this one on.
    #[must_use]
    pub fn next_day(&self, today: NaiveDate) -> Option<NaiveDate> {
        let days = [self.apply_by, self.interview_on, self.starts_on, self.by];
        days.into_iter().flatten().filter(|day| *day >= today).min()
    }
}

/// Something that they want, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Which version.
    pub id: WishId,
    /// Whose.
    pub person: PersonId,
    /// What it says.
    pub note: WishNote,
    /// By whom and when.
    pub recorded: Recorded,
    /// The version that took its place.
    pub superseded_by: Option<WishId>,
}

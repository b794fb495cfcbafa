//! An adviser's day beside the records: own tasks, rows of the day put aside with a reason, and who stands in for whom.

use chrono::{DateTime, NaiveDate, Utc};

use crate::id::{CoverId, PersonId, SetAsideId, TaskId, UserId};

crate::words! {
    /// How a row of the day is closed without doing what it asks for.
    pub enum How {
        /// Somebody else did it, or it stands in another system.
        Elsewhere = "elsewhere",
        /// A new day was agreed.
        NewDay = "new_day",
        /// It is not needed now.
        NotNeeded = "not_needed",
    }
}

/// Something that an adviser wants to do for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    pub id: TaskId,
    pub person: PersonId,
    pub what: String,
    pub due_on: NaiveDate,
    pub made_at: DateTime<Utc>,
    pub made_by: Option<UserId>,
    pub done_at: Option<DateTime<Utc>>,
    pub done_by: Option<UserId>,
}

/// What is put aside: one thing that is due for somebody on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Which thing, as [`SetAside::is_of`] compares it.
    pub about: String,
    pub due_on: NaiveDate,
    pub how: How,
    /// Done elsewhere: the day on which it was done.
    pub done_on: Option<NaiveDate>,
    /// For a new day: when it comes back.
    pub until: Option<NaiveDate>,
    /// Why, in a sentence.
    pub why: String,
}

/// The same, as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    pub id: SetAsideId,
    pub person: PersonId,
    pub aside: Aside,
    pub made_at: DateTime<Utc>,
    pub made_by: Option<UserId>,
}

impl SetAside {
    /// Whether it is about this thing of this day and still holds.
    #[must_use]
    pub fn is_of(&self, about: &str, due_on: NaiveDate, today: NaiveDate) -> bool {
        self.is_about(about) && self.aside.due_on == due_on && self.holds(today)
    }

    /// Whether it is about this thing, of whatever day.
    #[must_use]
    pub fn is_about(&self, about: &str) -> bool {
        self.aside.about == about
    }

    /// It was put aside for good, or until a day that has not come.
    #[must_use]
    pub fn holds(&self, today: NaiveDate) -> bool {
        self.aside.until.is_none_or(|until| today < until)
    }
}

/// Somebody stands in for a colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    pub id: CoverId,
    /// Who is away.
    pub absent: UserId,
    /// Who stands in.
    pub cover: UserId,
    pub from: NaiveDate,
    /// The first day on which it is over; `None` until somebody ends it.
    pub until: Option<NaiveDate>,
    pub made_at: DateTime<Utc>,
    pub made_by: Option<UserId>,
}

/// A colleague who is away today, or who stands in today, as others see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covering {
    pub user: UserId,
    pub name: String,
    pub phone: Option<String>,
    /// The last day of it; `None` until somebody ends it.
    pub last: Option<NaiveDate>,
}

//! Booking a review, and what it came to.

use chrono::{Days, NaiveDate};
use onward_domain::reviewing::{ReviewKind, ReviewRecord, ViewsGiven};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, WrittenDay},
    words::says::reviewing::{book, record as told},
};

/// A day is booked at most so many days ahead.
const AHEAD: u64 = 366;

/// A review is booked.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct BookForm {
    kind: String,
    on: WrittenDay,
}

impl BookForm {
    /// Which, and for what day.
    ///
    /// # Errors
    /// What to correct.
    pub fn read(&self, today: NaiveDate) -> Result<(ReviewKind, NaiveDate), FormErrors> {
        let mut read = Reader::of(self);
        let kind = read.choice("kind", &self.kind, |word| word.parse::<ReviewKind>().ok());
        let kind = kind.missing(book::Kind).required();
        let last = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
        let on = read.day("on", &self.on, book::Day).not_before(today).not_after(last).required();
        read.done(|| Some((kind?, on?)))
    }
}

/// What a review came to.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct RecordForm {
    held: WrittenDay,
    how: String,
    #[validate(length(max = 1500))]
    before: String,
    #[validate(length(max = 1500))]
    after: String,
    #[validate(length(max = 600))]
    outcome: String,
    by_when: WrittenDay,
    #[validate(length(max = 120))]
    who: String,
    #[validate(length(max = 3000))]
    decided: String,
}

impl RecordForm {
    /// A form for a review of this day.
    pub fn fresh(held: NaiveDate) -> Self {
        Self { held: held.into(), ..Self::default() }
    }

    /// What it says. What makes a review one about outcomes is not forced: it is asked for, and shown where it lacks.
    ///
    /// # Errors
    /// What to correct.
    pub fn read(&self, today: NaiveDate) -> Result<ReviewRecord, FormErrors> {
        let mut read = Reader::of(self);
        let held = read.day("held", &self.held, told::Held).not_after_today(today).required();
        let how = read.choice("how", &self.how, |word| word.parse::<ViewsGiven>().ok());
        let how = how.missing(told::How).required();
        let before = read.text("before", &self.before).optional();
        let after = read.text("after", &self.after).optional();
        let outcome = read.text("outcome", &self.outcome).optional();
        let by_when = read.day("by-when", &self.by_when, told::ByWhen).optional();
        let who = read.text("who", &self.who).optional();
        let decided = read.text("decided", &self.decided).missing(told::Decided).required();
        read.done(|| {
            Some(ReviewRecord {
                held_on: held?,
                views_how: how?,
                views_before: before,
                views_after: after,
                outcome,
                by_when,
                who,
                decided: decided?,
            })
        })
    }
}

//! Booking a review, and what it came to.

use chrono::{Days, NaiveDate};
use onward_domain::{
    hub::Withheld,
    id::{ReviewId, ReviewRecordId, StrategyId},
    reviewing::{
        LeftOut, ReviewKind, ReviewNote, ReviewPart, ReviewRecord, ReviewVersion, Strategy, StrategyNote,
        ViewsGiven,
    },
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    error::Situation,
    form::{FormErrors, Reader, Stood, WrittenDay},
    words::says::reviewing::{book, record as told, strategy},
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

/// A strategy discussion.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct StrategyForm {
    /// The version that it started from; empty for a new one.
    version: Stood,
    talked: WrittenDay,
    #[validate(length(max = 600))]
    none: String,
}

impl StrategyForm {
    /// Filled with the one that a conference still has to follow; blank where there is none.
    pub fn of(waiting: Option<&Strategy>) -> Self {
        let Some(one) = waiting else { return Self::default() };
        Self { version: Stood::of(&one.id), talked: one.note.held_on.into(), none: String::new() }
    }

    /// The version that it started from.
    ///
    /// # Errors
    /// The form was not ours.
    pub fn started_from(&self) -> Result<Option<StrategyId>, Situation> {
        self.version.parse()
    }

    /// What it says.
    ///
    /// # Errors
    /// What to correct.
    pub fn read(&self, today: NaiveDate) -> Result<StrategyNote, FormErrors> {
        let mut read = Reader::of(self);
        let held_on = read.day("talked", &self.talked, strategy::Day).not_after_today(today).required();
        let no_conference = read.text("none", &self.none).optional();
        read.done(|| Some(StrategyNote { held_on: held_on?, no_conference }))
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
    /// The version that it started from; empty while nothing is recorded.
    version: Stood,
    /// `yes` or `no`: whether they may read it.
    share: String,
    /// What they don't read all the same; empty for nothing.
    left_out: String,
    /// Why, on which of the law's grounds.
    because: String,
}

impl RecordForm {
    /// A form for a review of this day.
    pub fn fresh(held: NaiveDate) -> Self {
        Self { held: held.into(), ..Self::default() }
    }

    /// A form filled with what is recorded now.
    pub fn of(version: &ReviewVersion) -> Self {
        let (note, record) = (&version.note, &version.note.record);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            held: record.held_on.into(),
            how: record.views_how.word().to_owned(),
            before: text(&record.views_before),
            after: text(&record.views_after),
            outcome: text(&record.outcome),
            by_when: record.by_when.into(),
            who: text(&record.who),
            decided: record.decided.clone(),
            version: Stood::of(&version.id),
            share: if note.shared { "yes" } else { "no" }.to_owned(),
            left_out: note.left_out.map_or("", |left| left.part.word()).to_owned(),
            because: note.left_out.map_or("", |left| left.reason.word()).to_owned(),
        }
    }

    /// The same, started from another version.
    #[must_use]
    pub fn started_again(self, version: &ReviewVersion) -> Self {
        Self { version: Stood::of(&version.id), ..self }
    }

    /// The version that it started from.
    ///
    /// # Errors
    /// The form was not ours.
    pub fn started_from(&self) -> Result<Option<ReviewRecordId>, Situation> {
        self.version.parse()
    }

    /// What it says. What makes a review one about outcomes is not forced: it is asked for, and shown where it lacks.
    ///
    /// # Errors
    /// What to correct.
    pub fn read(&self, review: ReviewId, today: NaiveDate) -> Result<ReviewNote, FormErrors> {
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
        let shared = read.yes_or_no("share", &self.share).missing(told::Share).required();
        let left_out = self.left_out(&mut read);
        read.done(|| {
            let record = ReviewRecord {
                held_on: held?,
                views_how: how?,
                views_before: before,
                views_after: after,
                outcome,
                by_when,
                who,
                decided: decided?,
            };
            Some(ReviewNote { review, record, shared: shared?, left_out: left_out? })
        })
    }

    /// What they don't read: nothing, or a part on one of the law's grounds.
    fn left_out(&self, read: &mut Reader) -> Option<Option<LeftOut>> {
        let known = |word: &str| match word {
            "nothing" => Some(None),
            word => word.parse::<ReviewPart>().ok().map(Some),
        };
        let part = read.choice("left-out", &self.left_out, known).or(None)?;
        let Some(part) = part else { return Some(None) };
        let reason = read.choice("because", &self.because, |word| word.parse::<Withheld>().ok());
        let reason = reason.missing(told::Because).required()?;
        Some(Some(LeftOut { part, reason }))
    }
}

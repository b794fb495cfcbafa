//! The forms of the home.

use chrono::NaiveDate;
use onward_domain::place::{MoveJob, MoveJobNote, PlaceView, PlaceViewNote, Right};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::open_job;
use crate::web::{
    form::{FormErrors, Reader, Stood, WrittenDay},
    words::says::place::field as said,
};

/// Whether the place is right for them.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ViewForm {
    pub version: Stood,
    pub right: String,
    #[validate(length(max = 1000))]
    pub words: String,
    pub move_day: WrittenDay,
}

impl ViewForm {
    /// Filled from what stands.
    pub fn of(view: Option<&PlaceView>) -> Self {
        let Some(view) = view else { return Self::default() };
        Self {
            version: Stood::of(&view.id),
            right: view.note.right.word().to_owned(),
            words: view.note.words.clone().unwrap_or_default(),
            move_day: view.note.move_day.into(),
        }
    }

    /// What it says.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, today: NaiveDate) -> Result<PlaceViewNote, FormErrors> {
        let mut read = Reader::of(self);
        let right = read
            .choice("right", &self.right, |word| word.parse::<Right>().ok())
            .missing(said::Right)
            .required();
        let words = read.text("words", &self.words).optional();
        let near = |day: &NaiveDate| (*day - today).num_days().abs() <= 730;
        let move_day = read.day("move_day", &self.move_day, said::MoveDay).only(near, said::Far).optional();
        read.done(|| Some(PlaceViewNote { right: right?, words, move_day }))
    }
}

/// How a room of life goes: one of three buttons.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoomForm {
    pub ready: String,
}

/// A tick.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TickForm {
    pub done: String,
}

/// A job of a move.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct JobForm {
    pub version: Stood,
    #[validate(length(max = 200))]
    pub what: String,
    pub by: WrittenDay,
}

impl From<&MoveJob> for JobForm {
    fn from(job: &MoveJob) -> Self {
        Self { version: Stood::of(&job.id), what: job.note.what.clone(), by: job.note.by.into() }
    }
}

impl JobForm {
    /// What it says.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, today: NaiveDate) -> Result<MoveJobNote, FormErrors> {
        let mut read = Reader::of(self);
        let what = read.text("what", &self.what).missing(said::What).required();
        let near = |day: &NaiveDate| (*day - today).num_days().abs() <= 730;
        let by = read.day("by", &self.by, said::By).only(near, said::Far).optional();
        read.done(|| Some(open_job(what?, by)))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn whether_it_is_right_is_needed_and_a_day_that_is_none_is_told() {
        let today = "2026-11-23".parse().unwrap();
        let form =
            ViewForm { right: "mostly".into(), words: "Too far from work".into(), ..ViewForm::default() };
        assert_eq!(form.read(today).unwrap().right, Right::Mostly);
        let wrong = ViewForm { move_day: WrittenDay::new("31", "11", "2026"), ..ViewForm::default() };
        let errors = wrong.read(today).unwrap_err();
        assert!(errors.has("right") && errors.has("move_day"));
        assert!(ViewForm { words: "é".repeat(1001), ..form }.read(today).unwrap_err().has("words"));
        assert!(JobForm::default().read(today).unwrap_err().has("what"));
    }
}

//! The form of something that they want next.

use chrono::NaiveDate;
use onward_domain::wish::{Wish, WishKind, WishNote, WishState};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, Stood, WrittenDay},
    words::says::paths::field as said,
};

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct WishForm {
    pub version: Stood,
    pub kind: String,
    #[validate(length(max = 120))]
    pub title: String,
    #[validate(length(max = 120))]
    pub place: String,
    pub state: String,
    pub apply_by: WrittenDay,
    pub interview_on: WrittenDay,
    pub starts_on: WrittenDay,
    pub by: WrittenDay,
    #[validate(length(max = 400))]
    pub next: String,
}

impl From<&Wish> for WishForm {
    fn from(wish: &Wish) -> Self {
        let note = &wish.note;
        Self {
            version: Stood::of(&wish.id),
            kind: note.kind.word().to_owned(),
            title: note.title.clone(),
            place: note.place.clone().unwrap_or_default(),
            state: note.state.word().to_owned(),
            apply_by: note.apply_by.into(),
            interview_on: note.interview_on.into(),
            starts_on: note.starts_on.into(),
            by: note.by.into(),
            next: note.next.clone().unwrap_or_default(),
        }
    }
}

impl WishForm {
    /// What it says.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<WishNote, FormErrors> {
        let mut read = Reader::of(self);
        let kind = read
            .choice("kind", &self.kind, |word| word.parse::<WishKind>().ok())
            .missing(said::Kind)
            .required();
        let title = read.text("title", &self.title).missing(said::Title).required();
        let place = read.text("place", &self.place).optional();
        let state = read
            .choice("state", &self.state, |word| word.parse::<WishState>().ok())
            .missing(said::State)
            .required();
        let near = |day: &NaiveDate| (*day - today).num_days().abs() <= 730;
        let apply_by = read.day("apply_by", &self.apply_by, said::ApplyBy).only(near, said::Far).optional();
        let interview_on =
            read.day("interview_on", &self.interview_on, said::InterviewOn).only(near, said::Far).optional();
        let starts_on =
            read.day("starts_on", &self.starts_on, said::StartsOn).only(near, said::Far).optional();
        let by = read.day("by", &self.by, said::By).only(near, said::Far).optional();
        let next = read.text("next", &self.next).optional();
        read.done(|| {
            let (kind, title, state) = (kind?, title?, state?);
            Some(WishNote { kind, title, place, state, apply_by, interview_on, starts_on, by, next })
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_wish_needs_a_name_a_kind_and_how_far_it_is_and_a_day_that_can_be() {
        let today = "2026-11-23".parse().unwrap();
        let form = WishForm {
            kind: "apprenticeship".into(),
            title: " Joinery ".into(),
            state: "offered".into(),
            by: WrittenDay::new("4", "1", "2027"),
            ..WishForm::default()
        };
        let note = form.read(today).unwrap();
        assert_eq!((note.title.as_str(), note.by), ("Joinery", "2027-01-04".parse().ok()));
        let errors = WishForm { by: WrittenDay::new("31", "2", "2027"), ..WishForm::default() }
            .read(today)
            .unwrap_err();
        for field in ["kind", "title", "state", "by"] {
            assert!(errors.has(field), "{field}");
        }
        let long = WishForm { title: "é".repeat(121), ..form };
        assert!(long.read(today).unwrap_err().has("title"));
    }
}

//! The form that puts a visit or contact right, or says that it never was.

use chrono::NaiveDate;
use onward_domain::{
    basis::is_a_reason,
    contact::{Alone, Contact, ContactKind, ContactNote},
};
use onward_store::repo::versions::Version;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::correct_visit::Put,
    web::{
        form::{Clash, ClashRow, FormErrors, Reader, Sheet, Stood, WrittenDay},
        words::{Say, says::adviser::visit as told},
    },
};

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct CorrectForm {
    /// The version it started from.
    pub version: Stood,
    /// `right` or `away`.
    pub put: String,
    pub kind: String,
    pub day: WrittenDay,
    pub alone: String,
    #[validate(length(max = 600))]
    pub own_words: String,
    #[validate(length(max = 600))]
    pub summary: String,
    pub next: WrittenDay,
    #[validate(length(max = 300))]
    pub reason: String,
}

impl CorrectForm {
    /// Filled from a version.
    pub fn of(version: &impl std::fmt::Display, note: &ContactNote) -> Self {
        Self {
            version: Stood::of(version),
            kind: note.kind.word().to_owned(),
            day: Some(note.happened_on).into(),
            alone: note.alone.map(Alone::word).unwrap_or_default().to_owned(),
            own_words: note.own_words.clone().unwrap_or_default(),
            summary: note.summary.clone(),
            next: note.next_on.into(),
            ..Self::default()
        }
    }

    /// What is to be done, and why.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<(Put<ContactNote>, String), FormErrors> {
        let mut read = Reader::of(self);
        let away = read.choice("put", &self.put, |word| match word {
            "right" => Some(false),
            "away" => Some(true),
            _ => None,
        });
        let away = away.missing(told::ChoosePut).required();
        let kind = read.choice("kind", &self.kind, |word| word.parse::<ContactKind>().ok());
        let kind = kind.missing(told::Choose).required();
        let visit = kind.is_some_and(ContactKind::is_visit);
        let day = read.day("day", &self.day, told::Day).not_after_today(today).required();
        let alone = read.choice("alone", &self.alone, |word| word.parse::<Alone>().ok()).optional();
        let reached = kind.is_none_or(ContactKind::reached);
        let own_words = read.text("own-words", &self.own_words).optional().filter(|_| reached);
        let summary = read.text("summary", &self.summary).or(String::new());
        let next_on = read.day("next", &self.next, told::Next).optional();
        if let (Some(day), Some(next)) = (day, next_on)
            && next < day
        {
            read.wrong("next", told::NextBefore);
        }
        let reason = read.text("reason", &self.reason).missing(told::WhyCorrected);
        let reason = reason.only(|reason| is_a_reason(reason), told::NotAReason).required();
        read.done(|| {
            let alone = alone.filter(|_| visit);
            let note =
                ContactNote { summary: summary?, next_on, alone, own_words, ..ContactNote::new(kind?, day?) };
            Some((if away? { Put::Away } else { Put::Right(note) }, reason?))
        })
    }

    /// The form next to what somebody else saved; it is now based on that version.
    #[must_use]
    pub fn beside(self, theirs: Option<&Version<Contact>>, yours: &Put<ContactNote>) -> Sheet<Self> {
        let mine = match yours {
            Put::Right(note) => Some(note),
            Put::Away => None,
        };
        let saved = theirs.map(|version| &version.row.note);
        let none = || Say::from(told::Nothing);
        let of = |part: &dyn Fn(&ContactNote) -> Say| {
            (saved.map_or_else(none, part), mine.map_or_else(none, part))
        };
        let day = of(&|note| Say::day(note.happened_on));
        let kind = of(&|note| {
            Say::of_word("adviser.visit.kind", note.kind.word()).unwrap_or_else(|| Say::words(""))
        });
        let next = of(&|note| note.next_on.map_or_else(none, Say::day));
        let summary = of(&|note| Say::words(note.summary.as_str()));
        let rows = vec![
            ClashRow::new(told::TheDay, day.0, day.1),
            ClashRow::new(told::How, kind.0, kind.1),
            ClashRow::new(told::NextTime, next.0, next.1),
            ClashRow::new(told::Summary, summary.0, summary.1),
        ];
        Sheet::clashing(Self { version: theirs.into(), ..self }, Clash::of(theirs, rows))
    }
}

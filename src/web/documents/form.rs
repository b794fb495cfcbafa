//! A paper as it is sent.

use chrono::{Months, NaiveDate};
use onward_domain::document::{Document, DocumentKind, DocumentNote};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::photo::LARGEST,
    web::{
        form::{Fields, FormErrors, Reader, Upload, WrittenDay},
        words::says::documents as told,
    },
};

/// What the adviser's form has in it.
pub const FIELDS: Fields<'_> = Fields {
    words: &[
        "kind",
        "title",
        "dated-day",
        "dated-month",
        "dated-year",
        "ends-day",
        "ends-month",
        "ends-year",
        "shown",
        "why",
    ],
    file: "file",
    largest: LARGEST,
};
/// And the young person's.
pub const OWN_FIELDS: Fields<'_> = Fields {
    words: &["kind", "title", "ends-day", "ends-month", "ends-year"],
    file: "file",
    largest: LARGEST,
};

/// No paper holds longer, in months.
const LONGEST: u32 = 40 * 12;

/// Who sends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Adviser,
    YoungPerson,
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentForm {
    pub kind: String,
    #[validate(length(max = 120))]
    pub title: String,
    pub dated: WrittenDay,
    pub ends: WrittenDay,
    /// `yes`, or `no` with why.
    pub shown: String,
    #[validate(length(max = 300))]
    pub why: String,
}

impl DocumentForm {
    /// As it was sent.
    #[must_use]
    pub fn of(upload: &Upload) -> Self {
        Self {
            kind: upload.word("kind"),
            title: upload.word("title"),
            dated: upload.day("dated"),
            ends: upload.day("ends"),
            shown: upload.word("shown"),
            why: upload.word("why"),
        }
    }

    /// A new version begins with what the old one says, but for its days.
    #[must_use]
    pub fn again(document: &Document) -> Self {
        let note = &document.note;
        Self {
            kind: note.kind.word().to_owned(),
            title: note.title.clone(),
            shown: if note.shown() { "yes" } else { "no" }.to_owned(),
            why: note.why_not.clone().unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What it says.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate, side: Side) -> Result<DocumentNote, FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| word.parse::<DocumentKind>().ok();
        let kind = read.choice("kind", &self.kind, known).missing(told::Kind).required();
        let title = read.text("title", &self.title).missing(told::Title).required();
        let dated = read.day("dated", &self.dated, told::Dated).not_after_today(today);
        let dated = dated.optional();
        let last = today.checked_add_months(Months::new(LONGEST)).unwrap_or(today);
        let ends = read.day("ends", &self.ends, told::Ends).not_after(last);
        let after = |ends: &NaiveDate| dated.is_none_or(|dated| dated <= *ends);
        let ends = ends.only(after, told::EndsBefore).optional();
        let why_not = match side {
            Side::YoungPerson => None,
            Side::Adviser => self.seen_by_them(&mut read),
        };
        read.done(|| Some(DocumentNote { kind: kind?, title: title?, dated, ends, why_not }))
    }

    /// Why they don't see it, if so.
    pub fn seen_by_them(&self, read: &mut Reader) -> Option<String> {
        let yes_or_no = |word: &str| match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let shown = read.choice("shown", &self.shown, yes_or_no).missing(told::Shown).required();
        let why = read.text("why", &self.why).missing(told::Why);
        if shown == Some(false) { why.required() } else { None }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn what_is_hidden_says_why_and_a_paper_ends_after_its_day() {
        let today = "2026-11-23".parse().unwrap();
        let form = DocumentForm {
            kind: "identity".into(),
            title: "Passport".into(),
            dated: WrittenDay::new("1", "2", "2017"),
            ends: WrittenDay::new("1", "2", "2027"),
            shown: "yes".into(),
            why: String::new(),
        };
        assert!(form.read(today, Side::Adviser).unwrap().shown());
        for (field, wrong) in [
            ("kind", DocumentForm { kind: "diary".into(), ..form.clone() }),
            ("title", DocumentForm { title: " ".into(), ..form.clone() }),
            ("title", DocumentForm { title: "é".repeat(121), ..form.clone() }),
            ("dated", DocumentForm { dated: WrittenDay::new("24", "11", "2026"), ..form.clone() }),
            ("ends", DocumentForm { ends: WrittenDay::new("1", "2", "2016"), ..form.clone() }),
            ("ends", DocumentForm { ends: WrittenDay::new("1", "2", "2099"), ..form.clone() }),
            ("shown", DocumentForm { shown: String::new(), ..form.clone() }),
            ("why", DocumentForm { shown: "no".into(), ..form.clone() }),
        ] {
            assert!(wrong.read(today, Side::Adviser).unwrap_err().has(field), "{wrong:?}");
        }
        let own = DocumentForm { shown: "no".into(), ..form };
        assert!(own.read(today, Side::YoungPerson).unwrap().shown(), "what they add they see");
    }
}

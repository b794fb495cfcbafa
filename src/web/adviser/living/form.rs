//! The forms of a home and of an activity, and how they are read.

use chrono::NaiveDate;
use onward_domain::{
    basis::is_a_reason,
    living::{ACTIVITY_NOT_KNOWN, Activity, ActivityNote, HOME_NOT_KNOWN, Home, HomeNote},
    returns::ssda903::code,
};
use onward_store::repo::versions::{Rows, Version};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::correct_visit::Put,
    web::{
        form::{Clash, ClashRow, FormErrors, Reader, Sheet, Stood, WrittenDay},
        words::{
            Say,
            says::adviser::{living as told, visit},
        },
    },
};

/// A home, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct HomeForm {
    pub version: Stood,
    /// `right` or `away`.
    pub put: String,
    /// The letter of the return.
    pub kind: String,
    pub from: WrittenDay,
    pub until: WrittenDay,
    pub suitable: String,
    #[validate(length(max = 300))]
    pub why: String,
    pub provided: String,
    #[validate(length(max = 300))]
    pub reason: String,
}

/// An activity, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct ActivityForm {
    pub version: Stood,
    /// `right` or `away`.
    pub put: String,
    /// The code of the return.
    pub kind: String,
    pub from: WrittenDay,
    pub until: WrittenDay,
    #[validate(length(max = 120))]
    pub at: String,
    #[validate(length(max = 300))]
    pub reason: String,
}

impl From<&Home> for HomeForm {
    fn from(home: &Home) -> Self {
        let note = &home.note;
        Self {
            version: Stood::of(&home.id),
            kind: note.kind.clone(),
            from: note.from.into(),
            until: note.until.into(),
            suitable: said(note.suitable),
            why: note.why.clone().unwrap_or_default(),
            provided: said(note.provided),
            ..Self::default()
        }
    }
}

impl From<&Activity> for ActivityForm {
    fn from(one: &Activity) -> Self {
        let note = &one.note;
        Self {
            version: Stood::of(&one.id),
            kind: note.kind.clone(),
            from: note.from.into(),
            until: note.until.into(),
            at: note.at.clone().unwrap_or_default(),
            ..Self::default()
        }
    }
}

/// The letters of homes with what they mean, that nobody knows among them.
pub fn homes() -> Vec<(&'static str, Say)> {
    let mut all: Vec<&'static str> = code::ACCOMMODATION.codes().filter_map(|code| code.get(..1)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|letter| (letter, home_words(letter))).collect()
}

/// The codes of activities with what they mean.
pub fn activities() -> Vec<(&'static str, Say)> {
    code::ACTIVITY.codes().map(|code| (code, activity_words(code))).collect()
}

/// What a letter means.
pub fn home_words(letter: &str) -> Say {
    let words = ["1", "2"].iter().find_map(|digit| code::ACCOMMODATION.words(&format!("{letter}{digit}")));
    Say::words(words.unwrap_or(letter))
}

/// What a code means.
pub fn activity_words(kind: &str) -> Say {
    Say::words(code::ACTIVITY.words(kind).unwrap_or(kind))
}

impl HomeForm {
    /// The form of a home that is added.
    pub fn adding() -> Self {
        Self { put: RIGHT.to_owned(), ..Self::default() }
    }

    /// What is to be done, and why.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<(Put<HomeNote>, String), FormErrors> {
        let mut read = Reader::of(self);
        let away = put(&mut read, &self.put);
        let known = |word: &str| homes().iter().any(|(letter, _)| *letter == word).then(|| word.to_owned());
        let kind = read.choice("kind", &self.kind, known).missing(told::ChooseHome).required();
        let (from, until) = days(&mut read, (&self.from, &self.until), today);
        let suitable = read.yes_or_no("suitable", &self.suitable).optional();
        let why = read.text("why", &self.why);
        let why = if suitable == Some(false) && away == Some(false) {
            why.missing(told::Why).required()
        } else {
            why.optional()
        };
        let provided = read.yes_or_no("provided", &self.provided).optional();
        let reason = reason(&mut read, &self.reason, self.version == Stood::default());
        read.done(|| {
            let kind = kind?;
            // Of a home that nobody knows, nothing else is known.
            let known = kind != HOME_NOT_KNOWN;
            let note = HomeNote {
                kind,
                suitable: suitable.filter(|_| known),
                from,
                until,
                address: None,
                why,
                provided: provided.filter(|_| known),
            };
            Some((if away? { Put::Away } else { Put::Right(note) }, reason?))
        })
    }

    /// The form next to what somebody else saved.
    #[must_use]
    pub fn beside(self, theirs: Option<&Version<Home>>, yours: &Put<HomeNote>) -> Sheet<Self> {
        let clash = clash(theirs, |home| home_said(&home.note), yours, home_said);
        Sheet::clashing(Self { version: theirs.into(), ..self }, clash)
    }
}

impl ActivityForm {
    /// The form of an activity that is added.
    pub fn adding() -> Self {
        Self { put: RIGHT.to_owned(), ..Self::default() }
    }

    /// What is to be done, and why.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<(Put<ActivityNote>, String), FormErrors> {
        let mut read = Reader::of(self);
        let away = put(&mut read, &self.put);
        let known = |word: &str| activities().iter().any(|(code, _)| *code == word).then(|| word.to_owned());
        let kind = read.choice("kind", &self.kind, known).missing(told::ChooseActivity).required();
        let (from, until) = days(&mut read, (&self.from, &self.until), today);
        let at = read.text("at", &self.at).optional();
        let reason = reason(&mut read, &self.reason, self.version == Stood::default());
        read.done(|| {
            let kind = kind?;
            let at = at.filter(|_| kind != ACTIVITY_NOT_KNOWN);
            let note = ActivityNote { kind, from, until, at };
            Some((if away? { Put::Away } else { Put::Right(note) }, reason?))
        })
    }

    /// The form next to what somebody else saved.
    #[must_use]
    pub fn beside(self, theirs: Option<&Version<Activity>>, yours: &Put<ActivityNote>) -> Sheet<Self> {
        let clash = clash(theirs, |one| activity_said(&one.note), yours, activity_said);
        Sheet::clashing(Self { version: theirs.into(), ..self }, clash)
    }
}

/// "Independent living, suitable, from 3 May 2026".
pub fn home_said(note: &HomeNote) -> Say {
    let what = home_words(&note.kind);
    let what = match note.suitable {
        Some(true) => more(what, &Say::from(told::Suitable).to_string()),
        Some(false) => more(what, &Say::from(told::NotSuitable).to_string()),
        None => what,
    };
    when(what, (note.from, note.until))
}

/// "University: Nursing, from 3 May 2026".
pub fn activity_said(note: &ActivityNote) -> Say {
    let what = activity_words(&note.kind);
    when(
        note.at.as_deref().map_or_else(|| what.clone(), |at| more(what.clone(), at)),
        (note.from, note.until),
    )
}

fn more(what: Say, more: &str) -> Say {
    told::WithMore { what, more }.into()
}

fn when(what: Say, days: (Option<NaiveDate>, Option<NaiveDate>)) -> Say {
    match days {
        (Some(from), Some(until)) => told::FromUntil { what, from: from.into(), until: until.into() }.into(),
        (Some(from), None) => told::From { what, from: from.into() }.into(),
        (None, Some(until)) => told::Until { what, until: until.into() }.into(),
        (None, None) => what,
    }
}

fn clash<V: Rows, N>(
    theirs: Option<&Version<V>>,
    saved: impl Fn(&V) -> Say,
    yours: &Put<N>,
    said: impl Fn(&N) -> Say,
) -> Clash {
    let mine = match yours {
        Put::Right(note) => said(note),
        Put::Away => visit::Nothing.into(),
    };
    let saved = theirs.map_or_else(|| visit::Nothing.into(), |version| saved(&version.row));
    Clash::of(theirs, vec![ClashRow::new(told::What, saved, mine)])
}

/// What was written is what is to stand.
const RIGHT: &str = "right";

/// Whether it is taken out.
fn put(read: &mut Reader, word: &str) -> Option<bool> {
    let known = |word: &str| match word {
        RIGHT => Some(false),
        "away" => Some(true),
        _ => None,
    };
    read.choice("put", word, known).missing(visit::ChoosePut).required()
}

fn days(
    read: &mut Reader,
    (from, until): (&WrittenDay, &WrittenDay),
    today: NaiveDate,
) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let from = read.day("from", from, told::FirstDay).not_after_today(today).optional();
    let after = |until: &NaiveDate| from.is_none_or(|from| from < *until);
    let until = read.day("until", until, told::EndDay).only(after, told::EndsBeforeItBegins).optional();
    (from, until)
}

/// Why it is corrected, or, of a line that is `new`, how they know.
fn reason(read: &mut Reader, written: &str, new: bool) -> Option<String> {
    let missing = if new { Say::from(told::HowKnown) } else { visit::WhyCorrected.into() };
    let reason = read.text("reason", written).missing(missing);
    reason.only(|reason| is_a_reason(reason), visit::NotAReason).required()
}

fn said(yes: Option<bool>) -> String {
    match yes {
        Some(true) => "yes".to_owned(),
        Some(false) => "no".to_owned(),
        None => String::new(),
    }
}

//! The form of a visit, call or try, and how what was tapped is read.

use chrono::{Days, NaiveDate};
use onward_domain::{
    contact::{Alone, ContactKind, ContactNote},
    living::{ActivityNote, HomeNote},
    office,
    returns::ssda903::code,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::log_visit::{ActivitySaid, HomeSaid},
    web::{
        form::{FormErrors, Reader, WrittenDay},
        words::says::adviser::visit as told,
    },
};

/// Days between a visit and the one that is offered next: a little less than two months.
const NEXT: u64 = 56;

/// As tapped and written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct VisitForm {
    /// Nothing stands in its place.
    pub version: String,
    /// When; today when nothing is written.
    pub day: WrittenDay,
    pub kind: String,
    pub alone: String,
    /// `suitable`, `unsuitable`, `moved` or `unknown`.
    pub home: String,
    /// The letter of a new home.
    pub home_kind: String,
    pub home_since: WrittenDay,
    pub home_suitable: String,
    /// Whether the council provides it.
    pub provided: String,
    #[validate(length(max = 300))]
    pub home_why: String,
    /// `same`, `now` or `unknown`.
    pub activity: String,
    pub activity_kind: String,
    pub activity_since: WrittenDay,
    #[validate(length(max = 120))]
    pub activity_at: String,
    #[validate(length(max = 600))]
    pub own_words: String,
    #[validate(length(max = 600))]
    pub summary: String,
    /// Another day than the one offered.
    pub next: WrittenDay,
    /// Which button was pressed: `offered` or `none`.
    pub then: String,
}

/// What it says.
pub type Read = (ContactNote, HomeSaid, ActivitySaid);

/// The day of the next visit that is offered: a working day, in time.
#[must_use]
pub fn offered(today: NaiveDate) -> NaiveDate {
    let last = today.checked_add_days(Days::new(NEXT)).unwrap_or(today);
    let back = (0..NEXT).filter_map(|days| last.checked_sub_days(Days::new(days)));
    back.into_iter().find(|day| office::working_day(*day)).unwrap_or(last)
}

/// The letters of homes with what they mean.
pub fn homes() -> impl Iterator<Item = (&'static str, &'static str)> {
    let suitable = |code: &&str| code.ends_with('1') && *code != "R1" || ["S2", "X2"].contains(code);
    code::ACCOMMODATION
        .codes()
        .filter(suitable)
        .filter_map(|code| Some((code.get(..1)?, code::ACCOMMODATION.words(code)?)))
}

/// The codes of activities with what they mean: those that this year's return takes.
pub fn activities() -> impl Iterator<Item = (&'static str, &'static str)> {
    let now = |code: &&str| !["F3", "P3", "0"].contains(code);
    code::ACTIVITY.codes().filter(now).filter_map(|code| Some((code, code::ACTIVITY.words(code)?)))
}

impl VisitForm {
    /// What it says.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<Read, FormErrors> {
        let mut read = Reader::of(self);
        let kind = read.choice("kind", &self.kind, |word| word.parse::<ContactKind>().ok());
        let kind = kind.missing(told::Choose).required();
        let day = read.day("day", &self.day, told::Day).not_after_today(today).or(today);
        let (visit, reached) =
            (kind.is_some_and(ContactKind::is_visit), kind.is_none_or(ContactKind::reached));
        let alone = if visit { self.alone(&mut read) } else { None };
        let (home, activity) = if reached {
            (self.home(&mut read, today, visit), self.activity(&mut read, today, visit))
        } else {
            (Some(HomeSaid::Nothing), Some(ActivitySaid::Nothing))
        };
        let own_words = read.text("own-words", &self.own_words).optional().filter(|_| reached);
        let summary = read.text("summary", &self.summary).or(String::new());
        let written = read.day("next", &self.next, told::Next).not_before(today).optional();
        let next_on = match self.then.as_str() {
            "none" => None,
            // A try or a refusal agrees no day unless one is written.
            _ => written.or_else(|| (reached && self.then == "offered").then(|| offered(today))),
        };
        read.done(|| {
            let note =
                ContactNote { summary: summary?, next_on, alone, own_words, ..ContactNote::new(kind?, day?) };
            Some((note, home?, activity?))
        })
    }

    fn alone(&self, read: &mut Reader) -> Option<Alone> {
        read.choice("alone", &self.alone, |word| word.parse().ok()).missing(told::ChooseAlone).required()
    }

    fn home(&self, read: &mut Reader, today: NaiveDate, visit: bool) -> Option<HomeSaid> {
        let known = ["suitable", "unsuitable", "moved", "unknown"];
        let word = read.choice("home", &self.home, |word| known.into_iter().find(|each| *each == word));
        let word = if visit { word.missing(told::ChooseHome).required() } else { word.or("") };
        let why = read.text("home-why", &self.home_why);
        let why =
            if word == Some("unsuitable") { why.missing(told::HomeWhy).required() } else { why.optional() };
        match word? {
            "suitable" => Some(HomeSaid::Same { suitable: true, why }),
            "unsuitable" => Some(HomeSaid::Same { suitable: false, why: Some(why?) }),
            "moved" => self.moved(read, today, why),
            "unknown" => Some(HomeSaid::NotKnown),
            _ => Some(HomeSaid::Nothing),
        }
    }

    fn moved(&self, read: &mut Reader, today: NaiveDate, why: Option<String>) -> Option<HomeSaid> {
        let letter = |word: &str| homes().map(|home| home.0).find(|letter| *letter == word);
        let kind = read.choice("home-kind", &self.home_kind, letter).missing(told::HomeKind).required();
        let from =
            read.day("home-since", &self.home_since, told::HomeSince).not_after_today(today).optional();
        let suitable = read.yes_or_no("home-suitable", &self.home_suitable).optional();
        let provided = read.yes_or_no("provided", &self.provided).optional();
        if suitable == Some(false) && why.is_none() {
            read.wrong("home-why", told::HomeWhy);
        }
        let kind = kind?.to_owned();
        Some(HomeSaid::Moved(HomeNote { kind, suitable, from, until: None, address: None, why, provided }))
    }

    fn activity(&self, read: &mut Reader, today: NaiveDate, visit: bool) -> Option<ActivitySaid> {
        let known = ["same", "now", "unknown"];
        let word =
            read.choice("activity", &self.activity, |word| known.into_iter().find(|each| *each == word));
        let word = if visit { word.missing(told::ChooseActivity).required() } else { word.or("") };
        match word? {
            "same" => Some(ActivitySaid::Same),
            "unknown" => Some(ActivitySaid::NotKnown),
            "now" => {
                let code = |word: &str| activities().map(|one| one.0).find(|code| *code == word);
                let kind = read.choice("activity-kind", &self.activity_kind, code);
                let kind = kind.missing(told::ActivityKind).required();
                let since = read.day("activity-since", &self.activity_since, told::ActivitySince);
                let from = since.not_after_today(today).optional();
                let at = read.text("activity-at", &self.activity_at).optional();
                Some(ActivitySaid::Now(ActivityNote { kind: kind?.to_owned(), from, until: None, at }))
            }
            _ => Some(ActivitySaid::Nothing),
        }
    }
}

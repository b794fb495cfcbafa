//! What the page of looking back shows.

use chrono::NaiveDate;
use leaving_care_rules::{Law, challenge};
use onward_domain::{
    looking_back::{Owed, Recorded, YearBack},
    money::Pence,
};
use serde::Serialize;
use std::collections::BTreeMap;

use crate::{
    usecases::young_person::look_back::OwnPast,
    web::{
        law_words,
        view::Page,
        young_person::thing::{Thing, things},
    },
};

/// What can be put right first, then each year.
#[derive(Debug, Clone, Serialize)]
pub struct LookingBackPage<'a> {
    today: NaiveDate,
    /// Nothing can be said without it.
    born: bool,
    /// How many things are not recorded here, and the sums of those that name one.
    missing: usize,
    pounds: Pence,
    /// Of these, how many name no sum.
    others: usize,
    recorded: usize,
    all: usize,
    right: Vec<Right<'a>>,
    years: Vec<YearShown<'a>>,
    complain_until: Option<NaiveDate>,
}

impl Page for LookingBackPage<'_> {
    const TEMPLATE: &'static str = "young_person/looking_back.html";
}

/// One thing that is not recorded, once however many years it lacks.
#[derive(Debug, Clone, Serialize)]
struct Right<'a> {
    name: &'a str,
    sum: Option<Pence>,
    ages: Vec<String>,
    letter: String,
    /// Where they say that they had it.
    wrong: String,
    /// It can still be asked for as theirs: where, and until when.
    ask: Option<String>,
    until: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize)]
struct YearShown<'a> {
    age: u8,
    from: NaiveDate,
    until: NaiveDate,
    now: bool,
    /// What is not recorded first.
    lines: Vec<Line<'a>>,
    missing: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Line<'a> {
    name: &'a str,
    href: String,
    /// `given`, `refused`, `declined` or `not`.
    recorded: &'static str,
    on: Option<NaiveDate>,
    sum: Option<Pence>,
}

impl<'a> LookingBackPage<'a> {
    /// The page.
    pub fn of(law: &'a Law, past: &'a OwnPast) -> Self {
        let own = &past.own;
        let things = things(law, own);
        let lines: Vec<YearShown<'a>> =
            past.years.iter().map(|year| year_shown(law, year, own.today)).collect();
        let all: usize = lines.iter().map(|year| year.lines.len()).sum();
        let lacking: usize = lines.iter().map(|year| year.missing).sum();
        let right = right(law, &past.years, &things);
        Self {
            today: own.today,
            born: own.facts.date_of_birth.is_some(),
            missing: right.len(),
            pounds: Pence(right.iter().filter_map(|each| each.sum).map(|sum| sum.0).sum()),
            others: right.iter().filter(|each| each.sum.is_none()).count(),
            recorded: all - lacking,
            all,
            right,
            years: lines,
            complain_until: challenge::route("childrens_services", own.today)
                .and_then(|route| route.last_day(own.today)),
        }
    }
}

fn right<'a>(law: &'a Law, years: &[YearBack], things: &[Thing<'a>]) -> Vec<Right<'a>> {
    let entries = law.entitlements();
    let mut by_place: BTreeMap<usize, Vec<(u8, &Owed)>> = BTreeMap::new();
    for year in years {
        for owed in year.owed.iter().filter(|owed| owed.is_missing()) {
            by_place.entry(owed.which.place()).or_default().push((year.age, owed));
        }
    }
    let line = |(place, owed): (usize, Vec<(u8, &Owed)>)| {
        let entry = entries.get(place)?;
        let address = law_words::address(entries, place);
        let now = things.iter().find(|thing| thing.entry.id == entry.id && thing.is_theirs());
        let once = entry.money.as_ref().is_some_and(|money| law_words::per(money.per) == "once");
        let sum = owed.first().and_then(|(_, owed)| owed.left()).filter(|sum| once && sum.0 > 0);
        Some(Right {
            name: &entry.name,
            sum,
            ages: owed.iter().map(|(age, _)| age.to_string()).collect(),
            letter: format!("/looking-back/{address}/letter"),
            wrong: format!("/wrong/new?about={address}"),
            ask: now.filter(|_| !entry.unasked).map(|thing| thing.href()),
            until: now.and_then(|thing| law_words::ends(thing.answer)),
        })
    };
    let mut right: Vec<Right<'a>> = by_place.into_iter().filter_map(line).collect();
    right.sort_by_key(|each| std::cmp::Reverse(each.sum));
    right
}

fn year_shown<'a>(law: &'a Law, year: &YearBack, today: NaiveDate) -> YearShown<'a> {
    let entries = law.entitlements();
    let line = |owed: &Owed| {
        let place = owed.which.place();
        let (recorded, on) = match owed.recorded {
            Recorded::Given(on) => ("given", Some(on)),
            Recorded::Part { on, .. } => ("part", Some(on)),
            Recorded::Refused(on) => ("refused", Some(on)),
            Recorded::Declined(on) => ("declined", Some(on)),
            Recorded::Not => ("not", None),
        };
        let href = format!("/what-you-can-get/{}", law_words::address(entries, place));
        let sum = owed.left().filter(|sum| sum.0 > 0);
        Some(Line { name: &entries.get(place)?.name, href, recorded, on, sum })
    };
    let (lacks, rest): (Vec<&Owed>, Vec<&Owed>) = year.owed.iter().partition(|owed| owed.is_missing());
    let missing = lacks.len();
    let lines = lacks.into_iter().chain(rest).filter_map(line).collect();
    YearShown { age: year.age, from: year.from, until: year.until, now: year.until == today, lines, missing }
}

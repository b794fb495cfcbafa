//! What the page of years shows.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{LawState, Outcome},
    calendar::{Day, birthday},
    entitlement::outcome::Entitlement,
    what_if::{EntitlementChange, Period},
    years::Years,
};
use onward_domain::money::Pence;
use serde::Serialize;
use std::collections::BTreeMap;

use super::{
    form::{CHANGES, WhatIfForm},
    picture::Picture,
};
use crate::{
    usecases::young_person::{see_own_pages::Own, see_years::OwnYears},
    web::{
        form::Sheet,
        law_words,
        parts::Radio,
        view::{FormErrors, FormState, Page},
        words::{Say, says},
        young_person::{
            home::BIRTHDAYS,
            thing::{Thing, theirs_now, things},
        },
    },
};

/// The line, the list, and what if.
#[derive(Debug, Clone, Serialize)]
pub struct YearsPage<'a> {
    today: NaiveDate,
    age: Option<u32>,
    theirs: i64,
    picture: Option<Picture>,
    coming: Vec<Coming<'a>>,
    changes: Vec<Radio>,
    tried: Option<Tried<'a>>,
    #[serde(flatten)]
    sheet: Sheet<WhatIfForm>,
}

impl Page for YearsPage<'_> {
    const TEMPLATE: &'static str = "young_person/years.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// A day on which something starts or ends.
#[derive(Debug, Clone, Serialize)]
struct Coming<'a> {
    on: NaiveDate,
    /// The age that they reach on it.
    age: Option<u8>,
    /// That birthday has a page of its own.
    href: Option<String>,
    starts: Vec<&'a str>,
    ends: Vec<&'a str>,
    /// More than the list names.
    more: usize,
    /// How many start or end.
    all: usize,
}

/// What a change would do.
#[derive(Debug, Clone, Serialize)]
struct Tried<'a> {
    what: Say,
    lost: Vec<Line<'a>>,
    gained: Vec<Line<'a>>,
    /// Something has to be found out first.
    check: Vec<&'a str>,
}

#[derive(Debug, Clone, Serialize)]
struct Line<'a> {
    name: &'a str,
    href: String,
    sum: Option<Pence>,
    per: &'static str,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

/// How many names a day lists.
const NAMED: usize = 4;

impl<'a> YearsPage<'a> {
    /// The page, with what a change would do where one was tried.
    pub fn of(law: &'a Law, seen: &'a OwnYears, sheet: Sheet<WhatIfForm>) -> Self {
        let own = &seen.own;
        let things = things(law, own);
        let born = own.facts.date_of_birth;
        let picture = seen.years.as_ref().zip(born);
        Self {
            today: own.today,
            age: born.and_then(|born| own.today.years_since(born)),
            theirs: theirs_now(&things),
            picture: picture.and_then(|(years, born)| Picture::of(law, years, born, own.today)),
            coming: seen.years.as_ref().map_or(Vec::new(), |years| coming(law, years, own, &things)),
            changes: changes(own),
            tried: seen
                .tried
                .as_ref()
                .and_then(|difference| Tried::of(law, &difference.entitlements, &things, &sheet.form.change)),
            sheet: if seen.out_of_life {
                Sheet::wrong(sheet.form, FormErrors::one("on", says::forms::day::OutOfReach))
            } else {
                sheet
            },
        }
    }
}

/// What can be tried: leaving care only while in care.
fn changes(own: &Own) -> Vec<Radio> {
    let in_care = own.assessment.looked_after == Some(true);
    let fits = |word: &&str| in_care || *word != "care_ends";
    let radio =
        |word: &'static str| Some(Radio::new(word, Say::of_word("young_person.what_if.changes", word)?));
    CHANGES.into_iter().filter(|word| fits(word)).filter_map(radio).collect()
}

type Both<'a> = (Vec<&'a str>, Vec<&'a str>);

/// Every day until 25 on which something starts or ends, and every birthday.
fn coming<'a>(law: &'a Law, years: &Years, own: &Own, things: &[Thing<'_>]) -> Vec<Coming<'a>> {
    let Some(born) = own.facts.date_of_birth else { return Vec::new() };
    let end = birthday(born, 25);
    let mut days: BTreeMap<NaiveDate, Both<'a>> = BTreeMap::new();
    for (place, (entry, timeline)) in law.entitlements().iter().zip(&years.entitlements).enumerate() {
        // What is not law today, or was had to the end, neither starts nor ends.
        let in_force =
            own.before_giving.entitlements.get(place).is_some_and(|it| it.state == LawState::InForce);
        let had = things
            .iter()
            .any(|it| it.entry.id == entry.id && it.standing.left.is_some_and(|left| left.0 == 0));
        if !in_force || had {
            continue;
        }
        let mut before = *timeline.at(Day::of(own.today));
        for (span, outcome) in timeline.stretches() {
            let Some(day) = span.start.date().filter(|day| *day > own.today && *day <= end) else { continue };
            let names = days.entry(day).or_default();
            match (before, outcome) {
                (Outcome::Entitled, Outcome::NotEntitled) => names.1.push(entry.name.as_str()),
                (was, Outcome::Entitled) if was != Outcome::Entitled => names.0.push(entry.name.as_str()),
                _ => {}
            }
            before = *outcome;
        }
    }
    for age in 16..=25 {
        let day = birthday(born, age);
        if day > own.today {
            days.entry(day).or_default();
        }
    }
    let coming = days.into_iter().filter_map(|(on, (mut starts, mut ends))| {
        let age = (16..=25).find(|age| birthday(born, *age) == on);
        let all = starts.len() + ends.len();
        starts.truncate(NAMED);
        ends.truncate(NAMED);
        let more = all - starts.len() - ends.len();
        let href = age.filter(|age| BIRTHDAYS.contains(age)).map(|age| format!("/turning/{age}"));
        (all > 0 || age.is_some()).then_some(Coming { on, age, href, starts, ends, more, all })
    });
    coming.collect()
}

impl<'a> Tried<'a> {
    fn of(law: &'a Law, all: &[EntitlementChange], things: &[Thing<'a>], change: &str) -> Option<Self> {
        let what = Say::of_word("young_person.what_if.changes", change)?;
        let mut tried = Self { what, lost: Vec::new(), gained: Vec::new(), check: Vec::new() };
        for each in all {
            let Some(which) = law.find(&each.id) else { continue };
            let Some(thing) = things.iter().find(|thing| thing.entry.id == each.id) else { continue };
            // What is not in force, or was had to the end, is neither gained nor lost.
            if thing.answer.state != LawState::InForce || thing.standing.left.is_some_and(|left| left.0 == 0)
            {
                continue;
            }
            let href = format!("/what-you-can-get/{}", law_words::address(law.entitlements(), which.place()));
            let line = |period: &Period, sum: Option<i64>| Line {
                name: &thing.entry.name,
                href: href.clone(),
                sum: sum.filter(|sum| *sum > 0).map(Pence),
                per: per(thing.entry),
                from: period.from,
                until: period.until,
            };
            tried.lost.extend(each.lost.first().map(|period| line(period, each.amount_before)));
            tried.gained.extend(each.gained.first().map(|period| line(period, each.amount_after)));
            if each.lost.is_empty() && each.gained.is_empty() && each.after == Outcome::NeedsInformation {
                tried.check.push(&thing.entry.name);
            }
        }
        for lines in [&mut tried.lost, &mut tried.gained] {
            lines.sort_by_key(|line| std::cmp::Reverse(line.sum));
        }
        Some(tried)
    }
}

fn per(entry: &Entitlement) -> &'static str {
    entry.money.as_ref().map_or("", |money| law_words::per(money.per))
}

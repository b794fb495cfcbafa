//! Builds *Home*: what happens next, the one money line, four ways in.

use super::{
    super::says::{counted, say},
    pages::{HomePage, Money, Next, Stop, Tile},
    standing::{NEEDS, Thing, theirs_now, things},
};
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{view::AdviserCard, words},
};
use chrono::{Days, NaiveDate};
use leaving_care_rules::{Law, calendar::birthday};
use onward_domain::money::Pence;
use std::collections::BTreeMap;

/// The page for this person on this day.
#[must_use]
pub fn page(law: &Law, own: &Own) -> HomePage {
    let things = things(law, own);
    let mut coming = coming(&things, own).into_iter();
    let now = theirs_now(&things);
    let see = || ("/what-you-can-get".to_owned(), say("home.see", &[]));
    let next = match coming.next() {
        Some((day, title)) => {
            let (href, action) = see();
            let words = if title.contains("{day}") {
                Next { title: title.replace("{day}", &words::weekday(day, own.today)), ..Next::default() }
            } else {
                Next { line: words::weekday(day, own.today), title, ..Next::default() }
            };
            Next { href, action, ..words }
        }
        None => {
            let title = if now == 0 {
                say("home.nothing_none", &[])
            } else {
                counted("answer.one", "home.nothing", now)
            };
            let (href, action) = see();
            Next { title, line: say("home.nothing_line", &[]), href, action }
        }
    };
    let then = coming
        .take(2)
        .map(|(day, title)| Stop {
            state: "next",
            when: words::weekday(day, own.today),
            title: title.replace(" on {day}", ""),
            ..Stop::default()
        })
        .collect();
    HomePage {
        known_as: own.known_as.clone(),
        today: words::weekday(own.today, own.today),
        next,
        then,
        opened: own
            .opened_from_outside
            .map(|day| say("home.opened_one", &[("day", &words::day(day, own.today))])),
        money: money(&things, own.today),
        tiles: tiles(&things, own),
        worked_out: words::full_day(own.today),
    }
}

/// What lies ahead, soonest first: meetings, what starts, what stops, birthdays that change something, the plan's review.
fn coming(things: &[Thing<'_>], own: &Own) -> Vec<(NaiveDate, String)> {
    let mut by_day: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
    let ahead = |day: Option<NaiveDate>| day.filter(|day| *day >= own.today);
    if let Some(day) = ahead(own.next_contact) {
        let first = own.adviser.as_ref().map(|worker| AdviserCard::new(&worker.name, None).first_name);
        let words = first.map_or_else(
            || say("home.next_contact_nobody", &[]),
            |first| say("home.next_contact", &[("first", &first)]),
        );
        by_day.entry(day).or_default().push(words);
    }
    if let Some(day) = ahead(own.review_due) {
        by_day.entry(day).or_default().push(say("home.review", &[]));
    }
    if let Some(born) = own.facts.date_of_birth {
        for age in [16, 18, 21, 25] {
            if let Some(day) = ahead(Some(birthday(born, age))) {
                by_day.entry(day).or_default().push(say("home.turns", &[("age", &age.to_string())]));
            }
        }
    }
    let near = own.today.checked_add_days(Days::new(370)).unwrap_or(own.today);
    gather(
        &mut by_day,
        things.iter().filter(|thing| thing.kind == "from").map(|thing| (thing.answer.upcoming_from, thing)),
        own,
        "home.starts",
        "home.starts_many",
    );
    let stopping = things
        .iter()
        .filter(|thing| thing.kind == "now" && thing.answer.until.is_some_and(|until| until <= near));
    gather(
        &mut by_day,
        stopping.map(|thing| (thing.answer.until, thing)),
        own,
        "home.stops",
        "home.stops_many",
    );
    by_day.into_iter().map(|(day, words)| (day, words.join(". "))).collect()
}

/// Adds one line a day: the thing by name when it is alone, otherwise how many.
fn gather<'t>(
    by_day: &mut BTreeMap<NaiveDate, Vec<String>>,
    dated: impl Iterator<Item = (Option<NaiveDate>, &'t Thing<'t>)>,
    own: &Own,
    one: &str,
    many: &str,
) {
    let mut names: BTreeMap<NaiveDate, Vec<&str>> = BTreeMap::new();
    for (day, thing) in dated {
        if let Some(day) = day.filter(|day| *day > own.today) {
            names.entry(day).or_default().push(&thing.entry.name);
        }
    }
    for (day, names) in names {
        let words = match names.as_slice() {
            [only] => say(one, &[("title", only)]),
            several => say(many, &[("count", &several.len().to_string())]),
        };
        by_day.entry(day).or_default().push(words);
    }
}

/// The one money line: a sum that is partly had, else the largest that is theirs once, else the next one that starts.
fn money(things: &[Thing<'_>], today: NaiveDate) -> Option<Money> {
    let pence = |thing: &Thing<'_>| thing.answer.amount_pence.unwrap_or(0);
    let best = |kinds: &'static [&'static str]| {
        things
            .iter()
            .filter(move |thing| {
                kinds.contains(&thing.kind) && thing.answer.amount_pence.is_some_and(|sum| sum > 0)
            })
            .max_by_key(|thing| pence(thing))
    };
    let begun = things.iter().find(|thing| matches!(thing.kind, "now" | "on") && thing.left().is_some());
    let thing = begun.or_else(|| best(&["now", "on"])).or_else(|| best(&["from"]))?;
    let sum = thing.sum();
    let says = match (thing.left(), thing.kind) {
        (Some(_), _) => thing.sum_says(today),
        (None, "from") => thing.entry.meaning.clone(),
        (None, _) if thing.entry.id == "setting_up_home_allowance" => say("home.money_whole", &[]),
        (None, _) => thing.entry.meaning.clone(),
    };
    Some(Money {
        heading: thing.entry.name.clone(),
        href: thing.href(),
        big: if sum.is_empty() { Pence(pence(thing)).to_string() } else { sum },
        bar: thing.bar(),
        state: thing.bar().is_none().then(|| thing.state()),
        says,
    })
}

fn tiles(things: &[Thing<'_>], own: &Own) -> Vec<Tile> {
    NEEDS
        .iter()
        .map(|(id, heading, icon)| {
            let of_kind = |kinds: &'static [&'static str]| {
                things.iter().filter(move |thing| thing.need() == *id && kinds.contains(&thing.kind))
            };
            let count = |kinds| of_kind(kinds).count();
            let soonest = of_kind(&["from"]).filter_map(|thing| thing.answer.upcoming_from).min();
            let says = match (count(&["now", "on"]), soonest, count(&["check"])) {
                (0, Some(day), _) => say(
                    "home.tile_from",
                    &[("count", &count(&["from"]).to_string()), ("day", &words::day(day, own.today))],
                ),
                (0, None, 0) => say("home.tile_none", &[]),
                (0, None, check) => say("home.tile_check", &[("count", &check.to_string())]),
                (now, ..) => say("home.tile_now", &[("count", &now.to_string())]),
            };
            Tile { href: format!("/what-you-can-get#{id}"), words: say(heading, &[]), icon, says }
        })
        .collect()
}

//! What *Home* shows.

use chrono::{Days, NaiveDate};
use leaving_care_rules::{Law, calendar::birthday};
use onward_domain::money::Pence;
use serde::Serialize;
use std::collections::BTreeMap;

use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{
        view::{AdviserCard, Page},
        words::{Day, Say, says::young_person as said},
        young_person::thing::{Bar, Part, State, StateShown, Thing, number, theirs_now, things},
    },
};

/// What happens next, what comes after it, who helps, and where to look.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage<'a> {
    known_as: &'a str,
    today: NaiveDate,
    next: Stop,
    /// Something is planned: `next` is that.
    planned: bool,
    then: Vec<Stop>,
    /// Someone from outside opened the record.
    opened: Option<NaiveDate>,
    money: Option<Money<'a>>,
    tiles: Vec<Tile>,
}

impl Page for HomePage<'_> {
    const TEMPLATE: &'static str = "young_person/home.html";
}

/// What happens on a day; without the day if the words say it.
#[derive(Debug, Clone, Serialize)]
struct Stop {
    says: Vec<Say>,
    day: Option<NaiveDate>,
}

/// The one line about money.
#[derive(Debug, Clone, Serialize)]
struct Money<'a> {
    heading: &'a str,
    href: String,
    big: Say,
    bar: Option<Bar>,
    state: StateShown,
    says: Vec<Say>,
}

/// One of the four ways in.
#[derive(Debug, Clone, Serialize)]
struct Tile {
    href: String,
    words: Say,
    icon: &'static str,
    says: Say,
}

impl<'a> HomePage<'a> {
    /// The page for this person on their day.
    pub fn of(law: &'a Law, own: &'a Own) -> Self {
        let things = things(law, own);
        let mut coming = coming(&things, own).into_iter();
        let first = coming.next();
        Self {
            known_as: &own.known_as,
            today: own.today,
            planned: first.is_some(),
            next: first.map_or_else(|| nothing_planned(theirs_now(&things)), |on| next(on, own)),
            then: coming.take(2).map(|(day, says)| Stop { says, day: Some(day) }).collect(),
            opened: own.opened_from_outside,
            money: money(&things, own.today),
            tiles: Part::ALL.map(|part| tile(part, &things, own.today)).into(),
        }
    }
}

/// The next thing. A meeting is given in one sentence.
fn next((day, mut says): (NaiveDate, Vec<Say>), own: &Own) -> Stop {
    if own.next_contact != Some(day) {
        return Stop { says, day: Some(day) };
    }
    let day = Day::weekday(day, own.today);
    if let Some(meet) = says.first_mut() {
        *meet = match adviser(own) {
            Some(name) => said::home::NextContactOn { name: &name, day }.into(),
            None => said::home::NextContactNobodyOn { day }.into(),
        };
    }
    Stop { says, day: None }
}

fn nothing_planned(now: i64) -> Stop {
    let says = if now == 0 { said::home::Nothing.into() } else { said::home::Now { count: now }.into() };
    Stop { says: vec![says], day: None }
}

fn adviser(own: &Own) -> Option<String> {
    own.adviser.as_ref().map(|worker| AdviserCard::new(&worker.name, None).first_name)
}

/// What is coming up, soonest first: meetings, what starts, what stops, birthdays that change something, the plan's
/// review.
fn coming(things: &[Thing<'_>], own: &Own) -> BTreeMap<NaiveDate, Vec<Say>> {
    let mut by_day: BTreeMap<NaiveDate, Vec<Say>> = BTreeMap::new();
    let mut add = |day: Option<NaiveDate>, says: Say| {
        if let Some(day) = day.filter(|day| *day >= own.today) {
            by_day.entry(day).or_default().push(says);
        }
    };
    add(
        own.next_contact,
        match adviser(own) {
            Some(name) => said::home::NextContact { name: &name }.into(),
            None => said::home::NextContactNobody.into(),
        },
    );
    add(own.review_due, said::home::Review.into());
    for age in [16, 18, 21, 25] {
        let day = own.facts.date_of_birth.map(|born| birthday(born, age));
        add(day, said::home::Turns { age: age.into() }.into());
    }
    let starting = things.iter().filter(|thing| thing.state == State::From);
    for (day, names) in together(starting.map(|thing| (thing.answer.upcoming_from, thing)), own.today) {
        add(
            Some(day),
            match names.as_slice() {
                [title] => said::home::Starts { title }.into(),
                several => said::home::StartsMany { count: number(several.len()) }.into(),
            },
        );
    }
    let near = own.today.checked_add_days(Days::new(370)).unwrap_or(own.today);
    let stopping = things
        .iter()
        .filter(|thing| thing.state == State::Now && thing.answer.until.is_some_and(|until| until <= near));
    for (day, names) in together(stopping.map(|thing| (thing.answer.until, thing)), own.today) {
        add(
            Some(day),
            match names.as_slice() {
                [title] => said::home::Stops { title }.into(),
                several => said::home::StopsMany { count: number(several.len()) }.into(),
            },
        );
    }
    by_day
}

/// The names of what changes on each day after today.
fn together<'t>(
    dated: impl Iterator<Item = (Option<NaiveDate>, &'t Thing<'t>)>,
    today: NaiveDate,
) -> BTreeMap<NaiveDate, Vec<&'t str>> {
    let mut names: BTreeMap<NaiveDate, Vec<&str>> = BTreeMap::new();
    for (day, thing) in dated {
        if let Some(day) = day.filter(|day| *day > today) {
            names.entry(day).or_default().push(&thing.entry.name);
        }
    }
    names
}

/// The one line about money: an amount partly received, otherwise the largest that is theirs, otherwise the largest
/// that starts.
fn money<'a>(things: &[Thing<'a>], today: NaiveDate) -> Option<Money<'a>> {
    let pence = |thing: &Thing<'_>| thing.answer.amount_pence.filter(|sum| *sum > 0);
    let largest = |of: fn(&Thing<'_>) -> bool| {
        things.iter().filter(|thing| of(thing) && pence(thing).is_some()).max_by_key(|thing| pence(thing))
    };
    let begun = things.iter().find(|thing| thing.is_theirs() && thing.left().is_some());
    let thing =
        begun.or_else(|| largest(|it| it.is_theirs())).or_else(|| largest(|it| it.state == State::From))?;
    Some(Money {
        heading: &thing.entry.name,
        href: thing.href(),
        big: thing.sum().or_else(|| Some(said::sum::Once { sum: Pence(pence(thing)?) }.into()))?,
        bar: thing.bar(),
        state: thing.shown(),
        says: match thing.left() {
            Some(_) => thing.sum_says(today),
            None => vec![Say::words(&thing.entry.meaning)],
        },
    })
}

fn tile(part: Part, things: &[Thing<'_>], today: NaiveDate) -> Tile {
    let here = || things.iter().filter(|thing| thing.part() == part);
    let count = |of: &dyn Fn(&Thing<'_>) -> bool| number(here().filter(|thing| of(thing)).count());
    let later = |thing: &Thing<'_>| thing.state == State::From;
    let soonest = here().filter(|thing| later(thing)).filter_map(|thing| thing.answer.upcoming_from).min();
    let to_check = count(&|thing| thing.state == State::Check);
    let says = match (count(&|thing| thing.is_theirs()), soonest) {
        (0, Some(day)) => said::home::TileFrom { count: count(&later), day: Day::near(day, today) }.into(),
        (0, None) if to_check == 0 => said::home::TileNone.into(),
        (0, None) => said::home::TileCheck { count: to_check }.into(),
        (count, _) => said::home::TileNow { count }.into(),
    };
    Tile { href: format!("/what-you-can-get#{}", part.id()), words: part.heading(), icon: part.icon(), says }
}

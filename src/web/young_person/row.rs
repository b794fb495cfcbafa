//! One thing as a row of a list: its name, the sum, its state, one line of what matters most now.

use serde::Serialize;
use std::cmp::Reverse;

use super::thing::{State, StateShown, Thing, questions};
use crate::{
    usecases::young_person::{ask_for::can_be_asked_for, see_own_pages::Own},
    web::{
        happened,
        words::{Say, says::young_person as said},
    },
};
use leaving_care_rules::entitlement::outcome::{Kind, Per};

/// The whole row leads to it.
#[derive(Debug, Clone, Serialize)]
pub struct Row<'a> {
    href: String,
    title: &'a str,
    sum: Option<Say>,
    state: Option<StateShown>,
    lines: Vec<Say>,
}

impl<'a> Row<'a> {
    /// With its state and a line or two.
    pub fn long(thing: &Thing<'a>, own: &Own) -> Self {
        Self { state: Some(thing.shown()), lines: lines(thing, own), ..Self::bare(thing) }
    }

    /// In one line; the state only where it is not simply theirs. What has to be checked shows the question it waits for.
    pub fn short(thing: &Thing<'a>) -> Self {
        let waits_for = (thing.state == State::Check && !thing.waits())
            .then(|| questions(&thing.open).into_iter().next())
            .flatten();
        let plain = thing.state == State::Now && !thing.waits();
        let state = (!plain && waits_for.is_none()).then(|| thing.shown());
        Self { state, lines: waits_for.into_iter().collect(), ..Self::bare(thing) }
    }

    fn bare(thing: &Thing<'a>) -> Self {
        Self {
            href: thing.href(),
            title: &thing.entry.name,
            sum: thing.sum(),
            state: None,
            lines: Vec::new(),
        }
    }

    /// How many lines it is on a narrow phone, about: a title beside its sum has less room.
    pub fn tall(&self) -> usize {
        let room = if self.sum.is_some() { 20 } else { 28 };
        let title = self.title.chars().count().div_ceil(room);
        title + usize::from(self.state.is_some()) + self.lines.len()
    }

    /// What to know before asking: until when, or what we have to ask first.
    pub fn worth(thing: &Thing<'a>, own: &Own) -> Self {
        let line = match thing.state {
            State::Check => questions(&thing.open).into_iter().next(),
            _ => until_day(thing, own),
        };
        let lines = line.into_iter().collect();
        let open = matches!(thing.state, State::Ask | State::Check);
        Self { state: open.then(|| thing.shown()), lines, ..Self::bare(thing) }
    }
}

/// One line of what matters most now, and until when.
fn lines(thing: &Thing<'_>, own: &Own) -> Vec<Say> {
    // What is had in part is said by the sum beside the name.
    let part =
        usize::from(thing.state != State::Had && thing.standing.given.is_some() && thing.left().is_some());
    let happened = || happened::lines(thing.standing, own.today).into_iter();
    let mut lines: Vec<Say> = match thing.state {
        State::On | State::Had | State::Now => happened().skip(part).collect(),
        State::Refused => happened().skip(part).chain([said::row::RefusedDo.into()]).collect(),
        State::Check => happened().chain(questions(&thing.open).into_iter().take(1)).skip(part).collect(),
        State::Law => vec![said::row::Law.into()],
        State::Ask => happened().skip(part).collect(),
        State::From | State::No => Vec::new(),
    };
    if lines.is_empty() {
        lines.push(Say::law(&thing.entry.meaning));
    }
    lines.extend(until(thing, own));
    lines
}

fn until(thing: &Thing<'_>, own: &Own) -> Option<Say> {
    Some(match thing.until(own.facts.date_of_birth)? {
        (until, Some(age)) => said::row::UntilAge { day: until.into(), age }.into(),
        (until, None) => said::row::Until { day: until.into() }.into(),
    })
}

/// Until when, and why then, in one line on a phone.
fn until_day(thing: &Thing<'_>, own: &Own) -> Option<Say> {
    Some(match thing.until(own.facts.date_of_birth)? {
        (until, Some(age)) => said::row::UntilTurns { day: until.into(), age }.into(),
        (until, None) => said::row::Until { day: until.into() }.into(),
    })
}

/// How soon something must end for it to be asked for before what stays open, in days: about a year.
const CLOSING: i64 = 370;

/// What is worth asking for first: what is theirs before what has to be checked (nobody is asked about a child before they are
/// told what is theirs), money before words, what closes soon before what stays open, what their own council gives before what
/// others decide; never what was had, is on its way, or is done without asking. An emergency is asked for when there is one.
pub fn worth_first<'t, 'a>(things: &'t [Thing<'a>], own: &Own) -> Vec<&'t Thing<'a>> {
    let asked_for = |thing: &&Thing<'_>| {
        (matches!(thing.state, State::Now | State::Check) || thing.state == State::Ask && !thing.is_against())
            && can_be_asked_for(thing.standing.stands)
            && !thing.entry.unasked
            && !thing.entry.emergency
            && !thing.is_declined()
            && thing.request.as_ref().is_none_or(|request| !request.stage.is_open())
    };
    let mut worth: Vec<_> = things.iter().filter(asked_for).collect();
    worth.sort_by_key(|thing| {
        let worth = yearly(thing);
        let closes = thing.answer.until.is_some_and(|until| (until - own.today).num_days() <= CLOSING);
        let elsewhere = thing.entry.kind == Kind::OtherBody;
        (thing.state != State::Now, thing.state != State::Ask, worth == 0, !closes, elsewhere, Reverse(worth))
    });
    worth
}

/// What it is worth in a year, in pence; nothing where it is no money.
fn yearly(thing: &Thing<'_>) -> i64 {
    let sum = thing.standing.left.map_or(thing.answer.amount_pence.unwrap_or(0), |left| left.0);
    match thing.entry.money.as_ref().map(|money| money.per) {
        Some(Per::Week) => sum.saturating_mul(52),
        Some(Per::Month) => sum.saturating_mul(12),
        _ => sum,
    }
}

//! What they said of where they live and of how things are: somebody answers it, or it stays in the list.

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    mine::{CheckIn, Feels},
    night::read_on,
    office,
    place::{PlaceView, Right, Room},
    talk::promised_by,
};
use onward_store::scope::OneDay;

use super::row::{Kind, Row};
use crate::{
    clock::{london_day, london_time},
    usecases::adviser::answered::Answered,
};

/// The rows.
pub(super) fn said(one: &Answered, day: &OneDay) -> Vec<Row> {
    let (person, today) = (one.listed.person.id, one.today);
    let mut all = Vec::new();
    if let Some(view) = day.place.as_ref().filter(|view| !place_answered(day, view)) {
        let (kind, due) = of_place(view);
        all.push(Row::new(person, kind, due, today));
    }
    let wanted: Vec<_> = day.wants_help.iter().filter(|room| !answered(day, room.recorded.at)).collect();
    if let Some(last) = wanted.last() {
        let since = london_day(last.recorded.at);
        let rooms: Vec<Room> = wanted.iter().map(|room| room.note.room).collect();
        all.push(Row::new(person, Kind::WantsHelp { id: last.id, since, rooms }, promised_by(since), today));
    }
    for each in day.check_ins.iter().filter(|each| waits(each) && !answered(day, each.said_at)) {
        let since = london_day(each.said_at);
        let kind = Kind::CheckIn { id: each.id, feels: each.feels, since, words: each.words.clone() };
        all.push(Row::new(person, kind, in_touch_by(each.feels, since), today));
    }
    all
}

/// Whoever doesn't feel safe is called at once, and what is said at night on the next working morning.
fn of_place(view: &PlaceView) -> (Kind, NaiveDate) {
    let (id, since) = (view.id, london_day(view.recorded.at));
    let words = view.note.words.clone();
    match view.note.right {
        Right::Unsafe => (Kind::NotSafe { id, since, words }, called_on(view.recorded.at)),
        _ => (Kind::NotRight { id, since, words }, promised_by(since)),
    }
}

/// The day on which somebody calls whoever says that they don't feel safe where they live.
#[must_use]
pub fn called_on(said: DateTime<Utc>) -> NaiveDate {
    let said = london_time(said);
    if office::open_at(said) { said.date() } else { read_on(said) }
}

/// By which day somebody is in touch about how they say that things are.
#[must_use]
pub fn in_touch_by(feels: Option<Feels>, said: NaiveDate) -> NaiveDate {
    match feels {
        Some(Feels::Talk) => office::working_days_after(said, 1),
        _ => promised_by(said),
    }
}

/// Whether somebody should answer it: a wish to talk, a hard time, or words.
#[must_use]
pub const fn waits(said: &CheckIn) -> bool {
    matches!(said.feels, Some(Feels::Talk | Feels::Hard)) || said.words.is_some()
}

/// A message is no answer for somebody who isn't safe: they are reached.
fn place_answered(day: &OneDay, view: &PlaceView) -> bool {
    let at = view.recorded.at;
    if view.note.right == Right::Unsafe { reached(day, at) } else { answered(day, at) }
}

/// Whether they were reached since, or somebody wrote to them.
fn answered(day: &OneDay, at: DateTime<Utc>) -> bool {
    reached(day, at) || day.wrote.is_some_and(|wrote| wrote >= at)
}

/// A contact of the same day counts when it was written down after.
fn reached(day: &OneDay, at: DateTime<Utc>) -> bool {
    let on = london_day(at);
    day.reached.iter().any(|(met, written)| *met >= on && *written >= at)
}

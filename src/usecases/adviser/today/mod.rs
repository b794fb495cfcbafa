//! An adviser sees what to do today: one list by due day from all sources, with what they stand in for, what was put aside and
//! what was never recorded here.

mod beside;
mod close;
#[cfg(test)]
mod close_tests;
mod cover;
mod early;
#[cfg(test)]
mod early_tests;
mod offer;
#[cfg(test)]
mod offer_tests;
mod row;
mod rows;
pub mod said;
#[cfg(test)]
mod night {
    mod tests;
}
#[cfg(test)]
mod tests;

use std::{cmp::Reverse, sync::Arc};

use chrono::NaiveDate;
use onward_domain::{
    desk::{Covering, SetAside},
    due::What,
    id::PersonId,
};
use onward_store::{
    StoreResult,
    scope::{Caseload, Listed, OneDay, WithCovered},
};

pub use beside::Beside;
pub use close::{Closed, Closing, add_task, close, finish_task};
pub use cover::{CoverSeen, SeenCover, ask_for_cover, end_cover, see_cover};
pub use early::{Changed, News};
pub use row::{Group, Kind, Row};
pub use rows::rows;

use super::Answered;
use crate::usecases::ask::Ask;

/// A person of the day.
#[derive(Debug, Clone)]
pub struct OfDay {
    pub answered: Answered,
    /// The colleague whose they are, where this adviser stands in.
    pub of: Option<Covering>,
}

/// Somebody of whom something was never recorded here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRecorded {
    pub person: PersonId,
    pub what: Vec<What>,
}

/// The whole day.
#[derive(Debug, Clone)]
pub struct Today {
    /// By name: their own people first.
    pub people: Vec<OfDay>,
    /// What can't wait first, then the oldest.
    pub rows: Vec<Row>,
    /// What was put aside and would stand here.
    pub aside: Vec<(Row, SetAside)>,
    pub not_recorded: Vec<NotRecorded>,
    /// For whom they stand in.
    pub covering: Vec<Covering>,
    /// What stands beside the list.
    pub beside: Beside,
}

impl Today {
    /// One of its people.
    #[must_use]
    pub fn person(&self, person: PersonId) -> Option<&OfDay> {
        self.people.iter().find(|one| one.answered.listed.person.id == person)
    }

    /// Who of one's own people was seen, and not for this many days: how many, and the day of the longest. Whose visits were
    /// never recorded here are a group of their own.
    #[must_use]
    pub fn not_seen(&self, days: i64) -> (usize, Option<NaiveDate>) {
        let own = self.people.iter().filter(|one| one.of.is_none()).map(|one| &one.answered);
        let long: Vec<_> =
            own.filter(|one| one.not_seen_for(days)).filter_map(|one| one.listed.last_visit).collect();
        (long.len(), long.iter().min().copied())
    }
}

/// Everything of one's own people and of those of colleagues for whom one stands in.
///
/// # Errors
/// Any store error.
pub fn see_today(ask: &Ask<'_, Caseload>) -> StoreResult<Today> {
    let theirs = ask.scope.people_and_covered(ask.tx, ask.now)?;
    let beside = beside::beside(ask, &theirs)?;
    Ok(Today { beside, ..day(ask, theirs)? })
}

fn day(ask: &Ask<'_, Caseload>, theirs: WithCovered) -> StoreResult<Today> {
    let days = theirs.day(ask.tx, ask.now)?;
    let of_day = |(listed, of): (Arc<Listed>, Option<Covering>)| OfDay {
        answered: Answered::of(ask.law, listed, ask.now.today),
        of,
    };
    let people: Vec<OfDay> = theirs.people.into_iter().map(of_day).collect();
    let (mut shown, mut aside, mut not_recorded) = (Vec::new(), Vec::new(), Vec::new());
    for one in &people {
        let one = &one.answered;
        let day = days.of(one.listed.person.id);
        for row in rows(ask.law, one, day) {
            match put_aside(&row, day, ask.now.today) {
                Some(why) => aside.push((row, why.clone())),
                None => shown.push(row),
            }
        }
        let offer = offer::not_recorded(one, day).then_some(What::Offer);
        let what: Vec<What> = one.not_recorded.iter().copied().chain(offer).collect();
        if !what.is_empty() {
            not_recorded.push(NotRecorded { person: one.listed.person.id, what });
        }
    }
    in_order(&mut shown);
    aside.sort_by_key(|(_, why)| Reverse(why.made_at));
    let (covering, beside) = (theirs.covering, Beside::default());
    Ok(Today { people, rows: shown, aside, not_recorded, covering, beside })
}

/// So many days ahead, a review stands among those that are gone through in a row.
const REVIEWS_AHEAD: u64 = 28;

/// Whose plan is to be reviewed, in the order of the day: late, due within four weeks, asked for or early. Each once.
#[must_use]
pub fn reviews_of(rows: &[Row], today: NaiveDate) -> Vec<PersonId> {
    let until = today.checked_add_days(chrono::Days::new(REVIEWS_AHEAD)).unwrap_or(today);
    let mut order: Vec<PersonId> = Vec::new();
    for row in rows.iter().filter(|row| row.kind.is_review() && (row.late || row.day <= until)) {
        if !order.contains(&row.person) {
            order.push(row.person);
        }
    }
    order
}

/// The same for the asking adviser, on a page about one of them: who the others are is not shown.
///
/// # Errors
/// Any store error.
pub fn reviews_in_a_row(ask: &Ask<'_, Caseload>) -> StoreResult<Vec<PersonId>> {
    let theirs = ask.scope.for_an_order(ask.tx, ask.now)?;
    Ok(reviews_of(&day(ask, theirs)?.rows, ask.now.today))
}

/// What is worth doing first for one person.
#[must_use]
pub fn worth_first(law: &leaving_care_rules::Law, one: &Answered, day: &OneDay) -> Vec<Row> {
    let mut all = rows(law, one, day);
    all.retain(|row| put_aside(row, day, one.today).is_none());
    in_order(&mut all);
    all
}

/// Why a row does not stand in the list, where it was put aside.
fn put_aside<'a>(row: &Row, day: &'a OneDay, today: NaiveDate) -> Option<&'a SetAside> {
    if !row.kind.can_be_put_aside() {
        return None;
    }
    let about = row.kind.about();
    let is_of = |aside: &&SetAside| match row.kind {
        // What they wrote after it was put aside, nobody has looked at: their promise days may be the same.
        Kind::Message { .. } => {
            let newest = day.unanswered.last();
            aside.is_about(&about) && aside.holds(today) && newest.is_none_or(|at| *at <= aside.made_at)
        }
        _ => aside.is_of(&about, row.of, today),
    };
    day.asides.iter().rev().find(is_of)
}

fn in_order(rows: &mut [Row]) {
    // Of one day, money that closes stands before plain reminders.
    rows.sort_by_key(|row| (!row.kind.is_first(), row.day, !row.kind.is_duty(), row.person));
}

//! A manager sees who has which adviser, and allocates advisers or ends allocations.

use chrono::{Days, Months, NaiveDate};
use onward_domain::{
    access::Purpose,
    allocation::{Allocation, Part, standing_mark},
    id::{PersonId, UserId},
    person::Person,
    role::Role,
};
use onward_store::{
    StoreResult,
    rows::users::User,
    scope::{Assigned, Record, ServiceView},
};
use serde::{Deserialize, Serialize};

use crate::usecases::{
    ask::Ask,
    write_name::{SentName, Written, write_name_once},
};

/// What a form's key is used up for.
const ACT: &str = "advisers.given";
/// A handover is planned at most this many days ahead: any longer, and nobody remembers why.
pub const DAYS_AHEAD: u64 = 92;
/// A first day is at most this many years back: from 16 until 25, with a year to spare.
pub const YEARS_BACK: u32 = 10;

/// Everyone with their adviser, and everybody who is or may be one.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Everyone, by name.
    pub people: Vec<Assigned>,
    /// Staff who are advisers, and anyone else who still has people: suspended, or with another role by now.
    pub advisers: Vec<User>,
    /// What happened to the form just sent, if there was one.
    pub given: Option<Given>,
}

/// Whether this user can be given people.
#[must_use]
pub fn may_have_people(user: &User) -> bool {
    user.role == Role::Adviser && user.disabled_at.is_none()
}

/// What is shown: the name the manager is searching for, and the key of the form just sent. Both may be
/// empty.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// Part of a name, or a number.
    pub letters: String,
    /// The form's key.
    pub key: String,
}

/// Everyone and their adviser. The look is logged, and who was searched for.
///
/// # Errors
/// Any store error.
pub fn see_advisers(ask: &Ask<'_, ServiceView>, looked: &Looked) -> StoreResult<Seen> {
    let people = ask.scope.assigned(ask.tx, &looked.letters, ask.now)?;
    let has_people =
        |user: &User| people.iter().filter_map(|one| one.now.as_ref()).any(|now| now.user == user.id);
    let users = ask.tx.users().all()?;
    let advisers = users.into_iter().filter(|user| may_have_people(user) || has_people(user)).collect();
    // A key that belongs to another form says nothing here.
    let given = ask.tx.done_before(ask.me, &looked.key, ACT).unwrap_or_default();
    Ok(Seen { advisers, people, given: given.and_then(|kept| serde_json::from_str(&kept).ok()) })
}

/// A person who was selected, and what the page showed about who their adviser is: [`standing_mark`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    pub person: PersonId,
    /// What the page showed.
    pub mark: String,
}

/// What a form sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The form's own key.
    pub key: String,
    /// The people selected, each once.
    pub people: Vec<Picked>,
    /// Who will be their adviser; `None` if the allocation is to end.
    pub to: Option<UserId>,
    /// The first day of the new adviser, or the first without one.
    pub from: NaiveDate,
}

/// What happened to each person selected. Stored with the form's key, so that a form sent twice says the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Who is their adviser now; `None` if an allocation ended.
    pub to: Option<UserId>,
    /// From that day.
    pub from: NaiveDate,
    pub changed: Vec<PersonId>,
    /// It already was so: nothing was changed.
    pub already: Vec<PersonId>,
    /// Somebody else changed it after the page was shown: nothing was changed.
    pub meanwhile: Vec<PersonId>,
    /// Their current adviser began after that day: nothing was changed, since it would say that they never did.
    pub too_early: Vec<PersonId>,
}

/// What happened to a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It has been carried out, now or when the form was sent before.
    Done,
    /// The person chosen is not an adviser, or can no longer sign in. Nothing was changed.
    NoAdviser,
}

/// The first and last days on which a new adviser may begin.
#[must_use]
pub fn days(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    (
        today.checked_sub_months(Months::new(12 * YEARS_BACK)).unwrap_or(today),
        today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today),
    )
}

/// Allocates this adviser to everyone selected, or ends theirs: all in this transaction, each record opened as a
/// manager opens it. Anyone whose adviser has changed since the page was shown is left as they are.
///
/// # Errors
/// `NotFound` for a missing person; any store error.
pub fn give_advisers(ask: &Ask<'_, ServiceView>, sent: &Sent) -> StoreResult<Answer> {
    let (tx, me, now) = (ask.tx, ask.me, ask.now);
    if tx.done_before(me, &sent.key, ACT)?.is_some() {
        return Ok(Answer::Done);
    }
    let adviser = match sent.to {
        None => None,
        Some(to) => match tx.users().find(to)?.filter(may_have_people) {
            Some(user) => Some(user),
            None => return Ok(Answer::NoAdviser),
        },
    };
    let mut given = Given { to: sent.to, from: sent.from, ..Given::default() };
    for picked in &sent.people {
        let record = ask.open(picked.person, Purpose::Allocation)?;
        let all = record.allocations().all()?;
        let became = if standing_mark(&all, Part::Adviser, now.today) == picked.mark {
            change(&record, &all, adviser.as_ref(), sent.from)?
        } else {
            Became::Meanwhile
        };
        match became {
            Became::Changed => given.changed.push(picked.person),
            Became::Already => given.already.push(picked.person),
            Became::Meanwhile => given.meanwhile.push(picked.person),
            Became::TooEarly => given.too_early.push(picked.person),
        }
    }
    let kept =
        serde_json::to_string(&given).map_err(|why| onward_store::StoreError::Database(why.to_string()))?;
    tx.use_up(me, &sent.key, ACT, &kept, now.at)?;
    Ok(Answer::Done)
}

/// The person whose name a manager enters.
///
/// # Errors
/// `NotFound` for a missing person; any store error.
pub fn see_name(ask: &Ask<'_, ServiceView>, person: PersonId) -> StoreResult<Person> {
    ask.open(person, Purpose::PersonPage)?.person()
}

/// Stores the names from a form, once.
///
/// # Errors
/// As for [`see_name`].
pub fn name_person(ask: &Ask<'_, ServiceView>, person: PersonId, sent: &SentName) -> StoreResult<Written> {
    write_name_once(ask.tx, ask.me, &ask.open(person, Purpose::PersonPage)?, sent)
}

/// What happened to one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Became {
    Changed,
    /// It already was so.
    Already,
    /// Somebody else changed it meanwhile.
    Meanwhile,
    /// Their current adviser began after that day.
    TooEarly,
}

/// What allocating this adviser to a person, or ending theirs, would do. `all`: every allocation on the record.
pub(crate) fn would_become(
    all: &[Allocation],
    to: Option<UserId>,
    from: NaiveDate,
    today: NaiveDate,
) -> Became {
    let standing: Vec<&Allocation> =
        all.iter().filter(|one| one.part == Part::Adviser && one.stands(today)).collect();
    let so_already = match (standing.as_slice(), to) {
        ([], None) => true,
        ([one], Some(to)) => one.user == to && one.until.is_none() && one.from <= from.max(today),
        _ => false,
    };
    if so_already {
        Became::Already
    } else if standing.iter().any(|one| one.current(today) && from < one.from) {
        Became::TooEarly
    } else {
        Became::Changed
    }
}

/// Ends the person's current allocation and begins the new one, if there is one and it changes anything.
pub(crate) fn change(
    record: &Record<'_>,
    all: &[Allocation],
    to: Option<&User>,
    from: NaiveDate,
) -> StoreResult<Became> {
    let became = would_become(all, to.map(|to| to.id), from, record.now().today);
    if became == Became::Changed {
        match to {
            Some(user) => record.allocations().allocate(user.id, Part::Adviser, user.team, from).map(drop)?,
            None => record.allocations().end(Part::Adviser, from)?,
        }
    }
    Ok(became)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;

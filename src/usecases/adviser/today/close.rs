//! A row of the day is closed in another way than by doing what it asks for, with its reason; own tasks are added and done.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    contact::{ContactKind, ContactNote},
    desk::{Aside, How},
    entitlement::{EntitlementAct, EntitlementNote},
    id::{PersonId, TaskId},
};
use onward_store::{
    StoreResult,
    repo::versions::Sent,
    scope::{Caseload, Record},
};

use super::{Kind, put_aside, rows};
use crate::usecases::{adviser::Answered, ask::Ask};

/// The entitlement whose ledger says when a plan was written or reviewed.
const PATHWAY_PLAN: &str = "pathway_plan";

/// In which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closing {
    /// Somebody else did it on a day. Of a visit, that is a visit; of a review, that it was held.
    Elsewhere {
        on: NaiveDate,
        why: String,
    },
    /// It comes back on a day.
    NewDay {
        until: NaiveDate,
        why: String,
    },
    NotNeeded {
        why: String,
    },
    /// Tried, and nobody was reached: it stays open.
    Tried {
        on: NaiveDate,
        why: String,
    },
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    Done,
    /// There is no such row any more: it was done, or closed by somebody else.
    Gone,
    /// The day is before they were born.
    BeforeBirth(NaiveDate),
}

/// Closes a row of a person's day.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; `NotAllowed` where the record was opened from outside.
pub fn close(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    (about, of): (&str, NaiveDate),
    closing: &Closing,
    key: &str,
) -> StoreResult<Closed> {
    let record = ask.open_for_change(person, Purpose::Contact)?;
    let listed = record.overview()?;
    let day = record.one_day()?;
    let born = listed.person.identity.born;
    let answered = Answered::of(ask.law, listed, ask.now.today);
    let row = rows(ask.law, &answered, &day).into_iter().find(|row| {
        row.kind.about() == about && row.of == of && put_aside(row, &day.asides, ask.now.today).is_none()
    });
    let Some(row) = row.filter(|row| row.kind.can_be_put_aside()) else { return Ok(Closed::Gone) };
    let aside =
        |how, until, why: &String| Aside { about: about.into(), due_on: of, how, until, why: why.clone() };
    match closing {
        Closing::Elsewhere { on, .. } | Closing::Tried { on, .. } if born.is_some_and(|born| *on < born) => {
            return Ok(Closed::BeforeBirth(born.unwrap_or(*on)));
        }
        Closing::Tried { on, why } => met(&record, ContactKind::Tried, *on, why, key)?,
        Closing::Elsewhere { on, why } if row.kind.is_visit() => {
            met(&record, ContactKind::VisitElsewhere, *on, why, key)?;
        }
        Closing::Elsewhere { on, why } if row.kind.is_review() => {
            held(&record, *on, why, key)?;
            // What asked for it early was looked at, whenever it was written down.
            if matches!(row.kind, Kind::ReviewEarly { .. }) {
                record.set_aside(&aside(How::Elsewhere, None, why), key)?;
            }
        }
        Closing::Elsewhere { why, .. } => {
            record.set_aside(&aside(How::Elsewhere, None, why), key)?;
        }
        Closing::NewDay { until, why } => {
            record.set_aside(&aside(How::NewDay, Some(*until), why), key)?;
        }
        Closing::NotNeeded { why } => {
            record.set_aside(&aside(How::NotNeeded, None, why), key)?;
        }
    }
    Ok(Closed::Done)
}

/// A review that found nothing to write anew is kept in the ledger of the plan, which its clock reads.
fn held(record: &Record<'_>, on: NaiveDate, why: &str, key: &str) -> StoreResult<()> {
    let note = EntitlementNote {
        note: Some(why.to_owned()),
        ..EntitlementNote::new(PATHWAY_PLAN, EntitlementAct::Paid, on)
    };
    record.entitlements().keep_unless::<()>(&note, &format!("{key}-held"), || Ok(None)).map(drop)
}

fn met(record: &Record<'_>, kind: ContactKind, on: NaiveDate, why: &str, key: &str) -> StoreResult<()> {
    let says = ContactNote { summary: why.to_owned(), ..ContactNote::new(kind, on) };
    record.contacts().keep(&Sent { version: None, says, key: key.to_owned() }).map(drop)
}

/// Adds a task of one's own for somebody.
///
/// # Errors
/// As [`close`].
pub fn add_task(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    (what, due_on): (&str, NaiveDate),
    key: &str,
) -> StoreResult<TaskId> {
    ask.open_for_change(person, Purpose::PersonPage)?.add_task(what, due_on, key)
}

/// Marks a task as done.
///
/// # Errors
/// As [`close`].
pub fn finish_task(ask: &Ask<'_, Caseload>, person: PersonId, task: TaskId) -> StoreResult<()> {
    ask.open_for_change(person, Purpose::PersonPage)?.finish_task(task)
}

//! A row of the day is closed in another way than by doing what it asks for, with its reason; own tasks are added and done.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    contact::{ContactKind, ContactNote},
    desk::{Aside, How},
    entitlement::{EntitlementAct, EntitlementNote},
    id::{PersonId, TaskId},
    support::{OfferedHow, SupportAct, SupportNote},
};
use onward_store::{
    StoreResult,
    repo::versions::Sent,
    scope::{Caseload, Record},
};

use super::{Kind, put_aside, rows};
use crate::usecases::{
    adviser::{Answered, made_before::Made},
    ask::Ask,
};

/// The name under which the reason of an offer that somebody else made is kept.
const OFFER_MADE: &str = "offer-made";

/// In which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closing {
    /// Somebody else did it on a day, in this way where that matters. It is recorded as what it is: a visit, a contact, an
    /// offer, an assessment, a plan, a review.
    Elsewhere {
        on: NaiveDate,
        why: String,
        way: Option<OfferedHow>,
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
    /// They asked, and read that they wait: only an answer to them closes it.
    StillWaits,
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
        row.kind.about() == about && row.of == of && put_aside(row, &day, ask.now.today).is_none()
    });
    let Some(row) = row.filter(|row| row.kind.can_be_put_aside()) else { return Ok(Closed::Gone) };
    let aside = |how, (done_on, until), why: &String| Aside {
        about: about.to_owned(),
        due_on: of,
        how,
        done_on,
        until,
        why: why.clone(),
    };
    match closing {
        Closing::Elsewhere { on, .. } | Closing::Tried { on, .. } if born.is_some_and(|born| *on < born) => {
            return Ok(Closed::BeforeBirth(born.unwrap_or(*on)));
        }
        Closing::Elsewhere { .. } | Closing::NotNeeded { .. } if row.kind.is_promised() => {
            return Ok(Closed::StillWaits);
        }
        Closing::Tried { on, why } => met(&record, ContactKind::Tried, *on, why, key)?,
        Closing::Elsewhere { on, why, way } => {
            if let Some(about) = done_elsewhere(&record, &row.kind, (*on, why, *way), key)? {
                let aside = aside(How::Elsewhere, (Some(*on), None), why);
                record.set_aside(&Aside { about, ..aside }, key)?;
            }
        }
        Closing::NewDay { until, why } => {
            record.set_aside(&aside(How::NewDay, (None, Some(*until)), why), key)?;
        }
        Closing::NotNeeded { why } => {
            record.set_aside(&aside(How::NotNeeded, (None, None), why), key)?;
        }
    }
    Ok(Closed::Done)
}

/// Records what somebody else did as what it is. What is returned is put aside with its reason: the row itself where there is
/// nothing to record, or where what is recorded does not move its clock.
fn done_elsewhere(
    record: &Record<'_>,
    kind: &Kind,
    (on, why, way): (NaiveDate, &str, Option<OfferedHow>),
    key: &str,
) -> StoreResult<Option<String>> {
    match kind {
        kind if kind.is_visit() => met(record, ContactKind::VisitElsewhere, on, why, key)?,
        // The day that was agreed may lie after the one on which they were reached.
        kind if kind.is_contact() => {
            met(record, reached_by(way), on, why, &format!("{key}-met"))?;
            return Ok(Some(kind.about()));
        }
        Kind::Offer { turned, .. } if *turned <= on => {
            let how = Some(way.unwrap_or(OfferedHow::Call));
            let note = SupportNote { act: SupportAct::Offered, on, how, words: None };
            record.say_support(&note, &format!("{key}-offer"))?;
            // For its reason alone. The row has a new day; under its own name it could be put aside for ever.
            return Ok(Some(OFFER_MADE.to_owned()));
        }
        Kind::Assessment => given(record, Made::Assessment, (on, why), key)?,
        Kind::Plan => given(record, Made::Plan, (on, why), key)?,
        kind if kind.is_review() => {
            given(record, Made::Plan, (on, why), key)?;
            // What asked for it early was looked at, whenever it was written down.
            return Ok(matches!(kind, Kind::ReviewEarly { .. }).then(|| kind.about()));
        }
        _ => return Ok(Some(kind.about())),
    }
    Ok(None)
}

const fn reached_by(way: Option<OfferedHow>) -> ContactKind {
    match way {
        Some(OfferedHow::InPerson) => ContactKind::VisitElsewhere,
        Some(OfferedHow::Message | OfferedHow::Letter) => ContactKind::Message,
        Some(OfferedHow::Call) | None => ContactKind::Call,
    }
}

/// An assessment or a plan that is not here, or a review that found nothing to write anew, is kept in the ledger, which the
/// clocks read.
fn given(record: &Record<'_>, made: Made, (on, why): (NaiveDate, &str), key: &str) -> StoreResult<()> {
    let note = EntitlementNote {
        note: Some(why.to_owned()),
        ..EntitlementNote::new(made.entitlement(), EntitlementAct::Paid, on)
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

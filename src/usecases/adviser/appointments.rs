//! An adviser sees the appointments with one of their people, asks for one, accepts, moves or cancels it.

use onward_domain::{
    access::Purpose,
    appointment::{Appointment, Meeting, Taken},
    id::{AppointmentId, PersonId},
};
use onward_store::{
    StoreResult,
    repo::{Saved, appointments::NewTurn},
    scope::Caseload,
};

use super::Answered;
use crate::usecases::ask::Ask;

/// The appointments with one of their people.
#[derive(Debug, Clone)]
pub struct SeenAppointments {
    /// The person, assessed.
    pub answered: Answered,
    /// In the order in which they were made.
    pub appointments: Vec<Appointment>,
}

/// Opens the record and reads them.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn see_appointments(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenAppointments> {
    let record = ask.open_for_change(person, Purpose::Contact)?;
    Ok(SeenAppointments {
        answered: Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record),
        appointments: record.appointments().all()?,
    })
}

/// Asks to meet, once for a form's key.
///
/// # Errors
/// `NotAllowed` for a meeting that is past; as [`see_appointments`].
pub fn ask_to_meet(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    meeting: &Meeting,
    words: Option<&str>,
    key: &str,
) -> StoreResult<AppointmentId> {
    ask.open_for_change(person, Purpose::Contact)?.appointments().ask(meeting, words, key)
}

/// Whether the hour is taken, before anything is sent.
///
/// # Errors
/// As [`see_appointments`].
pub fn hour_taken(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    meeting: &Meeting,
    except: Option<AppointmentId>,
) -> StoreResult<Option<Taken>> {
    ask.open_for_change(person, Purpose::Contact)?.appointments().taken(meeting, except)
}

/// Accepts, moves or cancels, once for a form's key; what the young person said meanwhile is a value.
///
/// # Errors
/// As [`ask_to_meet`]; `NotFound` for an appointment that is somebody else's.
pub fn answer_to_meet(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    turn: &NewTurn,
    key: &str,
) -> StoreResult<Saved<Appointment>> {
    ask.open_for_change(person, Purpose::Contact)?.appointments().answer(turn, key)
}

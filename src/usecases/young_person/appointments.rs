//! A young person sees their appointments, asks for one, accepts, moves or cancels it.

use onward_domain::{
    access::Purpose,
    allocation::{Part, Worker},
    appointment::{Appointment, Meeting, Taken},
    id::AppointmentId,
};
use onward_store::{
    StoreResult,
    repo::{Saved, appointments::NewTurn},
    scope::OwnRecord,
};

use crate::usecases::ask::Ask;

/// The appointments, with whom, and what no calendar may hold.
#[derive(Debug, Clone)]
pub struct SeenAppointments {
    /// The adviser today.
    pub adviser: Option<Worker>,
    /// In the order in which they were made.
    pub appointments: Vec<Appointment>,
    /// Nobody may learn where they are.
    pub protected: bool,
    /// Where they live and have lived.
    pub addresses: Vec<String>,
}

/// Opens one's own record and reads them.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_appointments(ask: &Ask<'_, OwnRecord>) -> StoreResult<SeenAppointments> {
    let record = ask.open(Purpose::OwnPages)?;
    Ok(SeenAppointments {
        adviser: record.worker(Part::Adviser)?,
        appointments: record.appointments().all()?,
        protected: record.person()?.identity.protected,
        addresses: record.homes_shown()?.into_iter().filter_map(|home| home.note.address).collect(),
    })
}

/// Asks to meet, once for a form's key.
///
/// # Errors
/// `NotAllowed` for a meeting that is past; as [`see_appointments`].
pub fn ask_to_meet(
    ask: &Ask<'_, OwnRecord>,
    meeting: &Meeting,
    words: Option<&str>,
    key: &str,
) -> StoreResult<AppointmentId> {
    ask.open(Purpose::OwnPages)?.appointments().ask(meeting, words, key)
}

/// Whether the hour is taken, before anything is sent.
///
/// # Errors
/// As [`see_appointments`].
pub fn hour_taken(
    ask: &Ask<'_, OwnRecord>,
    meeting: &Meeting,
    except: Option<AppointmentId>,
) -> StoreResult<Option<Taken>> {
    ask.open(Purpose::OwnPages)?.appointments().taken(meeting, except)
}

/// Accepts, moves or cancels, once for a form's key; what the other side said meanwhile is a value.
///
/// # Errors
/// `NotFound` for an appointment that is not one's own; `NotAllowed` for one's own proposal or a meeting that is past.
pub fn answer_to_meet(
    ask: &Ask<'_, OwnRecord>,
    turn: &NewTurn,
    key: &str,
) -> StoreResult<Saved<Appointment>> {
    ask.open(Purpose::OwnPages)?.appointments().answer(turn, key)
}

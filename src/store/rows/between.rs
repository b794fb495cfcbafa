//! What a young person and their adviser arrange between them.

use diesel::prelude::*;
use onward_domain::{
    appointment::{AppointmentMade, AppointmentTurn, How, Meeting, Turn},
    id::{AppointmentId, AppointmentTurnId, PersonId, UserId},
};

use super::row;
use crate::{
    schema::own::{appointment_turns, appointments},
    types::Instant,
};

row!(AppointmentMade, appointments, |a| {
    id: AppointmentId = a.id,
    person_id: PersonId = a.person,
    made_at: Instant = a.made_at,
    made_by: Option<UserId> = a.made_by,
} => Self { id, person: person_id, made_at, made_by });

row!(AppointmentTurn, appointment_turns, |t| {
    id: AppointmentTurnId = t.id,
    appointment_id: AppointmentId = t.appointment,
    number: i64 = t.number,
    turn: Turn = t.turn,
    meets_at: Instant = t.meeting.at,
    how: How = t.meeting.how,
    place: Option<String> = t.meeting.place,
    words: Option<String> = t.words,
    by_young: bool = t.by_young,
    said_at: Instant = t.said_at,
    said_by: Option<UserId> = t.said_by,
} => Self {
    id,
    appointment: appointment_id,
    number,
    turn,
    meeting: Meeting { at: meets_at, how, place },
    words,
    by_young,
    said_at,
    said_by,
});

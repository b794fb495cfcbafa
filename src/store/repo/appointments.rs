//! Appointments: what either side said, turn by turn, and never over one another.

use std::collections::HashMap;

use chrono::TimeDelta;
use diesel::prelude::*;
use onward_domain::{
    access::Right,
    allocation::Part,
    appointment::{Appointment, AppointmentMade, AppointmentTurn, MINUTES, Meeting, Taken, Turn},
    id::{AppointmentId, AppointmentTurnId},
};

use super::Saved;
use crate::{
    dialect::among,
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::{
        own::{appointment_turns, appointments},
        records::allocations,
    },
    scope::Record,
    types::Column as _,
};

/// What a form's key is used up for.
const ASKED: &str = "appointment";
const TURN: &str = "appointment_turn";

/// The appointments of a person.
#[derive(Clone, Copy)]
pub struct Appointments<'r> {
    record: &'r Record<'r>,
}

impl Record<'_> {
    /// The appointments of a person.
    #[must_use]
    pub fn appointments(&self) -> Appointments<'_> {
        Appointments { record: self }
    }
}

/// One side's answer: to which appointment as it stood, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTurn {
    pub appointment: AppointmentId,
    /// The turn that the page showed as the last.
    pub number: i64,
    pub turn: Turn,
    /// Where another day is proposed.
    pub meeting: Option<Meeting>,
    pub words: Option<String>,
}

impl Appointments<'_> {
    /// All of them, by when they were made.
    ///
    /// # Errors
    /// The database's own.
    pub fn all(&self) -> StoreResult<Vec<Appointment>> {
        let key = self.record.key();
        self.record.tx().run(|connection| {
            let made: Vec<AppointmentMade> = appointments::table
                .filter(appointments::person_id.eq(&key))
                .order(appointments::id)
                .load(connection)?;
            let theirs =
                appointments::table.filter(appointments::person_id.eq(&key)).select(appointments::id);
            let turns: Vec<AppointmentTurn> = appointment_turns::table
                .filter(appointment_turns::appointment_id.eq_any(theirs))
                .order(appointment_turns::number.desc())
                .load(connection)?;
            Ok(together(made, turns))
        })
    }

    /// One of them.
    ///
    /// # Errors
    /// `NotFound` when it is not this person's.
    pub fn find(&self, id: AppointmentId) -> StoreResult<Appointment> {
        self.all()?.into_iter().find(|each| each.made.id == id).ok_or(StoreError::NotFound)
    }

    /// Whether the hour is taken: by another appointment of the two, or by one of the adviser with somebody else. `except` is the
    /// appointment that is being moved. A form that was sent before has its answer: nothing is in its way.
    ///
    /// # Errors
    /// The database's own.
    pub fn taken(
        &self,
        meeting: &Meeting,
        except: Option<AppointmentId>,
        key: &str,
    ) -> StoreResult<Option<Taken>> {
        let sent = match except {
            None => self.record.kept_before::<AppointmentId>(key, ASKED)?.is_some(),
            Some(_) => self.record.kept_before::<AppointmentTurnId>(key, TURN)?.is_some(),
        };
        if sent {
            return Ok(None);
        }
        let holds = |one: &Appointment| {
            Some(one.made.id) != except && one.last.turn != Turn::Cancelled && one.meeting().overlaps(meeting)
        };
        if self.all()?.iter().any(holds) {
            return Ok(Some(Taken::Theirs));
        }
        Ok(self.of_the_adviser(meeting)?.iter().any(holds).then_some(Taken::Advisers))
    }

    /// What the adviser of today has with their other people around that hour.
    fn of_the_adviser(&self, meeting: &Meeting) -> StoreResult<Vec<Appointment>> {
        let (key, today, part) = (self.record.key(), self.record.now().today, Part::Adviser.column());
        let span = TimeDelta::minutes(MINUTES);
        let from = meeting.at.checked_sub_signed(span).unwrap_or(meeting.at).column();
        let until = meeting.at.checked_add_signed(span).unwrap_or(meeting.at).column();
        self.record.tx().run(|connection| {
            let runs = || {
                allocations::table
                    .filter(allocations::part.eq(&part))
                    .filter(allocations::from_day.le(today))
                    .filter(allocations::until_day.is_null().or(allocations::until_day.gt(today)))
            };
            let advisers: Vec<String> = runs()
                .filter(allocations::person_id.eq(&key))
                .select(allocations::user_id)
                .load(connection)?;
            let people: Vec<String> = runs()
                .filter(among(connection, allocations::user_id, &advisers))
                .filter(allocations::person_id.ne(&key))
                .select(allocations::person_id)
                .load(connection)?;
            let near: Vec<String> = appointment_turns::table
                .filter(appointment_turns::meets_at.gt(from).and(appointment_turns::meets_at.lt(until)))
                .select(appointment_turns::appointment_id)
                .load(connection)?;
            let made: Vec<AppointmentMade> = appointments::table
                .filter(among(connection, appointments::person_id, &people))
                .filter(among(connection, appointments::id, &near))
                .load(connection)?;
            let ids: Vec<String> = made.iter().map(|made| made.id.to_string()).collect();
            let turns: Vec<AppointmentTurn> = appointment_turns::table
                .filter(among(connection, appointment_turns::appointment_id, &ids))
                .order(appointment_turns::number.desc())
                .load(connection)?;
            Ok(together(made, turns))
        })
    }

    /// Asks for one, once a form.
    ///
    /// # Errors
    /// `NotAllowed` for a meeting that is past, or for anybody who is neither the young person nor their adviser.
    pub fn ask(&self, meeting: &Meeting, words: Option<&str>, key: &str) -> StoreResult<AppointmentId> {
        let by_young = self.side()?;
        if let Some(before) = self.record.kept_before(key, ASKED)? {
            return Ok(before);
        }
        self.ahead(meeting)?;
        let now = self.record.now().at;
        let made = AppointmentMade {
            id: AppointmentId::new(),
            person: self.record.id(),
            made_at: now,
            made_by: self.record.by(),
        };
        let turn = AppointmentTurn {
            id: AppointmentTurnId::new(),
            appointment: made.id,
            number: 1,
            turn: Turn::Asked,
            meeting: meeting.clone(),
            words: words.map(str::to_owned),
            by_young,
            said_at: now,
            said_by: self.record.by(),
        };
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| {
                made.insert(connection)?;
                Ok(turn.insert(connection)?)
            })?;
            self.record.use_key(key, ASKED, &made.id.to_string())?;
            self.record.changed("appointment.asked", &made.id.to_string())
        })?;
        Ok(made.id)
    }

    /// Accepts, moves or cancels one, once a form; where the other side said something meanwhile, how it stands now, and nothing
    /// is changed.
    ///
    /// # Errors
    /// `NotFound` when it is not this person's; `NotAllowed` for one's own proposal accepted by oneself, for a meeting that is
    /// past, and as [`Self::ask`].
    pub fn answer(&self, new: &NewTurn, key: &str) -> StoreResult<Saved<Appointment>> {
        let by_young = self.side()?;
        let found = self.find(new.appointment)?;
        if self.record.kept_before::<AppointmentTurnId>(key, TURN)?.is_some() {
            return Ok(Saved::Saved);
        }
        if found.last.number != new.number {
            return Ok(Saved::Stale(found));
        }
        let meeting = self.fits(&found, new, by_young)?;
        let turn = AppointmentTurn {
            id: AppointmentTurnId::new(),
            appointment: new.appointment,
            number: new.number.saturating_add(1),
            turn: new.turn,
            meeting,
            words: new.words.clone(),
            by_young,
            said_at: self.record.now().at,
            said_by: self.record.by(),
        };
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| Ok(turn.insert(connection)?))?;
            self.record.use_key(key, TURN, &turn.id.to_string())?;
            self.record.changed(&format!("appointment.{}", new.turn), &new.appointment.to_string())
        })?;
        Ok(Saved::Saved)
    }

    /// The meeting that a turn is about, if the turn fits.
    fn fits(&self, found: &Appointment, new: &NewTurn, by_young: bool) -> StoreResult<Meeting> {
        let refused = |why: &str| Err(StoreError::NotAllowed(why.into()));
        if found.last.turn == Turn::Cancelled {
            return refused("it was cancelled");
        }
        let meeting = match (new.turn, &new.meeting) {
            (Turn::Moved, Some(meeting)) => meeting.clone(),
            (Turn::Agreed, None) => match found.proposed() {
                Some(turn) if turn.by_young != by_young => turn.meeting.clone(),
                _ => return refused("the other side has to say yes"),
            },
            (Turn::Cancelled, None) => return Ok(found.last.meeting.clone()),
            _ => return refused("not a turn of this kind"),
        };
        self.ahead(&meeting)?;
        Ok(meeting)
    }

    fn ahead(&self, meeting: &Meeting) -> StoreResult<()> {
        if meeting.at > self.record.now().at {
            return Ok(());
        }
        Err(StoreError::NotAllowed("it is in the past".into()))
    }

    /// Whether the young person speaks. Only they and their adviser make appointments; the demonstration does both.
    fn side(&self) -> StoreResult<bool> {
        self.record.for_change()?;
        match self.record.right() {
            Right::Own => Ok(true),
            Right::Adviser | Right::System => Ok(false),
            _ => Err(StoreError::NotAllowed("the two sides make their appointments".into())),
        }
    }
}

/// Each appointment with its turns, which come newest first.
pub(crate) fn together(made: Vec<AppointmentMade>, turns: Vec<AppointmentTurn>) -> Vec<Appointment> {
    let mut by_appointment: HashMap<AppointmentId, Vec<AppointmentTurn>> = HashMap::new();
    for turn in turns {
        by_appointment.entry(turn.appointment).or_default().push(turn);
    }
    let one = |made: AppointmentMade| {
        let mut turns = by_appointment.remove(&made.id)?.into_iter();
        Some(Appointment { last: turns.next()?, earlier: turns.collect(), made })
    };
    made.into_iter().filter_map(one).collect()
}

//! Numbers for texts, and texts on their way.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use onward_domain::{
    appointment::{Appointment, AppointmentMade, AppointmentTurn},
    id::{PersonId, TextId},
    mine::May,
    texting::{CONFIRMED_FOR, Text, TextEnd, TextKind, TextNumber},
};

use super::appointments::together;
use crate::{
    Tx,
    dialect::among,
    error::StoreResult,
    rows::{Row as _, row},
    schema::own::{appointment_turns, appointments, reach_wishes, text_numbers, texts},
    scope::{Record, System},
    types::{Column as _, Instant},
};

row!(TextNumber, text_numbers, |n| {
    person_id: PersonId = n.person,
    sealed: String = n.sealed,
    from_hour: i64 = n.from_hour,
    until_hour: i64 = n.until_hour,
    code_hash: Option<String> = n.code_hash,
    code_until: Option<Instant> = n.code_until,
    wrong: i64 = n.wrong,
    confirmed_at: Option<Instant> = n.confirmed_at,
    set_at: Instant = n.set_at,
} => Self { person: person_id, sealed, from_hour, until_hour, code_hash, code_until, wrong, confirmed_at, set_at });

row!(Text, texts, |t| {
    id: TextId = t.id,
    person_id: PersonId = t.person,
    kind: TextKind = t.kind,
    about: String = t.about,
    says: String = t.says,
    due_at: Instant = t.due_at,
    not_after: Instant = t.not_after,
    tries: i64 = t.tries,
    ended_at: Option<Instant> = t.ended_at,
    ended: Option<TextEnd> = t.ended,
} => Self { id, person: person_id, kind, about, says, due_at, not_after, tries, ended_at, ended });

impl Record<'_> {
    /// The number for texts, sealed. Nobody but its owner sees it.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else; the database's own.
    pub fn text_number(&self) -> StoreResult<Option<TextNumber>> {
        self.own_only()?;
        self.tx().run(|connection| {
            let theirs = text_numbers::table.filter(text_numbers::person_id.eq(self.key()));
            Ok(theirs.first(connection).optional()?)
        })
    }

    /// Texts of a kind that were put on their way since an instant, newest first.
    ///
    /// # Errors
    /// As [`Self::text_number`].
    pub fn texts_since(&self, kind: TextKind, since: Instant) -> StoreResult<Vec<Text>> {
        self.own_only()?;
        self.tx().run(|connection| {
            Ok(texts::table
                .filter(texts::person_id.eq(self.key()))
                .filter(texts::kind.eq(kind.word()))
                .filter(texts::due_at.ge(since.column()))
                .order((texts::due_at.desc(), texts::id.desc()))
                .load(connection)?)
        })
    }

    /// Sets another number, with the code that goes to it.
    ///
    /// # Errors
    /// As [`Self::text_number`].
    pub fn set_text_number(&self, number: &TextNumber, code: &Text) -> StoreResult<()> {
        self.own_only()?;
        self.tx().savepoint(|| {
            self.tx().run(|connection| {
                diesel::delete(text_numbers::table.filter(text_numbers::person_id.eq(self.key())))
                    .execute(connection)?;
                number.insert(connection)?;
                code.insert(connection)?;
                Ok(())
            })?;
            self.changed("texts.number_set", &self.key())
        })
    }

    /// The right code was entered, or a wrong one.
    ///
    /// # Errors
    /// As [`Self::text_number`].
    pub fn text_code_entered(&self, right: bool) -> StoreResult<()> {
        self.own_only()?;
        let at = self.now().at.column();
        self.tx().run(|connection| {
            let theirs = || text_numbers::table.filter(text_numbers::person_id.eq(self.key()));
            if right {
                diesel::update(theirs())
                    .set((
                        text_numbers::confirmed_at.eq(Some(at)),
                        text_numbers::code_hash.eq(None::<String>),
                        text_numbers::code_until.eq(None::<NaiveDateTime>),
                    ))
                    .execute(connection)?;
            } else {
                diesel::update(theirs())
                    .set(text_numbers::wrong.eq(text_numbers::wrong + 1))
                    .execute(connection)?;
            }
            Ok(())
        })?;
        if right { self.changed("texts.number_confirmed", &self.key()) } else { Ok(()) }
    }

    /// No more texts: the number is deleted, and what was on its way is gone.
    ///
    /// # Errors
    /// As [`Self::text_number`].
    pub fn stop_texts(&self) -> StoreResult<()> {
        self.own_only()?;
        let deleted = self.tx().run(|connection| {
            diesel::delete(
                texts::table.filter(texts::person_id.eq(self.key())).filter(texts::ended.is_null()),
            )
            .execute(connection)?;
            Ok(diesel::delete(text_numbers::table.filter(text_numbers::person_id.eq(self.key())))
                .execute(connection)?)
        })?;
        if deleted == 0 { Ok(()) } else { self.changed("texts.stopped", &self.key()) }
    }
}

impl Tx {
    /// Texts whose time has come, the oldest first. For the job that sends them.
    ///
    /// # Errors
    /// The database's own.
    pub fn texts_due(&self, now: Instant) -> StoreResult<Vec<Text>> {
        self.run(|connection| {
            Ok(texts::table
                .filter(texts::ended.is_null())
                .filter(texts::due_at.le(now.column()))
                .order((texts::due_at, texts::id))
                .load(connection)?)
        })
    }

    /// The number of a person and whether they may be texted, as it stands now: nobody whose death is recorded. For the
    /// same job.
    ///
    /// # Errors
    /// The database's own.
    pub fn may_be_texted(&self, person: PersonId) -> StoreResult<(Option<TextNumber>, bool)> {
        self.run(|connection| {
            let number = text_numbers::table
                .filter(text_numbers::person_id.eq(person.column()))
                .first(connection)
                .optional()?;
            let yes: i64 = reach_wishes::table
                .filter(reach_wishes::person_id.eq(person.column()))
                .filter(reach_wishes::superseded_at.is_null())
                .filter(reach_wishes::by_text.eq(May::Yes.word()))
                .count()
                .get_result(connection)?;
            Ok((number, yes > 0))
        })
        .and_then(|(number, yes)| Ok((number, yes && !self.death_is_recorded(person)?)))
    }

    /// Whether the meeting that a reminder is about is still agreed for that hour. For the same job.
    ///
    /// # Errors
    /// The database's own.
    pub fn still_agreed(&self, text: &Text) -> StoreResult<bool> {
        let Some((id, at)) = text.about.split_once(' ') else { return Ok(false) };
        let (made, turns): (Vec<AppointmentMade>, Vec<AppointmentTurn>) = self.run(|connection| {
            Ok((
                appointments::table.filter(appointments::id.eq(id)).load(connection)?,
                appointment_turns::table
                    .filter(appointment_turns::appointment_id.eq(id))
                    .order(appointment_turns::number.desc())
                    .load(connection)?,
            ))
        })?;
        let agreed = |one: &Appointment| one.agreed().map(|meeting| meeting.at.timestamp().to_string());
        Ok(together(made, turns).iter().any(|one| agreed(one).as_deref() == Some(at)))
    }

    /// How a text ended.
    ///
    /// # Errors
    /// The database's own.
    pub fn end_text(&self, id: TextId, how: TextEnd, now: Instant) -> StoreResult<()> {
        self.run(|connection| {
            diesel::update(texts::table.find(id.column()))
                .set((texts::ended.eq(Some(how.word())), texts::ended_at.eq(Some(now.column()))))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Tried, and to be tried again later.
    ///
    /// # Errors
    /// The database's own.
    pub fn text_later(&self, id: TextId, due_at: Instant) -> StoreResult<()> {
        self.run(|connection| {
            diesel::update(texts::table.find(id.column()))
                .set((texts::due_at.eq(due_at.column()), texts::tries.eq(texts::tries + 1)))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Whether somebody has a good number at all, so that there is something to look for.
    ///
    /// # Errors
    /// The database's own.
    pub fn somebody_is_texted(&self, now: Instant) -> StoreResult<bool> {
        let since = (now - TimeDelta::days(CONFIRMED_FOR)).column();
        let many: i64 = self.run(|connection| {
            let good = text_numbers::table.filter(text_numbers::confirmed_at.gt(since));
            Ok(good.count().get_result(connection)?)
        })?;
        Ok(many > 0)
    }

    /// People with a good number who may be texted, each with their appointments of the next days that have no reminder yet. For the job that makes them.
    ///
    /// # Errors
    /// The database's own.
    pub fn without_reminder(
        &self,
        within: TimeDelta,
        now: Instant,
    ) -> StoreResult<Vec<(TextNumber, Vec<Appointment>)>> {
        let since = (now - TimeDelta::days(CONFIRMED_FOR)).column();
        self.run(|connection| {
            let numbers: Vec<TextNumber> =
                text_numbers::table.filter(text_numbers::confirmed_at.gt(since)).load(connection)?;
            let ids: Vec<String> = numbers.iter().map(|number| number.person.column()).collect();
            let may: Vec<PersonId> = reach_wishes::table
                .filter(among(connection, reach_wishes::person_id, &ids))
                .filter(reach_wishes::superseded_at.is_null())
                .filter(reach_wishes::by_text.eq(May::Yes.word()))
                .select(reach_wishes::person_id)
                .load(connection)?;
            let may: BTreeSet<PersonId> = may.into_iter().collect();
            let ids: Vec<String> = may.iter().map(|person| person.column()).collect();
            let made: Vec<AppointmentMade> = appointments::table
                .filter(among(connection, appointments::person_id, &ids))
                .load(connection)?;
            let of: Vec<String> = made.iter().map(|made| made.id.column()).collect();
            let turns: Vec<AppointmentTurn> = appointment_turns::table
                .filter(among(connection, appointment_turns::appointment_id, &of))
                .order(appointment_turns::number.desc())
                .load(connection)?;
            let kept: Vec<String> = texts::table
                .filter(among(connection, texts::person_id, &ids))
                .filter(texts::kind.eq(TextKind::Reminder.word()))
                .select(texts::about)
                .load(connection)?;
            let soon = |one: &Appointment| {
                one.agreed().is_some_and(|meeting| {
                    (now..now + within).contains(&meeting.at) && !kept.contains(&about(one, meeting.at))
                })
            };
            let mut all = together(made, turns);
            all.retain(soon);
            let theirs = |number: TextNumber| {
                let these = all.iter().filter(|one| one.made.person == number.person).cloned().collect();
                (number, these)
            };
            Ok(numbers.into_iter().filter(|number| may.contains(&number.person)).map(theirs).collect())
        })
    }
}

impl System<'_> {
    /// Puts a reminder on its way.
    ///
    /// # Errors
    /// `Exists` for one that is there; the database's own.
    pub fn add_text(&self, text: &Text) -> StoreResult<()> {
        self.tx().run(|connection| Ok(text.insert(connection).map(drop)?))
    }
}

/// A meeting at its hour: one that is moved is another one.
#[must_use]
pub fn about(one: &Appointment, at: Instant) -> String {
    format!("{} {}", one.made.id, at.timestamp())
}

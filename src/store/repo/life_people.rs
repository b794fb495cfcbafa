//! People in a young person's life: both sides write them down, and what somebody may be told is the young person's to say.

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    id::LifePersonId,
    life_people::{LifePerson, LifePersonNote, MayKnow},
};

use super::versions::{Hand, Rows as _, Version, Versions, versioned};
use crate::{
    connection::AnyConnection,
    error::{StoreError, StoreResult},
    schema::own::life_people,
    scope::Record,
    types::{Column as _, Instant},
};

versioned!(LifePerson(LifePersonNote, LifePersonId) in life_people, word "life_person", order (recorded_at), {
    const HAND: Hand = Hand::Both;
    fn says(&self, note: &LifePersonNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &LifePersonNote) -> StoreResult<Self> {
        let (id, note) = (LifePersonId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});

impl Record<'_> {
    /// All versions, for the young person and their adviser.
    #[must_use]
    pub const fn life_people_versions(&self) -> Versions<'_, LifePerson> {
        Versions::of(self)
    }

    /// Those that stand, whoever must not be told anything first. Who opened the record from outside learns only of these:
    /// they may be the ones who ask. Why is for staff; to the young person it is left out.
    ///
    /// # Errors
    /// The database's own.
    pub fn life_people(&self) -> StoreResult<Vec<LifePerson>> {
        let mut all: Vec<LifePerson> =
            self.tx().run(|connection| Ok(LifePerson::standing(connection, &self.key())?))?;
        match self.right() {
            Right::Own => all.iter_mut().for_each(|one| one.note.why = None),
            Right::Adviser | Right::Manager | Right::ReviewingOfficer | Right::System => {}
            _ => {
                all.retain(|one| one.note.may == MayKnow::Never);
                all.iter_mut().for_each(|one| one.note.reach = None);
            }
        }
        LifePerson::in_order(&mut all);
        Ok(all)
    }

    /// The versions of one of them, the newest first; without why, as in [`Self::life_people`], for the young person.
    ///
    /// # Errors
    /// `NotFound` for somebody who is not in the list; the database's own.
    pub fn life_person_line(&self, id: LifePersonId) -> StoreResult<Vec<Version<LifePerson>>> {
        let mut line = self.life_people_versions().line(id)?;
        if self.right() == Right::Own {
            line.iter_mut().for_each(|version| version.row.note.why = None);
        }
        Ok(line)
    }

    /// What somebody may be told is taken back: from now on nothing. Taken back before, it stays so.
    ///
    /// # Errors
    /// `NotFound` for somebody who does not stand in the list; `NotAllowed` for whoever may not write here.
    pub fn take_back_consent(&self, id: LifePersonId) -> StoreResult<()> {
        let stands = self.standing_in_life(id)?;
        let id = stands.id;
        if !stands.note.may.is_consent() {
            return Ok(());
        }
        let note = LifePersonNote { may: MayKnow::TakenBack, agreed_on: self.now().today, ..stands.note };
        let kept = self.life_people_versions().correct(id, &note)?;
        self.changed("life_person.taken_back", &kept.to_string())
    }

    /// One of them as it stands now, whichever version was named, for whoever may write here.
    ///
    /// # Errors
    /// As for [`Self::take_back_consent`].
    pub fn standing_in_life(&self, id: LifePersonId) -> StoreResult<LifePerson> {
        let newest = self.life_people_versions().line(id)?.into_iter().next().map(|version| version.row);
        newest.filter(|one| one.recorded.stands()).ok_or(StoreError::NotFound)
    }

    pub(crate) fn both_hands(&self) -> StoreResult<()> {
        if matches!(self.right(), Right::Own | Right::Adviser | Right::System) {
            return Ok(());
        }
        Err(StoreError::NotAllowed("a young person and their adviser write this".into()))
    }
}

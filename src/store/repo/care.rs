//! A person's care history and circumstances.

use std::collections::HashSet;

use diesel::prelude::*;
use onward_domain::{
    care::{
        Circumstance, CircumstanceNote, Course, CourseNote, Episode, EpisodeNote, LifeEvent, LifeEventNote,
    },
    id::{CircumstanceId, CourseId, EpisodeId, EventId},
};

use super::versions::{Versions, versioned};
use crate::{
    connection::AnyConnection,
    error::{StoreError, StoreResult},
    schema::records::{care_episodes, circumstances, courses, life_events},
    scope::Record,
    types::{Column as _, Instant},
};

impl Record<'_> {
    /// The person's care episodes.
    #[must_use]
    pub const fn episodes(&self) -> Versions<'_, Episode> {
        Versions::of(self)
    }

    /// What else happened in the person's life that the rules read.
    #[must_use]
    pub const fn events(&self) -> Versions<'_, LifeEvent> {
        Versions::of(self)
    }

    /// The person's circumstances.
    #[must_use]
    pub const fn circumstances(&self) -> Versions<'_, Circumstance> {
        Versions::of(self)
    }

    /// The person's courses, training and apprenticeships.
    #[must_use]
    pub const fn courses(&self) -> Versions<'_, Course> {
        Versions::of(self)
    }
}

versioned!(Episode(EpisodeNote, EpisodeId) in care_episodes, word "care_episode", order (start_day), {
    fn says(&self, note: &EpisodeNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &EpisodeNote) -> StoreResult<Self> {
        let (id, note) = (EpisodeId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});

versioned!(LifeEvent(LifeEventNote, EventId) in life_events, word "life_event", order (start_day), {
    fn says(&self, note: &LifeEventNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &LifeEventNote) -> StoreResult<Self> {
        let (id, note) = (EventId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});

versioned!(Circumstance(CircumstanceNote, CircumstanceId) in circumstances, word "circumstance", order (fact, recorded_at), {
    fn says(&self, note: &CircumstanceNote) -> bool {
        self.note == *note
    }
    fn in_place_of(&self, note: &CircumstanceNote) -> bool {
        self.note.fact == note.fact
    }
    fn written(record: &Record<'_>, note: &CircumstanceNote) -> StoreResult<Self> {
        if !note.fits() {
            return Err(StoreError::NotAllowed(format!("{} takes another kind of answer", note.fact)));
        }
        let id = CircumstanceId::new();
        Ok(Self { id, person: record.id(), note: *note, recorded: record.mark(), superseded_by: None })
    }
});

versioned!(Course(CourseNote, CourseId) in courses, word "course", order (start_day), {
    fn says(&self, note: &CourseNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &CourseNote) -> StoreResult<Self> {
        let (id, note) = (CourseId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});

impl Versions<'_, Episode> {
    /// Episodes that replaced an earlier version: corrections. Says nothing about what the earlier one said.
    ///
    /// # Errors
    /// Any database error.
    pub fn put_right(&self) -> StoreResult<HashSet<EpisodeId>> {
        let ids: Vec<Option<EpisodeId>> = self.record().tx().run(|connection| {
            Ok(care_episodes::table
                .filter(care_episodes::person_id.eq(self.record().key()))
                .filter(care_episodes::superseded_by.is_not_null())
                .select(care_episodes::superseded_by)
                .load(connection)?)
        })?;
        Ok(ids.into_iter().flatten().collect())
    }
}

impl Versions<'_, Circumstance> {
    /// Answers one circumstance again: the current answer, if any, is superseded.
    ///
    /// # Errors
    /// As for [`Self::add`].
    pub fn answer(&self, note: &CircumstanceNote) -> StoreResult<CircumstanceId> {
        let before = self.standing()?.into_iter().rev().find(|answer| answer.note.fact == note.fact);
        match before {
            Some(answer) => self.correct(answer.id, note),
            None => self.add(note),
        }
    }
}

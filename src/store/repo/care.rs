//! Care history and circumstances of a person.

use std::collections::HashSet;

use diesel::prelude::*;
use onward_domain::{
    care::{
        Circumstance, CircumstanceNote, Course, CourseNote, Episode, EpisodeNote, LifeEvent, LifeEventNote,
    },
    id::{CircumstanceId, CourseId, EpisodeId, EventId},
};

use super::versions::versions;
use crate::{
    error::{StoreError, StoreResult},
    rows::Kept as _,
    schema::records::{care_episodes, circumstances, courses, life_events},
    scope::Record,
    types::Column as _,
};

versions! {
    /// The person's care episodes.
    Episodes of Episode(EpisodeNote, EpisodeId) in care_episodes as episodes,
    word "care_episode", order (start_day), linked superseded_by,
    build |record, id, note| Ok(Episode {
        id, person: record.id(), note: note.clone(), recorded: record.mark(), superseded_by: None,
    }),
}

versions! {
    /// What else happened in the person's life that the rules read.
    LifeEvents of LifeEvent(LifeEventNote, EventId) in life_events as events,
    word "life_event", order (start_day), linked superseded_by,
    build |record, id, note| Ok(LifeEvent {
        id, person: record.id(), note: note.clone(), recorded: record.mark(), superseded_by: None,
    }),
}

versions! {
    /// How things are for the person, each answer in versions.
    Circumstances of Circumstance(CircumstanceNote, CircumstanceId) in circumstances as circumstances,
    word "circumstance", order (fact, recorded_at), linked superseded_by,
    build |record, id, note| {
        if !note.fits() {
            return Err(StoreError::NotAllowed(format!("{} takes another kind of answer", note.fact)));
        }
        Ok(Circumstance { id, person: record.id(), note: *note, recorded: record.mark(), superseded_by: None })
    },
}

versions! {
    /// The person's courses, training and apprenticeships.
    Courses of Course(CourseNote, CourseId) in courses as courses,
    word "course", order (start_day), linked superseded_by,
    build |record, id, note| Ok(Course {
        id, person: record.id(), note: note.clone(), recorded: record.mark(), superseded_by: None,
    }),
}

impl Episodes<'_> {
    /// Those that stand in the place of an earlier version: what was put right. Says nothing of what the earlier one said.
    ///
    /// # Errors
    /// The database's own.
    pub fn put_right(&self) -> StoreResult<HashSet<EpisodeId>> {
        let ids: Vec<Option<EpisodeId>> = self.record.tx().run(|connection| {
            Ok(care_episodes::table
                .filter(care_episodes::person_id.eq(self.record.key()))
                .filter(care_episodes::superseded_by.is_not_null())
                .select(care_episodes::superseded_by)
                .load(connection)?)
        })?;
        Ok(ids.into_iter().flatten().collect())
    }
}

impl Circumstances<'_> {
    /// Answers one circumstance anew: the answer that stood is superseded, if there was one.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn answer(&self, note: &CircumstanceNote) -> StoreResult<CircumstanceId> {
        let before = self.standing()?.into_iter().rev().find(|answer| answer.note.fact == note.fact);
        match before {
            Some(answer) => self.correct(answer.id, note),
            None => self.add(note),
        }
    }
}

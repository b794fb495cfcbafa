//! What is decided in place of the rule's answers: asked for by one person, answered by another, ended by either.

use diesel::prelude::*;
use onward_domain::{
    id::OverrideId,
    overrides::{Override, OverrideNote},
};

use super::versions::{Kept, Versioned};
use crate::{
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::records::entitlement_overrides,
    scope::Record,
    types::Column as _,
};

/// What a form's key is used up for.
const ASKED: &str = "override";
const ANSWERED: &str = "override_answer";
const ENDED: &str = "override_end";

impl Versioned for Override {
    type Id = OverrideId;
    type Note = OverrideNote;
}

/// What is decided about a person in place of the rule's answers.
#[derive(Clone, Copy)]
pub struct Overrides<'r> {
    record: &'r Record<'r>,
}

impl Record<'_> {
    /// What is decided about the person in place of the rule's answers.
    #[must_use]
    pub fn overrides(&self) -> Overrides<'_> {
        Overrides { record: self }
    }
}

impl Overrides<'_> {
    /// All that were ever asked for, newest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn all(&self) -> StoreResult<Vec<Override>> {
        self.record.tx().run(|connection| {
            Ok(entitlement_overrides::table
                .filter(entitlement_overrides::person_id.eq(self.record.key()))
                .order((entitlement_overrides::asked_at.desc(), entitlement_overrides::id.desc()))
                .load(connection)?)
        })
    }

    /// Asks for one, once a form, unless there is a doubt.
    ///
    /// # Errors
    /// `NotAllowed` for the young person and where the record is open for looking alone; the database's own.
    pub fn ask_unless<D>(
        &self,
        note: &OverrideNote,
        key: &str,
        doubt: impl FnOnce() -> StoreResult<Option<D>>,
    ) -> StoreResult<Kept<Override, D>> {
        self.record.staff_only()?;
        self.record.for_change()?;
        if let Some(before) = self.record.kept_before(key, ASKED)? {
            return Ok(Kept::Before(before));
        }
        if let Some(doubt) = doubt()? {
            return Ok(Kept::Doubt(doubt));
        }
        let by = self.record.by().ok_or_else(|| StoreError::NotAllowed("nobody asks".into()))?;
        let row = Override {
            id: OverrideId::new(),
            person: self.record.id(),
            note: note.clone(),
            asked_at: self.record.now().at,
            asked_by: by,
            answer: None,
            ended: None,
        };
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| Ok(row.insert(connection)?))?;
            self.record.use_key(key, ASKED, &row.id.to_string())?;
            self.record.changed("override.asked", &row.id.to_string())
        })?;
        Ok(Kept::Now(row.id))
    }

    /// Answers one that waits, once a form. `false`: it does not wait any more.
    ///
    /// # Errors
    /// `NotAllowed` for the young person and for whoever asked; the database's own.
    pub fn answer(&self, id: OverrideId, agreed: bool, words: Option<&str>, key: &str) -> StoreResult<bool> {
        self.record.staff_only()?;
        self.record.for_change()?;
        if self.record.kept_before::<OverrideId>(key, ANSWERED)?.is_some() {
            return Ok(true);
        }
        let by = self.record.by().ok_or_else(|| StoreError::NotAllowed("nobody answers".into()))?;
        let Some(waits) = self.all()?.into_iter().find(|one| one.id == id && one.waits()) else {
            return Ok(false);
        };
        if waits.asked_by == by {
            return Err(StoreError::NotAllowed("who asked does not answer".into()));
        }
        let at = self.record.now().at;
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| {
                diesel::update(entitlement_overrides::table.find(id.column()))
                    .set((
                        entitlement_overrides::answered_at.eq(Some(at.column())),
                        entitlement_overrides::answered_by.eq(Some(by.column())),
                        entitlement_overrides::agreed.eq(Some(agreed)),
                        entitlement_overrides::answer.eq(words),
                    ))
                    .execute(connection)?;
                Ok(())
            })?;
            self.record.use_key(key, ANSWERED, &id.to_string())?;
            let what = if agreed { "override.agreed" } else { "override.declined" };
            self.record.changed(what, &id.to_string())
        })?;
        Ok(true)
    }

    /// Ends one that waits or holds, once a form. `false`: it was ended or declined before.
    ///
    /// # Errors
    /// `NotAllowed` for the young person; the database's own.
    pub fn end(&self, id: OverrideId, why: &str, key: &str) -> StoreResult<bool> {
        self.record.staff_only()?;
        self.record.for_change()?;
        if self.record.kept_before::<OverrideId>(key, ENDED)?.is_some() {
            return Ok(true);
        }
        let by = self.record.by().ok_or_else(|| StoreError::NotAllowed("nobody ends it".into()))?;
        let today = self.record.now().today;
        let can_end = |one: &Override| one.id == id && (one.waits() || one.holds_on(today));
        if !self.all()?.iter().any(can_end) {
            return Ok(false);
        }
        let at = self.record.now().at;
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| {
                diesel::update(entitlement_overrides::table.find(id.column()))
                    .set((
                        entitlement_overrides::ended_at.eq(Some(at.column())),
                        entitlement_overrides::ended_by.eq(Some(by.column())),
                        entitlement_overrides::ended_why.eq(Some(why)),
                    ))
                    .execute(connection)?;
                Ok(())
            })?;
            self.record.use_key(key, ENDED, &id.to_string())?;
            self.record.changed("override.ended", &id.to_string())
        })?;
        Ok(true)
    }
}

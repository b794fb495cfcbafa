//! An opened record: everything that can be asked or changed about one person hangs on it.

use std::sync::Arc;

use std::str::FromStr;

use diesel::prelude::*;
use onward_domain::{
    access::{BreakGlass, Look, Right},
    allocation::{Part, Worker},
    care::Facts,
    id::{ImportId, PersonId, UserId},
    moment::Moment,
    person::{Identity, Person},
    recorded::{Recorded, Source},
};

use super::listed::{self, Of};
use crate::{
    Tx,
    error::{StoreError, StoreResult},
    repo::{Saved, access_log, audit::Deed},
    schema::{
        people::{persons, users},
        trail::break_glass,
    },
    types::Column as _,
};

/// One person's record, opened by someone with a right to it, at one moment. Only a scope makes one.
pub struct Record<'t> {
    tx: &'t Tx,
    person: PersonId,
    by: Option<UserId>,
    right: Right,
    now: Moment,
    import: Option<ImportId>,
    /// A task of the installation whose changes are noted one by one, as a person's are.
    each: bool,
}

impl<'t> Record<'t> {
    pub(super) const fn new(
        tx: &'t Tx,
        person: PersonId,
        by: Option<UserId>,
        right: Right,
        now: Moment,
    ) -> Self {
        Self { tx, person, by, right, now, import: None, each: false }
    }

    pub(super) const fn of_import(self, import: Option<ImportId>) -> Self {
        Self { import, ..self }
    }

    pub(super) const fn noting_each(self, each: bool) -> Self {
        Self { each, ..self }
    }

    /// Whose record it is.
    #[must_use]
    pub const fn id(&self) -> PersonId {
        self.person
    }

    /// By what right it was opened.
    #[must_use]
    pub const fn right(&self) -> Right {
        self.right
    }

    /// When it was opened.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.now
    }

    pub(crate) const fn tx(&self) -> &'t Tx {
        self.tx
    }

    pub(crate) const fn by(&self) -> Option<UserId> {
        self.by
    }

    pub(crate) fn key(&self) -> String {
        self.person.column()
    }

    /// How a fact is marked that is recorded now through this record.
    pub(crate) const fn mark(&self) -> Recorded {
        let source = match self.right {
            Right::Own => Source::YoungPerson,
            _ if self.import.is_some() => Source::Import,
            _ => Source::Staff,
        };
        Recorded { source, at: self.now.at, by: self.by, import: self.import, superseded_at: None }
    }

    /// Things that are not for the young person to change, or to change in this way.
    pub(crate) fn staff_only(&self) -> StoreResult<()> {
        if self.right == Right::Own {
            return Err(StoreError::NotAllowed("this is for the service to record".into()));
        }
        Ok(())
    }

    /// Things that are the young person's alone, to read and to change. The demonstration fills them in.
    pub(crate) fn own_only(&self) -> StoreResult<()> {
        if matches!(self.right, Right::Own | Right::System) {
            return Ok(());
        }
        Err(StoreError::NotAllowed("this is the young person's own".into()))
    }

    /// Whether things on this record may be changed. Opened from outside with a reason, it is for looking: whoever works
    /// with someone is allocated to them.
    #[must_use]
    pub fn may_change(&self) -> bool {
        self.right != Right::BreakGlass
    }

    /// Refuses what would change a record that is open for looking alone, before anything is done.
    ///
    /// # Errors
    /// `NotAllowed` where the record was opened from outside.
    pub fn for_change(&self) -> StoreResult<()> {
        if self.may_change() {
            return Ok(());
        }
        Err(StoreError::NotAllowed("a record opened from outside can be read and not changed".into()))
    }

    /// Notes a change in the audit trail, and that figures may have changed. Most tasks of the installation were noted
    /// once, when they began. A change through a record that is open for looking alone is refused here, whatever it was,
    /// and undone with the work it is part of.
    pub(crate) fn changed(&self, what: &str, subject: &str) -> StoreResult<()> {
        self.for_change()?;
        self.tx.note_change();
        if self.right == Right::System && !self.each {
            return Ok(());
        }
        let deed =
            Deed { by: self.by, person: Some(self.person), what, subject: Some(subject), detail: None };
        self.tx.note_deed(&deed, self.now.at)
    }

    /// What was kept under a form's key before, if anything.
    pub(crate) fn kept_before<I: FromStr>(&self, key: &str, act: &str) -> StoreResult<Option<I>> {
        let Some(user) = self.by else { return Ok(None) };
        let before = self.tx.done_before(user, key, act)?;
        let unreadable = |_| StoreError::Unreadable(format!("the answer of a form ({act})"));
        before.map(|answer| answer.parse().map_err(unreadable)).transpose()
    }

    /// Uses a form's key up. The installation's own work comes from no form.
    pub(crate) fn use_key(&self, key: &str, act: &str, answer: &str) -> StoreResult<()> {
        let Some(user) = self.by else { return Ok(()) };
        self.tx.use_up(user, key, act, answer, self.now.at)
    }

    /// The person.
    ///
    /// # Errors
    /// The database's own.
    pub fn person(&self) -> StoreResult<Person> {
        self.tx.run(|connection| Ok(persons::table.filter(persons::id.eq(self.key())).first(connection)?))
    }

    /// Changes what identifies the person, unless somebody else did since `version`. Their account goes by the same
    /// name from then on: an old name is shown nowhere.
    ///
    /// # Errors
    /// The database's own; `Exists` when another record has the same identifier of the return.
    pub fn save_identity(&self, identity: &Identity, version: i64) -> StoreResult<Saved<Person>> {
        self.staff_only()?;
        let changed = self.tx.run(|connection| {
            Ok(diesel::update(
                persons::table.filter(persons::id.eq(self.key())).filter(persons::version.eq(version)),
            )
            .set((
                persons::child.eq(&identity.child),
                persons::known_as.eq(&identity.known_as),
                persons::first_names.eq(&identity.first_names),
                persons::family_name.eq(&identity.family_name),
                persons::search_name.eq(identity.search_name()),
                persons::born.eq(identity.born),
                persons::sex.eq(identity.sex.column()),
                persons::protected.eq(identity.protected),
                persons::version.eq(version.saturating_add(1)),
            ))
            .execute(connection)?)
        })?;
        if changed == 0 {
            return Ok(Saved::Stale(self.person()?));
        }
        self.tx.run(|connection| {
            Ok(diesel::update(users::table.filter(users::person_id.eq(self.key())))
                .set(users::display_name.eq(&identity.known_as))
                .execute(connection)?)
        })?;
        self.changed("person.identity_changed", &self.key())?;
        Ok(Saved::Saved)
    }

    /// Everything that the rules read.
    ///
    /// # Errors
    /// The database's own.
    pub fn facts(&self) -> StoreResult<Facts> {
        let mut one = listed::load(self.tx, Of::These(&[self.person]), self.now.today)?;
        one.pop().map(|listed| listed.facts.clone()).ok_or(StoreError::NotFound)
    }

    /// The document that the rules take, as it stands today.
    ///
    /// # Errors
    /// The database's own.
    pub fn rules_person(&self) -> StoreResult<leaving_care_rules::Person> {
        Ok(self.facts()?.rules_person(self.now.today))
    }

    /// Who works with the person today as `part`.
    ///
    /// # Errors
    /// The database's own.
    pub fn worker(&self, part: Part) -> StoreResult<Option<Worker>> {
        let mut one = listed::load(self.tx, Of::These(&[self.person]), self.now.today)?;
        Ok(one.pop().and_then(|listed| match part {
            Part::Adviser => listed.adviser.clone(),
            Part::ReviewingOfficer => listed.reviewing_officer.clone(),
        }))
    }

    /// The person with everything that a page's head needs, in one set of queries.
    ///
    /// # Errors
    /// The database's own.
    pub fn overview(&self) -> StoreResult<Arc<super::Listed>> {
        listed::load(self.tx, Of::These(&[self.person]), self.now.today)?.pop().ok_or(StoreError::NotFound)
    }

    /// Who has looked at this record, newest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn looks(&self, most: i64) -> StoreResult<Vec<Look>> {
        access_log::of_person(self.tx, self.person, most)
    }

    /// When this record was opened from outside, by whom and why, newest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn openings(&self) -> StoreResult<Vec<BreakGlass>> {
        self.tx.run(|connection| {
            Ok(break_glass::table
                .filter(break_glass::person_id.eq(self.key()))
                .order(break_glass::opened_at.desc())
                .load(connection)?)
        })
    }
}

impl std::fmt::Debug for Record<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Record").field("right", &self.right).finish_non_exhaustive()
    }
}

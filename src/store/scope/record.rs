//! An opened record: everything that can be read or changed about one person hangs on it.

use std::{fmt, str::FromStr, sync::Arc};

use diesel::prelude::*;
use onward_domain::{
    access::{BreakGlass, Look, Right},
    allocation::{Part, Worker},
    care::Facts,
    id::{ImportId, PersonId, UserId},
    moment::Moment,
    person::{Identity, Person, name_form},
    recorded::{Recorded, Source},
};

use super::listed::{self, Of};
use crate::{
    Tx,
    error::{StoreError, StoreResult},
    kept::{self, About},
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
    /// An installation task whose changes are logged one by one, as a person's are.
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

    /// The right it was opened by.
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

    /// How a fact recorded now through this record is marked.
    pub(crate) const fn mark(&self) -> Recorded {
        let source = match self.right {
            Right::Own => Source::YoungPerson,
            _ if self.import.is_some() => Source::Import,
            _ => Source::Staff,
        };
        Recorded { source, at: self.now.at, by: self.by, import: self.import, superseded_at: None }
    }

    /// Things that the young person may not change, or not in this way.
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

    /// Refuses a change to a record that is open only for looking, before anything is done.
    ///
    /// # Errors
    /// `NotAllowed` where the record was opened from outside.
    pub fn for_change(&self) -> StoreResult<()> {
        if self.may_change() {
            return Ok(());
        }
        Err(StoreError::NotAllowed("a record opened from outside can be read and not changed".into()))
    }

    /// Adds a change to the audit trail, and notes that figures may have changed. Most installation tasks were logged
    /// once, when they began. Any change through a record that is open only for looking is refused here
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

    /// What was stored under a form's key before, if anything.
    pub(crate) fn kept_before<I: FromStr>(&self, key: &str, act: &str) -> StoreResult<Option<I>> {
        let Some(user) = self.by else { return Ok(None) };
        let before = self.tx.done_before(user, key, act)?;
        let unreadable = |_| StoreError::Unreadable(format!("the answer of a form ({act})"));
        before.map(|answer| answer.parse().map_err(unreadable)).transpose()
    }

    /// Uses up a form's key. The installation's own work comes from no form.
    pub(crate) fn use_key(&self, key: &str, act: &str, answer: &str) -> StoreResult<()> {
        let Some(user) = self.by else { return Ok(()) };
        self.tx.use_up(user, key, act, answer, self.now.at)
    }

    /// The person.
    ///
    /// # Errors
    /// Any database error.
    pub fn person(&self) -> StoreResult<Person> {
        self.tx.run(|connection| Ok(persons::table.filter(persons::id.eq(self.key())).first(connection)?))
    }

    /// Changes what identifies the person, unless somebody else has done so since `version`. Their account takes the
    /// same name from then on, and letters in the old one end: an old name is shown nowhere.
    ///
    /// # Errors
    /// Any database error; `Exists` when another record has the same identifier in the return.
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
                persons::family_form.eq(name_form(&identity.family_name)),
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
        self.proofs().end_in_another_name(&identity.name_on_papers())?;
        self.changed("person.identity_changed", &self.key())?;
        Ok(Saved::Saved)
    }

    /// Everything that the rules read.
    ///
    /// # Errors
    /// Any database error.
    pub fn facts(&self) -> StoreResult<Facts> {
        let mut one = listed::load(self.tx, Of::These(&[self.person]), self.now.today)?;
        one.pop().map(|listed| listed.facts.clone()).ok_or(StoreError::NotFound)
    }

    /// The document that the rules read, as of today.
    ///
    /// # Errors
    /// Any database error.
    pub fn rules_person(&self) -> StoreResult<leaving_care_rules::Person> {
        Ok(self.facts()?.rules_person(self.now.today))
    }

    /// Who works with the person today as `part`.
    ///
    /// # Errors
    /// Any database error.
    pub fn worker(&self, part: Part) -> StoreResult<Option<Worker>> {
        let mut one = listed::load(self.tx, Of::These(&[self.person]), self.now.today)?;
        let worker = one.pop().and_then(|listed| match part {
            Part::Adviser => listed.adviser.clone(),
            Part::ReviewingOfficer => listed.reviewing_officer.clone(),
        });
        Ok(if self.right == Right::Own { worker.and_then(Worker::who_answers) } else { worker })
    }

    /// The person with everything that the head of a page needs, in one set of queries.
    ///
    /// # Errors
    /// Any database error.
    pub fn overview(&self) -> StoreResult<Arc<super::Listed>> {
        listed::load(self.tx, Of::These(&[self.person]), self.now.today)?.pop().ok_or(StoreError::NotFound)
    }

    /// What `read` finds in this record, kept in memory until something changes. It must depend on nothing but the record,
    /// the right it was opened by, and the day.
    ///
    /// # Errors
    /// Whatever `read` meets.
    pub fn once<T>(&self, read: impl Fn(&Self) -> StoreResult<T>) -> StoreResult<Arc<T>>
    where
        T: fmt::Debug + PartialEq + Send + Sync + 'static,
    {
        kept::once(self.tx, self.now.today, About::Record(self.person, self.right), || read(self))
    }

    /// Who has looked at this record, newest first.
    ///
    /// # Errors
    /// Any database error.
    pub fn looks(&self, most: i64) -> StoreResult<Vec<Look>> {
        access_log::of_person(self.tx, self.person, most)
    }

    /// When this record was opened from outside, by whom and why, newest first.
    ///
    /// # Errors
    /// Any database error.
    pub fn openings(&self) -> StoreResult<Vec<BreakGlass>> {
        self.tx.run(|connection| {
            Ok(break_glass::table
                .filter(break_glass::person_id.eq(self.key()))
                .order(break_glass::opened_at.desc())
                .load(connection)?)
        })
    }
}

impl fmt::Debug for Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("right", &self.right).finish_non_exhaustive()
    }
}

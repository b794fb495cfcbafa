//! Who works with a person.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    access::Right,
    allocation::{Allocation, Part},
    id::{AllocationId, TeamId, UserId},
    role::Role,
};

use crate::{
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::records::allocations,
    scope::Record,
    types::Column as _,
};

/// What happened to a first day that is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstDay {
    /// It is moved.
    Moved,
    /// It was that day already.
    Same,
    /// The allocation was over by then. Nothing was changed.
    AfterItsEnd,
    /// Somebody else had the part then. Nothing was changed.
    SomebodyElse,
}

/// Who works and worked with a person.
#[derive(Clone, Copy)]
pub struct Allocations<'r> {
    record: &'r Record<'r>,
}

impl Record<'_> {
    /// Who works with the person, now and in the past.
    #[must_use]
    pub fn allocations(&self) -> Allocations<'_> {
        Allocations { record: self }
    }
}

impl Allocations<'_> {
    /// All of them, oldest first.
    ///
    /// # Errors
    /// Any database error.
    pub fn all(&self) -> StoreResult<Vec<Allocation>> {
        self.record.tx().run(|connection| {
            Ok(allocations::table
                .filter(allocations::person_id.eq(self.record.key()))
                .order((allocations::from_day, allocations::id))
                .load(connection)?)
        })
    }

    /// Allocates someone to the person as `part` from a day on. Anyone who had that role is allocated until that day.
    ///
    /// # Errors
    /// `NotAllowed` for anyone but a manager or the installation, and when the user has a different role or is no
    /// longer allowed to do anything.
    pub fn allocate(
        &self,
        user: UserId,
        part: Part,
        team: Option<TeamId>,
        from: NaiveDate,
    ) -> StoreResult<AllocationId> {
        self.managers_only()?;
        let role = match part {
            Part::Adviser => Role::Adviser,
            Part::ReviewingOfficer => Role::ReviewingOfficer,
        };
        if self
            .record
            .tx()
            .users()
            .find(user)?
            .is_none_or(|user| user.role != role || user.disabled_at.is_some())
        {
            return Err(StoreError::NotAllowed(format!(
                "only a user with the role {role} who can sign in can be allocated so"
            )));
        }
        self.end_at(part, from)?;
        let allocation = Allocation {
            id: AllocationId::new(),
            person: self.record.id(),
            user,
            part,
            team,
            from,
            until: None,
            recorded_at: self.record.now().at,
            recorded_by: self.record.by(),
        };
        self.record.tx().run(|connection| Ok(allocation.insert(connection)?))?;
        self.record.changed("allocation.begun", &allocation.id.to_string())?;
        Ok(allocation.id)
    }

    /// Moves the first day of an allocation that goes on. Whoever had the part before, until that day or until the day it was
    /// moved from, has it until the new one; a day on which somebody else had it already is refused.
    ///
    /// # Errors
    /// `NotFound` for an allocation that is not this person's; `NotAllowed` for anyone but a manager or the installation.
    pub fn move_first_day(&self, id: AllocationId, from: NaiveDate) -> StoreResult<FirstDay> {
        self.managers_only()?;
        let all = self.all()?;
        let one = all.iter().find(|one| one.id == id).ok_or(StoreError::NotFound)?;
        if one.from == from {
            return Ok(FirstDay::Same);
        }
        if one.until.is_some_and(|until| until <= from) {
            return Ok(FirstDay::AfterItsEnd);
        }
        let others = || all.iter().filter(|other| other.part == one.part && other.id != id);
        // The one before ended on the day that was wrong: it ends on the right one.
        let before = others().find(|other| other.until == Some(one.from) && other.from < one.from);
        let taken = |other: &&Allocation| {
            before.is_none_or(|before| before.id != other.id)
                && other.from < one.from
                && other.until.is_none_or(|until| from < until)
        };
        if before.is_some_and(|before| from <= before.from) || others().any(|other| taken(&other)) {
            return Ok(FirstDay::SomebodyElse);
        }
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| {
                diesel::update(allocations::table.filter(allocations::id.eq(id.column())))
                    .set(allocations::from_day.eq(from))
                    .execute(connection)?;
                if let Some(before) = before {
                    diesel::update(allocations::table.filter(allocations::id.eq(before.id.column())))
                        .set(allocations::until_day.eq(Some(from)))
                        .execute(connection)?;
                }
                Ok(())
            })?;
            self.record.changed("allocation.first_day_corrected", &id.to_string())?;
            Ok(FirstDay::Moved)
        })
    }

    /// Ends whatever allocation as `part` goes on, on a day.
    ///
    /// # Errors
    /// `NotAllowed` for anyone but a manager or the installation.
    pub fn end(&self, part: Part, on: NaiveDate) -> StoreResult<()> {
        self.managers_only()?;
        self.end_at(part, on)?;
        self.record.changed("allocation.ended", part.word())
    }

    fn end_at(&self, part: Part, on: NaiveDate) -> StoreResult<()> {
        let going_on = self
            .all()?
            .into_iter()
            .filter(|allocation| allocation.part == part && allocation.until.is_none_or(|until| until > on));
        for allocation in going_on {
            // One that would have begun later never begins.
            let until = on.max(allocation.from);
            self.record.tx().run(|connection| {
                Ok(diesel::update(allocations::table.filter(allocations::id.eq(allocation.id.column())))
                    .set(allocations::until_day.eq(Some(until)))
                    .execute(connection)?)
            })?;
        }
        Ok(())
    }

    fn managers_only(&self) -> StoreResult<()> {
        if matches!(self.record.right(), Right::Manager | Right::System) {
            return Ok(());
        }
        Err(StoreError::NotAllowed("only a manager may allocate".into()))
    }
}

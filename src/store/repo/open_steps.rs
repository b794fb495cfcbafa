//! The steps of many people's plans that are not done, in two queries whatever their number.

use diesel::prelude::*;
use onward_domain::{
    id::{PersonId, UserId},
    moment::Moment,
    open_steps::{OpenStep, open_steps, steps_in_force},
    plan::{Plan, PlanStatus, Step},
};
use std::sync::Arc;

use crate::{
    Tx,
    dialect::among,
    error::{StoreError, StoreResult},
    kept::{self, About},
    schema::records::{plan_steps, plans},
    scope::{Listed, ReviewDesk, ServiceView, WithCovered},
    types::Column as _,
};

/// Every step of some people's plans in force, as it is kept in memory until something changes.
#[derive(Debug, PartialEq, Eq)]
struct InForce(Vec<OpenStep>);

/// So many plans before the one in force are read: enough to tell what was carried over twice, and a little more.
const BACK: i64 = 4;

impl WithCovered {
    /// Their open steps.
    ///
    /// # Errors
    /// The database's own.
    pub fn open_steps(&self, tx: &Tx, now: Moment) -> StoreResult<Vec<OpenStep>> {
        let mut all = self.steps_in_force(tx, now)?;
        all.retain(|one| one.step.text.status.is_open());
        Ok(all)
    }

    /// Every step of their plans in force, done and dropped ones too.
    ///
    /// # Errors
    /// The database's own.
    pub fn steps_in_force(&self, tx: &Tx, now: Moment) -> StoreResult<Vec<OpenStep>> {
        let read = || load_with(tx, Some(&self.ids), steps_in_force).map(InForce);
        Ok(kept::once(tx, now.today, About::People(self.ids.clone()), read)?.0.clone())
    }
}

impl ReviewDesk {
    /// The open steps of their own people; any other's are left out.
    ///
    /// # Errors
    /// The database's own.
    pub fn open_steps(&self, tx: &Tx, people: &[Arc<Listed>]) -> StoreResult<Vec<OpenStep>> {
        let me: UserId = self.user();
        let theirs = |one: &&Arc<Listed>| one.reviewing_officer.as_ref().is_some_and(|it| it.user == me);
        let ids: Vec<PersonId> = people.iter().filter(theirs).map(|one| one.person.id).collect();
        load(tx, Some(&ids))
    }
}

impl ServiceView {
    /// Everybody's, for figures.
    ///
    /// # Errors
    /// `NotFound` for whoever is no manager any more; the database's own.
    pub fn open_steps(&self, tx: &Tx) -> StoreResult<Vec<OpenStep>> {
        if tx.viewer(self.user)?.and_then(|viewer| viewer.service()).is_none() {
            return Err(StoreError::NotFound);
        }
        load(tx, None)
    }
}

fn load(tx: &Tx, of: Option<&[PersonId]>) -> StoreResult<Vec<OpenStep>> {
    load_with(tx, of, open_steps)
}

fn load_with(
    tx: &Tx,
    of: Option<&[PersonId]>,
    which: fn(&[Plan], Vec<Step>) -> Vec<OpenStep>,
) -> StoreResult<Vec<OpenStep>> {
    let ids: Option<Vec<String>> = of.map(|ids| ids.iter().map(|id| id.column()).collect());
    let mut all: Vec<Plan> = tx.run(|connection| {
        let written = plans::table
            .filter(plans::status.ne(PlanStatus::Draft.column()))
            .order((plans::person_id, plans::number.desc()));
        Ok(match &ids {
            Some(ids) => written.filter(among(connection, plans::person_id, ids)).load(connection)?,
            None => written.load(connection)?,
        })
    })?;
    let mut newest: Option<(PersonId, i64)> = None;
    all.retain(|plan| match newest {
        Some((person, number)) if person == plan.person => number - plan.number <= BACK,
        _ => {
            newest = Some((plan.person, plan.number));
            true
        }
    });
    let of: Vec<String> = all.iter().map(|plan| plan.id.column()).collect();
    let steps: Vec<Step> = tx.run(|connection| {
        Ok(plan_steps::table
            .filter(among(connection, plan_steps::plan_id, &of))
            .order((plan_steps::due_on, plan_steps::id))
            .load(connection)?)
    })?;
    Ok(which(&all, steps))
}

//! The whole service, for those responsible for it.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use onward_domain::{
    access::{BreakGlass, Purpose},
    allocation::{Allocation, Part, Team, standing_mark},
    entitlement::{EntitlementAct, EntitlementStep, proposed_no},
    id::{BreakGlassId, EntitlementStepId, PersonId, UserId},
    moment::Moment,
    person::{Person, search_form},
    role::Role,
};

use super::{
    Assigned, Found, Listed, OneDay, assigned, day_of,
    listed::{self, Of},
    open,
    record::Record,
    search,
};
use crate::{
    Tx,
    dialect::among,
    error::{StoreError, StoreResult},
    repo::{
        access_log,
        audit::Deed,
        deaths::lives,
        plan_signing::{self, WaitingPlan},
        returns::on_their_way,
        reviewing::{Reviewed, reviewed},
        talk::had_by_somebody,
    },
    schema::{
        people::{persons, teams, users},
        records::{allocations, entitlement_steps},
        trail::break_glass,
    },
    types::Column as _,
};

/// A manager's view of everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceView {
    pub(crate) user: UserId,
}

/// Everyone, as of one version of the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// The version: while [`Tx::data_version`] stays the same, so do the people.
    pub version: i64,
    /// The people, by name.
    pub people: Vec<Arc<Listed>>,
}

/// A record opened from outside, for the manager who reviews such openings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedFromOutside {
    pub opening: BreakGlass,
    /// Whose record, by the name shown in lists.
    pub person_name: String,
    /// Who opened it.
    pub user_name: String,
}

/// Somebody by their number in the return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// The number.
    pub number: String,
    /// Who.
    pub person: Person,
}

/// Somebody whom no adviser has today.
#[derive(Debug, Clone)]
pub struct Unheld {
    pub listed: Arc<Listed>,
    pub day: OneDay,
    /// What a form remembers about who is and will be their adviser: [`standing_mark`].
    pub mark: String,
}

/// The longest first.
fn refusals_that_wait(tx: &Tx) -> StoreResult<Vec<EntitlementStep>> {
    let steps: Vec<EntitlementStep> = tx.run(|connection| {
        let proposed = entitlement_steps::table
            .filter(entitlement_steps::act.eq(EntitlementAct::NoProposed.column()))
            .select(entitlement_steps::person_id);
        let whose: Vec<String> = proposed.load(connection)?;
        Ok(entitlement_steps::table
            .filter(among(connection, entitlement_steps::person_id, &whose))
            .order((entitlement_steps::recorded_at, entitlement_steps::id))
            .load(connection)?)
    })?;
    let mut of: HashMap<PersonId, Vec<EntitlementStep>> = HashMap::new();
    for step in &steps {
        of.entry(step.person).or_default().push(step.clone());
    }
    let waits = |step: &EntitlementStep| {
        let theirs = of.get(&step.person).map_or(&[][..], Vec::as_slice);
        proposed_no(theirs, &step.note.entitlement).is_some_and(|waits| waits.id == step.id)
    };
    Ok(steps.iter().filter(|step| waits(step)).cloned().collect())
}

impl ServiceView {
    /// Everybody with everything that was reviewed or challenged.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn reviewing(&self, tx: &Tx, now: Moment) -> StoreResult<(Vec<Arc<Listed>>, Reviewed)> {
        open::log_list(tx, self.user, Role::Manager, Purpose::Review, None, now)?;
        Ok((listed::load(tx, Of::Everyone, now.today)?, reviewed(tx, None)?))
    }

    /// Writes down that a manager looked at the hub in figures.
    ///
    /// # Errors
    /// Any error in writing the access log.
    pub(crate) fn log_hub_figures(&self, tx: &Tx, now: Moment) -> StoreResult<()> {
        open::log_list(tx, self.user, Role::Manager, Purpose::HubContact, None, now)
    }

    /// Opens anyone's record.
    ///
    /// # Errors
    /// `NotFound` for a missing person; any error in writing the access log.
    pub fn open<'t>(
        &self,
        tx: &'t Tx,
        person: PersonId,
        purpose: Purpose,
        now: Moment,
    ) -> StoreResult<Record<'t>> {
        open::open(tx, self.user, Role::Manager, person, purpose, now)
    }

    /// Everyone with everything that figures need, in a handful of queries. Figures are kept and read again, so the look at
    /// them is written down by [`Self::look_at_figures`] or with the list that they stand behind, not here.
    ///
    /// # Errors
    /// `NotFound` for whoever is no manager any more; the database's own.
    pub fn cohort(&self, tx: &Tx, now: Moment) -> StoreResult<Cohort> {
        if tx.viewer(self.user)?.and_then(|viewer| viewer.service()).is_none() {
            return Err(StoreError::NotFound);
        }
        // Read before the people: should something change in between, the version is too old, never too new.
        let version = tx.data_version()?;
        Ok(Cohort { version, people: listed::load(tx, Of::Everyone, now.today)? })
    }

    /// The people behind a figure, by name.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn people(&self, tx: &Tx, ids: &[PersonId], now: Moment) -> StoreResult<Vec<Arc<Listed>>> {
        let detail = Some(format!("{} people", ids.len()));
        open::log_list(tx, self.user, Role::Manager, Purpose::CoverageList, detail, now)?;
        listed::load(tx, Of::These(ids), now.today)
    }

    /// The plans that wait for a signature, the longest first, each with whose it is: one look, logged as a list.
    ///
    /// # Errors
    /// `NotFound` for whoever is no manager any more; any error in writing the access log.
    pub fn plans_to_sign(&self, tx: &Tx, now: Moment) -> StoreResult<Vec<(WaitingPlan, Arc<Listed>)>> {
        open::log_list(tx, self.user, Role::Manager, Purpose::Plan, None, now)?;
        let waiting = plan_signing::waiting(tx)?;
        if waiting.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<PersonId> = waiting.iter().map(|one| one.person).collect();
        let people = listed::load(tx, Of::These(&ids), now.today)?;
        let whose = |plan: WaitingPlan| {
            let listed = people.iter().find(|listed| listed.person.id == plan.person)?;
            Some((plan, Arc::clone(listed)))
        };
        Ok(waiting.into_iter().filter_map(whose).collect())
    }

    /// Whose plans wait for a signature, the longest first: an order that is shown as a number, and nobody's name.
    ///
    /// # Errors
    /// `NotFound` for whoever is no manager any more; any database error.
    pub fn order_to_sign(&self, tx: &Tx) -> StoreResult<Vec<PersonId>> {
        if tx.viewer(self.user)?.and_then(|viewer| viewer.service()).is_none() {
            return Err(StoreError::NotFound);
        }
        Ok(plan_signing::waiting(tx)?.into_iter().map(|one| one.person).collect())
    }

    /// The refusals that wait for a second person, the longest first, each with whose it is: one look, logged as a list.
    ///
    /// # Errors
    /// `NotFound` for whoever is no manager any more; any error in writing the access log.
    pub fn proposed_refusals(
        &self,
        tx: &Tx,
        now: Moment,
    ) -> StoreResult<Vec<(EntitlementStep, Arc<Listed>)>> {
        open::log_list(tx, self.user, Role::Manager, Purpose::Entitlements, None, now)?;
        let steps = refusals_that_wait(tx)?;
        let ids: Vec<PersonId> = steps.iter().map(|step| step.person).collect();
        let people = if ids.is_empty() { Vec::new() } else { listed::load(tx, Of::These(&ids), now.today)? };
        let whose = |step: EntitlementStep| {
            let listed = people.iter().find(|listed| listed.person.id == step.person)?;
            Some((step, Arc::clone(listed)))
        };
        Ok(steps.into_iter().filter_map(whose).collect())
    }

    /// How many refusals wait for a second person: a number, and nobody's name.
    ///
    /// # Errors
    /// Any database error.
    pub fn refusals_waiting(&self, tx: &Tx) -> StoreResult<usize> {
        Ok(refusals_that_wait(tx)?.len())
    }

    /// Whose record holds a refusal that waits; the record is opened next, which is what is logged.
    ///
    /// # Errors
    /// `NotFound` where it does not wait any more; any database error.
    pub fn whose_refusal(&self, tx: &Tx, id: EntitlementStepId) -> StoreResult<PersonId> {
        let waiting = refusals_that_wait(tx)?;
        waiting.iter().find(|step| step.id == id).map(|step| step.person).ok_or(StoreError::NotFound)
    }

    /// Writes a look at figures down, whether they are worked out for it or were kept.
    ///
    /// # Errors
    /// Any error in writing the access log.
    pub fn look_at_figures(&self, tx: &Tx, now: Moment) -> StoreResult<()> {
        open::log_list(tx, self.user, Role::Manager, Purpose::Coverage, None, now)
    }

    /// Writes a look at a list of people down whose facts were read for it.
    ///
    /// # Errors
    /// Any error in writing the access log.
    pub fn look_at_list(&self, tx: &Tx, people: usize, now: Moment) -> StoreResult<()> {
        let detail = Some(format!("{people} people"));
        open::log_list(tx, self.user, Role::Manager, Purpose::CoverageList, detail, now)
    }

    /// Those with an account whom no adviser has today, with what their day is made of. Nothing is logged: whoever shows it says
    /// how many people it is about with [`Self::look_at_list`].
    ///
    /// # Errors
    /// `NotFound` for whoever is no manager any more; the database's own.
    pub fn without_anybody(&self, tx: &Tx, now: Moment) -> StoreResult<Vec<Unheld>> {
        if tx.viewer(self.user)?.and_then(|viewer| viewer.service()).is_none() {
            return Err(StoreError::NotFound);
        }
        let with_account: Vec<Option<PersonId>> = tx.run(|connection| {
            Ok(users::table
                .filter(users::role.eq(Role::YoungPerson.column()))
                .filter(users::person_id.is_not_null())
                .filter(lives!(users::person_id))
                .select(users::person_id)
                .load(connection)?)
        })?;
        let with_account: Vec<PersonId> = with_account.into_iter().flatten().collect();
        let keys: Vec<String> = with_account.iter().map(|id| id.column()).collect();
        let had = had_by_somebody(tx, now.today, &keys)?;
        let ids: Vec<PersonId> = with_account.into_iter().filter(|id| !had.contains(id)).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let days = day_of::load(tx, &ids, now.today)?;
        let keys: Vec<String> = ids.iter().map(|id| id.column()).collect();
        let given: Vec<Allocation> = tx.run(|connection| {
            Ok(allocations::table
                .filter(among(connection, allocations::person_id, &keys))
                .load(connection)?)
        })?;
        let unheld = |listed: Arc<Listed>| {
            let person = listed.person.id;
            let theirs = given.iter().filter(|one| one.person == person);
            let mark = standing_mark(theirs, Part::Adviser, now.today);
            Unheld { day: days.of(person).clone(), mark, listed }
        };
        Ok(listed::load(tx, Of::These(&ids), now.today)?.into_iter().map(unheld).collect())
    }

    /// Who asked since then for records that are not theirs, and what for; the look is written down.
    ///
    /// # Errors
    /// The database's own; any error in writing the access log.
    pub fn refused_since(
        &self,
        tx: &Tx,
        since: DateTime<Utc>,
        most: i64,
        now: Moment,
    ) -> StoreResult<Vec<(UserId, Purpose)>> {
        open::log_list(tx, self.user, Role::Manager, Purpose::Watch, None, now)?;
        access_log::refused_since(tx, since, most)
    }

    /// Who goes by these numbers of the return, for a page about an import. The look is written down, whether anybody does or
    /// not.
    ///
    /// # Errors
    /// The database's own; any error in writing the access log.
    pub fn numbered(&self, tx: &Tx, numbers: &[String], now: Moment) -> StoreResult<Vec<Numbered>> {
        self.numbered_or_known(tx, numbers, &[], now)
    }

    /// The same, and those people of whom the page knows already who they are.
    ///
    /// # Errors
    /// As [`Self::numbered`].
    pub fn numbered_or_known(
        &self,
        tx: &Tx,
        numbers: &[String],
        known: &[PersonId],
        now: Moment,
    ) -> StoreResult<Vec<Numbered>> {
        let detail = Some(format!("{} people of an import", numbers.len() + known.len()));
        open::log_list(tx, self.user, Role::Manager, Purpose::ImportRun, detail, now)?;
        let ids: Vec<String> = known.iter().map(PersonId::column).collect();
        let these = persons::child.eq_any(numbers).or(persons::id.eq_any(ids).nullable());
        let people: Vec<Person> = tx.run(|connection| {
            Ok(persons::table.filter(these).filter(persons::id.ne_all(on_their_way())).load(connection)?)
        })?;
        Ok(people
            .into_iter()
            .filter_map(|person| Some(Numbered { number: person.identity.child.clone()?, person }))
            .collect())
    }

    /// Everyone with whoever is or will be their adviser, by name, in two queries. `letters`: what the viewer looks for
    /// among them, which is written down as a search is; empty where they look for nobody.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn assigned(&self, tx: &Tx, letters: &str, now: Moment) -> StoreResult<Vec<Assigned>> {
        let letters: String = search_form(letters).chars().take(100).collect();
        let (purpose, detail) =
            if letters.is_empty() { (Purpose::Allocation, None) } else { (Purpose::Search, Some(letters)) };
        open::log_list(tx, self.user, Role::Manager, purpose, detail, now)?;
        assigned::load(tx, now.today)
    }

    /// The ones whose name contains this text.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn search(&self, tx: &Tx, letters: &str, now: Moment) -> StoreResult<Vec<Found>> {
        search::among(tx, self.user, Role::Manager, None, letters, now)
    }

    /// The teams, by name.
    ///
    /// # Errors
    /// Any database error.
    pub fn teams(&self, tx: &Tx) -> StoreResult<Vec<Team>> {
        tx.run(|connection| Ok(teams::table.order((teams::name, teams::id)).load(connection)?))
    }

    /// The newest records that were opened from outside; the look at the list is written down.
    ///
    /// # Errors
    /// The database's own; any error in writing the access log.
    pub fn openings(&self, tx: &Tx, most: i64, now: Moment) -> StoreResult<Vec<OpenedFromOutside>> {
        open::log_list(tx, self.user, Role::Manager, Purpose::Openings, None, now)?;
        self.newest_openings(tx, most)
    }

    /// The same, to be counted in a look that is written down already.
    ///
    /// # Errors
    /// The database's own.
    pub fn newest_openings(&self, tx: &Tx, most: i64) -> StoreResult<Vec<OpenedFromOutside>> {
        tx.run(|connection| {
            let openings: Vec<BreakGlass> =
                break_glass::table.order(break_glass::opened_at.desc()).limit(most).load(connection)?;
            let mut shown = Vec::with_capacity(openings.len());
            let whose: Vec<String> = openings.iter().map(|opening| opening.person.column()).collect();
            let who: Vec<String> = openings.iter().map(|opening| opening.user.column()).collect();
            let people: Vec<Person> = persons::table.filter(persons::id.eq_any(whose)).load(connection)?;
            let staff: Vec<(UserId, String)> = users::table
                .filter(users::id.eq_any(who))
                .select((users::id, users::display_name))
                .load(connection)?;
            for opening in openings {
                let person = people.iter().find(|person| person.id == opening.person);
                let user = staff.iter().find(|(id, _)| *id == opening.user);
                shown.push(OpenedFromOutside {
                    person_name: person.map(|person| person.identity.listed_name()).unwrap_or_default(),
                    user_name: user.map(|(_, name)| name.clone()).unwrap_or_default(),
                    opening,
                });
            }
            Ok(shown)
        })
    }

    /// Records that a manager has seen such an opening.
    ///
    /// # Errors
    /// `NotFound` when there is none or somebody already has.
    pub fn saw_opening(&self, tx: &Tx, opening: BreakGlassId, now: Moment) -> StoreResult<()> {
        let changed = tx.run(|connection| {
            Ok(diesel::update(
                break_glass::table
                    .filter(break_glass::id.eq(opening.column()))
                    .filter(break_glass::seen_at.is_null()),
            )
            .set((
                break_glass::seen_at.eq(Some(now.at.column())),
                break_glass::seen_by.eq(Some(self.user.column())),
            ))
            .execute(connection)?)
        })?;
        if changed != 1 {
            return Err(StoreError::NotFound);
        }
        let id = opening.to_string();
        let deed =
            Deed { by: Some(self.user), what: "break_glass.seen", subject: Some(&id), ..Deed::default() };
        tx.note_deed(&deed, now.at)
    }
}

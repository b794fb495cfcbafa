//! What was decided in place of the rule's answers, of everybody, for a manager.

use std::sync::Arc;

use diesel::prelude::*;
use onward_domain::{
    access::Purpose,
    id::{OverrideId, PersonId},
    moment::Moment,
    overrides::Override,
    role::Role,
};

use super::{
    Listed, ServiceView,
    listed::{self, Of},
    open,
};
use crate::{
    Tx,
    error::{StoreError, StoreResult},
    schema::records::entitlement_overrides,
    types::Column as _,
};

impl ServiceView {
    /// Those that wait and those that hold, the oldest first, each with whose it is: one look, logged as a list.
    ///
    /// # Errors
    /// `NotFound` for whoever is no manager any more; any error in writing the access log.
    pub fn overrides(&self, tx: &Tx, now: Moment) -> StoreResult<Vec<(Override, Arc<Listed>)>> {
        open::log_list(tx, self.user, Role::Manager, Purpose::Entitlements, None, now)?;
        let mut all = not_ended(tx)?;
        all.retain(|one| one.waits() || one.holds_on(now.today));
        let ids: Vec<PersonId> = all.iter().map(|one| one.person).collect();
        let people = if ids.is_empty() { Vec::new() } else { listed::load(tx, Of::These(&ids), now.today)? };
        let whose = |one: Override| {
            let listed = people.iter().find(|listed| listed.person.id == one.person)?;
            Some((one, Arc::clone(listed)))
        };
        Ok(all.into_iter().filter_map(whose).collect())
    }

    /// How many wait for a second person: a number, and nobody's name.
    ///
    /// # Errors
    /// The database's own.
    pub fn overrides_waiting(&self, tx: &Tx) -> StoreResult<usize> {
        Ok(not_ended(tx)?.iter().filter(|one| one.waits()).count())
    }

    /// Whose record holds one, and which entitlement it is about; the record is opened next, which is what is logged.
    ///
    /// # Errors
    /// `NotFound` for none; the database's own.
    pub fn override_of(&self, tx: &Tx, id: OverrideId) -> StoreResult<(PersonId, String)> {
        let found: Option<(PersonId, String)> = tx.run(|connection| {
            Ok(entitlement_overrides::table
                .find(id.column())
                .select((entitlement_overrides::person_id, entitlement_overrides::entitlement))
                .first(connection)
                .optional()?)
        })?;
        found.ok_or(StoreError::NotFound)
    }
}

fn not_ended(tx: &Tx) -> StoreResult<Vec<Override>> {
    tx.run(|connection| {
        Ok(entitlement_overrides::table
            .filter(entitlement_overrides::ended_at.is_null())
            .order((entitlement_overrides::asked_at, entitlement_overrides::id))
            .load(connection)?)
    })
}

//! What young people did themselves since a moment, for whoever works with them: that it was done, and never what it says.

use diesel::prelude::*;
use onward_domain::id::PersonId;

use crate::{
    Tx,
    dialect::among,
    error::StoreResult,
    schema::{people::users, trail::audit_trail},
    scope::WithCovered,
    types::{Column as _, Instant},
};

/// Deeds of a young person's own that are for their adviser's eyes. What they keep for themselves is not among them.
const FOR_AN_ADVISER: [&str; 12] = [
    "message.sent",
    "plan.said",
    "document.added",
    "entitlement.recorded",
    "rectification.said",
    "appointment.asked",
    "appointment.agreed",
    "appointment.moved",
    "appointment.cancelled",
    "support.wanted",
    "support.not_now",
    "life_person.taken_back",
];

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneByThem {
    pub person: PersonId,
    /// The word of the audit trail.
    pub what: String,
    pub at: Instant,
}

impl WithCovered {
    /// What these people did themselves since then, the newest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn done_by_them(&self, tx: &Tx, since: Instant) -> StoreResult<Vec<DoneByThem>> {
        let ids: Vec<String> = self.ids.iter().map(|id| id.column()).collect();
        let rows: Vec<(Option<PersonId>, String, Instant)> = tx.run(|connection| {
            Ok(audit_trail::table
                .inner_join(users::table.on(audit_trail::user_id.eq(users::id.nullable())))
                .filter(among(connection, users::person_id, &ids))
                .filter(audit_trail::at.ge(since.column()))
                .filter(audit_trail::what.eq_any(FOR_AN_ADVISER))
                .order(audit_trail::seq.desc())
                .select((audit_trail::person_id, audit_trail::what, audit_trail::at))
                .load(connection)?)
        })?;
        let done = |(person, what, at): (Option<PersonId>, String, Instant)| {
            Some(DoneByThem { person: person?, what, at })
        };
        Ok(rows.into_iter().filter_map(done).collect())
    }
}

//! Whether each signed plan still says what was signed: its own number, and the one in the audit trail.

use std::collections::HashMap;

use diesel::prelude::*;
use onward_domain::pathway::Snapshot;

use crate::{
    Tx,
    error::StoreResult,
    repo::plan_signing::hash_of,
    schema::{pathway::plan_snapshots, trail::audit_trail},
};

/// Plans that don't say what was signed, as lines for whoever checks.
///
/// # Errors
/// The database can't be read.
pub(super) fn changed(tx: &Tx) -> StoreResult<Vec<String>> {
    let rows: Vec<Snapshot> =
        tx.run(|connection| Ok(plan_snapshots::table.order(plan_snapshots::plan_id).load(connection)?))?;
    let noted: Vec<(Option<String>, Option<String>)> = tx.run(|connection| {
        Ok(audit_trail::table
            .filter(audit_trail::what.eq("plan.signed"))
            .select((audit_trail::subject, audit_trail::detail))
            .load(connection)?)
    })?;
    let mut noted: HashMap<String, Option<String>> =
        noted.into_iter().filter_map(|(subject, detail)| Some((subject?, detail))).collect();
    let mut lines = Vec::new();
    for row in rows {
        let id = row.plan.to_string();
        let signed = noted.remove(&id).flatten();
        if hash_of(&row.says) != row.hash || signed.as_ref() != Some(&row.hash) {
            lines.push(format!("{id}: its text is not what was signed"));
        }
    }
    let mut gone: Vec<String> = noted.into_keys().collect();
    gone.sort();
    lines.extend(gone.into_iter().map(|id| format!("{id} was signed, and its text is missing")));
    Ok(lines)
}

//! Whether each record that was opened from outside still says what it said: the audit trail keeps what it came to.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use onward_domain::access::BreakGlass;

use crate::{
    Tx,
    chain::moment,
    error::StoreResult,
    schema::trail::{audit_trail, break_glass},
    scope::opening_seal,
};

/// Openings that are not as they were written, as lines for whoever checks.
///
/// # Errors
/// The database can't be read.
pub(super) fn changed(tx: &Tx) -> StoreResult<Vec<String>> {
    let began = noted(tx, "break_glass.opened")?;
    let ended = noted(tx, "break_glass.ended")?;
    let rows: Vec<BreakGlass> =
        tx.run(|connection| Ok(break_glass::table.order(break_glass::opened_at).load(connection)?))?;
    let mut lines = Vec::new();
    let mut there = HashSet::new();
    for opening in &rows {
        let id = opening.id.to_string();
        match began.get(&id) {
            None => lines.push(format!("{id} is none that was written down")),
            Some(Some(seal)) if *seal != opening_seal(opening) => {
                lines.push(format!("{id}: who, whose, why or when is not as it was written"));
            }
            // Before openings were sealed nobody wrote down what they said, nor when they were ended.
            Some(seal) => {
                let end = opening.ended_at.map(moment);
                if seal.is_some() && end != ended.get(&id).cloned().flatten() {
                    lines.push(format!("{id}: when it was ended is not as it was written"));
                }
            }
        }
        there.insert(id);
    }
    let mut gone: Vec<&String> = began.keys().filter(|id| !there.contains(*id)).collect();
    gone.sort();
    lines.extend(gone.into_iter().map(|id| format!("{id} is missing")));
    Ok(lines)
}

/// What the audit trail keeps of each opening.
fn noted(tx: &Tx, what: &str) -> StoreResult<HashMap<String, Option<String>>> {
    let rows: Vec<(Option<String>, Option<String>)> = tx.run(|connection| {
        Ok(audit_trail::table
            .filter(audit_trail::what.eq(what))
            .select((audit_trail::subject, audit_trail::detail))
            .load(connection)?)
    })?;
    Ok(rows.into_iter().filter_map(|(subject, detail)| Some((subject?, detail))).collect())
}

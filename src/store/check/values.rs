//! Whether every row can be read: one that holds what this version can't read is named, so that somebody can put it right.

use diesel::prelude::*;
use onward_domain::{
    access::BreakGlass,
    allocation::{Allocation, Team},
    care::{Circumstance, Course, Episode, LifeEvent},
    contact::Contact,
    entitlement::EntitlementStep,
    living::{Activity, Home},
    note::Note,
    person::Person,
    plan::{Plan, Step},
};

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    rows::users::User,
    schema::{
        people::{persons, teams, users},
        records::{
            activities, allocations, care_episodes, circumstances, contacts, courses, entitlement_steps,
            homes, life_events, notes, plan_steps, plans,
        },
        trail::break_glass,
    },
};

/// Tries a table as a whole, and row by row only where that fails.
macro_rules! unreadable {
    ($tx:expr, $lines:expr; $($table:ident: $row:ty),+ $(,)?) => {$(
        let whole: StoreResult<()> =
            $tx.run(|connection| Ok($table::table.load::<$row>(connection).map(drop)?));
        match whole {
            Ok(()) => {}
            Err(StoreError::Unreadable(_)) => {
                let ids: Vec<String> = $tx.run(|connection| {
                    Ok($table::table.select($table::id).order($table::id).load(connection)?)
                })?;
                for id in ids {
                    let one: StoreResult<()> = $tx.run(|connection| {
                        Ok($table::table.filter($table::id.eq(&id)).first::<$row>(connection).map(drop)?)
                    });
                    if let Err(StoreError::Unreadable(why)) = one {
                        $lines.push(format!("{}: row {id} holds what can't be read: {why}", stringify!($table)));
                    }
                }
            }
            Err(other) => return Err(other),
        }
    )+};
}

/// Rows that can't be read, as lines for whoever checks.
///
/// # Errors
/// The database can't be read at all.
pub(super) fn unreadable(tx: &Tx) -> StoreResult<Vec<String>> {
    let mut lines = Vec::new();
    unreadable!(
        tx, lines;
        persons: Person,
        teams: Team,
        users: User,
        allocations: Allocation,
        care_episodes: Episode,
        life_events: LifeEvent,
        circumstances: Circumstance,
        courses: Course,
        contacts: Contact,
        notes: Note,
        homes: Home,
        activities: Activity,
        plans: Plan,
        plan_steps: Step,
        entitlement_steps: EntitlementStep,
        break_glass: BreakGlass,
    );
    Ok(lines)
}

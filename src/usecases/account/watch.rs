//! New ways into accounts: their owner is told at each sign-in of the next week, and a manager on their first page.

use chrono::{DateTime, Utc};
use onward_domain::{account::WayMade, id::UserId, role::Role};
use onward_store::{StoreResult, Tx};
use serde::{Deserialize, Serialize};

use super::second_person::needs_two;

/// A new way into one's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewWay {
    /// Who made it; none: whoever runs the server.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was used; none: it was not.
    pub used_at: Option<DateTime<Utc>>,
}

/// The new ways into somebody's account of the last week, the latest first.
///
/// # Errors
/// The database's own.
pub fn new_ways(tx: &Tx, user: UserId, now: DateTime<Utc>) -> StoreResult<Vec<NewWay>> {
    let mut ways = tx.accounts().new_ways_of(&[user])?;
    ways.retain(|way| now - way.used_at.unwrap_or(way.made_at) < WayMade::TOLD);
    let names = tx.users().names(ways.iter().filter_map(|way| way.made_by))?;
    let told = |way: WayMade| NewWay {
        by: way.made_by.and_then(|by| names.get(&by).cloned()),
        at: way.made_at,
        used_at: way.used_at,
    };
    Ok(ways.into_iter().map(told).collect())
}

/// What waits to be looked at by whoever has a say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct HeadsUp {
    /// Openings from outside that no manager has seen.
    pub openings: usize,
    /// New ways into accounts that no manager has seen.
    pub ways: usize,
    /// Changes of accounts that wait for a second person, asked by others.
    pub waiting: usize,
}

/// What waits for this user; nothing for whoever is neither manager nor administrator.
///
/// # Errors
/// The database's own.
pub fn heads_up(tx: &Tx, user: UserId, role: Role) -> StoreResult<HeadsUp> {
    if !needs_two(role) {
        return Ok(HeadsUp::default());
    }
    let changes = tx.accounts().waiting_changes()?;
    let waiting = changes.iter().filter(|change| change.asked_by != user && change.user != user).count();
    if role != Role::Manager {
        return Ok(HeadsUp { waiting, ..HeadsUp::default() });
    }
    let count = |number: i64| usize::try_from(number).unwrap_or(0);
    Ok(HeadsUp {
        openings: count(tx.unseen_openings()?),
        ways: count(tx.accounts().unseen_new_ways()?),
        waiting,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::{
        accept_invitation::{accept, check_code},
        invite::{invite_staff, staff_code},
        secrets::Keys,
        testing::{colleague, noon, staff},
    };
    use chrono::TimeDelta;
    use onward_store::on_both;

    on_both!(priya_is_told_for_a_week_who_made_a_new_way_in_and_a_manager_until_they_have_seen_it => |store| {
        let (rowan, dawn) = (colleague(store, Role::Administrator, "Rowan Ellis"), colleague(store, Role::Manager, "Dawn"));
        let priya = staff(store, "priya@example.org", "purple tractor gravel");
        let told = |at: DateTime<Utc>| store.read(|tx| new_ways(tx, priya, at)).unwrap();
        let keys = || Keys::from_secret("tests");
        let make = |again: bool| {
            let (code, used) = (staff_code(), noon());
            store.write(move |tx| {
                invite_staff(tx, &keys(), priya, &code, (Some(rowan), again), used)?;
                let ticket = check_code(tx, &keys(), &code, None, used)?.unwrap();
                accept(tx, &ticket, None, "$argon2id$new", &code, used).map(drop)
            }).unwrap();
        };
        make(false);
        assert!(told(noon()).is_empty(), "her first way in is no new one");
        make(true);
        let ways = told(noon() + TimeDelta::days(6));
        assert_eq!(ways, [NewWay { by: Some("Rowan Ellis".into()), at: noon(), used_at: Some(noon()) }]);
        assert!(told(noon() + TimeDelta::days(7)).is_empty());

        let ahead = |user, role| store.read(|tx| heads_up(tx, user, role)).unwrap();
        assert_eq!(ahead(dawn, Role::Manager).ways, 1);
        assert_eq!(ahead(priya, Role::Adviser), HeadsUp::default());
        let way = store.read(|tx| tx.accounts().new_ways_of(&[priya])).unwrap()[0].id;
        store.write(move |tx| tx.accounts().saw_new_way(way, dawn, noon())).unwrap();
        assert_eq!(ahead(dawn, Role::Manager).ways, 0);
        assert!(store.write(move |tx| tx.accounts().saw_new_way(way, dawn, noon())).is_err(), "seen once");
    });
}

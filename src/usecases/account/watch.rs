//! New ways into accounts: their owner is told at each sign-in of the next week, and a manager on their first page.

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    account::WayMade,
    id::{DirectoryEntryId, PersonId, UserId},
    moment::Moment,
    role::Role,
};
use onward_store::{StoreResult, Tx, repo::directory::ToCheck};
use serde::{Deserialize, Serialize};

use super::{ask_for_reset::asked_lately, second_person::needs_two};

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

/// Somebody who asked for a new way in and was given none yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asking {
    /// The record of a young person; none: a colleague.
    pub person: Option<PersonId>,
    /// The name that others see.
    pub name: String,
}

/// So many entries of the directory stand on a first page; the rest are counted.
const ENTRIES: usize = 5;

/// An entry of the directory that is to be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryDue {
    pub id: DirectoryEntryId,
    pub name: String,
    /// Since when its check is past.
    pub past: Option<NaiveDate>,
    /// So many readers say that something is wrong.
    pub flags: usize,
    /// Nobody who is still at work owns it.
    pub nobodys: bool,
}

/// What waits to be looked at by whoever has a say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct HeadsUp {
    /// Openings from outside that no manager has seen.
    pub openings: usize,
    /// New ways into accounts that no manager has seen.
    pub ways: usize,
    /// Changes of accounts that wait for a second person, asked by others.
    pub waiting: usize,
    /// Who asked for a new way in: an adviser's own people, young people without an adviser for a manager, colleagues for an
    /// administrator. Looked up on the page on which they start.
    pub asking: Vec<Asking>,
    /// Entries of the directory that are theirs and past their check, or that a reader says are wrong; for a manager also those that
    /// nobody owns any more. Looked up there too.
    pub entries: Vec<EntryDue>,
    /// So many more of them.
    pub more_entries: usize,
    /// So many services of other directories name the Data Protection Act 1998; for an administrator. Looked up there too.
    pub old_law: usize,
    /// Questions of readers that wait for a manager's answer. Looked up there too.
    pub questions: usize,
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
        ..HeadsUp::default()
    })
}

/// With what waits for somebody in the directory: their own entries, and for a manager what people could not find.
///
/// # Errors
/// The database's own.
pub fn in_the_directory(tx: &Tx, user: UserId, now: Moment, mut heads_up: HeadsUp) -> StoreResult<HeadsUp> {
    let Some(viewer) = tx.viewer(user)? else { return Ok(heads_up) };
    if viewer.role() == Role::Administrator {
        heads_up.old_law = tx.directory().naming_old_law()?.len();
    }
    let Some(desk) = viewer.directory() else { return Ok(heads_up) };
    if desk.manages() {
        heads_up.questions = desk.questions_waiting(tx)?;
    }
    let all = desk.to_check(tx, now)?;
    heads_up.more_entries = all.len().saturating_sub(ENTRIES);
    let due = |one: ToCheck| EntryDue {
        id: one.id,
        name: one.name,
        past: one.stale.then_some(one.check_by),
        flags: one.flags,
        nobodys: one.nobodys,
    };
    heads_up.entries = all.into_iter().take(ENTRIES).map(due).collect();
    Ok(heads_up)
}

/// Who asked for a new way in within a week, was given no code since, and is this user's to help.
///
/// # Errors
/// The database's own.
pub fn asking(tx: &Tx, me: UserId, role: Role, now: Moment) -> StoreResult<Vec<Asking>> {
    let mut asking = Vec::new();
    for (user, at) in asked_lately(tx, now.at)? {
        let Some(user) = tx.users().find(user)?.filter(|user| user.disabled_at.is_none()) else { continue };
        let helped = tx.accounts().latest_invitation(user.id)?.is_some_and(|code| code.made_at > at);
        let mine = match (role, user.person) {
            (Role::Adviser, Some(person)) => tx.adviser_of(person, now.today)? == Some(me),
            (Role::Manager, Some(person)) => tx.adviser_of(person, now.today)?.is_none(),
            (Role::Administrator, None) => user.id != me,
            _ => false,
        };
        if mine && !helped {
            asking.push(Asking { person: user.person, name: user.display_name });
        }
    }
    Ok(asking)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::{
        accept_invitation::{accept, check_code},
        ask_for_reset::ask_for_reset,
        invite::{invite_staff, staff_code},
        secrets::Keys,
        testing::{colleague, noon, noon_moment, staff, young},
    };
    use chrono::TimeDelta;
    use onward_store::{
        on_both,
        repo::{accounts::NewCredential, users::NewUser},
    };

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

    on_both!(whoever_can_help_is_told_that_somebody_asked_for_a_new_way_in_until_they_made_a_code => |store| {
        let (priya, person) = young(store);
        let (dawn, rowan) = (colleague(store, Role::Manager, "Dawn"), colleague(store, Role::Administrator, "Rowan"));
        let jay = store.write(move |tx| {
            let new = NewUser { role: Role::YoungPerson, display_name: "Jay".into(), person: Some(person), team: None, phone: None };
            let user = tx.users().add(&new, noon())?;
            let credential = NewCredential { user, sign_in_name: "jay".into(), passphrase_hash: "a hash".into(), totp_secret: None, recovery_code_hashes: Vec::new() };
            tx.accounts().set_credential(&credential, noon())?;
            ask_for_reset(tx, "jay", noon())?;
            Ok(user)
        }).unwrap();
        let told = |user, role| store.read(|tx| asking(tx, user, role, noon_moment())).unwrap().len();
        assert_eq!((told(priya, Role::Adviser), told(dawn, Role::Manager), told(rowan, Role::Administrator)), (1, 0, 0));
        let late = noon() + TimeDelta::minutes(5);
        store.write(move |tx| invite_staff(tx, &Keys::from_secret("tests"), jay, "ABCDEFGHJK", (Some(priya), true), late)).unwrap();
        assert_eq!(told(priya, Role::Adviser), 0, "she has made a code");
    });
}

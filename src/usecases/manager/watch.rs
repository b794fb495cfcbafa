//! A manager sees what is unusual: new ways into accounts, sign-ins refused, limits spent, and colleagues who ask often for
//! records that are not theirs. It is a reason to ask somebody, and proves nothing.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::{
    access::Purpose,
    account::WayMade,
    id::{InvitationId, PersonId, UserId},
};
use onward_store::{
    StoreResult,
    repo::audit::{Deed, Done},
    rows::users::User,
    scope::ServiceView,
};

use crate::usecases::ask::Ask;

/// How far back new ways in are listed, and openings of one record counted.
const WAYS: TimeDelta = TimeDelta::days(30);
/// How far back everything else is counted.
const COUNTED: TimeDelta = TimeDelta::days(7);
/// So many rows are looked through at most; with more, the counts are a floor.
const MOST: i64 = 20_000;
/// The newest openings that are looked through.
const OPENINGS: i64 = 1_000;
/// From so many wrong passphrases or codes on, an account is listed.
pub const MANY_WRONG: usize = 5;
/// From so many openings, searches or refusals on, a colleague is listed.
pub const MANY_LOOKS: usize = 5;
/// From so many openings of one record on, whoever opened it is listed: a neighbour or an ex is looked up again and again.
pub const MANY_OF_ONE: usize = 3;
/// What is read of the audit trail.
const READ: [&str; 4] =
    ["account.passphrase_wrong", "account.code_wrong", "account.limit_spent", "invitation.refused"];

/// What is unusual.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unusual {
    /// New ways into accounts, the latest first.
    pub ways: Vec<WaySeen>,
    /// Accounts with many wrong passphrases, codes or dates of birth, the most first.
    pub accounts: Vec<Tried>,
    /// Wrong passphrases with names that nobody has.
    pub unknown_names: usize,
    /// Limits that were spent without an account being known: codes of invitations, names that nobody has.
    pub spent: usize,
    /// Colleagues who opened, sought or asked for much that is not theirs, the most first.
    pub colleagues: Vec<Looked>,
}

/// A new way into an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaySeen {
    /// The way.
    pub way: WayMade,
    /// Whose account.
    pub whose: String,
    /// Who made it; none: whoever runs the server.
    pub made_by: Option<String>,
}

/// An account at which somebody tried often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Whose.
    pub whose: String,
    /// Wrong passphrases, codes and dates of birth.
    pub wrong: usize,
    /// How often its tries were used up.
    pub spent: usize,
    /// When last.
    pub last: DateTime<Utc>,
}

/// What a colleague looked for that is not theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looked {
    /// Who.
    pub who: String,
    /// Records opened with a reason.
    pub opened: usize,
    /// Searches for somebody outside their own people.
    pub sought: usize,
    /// Records asked for that were not theirs.
    pub refused: usize,
    /// Somebody whom they opened has their own family name.
    pub same_name: bool,
    /// How often they opened one and the same record in the last 30 days, where that is often; otherwise nothing.
    pub same_record: usize,
}

/// What is unusual in the last days. The look is written down.
///
/// # Errors
/// The store's.
pub fn see_unusual(ask: &Ask<'_, ServiceView>) -> StoreResult<Unusual> {
    let now = ask.now.at;
    let refused = ask.scope.refused_since(ask.tx, now - COUNTED, MOST, ask.now)?;
    let users: HashMap<UserId, User> =
        ask.tx.users().all()?.into_iter().map(|user| (user.id, user)).collect();
    let name = |user: UserId| users.get(&user).map(|user| user.display_name.clone());
    let ways = ask.tx.accounts().new_ways_since(now - WAYS)?.into_iter().map(|way| WaySeen {
        whose: name(way.user).unwrap_or_default(),
        made_by: way.made_by.and_then(name),
        way,
    });
    let ways = ways.collect();
    let deeds = ask.tx.deeds_since(now - COUNTED, &READ, MOST)?;
    let (accounts, unknown_names, spent) = tried(&deeds, &users);
    Ok(Unusual { ways, accounts, unknown_names, spent, colleagues: looked(ask, &refused, &users)? })
}

/// A manager says that they have seen a new way in, once for each sending of the form.
///
/// # Errors
/// `NotFound` where it was seen already; the store's.
pub fn saw_way(ask: &Ask<'_, ServiceView>, way: InvitationId, key: &str) -> StoreResult<()> {
    let (tx, at) = (ask.tx, ask.now.at);
    let seen = || {
        tx.accounts().saw_new_way(way, ask.me, at)?;
        let id = way.to_string();
        tx.note_deed(
            &Deed { by: Some(ask.me), what: "way_in.seen", subject: Some(&id), ..Deed::default() },
            at,
        )?;
        Ok(String::new())
    };
    tx.once(ask.me, key, "way_in.seen", at, seen).map(drop)
}

/// Accounts with many wrong tries; wrong tries with names that nobody has; limits spent without an account.
fn tried(deeds: &[Done], users: &HashMap<UserId, User>) -> (Vec<Tried>, usize, usize) {
    let (mut of, mut unknown, mut spent_unknown) = (BTreeMap::<UserId, Tried>::new(), 0, 0);
    for deed in deeds {
        let whose = deed.subject.as_deref().and_then(|subject| subject.parse::<UserId>().ok());
        let spent = deed.what == "account.limit_spent";
        let Some(user) = whose.and_then(|user| users.get(&user)) else {
            if spent {
                spent_unknown += 1
            } else {
                unknown += 1
            }
            continue;
        };
        let one = of.entry(user.id).or_insert_with(|| Tried {
            whose: user.display_name.clone(),
            wrong: 0,
            spent: 0,
            last: deed.at,
        });
        if spent {
            one.spent += 1
        } else {
            one.wrong += 1
        }
        one.last = one.last.max(deed.at);
    }
    let mut accounts: Vec<Tried> =
        of.into_values().filter(|one| one.spent > 0 || one.wrong >= MANY_WRONG).collect();
    accounts.sort_by_key(|one| std::cmp::Reverse((one.spent, one.wrong)));
    (accounts, unknown, spent_unknown)
}

fn looked(
    ask: &Ask<'_, ServiceView>,
    refused: &[(UserId, Purpose)],
    users: &HashMap<UserId, User>,
) -> StoreResult<Vec<Looked>> {
    let mut of = BTreeMap::<UserId, Looked>::new();
    for (user, purpose) in refused {
        let one = of.entry(*user).or_default();
        if *purpose == Purpose::Search { one.sought += 1 } else { one.refused += 1 }
    }
    let (since, long_since) = (ask.now.at - COUNTED, ask.now.at - WAYS);
    let mut times = BTreeMap::<(UserId, PersonId), usize>::new();
    for opened in ask.scope.newest_openings(ask.tx, OPENINGS)? {
        if opened.opening.opened_at >= long_since {
            *times.entry((opened.opening.user, opened.opening.person)).or_default() += 1;
        }
        if opened.opening.opened_at < since {
            continue;
        }
        let one = of.entry(opened.opening.user).or_default();
        one.opened += 1;
        one.same_name |= family(&opened.user_name) == family(&opened.person_name);
    }
    for ((user, _), times) in times.into_iter().filter(|(_, times)| *times >= MANY_OF_ONE) {
        let one = of.entry(user).or_default();
        one.same_record = one.same_record.max(times);
    }
    let mut found: Vec<Looked> = of
        .into_iter()
        .filter(|(_, one)| {
            let often = one.same_record > 0;
            one.same_name || often || one.opened + one.sought >= MANY_LOOKS || one.refused >= MANY_LOOKS
        })
        .filter_map(|(user, one)| {
            let who = users.get(&user).filter(|user| user.role.is_staff())?.display_name.clone();
            Some(Looked { who, ..one })
        })
        .collect();
    found.sort_by_key(|one| {
        std::cmp::Reverse((one.same_name, one.same_record, one.opened, one.sought + one.refused))
    });
    Ok(found)
}

/// The last word of a name, as one compares it.
fn family(name: &str) -> String {
    name.split_whitespace().next_back().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::{
        open_with_reason::{Ground, Reason, open_with_reason},
        testing::{asking, colleague, noon, staff, young},
    };
    use onward_domain::{access::Purpose as LookedFor, role::Role};
    use onward_store::{on_both, scope::Scope, testing::TestStore};

    fn unusual(store: &TestStore, dawn: UserId) -> Unusual {
        store.read(|tx| see_unusual(&asking(tx, dawn, noon(), |viewer| viewer.service().unwrap()))).unwrap()
    }

    on_both!(many_wrong_tries_spent_limits_and_much_looking_are_named_and_a_quiet_week_is_empty => |store| {
        let (_, person) = young(store);
        let dawn = colleague(store, Role::Manager, "Dawn Fairley");
        assert_eq!(unusual(store, dawn), Unusual::default());
        let priya = staff(store, "priya@example.org", "purple tractor gravel");
        let (ollie, lin) = (colleague(store, Role::Adviser, "Ollie Ash"), colleague(store, Role::HubWorker, "Lin Linton"));
        store.write(move |tx| {
            let subject = priya.to_string();
            for _ in 0..5 {
                tx.note_deed(&Deed { what: "account.passphrase_wrong", subject: Some(&subject), ..Deed::default() }, noon())?;
            }
            tx.note_deed(&Deed { what: "account.passphrase_wrong", ..Deed::default() }, noon())?;
            tx.note_deed(&Deed { what: "account.limit_spent", ..Deed::default() }, noon())
        }).unwrap();
        for _ in 0..5 {
            let look = store.read(|tx| {
                let caseload = tx.viewer(ollie)?.and_then(|viewer| viewer.caseload()).unwrap();
                caseload.open(tx, person, LookedFor::PersonPage, crate::usecases::account::testing::noon_moment()).map(drop)
            });
            assert!(look.is_err(), "not his");
        }
        let why = Reason { ground: Ground::Danger, words: "A neighbour rang and fears for them.".into() };
        store.write(move |tx| {
            let ask: Ask<'_, Scope> = asking(tx, lin, noon(), |viewer| viewer.scope());
            open_with_reason(&ask, person, &why, "one")
        }).unwrap();
        let seen = unusual(store, dawn);
        let accounts: Vec<_> = seen.accounts.iter().map(|one| (one.whose.as_str(), one.wrong, one.spent)).collect();
        assert_eq!((accounts, seen.unknown_names, seen.spent), (vec![("Priya Nair", 5, 0)], 1, 1));
        let looked: Vec<_> = seen.colleagues.iter().map(|one| (one.who.as_str(), one.opened, one.refused, one.same_name)).collect();
        assert_eq!(looked, [("Lin Linton", 1, 0, true), ("Ollie Ash", 0, 5, false)]);
    });

    on_both!(whoever_opens_one_record_again_and_again_is_named_whatever_they_are_called => |store| {
        let (_, person) = young(store);
        let (dawn, lin) = (colleague(store, Role::Manager, "Dawn Fairley"), colleague(store, Role::HubWorker, "Lin Ash"));
        let opens = |days: i64, key: &'static str| {
            let why = Reason { ground: Ground::Danger, words: "A neighbour rang and fears for them.".into() };
            let at = noon() - TimeDelta::days(days);
            store.write(move |tx| {
                let ask: Ask<'_, Scope> = asking(tx, lin, at, |viewer| viewer.scope());
                open_with_reason(&ask, person, &why, key)
            }).unwrap();
        };
        let looked = || unusual(store, dawn).colleagues.iter().map(|one| (one.who.clone(), one.same_record)).collect::<Vec<_>>();
        opens(40, "long ago");
        opens(20, "one");
        opens(9, "two");
        assert_eq!(looked(), [], "twice in a month may be work");
        opens(1, "three");
        assert_eq!(looked(), [("Lin Ash".to_owned(), 3)]);
    });
}

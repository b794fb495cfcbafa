//! What an administrator does: adds colleagues, changes their role, suspends them, gives them a new way in. No record
//! is ever opened here, and no young person's account is listed: those belong to their advisers.

use chrono::{DateTime, Utc};
use onward_domain::{
    id::{TeamId, UserId},
    role::Role,
};
use onward_store::{
    StoreError, StoreResult, Tx,
    repo::{accounts::NewCredential, audit::Deed, users::NewUser},
    rows::users::User,
};

use super::{
    ask_for_reset::asked_lately,
    invite::{self, STAFF_LETTERS},
    secrets::Keys,
};
use crate::usecases::ask::Ask;

/// The hash of no passphrase: nobody can sign in until the one-time code has been used.
const NOT_SET_UP: &str = "!";

/// A member of staff, as shown in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Their row.
    pub user: User,
    /// Their email address, if stored.
    pub email: Option<String>,
    /// When they last asked for a new way in, within a week.
    pub asked_at: Option<DateTime<Utc>>,
}

/// A member of staff to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewColleague {
    pub role: Role,
    /// The name others see.
    pub name: String,
    /// The email address, normalised.
    pub email: String,
    pub team: Option<TeamId>,
    /// Their work number.
    pub phone: Option<String>,
}

/// What happened to a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    Done,
    /// There would be no administrator left, or they would suspend themselves.
    LastOne,
    /// Only staff are managed here.
    NotStaff,
    /// Somebody else changed this colleague after the page was shown; nothing was done.
    Meanwhile,
}

/// What an administrator wants done for a colleague.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Another role.
    Role(Role),
    /// They may do nothing from now on.
    Disable,
    /// They are reinstated.
    Enable,
    /// Their passphrase and second factor are cancelled, and they get a new code.
    Reset,
}

impl Change {
    /// What a form's key is used up for.
    const fn act(self) -> &'static str {
        match self {
            Self::Role(_) => "user.role",
            Self::Disable => "user.disable",
            Self::Enable => "user.enable",
            Self::Reset => "user.reset",
        }
    }
}

/// A form on the users page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Who it is about.
    pub user: UserId,
    /// The colleague's [`version`] as the page had it.
    pub seen: String,
    /// The form's key: the same form sent twice is carried out once.
    pub key: String,
    /// What is asked.
    pub change: Change,
}

/// A one-time code, to be shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Who it is for.
    pub name: String,
    pub code: String,
}

/// A colleague's state, as a form sends it back: it changes with every change of role, suspension, reinstatement and
/// new way in.
#[must_use]
pub fn version(user: &User) -> String {
    user.rights_changed_at.timestamp_micros().to_string()
}

/// All staff, by role and name.
///
/// # Errors
/// Any database error.
pub fn see_colleagues(ask: &Ask<'_, ()>) -> StoreResult<Vec<Colleague>> {
    colleagues(ask.tx, ask.now.at)
}

/// Adds a colleague, once per form submission, and makes the code that lets them set up their sign-in; `None`
/// if somebody already has that address.
///
/// # Errors
/// As for [`add`].
pub fn add_colleague(
    ask: &Ask<'_, ()>,
    keys: &Keys,
    new: &NewColleague,
    key: &str,
) -> StoreResult<Option<Invitation>> {
    let code = keys.code_of(key, STAFF_LETTERS);
    let added = ask.tx.savepoint(|| {
        let add = || add(ask.tx, keys, new, &code, Some(ask.me), ask.now.at).map(|user| user.to_string());
        ask.tx.once(ask.me, key, "user.add", ask.now.at, add)
    });
    match added {
        Ok(_) => Ok(Some(Invitation { name: new.name.clone(), code })),
        Err(StoreError::Exists(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Does what a form on the users page asks, once, and only if nobody else has changed the colleague meanwhile. A reset
/// makes a code.
///
/// # Errors
/// Any database error.
pub fn change_colleague(
    ask: &Ask<'_, ()>,
    keys: &Keys,
    sent: &Sent,
) -> StoreResult<(Changed, Option<Invitation>)> {
    let (tx, user, by, now) = (ask.tx, sent.user, Some(ask.me), ask.now.at);
    let Some(stands) = staff(tx, user)? else { return Ok((Changed::NotStaff, None)) };
    let code = keys.code_of(&sent.key, STAFF_LETTERS);
    let changed = if tx.done_before(ask.me, &sent.key, sent.change.act())?.is_some() {
        Changed::Done
    } else if version(&stands) != sent.seen {
        Changed::Meanwhile
    } else {
        let changed = match sent.change {
            Change::Role(role) => change_role(tx, user, role, by, now)?,
            Change::Disable => disable(tx, user, by, now)?,
            Change::Enable => enable(tx, user, by, now)?,
            Change::Reset => reset(tx, keys, user, &code, by, now)?,
        };
        if changed == Changed::Done {
            tx.use_up(ask.me, &sent.key, sent.change.act(), "", now)?;
        }
        changed
    };
    let invited = changed == Changed::Done && sent.change == Change::Reset;
    Ok((changed, invited.then_some(Invitation { name: stands.display_name, code })))
}

/// All staff, by role and name.
///
/// # Errors
/// Any database error.
pub fn colleagues(tx: &Tx, now: DateTime<Utc>) -> StoreResult<Vec<Colleague>> {
    let (names, asked) = (tx.accounts().sign_in_names()?, asked_lately(tx, now)?);
    let staff = tx.users().all()?.into_iter().filter(|user| user.role.is_staff());
    Ok(staff
        .map(|user| Colleague {
            email: names.iter().find(|(id, _)| *id == user.id).map(|(_, name)| name.clone()),
            asked_at: asked.iter().find(|(id, _)| *id == user.id).map(|(_, at)| *at),
            user,
        })
        .collect())
}

/// Adds a colleague who sets up their sign-in with `code`.
///
/// # Errors
/// [`StoreError::Exists`] if another user has that address; `NotAllowed` for a young person.
pub fn add(
    tx: &Tx,
    keys: &Keys,
    new: &NewColleague,
    code: &str,
    by: Option<UserId>,
    now: DateTime<Utc>,
) -> StoreResult<UserId> {
    if !new.role.is_staff() {
        return Err(StoreError::NotAllowed("young people are invited by their adviser".into()));
    }
    let user = tx.users().add(
        &NewUser {
            role: new.role,
            display_name: new.name.clone(),
            person: None,
            team: new.team,
            phone: new.phone.clone(),
        },
        now,
    )?;
    let credential = NewCredential {
        user,
        sign_in_name: new.email.clone(),
        passphrase_hash: NOT_SET_UP.into(),
        totp_secret: None,
        recovery_code_hashes: Vec::new(),
    };
    tx.accounts().set_credential(&credential, now)?;
    note(tx, by, "user.added", user, Some(new.role.word()), now)?;
    invite::invite_staff(tx, keys, user, code, by, now)?;
    Ok(user)
}

/// Gives a colleague a new way in: the passphrase, the second factor and every session end now.
///
/// # Errors
/// Any database error.
pub fn reset(
    tx: &Tx,
    keys: &Keys,
    user: UserId,
    code: &str,
    by: Option<UserId>,
    now: DateTime<Utc>,
) -> StoreResult<Changed> {
    let Some(role) = staff(tx, user)?.map(|user| user.role) else { return Ok(Changed::NotStaff) };
    let Some(before) = tx.accounts().credential(user)? else { return Ok(Changed::NotStaff) };
    // The same role, set again: earlier sessions no longer count.
    tx.users().change_role(user, role, now)?;
    let credential = NewCredential {
        user,
        sign_in_name: before.sign_in_name,
        passphrase_hash: NOT_SET_UP.into(),
        totp_secret: None,
        recovery_code_hashes: Vec::new(),
    };
    tx.accounts().set_credential(&credential, now)?;
    tx.accounts().end_all_sessions(user, now)?;
    tx.accounts().forget_devices(user)?;
    note(tx, by, "user.reset", user, None, now)?;
    invite::invite_staff(tx, keys, user, code, by, now)?;
    Ok(Changed::Done)
}

/// Gives a colleague another role. Every session of theirs ends.
///
/// # Errors
/// Any database error.
pub fn change_role(
    tx: &Tx,
    user: UserId,
    role: Role,
    by: Option<UserId>,
    now: DateTime<Utc>,
) -> StoreResult<Changed> {
    let Some(before) = staff(tx, user)?.filter(|_| role.is_staff()) else { return Ok(Changed::NotStaff) };
    if before.role == role {
        return Ok(Changed::Done);
    }
    if before.role == Role::Administrator && is_last(tx, user, by)? {
        return Ok(Changed::LastOne);
    }
    tx.users().change_role(user, role, now)?;
    tx.accounts().end_all_sessions(user, now)?;
    note(tx, by, "user.role_changed", user, Some(role.word()), now)?;
    Ok(Changed::Done)
}

/// Stops a colleague from doing anything, from the next request on.
///
/// # Errors
/// Any database error.
pub fn disable(tx: &Tx, user: UserId, by: Option<UserId>, now: DateTime<Utc>) -> StoreResult<Changed> {
    let Some(before) = staff(tx, user)? else { return Ok(Changed::NotStaff) };
    if before.role == Role::Administrator && is_last(tx, user, by)? {
        return Ok(Changed::LastOne);
    }
    if before.disabled_at.is_some() {
        return Ok(Changed::Done);
    }
    tx.users().disable(user, now)?;
    tx.accounts().end_all_sessions(user, now)?;
    note(tx, by, "user.disabled", user, None, now)?;
    Ok(Changed::Done)
}

/// Reinstates a colleague.
///
/// # Errors
/// Any database error.
pub fn enable(tx: &Tx, user: UserId, by: Option<UserId>, now: DateTime<Utc>) -> StoreResult<Changed> {
    let Some(before) = staff(tx, user)? else { return Ok(Changed::NotStaff) };
    if before.disabled_at.is_none() {
        return Ok(Changed::Done);
    }
    tx.users().enable(user, now)?;
    note(tx, by, "user.enabled", user, None, now)?;
    Ok(Changed::Done)
}

fn staff(tx: &Tx, user: UserId) -> StoreResult<Option<User>> {
    Ok(tx.users().find(user)?.filter(|user| user.role.is_staff()))
}

/// Whether this would leave nobody to manage users, or is about the administrator themselves.
fn is_last(tx: &Tx, user: UserId, by: Option<UserId>) -> StoreResult<bool> {
    let others =
        tx.users().all()?.into_iter().any(|other| {
            other.role == Role::Administrator && other.disabled_at.is_none() && other.id != user
        });
    Ok(!others || by == Some(user))
}

fn note(
    tx: &Tx,
    by: Option<UserId>,
    what: &str,
    user: UserId,
    detail: Option<&str>,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let subject = user.to_string();
    tx.note_deed(&Deed { by, what, subject: Some(&subject), detail, ..Deed::default() }, now)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::testing::{asking, colleague, noon, young};
    use onward_store::{on_both, testing::TestStore};

    fn keys() -> Keys {
        Keys::from_secret("tests")
    }

    fn added(store: &TestStore, role: Role, email: &'static str) -> StoreResult<UserId> {
        let new =
            NewColleague { role, name: "Dawn Fairley".into(), email: email.into(), team: None, phone: None };
        store.write(move |tx| add(tx, &keys(), &new, "ABCDABCDABCDABCD", None, noon()))
    }

    on_both!(a_colleague_is_added_once_and_can_t_sign_in_before_the_code_was_used => |store| {
        let dawn = added(store, Role::Manager, "dawn@example.org").unwrap();
        let kept = store.read(|tx| tx.accounts().credential(dawn)).unwrap().unwrap();
        assert_eq!(kept.passphrase_hash, "!");
        let users = store.read(|tx| tx.users().all()).unwrap().len();
        assert!(matches!(added(store, Role::Manager, "dawn@example.org"), Err(StoreError::Exists(_))));
        assert!(added(store, Role::YoungPerson, "jay@example.org").is_err());
        let ann = colleague(store, Role::Administrator, "Ann");
        let twin = NewColleague { role: Role::Adviser, name: "Dawn".into(), email: "dawn@example.org".into(), team: None, phone: None };
        let other = NewColleague { email: "other@example.org".into(), ..twin.clone() };
        let sent = |new: &NewColleague| {
            let new = new.clone();
            store.write(move |tx| add_colleague(&asking(tx, ann, noon(), |_| ()), &keys(), &new, "one")).unwrap()
        };
        assert_eq!(sent(&twin), None, "the address is taken");
        assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), users + 1, "only Ann was added");
        let code = sent(&other);
        assert!(code.is_some() && sent(&other) == code, "sent twice, one code");
        assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), users + 2);
    });

    on_both!(the_last_administrator_stays_and_nobody_shuts_themselves_out => |store| {
        let ann = colleague(store, Role::Administrator, "Ann");
        assert_eq!(store.write(move |tx| disable(tx, ann, None, noon())).unwrap(), Changed::LastOne);
        let bo = colleague(store, Role::Administrator, "Bo");
        assert_eq!(store.write(move |tx| change_role(tx, ann, Role::Manager, Some(ann), noon())).unwrap(), Changed::LastOne);
        assert_eq!(store.write(move |tx| disable(tx, ann, Some(bo), noon())).unwrap(), Changed::Done);
        assert_eq!(store.write(move |tx| change_role(tx, bo, Role::Adviser, None, noon())).unwrap(), Changed::LastOne);
        assert_eq!(store.write(move |tx| enable(tx, ann, Some(bo), noon())).unwrap(), Changed::Done);
        assert_eq!(store.write(move |tx| change_role(tx, bo, Role::Adviser, Some(ann), noon())).unwrap(), Changed::Done);
    });

    on_both!(what_was_done_already_is_not_done_again_and_what_somebody_else_changed_is_left_alone => |store| {
        let (ann, bo) = (colleague(store, Role::Administrator, "Ann"), colleague(store, Role::Administrator, "Bo"));
        let priya = colleague(store, Role::Adviser, "Priya");
        let seen = store.read(|tx| tx.users().find(priya)).unwrap().map(|user| version(&user)).unwrap();
        let later = noon() + chrono::TimeDelta::seconds(5);
        let change = |by: UserId, key: &str, role: Role| {
            let sent = Sent { user: priya, seen: seen.clone(), key: key.into(), change: Change::Role(role) };
            store.write(move |tx| change_colleague(&asking(tx, by, later, |_| ()), &keys(), &sent)).unwrap().0
        };
        assert_eq!(change(ann, "first", Role::HubWorker), Changed::Done);
        assert_eq!(change(ann, "first", Role::HubWorker), Changed::Done, "the second tap");
        assert_eq!(change(bo, "other", Role::Manager), Changed::Meanwhile, "an outdated page");
        let (stands, deeds) = store.read(|tx| Ok((tx.users().find(priya)?, tx.deeds(100)?))).unwrap();
        assert_eq!(stands.unwrap().role, Role::HubWorker);
        assert_eq!(deeds.iter().filter(|deed| deed.what == "user.role_changed").count(), 1);
        for _ in 0..2 {
            assert_eq!(store.write(move |tx| disable(tx, priya, Some(ann), later)).unwrap(), Changed::Done);
        }
        let once = store.read(|tx| tx.deeds(100)).unwrap();
        assert_eq!(once.iter().filter(|deed| deed.what == "user.disabled").count(), 1);
    });

    on_both!(young_people_are_neither_listed_nor_changed_here => |store| {
        let (_, person) = young(store);
        let jay = store
            .write(move |tx| {
                let new = NewUser { role: Role::YoungPerson, display_name: "Jay".into(), person: Some(person), team: None, phone: None };
                tx.users().add(&new, noon())
            })
            .unwrap();
        assert!(store.read(|tx| colleagues(tx, noon())).unwrap().iter().all(|one| one.user.id != jay));
        assert_eq!(store.write(move |tx| disable(tx, jay, None, noon())).unwrap(), Changed::NotStaff);
        assert_eq!(store.write(move |tx| change_role(tx, jay, Role::Manager, None, noon())).unwrap(), Changed::NotStaff);
        assert_eq!(store.write(move |tx| reset(tx, &keys(), jay, "X", None, noon())).unwrap(), Changed::NotStaff);
    });
}

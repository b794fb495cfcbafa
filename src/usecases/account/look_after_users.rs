//! What an administrator does: adds colleagues, changes their role, suspends them, gives them a new way in. No record
//! is ever opened here, and no young person's account is listed: those belong to their advisers.

use chrono::{DateTime, Utc};
use onward_domain::{
    account::Asks,
    allocation::Team,
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
    second_person::{ask_second, needs_two},
    secrets::Keys,
};
use crate::usecases::ask::Ask;

/// The hash of no passphrase: nobody signs in until the one-time code was used.
pub(super) const NOT_SET_UP: &str = "!";
/// What is kept with a form's key where what it asks waits for a second person.
const WAITS: &str = "waits";

/// A member of staff, as shown in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Their row.
    pub user: User,
    /// Their email address, if stored.
    pub email: Option<String>,
    /// When they last asked for a new way in, within a week.
    pub asked_at: Option<DateTime<Utc>>,
    /// They have a code, or wait for one, and have not set up how they sign in.
    pub not_set_up: bool,
    /// The team that they are in.
    pub team: Option<Team>,
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

/// What happened to adding a colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// Added; the code to hand over.
    Code(Invitation),
    /// Added; a second person has to agree before there is a code.
    Waits,
    /// Somebody has that address already.
    EmailTaken,
    /// There is nobody else who could agree to a manager or an administrator.
    NobodyElse,
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
    /// A second person has to agree first.
    Waits,
    /// There is nobody else who could agree.
    NobodyElse,
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

/// How a colleague stands, as a form sends it back: another text after every change of role, name, team or number,
/// disabling, letting in and new way in.
#[must_use]
pub fn version(user: &User) -> String {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut sum = DefaultHasher::new();
    (&user.display_name, user.team, &user.phone).hash(&mut sum);
    format!("{}.{:x}", user.rights_changed_at.timestamp_micros(), sum.finish())
}

/// What the page of users shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenUsers {
    /// All staff, by role and name.
    pub colleagues: Vec<Colleague>,
    /// The teams that go on.
    pub teams: Vec<Team>,
    /// How much waits for a second person.
    pub waiting: usize,
}

/// All staff, by role and name, and the teams that they can be put into.
///
/// # Errors
/// The database's own.
pub fn see_users(ask: &Ask<'_, ()>) -> StoreResult<SeenUsers> {
    let mut teams = ask.tx.teams().all()?;
    teams.retain(|team| team.ended_at.is_none());
    let waiting = ask.tx.accounts().waiting_changes()?.len();
    Ok(SeenUsers { colleagues: colleagues(ask.tx, ask.now.at)?, teams, waiting })
}

/// Adds a colleague, once for each sending of the form, and makes the code with which they set up how they sign in. A
/// manager's and an administrator's code is made when a second person has agreed.
///
/// # Errors
/// As [`add`].
pub fn add_colleague(ask: &Ask<'_, ()>, keys: &Keys, new: &NewColleague, key: &str) -> StoreResult<Added> {
    let (tx, now, two) = (ask.tx, ask.now.at, needs_two(new.role));
    let code = keys.code_of(key, STAFF_LETTERS);
    let added = tx.savepoint(|| {
        tx.once(ask.me, key, "user.add", now, || {
            if !two {
                return add(tx, keys, new, &code, Some(ask.me), now).map(|user| user.to_string());
            }
            let user = add_without_code(tx, new, Some(ask.me), now)?;
            match ask_second(tx, user, Asks::WayIn, None, ask.me, now)? {
                true => Ok(user.to_string()),
                false => Err(StoreError::NotAllowed("nobody else could agree".into())),
            }
        })
    });
    match added {
        Ok(_) if two => Ok(Added::Waits),
        Ok(_) => Ok(Added::Code(Invitation { name: new.name.clone(), code })),
        Err(StoreError::Exists(_)) => Ok(Added::EmailTaken),
        Err(StoreError::NotAllowed(_)) if two => Ok(Added::NobodyElse),
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
    let changed = if let Some(kept) = tx.done_before(ask.me, &sent.key, sent.change.act())? {
        if kept == WAITS { Changed::Waits } else { Changed::Done }
    } else if version(&stands) != sent.seen {
        Changed::Meanwhile
    } else {
        let changed = match sent.change {
            Change::Role(role) if needs_two(role) && role != stands.role => {
                ask_first(ask, user, Asks::Role, Some(role))?
            }
            Change::Reset if needs_two(stands.role) => ask_first(ask, user, Asks::WayIn, None)?,
            Change::Role(role) => change_role(tx, user, role, by, now)?,
            Change::Disable => disable(tx, user, by, now)?,
            Change::Enable => enable(tx, user, by, now)?,
            Change::Reset => reset(tx, keys, user, &code, by, now)?,
        };
        if matches!(changed, Changed::Done | Changed::Waits) {
            let kept = if changed == Changed::Waits { WAITS } else { "" };
            tx.use_up(ask.me, &sent.key, sent.change.act(), kept, now)?;
        }
        changed
    };
    let invited = changed == Changed::Done && sent.change == Change::Reset;
    Ok((changed, invited.then_some(Invitation { name: stands.display_name, code })))
}

/// Keeps what is asked for a second person to agree to. Nobody asks it of their own account.
fn ask_first(ask: &Ask<'_, ()>, user: UserId, asks: Asks, role: Option<Role>) -> StoreResult<Changed> {
    if user == ask.me {
        return Ok(Changed::LastOne);
    }
    let waits = ask_second(ask.tx, user, asks, role, ask.me, ask.now.at)?;
    Ok(if waits { Changed::Waits } else { Changed::NobodyElse })
}

/// All staff, by role and name.
///
/// # Errors
/// Any database error.
pub fn colleagues(tx: &Tx, now: DateTime<Utc>) -> StoreResult<Vec<Colleague>> {
    let (names, asked) = (tx.accounts().sign_in_names()?, asked_lately(tx, now)?);
    let (teams, not_set_up) = (tx.teams().all()?, tx.accounts().with_hash(NOT_SET_UP)?);
    let staff = tx.users().all()?.into_iter().filter(|user| user.role.is_staff());
    Ok(staff
        .map(|user| Colleague {
            email: names.iter().find(|(id, _)| *id == user.id).map(|(_, name)| name.clone()),
            asked_at: asked.iter().find(|(id, _)| *id == user.id).map(|(_, at)| *at),
            not_set_up: not_set_up.contains(&user.id),
            team: teams.iter().find(|team| Some(team.id) == user.team).cloned(),
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
    let user = add_without_code(tx, new, by, now)?;
    invite::invite_staff(tx, keys, user, code, (by, false), now)?;
    Ok(user)
}

fn add_without_code(
    tx: &Tx,
    new: &NewColleague,
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
    let again = before.passphrase_hash != NOT_SET_UP || !tx.accounts().new_ways_of(&[user])?.is_empty();
    // The same role from now on: what was allowed before counts no longer.
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
    invite::invite_staff(tx, keys, user, code, (by, again), now)?;
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

pub(super) fn staff(tx: &Tx, user: UserId) -> StoreResult<Option<User>> {
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

pub(super) fn note(
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
mod tests;

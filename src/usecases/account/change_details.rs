//! An administrator changes what others see of a colleague: name, team and work number. Rights and sessions stay.

use chrono::{DateTime, Utc};
use onward_domain::{
    allocation::Team,
    id::{TeamId, UserId},
};
use onward_store::{StoreError, StoreResult, Tx, rows::users::User};

use super::look_after_users::{Changed, note, staff, version};
use crate::usecases::ask::Ask;

/// What others see of a colleague, to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The name that others see.
    pub name: String,
    /// Their team.
    pub team: Option<TeamId>,
    /// Their work number, which young people may see.
    pub phone: Option<String>,
}

/// A colleague, and the teams that they can be put into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenColleague {
    /// Their row.
    pub user: User,
    /// Their email address.
    pub email: Option<String>,
    /// The teams that go on, and theirs.
    pub teams: Vec<Team>,
}

/// One colleague.
///
/// # Errors
/// `NotFound` for nobody and for a young person; the database's own.
pub fn see_colleague(ask: &Ask<'_, ()>, user: UserId) -> StoreResult<SeenColleague> {
    let user = staff(ask.tx, user)?.ok_or(StoreError::NotFound)?;
    let email = ask.tx.accounts().credential(user.id)?.map(|kept| kept.sign_in_name);
    let mut teams = ask.tx.teams().all()?;
    teams.retain(|team| team.ended_at.is_none() || Some(team.id) == user.team);
    Ok(SeenColleague { user, email, teams })
}

/// Changes what others see of a colleague, once for each sending of the form, and only if nobody else changed them meanwhile.
///
/// # Errors
/// `NotFound` for a team that is not there or has ended; the database's own.
pub fn change_details(
    ask: &Ask<'_, ()>,
    user: UserId,
    seen: &str,
    details: &Details,
    key: &str,
) -> StoreResult<Changed> {
    const ACT: &str = "user.details";
    let Some(stands) = staff(ask.tx, user)? else { return Ok(Changed::NotStaff) };
    if ask.tx.done_before(ask.me, key, ACT)?.is_some() {
        return Ok(Changed::Done);
    }
    if version(&stands) != seen {
        return Ok(Changed::Meanwhile);
    }
    write_details(ask.tx, &stands, details, Some(ask.me), ask.now.at)?;
    ask.tx.use_up(ask.me, key, ACT, "", ask.now.at)?;
    Ok(Changed::Done)
}

/// Writes what others see of a colleague. What is so already leaves no line.
///
/// # Errors
/// `NotFound` for a team that is not there or has ended; the database's own.
pub fn write_details(
    tx: &Tx,
    stands: &User,
    details: &Details,
    by: Option<UserId>,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let Details { name, team, phone } = details;
    if (name, team, phone) == (&stands.display_name, &stands.team, &stands.phone) {
        return Ok(());
    }
    if let Some(team) = team.filter(|team| Some(*team) != stands.team)
        && tx.teams().find(team)?.is_none_or(|team| team.ended_at.is_some())
    {
        return Err(StoreError::NotFound);
    }
    tx.users().change_details(stands.id, name, *team, phone.as_deref())?;
    note(tx, by, "user.details_changed", stands.id, None, now)
}

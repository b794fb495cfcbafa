//! An administrator makes teams, gives them another name or number, and ends them. A team that ended keeps its name where it
//! stands; nobody is put into it any more.

use chrono::{DateTime, Utc};
use onward_domain::{
    allocation::Team,
    id::{TeamId, UserId},
};
use onward_store::{StoreError, StoreResult, Tx, repo::audit::Deed};

use crate::usecases::ask::Ask;

/// What a form's key is used up for.
const ACT: &str = "team.changed";

/// A team, and how many colleagues are in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenTeam {
    /// The team.
    pub team: Team,
    /// Colleagues in it who can sign in.
    pub members: usize,
}

/// What others see of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamNote {
    /// What it is called.
    pub name: String,
    /// Its number.
    pub phone: Option<String>,
}

/// What an administrator asks for a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TeamChange {
    /// Another name or number.
    Says(TeamNote),
    /// Nobody is put into it from now on.
    End,
    /// It goes on after it was ended.
    GoOn,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TeamKept {
    /// Done.
    Done,
    /// Another team is called so.
    NameTaken,
    /// Colleagues are in it still: so many.
    HasMembers(usize),
    /// Somebody else changed it after the page was shown; nothing was done.
    Meanwhile,
}

/// How a team stands, as a form sends it back.
#[must_use]
pub fn team_version(team: &Team) -> String {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut sum = DefaultHasher::new();
    (&team.name, &team.phone, team.ended_at).hash(&mut sum);
    format!("{:x}", sum.finish())
}

/// Every team by name, those that go on first.
///
/// # Errors
/// The database's own.
pub fn see_teams(ask: &Ask<'_, ()>) -> StoreResult<Vec<SeenTeam>> {
    teams(ask.tx)
}

/// Every team by name, those that go on first.
///
/// # Errors
/// The database's own.
pub fn teams(tx: &Tx) -> StoreResult<Vec<SeenTeam>> {
    let of = tx.teams().of_colleagues()?;
    let mut teams: Vec<SeenTeam> = tx
        .teams()
        .all()?
        .into_iter()
        .map(|team| SeenTeam { members: of.iter().filter(|id| **id == team.id).count(), team })
        .collect();
    teams.sort_by_key(|one| one.team.ended_at.is_some());
    Ok(teams)
}

/// Makes a team, once for each sending of the form.
///
/// # Errors
/// The database's own.
pub fn add_team(ask: &Ask<'_, ()>, note: &TeamNote, key: &str) -> StoreResult<TeamKept> {
    if ask.tx.done_before(ask.me, key, ACT)?.is_some() {
        return Ok(TeamKept::Done);
    }
    let kept = make_team(ask.tx, note, Some(ask.me), ask.now.at)?;
    if kept == TeamKept::Done {
        ask.tx.use_up(ask.me, key, ACT, "", ask.now.at)?;
    }
    Ok(kept)
}

/// Makes a team.
///
/// # Errors
/// The database's own.
pub fn make_team(tx: &Tx, note: &TeamNote, by: Option<UserId>, now: DateTime<Utc>) -> StoreResult<TeamKept> {
    if named(tx, &note.name)?.is_some() {
        return Ok(TeamKept::NameTaken);
    }
    let id = tx.teams().add(&note.name, note.phone.as_deref(), now)?;
    noted(tx, "team.added", id, by, now)?;
    Ok(TeamKept::Done)
}

/// Changes a team, once for each sending of the form, and only if nobody else changed it meanwhile.
///
/// # Errors
/// `NotFound` for a team that is not there; the database's own.
pub fn change_team(
    ask: &Ask<'_, ()>,
    id: TeamId,
    seen: &str,
    change: &TeamChange,
    key: &str,
) -> StoreResult<TeamKept> {
    if ask.tx.done_before(ask.me, key, ACT)?.is_some() {
        return Ok(TeamKept::Done);
    }
    let team = ask.tx.teams().find(id)?.ok_or(StoreError::NotFound)?;
    if team_version(&team) != seen {
        return Ok(TeamKept::Meanwhile);
    }
    let kept = write_team(ask.tx, &team, change, Some(ask.me), ask.now.at)?;
    if kept == TeamKept::Done {
        ask.tx.use_up(ask.me, key, ACT, "", ask.now.at)?;
    }
    Ok(kept)
}

/// Changes a team. What is so already leaves no line.
///
/// # Errors
/// The database's own.
pub fn write_team(
    tx: &Tx,
    team: &Team,
    change: &TeamChange,
    by: Option<UserId>,
    now: DateTime<Utc>,
) -> StoreResult<TeamKept> {
    match change {
        TeamChange::Says(note) if (&note.name, &note.phone) == (&team.name, &team.phone) => {}
        TeamChange::Says(note) => {
            if named(tx, &note.name)?.is_some_and(|other| other.id != team.id) {
                return Ok(TeamKept::NameTaken);
            }
            tx.teams().change(team.id, &note.name, note.phone.as_deref())?;
            noted(tx, "team.changed", team.id, by, now)?;
        }
        TeamChange::End if team.ended_at.is_some() => {}
        TeamChange::End => {
            let members = tx.teams().of_colleagues()?.into_iter().filter(|id| *id == team.id).count();
            if members > 0 {
                return Ok(TeamKept::HasMembers(members));
            }
            tx.teams().set_ended(team.id, Some(now))?;
            noted(tx, "team.ended", team.id, by, now)?;
        }
        TeamChange::GoOn if team.ended_at.is_none() => {}
        TeamChange::GoOn => {
            tx.teams().set_ended(team.id, None)?;
            noted(tx, "team.goes_on", team.id, by, now)?;
        }
    }
    Ok(TeamKept::Done)
}

/// The team of this name, however its letters are written.
///
/// # Errors
/// The database's own.
pub fn named(tx: &Tx, name: &str) -> StoreResult<Option<Team>> {
    let folded = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let wanted = folded(name);
    Ok(tx.teams().all()?.into_iter().find(|team| folded(&team.name) == wanted))
}

fn noted(tx: &Tx, what: &str, team: TeamId, by: Option<UserId>, now: DateTime<Utc>) -> StoreResult<()> {
    let subject = team.to_string();
    tx.note_deed(&Deed { by, what, subject: Some(&subject), ..Deed::default() }, now)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::{
        change_details::{Details, change_details},
        look_after_users::{Changed, version},
        testing::{asking, colleague, noon},
    };
    use onward_domain::role::Role;
    use onward_store::{on_both, testing::TestStore};

    fn note(name: &str) -> TeamNote {
        TeamNote { name: name.into(), phone: Some("01632 960 100".into()) }
    }

    fn seen(store: &TestStore) -> Vec<SeenTeam> {
        store.read(teams).unwrap()
    }

    fn add(store: &TestStore, by: UserId, name: &str, key: &'static str) -> TeamKept {
        let note = note(name);
        store.write(move |tx| add_team(&asking(tx, by, noon(), |_| ()), &note, key)).unwrap()
    }

    fn change(store: &TestStore, by: UserId, team: &Team, change: TeamChange, key: &'static str) -> TeamKept {
        let (id, seen) = (team.id, team_version(team));
        store.write(move |tx| change_team(&asking(tx, by, noon(), |_| ()), id, &seen, &change, key)).unwrap()
    }

    on_both!(a_team_is_made_once_renamed_and_ended_when_nobody_is_in_it => |store| {
        let rowan = colleague(store, Role::Administrator, "Rowan");
        let priya = colleague(store, Role::Adviser, "Priya");
        assert_eq!((add(store, rowan, "North", "one"), add(store, rowan, "North", "one")), (TeamKept::Done, TeamKept::Done));
        assert_eq!(add(store, rowan, " north ", "two"), TeamKept::NameTaken);
        let before = seen(store).remove(0).team;
        assert_eq!(change(store, rowan, &before, TeamChange::Says(note("North of the river")), "name"), TeamKept::Done);
        assert_eq!(change(store, rowan, &before, TeamChange::Says(note("Else")), "old"), TeamKept::Meanwhile);
        let team = seen(store).remove(0).team;
        assert_eq!(team.name, "North of the river");

        let put = |team: Option<TeamId>, key: &'static str| {
            let seen = version(&store.read(|tx| tx.users().find(priya)).unwrap().unwrap());
            let details = Details { name: "Priya".into(), team, phone: Some("01632 960 101".into()) };
            store.write(move |tx| change_details(&asking(tx, rowan, noon(), |_| ()), priya, &seen, &details, key))
        };
        assert_eq!(put(Some(team.id), "in"), Ok(Changed::Done));
        assert_eq!(change(store, rowan, &team, TeamChange::End, "end"), TeamKept::HasMembers(1));
        assert_eq!(put(None, "out"), Ok(Changed::Done));
        assert_eq!(change(store, rowan, &team, TeamChange::End, "end"), TeamKept::Done);
        assert_eq!(put(Some(team.id), "in again"), Err(StoreError::NotFound), "it has ended");
        let ended = seen(store).remove(0).team;
        assert_eq!(change(store, rowan, &ended, TeamChange::GoOn, "on"), TeamKept::Done);
        assert_eq!(put(Some(team.id), "back"), Ok(Changed::Done));
        let user = store.read(|tx| tx.users().find(priya)).unwrap().unwrap();
        assert_eq!((user.team, user.phone.as_deref()), (Some(team.id), Some("01632 960 101")));
    });
}

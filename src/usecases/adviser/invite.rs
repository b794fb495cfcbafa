//! An adviser makes a one-time code that lets a young person set up their sign-in, or sees how far they have got.

use chrono::{DateTime, Utc};
use onward_domain::{access::Purpose, account::works_from, id::PersonId, person::Person};
use onward_store::{
    StoreResult, Tx,
    scope::{Caseload, Record},
};

use crate::usecases::{
    account::{
        accept_invitation::TRIES,
        ask_for_reset::asked_lately,
        invite::{Invited, invite_young_person},
        secrets::Keys,
    },
    ask::Ask,
};

/// What a form's key is used up for.
const ACT: &str = "invitation";

/// What the invitation page shows.
#[derive(Debug, Clone)]
pub struct SeenInvitation {
    /// Who is invited.
    pub person: Person,
    /// Whether the viewer may make a code.
    pub may_change: bool,
    /// There is an account.
    pub has_account: bool,
    /// The account is closed.
    pub closed: bool,
    /// A death is recorded: nobody signs in.
    pub died: bool,
    /// They have set up how they sign in.
    pub set_up: bool,
    /// When they asked for a new way in, in the last few days.
    pub asked_at: Option<DateTime<Utc>>,
    /// What happened to the newest code.
    pub code: CodeState,
    /// It works from then on, where that is later than now: a risk is recorded.
    pub works_from: Option<DateTime<Utc>>,
}

/// What happened to a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeState {
    /// There was none.
    None,
    /// It was used then.
    Used(DateTime<Utc>),
    /// It expired then, unused.
    Expired(DateTime<Utc>),
    /// Too many wrong dates of birth: it no longer works.
    TriedTooOften,
    /// It is waiting to be used until then.
    Waits(DateTime<Utc>),
}

/// Opens the record and looks up how far the invitation has got.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn see_invitation(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenInvitation> {
    look(ask.tx, &ask.open(person, Purpose::Invitation)?)
}

/// Stores a code for the young person, once per form. Returns whether it works, and the state afterwards.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; `NotAllowed` if the record was opened from outside; any store
/// error.
pub fn make_invitation(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    keys: &Keys,
    code: &str,
    key: &str,
) -> StoreResult<(bool, SeenInvitation)> {
    let record = ask.open(person, Purpose::Invitation)?;
    let mut works = ask.tx.done_before(ask.me, key, ACT)?.is_some();
    if !works && let Invited::Until(_) = invite_young_person(&record, ask.tx, keys, code, ask.me, ask.now)? {
        ask.tx.use_up(ask.me, key, ACT, "", ask.now.at)?;
        works = true;
    }
    Ok((works, look(ask.tx, &record)?))
}

fn look(tx: &Tx, record: &Record<'_>) -> StoreResult<SeenInvitation> {
    let (person, account, now) = (record.person()?, record.account()?, record.now().at);
    let by_owner = record.closing()?.map(|closing| closing.at);
    let mut seen = SeenInvitation {
        person,
        may_change: record.may_change(),
        has_account: account.is_some(),
        // What its owner paused or closed, a code opens again.
        closed: account
            .as_ref()
            .is_some_and(|user| user.disabled_at.is_some() && by_owner != user.disabled_at),
        died: record.death_is_recorded()?,
        set_up: false,
        asked_at: None,
        code: CodeState::None,
        works_from: None,
    };
    let Some(user) = account.map(|user| user.id) else { return Ok(seen) };
    seen.set_up = tx.accounts().credential(user)?.is_some();
    seen.asked_at = asked_lately(tx, now)?.into_iter().find(|(id, _)| *id == user).map(|(_, at)| at);
    let risk = seen.set_up && seen.person.identity.protected;
    let latest = tx.accounts().latest_invitation(user)?.filter(|code| code.used_at.is_none());
    seen.works_from = latest.map(|code| works_from(code.made_at, risk)).filter(|from| *from > now);
    seen.code = match tx.accounts().latest_invitation(user)? {
        None => CodeState::None,
        Some(code) => match code.used_at {
            Some(used) => CodeState::Used(used),
            None if code.expires_at <= now => CodeState::Expired(code.expires_at),
            None if code.wrong_tries >= TRIES => CodeState::TriedTooOften,
            None => CodeState::Waits(code.expires_at),
        },
    };
    Ok(seen)
}

//! How far a young person has got with setting up their sign-in: what their adviser's page says before it offers
//! anything.

use chrono::{DateTime, Utc};
use onward_domain::mine::{Closing, How};
use onward_store::{StoreResult, Tx, scope::Record};

use super::accept_invitation::TRIES;

/// How far they have got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayIn {
    /// Nobody has invited them, or the last code expired unused.
    NotYet,
    /// A code is waiting to be used until then.
    Invited(DateTime<Utc>),
    /// They have set up how they sign in.
    CanSignIn,
    /// The account is closed.
    Closed,
    /// A death is recorded: nobody signs in.
    Died,
    /// They paused or closed it themselves: a code opens it again.
    ClosedByOwner(How),
}

/// Looks it up for the open record.
///
/// # Errors
/// Any store error.
pub fn way_in(tx: &Tx, record: &Record<'_>, now: DateTime<Utc>) -> StoreResult<WayIn> {
    if record.death_is_recorded()? {
        return Ok(WayIn::Died);
    }
    let Some(user) = record.account()? else { return Ok(WayIn::NotYet) };
    let by_owner = |closing: &Closing| Some(closing.at) == user.disabled_at;
    if let Some(closing) = record.closing()?.filter(by_owner) {
        return Ok(WayIn::ClosedByOwner(closing.how));
    }
    if user.disabled_at.is_some() {
        return Ok(WayIn::Closed);
    }
    if tx.accounts().credential(user.id)?.is_some() {
        return Ok(WayIn::CanSignIn);
    }
    let open = tx.accounts().latest_invitation(user.id)?.filter(|code| {
        code.used_at.is_none()
            && code.withdrawn_at.is_none()
            && code.expires_at > now
            && code.wrong_tries < TRIES
    });
    Ok(open.map_or(WayIn::NotYet, |code| WayIn::Invited(code.expires_at)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::{
        invite::{HOURS, invite_young_person, young_code},
        secrets::Keys,
        testing::{noon, noon_moment, young},
    };
    use chrono::TimeDelta;
    use onward_domain::{access::Purpose, id::PersonId, id::UserId};
    use onward_store::{on_both, repo::accounts::NewCredential, testing::TestStore};

    fn seen(store: &TestStore, adviser: UserId, person: PersonId, at: DateTime<Utc>) -> WayIn {
        let caseload = store.viewer(adviser).unwrap().unwrap().caseload().unwrap();
        store
            .read(|tx| way_in(tx, &caseload.open(tx, person, Purpose::PersonPage, noon_moment())?, at))
            .unwrap()
    }

    on_both!(an_invitation_is_open_for_its_hours_and_then_it_is_as_if_nobody_had_invited_them => |store| {
        let (adviser, person) = young(store);
        assert_eq!(seen(store, adviser, person, noon()), WayIn::NotYet);
        let caseload = store.viewer(adviser).unwrap().unwrap().caseload().unwrap();
        store
            .write(move |tx| {
                let record = caseload.open(tx, person, Purpose::Invitation, noon_moment())?;
                invite_young_person(&record, tx, &Keys::from_secret("a secret that is long enough for a test"), &young_code(), adviser, noon_moment())
            })
            .unwrap();
        let until = noon() + TimeDelta::hours(HOURS);
        assert_eq!(seen(store, adviser, person, noon()), WayIn::Invited(until));
        assert_eq!(seen(store, adviser, person, until), WayIn::NotYet);
        store
            .write(move |tx| {
                let record = caseload.open(tx, person, Purpose::Invitation, noon_moment())?;
                let user = record.account()?.unwrap().id;
                let credential = NewCredential {
                    user,
                    sign_in_name: "jay".into(),
                    passphrase_hash: "a hash".into(),
                    totp_secret: None,
                    recovery_code_hashes: Vec::new(),
                };
                tx.accounts().set_credential(&credential, noon())
            })
            .unwrap();
        assert_eq!(seen(store, adviser, person, noon()), WayIn::CanSignIn);
    });
}

//! Using a one-time code: first the code with the date of birth, then the person's own sign-in name and passphrase.
//!
//! Wrong code, wrong date of birth, used, withdrawn and expired all get the same answer.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use onward_domain::{id::UserId, role::Role};
use onward_store::{
    StoreError, StoreResult, Tx,
    repo::{accounts::NewCredential, audit::Deed},
};
use serde::{Deserialize, Serialize};

use super::{
    invite::STAFF_LETTERS,
    secrets::{Keys, Purpose, read_code},
};

/// How many wrong dates of birth a code allows before it stops working.
pub const TRIES: i64 = 5;
/// What a form's key is used up for.
const ACT: &str = "account.set_up";
/// Minutes between the code and the passphrase.
const MINUTES: i64 = 30;

/// Proof that the first step was completed, passed to the second. Sealed before it leaves the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// The code's hash, used to look it up again.
    pub code_hash: String,
    /// The role they will sign in with.
    pub role: Role,
    /// No longer valid after this.
    pub until: DateTime<Utc>,
}

/// Takes the code and the date of birth. `None`: they open nothing.
///
/// # Errors
/// Any database error.
pub fn check_code(
    tx: &Tx,
    keys: &Keys,
    typed: &str,
    born: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> StoreResult<Option<Ticket>> {
    let code_hash = keys.hash(Purpose::Invitation, &read_code(typed));
    let Some(open) = tx.accounts().open_invitation(&code_hash, now)? else { return Ok(None) };
    if open.wrong_tries >= TRIES {
        return Ok(None);
    }
    let proven = if open.role.is_staff() {
        read_code(typed).len() == STAFF_LETTERS
    } else {
        open.born.is_some() && open.born == born
    };
    if !proven {
        tx.accounts().count_wrong_try(open.id)?;
        let subject = open.user.to_string();
        let deed = Deed { what: "invitation.refused", subject: Some(&subject), ..Deed::default() };
        tx.note_deed(&deed, now)?;
        return Ok(None);
    }
    Ok(Some(Ticket { code_hash, role: open.role, until: now + TimeDelta::minutes(MINUTES) }))
}

/// The result of the second step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// The account is set up; whose it is.
    Done(UserId),
    /// The code was used, withdrawn or ran out meanwhile.
    Over,
    /// Somebody else has that sign-in name.
    NameTaken,
}

/// Uses up the code and sets the name and the passphrase. Every session of this user ends: anyone with the old
/// passphrase is out. The same form (`key`) sent again gets the same answer, although the code is used up by then.
///
/// # Errors
/// Any database error. [`StoreError::Exists`] is for [`outcome`] to read: the code is then still unused.
pub fn accept(
    tx: &Tx,
    ticket: &Ticket,
    sign_in_name: Option<&str>,
    passphrase_hash: &str,
    key: &str,
    now: DateTime<Utc>,
) -> StoreResult<Accepted> {
    if let Some(user) = tx.accounts().whose_code(&ticket.code_hash)?
        && tx.done_before(user, key, ACT)?.is_some()
    {
        return Ok(Accepted::Done(user));
    }
    let open = match tx.accounts().open_invitation(&ticket.code_hash, now)? {
        Some(open) if now < ticket.until && open.wrong_tries < TRIES => open,
        _ => return Ok(Accepted::Over),
    };
    let before = tx.accounts().credential(open.user)?;
    let Some(sign_in_name) = sign_in_name.map(str::to_owned).or_else(|| before.map(|kept| kept.sign_in_name))
    else {
        return Ok(Accepted::Over);
    };
    if !tx.accounts().use_invitation(open.id, now)? {
        return Ok(Accepted::Over);
    }
    let credential = NewCredential {
        user: open.user,
        sign_in_name,
        passphrase_hash: passphrase_hash.to_owned(),
        totp_secret: None,
        recovery_code_hashes: Vec::new(),
    };
    tx.accounts().set_credential(&credential, now)?;
    tx.accounts().end_all_sessions(open.user, now)?;
    tx.accounts().forget_devices(open.user)?;
    tx.use_up(open.user, key, ACT, "", now)?;
    let subject = open.id.to_string();
    tx.note_deed(
        &Deed { by: Some(open.user), what: "account.set_up", subject: Some(&subject), ..Deed::default() },
        now,
    )?;
    Ok(Accepted::Done(open.user))
}

/// Treats a name that somebody else has as an outcome, not an error.
///
/// # Errors
/// Any other store error.
pub fn outcome(result: StoreResult<Accepted>) -> StoreResult<Accepted> {
    match result {
        Err(StoreError::Exists(_)) => Ok(Accepted::NameTaken),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::{
        invite::{HOURS, Invited, invite_staff, invite_young_person, staff_code, young_code},
        limits::{Limits, Try},
        testing::{born, noon, noon_moment, staff, young},
    };
    use onward_domain::access::Purpose as LookedFor;
    use onward_store::{on_both, testing::TestStore};

    fn keys() -> Keys {
        Keys::from_secret("tests")
    }

    fn invited(store: &TestStore) -> String {
        let (adviser, person) = young(store);
        let code = young_code();
        let kept = code.clone();
        let invited = store
            .write(move |tx| {
                let caseload =
                    tx.viewer(adviser)?.and_then(|viewer| viewer.caseload()).ok_or(StoreError::NotFound)?;
                let record = caseload.open(tx, person, LookedFor::Invitation, noon_moment())?;
                invite_young_person(&record, tx, &keys(), &kept, adviser, noon_moment())
            })
            .unwrap();
        assert_eq!(invited, Invited::Until(noon() + TimeDelta::hours(HOURS)));
        code
    }

    fn try_code(store: &TestStore, code: &str, born: Option<NaiveDate>, at: DateTime<Utc>) -> Option<Ticket> {
        let code = code.to_owned();
        store.write(move |tx| check_code(tx, &keys(), &code, born, at)).unwrap()
    }

    /// Finishes with a separate form for each name and moment.
    fn finish(store: &TestStore, ticket: Ticket, name: &'static str, at: DateTime<Utc>) -> Accepted {
        let key = format!("{name} {at}");
        outcome(store.write(move |tx| accept(tx, &ticket, Some(name), "$argon2id$x", &key, at))).unwrap()
    }

    on_both!(a_code_opens_once_with_the_date_of_birth_however_it_is_written => |store| {
        let code = invited(store);
        assert_eq!(try_code(store, &code, None, noon()), None);
        assert_eq!(try_code(store, "0000000000", Some(born()), noon()), None);
        let ticket = try_code(store, &format!(" {}-{} ", &code[..5].to_lowercase(), &code[5..]), Some(born()), noon()).unwrap();
        assert!(matches!(finish(store, ticket.clone(), "jay", noon()), Accepted::Done(_)));
        assert_eq!(finish(store, ticket, "jay2", noon()), Accepted::Over, "a ticket doesn't work a second time");
        assert_eq!(try_code(store, &code, Some(born()), noon()), None, "nor the code");
        let kept = store.read(|tx| tx.accounts().by_sign_in_name("jay")).unwrap().unwrap();
        assert_eq!(kept.totp_secret, None);
    });

    on_both!(the_second_of_two_taps_gets_the_first_one_s_answer => |store| {
        let code = invited(store);
        let ticket = try_code(store, &code, Some(born()), noon()).unwrap();
        let first = finish(store, ticket.clone(), "jay", noon());
        assert!(matches!(first, Accepted::Done(_)));
        assert_eq!(finish(store, ticket, "jay", noon()), first);
        let deeds = store.read(|tx| tx.deeds(100)).unwrap();
        assert_eq!(deeds.iter().filter(|deed| deed.what == "account.set_up").count(), 1);
    });

    on_both!(after_five_wrong_dates_of_birth_even_the_right_one_does_not_open_it => |store| {
        let code = invited(store);
        for days in 1..=5 {
            assert_eq!(try_code(store, &code, Some(born() + TimeDelta::days(days)), noon()), None);
        }
        assert_eq!(try_code(store, &code, Some(born()), noon()), None);
    });

    on_both!(a_code_is_worth_nothing_after_three_days_and_after_a_newer_one => |store| {
        let code = invited(store);
        let late = noon() + TimeDelta::hours(HOURS);
        assert_eq!(try_code(store, &code, Some(born()), late), None);
        let ticket = try_code(store, &code, Some(born()), late - TimeDelta::minutes(1)).unwrap();
        assert_eq!(finish(store, ticket, "jay", late + TimeDelta::minutes(5)), Accepted::Over);
    });

    on_both!(where_the_address_is_protected_a_new_way_in_waits_a_day_and_a_first_one_does_not => |store| {
        use onward_domain::account::RISK_WAIT_HOURS;
        let (adviser, person) = young(store);
        let invite = |at: onward_domain::moment::Moment| {
            let code = young_code();
            let kept = code.clone();
            store.write(move |tx| {
                let caseload = tx.viewer(adviser)?.and_then(|viewer| viewer.caseload()).ok_or(StoreError::NotFound)?;
                let record = caseload.open(tx, person, LookedFor::Invitation, at)?;
                let known = record.person()?;
                if !known.identity.protected {
                    let identity = onward_domain::person::Identity { protected: true, ..known.identity };
                    record.save_identity(&identity, known.version)?;
                }
                invite_young_person(&record, tx, &keys(), &kept, adviser, at)
            }).unwrap();
            code
        };
        let first = invite(noon_moment());
        let ticket = try_code(store, &first, Some(born()), noon()).unwrap();
        assert!(matches!(finish(store, ticket, "jay", noon()), Accepted::Done(_)), "the first way in waits for nothing");
        let again = invite(noon_moment());
        let day = noon() + TimeDelta::hours(RISK_WAIT_HOURS);
        assert_eq!(try_code(store, &again, Some(born()), day - TimeDelta::minutes(1)), None);
        assert!(try_code(store, &again, Some(born()), day).is_some());
        assert!(try_code(store, &again, Some(born()), day + TimeDelta::hours(HOURS - 1)).is_some(), "and then works as long");
    });

    on_both!(a_name_that_somebody_has_is_told_and_the_code_stays_good => |store| {
        let code = invited(store);
        staff(store, "priya@example.org", "purple tractor gravel");
        let ticket = try_code(store, &code, Some(born()), noon()).unwrap();
        assert_eq!(finish(store, ticket.clone(), "priya@example.org", noon()), Accepted::NameTaken);
        assert!(matches!(finish(store, ticket, "jay", noon()), Accepted::Done(_)));
    });

    on_both!(a_colleague_s_code_stands_by_itself_and_keeps_their_address => |store| {
        let user = staff(store, "priya@example.org", "purple tractor gravel");
        let code = staff_code();
        let kept = code.clone();
        store.write(move |tx| invite_staff(tx, &keys(), user, &kept, (None, true), noon())).unwrap();
        let ticket = try_code(store, &code, None, noon()).unwrap();
        let done = outcome(store.write(move |tx| accept(tx, &ticket, None, "$argon2id$new", "k", noon()))).unwrap();
        assert_eq!(done, Accepted::Done(user));
        let credential = store.read(|tx| tx.accounts().credential(user)).unwrap().unwrap();
        assert_eq!((credential.sign_in_name.as_str(), credential.passphrase_hash.as_str()), ("priya@example.org", "$argon2id$new"));
    });

    #[test]
    fn a_hundred_thousand_guesses_from_a_thousand_networks_open_nothing_and_the_real_code_still_works() {
        let store = TestStore::sqlite();
        let code = invited(&store);
        let limits = Limits::new(false);
        let (mut tried, mut opened) = (0_u32, 0_u32);
        for guess in 0..100_000_u32 {
            let from = format!("10.{}.{}.1", guess % 1_000 / 256, guess % 1_000 % 256).parse().unwrap();
            if limits.count_network(Try::Invitation, from).is_err() {
                continue;
            }
            tried += 1;
            let typed = format!("{guess:010}");
            let ticket = store.read(|tx| check_code(tx, &keys(), &typed, Some(born()), noon())).unwrap();
            opened += u32::from(ticket.is_some());
        }
        assert_eq!((tried, opened), (10_000, 0), "ten tries a network, and none opens anything");
        assert!(try_code(&store, &code, Some(born()), noon()).is_some(), "the owner's own code");
    }
}

//! The second factor for staff: a code from an app (TOTP, RFC 6238) that works once, or one of ten recovery codes.

use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::{id::UserId, role::Role};
use onward_store::{StoreResult, Tx, repo::audit::Deed};
use totp_rs::{Builder, Secret, Totp};

use super::secrets::{Keys, Purpose, random_code, read_code};

/// How many recovery codes are made.
const RECOVERY_CODES: usize = 10;
/// Characters in a recovery code: 60 bits.
const RECOVERY_LETTERS: usize = 12;

/// A secret that the person has not confirmed yet.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSecret {
    /// Base32, for typing into an app by hand.
    pub base32: String,
    /// The `otpauth://` address that opens an app.
    pub address: String,
}

/// A new random secret (160 bits) for someone's app.
#[must_use]
pub fn new_secret() -> String {
    use rand::Rng as _;
    let mut bytes = [0_u8; 20];
    rand::rng().fill_bytes(&mut bytes);
    Secret::new_stack(bytes).to_base32()
}

/// The address that opens an app with this secret. `None` if the secret or a name can't be used.
#[must_use]
pub fn address(base32: &str, service: &str, sign_in_name: &str) -> Option<String> {
    let builder = Builder::new()
        .with_secret(Secret::try_from_base32(base32).ok()?)
        .with_account_name(sign_in_name.replace(':', " "))
        .with_issuer(Some(service.replace(':', " ")));
    builder.build().ok()?.to_url().ok()
}

/// The time step of this code, allowing one step early or late.
#[must_use]
pub fn step_of(base32: &str, typed: &str, now: DateTime<Utc>) -> Option<i64> {
    let code: String = typed.chars().filter(char::is_ascii_digit).collect();
    if code.len() != 6 || typed.chars().any(char::is_alphabetic) {
        return None;
    }
    let step = totp(base32)?.check(&code, u64::try_from(now.timestamp()).ok()?)?;
    i64::try_from(step).ok()
}

/// The code at this moment: for tests and the demonstration's scripts.
#[must_use]
pub fn code_at(base32: &str, now: DateTime<Utc>) -> Option<String> {
    Some(totp(base32)?.generate(u64::try_from(now.timestamp()).ok()?).to_string())
}

fn totp(base32: &str) -> Option<Totp> {
    Builder::new().with_secret(Secret::try_from_base32(base32).ok()?).build().ok()
}

/// Ten new recovery codes, in groups of four.
#[must_use]
pub fn new_recovery_codes() -> Vec<String> {
    (0..RECOVERY_CODES).map(|_| grouped(&random_code(RECOVERY_LETTERS))).collect()
}

/// A code in groups of four, with dashes between.
#[must_use]
pub fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// For this long, submitting the same form again gets the same answer. A code works once; two taps are one use of it.
const TWO_TAPS: TimeDelta = TimeDelta::seconds(60);

/// A form with a code, as submitted.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The user whose passphrase was correct.
    pub user: UserId,
    /// As typed.
    pub code: String,
    /// The form's key.
    pub key: String,
    /// The time that codes depend on.
    pub now: DateTime<Utc>,
}

/// Takes a code ([`take_code`]); returns the role they are let in with, if it is correct.
///
/// # Errors
/// Any database error.
pub fn pass(tx: &Tx, keys: &Keys, sent: &Sent) -> StoreResult<Option<Role>> {
    let Sent { user, code, key, now } = sent;
    let right = once(tx, *user, key, *now, || take_code(tx, keys, *user, code, *now))?;
    if !right {
        let subject = user.to_string();
        let deed = Deed { what: "account.code_wrong", subject: Some(&subject), ..Deed::default() };
        tx.note_deed(&deed, *now)?;
    }
    role_if(tx, *user, right)
}

/// Sets up the second factor ([`turn_on`]); returns the role they are let in with, if the code is correct.
///
/// # Errors
/// Any database error.
pub fn set_up(tx: &Tx, keys: &Keys, sent: &Sent, new: (&str, &[String])) -> StoreResult<Option<Role>> {
    let Sent { user, code, key, now } = sent;
    role_if(tx, *user, once(tx, *user, key, *now, || turn_on(tx, keys, *user, new, code, *now))?)
}

fn role_if(tx: &Tx, user: UserId, right: bool) -> StoreResult<Option<Role>> {
    Ok(tx.viewer(user)?.filter(|_| right).map(|viewer| viewer.role()))
}

/// What somebody signs in with, used as the account name in their app.
///
/// # Errors
/// Any database error.
pub fn sign_in_name(tx: &Tx, user: UserId) -> StoreResult<String> {
    Ok(tx.accounts().credential(user)?.map(|kept| kept.sign_in_name).unwrap_or_default())
}

/// [`take_code`] or [`turn_on`] for a form with this key: sent again within a minute it gets the same answer, since the
/// code was correct and is used up by then.
///
/// # Errors
/// Any error from `work`.
pub fn once(
    tx: &Tx,
    user: UserId,
    key: &str,
    now: DateTime<Utc>,
    work: impl FnOnce() -> StoreResult<bool>,
) -> StoreResult<bool> {
    const ACT: &str = "second_factor";
    if let Some(at) = tx.done_before(user, key, ACT)? {
        let at: Option<DateTime<Utc>> = at.parse().ok();
        return Ok(at.is_some_and(|at| now - at < TWO_TAPS));
    }
    let right = work()?;
    if right {
        tx.use_up(user, key, ACT, &now.to_rfc3339(), now)?;
    }
    Ok(right)
}

/// Takes a code from the app or a recovery code. Each works once. A used one, a wrong one and one for somebody without
/// a second factor give the same answer.
///
/// # Errors
/// Any database error.
pub fn take_code(tx: &Tx, keys: &Keys, user: UserId, typed: &str, now: DateTime<Utc>) -> StoreResult<bool> {
    let kept = tx.accounts().credential(user)?.and_then(|credential| credential.totp_secret);
    let Some(secret) = kept.and_then(|kept| keys.unseal(Purpose::SecondFactor, &kept)) else {
        return Ok(false);
    };
    if let Some(step) = step_of(&secret, typed, now) {
        return tx.accounts().use_totp_step(user, step);
    }
    let code = read_code(typed);
    if code.len() != RECOVERY_LETTERS {
        return Ok(false);
    }
    let used = tx.accounts().use_recovery_code(user, &keys.hash(Purpose::Recovery, &code), now)?;
    if used {
        tx.note_deed(&Deed { by: Some(user), what: "account.recovery_code_used", ..Deed::default() }, now)?;
    }
    Ok(used)
}

/// Sets up the second factor with the app's first code: the key is stored sealed, the recovery codes hashed. False: the
/// code is wrong, or there is a second factor by now. Two people can be setting it up at once (a stolen passphrase, a
/// forgotten window); the first to finish counts, and the other must then sign in with it.
///
/// # Errors
/// Any database error.
pub fn turn_on(
    tx: &Tx,
    keys: &Keys,
    user: UserId,
    new: (&str, &[String]),
    typed: &str,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let (secret, recovery_codes) = new;
    let Some(step) = step_of(secret, typed, now) else { return Ok(false) };
    if tx.accounts().credential(user)?.is_none_or(|credential| credential.totp_secret.is_some()) {
        return Ok(false);
    }
    let secret = &keys.seal(Purpose::SecondFactor, secret);
    let hashes = recovery_codes.iter().map(|code| keys.hash(Purpose::Recovery, &read_code(code))).collect();
    if !tx.accounts().turn_on_second_factor(user, secret, hashes, now)? {
        return Ok(false);
    }
    tx.accounts().use_totp_step(user, step)?;
    tx.note_deed(&Deed { by: Some(user), what: "account.second_factor_on", ..Deed::default() }, now)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::testing::{noon, staff};
    use chrono::TimeDelta;
    use onward_store::on_both;

    #[test]
    fn a_code_is_valid_half_a_minute_early_or_late_and_no_longer() {
        let secret = new_secret();
        let code = code_at(&secret, noon()).unwrap();
        let good = |seconds: i64| step_of(&secret, &code, noon() + TimeDelta::seconds(seconds)).is_some();
        assert!(good(0) && good(30) && good(-30));
        assert!(!good(90) && !good(-90));
        assert_eq!(
            step_of(&secret, &format!("{} {}", &code[..3], &code[3..]), noon()),
            step_of(&secret, &code, noon())
        );
        for wrong in ["", "12345", "1234567", "abcdef", "000000a"] {
            assert_eq!(step_of(&secret, wrong, noon()), None, "{wrong}");
        }
        assert!(address(&secret, "Onward", "a:b@c.d").unwrap().starts_with("otpauth://totp/Onward"));
    }

    on_both!(the_same_form_sent_again_within_a_minute_is_one_use_of_the_code_and_later_it_is_not => |store| {
        let user = staff(store, "priya@example.org", "purple tractor gravel");
        let sent = |right: bool, after: i64| {
            let now = noon() + TimeDelta::seconds(after);
            store.write(move |tx| once(tx, user, "form", now, || Ok(right))).unwrap()
        };
        assert!(!sent(false, 0), "a wrong code uses nothing up");
        assert!(sent(true, 1));
        assert!(sent(false, 30), "the second tap: the code is used up by now");
        assert!(!sent(true, 120), "a form left open");
    });

    on_both!(a_code_and_a_recovery_code_each_count_once => |store| {
        let keys = Keys::from_secret("tests");
        let user = staff(store, "priya@example.org", "purple tractor gravel");
        let (secret, codes) = (new_secret(), new_recovery_codes());
        let run = |typed: String, at: DateTime<Utc>| {
            let keys = keys.clone();
            store.write(move |tx| take_code(tx, &keys, user, &typed, at)).unwrap()
        };
        let turned = {
            let (keys, secret, codes) = (keys.clone(), secret.clone(), codes.clone());
            let code = code_at(&secret, noon()).unwrap();
            store.write(move |tx| turn_on(tx, &keys, user, (&secret, &codes), &code, noon())).unwrap()
        };
        assert!(turned);
        let kept = store.read(|tx| tx.accounts().credential(user)).unwrap().unwrap().totp_secret.unwrap();
        assert!(!kept.contains(&secret), "a thief of the database has no codes");
        let again = {
            let (keys, other) = (keys.clone(), new_secret());
            let code = code_at(&other, noon()).unwrap();
            store.write(move |tx| turn_on(tx, &keys, user, (&other, &new_recovery_codes()), &code, noon())).unwrap()
        };
        assert!(!again, "a window left open does not replace it");
        assert!(!run(code_at(&secret, noon()).unwrap(), noon()), "the code that turned it on is used");
        let later = noon() + TimeDelta::seconds(60);
        let code = code_at(&secret, later).unwrap();
        assert!(run(code.clone(), later));
        assert!(!run(code, later), "twice");
        assert!(!run(code_at(&secret, noon() + TimeDelta::seconds(30)).unwrap(), later), "an older one after a newer one");
        let recovery = codes.first().unwrap().clone();
        assert!(run(recovery.to_lowercase().replace('-', " "), later));
        assert!(!run(recovery, later), "twice");
        assert!(!run("0000-0000-0000".into(), later));
        let kept = store.read(|tx| Ok((tx.accounts().recovery_codes_left(user)?, tx.deeds(10)?))).unwrap();
        assert_eq!(kept.0, 9);
        assert!(kept.1.iter().any(|deed| deed.what == "account.recovery_code_used"));
    });
}

//! Inviting someone to set up how they sign in, for the first time or again: a one-time code, valid for 72 hours.
//!
//! A young person's code comes from their adviser and only works with the date of birth; a colleague's comes from the
//! administrator and is long enough to work on its own. A new code withdraws the one before it.

use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::{account::works_from, id::UserId, moment::Moment, role::Role};
use onward_store::{
    StoreResult, Tx,
    repo::{accounts::NewInvitation, audit::Deed, users::NewUser},
    scope::Record,
};

use super::secrets::{Keys, Purpose, random_code, read_code};

/// How long a code can be used.
pub const HOURS: i64 = 72;
/// Characters in a young person's code, out of 32: 50 bits.
pub const YOUNG_LETTERS: usize = 10;
/// Characters in a colleague's code, out of 32: 80 bits.
pub const STAFF_LETTERS: usize = 16;

/// A new code for a young person, without its dash.
#[must_use]
pub fn young_code() -> String {
    random_code(YOUNG_LETTERS)
}

/// A new code for a colleague, without its dashes.
#[must_use]
pub fn staff_code() -> String {
    random_code(STAFF_LETTERS)
}

/// A young person's code as it is read out: two groups of five.
#[must_use]
pub fn spoken(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// What happened when inviting a young person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invited {
    /// The code works until then.
    Until(DateTime<Utc>),
    /// Nobody knows the date of birth, which the code needs.
    NoBirthDate,
    /// The account is disabled, or a death is recorded.
    Disabled,
}

/// Stores a code (hashed) for the young person whose record is open. A code is a way into their account, so nobody who
/// opened the record from outside for an hour can make one.
///
/// # Errors
/// `NotAllowed` through a record that was opened from outside; any database error.
pub fn invite_young_person(
    record: &Record<'_>,
    tx: &Tx,
    keys: &Keys,
    code: &str,
    by: UserId,
    now: Moment,
) -> StoreResult<Invited> {
    record.for_change()?;
    let person = record.person()?;
    if person.identity.born.is_none() {
        return Ok(Invited::NoBirthDate);
    }
    if record.death_is_recorded()? {
        return Ok(Invited::Disabled);
    }
    let user = match record.account()? {
        // Whoever paused or closed it themselves comes back with a code; what an administrator closed stays closed.
        Some(user)
            if user.disabled_at.is_some()
                && record.closing()?.is_some_and(|closing| Some(closing.at) == user.disabled_at) =>
        {
            tx.users().enable(user.id, now.at)?;
            user.id
        }
        Some(user) if user.disabled_at.is_some() => return Ok(Invited::Disabled),
        Some(user) => user.id,
        None => tx.users().add(
            &NewUser {
                role: Role::YoungPerson,
                display_name: person.identity.known_as.clone(),
                person: Some(record.id()),
                team: None,
                phone: None,
            },
            now.at,
        )?,
    };
    let again = tx.accounts().credential(user)?.is_some();
    let from = works_from(now.at, again && person.identity.protected);
    let until = keep(tx, keys, user, code, (Some(by), again), (now.at, from))?;
    let what = if again { "invitation.made_again" } else { "invitation.made" };
    let deed = Deed { by: Some(by), person: Some(record.id()), what, ..Deed::default() };
    tx.note_deed(&deed, now.at)?;
    Ok(Invited::Until(until))
}

/// Keeps a code (hashed) for a member of staff. `again`: they had set up how they sign in before.
///
/// # Errors
/// Any database error.
pub fn invite_staff(
    tx: &Tx,
    keys: &Keys,
    user: UserId,
    code: &str,
    (by, again): (Option<UserId>, bool),
    now: DateTime<Utc>,
) -> StoreResult<DateTime<Utc>> {
    let until = keep(tx, keys, user, code, (by, again), (now, now))?;
    let subject = user.to_string();
    let what = if again { "invitation.made_again" } else { "invitation.made" };
    tx.note_deed(&Deed { by, what, subject: Some(&subject), ..Deed::default() }, now)?;
    Ok(until)
}

fn keep(
    tx: &Tx,
    keys: &Keys,
    user: UserId,
    code: &str,
    (by, again): (Option<UserId>, bool),
    (now, from): (DateTime<Utc>, DateTime<Utc>),
) -> StoreResult<DateTime<Utc>> {
    let expires_at = from + TimeDelta::hours(HOURS);
    let code_hash = keys.hash(Purpose::Invitation, &read_code(code));
    tx.accounts().invite(&NewInvitation { user, code_hash, made_by: by, expires_at, again }, now)?;
    Ok(expires_at)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::testing::{noon_moment, staff, young};
    use onward_domain::access::Purpose as LookedFor;
    use onward_store::{StoreError, on_both};

    on_both!(no_code_is_made_for_somebody_whose_death_is_recorded => |store| {
        use onward_domain::care::{LifeEventKind, LifeEventNote};
        let (adviser, person) = young(store);
        let made = store.write(move |tx| {
            let caseload = tx.viewer(adviser)?.and_then(|viewer| viewer.caseload()).unwrap();
            let record = caseload.open(tx, person, LookedFor::Invitation, noon_moment())?;
            record.events().add(&LifeEventNote {
                kind: LifeEventKind::Died,
                start: noon_moment().today,
                end: None,
                lives_with: None,
                lives_with_holder: None,
                episode: None,
                authority: None,
            })?;
            invite_young_person(&record, tx, &Keys::from_secret("tests"), &young_code(), adviser, noon_moment())
        });
        assert_eq!(made, Ok(Invited::Disabled));
        assert!(store.read(|tx| Ok(tx.users().all()?.iter().all(|user| user.person.is_none()))).unwrap(), "no account either");
    });

    on_both!(whoever_opened_a_record_from_outside_makes_no_way_into_the_account => |store| {
        let (_, person) = young(store);
        let priya = staff(store, "priya@example.org", "purple tractor gravel");
        let made = store.write(move |tx| {
            let caseload = tx.viewer(priya)?.and_then(|viewer| viewer.caseload()).unwrap();
            caseload.outside().break_glass(tx, person, "Her adviser is away", noon_moment())?;
            let record = caseload.open(tx, person, LookedFor::Invitation, noon_moment())?;
            invite_young_person(&record, tx, &Keys::from_secret("tests"), &young_code(), priya, noon_moment())
        });
        assert!(matches!(made, Err(StoreError::NotAllowed(_))), "{made:?}");
    });
}

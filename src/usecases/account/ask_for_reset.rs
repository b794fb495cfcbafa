//! Asking for a new way in. Known or not, the same is done and the answer is the same: one line in the audit trail.
//! Whoever can help sees it: the adviser on the young person's invitation page, the administrator on the users page.

use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::id::UserId;
use onward_store::{StoreResult, Tx, repo::audit::Deed};

use super::names;

/// The line in the audit trail.
const ASKED: &str = "account.reset_asked";

/// Notes that someone wants a new way in.
///
/// # Errors
/// Any database error.
pub fn ask_for_reset(tx: &Tx, name: &str, now: DateTime<Utc>) -> StoreResult<()> {
    let user = tx.accounts().by_sign_in_name(&names::fold(name))?.map(|credential| credential.user);
    let subject = user.map_or_else(|| UserId::new().to_string(), |user| user.to_string());
    let detail = if user.is_some() { None } else { Some("nobody has this name") };
    tx.note_deed(&Deed { by: None, what: ASKED, subject: Some(&subject), detail, ..Deed::default() }, now)
}

/// Who asked in the last seven days, and when last.
///
/// # Errors
/// Any database error.
pub fn asked_lately(tx: &Tx, now: DateTime<Utc>) -> StoreResult<Vec<(UserId, DateTime<Utc>)>> {
    let lately = now - TimeDelta::days(7);
    let mut asked: Vec<(UserId, DateTime<Utc>)> = Vec::new();
    for (subject, at) in tx.resets_asked_since(lately)? {
        let user = subject.and_then(|subject| subject.parse().ok());
        if let Some(user) = user.filter(|user| !asked.iter().any(|(known, _)| known == user)) {
            asked.push((user, at));
        }
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::testing::{noon, staff};
    use onward_store::on_both;

    on_both!(known_and_unknown_people_leave_the_same_number_of_lines_and_only_the_known_one_is_shown => |store| {
        let priya = staff(store, "priya@example.org", "purple tractor gravel");
        for name in ["Priya@example.org", "nobody@example.org"] {
            let before = store.read(|tx| tx.deeds(100)).unwrap().len();
            store.write(move |tx| ask_for_reset(tx, name, noon())).unwrap();
            assert_eq!(store.read(|tx| tx.deeds(100)).unwrap().len(), before + 1, "{name}");
        }
        let asked = store.read(|tx| asked_lately(tx, noon())).unwrap();
        assert!(asked.contains(&(priya, noon())));
        assert!(store.read(|tx| asked_lately(tx, noon() + TimeDelta::days(8))).unwrap().is_empty());
        let words = format!("{:?}", store.read(|tx| tx.deeds(100)).unwrap());
        assert!(!words.contains("example.org"), "what was entered is stored nowhere: {words}");
    });
}

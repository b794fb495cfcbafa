//! What one manager has looked at and another one settles: whose answers a change in the law touches, and two numbers of one
//! person.
//!
//! The law itself waits for nobody: an answer follows it from its own day. What is settled by two is that somebody has looked
//! at those who lose.

use chrono::NaiveDate;
use leaving_care_rules::{Law, changes::Changed};
use onward_domain::{
    id::{SecondLookId, UserId},
    role::Role,
    second_look::{LooksAt, SecondLook},
};
use onward_store::{StoreResult, scope::ServiceView};
use sha2::{Digest as _, Sha256};

use crate::usecases::ask::Ask;

/// What forms use their keys up for.
const SENT: &str = "second_look.sent";
const ANSWERED: &str = "second_look.answered";

/// Where a second look stands, for whoever reads it.
#[derive(Debug, Clone, Default)]
pub struct Stands {
    /// The latest, if there is one.
    pub look: Option<SecondLook>,
    /// Who asked, by name.
    pub asked_by: Option<String>,
    /// Who answered, by name.
    pub answered_by: Option<String>,
    /// The reader asked, so that another has to answer.
    pub mine: bool,
    /// Other managers, by name.
    pub others: Vec<String>,
}

/// Whether a second look is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    Waits,
    /// There is no other manager.
    NobodyElse,
}

/// Which changes in the law these are: another mark as soon as one is added or begins.
#[must_use]
pub fn law_mark(law: &Law, today: NaiveDate) -> String {
    let mut hash = Sha256::new();
    for change in law.changes(NaiveDate::MIN, today) {
        if change.what != Changed::ReadAgain {
            hash.update(format!("{} {:?} {:?}\n", change.on, change.what, change.entitlements));
        }
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Where the look at something stands.
///
/// # Errors
/// The store's.
pub fn see(ask: &Ask<'_, ServiceView>, what: LooksAt, about: &str) -> StoreResult<Stands> {
    let look = ask.scope.second_looks(ask.tx).latest(what, about)?;
    let answered = look.as_ref().and_then(|look| look.answer.as_ref()).map(|answer| answer.by);
    let ids: Vec<UserId> = look.iter().map(|look| look.asked_by).chain(answered).collect();
    let names = ask.tx.users().names(ids)?;
    Ok(Stands {
        asked_by: look.as_ref().and_then(|look| names.get(&look.asked_by).cloned()),
        answered_by: answered.and_then(|by| names.get(&by).cloned()),
        mine: look.as_ref().is_some_and(|look| look.asked_by == ask.me),
        look,
        others: other_managers(ask)?,
    })
}

/// Managers who are not the reader, by name.
///
/// # Errors
/// The store's.
pub fn other_managers(ask: &Ask<'_, ServiceView>) -> StoreResult<Vec<String>> {
    let able = |user: &onward_store::rows::users::User| {
        user.role == Role::Manager && user.disabled_at.is_none() && user.id != ask.me
    };
    Ok(ask.tx.users().all()?.into_iter().filter(able).map(|user| user.display_name).collect())
}

/// Says that one has looked, and asks another manager to. Once a form.
///
/// # Errors
/// The store's.
pub fn send(
    ask: &Ask<'_, ServiceView>,
    (what, about): (LooksAt, &str),
    words: Option<&str>,
    key: &str,
) -> StoreResult<Sent> {
    if ask.tx.done_before(ask.me, key, SENT)?.is_some() {
        return Ok(Sent::Waits);
    }
    if other_managers(ask)?.is_empty() {
        return Ok(Sent::NobodyElse);
    }
    ask.scope.second_looks(ask.tx).ask(what, about, words, ask.now)?;
    ask.tx.use_up(ask.me, key, SENT, "", ask.now.at)?;
    Ok(Sent::Waits)
}

/// Agrees, or sends back with words. Answers what was settled now; nothing where it was settled before. Once a form.
///
/// # Errors
/// `NotAllowed` for whoever asked; the store's.
pub fn answer(
    ask: &Ask<'_, ServiceView>,
    id: SecondLookId,
    (agreed, words): (bool, Option<&str>),
    key: &str,
) -> StoreResult<Option<SecondLook>> {
    if ask.tx.done_before(ask.me, key, ANSWERED)?.is_some() {
        return Ok(None);
    }
    let settled = ask.scope.second_looks(ask.tx).answer(id, agreed, words, ask.now)?;
    ask.tx.use_up(ask.me, key, ANSWERED, "", ask.now.at)?;
    Ok(settled)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::testing::{asking, colleague, noon};
    use onward_store::{StoreError, on_both, testing::TestStore};

    fn by<T: Send + 'static>(
        store: &TestStore,
        me: UserId,
        work: impl Fn(&Ask<'_, ServiceView>) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        store.write(move |tx| work(&asking(tx, me, noon(), |viewer| viewer.service().unwrap())))
    }

    on_both!(whoever_looked_first_never_settles_it_and_another_manager_does_once => |store| {
        let dawn = colleague(store, Role::Manager, "Dawn");
        let law = (LooksAt::Law, "a mark");
        assert_eq!(by(store, dawn, move |ask| send(ask, law, None, "alone")), Ok(Sent::NobodyElse));
        let marcus = colleague(store, Role::Manager, "Marcus");
        for _ in 0..2 {
            assert_eq!(by(store, dawn, move |ask| send(ask, law, Some("All four."), "one")), Ok(Sent::Waits));
        }
        let seen = by(store, dawn, |ask| see(ask, LooksAt::Law, "a mark")).unwrap();
        let id = seen.look.as_ref().unwrap().id;
        assert!(seen.mine && seen.look.unwrap().answer.is_none());
        let alone = by(store, dawn, move |ask| answer(ask, id, (true, None), "own"));
        assert!(matches!(alone, Err(StoreError::NotAllowed(_))), "{alone:?}");
        assert!(by(store, marcus, move |ask| answer(ask, id, (true, None), "two")).unwrap().is_some());
        assert_eq!(by(store, marcus, move |ask| answer(ask, id, (false, None), "three")), Ok(None), "it is settled");
        let seen = by(store, marcus, |ask| see(ask, LooksAt::Law, "a mark")).unwrap();
        assert_eq!((seen.asked_by.as_deref(), seen.answered_by.as_deref()), (Some("Dawn"), Some("Marcus")));
        assert!(seen.look.unwrap().answer.unwrap().agreed);
        let other = by(store, marcus, |ask| see(ask, LooksAt::Law, "another mark")).unwrap();
        assert!(other.look.is_none(), "another change of the law is another look");
    });

    #[test]
    fn the_mark_of_the_law_is_another_once_a_change_begins_and_the_same_until_then() {
        let law = Law::england().unwrap();
        let mark = |day: &str| law_mark(law, day.parse().unwrap());
        assert_eq!(mark("2026-11-20"), mark("2026-11-23"));
        assert_ne!(mark("2026-03-30"), mark("2026-04-02"));
    }
}

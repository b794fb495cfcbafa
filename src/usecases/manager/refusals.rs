//! A manager reads the refusals that wait for a second person, and refuses or sends back with words. Until then the young
//! person is told nothing: what is asked for is still being decided.

use std::collections::HashMap;

use onward_domain::{
    access::Purpose,
    entitlement::{EntitlementAct, EntitlementNote, EntitlementStep, proposed_no},
    id::{EntitlementStepId, UserId},
    person::Person,
};
use onward_store::{StoreError, StoreResult, repo::versions::Kept, scope::ServiceView};

use crate::usecases::{
    adviser::see_entitlement::{SeenEntitlement, entitlement_in},
    ask::Ask,
};

/// One that waits, with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub step: EntitlementStep,
    /// The name shown in lists.
    pub name: String,
    pub age: Option<u32>,
    /// What would be refused.
    pub what: String,
    /// Who would refuse it.
    pub by: Option<String>,
    /// The reader proposed it, so that another has to answer.
    pub mine: bool,
}

/// Those that wait, the longest first; the look at the list is logged.
///
/// # Errors
/// Any store error.
pub fn see_refusals(ask: &Ask<'_, ServiceView>) -> StoreResult<Vec<Waiting>> {
    let waiting = ask.scope.proposed_refusals(ask.tx, ask.now)?;
    let names = ask.tx.users().names(waiting.iter().filter_map(|(step, _)| step.recorded_by))?;
    Ok(waiting.into_iter().map(|(step, listed)| shown(ask, step, &listed.person, &names)).collect())
}

/// How many wait: a number, and nobody's name.
///
/// # Errors
/// Any store error.
pub fn waiting_refusals(ask: &Ask<'_, ServiceView>) -> StoreResult<usize> {
    ask.scope.refusals_waiting(ask.tx)
}

fn shown(
    ask: &Ask<'_, ServiceView>,
    step: EntitlementStep,
    person: &Person,
    names: &HashMap<UserId, String>,
) -> Waiting {
    Waiting {
        name: person.identity.listed_name(),
        age: person.identity.born.and_then(|born| ask.now.today.years_since(born)),
        what: ask.law.name_of(&step.note.entitlement).to_owned(),
        by: step.recorded_by.and_then(|by| names.get(&by).cloned()),
        mine: step.recorded_by == Some(ask.me),
        step,
    }
}

/// One to decide: who would refuse what and why, and what the rule says of it.
#[derive(Debug, Clone)]
pub struct ToDecide {
    pub waiting: Waiting,
    pub seen: SeenEntitlement,
}

/// Opens the record and reads what the rule says about a refusal that waits.
///
/// # Errors
/// `NotFound` where it does not wait any more.
pub fn see_refusal(ask: &Ask<'_, ServiceView>, step: EntitlementStepId) -> StoreResult<ToDecide> {
    let record = ask.open(ask.scope.whose_refusal(ask.tx, step)?, Purpose::Entitlements)?;
    let proposed = record.entitlements().steps()?.into_iter().find(|one| one.id == step);
    let proposed = proposed.ok_or(StoreError::NotFound)?;
    let which = ask.law.find(&proposed.note.entitlement).ok_or(StoreError::NotFound)?;
    let names = ask.tx.users().names(proposed.recorded_by)?;
    let seen = entitlement_in(ask, &record, which)?;
    Ok(ToDecide { waiting: shown(ask, proposed, &seen.answered.listed.person, &names), seen })
}

/// What was done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    Done,
    /// Somebody else decided meanwhile.
    Gone,
}

/// Refuses it, in the words that were proposed, or sends it back with the manager's own. Once a form.
///
/// # Errors
/// `NotAllowed` for whoever proposed it; the store's.
pub fn decide(
    ask: &Ask<'_, ServiceView>,
    step: EntitlementStepId,
    sent_back: Option<&str>,
    key: &str,
) -> StoreResult<Decided> {
    let person = match ask.scope.whose_refusal(ask.tx, step) {
        Err(StoreError::NotFound) => return Ok(Decided::Gone),
        whose => whose?,
    };
    let record = ask.open(person, Purpose::Entitlements)?;
    let Some(proposed) = record.entitlements().steps()?.into_iter().find(|one| one.id == step) else {
        return Ok(Decided::Gone);
    };
    if proposed.recorded_by == Some(ask.me) {
        return Err(StoreError::NotAllowed("who proposed a refusal does not decide it".into()));
    }
    let (act, words) = match sent_back {
        None => (EntitlementAct::Refused, proposed.note.note.clone()),
        Some(words) => (EntitlementAct::NoSentBack, Some(words.to_owned())),
    };
    let note = EntitlementNote {
        note: words,
        ..EntitlementNote::new(proposed.note.entitlement.clone(), act, ask.now.today)
    };
    let steps = || record.entitlements().steps();
    let gone = || {
        let waits = steps()?;
        let still = proposed_no(&waits, &proposed.note.entitlement).is_some_and(|one| one.id == proposed.id);
        Ok((!still).then_some(()))
    };
    Ok(match record.entitlements().keep_unless(&note, key, gone)? {
        Kept::Doubt(()) => Decided::Gone,
        _ => Decided::Done,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        account::testing::colleague,
        adviser::add_entitlement_step::{NewStep, Sent, add_entitlement_step},
        testing::{Jay, asking, at, day, managing},
    };
    use onward_domain::{entitlement::standing, role::Role};
    use onward_store::{on_both, testing::TestStore};

    const FIRST_HOME: &str = "setting_up_home_allowance";

    fn refuse(store: &TestStore, jay: &Jay, what: &str, minute: i64) {
        let step = NewStep {
            act: EntitlementAct::Refused,
            day: day("2026-11-20"),
            amount: None,
            words: Some("Your flat is furnished.".into()),
            by: None,
            decider: None,
            payment: onward_domain::entitlement::Payment::default(),
            answers: false,
        };
        let sent = Sent { step, key: minute.to_string(), seen: String::new() };
        let (me, person) = (jay.priya, jay.person);
        let place = leaving_care_rules::Law::england().unwrap().find(what).unwrap().place();
        store
            .write(move |tx| add_entitlement_step(&asking(tx, me, at(minute)), person, place, &sent))
            .unwrap();
    }

    fn by<T: Send + 'static>(
        store: &TestStore,
        me: UserId,
        minute: i64,
        work: impl Fn(&Ask<'_, ServiceView>) -> StoreResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        store.write(move |tx| work(&managing(tx, me, at(minute))))
    }

    fn acts(store: &TestStore, jay: &Jay, counted: bool) -> Vec<EntitlementAct> {
        let (me, person) = (jay.priya, jay.person);
        let steps = store
            .read(|tx| asking(tx, me, at(50)).open(person, Purpose::Entitlements)?.entitlements().steps())
            .unwrap();
        let all: Vec<&EntitlementStep> = if counted { standing(&steps) } else { steps.iter().collect() };
        let mut acts: Vec<_> =
            all.into_iter().map(|step| (step.recorded_at, step.id, step.note.act)).collect();
        acts.sort_unstable_by_key(|(at, id, _)| (*at, *id));
        acts.into_iter().map(|(.., act)| act).collect()
    }

    on_both!(a_no_to_what_the_rule_allows_is_told_only_once_a_manager_agrees => |store| {
        let jay = Jay::of(store);
        let dawn = colleague(store, Role::Manager, "Dawn");
        refuse(store, &jay, FIRST_HOME, 1);
        assert_eq!(acts(store, &jay, true), [], "nothing that counts, and nothing that Jay sees");
        let [waits] = &by(store, dawn, 2, see_refusals).unwrap()[..] else { unreachable!("one waits") };
        assert_eq!((waits.what.as_str(), waits.mine), ("Money for your first home", false));
        let id = waits.step.id;
        let back = by(store, dawn, 3, move |ask| decide(ask, id, Some("Furnished is not equipped."), "two")).unwrap();
        assert_eq!(back, Decided::Done);
        assert_eq!(by(store, dawn, 4, see_refusals).unwrap(), []);
        assert_eq!(acts(store, &jay, false), [EntitlementAct::NoProposed, EntitlementAct::NoSentBack]);
        let late = by(store, dawn, 5, move |ask| decide(ask, id, None, "three")).unwrap();
        assert_eq!(late, Decided::Gone, "it was sent back meanwhile");
        refuse(store, &jay, FIRST_HOME, 6);
        let id = by(store, dawn, 7, see_refusals).unwrap()[0].step.id;
        for _ in 0..2 {
            by(store, dawn, 8, move |ask| decide(ask, id, None, "five")).unwrap();
        }
        assert_eq!(acts(store, &jay, true), [EntitlementAct::Refused], "sent twice, refused once");
    });

    on_both!(a_no_that_the_rule_says_too_needs_nobody_else => |store| {
        let jay = Jay::of(store);
        let dawn = colleague(store, Role::Manager, "Dawn");
        refuse(store, &jay, "accommodation_and_maintenance_u18", 1);
        assert_eq!(acts(store, &jay, true), [EntitlementAct::Refused]);
        assert_eq!(by(store, dawn, 2, see_refusals).unwrap(), []);
    });
}

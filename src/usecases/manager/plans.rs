//! A manager reads the plans that wait for a signature, the longest first, and signs or sends back with words.

use onward_domain::{
    access::Purpose,
    id::PersonId,
    pathway::{PlanAct, Stage},
    shown::Shown,
};
use onward_store::{
    StoreError, StoreResult,
    repo::plan_signing::{Signing, WaitingPlan},
    scope::ServiceView,
};

use crate::usecases::{
    adviser::plan::{SeenPlan, document, see_plan},
    ask::Ask,
    in_a_row::InARow,
};

/// One that waits, with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub plan: WaitingPlan,
    /// The name shown in lists.
    pub name: String,
    pub age: Option<u32>,
    /// Who handed it in.
    pub by: Option<String>,
}

/// Those that wait, the longest first; the look at the list is logged.
///
/// # Errors
/// Any store error.
pub fn see_queue(ask: &Ask<'_, ServiceView>) -> StoreResult<Vec<Waiting>> {
    let waiting = ask.scope.plans_to_sign(ask.tx, ask.now)?;
    let names = ask.tx.users().names(waiting.iter().filter_map(|(one, _)| one.by))?;
    let today = ask.now.today;
    let shown = waiting.into_iter().map(|(plan, listed)| Waiting {
        name: listed.person.identity.listed_name(),
        age: listed.person.identity.born.and_then(|born| today.years_since(born)),
        by: plan.by.and_then(|by| names.get(&by).cloned()),
        plan,
    });
    Ok(shown.collect())
}

/// Opens the record and reads the plan that waits, with where it is among all that wait.
///
/// # Errors
/// `NotFound` where none waits.
pub fn see_to_sign(ask: &Ask<'_, ServiceView>, person: PersonId) -> StoreResult<(SeenPlan, Option<InARow>)> {
    let seen = see_plan(ask, person)?;
    match seen.draft.as_ref().map(|draft| draft.stage) {
        Some(Stage::WithManager) => {
            let order = ask.scope.order_to_sign(ask.tx)?;
            Ok((seen, InARow::of(&order, person)))
        }
        _ => Err(StoreError::NotFound),
    }
}

/// Whose plan is read next, once this one is signed or sent back. `said`: who was next when it was read.
///
/// # Errors
/// Any store error.
pub fn next_to_sign(
    ask: &Ask<'_, ServiceView>,
    person: PersonId,
    said: Option<PersonId>,
) -> StoreResult<Option<PersonId>> {
    Ok(InARow::next(&ask.scope.order_to_sign(ask.tx)?, person, said))
}

/// What was done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    Done,
    /// It does not wait any more.
    Gone,
    /// They don't agree, and nothing is said of what happens about it.
    AboutIt,
}

/// Sends it back, with words that both read.
///
/// # Errors
/// `NotFound` for a missing person.
pub fn send_back(
    ask: &Ask<'_, ServiceView>,
    person: PersonId,
    words: &str,
    key: &str,
) -> StoreResult<Decided> {
    let record = ask.open(person, Purpose::Plan)?;
    let Some(draft) = record.plans().open_draft()? else { return Ok(Decided::Gone) };
    let back =
        record.plans().move_on(draft.id, &[Stage::WithManager], PlanAct::SentBack, Some(words), key)?;
    Ok(if back { Decided::Done } else { Decided::Gone })
}

/// Signs it: what is there is kept for ever, with the disagreement and what happens about it.
///
/// # Errors
/// As [`send_back`].
pub fn sign(
    ask: &Ask<'_, ServiceView>,
    person: PersonId,
    about_it: Option<&str>,
    key: &str,
) -> StoreResult<Decided> {
    let record = ask.open(person, Purpose::Plan)?;
    let plans = record.plans();
    let Some(draft) = plans.open_draft()? else { return Ok(Decided::Gone) };
    let moves = plans.moves(draft.id)?;
    if Stage::of(&moves) != Stage::WithManager {
        return Ok(Decided::Gone);
    }
    let mut document = document(&record, &draft)?;
    let disputed = document.parts.iter().any(|part| !part.disputed.is_empty());
    let disagrees = document.answer.as_ref().is_some_and(onward_domain::pathway::Answer::disagrees);
    if (disagrees || disputed) && about_it.is_none() {
        return Ok(Decided::AboutIt);
    }
    let handed_in = moves.iter().rev().find(|one| one.act == PlanAct::HandedIn);
    let signers: Vec<_> = handed_in.and_then(|one| one.made_by).into_iter().chain([ask.me]).collect();
    let names = ask.tx.users().names(signers)?;
    let today = ask.now.today;
    let review_due = Shown::review_after(today).unwrap_or(today);
    document.about_it = about_it.map(str::to_owned);
    document.adviser = handed_in.and_then(|one| names.get(&one.made_by?).cloned());
    document.manager = names.get(&ask.me).cloned();
    document.signed_on = Some(today);
    document.review_due = Some(review_due);
    let says = serde_json::to_string(&document)
        .map_err(|_| StoreError::Unreadable("a plan that can't be written as text".into()))?;
    let own_words = document.parts.iter().find_map(|part| part.own_words.clone());
    let signing = Signing { says, on: today, review_due, words: about_it.map(str::to_owned), own_words };
    plans.sign(draft.id, &signing, key)?;
    Ok(Decided::Done)
}

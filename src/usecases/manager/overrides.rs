//! A manager reads what advisers would decide in place of the rule's answers, and agrees or says why not. Whoever asked never
//! answers.

use std::{collections::HashMap, sync::Arc};

use onward_domain::{
    access::Purpose,
    id::{OverrideId, UserId},
    overrides::Override,
    person::Person,
};
use onward_store::{
    StoreError, StoreResult,
    scope::{Listed as Record, ServiceView},
};

use crate::usecases::{
    adviser::override_answer::{SeenOverrides, everyone_in, see_overrides},
    ask::Ask,
};

/// One in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub one: Override,
    /// The name shown in lists.
    pub name: String,
    pub age: Option<u32>,
    pub what: String,
    /// Who asks.
    pub by: Option<String>,
    /// The reader asked, so that another has to answer.
    pub mine: bool,
}

/// Those that wait and those that hold, the oldest first; the look at the list is logged.
///
/// # Errors
/// Any store error.
pub fn see_all_overrides(ask: &Ask<'_, ServiceView>) -> StoreResult<Vec<Listed>> {
    let all = ask.scope.overrides(ask.tx, ask.now)?;
    let names = ask.tx.users().names(all.iter().flat_map(|(one, _)| everyone_in(one)))?;
    let listed = |(one, listed): (Override, Arc<Record>)| shown(ask, one, &listed.person, &names);
    Ok(all.into_iter().map(listed).collect())
}

fn shown(
    ask: &Ask<'_, ServiceView>,
    one: Override,
    person: &Person,
    names: &HashMap<UserId, String>,
) -> Listed {
    Listed {
        name: person.identity.listed_name(),
        age: person.identity.born.and_then(|born| ask.now.today.years_since(born)),
        what: ask.law.name_of(&one.note.entitlement).to_owned(),
        by: names.get(&one.asked_by).cloned(),
        mine: one.asked_by == ask.me,
        one,
    }
}

/// How many wait: a number, and nobody's name.
///
/// # Errors
/// Any store error.
pub fn waiting_overrides(ask: &Ask<'_, ServiceView>) -> StoreResult<usize> {
    ask.scope.overrides_waiting(ask.tx)
}

/// Opens the record and reads one beside what the rule says.
///
/// # Errors
/// `NotFound` for none.
pub fn see_override(ask: &Ask<'_, ServiceView>, id: OverrideId) -> StoreResult<(Listed, SeenOverrides)> {
    let (person, entitlement) = ask.scope.override_of(ask.tx, id)?;
    let place = ask.law.find(&entitlement).ok_or(StoreError::NotFound)?.place();
    let seen = see_overrides(ask, person, place)?;
    let one = seen.all.iter().find(|one| one.id == id).cloned().ok_or(StoreError::NotFound)?;
    Ok((shown(ask, one, &seen.seen.answered.listed.person, &seen.names), seen))
}

/// Agrees, or does not and says why. Once a form. `false`: it does not wait any more.
///
/// # Errors
/// `NotAllowed` for whoever asked; the store's.
pub fn answer_override(
    ask: &Ask<'_, ServiceView>,
    id: OverrideId,
    agreed: bool,
    words: Option<&str>,
    key: &str,
) -> StoreResult<bool> {
    let (person, _) = ask.scope.override_of(ask.tx, id)?;
    ask.open(person, Purpose::Entitlements)?.overrides().answer(id, agreed, words, key)
}

//! A manager reads what young people asked of the council, and answers.

use onward_domain::{
    access::Purpose,
    id::{MatterId, PersonId},
    mine::Matter,
};
use onward_store::{StoreResult, scope::ServiceView};

use crate::usecases::ask::Ask;

/// What waits, with whose it is.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub person: PersonId,
    pub name: String,
    pub matter: Matter,
}

/// Everything that waits for an answer, soonest first; the look is written down.
///
/// # Errors
/// The store's own.
pub fn see_matters(ask: &Ask<'_, ServiceView>) -> StoreResult<Vec<Waiting>> {
    let cohort = ask.scope.cohort(ask.tx, ask.now)?;
    let mut all: Vec<Waiting> = Vec::new();
    for listed in &cohort.people {
        let of = |matter: &Matter| Waiting {
            person: listed.person.id,
            name: listed.person.identity.listed_name(),
            matter: matter.clone(),
        };
        all.extend(listed.matters.iter().map(of));
    }
    all.sort_by_key(|waits| (waits.matter.answer_by, waits.matter.id));
    ask.scope.look_at_list(ask.tx, all.len(), ask.now)?;
    Ok(all)
}

/// Answers one, once. Whether this answer stands: the first does.
///
/// # Errors
/// `NotFound` for what is not there; the store's own.
pub fn answer_matter(
    ask: &Ask<'_, ServiceView>,
    person: PersonId,
    matter: MatterId,
    words: &str,
    key: &str,
) -> StoreResult<bool> {
    ask.open(person, Purpose::Enquiry)?.answer_matter(matter, words, key)
}

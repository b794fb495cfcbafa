//! A manager reads what young people asked of the council, and records each stage of it.

use onward_domain::{
    access::Purpose,
    id::{MatterId, PersonId},
    matter::{Matter, MatterRefused, MatterTurnNote},
};
use onward_store::{StoreError, StoreResult, scope::ServiceView};

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
    all.sort_by_key(|waits| (waits.matter.stands().by, waits.matter.id));
    ask.scope.look_at_list(ask.tx, all.len(), ask.now)?;
    Ok(all)
}

/// One of somebody's, with who wrote each thing in it.
#[derive(Debug, Clone)]
pub struct SeenMatter {
    pub waiting: Waiting,
    /// By the place of each turn.
    pub writers: Vec<Option<String>>,
}

/// One of them, whether it waits or not.
///
/// # Errors
/// `NotFound` for what is not there; the store's own.
pub fn see_matter(ask: &Ask<'_, ServiceView>, person: PersonId, id: MatterId) -> StoreResult<SeenMatter> {
    let record = ask.open(person, Purpose::Enquiry)?;
    let matter = record.matters()?.into_iter().find(|one| one.id == id).ok_or(StoreError::NotFound)?;
    let names = ask.tx.users().names(matter.turns.iter().filter_map(|turn| turn.said_by))?;
    let writers = matter.turns.iter().map(|turn| names.get(&turn.said_by?).cloned()).collect();
    let name = record.person()?.identity.listed_name();
    Ok(SeenMatter { waiting: Waiting { person, name, matter }, writers })
}

/// Records what happened to it, once a form.
///
/// # Errors
/// As [`see_matter`].
pub fn record_matter(
    ask: &Ask<'_, ServiceView>,
    person: PersonId,
    id: MatterId,
    note: &MatterTurnNote,
    key: &str,
) -> StoreResult<Result<(), MatterRefused>> {
    ask.open(person, Purpose::Enquiry)?.turn_matter(id, note, key)
}

//! The hub's queue, one contact, and what is done about it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use onward_domain::{
    hub::{
        Deed, Outcome, Refused,
        follow::{What, to_do},
    },
    id::{HubContactId, UserId},
};
use onward_store::{
    StoreResult,
    repo::{hub::WithLedger, hub_alerts::HubAlert},
    scope::HubDesk,
};

use super::take_in::NUMBER;
use crate::{
    clock::london_day,
    usecases::{account::secrets::read_code, ask::Ask},
};

/// Contacts with the names of whoever stands in their ledgers.
#[derive(Debug, Clone)]
pub struct Seen {
    pub contacts: Vec<WithLedger>,
    pub names: BTreeMap<UserId, String>,
}

/// What waits for a decision, in the order of harm and clock. The look is written down.
///
/// # Errors
/// The store's.
pub fn see_queue(ask: &Ask<'_, HubDesk>) -> StoreResult<Seen> {
    let contacts = ask.scope.queue(ask.tx, ask.now)?;
    Ok(Seen { names: names(ask, &contacts)?, contacts })
}

/// One contact. The look is written down.
///
/// # Errors
/// `NotFound` for none; the store's.
pub fn see_contact(ask: &Ask<'_, HubDesk>, id: HubContactId) -> StoreResult<Seen> {
    let contacts = vec![ask.scope.contact(ask.tx, id, ask.now)?];
    Ok(Seen { names: names(ask, &contacts)?, contacts })
}

/// Something that a decision asks for and nobody has done, sent or explained yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToDo {
    pub contact: HubContactId,
    pub reference: String,
    pub outcome: Outcome,
    pub what: What,
    pub due: NaiveDate,
}

/// What is decided and still to do, the earliest due day first. Logged with the queue's look.
///
/// # Errors
/// The store's.
pub fn see_to_do(ask: &Ask<'_, HubDesk>) -> StoreResult<Vec<ToDo>> {
    let mut all = Vec::new();
    for one in ask.scope.unfinished(ask.tx)? {
        let stands = one.stands();
        let (Some(outcome), Some((decision, _))) = (stands.outcome, stands.decision) else { continue };
        for asked in to_do(&one.contact, &one.steps, Some(decision), london_day) {
            all.push(ToDo {
                contact: one.contact.id,
                reference: one.contact.reference.clone(),
                outcome,
                what: asked.what,
                due: asked.due,
            });
        }
    }
    all.sort_by_key(|one| (one.due, one.contact));
    Ok(all)
}

/// Texts to whoever is on duty that did not go, with the number of the contact. Logged with the queue's look.
///
/// # Errors
/// The store's.
pub fn see_alerts_not_sent(ask: &Ask<'_, HubDesk>) -> StoreResult<Vec<(HubAlert, String)>> {
    ask.scope.alerts_not_sent(ask.tx)
}

/// So many decided contacts stand on one page.
pub const PAGE: u32 = 50;

/// A page of what is decided.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The latest decision first.
    pub contacts: Vec<WithLedger>,
    /// There are older ones.
    pub more: bool,
}

/// What is decided, the latest first. The look is written down.
///
/// # Errors
/// The store's.
pub fn see_decided(ask: &Ask<'_, HubDesk>, page: u32) -> StoreResult<Decided> {
    let from = i64::from(page).saturating_mul(i64::from(PAGE));
    let mut contacts = ask.scope.decided(ask.tx, from, i64::from(PAGE) + 1, ask.now)?;
    let more = contacts.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    contacts.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    Ok(Decided { contacts, more })
}

/// The contact with the number that whoever wrote was given, however it is typed.
///
/// # Errors
/// The store's.
pub fn find_numbered(ask: &Ask<'_, HubDesk>, typed: &str) -> StoreResult<Option<HubContactId>> {
    let letters = read_code(typed);
    let letters = letters.strip_prefix('H').filter(|rest| rest.len() == NUMBER).unwrap_or(&letters);
    let Some((front, back)) = letters.split_at_checked(4) else { return Ok(None) };
    ask.scope.numbered(ask.tx, &format!("H-{front}-{back}"))
}

/// Adds to a contact's ledger, or says what stands in the way. Once a form.
///
/// # Errors
/// The store's.
pub fn add_step(
    ask: &Ask<'_, HubDesk>,
    id: HubContactId,
    deed: &Deed,
    key: &str,
) -> StoreResult<Result<(), Refused>> {
    ask.scope.add(ask.tx, (id, deed), key, ask.now)
}

fn names(ask: &Ask<'_, HubDesk>, contacts: &[WithLedger]) -> StoreResult<BTreeMap<UserId, String>> {
    let took = contacts.iter().filter_map(|one| one.contact.taken).map(|taken| taken.by);
    let ids = contacts.iter().flat_map(|one| one.steps.iter().map(|step| step.by)).chain(took);
    Ok(ask.tx.users().names(ids)?.into_iter().collect())
}

//! Whose a contact is, what stands beside it, families to be told later, and of which agency a partner is.

use chrono::{Days, NaiveDate};
use onward_domain::{
    hub::{Agency, Home, HubContact, Part, PartSaid, Passed, Refused, Routed},
    id::{HubContactId, UserId},
};
use onward_store::{
    StoreResult,
    repo::{hub::WithLedger, hub_passes::PassTo},
    scope::HubDesk,
};
use std::collections::{BTreeMap, HashMap};

use crate::usecases::ask::Ask;

/// What stands beside a contact's ledger.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    pub parts: Vec<Part>,
    pub routes: Vec<Routed>,
    pub passed: Vec<Passed>,
    /// Other contacts that may be about the same.
    pub alike: Vec<HubContact>,
    /// Somebody named in it may have a record here.
    pub may_be_known: bool,
    pub names: HashMap<UserId, String>,
}

/// What stands beside this contact.
///
/// # Errors
/// The store's.
pub fn see_beside(ask: &Ask<'_, HubDesk>, one: &HubContact) -> StoreResult<Beside> {
    let parts = ask.scope.parts(ask.tx, one.id)?;
    let routes = ask.scope.routes(ask.tx, one.id)?;
    let passed = ask.scope.passed(ask.tx, one.id)?;
    let by = parts.iter().map(|part| part.by).chain(routes.iter().map(|routed| routed.by));
    let by = by.chain(passed.iter().map(|pass| pass.by));
    Ok(Beside {
        names: ask.tx.users().names(by)?,
        alike: ask.scope.alike(ask.tx, one)?,
        may_be_known: ask.scope.may_be_known(ask.tx, one)?,
        parts,
        routes,
        passed,
    })
}

/// Whose each contact is, and the families that are to be told, each by its day.
pub type BesideQueue = (BTreeMap<HubContactId, Home>, Vec<(NaiveDate, WithLedger)>);

/// Beside the queue: whose each is, and the families that are to be told within a week.
///
/// # Errors
/// The store's.
pub fn see_beside_queue(ask: &Ask<'_, HubDesk>, queue: &[WithLedger]) -> StoreResult<BesideQueue> {
    let ids: Vec<HubContactId> = queue.iter().map(|one| one.contact.id).collect();
    let by = ask.now.today.checked_add_days(Days::new(7)).unwrap_or(ask.now.today);
    Ok((ask.scope.homes(ask.tx, &ids)?, ask.scope.untold_families(ask.tx, by)?))
}

/// Says whose a contact is. Once a form.
///
/// # Errors
/// `NotFound` for no contact; the store's.
pub fn route(ask: &Ask<'_, HubDesk>, id: HubContactId, home: Home, why: &str, key: &str) -> StoreResult<()> {
    ask.scope.route(ask.tx, id, (home, why), key, ask.now)
}

/// A contact with what was passed on of it, and with whoever wrote that. The look is written down.
///
/// # Errors
/// `NotFound` for no contact; the store's.
pub fn see_passed(ask: &Ask<'_, HubDesk>, id: HubContactId) -> StoreResult<(WithLedger, Beside)> {
    let one = ask.scope.contact(ask.tx, id, ask.now)?;
    let (routes, passed) = (ask.scope.routes(ask.tx, id)?, ask.scope.passed(ask.tx, id)?);
    let names = ask.tx.users().names(passed.iter().map(|pass| pass.by))?;
    Ok((one, Beside { routes, passed, names, ..Beside::default() }))
}

/// Passes a contact to a council that is not of the hub, or says who there has taken it. Once a form.
///
/// # Errors
/// `NotFound` for no contact; the store's.
pub fn pass_on(
    ask: &Ask<'_, HubDesk>,
    id: HubContactId,
    to: &PassTo,
    key: &str,
) -> StoreResult<Result<(), Refused>> {
    ask.scope.pass_on(ask.tx, id, to, key, ask.now)
}

/// Who at an agency said something by phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidBy {
    pub agency: Agency,
    pub name: String,
}

/// Writes down what an agency said by phone, under its name, once a form. `false`: it is decided.
///
/// # Errors
/// `NotAllowed` for one without its ground; `NotFound` for no contact; the store's.
pub fn write_down_part(
    ask: &Ask<'_, HubDesk>,
    id: HubContactId,
    by: &SaidBy,
    said: &PartSaid,
    key: &str,
) -> StoreResult<bool> {
    ask.scope.write_down_part(ask.tx, id, (by.agency, &by.name, said), key, ask.now)
}

/// Partners with their agency.
///
/// # Errors
/// The store's.
pub fn see_partners(ask: &Ask<'_, HubDesk>) -> StoreResult<Vec<(UserId, String, Option<Agency>)>> {
    ask.scope.partners(ask.tx)
}

/// Says of which agency a partner is.
///
/// # Errors
/// `NotFound` for whoever is no partner; the store's.
pub fn set_agency(ask: &Ask<'_, HubDesk>, partner: UserId, agency: Agency) -> StoreResult<()> {
    ask.scope.set_agency(ask.tx, partner, agency, ask.now)
}

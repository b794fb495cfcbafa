//! Sees one's own years to 25, and tries out a change. Nothing is saved, and nobody is told.

use leaving_care_rules::{
    impossible::Impossible,
    what_if::{Change, Difference, what_if},
    years::{Years, years},
};
use onward_domain::access::Purpose;
use onward_store::{StoreResult, scope::OwnRecord};

use super::see_own_pages::{Own, own_of};
use crate::usecases::ask::Ask;

/// What the page of years is made of.
#[derive(Debug, Clone)]
pub struct OwnYears {
    /// One's own pages.
    pub own: Own,
    /// The status and every entitlement on every day; none without a date of birth.
    pub years: Option<Years>,
    /// What the change would do; none where none was tried.
    pub tried: Option<Difference>,
    /// The day of the change can't be one of their life.
    pub out_of_life: bool,
}

/// Opens one's own record and works it out.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn see_years(ask: &Ask<'_, OwnRecord>, change: Option<&Change>) -> StoreResult<OwnYears> {
    let record = ask.open(Purpose::OwnPages)?;
    let own = own_of(ask, &record)?;
    let (law, today) = (ask.law, own.today);
    // Nothing was given yet as far as a change is concerned: what was had is not gained again, and the page says so.
    let impossible = change.and_then(|change| change.impossible(&own.facts));
    // Care that is planned and has not begun is tried out like any other.
    let out_of_life = impossible.is_some_and(|why| !matches!(why, Impossible::EndsBeforeCare(_)));
    let change = change.filter(|_| !out_of_life);
    let tried = change.and_then(|change| what_if(law, &own.facts, today, std::slice::from_ref(change)));
    Ok(OwnYears { years: years(law, &own.facts, today), tried, out_of_life, own })
}

//! A manager sees the hub in figures.

use chrono::{Days, NaiveDate};
use onward_domain::hub::figures::Figures;
use onward_store::{StoreResult, scope::ServiceView};

use crate::{clock::london_day, usecases::ask::Ask};

/// Decisions of so many days are counted.
const DAYS: u64 = 91;

/// The figures, and since when decisions are counted. The look is written down.
///
/// # Errors
/// The store's.
pub fn see_hub(ask: &Ask<'_, ServiceView>) -> StoreResult<(Figures, NaiveDate)> {
    let since = ask.now.today.checked_sub_days(Days::new(DAYS)).unwrap_or(ask.now.today);
    Ok((ask.scope.hub_figures(ask.tx, since, london_day, ask.now)?, since))
}

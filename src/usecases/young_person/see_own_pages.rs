//! The young person sees what the service has worked out for them.

use std::{ops::Deref, sync::Arc};

use chrono::{Days, NaiveDate};
use onward_domain::{access::Purpose, allocation::Worker, entitlement::EntitlementStep};
use onward_store::{StoreResult, scope::OwnRecord};

use crate::usecases::{
    ask::Ask,
    hands::{Hand, hands},
    worked::Worked,
};

/// How long Home says that someone from outside opened the record: four weeks.
const OPENING_IS_NEWS: Days = Days::new(28);

/// Everything a young person's own pages are made from, on one day.
#[derive(Debug, Clone)]
pub struct Own {
    /// The name they use.
    pub known_as: String,
    /// What the rules and the ledger say about them.
    pub worked: Arc<Worked>,
    /// What has happened with their entitlements, oldest first.
    pub steps: Vec<EntitlementStep>,
    /// What staff recorded or corrected in the care history.
    pub hands: Vec<Hand>,
    /// Their adviser today.
    pub adviser: Option<Worker>,
    /// When they next meet, if that is agreed.
    pub next_contact: Option<NaiveDate>,
    /// The deadline for looking at their plan again.
    pub review_due: Option<NaiveDate>,
    /// When someone from outside opened their record in the last four weeks.
    pub opened_from_outside: Option<NaiveDate>,
}

impl Deref for Own {
    type Target = Worked;
    fn deref(&self) -> &Worked {
        &self.worked
    }
}

/// Opens their own record, and works out what it means today.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; any database error.
pub fn see_own_pages(ask: &Ask<'_, OwnRecord>) -> StoreResult<Own> {
    let (tx, law, now) = (ask.tx, ask.law, ask.now);
    let record = ask.open(Purpose::OwnPages)?;
    let listed = record.overview()?;
    let since = now.today.checked_sub_days(OPENING_IS_NEWS);
    let opened = record.openings()?.first().map(|opening| opening.opened_at.date_naive());
    let hands = hands(tx, &record, &listed.facts.episodes_in_order())?;
    let mut steps = listed.facts.entitlements.clone();
    steps.sort_by_key(|step| (step.note.happened_on, step.id));
    Ok(Own {
        hands,
        known_as: listed.person.identity.known_as.clone(),
        worked: Worked::of(law, &listed, now.today),
        steps,
        adviser: listed.adviser.clone(),
        next_contact: listed.next_contact,
        review_due: listed.review_due,
        opened_from_outside: opened.filter(|day| since.is_none_or(|since| *day >= since)),
    })
}

//! The young person sees what the service has worked out for them.

use chrono::{Days, NaiveDate};
use leaving_care_rules::facts::FactId;
use onward_domain::{
    access::Purpose,
    allocation::Worker,
    care::CircumstanceValue,
    document::Document,
    entitlement::EntitlementStep,
    id::OwnAnswerId,
    own_answer::{OwnAnswer, OwnAnswerNote},
    returns::ssda903::CollectionYear,
    whose::Whose,
};
use onward_store::{
    StoreResult,
    scope::{OwnRecord, Record},
};
use std::{collections::BTreeSet, ops::Deref, sync::Arc};

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
    /// Their adviser today.
    pub adviser: Option<Worker>,
    /// When they next meet, if that is agreed.
    pub next_contact: Option<NaiveDate>,
    /// The deadline for looking at their plan again.
    pub review_due: Option<NaiveDate>,
    /// When someone from outside opened their record in the last four weeks.
    pub opened_from_outside: Option<NaiveDate>,
    /// Who owes the help of their status.
    pub whose: Whose,
    /// The years of which the returns are not held and would settle the status.
    pub years_wanted: Vec<CollectionYear>,
    /// The questions to which somebody has written down an answer.
    pub answered: BTreeSet<FactId>,
    /// What staff recorded in their care history, and what they say themselves.
    pub said: Arc<Said>,
}

/// What their own pages read in the record beside the facts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// What staff recorded or corrected in the care history.
    pub hands: Vec<Hand>,
    /// What they say about themselves today.
    pub own_answers: Vec<OwnAnswer>,
    /// The day of the latest opening from outside.
    pub opened: Option<NaiveDate>,
    /// Those of their papers that they see, where one of them shows a payment.
    pub papers: Vec<Document>,
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
    let record = ask.open(Purpose::OwnPages)?;
    own_of(ask, &record)
}

/// What the pages are made of, in a record that is open already: a page that needs more opens it once.
pub(in crate::usecases) fn own_of(ask: &Ask<'_, OwnRecord>, record: &Record<'_>) -> StoreResult<Own> {
    let (law, now) = (ask.law, ask.now);
    let listed = record.overview()?;
    let since = now.today.checked_sub_days(OPENING_IS_NEWS);
    let mut steps = listed.facts.entitlements.clone();
    let answered = listed.facts.circumstances.iter().filter(|one| one.recorded.stands());
    let answered = answered.filter(|one| one.note.value != CircumstanceValue::NotKnown);
    let worked = Worked::of(law, &listed, now.today);
    steps.sort_by_key(|step| (step.note.happened_on, step.id));
    let said = record.once(|record| said(ask, record))?;
    Ok(Own {
        known_as: listed.person.identity.known_as.clone(),
        whose: Whose::of(law, &worked.assessment, &listed.facts),
        worked,
        steps,
        adviser: listed.adviser.clone().and_then(Worker::who_answers),
        next_contact: listed.next_contact,
        review_due: listed.review_due,
        years_wanted: listed.facts.years_wanted(now.today),
        answered: answered.map(|one| one.note.fact.fact()).collect(),
        opened_from_outside: said.opened.filter(|day| since.is_none_or(|since| *day >= since)),
        said,
    })
}

fn said(ask: &Ask<'_, OwnRecord>, record: &Record<'_>) -> StoreResult<Said> {
    let facts = &record.overview()?.facts;
    let shown = facts.entitlements.iter().any(|step| step.note.payment.document.is_some());
    Ok(Said {
        papers: if shown { record.documents()? } else { Vec::new() },
        hands: hands(ask.tx, record, &facts.episodes_in_order())?,
        own_answers: record.own_answers().standing()?,
        opened: record.openings()?.first().map(|opening| opening.opened_at.date_naive()),
    })
}

/// Keeps what they say about themselves, once: beside what is written, and never over it.
///
/// # Errors
/// As [`see_own_pages`]; `NotAllowed` for an answer of another kind than the question takes.
pub fn tell(ask: &Ask<'_, OwnRecord>, note: &OwnAnswerNote, key: &str) -> StoreResult<OwnAnswerId> {
    ask.open(Purpose::OwnPages)?.own_answers().keep(note, key)
}

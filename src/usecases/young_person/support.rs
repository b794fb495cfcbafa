//! A young person of 21 or more says whether they want an adviser again. They may ask on any day until 25; being offered it is not
//! needed. Children Act 1989 s.23CZB(2).

use chrono::NaiveDate;
use leaving_care_rules::assessment::{DutyStage, Status};
use onward_domain::{
    access::Purpose,
    allocation::{Part, Worker},
    support::{Offers, SupportAct, SupportNote},
};
use onward_store::{
    StoreResult,
    scope::{OwnRecord, Record},
};

use crate::usecases::{ask::Ask, worked::Worked};

/// Whether it is theirs to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayAsk {
    /// From this birthday on. Until then their adviser is theirs without asking.
    From(NaiveDate),
    /// Until this birthday.
    Until(NaiveDate),
    /// They have it: they asked.
    Has(NaiveDate),
    /// Not by this rule.
    No,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct OwnSupport {
    pub adviser: Option<Worker>,
    pub may: MayAsk,
    pub offers: Offers,
}

/// Opens one's own record and reads how it stands.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_support(ask: &Ask<'_, OwnRecord>) -> StoreResult<OwnSupport> {
    let record = ask.open(Purpose::OwnPages)?;
    let offers = Offers::of(&record.support()?);
    let may = may_ask(ask, &record, &offers)?;
    Ok(OwnSupport { adviser: record.worker(Part::Adviser)?, may, offers })
}

/// Says yes or not now, once for a form's key; where it is not theirs to say, nothing happens.
///
/// # Errors
/// As [`see_support`].
pub fn answer_support(
    ask: &Ask<'_, OwnRecord>,
    wants: bool,
    words: Option<&str>,
    key: &str,
) -> StoreResult<bool> {
    let record = ask.open(Purpose::OwnPages)?;
    let offers = Offers::of(&record.support()?);
    if !matches!(may_ask(ask, &record, &offers)?, MayAsk::Until(_) | MayAsk::Has(_)) {
        return Ok(false);
    }
    let act = if wants { SupportAct::Wants } else { SupportAct::NotNow };
    let note = SupportNote { act, on: ask.now.today, how: None, words: words.map(str::to_owned) };
    record.say_support(&note, key)?;
    Ok(true)
}

/// Whoever said yes has it, whatever else they have an adviser for: a course gives one too, and ends.
fn may_ask(ask: &Ask<'_, OwnRecord>, record: &Record<'_>, offers: &Offers) -> StoreResult<MayAsk> {
    let today = ask.now.today;
    let worked = Worked::of(ask.law, &*record.overview()?, today);
    let assessment = &worked.assessment;
    let (Some(turned), Some(ends)) = (assessment.dates.turns_21, assessment.dates.turns_25) else {
        return Ok(MayAsk::No);
    };
    Ok(match (assessment.status, assessment.duty_stage) {
        (Status::FormerRelevant | Status::FormerRelevantEducation, Some(DutyStage::S23CZB)) => {
            MayAsk::Has(ends)
        }
        (Status::FormerRelevant | Status::FormerRelevantEducation, _) if turned <= today && today < ends => {
            if offers.wanted() {
                MayAsk::Has(ends)
            } else {
                MayAsk::Until(ends)
            }
        }
        (Status::Eligible | Status::Relevant | Status::FormerRelevant, _) if today < turned => {
            MayAsk::From(turned)
        }
        _ => MayAsk::No,
    })
}

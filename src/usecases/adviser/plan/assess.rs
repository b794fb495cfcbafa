//! The assessment of needs, matter by matter; finished, it closes its clock in the ledger that the clock reads.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    entitlement::{EntitlementAct, EntitlementNote},
    id::PersonId,
    pathway::NeedPart,
};
use onward_store::{
    StoreResult,
    repo::versions::{Kept, Sent},
    scope::Caseload,
};

use super::see::open_to_write;
use crate::usecases::{adviser::Answered, ask::Ask};

/// The entitlement whose ledger says that it was made.
const ASSESSMENT: &str = "needs_assessment";

/// What the page of the assessment shows.
#[derive(Debug, Clone)]
pub struct SeenAssessment {
    pub answered: Answered,
    pub needs: Vec<NeedPart>,
    /// The day on which it was finished, as the ledger says.
    pub finished: Option<NaiveDate>,
}

/// Opens the record and reads the assessment.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's.
pub fn see_assessment(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenAssessment> {
    let record = ask.open(person, Purpose::Plan)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    let finished = onward_domain::entitlement::standing(&answered.listed.facts.entitlements)
        .into_iter()
        .filter(|step| step.note.entitlement == ASSESSMENT && step.note.act == EntitlementAct::Paid)
        .map(|step| step.note.happened_on)
        .max();
    Ok(SeenAssessment { needs: record.needs().standing()?, answered, finished })
}

/// Keeps what was found about some matters, each against its own version: one that somebody else wrote meanwhile clashes alone, and
/// the others are kept.
///
/// # Errors
/// As [`see_assessment`]; `NotAllowed` where the record was opened from outside.
pub fn keep_needs(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &[Sent<NeedPart>],
) -> StoreResult<Vec<Kept<NeedPart>>> {
    let record = open_to_write(ask, person)?;
    sent.iter().map(|each| record.needs().keep(each)).collect()
}

/// Writes down that it was made, which closes its clock; once for a form's key.
///
/// # Errors
/// As [`keep_needs`].
pub fn finish_assessment(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    on: NaiveDate,
    key: &str,
) -> StoreResult<()> {
    let record = open_to_write(ask, person)?;
    let note = EntitlementNote::new(ASSESSMENT, EntitlementAct::Paid, on);
    record.entitlements().keep_unless::<()>(&note, key, || Ok(None)).map(drop)
}

//! An adviser writes a pathway plan with a young person: from the assessment, beside the last plan, on its way to be signed.

mod assess;
mod see;
#[cfg(test)]
mod tests;
mod way;
mod write;

pub use assess::{SeenAssessment, finish_assessment, keep_needs, see_assessment};
pub use see::{DraftSeen, Offered, SeenPlan, SignedPlan, see_plan, see_signed};
pub use way::{hand_in, share};
pub use write::{
    Begun, MatterSaid, MatterSaved, begin, keep_matter, keep_part, keep_step, keep_support, offer_step,
};

use onward_domain::{
    id::PlanId,
    pathway::{Answer, Document},
    plan::{PlanArea, PlanSaying, SayingKind},
};
use onward_store::{StoreResult, scope::Record};

use crate::clock::london_day;

/// The document of a plan as it stands now, with the young person's own words of today, as far as they share them.
///
/// # Errors
/// The store's.
pub fn document(record: &Record<'_>, plan: &onward_domain::plan::Plan) -> StoreResult<Document> {
    let plans = record.plans();
    let sayings = plans.sayings()?;
    let mut document = Document::of(
        plan.number,
        plan.support.clone(),
        &plans.parts(plan.id)?,
        &plans.steps(plan.id)?,
        &words(&sayings, plan.id),
    );
    document.answer = answer(&sayings, plan.id);
    Ok(document)
}

/// What they say of each part, the newest of a kind first.
fn words(sayings: &[PlanSaying], plan: PlanId) -> Vec<(PlanArea, SayingKind, String)> {
    let said = |each: &PlanSaying| {
        let (area, words) = (each.said.area?, each.said.words.clone()?);
        let counts = match each.said.kind {
            SayingKind::Words => true,
            SayingKind::NotWhatISaid => each.said.plan == Some(plan),
            _ => false,
        };
        counts.then_some((area, each.said.kind, words))
    };
    sayings.iter().filter_map(said).collect()
}

/// What they answered to this plan last.
#[must_use]
pub fn answer(sayings: &[PlanSaying], plan: PlanId) -> Option<Answer> {
    let last = sayings.iter().find(|each| each.said.kind.is_answer() && each.said.plan == Some(plan))?;
    Some(Answer { kind: last.said.kind, words: last.said.words.clone(), on: london_day(last.said_at) })
}

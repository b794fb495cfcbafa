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

use chrono::{DateTime, Utc};
use onward_domain::{
    id::PlanId,
    pathway::{Answer, Document},
    plan::{Plan, PlanArea, PlanPart, PlanSaying, PlanStatus, SayingKind, Step},
};
use onward_store::{StoreResult, scope::Record};

use crate::clock::london_day;

/// The document of a plan as it stands now, with the young person's own words of today, as far as they share them.
///
/// # Errors
/// The store's.
pub fn document(record: &Record<'_>, plan: &Plan) -> StoreResult<Document> {
    let plans = record.plans();
    let sayings = plans.sayings()?;
    let (parts, steps) = (plans.parts(plan.id)?, plans.steps(plan.id)?);
    let said = words(&sayings, plan.id);
    let mut document = Document::of(plan.number, plan.support.clone(), &parts, &steps, &said);
    document.answer = answer(&sayings, plan.id, written(plan, &parts, &steps));
    Ok(document)
}

/// What they answered to the draft as it is written now.
///
/// # Errors
/// The store's.
pub fn answer_to(record: &Record<'_>, draft: &Plan) -> StoreResult<Option<Answer>> {
    let plans = record.plans();
    let since = written(draft, &plans.parts(draft.id)?, &plans.steps(draft.id)?);
    Ok(answer(&plans.sayings()?, draft.id, since))
}

/// When a draft got the text that it has now. A plan in force keeps its text; its steps are ticked.
fn written(plan: &Plan, parts: &[PlanPart], steps: &[Step]) -> Option<DateTime<Utc>> {
    let parts = parts.iter().map(|part| part.changed_at);
    let steps = steps.iter().map(|step| step.changed_at);
    parts.chain(steps).max().filter(|_| plan.status == PlanStatus::Draft)
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

/// The newest answer to this plan, whatever it said then.
fn last_answer(sayings: &[PlanSaying], plan: PlanId) -> Option<&PlanSaying> {
    sayings.iter().find(|each| each.said.kind.is_answer() && each.said.plan == Some(plan))
}

/// What they answered to this plan last. Nobody agrees to words that they never read: a yes to a text that was changed `since` is none.
/// A no stays until they say otherwise.
fn answer(sayings: &[PlanSaying], plan: PlanId, since: Option<DateTime<Utc>>) -> Option<Answer> {
    let last = last_answer(sayings, plan)?;
    let answer =
        Answer { kind: last.said.kind, words: last.said.words.clone(), on: london_day(last.said_at) };
    let is_old = since.is_some_and(|since| last.said_at < since);
    (answer.disagrees() || !is_old).then_some(answer)
}

//! A draft is begun, with what is still open in the last plan, and written part by part and step by step. Each is saved against
//! the version that it was read in: of two who write, nobody's words are lost.

use chrono::NaiveDate;
use onward_domain::{
    id::{PersonId, PlanId, StepId},
    pathway::{Stage, Support},
    plan::{PartText, Plan, PlanPart, PlanStatus, Step, StepStatus, StepText},
};
use onward_store::{
    StoreError, StoreResult,
    repo::Saved,
    scope::{Caseload, Record},
};

use super::see::open_to_write;
use crate::usecases::ask::Ask;

/// The draft that there is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun {
    pub plan: PlanId,
    pub number: i64,
}

/// Begins a draft, or goes on with the one that there is. The words of the last plan and its open steps are carried over; for a
/// first plan, what the assessment found.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; `NotAllowed` where the record was opened from outside.
pub fn begin(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<Begun> {
    let record = open_to_write(ask, person)?;
    let plans = record.plans();
    if let Some(draft) = plans.open_draft()? {
        return Ok(Begun { plan: draft.id, number: draft.number });
    }
    let last = plans.agreed()?;
    let plan = plans.begin()?;
    match last {
        Some(last) => {
            for part in plans.parts(last.id)? {
                plans.write_part(plan, 0, &part.text)?;
            }
            for step in plans.steps(last.id)?.into_iter().filter(|step| step.text.status.is_open()) {
                plans.add_step(plan, &step.text)?;
            }
        }
        None => {
            for need in record.needs().standing()? {
                let text = PartText { area: need.note.area, agreed: need.note.says, otherwise: None };
                plans.write_part(plan, 0, &text)?;
            }
        }
    }
    let number = plans.find(plan)?.map_or(1, |plan| plan.number);
    Ok(Begun { plan, number })
}

/// The draft, while it may be written.
fn draft(record: &Record<'_>) -> StoreResult<Plan> {
    let plans = record.plans();
    let draft = plans.open_draft()?.ok_or(StoreError::NotFound)?;
    debug_assert_eq!(draft.status, PlanStatus::Draft);
    if Stage::of(&plans.moves(draft.id)?).may_be_written() {
        return Ok(draft);
    }
    Err(StoreError::NotAllowed("a plan that waits for a signature is not changed".into()))
}

/// Saves a part of the draft against the version that it was read in.
///
/// # Errors
/// `NotFound` without a draft; `NotAllowed` while it waits for a signature.
pub fn keep_part(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    version: i64,
    text: &PartText,
) -> StoreResult<Saved<PlanPart>> {
    let record = open_to_write(ask, person)?;
    part_of(&record, draft(&record)?.id, version, text)
}

/// Saves a step against the version that it was read in; without one it is a new step. The same step sent twice is one.
///
/// # Errors
/// As [`keep_part`].
pub fn keep_step(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    step: Option<(StepId, i64)>,
    text: &StepText,
) -> StoreResult<Saved<Step>> {
    let record = open_to_write(ask, person)?;
    step_of(&record, draft(&record)?.id, step, text)
}

/// What was written on the page of one matter: its words, and a step of it; each against its own version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterSaid {
    pub part: Option<(i64, PartText)>,
    pub step: Option<(Option<(StepId, i64)>, StepText)>,
}

/// What happened to each; nothing for what was not written.
pub type MatterSaved = (Option<Saved<PlanPart>>, Option<Saved<Step>>);

/// Saves both. Where somebody else wrote one of them meanwhile, the other is kept all the same.
///
/// # Errors
/// As [`keep_part`].
pub fn keep_matter(ask: &Ask<'_, Caseload>, person: PersonId, said: &MatterSaid) -> StoreResult<MatterSaved> {
    let record = open_to_write(ask, person)?;
    let plan = draft(&record)?.id;
    let part = said.part.as_ref().map(|(version, text)| part_of(&record, plan, *version, text));
    let step = said.step.as_ref().map(|(step, text)| step_of(&record, plan, *step, text));
    Ok((part.transpose()?, step.transpose()?))
}

fn part_of(record: &Record<'_>, plan: PlanId, version: i64, text: &PartText) -> StoreResult<Saved<PlanPart>> {
    let before = record.plans().parts(plan)?.into_iter().find(|part| part.text.area == text.area);
    if before.is_some_and(|before| before.text == *text) {
        return Ok(Saved::Saved);
    }
    record.plans().write_part(plan, version, text)
}

fn step_of(
    record: &Record<'_>,
    plan: PlanId,
    step: Option<(StepId, i64)>,
    text: &StepText,
) -> StoreResult<Saved<Step>> {
    let steps = record.plans().steps(plan)?;
    match step {
        Some((step, version)) => {
            let before = steps.iter().find(|each| each.id == step).ok_or(StoreError::NotFound)?;
            if before.text == *text {
                return Ok(Saved::Saved);
            }
            record.plans().rewrite_step(step, version, text)
        }
        None if steps.iter().any(|each| each.text == *text) => Ok(Saved::Saved),
        None => record.plans().add_step(plan, text).map(|_| Saved::Saved),
    }
}

/// Saves the support that was agreed.
///
/// # Errors
/// As [`keep_part`].
pub fn keep_support(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    version: i64,
    support: &Support,
) -> StoreResult<Saved<Plan>> {
    let record = open_to_write(ask, person)?;
    let plan = draft(&record)?;
    if plan.support.as_ref() == Some(support) {
        return Ok(Saved::Saved);
    }
    record.plans().agree_support(plan.id, version, support)
}

/// Makes a step of something that is theirs and in no step.
///
/// # Errors
/// As [`keep_part`]; `NotFound` for what is not offered.
pub fn offer_step(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    place: usize,
    (who, due_on): (&str, Option<NaiveDate>),
) -> StoreResult<()> {
    let seen = super::see_plan(ask, person)?;
    let Some(offered) = seen.offered.into_iter().find(|each| each.place == place) else { return Ok(()) };
    let text = StepText {
        area: offered.area,
        what: match offered.left {
            Some(left) => format!("Ask for it: {}, {left}", offered.name),
            None => format!("Ask for it: {}", offered.name),
        },
        who: who.to_owned(),
        due_on,
        status: StepStatus::ToDo,
        otherwise: None,
    };
    keep_step(ask, person, None, &text).map(drop)
}

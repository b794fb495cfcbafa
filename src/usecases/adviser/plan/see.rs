//! What the plan's pages show: the draft beside the last plan, what is not clear in it, what is owed and in no step.

use chrono::NaiveDate;
use std::collections::BTreeMap;

use onward_domain::{
    access::Purpose,
    id::PersonId,
    money::Pence,
    pathway::{Covered, Document, Earlier, NeedPart, PlanMove, Snapshot, Stage, covered, prompts},
    plan::{PartText, Plan, PlanArea, PlanPart, PlanStatus, Step, StepText},
};
use onward_store::{
    StoreError, StoreResult,
    scope::{Caseload, Record},
};

use super::{document, last_answer};
use crate::{
    clock::london_day,
    usecases::{
        adviser::Answered,
        ask::{Ask, OpensRecords},
    },
};

/// Something that is theirs and stands in no step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its place among the law's entitlements.
    pub place: usize,
    pub name: String,
    pub left: Option<Pence>,
    /// The part of the plan that it belongs to.
    pub area: PlanArea,
}

/// A draft with everything around it.
#[derive(Debug, Clone)]
pub struct DraftSeen {
    pub plan: Plan,
    pub stage: Stage,
    pub moves: Vec<PlanMove>,
    pub parts: Vec<PlanPart>,
    pub steps: Vec<Step>,
    /// As it would be signed now.
    pub document: Document,
    /// How far each of the ten matters is.
    pub covered: Vec<(PlanArea, Covered)>,
    /// Words that somebody wrote over, the newest first.
    pub earlier: Vec<Earlier>,
    /// Something changed since the young person got it to read.
    pub changed_since: bool,
    /// They answered on this day, and its text was changed after that.
    pub answered_before: Option<NaiveDate>,
}

impl DraftSeen {
    /// How many steps have a prompt.
    #[must_use]
    pub fn prompted(&self, before: &[StepText]) -> usize {
        self.steps.iter().filter(|step| !prompts(&step.text, before).is_empty()).count()
    }
}

/// What the pages of a person's plan show.
#[derive(Debug, Clone)]
pub struct SeenPlan {
    pub answered: Answered,
    pub draft: Option<DraftSeen>,
    /// The plan in force, with its steps, as a document.
    pub last: Option<(Plan, Vec<Step>, Document)>,
    /// Every plan that is no draft, the newest first, and whether its text is kept.
    pub signed: Vec<(Plan, Option<Snapshot>)>,
    pub needs: Vec<NeedPart>,
    pub offered: Vec<Offered>,
    /// The names of those who moved it.
    pub names: BTreeMap<String, String>,
}

/// Opens the record and reads the plan.
///
/// # Errors
/// `NotFound` for a person who is not the viewer's; any store error.
pub fn see_plan<S: OpensRecords>(ask: &Ask<'_, S>, person: PersonId) -> StoreResult<SeenPlan> {
    let record = ask.open(person, Purpose::Plan)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    let plans = record.plans();
    let last = match plans.agreed_with_steps()? {
        Some((plan, steps)) => {
            let document = signed_document(&record, &plan)?;
            Some((plan, steps, document))
        }
        None => None,
    };
    let draft = match plans.open_draft()? {
        Some(plan) => Some(draft(&record, plan)?),
        None => None,
    };
    let mut signed = Vec::new();
    for plan in plans.all()?.into_iter().rev().filter(|plan| plan.status != PlanStatus::Draft) {
        let snapshot = plans.snapshot(plan.id)?;
        signed.push((plan, snapshot));
    }
    let steps = draft.as_ref().map(|draft| draft.steps.as_slice()).unwrap_or_default();
    let offered = offered(ask.law, &answered, steps);
    let moved = draft.iter().flat_map(|draft| {
        let written = draft.earlier.iter().filter_map(|each| each.written_by);
        draft.moves.iter().filter_map(|one| one.made_by).chain(written)
    });
    let names = ask.tx.users().names(moved)?;
    Ok(SeenPlan {
        draft,
        last,
        signed,
        needs: record.needs().standing()?,
        offered,
        names: names.into_iter().map(|(user, name)| (user.to_string(), name)).collect(),
        answered,
    })
}

fn draft(record: &Record<'_>, plan: Plan) -> StoreResult<DraftSeen> {
    let plans = record.plans();
    let (parts, steps) = (plans.parts(plan.id)?, plans.steps(plan.id)?);
    let moves = plans.moves(plan.id)?;
    let texts: Vec<PartText> = parts.iter().map(|part| part.text.clone()).collect();
    let said: Vec<StepText> = steps.iter().map(|step| step.text.clone()).collect();
    let of = |area: &PlanArea| (*area, covered(*area, &texts, &said));
    let shared = moves.iter().rev().find(|one| one.act == onward_domain::pathway::PlanAct::Shared);
    let changed_since = shared.is_some_and(|shared| {
        parts.iter().any(|part| part.changed_at > shared.made_at)
            || steps.iter().any(|step| step.changed_at > shared.made_at)
    });
    let document = document(record, &plan)?;
    let answered_before = match &document.answer {
        Some(_) => None,
        None => last_answer(&plans.sayings()?, plan.id).map(|each| london_day(each.said_at)),
    };
    Ok(DraftSeen {
        stage: Stage::of(&moves),
        document,
        answered_before,
        earlier: plans.earlier(plan.id)?,
        covered: PlanArea::ALL.iter().map(of).collect(),
        changed_since,
        moves,
        parts,
        steps,
        plan,
    })
}

/// What is theirs now, nobody claimed and no step names.
fn offered(law: &leaving_care_rules::Law, one: &Answered, steps: &[Step]) -> Vec<Offered> {
    use leaving_care_rules::entitlement::outcome::Need;
    let named = |name: &str| {
        let name = name.to_lowercase();
        steps.iter().any(|step| step.text.what.to_lowercase().contains(&name))
    };
    let entries = law.entitlements().iter().enumerate().zip(&one.standings);
    entries
        .filter(|((_, entry), standing)| {
            standing.stands.not_claimed()
                && entry.need != Need::Rights
                && !entry.unasked
                && !named(&entry.name)
        })
        .map(|((place, entry), standing)| Offered {
            place,
            name: entry.name.clone(),
            left: standing.left,
            area: match entry.need {
                Need::Home => PlanArea::Home,
                Need::WorkAndStudy => PlanArea::Work,
                Need::Money | Need::Rights => PlanArea::Money,
                Need::Me => PlanArea::Health,
            },
        })
        .collect()
}

/// A plan that was signed, or agreed before plans were signed.
#[derive(Debug, Clone)]
pub struct SignedPlan {
    pub answered: Answered,
    pub plan: Plan,
    pub document: Document,
    /// What its text comes to; none for one from before plans were signed.
    pub hash: Option<String>,
    /// Every number that can be compared with it.
    pub numbers: Vec<i64>,
    /// The plan that it is compared with.
    pub other: Option<Document>,
}

/// Opens the record and reads one plan that is no draft, beside another.
///
/// # Errors
/// `NotFound` for a person who is not the viewer's and for a plan that is not theirs or a draft.
pub fn see_signed<S: OpensRecords>(
    ask: &Ask<'_, S>,
    person: PersonId,
    number: i64,
    with: Option<i64>,
) -> StoreResult<SignedPlan> {
    let record = ask.open(person, Purpose::Plan)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    let all = record.plans().all()?;
    let of = |number: i64| {
        all.iter().find(|plan| plan.number == number && plan.status != PlanStatus::Draft).cloned()
    };
    let plan = of(number).ok_or(StoreError::NotFound)?;
    let other = with.and_then(of).map(|plan| signed_document(&record, &plan)).transpose()?;
    Ok(SignedPlan {
        document: signed_document(&record, &plan)?,
        hash: record.plans().snapshot(plan.id)?.map(|snapshot| snapshot.hash),
        numbers: all
            .iter()
            .filter(|each| each.status != PlanStatus::Draft && each.number != number)
            .map(|each| each.number)
            .collect(),
        answered,
        plan,
        other,
    })
}

/// The text that was signed; of a plan from before plans were signed, what its rows say.
fn signed_document(record: &Record<'_>, plan: &Plan) -> StoreResult<Document> {
    match record.plans().snapshot(plan.id)? {
        Some(snapshot) => {
            serde_json::from_str(&snapshot.says).map_err(|_| StoreError::Unreadable("a signed plan".into()))
        }
        None => {
            Ok(Document { review_due: plan.review_due, signed_on: plan.agreed_on, ..document(record, plan)? })
        }
    }
}

/// An adviser alone may write.
pub(super) fn open_to_write<'t>(ask: &Ask<'t, Caseload>, person: PersonId) -> StoreResult<Record<'t>> {
    ask.open_for_change(person, Purpose::Plan)
}

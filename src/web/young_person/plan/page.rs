//! What the pages of a plan show.

use chrono::NaiveDate;
use onward_domain::{
    id::StepId,
    plan::{Plan, PlanArea, PlanSaying, PlanStatus, SayingKind, Step, StepStatus},
};
use serde::Serialize;

use super::form::SayForm;
use crate::{
    clock::london_day,
    usecases::young_person::own_plan::OwnPlan,
    web::{
        form::Sheet,
        view::{FormState, Page},
        words::Say,
    },
};

/// The plan in force, in two voices.
#[derive(Debug, Clone, Serialize)]
pub struct PlanPage<'a> {
    agreed_on: Option<NaiveDate>,
    review_due: Option<NaiveDate>,
    /// There is one.
    there: bool,
    own_words: Option<&'a str>,
    to_do: usize,
    /// How many steps changed since the plan before it; none where there was none.
    changed: Option<Changed<'a>>,
    parts: Vec<Part<'a>>,
    /// Parts of which nothing is written yet.
    empty: Vec<(PlanArea, Say)>,
    /// What they answered last to "do you agree?", and whether they asked for a review.
    answer: Option<Answered<'a>>,
    review_asked: Option<NaiveDate>,
    versions: Vec<Version>,
    /// Somebody changed a step while they ticked it: what they wanted to say.
    beaten: Option<Beaten<'a>>,
    #[serde(flatten)]
    sheet: Sheet<SayForm>,
}

impl Page for PlanPage<'_> {
    const TEMPLATE: &'static str = "young_person/plan.html";

    fn state(&self) -> FormState {
        if self.beaten.is_some() { FormState::Clash } else { self.sheet.state() }
    }
}

/// What is new, and what is no longer there, since the plan before.
#[derive(Debug, Clone, Serialize)]
struct Changed<'a> {
    since: Option<NaiveDate>,
    new: Vec<&'a str>,
    gone: Vec<&'a str>,
}

/// One matter of the plan.
#[derive(Debug, Clone, Serialize)]
struct Part<'a> {
    area: PlanArea,
    words: Say,
    mine: Option<Mine<'a>>,
    not_said: Vec<Mine<'a>>,
    steps: Vec<StepShown<'a>>,
}

/// Something that they wrote, and when.
#[derive(Debug, Clone, Serialize)]
struct Mine<'a> {
    words: &'a str,
    on: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
struct StepShown<'a> {
    id: String,
    what: &'a str,
    who: &'a str,
    due: Option<NaiveDate>,
    status: StepStatus,
    version: i64,
}

#[derive(Debug, Clone, Serialize)]
struct Answered<'a> {
    kind: SayingKind,
    words: Option<&'a str>,
    on: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
struct Version {
    number: i64,
    agreed_on: Option<NaiveDate>,
    current: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Beaten<'a> {
    what: &'a str,
    now: StepStatus,
    wanted: StepStatus,
}

impl<'a> PlanPage<'a> {
    /// The page; `beaten`: a step that somebody else changed while it was ticked, and what was to be said of it.
    pub fn of(seen: &'a OwnPlan, sheet: Sheet<SayForm>, beaten: Option<(StepId, StepStatus)>) -> Self {
        let at = seen.plans.iter().position(|(plan, _)| plan.status == PlanStatus::Agreed);
        let current = at.and_then(|at| seen.plans.get(at));
        let before = at.and_then(|at| seen.plans.get(at.saturating_add(1)));
        let steps: &[Step] = current.map_or(&[], |(_, steps)| steps);
        let parts: Vec<Part<'a>> =
            PlanArea::ALL.iter().filter_map(|area| Part::of(*area, steps, &seen.sayings)).collect();
        let plan = current.map(|(plan, _)| plan);
        let of_plan = |each: &&PlanSaying| each.said.plan == plan.map(|plan| plan.id);
        let answer = seen.sayings.iter().filter(of_plan).find(|each| each.said.kind.is_answer());
        let review = seen.sayings.iter().filter(of_plan).find(|each| each.said.kind == SayingKind::Review);
        Self {
            there: plan.is_some(),
            agreed_on: plan.and_then(|plan| plan.agreed_on),
            review_due: plan.and_then(|plan| plan.review_due),
            own_words: plan.and_then(|plan| plan.own_words.as_deref()),
            to_do: steps.iter().filter(|step| is_open(step)).count(),
            changed: before.map(|before| Changed::of(before, steps)),
            empty: PlanArea::ALL
                .iter()
                .filter(|area| parts.iter().all(|part| part.area != **area))
                .map(|area| (*area, area_words(*area)))
                .collect(),
            parts,
            answer: answer.map(|each| Answered {
                kind: each.said.kind,
                words: each.said.words.as_deref(),
                on: london_day(each.said_at),
            }),
            review_asked: review.map(|each| london_day(each.said_at)),
            versions: seen.plans.iter().map(|(plan, _)| version(plan)).collect(),
            beaten: beaten.and_then(|(id, wanted)| {
                let step = steps.iter().find(|step| step.id == id)?;
                Some(Beaten { what: &step.text.what, now: step.text.status, wanted })
            }),
            sheet,
        }
    }
}

fn version(plan: &Plan) -> Version {
    Version { number: plan.number, agreed_on: plan.agreed_on, current: plan.status == PlanStatus::Agreed }
}

fn is_open(step: &Step) -> bool {
    matches!(step.text.status, StepStatus::ToDo | StepStatus::Stuck)
}

fn area_words(area: PlanArea) -> Say {
    Say::of_word("young_person.plan.area", area.word()).unwrap_or_else(|| Say::words(area.word()))
}

impl<'a> Changed<'a> {
    fn of((plan, before): &'a (Plan, Vec<Step>), now: &'a [Step]) -> Self {
        let missing =
            |step: &&'a Step, among: &[Step]| among.iter().all(|other| other.text.what != step.text.what);
        Self {
            since: plan.agreed_on,
            new: now
                .iter()
                .filter(|step| missing(step, before))
                .map(|step| step.text.what.as_str())
                .collect(),
            gone: before
                .iter()
                .filter(|step| missing(step, now))
                .map(|step| step.text.what.as_str())
                .collect(),
        }
    }
}

impl<'a> Part<'a> {
    fn of(area: PlanArea, steps: &'a [Step], sayings: &'a [PlanSaying]) -> Option<Self> {
        let said = |kind: SayingKind| {
            let of = move |each: &&'a PlanSaying| each.said.area == Some(area) && each.said.kind == kind;
            let mine = |each: &'a PlanSaying| {
                Some(Mine { words: each.said.words.as_deref()?, on: london_day(each.said_at) })
            };
            sayings.iter().filter(of).filter_map(mine)
        };
        let shown = |step: &'a Step| StepShown {
            id: step.id.to_string(),
            what: &step.text.what,
            who: &step.text.who,
            due: step.text.due_on,
            status: step.text.status,
            version: step.version,
        };
        let part = Self {
            area,
            words: area_words(area),
            mine: said(SayingKind::Words).next(),
            not_said: said(SayingKind::NotWhatISaid).collect(),
            steps: steps.iter().filter(|step| step.text.area == area).map(shown).collect(),
        };
        (part.mine.is_some() || !part.steps.is_empty() || !part.not_said.is_empty()).then_some(part)
    }
}

/// One version, to read.
#[derive(Debug, Clone, Serialize)]
pub struct VersionPage<'a> {
    version: Version,
    own_words: Option<&'a str>,
    steps: Vec<(Say, StepShown<'a>)>,
    /// What they said about it.
    answer: Option<Answered<'a>>,
}

impl Page for VersionPage<'_> {
    const TEMPLATE: &'static str = "young_person/plan_version.html";
}

impl<'a> VersionPage<'a> {
    /// The version with this number; none where there is none.
    pub fn of(seen: &'a OwnPlan, number: i64) -> Option<Self> {
        let (plan, steps) = seen.plans.iter().find(|(plan, _)| plan.number == number)?;
        let answer =
            seen.sayings.iter().find(|each| each.said.plan == Some(plan.id) && each.said.kind.is_answer());
        let shown = |step: &'a Step| {
            let shown = StepShown {
                id: step.id.to_string(),
                what: &step.text.what,
                who: &step.text.who,
                due: step.text.due_on,
                status: step.text.status,
                version: step.version,
            };
            (area_words(step.text.area), shown)
        };
        Some(Self {
            version: version(plan),
            own_words: plan.own_words.as_deref(),
            steps: steps.iter().map(shown).collect(),
            answer: answer.map(|each| Answered {
                kind: each.said.kind,
                words: each.said.words.as_deref(),
                on: london_day(each.said_at),
            }),
        })
    }
}

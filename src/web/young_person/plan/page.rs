//! What the pages of a whole plan show.

use chrono::{Days, NaiveDate};
use onward_domain::{
    id::StepId,
    plan::{Plan, PlanArea, PlanSaying, PlanStatus, SayingKind, Step, StepStatus, review_promised},
};
use serde::Serialize;

use super::{
    form::SayForm,
    shown::{Beaten, Mine, Part, StepShown, area_words, current},
};
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
    /// The open step that is due first, agreed or their own, and the part that it is in.
    next: Option<Next<'a>>,
    /// What is new since the plan before it, and what others changed since; none where nothing is.
    changed: Option<Changed<'a>>,
    parts: Vec<Part<'a>>,
    /// Parts of which nothing is written yet.
    empty: Vec<(PlanArea, Say)>,
    /// What they answered last to "do you agree?", and whether they asked for a review.
    answer: Option<Answered<'a>>,
    review: Option<ReviewAsked>,
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

/// A step, and the part that it is in.
#[derive(Debug, Clone, Serialize)]
struct Next<'a> {
    step: StepShown<'a>,
    area: PlanArea,
    part: Say,
}

/// What is new, what is no longer there, and what somebody else changed.
#[derive(Debug, Clone, Serialize)]
struct Changed<'a> {
    since: Option<NaiveDate>,
    new: Vec<&'a str>,
    gone: Vec<&'a str>,
    marked: Vec<Marked<'a>>,
    count: usize,
}

/// A step that somebody else says is done, or not.
#[derive(Debug, Clone, Serialize)]
struct Marked<'a> {
    what: &'a str,
    now: StepStatus,
    on: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
struct Answered<'a> {
    kind: SayingKind,
    words: Option<&'a str>,
    on: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
struct ReviewAsked {
    on: NaiveDate,
    by: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
struct Version {
    number: i64,
    agreed_on: Option<NaiveDate>,
    current: bool,
}

/// How long it is news that somebody else changed a step: four weeks.
const NEWS: Days = Days::new(28);

impl<'a> PlanPage<'a> {
    /// The page; `beaten`: a step that somebody else changed while it was ticked, and what was to be said of it.
    pub fn of(seen: &'a OwnPlan, sheet: Sheet<SayForm>, beaten: Option<(StepId, StepStatus)>) -> Self {
        let steps: &[Step] = current(seen).map_or(&[], |(_, steps)| steps);
        let plan = current(seen).map(|(plan, _)| plan);
        let own = seen.own_steps.iter().filter(|line| line.now.text.status.is_open()).count();
        let (empty, parts) =
            PlanArea::ALL.iter().map(|area| Part::of(*area, seen)).partition::<Vec<_>, _>(Part::is_empty);
        let of_plan = |each: &&PlanSaying| each.said.plan == plan.map(|plan| plan.id);
        let next = next(&parts);
        // The first time that they asked is what was promised.
        let review = seen.sayings.iter().filter(of_plan).rfind(|each| each.said.kind == SayingKind::Review);
        Self {
            there: plan.is_some(),
            agreed_on: plan.and_then(|plan| plan.agreed_on),
            review_due: plan.and_then(|plan| plan.review_due),
            own_words: plan.and_then(|plan| plan.own_words.as_deref()),
            to_do: steps.iter().filter(|step| step.text.status.is_open()).count().saturating_add(own),
            next,
            changed: Changed::of(seen),
            parts,
            empty: empty.iter().map(|part| (part.area, area_words(part.area))).collect(),
            answer: answer(seen, plan),
            review: review.map(|each| {
                let on = london_day(each.said_at);
                ReviewAsked { on, by: review_promised(on) }
            }),
            versions: seen.plans.iter().map(|(plan, _)| version(plan)).collect(),
            beaten: beaten
                .and_then(|(id, wanted)| Some(Beaten::of(steps.iter().find(|step| step.id == id)?, wanted))),
            sheet,
        }
    }
}

/// What is due first; what has no day comes last.
fn next<'a>(parts: &[Part<'a>]) -> Option<Next<'a>> {
    let steps = parts.iter().flat_map(|part| part.open().map(move |step| (step, part)));
    let (step, part) = steps.min_by_key(|(step, _)| step.due.unwrap_or(NaiveDate::MAX))?;
    Some(Next { step: step.clone(), area: part.area, part: part.words.clone() })
}

/// What they answered last about this plan.
fn answer<'a>(seen: &'a OwnPlan, plan: Option<&Plan>) -> Option<Answered<'a>> {
    let of_plan = |each: &&PlanSaying| each.said.plan == plan.map(|plan| plan.id);
    let each = seen.sayings.iter().filter(of_plan).find(|each| each.said.kind.is_answer())?;
    Some(Answered { kind: each.said.kind, words: each.said.words.as_deref(), on: london_day(each.said_at) })
}

fn version(plan: &Plan) -> Version {
    Version { number: plan.number, agreed_on: plan.agreed_on, current: plan.status == PlanStatus::Agreed }
}

impl<'a> Changed<'a> {
    fn of(seen: &'a OwnPlan) -> Option<Self> {
        let at = seen.plans.iter().position(|(plan, _)| plan.status == PlanStatus::Agreed)?;
        let (plan, now) = seen.plans.get(at)?;
        let before = seen.plans.get(at.saturating_add(1));
        let missing =
            |step: &&'a Step, among: &[Step]| among.iter().all(|other| other.text.what != step.text.what);
        let since = seen.own.today.checked_sub_days(NEWS).max(plan.agreed_on);
        let by_others = |step: &&'a Step| {
            step.changed_by != Some(seen.me) && step.version > 1 && Some(london_day(step.changed_at)) > since
        };
        let words = |step: &'a Step| step.text.what.as_str();
        let changed = Self {
            since: before.and_then(|(before, _)| before.agreed_on),
            new: before.map_or_else(Vec::new, |(_, steps)| {
                now.iter().filter(|step| missing(step, steps)).map(words).collect()
            }),
            gone: before.map_or_else(Vec::new, |(_, steps)| {
                steps.iter().filter(|step| missing(step, now)).map(words).collect()
            }),
            marked: now
                .iter()
                .filter(by_others)
                .map(|step| Marked {
                    what: &step.text.what,
                    now: step.text.status,
                    on: london_day(step.changed_at),
                })
                .collect(),
            count: 0,
        };
        let count = [changed.new.len(), changed.gone.len(), changed.marked.len()].iter().sum();
        (count > 0).then_some(Self { count, ..changed })
    }
}

/// A part of a version, in both voices as they were then.
#[derive(Debug, Clone, Serialize)]
struct PartThen<'a> {
    words: Say,
    mine: Option<Mine<'a>>,
    agreed: Option<&'a str>,
    otherwise: Option<&'a str>,
    not_said: Vec<Mine<'a>>,
}

impl<'a> PartThen<'a> {
    /// `until`: the day on which the next plan took its place.
    fn of(seen: &'a OwnPlan, plan: &Plan, area: PlanArea, until: Option<NaiveDate>) -> Option<Self> {
        let written = seen.parts.iter().find(|part| part.plan == plan.id && part.text.area == area);
        let said = |kind: SayingKind| {
            let of = move |each: &&'a PlanSaying| each.said.area == Some(area) && each.said.kind == kind;
            seen.sayings.iter().filter(of)
        };
        let before = |each: &&PlanSaying| until.is_none_or(|until| london_day(each.said_at) < until);
        let mine = said(SayingKind::Words).find(before).and_then(Mine::of);
        let not_said: Vec<Mine<'_>> = said(SayingKind::NotWhatISaid)
            .filter(|each| each.said.plan == Some(plan.id))
            .filter_map(Mine::of)
            .collect();
        let there = written.is_some() || mine.is_some() || !not_said.is_empty();
        there.then(|| Self {
            words: area_words(area),
            mine,
            agreed: written.map(|part| part.text.agreed.as_str()),
            otherwise: written.and_then(|part| part.text.otherwise.as_deref()),
            not_said,
        })
    }
}

/// One version, to read.
#[derive(Debug, Clone, Serialize)]
pub struct VersionPage<'a> {
    version: Version,
    own_words: Option<&'a str>,
    parts: Vec<PartThen<'a>>,
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
        let at = seen.plans.iter().position(|(plan, _)| plan.number == number)?;
        let (plan, steps) = seen.plans.get(at)?;
        let next = at.checked_sub(1).and_then(|next| seen.plans.get(next));
        let until = next.and_then(|(next, _)| next.agreed_on);
        let areas = PlanArea::ALL.iter();
        Some(Self {
            version: version(plan),
            own_words: plan.own_words.as_deref(),
            parts: areas.filter_map(|area| PartThen::of(seen, plan, *area, until)).collect(),
            steps: steps.iter().map(|step| (area_words(step.text.area), StepShown::of(step))).collect(),
            answer: answer(seen, Some(plan)),
        })
    }
}

/// Everything on one sheet of paper.
#[derive(Debug, Clone, Serialize)]
pub struct PrintPage<'a> {
    name: &'a str,
    today: NaiveDate,
    agreed_on: Option<NaiveDate>,
    own_words: Option<&'a str>,
    parts: Vec<Part<'a>>,
    answer: Option<Answered<'a>>,
}

impl Page for PrintPage<'_> {
    const TEMPLATE: &'static str = "young_person/plan_print.html";
}

impl<'a> PrintPage<'a> {
    /// The plan in force and their own part of it.
    pub fn of(seen: &'a OwnPlan) -> Self {
        let plan = current(seen).map(|(plan, _)| plan);
        let parts = PlanArea::ALL.iter().map(|area| Part::of(*area, seen));
        Self {
            name: &seen.own.known_as,
            today: seen.own.today,
            agreed_on: plan.and_then(|plan| plan.agreed_on),
            own_words: plan.and_then(|plan| plan.own_words.as_deref()),
            parts: parts.filter(|part| !part.is_empty()).collect(),
            answer: answer(seen, plan),
        }
    }
}

//! A part of the plan as every page of it shows it: both voices, the steps that were agreed and their own.

use chrono::NaiveDate;
use onward_domain::budget::Every;
use onward_domain::plan::{
    OwnStepLine, PartText, Plan, PlanArea, PlanPart, PlanSaying, PlanStatus, SayingKind, Step, StepStatus,
    StepText,
};
use serde::Serialize;

use super::form::said_by;
use crate::{
    clock::london_day,
    usecases::young_person::own_plan::OwnPlan,
    web::words::{Say, says::young_person::plan::room as said},
};

/// One matter of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct Part<'a> {
    pub area: PlanArea,
    pub words: Say,
    /// Steps that are not done, agreed and their own.
    to_do: usize,
    /// They share their words and steps here.
    shared: bool,
    mine: Option<Mine<'a>>,
    /// Their words before those, newest first.
    earlier: Vec<Mine<'a>>,
    /// Who of the council wrote it, where that is known, and what.
    writer: Option<&'a str>,
    agreed: Option<&'a str>,
    otherwise: Option<&'a str>,
    not_said: Vec<Mine<'a>>,
    pub steps: Vec<StepShown<'a>>,
    pub own_steps: Vec<StepShown<'a>>,
    /// The room that this part has, with one fact of it.
    room: Option<Room>,
}

/// A page of its own.
#[derive(Debug, Clone, Serialize)]
struct Room {
    href: &'static str,
    words: Say,
    fact: Say,
}

impl Room {
    fn of(area: PlanArea, seen: &OwnPlan) -> Option<Self> {
        let rooms = &seen.rooms;
        let (href, words, fact) = match area {
            PlanArea::Home => (
                "/my-place",
                said::Home.into(),
                match (rooms.move_day, rooms.lives_since) {
                    (Some(day), _) => said::Move { day: day.into() }.into(),
                    (None, Some(day)) => said::Since { day: day.into() }.into(),
                    (None, None) => said::NoHome.into(),
                },
            ),
            PlanArea::Work => (
                "/work-and-study",
                said::Work.into(),
                match &rooms.wish {
                    Some(title) => said::Wish { title }.into(),
                    None => said::NoWish.into(),
                },
            ),
            PlanArea::Money => (
                "/money",
                said::Money.into(),
                match rooms.left {
                    Some(left) if left.a_year().0 < 0 => said::Short { sum: (-left).per(Every::Week) }.into(),
                    Some(left) => said::Left { sum: left.per(Every::Week) }.into(),
                    None => said::NoBudget.into(),
                },
            ),
            _ => return None,
        };
        Some(Self { href, words, fact })
    }
}

/// Something that they wrote, and when.
#[derive(Debug, Clone, Serialize)]
pub struct Mine<'a> {
    words: &'a str,
    on: NaiveDate,
}

impl<'a> Mine<'a> {
    /// What was said, where it has words.
    pub fn of(each: &'a PlanSaying) -> Option<Self> {
        Some(Self { words: each.said.words.as_deref()?, on: london_day(each.said_at) })
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct StepShown<'a> {
    pub id: String,
    pub what: &'a str,
    who: &'a str,
    pub due: Option<NaiveDate>,
    otherwise: Option<&'a str>,
    pub status: StepStatus,
    version: i64,
}

/// What a part is called.
pub fn area_words(area: PlanArea) -> Say {
    Say::of_word("young_person.plan.area", area.word()).unwrap_or_else(|| Say::words(area.word()))
}

/// The plan in force with its steps, among all that were agreed.
pub fn current(seen: &OwnPlan) -> Option<&(Plan, Vec<Step>)> {
    seen.plans.iter().find(|(plan, _)| plan.status == PlanStatus::Agreed)
}

impl<'a> StepShown<'a> {
    fn new(id: String, text: &'a StepText, version: i64) -> Self {
        Self {
            id,
            what: &text.what,
            who: &text.who,
            due: text.due_on,
            otherwise: text.otherwise.as_deref(),
            status: text.status,
            version,
        }
    }

    /// A step of the plan.
    pub fn of(step: &'a Step) -> Self {
        Self::new(step.id.to_string(), &step.text, step.version)
    }

    fn own(line: &'a OwnStepLine) -> Self {
        Self::new(line.step.id.to_string(), &line.now.text, line.now.number)
    }
}

/// A step that somebody else changed while they pressed a button: what it says now, and what they wanted to say.
#[derive(Debug, Clone, Serialize)]
pub struct Beaten<'a> {
    area: PlanArea,
    step: StepShown<'a>,
    wanted: StepStatus,
    /// The word of their button.
    say: &'static str,
    /// Where they can say it all the same; none once it is no longer theirs to say.
    action: Option<String>,
}

impl<'a> Beaten<'a> {
    /// A step of the plan. What was taken out of it since is not theirs alone to bring back.
    pub fn of(step: &'a Step, wanted: StepStatus) -> Self {
        let there = step.text.status != StepStatus::Dropped;
        let action = there.then(|| format!("/my-plan/steps/{}", step.id));
        Self { area: step.text.area, step: StepShown::of(step), wanted, say: said_by(wanted), action }
    }

    /// A step of their own.
    pub fn own(line: &'a OwnStepLine, wanted: StepStatus) -> Self {
        let action = Some(format!("/my-plan/own-steps/{}/mark", line.step.id));
        Self { area: line.now.text.area, step: StepShown::own(line), wanted, say: said_by(wanted), action }
    }
}

impl<'a> Part<'a> {
    /// This part, with whatever there is of it.
    pub fn of(area: PlanArea, seen: &'a OwnPlan) -> Self {
        let plan = current(seen);
        let written = plan.and_then(|(plan, _)| {
            let of = |part: &&PlanPart| part.plan == plan.id && part.text.area == area;
            seen.parts.iter().find(of)
        });
        let writer = written.and_then(|part| seen.writers.get(&part.changed_by?));
        let written = written.map(|part| &part.text);
        let said = |kind: SayingKind| {
            let of = move |each: &&'a PlanSaying| each.said.area == Some(area) && each.said.kind == kind;
            seen.sayings.iter().filter(of).filter_map(Mine::of)
        };
        let steps: &[Step] = plan.map_or(&[], |(_, steps)| steps);
        let own = seen.own_steps.iter().filter(|line| line.now.text.area == area);
        let part = Self {
            area,
            words: area_words(area),
            to_do: 0,
            shared: seen.shared.contains(&area),
            mine: said(SayingKind::Words).next(),
            earlier: said(SayingKind::Words).skip(1).collect(),
            writer: writer.map(String::as_str),
            agreed: written.map(|text: &PartText| text.agreed.as_str()),
            otherwise: written.and_then(|text| text.otherwise.as_deref()),
            not_said: said(SayingKind::NotWhatISaid).collect(),
            steps: steps.iter().filter(|step| step.text.area == area).map(StepShown::of).collect(),
            own_steps: own
                .filter(|line| line.now.text.status != StepStatus::Dropped)
                .map(StepShown::own)
                .collect(),
            room: Room::of(area, seen),
        };
        Self { to_do: part.open().count(), ..part }
    }

    /// The steps that are not done.
    pub fn open(&self) -> impl Iterator<Item = &StepShown<'a>> {
        self.steps.iter().chain(&self.own_steps).filter(|step| step.status.is_open())
    }

    /// Nothing is written of it yet.
    pub const fn is_empty(&self) -> bool {
        self.mine.is_none()
            && self.agreed.is_none()
            && self.not_said.is_empty()
            && self.steps.is_empty()
            && self.own_steps.is_empty()
    }
}

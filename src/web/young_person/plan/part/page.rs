//! What the page of one part shows.

use onward_domain::{
    id::OwnStepId,
    plan::{PlanArea, StepStatus},
};
use serde::Serialize;

use super::form::WordsForm;
use crate::{
    usecases::young_person::own_plan::OwnPlan,
    web::{
        form::Sheet,
        view::{FormState, Page},
        young_person::plan::shown::{Beaten, Part, current},
    },
};

/// One part.
#[derive(Debug, Clone, Serialize)]
pub struct PartPage<'a> {
    part: Part<'a>,
    /// There is an agreed plan.
    there: bool,
    beaten: Option<Beaten<'a>>,
    #[serde(flatten)]
    sheet: Sheet<WordsForm>,
}

impl Page for PartPage<'_> {
    const TEMPLATE: &'static str = "young_person/plan_part.html";

    fn state(&self) -> FormState {
        if self.beaten.is_some() { FormState::Clash } else { self.sheet.state() }
    }
}

impl<'a> PartPage<'a> {
    /// The page; `beaten`: a step that was changed while they marked it, and as what.
    pub fn of(
        seen: &'a OwnPlan,
        area: PlanArea,
        sheet: Sheet<WordsForm>,
        beaten: Option<(OwnStepId, StepStatus)>,
    ) -> Self {
        let part = Part::of(area, seen);
        let beaten = beaten.and_then(|(id, wanted)| {
            Some(Beaten::own(seen.own_steps.iter().find(|line| line.step.id == id)?, wanted))
        });
        Self { part, there: current(seen).is_some(), beaten, sheet }
    }
}

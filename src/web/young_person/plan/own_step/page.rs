//! What the page of a step of one's own shows.

use chrono::NaiveDate;
use onward_domain::plan::{OwnStepLine, OwnStepVersion, PlanArea, StepText};
use serde::Serialize;

use super::form::OwnStepForm;
use crate::{
    clock::london_day,
    usecases::young_person::own_plan::OwnPlan,
    web::{
        form::{ClashRow, Sheet},
        view::{FormState, Page},
        words::{Say, says::plan::part as said},
        young_person::plan::shown::area_words,
    },
};

/// The form, and what it said before.
#[derive(Debug, Clone, Serialize)]
pub struct OwnStepPage {
    action: String,
    back: String,
    /// It is there already.
    there: bool,
    /// The part is shared: others read it once it is saved.
    shared: bool,
    areas: Vec<(PlanArea, Say)>,
    earlier: Vec<Earlier>,
    sheet: Sheet<OwnStepForm>,
}

impl Page for OwnStepPage {
    const TEMPLATE: &'static str = "young_person/plan_own_step.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// What it said before.
#[derive(Debug, Clone, Serialize)]
struct Earlier {
    what: String,
    who: String,
    by: Option<NaiveDate>,
    on: NaiveDate,
}

impl Earlier {
    fn of(version: &OwnStepVersion) -> Self {
        Self {
            what: version.text.what.clone(),
            who: version.text.who.clone(),
            by: version.text.due_on,
            on: london_day(version.said_at),
        }
    }
}

impl OwnStepPage {
    /// A new step.
    pub fn new(seen: &OwnPlan, area: PlanArea, sheet: Sheet<OwnStepForm>) -> Self {
        Self {
            action: format!("/my-plan/parts/{area}/new-step"),
            back: format!("/my-plan/parts/{area}"),
            there: false,
            shared: seen.shared.contains(&area),
            areas: areas(),
            earlier: Vec::new(),
            sheet,
        }
    }

    /// A step that is there.
    pub fn of(seen: &OwnPlan, line: &OwnStepLine, sheet: Sheet<OwnStepForm>) -> Self {
        let area = line.now.text.area;
        Self {
            action: format!("/my-plan/own-steps/{}", line.step.id),
            there: true,
            earlier: line.earlier.iter().map(Earlier::of).collect(),
            ..Self::new(seen, area, sheet)
        }
    }
}

fn areas() -> Vec<(PlanArea, Say)> {
    PlanArea::ALL.iter().map(|area| (*area, area_words(*area))).collect()
}

/// Two versions of a step.
pub fn clash(theirs: &StepText, yours: &StepText) -> Vec<ClashRow> {
    type Part = fn(&StepText) -> Option<Say>;
    let none = || Say::from(said::None);
    let parts: [(Say, Part); 5] = [
        (said::What.into(), |text| Some(Say::words(&text.what))),
        (said::Who.into(), |text| Some(Say::words(&text.who))),
        (said::By.into(), |text| text.due_on.map(Say::day)),
        (said::Otherwise.into(), |text| text.otherwise.as_deref().map(Say::words)),
        (said::Area.into(), |text| Some(area_words(text.area))),
    ];
    parts
        .into_iter()
        .map(|(what, part)| {
            ClashRow::new(what, part(theirs).unwrap_or_else(none), part(yours).unwrap_or_else(none))
        })
        .collect()
}

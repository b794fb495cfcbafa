//! One page about the day care ends, to print for a panel: what was assumed, what changes, and where it is written.

use chrono::NaiveDate;
use leaving_care_rules::{Law, assessment::Assessment};
use serde::Serialize;

use super::{
    cost::Cost,
    simulator::{Asked, Simulator},
};
use crate::{
    usecases::adviser::see_care_history::SeenCareHistory,
    web::{
        adviser::{said, who::Who},
        law_words,
        view::{FormErrors, FormState, Page},
        words::Say,
    },
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct PanelPage {
    who: Who,
    number: Option<String>,
    /// Who made it.
    by: String,
    today: NaiveDate,
    status: Say,
    counted: Option<i32>,
    planned: Option<NaiveDate>,
    live: String,
    course: Option<Say>,
    simulator: Option<Simulator>,
    cost: Option<Cost>,
    /// Where the law can be read in two ways.
    confirm: Vec<Say>,
    errors: FormErrors,
}

impl Page for PanelPage {
    const TEMPLATE: &str = "adviser/care_ends_panel.html";

    fn state(&self) -> FormState {
        if self.errors.is_empty() { FormState::Fresh } else { FormState::Wrong }
    }
}

impl PanelPage {
    /// Of a record that was opened, with a day that was tried.
    pub fn of(seen: &SeenCareHistory, law: &Law, asked: &Asked, by: &str, errors: FormErrors) -> Self {
        let one = &seen.answered;
        let now: &Assessment = &one.assessment;
        let tried = seen.what_if.as_ref();
        let course = tried.and_then(|found| found.afterwards.course.as_ref()).and_then(|course| course.kind);
        Self {
            who: Who::of(one),
            number: one.listed.person.identity.child.clone(),
            by: by.to_owned(),
            today: one.today,
            status: law_words::status(now.status, now.duty_stage),
            counted: seen.count.as_ref().map(|count| count.counted),
            planned: one.planned_end(),
            live: asked.live.clone(),
            course: course.map(said::kind),
            simulator: Simulator::of(seen, law, asked),
            cost: tried.map(|found| Cost::of(&found.leaving, law)),
            confirm: tried
                .map(|found| found.with_end.confirm.iter().map(law_words::confirm).collect())
                .unwrap_or_default(),
            errors,
        }
    }
}

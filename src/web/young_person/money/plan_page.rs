//! What the pages of being paid, saving and sharing show.

use serde::Serialize;

use super::{
    form::{PlanForm, ShareForm},
    page::{Choice, times},
};
use crate::{
    usecases::young_person::see_budget::SeenPlan,
    web::{
        form::Sheet,
        view::{FormState, Page},
    },
};

/// How they are paid, and the pot.
#[derive(Debug, Clone, Serialize)]
pub struct PlanPage {
    sheet: Sheet<PlanForm>,
    often: Vec<Choice>,
    versions: usize,
}

impl Page for PlanPage {
    const TEMPLATE: &'static str = "young_person/money_plan.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl PlanPage {
    /// The form over what stands.
    pub fn of(seen: &SeenPlan, sheet: Sheet<PlanForm>) -> Self {
        Self { sheet, often: times(), versions: seen.versions.len() }
    }
}

/// What the adviser may see.
#[derive(Debug, Clone, Serialize)]
pub struct SharePage {
    sheet: Sheet<ShareForm>,
    /// Something is shared now.
    shared: bool,
}

impl Page for SharePage {
    const TEMPLATE: &'static str = "young_person/money_share.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl SharePage {
    /// The form over what stands.
    pub fn of(seen: &SeenPlan, sheet: Sheet<ShareForm>) -> Self {
        let stands = seen.versions.iter().find(|version| version.row.recorded.stands());
        Self { sheet, shared: stands.is_some_and(|version| version.row.note.shares_something()) }
    }
}

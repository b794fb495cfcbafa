//! What the page shows on which a line of the ledger is taken back.

use chrono::NaiveDate;
use leaving_care_rules::Law;
use onward_domain::{entitlement::EntitlementAct, id::EntitlementStepId, money::Pence};
use serde::Serialize;

use super::form::MistakeForm;
use crate::{
    usecases::adviser::see_entitlement::SeenEntitlement,
    web::{
        adviser::who::Who,
        form::Sheet,
        law_words,
        view::{FormState, Page},
    },
};

/// The line, and the form around why it was a mistake.
#[derive(Debug, Clone, Serialize)]
pub struct MistakePage {
    who: Who,
    back: String,
    action: String,
    title: String,
    day: NaiveDate,
    act: &'static str,
    amount: Option<Pence>,
    words: Option<String>,
    /// It is taken back already.
    done: bool,
    #[serde(flatten)]
    sheet: Sheet<MistakeForm>,
}

impl Page for MistakePage {
    const TEMPLATE: &str = "adviser/mistake.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl MistakePage {
    /// The page around a form; none where no such line is in this ledger.
    pub fn of(
        seen: &SeenEntitlement,
        law: &Law,
        step: EntitlementStepId,
        sheet: Sheet<MistakeForm>,
    ) -> Option<Self> {
        let place = seen.which.place();
        let who = Who::of(&seen.answered);
        let is_it =
            |note: &onward_domain::entitlement::EntitlementNote| note.act != EntitlementAct::TakenBack;
        let (line, _) = seen.steps.iter().find(|(line, _)| line.id == step && is_it(&line.note))?;
        let back = format!("{}/entitlements/{}", who.base, law_words::address(law.entitlements(), place));
        Some(Self {
            action: format!("{back}/steps/{step}"),
            title: law.entitlements().get(place)?.name.clone(),
            day: line.note.happened_on,
            act: line.note.act.word(),
            amount: line.note.amount,
            words: line.note.note.clone(),
            done: seen.steps.iter().any(|(other, _)| other.note.takes_back == Some(step)),
            back,
            who,
            sheet,
        })
    }
}

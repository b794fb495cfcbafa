//! One matter of a plan: the last plan left, the new one right, the young person's words in their own place, each step with what
//! is not clear about it.

use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use onward_domain::{
    id::{PersonId, StepId},
    pathway::{Prompt, SignedPart, Stage, prompts},
    plan::{PlanArea, PlanPart, Step, StepStatus},
};
use onward_store::repo::Saved;
use serde::{Deserialize, Serialize};

use super::{
    area_words, base,
    diff::{self, Bit},
    form::{PartForm, StepForm},
    page::before,
};
use crate::{
    usecases::adviser::plan::{SeenPlan, keep_part, keep_step, see_plan},
    web::{
        adviser::who::Who,
        desk::{Adviser, Desk},
        error::Situation,
        form::{Clash, ClashRow, Form, Sheet},
        reply::{PageResult, see_other},
        view::{FormState, Page},
        words::{Say, says::adviser::plan as told},
    },
};

/// Which step's form is open.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Open {
    /// Its id, or `new`.
    pub step: String,
}

/// One matter.
#[derive(Debug, Clone, Serialize)]
pub struct PartPage {
    who: Who,
    number: i64,
    area: PlanArea,
    words: Say,
    base: String,
    action: String,
    stage: Stage,
    may_write: bool,
    last: Option<SignedPart>,
    last_number: Option<i64>,
    own_words: Option<String>,
    disputed: Vec<String>,
    need: Option<String>,
    /// What changed in the words since the last plan.
    changed: Vec<Bit>,
    steps: Vec<StepShown>,
    /// The form of a step that is open: its id, or `new`.
    open: String,
    part: Sheet<PartForm>,
    step: Sheet<StepForm>,
    earlier: Vec<Earlier>,
    next: Option<(String, Say)>,
}

#[derive(Debug, Clone, Serialize)]
struct StepShown {
    id: StepId,
    what: String,
    who: String,
    due: Option<NaiveDate>,
    otherwise: Option<String>,
    status: StepStatus,
    prompts: Vec<Prompt>,
}

/// Words that somebody wrote over.
#[derive(Debug, Clone, Serialize)]
struct Earlier {
    words: String,
    on: NaiveDate,
    by: Option<String>,
}

impl Page for PartPage {
    const TEMPLATE: &str = "adviser/plan_part.html";

    fn state(&self) -> FormState {
        match self.part.state() {
            FormState::Fresh => self.step.state(),
            other => other,
        }
    }
}

impl PartPage {
    /// The page; none where there is no draft.
    pub fn of(
        seen: &SeenPlan,
        area: PlanArea,
        open: &str,
        (part, step): (Sheet<PartForm>, Sheet<StepForm>),
    ) -> Option<Self> {
        let draft = seen.draft.as_ref()?;
        let who = Who::of(&seen.answered);
        let base = format!("{}/plan", who.base);
        let now = draft.parts.iter().find(|part| part.text.area == area);
        let before = before(seen);
        let last = seen.last.as_ref().and_then(|(_, _, document)| document.part(area)).cloned();
        let of_document = draft.document.part(area);
        let old = last.as_ref().and_then(|part| part.agreed.clone()).unwrap_or_default();
        let new = now.map(|part| part.text.agreed.clone()).unwrap_or_default();
        let steps = draft.steps.iter().filter(|step| step.text.area == area);
        let open_step = draft.steps.iter().find(|step| step.id.to_string() == open);
        let following = PlanArea::ALL.iter().copied().skip_while(|each| *each != area).nth(1);
        Some(Self {
            number: draft.plan.number,
            area,
            words: area_words(area),
            action: format!("{base}/parts/{area}"),
            stage: draft.stage,
            may_write: draft.stage.may_be_written() && seen.answered.may_change,
            last_number: seen.last.as_ref().map(|(plan, ..)| plan.number),
            last,
            own_words: of_document.and_then(|part| part.own_words.clone()),
            disputed: of_document.map(|part| part.disputed.clone()).unwrap_or_default(),
            need: seen.needs.iter().find(|need| need.note.area == area).map(|need| need.note.says.clone()),
            changed: if old.is_empty() || old == new { Vec::new() } else { diff::words(&old, &new) },
            steps: steps.map(|step| StepShown::of(step, &before)).collect(),
            open: open.to_owned(),
            part: if part.state() == FormState::Fresh { fresh(now) } else { part },
            step: match (step.state(), open_step) {
                (FormState::Fresh, Some(found)) => Sheet::new(StepForm::of(found.version, &found.text)),
                _ => step,
            },
            earlier: draft
                .earlier
                .iter()
                .filter(|each| each.area == area)
                .map(|each| Earlier {
                    words: each.words.clone(),
                    on: crate::clock::london_day(each.written_at),
                    by: each.written_by.and_then(|by| seen.names.get(&by.to_string()).cloned()),
                })
                .collect(),
            next: following.map(|area| (format!("{base}/parts/{area}"), area_words(area))),
            base,
            who,
        })
    }
}

fn fresh(now: Option<&PlanPart>) -> Sheet<PartForm> {
    Sheet::new(match now {
        Some(part) => PartForm {
            version: part.version.to_string(),
            agreed: part.text.agreed.clone(),
            otherwise: part.text.otherwise.clone().unwrap_or_default(),
        },
        None => PartForm { version: "0".into(), ..PartForm::default() },
    })
}

impl StepShown {
    fn of(step: &Step, before: &[onward_domain::plan::StepText]) -> Self {
        Self {
            id: step.id,
            what: step.text.what.clone(),
            who: step.text.who.clone(),
            due: step.text.due_on,
            otherwise: step.text.otherwise.clone(),
            status: step.text.status,
            prompts: prompts(&step.text, before),
        }
    }
}

/// The page of one matter.
pub async fn look(desk: Desk<Adviser>, at: Path<(PersonId, PlanArea)>, open: Query<Open>) -> PageResult {
    let (person, area) = at.into_inner();
    show(&desk, person, area, &open.step, (Sheet::default(), Sheet::default())).await
}

/// Saves the words of a matter.
pub async fn keep(desk: Desk<Adviser>, at: Path<(PersonId, PlanArea)>, form: Form<PartForm>) -> PageResult {
    let (person, area) = at.into_inner();
    let form = form.into_inner();
    let (version, text) = match form.read(area) {
        Ok(read) => read,
        Err(errors) => {
            return show(&desk, person, area, "", (Sheet::wrong(form, errors), Sheet::default())).await;
        }
    };
    match desk.write(move |ask| keep_part(ask, person, version, &text)).await? {
        Saved::Saved => Ok(see_other(&format!("{}/parts/{area}", base(person)))),
        Saved::Stale(theirs) => {
            let clash = Clash::somebody(vec![
                ClashRow::new(told::AgreedWords, Say::words(&theirs.text.agreed), Say::words(&form.agreed)),
                ClashRow::new(
                    told::OtherwiseWords,
                    Say::words(theirs.text.otherwise.clone().unwrap_or_default()),
                    Say::words(&form.otherwise),
                ),
            ]);
            let form = PartForm { version: theirs.version.to_string(), ..form };
            show(&desk, person, area, "", (Sheet::clashing(form, clash), Sheet::default())).await
        }
    }
}

/// Adds a step.
pub async fn add_step(
    desk: Desk<Adviser>,
    at: Path<(PersonId, PlanArea)>,
    form: Form<StepForm>,
) -> PageResult {
    let (person, area) = at.into_inner();
    keep_a_step(&desk, person, area, None, form.into_inner()).await
}

/// Saves a step.
pub async fn keep_one(
    desk: Desk<Adviser>,
    at: Path<(PersonId, PlanArea, StepId)>,
    form: Form<StepForm>,
) -> PageResult {
    let (person, area, step) = at.into_inner();
    keep_a_step(&desk, person, area, Some(step), form.into_inner()).await
}

async fn keep_a_step(
    desk: &Desk<Adviser>,
    person: PersonId,
    area: PlanArea,
    step: Option<StepId>,
    form: StepForm,
) -> PageResult {
    let open = step.map_or_else(|| "new".to_owned(), |step| step.to_string());
    let (version, text) = match form.read(area) {
        Ok(read) => read,
        Err(errors) => {
            return show(desk, person, area, &open, (Sheet::default(), Sheet::wrong(form, errors))).await;
        }
    };
    let which = step.map(|step| (step, version));
    match desk.write(move |ask| keep_step(ask, person, which, &text)).await? {
        Saved::Saved => Ok(see_other(&format!("{}/parts/{area}#steps", base(person)))),
        Saved::Stale(theirs) => {
            let clash = Clash::somebody(vec![
                ClashRow::new(told::StepWhat, Say::words(&theirs.text.what), Say::words(&form.what)),
                ClashRow::new(told::StepWho, Say::words(&theirs.text.who), Say::words(&form.who)),
                ClashRow::new(
                    told::OtherwiseWords,
                    Say::words(theirs.text.otherwise.clone().unwrap_or_default()),
                    Say::words(&form.if_not),
                ),
            ]);
            let form = StepForm { version: theirs.version.to_string(), ..form };
            show(desk, person, area, &open, (Sheet::default(), Sheet::clashing(form, clash))).await
        }
    }
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    area: PlanArea,
    open: &str,
    sheets: (Sheet<PartForm>, Sheet<StepForm>),
) -> PageResult {
    let seen = desk.read(move |ask| see_plan(ask, person)).await?;
    let page = PartPage::of(&seen, area, open, sheets).ok_or(Situation::NotFound)?;
    desk.show(&page)
}

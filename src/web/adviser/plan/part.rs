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
    form::{MatterForm, NEW, PartForm, StepForm},
    page::before,
};
use crate::{
    usecases::adviser::plan::{MatterSaved, SeenPlan, keep_matter, see_plan},
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
    earlier: Vec<Earlier>,
    next: Option<(String, Say)>,
    #[serde(flatten)]
    sheet: Sheet<MatterForm>,
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
        self.sheet.state()
    }
}

impl PartPage {
    /// The page; none where there is no draft. `open`: the step whose fields are asked for.
    pub fn of(seen: &SeenPlan, area: PlanArea, open: &str, sheet: Option<Sheet<MatterForm>>) -> Option<Self> {
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
            sheet: sheet.map(|sheet| based_on(sheet, now)).unwrap_or_else(|| {
                let step = open_step.map(|found| StepForm::of(found.version, &found.text));
                Sheet::new(MatterForm::of(fresh(now), step.unwrap_or_default(), open))
            }),
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

/// Words that were saved while the step beside them was not are based on what they are now.
fn based_on(mut sheet: Sheet<MatterForm>, now: Option<&PlanPart>) -> Sheet<MatterForm> {
    if sheet.clash.is_some() && sheet.form.version.is_empty() {
        sheet.form.version = now.map(|part| part.version.to_string()).unwrap_or_default();
    }
    sheet
}

fn fresh(now: Option<&PlanPart>) -> PartForm {
    match now {
        Some(part) => PartForm {
            version: part.version.to_string(),
            agreed: part.text.agreed.clone(),
            otherwise: part.text.otherwise.clone().unwrap_or_default(),
        },
        None => PartForm { version: "0".into(), ..PartForm::default() },
    }
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
    show(&desk, person, area, &open.step, None).await
}

/// Saves the words of a matter and the step that is open beside them, and opens the step that is asked for next.
pub async fn keep(desk: Desk<Adviser>, at: Path<(PersonId, PlanArea)>, form: Form<MatterForm>) -> PageResult {
    let (person, area) = at.into_inner();
    let form = form.into_inner();
    let open = form.step.clone();
    let said = match form.read(area)? {
        Ok(said) => said,
        Err(errors) => return show(&desk, person, area, &open, Some(Sheet::wrong(form, errors))).await,
    };
    let saved = desk.write(move |ask| keep_matter(ask, person, &said)).await?;
    let here = format!("{}/parts/{area}", base(person));
    match clashing(form, saved) {
        Err(sheet) => {
            let open = sheet.form.step.clone();
            show(&desk, person, area, &open, Some(*sheet)).await
        }
        Ok(then) if then == NEW || then.parse::<StepId>().is_ok() => {
            Ok(see_other(&format!("{here}?step={then}#step")))
        }
        Ok(_) if open.is_empty() => Ok(see_other(&here)),
        Ok(_) => Ok(see_other(&format!("{here}#steps"))),
    }
}

/// Which step is asked for next; or the form beside what somebody else wrote, based on that version. What was saved is based on what
/// it is now.
fn clashing(form: MatterForm, (part, step): MatterSaved) -> Result<String, Box<Sheet<MatterForm>>> {
    let mut rows = Vec::new();
    let mut form = form;
    let otherwise = |text: &Option<String>| Say::words(text.clone().unwrap_or_default());
    match part {
        Some(Saved::Stale(theirs)) => {
            let agreed = Say::words(&theirs.text.agreed);
            rows.push(ClashRow::new(told::AgreedWords, agreed, Say::words(&form.agreed)));
            let theirs_otherwise = otherwise(&theirs.text.otherwise);
            rows.push(ClashRow::new(told::OtherwiseWords, theirs_otherwise, Say::words(&form.otherwise)));
            form.version = theirs.version.to_string();
        }
        // It is based on what was saved; the page knows its version.
        Some(Saved::Saved) => form.version.clear(),
        None => {}
    }
    match step {
        Some(Saved::Stale(theirs)) => {
            rows.push(ClashRow::new(told::StepWhat, Say::words(&theirs.text.what), Say::words(&form.what)));
            rows.push(ClashRow::new(told::StepWho, Say::words(&theirs.text.who), Say::words(&form.who)));
            let theirs_otherwise = otherwise(&theirs.text.otherwise);
            rows.push(ClashRow::new(told::OtherwiseWords, theirs_otherwise, Say::words(&form.if_not)));
            form.step_version = theirs.version.to_string();
        }
        // It is kept: its fields are not asked for again.
        Some(Saved::Saved) => {
            form = MatterForm {
                version: form.version,
                agreed: form.agreed,
                otherwise: form.otherwise,
                then: form.then,
                ..MatterForm::default()
            };
        }
        None => {}
    }
    if rows.is_empty() {
        return Ok(form.then);
    }
    Err(Box::new(Sheet::clashing(form, Clash::somebody(rows))))
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    area: PlanArea,
    open: &str,
    sheet: Option<Sheet<MatterForm>>,
) -> PageResult {
    let seen = desk.read(move |ask| see_plan(ask, person)).await?;
    let page = PartPage::of(&seen, area, open, sheet).ok_or(Situation::NotFound)?;
    desk.show(&page)
}

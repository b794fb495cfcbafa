//! `/adviser/people/{person}/assessment`: the assessment of needs, matter by matter. A first plan begins with its words; finished,
//! it closes its clock.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::{
    id::PersonId,
    pathway::{NeedNote, NeedPart},
    plan::PlanArea,
};
use onward_store::repo::versions::{Kept, Sent};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::plan::{SeenAssessment, finish_assessment, keep_need, see_assessment},
    web::{
        adviser::{plan::area_words, who::Who},
        desk::{Adviser, Desk},
        form::{Clash, ClashRow, Form, Reader, Sheet, Stood, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::adviser::assessment as told},
    },
};

const AT: &str = "/adviser/people/{person}/assessment";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Adviser, assessment),
        post("/adviser/people/{person}/assessment/finish", Audience::Adviser, finish),
        post("/adviser/people/{person}/assessment/{area}", Audience::Adviser, keep),
    ]
}

/// One matter, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NeedForm {
    pub version: Stood,
    #[validate(length(max = 3000))]
    pub says: String,
}

/// When it was finished, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct FinishForm {
    pub on: WrittenDay,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AssessmentPage {
    who: Who,
    finished: Option<NaiveDate>,
    matters: Vec<Matter>,
    written: usize,
    /// The matter whose form was sent and not accepted.
    open: String,
    need: Sheet<NeedForm>,
    finish: Sheet<FinishForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Matter {
    area: PlanArea,
    words: Say,
    says: String,
    version: Stood,
    on: Option<NaiveDate>,
}

impl Page for AssessmentPage {
    const TEMPLATE: &str = "adviser/assessment.html";

    fn state(&self) -> FormState {
        match self.need.state() {
            FormState::Fresh => self.finish.state(),
            other => other,
        }
    }
}

impl AssessmentPage {
    pub fn of(
        seen: &SeenAssessment,
        open: Option<PlanArea>,
        (need, finish): (Sheet<NeedForm>, Sheet<FinishForm>),
    ) -> Self {
        let matter = |area: &PlanArea| {
            let need = seen.needs.iter().find(|need| need.note.area == *area);
            Matter {
                area: *area,
                words: area_words(*area),
                says: need.map(|need| need.note.says.clone()).unwrap_or_default(),
                version: need.map(|need| Stood::of(&need.id)).unwrap_or_default(),
                on: need.map(|need| crate::clock::london_day(need.recorded.at)),
            }
        };
        Self {
            who: Who::of(&seen.answered),
            finished: seen.finished,
            matters: PlanArea::ALL.iter().map(matter).collect(),
            written: seen.needs.len(),
            open: open.map(|area| area.to_string()).unwrap_or_default(),
            need,
            finish,
        }
    }
}

async fn assessment(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    show(&desk, *at, None, (Sheet::default(), Sheet::default())).await
}

async fn keep(desk: Desk<Adviser>, at: Path<(PersonId, PlanArea)>, form: Form<NeedForm>) -> PageResult {
    let (person, area) = at.into_inner();
    let key = form.once.clone();
    let form = form.into_inner();
    let mut read = Reader::of(&form);
    let says = read.text("says", &form.says).missing(told::Says).required();
    let says = match read.done(|| says) {
        Ok(says) => says,
        Err(errors) => {
            return show(&desk, person, Some(area), (Sheet::wrong(form, errors), Sheet::default())).await;
        }
    };
    let sent = Sent::<NeedPart> { version: form.version.parse()?, says: NeedNote { area, says }, key };
    match desk.write(move |ask| keep_need(ask, person, &sent)).await? {
        Kept::Clash(theirs) => {
            let stands = theirs.as_deref().map(|theirs| theirs.row.note.says.clone()).unwrap_or_default();
            let rows = vec![ClashRow::new(area_words(area), Say::words(stands), Say::words(&form.says))];
            let clash = Clash::of(theirs.as_deref(), rows);
            let form = NeedForm { version: Stood::from(theirs.as_deref()), ..form };
            show(&desk, person, Some(area), (Sheet::clashing(form, clash), Sheet::default())).await
        }
        Kept::Doubt(never) => match never {},
        Kept::Now(_) | Kept::Before(_) | Kept::Same => {
            Ok(see_other(&format!("/adviser/people/{person}/assessment#{area}")))
        }
    }
}

async fn finish(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<FinishForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let today = desk.now().today;
    let mut read = Reader::of(&form);
    let on = read.day("on", &form.on, told::On).not_after_today(today).or(today);
    match read.done(|| on) {
        Ok(on) => {
            desk.write(move |ask| finish_assessment(ask, person, on, &key)).await?;
            Ok(see_other(&format!("/adviser/people/{person}/assessment")))
        }
        Err(errors) => show(&desk, person, None, (Sheet::default(), Sheet::wrong(form, errors))).await,
    }
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    open: Option<PlanArea>,
    sheets: (Sheet<NeedForm>, Sheet<FinishForm>),
) -> PageResult {
    let seen = desk.read(move |ask| see_assessment(ask, person)).await?;
    desk.show(&AssessmentPage::of(&seen, open, sheets))
}

/// The errors of a form of this page.
#[cfg(test)]
fn errors_of(form: &NeedForm) -> crate::web::form::FormErrors {
    let mut read = Reader::of(form);
    let says = read.text("says", &form.says).missing(told::Says).required();
    read.done(|| says).err().unwrap_or_default()
}

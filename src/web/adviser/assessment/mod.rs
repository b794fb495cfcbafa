//! `/adviser/people/{person}/assessment`: the assessment of needs, all matters in one form. A first plan begins with its words;
//! finished, it closes its clock.

mod form;
#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use onward_domain::{id::PersonId, plan::PlanArea};
use onward_store::repo::versions::Kept;
use serde::{Deserialize, Serialize};

use self::form::{FinishForm, NeedsForm};
use crate::{
    usecases::adviser::plan::{SeenAssessment, finish_assessment, keep_needs, see_assessment},
    web::{
        adviser::{plan::area_words, who::Who},
        desk::{Adviser, Desk},
        form::{Clash, ClashRow, Form, Sheet, Stood},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::Say,
    },
};

const AT: &str = "/adviser/people/{person}/assessment";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Adviser, assessment),
        post(AT, Audience::Adviser, keep),
        post("/adviser/people/{person}/assessment/finish", Audience::Adviser, finish),
    ]
}

/// What was saved just now.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    saved: String,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AssessmentPage {
    who: Who,
    finished: Option<NaiveDate>,
    saved: bool,
    matters: Vec<Matter>,
    need: Sheet<NeedsForm>,
    finish: Sheet<FinishForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Matter {
    area: PlanArea,
    words: Say,
    /// What stands in the box.
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
    /// With no form of the needs, what stands.
    pub fn of(
        seen: &SeenAssessment,
        saved: bool,
        (need, finish): (Option<Sheet<NeedsForm>>, Sheet<FinishForm>),
    ) -> Self {
        let need = need.unwrap_or_else(|| Sheet::new(NeedsForm::from_record(seen)));
        let matter = |area: &PlanArea| {
            let stands = seen.needs.iter().find(|need| need.note.area == *area);
            let (says, version) = need.form.of(*area);
            Matter {
                area: *area,
                words: area_words(*area),
                says: says.clone(),
                version: version.clone(),
                on: stands.map(|need| crate::clock::london_day(need.recorded.at)),
            }
        };
        Self {
            who: Who::of(&seen.answered),
            finished: seen.finished,
            saved,
            matters: PlanArea::ALL.iter().map(matter).collect(),
            need,
            finish,
        }
    }
}

async fn assessment(desk: Desk<Adviser>, at: Path<PersonId>, asked: Query<Asked>) -> PageResult {
    show(&desk, *at, asked.saved == "yes", (None, Sheet::default())).await
}

async fn keep(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<NeedsForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let sent = match form.read(&key)? {
        Ok(sent) => sent,
        Err(errors) => {
            return show(&desk, person, false, (Some(Sheet::wrong(form, errors)), Sheet::default())).await;
        }
    };
    let areas: Vec<PlanArea> = sent.iter().map(|each| each.says.area).collect();
    let kept = desk.write(move |ask| keep_needs(ask, person, &sent)).await?;
    match clashing(form, &areas, &kept) {
        None => Ok(see_other(&format!("/adviser/people/{person}/assessment?saved=yes"))),
        sheet => show(&desk, person, false, (sheet, Sheet::default())).await,
    }
}

/// The form with what somebody else wrote of the same matters beside it; every matter is now based on what stands.
fn clashing(
    mut form: NeedsForm,
    areas: &[PlanArea],
    kept: &[Kept<onward_domain::pathway::NeedPart>],
) -> Option<Sheet<NeedsForm>> {
    let (mut rows, mut first) = (Vec::new(), None);
    for (area, kept) in areas.iter().copied().zip(kept) {
        let (says, version) = form.of_mut(area);
        match kept {
            Kept::Clash(theirs) => {
                let stands = theirs.as_deref().map(|theirs| theirs.row.note.says.clone());
                let stands = Say::words(stands.unwrap_or_default());
                rows.push(ClashRow::new(area_words(area), stands, Say::words(says.as_str())));
                *version = Stood::from(theirs.as_deref());
                first = first.or(Some(theirs.as_deref()));
            }
            Kept::Now(id) | Kept::Before(id) => *version = Stood::of(id),
            Kept::Same => {}
            Kept::Doubt(never) => match *never {},
        }
    }
    first.map(|theirs| Sheet::clashing(form, Clash::of(theirs, rows)))
}

async fn finish(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<FinishForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    match form.read(desk.now().today) {
        Ok(on) => {
            desk.write(move |ask| finish_assessment(ask, person, on, &key)).await?;
            Ok(see_other(&format!("/adviser/people/{person}/assessment")))
        }
        Err(errors) => show(&desk, person, false, (None, Sheet::wrong(form, errors))).await,
    }
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    saved: bool,
    sheets: (Option<Sheet<NeedsForm>>, Sheet<FinishForm>),
) -> PageResult {
    let seen = desk.read(move |ask| see_assessment(ask, person)).await?;
    desk.show(&AssessmentPage::of(&seen, saved, sheets))
}

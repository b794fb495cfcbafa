//! `/my-plan/draft`: a new plan to read, before any manager does, and to say what one thinks of it.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use onward_domain::{
    pathway::{Answer, Document, PlanAct, SignedPart, Stage},
    plan::{NewSaying, PlanArea, SayingKind},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    clock::london_day,
    usecases::young_person::answer_draft::{OwnDraft, answer_draft, see_draft},
    web::{
        desk::{Desk, YoungPerson},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::young_person::draft as told},
    },
};

const AT: &str = "/my-plan/draft";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::YoungPerson, draft), post(AT, Audience::YoungPerson, say)]
}

/// What a part is called.
fn area_words(area: PlanArea) -> Say {
    Say::of_word("young_person.plan.area", area.word()).unwrap_or_else(|| Say::words(area.word()))
}

/// What they say, as tapped and written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    pub answer: String,
    /// The part that is not what they said.
    pub area: String,
    #[validate(length(max = 2000))]
    pub words: String,
}

impl AnswerForm {
    fn read(&self) -> Result<NewSaying, FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| match word {
            "agree" => Some(SayingKind::Agree),
            "partly" => Some(SayingKind::Partly),
            "disagree" => Some(SayingKind::Disagree),
            "not_what_i_said" => Some(SayingKind::NotWhatISaid),
            _ => None,
        };
        let kind = read.choice("answer", &self.answer, known).missing(told::Choose).required();
        let area = read.choice("area", &self.area, |word| word.parse::<PlanArea>().ok());
        let area = match kind {
            Some(SayingKind::NotWhatISaid) => area.missing(told::WhichPart).required(),
            _ => None,
        };
        let words = read.text("words", &self.words);
        let words = match kind {
            Some(SayingKind::Agree) => words.optional(),
            _ => words.missing(told::Words).required(),
        };
        read.done(|| Some(NewSaying { plan: None, area, kind: kind?, words }))
    }
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct DraftPage<'a> {
    number: i64,
    adviser: Option<&'a str>,
    shared_on: Option<NaiveDate>,
    stage: Stage,
    document: &'a Document,
    parts: Vec<(Say, &'a SignedPart)>,
    areas: Vec<(&'static str, Say)>,
    answer: Option<&'a Answer>,
    sent_back: Option<&'a str>,
    #[serde(flatten)]
    sheet: Sheet<AnswerForm>,
}

impl Page for DraftPage<'_> {
    const TEMPLATE: &'static str = "young_person/draft.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl<'a> DraftPage<'a> {
    /// The page.
    pub fn of(seen: &'a OwnDraft, sheet: Sheet<AnswerForm>) -> Self {
        let written = |part: &&SignedPart| part.agreed.is_some() || !part.steps.is_empty();
        let last = |act| seen.moves.iter().rev().find(|one| one.act == act);
        let parts: Vec<_> = seen.document.parts.iter().filter(written).collect();
        Self {
            number: seen.document.number,
            adviser: seen.own.adviser.as_ref().map(|worker| worker.name.as_str()),
            shared_on: last(PlanAct::Shared).map(|one| london_day(one.made_at)),
            stage: seen.stage,
            areas: parts.iter().map(|part| (part.area.word(), area_words(part.area))).collect(),
            parts: parts.into_iter().map(|part| (area_words(part.area), part)).collect(),
            answer: seen.document.answer.as_ref(),
            sent_back: last(PlanAct::SentBack)
                .filter(|_| seen.stage == Stage::SentBack)
                .and_then(|one| one.words.as_deref()),
            document: &seen.document,
            sheet,
        }
    }
}

async fn draft(desk: Desk<YoungPerson>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn say(desk: Desk<YoungPerson>, form: Form<AnswerForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    match form.read() {
        Ok(said) => {
            desk.write(move |ask| answer_draft(ask, said.clone(), &key)).await?;
            Ok(see_other(AT))
        }
        Err(errors) => show(&desk, Sheet::wrong(form, errors)).await,
    }
}

async fn show(desk: &Desk<YoungPerson>, sheet: Sheet<AnswerForm>) -> PageResult {
    let seen = desk.read(see_draft).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &DraftPage::of(&seen, sheet))
}

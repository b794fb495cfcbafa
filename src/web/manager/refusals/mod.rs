//! `/manager/refusals`: the refusals that wait for a second person, the longest first; one of them with what the rule says,
//! and two ways on: refuse it, or back with words.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::NaiveDate;
use leaving_care_rules::{Law, Messages};
use onward_domain::{
    entitlement::{EntitlementAct, standing},
    id::EntitlementStepId,
    request::Request,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    clock::london_day,
    usecases::manager::refusals::{ToDecide, Waiting, decide, see_refusal, see_refusals},
    web::{
        adviser::{
            trace::{reasons, why},
            who::Who,
        },
        desk::{Desk, Manager},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet},
        law_words,
        parts::Line,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::manager::refusals as told,
    },
};

const AT: &str = "/manager/refusals";
const ONE: &str = "/manager/refusals/{refusal}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::Manager;
    vec![get(AT, me, queue), get(ONE, me, look), post(ONE, me, answer)]
}

/// What the manager says.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    /// `refuse` or `back`.
    pub answer: String,
    /// What the adviser reads who has to look again.
    #[validate(length(max = 600))]
    pub words: String,
}

impl AnswerForm {
    /// Words where it goes back; nothing where it is refused.
    fn read(&self) -> Result<Option<String>, FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| match word {
            "refuse" => Some(false),
            "back" => Some(true),
            _ => None,
        };
        let back = read.choice("answer", &self.answer, known).missing(told::Choose).required();
        let words = read.text("words", &self.words);
        let words =
            if back == Some(true) { words.missing(told::Words).required().map(Some) } else { Some(None) };
        read.done(|| words)
    }
}

/// The queue.
#[derive(Debug, Clone, Serialize)]
pub struct QueuePage {
    waiting: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    name: String,
    age: Option<u32>,
    what: String,
    by: Option<String>,
    since: NaiveDate,
    mine: bool,
}

impl Page for QueuePage {
    const TEMPLATE: &str = "manager/refusals.html";
}

impl QueuePage {
    pub fn of(waiting: Vec<Waiting>) -> Self {
        let row = |one: Waiting| Row {
            href: format!("{AT}/{}", one.step.id),
            name: one.name,
            age: one.age,
            what: one.what,
            by: one.by,
            since: london_day(one.step.recorded_at),
            mine: one.mine,
        };
        Self { waiting: waiting.into_iter().map(row).collect() }
    }
}

/// One to decide.
#[derive(Debug, Clone, Serialize)]
pub struct RefusalPage {
    who: Who,
    action: String,
    what: String,
    by: Option<String>,
    since: NaiveDate,
    mine: bool,
    /// The refusal as the young person would read it.
    words: Option<String>,
    /// When they asked, in which words, and by when they were promised an answer.
    asked: Option<Asked>,
    reasons: Vec<Line>,
    /// How a refusal is challenged.
    challenge: String,
    /// The person's page, which a manager reads.
    record: String,
    #[serde(flatten)]
    sheet: Sheet<AnswerForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Asked {
    on: Option<NaiveDate>,
    words: Option<String>,
    by: Option<NaiveDate>,
    late: bool,
}

impl Page for RefusalPage {
    const TEMPLATE: &str = "manager/refusal.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl RefusalPage {
    /// The page around a form; `None` when the entitlement is not in this law.
    pub fn of(one: &ToDecide, law: &Law, messages: &Messages, sheet: Sheet<AnswerForm>) -> Option<Self> {
        let (waiting, seen) = (&one.waiting, &one.seen);
        let rule = law.entitlements().get(seen.which.place())?;
        let who = Who::of(&seen.answered);
        let today = seen.answered.today;
        let all: Vec<_> = seen.steps.iter().map(|(step, _)| step.clone()).collect();
        let steps = standing(&all);
        let request = Request::of(&steps, rule.emergency).filter(|request| request.stage.is_open());
        let asked = request.map(|request| Asked {
            on: request.since(),
            words: request
                .steps
                .iter()
                .rev()
                .find(|step| step.note.act == EntitlementAct::Asked)
                .and_then(|step| step.note.note.clone()),
            by: request.by,
            late: request.late(today),
        });
        Some(Self {
            action: format!("{AT}/{}", waiting.step.id),
            what: waiting.what.clone(),
            by: waiting.by.clone(),
            since: london_day(waiting.step.recorded_at),
            mine: waiting.mine,
            words: waiting.step.note.note.clone(),
            asked,
            reasons: reasons(&why(seen, law, messages)?, rule, &who.known_as),
            challenge: rule.refused.clone(),
            record: format!("/manager/people/{}", waiting.step.person),
            who,
            sheet,
        })
    }
}

async fn queue(desk: Desk<Manager>) -> PageResult {
    desk.show(&QueuePage::of(desk.read(see_refusals).await?))
}

async fn look(desk: Desk<Manager>, at: Path<EntitlementStepId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn answer(desk: Desk<Manager>, at: Path<EntitlementStepId>, form: Form<AnswerForm>) -> PageResult {
    let (refusal, key) = (*at, form.once.clone());
    let form = form.into_inner();
    match form.read() {
        Ok(words) => {
            desk.write(move |ask| decide(ask, refusal, words.as_deref(), &key)).await?;
            Ok(see_other(AT))
        }
        Err(errors) => show(&desk, refusal, Sheet::wrong(form, errors)).await,
    }
}

async fn show(desk: &Desk<Manager>, refusal: EntitlementStepId, sheet: Sheet<AnswerForm>) -> PageResult {
    let one = desk.read(move |ask| see_refusal(ask, refusal)).await?;
    let page = RefusalPage::of(&one, desk.app.law, law_words::messages()?, sheet);
    desk.show(&page.ok_or(Situation::NotFound)?)
}

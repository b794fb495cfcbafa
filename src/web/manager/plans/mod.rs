//! `/manager/plans`: the plans that wait for a signature, the longest first; one of them by its prompts, both voices on what is
//! not agreed, and two ways on: back with words, or signed.

#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use onward_domain::{
    id::PersonId,
    office,
    pathway::{Answer, Document, PlanAct, Prompt, prompts},
    plan::PlanArea,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    clock::london_day,
    usecases::{
        adviser::plan::SeenPlan,
        in_a_row::InARow,
        manager::plans::{Decided, Waiting, next_to_sign, see_queue, see_to_sign, send_back, sign},
        manager::{overrides::waiting_overrides, refusals::waiting_refusals},
    },
    web::{
        adviser::{plan::area_words, who::Who},
        desk::{Desk, Manager},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::manager::plans as told},
    },
};

/// Working days in which a plan is signed or sent back: the service's own.
const WITHIN: u32 = 5;

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::Manager;
    vec![
        get("/manager/plans", me, queue),
        get("/manager/plans/{drafted}", me, look),
        post("/manager/plans/{drafted}/back", me, back),
        post("/manager/plans/{drafted}/sign", me, put_name),
    ]
}

/// What is written with either.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct WordsForm {
    #[validate(length(max = 1500))]
    pub words: String,
    #[validate(length(max = 1500))]
    pub about_it: String,
    /// Whose plan is next.
    pub next: String,
}

impl WordsForm {
    fn to_send_back(&self) -> Result<String, FormErrors> {
        let mut read = Reader::of(self);
        let words = read.text("words", &self.words).missing(told::Words).required();
        read.done(|| words)
    }

    fn to_sign(&self) -> Result<Option<String>, FormErrors> {
        let mut read = Reader::of(self);
        let about_it = read.text("about-it", &self.about_it).optional();
        read.done(|| Some(about_it))
    }
}

/// The queue.
#[derive(Debug, Clone, Serialize)]
pub struct QueuePage {
    waiting: Vec<Row>,
    /// Refusals that wait for a second person.
    refusals: usize,
    /// Answers other than the rule's, the same.
    overrides: usize,
    late: usize,
    within: u32,
    /// What was done last: `signed` or `back`.
    done: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    name: String,
    age: Option<u32>,
    number: i64,
    by: Option<String>,
    since: NaiveDate,
    late: bool,
    sent_back: usize,
}

impl Page for QueuePage {
    const TEMPLATE: &str = "manager/plans.html";
}

impl QueuePage {
    pub fn of(
        waiting: Vec<Waiting>,
        (refusals, overrides): (usize, usize),
        today: NaiveDate,
        done: &Done,
    ) -> Self {
        let row = |one: Waiting| {
            let since = london_day(one.plan.since);
            Row {
                href: format!("/manager/plans/{}", one.plan.person),
                name: one.name,
                age: one.age,
                number: one.plan.number,
                by: one.by,
                since,
                late: office::working_days_after(since, WITHIN) < today,
                sent_back: one.plan.sent_back,
            }
        };
        let waiting: Vec<Row> = waiting.into_iter().map(row).collect();
        Self {
            late: waiting.iter().filter(|row| row.late).count(),
            waiting,
            refusals,
            overrides,
            within: WITHIN,
            done: done.word(),
        }
    }
}

/// What was done with the one before, as the address says it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

impl Done {
    fn word(&self) -> &'static str {
        ["signed", "back"].into_iter().find(|word| *word == self.done).unwrap_or_default()
    }
}

/// Where one of several is, with the ways to those beside it.
#[derive(Debug, Clone, Serialize)]
struct Beside {
    at: usize,
    of: usize,
    before: Option<String>,
    after: Option<String>,
}

impl Beside {
    fn of(row: InARow) -> Self {
        let address = |person: PersonId| format!("/manager/plans/{person}");
        let InARow { at, of, before, after } = row;
        Self { at, of, before: before.map(address), after: after.map(address) }
    }
}

/// One plan to sign.
#[derive(Debug, Clone, Serialize)]
pub struct ToSignPage {
    who: Who,
    number: i64,
    document: Document,
    areas: Vec<(PlanArea, Say)>,
    since: Option<NaiveDate>,
    by: Option<String>,
    adviser_words: Option<String>,
    steps: usize,
    asks: Vec<Ask>,
    own_words: usize,
    answer: Option<Answer>,
    disagrees: bool,
    disputed: Vec<(Say, Vec<String>)>,
    not_in_a_step: Vec<(String, Option<onward_domain::money::Pence>)>,
    last: Option<i64>,
    action: String,
    row: Option<Beside>,
    next: Option<PersonId>,
    done: &'static str,
    #[serde(flatten)]
    sheet: Sheet<WordsForm>,
}

/// One of the six prompts, and the steps that it looks at.
#[derive(Debug, Clone, Serialize)]
struct Ask {
    prompt: Prompt,
    steps: Vec<String>,
}

impl Page for ToSignPage {
    const TEMPLATE: &str = "manager/plan_to_sign.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ToSignPage {
    /// The page, with forms that were sent and not accepted; none where no plan waits.
    pub fn of(
        (seen, row): &(SeenPlan, Option<InARow>),
        done: &Done,
        sheet: Sheet<WordsForm>,
    ) -> Option<Self> {
        let draft = seen.draft.as_ref()?;
        let before: Vec<_> =
            seen.last.iter().flat_map(|(_, steps, _)| steps.iter().map(|step| step.text.clone())).collect();
        let asked = |prompt: Prompt| Ask {
            prompt,
            steps: draft
                .steps
                .iter()
                .filter(|step| prompts(&step.text, &before).contains(&prompt))
                .map(|step| step.text.what.clone())
                .collect(),
        };
        let handed_in = draft.moves.iter().rev().find(|one| one.act == PlanAct::HandedIn);
        let parts = &draft.document.parts;
        let answer = draft.document.answer.clone();
        let who = Who::of(&seen.answered).this_page_alone();
        let disputed: Vec<_> = parts
            .iter()
            .filter(|part| !part.disputed.is_empty())
            .map(|part| (area_words(part.area), part.disputed.clone()))
            .collect();
        Some(Self {
            number: draft.plan.number,
            areas: parts.iter().map(|part| (part.area, area_words(part.area))).collect(),
            since: handed_in.map(|one| london_day(one.made_at)),
            by: handed_in.and_then(|one| seen.names.get(&one.made_by?.to_string()).cloned()),
            adviser_words: handed_in.and_then(|one| one.words.clone()),
            steps: draft.steps.len(),
            asks: [Prompt::Vague, Prompt::When, Prompt::Who, Prompt::Otherwise, Prompt::Again]
                .into_iter()
                .map(asked)
                .collect(),
            own_words: parts.iter().filter(|part| part.own_words.is_some()).count(),
            disagrees: answer.as_ref().is_some_and(Answer::disagrees) || !disputed.is_empty(),
            disputed,
            not_in_a_step: seen.offered.iter().map(|one| (one.name.clone(), one.left)).collect(),
            last: seen.last.as_ref().map(|(plan, ..)| plan.number),
            action: format!("/manager/plans/{}", seen.answered.listed.person.id),
            row: row.map(Beside::of),
            next: row.and_then(|row| row.after),
            done: done.word(),
            document: draft.document.clone(),
            answer,
            who,
            sheet,
        })
    }
}

async fn queue(desk: Desk<Manager>, done: Query<Done>) -> PageResult {
    let (waiting, two) =
        desk.read(|ask| Ok((see_queue(ask)?, (waiting_refusals(ask)?, waiting_overrides(ask)?)))).await?;
    desk.show(&QueuePage::of(waiting, two, desk.now().today, &done))
}

async fn look(desk: Desk<Manager>, at: Path<PersonId>, done: Query<Done>) -> PageResult {
    show(&desk, *at, &done, Sheet::default()).await
}

async fn back(desk: Desk<Manager>, at: Path<PersonId>, form: Form<WordsForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    match form.to_send_back() {
        Ok(words) => {
            let said = form.next.parse().ok();
            let next = desk.read(move |ask| next_to_sign(ask, person, said)).await?;
            desk.write(move |ask| send_back(ask, person, &words, &key)).await?;
            Ok(see_other(&on(next, "back")))
        }
        Err(errors) => show(&desk, person, &Done::default(), Sheet::wrong(form, errors)).await,
    }
}

async fn put_name(desk: Desk<Manager>, at: Path<PersonId>, form: Form<WordsForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let about_it = match form.to_sign() {
        Ok(about_it) => about_it,
        Err(errors) => return show(&desk, person, &Done::default(), Sheet::wrong(form, errors)).await,
    };
    let said = form.next.parse().ok();
    let next = desk.read(move |ask| next_to_sign(ask, person, said)).await?;
    match desk.write(move |ask| sign(ask, person, about_it.as_deref(), &key)).await? {
        Decided::AboutIt => {
            let sheet = Sheet::wrong(form, FormErrors::one("about-it", told::AboutIt));
            show(&desk, person, &Done::default(), sheet).await
        }
        Decided::Done | Decided::Gone => Ok(see_other(&on(next, "signed"))),
    }
}

/// The next plan to read, or the queue where none is left.
fn on(next: Option<PersonId>, done: &str) -> String {
    match next {
        Some(next) => format!("/manager/plans/{next}?done={done}"),
        None => format!("/manager/plans?done={done}"),
    }
}

async fn show(desk: &Desk<Manager>, person: PersonId, done: &Done, sheet: Sheet<WordsForm>) -> PageResult {
    let seen = desk.read(move |ask| see_to_sign(ask, person)).await?;
    let page = ToSignPage::of(&seen, done, sheet).ok_or(crate::web::error::Situation::NotFound)?;
    desk.show(&page)
}

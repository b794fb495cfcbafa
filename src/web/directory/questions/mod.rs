//! `/staff/directory/questions`: what people could not find. Each is answered once, by its promised time; what nobody could answer
//! is a list of gaps by need.

use actix_web::web::Path;
use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    directory::{Need, Question, QuestionAnswer, QuestionOutcome},
    id::{DirectoryEntryId, DirectoryQuestionId, UserId},
    moment::Moment,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    clock::london_day,
    usecases::directory::look_after::{answer, see_question, see_questions},
    web::{
        desk::{Desk, Manager, Staff},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet},
        public::directory::need_words,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::finding::keep as told},
    },
};

const AT: &str = "/staff/directory/questions";
const ONE: &str = "/staff/directory/questions/{asked}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Manager, list),
        get(ONE, Audience::Manager, ask),
        post(ONE, Audience::Manager, keep),
    ]
}

/// All of them.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionsPage {
    waits: Vec<Row>,
    /// What nobody could answer, by need, the most first.
    gaps: Vec<(Option<Say>, usize)>,
    nothing: Vec<Row>,
    found: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    asks: String,
    on: NaiveDate,
    promised: NaiveDate,
    late: bool,
    reach: Option<String>,
    answer: Option<String>,
    need: Option<Say>,
}

impl Page for QuestionsPage {
    const TEMPLATE: &'static str = "staff/directory_questions.html";
}

impl QuestionsPage {
    pub fn of(all: &[Question], now: DateTime<Utc>) -> Self {
        let (mut waits, mut nothing, mut found) = (Vec::new(), Vec::new(), Vec::new());
        let mut by_need: std::collections::BTreeMap<Option<Need>, usize> = std::collections::BTreeMap::new();
        for question in all {
            let answer = question.answer.as_ref();
            let row = Row {
                href: format!("{AT}/{}", question.id),
                asks: question.asks.clone(),
                on: london_day(question.at),
                promised: london_day(question.promised),
                late: answer.is_none() && question.promised < now,
                reach: question.reach.clone(),
                answer: answer.map(|answer| answer.words.clone()),
                need: answer.and_then(|answer| answer.need).map(need_words),
            };
            match answer.map(|answer| (answer.outcome, answer.need)) {
                None => waits.push(row),
                Some((QuestionOutcome::Nothing, need)) => {
                    *by_need.entry(need).or_default() += 1;
                    nothing.push(row);
                }
                Some((QuestionOutcome::Found, _)) => found.push(row),
            }
        }
        let mut gaps: Vec<_> =
            by_need.into_iter().map(|(need, count)| (need.map(need_words), count)).collect();
        gaps.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Self { waits, gaps, nothing, found }
    }
}

/// An answer.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    outcome: String,
    #[validate(length(max = 1000))]
    words: String,
    entry: String,
    need: String,
}

impl AnswerForm {
    fn read(&self, by: UserId, now: Moment) -> Result<QuestionAnswer, FormErrors> {
        let mut read = Reader::of(self);
        let outcome = read.choice("outcome", &self.outcome, |word| word.parse::<QuestionOutcome>().ok());
        let outcome = outcome.missing(told::Outcome).required();
        let words = read.text("words", &self.words).missing(told::Answer).required();
        let entry = read.choice("entry", &self.entry, |id| id.parse::<DirectoryEntryId>().ok()).optional();
        let need = read.choice("need", &self.need, |word| word.parse::<Need>().ok());
        // A gap that is in no list of needs helps nobody to fill it.
        let need = match outcome {
            Some(QuestionOutcome::Nothing) => need.missing(told::Needs).required(),
            _ => need.optional(),
        };
        read.done(|| Some(QuestionAnswer { outcome: outcome?, words: words?, entry, need, at: now.at, by }))
    }
}

/// One question, to be answered, or with its answer.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionPage {
    row: Row,
    entries: Vec<(String, String)>,
    needs: Vec<(&'static str, String)>,
    #[serde(flatten)]
    sheet: Sheet<AnswerForm>,
}

impl Page for QuestionPage {
    const TEMPLATE: &'static str = "staff/directory_question.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

async fn list(desk: Desk<Manager>) -> PageResult {
    let desk = desk.desk::<Staff>().ok_or(Situation::NotFound)?;
    let all = desk.read(see_questions).await?;
    desk.show(&QuestionsPage::of(&all, desk.now().at))
}

async fn ask(desk: Desk<Manager>, at: Path<DirectoryQuestionId>) -> PageResult {
    let desk = desk.desk::<Staff>().ok_or(Situation::NotFound)?;
    show(&desk, *at, Sheet::default()).await
}

async fn show(desk: &Desk<Staff>, id: DirectoryQuestionId, sheet: Sheet<AnswerForm>) -> PageResult {
    let (question, entries) = desk.read(move |ask| see_question(ask, id)).await?;
    let all = QuestionsPage::of(&[question], desk.now().at);
    let row = all.waits.into_iter().chain(all.nothing).chain(all.found).next().ok_or(Situation::NotFound)?;
    desk.show(&QuestionPage {
        row,
        entries: entries.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        needs: Need::ALL.iter().map(|need| (need.word(), need_words(*need).to_string())).collect(),
        sheet,
    })
}

async fn keep(desk: Desk<Manager>, at: Path<DirectoryQuestionId>, form: Form<AnswerForm>) -> PageResult {
    let desk = desk.desk::<Staff>().ok_or(Situation::NotFound)?;
    let (id, form) = (*at, form.into_inner());
    let said = match form.read(desk.me.user.id, desk.now()) {
        Ok(said) => said,
        Err(errors) => return show(&desk, id, Sheet::wrong(form, errors)).await,
    };
    // Whoever was first has answered it; the page then shows their answer.
    let _first = desk.write(move |ask| answer(ask, id, &said)).await?;
    Ok(see_other(&format!("{AT}/{id}")))
}

//! `/adviser/people/{person}/questions`: what imports of the yearly return left for someone to settle.

use actix_web::{HttpRequest, web::Path};
use onward_domain::{
    access::Purpose,
    id::{PersonId, QuestionId},
};
use onward_store::{
    StoreResult, Tx,
    repo::returns::{Answer, ImportQuestion, Settled},
    scope::Record,
};
use serde::{Deserialize, Serialize};

use super::handlers::caseload;
use crate::{
    App, clock,
    web::{
        error::Situation,
        extract::Adviser,
        form::Form,
        reply::{PageResult, see_other, show, show_again},
        routes::{Audience, Route, get, post},
        view::{FormErrors, Page},
    },
};

/// The addresses of this page.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/adviser/people/{person}/questions", Audience::Adviser, page),
        post("/adviser/people/{person}/questions/{question}", Audience::Adviser, settle),
    ]
}

/// The questions about one person.
#[derive(Debug, Clone, Default, Serialize)]
pub struct QuestionsPage {
    /// The person's page.
    pub person: String,
    /// The name they use.
    pub name: String,
    /// What has to be mended.
    pub errors: FormErrors,
    /// To be settled, oldest first.
    pub open: Vec<OpenQuestion>,
    /// Settled before.
    pub settled: Vec<SettledQuestion>,
}

impl Page for QuestionsPage {
    const TEMPLATE: &'static str = "adviser/questions.html";

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// A question to settle.
#[derive(Debug, Clone, Serialize)]
pub struct OpenQuestion {
    /// Unique on the page.
    pub id: String,
    /// Where the answer goes.
    pub action: String,
    /// The question.
    pub what: String,
    /// Where the row stood, and when it was asked.
    pub source: String,
    /// What the record says, where there are two answers to choose from.
    pub mine: Option<String>,
    /// What the return says.
    pub theirs: Option<String>,
}

/// A question that was settled.
#[derive(Debug, Clone, Serialize)]
pub struct SettledQuestion {
    /// The question.
    pub what: String,
    /// How it was settled.
    pub answer: &'static str,
}

/// How it is to be settled.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    answer: String,
}

fn open<'t>(
    tx: &'t Tx,
    user: onward_domain::id::UserId,
    person: PersonId,
    now: onward_domain::moment::Moment,
) -> StoreResult<Record<'t>> {
    caseload(tx, user)?.open(tx, person, Purpose::ImportQuestion, now)
}

async fn questions(
    app: &App,
    me: &Adviser,
    person: PersonId,
    errors: FormErrors,
) -> Result<QuestionsPage, Situation> {
    let (user, now) = (me.user.id, app.clock.moment());
    let (name, all) = app
        .read(move |tx| {
            let record = open(tx, user, person, now)?;
            Ok((record.person()?.identity.listed_name(), record.import_questions().all()?))
        })
        .await?;
    let base = format!("/adviser/people/{person}");
    let mut page = QuestionsPage { person: base.clone(), name, errors, ..QuestionsPage::default() };
    for question in all {
        match question.answer {
            Some(answer) => page.settled.push(SettledQuestion { what: question.what, answer: said(answer) }),
            None => page.open.push(open_question(question, &base, now.at)),
        }
    }
    Ok(page)
}

fn open_question(question: ImportQuestion, base: &str, now: chrono::DateTime<chrono::Utc>) -> OpenQuestion {
    let asked = format!("Asked {}", clock::when(question.asked_at, now));
    let source = question.place.map_or_else(|| asked.clone(), |place| format!("{place}. {asked}"));
    let (mine, theirs) = question.choice.map(|choice| (choice.mine, choice.theirs)).unzip();
    OpenQuestion {
        id: format!("q-{}", question.id),
        action: format!("{base}/questions/{}", question.id),
        what: question.what,
        source,
        mine,
        theirs,
    }
}

const fn said(answer: Answer) -> &'static str {
    match answer {
        Answer::KeptMine => "The record was kept.",
        Answer::TookReturn => "The return’s answer was taken.",
        Answer::DealtWith => "It was dealt with.",
    }
}

/// Shows the questions.
///
/// # Errors
/// Not this adviser's; the store's.
pub async fn page(app: App, request: HttpRequest, me: Adviser, place: Path<String>) -> PageResult {
    let person = place.parse().map_err(|_| Situation::NotFound)?;
    let page = questions(&app, &me, person, FormErrors::none()).await?;
    show(&app, &request, Some(&me), &page)
}

/// Settles one: keep what the record says, take what the return says, or say that it was dealt with.
///
/// # Errors
/// Not this adviser's; no such question; the store's.
pub async fn settle(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<(String, String)>,
    form: Form<AnswerForm>,
) -> PageResult {
    let person: PersonId = place.0.parse().map_err(|_| Situation::NotFound)?;
    let question: QuestionId = place.1.parse().map_err(|_| Situation::NotFound)?;
    let (user, now) = (me.user.id, app.clock.moment());
    let answer = match form.answer.as_str() {
        "keep" => Some(Answer::KeptMine),
        "take" => Some(Answer::TookReturn),
        "dealt_with" => Some(Answer::DealtWith),
        _ => None,
    };
    if let Some(answer) = answer {
        let settled = app
            .write(move |tx| open(tx, user, person, now)?.import_questions().settle(question, answer))
            .await?;
        if settled != Settled::NothingToTake {
            return Ok(see_other(&format!("/adviser/people/{person}/questions")));
        }
    }
    let errors = FormErrors::one(&format!("q-{question}"), "Choose one of the answers");
    let page = questions(&app, &me, person, errors).await?;
    show_again(&app, &request, Some(&me), &page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::page_check::shown;
    use onward_domain::role::Role;

    #[test]
    fn a_contradiction_shows_both_answers_and_a_loose_end_only_one_button() {
        let question = |mine: Option<&str>| OpenQuestion {
            id: if mine.is_some() { "q-1" } else { "q-2" }.into(),
            action: "/adviser/people/1/questions/1".into(),
            what: "Which is right?".into(),
            source: "2025-26/episodes.csv, line 2. Asked today".into(),
            mine: mine.map(Into::into),
            theirs: mine.map(|_| "Section 20".into()),
        };
        let page = QuestionsPage {
            person: "/adviser/people/1".into(),
            name: "Sam".into(),
            open: vec![question(Some("Full care order")), question(None)],
            settled: vec![SettledQuestion { what: "Which?".into(), answer: said(Answer::KeptMine) }],
            ..QuestionsPage::default()
        };
        let html = shown(Role::Adviser, "questions", &page);
        assert_eq!(html.matches("value=\"keep\"").count(), 1);
        assert_eq!(html.matches("value=\"take\"").count(), 1);
        assert_eq!(html.matches("value=\"dealt_with\"").count(), 1);
        let start = shown(
            Role::Adviser,
            "questions-start",
            &QuestionsPage { person: "/adviser/people/1".into(), ..QuestionsPage::default() },
        );
        assert!(start.contains("no question"), "{start}");
    }
}

//! `/check`: finding out without an account. One question a page; what was said travels sealed in the form and is kept
//! nowhere: not in an address, a cookie, the database or a log.

mod choices;
mod form;
mod question;
mod result;
mod sealed;
#[cfg(test)]
mod tests;
mod when;

use actix_web::web;
use leaving_care_rules::find_out::{Question, Told, next};

use self::{
    form::{CheckForm, Go},
    question::QuestionPage,
    result::ResultPage,
    sealed::Answers,
};
use super::{
    desk::Visitor,
    error::Situation,
    form::{Form, Sheet},
    reply::{self, PageResult, see_other},
    routes::{Audience, Route, get, post},
    view::{Frame, Page},
};

/// The addresses of this room.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![get("/check", Audience::Public, begin), post("/check", Audience::Public, take)]
}

async fn begin(visitor: Visitor) -> PageResult {
    ask_next(&visitor, Told::default(), false).await
}

async fn take(visitor: Visitor, form: Form<CheckForm>) -> PageResult {
    let form = form.into_inner();
    let Some(answers) = Answers::open(&visitor.app.keys, visitor.now().at, &form.sealed) else {
        return ask_next(&visitor, Told::default(), true).await;
    };
    match form.goes() {
        Go::Back => match answers.told.back() {
            (told, Some(question)) => ask(&visitor, &told, question),
            (_, None) => Ok(see_other("/check")),
        },
        Go::Change(place) => {
            let question = answers.told.iter().nth(place).map(|(question, _)| question);
            ask(&visitor, &answers.told, question.unwrap_or(Question::Born))
        }
        Go::Result => result(&visitor, answers.told).await,
        Go::More => ask_next(&visitor, answers.told, false).await,
        Go::Next => {
            let Some(question) = answers.asking else { return result(&visitor, answers.told).await };
            match form.read(question, &answers.told, visitor.now().today) {
                Ok(reply) => ask_next(&visitor, answers.told.with(question, reply), false).await,
                Err(errors) => {
                    let page = QuestionPage::of(&visitor, &answers.told, question, None);
                    show(&visitor, &page.wrong(Sheet::wrong(form, errors)))
                }
            }
        }
    }
}

/// The question that settles most; the result when none settles anything.
async fn ask_next(visitor: &Visitor, told: Told, began_again: bool) -> PageResult {
    let (law, today, so_far) = (visitor.app.law, visitor.now().today, told.clone());
    match off_the_threads(move || next(law, &so_far, today)).await? {
        Some(next) => {
            let page = QuestionPage::of(visitor, &told, next.question, Some(next));
            show(visitor, &page.begun_again(began_again))
        }
        None => result(visitor, told).await,
    }
}

fn ask(visitor: &Visitor, told: &Told, question: Question) -> PageResult {
    show(visitor, &QuestionPage::of(visitor, told, question, None))
}

async fn result(visitor: &Visitor, told: Told) -> PageResult {
    let (law, today) = (visitor.app.law, visitor.now().today);
    let found = off_the_threads(move || result::Found::of(law, told, today)).await?;
    let sealed = Answers::of(found.told.clone(), None).seal(&visitor.app.keys, visitor.now().at);
    show(visitor, &ResultPage::of(law, &found, sealed))
}

/// What it means is worked out beside the threads that answer requests.
async fn off_the_threads<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Situation> {
    web::block(work).await.map_err(|_| Situation::Busy)
}

/// The same for everybody: no menu and no adviser, though somebody be signed in, and Leave in the header.
fn show<P: Page>(visitor: &Visitor, page: &P) -> PageResult {
    let frame = Frame { private: true, ..reply::frame(&visitor.app, &visitor.request, None) };
    reply::show_in(&visitor.app, &frame, page.state().status(), page)
}

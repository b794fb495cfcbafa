//! `/worried`: anybody who is worried about a child, or wants help, writes to the children's hub. One question a page, without an
//! account and without scripts; what was said travels sealed in the form, and is kept only once it is sent.

mod form;
mod page;
mod sealed;
#[cfg(test)]
mod tests;

use self::{
    form::WorriedForm,
    page::{SentPage, WorriedPage},
    sealed::{Answers, Question},
};
use crate::{
    clock::from_london,
    usecases::{
        account::limits::Try,
        hub::take_in::{Coming, take_in},
    },
    web::{
        account::session,
        clock_words,
        desk::Visitor,
        form::{Form, Sheet},
        reply::{self, PageResult},
        routes::{Audience, Route, get, post},
        view::{Frame, Page},
    },
};
use onward_domain::hub::{Told, decide_by};

const AT: &str = "/worried";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Public, begin), post(AT, Audience::Public, take)]
}

async fn begin(visitor: Visitor) -> PageResult {
    ask(&visitor, Question::Door, &Answers::default())
}

async fn take(visitor: Visitor, form: Form<WorriedForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let now = visitor.now();
    let Some((answers, asking)) = Answers::open(&visitor.app.keys, now.at, &form.sealed) else {
        let page = WorriedPage::of(&visitor.app, Question::Door, &Answers::default());
        return show(&visitor, &page.begun_again(true));
    };
    if form.go == "back" {
        return ask(&visitor, answers.before(asking).unwrap_or(Question::Door), &answers);
    }
    if asking == Question::Check {
        return match answers.whole() {
            Some(told) => send(&visitor, told, &key).await,
            // Somebody changed who they are, so that something is asked which was not before.
            None => ask(&visitor, first_missing(&answers), &answers),
        };
    }
    match form.read(asking, answers.clone(), now.today) {
        Ok(answers) => ask(&visitor, answers.after(asking), &answers),
        Err(errors) => {
            let page = WorriedPage::of(&visitor.app, asking, &answers);
            show(&visitor, &page.wrong(Sheet::wrong(form, errors)))
        }
    }
}

fn first_missing(answers: &Answers) -> Question {
    let missing = |question: &Question| match question {
        Question::Door => answers.door.is_none(),
        Question::Who => answers.who.is_none(),
        Question::Harm => answers.harm.is_none(),
        Question::Talked => answers.talked.is_none(),
        Question::About => answers.about.is_none(),
        Question::Words => answers.words.is_none(),
        Question::Reach => answers.reach.is_none(),
        Question::Check => false,
    };
    answers.questions().into_iter().find(missing).unwrap_or(Question::Check)
}

/// Keeps it. Nobody is turned away, however much comes: what comes in a flood stands behind the rest.
async fn send(visitor: &Visitor, told: Told, key: &str) -> PageResult {
    let app = &visitor.app;
    let from = session::address_of(app, &visitor.request);
    let flood = app.limits.count_network(Try::Worried, from).is_err();
    let now = visitor.now();
    let due = from_london(decide_by(clock_words::london(now)));
    let (keys, coming) = (app.keys.clone(), Coming { told, flood, decide_by: due, key: key.to_owned() });
    let contact = app.write(move |tx| take_in(tx, &keys, &coming, now)).await?;
    show(visitor, &SentPage::of(app, &contact))
}

fn ask(visitor: &Visitor, question: Question, answers: &Answers) -> PageResult {
    show(visitor, &WorriedPage::of(&visitor.app, question, answers))
}

/// The same for everybody: no menu, though somebody be signed in, and Leave in the header.
fn show<P: Page>(visitor: &Visitor, page: &P) -> PageResult {
    let frame = Frame { private: true, ..reply::frame(&visitor.app, &visitor.request, None) };
    reply::show_in(&visitor.app, &frame, page.state().status(), page)
}

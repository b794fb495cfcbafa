//! `/worried`: anybody who is worried about a child, or wants help, writes to the children's hub. One question a page, without an
//! account and without scripts; what was said travels sealed in the form, and is kept only once it is sent.

pub mod form;
pub mod page;
pub mod sealed;
#[cfg(test)]
mod tests;

use self::{
    form::WorriedForm,
    page::{BackForm, BackPage, SentPage, WorriedPage},
    sealed::{Answers, Question},
};
use crate::{
    clock::from_london,
    usecases::{
        account::{
            invite::spoken,
            limits::{Try, widest_network},
        },
        hub::{
            come_back,
            take_in::{Coming, take_in},
        },
    },
    web::{
        account::session,
        clock_words,
        desk::Visitor,
        error::Situation,
        form::{Form, FormErrors, Sheet},
        reply::{self, PageResult},
        routes::{Audience, Route, get, post},
        view::{Frame, Page},
        words::says::worried::field as told,
    },
};
use onward_domain::hub::{Told, decide_by};
use onward_store::Tx;

const AT: &str = "/worried";
const BACK: &str = "/worried/back";
/// Letters of a code, out of 32: 50 bits.
const LETTERS: usize = 10;

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Public, begin),
        post(AT, Audience::Public, take),
        get(BACK, Audience::Public, ask_code),
        post(BACK, Audience::Public, come_back),
    ]
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
    if form.go == "save" {
        // What stands in the box and is right is kept too.
        let answers = form.read(asking, answers.clone(), now.today).unwrap_or(answers);
        return save(&visitor, &answers, &key).await;
    }
    if asking == Question::Check {
        return match answers.whole() {
            Some(told) => send(&visitor, told, answers.code, &key).await,
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
        Question::Lives => answers.lives.is_none(),
        Question::Words => answers.words.is_none(),
        Question::Reach => answers.reach.is_none(),
        Question::Check => false,
    };
    answers.questions().into_iter().find(missing).unwrap_or(Question::Check)
}

/// Keeps it. Nobody is turned away, however much comes: what comes in a flood stands behind the rest.
async fn send(visitor: &Visitor, told: Told, code: Option<String>, key: &str) -> PageResult {
    let app = &visitor.app;
    let from = session::address_of(app, &visitor.request);
    let flood = app.limits.count_network(Try::Worried, from).is_err();
    let now = visitor.now();
    let due = from_london(decide_by(clock_words::london(now)));
    let alert = page::alerts(app, told.harm);
    let coming = Coming { told, taken: None, flood, decide_by: due, alert, key: key.to_owned() };
    let keys = app.keys.clone();
    let work = move |tx: &Tx| {
        let contact = take_in(tx, &keys, &coming, now)?;
        if let Some(code) = &code {
            come_back::forget(tx, &keys, code, now)?;
        }
        Ok(contact)
    };
    let contact = app.write(work).await?;
    show(visitor, &SentPage::of(app, &contact))
}

/// Keeps it for 72 hours, and shows the code this one time.
async fn save(visitor: &Visitor, answers: &Answers, key: &str) -> PageResult {
    let app = &visitor.app;
    let code = app.keys.code_of(&format!("draft {key}"), LETTERS);
    let (keys, kept, now) = (app.keys.clone(), code.clone(), visitor.now());
    let said = serde_json::to_string(answers).map_err(Situation::unexpected)?;
    let network = widest_network(session::address_of(app, &visitor.request));
    app.write(move |tx| come_back::keep(tx, &keys, (&kept, &network), &said, now)).await?;
    show(visitor, &BackPage::saved(spoken(&code)))
}

async fn ask_code(visitor: Visitor) -> PageResult {
    show(&visitor, &BackPage::default())
}

/// What was said so far, by its code.
async fn come_back(visitor: Visitor, form: Form<BackForm>) -> PageResult {
    let (app, form, now) = (&visitor.app, form.into_inner(), visitor.now());
    let from = session::address_of(app, &visitor.request);
    app.limits.count_network(Try::Draft, from)?;
    let (keys, code) = (app.keys.clone(), form.code.clone());
    let said = app.read(move |tx| come_back::open(tx, &keys, &code, now)).await?;
    match said.and_then(|said| serde_json::from_str::<Answers>(&said).ok()) {
        Some(answers) => {
            let answers = Answers { code: Some(form.code), ..answers };
            ask(&visitor, first_missing(&answers), &answers)
        }
        None => {
            let errors = FormErrors::one("code", told::Code);
            show(&visitor, &BackPage::asked(Sheet::wrong(form, errors)))
        }
    }
}

fn ask(visitor: &Visitor, question: Question, answers: &Answers) -> PageResult {
    show(visitor, &WorriedPage::of(&visitor.app, question, answers))
}

/// The same for everybody: no menu, though somebody be signed in, and Leave in the header.
fn show<P: Page>(visitor: &Visitor, page: &P) -> PageResult {
    let frame = Frame { private: true, ..reply::frame(&visitor.app, &visitor.request, None) };
    reply::show_in(&visitor.app, &frame, page.state().status(), page)
}

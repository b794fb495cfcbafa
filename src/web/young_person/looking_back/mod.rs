//! `/looking-back`: what one should have had since 16, what of it is not recorded here, and what can still be put right;
//! `/looking-back/{number}/letter`: a letter that asks, in one's own name, to change, print or send.

mod letter;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::rectification::Said;
use serde::{Deserialize, Serialize};
use validator::Validate;

use self::{letter::LetterPage, page::LookingBackPage};
use crate::{
    usecases::young_person::{look_back::look_back, rectify::say_it_is_wrong},
    web::{
        desk::{Desk, YoungPerson},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::young_person::letter as told,
    },
};

const LETTER: &str = "/looking-back/{number}/letter";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![get("/looking-back", me, look), get(LETTER, me, write), post(LETTER, me, send)]
}

/// The letter, as it was changed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct LetterForm {
    /// All of it.
    #[validate(length(max = 3000))]
    pub words: String,
    /// [`SHOW`]: only shown again as it would be printed, and not sent.
    pub act: String,
}

/// The button that sends nothing.
const SHOW: &str = "show";

impl LetterForm {
    fn read(&self) -> Result<String, FormErrors> {
        let mut read = Reader::of(self);
        let words = read.text("words", &self.words).missing(told::Write).required();
        read.done(|| words)
    }
}

async fn look(desk: Desk<YoungPerson>) -> PageResult {
    let past = desk.read(look_back).await?;
    desk.show_beside(past.own.adviser.as_ref(), &LookingBackPage::of(desk.app.law, &past))
}

async fn write(desk: Desk<YoungPerson>, number: Path<String>) -> PageResult {
    show(&desk, &number, None).await
}

async fn send(desk: Desk<YoungPerson>, number: Path<String>, form: Form<LetterForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let words = match form.read() {
        Ok(words) => words,
        Err(errors) => return show(&desk, &number, Some(Sheet::wrong(form, errors))).await,
    };
    if form.act == SHOW {
        return show(&desk, &number, Some(Sheet::new(form))).await;
    }
    let past = desk.read(look_back).await?;
    let page = LetterPage::of(desk.app.law, &past, &desk.app.settings.council, &number, None);
    let (about, shown) = page.ok_or(Situation::NotFound)?.about();
    let said = Said { about, shown, words };
    desk.write(move |ask| say_it_is_wrong(ask, &said, &key)).await?;
    Ok(see_other("/wrong"))
}

async fn show(desk: &Desk<YoungPerson>, number: &str, sheet: Option<Sheet<LetterForm>>) -> PageResult {
    let past = desk.read(look_back).await?;
    let page = LetterPage::of(desk.app.law, &past, &desk.app.settings.council, number, sheet);
    desk.show_beside(past.own.adviser.as_ref(), &page.ok_or(Situation::NotFound)?)
}

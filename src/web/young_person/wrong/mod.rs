//! `/wrong`: what they said is wrong, with its answers; `/wrong/new` says it. The address names nothing that is in the record.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Query;
use onward_domain::rectification::Said;
use serde::{Deserialize, Serialize};
use validator::Validate;

use self::page::{About, SayWrongPage, WrongPage};
use crate::{
    usecases::young_person::rectify::{say_it_is_wrong, see_recorded, see_what_i_said},
    web::{
        desk::{Desk, YoungPerson},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::young_person::tell_wrong as told,
    },
};

const NEW: &str = "/wrong/new";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![get("/wrong", me, list), get(NEW, me, ask), post(NEW, me, send)]
}

/// What the address or the form names: `dates`, `birth`, `home`, `course`, `fact:` with the number of the question, `contact:` with
/// its id, the address of a thing, or `other`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct WrongForm {
    /// What it is about.
    pub about: String,
    /// What is right.
    #[validate(length(max = 1500))]
    pub words: String,
}

impl WrongForm {
    fn read(&self, know: impl FnOnce(&str) -> Option<About>) -> Result<Said, FormErrors> {
        let mut read = Reader::of(self);
        let about = read.choice("about", &self.about, know).missing(told::ChooseAbout).required();
        let words = read.text("words", &self.words).missing(told::Write).required();
        read.done(|| {
            let about = about?;
            Some(Said { about: about.key, shown: about.shown.to_string(), words: words? })
        })
    }
}

async fn list(desk: Desk<YoungPerson>) -> PageResult {
    let (own, said) = desk.read(see_what_i_said).await?;
    desk.show_beside(own.adviser.as_ref(), &WrongPage::of(&said, own.today))
}

async fn ask(desk: Desk<YoungPerson>, about: Query<WrongForm>) -> PageResult {
    show(&desk, Sheet::new(about.into_inner())).await
}

async fn send(desk: Desk<YoungPerson>, form: Form<WrongForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let seen = desk.read(see_recorded).await?;
    let said = match form.read(|word| About::of(desk.app.law, &seen, word)) {
        Ok(said) => said,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    desk.write(move |ask| say_it_is_wrong(ask, &said, &key)).await?;
    Ok(see_other("/wrong?told=yes"))
}

async fn show(desk: &Desk<YoungPerson>, sheet: Sheet<WrongForm>) -> PageResult {
    let seen = desk.read(see_recorded).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &SayWrongPage::of(desk.app.law, &seen, sheet))
}

//! `/what-you-can-get/{number}/asked`: how a request is going: who decides and by when, the answer with its words, what to do
//! about a no.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use validator::Validate;

use self::page::ProgressPage;
use crate::{
    usecases::young_person::{
        ask_for::{Saying, say_of_request},
        see_request::see_request,
    },
    web::{
        clock_words,
        desk::{Desk, YoungPerson},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet},
        law_words,
        public::help::answering_now,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::young_person::progress as said,
    },
};

const AT: &str = "/what-you-can-get/{number}/asked";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::YoungPerson, progress), post(AT, Audience::YoungPerson, say)]
}

/// What they say of it, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SayForm {
    /// Which button.
    pub say: String,
    /// What has not come.
    #[validate(length(max = 600))]
    pub words: String,
}

impl SayForm {
    fn read(&self) -> Result<Saying, FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| ["stop", "not-come", "have-it"].into_iter().find(|known| *known == word);
        let say = read.choice("say", &self.say, known).missing(said::Choose).required();
        let words = read.text("words", &self.words).optional();
        read.done(|| {
            Some(match say? {
                "stop" => Saying::Stop,
                "have-it" => Saying::HaveIt,
                _ => Saying::NotCome(words),
            })
        })
    }
}

async fn progress(desk: Desk<YoungPerson>, number: Path<String>) -> PageResult {
    show(&desk, &number, Sheet::default()).await
}

async fn say(desk: Desk<YoungPerson>, number: Path<String>, form: Form<SayForm>) -> PageResult {
    let place = law_words::place_of(desk.app.law.entitlements(), &number).ok_or(Situation::NotFound)?;
    let (key, form) = (form.once.clone(), form.into_inner());
    let saying = match form.read() {
        Ok(saying) => saying,
        Err(errors) => return show(&desk, &number, Sheet::wrong(form, errors)).await,
    };
    // Whatever happened meanwhile, the page says where it is now.
    desk.write(move |ask| say_of_request(ask, place, &saying, &key)).await?;
    Ok(see_other(&format!("/what-you-can-get/{number}/asked")))
}

async fn show(desk: &Desk<YoungPerson>, number: &str, sheet: Sheet<SayForm>) -> PageResult {
    let seen = desk.read(see_request).await?;
    let now = answering_now(&desk.app.settings, clock_words::london(desk.now()));
    let helps =
        desk.app.settings.advocate_phone.as_deref().map(|phone| (desk.app.settings.advocate.as_str(), phone));
    match ProgressPage::of(desk.app.law, &seen, number, now, helps, sheet) {
        Some(page) => desk.show_beside(seen.own.adviser.as_ref(), &page),
        // Nobody asked yet: the thing's own page says how.
        None if law_words::place_of(desk.app.law.entitlements(), number).is_some() => {
            Ok(see_other(&format!("/what-you-can-get/{number}")))
        }
        None => Err(Situation::NotFound),
    }
}

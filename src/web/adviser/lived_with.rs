//! `/adviser/people/{person}/lived-with/{event}`: with whom somebody went to live when they went back.

use actix_web::web::Path;
use chrono::NaiveDate;
use leaving_care_rules::person::LivesWith;
use onward_domain::{
    care::{LifeEvent, read_word},
    id::{EventId, PersonId},
};
use onward_store::repo::versions::Kept;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::who::Who;
use crate::{
    usecases::adviser::{
        Answered,
        say_lived_with::{say_lived_with, see_lived_with},
    },
    web::{
        desk::{Adviser, Desk},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::adviser::lived_with as told,
    },
};

const AT: &str = "/adviser/people/{person}/lived-with/{event}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, lived_with), post(AT, Audience::Adviser, keep)]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct WithForm {
    /// The version stands in the address.
    version: String,
    with: String,
}

impl WithForm {
    fn of(event: &LifeEvent) -> Self {
        let word = event.note.lives_with.and_then(|with| serde_json::to_value(with).ok());
        let with = word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default();
        Self { version: String::new(), with }
    }

    fn read(&self) -> Result<LivesWith, FormErrors> {
        let mut read = Reader::of(self);
        let with = read.choice("with", &self.with, |word| read_word(word)).missing(told::Choose).required();
        read.done(|| with)
    }
}

#[derive(Debug, Clone, Serialize)]
struct WithPage {
    who: Who,
    action: String,
    on: NaiveDate,
    #[serde(flatten)]
    sheet: Sheet<WithForm>,
}

impl Page for WithPage {
    const TEMPLATE: &str = "adviser/lived_with.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

async fn lived_with(desk: Desk<Adviser>, at: Path<(PersonId, EventId)>) -> PageResult {
    let (person, event) = at.into_inner();
    let (one, event) = desk.read(move |ask| see_lived_with(ask, person, event)).await?;
    let form = WithForm::of(&event);
    desk.show(&page(&one, &event, Sheet::new(form)))
}

async fn keep(desk: Desk<Adviser>, at: Path<(PersonId, EventId)>, form: Form<WithForm>) -> PageResult {
    let (person, event) = at.into_inner();
    let key = form.once.clone();
    let form = form.into_inner();
    let back = format!("/adviser/people/{person}");
    match form.read() {
        Ok(with) => match desk.write(move |ask| say_lived_with(ask, person, (event, with, &key))).await? {
            // Whoever was faster is seen on the page of the version that stands.
            Kept::Clash(Some(theirs)) => Ok(see_other(&format!("{back}/lived-with/{}", theirs.row.id))),
            _ => Ok(see_other(&back)),
        },
        Err(errors) => {
            let (one, event) = desk.read(move |ask| see_lived_with(ask, person, event)).await?;
            desk.show(&page(&one, &event, Sheet::wrong(form, errors)))
        }
    }
}

fn page(one: &Answered, event: &LifeEvent, sheet: Sheet<WithForm>) -> WithPage {
    let who = Who::of(one);
    WithPage { action: format!("{}/lived-with/{}", who.base, event.id), on: event.note.start, who, sheet }
}

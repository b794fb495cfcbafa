//! `/adviser/people/{person}/lived-with`: with whom somebody went to live when they went back.

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
        form::{Form, FormErrors, Reader, Sheet, Stood},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::adviser::lived_with as told,
    },
};

const AT: &str = "/adviser/people/{person}/lived-with";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, lived_with), post(AT, Audience::Adviser, keep)]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct WithForm {
    /// The version that it was filled from.
    version: Stood,
    with: String,
}

impl WithForm {
    fn of(event: &LifeEvent) -> Self {
        let word = event.note.lives_with.and_then(|with| serde_json::to_value(with).ok());
        let with = word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default();
        Self { version: Stood::of(&event.id), with }
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
    /// When they went to live there; nothing where no return home is recorded.
    on: Option<NaiveDate>,
    #[serde(flatten)]
    sheet: Sheet<WithForm>,
}

impl Page for WithPage {
    const TEMPLATE: &str = "adviser/lived_with.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

async fn lived_with(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let (one, event) = desk.read(move |ask| see_lived_with(ask, person)).await?;
    let form = event.as_ref().map(WithForm::of).unwrap_or_default();
    desk.show(&page(&one, event.as_ref(), Sheet::new(form)))
}

async fn keep(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<WithForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let version: Option<EventId> = form.version.parse()?;
    let back = format!("/adviser/people/{person}");
    match (form.read(), version) {
        (Ok(with), Some(event)) => {
            match desk.write(move |ask| say_lived_with(ask, person, (event, with, &key))).await? {
                // Whoever was faster is seen on the page, with what stands now.
                Kept::Clash(_) => Ok(see_other(&format!("{back}/lived-with"))),
                _ => Ok(see_other(&back)),
            }
        }
        (Ok(_), None) => Ok(see_other(&back)),
        (Err(errors), _) => {
            let (one, event) = desk.read(move |ask| see_lived_with(ask, person)).await?;
            desk.show(&page(&one, event.as_ref(), Sheet::wrong(form, errors)))
        }
    }
}

fn page(one: &Answered, event: Option<&LifeEvent>, sheet: Sheet<WithForm>) -> WithPage {
    let who = Who::of(one);
    WithPage {
        action: format!("{}/lived-with", who.base),
        on: event.map(|event| event.note.start),
        who,
        sheet,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::web::{page_check::shown, testing::BOROUGH};
    use onward_domain::role::Role;

    #[test]
    fn jay_who_never_went_home_is_asked_nothing_and_whoever_did_is_asked_with_whom() {
        let jay = BOROUGH.person("Jay");
        let (one, event) = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_lived_with(ask, jay));
        let html = shown(Role::Adviser, "lived-with", &page(&one, event.as_ref(), Sheet::default()));
        assert!(html.contains("No return home is recorded"));
        let form = WithForm::default();
        let errors = form.read().unwrap_err();
        assert_eq!(errors.said("with").as_deref(), Some("Choose with whom they went to live"));
        let parent = WithForm { with: "parent".into(), ..WithForm::default() };
        assert_eq!(parent.read().unwrap(), LivesWith::Parent);
    }
}

//! `/adviser/people/{person}/birth`: the accepted date of birth, on which every answer hangs.

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::{id::PersonId, person::Person};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::who::Who;
use crate::{
    usecases::adviser::settle_birth::{SentBirth, Written, see_birth, settle_birth},
    web::{
        desk::{Adviser, Desk},
        form::{Clash, ClashRow, Form, FormErrors, Reader, Sheet, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::adviser::birth as told},
    },
};

const AT: &str = "/adviser/people/{person}/birth";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, birth), post(AT, Audience::Adviser, keep)]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct BirthForm {
    /// The version of the identity that it was filled from.
    version: String,
    day: WrittenDay,
    /// How the adviser knows.
    #[validate(length(max = 600))]
    reason: String,
}

impl BirthForm {
    fn of(person: &Person) -> Self {
        Self { version: person.version.to_string(), day: person.identity.born.into(), reason: String::new() }
    }

    fn read(&self, today: NaiveDate) -> Result<SentBirth, FormErrors> {
        let mut read = Reader::of(self);
        let born =
            read.day("day", &self.day, told::Day).not_after_today(today).missing(told::Missing).required();
        let reason = read.text("reason", &self.reason).missing(told::Reason).required();
        let version = self.version.parse().unwrap_or_default();
        read.done(|| Some(SentBirth { version, born: born?, reason: reason? }))
    }
}

#[derive(Debug, Clone, Serialize)]
struct BirthPage {
    who: Who,
    action: String,
    stands: Option<NaiveDate>,
    #[serde(flatten)]
    sheet: Sheet<BirthForm>,
}

impl Page for BirthPage {
    const TEMPLATE: &str = "adviser/birth.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

async fn birth(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let stands = desk.read(move |ask| see_birth(ask, person)).await?;
    desk.show(&page(&stands, Sheet::new(BirthForm::of(&stands)), desk.now().today))
}

async fn keep(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<BirthForm>) -> PageResult {
    let person = *at;
    let form = form.into_inner();
    let today = desk.now().today;
    let sheet = match form.read(today) {
        Err(errors) => Sheet::wrong(form, errors),
        Ok(sent) => {
            let born = sent.born;
            match desk.write(move |ask| settle_birth(ask, person, &sent)).await? {
                Written::Kept => return Ok(see_other(&format!("/adviser/people/{person}"))),
                Written::Meanwhile(theirs) => {
                    let day = |day: Option<NaiveDate>| day.map_or_else(|| told::None.into(), Say::day);
                    let row = ClashRow::new(told::What, day(theirs.identity.born), Say::day(born));
                    let clash = Clash::somebody(vec![row]);
                    Sheet::clashing(BirthForm { version: theirs.version.to_string(), ..form }, clash)
                }
            }
        }
    };
    let stands = desk.read(move |ask| see_birth(ask, person)).await?;
    desk.show(&page(&stands, sheet, today))
}

fn page(person: &Person, sheet: Sheet<BirthForm>, today: NaiveDate) -> BirthPage {
    let who = Who::in_record(person, true, today);
    BirthPage { action: format!("{}/birth", who.base), stands: person.identity.born, who, sheet }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::web::{
        page_check::shown,
        testing::{BOROUGH, NOW},
    };
    use onward_domain::role::Role;

    #[test]
    fn the_page_says_what_hangs_on_it_and_asks_where_the_day_comes_from() {
        let jay = BOROUGH.person("Jay");
        let person = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_birth(ask, jay));
        let form = BirthForm { reason: String::new(), ..BirthForm::of(&person) };
        let errors = form.read(NOW.today).unwrap_err();
        let html =
            shown(Role::Adviser, "birth", &page(&person, Sheet::wrong(form.clone(), errors), NOW.today));
        assert!(html.contains("Say where this came from") && html.contains("an advocate"));
        let told = BirthForm { reason: "Passport".into(), ..form };
        assert_eq!(Some(told.read(NOW.today).unwrap().born), person.identity.born);
    }
}

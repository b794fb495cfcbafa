//! `/manager/people/{person}/first-day`: the first day of an adviser, put right.

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::id::{AllocationId, PersonId};
use onward_store::repo::allocations::FirstDay;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::manager::correct_first_day::{SeenFirstDay, correct_first_day, may_have_begun, see_first_day},
    web::{
        desk::{Desk, Manager},
        form::{Form, FormErrors, Reader, Sheet, Stood, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::manager::{advisers, first_day as told},
    },
};

const AT: &str = "/manager/people/{person}/first-day";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Manager, first_day), post(AT, Audience::Manager, keep)]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct DayForm {
    /// Which allocation.
    version: Stood,
    from: WrittenDay,
}

impl DayForm {
    fn of(seen: &SeenFirstDay) -> Self {
        let stands = seen.stands.as_ref().map(|(allocation, _)| allocation);
        Self {
            version: stands.map(|one| Stood::of(&one.id)).unwrap_or_default(),
            from: stands.map(|one| one.from).into(),
        }
    }

    fn read(&self, today: NaiveDate) -> Result<NaiveDate, FormErrors> {
        let mut read = Reader::of(self);
        let (first, last) = may_have_begun(today);
        let out = advisers::FromTo { first: first.into(), last: last.into() };
        let from = read.day("from", &self.from, advisers::FirstDay);
        let from = from.only(|day| (first..=last).contains(day), out).required();
        read.done(|| from)
    }
}

#[derive(Debug, Clone, Serialize)]
struct FirstDayPage {
    name: String,
    action: String,
    /// Their adviser, and since when as it is recorded; nothing where they have none.
    adviser: Option<String>,
    since: Option<NaiveDate>,
    #[serde(flatten)]
    sheet: Sheet<DayForm>,
}

impl Page for FirstDayPage {
    const TEMPLATE: &str = "manager/first_day.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

async fn first_day(desk: Desk<Manager>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_first_day(ask, person)).await?;
    let form = DayForm::of(&seen);
    desk.show(&page(&seen, Sheet::new(form)))
}

async fn keep(desk: Desk<Manager>, at: Path<PersonId>, form: Form<DayForm>) -> PageResult {
    let person = *at;
    let form = form.into_inner();
    let allocation: Option<AllocationId> = form.version.parse()?;
    let errors = match (form.read(desk.now().today), allocation) {
        (Err(errors), _) => errors,
        (Ok(_), None) => FormErrors::one("from", told::Nobody),
        (Ok(from), Some(allocation)) => {
            match desk.write(move |ask| correct_first_day(ask, person, (allocation, from))).await? {
                FirstDay::Moved | FirstDay::Same => return Ok(see_other("/manager/people?show=everyone")),
                FirstDay::AfterItsEnd => FormErrors::one("from", told::AfterItsEnd),
                FirstDay::SomebodyElse => FormErrors::one("from", told::SomebodyElse),
            }
        }
    };
    let seen = desk.read(move |ask| see_first_day(ask, person)).await?;
    desk.show(&page(&seen, Sheet::wrong(form, errors)))
}

fn page(seen: &SeenFirstDay, sheet: Sheet<DayForm>) -> FirstDayPage {
    FirstDayPage {
        name: seen.person.identity.listed_name(),
        action: format!("/manager/people/{}/first-day", seen.person.id),
        adviser: seen.stands.as_ref().map(|(_, name)| name.clone()),
        since: seen.stands.as_ref().map(|(allocation, _)| allocation.from),
        sheet,
    }
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
    fn the_first_day_of_jay_s_adviser_can_be_put_right_and_never_lies_ahead() {
        let jay = BOROUGH.person("Jay");
        let seen = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| see_first_day(ask, jay));
        let html = shown(Role::Manager, "first-day", &page(&seen, Sheet::new(DayForm::of(&seen))));
        assert!(html.contains("Priya Nair") && html.contains("Jay Linton"));
        let ahead = DayForm { from: WrittenDay::new("24", "11", "2026"), ..DayForm::of(&seen) };
        assert!(ahead.read(NOW.today).unwrap_err().has("from"));
        assert_eq!(DayForm::of(&seen).read(NOW.today).ok(), seen.stands.map(|(one, _)| one.from));
    }
}

//! `/adviser/people/{person}/visit`: a visit, call or try, in five taps and once; `/visit/{contact}` says what else it filled.

mod correct;
mod form;
mod page;
mod saved;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::id::{ContactId, PersonId};
use onward_store::repo::versions::{Kept, Sent};

use self::{correct::CorrectForm, form::VisitForm, page::VisitPage, saved::SavedPage};
use crate::{
    usecases::adviser::{
        correct_visit::{Correction, correct_visit},
        log_visit::{CannotBe, Visit, log_visit, see_for_visit, see_visit},
    },
    web::{
        desk::{Adviser, Desk},
        error::Situation,
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says,
    },
};

const AT: &str = "/adviser/people/{person}/visit";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Adviser, visit),
        post(AT, Audience::Adviser, keep),
        get("/adviser/people/{person}/visit/{contact}", Audience::Adviser, saved),
        post("/adviser/people/{person}/visit/{contact}", Audience::Adviser, put_right),
    ]
}

async fn visit(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn keep(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<VisitForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let (says, home, activity) = match form.read(desk.now().today) {
        Ok(read) => read,
        Err(errors) => return show(&desk, person, Sheet::wrong(form, errors)).await,
    };
    let visit = Visit { sent: Sent { version: None, says, key }, home, activity };
    match desk.write(move |ask| log_visit(ask, person, &visit)).await? {
        Kept::Doubt(why) => show(&desk, person, Sheet::wrong(form, refused(why))).await,
        Kept::Now(contact) | Kept::Before(contact) => {
            Ok(see_other(&format!("/adviser/people/{person}/visit/{contact}")))
        }
        Kept::Same | Kept::Clash(_) => Ok(see_other(&format!("/adviser/people/{person}"))),
    }
}

fn refused(why: CannotBe) -> FormErrors {
    use says::adviser::visit as told;
    match why {
        CannotBe::BeforeBirth(born) => {
            FormErrors::one("day", says::forms::day::BeforeBirth { born: born.into() })
        }
        CannotBe::HomeBeforeBirth(born) => {
            FormErrors::one("home-since", says::forms::day::BeforeBirth { born: born.into() })
        }
        CannotBe::ActivityBeforeBirth(born) => {
            FormErrors::one("activity-since", says::forms::day::BeforeBirth { born: born.into() })
        }
        CannotBe::NoHomeYet => FormErrors::one("home", told::NoHomeYet),
        CannotBe::NoActivityYet => FormErrors::one("activity", told::NoActivityYet),
        CannotBe::MovedBefore(from) => FormErrors::one("home-since", told::MovedBefore { from: from.into() }),
        CannotBe::BeganBefore(from) => {
            FormErrors::one("activity-since", told::BeganBefore { from: from.into() })
        }
    }
}

async fn show(desk: &Desk<Adviser>, person: PersonId, sheet: Sheet<VisitForm>) -> PageResult {
    let seen = desk.read(move |ask| see_for_visit(ask, person)).await?;
    desk.show(&VisitPage::of(&seen, sheet))
}

async fn saved(desk: Desk<Adviser>, at: Path<(PersonId, ContactId)>) -> PageResult {
    show_saved(&desk, at.into_inner(), None).await
}

async fn put_right(
    desk: Desk<Adviser>,
    at: Path<(PersonId, ContactId)>,
    form: Form<CorrectForm>,
) -> PageResult {
    let (person, contact) = at.into_inner();
    let key = form.once.clone();
    let form = form.into_inner();
    let Some(version) = form.version.parse()? else {
        // Whoever may not see it learns no more than that.
        show_saved(&desk, (person, contact), None).await?;
        return Err(Situation::NOT_OUR_FORM);
    };
    let (put, reason) = match form.read(desk.now().today) {
        Ok(read) => read,
        Err(errors) => {
            return show_saved(&desk, (person, contact), Some(Sheet::wrong(form, errors))).await;
        }
    };
    let sent = Correction { version, put: put.clone(), reason, key };
    let sheet = match desk.write(move |ask| correct_visit(ask, person, &sent)).await? {
        Kept::Now(now) | Kept::Before(now) => {
            return Ok(see_other(&format!("/adviser/people/{person}/visit/{now}")));
        }
        Kept::Same => return Ok(see_other(&format!("/adviser/people/{person}/visit/{contact}"))),
        Kept::Doubt(born) => {
            let errors = FormErrors::one("day", says::forms::day::BeforeBirth { born: born.into() });
            Sheet::wrong(form, errors)
        }
        Kept::Clash(theirs) => form.beside(theirs.as_deref(), &put),
    };
    show_saved(&desk, (person, contact), Some(sheet)).await
}

async fn show_saved(
    desk: &Desk<Adviser>,
    (person, contact): (PersonId, ContactId),
    sheet: Option<Sheet<CorrectForm>>,
) -> PageResult {
    let seen = desk.read(move |ask| see_visit(ask, person, contact)).await?;
    desk.show(&SavedPage::of(&seen, sheet))
}

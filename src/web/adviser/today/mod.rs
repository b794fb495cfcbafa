//! `/adviser/today`: an adviser's first page. One list by due day from all sources; each row says why, is done where it leads, or
//! is closed in another way with its reason.

mod asked;
mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use onward_domain::id::{PersonId, TaskId};
use serde::Deserialize;

use self::{
    asked::Asked,
    form::{CloseForm, TaskForm},
    page::TodayPage,
};
use crate::{
    usecases::adviser::today::{Closed, add_task, close, finish_task, see_today},
    web::{
        desk::{Adviser, Desk},
        error::Situation,
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says,
    },
};

pub use self::page::act;

const AT: &str = "/adviser/today";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Adviser, today),
        post("/adviser/today/close", Audience::Adviser, close_row),
        post("/adviser/today/tasks", Audience::Adviser, new_task),
        post("/adviser/today/tasks/{task}", Audience::Adviser, done),
    ]
}

async fn today(desk: Desk<Adviser>, asked: Query<Asked>) -> PageResult {
    show(&desk, &asked, (Sheet::default(), Sheet::default())).await
}

async fn close_row(desk: Desk<Adviser>, form: Form<CloseForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let person: PersonId = form.person.parse().map_err(|_| unreadable())?;
    let of = form.of.parse().map_err(|_| unreadable())?;
    let asked = asked_of(&form.back, &asked::mark(person, &form.about));
    let closing = match form.read(desk.now().today) {
        Ok(closing) => closing,
        Err(errors) => return show(&desk, &asked, (Sheet::wrong(form, errors), Sheet::default())).await,
    };
    let about = form.about.clone();
    let closed = desk.write(move |ask| close(ask, person, (&about, of), &closing, &key)).await?;
    match closed {
        Closed::BeforeBirth(born) => {
            let errors = FormErrors::one("on", says::forms::day::BeforeBirth { born: born.into() });
            show(&desk, &asked, (Sheet::wrong(form, errors), Sheet::default())).await
        }
        Closed::StillWaits => {
            let errors = FormErrors::one("how", says::adviser::today::StillWaits);
            show(&desk, &asked, (Sheet::wrong(form, errors), Sheet::default())).await
        }
        Closed::Done | Closed::Gone => Ok(see_other(&Asked { close: String::new(), ..asked }.here())),
    }
}

async fn new_task(desk: Desk<Adviser>, form: Form<TaskForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    match form.read(desk.now().today) {
        Ok((person, what, due)) => {
            desk.write(move |ask| add_task(ask, person, (&what, due), &key)).await?;
            Ok(see_other(AT))
        }
        Err(errors) => show(&desk, &Asked::default(), (Sheet::default(), Sheet::wrong(form, errors))).await,
    }
}

/// Whose task it is.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Whose {
    person: String,
    back: String,
}

async fn done(desk: Desk<Adviser>, at: Path<TaskId>, form: Form<Whose>) -> PageResult {
    let (task, whose) = (*at, form.into_inner());
    let person: PersonId = whose.person.parse().map_err(|_| unreadable())?;
    desk.write(move |ask| finish_task(ask, person, task)).await?;
    Ok(see_other(&asked_of(&whose.back, "").here()))
}

const fn unreadable() -> Situation {
    Situation::NOT_OUR_FORM
}

/// The list that a form was sent from, with a row of it open.
fn asked_of(back: &str, open: &str) -> Asked {
    let query = back.strip_prefix(AT).and_then(|rest| rest.strip_prefix('?')).unwrap_or_default();
    let query = query.split('#').next().unwrap_or_default();
    let asked: Asked = serde_html_form::from_str(query).unwrap_or_default();
    Asked { close: open.to_owned(), ..asked }
}

impl Asked {
    /// The address of this very list.
    fn here(&self) -> String {
        self.address(self.show())
    }
}

async fn show(
    desk: &Desk<Adviser>,
    asked: &Asked,
    sheets: (Sheet<CloseForm>, Sheet<TaskForm>),
) -> PageResult {
    let seen = desk.read(see_today).await?;
    desk.show(&TodayPage::of(&seen, desk.app.law, asked, desk.now().today, sheets))
}

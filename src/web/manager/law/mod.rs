//! `/manager/law` and `/adviser/law`: what changed in the law, and whose answers it changed. A manager reads it of everybody,
//! an adviser of their own people.

mod file;
mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Query;
use chrono::{Months, NaiveDate};
use serde::Deserialize;

use self::{
    form::{SendForm, SettleForm},
    page::{LawPage, SettlingShown},
};
use crate::{
    usecases::{
        law_changes::{see_for_caseload, see_for_everyone},
        manager::second_look::{self, Sent, law_mark},
    },
    web::{
        desk::{Adviser, Desk, Manager},
        error::Situation,
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::manager::law as told,
    },
};
use onward_domain::second_look::LooksAt;

const EVERYONE: &str = "/manager/law";
const CASELOAD: &str = "/adviser/law";
const FILE: &str = "/manager/law.csv";

/// The addresses of this room.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get(EVERYONE, Audience::Manager, everyone),
        get(FILE, Audience::Manager, file),
        post("/manager/law/send", Audience::Manager, send),
        post("/manager/law/settle", Audience::Manager, settle),
        get(CASELOAD, Audience::Adviser, caseload),
    ]
}

/// How far back: 1, 3 or 12 months; anything else is 12.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Asked {
    months: u32,
}

impl Asked {
    const OFFERED: [u32; 3] = [1, 3, 12];

    fn months(self) -> u32 {
        Self::OFFERED.into_iter().find(|months| *months == self.months).unwrap_or(12)
    }

    fn since(self, today: NaiveDate) -> NaiveDate {
        today.checked_sub_months(Months::new(self.months())).unwrap_or(today)
    }
}

async fn everyone(desk: Desk<Manager>, asked: Option<Query<Asked>>) -> PageResult {
    let asked = asked.map(Query::into_inner).unwrap_or_default();
    show(&desk, asked, Sheet::default()).await
}

async fn show(desk: &Desk<Manager>, asked: Asked, sheet: Sheet<SendForm>) -> PageResult {
    let since = asked.since(desk.now().today);
    let (seen, stands) = desk
        .read(move |ask| {
            let stands = second_look::see(ask, LooksAt::Law, &law_mark(ask.law, ask.now.today))?;
            Ok((see_for_everyone(ask, since)?, stands))
        })
        .await?;
    let settling = SettlingShown::of(&seen, stands);
    desk.show(
        &LawPage::of(&seen, desk.app.law, since, asked.months(), EVERYONE).settled_by_two(settling, sheet),
    )
}

/// Whom each change touches, as a file.
async fn file(desk: Desk<Manager>, asked: Option<Query<Asked>>) -> PageResult {
    let since = asked.map(Query::into_inner).unwrap_or_default().since(desk.now().today);
    let seen = desk.read(move |ask| see_for_everyone(ask, since)).await?;
    Ok(file::touched(&seen, desk.app.law).download("law-changes"))
}

/// One manager has looked, and sends it to another.
async fn send(desk: Desk<Manager>, form: Form<SendForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let words = match form.read() {
        Ok(words) => words,
        Err(errors) => return show(&desk, Asked::default(), Sheet::wrong(form, errors)).await,
    };
    let sent = desk.write(move |ask| {
        let mark = law_mark(ask.law, ask.now.today);
        second_look::send(ask, (LooksAt::Law, &mark), words.as_deref(), &key)
    });
    match sent.await? {
        Sent::Waits => Ok(see_other(EVERYONE)),
        Sent::NobodyElse => {
            let errors = FormErrors::one("looked", told::NobodyElse);
            show(&desk, Asked::default(), Sheet::wrong(form, errors)).await
        }
    }
}

/// Another one settles it, or sends it back with words.
async fn settle(desk: Desk<Manager>, form: Form<SettleForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let (id, agreed, words) = match form.read() {
        Ok(read) => read,
        Err(errors) => {
            let sent = SendForm { answer: form.answer, back: form.words, ..SendForm::default() };
            return show(&desk, Asked::default(), Sheet::wrong(sent, errors)).await;
        }
    };
    let id = id.ok_or(Situation::NOT_OUR_FORM)?;
    desk.write(move |ask| second_look::answer(ask, id, (agreed, words.as_deref()), &key)).await?;
    Ok(see_other(EVERYONE))
}

async fn caseload(desk: Desk<Adviser>, asked: Option<Query<Asked>>) -> PageResult {
    let asked = asked.map(Query::into_inner).unwrap_or_default();
    let since = asked.since(desk.now().today);
    let seen = desk.read(move |ask| see_for_caseload(ask, since)).await?;
    desk.show(&LawPage::of(&seen, desk.app.law, since, asked.months(), CASELOAD))
}

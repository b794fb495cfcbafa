//! `/manager/notices`: what is announced, on which pages, for whom, from which day until which. It begins and ends by itself.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::{Days, NaiveDate};
use onward_domain::{
    id::NoticeId,
    notice::{LONGEST, Notice, NoticePages, NoticeReaders},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::notices::{announce, end, see_notices},
    web::{
        desk::{Desk, Manager},
        form::{Form, FormErrors, Nothing, Reader, Sheet, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::manager::notices as told,
    },
};

const AT: &str = "/manager/notices";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Manager, look),
        post(AT, Audience::Manager, make),
        post("/manager/notices/{notice}/end", Audience::Manager, stop),
    ]
}

/// A new one.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NoticeForm {
    #[validate(length(max = 240))]
    words: String,
    pages: String,
    readers: String,
    from: WrittenDay,
    last: WrittenDay,
}

/// What is read of a form.
type Said = (String, NoticePages, NoticeReaders, NaiveDate, NaiveDate);

impl NoticeForm {
    fn read(&self, today: NaiveDate) -> Result<Said, FormErrors> {
        let mut read = Reader::of(self);
        let words = read.text("words", &self.words).missing(told::Words).required();
        let pages = read.choice("pages", &self.pages, |word| word.parse::<NoticePages>().ok());
        let pages = pages.missing(told::Pages).required();
        let readers = read.choice("readers", &self.readers, |word| word.parse::<NoticeReaders>().ok());
        let readers = readers.missing(told::Readers).required();
        let from = read.day("from", &self.from, told::From).not_before(today).required();
        let begins = from.unwrap_or(today);
        let longest = begins.checked_add_days(Days::new(LONGEST.unsigned_abs())).unwrap_or(begins);
        let last = read.day("last", &self.last, told::Last);
        let last =
            last.only(|day| (begins..=longest).contains(day), told::TooLong { days: LONGEST }).required();
        read.done(|| Some((words?, pages?, readers?, from?, last?)))
    }
}

/// The list with the form.
#[derive(Debug, Clone, Serialize)]
pub struct NoticesPage {
    rows: Vec<Row>,
    #[serde(flatten)]
    sheet: Sheet<NoticeForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    end: String,
    words: String,
    pages: NoticePages,
    readers: NoticeReaders,
    from: NaiveDate,
    last: NaiveDate,
    up: bool,
}

impl Page for NoticesPage {
    const TEMPLATE: &'static str = "manager/notices.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl NoticesPage {
    pub fn of(all: &[Notice], today: NaiveDate, sheet: Sheet<NoticeForm>) -> Self {
        let row = |notice: &Notice| Row {
            end: format!("{AT}/{}/end", notice.id),
            words: notice.words.clone(),
            pages: notice.pages,
            readers: notice.readers,
            from: notice.first_day,
            last: notice.last_day,
            up: notice.is_up(today),
        };
        Self { rows: all.iter().map(row).collect(), sheet }
    }
}

async fn look(desk: Desk<Manager>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn show(desk: &Desk<Manager>, sheet: Sheet<NoticeForm>) -> PageResult {
    let all = desk.read(see_notices).await?;
    desk.show(&NoticesPage::of(&all, desk.now().today, sheet))
}

async fn make(desk: Desk<Manager>, form: Form<NoticeForm>) -> PageResult {
    let (key, form, now) = (form.once.clone(), form.into_inner(), desk.now());
    let (words, pages, readers, first_day, last_day) = match form.read(now.today) {
        Ok(said) => said,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    let made_by = desk.me.user.id;
    let notice = Notice {
        id: NoticeId::new(),
        words,
        pages,
        readers,
        first_day,
        last_day,
        made_at: now.at,
        made_by,
        ended_at: None,
    };
    desk.write(move |ask| announce(ask, &notice, &key)).await?;
    renew(&desk).await?;
    Ok(see_other(AT))
}

async fn stop(desk: Desk<Manager>, at: Path<NoticeId>, _: Form<Nothing>) -> PageResult {
    let id = *at;
    desk.write(move |ask| end(ask, id)).await?;
    renew(&desk).await?;
    Ok(see_other(AT))
}

/// What changed here is on every page at once.
async fn renew(desk: &Desk<Manager>) -> Result<(), crate::web::error::Situation> {
    let (app, now) = (desk.app.clone(), desk.now());
    actix_web::web::block(move || app.notices.renew(&app.store, now))
        .await
        .map_err(|_| crate::web::error::Situation::Busy)??;
    Ok(())
}

//! `/manager/cover`: who is away, and who stands in. A manager puts a colleague in for somebody who fell ill.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::id::{CoverId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::manager::cover::{Away, PutIn, SeenAway, end_away, put_in, see_away},
    web::{
        desk::{Desk, Manager},
        form::{Form, FormErrors, Nothing, Reader, Sheet, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::manager::cover as told,
    },
};

const AT: &str = "/manager/cover";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Manager, cover),
        post(AT, Audience::Manager, put),
        post("/manager/cover/{away}/end", Audience::Manager, end),
    ]
}

/// Who for whom, and for which days, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PutForm {
    pub absent: String,
    pub colleague: String,
    pub from: WrittenDay,
    pub last: WrittenDay,
}

impl PutForm {
    fn read(&self, today: NaiveDate) -> Result<PutIn, FormErrors> {
        let mut read = Reader::of(self);
        let one = |id: &str| id.parse::<UserId>().ok();
        let absent = read.choice("absent", &self.absent, one).missing(told::ChooseAbsent).required();
        let cover = read.choice("colleague", &self.colleague, one).missing(told::ChooseColleague).required();
        let from = read.day("from", &self.from, told::First).not_before(today).or(today);
        let last = read.day("last", &self.last, told::Last).not_before(from.unwrap_or(today)).optional();
        let said = read.done(|| Some(PutIn { absent: absent?, cover: cover?, from: from?, last }))?;
        if said.absent == said.cover {
            return Err(FormErrors::one("colleague", told::Themselves));
        }
        Ok(said)
    }
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AwayPage {
    away: Vec<Shown>,
    advisers: Vec<(String, String)>,
    #[serde(flatten)]
    sheet: Sheet<PutForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Shown {
    id: CoverId,
    absent: String,
    cover: String,
    from: NaiveDate,
    last: Option<NaiveDate>,
    by: Option<String>,
    runs: bool,
}

impl Page for AwayPage {
    const TEMPLATE: &str = "manager/cover.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl AwayPage {
    fn of(seen: SeenAway, today: NaiveDate, sheet: Sheet<PutForm>) -> Self {
        let shown = |Away { id, absent, cover, from, last, by }: Away| Shown {
            id,
            runs: from <= today,
            absent,
            cover,
            from,
            last,
            by,
        };
        Self {
            away: seen.away.into_iter().map(shown).collect(),
            advisers: seen.advisers.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            sheet,
        }
    }
}

async fn cover(desk: Desk<Manager>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn put(desk: Desk<Manager>, form: Form<PutForm>) -> PageResult {
    let form = form.into_inner();
    let said = match form.read(desk.now().today) {
        Ok(said) => said,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    desk.write(move |ask| put_in(ask, said)).await?;
    Ok(see_other(AT))
}

async fn end(desk: Desk<Manager>, at: Path<CoverId>, _: Form<Nothing>) -> PageResult {
    let cover = *at;
    desk.write(move |ask| end_away(ask, cover)).await?;
    Ok(see_other(AT))
}

async fn show(desk: &Desk<Manager>, sheet: Sheet<PutForm>) -> PageResult {
    let seen = desk.read(see_away).await?;
    desk.show(&AwayPage::of(seen, desk.now().today, sheet))
}

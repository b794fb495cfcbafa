//! `/adviser/cover`: who stands in while an adviser is away.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::id::{CoverId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::today::{CoverSeen, SeenCover, ask_for_cover, end_cover, see_cover},
    web::{
        desk::{Adviser, Desk},
        form::{Form, FormErrors, Nothing, Reader, Sheet, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::adviser::cover as told,
    },
};

const AT: &str = "/adviser/cover";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Adviser, cover),
        post(AT, Audience::Adviser, ask),
        post("/adviser/cover/{cover}/end", Audience::Adviser, end),
    ]
}

/// Who, and for which days, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct CoverForm {
    pub colleague: String,
    pub from: WrittenDay,
    pub last: WrittenDay,
}

impl CoverForm {
    fn read(&self, today: NaiveDate) -> Result<(UserId, NaiveDate, NaiveDate), FormErrors> {
        let mut read = Reader::of(self);
        let colleague = read.choice("colleague", &self.colleague, |id| id.parse().ok());
        let colleague = colleague.missing(told::Choose).required();
        let from = read.day("from", &self.from, told::First).not_before(today).or(today);
        let last = read.day("last", &self.last, told::Last).not_before(from.unwrap_or(today)).required();
        read.done(|| Some((colleague?, from?, last?)))
    }
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct CoverPage {
    covers: Vec<Shown>,
    colleagues: Vec<(String, String)>,
    #[serde(flatten)]
    sheet: Sheet<CoverForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Shown {
    id: CoverId,
    i_stand_in: bool,
    other: String,
    from: NaiveDate,
    last: Option<NaiveDate>,
    runs: bool,
}

impl Page for CoverPage {
    const TEMPLATE: &str = "adviser/cover.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl CoverPage {
    fn of(seen: SeenCover, today: NaiveDate, sheet: Sheet<CoverForm>) -> Self {
        let shown = |each: CoverSeen| Shown {
            id: each.id,
            i_stand_in: each.i_stand_in,
            runs: each.from <= today,
            other: each.other,
            from: each.from,
            last: each.last,
        };
        Self {
            covers: seen.covers.into_iter().map(shown).collect(),
            colleagues: seen.colleagues.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            sheet,
        }
    }
}

async fn cover(desk: Desk<Adviser>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn ask(desk: Desk<Adviser>, form: Form<CoverForm>) -> PageResult {
    let form = form.into_inner();
    let (colleague, from, last) = match form.read(desk.now().today) {
        Ok(read) => read,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    desk.write(move |ask| ask_for_cover(ask, colleague, (from, last))).await?;
    Ok(see_other(AT))
}

async fn end(desk: Desk<Adviser>, at: Path<CoverId>, _: Form<Nothing>) -> PageResult {
    let cover = *at;
    desk.write(move |ask| end_cover(ask, cover)).await?;
    Ok(see_other(AT))
}

async fn show(desk: &Desk<Adviser>, sheet: Sheet<CoverForm>) -> PageResult {
    let seen = desk.read(see_cover).await?;
    desk.show(&CoverPage::of(seen, desk.now().today, sheet))
}

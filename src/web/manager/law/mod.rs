//! `/manager/law` and `/adviser/law`: what changed in the law, and whose answers it changed. A manager reads it of everybody,
//! an adviser of their own people.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Query;
use chrono::{Months, NaiveDate};
use serde::Deserialize;

use self::page::LawPage;
use crate::{
    usecases::law_changes::{see_for_caseload, see_for_everyone},
    web::{
        desk::{Adviser, Desk, Manager},
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

const EVERYONE: &str = "/manager/law";
const CASELOAD: &str = "/adviser/law";

/// The addresses of this room.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![get(EVERYONE, Audience::Manager, everyone), get(CASELOAD, Audience::Adviser, caseload)]
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
    let since = asked.since(desk.now().today);
    let seen = desk.read(move |ask| see_for_everyone(ask, since)).await?;
    desk.show(&LawPage::of(&seen, desk.app.law, since, asked.months(), EVERYONE))
}

async fn caseload(desk: Desk<Adviser>, asked: Option<Query<Asked>>) -> PageResult {
    let asked = asked.map(Query::into_inner).unwrap_or_default();
    let since = asked.since(desk.now().today);
    let seen = desk.read(move |ask| see_for_caseload(ask, since)).await?;
    desk.show(&LawPage::of(&seen, desk.app.law, since, asked.months(), CASELOAD))
}

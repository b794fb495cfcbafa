//! `/manager/import/years`: which years of the return are held, by which import, and which are not.

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::returns::ssda903::Table;
use onward_store::repo::returns::HeldTable;
use serde::Serialize;

use super::run;
use crate::{
    usecases::manager::import_903::{Years, see_years},
    web::{
        desk::{Desk, Manager},
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/manager/import/years", Audience::Manager, years)]
}

async fn years(desk: Desk<Manager>) -> PageResult {
    let years = desk.read(see_years).await?;
    desk.show(&YearsPage::of(&years))
}

/// A year in the strip of all years.
#[derive(Debug, Clone, Serialize)]
pub struct YearShown {
    year: String,
    held: bool,
}

impl YearShown {
    /// Every year from the first that is held.
    #[must_use]
    pub fn all(years: &Years) -> Vec<Self> {
        years.years.iter().map(|(year, held)| Self { year: year.to_string(), held: *held }).collect()
    }
}

/// What is held of the return.
#[derive(Debug, Clone, Serialize)]
struct YearsPage {
    years: Vec<YearShown>,
    /// Years that ended and are not held.
    missing: Vec<String>,
    /// Each year with its tables.
    held: Vec<YearRow>,
}

impl Page for YearsPage {
    const TEMPLATE: &'static str = "manager/returns/years.html";
}

/// One year.
#[derive(Debug, Clone, Serialize)]
struct YearRow {
    year: String,
    /// The last day that its episodes tell of, where the year was still running when they were handed in.
    told_until: Option<NaiveDate>,
    tables: Vec<TableRow>,
}

/// One table of a year.
#[derive(Debug, Clone, Serialize)]
struct TableRow {
    table: String,
    rows: usize,
    /// When the import was shown that brought it.
    at: DateTime<Utc>,
    /// That import's page.
    run: String,
    /// Where it is taken back.
    take_back: String,
}

impl YearsPage {
    fn of(years: &Years) -> Self {
        let row = |table: &HeldTable| TableRow {
            table: table.table.word().replace('_', " "),
            rows: table.rows,
            at: table.at,
            run: run::address(table.import),
            take_back: super::take_back::address(table.import),
        };
        Self {
            years: YearShown::all(years),
            missing: years.missing().map(|year| year.to_string()).collect(),
            held: years
                .held
                .chunk_by(|one, next| one.year == next.year)
                .filter_map(|tables| {
                    let year = tables.first()?.year.to_string();
                    let episodes = tables.iter().find(|it| it.table == Table::Episodes);
                    let told_until = episodes.and_then(HeldTable::told_until);
                    Some(YearRow { year, told_until, tables: tables.iter().map(row).collect() })
                })
                .collect(),
        }
    }
}

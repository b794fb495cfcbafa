//! Who is getting what they are owed: numbers, and behind each number the people.

use chrono::NaiveDate;
use onward_domain::money::Pence;
use serde::Serialize;

use crate::web::{chart::Bars, manager::show_coverage::Asked, view::Page, words::Say};

/// A number that opens the list of exactly what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The number, or the sum: "15", "£25,000".
    pub words: String,
    /// What it counts, for someone who hears the number alone: "things", "people", "not paid".
    pub about: &'static str,
    /// The list; `None` where the number is nothing.
    pub href: Option<String>,
}

impl Counted {
    /// Words in place of a number.
    #[must_use]
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), about: "", href: None }
    }
}

/// Coverage of the whole cohort.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// How many people have a status, or may have one.
    pub everyone: Counted,
    /// The day that it was worked out for.
    pub today: NaiveDate,
    /// Due, given, gap in people, gap in pounds.
    pub figures: Figures,
    /// Teams by what is owed.
    pub grid: Grid,
    /// Gap by reason.
    pub reasons: Picture,
    /// Due and given by status.
    pub statuses: Picture,
    /// Due and given by what is owed.
    pub things: Picture,
    /// Where amounts and ages come from.
    pub offer: String,
    /// How many people with a right to support have no adviser.
    pub without: usize,
    /// How many openings from outside nobody has looked at.
    pub openings: usize,
}

impl Page for Coverage {
    const TEMPLATE: &str = "manager/coverage.html";
}

/// The four numbers on top.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    /// Things owed now.
    pub due: Counted,
    /// To so many people.
    pub people_due: Counted,
    /// Given of those things.
    pub given: Counted,
    /// The same in a hundred.
    pub share: usize,
    /// People who are missing 1 thing or more.
    pub people_lacking: Counted,
    /// What can be claimed and is not paid.
    pub lacking: Counted,
}

/// Teams down, what is owed across.
#[derive(Debug, Clone, Serialize)]
pub struct Grid {
    /// What is owed, one a column.
    pub columns: Vec<Say>,
    /// One row a team.
    pub rows: Vec<GridRow>,
    /// The whole service.
    pub total: Vec<Cell>,
}

/// One team.
#[derive(Debug, Clone, Serialize)]
pub struct GridRow {
    /// The team; `None` for those without one.
    pub team: Option<String>,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// How many lack it, of how many due.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// The column, repeated on a phone.
    pub label: Say,
    /// How many lack it; `None` when all have it.
    pub lacking: Option<Counted>,
    /// How many are due.
    pub due: Counted,
    /// The sum they lack.
    pub pounds: Option<Counted>,
    /// Nobody of this team is owed it.
    pub none: bool,
    /// The longest queue of the team.
    pub most: bool,
}

/// A chart with the table that says the same.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// What the picture shows, as a sentence.
    pub point: Say,
    /// The picture.
    pub bars: Bars,
    /// The heads of the table's columns after the first.
    pub columns: Vec<&'static str>,
    /// One line for each bar.
    pub rows: Vec<PictureRow>,
    /// The last line.
    pub total: Option<PictureRow>,
}

/// One line of a picture's table.
#[derive(Debug, Clone, Serialize)]
pub struct PictureRow {
    /// What the line is about.
    pub words: Say,
    /// Numbers, under the columns.
    pub numbers: Vec<Counted>,
    /// What stands in the last column.
    pub note: Counted,
}

/// The people behind a number.
#[derive(Debug, Clone, Serialize)]
pub struct CoveragePeople {
    /// Back to the part of the page from which it is opened.
    pub back: &'static str,
    /// Which lines: `missing`, `unpaid`, `given`, `due`, `unknown`, or `everyone`.
    pub lines: &'static str,
    /// Different people.
    pub people: usize,
    /// Lines on all pages.
    pub all: usize,
    /// The money that was not had.
    pub pounds: Pence,
    /// The filter that the number stands for.
    pub asked: Asked,
    /// A filter is on.
    pub filtered: bool,
    /// Each choice of the filter: what is sent and what it says.
    pub teams: Vec<(String, String)>,
    /// Columns, and beneath a column of several entitlements each of them.
    pub things: Vec<ThingChoice>,
    /// Why not yet.
    pub gaps: Vec<(&'static str, Say)>,
    pub statuses: Vec<(&'static str, Say)>,
    /// One line for each thing that the number counts, or for each person.
    pub rows: Vec<CoveragePeopleRow>,
    /// This page, from 1.
    pub number: usize,
    /// Earlier and later pages of the list.
    pub pages: Vec<(usize, String)>,
}

impl Page for CoveragePeople {
    const TEMPLATE: &str = "manager/coverage_people.html";
}

/// What is owed, to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct ThingChoice {
    /// What is sent.
    pub value: String,
    pub words: Say,
    /// It is one of the entitlements of a column.
    pub below: bool,
}

/// One thing of one person.
#[derive(Debug, Clone, Serialize)]
pub struct CoveragePeopleRow {
    /// Their page.
    pub href: String,
    /// The name they use.
    pub name: String,
    /// Record number.
    pub record: Option<String>,
    /// Status in words.
    pub status: Say,
    /// What is owed; `None` where the line is about the person.
    pub thing: Option<Say>,
    /// Given of due, where the line is about the person.
    pub given: usize,
    pub due: usize,
    /// Given, or why not; `None` where the line is about the person.
    pub reason: Option<Say>,
    /// How it is shown: ``, `done` or `warn`.
    pub kind: &'static str,
    /// The sum.
    pub pounds: Option<Pence>,
    pub team: Option<String>,
    pub adviser: Option<String>,
}

//! Who is getting what they are owed: numbers, and behind each number the people.

use chrono::NaiveDate;
use onward_domain::money::Pence;
use serde::Serialize;

use crate::web::{chart::Bars, manager::show_coverage::Asked, view::Page, words::Say};

/// A number that opens the list of exactly what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The number, or the amount: "15", "£25,000".
    pub words: String,
    /// What it counts, for someone who only hears the number: "things", "people", "not paid".
    pub about: &'static str,
    /// The list; `None` if the number is zero.
    pub href: Option<String>,
}

impl Counted {
    /// Words instead of a number.
    #[must_use]
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), about: "", href: None }
    }
}

/// Coverage for everyone.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// How many people have a status, or may have one.
    pub everyone: Counted,
    /// The day it was worked out for.
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

/// The four numbers at the top.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    /// Things owed now.
    pub due: Counted,
    /// To this many people.
    pub people_due: Counted,
    /// Given of those things.
    pub given: Counted,
    /// The same as a percentage.
    pub share: usize,
    /// People who are missing 1 thing or more.
    pub people_lacking: Counted,
    /// What can be claimed but has not been paid.
    pub lacking: Counted,
}

/// Teams down, what is owed across.
#[derive(Debug, Clone, Serialize)]
pub struct Grid {
    /// What is owed, one per column.
    pub columns: Vec<Say>,
    /// One row per team.
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

/// How many are missing it, out of how many due.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// The column, repeated on a phone.
    pub label: Say,
    /// How many are missing it; `None` if all have it.
    pub lacking: Option<Counted>,
    /// How many are due.
    pub due: Counted,
    /// The amount they are missing.
    pub pounds: Option<Counted>,
    /// Nobody in this team is owed it.
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
    /// The headings of the table's columns after the first.
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
    /// What the last column contains.
    pub note: Counted,
}

/// The people behind a number.
#[derive(Debug, Clone, Serialize)]
pub struct CoveragePeople {
    /// Back to the part of the page it is opened from.
    pub back: &'static str,
    /// Which lines: `missing`, `unpaid`, `given`, `due`, `unknown`, or `everyone`.
    pub lines: &'static str,
    /// Different people.
    pub people: usize,
    /// Lines on all pages.
    pub all: usize,
    /// The money not received.
    pub pounds: Pence,
    /// The filter that the number represents.
    pub asked: Asked,
    /// A filter is on.
    pub filtered: bool,
    /// Each choice of the filter: what is sent and what it says.
    pub teams: Vec<(String, String)>,
    /// Columns and, beneath a column with several entitlements, each of them.
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
    /// What is owed; `None` if the line is about the person.
    pub thing: Option<Say>,
    /// Given out of due, if the line is about the person.
    pub given: usize,
    pub due: usize,
    /// Given, or why not; `None` if the line is about the person.
    pub reason: Option<Say>,
    /// How it is shown: ``, `done` or `warn`.
    pub kind: &'static str,
    /// The amount.
    pub pounds: Option<Pence>,
    pub team: Option<String>,
    pub adviser: Option<String>,
}

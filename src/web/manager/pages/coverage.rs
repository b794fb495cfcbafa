//! Who is getting what they are owed: numbers, and behind each number the people.

use crate::web::{
    chart::Bars,
    parts::{Item, Link, Select, Tag},
    view::Page,
};
use serde::Serialize;

/// Coverage of the whole cohort.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// How many people, and when it was worked out.
    pub sub: String,
    /// Due, given, gap in people, gap in pounds.
    pub figures: Vec<Figure>,
    /// Nobody is owed anything: what will appear and what to do.
    pub empty: Option<String>,
    /// Teams by what is owed.
    pub grid: Grid,
    /// Gap by reason.
    pub reasons: Picture,
    /// Due and given by status.
    pub statuses: Picture,
    /// Due and given by what is owed.
    pub things: Picture,
    /// What is counted, and what counts as given.
    pub counted: Vec<Item>,
    /// Other pages of the manager.
    pub side: Vec<Item>,
}

impl Page for Coverage {
    const TEMPLATE: &str = "manager/coverage.html";
}

/// One of the four numbers on top.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// What it counts.
    pub label: &'static str,
    /// The number.
    pub number: String,
    /// What the number is of.
    pub words: String,
    /// The people behind it.
    pub href: Option<String>,
    /// The one that matters most.
    pub key: bool,
}

/// Teams down, what is owed across.
#[derive(Debug, Clone, Serialize)]
pub struct Grid {
    /// What is owed, one a column.
    pub columns: Vec<String>,
    /// One row a team.
    pub rows: Vec<GridRow>,
    /// The whole service.
    pub total: Vec<Cell>,
}

/// One team.
#[derive(Debug, Clone, Serialize)]
pub struct GridRow {
    /// The team.
    pub team: String,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// How many lack it, of how many due.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// The column, repeated on a phone.
    pub label: String,
    /// How many lack it; empty when all have it.
    pub lacking: String,
    /// "of 44", "All 96".
    pub of: String,
    /// The sum they lack.
    pub pounds: Option<String>,
    /// The people behind it.
    pub href: Option<String>,
    /// Nobody of this team is owed it.
    pub none: bool,
    /// The longest queue of the team.
    pub most: bool,
}

/// A chart with the table that says the same.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// What the picture shows, as a sentence.
    pub point: String,
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
    pub words: Link,
    /// Numbers, under the columns.
    pub numbers: Vec<String>,
    /// A note in the last column.
    pub note: String,
}

/// The people behind a number.
#[derive(Debug, Clone, Serialize)]
pub struct CoveragePeople {
    /// What the number was.
    pub said: String,
    /// The filter that the number stands for.
    pub selects: Vec<Select>,
    /// A filter is on.
    pub filtered: bool,
    /// One line for each thing that a person lacks.
    pub rows: Vec<CoveragePeopleRow>,
    /// Earlier and later pages of the list.
    pub pages: Vec<Link>,
}

impl Page for CoveragePeople {
    const TEMPLATE: &str = "manager/coverage_people.html";
}

/// One thing that one person lacks.
#[derive(Debug, Clone, Serialize)]
pub struct CoveragePeopleRow {
    /// The name they use.
    pub name: String,
    /// Record number.
    pub record: String,
    /// Status in words.
    pub status: String,
    /// What is owed.
    pub thing: String,
    /// Why they do not have it.
    pub reason: Tag,
    /// The sum.
    pub pounds: Option<String>,
    /// Team and adviser.
    pub team: String,
    /// The adviser, if there is one.
    pub adviser: String,
}

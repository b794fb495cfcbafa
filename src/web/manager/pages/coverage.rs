//! Who is getting what they are owed: numbers, and behind each number the people.

use crate::web::{
    chart::Bars,
    parts::{Item, Link, Select, Tag},
    view::Page,
};
use serde::Serialize;

/// A number that opens the list of exactly what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The number, or the sum: "15", "£25,000".
    pub words: String,
    /// What it counts, for someone who hears the number alone: "things", "people", "not paid".
    pub about: &'static str,
    /// The list; none where the number is nothing.
    pub href: Option<String>,
}

impl Counted {
    /// Words in the place of a number.
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
    /// What that number is of, and when it was worked out.
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
    /// How many people with a right to support have no adviser.
    pub without: usize,
    /// How many openings from outside nobody has looked at.
    pub openings: usize,
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
    pub number: Counted,
    /// What the number is of.
    pub words: String,
    /// A second number, after the words.
    pub also: Option<Counted>,
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
    /// How many lack it; none when all have it.
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
    pub words: String,
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
    /// What the list is of.
    pub heading: &'static str,
    /// What the number was.
    pub said: String,
    /// The filter that the number stands for.
    pub selects: Vec<Select>,
    /// A filter is on.
    pub filtered: bool,
    /// One line for each thing that the number counts, or for each person.
    pub rows: Vec<CoveragePeopleRow>,
    /// What an empty list says.
    pub nobody: &'static str,
    /// Earlier and later pages of the list.
    pub pages: Vec<Link>,
}

impl Page for CoveragePeople {
    const TEMPLATE: &str = "manager/coverage_people.html";
}

/// One thing of one person.
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
    /// Given, or why not; none where the line is about the person.
    pub reason: Option<Tag>,
    /// The sum.
    pub pounds: Option<String>,
    /// Team and adviser.
    pub team: String,
    /// The adviser, if there is one.
    pub adviser: String,
}

//! Dated figures: the amounts, ages and percentages in the law, each with its source, and the dates on which what
//! Parliament has passed comes into force.

use crate::calendar::Day;
use crate::entitlement::reading::{Fields, File, Value};
use crate::messages::pounds;
use chrono::NaiveDate;
use serde::Serialize;
use std::sync::Arc;

/// Where a line of the law was read, and how certain that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The provision or the page.
    pub cite: Arc<str>,
    pub mark: Mark,
    /// The day it was last checked.
    pub checked: Option<NaiveDate>,
    /// Its address, when it has one.
    pub address: Option<String>,
    /// Anything worth knowing about it.
    pub note: Option<String>,
}

/// How a source was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Mark {
    /// Read in a stored copy.
    V,
    /// Written from memory: still to be confirmed.
    M,
    /// A reading chosen where the law is ambiguous: an adviser must confirm it.
    C,
}

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Money, kept in pence.
    Pounds,
    Years,
    /// A percentage.
    Percent,
}

impl Unit {
    /// A value as people write it: "£12.71", "25", "50 %".
    pub fn written(self, hundredths: i64) -> String {
        match self {
            Self::Pounds => pounds(hundredths),
            Self::Years => decimal(hundredths),
            Self::Percent => format!("{}%", decimal(hundredths)),
        }
    }

    /// Whether an amount, an age or a share is plausible.
    fn makes_sense_of(self, hundredths: i64) -> bool {
        match self {
            Unit::Pounds => (0..=MOST_MONEY).contains(&hundredths),
            Unit::Years => hundredths % 100 == 0 && (0..=25_500).contains(&hundredths),
            Unit::Percent => (0..=10_000).contains(&hundredths),
        }
    }

    fn asks(self) -> &'static str {
        match self {
            Unit::Pounds => "an amount is from 0 to 100,000 pounds",
            Unit::Years => "an age is a whole number of years from 0 to 255",
            Unit::Percent => "a share is from 0 to 100 per cent",
        }
    }

    pub(crate) fn word(self) -> &'static str {
        UNITS.iter().find(|(_, unit)| *unit == self).map_or("", |(word, _)| word)
    }
}

/// The largest amount of money a figure can be, in pence: anything more is a typing error.
const MOST_MONEY: i64 = 10_000_000;

/// Whether a council's offer may set a different figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferRule {
    /// No: it is the same everywhere.
    National,
    /// Yes, but never less than this.
    Raise,
    /// Yes, with no floor.
    Set,
}

/// One row of a figure: its value between two dates, for an age band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub from: Day,
    /// Up to, but not including, this day.
    pub until: Day,
    pub from_age: u8,
    /// Up to, but not including, this birthday.
    pub until_age: u8,
    /// In hundredths: pence, or hundredths of a year or of 1 %.
    pub hundredths: i64,
    /// Where it was read.
    pub source: Option<Citation>,
}

impl Row {
    /// Whether two rows share a day and an age.
    fn overlaps(&self, other: &Row) -> bool {
        self.from < other.until
            && other.from < self.until
            && self.from_age < other.until_age
            && other.from_age < self.until_age
    }

    /// The age it gives, when the figure is in years.
    pub(crate) fn age(&self) -> u8 {
        u8::try_from(self.hundredths / 100).unwrap_or(u8::MAX)
    }
}

/// A figure of the law by date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The name that conditions and entitlements use.
    pub id: String,
    /// The name a council's offer may use too: the parameter in the specification of offers.
    pub parameter: Option<String>,
    pub name: String,
    pub unit: Unit,
    pub offer: OfferRule,
    pub rows: Vec<Row>,
}

impl Figure {
    /// Its value on a day for someone who has reached an age, in hundredths.
    pub fn on(&self, day: Day, has_reached: impl Fn(u8) -> bool) -> Option<i64> {
        let row = self.rows.iter().find(|row| {
            row.from <= day
                && day < row.until
                && (row.from_age == 0 || has_reached(row.from_age))
                && (row.until_age == u8::MAX || !has_reached(row.until_age))
        });
        row.map(|row| row.hundredths)
    }
}

/// When something that Parliament has passed comes into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commencement {
    /// The name that conditions and entitlements use.
    pub id: String,
    pub name: String,
    /// `None` until regulations set a date.
    pub from: Option<Day>,
    /// Where this was read.
    pub source: Option<Citation>,
}

/// All figures and commencements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    pub figures: Vec<Figure>,
    pub commencements: Vec<Commencement>,
}

impl Figures {
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    pub fn commencement(&self, id: &str) -> Option<&Commencement> {
        self.commencements.iter().find(|commencement| commencement.id == id)
    }

    /// Reads `figures.toml`.
    pub(crate) fn read<'t>(file: &mut File<'t>, table: &toml::de::DeTable<'t>) -> Figures {
        let mut figures = Figures::default();
        for (key, value) in table {
            let id = key.get_ref().to_string();
            if id == "commencement" {
                let Some(table) = file.table(value) else { continue };
                for (key, value) in table {
                    figures.commencements.extend(read_commencement(file, key.get_ref().to_string(), value));
                }
            } else {
                figures.figures.extend(read_figure(file, id, value, None));
            }
        }
        figures
    }
}

const UNITS: [(&str, Unit); 3] =
    [("pounds", Unit::Pounds), ("years", Unit::Years), ("percent", Unit::Percent)];
const OFFER_RULES: [(&str, OfferRule); 2] = [("raise", OfferRule::Raise), ("set", OfferRule::Set)];
const MARKS: [(&str, Mark); 3] = [("V", Mark::V), ("M", Mark::M), ("C", Mark::C)];

/// One figure; `source_of_offer` is the source of the local offer that adds it.
pub(crate) fn read_figure<'t>(
    file: &mut File<'t>,
    id: String,
    value: &Value<'t>,
    source_of_offer: Option<&Citation>,
) -> Option<Figure> {
    let at = value.span().start;
    file.check_id(at, &id);
    let table = file.table(value)?;
    let fields = file.fields(table, &["name", "unit", "offer", "parameter", "amount", "source", "note"]);
    let name = fields.must_text(file, at, "name");
    let unit = fields.must(file, at, "unit").and_then(|unit| file.word(unit, &UNITS))?;
    let offer =
        fields.get("offer").map_or(Some(OfferRule::National), |offer| file.word(offer, &OFFER_RULES))?;
    let parameter = fields.get("parameter").and_then(|name| file.text(name));
    let source = read_source(file, &fields).or_else(|| source_of_offer.cloned());
    let rows = fields.must(file, at, "amount")?;
    let rows = read_rows(file, rows, unit, source.as_ref());
    Some(Figure { id, parameter, name, unit, offer, rows })
}

/// The rows of a figure, each with its own source unless the figure has one.
pub(crate) fn read_rows<'t>(
    file: &mut File<'t>,
    value: &Value<'t>,
    unit: Unit,
    source: Option<&Citation>,
) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for each in file.list(value) {
        let at = each.span().start;
        let Some(row) = read_row(file, each, source) else { continue };
        if row.source.is_none() {
            file.problem(
                at,
                "an amount without a source; add `source = { cite = …, mark = …, checked = … }`",
            );
        }
        if !unit.makes_sense_of(row.hundredths) {
            file.problem(at, unit.asks());
        }
        if row.from >= row.until {
            file.problem(at, "`from` must be earlier than `until`");
        }
        if rows.iter().any(|earlier| earlier.overlaps(&row)) {
            file.problem(at, "this row speaks of days that an earlier row already has");
        }
        if rows.iter().any(|earlier| earlier.from_age == row.from_age && earlier.from > row.from) {
            file.problem(at, "rows out of order; the earliest dates come first");
        }
        rows.push(row);
    }
    rows
}

fn read_row<'t>(file: &mut File<'t>, value: &Value<'t>, source: Option<&Citation>) -> Option<Row> {
    let at = value.span().start;
    let table = file.table(value)?;
    let fields = file.fields(table, &["from", "until", "age", "is", "source"]);
    let from = fields.get("from").map_or(Some(Day::BEGINNING), |from| file.day(from))?;
    let until = fields.get("until").map_or(Some(Day::END), |until| file.day(until))?;
    let hundredths = fields.must(file, at, "is").and_then(|is| file.hundredths(is))?;
    let (mut from_age, mut until_age) = (0, u8::MAX);
    if let Some(age) = fields.get("age") {
        let table = file.table(age)?;
        let fields = file.fields(table, &["from", "until"]);
        from_age = fields.get("from").map_or(Some(0), |from| file.number(from))?;
        until_age = fields.get("until").map_or(Some(u8::MAX), |until| file.number(until))?;
    }
    let source = read_source(file, &fields).or_else(|| source.cloned());
    Some(Row { from, until, from_age, until_age, hundredths, source })
}

fn read_commencement<'t>(file: &mut File<'t>, id: String, value: &Value<'t>) -> Option<Commencement> {
    let at = value.span().start;
    let table = file.table(value)?;
    let fields = file.fields(table, &["name", "from", "source"]);
    let name = fields.must_text(file, at, "name");
    let from = fields.get("from").and_then(|from| file.day(from));
    let source = read_source(file, &fields);
    if source.is_none() {
        file.problem(at, "a commencement needs a source");
    }
    Some(Commencement { id, name, from, source })
}

/// The `source` table, when there is one.
fn read_source<'t>(file: &mut File<'t>, fields: &Fields<'_, 't>) -> Option<Citation> {
    let value = fields.get("source")?;
    read_citation(file, value)
}

pub(crate) fn read_citation<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Citation> {
    let at = value.span().start;
    let table = file.table(value)?;
    let fields = file.fields(table, &["cite", "mark", "checked", "address", "note"]);
    let cite = fields.must_text(file, at, "cite").into();
    let mark = fields.must(file, at, "mark").and_then(|mark| file.word(mark, &MARKS))?;
    let checked = fields.must(file, at, "checked").and_then(|checked| file.day(checked)).and_then(Day::date);
    let address = fields.get("address").and_then(|address| file.text(address));
    let note = fields.get("note").and_then(|note| file.text(note));
    Some(Citation { cite, mark, checked, address, note })
}
/// Hundredths as a decimal number: 3000, 311.68.
fn decimal(hundredths: i64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

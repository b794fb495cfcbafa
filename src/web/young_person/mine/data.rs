//! My data: as a file that programs read, and as a page that people read.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use onward_domain::id::DocumentId;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    clock::london_day,
    usecases::young_person::my_data::{Cell, MyData, Row, Section},
    web::{
        documents::media_type,
        parts::At,
        view::Page,
        words::{Say, says::mine as said},
    },
};

/// The file. Days are written as in ISO 8601, instants in UTC, money in pence.
pub fn json(data: &MyData) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Day(day) => Value::from(day.to_string()),
        Cell::At(at) => Value::from(at.to_rfc3339()),
        Cell::Pounds(sum) => Value::from(sum.0),
        Cell::Yes(yes) => Value::from(*yes),
        Cell::Photo(jpeg) => Value::from(format!("data:image/jpeg;base64,{}", STANDARD.encode(jpeg))),
        Cell::Paper { format, bytes: Some(bytes), .. } => {
            let kind = media_type(*format).replace(' ', "");
            Value::from(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
        }
        Cell::Paper { id, bytes: None, .. } => Value::from(saved_at(*id)),
    };
    let row = |row: &Row| {
        let named = row.iter().map(|(name, value)| ((*name).to_owned(), cell(value)));
        Value::Object(named.collect())
    };
    let mut all = Map::new();
    all.insert("made_at".to_owned(), Value::from(data.made_at.to_rfc3339()));
    for section in &data.sections {
        all.insert(section.key.to_owned(), Value::Array(section.rows.iter().map(row).collect()));
    }
    serde_json::to_string_pretty(&Value::Object(all)).unwrap_or_default()
}

/// Where a paper is saved by itself.
fn saved_at(id: DocumentId) -> String {
    format!("/mine/documents/{id}/file")
}

/// Everything on one page.
#[derive(Debug, Clone, Serialize)]
pub struct DataPage {
    made: At,
    sections: Vec<SectionShown>,
}

#[derive(Debug, Clone, Serialize)]
struct SectionShown {
    heading: Say,
    rows: Vec<Vec<CellShown>>,
}

#[derive(Debug, Clone, Serialize)]
struct CellShown {
    name: Say,
    says: Say,
    /// Where a file is saved.
    href: Option<String>,
}

impl Page for DataPage {
    const TEMPLATE: &'static str = "young_person/mine_data.html";
}

impl DataPage {
    /// What there is; empty kinds are left out.
    pub fn of(data: &MyData) -> Self {
        let there = data.sections.iter().filter(|section| !section.rows.is_empty());
        Self { made: data.made_at.into(), sections: there.map(shown).collect() }
    }
}

/// The words for one of a list; the word itself where there are none.
pub fn word(list: &str, word: &str) -> Say {
    Say::of_word(&format!("mine.{list}"), word).unwrap_or_else(|| Say::words(word))
}

fn shown(section: &Section) -> SectionShown {
    let row = |row: &Row| {
        let named = row.iter().map(|(name, value)| CellShown {
            name: word("cell", name),
            says: cell(value),
            href: if let Cell::Paper { id, .. } = value { Some(saved_at(*id)) } else { None },
        });
        named.collect()
    };
    SectionShown { heading: word("section", section.key), rows: section.rows.iter().map(row).collect() }
}

fn cell(cell: &Cell) -> Say {
    match cell {
        Cell::Text(text) => Say::words(text.replace('_', " ")),
        Cell::Day(day) => Say::day(*day),
        Cell::At(at) => Say::day(london_day(*at)),
        Cell::Pounds(sum) => Say::words(sum.to_string()),
        Cell::Photo(_) => said::yes::Photo.into(),
        Cell::Paper { .. } => said::yes::Save.into(),
        Cell::Yes(true) => said::yes::Yes.into(),
        Cell::Yes(false) => said::yes::No.into(),
    }
}

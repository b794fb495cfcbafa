//! What the yearly returns said last of somebody, beside care: shown with the return's year, since it is as old as that.

use onward_store::repo::returns::SaidByReturns;

use crate::web::{parts::Item, words::full_day};

/// The latest position, and having come unaccompanied.
#[must_use]
pub fn items(said: &SaidByReturns) -> Vec<Item> {
    let item = |what: &str, said: &str, year: String| Item {
        words: format!("{what}: {said}"),
        meta: Some(format!("Return of {year}")),
        ..Item::default()
    };
    let mut items = Vec::new();
    if let Some(last) = said.positions.first() {
        for (what, words) in
            [("Activity", last.activity), ("Home", last.accommodation), ("Contact", last.in_touch)]
        {
            items.push(item(what, words, format!("{}, around their birthday", last.year)));
        }
    }
    if let Some(came) = &said.unaccompanied {
        let until = came.until.map(|day| format!(", until {}", full_day(day))).unwrap_or_default();
        items.push(item("Came to England unaccompanied", &format!("yes{until}"), came.year.to_string()));
    }
    items
}

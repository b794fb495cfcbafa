//! `/staff/directory`: the entries that somebody looks after; what readers say is wrong first, then the check that is due.

use chrono::NaiveDate;
use onward_domain::{directory::EntryKind, id::DirectoryEntryId};
use serde::Serialize;

use super::AT;
use crate::{
    usecases::directory::look_after::{Mine, see_mine},
    web::{
        desk::{Desk, Staff},
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
    },
};

/// The address of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Staff, list)]
}

async fn list(desk: Desk<Staff>) -> PageResult {
    let mine = desk.read(see_mine).await?;
    desk.show(&ListPage::of(&mine, desk.now().today))
}

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    manages: bool,
    flagged: Vec<Row>,
    stale: Vec<Row>,
    checked: Vec<Row>,
    closed: Vec<Row>,
    questions: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    name: String,
    kind: EntryKind,
    owner: Option<String>,
    checked_on: Option<NaiveDate>,
    check_by: NaiveDate,
    flags: usize,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "staff/directory.html";
}

impl ListPage {
    pub fn of(mine: &Mine, today: NaiveDate) -> Self {
        let (mut flagged, mut stale, mut checked, mut closed) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for entry in &mine.entries {
            let flags = mine.flags.iter().filter(|flag| flag.entry == entry.id).count();
            let row = Row {
                href: address(entry.id),
                name: entry.note.name.clone(),
                kind: entry.note.kind,
                owner: entry.note.owner.and_then(|owner| mine.names.get(&owner).cloned()),
                checked_on: entry.note.checked_on,
                check_by: entry.note.check_by,
                flags,
            };
            let list = match (flags, entry.note.shown, entry.note.is_stale(today)) {
                (1.., true, _) => &mut flagged,
                (_, false, _) => &mut closed,
                (_, _, true) => &mut stale,
                _ => &mut checked,
            };
            list.push(row);
        }
        Self { manages: mine.manages, flagged, stale, checked, closed, questions: mine.questions }
    }
}

/// The page of an entry.
pub fn address(id: DirectoryEntryId) -> String {
    format!("{AT}/{id}")
}

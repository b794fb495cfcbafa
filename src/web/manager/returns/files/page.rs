//! What the page of the return's files shows.

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::moment::Moment;
use onward_store::repo::returns::Run;
use serde::Serialize;

use super::super::{run, years::YearShown};
use crate::{
    usecases::manager::import_903::{Asked, Start, Waiting, Years},
    web::{
        form::Sheet,
        view::{FormState, Page},
    },
};

/// What was written beside the files.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FilesForm {
    /// The collection year.
    pub year: String,
}

/// Where files are chosen.
#[derive(Debug, Clone, Serialize)]
pub struct FilesPage {
    /// Earlier runs, newest first.
    runs: Vec<RunRow>,
    /// Questions that imports left; none where nothing waits.
    waiting: Option<WaitingShown>,
    years: Vec<YearShown>,
    #[serde(flatten)]
    sheet: Sheet<FilesForm>,
}

impl Page for FilesPage {
    const TEMPLATE: &'static str = "manager/returns/files.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// One earlier run.
#[derive(Debug, Clone, Serialize)]
struct RunRow {
    href: String,
    at: DateTime<Utc>,
    stands: &'static str,
    new_people: usize,
    changes: usize,
    /// Who ran it; nobody for the command line.
    by: Option<String>,
    /// The years of which its tables count today.
    years: Vec<String>,
}

/// The questions that wait.
#[derive(Debug, Clone, Serialize)]
struct WaitingShown {
    questions: usize,
    people: usize,
    held_up: usize,
    asked: Vec<AskedRow>,
}

/// Somebody whose questions wait for their adviser.
#[derive(Debug, Clone, Serialize)]
struct AskedRow {
    /// Their page.
    href: String,
    /// The name they use, or their number.
    name: String,
    /// Their number in the return, beneath a name.
    record: Option<String>,
    questions: usize,
    /// An answer waits for one of them.
    waits: bool,
    turns_18: Option<NaiveDate>,
    adviser: Option<String>,
}

impl FilesPage {
    /// The page around a form.
    pub fn of(start: Start, now: Moment, sheet: Sheet<FilesForm>) -> Self {
        let Start { runs, waiting, held, names } = start;
        let row = |run: &Run| {
            let mut years: Vec<_> =
                held.iter().filter(|table| table.import == run.id).map(|table| table.year).collect();
            years.dedup();
            let by = run.created_by.and_then(|by| names.get(&by).cloned());
            RunRow { by, years: years.iter().map(ToString::to_string).collect(), ..row(run) }
        };
        Self {
            runs: runs.iter().map(row).collect(),
            waiting: (waiting.questions > 0).then(|| waiting_shown(waiting)),
            years: YearShown::all(&Years::of(held, now)),
            sheet,
        }
    }
}

fn row(run: &Run) -> RunRow {
    let counts = &run.counts;
    RunRow {
        href: run::address(run.id),
        at: run.created_at,
        stands: run::stands(run),
        new_people: counts.new_people,
        changes: counts.added + counts.changed + counts.ended + counts.withdrawn,
        by: None,
        years: Vec::new(),
    }
}

fn waiting_shown(waiting: Waiting) -> WaitingShown {
    let asked = |Asked { listed, questions, waits, turns_18 }: Asked| {
        let identity = &listed.person.identity;
        AskedRow {
            href: format!("/manager/people/{}", listed.person.id),
            name: identity.listed_name(),
            record: identity.child.clone().filter(|_| identity.has_name()),
            questions,
            waits,
            turns_18,
            adviser: listed.adviser.as_ref().map(|adviser| adviser.name.clone()),
        }
    };
    WaitingShown {
        questions: waiting.questions,
        people: waiting.people,
        held_up: waiting.held_up,
        asked: waiting.asked.into_iter().map(asked).collect(),
    }
}

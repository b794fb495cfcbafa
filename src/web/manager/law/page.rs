//! What the page of the law's changes shows.

use chrono::{DateTime, NaiveDate, Utc};
use leaving_care_rules::{
    Law,
    changes::{Changed, Direction, FigureChange},
};
use onward_domain::{id::SecondLookId, money::Pence};
use serde::Serialize;

use super::{Asked, form::SendForm};
use crate::{
    usecases::{
        law_changes::{LawChanged, Line, Touches},
        manager::second_look::Stands,
    },
    web::{
        form::Sheet,
        view::{FormState, Page},
    },
};

/// So many people of a line are named; the others are counted.
const NAMED: usize = 50;
/// So many lines stand open; of those behind, nobody loses anything.
const LINES: usize = 20;

/// What changed, and whom it touches.
#[derive(Debug, Clone, Serialize)]
pub struct LawPage {
    /// This page's address.
    at: &'static str,
    /// It is of everybody, and not of one adviser's people.
    everyone: bool,
    since: NaiveDate,
    months: u32,
    offered: [u32; 3],
    people: usize,
    touched: usize,
    lose: usize,
    lines: Vec<LineShown>,
    /// The place of the first line that is folded away with the rest, from 1.
    folded_from: usize,
    folded: usize,
    changes: Vec<ChangeShown>,
    /// Where the look of two managers stands; nothing on an adviser's page.
    settling: Option<SettlingShown>,
    #[serde(flatten)]
    sheet: Sheet<SendForm>,
}

/// Where the look of two managers at those who lose stands.
#[derive(Debug, Clone, Serialize)]
pub struct SettlingShown {
    /// `new`, `sent`, `back` or `settled`.
    stands: &'static str,
    id: Option<SecondLookId>,
    asked_by: Option<String>,
    asked_at: Option<DateTime<Utc>>,
    words: Option<String>,
    answered_by: Option<String>,
    answered_at: Option<DateTime<Utc>>,
    answer: Option<String>,
    /// The reader sent it.
    mine: bool,
    others: Vec<String>,
    /// How many lose something, and how many changes there are.
    lose: usize,
    changes: usize,
}

impl SettlingShown {
    /// For whoever reads it.
    pub fn of(seen: &LawChanged, stands: Stands) -> Self {
        let Stands { look, asked_by, answered_by, mine, others } = stands;
        let answer = look.as_ref().and_then(|look| look.answer.as_ref());
        Self {
            stands: match (&look, answer.map(|answer| answer.agreed)) {
                (None, _) => "new",
                (Some(_), None) => "sent",
                (Some(_), Some(false)) => "back",
                (Some(_), Some(true)) => "settled",
            },
            id: look.as_ref().map(|look| look.id),
            asked_by,
            asked_at: look.as_ref().map(|look| look.asked_at),
            words: look.as_ref().and_then(|look| look.words.clone()),
            answered_by,
            answered_at: answer.map(|answer| answer.at),
            answer: answer.and_then(|answer| answer.words.clone()),
            mine,
            others,
            lose: seen.lose,
            changes: seen.changes.len(),
        }
    }
}

/// One answer that changed.
#[derive(Debug, Clone, Serialize)]
struct LineShown {
    name: String,
    direction: Direction,
    count: usize,
    /// The difference together, where it is another amount.
    pence: Pence,
    more: bool,
    /// How many have something open to them in its place.
    with_instead: usize,
    people: Vec<Person>,
}

#[derive(Debug, Clone, Serialize)]
struct Person {
    name: String,
    href: String,
    adviser: Option<String>,
    /// What is open to them in its place.
    instead: Vec<String>,
}

/// One dated change.
#[derive(Debug, Clone, Serialize)]
struct ChangeShown {
    on: NaiveDate,
    kind: &'static str,
    /// The name of the figure or of the provision.
    name: Option<String>,
    figure: Option<FigureShown>,
    bears_on: Vec<String>,
}

/// A figure's value before and since, with its unit: "£12.71", "25", "50%".
#[derive(Debug, Clone, Serialize)]
struct FigureShown {
    from_age: Option<u8>,
    until_age: Option<u8>,
    was: Option<String>,
    is: Option<String>,
}

impl FigureShown {
    fn of(figure: &FigureChange) -> Self {
        let written = |value: Option<i64>| value.map(|value| figure.unit.written(value));
        Self {
            from_age: figure.from_age,
            until_age: figure.until_age,
            // Where a council's offer puts a sum over nothing, there was none.
            was: written(figure.was.filter(|was| *was > 0)),
            is: written(figure.is),
        }
    }
}

impl Page for LawPage {
    const TEMPLATE: &'static str = "manager/law.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl LawPage {
    /// The page at one of its two addresses.
    pub fn of(seen: &LawChanged, law: &Law, since: NaiveDate, months: u32, at: &'static str) -> Self {
        let everyone = at == super::EVERYONE;
        let base = if everyone { "/manager/people" } else { "/adviser/people" };
        let lost = seen.lines.iter().filter(|line| line.direction == Direction::Lost).count();
        let unfolded = lost.max(LINES);
        Self {
            at,
            everyone,
            since,
            months,
            offered: Asked::OFFERED,
            people: seen.people,
            touched: seen.touched,
            lose: seen.lose,
            lines: seen.lines.iter().map(|line| shown(line, law, base)).collect(),
            folded_from: unfolded.saturating_add(1),
            folded: seen.lines.len().saturating_sub(unfolded),
            changes: seen
                .changes
                .iter()
                .map(|change| {
                    let (kind, name) = said(&change.what);
                    let figure = match &change.what {
                        Changed::Figure(figure) => Some(FigureShown::of(figure)),
                        _ => None,
                    };
                    let named = |id: &String| law.find(id).map(|which| name_of(law, which.place()));
                    let bears_on = change.entitlements.iter().filter_map(named).collect();
                    ChangeShown { on: change.on, kind, name, figure, bears_on }
                })
                .collect(),
            settling: None,
            sheet: Sheet::default(),
        }
    }

    /// The manager's page: with where the look of two stands.
    #[must_use]
    pub fn settled_by_two(self, settling: SettlingShown, sheet: Sheet<SendForm>) -> Self {
        Self { settling: Some(settling), sheet, ..self }
    }
}

fn shown(line: &Line, law: &Law, base: &str) -> LineShown {
    let person = |one: &Touches| Person {
        name: one.listed.person.identity.listed_name(),
        href: format!("{base}/{}", one.listed.person.id),
        adviser: one.listed.adviser.as_ref().map(|worker| worker.name.clone()),
        instead: one.instead.iter().map(|which| name_of(law, which.place())).collect(),
    };
    LineShown {
        name: name_of(law, line.which.place()),
        direction: line.direction,
        count: line.people.len(),
        pence: Pence(line.pence.0.abs()),
        more: line.pence.0 > 0,
        with_instead: line.with_instead(),
        people: line.people.iter().take(NAMED).map(person).collect(),
    }
}

pub(super) fn name_of(law: &Law, place: usize) -> String {
    law.entitlements().get(place).map(|entry| entry.name.clone()).unwrap_or_default()
}

fn said(what: &Changed) -> (&'static str, Option<String>) {
    match what {
        Changed::Figure(figure) => ("figure", Some(figure.name.clone())),
        Changed::Commencement { name } => ("in-force", Some(name.clone())),
        Changed::Repeal => ("repeal", None),
        Changed::Added { name } => ("added", Some(name.clone())),
        Changed::Rewritten { says } => ("rewritten", Some(says.clone())),
        Changed::Rule | Changed::ReadAgain => ("rule", None),
    }
}

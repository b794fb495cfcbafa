//! What the page of a return shows.

use chrono::{DateTime, NaiveDate, Utc};
use leaving_care_rules::Law;
use onward_domain::{
    id::ImportId,
    returns::ssda903::plan::said::{FactSaid, Happens, PartSaid, PersonSaid},
};
use onward_store::repo::returns::{Run, RunFile, RunRight, RunState};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

use super::{
    address,
    form::TakeForm,
    problems::{Kind, children_left_out, kinds},
};
use crate::{
    clock::london_day,
    usecases::manager::import_903::{PEOPLE, RightsSeen, SeenRun},
    web::{
        form::Sheet,
        view::{FormState, Page},
    },
};

/// What was written on the page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RunForm {
    /// The collection year.
    pub year: String,
    /// Whether it is taken in.
    #[serde(flatten)]
    pub take: TakeForm,
}

/// One return: what it would change, or did.
#[derive(Debug, Clone, Serialize)]
pub struct RunPage {
    href: String,
    stands: &'static str,
    read_at: DateTime<Utc>,
    /// The run that takes its place.
    fresh: Option<String>,
    /// The files' years.
    years: BTreeSet<String>,
    rows: i64,
    files: Vec<FileRow>,
    counts: CountsShown,
    /// Children of whom a row is left out, as far as is shown.
    children_left_out: usize,
    /// What a year lacks that holds hardly anything, in words.
    thin: Option<String>,
    kinds: Vec<Kind>,
    /// How many more problems there are than are shown.
    more: usize,
    /// It was worked out what it makes of people's rights.
    compared: bool,
    rights: Vec<RightsShown>,
    people: Vec<PersonRow>,
    all_people: usize,
    /// This page of people, from 1, and the others.
    number: usize,
    pages: Vec<PeoplePage>,
    taken_back: Option<TakenBackShown>,
    #[serde(flatten)]
    sheet: Sheet<RunForm>,
}

impl Page for RunPage {
    const TEMPLATE: &'static str = "manager/returns/run.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// How much of what.
#[derive(Debug, Clone, Serialize)]
struct CountsShown {
    new_people: usize,
    added: usize,
    changed: usize,
    ended: usize,
    withdrawn: usize,
    left_alone: usize,
    questions: usize,
    answered: usize,
    left_out: usize,
    checks: usize,
}

/// Whose rights turn in one direction.
#[derive(Debug, Clone, Serialize)]
struct RightsShown {
    turns: &'static str,
    count: usize,
    people: Vec<RightsOf>,
}

/// What of somebody's turns.
#[derive(Debug, Clone, Serialize)]
struct RightsOf {
    child: String,
    name: Option<String>,
    what: Vec<String>,
}

/// One file.
#[derive(Debug, Clone, Serialize)]
struct FileRow {
    name: String,
    /// What it was recognised as.
    table: Option<String>,
    year: Option<String>,
    lines: i64,
    left_out: i64,
}

/// What happens to one person.
#[derive(Debug, Clone, Serialize)]
struct PersonRow {
    /// Their number in the return.
    child: String,
    /// Their name, where somebody has written it down.
    name: Option<String>,
    new: bool,
    added: usize,
    changed: usize,
    ended: usize,
    withdrawn: usize,
    left_alone: usize,
    facts: Vec<FactRow>,
    questions: Vec<String>,
}

/// What happens to one fact of a person.
#[derive(Debug, Clone, Serialize)]
struct FactRow {
    happens: &'static str,
    what: String,
    /// Part by part, from what to what.
    parts: Vec<String>,
}

/// Another page of people.
#[derive(Debug, Clone, Serialize)]
struct PeoplePage {
    number: usize,
    href: String,
}

/// That it was taken back.
#[derive(Debug, Clone, Serialize)]
struct TakenBackShown {
    on: NaiveDate,
    by: Option<String>,
    why: Option<String>,
}

/// Where a run stands, by the word that templates choose their sentences by.
#[must_use]
pub fn stands(run: &Run) -> &'static str {
    match run.state {
        RunState::Shown if run.failed_at.is_some() => "failed",
        RunState::Shown => "ready",
        RunState::Applying => "applying",
        RunState::Applied if run.taken_back.is_some() => "taken_back",
        RunState::Applied => "applied",
        RunState::Withdrawn if run.replaced_by.is_some() => "changed",
        RunState::Withdrawn if nothing_to_do(run) => "known",
        RunState::Withdrawn => "let_go",
    }
}

/// All that the files say was known, and nothing was wrong with them.
const fn nothing_to_do(run: &Run) -> bool {
    let counts = &run.counts;
    counts.left_alone > 0
        && counts.new_people + counts.added + counts.changed + counts.ended + counts.withdrawn == 0
        && counts.questions + counts.left_out == 0
}

impl RunPage {
    /// The page of what was read of a run.
    pub fn of(seen: SeenRun, law: &Law, sheet: Sheet<RunForm>) -> Self {
        let SeenRun { run, taken_back_by, files, problems, people, named, rights, all_people, page } = seen;
        let names: HashMap<String, String> = named
            .into_iter()
            .filter(|one| one.person.identity.has_name())
            .map(|one| (one.number, one.person.identity.listed_name()))
            .collect();
        let name = |number: &str| names.get(number).cloned();
        let refused = problems.iter().any(|problem| problem.weight == "refuses");
        let asks_year = files.iter().any(|file| file.table.is_some() && file.year.is_none());
        let stands = match stands(&run) {
            "ready" if refused => "asks_year",
            "changed" if asks_year => "told_year",
            "let_go" if refused => "refused",
            other => other,
        };
        let taken_back = run.taken_back.as_ref();
        Self {
            href: address(run.id),
            stands,
            read_at: run.created_at,
            fresh: run.replaced_by.map(address),
            years: files.iter().filter_map(|file| file.year.clone()).collect(),
            rows: files.iter().map(|file| file.lines).sum(),
            counts: counts(&run),
            children_left_out: children_left_out(&problems),
            more: (run.counts.left_out + run.counts.checks).saturating_sub(problems.len()),
            kinds: kinds(problems, name),
            compared: run.rights_of.is_some(),
            rights: rights
                .into_iter()
                .filter(|seen| seen.all > 0)
                .map(|seen| turned(seen, law, name))
                .collect(),
            people: people.into_iter().map(|person| person_row(person, name)).collect(),
            all_people,
            number: page,
            pages: pages(run.id, all_people, page),
            taken_back: taken_back.map(|taken| TakenBackShown {
                on: london_day(taken.at),
                by: taken_back_by,
                why: taken.why.clone(),
            }),
            thin: run.thin,
            files: files.into_iter().map(file).collect(),
            sheet,
        }
    }

    /// It is being applied: the page asks for itself again.
    #[must_use]
    pub fn is_being_applied(&self) -> bool {
        self.stands == "applying"
    }
}

const fn counts(run: &Run) -> CountsShown {
    let counts = &run.counts;
    CountsShown {
        new_people: counts.new_people,
        added: counts.added,
        changed: counts.changed,
        ended: counts.ended,
        withdrawn: counts.withdrawn,
        left_alone: counts.left_alone,
        questions: counts.questions,
        answered: counts.answered,
        left_out: counts.left_out,
        checks: counts.checks,
    }
}

fn file(file: RunFile) -> FileRow {
    let RunFile { name, table, year, lines, left_out, .. } = file;
    // Tables are known by the names that their files usually have.
    let table = table.map(|table| table.replace('_', " "));
    FileRow { name, table, year, lines, left_out }
}

fn turned(seen: RightsSeen, law: &Law, name: impl Fn(&str) -> Option<String>) -> RightsShown {
    let called = |id: &String| law.find(id).and_then(|which| law.entitlements().get(which.place()));
    let of = |right: RunRight| RightsOf {
        name: name(&right.child),
        what: right.entitlements.iter().filter_map(called).map(|entry| entry.name.clone()).collect(),
        child: right.child,
    };
    RightsShown {
        turns: seen.turns.word(),
        count: seen.all,
        people: seen.people.into_iter().map(of).collect(),
    }
}

fn person_row(person: PersonSaid, name: impl Fn(&str) -> Option<String>) -> PersonRow {
    let many = |happens: Happens| person.changes.iter().filter(|change| change.happens == happens).count();
    PersonRow {
        name: name(&person.child),
        new: person.new,
        added: many(Happens::Added),
        changed: many(Happens::Changed),
        ended: many(Happens::Ended),
        withdrawn: many(Happens::Withdrawn),
        left_alone: person.left_alone,
        facts: person.changes.iter().map(fact).collect(),
        questions: person.questions,
        child: person.child,
    }
}

fn fact(fact: &FactSaid) -> FactRow {
    let mut what = fact.what.chars();
    let what = what.next().map_or_else(String::new, |first| first.to_uppercase().chain(what).collect());
    FactRow { happens: fact.happens.word(), what, parts: fact.parts.iter().map(PartSaid::line).collect() }
}

/// The first page, the last and those around this one.
fn pages(run: ImportId, all: usize, here: usize) -> Vec<PeoplePage> {
    let last = all.div_ceil(PEOPLE);
    (1..=last)
        .filter(|page| last > 1 && (*page == 1 || *page == last || page.abs_diff(here) <= 2))
        .map(|number| PeoplePage { number, href: format!("{}?people={number}#people", address(run)) })
        .collect()
}

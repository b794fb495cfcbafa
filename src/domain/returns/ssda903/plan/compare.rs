//! One person: what the returns said, what the record says, what the returns say now.

use super::super::history::{Fact, FactKey, History, birth, history};
use super::super::ledger::{ChildRows, Entry, Source, overlay};
use super::super::problem::{Problem, Weight};
use super::super::row::{Child, RowKey};
use super::super::year::CollectionYear;
use super::{Change, Choice, Held, HeldPerson, PersonPlan, Plan, Question, Step};
use chrono::NaiveDate;
use leaving_care_rules::calendar::birthday;
use std::collections::BTreeSet;

pub(super) fn person(
    plan: &mut Plan,
    held: &Held,
    child: &Child,
    new: &ChildRows,
    covered: &BTreeSet<CollectionYear>,
) {
    let old = held.ledger.children.get(child);
    let now = held.people.get(child);
    let rows: Vec<(RowKey, Entry)> =
        overlay(old, new).into_iter().map(|(key, entry)| (key, entry.clone())).collect();
    if rows.is_empty() && plan.covered.is_empty() {
        plan.counts.left_alone += new.len();
        return;
    }
    let mut all = old.cloned().unwrap_or_default();
    all.extend(rows.iter().cloned());
    let Some(birth) = birth(&all) else {
        let what = format!("No file gives the child {child} a date of birth.");
        refuse_rows(
            &mut plan.problems,
            child,
            new,
            &what,
            "Add the child to the header file, or import an earlier year too.",
        );
        return;
    };
    let rows = without_the_impossible(plan, child, rows, &mut all, birth, old);
    let base = old.map(|old| history(old, &held.ledger.covered)).unwrap_or_default();
    let theirs = history(&all, covered);
    looks(plan, child, &theirs, &base, new);
    let mut out = PersonPlan {
        child: child.clone(),
        is_new: now.is_none(),
        rows,
        steps: Vec::new(),
        questions: Vec::new(),
        left_alone: 0,
    };
    let nobody = HeldPerson::default();
    let now = now.unwrap_or(&nobody);
    let keys: BTreeSet<FactKey> = base.facts.keys().chain(theirs.facts.keys()).copied().collect();
    for key in keys {
        let row = theirs.from.get(&key).or_else(|| base.from.get(&key)).copied();
        let source = row.and_then(|row| all.get(&row)?.source.clone());
        let (base, theirs) = (base.facts.get(&key).copied(), theirs.facts.get(&key).copied());
        let mine = if key.is_of_the_return() { base } else { now.facts.get(&key).copied() };
        match compare(key, base, mine, theirs, now) {
            Outcome::Same => out.left_alone += usize::from(row.is_some_and(|row| new.contains_key(&row))),
            Outcome::Step(change) => out.steps.push(Step { key, change, row, source }),
            Outcome::Ask(choice) => out.questions.push(contradiction(choice, source)),
        }
    }
    for ask in &theirs.asks {
        out.questions.push(Question {
            key: ask.key.clone(),
            what: ask.what.clone(),
            choice: None,
            source: None,
        });
    }
    plan.counts.left_alone += out.left_alone;
    out.questions.retain(|question| !now.asked.contains(&question.key));
    plan.people.push(out);
}

/// Leaves out episodes before birth: the one contradiction between rows that no history can hold.
fn without_the_impossible(
    plan: &mut Plan,
    child: &Child,
    rows: Vec<(RowKey, Entry)>,
    all: &mut ChildRows,
    birth: NaiveDate,
    old: Option<&ChildRows>,
) -> Vec<(RowKey, Entry)> {
    let last = birthday(birth, 27);
    rows.into_iter()
        .filter(|(key, entry)| {
            let (RowKey::Episode(start) | RowKey::Absence(start)) = key else { return true };
            if *start >= birth && *start < last {
                return true;
            }
            match old.and_then(|old| old.get(key)) {
                Some(before) => all.insert(*key, before.clone()),
                None => all.remove(key),
            };
            let column = if matches!(key, RowKey::Episode(_)) { "DECOM" } else { "MIS_START" };
            let what = "The day does not fit the date of birth.";
            plan.problems.extend(refusal(
                child,
                entry,
                Some(column),
                what,
                "Correct the day or the date of birth.",
            ));
            false
        })
        .collect()
}

fn refusal(
    child: &Child,
    entry: &Entry,
    column: Option<&'static str>,
    what: &str,
    todo: &str,
) -> Option<Problem> {
    let source = entry.source.as_ref()?;
    Some(Problem {
        file: source.file.clone(),
        line: Some(source.line),
        column,
        child: Some(child.clone()),
        weight: Weight::LeavesOut,
        what: what.into(),
        todo: todo.into(),
    })
}

/// One problem for all of a child's rows, at the first of them.
pub(super) fn refuse_rows(
    problems: &mut Vec<Problem>,
    child: &Child,
    rows: &ChildRows,
    what: &str,
    todo: &str,
) {
    let first = rows.values().min_by(|a, b| a.source.cmp(&b.source));
    problems.extend(first.and_then(|entry| refusal(child, entry, Some("CHILD"), what, todo)));
}

fn looks(plan: &mut Plan, child: &Child, theirs: &History, base: &History, new: &ChildRows) {
    for look in theirs.looks.difference(&base.looks) {
        let Some(source) = new.get(&look.row).and_then(|entry| entry.source.as_ref()) else { continue };
        plan.problems.push(Problem {
            file: source.file.clone(),
            line: Some(source.line),
            column: Some(look.column),
            child: Some(child.clone()),
            weight: Weight::Check,
            what: look.what.into(),
            todo: look.todo.into(),
        });
    }
}

enum Outcome {
    Same,
    Step(Change),
    Ask(Choice),
}

/// The three-way comparison: `base` is what the returns said, `mine` the record, `theirs` what the returns say now.
fn compare(
    key: FactKey,
    base: Option<Fact>,
    mine: Option<Fact>,
    theirs: Option<Fact>,
    person: &HeldPerson,
) -> Outcome {
    if base == theirs || mine == theirs {
        return Outcome::Same; // nothing new, or the record already says so
    }
    if mine != base || (key.is_identity() && mine.is_some()) {
        return Outcome::Ask(Choice { key, mine, theirs });
    }
    match (mine, theirs) {
        (None, Some(Fact::Episode(new))) if clashes(person, new.start.unwrap_or(NaiveDate::MIN), new.end) => {
            Outcome::Ask(Choice { key, mine: None, theirs })
        }
        (None, Some(new)) => Outcome::Step(Change::Add(new)),
        (Some(before), None) => Outcome::Step(Change::Withdraw(before)),
        (Some(before), Some(after)) if after.ends(&before) => Outcome::Step(Change::End { before, after }),
        (Some(before), Some(after)) => Outcome::Step(Change::Change { before, after }),
        (None, None) => Outcome::Same,
    }
}

/// Whether an adviser entered by hand an episode that covers some of the same days.
fn clashes(person: &HeldPerson, start: NaiveDate, end: Option<NaiveDate>) -> bool {
    let end = end.unwrap_or(NaiveDate::MAX);
    person.own_episodes.iter().any(|(from, to)| *from < end && start < to.unwrap_or(NaiveDate::MAX))
}

fn contradiction(choice: Choice, source: Option<Source>) -> Question {
    let say = |fact: Option<Fact>| fact.map_or_else(|| "nothing".to_owned(), |fact| fact.words());
    Question {
        key: format!("fact {} {}", choice.key.text(), say(choice.theirs)),
        what: format!(
            "About {}: the record says {}, the return says {}. Which is right?",
            choice.key.words(),
            say(choice.mine),
            say(choice.theirs)
        ),
        choice: Some(choice),
        source,
    }
}

//! Two numbers that may belong to one person.

use super::super::history::birth;
use super::super::ledger::{Line, Rows};
use super::super::problem::{Problem, Weight};
use super::super::row::{Child, Row, RowKey};
use super::{Held, PersonPlan, Plan, Question};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// New children whose number is another's without its leading zeros, with the same date of birth.
pub(super) fn lost_zeros(held: &Held, new: &BTreeMap<Child, Rows>) -> BTreeMap<Child, Child> {
    fn key(child: &Child, rows: &Rows) -> Option<(String, NaiveDate)> {
        let text = child.as_str();
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some((text.trim_start_matches('0').to_owned(), birth(&rows.iter().collect::<Vec<_>>())?))
    }
    let mut padded: BTreeMap<(String, NaiveDate), &Child> = BTreeMap::new();
    for (child, rows) in held.ledger.children.iter().chain(new) {
        if child.as_str().starts_with('0')
            && let Some(key) = key(child, rows)
        {
            padded.insert(key, child);
        }
    }
    new.iter()
        .filter(|(child, _)| !child.as_str().starts_with('0') && !held.people.contains_key(*child))
        .filter_map(|(child, rows)| Some((child.clone(), (*padded.get(&key(child, rows)?)?).clone())))
        .collect()
}

/// What identifies a person other than the number: the pupil number, or the date of birth with the first day in care.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Pupil(String),
    BornAndCame(NaiveDate, NaiveDate),
}

fn pupil(rows: &Rows) -> Option<String> {
    rows.iter().rev().find_map(|line| match &line.row {
        // UN1 to UN5 say why there is no number.
        Row::Identity(identity) => {
            identity.pupil_number.as_deref().filter(|it| !it.starts_with("UN")).map(str::to_owned)
        }
        _ => None,
    })
}

fn marks(rows: &Rows) -> Vec<Mark> {
    let view: Vec<&Line> = rows.iter().collect();
    let came = rows
        .iter()
        .filter_map(|line| if let RowKey::Episode(day) = line.key { Some(day) } else { None })
        .min();
    let born_and_came = birth(&view).zip(came).map(|(born, came)| Mark::BornAndCame(born, came));
    pupil(rows).map(Mark::Pupil).into_iter().chain(born_and_came).collect()
}

/// Names numbers that may belong to one person, where one of them is new; a shared pupil number is asked about on the
/// new person's page. Twins share a date of birth and often a first day: two pupil numbers tell them apart.
pub(super) fn ask(plan: &mut Plan, held: &Held, new: &BTreeMap<Child, Rows>) {
    let fresh: BTreeMap<&Child, &Rows> =
        new.iter().filter(|(child, _)| !held.people.contains_key(*child)).collect();
    let wanted: BTreeSet<Mark> = fresh.values().flat_map(|rows| marks(rows)).collect();
    if wanted.is_empty() {
        return;
    }
    let mut groups: BTreeMap<Mark, BTreeMap<&Child, &Rows>> = BTreeMap::new();
    for (child, rows) in held.ledger.children.iter().chain(new) {
        for mark in marks(rows).into_iter().filter(|mark| wanted.contains(mark)) {
            groups.entry(mark).or_default().insert(child, rows);
        }
    }
    for (mark, group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
        let pupils: BTreeSet<Option<String>> = group.values().map(|rows| pupil(rows)).collect();
        let told_apart = !pupils.contains(&None) && pupils.len() == group.len();
        if told_apart && matches!(mark, Mark::BornAndCame(..)) {
            continue;
        }
        let of_group: Vec<&Child> = group.keys().copied().collect();
        plan.problems.extend(check(&mark, &of_group, &fresh));
        if matches!(mark, Mark::Pupil(_)) {
            for child in of_group.iter().filter(|child| fresh.contains_key(*child)) {
                question(plan, held, child, &mark, &of_group);
            }
        }
    }
}

/// This many numbers are named; the rest are only counted.
const MOST_NAMED: usize = 6;

fn named(group: &[&Child]) -> String {
    let names: Vec<&str> = group.iter().take(MOST_NAMED).map(|child| child.as_str()).collect();
    match group.len().saturating_sub(MOST_NAMED) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

fn what(mark: &Mark, group: &[&Child]) -> String {
    let shared = match mark {
        Mark::Pupil(number) => format!("the pupil number {number}"),
        Mark::BornAndCame(born, came) => {
            let day = |day: &NaiveDate| day.format("%d/%m/%Y").to_string();
            format!("the date of birth {} and the first day in care {}", day(born), day(came))
        }
    };
    format!("The numbers {} share {shared}.", named(group))
}

fn check(mark: &Mark, group: &[&Child], fresh: &BTreeMap<&Child, &Rows>) -> Option<Problem> {
    let (child, rows) = group.iter().rev().find_map(|child| Some((*child, *fresh.get(child)?)))?;
    let source = rows.iter().find_map(|line| line.source.as_ref())?;
    Some(Problem {
        file: source.file.clone(),
        line: Some(source.line),
        column: Some("CHILD"),
        child: Some(child.clone()),
        weight: Weight::Check,
        what: what(mark, group),
        todo: "If they are one person whose number changed, join the two. Twins stay separate.".into(),
    })
}

fn question(plan: &mut Plan, held: &Held, child: &Child, mark: &Mark, group: &[&Child]) {
    let others: Vec<&str> =
        group.iter().filter(|other| **other != child).map(|other| other.as_str()).collect();
    let question = Question {
        key: format!("same {}", others.join(" ")),
        what: format!(
            "{} Is this one person whose number changed? Then join the two records.",
            what(mark, group)
        ),
        choice: None,
        holds: None,
        source: None,
    };
    let asked = held
        .people
        .get(child)
        .is_some_and(|it| it.settled.contains(&question.key) || it.open.contains_key(&question.key));
    if asked {
        return;
    }
    if let Ok(at) = plan.people.binary_search_by(|person: &PersonPlan| person.child.cmp(child))
        && let Some(person) = plan.people.get_mut(at)
    {
        person.questions.push(question);
    }
}

//! One person: what the returns said, what the record says, what the returns say now.

use super::super::history::{Ask, Fact, FactKey, History, Holds, history};
use super::super::ledger::{Covered, HandIn, Line, Rows, Source};
use super::super::problem::{Problem, Weight};
use super::super::row::{Child, RowKey};
use super::super::year::CollectionYear;
use super::{Asked, Change, Choice, Held, HeldPerson, PersonPlan, Plan, Question, Step};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What the returns say about one child from now on.
pub(super) struct After<'a> {
    /// Every row.
    pub(super) rows: Vec<&'a Line>,
    /// The years whose episodes are known, each with the last day that its return tells of.
    pub(super) covered: &'a Covered,
    /// The rows to be remembered.
    pub(super) new: Rows,
    /// Rows that can't be imported.
    pub(super) left_out: &'a [Question],
    /// The tables handed in with this import.
    pub(super) handed_in: &'a BTreeSet<HandIn>,
}

pub(super) fn person(plan: &mut Plan, held: &Held, child: &Child, after: After<'_>) {
    let nobody = HeldPerson::default();
    let (known, record) = (held.ledger.children.get(child), held.people.get(child));
    let now = record.unwrap_or(&nobody);
    let known: Vec<&Line> = known.into_iter().flatten().collect();
    let base = history(&known, &held.ledger.covered(), now.born());
    let theirs = history(&after.rows, after.covered, now.born());
    let mut out = PersonPlan {
        child: child.clone(),
        is_new: record.is_none(),
        rows: after.new,
        steps: Vec::new(),
        questions: Vec::new(),
        restated: Vec::new(),
        answers: Vec::new(),
        left_alone: 0,
    };
    let contradictions = steps(&mut out, &after.rows, (&base, &theirs), now, after.handed_in);
    let mut asked: Vec<Question> = theirs.asks.iter().map(|ask| of_ask(ask, &theirs, now)).collect();
    // Returns that contradict each other ask in their own words.
    asked.extend(contradictions.into_iter().filter(|it| !theirs.asks.iter().any(|ask| ask.key == it.key)));
    asked.extend(gone(&known, &after.rows));
    asked.extend(after.left_out.iter().cloned());
    looks(plan, child, &theirs, &base, &after.rows);
    plan.counts.left_alone += out.left_alone;
    out.answers = now
        .open
        .keys()
        .filter(|key| is_answered(key, &asked, now, &theirs, after.handed_in))
        .cloned()
        .collect();
    asked.sort();
    asked.dedup_by(|a, b| a.key == b.key);
    asked.retain(|question| !now.settled.contains(&question.key));
    let (open, new) = asked.into_iter().partition(|question| now.open.contains_key(&question.key));
    out.restated = open;
    out.restated
        .retain(|question| now.open.get(&question.key).is_some_and(|asked| is_another(asked, question)));
    out.questions = new;
    plan.people.push(out);
}

/// Finds what changes in the record, and answers the questions about facts where record and returns differ.
fn steps(
    out: &mut PersonPlan,
    rows: &[&Line],
    (base, theirs): (&History, &History),
    now: &HeldPerson,
    handed_in: &BTreeSet<HandIn>,
) -> Vec<Question> {
    let mut asked = Vec::new();
    let by_key: BTreeMap<RowKey, &Line> = rows.iter().map(|line| (line.key, *line)).collect();
    let keys: BTreeSet<FactKey> = base.facts.keys().chain(theirs.facts.keys()).copied().collect();
    for key in keys {
        let row = theirs.from.get(&key).or_else(|| base.from.get(&key)).copied();
        let line = row.and_then(|row| by_key.get(&row));
        let source = line.and_then(|line| line.source.clone());
        let (base, theirs) = (base.facts.get(&key).copied(), theirs.facts.get(&key).copied());
        let mine = if key.is_of_the_return() { base } else { now.facts.get(&key).copied() };
        match compare(key, base, mine, theirs, now) {
            Outcome::Same => {
                out.left_alone += usize::from(line.is_some_and(|line| handed_in.contains(&line.hand_in())));
            }
            Outcome::Step(change) => out.steps.push(Step { key, change, row, source }),
            Outcome::Ask(choice) => asked.push(contradiction(choice, source)),
        }
    }
    asked
}

/// Whether the rows put an open question in another way. Where a row that was left out stands is said once: a file may be called
/// something else the next time.
fn is_another(asked: &Asked, now: &Question) -> bool {
    let of_a_row = now.key.starts_with("row ");
    asked.holds != now.holds || (asked.what != now.what && !of_a_row)
}

fn looks(plan: &mut Plan, child: &Child, theirs: &History, base: &History, rows: &[&Line]) {
    for look in theirs.looks.difference(&base.looks) {
        let line = rows.iter().rev().find(|line| line.key == look.row && line.source.is_some());
        let Some(source) = line.and_then(|line| line.source.as_ref()) else { continue };
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

/// A child who had rows in a year's return but, now that it is handed in again, has none.
fn gone(before: &[&Line], after: &[&Line]) -> Vec<Question> {
    let years = |rows: &[&Line]| -> BTreeSet<CollectionYear> { rows.iter().map(|line| line.year).collect() };
    let still = years(after);
    let gone = years(before).into_iter().filter(|year| !still.contains(year));
    // Care that only that year told of.
    let care = |year: CollectionYear| {
        before
            .iter()
            .filter(|line| line.year == year && matches!(line.key, RowKey::Episode(_)))
            .any(|line| !after.iter().any(|other| other.key == line.key))
    };
    gone.map(|year| Question {
        key: format!("gone {year}"),
        what: format!(
            "The return for {year} included this child, but a later file for that year does not. What it said was taken back. Is that right?"
        ),
        choice: None,
        holds: care(year).then_some(Holds::Care),
        source: None,
    })
    .collect()
}

/// Whether an open question is now answered by the returns.
fn is_answered(
    key: &str,
    asked: &[Question],
    now: &HeldPerson,
    theirs: &History,
    handed_in: &BTreeSet<HandIn>,
) -> bool {
    if asked.iter().any(|question| question.key == key) {
        return false;
    }
    let (word, rest) = key.split_once(' ').unwrap_or((key, ""));
    match word {
        // Whoever entered a value other than the returns' has to say which is right.
        "birth" => pair(now, theirs, FactKey::Birth).as_deref() != Some(key),
        "sex" => pair(now, theirs, FactKey::Sex).as_deref() != Some(key),
        "adult" | "open" | "vanished" | "after" | "overlap" | "replaced" | "rhom" | "died" | "ended"
        | "grown" | "elsewhere" | "listed" => true,
        // A contradiction lasts as long as the two differ.
        "fact" => FactKey::at_start(rest).is_some_and(|key| now.facts.get(&key) == theirs.facts.get(&key)),
        // A row left out of a table is there, or gone, once that table is handed in again.
        "row" => handed_in.iter().any(|(year, table)| rest.starts_with(&format!("{year} {table} "))),
        "gone" => rest.parse().is_ok_and(|year: CollectionYear| handed_in.iter().any(|(of, _)| *of == year)),
        _ => false,
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
    if key.is_identity() {
        // A person's identity stays until somebody settles it; returns that contradict each other ask their own
        // question.
        return match (base, mine, theirs) {
            (_, None, Some(new)) => Outcome::Step(Change::Add(new)),
            (_, Some(_), Some(_)) => Outcome::Ask(Choice { key, mine, theirs }),
            _ => Outcome::Same,
        };
    }
    if mine != base {
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

/// Whether an adviser entered an episode by hand that covers some of the same days.
fn clashes(person: &HeldPerson, start: NaiveDate, end: Option<NaiveDate>) -> bool {
    let end = end.unwrap_or(NaiveDate::MAX);
    person.own_episodes.iter().any(|(from, to)| *from < end && start < to.unwrap_or(NaiveDate::MAX))
}

fn contradiction(choice: Choice, source: Option<Source>) -> Question {
    let say = |fact: Option<Fact>| fact.map_or_else(|| "nothing".to_owned(), |fact| fact.words());
    let decides = match (choice.mine, choice.theirs) {
        (Some(mine), Some(theirs)) => mine.decides() != theirs.decides(),
        (mine, theirs) => mine.or(theirs).is_some_and(|fact| fact.decides().is_some()),
    };
    let holds = match choice.key {
        FactKey::Birth => Some(Holds::Birth),
        FactKey::Sex => None,
        key if key.decides() && decides => Some(Holds::Care),
        _ => None,
    };
    let key = choice
        .mine
        .zip(choice.theirs)
        .and_then(|(mine, theirs)| who_key(mine, theirs).filter(|_| choice.key.is_identity()))
        .unwrap_or_else(|| format!("fact {} {}", choice.key.text(), say(choice.theirs)));
    Question {
        key,
        what: format!(
            "About {}: the record says {}, the return says {}. Which is right?",
            choice.key.words(),
            say(choice.mine),
            say(choice.theirs)
        ),
        choice: Some(choice),
        holds,
        source,
    }
}

/// What identifies a question about a person's identity, whichever of the two answers the record has.
fn who_key(one: Fact, other: Fact) -> Option<String> {
    match (one, other) {
        (Fact::Day(a), Fact::Day(b)) => Some(format!("birth {} {}", a.min(b), a.max(b))),
        (Fact::Code(a), Fact::Code(b)) => Some(format!("sex {} {}", a.min(b), a.max(b))),
        _ => None,
    }
}

/// The question about a person's identity where record and returns still differ.
fn pair(now: &HeldPerson, theirs: &History, key: FactKey) -> Option<String> {
    let (mine, theirs) = (now.facts.get(&key)?, theirs.facts.get(&key)?);
    if mine == theirs { None } else { who_key(*mine, *theirs) }
}

/// A question raised by the rows themselves. Of two answers the record has one; the other is what the returns say.
fn of_ask(ask: &Ask, theirs: &History, now: &HeldPerson) -> Question {
    let choice = ask.other.map(|(key, other)| {
        let latest = theirs.facts.get(&key).copied();
        let mine = now.facts.get(&key).copied().or(latest);
        match mine == Some(other) {
            // Anything but an identity leaves the record with the return that no longer says it.
            true if !key.is_identity() => Choice { key, mine: latest, theirs: Some(other) },
            true => Choice { key, mine, theirs: latest },
            false => Choice { key, mine, theirs: Some(other) },
        }
    });
    Question { key: ask.key.clone(), what: ask.what.clone(), choice, holds: ask.holds, source: None }
}

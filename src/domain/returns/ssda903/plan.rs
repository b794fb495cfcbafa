//! Exactly what an import would change: computed for the dry run, and again when it is applied.

use super::history::{Fact, FactKey, Holds};
use super::ledger::{HandIn, Ledger, Line, Rows, Source, after, sort, told_until};
use super::merge::{FileReport, Incoming};
use super::problem::{Problem, Weight};
use super::row::{Child, RowKey};
use super::table::Table;
use super::year::CollectionYear;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

mod apply;
mod compare;
mod left_out;
mod outranked;
mod refuse;
mod running;
pub mod said;
mod same_person;
mod thin;

/// What the service holds before an import.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// What earlier returns said.
    pub ledger: Ledger,
    /// The people, by their number in the return.
    pub people: BTreeMap<Child, HeldPerson>,
}

/// What the service holds about one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldPerson {
    /// The record as it is now, after advisers' corrections. If a fact that an earlier import
    /// recorded is missing here, an adviser removed it.
    pub facts: BTreeMap<FactKey, Fact>,
    /// Care episodes that an adviser entered by hand: `[start, end)`.
    pub own_episodes: Vec<(NaiveDate, Option<NaiveDate>)>,
    /// The keys of questions that somebody has settled. They are not asked again.
    pub settled: BTreeSet<String>,
    /// What each open question says and withholds, by key.
    pub open: BTreeMap<String, Asked>,
}

/// An open question as it was last put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The question in words.
    pub what: String,
    /// What waits until it is settled.
    pub holds: Option<Holds>,
}

impl HeldPerson {
    /// The date of birth on the record.
    #[must_use]
    pub fn born(&self) -> Option<NaiveDate> {
        match self.facts.get(&FactKey::Birth) {
            Some(Fact::Day(day)) => Some(*day),
            _ => None,
        }
    }
}

/// One change to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub key: FactKey,
    /// What happens to it.
    pub change: Change,
    /// The row it comes from.
    pub row: Option<RowKey>,
    /// Where that row came from.
    pub source: Option<Source>,
}

/// What happens to a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::enum_variant_names,
    reason = "a change to a fact that is there is called a change on every page"
)]
pub enum Change {
    /// It is new.
    Add(Fact),
    /// It says something else.
    Change {
        /// What the record says.
        before: Fact,
        /// What it will say.
        after: Fact,
    },
    /// Something open gets its end.
    End {
        /// What the record says.
        before: Fact,
        /// What it will say.
        after: Fact,
    },
    /// It no longer follows from the returns: a move home when the care episode never ended after all.
    Withdraw(Fact),
}

/// A question for the adviser or a manager, on the person's page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// What distinguishes it from other questions about the same person.
    pub key: String,
    /// The question in words.
    pub what: String,
    /// For a contradiction: the fact, what the record says (`None`: it was removed), what the
    /// return says (`None`: the return no longer says it).
    pub choice: Option<Choice>,
    /// What waits until it is settled.
    pub holds: Option<Holds>,
    /// Where the row came from.
    pub source: Option<Source>,
}

/// Two answers to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    pub key: FactKey,
    /// What the record says.
    pub mine: Option<Fact>,
    /// What the return says.
    pub theirs: Option<Fact>,
}

/// What happens to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPlan {
    /// The person's number in the return.
    pub child: Child,
    /// The service doesn't hold this person yet.
    pub is_new: bool,
    /// Rows to remember: what the returns now say.
    pub rows: Rows,
    /// Changes to the record.
    pub steps: Vec<Step>,
    pub questions: Vec<Question>,
    /// Open questions that the returns now put in another way, or that another part of the record waits for.
    pub restated: Vec<Question>,
    /// Keys of open questions that the returns now answer.
    pub answers: Vec<String>,
    /// Facts in these files that the record already says.
    pub left_alone: usize,
}

/// How much would happen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// People the service doesn't hold yet.
    pub new_people: usize,
    pub added: usize,
    pub changed: usize,
    pub ended: usize,
    pub withdrawn: usize,
    /// Facts in these files that the record already says.
    pub left_alone: usize,
    pub questions: usize,
    /// Open questions that the returns now answer.
    pub answered: usize,
    /// Rows that can't be imported.
    pub left_out: usize,
    /// Things to check.
    pub checks: usize,
}

/// Everything an import would do.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Everyone affected, by number.
    pub people: Vec<PersonPlan>,
    /// Tables for years that completely replace what was held.
    pub handed_in: BTreeSet<HandIn>,
    /// The day on which they are handed in.
    pub on: NaiveDate,
    /// Years with hardly any of the rows they should have.
    pub thin: Vec<Thin>,
    pub files: Vec<FileReport>,
    pub problems: Vec<Problem>,
    pub counts: Counts,
}

/// A year whose episodes are missing most of the children who should be in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thin {
    /// The table they are missing from.
    pub table: Table,
    /// The year they are missing from.
    pub year: CollectionYear,
    /// Where they are: the last year held before it, or the same year as handed in before.
    pub held_in: CollectionYear,
    /// How many are missing.
    pub lacks: usize,
    /// Out of how many.
    pub of: usize,
}

impl Thin {
    /// How many in a hundred may be missing; more mean that a filter was set wrong. A third, where the years follow one another; with
    /// years in between, those leave who leave in them: some three in ten each year.
    const fn may_lack(&self) -> usize {
        match self.year.start().saturating_sub(self.held_in.start()) {
            0 | 1 => 33,
            2 => 75,
            3 => 83,
            _ => 90,
        }
    }

    fn is_thin(&self) -> bool {
        self.lacks * 100 > self.of * self.may_lack()
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let Self { table, year, held_in, lacks, of } = self;
        let who = if *table != Table::Episodes {
            format!("were in it when {year} was imported before")
        } else if year == held_in {
            format!("had an open episode when {year} was imported before")
        } else {
            format!("were in care at the end of {held_in}")
        };
        let (what, lacks_them) = if *table == Table::Episodes {
            ("The episodes", "are missing")
        } else {
            ("The header", "is missing")
        };
        format!(
            "{what} for {year} {lacks_them} {lacks} of the {of} children who {who}. Importing it would take them out of that year."
        )
    }
}

/// What prevents a plan from being applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// A file can't be read or has the wrong columns: nothing is imported.
    FileRefused,
    /// Some rows can't be imported, and nobody has said to leave them out.
    RowsLeftOut,
    /// A year has hardly any of the rows it should have, and nobody has said that this is right.
    HardlyAnything,
}

/// What whoever runs an import allows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Leave out rows that can't be imported.
    pub skip_problems: bool,
    /// Import a year with hardly any of the rows it should have.
    pub hardly_anything: bool,
}

impl Plan {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.handed_in.is_empty()
    }

    /// Whether nothing stands in the way but that nobody has said which year files are for.
    #[must_use]
    pub fn asks_only_for_years(&self) -> bool {
        let asks = |problem: &Problem| {
            self.files.iter().any(|file| {
                *file.name == *problem.file
                    && file.table.is_some()
                    && file.year.is_none()
                    && problem.line.is_none()
                    && CollectionYear::in_path(&file.name) == Ok(None)
            })
        };
        let mut refusing =
            self.problems.iter().filter(|problem| problem.weight == Weight::Refuses).peekable();
        refusing.peek().is_some() && refusing.all(asks)
    }

    /// What stands in the way of what is allowed.
    #[must_use]
    pub fn hindrance(&self, allowed: Allowed) -> Option<Hindrance> {
        match self.problems.iter().map(|problem| problem.weight).max() {
            Some(Weight::Refuses) => Some(Hindrance::FileRefused),
            _ if !self.thin.is_empty() && !allowed.hardly_anything => Some(Hindrance::HardlyAnything),
            Some(Weight::LeavesOut) if !allowed.skip_problems => Some(Hindrance::RowsLeftOut),
            _ => None,
        }
    }

    /// Feeds everything that would be done, in a fixed order, into a hash: two plans with the same
    /// fingerprint do the same.
    pub fn fingerprint_into(&self, mut feed: impl FnMut(&[u8])) {
        let mut line = String::new();
        for (year, table) in &self.handed_in {
            let _ = writeln!(line, "handed in {year} {table}");
        }
        for problem in &self.problems {
            let _ = writeln!(line, "problem {} {} {}", problem.place(), problem.weight.word(), problem.what);
        }
        feed(line.as_bytes());
        for person in &self.people {
            line.clear();
            let _ = writeln!(line, "person {} {}", person.child, person.is_new);
            for row in &person.rows {
                let _ = writeln!(line, "row {} {} {}", row.key.text(), row.year, row.row.text());
            }
            for step in &person.steps {
                let _ = writeln!(line, "step {:?} {:?}", step.key, step.change);
            }
            for question in &person.questions {
                let _ = writeln!(line, "question {} {:?}", question.key, question.choice);
            }
            for question in &person.restated {
                let _ = writeln!(line, "restated {} {:?}", question.key, question.holds);
            }
            for answer in &person.answers {
                let _ = writeln!(line, "answered {answer}");
            }
            feed(line.as_bytes());
        }
    }
}

/// Compares what the service holds with what the files bring. The order of files, rows or anything else
/// makes no difference.
#[must_use]
pub fn plan(held: &Held, incoming: &Incoming) -> Plan {
    let mut plan = Plan {
        files: incoming.files.clone(),
        problems: incoming.problems.clone(),
        on: incoming.on,
        ..Plan::default()
    };
    if incoming.is_refused() {
        count(&mut plan);
        return plan;
    }
    let mut new = New::of(held, incoming);
    let refused = refuse::refuse(held, &mut new);
    plan.problems.extend(refused.problems);
    plan.handed_in = new.handed_in(held);
    plan.thin = thin::thin(held, &new);
    for thin in &plan.thin {
        plan.problems.extend(thin_problem(incoming, thin));
    }
    outranked::problems(&mut plan, held, &new);
    running::say(&mut plan);
    let covered = held.ledger.covered_with(&plan.handed_in, plan.on);
    let all_change = covered != held.ledger.covered();
    let mut questions = left_out::of(incoming, held);
    for (child, more) in refused.questions {
        questions.entry(child).or_default().extend(more);
    }
    let unborn = left_out::nothing_else(incoming, held, &new.children);
    for child in &unborn {
        questions.entry(child.clone()).or_default().push(left_out::when_born());
    }
    let everyone: BTreeSet<&Child> = new.everyone(held).into_iter().chain(&unborn).collect();
    for child in everyone {
        let rows = new.children.get(child);
        let known = held.ledger.children.get(child);
        let touched = rows.is_some()
            || questions.contains_key(child)
            || known.is_some_and(|known| known.iter().any(|line| plan.handed_in.contains(&line.hand_in())));
        if !touched && !all_change {
            continue;
        }
        let after = compare::After {
            rows: after(known, rows, &new.of_incoming),
            covered: &covered,
            new: rows
                .into_iter()
                .flatten()
                .filter(|line| plan.handed_in.contains(&line.hand_in()))
                .cloned()
                .collect(),
            left_out: questions.get(child).map_or(&[], Vec::as_slice),
            handed_in: &new.of_incoming,
        };
        compare::person(&mut plan, held, child, after);
    }
    same_person::ask(&mut plan, held, &new.children);
    finish(&mut plan);
    plan
}

/// What would change in these children's records if the returns said what is in `said` instead of what is held:
/// when a return is withdrawn, or two numbers are joined.
#[must_use]
pub fn between<'a>(held: &Held, said: &Ledger, children: impl IntoIterator<Item = &'a Child>) -> Plan {
    let (mut plan, covered, nothing) = (Plan::default(), said.covered(), BTreeSet::new());
    for child in children {
        let after = compare::After {
            rows: after(said.children.get(child), None, &nothing),
            covered: &covered,
            new: Rows::new(),
            left_out: &[],
            handed_in: &nothing,
        };
        compare::person(&mut plan, held, child, after);
    }
    finish(&mut plan);
    plan
}

/// What the files bring, under the numbers that people go by.
struct New<'i> {
    children: std::borrow::Cow<'i, BTreeMap<Child, Rows>>,
    of_incoming: BTreeSet<HandIn>,
    /// The day on which they are handed in.
    on: NaiveDate,
}

impl<'i> New<'i> {
    fn of(held: &Held, incoming: &'i Incoming) -> Self {
        let joined = incoming.children.keys().any(|child| held.ledger.joined.contains_key(child));
        let children = if joined {
            let mut children: BTreeMap<Child, Rows> = BTreeMap::new();
            for (number, rows) in &incoming.children {
                let goes_by = held.ledger.goes_by(number);
                let other = (goes_by != number).then(|| number.clone());
                let rows = rows.iter().cloned().map(|line| Line { number: other.clone(), ..line });
                children.entry(goes_by.clone()).or_default().extend(rows);
            }
            children.values_mut().for_each(sort);
            std::borrow::Cow::Owned(children)
        } else {
            std::borrow::Cow::Borrowed(&incoming.children)
        };
        Self { children, of_incoming: incoming.handed_in.clone(), on: incoming.on }
    }

    /// The tables that differ from what is held for the same year, or tell of more days: the same of a year that was running when
    /// it was handed in before.
    fn handed_in(&self, held: &Held) -> BTreeSet<HandIn> {
        let reaches_further = |one: &&HandIn| {
            let before = held.ledger.running.get(one).map(|before| told_until(one.0, Some(*before)));
            before.is_some_and(|before| before < told_until(one.0, Some(self.on)))
        };
        let is_new = |one: &&HandIn| !held.ledger.held.contains_key(one) || reaches_further(one);
        let mut changed: BTreeSet<HandIn> = self.of_incoming.iter().filter(is_new).copied().collect();
        let says = |line: &&Line| self.of_incoming.contains(&line.hand_in());
        let same =
            |a: &Line, b: &Line| (a.year, a.key, &a.row, &a.number) == (b.year, b.key, &b.row, &b.number);
        for child in self.everyone(held) {
            if changed.len() == self.of_incoming.len() {
                break;
            }
            let (old, new) = (held.ledger.children.get(child), self.children.get(child));
            let mut old = old.into_iter().flatten().filter(says).peekable();
            for line in new.into_iter().flatten() {
                while let Some(gone) = old.next_if(|it| (it.year, it.key) < (line.year, line.key)) {
                    changed.insert(gone.hand_in());
                }
                match old.next_if(|it| (it.year, it.key) == (line.year, line.key)) {
                    Some(before) if same(before, line) => {}
                    _ => _ = changed.insert(line.hand_in()),
                }
            }
            changed.extend(old.map(Line::hand_in));
        }
        changed
    }

    fn everyone<'a>(&'a self, held: &'a Held) -> BTreeSet<&'a Child> {
        self.children.keys().chain(held.ledger.children.keys()).collect()
    }
}

fn thin_problem(incoming: &Incoming, thin: &Thin) -> Option<Problem> {
    let file = incoming
        .files
        .iter()
        .find(|file| file.table == Some(thin.table) && file.year.is_some_and(|(year, _)| year == thin.year));
    let file = file.or_else(|| incoming.files.first())?;
    let todo = "A filter may be set wrong, or the file may be incomplete. Export it again; import it only if you are sure that it is right.";
    Some(Problem { weight: Weight::Check, ..Problem::file(&file.name, None, thin.words(), todo) })
}

fn finish(plan: &mut Plan) {
    plan.people.retain(|person| {
        !(person.rows.is_empty()
            && person.steps.is_empty()
            && person.questions.is_empty()
            && person.restated.is_empty()
            && person.answers.is_empty())
    });
    plan.problems.sort();
    count(plan);
}

fn count(plan: &mut Plan) {
    let mut counts = Counts { left_alone: plan.counts.left_alone, ..Counts::default() };
    for person in &plan.people {
        counts.new_people += usize::from(person.is_new);
        counts.questions += person.questions.len();
        counts.answered += person.answers.len();
        for step in &person.steps {
            match step.change {
                Change::Add(_) => counts.added += 1,
                Change::Change { .. } => counts.changed += 1,
                Change::End { .. } => counts.ended += 1,
                Change::Withdraw(_) => counts.withdrawn += 1,
            }
        }
    }
    for problem in &plan.problems {
        match problem.weight {
            Weight::LeavesOut => counts.left_out += 1,
            Weight::Check => counts.checks += 1,
            Weight::Refuses => {}
        }
    }
    plan.counts = counts;
}

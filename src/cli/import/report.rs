//! What an import would do, as lines for a terminal or as JSON Lines. People appear by their number in the return,
//! never by name.

use onward_domain::{
    counted::counted,
    id::ImportId,
    returns::ssda903::{
        CollectionYear, Plan, Problem, Weight,
        merge::YearFrom,
        plan::{
            Counts, Hindrance,
            said::{Happens, PersonSaid},
        },
    },
};
use onward_store::repo::returns::fingerprint;
use serde_json::json;
use std::fmt::Write as _;

use super::Failed;

/// This many problems are printed; the rest are only counted.
const MOST_PROBLEMS: usize = 200;
/// This many people are printed; the rest are only counted.
const MOST_PEOPLE: usize = 20;
/// This many characters of a plan's fingerprint are its mark: more than anyone hits by chance.
const MARK: usize = 16;

/// What to say when a run would not do what was shown.
pub(super) const NOT_AS_SHOWN: &str = "Nothing was imported: the records or the files changed since the dry run, so this is not what it showed. \
     Look through it, then run it with the new mark.\n";

/// What to say when somebody else imports some of the same children at this moment.
pub(super) const UNDER_WAY: &str = "Nothing was imported: another import with some of the same children is under way. Wait until it has ended, \
     then run this one again. It shows what is left to do then.\n";

/// What distinguishes this plan from any other: the records and the files as they are now.
pub(super) fn mark(plan: &Plan) -> String {
    fingerprint(plan).chars().take(MARK).collect()
}

/// The last lines of a dry run.
pub(super) fn was_dry(mark: &str) -> String {
    format!(
        "This was a dry run. Nothing was changed.\n\
         To import exactly this or nothing, run it without --dry-run and with --as-shown {mark}\n"
    )
}

/// The last lines of a run that was applied.
pub(super) fn done(import: ImportId) -> String {
    format!("Imported, exactly this. Should it be wrong, take it back: onward import withdraw {import}\n")
}

/// What prevents it, and what to do.
pub(super) const fn hindered(why: Hindrance) -> &'static str {
    match why {
        Hindrance::FileRefused => "Nothing was imported: a file can't be read. Fix it and run this again.\n",
        Hindrance::RowsLeftOut => {
            "Nothing was imported: some rows can't be imported. Fix them, or run this again with --skip-problems to leave them out.\n"
        }
        Hindrance::HardlyAnything => {
            "Nothing was imported: a year lacks most of the children who must be in it. Export it again. Only if it is right, run \
             this again with --hardly-anything.\n"
        }
    }
}

/// What would change, and what is wrong, as lines for a terminal.
pub(super) fn report(plan: &Plan, passed_over: &[String], everything: bool) -> String {
    let mut out = String::new();
    let lines: u64 = plan.files.iter().map(|file| u64::from(file.lines)).sum();
    let files = counted(plan.files.len(), "file", "files");
    let _ = writeln!(out, "{files}, {}.", counted(lines, "row", "rows"));
    // A year that is taken wrongly shuts the right one out: it is said before anything else.
    let mut years: Vec<(CollectionYear, YearFrom)> = plan.files.iter().filter_map(|file| file.year).collect();
    years.sort_unstable();
    years.dedup();
    for (year, from) in years {
        let _ = writeln!(out, "Year {year}, {}.", of_year(from));
    }
    if !passed_over.is_empty() {
        let not_csv = counted(passed_over.len(), "file that is", "files that are");
        let named: Vec<&str> = passed_over.iter().take(5).map(String::as_str).collect();
        let _ = writeln!(out, "{not_csv} no table of the return: passed over ({}).", named.join(", "));
    }
    let most = |cap: usize| if everything { usize::MAX } else { cap };
    for problem in plan.problems.iter().take(most(MOST_PROBLEMS)) {
        let mark = match problem.weight {
            Weight::Refuses => "REFUSED ",
            Weight::LeavesOut => "LEFT OUT",
            Weight::Check => "CHECK   ",
        };
        let child = problem.child.as_ref().map(|child| format!(" (child {child})")).unwrap_or_default();
        let _ = writeln!(out, "{mark} {}{child}: {} {}", problem.place(), problem.what, problem.todo);
    }
    more(&mut out, plan.problems.len().saturating_sub(most(MOST_PROBLEMS)), "problem", "problems");
    for person in plan.people.iter().take(most(MOST_PEOPLE)) {
        tell(&mut out, &person.said());
    }
    more(&mut out, plan.people.len().saturating_sub(most(MOST_PEOPLE)), "person", "people");
    counts(&mut out, plan.counts);
    out
}

const fn of_year(from: YearFrom) -> &'static str {
    match from {
        YearFrom::Said => "as you say",
        YearFrom::Name => "by the name of the folder or file",
    }
}

fn counts(out: &mut String, counts: Counts) {
    for (many, what) in [
        (counts.new_people, ("person who is new", "people who are new")),
        (counts.added, ("fact to add", "facts to add")),
        (counts.changed, ("fact to change", "facts to change")),
        (counts.ended, ("fact to end", "facts to end")),
        (
            counts.withdrawn,
            ("fact that no longer follows from the return", "facts that no longer follow from the return"),
        ),
        (
            counts.left_alone,
            ("row that is known already and is left alone", "rows that are known already and are left alone"),
        ),
        (counts.questions, ("question for a person's page", "questions for the people's pages")),
        (counts.answered, ("question that these files answer", "questions that these files answer")),
        (counts.left_out, ("row that can't be taken", "rows that can't be taken")),
        (counts.checks, ("thing to check", "things to check")),
    ] {
        let (one, more) = what;
        let _ = writeln!(out, "{many:>8}  {}", if many == 1 { one } else { more });
    }
}

fn more(out: &mut String, many: usize, one: &str, several: &str) {
    if many > 0 {
        let _ = writeln!(out, "and {} more; use --all to see them.", counted(many, one, several));
    }
}

/// One person: what is added, changed, ended and asked, and how many facts stay the same.
fn tell(out: &mut String, person: &PersonSaid) {
    let new = if person.new { ", new" } else { "" };
    let _ = writeln!(out, "Child {}{new}", person.child);
    for change in &person.changes {
        let word = match change.happens {
            Happens::Added => "add",
            Happens::Changed => "change",
            Happens::Ended => "end",
            Happens::Withdrawn => "take back",
        };
        let parts: Vec<String> = change.parts.iter().map(|part| part.line()).collect();
        let _ = writeln!(out, "  {word:<9}  {}: {}", change.what, parts.join("; "));
    }
    for question in &person.questions {
        let _ = writeln!(out, "  {:<9}  {question}", "ask");
    }
    if person.answered > 0 {
        let answered = counted(person.answered, "question", "questions");
        let _ = writeln!(out, "  {:<9}  {answered} that waited", "answer");
    }
    if person.left_alone > 0 {
        let _ =
            writeln!(out, "  {:<9}  {} known already", "leave", counted(person.left_alone, "fact", "facts"));
    }
}

/// The same for another program: one line per person, one per problem, then the counts with the plan's mark.
pub(super) fn json(plan: &Plan) -> Result<String, Failed> {
    let mut out = String::new();
    for person in &plan.people {
        let line = serde_json::to_string(&person.said()).map_err(Failed::because)?;
        let _ = writeln!(out, "{line}");
    }
    for problem in &plan.problems {
        let _ = writeln!(out, "{}", problem_json(problem));
    }
    let counts = plan.counts;
    let counts = json!({
        "mark": mark(plan),
        "counts": {
            "new_people": counts.new_people,
            "added": counts.added,
            "changed": counts.changed,
            "ended": counts.ended,
            "withdrawn": counts.withdrawn,
            "left_alone": counts.left_alone,
            "questions": counts.questions,
            "answered": counts.answered,
            "left_out": counts.left_out,
            "checks": counts.checks,
        },
    });
    let _ = writeln!(out, "{counts}");
    Ok(out)
}

fn problem_json(problem: &Problem) -> serde_json::Value {
    json!({"problem": {
        "file": &*problem.file,
        "line": problem.line,
        "column": problem.column,
        "child": problem.child.as_ref().map(ToString::to_string),
        "weight": problem.weight.word(),
        "what": problem.what,
        "todo": problem.todo,
    }})
}

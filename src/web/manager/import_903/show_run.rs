//! From a run to its page.

use onward_domain::returns::ssda903::plan::Counts;
use onward_store::repo::returns::{Run, RunFile, RunProblem, RunState};

use super::pages::{CountRow, FileRow, ImportRun, ProblemRow};
use crate::web::{
    parts::{Link, Notice, Tag},
    view::FormErrors,
    words::count,
};

/// So many problems are shown on the page.
pub(super) const SHOWN: i64 = 500;

/// Where a run stands, as a tag.
pub(super) fn state(run: &Run) -> Tag {
    match run.state {
        RunState::Shown => Tag::new("now", "Waits for a yes"),
        RunState::Applying => Tag::new("now", "Being imported"),
        RunState::Applied => Tag::new("done", "Imported"),
        RunState::Withdrawn => Tag::new("later", "Not imported"),
    }
}

/// What a run does in a few words.
pub(super) fn said(counts: &Counts) -> String {
    let changes = counts.added + counts.changed + counts.ended + counts.withdrawn;
    format!(
        "{}, {}",
        count(counts.new_people, "new person", "new people"),
        count(changes, "change", "changes")
    )
}

/// The page of a run.
pub(super) fn page(
    run: &Run,
    files: Vec<RunFile>,
    problems: Vec<RunProblem>,
    errors: FormErrors,
) -> ImportRun {
    let refused = problems.iter().any(|problem| problem.weight == "refuses");
    let total = run.counts.left_out + run.counts.checks;
    let more = total.saturating_sub(problems.len());
    let can_apply = run.state == RunState::Shown;
    ImportRun {
        href: format!("/manager/import/{}", run.id),
        heading: heading(run).into(),
        notice: notice(run, refused),
        counts: counts(&run.counts, run.state == RunState::Applied),
        files: files.into_iter().map(file).collect(),
        problems: problems.into_iter().map(problem).collect(),
        more: (more > 0).then(|| format!("And {} more.", count(more, "problem", "problems"))),
        can_apply,
        must_skip: (can_apply && run.counts.left_out > 0)
            .then(|| format!("Leave out {} that can’t be taken", count(run.counts.left_out, "row", "rows"))),
        errors,
        applying: run.state == RunState::Applying,
    }
}

const fn heading(run: &Run) -> &'static str {
    match run.state {
        RunState::Shown => "What these files would change",
        RunState::Applying => "Importing",
        RunState::Applied => "What was imported",
        RunState::Withdrawn => "These files were not imported",
    }
}

fn notice(run: &Run, refused: bool) -> Option<Notice> {
    let say = |kind, heading: &str, lines: &[&str], links: Vec<Link>| {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        Some(Notice { id: "notice".into(), kind, heading: heading.into(), lines, links })
    };
    let again = || vec![Link::new("Choose files again", "/manager/import")];
    match run.state {
        RunState::Shown if run.failed_at.is_some() => say(
            "warn",
            "It could not be imported",
            &["Nothing was changed. Try again in a few minutes."],
            vec![],
        ),
        RunState::Shown => {
            say("", "Nothing is imported yet", &["Look through this page. Then import it, or don’t."], vec![])
        }
        RunState::Applying => say(
            "",
            "This is being imported now",
            &["Reload this page to see when it is done."],
            vec![Link::new("Reload this page", format!("/manager/import/{}", run.id))],
        ),
        RunState::Applied => say(
            "done",
            "This is imported",
            &["Questions that it left are on the people’s pages."],
            vec![Link::new("See coverage", "/manager/coverage")],
        ),
        RunState::Withdrawn => match run.replaced_by {
            Some(fresh) => say(
                "warn",
                "The records changed while you looked",
                &["So nothing was imported."],
                vec![Link::new("See what would change now", format!("/manager/import/{fresh}"))],
            ),
            None if refused => say(
                "warn",
                "A file can’t be taken",
                &["Nothing was imported. Mend what is listed below."],
                again(),
            ),
            None if said(&run.counts) == said(&Counts::default()) && run.counts.questions == 0 => {
                say("", "There is nothing to import", &["The records say all this already."], again())
            }
            None => say("", "Nothing was imported", &["The files are no longer held."], again()),
        },
    }
}

fn counts(counts: &Counts, done: bool) -> Vec<CountRow> {
    let row = |words, number: usize| CountRow { words, number: number.to_string() };
    vec![
        row("New people", counts.new_people),
        row(if done { "Facts added" } else { "Facts to add" }, counts.added),
        row(if done { "Facts changed" } else { "Facts to change" }, counts.changed),
        row(if done { "Facts ended" } else { "Facts to end" }, counts.ended),
        row("Facts that no longer follow from the return", counts.withdrawn),
        row("Rows known already, left alone", counts.left_alone),
        row("Questions for the people’s pages", counts.questions),
        row("Rows that can’t be taken", counts.left_out),
        row("Things to check", counts.checks),
    ]
}

fn file(file: RunFile) -> FileRow {
    let year = match (file.year, file.year_from.as_deref()) {
        (Some(year), Some("days")) => format!("{year}, from the latest day in it"),
        (Some(year), _) => year,
        (None, _) => "–".into(),
    };
    FileRow {
        name: file.name,
        holds: file.table.unwrap_or_else(|| "not recognised".into()),
        year,
        lines: file.lines.to_string(),
        left_out: file.left_out.to_string(),
    }
}

fn problem(problem: RunProblem) -> ProblemRow {
    let mut place = problem.file;
    if let Some(line) = problem.line {
        place.push_str(&format!(", line {line}"));
    }
    if let Some(column) = problem.column {
        place.push_str(&format!(", column {column}"));
    }
    let weight = match problem.weight.as_str() {
        "refuses" => Tag::new("warn", "File can’t be taken"),
        "leaves_out" => Tag::new("warn", "Row can’t be taken"),
        _ => Tag::new("", "Check"),
    };
    ProblemRow { place, child: problem.child, weight, what: problem.what, todo: problem.todo }
}

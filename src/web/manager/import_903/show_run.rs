//! From a run to its page.

use onward_domain::returns::ssda903::plan::{
    Counts,
    said::{FactSaid, Happens, PartSaid, PersonSaid},
};
use onward_store::repo::returns::{Run, RunFile, RunProblem, RunState};

use super::pages::{AskedRow, ChangeRow, CountRow, FileRow, ImportRun, PersonRow, ProblemRow};
use crate::usecases::manager::import_903::Asked;
use crate::web::{
    parts::{Link, Notice, Tag},
    view::FormErrors,
    words::{count, figure},
};

/// How many people are shown on one page.
pub(super) const PEOPLE: usize = 50;
/// How many problems are shown on the page.
pub(super) const SHOWN: i64 = 500;

/// A run's state, as a tag.
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

/// The people with open questions, and how many there are.
pub(super) fn asked(
    (asked, people, questions): (Vec<Asked>, usize, usize),
) -> (Vec<AskedRow>, Option<String>) {
    let rows = asked.into_iter().map(|Asked { listed, questions }| AskedRow {
        name: listed.person.identity.listed_name(),
        record: listed
            .person
            .identity
            .child
            .as_ref()
            .map_or_else(|| "No record number".to_owned(), |child| format!("Record {child}")),
        questions: count(questions, "question", "questions"),
        adviser: listed
            .adviser
            .as_ref()
            .map_or_else(|| "Nobody allocated".to_owned(), |adviser| adviser.name.clone()),
    });
    let said = format!(
        "{} about {}. Their adviser settles them on the person’s page.",
        count(questions, "question waits", "questions wait"),
        count(people, "person", "people")
    );
    (rows.collect(), (questions > 0).then_some(said))
}

/// What the page needs from a run.
pub(super) struct SeenRun {
    pub run: Run,
    pub files: Vec<RunFile>,
    /// The first of its problems.
    pub problems: Vec<RunProblem>,
    /// The people of one page.
    pub people: Vec<PersonSaid>,
    /// How many people are affected.
    pub all_people: usize,
    /// Which page of people, from 1.
    pub page: usize,
}

/// The page of a run.
pub(super) fn page(seen: SeenRun, errors: FormErrors) -> ImportRun {
    let SeenRun { run, files, problems, people, all_people, page } = seen;
    let run = &run;
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
        people_said: people_said(run, all_people),
        people: people.into_iter().map(person).collect(),
        pages: pages(run, all_people, page),
        more: (more > 0).then(|| format!("And {} more.", count(more, "problem", "problems"))),
        can_apply,
        must_skip: (can_apply && run.counts.left_out > 0)
            .then(|| format!("Leave out {} that can’t be taken", count(run.counts.left_out, "row", "rows"))),
        hardly_anything: run.thin.clone().filter(|_| can_apply),
        errors,
        applying: run.state == RunState::Applying,
    }
}

/// Everything in the files was known, and nothing was wrong with them.
const fn nothing_to_do(run: &Run) -> bool {
    let counts = &run.counts;
    run.replaced_by.is_none()
        && counts.left_alone > 0
        && counts.new_people + counts.added + counts.changed + counts.ended + counts.withdrawn == 0
        && counts.questions + counts.left_out == 0
}

fn people_said(run: &Run, all: usize) -> String {
    let people = count(all, "person", "people");
    match run.state {
        RunState::Applied => {
            format!("{people}, by their number in the return. Open one to see what changed.")
        }
        _ => format!("{people}, by their number in the return. Open one to see what would change."),
    }
}

fn person(person: PersonSaid) -> PersonRow {
    let many = |happens: Happens, words: &str| {
        let many = person.changes.iter().filter(|change| change.happens == happens).count();
        (many > 0).then(|| format!("{many} {words}"))
    };
    let said: Vec<String> = [
        many(Happens::Added, "added"),
        many(Happens::Changed, "changed"),
        many(Happens::Ended, "ended"),
        many(Happens::Withdrawn, "taken back"),
        (!person.questions.is_empty()).then(|| count(person.questions.len(), "question", "questions")),
        (person.left_alone > 0).then(|| format!("{} left alone", person.left_alone)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let changes = person.changes.iter().map(change);
    let asked = person.questions.iter().map(|question| ChangeRow {
        kind: Tag::new("warn", "Question"),
        what: question.clone(),
        parts: vec![],
    });
    PersonRow {
        who: format!("Child {}{}", person.child, if person.new { ", new person" } else { "" }),
        said: if said.is_empty() { "the return’s own rows alone".to_owned() } else { said.join(", ") },
        lines: changes.chain(asked).collect(),
    }
}

fn change(fact: &FactSaid) -> ChangeRow {
    let kind = match fact.happens {
        Happens::Added => Tag::new("done", "Added"),
        Happens::Changed => Tag::new("now", "Changed"),
        Happens::Ended => Tag::new("now", "Ended"),
        Happens::Withdrawn => Tag::new("warn", "Taken back"),
    };
    let mut what = fact.what.chars();
    let what = what.next().map_or_else(String::new, |first| first.to_uppercase().chain(what).collect());
    ChangeRow { kind, what, parts: fact.parts.iter().map(PartSaid::line).collect() }
}

fn pages(run: &Run, all: usize, here: usize) -> Vec<Link> {
    let last = all.div_ceil(PEOPLE);
    if last < 2 {
        return Vec::new();
    }
    let near = |page: &usize| *page == 1 || *page == last || page.abs_diff(here) <= 2;
    (1..=last)
        .filter(near)
        .map(|page| {
            let href = format!("/manager/import/{}?people={page}#people", run.id);
            Link::new(format!("Page {page}"), href).current_if(page == here)
        })
        .collect()
}

const fn heading(run: &Run) -> &'static str {
    match run.state {
        RunState::Shown => "What these files would change",
        RunState::Applying => "Importing",
        RunState::Applied => "What was imported",
        RunState::Withdrawn if nothing_to_do(run) => "Nothing to do",
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
            &["This page looks again every few seconds. You can also leave it and come back."],
            vec![Link::new("Reload this page", format!("/manager/import/{}", run.id))],
        ),
        RunState::Applied => say(
            "done",
            "This is imported",
            &[
                "Questions that it left are on the people’s pages.",
                "A return holds no names and no advisers. Whoever is new goes by a number until somebody writes the name.",
            ],
            vec![
                Link::new("Give people an adviser", "/manager/people"),
                Link::new("See coverage", "/manager/coverage"),
            ],
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
                &["Nothing was imported. Fix what is listed below."],
                again(),
            ),
            None if nothing_to_do(run) => {
                say("done", "Everything in these files is already here", &["Nothing was changed."], again())
            }
            None => say("", "Nothing was imported", &["The files are no longer held."], again()),
        },
    }
}

fn counts(counts: &Counts, done: bool) -> Vec<CountRow> {
    let row = |words, number: usize| CountRow { words, number: figure(number) };
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

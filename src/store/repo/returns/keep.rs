//! Stores a run: what it would do, its files, its problems.

use diesel::prelude::*;
use onward_domain::{
    id::{ImportId, UserId},
    returns::ssda903::{Allowed, Plan, merge::YearFrom},
};

use super::{
    Returns, fingerprint,
    runs::{RunState, StagedFile},
};
use crate::{
    dialect::insert_all,
    error::{StoreError, StoreResult},
    schema::imports::{import_files, import_people, import_problems, imports},
    types::{Column as _, Instant},
};
use std::ops::Range;

/// This many problems are stored per run; more would help nobody.
const MOST_PROBLEMS: usize = 5_000;

#[derive(Insertable)]
#[diesel(table_name = import_files)]
struct NewFile {
    import_id: String,
    number: i64,
    name: String,
    holds: Option<&'static str>,
    year: Option<String>,
    year_from: Option<&'static str>,
    lines: i64,
    left_out: i64,
}

#[derive(Insertable)]
#[diesel(table_name = import_problems)]
struct NewProblem {
    import_id: String,
    number: i64,
    file: String,
    line: Option<i64>,
    heading: Option<&'static str>,
    child: Option<String>,
    weight: &'static str,
    what: String,
    todo: String,
}

#[derive(Insertable)]
#[diesel(table_name = import_people)]
struct NewPersonSaid {
    import_id: String,
    number: i64,
    says: String,
}

fn many(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Returns<'_> {
    /// Stores a run. Files are included if they are to stay until it is applied or withdrawn.
    ///
    /// # Errors
    /// The database refuses.
    pub fn keep_run(
        &self,
        id: ImportId,
        plan: &Plan,
        (state, files): (RunState, &[StagedFile]),
        allowed: Allowed,
        by: Option<UserId>,
        now: Instant,
    ) -> StoreResult<()> {
        self.keep_head(id, (plan, &fingerprint(plan)), state, allowed, by, now)?;
        for file in files {
            self.keep_file(id, file)?;
        }
        if state == RunState::Withdrawn { Ok(()) } else { self.keep_people(id, plan, 0..plan.people.len()) }
    }

    /// Keeps the content of a file of a run until it is applied or withdrawn.
    ///
    /// # Errors
    /// The database refuses.
    pub fn keep_file(&self, id: ImportId, file: &StagedFile) -> StoreResult<()> {
        self.tx.run(|connection| {
            let own = import_files::table
                .filter(import_files::import_id.eq(id.column()))
                .filter(import_files::name.eq(&file.name));
            diesel::update(own).set(import_files::content.eq(Some(&file.content))).execute(connection)?;
            Ok(())
        })
    }

    /// Keeps what happens to some of the people of a run.
    ///
    /// # Errors
    /// The database refuses.
    pub fn keep_people(&self, id: ImportId, plan: &Plan, which: Range<usize>) -> StoreResult<()> {
        let people = new_people(id, plan, which)?;
        self.tx.run(|connection| {
            insert_all!(connection, import_people::table, people)?;
            Ok(())
        })
    }

    /// Lets a run that was kept in pieces wait for a yes, now that all of it is there.
    ///
    /// # Errors
    /// The database refuses.
    pub fn open_run(&self, id: ImportId) -> StoreResult<()> {
        self.tx.run(|connection| {
            diesel::update(imports::table.find(id.column()))
                .set(imports::state.eq(RunState::Shown.word()))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Keeps a run without the content of its files and without its people. The mark comes with the plan: working it out takes
    /// seconds for a large return, and nobody else could write meanwhile.
    ///
    /// # Errors
    /// The database refuses.
    pub fn keep_head(
        &self,
        id: ImportId,
        (plan, mark): (&Plan, &str),
        state: RunState,
        allowed: Allowed,
        by: Option<UserId>,
        now: Instant,
    ) -> StoreResult<()> {
        let counts = plan.counts;
        self.tx.run(|connection| {
            diesel::insert_into(imports::table)
                .values((
                    imports::id.eq(id.column()),
                    imports::kind.eq("ssda903"),
                    imports::state.eq(state.word()),
                    imports::fingerprint.eq(mark),
                    imports::skip_problems.eq(allowed.skip_problems),
                    imports::hardly_anything.eq(allowed.hardly_anything),
                    imports::thin.eq(thin(plan)),
                    imports::answered.eq(many(counts.answered)),
                    imports::created_at.eq(now.column()),
                    imports::created_by.eq(by.column()),
                    imports::applied_at.eq((state == RunState::Applied).then(|| now.column())),
                    imports::claimed_at.eq((state == RunState::Applying).then(|| now.column())),
                    imports::new_people.eq(many(counts.new_people)),
                    imports::added.eq(many(counts.added)),
                    imports::changed.eq(many(counts.changed)),
                    imports::ended.eq(many(counts.ended)),
                    imports::withdrawn.eq(many(counts.withdrawn)),
                    imports::left_alone.eq(many(counts.left_alone)),
                    imports::questions.eq(many(counts.questions)),
                    imports::left_out.eq(many(counts.left_out)),
                    imports::checks.eq(many(counts.checks)),
                ))
                .execute(connection)?;
            insert_all!(connection, import_files::table, new_files(id, plan))?;
            insert_all!(connection, import_problems::table, new_problems(id, plan))?;
            Ok(())
        })
    }
}

/// What is missing from years with hardly any rows; `None` if there are none.
fn thin(plan: &Plan) -> Option<String> {
    let words: Vec<String> =
        plan.thin.iter().map(onward_domain::returns::ssda903::plan::Thin::words).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn new_files(id: ImportId, plan: &Plan) -> Vec<NewFile> {
    plan.files
        .iter()
        .zip(0..)
        .map(|(file, number)| NewFile {
            import_id: id.column(),
            number,
            name: file.name.to_string(),
            holds: file.table.map(onward_domain::returns::ssda903::Table::word),
            year: file.year.map(|(year, _)| year.to_string()),
            year_from: file.year.map(|(_, from)| match from {
                YearFrom::Said => "said",
                YearFrom::Name => "name",
            }),
            lines: i64::from(file.lines),
            left_out: i64::from(file.left_out),
        })
        .collect()
}

fn new_people(id: ImportId, plan: &Plan, which: Range<usize>) -> StoreResult<Vec<NewPersonSaid>> {
    let first = many(which.start);
    let people = plan.people.iter().skip(which.start).take(which.len());
    people
        .zip(first..)
        .map(|(person, number)| {
            let says = serde_json::to_string(&person.said())
                .map_err(|why| StoreError::Unreadable(format!("what happens to a person: {why}")))?;
            Ok(NewPersonSaid { import_id: id.column(), number, says })
        })
        .collect()
}

fn new_problems(id: ImportId, plan: &Plan) -> Vec<NewProblem> {
    let mut problems: Vec<_> = plan.problems.iter().collect();
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.weight));
    problems
        .into_iter()
        .take(MOST_PROBLEMS)
        .zip(0..)
        .map(|(problem, number)| NewProblem {
            import_id: id.column(),
            number,
            file: problem.file.to_string(),
            line: problem.line.map(i64::from),
            heading: problem.column,
            child: problem.child.as_ref().map(ToString::to_string),
            weight: problem.weight.word(),
            what: problem.what.clone(),
            todo: problem.todo.clone(),
        })
        .collect()
}

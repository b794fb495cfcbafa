//! Runs of an import: shown, then applied or withdrawn.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use onward_domain::{
    id::{ImportId, UserId},
    returns::ssda903::{InputFile, Plan, merge::YearFrom, plan::Counts},
};

use super::{Returns, fingerprint};
use crate::{
    dialect::insert_all,
    error::{StoreError, StoreResult},
    schema::imports::{import_files, import_problems, imports},
    types::{Column as _, Instant},
};

/// So many problems are kept of one run; more would help nobody.
const MOST_PROBLEMS: usize = 5_000;

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// It was shown and waits for a yes.
    Shown,
    /// It was applied.
    Applied,
    /// It was withdrawn; nothing was changed.
    Withdrawn,
}

impl RunState {
    const fn word(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Applied => "applied",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// One run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Which.
    pub id: ImportId,
    /// Where it stands.
    pub state: RunState,
    /// The mark of the plan that was shown.
    pub fingerprint: String,
    /// Whoever ran it said to leave out rows that can't be taken.
    pub skip_problems: bool,
    /// When it was shown.
    pub created_at: Instant,
    /// By whom; none from the command line.
    pub created_by: Option<UserId>,
    /// When it was applied.
    pub applied_at: Option<Instant>,
    /// How much it would do, or did.
    pub counts: Counts,
}

/// A file of a run.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct RunFile {
    /// Its name.
    pub name: String,
    /// The table it was recognised as.
    pub table: Option<String>,
    /// The collection year.
    pub year: Option<String>,
    /// How the year was told: `said`, `name` or `days`.
    pub year_from: Option<String>,
    /// Lines with data.
    pub lines: i64,
    /// Of these, left out.
    pub left_out: i64,
}

/// A problem of a run.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct RunProblem {
    /// The file.
    pub file: String,
    /// The line.
    pub line: Option<i64>,
    /// The column.
    pub column: Option<String>,
    /// Whose row.
    pub child: Option<String>,
    /// `check`, `leaves_out` or `refuses`.
    pub weight: String,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub todo: String,
}

/// A file kept between being shown and being applied.
#[derive(Clone)]
pub struct StagedFile {
    /// Its name.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

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
    content: Option<Vec<u8>>,
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

fn many(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn few(count: i64) -> usize {
    usize::try_from(count).unwrap_or_default()
}

impl Returns<'_> {
    /// Keeps a run: as shown (with the files' content, until it is applied or withdrawn) or as applied (without).
    ///
    /// # Errors
    /// The database refuses.
    pub fn keep_run(
        &self,
        id: ImportId,
        plan: &Plan,
        files: Option<&[StagedFile]>,
        skip_problems: bool,
        by: Option<UserId>,
        now: Instant,
    ) -> StoreResult<()> {
        let state = if files.is_some() { RunState::Shown } else { RunState::Applied };
        let counts = plan.counts;
        self.tx.run(|connection| {
            diesel::insert_into(imports::table)
                .values((
                    imports::id.eq(id.column()),
                    imports::kind.eq("ssda903"),
                    imports::state.eq(state.word()),
                    imports::fingerprint.eq(fingerprint(plan)),
                    imports::skip_problems.eq(skip_problems),
                    imports::created_at.eq(now.column()),
                    imports::created_by.eq(by.column()),
                    imports::applied_at.eq((state == RunState::Applied).then(|| now.column())),
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
            insert_all!(connection, import_files::table, new_files(id, plan, files))?;
            insert_all!(connection, import_problems::table, new_problems(id, plan))?;
            Ok(())
        })
    }

    /// One run.
    ///
    /// # Errors
    /// There is none with this id.
    pub fn run(&self, id: ImportId) -> StoreResult<Run> {
        let found = self.tx.run(|connection| {
            Ok(imports::table.find(id.column()).select(RUN).first::<RunRow>(connection).optional()?)
        })?;
        run(found.ok_or(StoreError::NotFound)?)
    }

    /// The latest runs, newest first.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn latest_runs(&self, most: i64) -> StoreResult<Vec<Run>> {
        let rows: Vec<RunRow> = self.tx.run(|connection| {
            Ok(imports::table.order(imports::created_at.desc()).limit(most).select(RUN).load(connection)?)
        })?;
        rows.into_iter().map(run).collect()
    }

    /// The files of a run.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn run_files(&self, id: ImportId) -> StoreResult<Vec<RunFile>> {
        self.tx.run(|connection| {
            Ok(import_files::table
                .filter(import_files::import_id.eq(id.column()))
                .order(import_files::number)
                .select((
                    import_files::name,
                    import_files::holds,
                    import_files::year,
                    import_files::year_from,
                    import_files::lines,
                    import_files::left_out,
                ))
                .load(connection)?)
        })
    }

    /// The first problems of a run, the heaviest first.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn run_problems(&self, id: ImportId, most: i64) -> StoreResult<Vec<RunProblem>> {
        self.tx.run(|connection| {
            Ok(import_problems::table
                .filter(import_problems::import_id.eq(id.column()))
                .order(import_problems::number)
                .limit(most)
                .select((
                    import_problems::file,
                    import_problems::line,
                    import_problems::heading,
                    import_problems::child,
                    import_problems::weight,
                    import_problems::what,
                    import_problems::todo,
                ))
                .load(connection)?)
        })
    }

    /// The content that waits to be applied; empty once it was applied or withdrawn.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn staged(&self, id: ImportId) -> StoreResult<Vec<StagedFile>> {
        let rows: Vec<(String, Option<Vec<u8>>)> = self.tx.run(|connection| {
            Ok(import_files::table
                .filter(import_files::import_id.eq(id.column()))
                .order(import_files::number)
                .select((import_files::name, import_files::content))
                .load(connection)?)
        })?;
        Ok(rows
            .into_iter()
            .filter_map(|(name, content)| Some(StagedFile { name, content: content? }))
            .collect())
    }

    /// Marks a shown run as applied or withdrawn and lets its files go. Answers whether it was this call that did.
    ///
    /// # Errors
    /// The database refuses.
    pub fn close_run(&self, id: ImportId, state: RunState, now: Instant) -> StoreResult<bool> {
        self.tx.run(|connection| {
            let open = imports::table.find(id.column()).filter(imports::state.eq(RunState::Shown.word()));
            let done = diesel::update(open)
                .set((
                    imports::state.eq(state.word()),
                    imports::applied_at.eq((state == RunState::Applied).then(|| now.column())),
                ))
                .execute(connection)?;
            if done == 1 {
                diesel::update(import_files::table.filter(import_files::import_id.eq(id.column())))
                    .set(import_files::content.eq(None::<Vec<u8>>))
                    .execute(connection)?;
            }
            Ok(done == 1)
        })
    }

    /// Withdraws what was shown before a moment and never applied, so that no file stays longer than needed.
    ///
    /// # Errors
    /// The database refuses.
    pub fn withdraw_stale(&self, before: Instant, now: Instant) -> StoreResult<usize> {
        let stale: Vec<ImportId> = self.tx.run(|connection| {
            Ok(imports::table
                .filter(
                    imports::state.eq(RunState::Shown.word()).and(imports::created_at.lt(before.column())),
                )
                .select(imports::id)
                .load(connection)?)
        })?;
        for id in &stale {
            self.close_run(*id, RunState::Withdrawn, now)?;
        }
        Ok(stale.len())
    }
}

fn new_files(id: ImportId, plan: &Plan, files: Option<&[StagedFile]>) -> Vec<NewFile> {
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
                YearFrom::Days => "days",
            }),
            lines: i64::from(file.lines),
            left_out: i64::from(file.left_out),
            content: files
                .and_then(|files| files.iter().find(|staged| staged.name == *file.name))
                .map(|staged| staged.content.clone()),
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

impl StagedFile {
    /// As the reader takes it.
    #[must_use]
    pub fn input(&self) -> InputFile<'_> {
        InputFile { name: &self.name, year: None, bytes: &self.content }
    }
}

type RunColumns = (
    imports::id,
    imports::state,
    imports::fingerprint,
    imports::skip_problems,
    imports::created_at,
    imports::created_by,
    imports::applied_at,
    (
        imports::new_people,
        imports::added,
        imports::changed,
        imports::ended,
        imports::withdrawn,
        imports::left_alone,
        imports::questions,
        imports::left_out,
        imports::checks,
    ),
);

const RUN: RunColumns = (
    imports::id,
    imports::state,
    imports::fingerprint,
    imports::skip_problems,
    imports::created_at,
    imports::created_by,
    imports::applied_at,
    (
        imports::new_people,
        imports::added,
        imports::changed,
        imports::ended,
        imports::withdrawn,
        imports::left_alone,
        imports::questions,
        imports::left_out,
        imports::checks,
    ),
);

type RunRow = (
    ImportId,
    String,
    String,
    bool,
    NaiveDateTime,
    Option<UserId>,
    Option<NaiveDateTime>,
    (i64, i64, i64, i64, i64, i64, i64, i64, i64),
);

fn run(
    (id, state, fingerprint, skip_problems, created, created_by, applied, counts): RunRow,
) -> StoreResult<Run> {
    let state = [RunState::Shown, RunState::Applied, RunState::Withdrawn]
        .into_iter()
        .find(|known| known.word() == state)
        .ok_or_else(|| StoreError::Unreadable("state of an import".into()))?;
    let (new_people, added, changed, ended, withdrawn, left_alone, questions, left_out, checks) = counts;
    Ok(Run {
        id,
        state,
        fingerprint,
        skip_problems,
        created_at: created.and_utc(),
        created_by,
        applied_at: applied.map(|moment| moment.and_utc()),
        counts: Counts {
            new_people: few(new_people),
            added: few(added),
            changed: few(changed),
            ended: few(ended),
            withdrawn: few(withdrawn),
            left_alone: few(left_alone),
            questions: few(questions),
            left_out: few(left_out),
            checks: few(checks),
        },
    })
}

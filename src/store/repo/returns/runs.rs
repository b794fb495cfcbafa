//! Runs of an import: shown, then applied or withdrawn.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use onward_domain::{
    id::{ImportId, UserId},
    returns::ssda903::{
        Allowed, InputFile,
        plan::{Counts, said::PersonSaid},
    },
};

use super::Returns;
use crate::{
    error::{StoreError, StoreResult},
    schema::imports::{import_files, import_people, import_problems, import_rights, imports},
    types::{Column as _, Instant},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// It was shown and is waiting for confirmation.
    Shown,
    /// It is being applied.
    Applying,
    Applied,
    /// It was withdrawn, refused, or replaced by another run; nothing was changed.
    Withdrawn,
}

impl RunState {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Applying => "applying",
            Self::Applied => "applied",
            Self::Withdrawn => "withdrawn",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub id: ImportId,
    /// Where it stands.
    pub state: RunState,
    /// The fingerprint of the plan that was shown.
    pub fingerprint: String,
    /// What whoever ran it allowed.
    pub allowed: Allowed,
    /// What is missing from a year with hardly any rows, in words.
    pub thin: Option<String>,
    /// When it was shown.
    pub created_at: Instant,
    /// Who ran it; `None` for the command line.
    pub created_by: Option<UserId>,
    /// When it was applied.
    pub applied_at: Option<Instant>,
    /// When, by whom and why it was taken back, whole.
    pub taken_back: Option<TakenBackBy>,
    /// When somebody last began to apply it.
    pub claimed_at: Option<Instant>,
    /// When applying it last failed; nothing was changed.
    pub failed_at: Option<Instant>,
    /// The run that shows what would change now, if the records changed after this one was shown.
    pub replaced_by: Option<ImportId>,
    /// How much it would do, or did.
    pub counts: Counts,
    /// Of how many people it was worked out what it makes of their rights; `None` where it was not.
    pub rights_of: Option<usize>,
}

/// Who took an import back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBackBy {
    /// When.
    pub at: Instant,
    /// Who; none from the command line.
    pub by: Option<UserId>,
    /// Why, in their words.
    pub why: Option<String>,
}

impl Run {
    /// The run as seen by whoever is looking: one that somebody started to apply before `lapsed` and never finished
    /// (the server stopped) has failed, and can be tried again.
    #[must_use]
    pub fn without_lapsed_claim(self, lapsed: Instant) -> Self {
        if self.state != RunState::Applying || self.claimed_at.is_some_and(|claimed| claimed >= lapsed) {
            return self;
        }
        Self { state: RunState::Shown, failed_at: self.claimed_at.or(Some(self.created_at)), ..self }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct RunFile {
    pub name: String,
    /// The table it was recognised as.
    pub table: Option<String>,
    /// The collection year.
    pub year: Option<String>,
    /// How the year was determined: `said`, `name` or `days`.
    pub year_from: Option<String>,
    /// Lines with data.
    pub lines: i64,
    /// How many of them were left out.
    pub left_out: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct RunProblem {
    pub file: String,
    pub line: Option<i64>,
    pub column: Option<String>,
    /// Whose row.
    pub child: Option<String>,
    /// `check`, `leaves_out` or `refuses`.
    pub weight: String,
    pub what: String,
    pub todo: String,
}

/// A file stored between being shown and being applied.
#[derive(Clone)]
pub struct StagedFile {
    pub name: String,
    pub content: Vec<u8>,
}

/// What is read of a run, in the order of [`RunRow`].
macro_rules! columns {
    () => {
        (
            imports::id,
            imports::state,
            imports::fingerprint,
            (imports::skip_problems, imports::hardly_anything, imports::thin),
            imports::created_at,
            imports::created_by,
            (
                imports::applied_at,
                imports::claimed_at,
                imports::failed_at,
                imports::replaced_by,
                (imports::taken_back_at, imports::taken_back_by, imports::taken_back_why),
            ),
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
                imports::answered,
            ),
            imports::rights_of,
        )
    };
}

fn few(count: i64) -> usize {
    usize::try_from(count).unwrap_or_default()
}

impl Returns<'_> {
    /// One run.
    ///
    /// # Errors
    /// There is none with this id.
    pub fn run(&self, id: ImportId) -> StoreResult<Run> {
        let found = self.tx.run(|connection| {
            Ok(imports::table.find(id.column()).select(columns!()).first::<RunRow>(connection).optional()?)
        })?;
        run(found.ok_or(StoreError::NotFound)?)
    }

    /// The latest runs, newest first.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn latest_runs(&self, most: i64) -> StoreResult<Vec<Run>> {
        let rows: Vec<RunRow> = self.tx.run(|connection| {
            Ok(imports::table
                .order(imports::created_at.desc())
                .limit(most)
                .select(columns!())
                .load(connection)?)
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

    /// The first problems in a run, the most serious first.
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

    /// What a run would do, or did, to each person, in order of their numbers in the return: `most` of them after the
    /// first `after`, and how many there are in all. Nobody, if it was withdrawn.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn run_people(&self, id: ImportId, after: i64, most: i64) -> StoreResult<(Vec<PersonSaid>, usize)> {
        let (says, all): (Vec<String>, i64) = self.tx.run(|connection| {
            let of_run = import_people::import_id.eq(id.column());
            let all = import_people::table.filter(of_run.clone()).count().get_result(connection)?;
            let says = import_people::table
                .filter(of_run)
                .order(import_people::number)
                .offset(after)
                .limit(most)
                .select(import_people::says)
                .load(connection)?;
            Ok((says, all))
        })?;
        let read = |says: String| {
            serde_json::from_str(&says).map_err(|_| StoreError::Unreadable("people of an import".into()))
        };
        Ok((says.into_iter().map(read).collect::<StoreResult<_>>()?, few(all)))
    }

    /// The content waiting to be applied; empty once it was applied or withdrawn.
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

    /// Claims a shown run for applying it. Only one caller gets it; a claim from before `lapsed` no longer counts.
    ///
    /// # Errors
    /// The database refuses.
    pub fn claim_run(
        &self,
        id: ImportId,
        allowed: Allowed,
        lapsed: Instant,
        now: Instant,
    ) -> StoreResult<bool> {
        self.tx.run(|connection| {
            let free = imports::state.eq(RunState::Shown.word()).or(imports::state
                .eq(RunState::Applying.word())
                .and(imports::claimed_at.lt(lapsed.column())));
            let done = diesel::update(imports::table.filter(imports::id.eq(id.column())).filter(free))
                .set((
                    imports::state.eq(RunState::Applying.word()),
                    imports::skip_problems.eq(allowed.skip_problems),
                    imports::hardly_anything.eq(allowed.hardly_anything),
                    imports::claimed_at.eq(Some(now.column())),
                    imports::failed_at.eq(None::<NaiveDateTime>),
                ))
                .execute(connection)?;
            Ok(done == 1)
        })
    }

    /// Gives a claim back: applying failed and changed nothing.
    ///
    /// # Errors
    /// The database refuses.
    pub fn release_run(&self, id: ImportId, now: Instant) -> StoreResult<()> {
        self.tx.run(|connection| {
            let claimed =
                imports::table.find(id.column()).filter(imports::state.eq(RunState::Applying.word()));
            diesel::update(claimed)
                .set((imports::state.eq(RunState::Shown.word()), imports::failed_at.eq(Some(now.column()))))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Closes a run that is shown or being applied and deletes its files. Returns whether this call did it.
    ///
    /// # Errors
    /// The database refuses.
    pub fn close_run(
        &self,
        id: ImportId,
        state: RunState,
        replaced_by: Option<ImportId>,
        now: Instant,
    ) -> StoreResult<bool> {
        self.tx.run(|connection| {
            let open = imports::table
                .filter(imports::id.eq(id.column()))
                .filter(imports::state.eq_any([RunState::Shown.word(), RunState::Applying.word()]));
            let done = diesel::update(open)
                .set((
                    imports::state.eq(state.word()),
                    imports::replaced_by.eq(replaced_by.column()),
                    imports::applied_at.eq((state == RunState::Applied).then(|| now.column())),
                ))
                .execute(connection)?;
            if done == 1 {
                diesel::update(import_files::table.filter(import_files::import_id.eq(id.column())))
                    .set(import_files::content.eq(None::<Vec<u8>>))
                    .execute(connection)?;
                if state == RunState::Withdrawn {
                    diesel::delete(import_people::table.filter(import_people::import_id.eq(id.column())))
                        .execute(connection)?;
                    diesel::delete(import_rights::table.filter(import_rights::import_id.eq(id.column())))
                        .execute(connection)?;
                }
            }
            Ok(done == 1)
        })
    }

    /// Withdraws anything shown before a moment and never applied, so that no file stays longer than needed.
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
            self.close_run(*id, RunState::Withdrawn, None, now)?;
        }
        Ok(stale.len())
    }
}

impl StagedFile {
    /// In the form the reader takes.
    #[must_use]
    pub fn input(&self) -> InputFile<'_> {
        InputFile { name: &self.name, year: None, bytes: &self.content }
    }
}

type Moments = (
    Option<NaiveDateTime>,
    Option<NaiveDateTime>,
    Option<NaiveDateTime>,
    Option<ImportId>,
    (Option<NaiveDateTime>, Option<UserId>, Option<String>),
);

type RunRow = (
    ImportId,
    String,
    String,
    (bool, bool, Option<String>),
    NaiveDateTime,
    Option<UserId>,
    Moments,
    (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64),
    Option<i64>,
);

fn run(
    (
        id,
        state,
        fingerprint,
        (skip_problems, hardly_anything, thin),
        created,
        created_by,
        ended,
        counts,
        rights_of,
    ): RunRow,
) -> StoreResult<Run> {
    let state = [RunState::Shown, RunState::Applying, RunState::Applied, RunState::Withdrawn]
        .into_iter()
        .find(|known| known.word() == state)
        .ok_or_else(|| StoreError::Unreadable("state of an import".into()))?;
    let (new_people, added, changed, closed, withdrawn, left_alone, questions, left_out, checks, answered) =
        counts;
    Ok(Run {
        id,
        state,
        fingerprint,
        allowed: Allowed { skip_problems, hardly_anything },
        thin,
        created_at: created.and_utc(),
        created_by,
        applied_at: ended.0.map(|moment| moment.and_utc()),
        claimed_at: ended.1.map(|moment| moment.and_utc()),
        failed_at: ended.2.map(|moment| moment.and_utc()),
        replaced_by: ended.3,
        taken_back: ended.4.0.map(|at| TakenBackBy { at: at.and_utc(), by: ended.4.1, why: ended.4.2 }),
        counts: Counts {
            new_people: few(new_people),
            added: few(added),
            changed: few(changed),
            ended: few(closed),
            withdrawn: few(withdrawn),
            left_alone: few(left_alone),
            questions: few(questions),
            left_out: few(left_out),
            checks: few(checks),
            answered: few(answered),
        },
        rights_of: rights_of.map(few),
    })
}

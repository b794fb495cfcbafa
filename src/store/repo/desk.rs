//! Own tasks and rows put aside, on a person's record; who stands in for whom.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    desk::{Aside, Cover, Covering, SetAside, Task},
    id::{CoverId, SetAsideId, TaskId, UserId},
    moment::Moment,
    role::Role,
};

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    rows::Row as _,
    schema::{
        desk::{covers, set_asides, tasks},
        people::users,
    },
    scope::{Record, ServiceView},
    types::Column as _,
};

/// What a form's key is used up for.
const TASK: &str = "task";
const ASIDE: &str = "set_aside";

impl Record<'_> {
    /// Adds a task, once for a form's key.
    ///
    /// # Errors
    /// `NotAllowed` for the young person and where the record is open for looking alone; the database's own.
    pub fn add_task(&self, what: &str, due_on: NaiveDate, key: &str) -> StoreResult<TaskId> {
        self.staff_only()?;
        self.for_change()?;
        if let Some(before) = self.kept_before(key, TASK)? {
            return Ok(before);
        }
        let task = Task {
            id: TaskId::new(),
            person: self.id(),
            what: what.to_owned(),
            due_on,
            made_at: self.now().at,
            made_by: self.by(),
            done_at: None,
            done_by: None,
        };
        self.tx().savepoint(|| {
            self.tx().run(|connection| Ok(task.insert(connection)?))?;
            self.use_key(key, TASK, &task.id.to_string())?;
            self.changed("task.added", &task.id.to_string())?;
            Ok(task.id)
        })
    }

    /// Marks a task as done; one that is done stays as it was.
    ///
    /// # Errors
    /// As [`Self::add_task`].
    pub fn finish_task(&self, task: TaskId) -> StoreResult<()> {
        self.staff_only()?;
        self.for_change()?;
        let done = self.tx().run(|connection| {
            Ok(diesel::update(
                tasks::table
                    .filter(tasks::id.eq(task.column()))
                    .filter(tasks::person_id.eq(self.key()))
                    .filter(tasks::done_at.is_null()),
            )
            .set((tasks::done_at.eq(Some(self.now().at.column())), tasks::done_by.eq(self.by().column())))
            .execute(connection)?)
        })?;
        if done == 1 { self.changed("task.done", &task.to_string()) } else { Ok(()) }
    }

    /// Puts a row of the day aside, once for a form's key.
    ///
    /// # Errors
    /// As [`Self::add_task`].
    pub fn set_aside(&self, aside: &Aside, key: &str) -> StoreResult<SetAsideId> {
        self.staff_only()?;
        self.for_change()?;
        if let Some(before) = self.kept_before(key, ASIDE)? {
            return Ok(before);
        }
        let row = SetAside {
            id: SetAsideId::new(),
            person: self.id(),
            aside: aside.clone(),
            made_at: self.now().at,
            made_by: self.by(),
        };
        self.tx().savepoint(|| {
            self.tx().run(|connection| Ok(row.insert(connection)?))?;
            self.use_key(key, ASIDE, &row.id.to_string())?;
            self.changed("day.set_aside", &row.id.to_string())?;
            Ok(row.id)
        })
    }

    /// What was put aside of this person's, newest first.
    ///
    /// # Errors
    /// `NotAllowed` for the young person; the database's own.
    pub fn set_asides(&self) -> StoreResult<Vec<SetAside>> {
        self.staff_only()?;
        self.tx().run(|connection| {
            Ok(set_asides::table
                .filter(set_asides::person_id.eq(self.key()))
                .order((set_asides::made_at.desc(), set_asides::id.desc()))
                .load(connection)?)
        })
    }
}

/// Somebody asks a colleague to stand in, or is asked to by a manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewCover {
    pub absent: UserId,
    pub cover: UserId,
    pub from: NaiveDate,
    /// The first day on which it is over; `None` until somebody ends it.
    pub until: Option<NaiveDate>,
}

/// A manager sees who is away and puts a colleague in for anybody.
impl ServiceView {
    /// Covers that run or are to come.
    ///
    /// # Errors
    /// The database's own.
    pub fn covers(&self, tx: &Tx, today: NaiveDate) -> StoreResult<Vec<Cover>> {
        tx.run(|connection| {
            Ok(covers::table
                .filter(covers::until_day.is_null().or(covers::until_day.gt(today)))
                .order((covers::from_day, covers::id))
                .load(connection)?)
        })
    }

    /// Puts a colleague in, as [`Tx::begin_cover`].
    ///
    /// # Errors
    /// As there.
    pub fn begin_cover(&self, tx: &Tx, new: &NewCover, now: Moment) -> StoreResult<CoverId> {
        tx.begin_cover(new, self.user, now)
    }

    /// Ends anybody's cover today; one that has not begun never does.
    ///
    /// # Errors
    /// `NotFound` where it is over, or is none; the database's own.
    pub fn end_cover(&self, tx: &Tx, cover: CoverId, now: Moment) -> StoreResult<()> {
        tx.cover_over(cover, self.user, now)
    }
}

impl Tx {
    /// Lets a colleague stand in. Both are advisers who can sign in.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else and for days that are none; the database's own.
    pub fn begin_cover(&self, new: &NewCover, by: UserId, now: Moment) -> StoreResult<CoverId> {
        let works = |user: UserId| {
            let user = self.users().find(user)?;
            Ok::<_, StoreError>(
                user.is_some_and(|user| user.role == Role::Adviser && user.disabled_at.is_none()),
            )
        };
        if new.absent == new.cover
            || new.until.is_some_and(|until| until <= new.from)
            || !works(new.absent)?
            || !works(new.cover)?
        {
            return Err(StoreError::NotAllowed("one adviser stands in for another, for some days".into()));
        }
        let standing: Vec<Cover> = self.run(|connection| {
            Ok(covers::table
                .filter(covers::absent_id.eq(new.absent.column()))
                .filter(covers::cover_id.eq(new.cover.column()))
                .filter(covers::from_day.eq(new.from))
                .load(connection)?)
        })?;
        if let Some(same) = standing.iter().find(|same| same.until == new.until) {
            return Ok(same.id);
        }
        let row = Cover {
            id: CoverId::new(),
            absent: new.absent,
            cover: new.cover,
            from: new.from,
            until: new.until,
            made_at: now.at,
            made_by: Some(by),
        };
        self.run(|connection| Ok(row.insert(connection)?))?;
        self.note_change();
        let id = row.id.to_string();
        let deed = Deed { by: Some(by), person: None, what: "cover.begun", subject: Some(&id), detail: None };
        self.note_deed(&deed, now.at)?;
        Ok(row.id)
    }

    /// Ends a cover of one's own today; one that has not begun never does.
    ///
    /// # Errors
    /// `NotFound` where it is none of theirs; the database's own.
    pub fn end_cover(&self, cover: CoverId, by: UserId, now: Moment) -> StoreResult<()> {
        if !self.covers_of(by, now.today)?.iter().any(|theirs| theirs.id == cover) {
            return Err(StoreError::NotFound);
        }
        self.cover_over(cover, by, now)
    }

    fn cover_over(&self, cover: CoverId, by: UserId, now: Moment) -> StoreResult<()> {
        let ended = self.run(|connection| {
            Ok(diesel::update(
                covers::table
                    .filter(covers::id.eq(cover.column()))
                    .filter(covers::until_day.is_null().or(covers::until_day.gt(now.today))),
            )
            .set(covers::until_day.eq(Some(now.today)))
            .execute(connection)?)
        })?;
        if ended == 0 {
            return Err(StoreError::NotFound);
        }
        self.note_change();
        let id = cover.to_string();
        let deed = Deed { by: Some(by), person: None, what: "cover.ended", subject: Some(&id), detail: None };
        self.note_deed(&deed, now.at)
    }

    /// Covers of somebody that run or are to come, as the one who is away or the one who stands in.
    ///
    /// # Errors
    /// The database's own.
    pub fn covers_of(&self, user: UserId, today: NaiveDate) -> StoreResult<Vec<Cover>> {
        self.run(|connection| {
            Ok(covers::table
                .filter(covers::absent_id.eq(user.column()).or(covers::cover_id.eq(user.column())))
                .filter(covers::until_day.is_null().or(covers::until_day.gt(today)))
                .order((covers::from_day, covers::id))
                .load(connection)?)
        })
    }

    /// For whom somebody stands in on a day, by name.
    ///
    /// # Errors
    /// The database's own.
    pub fn stands_in_for(&self, user: UserId, today: NaiveDate) -> StoreResult<Vec<Covering>> {
        let rows: Vec<(UserId, String, Option<String>, Option<crate::dialect::Day>)> =
            self.run(|connection| {
                Ok(covers::table
                    .inner_join(users::table.on(users::id.eq(covers::absent_id)))
                    .filter(covers::cover_id.eq(user.column()))
                    .filter(covers::from_day.le(today))
                    .filter(covers::until_day.is_null().or(covers::until_day.gt(today)))
                    .order((users::display_name, covers::id))
                    .select((users::id, users::display_name, users::phone, covers::until_day))
                    .load(connection)?)
            })?;
        let mut all: Vec<Covering> = rows.into_iter().map(covering).collect();
        all.dedup_by_key(|one| one.user);
        Ok(all)
    }
}

pub(crate) fn covering(
    (user, name, phone, until): (UserId, String, Option<String>, Option<crate::dialect::Day>),
) -> Covering {
    Covering { user, name, phone, last: until.map(|until| until.0.pred_opt().unwrap_or(until.0)) }
}

//! The jobs of a move: added, changed, ticked, taken out, and moved along when the moving day moves.

use chrono::{DateTime, Days, NaiveDate, Utc};
use onward_domain::{
    access::Purpose,
    allocation::{Part, Worker},
    id::MoveJobId,
    place::{MoveJob, MoveJobNote, PlaceView},
};
use onward_store::{
    StoreError, StoreResult,
    repo::versions::{Kept, Sent},
    scope::{OwnRecord, Record},
};

use crate::{clock::london_day, usecases::ask::Ask};

/// Keeps a job of a move, new or instead of the version that the form was filled from.
///
/// # Errors
/// `NotFound` for a job that is not theirs; the store's own. A stale form is a value: [`Kept::Clash`].
pub fn keep_move_job(ask: &Ask<'_, OwnRecord>, sent: &Sent<MoveJob>) -> StoreResult<Kept<MoveJob>> {
    ask.open(Purpose::OwnPages)?.move_jobs().keep(sent)
}

/// The moving day went from one day to another, and jobs still have the days of the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovedDay {
    /// As it was.
    pub from: NaiveDate,
    /// As it is.
    pub to: NaiveDate,
    /// When that was said.
    pub since: DateTime<Utc>,
    /// How many jobs could move with it.
    pub jobs: usize,
}

/// So long after the moving day changed, moving the jobs with it is offered.
const OFFERED: i64 = 14;

pub(super) fn moved_day(
    record: &Record<'_>,
    view: Option<&PlaceView>,
    jobs: &[MoveJob],
) -> StoreResult<Option<MovedDay>> {
    let Some((view, to)) = view.and_then(|view| Some((view, view.note.move_day?))) else { return Ok(None) };
    if jobs.is_empty() {
        return Ok(None);
    }
    let versions = record.place_views().line(view.id)?;
    let mut versions = versions.iter().map(|version| &version.row);
    let mut since = view.recorded.at;
    let earlier = versions.find(|row| {
        let same = row.note.move_day == Some(to);
        since = if same { row.recorded.at } else { since };
        !same
    });
    let Some(from) = earlier.and_then(|row| row.note.move_day) else { return Ok(None) };
    let recent = (record.now().today - london_day(since)).num_days() <= OFFERED;
    let jobs = jobs.iter().filter(|job| goes_with(job, since)).count();
    Ok((recent && jobs > 0).then_some(MovedDay { from, to, since, jobs }))
}

/// Not done, with a day from before the moving day changed.
fn goes_with(job: &MoveJob, since: DateTime<Utc>) -> bool {
    !job.note.done && job.note.by.is_some() && job.recorded.at < since
}

/// Moves the days of the jobs as far as the moving day moved. Sent twice, it moves them once: a job that was moved is newer than
/// the moving day.
///
/// # Errors
/// The store's own.
pub fn move_jobs_along(ask: &Ask<'_, OwnRecord>) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    let jobs = record.move_jobs().standing()?;
    let view = record.place_views().standing()?.pop();
    let Some(moved) = moved_day(&record, view.as_ref(), &jobs)? else { return Ok(()) };
    for job in jobs.iter().filter(|job| goes_with(job, moved.since)) {
        let by = job.note.by.and_then(|by| by.checked_add_signed(moved.to - moved.from));
        record.move_jobs().correct(job.id, &MoveJobNote { by, ..job.note.clone() })?;
    }
    Ok(())
}

/// One job as it stands, for its form.
#[derive(Debug, Clone)]
pub struct SeenJob {
    /// For the page's foot.
    pub adviser: Option<Worker>,
    /// None for a new one.
    pub job: Option<MoveJob>,
}

/// Opens one's own record and reads one job.
///
/// # Errors
/// `NotFound` for a job that is not theirs, or that was taken out; the store's own.
pub fn see_move_job(ask: &Ask<'_, OwnRecord>, job: Option<MoveJobId>) -> StoreResult<SeenJob> {
    let record = ask.open(Purpose::OwnPages)?;
    let adviser = record.worker(Part::Adviser)?;
    let Some(job) = job else { return Ok(SeenJob { adviser, job: None }) };
    let newest = record.move_jobs().newest(job)?;
    if !newest.recorded.stands() {
        return Err(StoreError::NotFound);
    }
    Ok(SeenJob { adviser, job: Some(newest) })
}

/// Takes a job off the list; it stays among the versions. Taken out already is taken out.
///
/// # Errors
/// `NotFound` for a job that is not theirs; the store's own.
pub fn remove_move_job(ask: &Ask<'_, OwnRecord>, job: MoveJobId) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    let jobs = record.move_jobs();
    let newest = jobs.newest(job)?;
    if newest.recorded.stands() { jobs.withdraw(newest.id) } else { Ok(()) }
}

/// Puts these on the list, each with its day. What is on it already is not put there again.
///
/// # Errors
/// The store's own.
pub fn put_on_list(ask: &Ask<'_, OwnRecord>, ideas: &[Idea]) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    let move_day = record.place_views().standing()?.pop().and_then(|view| view.note.move_day);
    let there: Vec<String> = record.move_jobs().standing()?.into_iter().map(|job| job.note.what).collect();
    for idea in ideas.iter().filter(|idea| !there.contains(&idea.what)) {
        let note = MoveJobNote { what: idea.what.clone(), by: idea.by(move_day, ask.now.today), done: false };
        record.move_jobs().add(&note)?;
    }
    Ok(())
}

/// A job that most moves have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idea {
    /// In the words of the page.
    pub what: String,
    /// So many days before the move.
    pub days_before: u64,
}

impl Idea {
    /// The day by which it is done: counted back from the moving day, and never in the past. None without a moving day ahead.
    #[must_use]
    pub fn by(&self, move_day: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
        let move_day = move_day.filter(|day| *day >= today)?;
        Some(move_day.checked_sub_days(Days::new(self.days_before))?.max(today))
    }
}

/// Ticks a job, or takes the tick off: whatever stands of it.
///
/// # Errors
/// `NotFound` for a job that is not theirs; the store's own.
pub fn tick_move_job(ask: &Ask<'_, OwnRecord>, job: MoveJobId, done: bool) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    let jobs = record.move_jobs();
    let newest = jobs.newest(job)?;
    if !newest.recorded.stands() || newest.note.done == done {
        return Ok(());
    }
    let note = MoveJobNote { done, ..newest.note };
    jobs.correct(newest.id, &note).map(drop)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_idea_is_counted_back_from_the_move_and_never_lies_in_the_past() {
        let power = Idea { what: "Choose who sells you gas and electric".into(), days_before: 14 };
        let today = day("2026-11-23");
        assert_eq!(power.by(Some(day("2026-12-20")), today), Some(day("2026-12-06")));
        assert_eq!(power.by(Some(day("2026-11-30")), today), Some(today));
        assert_eq!(power.by(Some(day("2026-11-01")), today), None, "that move has been");
        assert_eq!(power.by(None, today), None);
    }
}

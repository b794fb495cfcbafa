//! An adviser writes down a course, training or apprenticeship, or that there is none, or corrects what was written.

use leaving_care_rules::Law;
use onward_domain::{
    access::Purpose,
    care::{Course, CourseNote},
    id::{CourseId, PersonId, UserId},
    moment::Moment,
};
use onward_store::{StoreError, StoreResult, Tx, repo::once::Once, scope::Caseload};

use super::{
    Answered,
    answer_fact::Became,
    see_facts::{Version, versions},
};

/// What a form's key is used up for.
const ACT: &str = "course";

/// What a form sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The version that the form was filled from; none when a course is added.
    pub version: Option<CourseId>,
    /// What it says.
    pub says: CourseNote,
    /// The form's own key.
    pub key: String,
}

/// What the page of one course shows.
#[derive(Debug, Clone)]
pub struct SeenCourse {
    /// The person, assessed.
    pub answered: Answered,
    /// What stands, and what stood in its place before, newest first. Empty for a new course.
    pub history: Vec<Version<Course>>,
}

/// Opens the record and reads a course with its earlier versions; without one, what a new course needs.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a course that is not this person's; the store's own.
pub fn see_course(
    tx: &Tx,
    caseload: &Caseload,
    law: &Law,
    person: PersonId,
    course: Option<CourseId>,
    now: Moment,
) -> StoreResult<SeenCourse> {
    let record = caseload.open(tx, person, Purpose::PersonPage, now)?;
    let answered = Answered::of(law, record.overview()?, now.today).in_record(&record);
    let history = match course {
        Some(course) => line(versions(tx, &record.courses().history()?)?, course)?,
        None => Vec::new(),
    };
    Ok(SeenCourse { answered, history })
}

/// The versions that lead to one and those that took its place, newest first.
fn line(all: Vec<Version<Course>>, course: CourseId) -> StoreResult<Vec<Version<Course>>> {
    let find = |id: CourseId| all.iter().find(|version| version.row.id == id);
    let mut newest = find(course).ok_or(StoreError::NotFound)?;
    let mut line = Vec::new();
    // A chain of corrections is no longer than all there is: a damaged one does not go round.
    for _ in 0..all.len() {
        match newest.row.superseded_by.and_then(find) {
            Some(next) => newest = next,
            None => break,
        }
    }
    let mut at = Some(newest);
    while let Some(version) = at.filter(|_| line.len() < all.len()) {
        line.push(version.clone());
        at = all.iter().find(|older| older.row.superseded_by == Some(version.row.id));
    }
    Ok(line)
}

/// Keeps a course in the place of the version that the form was filled from, or adds it.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a course that is not this person's; the store's own. A stale
/// form is a value: [`Became::Clash`].
pub fn record_course(
    tx: &Tx,
    caseload: &Caseload,
    me: UserId,
    person: PersonId,
    sent: &Sent,
    now: Moment,
) -> StoreResult<Became<Course>> {
    let record = caseload.open(tx, person, Purpose::PersonPage, now)?;
    record.for_change()?;
    if let Some(kept) = tx.done_before(me, &sent.key, ACT)? {
        return Ok(Became::Kept(kept));
    }
    if let Some(version) = sent.version {
        let line = line(versions(tx, &record.courses().history()?)?, version)?;
        let stands = line.into_iter().find(|version| version.row.recorded.stands());
        if stands.as_ref().map(|stands| stands.row.id) != sent.version {
            return Ok(Became::Clash(stands.map(Box::new)));
        }
        if stands.is_some_and(|stands| stands.row.note == sent.says) {
            return Ok(Became::Same);
        }
    }
    let done = tx.once(me, &sent.key, ACT, now.at, || {
        let courses = record.courses();
        let kept = match sent.version {
            Some(version) => courses.correct(version, &sent.says)?,
            None => courses.add(&sent.says)?,
        };
        Ok(kept.to_string())
    })?;
    let (Once::Done(kept) | Once::Already(kept)) = done;
    Ok(Became::Kept(kept))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, at, day};
    use leaving_care_rules::json::EducationKind;
    use onward_store::{on_both, testing::TestStore};

    fn course(kind: EducationKind, name: &str) -> CourseNote {
        CourseNote {
            kind,
            name: Some(name.into()),
            start: Some(day("2026-09-07")),
            end: None,
            in_pathway_plan: Some(true),
            months: Some(24),
            full_time: None,
            residential: None,
            continuing: None,
        }
    }

    fn send(
        store: &TestStore,
        jay: &Jay,
        version: Option<CourseId>,
        says: CourseNote,
        key: &str,
    ) -> Became<Course> {
        let sent = Sent { version, says, key: key.into() };
        let (caseload, me, person) = (jay.caseload(store), jay.priya, jay.person);
        store.write(move |tx| record_course(tx, &caseload, me, person, &sent, at(0))).unwrap()
    }

    fn kept(became: Became<Course>) -> CourseId {
        let Became::Kept(version) = became else { unreachable!("{became:?}") };
        version.parse().unwrap()
    }

    on_both!(courses_are_added_beside_each_other_and_each_keeps_its_own_line_of_corrections => |store| {
        let jay = Jay::of(store);
        let joinery = course(EducationKind::FeFullTime, "Joinery");
        let first = kept(send(store, &jay, None, joinery.clone(), "one"));
        assert_eq!(kept(send(store, &jay, None, joinery.clone(), "one")), first, "sent twice");
        let other = kept(send(store, &jay, None, course(EducationKind::He, "Nursing"), "two"));
        assert_eq!(send(store, &jay, Some(first), joinery, "three"), Became::Same);
        let second = kept(send(store, &jay, Some(first), course(EducationKind::Apprenticeship, "Joinery"), "four"));
        let Became::Clash(Some(theirs)) =
            send(store, &jay, Some(first), course(EducationKind::Traineeship, "Joinery"), "five")
        else {
            unreachable!("the form is stale")
        };
        assert_eq!(theirs.row.id, second);
        let (caseload, person) = (jay.caseload(store), jay.person);
        let law = Law::england().unwrap();
        let line = |course: CourseId| {
            let seen = store.read(|tx| see_course(tx, &caseload, law, person, Some(course), at(0))).unwrap();
            seen.history.iter().map(|version| version.row.id).collect::<Vec<_>>()
        };
        assert_eq!(line(first), [second, first], "from any version the newest stands first");
        assert_eq!(line(second), [second, first]);
        assert_eq!(line(other), [other]);
        let nobody = store.read(|tx| see_course(tx, &caseload, law, person, Some(CourseId::new()), at(0)));
        assert_eq!(nobody.unwrap_err(), StoreError::NotFound);
    });
}

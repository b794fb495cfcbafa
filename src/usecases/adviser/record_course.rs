//! An adviser records a course, training or apprenticeship, or that there is none, or corrects what was recorded.

use onward_domain::{
    access::Purpose,
    care::Course,
    id::{CourseId, PersonId},
};
use onward_store::{
    StoreResult,
    repo::versions::{Kept, Sent, Version},
    scope::Caseload,
};

use super::{Answered, answer_fact::BeforeBirth};
use crate::usecases::ask::Ask;

/// What the page for one course shows.
#[derive(Debug, Clone)]
pub struct SeenCourse {
    /// The person, assessed.
    pub answered: Answered,
    /// The current version and those it replaced, newest first. Empty for a new course.
    pub history: Vec<Version<Course>>,
}

/// Opens the record and reads a course with its earlier versions; without one, what a new course needs.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a course that is not this person's; any store error.
pub fn see_course(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    course: Option<CourseId>,
) -> StoreResult<SeenCourse> {
    let record = ask.open(person, Purpose::PersonPage)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    let history = match course {
        Some(course) => record.courses().line(course)?,
        None => Vec::new(),
    };
    Ok(SeenCourse { answered, history })
}

/// Stores a course, replacing the version that the form started from, or adds it.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a course that is not this person's; any store error. A
/// stale form is a value: [`Kept::Clash`].
pub fn record_course(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &Sent<Course>,
) -> StoreResult<Kept<Course, BeforeBirth>> {
    let record = ask.open(person, Purpose::PersonPage)?;
    record.courses().keep_unless(sent, |_| BeforeBirth::of(&record, sent.says.start.or(sent.says.end)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, asking, at, day};
    use leaving_care_rules::person::EducationKind;
    use onward_domain::care::CourseNote;
    use onward_store::{StoreError, on_both, testing::TestStore};

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
    ) -> Kept<Course, BeforeBirth> {
        let sent = Sent { version, says, key: key.into() };
        let (me, person) = (jay.priya, jay.person);
        store.write(move |tx| record_course(&asking(tx, me, at(0)), person, &sent)).unwrap()
    }

    fn kept(kept: Kept<Course, BeforeBirth>) -> CourseId {
        kept.version().unwrap_or_else(|| unreachable!("{kept:?}"))
    }

    on_both!(courses_are_added_beside_each_other_and_each_keeps_its_own_line_of_corrections => |store| {
        let jay = Jay::of(store);
        let joinery = course(EducationKind::FeFullTime, "Joinery");
        let first = kept(send(store, &jay, None, joinery.clone(), "one"));
        assert_eq!(kept(send(store, &jay, None, joinery.clone(), "one")), first, "sent twice");
        let other = kept(send(store, &jay, None, course(EducationKind::He, "Nursing"), "two"));
        assert_eq!(send(store, &jay, Some(first), joinery, "three"), Kept::Same);
        let second = kept(send(store, &jay, Some(first), course(EducationKind::Apprenticeship, "Joinery"), "four"));
        let Kept::Clash(Some(theirs)) =
            send(store, &jay, Some(first), course(EducationKind::Traineeship, "Joinery"), "five")
        else {
            unreachable!("the form is stale")
        };
        assert_eq!(theirs.row.id, second);
        let (me, person) = (jay.priya, jay.person);
        let line = |course: CourseId| {
            let seen = store.read(|tx| see_course(&asking(tx, me, at(0)), person, Some(course))).unwrap();
            seen.history.iter().map(|version| version.row.id).collect::<Vec<_>>()
        };
        assert_eq!(line(first), [second, first], "from any version the newest comes first");
        assert_eq!(line(second), [second, first]);
        assert_eq!(line(other), [other]);
        let nobody = store.read(|tx| see_course(&asking(tx, me, at(0)), person, Some(CourseId::new())));
        assert_eq!(nobody.unwrap_err(), StoreError::NotFound);
    });
}

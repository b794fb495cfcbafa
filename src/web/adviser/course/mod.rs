//! `/adviser/people/{person}/facts/courses/…`: a course, training or apprenticeship, or that there is none.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::id::{CourseId, PersonId};
use onward_store::repo::versions::Sent;

use self::{form::CourseForm, page::CoursePage};
use super::{
    fact_words,
    facts::{self, InTheWay},
    said,
    who::Who,
};
use crate::{
    usecases::adviser::{
        Answered,
        record_course::{record_course, see_course},
    },
    web::{
        desk::{Adviser, Desk},
        error::Situation,
        form::{Clash, ClashRow, Form, FormErrors, Sheet},
        reply::PageResult,
        routes::{Audience, Route, get, post},
        words::{Say, says},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let (new, one) =
        ("/adviser/people/{person}/facts/courses/new", "/adviser/people/{person}/facts/courses/{course}");
    vec![
        get(new, Audience::Adviser, add),
        post(new, Audience::Adviser, keep_new),
        get(one, Audience::Adviser, correct),
        post(one, Audience::Adviser, keep_corrected),
    ]
}

/// What is asked about somebody's study or training.
#[must_use]
pub fn question(name: &str) -> Say {
    says::adviser::facts::CourseQuestion { name }.into()
}

/// Where part of the current course is answered, or a first one added; the list if the record can only be read.
#[must_use]
pub fn address(one: &Answered) -> String {
    let base = Who::of(one).base;
    match one.listed.facts.course(one.today) {
        Some(course) => format!("{base}/facts/courses/{}", course.id),
        None if one.may_change => format!("{base}/facts/courses/new"),
        None => format!("{base}/facts#{}", fact_words::COURSES),
    }
}

async fn add(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_course(ask, person, None)).await?;
    if !seen.answered.may_change {
        return Err(Situation::NotFound);
    }
    desk.show(&CoursePage::of(&seen, Sheet::default()))
}

async fn correct(desk: Desk<Adviser>, at: Path<(PersonId, CourseId)>) -> PageResult {
    let (person, course) = at.into_inner();
    let seen = desk.read(move |ask| see_course(ask, person, Some(course))).await?;
    let form = seen.history.first().map(|version| CourseForm::from(&version.row)).unwrap_or_default();
    desk.show(&CoursePage::of(&seen, Sheet::new(form)))
}

async fn keep_new(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<CourseForm>) -> PageResult {
    keep(&desk, *at, None, form).await
}

async fn keep_corrected(
    desk: Desk<Adviser>,
    at: Path<(PersonId, CourseId)>,
    form: Form<CourseForm>,
) -> PageResult {
    let (person, course) = at.into_inner();
    keep(&desk, person, Some(course), form).await
}

async fn keep(
    desk: &Desk<Adviser>,
    person: PersonId,
    course: Option<CourseId>,
    form: Form<CourseForm>,
) -> PageResult {
    let today = desk.now().today;
    let key = form.once.clone();
    let form = form.into_inner();
    // A form that lost its version is about the course in its address.
    let version = if course.is_some() { form.version.parse()?.or(course) } else { None };
    let says = match form.read(today) {
        Ok(says) => says,
        Err(errors) => return again(desk, person, course, Sheet::wrong(form, errors)).await,
    };
    let sent = Sent { version, says: says.clone(), key };
    let kept = desk.write(move |ask| record_course(ask, person, &sent)).await?;
    let sheet = match facts::kept(person, kept) {
        Ok(there) => return Ok(there),
        Err(InTheWay::BeforeBirth(born)) => {
            let words = says::forms::day::BeforeBirth { born: born.into() };
            Sheet::wrong(form, FormErrors::one("start", words))
        }
        Err(InTheWay::Clash(theirs)) => {
            use says::adviser::course::part;
            let saved = theirs.as_ref().map(|version| &version.row.note);
            let nothing = || Say::from(says::adviser::answer::None);
            let rows = vec![
                ClashRow::new(part::What, saved.map_or_else(nothing, said::course), said::course(&says)),
                ClashRow::new(
                    part::When,
                    saved.map_or_else(nothing, |note| said::course_when(note, today)),
                    said::course_when(&says, today),
                ),
            ];
            let clash = Clash::of(theirs.as_deref(), rows);
            Sheet::clashing(CourseForm { version: theirs.as_deref().into(), ..form }, clash)
        }
    };
    again(desk, person, course, sheet).await
}

async fn again(
    desk: &Desk<Adviser>,
    person: PersonId,
    course: Option<CourseId>,
    sheet: Sheet<CourseForm>,
) -> PageResult {
    let seen = desk.read(move |ask| see_course(ask, person, course)).await?;
    desk.show(&CoursePage::of(&seen, sheet))
}

//! `/adviser/people/{person}/facts`: what is known of how things are, and the forms that answer what is not.
//!
//! One question a page, with one Save of its own: on a phone the answers and Save stand on one screen, what is wrong in one
//! answer holds up no other, and a form that somebody else was faster with is about one answer alone.

use actix_web::{
    HttpRequest,
    http::StatusCode,
    web::{Path, Query},
};
use onward_domain::{
    care::CircumstanceFact,
    id::{CourseId, PersonId},
};
use onward_store::repo::versions::{Kept, Sent};
use serde::Deserialize;

use super::{
    fact_words,
    handlers::{caseload, id},
    show_course, show_fact, show_facts,
};
use crate::{
    App,
    usecases::adviser::{
        answer_fact::{SeenFact, answer_fact, see_fact},
        record_course::{SeenCourse, record_course, see_course},
        see_facts::see_facts,
    },
    web::{
        error::Situation,
        extract::Adviser,
        form::Form,
        law_words,
        reply::{PageResult, frame, see_other, show, show_again, show_in},
        view::FormErrors,
    },
};

/// What follows a saved answer: the version that was saved, which says nothing of what it is about.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    saved: String,
}

/// `/adviser/people/{person}/facts`.
///
/// # Errors
/// Not this adviser's; the store's.
pub async fn list(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<String>,
    after: Query<After>,
) -> PageResult {
    let person: PersonId = id(&place)?;
    let (law, messages, now, user) = (app.law, law_words::messages()?, app.clock.moment(), me.user.id);
    let saved = after.into_inner().saved;
    let seen =
        app.read(move |tx| see_facts(tx, &caseload(tx, user)?, (law, messages), person, &saved, now)).await?;
    show(&app, &request, Some(&me), &show_facts::page(&seen, law))
}

async fn seen_fact(
    app: &App,
    me: &Adviser,
    person: PersonId,
    number: &str,
) -> Result<(CircumstanceFact, SeenFact), Situation> {
    let fact = fact_words::of_address(number).ok_or(Situation::NotFound)?;
    let (law, now, user) = (app.law, app.clock.moment(), me.user.id);
    let seen = app.read(move |tx| see_fact(tx, &caseload(tx, user)?, law, person, fact, now)).await?;
    Ok((fact, seen))
}

/// `/adviser/people/{person}/facts/{number}`.
///
/// # Errors
/// Not this adviser's, no such question; the store's.
pub async fn question(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<(String, String)>,
) -> PageResult {
    let (person, number) = place.into_inner();
    let (fact, seen) = seen_fact(&app, &me, id(&person)?, &number).await?;
    let form = seen.stands().map(|version| show_fact::Filled::from_answer(&version.row)).unwrap_or_default();
    show(&app, &request, Some(&me), &show_fact::page(&seen, app.law, fact, &form, FormErrors::none(), None))
}

/// Keeps the answer to one question.
///
/// # Errors
/// Not this adviser's, no such question, opened from outside; the store's.
pub async fn answer(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<(String, String)>,
    form: Form<show_fact::Filled>,
) -> PageResult {
    let (person, number) = place.into_inner();
    let person: PersonId = id(&person)?;
    let (fact, seen) = seen_fact(&app, &me, person, &number).await?;
    let (law, now, user) = (app.law, app.clock.moment(), me.user.id);
    let key = form.once.clone();
    let filled = form.into_inner();
    let version = filled.version()?;
    let born = seen.answered.listed.person.identity.born;
    let says = match filled.read(fact, born, now.today) {
        Ok(says) => says,
        Err(errors) => {
            let page = show_fact::page(&seen, law, fact, &filled, errors, None);
            return show_again(&app, &request, Some(&me), &page);
        }
    };
    let sent = Sent { version, says, key };
    let kept = app.write(move |tx| answer_fact(tx, &caseload(tx, user)?, person, &sent, now)).await?;
    let list = format!("/adviser/people/{person}/facts");
    match kept {
        Kept::Now(version) | Kept::Before(version) => Ok(see_other(&format!("{list}?saved={version}"))),
        Kept::Same => Ok(see_other(&list)),
        Kept::Doubt(none) => match none {},
        Kept::Clash(theirs) => {
            let theirs = theirs.as_deref();
            let clash = show_fact::clash(theirs, &says);
            let version = theirs.map(|theirs| theirs.row.id.to_string()).unwrap_or_default();
            let filled = show_fact::Filled { version, ..filled };
            let page = show_fact::page(&seen, law, fact, &filled, FormErrors::none(), Some(clash));
            show_in(&app, &frame(&app, &request, Some(&me)), StatusCode::CONFLICT, &page)
        }
    }
}

async fn seen_course(
    app: &App,
    me: &Adviser,
    person: PersonId,
    course: Option<CourseId>,
) -> Result<SeenCourse, Situation> {
    let (law, now, user) = (app.law, app.clock.moment(), me.user.id);
    app.read(move |tx| see_course(tx, &caseload(tx, user)?, law, person, course, now)).await
}

/// `/adviser/people/{person}/facts/courses/new`.
///
/// # Errors
/// Not this adviser's; the store's.
pub async fn new_course(app: App, request: HttpRequest, me: Adviser, place: Path<String>) -> PageResult {
    let seen = seen_course(&app, &me, id(&place)?, None).await?;
    if !seen.answered.may_change {
        return Err(Situation::NotFound);
    }
    let form = show_course::Filled::default();
    show(&app, &request, Some(&me), &show_course::page(&seen, &form, FormErrors::none(), None))
}

/// `/adviser/people/{person}/facts/courses/{course}`.
///
/// # Errors
/// Not this adviser's, not this person's; the store's.
pub async fn course(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<(String, String)>,
) -> PageResult {
    let (person, course) = place.into_inner();
    let seen = seen_course(&app, &me, id(&person)?, Some(id(&course)?)).await?;
    let newest = seen.history.first();
    let form = newest.map(|version| show_course::Filled::from_course(&version.row)).unwrap_or_default();
    show(&app, &request, Some(&me), &show_course::page(&seen, &form, FormErrors::none(), None))
}

/// The form of a new course.
///
/// # Errors
/// Not this adviser's, opened from outside; the store's.
pub async fn add_course(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<String>,
    form: Form<show_course::Filled>,
) -> PageResult {
    let person: PersonId = id(&place)?;
    let seen = seen_course(&app, &me, person, None).await?;
    save_course(&app, &request, &me, (person, &seen), form, None).await
}

/// The form that corrects a course.
///
/// # Errors
/// Not this adviser's, not this person's, opened from outside; the store's.
pub async fn change_course(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<(String, String)>,
    form: Form<show_course::Filled>,
) -> PageResult {
    let (person, course) = place.into_inner();
    let (person, course): (PersonId, CourseId) = (id(&person)?, id(&course)?);
    let seen = seen_course(&app, &me, person, Some(course)).await?;
    let version = form.version()?.or(Some(course));
    save_course(&app, &request, &me, (person, &seen), form, version).await
}

async fn save_course(
    app: &App,
    request: &HttpRequest,
    me: &Adviser,
    (person, seen): (PersonId, &SeenCourse),
    form: Form<show_course::Filled>,
    version: Option<CourseId>,
) -> PageResult {
    let (now, user) = (app.clock.moment(), me.user.id);
    let key = form.once.clone();
    let filled = form.into_inner();
    let says = match filled.read(seen.answered.listed.person.identity.born, now.today) {
        Ok(says) => says,
        Err(errors) => {
            return show_again(app, request, Some(me), &show_course::page(seen, &filled, errors, None));
        }
    };
    let sent = Sent { version, says: says.clone(), key };
    let kept = app.write(move |tx| record_course(tx, &caseload(tx, user)?, person, &sent, now)).await?;
    let list = format!("/adviser/people/{person}/facts");
    match kept {
        Kept::Now(version) | Kept::Before(version) => Ok(see_other(&format!("{list}?saved={version}"))),
        Kept::Same => Ok(see_other(&list)),
        Kept::Doubt(none) => match none {},
        Kept::Clash(theirs) => {
            let theirs = theirs.as_deref();
            let clash = show_course::clash(theirs, &says, now.today);
            let version = theirs.map(|theirs| theirs.row.id.to_string()).unwrap_or_default();
            let filled = show_course::Filled { version, ..filled };
            let page = show_course::page(seen, &filled, FormErrors::none(), Some(clash));
            show_in(app, &frame(app, request, Some(me)), StatusCode::CONFLICT, &page)
        }
    }
}

//! `/reviewing/people/{person}/reviews`: a person's reviews and conferences; a day is booked, and what a review came to is recorded
//! once, with the young person's views before and after.

mod form;

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::{
    id::{PersonId, ReviewId},
    reviewing::{Lacks, Review, ReviewKind, ViewsGiven},
};
use onward_store::scope::Listed;
use serde::Serialize;

use self::form::{BookForm, RecordForm};
use crate::{
    usecases::{
        reviewed::due_for,
        reviewing::work::{book_review, record_review, see_reviews},
    },
    web::{
        desk::{Desk, Reviewing},
        error::Situation,
        form::{Form, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
    },
};

const AT: &str = "/reviewing/people/{person}/reviews";
const ONE: &str = "/reviewing/people/{person}/reviews/{review}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Reviewing, list),
        post(AT, Audience::Reviewing, book),
        get(ONE, Audience::Reviewing, one),
        post(ONE, Audience::Reviewing, record),
    ]
}

/// A person's reviews.
pub fn address(person: PersonId) -> String {
    format!("/reviewing/people/{person}/reviews")
}

/// All of a person's.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewsPage {
    name: String,
    person: String,
    href: String,
    challenge: String,
    due: Vec<DueShown>,
    held: Vec<ReviewShown>,
    #[serde(flatten)]
    sheet: Sheet<BookForm>,
}

#[derive(Debug, Clone, Serialize)]
struct DueShown {
    kind: ReviewKind,
    by: Option<NaiveDate>,
    late: bool,
    booked: Option<NaiveDate>,
    booked_late: bool,
    record: Option<String>,
    held: usize,
}

/// One that was held.
#[derive(Debug, Clone, Serialize)]
struct ReviewShown {
    href: String,
    kind: ReviewKind,
    held_on: NaiveDate,
    views_how: ViewsGiven,
    views_before: Option<String>,
    views_after: Option<String>,
    outcome: Option<String>,
    by_when: Option<NaiveDate>,
    who: Option<String>,
    decided: String,
    lacks: Vec<Lacks>,
}

impl Page for ReviewsPage {
    const TEMPLATE: &'static str = "reviewing/reviews.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ReviewsPage {
    pub fn of(person: &Listed, reviews: &[Review], today: NaiveDate, sheet: Sheet<BookForm>) -> Self {
        let id = person.person.id;
        let due = due_for(person, reviews, today).into_iter().map(|due| DueShown {
            kind: due.kind,
            by: due.by,
            late: due.late(today),
            booked_late: due.booked_late(),
            booked: due.booked.as_ref().map(|booked| booked.booked_for),
            record: due.booked.as_ref().map(|booked| format!("{}/{}", address(id), booked.id)),
            held: due.held,
        });
        Self {
            name: person.person.identity.known_as.clone(),
            person: format!("/reviewing/people/{id}"),
            href: address(id),
            challenge: super::challenges::new_at(id),
            due: due.collect(),
            held: reviews.iter().filter_map(shown).collect(),
            sheet,
        }
    }
}

fn shown(review: &Review) -> Option<ReviewShown> {
    let record = review.record.as_ref()?;
    Some(ReviewShown {
        href: format!("{}/{}", address(review.person), review.id),
        kind: review.kind,
        held_on: record.held_on,
        views_how: record.views_how,
        views_before: record.views_before.clone(),
        views_after: record.views_after.clone(),
        outcome: record.outcome.clone(),
        by_when: record.by_when,
        who: record.who.clone(),
        decided: record.decided.clone(),
        lacks: record.lacks(),
    })
}

/// One review: to be recorded, or as it is recorded.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    name: String,
    back: String,
    action: String,
    kind: ReviewKind,
    booked_for: NaiveDate,
    recorded: Option<ReviewShown>,
    #[serde(flatten)]
    sheet: Sheet<RecordForm>,
}

impl Page for ReviewPage {
    const TEMPLATE: &'static str = "reviewing/review.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ReviewPage {
    pub fn of(person: &Listed, review: &Review, sheet: Sheet<RecordForm>) -> Self {
        Self {
            name: person.person.identity.known_as.clone(),
            back: address(review.person),
            action: format!("{}/{}", address(review.person), review.id),
            kind: review.kind,
            booked_for: review.booked_for,
            recorded: shown(review),
            sheet,
        }
    }
}

async fn list(desk: Desk<Reviewing>, at: Path<PersonId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn show(desk: &Desk<Reviewing>, person: PersonId, sheet: Sheet<BookForm>) -> PageResult {
    let (listed, reviews) = desk.read(move |ask| see_reviews(ask, person)).await?;
    desk.show(&ReviewsPage::of(&listed, &reviews, desk.now().today, sheet))
}

async fn book(desk: Desk<Reviewing>, at: Path<PersonId>, form: Form<BookForm>) -> PageResult {
    let (person, key, form) = (*at, form.once.clone(), form.into_inner());
    let (kind, day) = match form.read(desk.now().today) {
        Ok(said) => said,
        Err(errors) => return show(&desk, person, Sheet::wrong(form, errors)).await,
    };
    desk.write(move |ask| book_review(ask, person, kind, day, &key)).await?;
    Ok(see_other(&address(person)))
}

async fn one(desk: Desk<Reviewing>, at: Path<(PersonId, ReviewId)>) -> PageResult {
    let (person, review) = *at;
    show_one(&desk, person, review, None).await
}

async fn show_one(
    desk: &Desk<Reviewing>,
    person: PersonId,
    id: ReviewId,
    sheet: Option<Sheet<RecordForm>>,
) -> PageResult {
    let (listed, reviews) = desk.read(move |ask| see_reviews(ask, person)).await?;
    let review = reviews.iter().find(|review| review.id == id).ok_or(Situation::NotFound)?;
    let sheet =
        sheet.unwrap_or_else(|| Sheet::new(RecordForm::fresh(review.booked_for.min(desk.now().today))));
    desk.show(&ReviewPage::of(&listed, review, sheet))
}

async fn record(desk: Desk<Reviewing>, at: Path<(PersonId, ReviewId)>, form: Form<RecordForm>) -> PageResult {
    let ((person, id), key, form) = (*at, form.once.clone(), form.into_inner());
    let says = match form.read(desk.now().today) {
        Ok(says) => says,
        Err(errors) => return show_one(&desk, person, id, Some(Sheet::wrong(form, errors))).await,
    };
    // Whoever was first recorded it; the page then shows what is recorded.
    let _first = desk.write(move |ask| record_review(ask, (person, id), &says, &key)).await?;
    Ok(see_other(&format!("{}/{id}", address(person))))
}

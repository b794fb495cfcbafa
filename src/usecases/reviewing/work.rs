//! A reviewing officer's work: the schedule of reviews with their clocks, challenges, what stands still, and practice advice.

use onward_domain::{
    access::Purpose,
    id::{AdviceId, AdviceVersionId, ChallengeId, PersonId, ReviewId},
    open_steps::TWICE,
    reviewing::{Advice, AdviceNote, Review, ReviewKind, ReviewVersion, Strategy},
};
use onward_store::{
    StoreError, StoreResult,
    repo::{
        reviewing::{NewChallenge, Reviewed},
        versions::{Kept, Sent, Version},
    },
    scope::{Listed, ReviewDesk},
};
use std::{collections::BTreeMap, sync::Arc};

use crate::usecases::ask::Ask;

/// Their people with everything that was reviewed or challenged. The look at the list is logged.
///
/// # Errors
/// The store's.
pub fn see_work(ask: &Ask<'_, ReviewDesk>) -> StoreResult<(Vec<Arc<Listed>>, Reviewed)> {
    ask.scope.work(ask.tx, ask.now)
}

/// How many steps of somebody's plan were carried over twice.
pub type CarriedOver = BTreeMap<PersonId, usize>;

/// The same, and for whom a step of the plan was carried over twice, and how many. The look at the list is logged.
///
/// # Errors
/// The store's.
pub fn see_schedule(ask: &Ask<'_, ReviewDesk>) -> StoreResult<(Vec<Arc<Listed>>, Reviewed, CarriedOver)> {
    let (people, reviewed) = see_work(ask)?;
    let mut carried = CarriedOver::new();
    for one in ask.scope.open_steps(ask.tx, &people)?.iter().filter(|one| one.carried >= TWICE) {
        *carried.entry(one.person).or_default() += 1;
    }
    Ok((people, reviewed, carried))
}

/// One of their people with everything that is booked, held and discussed.
#[derive(Debug, Clone)]
pub struct SeenReviews {
    pub person: Arc<Listed>,
    pub reviews: Vec<Review>,
    /// As they are recorded now.
    pub strategies: Vec<Strategy>,
}

/// One of their people with their reviews. The look is logged.
///
/// # Errors
/// `NotFound` for anybody else; the store's.
pub fn see_reviews(ask: &Ask<'_, ReviewDesk>, person: PersonId) -> StoreResult<SeenReviews> {
    let record = ask.open(person, Purpose::Review)?;
    let (reviews, strategies) = (record.reviews()?, record.strategies().standing()?);
    Ok(SeenReviews { person: record.overview()?, reviews, strategies })
}

/// Writes down a strategy discussion, or corrects one. Once a form.
///
/// # Errors
/// As for [`book_review`].
pub fn record_strategy(
    ask: &Ask<'_, ReviewDesk>,
    person: PersonId,
    sent: &Sent<Strategy>,
) -> StoreResult<Kept<Strategy>> {
    ask.open(person, Purpose::Review)?.strategies().keep(sent)
}

/// Books a review. Once a form.
///
/// # Errors
/// `NotFound` for anybody else; `NotAllowed` for a record opened from outside; the store's.
pub fn book_review(
    ask: &Ask<'_, ReviewDesk>,
    person: PersonId,
    kind: ReviewKind,
    day: chrono::NaiveDate,
    key: &str,
) -> StoreResult<ReviewId> {
    ask.open(person, Purpose::Review)?.book_review(kind, day, key)
}

/// A review with everything that its record ever said.
#[derive(Debug, Clone)]
pub struct SeenReview {
    pub person: Arc<Listed>,
    pub review: Review,
    /// The latest first.
    pub versions: Vec<Version<ReviewVersion>>,
}

/// One review of one of their people. The look is logged.
///
/// # Errors
/// `NotFound` for anybody else, and for a review that is not theirs; the store's.
pub fn see_review(ask: &Ask<'_, ReviewDesk>, person: PersonId, id: ReviewId) -> StoreResult<SeenReview> {
    let record = ask.open(person, Purpose::Review)?;
    let review = record.reviews()?.into_iter().find(|one| one.id == id).ok_or(StoreError::NotFound)?;
    let mut versions = record.review_records().seen()?;
    versions.retain(|version| version.row.note.review == id);
    Ok(SeenReview { person: record.overview()?, review, versions })
}

/// Writes what a review came to, or completes or corrects it; what it said before is kept. Once a form.
///
/// # Errors
/// As for [`book_review`].
pub fn record_review(
    ask: &Ask<'_, ReviewDesk>,
    person: PersonId,
    sent: &Sent<ReviewVersion>,
) -> StoreResult<Kept<ReviewVersion>> {
    ask.open(person, Purpose::Review)?.record_review(sent)
}

/// Raises a challenge. Once a form.
///
/// # Errors
/// As for [`book_review`].
pub fn raise_challenge(
    ask: &Ask<'_, ReviewDesk>,
    person: PersonId,
    new: &NewChallenge,
    key: &str,
) -> StoreResult<ChallengeId> {
    ask.open(person, Purpose::Review)?.raise_challenge(new, key)
}

/// The library of practice advice.
///
/// # Errors
/// The store's.
pub fn see_advice(ask: &Ask<'_, ReviewDesk>) -> StoreResult<Vec<Advice>> {
    ask.scope.advice(ask.tx)
}

/// Keeps a page of advice; what it says now, where somebody else changed it meanwhile.
///
/// # Errors
/// The store's.
pub fn keep_advice(
    ask: &Ask<'_, ReviewDesk>,
    started: Option<(AdviceId, AdviceVersionId)>,
    note: &AdviceNote,
    key: &str,
) -> StoreResult<Option<Advice>> {
    ask.scope.keep_advice(ask.tx, started, note, key, ask.now)
}

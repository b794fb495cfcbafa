//! What reviewing officers and managers both see of reviews and challenges.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    id::{ChallengeId, PersonId, UserId},
    reviewing::{
        Challenge, ChallengeMove, ChallengeRefused, Holder, Review, ReviewKind, Strategy, booked, care_began,
        due, held, initial_due,
    },
};
use onward_store::{StoreError, StoreResult, scope::Listed};
use std::{collections::HashMap, sync::Arc};

use super::ask::{Ask, OpensRecords};

/// A challenge with whom it is about and the names of those in it.
#[derive(Debug, Clone)]
pub struct SeenChallenge {
    pub person: Arc<Listed>,
    pub challenge: Challenge,
    pub names: HashMap<UserId, String>,
    /// Who answers at each level, in the order in which they were named.
    pub holders: Vec<Holder>,
}

/// One challenge. The look is logged.
///
/// # Errors
/// `NotFound` for one that is not about this person, and for a person who is not theirs; the store's.
pub fn see_challenge<S: OpensRecords>(
    ask: &Ask<'_, S>,
    person: PersonId,
    id: ChallengeId,
) -> StoreResult<SeenChallenge> {
    let record = ask.open(person, Purpose::Review)?;
    let challenge = record.challenges()?.into_iter().find(|one| one.id == id).ok_or(StoreError::NotFound)?;
    let by = challenge.moves.iter().map(|step| step.by).chain([challenge.raised_by]);
    let names = ask.tx.users().names(by)?;
    let holders = ask.tx.challenge_holders()?;
    Ok(SeenChallenge { person: record.overview()?, challenge, names, holders })
}

/// Adds a move to it, if it may be made now.
///
/// # Errors
/// As for [`see_challenge`]; `NotAllowed` for a move that is not theirs to make.
pub fn move_challenge<S: OpensRecords>(
    ask: &Ask<'_, S>,
    (person, id): (PersonId, ChallengeId),
    step: &ChallengeMove,
    key: &str,
) -> StoreResult<Result<(), ChallengeRefused>> {
    ask.open(person, Purpose::Review)?.move_challenge(id, step, key)
}

/// A review that a clock runs for, or that is booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub kind: ReviewKind,
    /// By when; nothing where nothing is recorded here that a clock could begin with.
    pub by: Option<NaiveDate>,
    pub booked: Option<Review>,
    /// The day of the last one.
    pub last: Option<NaiveDate>,
    /// How many were held here.
    pub held: usize,
    /// It is the conference that follows a strategy discussion.
    pub initial: bool,
}

impl Due {
    /// Its day is past.
    #[must_use]
    pub fn late(&self, today: NaiveDate) -> bool {
        self.by.is_some_and(|by| by < today)
    }

    /// No day is booked, and it is due within four weeks.
    #[must_use]
    pub fn book_soon(&self, today: NaiveDate) -> bool {
        self.booked.is_none() && self.by.is_some_and(|by| (by - today).num_days() <= 28)
    }

    /// It is booked for a day on which it is too late.
    #[must_use]
    pub fn booked_late(&self) -> bool {
        self.booked.as_ref().zip(self.by).is_some_and(|(booked, by)| booked.booked_for > by)
    }
}

/// What is due for a person. What was never recorded here is not late: a first review whose day was before the record began has no
/// clock of ours.
#[must_use]
pub fn due_for(person: &Listed, reviews: &[Review], strategies: &[Strategy], today: NaiveDate) -> Vec<Due> {
    let began = person.person.created_at.date_naive();
    let periods: Vec<_> = person
        .facts
        .episodes
        .iter()
        .filter(|one| !one.note.end_unknown)
        .filter_map(|one| Some((one.note.start?, one.note.end)))
        .collect();
    let care = care_began(&periods, today);
    let one = |kind: ReviewKind, by: Option<NaiveDate>| {
        let held = held(reviews, kind);
        Due {
            kind,
            by,
            booked: booked(reviews, kind).cloned(),
            last: held.last().copied(),
            held: held.len(),
            initial: false,
        }
    };
    let mut all = Vec::new();
    if let Some(care) = care {
        let by = due(ReviewKind::Care, Some(care), &held(reviews, ReviewKind::Care));
        let here = !held(reviews, ReviewKind::Care).is_empty();
        all.push(one(ReviewKind::Care, by.filter(|by| here || *by >= began)));
    }
    let pathway = held(reviews, ReviewKind::Pathway);
    let by = due(ReviewKind::Pathway, None, &pathway).or(person.review_due);
    if by.is_some() || booked(reviews, ReviewKind::Pathway).is_some() {
        all.push(one(ReviewKind::Pathway, by));
    }
    let conferences = held(reviews, ReviewKind::Conference);
    let initial = initial_due(strategies, &conferences);
    let again = due(ReviewKind::Conference, None, &conferences);
    let by = initial.into_iter().chain(again).min();
    if by.is_some() || booked(reviews, ReviewKind::Conference).is_some() {
        all.push(Due { initial: initial.is_some() && by == initial, ..one(ReviewKind::Conference, by) });
    }
    all
}

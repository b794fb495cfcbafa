//! Reviews, challenges and practice advice. A challenge's moves are only ever added; a review's record has versions.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use diesel::{
    dsl::{max, not},
    prelude::*,
};
use onward_domain::{
    access::Right,
    id::{AdviceId, AdviceVersionId, ChallengeId, ChallengeMoveId, PersonId, ReviewId},
    moment::Moment,
    reviewing::{
        Advice, AdviceNote, Challenge, ChallengeAct, ChallengeMatter, ChallengeMove, ChallengeRefused,
        Review, ReviewKind, ReviewVersion, Strategy,
    },
};

use crate::{
    Tx,
    connection::AnyConnection,
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    rows::{Row as _, reviewing::KeptMove},
    schema::reviewing::{
        challenge_moves, challenges, practice_advice, review_records, reviews, strategy_discussions,
    },
    scope::{Record, ReviewDesk},
    types::Column as _,
};

/// What forms' keys are used up for.
const BOOKED: &str = "review_booked";
const RAISED: &str = "challenge_raised";
const MOVED: &str = "challenge_moved";
const ADVISED: &str = "advice_kept";

/// What a new challenge says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChallenge {
    pub matter: ChallengeMatter,
    pub title: String,
    pub words: String,
    pub childs_words: Option<String>,
}

impl Record<'_> {
    pub(super) fn for_reviewing(&self) -> StoreResult<()> {
        if matches!(self.right(), Right::ReviewingOfficer | Right::System) {
            return Ok(());
        }
        Err(StoreError::NotAllowed("only their reviewing officer does".into()))
    }

    /// Reviews and conferences, the latest booked first.
    ///
    /// # Errors
    /// The database's own.
    pub fn reviews(&self) -> StoreResult<Vec<Review>> {
        self.tx().run(|connection| {
            let all = reviews::table
                .filter(reviews::person_id.eq(self.key()))
                .order((reviews::booked_for.desc(), reviews::booked_at.desc(), reviews::id.desc()))
                .load(connection)?;
            with_records(connection, all)
        })
    }

    /// Books a review for a day; one of the kind that was booked and not held is moved to it. Once a form.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but their reviewing officer; the database's own.
    pub fn book_review(&self, kind: ReviewKind, day: NaiveDate, key: &str) -> StoreResult<ReviewId> {
        self.for_reviewing()?;
        if let Some(before) = self.kept_before(key, BOOKED)? {
            return Ok(before);
        }
        let by = self.by().ok_or(StoreError::NotFound)?;
        let review = Review {
            id: ReviewId::new(),
            person: self.id(),
            kind,
            booked_for: day,
            booked_at: self.now().at,
            booked_by: by,
            version: None,
            moved_at: None,
        };
        self.tx().savepoint(|| {
            self.tx().run(|connection| {
                let waits = reviews::table
                    .filter(reviews::person_id.eq(self.key()))
                    .filter(reviews::kind.eq(kind.word()))
                    .filter(not(reviews::id.eq_any(review_records::table.select(review_records::review_id))))
                    .filter(reviews::moved_at.is_null());
                diesel::update(waits)
                    .set(reviews::moved_at.eq(Some(self.now().at.column())))
                    .execute(connection)?;
                Ok(review.insert(connection).map(drop)?)
            })?;
            self.use_key(key, BOOKED, &review.id.to_string())?;
            self.changed("review.booked", &review.id.to_string())
        })?;
        Ok(review.id)
    }

    /// Challenges about this person, the latest first.
    ///
    /// # Errors
    /// `NotAllowed` for whoever is neither their reviewing officer nor a manager; the database's own.
    pub fn challenges(&self) -> StoreResult<Vec<Challenge>> {
        if !matches!(self.right(), Right::ReviewingOfficer | Right::Manager | Right::System) {
            return Err(StoreError::NotAllowed(
                "challenges are for the reviewing officer and managers".into(),
            ));
        }
        let mut all = self.tx().run(|connection| {
            let theirs: Vec<Challenge> =
                challenges::table.filter(challenges::person_id.eq(self.key())).load(connection)?;
            with_moves(connection, theirs)
        })?;
        all.sort_by_key(|one| std::cmp::Reverse(one.number));
        Ok(all)
    }

    /// Raises a challenge, once a form.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but their reviewing officer; the database's own.
    pub fn raise_challenge(&self, new: &NewChallenge, key: &str) -> StoreResult<ChallengeId> {
        self.for_reviewing()?;
        if let Some(before) = self.kept_before(key, RAISED)? {
            return Ok(before);
        }
        let by = self.by().ok_or(StoreError::NotFound)?;
        let number: Option<i64> = self
            .tx()
            .run(|connection| Ok(challenges::table.select(max(challenges::number)).first(connection)?))?;
        let challenge = Challenge {
            id: ChallengeId::new(),
            person: self.id(),
            number: number.unwrap_or_default() + 1,
            matter: new.matter,
            title: new.title.clone(),
            words: new.words.clone(),
            childs_words: new.childs_words.clone(),
            raised_on: self.now().today,
            raised_at: self.now().at,
            raised_by: by,
            moves: Vec::new(),
        };
        self.tx().savepoint(|| {
            self.tx().run(|connection| Ok(challenge.insert(connection).map(drop)?))?;
            self.use_key(key, RAISED, &challenge.id.to_string())?;
            self.changed("challenge.raised", &challenge.id.to_string())
        })?;
        Ok(challenge.id)
    }

    /// Adds a move to a challenge, if it may be made now. Once a form.
    ///
    /// # Errors
    /// `NotFound` for a challenge that is not about this person; `NotAllowed` for an answer of anybody but a manager, and
    /// anything else of anybody but their reviewing officer; the database's own.
    pub fn move_challenge(
        &self,
        id: ChallengeId,
        step: &ChallengeMove,
        key: &str,
    ) -> StoreResult<Result<(), ChallengeRefused>> {
        match step.act {
            ChallengeAct::Answered if matches!(self.right(), Right::Manager | Right::System) => {}
            ChallengeAct::Answered => return Err(StoreError::NotAllowed("a manager answers".into())),
            ChallengeAct::Up | ChallengeAct::Result => self.for_reviewing()?,
        }
        if self.kept_before::<ChallengeId>(key, MOVED)?.is_some() {
            return Ok(Ok(()));
        }
        let one = self.challenges()?.into_iter().find(|one| one.id == id).ok_or(StoreError::NotFound)?;
        if let Err(why) = one.allows(step) {
            return Ok(Err(why));
        }
        let row = KeptMove { id: ChallengeMoveId::new(), challenge: id, step: step.clone() };
        self.tx().savepoint(|| {
            self.tx().run(|connection| Ok(row.insert(connection).map(drop)?))?;
            self.use_key(key, MOVED, &id.to_string())?;
            self.changed("challenge.moved", &row.id.to_string())
        })?;
        Ok(Ok(()))
    }
}

/// Reviews as they are recorded now.
fn with_records(connection: &mut AnyConnection, mut all: Vec<Review>) -> StoreResult<Vec<Review>> {
    let mut by_review: HashMap<ReviewId, ReviewVersion> = HashMap::new();
    for chunk in all.chunks(500) {
        let ids: Vec<String> = chunk.iter().map(|one| one.id.column()).collect();
        let rows: Vec<ReviewVersion> = review_records::table
            .filter(review_records::review_id.eq_any(ids))
            .filter(review_records::superseded_at.is_null())
            .load(connection)?;
        by_review.extend(rows.into_iter().map(|row| (row.note.review, row)));
    }
    for one in &mut all {
        one.version = by_review.remove(&one.id);
    }
    Ok(all)
}

fn with_moves(connection: &mut AnyConnection, mut all: Vec<Challenge>) -> StoreResult<Vec<Challenge>> {
    let mut by_challenge: HashMap<ChallengeId, Vec<ChallengeMove>> = HashMap::new();
    for chunk in all.chunks(500) {
        let ids: Vec<String> = chunk.iter().map(|one| one.id.column()).collect();
        let rows: Vec<KeptMove> = challenge_moves::table
            .filter(challenge_moves::challenge_id.eq_any(ids))
            .order((challenge_moves::at, challenge_moves::id))
            .load(connection)?;
        for row in rows {
            by_challenge.entry(row.challenge).or_default().push(row.step);
        }
    }
    for one in &mut all {
        one.moves = by_challenge.remove(&one.id).unwrap_or_default();
    }
    Ok(all)
}

/// Reviews and challenges by person.
#[derive(Debug, Clone, Default)]
pub struct Reviewed {
    pub reviews: BTreeMap<PersonId, Vec<Review>>,
    /// As they are recorded now.
    pub strategies: BTreeMap<PersonId, Vec<Strategy>>,
    pub challenges: Vec<Challenge>,
}

/// Everything of these people, or of everybody.
pub(crate) fn reviewed(tx: &Tx, people: Option<&[PersonId]>) -> StoreResult<Reviewed> {
    let (all, strategies, challenges) = tx.run(|connection| match people {
        None => {
            let all = reviews::table.order((reviews::booked_for, reviews::id)).load(connection)?;
            let all = with_records(connection, all)?;
            let every: Vec<Challenge> = challenges::table.order(challenges::number).load(connection)?;
            let talked = strategy_discussions::table.filter(strategy_discussions::superseded_at.is_null());
            let strategies: Vec<Strategy> = talked.load(connection)?;
            Ok((all, strategies, with_moves(connection, every)?))
        }
        Some(people) => {
            let ids: Vec<String> = people.iter().map(|id| id.column()).collect();
            let all = reviews::table
                .filter(reviews::person_id.eq_any(&ids))
                .order((reviews::booked_for, reviews::id))
                .load(connection)?;
            let all = with_records(connection, all)?;
            let theirs: Vec<Challenge> = challenges::table
                .filter(challenges::person_id.eq_any(&ids))
                .order(challenges::number)
                .load(connection)?;
            let strategies: Vec<Strategy> = strategy_discussions::table
                .filter(strategy_discussions::superseded_at.is_null())
                .filter(strategy_discussions::person_id.eq_any(&ids))
                .load(connection)?;
            Ok((all, strategies, with_moves(connection, theirs)?))
        }
    })?;
    let mut by_person: BTreeMap<PersonId, Vec<Review>> = BTreeMap::new();
    for review in all {
        by_person.entry(review.person).or_default().push(review);
    }
    let mut talked: BTreeMap<PersonId, Vec<Strategy>> = BTreeMap::new();
    for one in strategies {
        talked.entry(one.person).or_default().push(one);
    }
    Ok(Reviewed { reviews: by_person, strategies: talked, challenges })
}

impl ReviewDesk {
    /// The library of practice advice, by title.
    ///
    /// # Errors
    /// The database's own.
    pub fn advice(&self, tx: &Tx) -> StoreResult<Vec<Advice>> {
        tx.run(|connection| {
            Ok(practice_advice::table
                .filter(practice_advice::superseded_at.is_null())
                .order((practice_advice::title, practice_advice::id))
                .load(connection)?)
        })
    }

    /// Keeps a page of advice: a new one, or a new version of one. Once a form. What it says now, where somebody else changed it
    /// meanwhile.
    ///
    /// # Errors
    /// `NotFound` for one that is not there; the database's own.
    pub fn keep_advice(
        &self,
        tx: &Tx,
        started: Option<(AdviceId, AdviceVersionId)>,
        note: &AdviceNote,
        key: &str,
        now: Moment,
    ) -> StoreResult<Option<Advice>> {
        if tx.done_before(self.user(), key, ADVISED)?.is_some() {
            return Ok(None);
        }
        let mut advice = Advice {
            version: AdviceVersionId::new(),
            id: AdviceId::new(),
            note: note.clone(),
            recorded_at: now.at,
            recorded_by: self.user(),
            superseded_at: None,
        };
        if let Some((id, version)) = started {
            let current =
                self.advice(tx)?.into_iter().find(|one| one.id == id).ok_or(StoreError::NotFound)?;
            if current.version != version {
                return Ok(Some(current));
            }
            advice.id = id;
            tx.run(|connection| {
                diesel::update(practice_advice::table.find(version.column()))
                    .set(practice_advice::superseded_at.eq(Some(now.at.column())))
                    .execute(connection)?;
                Ok(())
            })?;
        }
        tx.run(|connection| Ok(advice.insert(connection).map(drop)?))?;
        tx.use_up(self.user(), key, ADVISED, &advice.id.to_string(), now.at)?;
        let subject = advice.version.to_string();
        let deed =
            Deed { by: Some(self.user()), what: "advice.kept", subject: Some(&subject), ..Deed::default() };
        tx.note_deed(&deed, now.at)?;
        Ok(None)
    }
}

//! What reviews came to, in versions: the chair completes and corrects a record, and shares it with the young person.

use diesel::{QueryResult, prelude::*};
use onward_domain::{
    access::Right,
    id::{ReviewRecordId, StrategyId},
    reviewing::{Review, ReviewNote, ReviewVersion, Strategy, StrategyNote},
};

use super::versions::{Kept, Sent, Versions, versioned};
use crate::{
    connection::AnyConnection,
    error::{StoreError, StoreResult},
    schema::reviewing::{review_records, strategy_discussions},
    scope::Record,
    types::{Column as _, Instant},
};

versioned!(ReviewVersion(ReviewNote, ReviewRecordId) in review_records, word "review_record", order (recorded_at), {
    const STAFF_ONLY: bool = true;
    fn says(&self, note: &ReviewNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &ReviewNote) -> StoreResult<Self> {
        record.for_reviewing()?;
        let (id, note) = (ReviewRecordId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    fn in_place_of(&self, note: &ReviewNote) -> bool {
        self.note.review == note.review
    }
});

versioned!(Strategy(StrategyNote, StrategyId) in strategy_discussions, word "strategy", order (held_on), {
    const STAFF_ONLY: bool = true;
    fn says(&self, note: &StrategyNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &StrategyNote) -> StoreResult<Self> {
        record.for_reviewing()?;
        let (id, note) = (StrategyId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});

/// Their reviews as the young person reads them.
#[derive(Debug, Clone, Default)]
pub struct MyReviews {
    /// The latest first, each with every version that was shared, the first one first.
    pub shared: Vec<(Review, Vec<ReviewVersion>)>,
    /// Booked and not recorded yet.
    pub ahead: Vec<Review>,
    /// Recorded and not shared.
    pub not_shared: usize,
}

impl Record<'_> {
    /// What their reviews came to, with every version.
    #[must_use]
    pub const fn review_records(&self) -> Versions<'_, ReviewVersion> {
        Versions::of(self)
    }

    /// Strategy discussions, from which the clock of a first conference runs.
    #[must_use]
    pub const fn strategies(&self) -> Versions<'_, Strategy> {
        Versions::of(self)
    }

    /// Writes what a review came to: first, or in place of the version that the form started from, which stays.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but their reviewing officer; `NotFound` for a review that is not theirs; the database's own.
    pub fn record_review(&self, sent: &Sent<ReviewVersion>) -> StoreResult<Kept<ReviewVersion>> {
        self.for_reviewing()?;
        if !self.reviews()?.iter().any(|review| review.id == sent.says.review) {
            return Err(StoreError::NotFound);
        }
        self.review_records().keep(sent)
    }

    /// What the young person may read of their reviews. Of what is not shared there is only how many they are.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but the young person; the database's own.
    pub fn my_reviews(&self) -> StoreResult<MyReviews> {
        if !matches!(self.right(), Right::Own | Right::System) {
            return Err(StoreError::NotAllowed("this is the young person's own".into()));
        }
        let all: Vec<ReviewVersion> = self.tx().run(|connection| {
            Ok(review_records::table
                .filter(review_records::person_id.eq(self.key()))
                .order((review_records::recorded_at, review_records::id))
                .load(connection)?)
        })?;
        let mut mine = MyReviews::default();
        for review in self.reviews()? {
            // What is not shared now is not read now, whatever was shared before.
            match review.version.as_ref().map(|version| version.note.shared) {
                Some(true) => {
                    let theirs = all.iter().filter(|one| one.note.review == review.id && one.note.shared);
                    let versions = theirs.cloned().collect();
                    mine.shared.push((review, versions));
                }
                Some(false) => mine.not_shared += 1,
                None if review.moved_at.is_none() => mine.ahead.push(review),
                None => {}
            }
        }
        Ok(mine)
    }
}

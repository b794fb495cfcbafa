//! How reviews, challenges and practice advice are stored.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    hub::Withheld,
    id::{
        AdviceId, AdviceVersionId, ChallengeId, ChallengeMoveId, ImportId, PersonId, ReviewId,
        ReviewRecordId, StrategyId, UserId,
    },
    recorded::{Recorded, Source},
    reviewing::{
        Advice, AdviceNote, Challenge, ChallengeAct, ChallengeMatter, ChallengeMove, ChallengeResult,
        HowKnown, LeftOut, Review, ReviewKind, ReviewNote, ReviewPart, ReviewRecord, ReviewVersion, Strategy,
        StrategyNote, ViewsGiven,
    },
};

use super::row;
use crate::{
    schema::reviewing::{
        challenge_moves, challenges, practice_advice, review_records, reviews, strategy_discussions,
    },
    types::Instant,
};

row!(Review, reviews, |r| {
    id: ReviewId = r.id,
    person_id: PersonId = r.person,
    kind: ReviewKind = r.kind,
    booked_for: NaiveDate = r.booked_for,
    booked_at: Instant = r.booked_at,
    booked_by: UserId = r.booked_by,
    moved_at: Option<Instant> = r.moved_at,
} => Self { id, person: person_id, kind, booked_for, booked_at, booked_by, version: None, moved_at });

row!(ReviewVersion, review_records, |v| {
    id: ReviewRecordId = v.id,
    person_id: PersonId = v.person,
    review_id: ReviewId = v.note.review,
    held_on: NaiveDate = v.note.record.held_on,
    views_how: ViewsGiven = v.note.record.views_how,
    views_before: Option<String> = v.note.record.views_before,
    views_after: Option<String> = v.note.record.views_after,
    outcome: Option<String> = v.note.record.outcome,
    by_when: Option<NaiveDate> = v.note.record.by_when,
    who: Option<String> = v.note.record.who,
    decided: String = v.note.record.decided,
    shared: bool = v.note.shared,
    left_out: Option<ReviewPart> = v.note.left_out.map(|left| left.part),
    left_out_because: Option<Withheld> = v.note.left_out.map(|left| left.reason),
    source: Source = v.recorded.source,
    recorded_at: Instant = v.recorded.at,
    recorded_by: Option<UserId> = v.recorded.by,
    import_id: Option<ImportId> = v.recorded.import,
    superseded_at: Option<Instant> = v.recorded.superseded_at,
    superseded_by: Option<ReviewRecordId> = v.superseded_by,
} => Self {
    id,
    person: person_id,
    note: ReviewNote {
        review: review_id,
        record: ReviewRecord {
            held_on, views_how, views_before, views_after, outcome, by_when, who, decided,
        },
        shared,
        left_out: left_out.zip(left_out_because).map(|(part, reason)| LeftOut { part, reason }),
    },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(Strategy, strategy_discussions, |s| {
    id: StrategyId = s.id,
    person_id: PersonId = s.person,
    held_on: NaiveDate = s.note.held_on,
    no_conference: Option<String> = s.note.no_conference,
    source: Source = s.recorded.source,
    recorded_at: Instant = s.recorded.at,
    recorded_by: Option<UserId> = s.recorded.by,
    import_id: Option<ImportId> = s.recorded.import,
    superseded_at: Option<Instant> = s.recorded.superseded_at,
    superseded_by: Option<StrategyId> = s.superseded_by,
} => Self {
    id,
    person: person_id,
    note: StrategyNote { held_on, no_conference },
    recorded: Recorded { source, at: recorded_at, by: recorded_by, import: import_id, superseded_at },
    superseded_by,
});

row!(Challenge, challenges, |c| {
    id: ChallengeId = c.id,
    person_id: PersonId = c.person,
    number: i64 = c.number,
    matter: ChallengeMatter = c.matter,
    title: String = c.title,
    words: String = c.words,
    childs_words: Option<String> = c.childs_words,
    raised_on: NaiveDate = c.raised_on,
    raised_at: Instant = c.raised_at,
    raised_by: UserId = c.raised_by,
} => Self {
    id, person: person_id, number, matter, title, words, childs_words, raised_on, raised_at, raised_by, moves: Vec::new(),
});

/// A move with the challenge that it is of.
pub(crate) struct KeptMove {
    pub(crate) id: ChallengeMoveId,
    pub(crate) challenge: ChallengeId,
    pub(crate) step: ChallengeMove,
}

row!(KeptMove, challenge_moves, |m| {
    id: ChallengeMoveId = m.id,
    challenge_id: ChallengeId = m.challenge,
    act: ChallengeAct = m.step.act,
    words: String = m.step.words,
    result: Option<ChallengeResult> = m.step.result,
    how_known: Option<HowKnown> = m.step.how_known,
    childs_words: Option<String> = m.step.childs_words,
    on_day: NaiveDate = m.step.on,
    at: Instant = m.step.at,
    by_user: UserId = m.step.by,
} => Self {
    id,
    challenge: challenge_id,
    step: ChallengeMove { act, words, result, how_known, childs_words, on: on_day, at, by: by_user },
});

row!(Advice, practice_advice, |a| {
    id: AdviceVersionId = a.version,
    advice_id: AdviceId = a.id,
    title: String = a.note.title,
    matter: ChallengeMatter = a.note.matter,
    words: String = a.note.words,
    recorded_at: Instant = a.recorded_at,
    recorded_by: UserId = a.recorded_by,
    superseded_at: Option<Instant> = a.superseded_at,
} => Self {
    version: id, id: advice_id, note: AdviceNote { title, matter, words }, recorded_at, recorded_by, superseded_at,
});

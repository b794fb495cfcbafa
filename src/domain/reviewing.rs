//! What a reviewing officer does: reviews by their statutory clocks, and challenges that end in a result for the child.
//!
//! A challenge that nobody answers in time is a level higher without anybody's doing: its level is read from its moves and the
//! calendar, wherever it is read.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};

mod holders;
mod record;
mod strategy;

pub use holders::{Holder, holder};
pub use record::{Lacks, LeftOut, ReviewNote, ReviewPart, ReviewRecord, ReviewVersion};
pub use strategy::{INITIAL_CONFERENCE, Strategy, StrategyNote, initial_due, waiting};

use crate::{
    id::{AdviceId, AdviceVersionId, ChallengeId, PersonId, ReviewId, UserId},
    office,
};

/// In working days from the day on which care began. Care Planning, Placement and Case Review (England) Regulations 2010 reg 33(1).
pub const FIRST_REVIEW: u32 = 20;
/// In months from the first to the second. Reg 33(2).
pub const SECOND_REVIEW: u32 = 3;
/// In months from each to the next. Reg 33(2).
pub const LATER_REVIEWS: u32 = 6;
/// The level at which a challenge goes up no further by itself. Above it is Cafcass, which may be asked at any time.
pub const LAST_BY_ITSELF: u8 = 3;
/// Cafcass.
pub const CAFCASS: u8 = 4;

crate::words! {
    /// What is reviewed.
    pub enum ReviewKind {
        /// The care of a child who is looked after.
        Care = "care",
        /// The pathway plan of somebody who left.
        Pathway = "pathway",
        /// A child protection conference.
        Conference = "conference",
    }

    /// How a young person's views were given.
    pub enum ViewsGiven {
        InPerson = "in_person",
        Message = "message",
        /// Through an advocate or somebody else they chose.
        Advocate = "advocate",
        /// They did not want to say.
        Declined = "declined",
        /// Nobody asked.
        NotAsked = "not_asked",
    }

    /// What a challenge is about.
    pub enum ChallengeMatter {
        FamilyTime = "family_time",
        Home = "home",
        Education = "education",
        Health = "health",
        Plan = "plan",
        Money = "money",
        Safety = "safety",
        Other = "other",
    }

    /// What happened to a challenge after it was raised.
    pub enum ChallengeAct {
        /// A manager answered.
        Answered = "answered",
        /// The reviewing officer took it a level up.
        Up = "up",
        /// The reviewing officer said what changed for the child.
        Result = "result",
    }

    /// What changed for the child.
    pub enum ChallengeResult {
        Changed = "changed",
        InPart = "in_part",
        Not = "not",
    }

    /// How the reviewing officer knows.
    pub enum HowKnown {
        /// The child said so.
        Said = "said",
        /// The reviewing officer saw it.
        Saw = "saw",
        Somebody = "somebody",
        /// Only the record says so.
        Record = "record",
    }
}

/// By when the next one is due. `began`: the first day of care that goes on. `held`: the days of those that were held, in order.
/// `None`: no clock runs. A first conference has a clock of its own ([`initial_due`]); a plan's first review is due by the plan itself.
#[must_use]
pub fn due(kind: ReviewKind, began: Option<NaiveDate>, held: &[NaiveDate]) -> Option<NaiveDate> {
    let after = |day: &NaiveDate, months| day.checked_add_months(Months::new(months));
    match (kind, held) {
        (ReviewKind::Care, held) => {
            let began = began?;
            let since: Vec<&NaiveDate> = held.iter().filter(|day| **day >= began).collect();
            match since.as_slice() {
                [] => Some(office::working_days_after(began, FIRST_REVIEW)),
                [first] => after(first, SECOND_REVIEW),
                [.., last] => after(last, LATER_REVIEWS),
            }
        }
        (_, []) => None,
        (ReviewKind::Conference, [first]) => after(first, SECOND_REVIEW),
        (_, [.., last]) => after(last, LATER_REVIEWS),
    }
}

/// A review or conference that is booked, and its record once it was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub id: ReviewId,
    pub person: PersonId,
    pub kind: ReviewKind,
    pub booked_for: NaiveDate,
    pub booked_at: DateTime<Utc>,
    pub booked_by: UserId,
    /// As it is recorded now.
    pub version: Option<ReviewVersion>,
    /// Another day was booked in its place.
    pub moved_at: Option<DateTime<Utc>>,
}

impl Review {
    /// What it came to, as it is recorded now.
    #[must_use]
    pub fn record(&self) -> Option<&ReviewRecord> {
        self.version.as_ref().map(|version| &version.note.record)
    }
}

/// The days on which reviews of a kind were held, in order.
#[must_use]
pub fn held(reviews: &[Review], kind: ReviewKind) -> Vec<NaiveDate> {
    let of_kind = reviews.iter().filter(|review| review.kind == kind);
    let mut days: Vec<_> = of_kind.filter_map(Review::record).map(|record| record.held_on).collect();
    days.sort_unstable();
    days
}

/// The one of a kind that is booked and not held yet.
#[must_use]
pub fn booked(reviews: &[Review], kind: ReviewKind) -> Option<&Review> {
    let waits =
        |review: &&Review| review.kind == kind && review.version.is_none() && review.moved_at.is_none();
    reviews.iter().filter(waits).max_by_key(|review| review.booked_at)
}

/// One move of a challenge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChallengeMove {
    pub act: ChallengeAct,
    pub words: String,
    pub result: Option<ChallengeResult>,
    pub how_known: Option<HowKnown>,
    /// The child's own words about it now.
    pub childs_words: Option<String>,
    pub on: NaiveDate,
    pub at: DateTime<Utc>,
    pub by: UserId,
}

/// Something that a reviewing officer does not accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    pub id: ChallengeId,
    pub person: PersonId,
    pub number: i64,
    pub matter: ChallengeMatter,
    pub title: String,
    pub words: String,
    /// What the child said, in their words, where they chose to have it written.
    pub childs_words: Option<String>,
    pub raised_on: NaiveDate,
    pub raised_at: DateTime<Utc>,
    pub raised_by: UserId,
    /// Oldest first.
    pub moves: Vec<ChallengeMove>,
}

/// Part of a challenge's way: at which level it was from which day, by when an answer was due there, and whether one came in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtLevel {
    pub level: u8,
    pub since: NaiveDate,
    /// Cafcass has no clock of ours.
    pub answer_by: Option<NaiveDate>,
    /// It came here since nobody had answered below.
    pub by_itself: bool,
    pub answered_on: Option<NaiveDate>,
}

/// Where a challenge stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChallengeStands {
    /// Each level it came through; the last is where it is.
    pub levels: Vec<AtLevel>,
    /// What changed, and since when it is closed.
    pub closed: Option<(ChallengeResult, NaiveDate)>,
    /// In days, until it was closed.
    pub age: i64,
}

impl ChallengeStands {
    /// Where it is.
    #[must_use]
    pub fn level(&self) -> u8 {
        self.levels.last().map_or(1, |last| last.level)
    }

    /// It waits for an answer, by then.
    #[must_use]
    pub fn waits_until(&self) -> Option<NaiveDate> {
        let last = self.levels.last().filter(|last| last.answered_on.is_none())?;
        last.answer_by.filter(|_| self.closed.is_none())
    }

    /// It was answered, and what changed for the child is not said yet.
    #[must_use]
    pub fn wants_result(&self) -> bool {
        self.closed.is_none() && self.levels.last().is_some_and(|last| last.answered_on.is_some())
    }

    /// How many answers did not come in time.
    #[must_use]
    pub fn missed(&self, today: NaiveDate) -> usize {
        let late =
            |at: &&AtLevel| at.answer_by.is_some_and(|by| at.answered_on.map_or(by < today, |on| by < on));
        self.levels.iter().filter(late).count()
    }
}

/// Working days until an answer is due at a level.
#[must_use]
pub const fn answer_within(level: u8) -> Option<u32> {
    match level {
        0 | 1 => Some(5),
        2 | 3 => Some(10),
        _ => None,
    }
}

fn at_level(level: u8, since: NaiveDate, by_itself: bool) -> AtLevel {
    let answer_by = answer_within(level).map(|days| office::working_days_after(since, days));
    AtLevel { level, since, answer_by, by_itself, answered_on: None }
}

impl Challenge {
    /// Where it stands at the beginning of a day.
    #[must_use]
    pub fn stands(&self, today: NaiveDate) -> ChallengeStands {
        let mut levels = vec![at_level(1, self.raised_on, false)];
        let mut closed = None;
        for step in &self.moves {
            goes_up(&mut levels, step.on);
            let Some(here) = levels.last_mut() else { break };
            match (step.act, step.result) {
                (ChallengeAct::Answered, _) => here.answered_on = here.answered_on.or(Some(step.on)),
                (ChallengeAct::Result, Some(result))
                    if result != ChallengeResult::Not || here.level == CAFCASS =>
                {
                    closed = Some((result, step.on));
                }
                // Nothing changed: the next level is asked.
                (ChallengeAct::Up | ChallengeAct::Result, _) if here.level < CAFCASS => {
                    let level = here.level + 1;
                    levels.push(at_level(level, step.on, false));
                }
                _ => {}
            }
        }
        if closed.is_none() {
            goes_up(&mut levels, today);
        }
        let until = closed.map_or(today, |(_, on)| on);
        ChallengeStands { levels, closed, age: (until - self.raised_on).num_days() }
    }

    /// Whether a move may be made on a day.
    ///
    /// # Errors
    /// It is closed, or it waits for no answer, or is at the last level, or a result is missing.
    pub fn allows(&self, step: &ChallengeMove) -> Result<(), ChallengeRefused> {
        let stands = self.stands(step.on);
        if stands.closed.is_some() {
            return Err(ChallengeRefused::Closed);
        }
        if step.words.trim().is_empty() {
            return Err(ChallengeRefused::Incomplete);
        }
        match step.act {
            ChallengeAct::Answered if stands.wants_result() => Err(ChallengeRefused::Answered),
            ChallengeAct::Up if stands.level() >= CAFCASS => Err(ChallengeRefused::LastLevel),
            ChallengeAct::Result if step.result.is_none() || step.how_known.is_none() => {
                Err(ChallengeRefused::Incomplete)
            }
            _ => Ok(()),
        }
    }
}

/// Why a move can't be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChallengeRefused {
    Closed,
    Answered,
    LastLevel,
    Incomplete,
}

/// As long as nobody answered in time, it is a level higher on the next working day.
fn goes_up(levels: &mut Vec<AtLevel>, by: NaiveDate) {
    while let Some(last) = levels.last().copied() {
        let Some(due) = last.answer_by.filter(|due| *due < by && last.answered_on.is_none()) else { return };
        if last.level >= LAST_BY_ITSELF {
            return;
        }
        let since = office::working_days_after(due, 1);
        if since > by {
            return;
        }
        levels.push(at_level(last.level + 1, since, true));
    }
}

/// A page of practice advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceNote {
    pub title: String,
    pub matter: ChallengeMatter,
    pub words: String,
}

/// One version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    pub version: AdviceVersionId,
    pub id: AdviceId,
    pub note: AdviceNote,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: UserId,
    pub superseded_at: Option<DateTime<Utc>>,
}

/// The first day of the care that goes on: of periods (first day, and the day on which it ended) without a day between them.
#[must_use]
pub fn care_began(periods: &[(NaiveDate, Option<NaiveDate>)], today: NaiveDate) -> Option<NaiveDate> {
    let mut all: Vec<_> = periods.iter().filter(|(from, _)| *from <= today).copied().collect();
    all.sort_unstable();
    let mut began: Option<(NaiveDate, Option<NaiveDate>)> = None;
    for (from, until) in all {
        began = match began {
            Some((first, Some(end)))
                if end.checked_add_days(Days::new(1)).is_none_or(|next| from <= next) =>
            {
                Some((first, until.map(|until| until.max(end))))
            }
            Some((first, None)) => Some((first, None)),
            _ => Some((from, until)),
        };
    }
    began.filter(|(_, until)| until.is_none_or(|until| until > today)).map(|(first, _)| first)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_review_is_due_in_20_working_days_the_second_in_3_months_and_then_every_6() {
        let care = |held: &[&str]| {
            let held: Vec<_> = held.iter().map(|text| day(text)).collect();
            due(ReviewKind::Care, Some(day("2026-10-28")), &held).map(|day| day.to_string())
        };
        assert_eq!(care(&[]).as_deref(), Some("2026-11-25"));
        assert_eq!(care(&["2026-11-24"]).as_deref(), Some("2027-02-24"));
        assert_eq!(care(&["2026-11-24", "2027-02-20"]).as_deref(), Some("2027-08-20"));
        // What was held in an earlier time in care does not count.
        assert_eq!(care(&["2024-03-01"]).as_deref(), Some("2026-11-25"));
        // Christmas does not count: eight weekend days and three holidays more.
        let christmas = due(ReviewKind::Care, Some(day("2026-12-14")), &[]);
        assert_eq!(christmas, Some(day("2027-01-14")));
        assert_eq!(due(ReviewKind::Conference, None, &[]), None);
        assert_eq!(due(ReviewKind::Conference, None, &[day("2026-08-31")]), Some(day("2026-11-30")));
        assert_eq!(due(ReviewKind::Pathway, None, &[day("2026-06-02")]), Some(day("2026-12-02")));
        assert_eq!(due(ReviewKind::Care, None, &[]), None, "nobody's clock runs who is not in care");
    }

    #[test]
    fn care_goes_on_through_moves_and_begins_anew_after_a_gap() {
        let began = |periods: &[(&str, Option<&str>)]| {
            let periods: Vec<_> = periods.iter().map(|(from, until)| (day(from), until.map(day))).collect();
            care_began(&periods, day("2026-11-23")).map(|day| day.to_string())
        };
        assert_eq!(
            began(&[("2024-01-01", Some("2025-01-01")), ("2025-01-01", None)]).as_deref(),
            Some("2024-01-01")
        );
        assert_eq!(
            began(&[("2024-01-01", Some("2025-01-01")), ("2025-03-01", None)]).as_deref(),
            Some("2025-03-01")
        );
        assert_eq!(began(&[("2024-01-01", Some("2025-01-01"))]), None);
        assert_eq!(began(&[]), None);
    }

    fn raised(on: &str) -> Challenge {
        let on = day(on);
        let user = UserId::new();
        Challenge {
            id: ChallengeId::new(),
            person: PersonId::new(),
            number: 31,
            matter: ChallengeMatter::FamilyTime,
            title: "Time with her brother stopped".into(),
            words: "There has been none since August.".into(),
            childs_words: None,
            raised_on: on,
            raised_at: on.and_time(chrono::NaiveTime::MIN).and_utc(),
            raised_by: user,
            moves: Vec::new(),
        }
    }

    fn step(act: ChallengeAct, on: &str, result: Option<ChallengeResult>) -> ChallengeMove {
        ChallengeMove {
            act,
            words: "Said".into(),
            result,
            how_known: result.map(|_| HowKnown::Said),
            childs_words: None,
            on: day(on),
            at: day(on).and_time(chrono::NaiveTime::MIN).and_utc(),
            by: UserId::new(),
        }
    }

    #[test]
    fn a_challenge_that_nobody_answers_goes_up_by_itself_and_closes_only_with_a_result() {
        let mut one = raised("2026-10-22");
        assert_eq!(one.stands(day("2026-10-29")).level(), 1);
        assert_eq!(one.stands(day("2026-10-29")).waits_until(), Some(day("2026-10-29")));
        let up = one.stands(day("2026-10-30"));
        let here = up.levels.last().unwrap();
        assert_eq!((here.level, here.since, here.answer_by), (2, day("2026-10-30"), Some(day("2026-11-13"))));
        assert!(here.by_itself && up.missed(day("2026-10-30")) == 1);
        one.moves.push(step(ChallengeAct::Answered, "2026-11-12", None));
        let answered = one.stands(day("2026-11-23"));
        assert_eq!((answered.level(), answered.age, answered.missed(day("2026-11-23"))), (2, 32, 1));
        assert!(answered.wants_result() && answered.closed.is_none());
        assert_eq!(
            one.allows(&step(ChallengeAct::Answered, "2026-11-23", None)),
            Err(ChallengeRefused::Answered)
        );
        assert_eq!(
            one.allows(&step(ChallengeAct::Result, "2026-11-23", None)),
            Err(ChallengeRefused::Incomplete)
        );
        one.moves.push(step(ChallengeAct::Result, "2026-11-23", Some(ChallengeResult::Not)));
        let not = one.stands(day("2026-11-23"));
        assert_eq!((not.level(), not.closed), (3, None), "it did not change: it goes up");
        one.moves.push(step(ChallengeAct::Answered, "2026-11-24", None));
        one.moves.push(step(ChallengeAct::Result, "2026-11-30", Some(ChallengeResult::Changed)));
        let closed = one.stands(day("2027-05-01"));
        assert_eq!(closed.closed, Some((ChallengeResult::Changed, day("2026-11-30"))));
        assert_eq!(closed.age, 39, "its age stands still");
        assert_eq!(one.allows(&step(ChallengeAct::Up, "2027-05-01", None)), Err(ChallengeRefused::Closed));
    }

    #[test]
    fn left_alone_it_waits_at_the_third_level_and_never_closes() {
        let one = raised("2026-10-22");
        let years = one.stands(day("2028-10-22"));
        assert_eq!((years.level(), years.closed), (3, None));
        assert_eq!(years.missed(day("2028-10-22")), 3);
    }

    proptest! {
        /// Whatever is done in whatever order: no close without a result, no level down, and every level's clock starts after the
        /// last one's.
        #[test]
        fn nothing_is_closed_without_a_result(deeds in prop::collection::vec((0_u8..5, 0_i64..40), 0..12)) {
            let mut one = raised("2026-10-22");
            let mut on = one.raised_on;
            for (deed, days) in deeds {
                on += chrono::TimeDelta::days(days);
                let (act, result) = match deed {
                    0 => (ChallengeAct::Answered, None),
                    1 => (ChallengeAct::Up, None),
                    2 => (ChallengeAct::Result, Some(ChallengeResult::Changed)),
                    3 => (ChallengeAct::Result, Some(ChallengeResult::Not)),
                    _ => (ChallengeAct::Result, None),
                };
                let step = step(act, &on.to_string(), result);
                if one.allows(&step).is_ok() {
                    one.moves.push(step);
                }
            }
            let stands = one.stands(on);
            let results = one.moves.iter().filter_map(|step| step.result).collect::<Vec<_>>();
            prop_assert!(stands.closed.is_none() || !results.is_empty());
            prop_assert!(one.moves.iter().all(|step| step.act != ChallengeAct::Result || step.result.is_some()));
            for pair in stands.levels.windows(2) {
                prop_assert!(pair[1].level == pair[0].level + 1 && pair[1].since >= pair[0].since);
            }
        }
    }
}

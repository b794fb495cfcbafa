//! What adding, correcting or withdrawing a period of care or an event would do to the count and the answers: worked out before
//! anything is stored.

use std::sync::Arc;

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{DutyStage, Status},
    person::{LegalStatus, Person},
    unsaid::Lacks,
};
use onward_domain::{
    care::{Episode, EpisodeNote, Facts, LifeEvent, LifeEventNote},
    id::{EpisodeId, EventId},
    moment::Moment,
    recorded::{Recorded, Source},
};
use onward_store::scope::Listed;

use super::Answered;

/// Before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The day that is compared, where it lies ahead: the end of a period that runs today. None for today.
    pub from: Option<NaiveDate>,
    /// Days that count towards 91.
    pub counted: (Option<i32>, Option<i32>),
    /// The status and its stage.
    pub status: ((Status, Option<DutyStage>), (Status, Option<DutyStage>)),
    /// How many things are theirs now.
    pub theirs: (usize, usize),
    /// What would contradict another line but does not today.
    pub contradictions: Vec<Contradiction>,
}

/// What would be different.
#[derive(Debug, Clone, Copy)]
pub enum Change<'c> {
    /// A period says this, instead of what a version says; or is added.
    Period(Option<EpisodeId>, &'c EpisodeNote),
    PeriodWithdrawn(EpisodeId),
    /// An event says this, instead of what a version says; or is added.
    Event(Option<EventId>, &'c LifeEventNote),
    EventWithdrawn(EventId),
}

/// Two lines of the care history that can't both be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contradiction {
    /// Care is recorded as continuing (reason X1, or the next period began as a continuation), but there are days in
    /// between.
    Gap {
        /// The day one period ended: the first day of the gap.
        ended: NaiveDate,
        /// The day on which the next begins.
        begins: NaiveDate,
    },
    /// Two periods cover the same days.
    Overlap {
        /// The first of these days.
        from: NaiveDate,
        /// The first day after them; `None` while both go on.
        until: Option<NaiveDate>,
    },
    /// A period begins before they were born.
    BeforeBirth {
        /// The day they were born.
        born: NaiveDate,
        /// The day it begins.
        begins: NaiveDate,
    },
    /// An event of the same kind covers the same days.
    SameEvent { from: NaiveDate },
    /// A period says that care continues (reason X1), but no later one is recorded.
    NothingFollows {
        /// The day it ended.
        ended: NaiveDate,
    },
    /// The reason why a period ended says that something happened, and nothing recorded tells of it.
    Unsaid { ended: NaiveDate, lacks: Lacks },
}

impl Effect {
    /// Whether it changes an answer or contradicts another line, and so must be seen before it is stored.
    #[must_use]
    pub fn matters(&self) -> bool {
        self.counted.0 != self.counted.1
            || self.status.0 != self.status.1
            || self.theirs.0 != self.theirs.1
            || !self.contradictions.is_empty()
    }

    /// What the form sends back to say that this effect of these words, and no other, was seen.
    #[must_use]
    pub fn token(&self, says: &EpisodeNote) -> String {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let ended = if says.end_unknown { "ended".to_owned() } else { day(says.end) };
        self.token_of(&format!("{}.{ended}.{:?}", day(says.start), says.legal_status))
    }

    /// The same for anything else that its words name.
    #[must_use]
    pub fn token_of(&self, words: &str) -> String {
        let counted = self.counted.1.map(|days| days.to_string()).unwrap_or_default();
        let many = self.contradictions.len();
        format!("{words}.{counted}.{:?}.{}.{many}", self.status.1.0, self.theirs.1)
    }
}

/// Works the person out with the change, and as they are.
#[must_use]
pub fn effect_of(law: &'static Law, listed: Arc<Listed>, change: Change<'_>, now: Moment) -> Effect {
    let mut after = Listed::clone(&listed);
    let known = contradictions(&listed.facts);
    let mut new = Vec::new();
    let from = ends_later(change, now.today);
    make(&mut after, change, now);
    if let Change::Event(version, note) = change {
        new.extend(same_event(&listed.facts, version, note));
    }
    new.extend(contradictions(&after.facts).into_iter().filter(|found| !known.contains(found)));
    let on = from.unwrap_or(now.today);
    let (before, after) = (Answered::of(law, listed, on), Answered::of(law, Arc::new(after), on));
    let said_before = unsaid(&before.facts);
    new.extend(unsaid(&after.facts).into_iter().filter(|found| !said_before.contains(found)));
    let both = |of: fn(&Answered) -> usize| (of(&before), of(&after));
    Effect {
        from,
        counted: (before.assessment.qualifying_days, after.assessment.qualifying_days),
        status: (
            (before.assessment.status, before.assessment.duty_stage),
            (after.assessment.status, after.assessment.duty_stage),
        ),
        theirs: both(|one| one.standings.iter().filter(|each| each.stands.theirs_now()).count()),
        contradictions: new,
    }
}

/// The first day after a period that is to end some day: until then nothing is different.
fn ends_later(change: Change<'_>, today: NaiveDate) -> Option<NaiveDate> {
    match change {
        Change::Period(_, says) => says.end.filter(|end| *end > today),
        _ => None,
    }
}

fn make(after: &mut Listed, change: Change<'_>, now: Moment) {
    let person = after.person.id;
    let recorded =
        Recorded { source: Source::Staff, at: now.at, by: None, import: None, superseded_at: None };
    let facts = &mut after.facts;
    match change {
        Change::Period(version, says) => {
            let mut lines = facts.episodes.iter_mut();
            match lines.find(|line| Some(line.id) == version && line.recorded.stands()) {
                Some(line) => line.note = says.clone(),
                None => facts.episodes.push(Episode {
                    id: EpisodeId::new(),
                    person,
                    note: says.clone(),
                    recorded,
                    superseded_by: None,
                }),
            }
        }
        Change::PeriodWithdrawn(version) => facts.episodes.retain(|line| line.id != version),
        Change::Event(version, says) => {
            let mut events = facts.events.iter_mut();
            match events.find(|event| Some(event.id) == version && event.recorded.stands()) {
                Some(event) => event.note = says.clone(),
                None => facts.events.push(LifeEvent {
                    id: EventId::new(),
                    person,
                    note: says.clone(),
                    recorded,
                    superseded_by: None,
                }),
            }
        }
        Change::EventWithdrawn(version) => facts.events.retain(|event| event.id != version),
    }
}

/// What the reasons for an end imply and nothing tells of. That nothing follows X1 is said with the gaps.
fn unsaid(person: &Person) -> Vec<Contradiction> {
    let all = person.unsaid().into_iter().filter(|each| each.lacks != Lacks::NextEpisode);
    all.map(|each| Contradiction::Unsaid { ended: each.ended, lacks: each.lacks }).collect()
}

/// Another event of the kind that covers some of the same days.
fn same_event(facts: &Facts, version: Option<EventId>, says: &LifeEventNote) -> Option<Contradiction> {
    let ends = |note: &LifeEventNote| note.end.unwrap_or(NaiveDate::MAX);
    let others = facts.events.iter().filter(|event| event.recorded.stands() && Some(event.id) != version);
    let mut same = others.map(|event| &event.note).filter(|note| note.kind == says.kind);
    same.find(|note| note.start < ends(says) && says.start < ends(note))
        .map(|note| Contradiction::SameEvent { from: note.start.max(says.start) })
}

/// Current lines that can't all be right, in the order of their days. An agreement for short breaks (V4) is not a stay.
fn contradictions(facts: &Facts) -> Vec<Contradiction> {
    let lines: Vec<&EpisodeNote> = facts
        .episodes_in_order()
        .into_iter()
        .map(|line| &line.note)
        .filter(|note| note.legal_status != Some(LegalStatus::V4) && !note.end_unknown)
        .collect();
    let mut found = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        if let (Some(born), Some(begins)) = (facts.born, line.start)
            && begins < born
        {
            found.push(Contradiction::BeforeBirth { born, begins });
        }
        let next = lines.get(place + 1);
        let goes_on = line.reason_ended.as_deref() == Some("X1");
        match (line.end, next.and_then(|next| next.start)) {
            (Some(ended), Some(begins)) if ended < begins => {
                let continues = next
                    .and_then(|next| next.reason_started.as_deref())
                    .is_some_and(|reason| !reason.is_empty() && reason != "S");
                if goes_on || continues {
                    found.push(Contradiction::Gap { ended, begins });
                }
            }
            (end, Some(begins)) if end.is_none_or(|end| begins < end) => {
                let until = match (end, next.and_then(|next| next.end)) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
                if until.is_none_or(|until| begins < until) {
                    found.push(Contradiction::Overlap { from: begins, until });
                }
            }
            (Some(ended), None) if goes_on && next.is_none() => {
                found.push(Contradiction::NothingFollows { ended });
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{day, episode};
    use onward_domain::id::PersonId;

    fn facts(notes: Vec<EpisodeNote>) -> Facts {
        let line = |note| Episode {
            id: EpisodeId::new(),
            person: PersonId::new(),
            note,
            recorded: Recorded {
                source: Source::Import,
                at: chrono::DateTime::UNIX_EPOCH,
                by: None,
                import: None,
                superseded_at: None,
            },
            superseded_by: None,
        };
        Facts { episodes: notes.into_iter().map(line).collect(), ..Facts::default() }
    }

    #[test]
    fn days_between_periods_contradict_only_where_care_is_said_to_continue() {
        let gap = Contradiction::Gap { ended: day("2023-01-03"), begins: day("2023-01-10") };
        for (began, ended, found) in [("S", "X1", vec![gap]), ("P", "E6", vec![gap]), ("S", "E6", vec![])] {
            let both = facts(vec![
                episode("2021-05-03", "2023-01-03", "S", ended),
                episode("2023-01-10", "2025-03-21", began, "E6"),
            ]);
            assert_eq!(contradictions(&both), found, "{began} {ended}");
        }
    }

    #[test]
    fn care_before_they_were_born_contradicts() {
        let mut one = facts(vec![episode("1990-01-01", "1991-01-01", "S", "E6")]);
        assert_eq!(contradictions(&one), [], "nobody knows when they were born");
        one.born = Some(day("2008-06-01"));
        let found = Contradiction::BeforeBirth { born: day("2008-06-01"), begins: day("1990-01-01") };
        assert_eq!(contradictions(&one), [found]);
    }

    #[test]
    fn the_same_days_twice_and_an_end_after_which_nothing_follows_contradict() {
        let twice = facts(vec![
            episode("2021-05-03", "2023-01-20", "S", "X1"),
            episode("2023-01-10", "2025-03-21", "P", "X1"),
        ]);
        assert_eq!(
            contradictions(&twice),
            [
                Contradiction::Overlap { from: day("2023-01-10"), until: Some(day("2023-01-20")) },
                Contradiction::NothingFollows { ended: day("2025-03-21") },
            ]
        );
    }

    #[test]
    fn periods_that_touch_are_as_they_should_be() {
        let touch = facts(vec![
            episode("2021-05-03", "2023-01-10", "S", "X1"),
            episode("2023-01-10", "2025-03-21", "P", "E6"),
        ]);
        assert_eq!(contradictions(&touch), []);
    }
}

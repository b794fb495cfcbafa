//! The 13-week count with every day accounted for: each part of an episode that counts, each that is left out, and why.

use crate::calendar::{Day, THIRTEEN_WEEKS};
use crate::catalogue::Law;
use crate::life::{Life, Reading, with_life};
use crate::messages::Messages;
use crate::person::{LegalStatus, Person};
use crate::timeline::{Span, Spans};
use chrono::NaiveDate;
use serde::Serialize;

/// The count on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayCount {
    pub counted: i32,
    pub needed: i32,
    /// The first day with 91 counted days before it, if the records get there.
    pub reached: Option<NaiveDate>,
    /// Every part of every record, in the order of the records: counted or left out.
    pub parts: Vec<EpisodePart>,
}

/// Part of a care record that is counted or left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EpisodePart {
    /// The index of the record, from 0.
    pub record: usize,
    /// The first day; `None` when not known.
    pub from: Option<NaiveDate>,
    /// The first day after it; `None` while the record is open or when not known.
    pub until: Option<NaiveDate>,
    pub days: i32,
    pub counts: bool,
    pub reason: CountReason,
    pub because: String,
}

/// Why days count or not. Section 2 of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CountReason {
    /// Ordinary looked-after days from 14 to 18, before the day asked about.
    Counted,
    /// Before the 14th birthday.
    Before14,
    /// On or after the 18th birthday.
    After18,
    /// A short break under regulation 48.
    ShortBreak,
    /// V4: an agreement, not days in care.
    AgreementOnly,
    /// Begins and ends on the same day (or ends before it begins).
    SameDay,
    /// Another record already counts these days.
    Overlap,
    /// On or after the day asked about.
    AfterTheDay,
    /// A date or the legal status is not known.
    Unknown,
}

impl CountReason {
    /// The key of its sentence.
    fn key(self) -> &'static str {
        match self {
            CountReason::Counted => "count.counted",
            CountReason::Before14 => "count.before_14",
            CountReason::After18 => "count.after_18",
            CountReason::ShortBreak => "count.short_break",
            CountReason::AgreementOnly => "count.agreement_only",
            CountReason::SameDay => "count.same_day",
            CountReason::Overlap => "count.overlap",
            CountReason::AfterTheDay => "count.after_the_day",
            CountReason::Unknown => "count.unknown",
        }
    }
}

/// Counts on a day; `None` without a date of birth.
///
/// Records with unknown facts are listed as not counted, and the rest are counted without them.
pub fn day_count(law: &Law, messages: &Messages, person: &Person, as_of: NaiveDate) -> Option<DayCount> {
    let born = person.date_of_birth?;
    let mut known = person.clone();
    for episode in known.episodes.iter_mut().flatten() {
        if episode.end_unknown && episode.end.is_none() {
            // Not counted: a record that gives no days.
            episode.end = episode.start;
        }
    }
    Some(with_life(law, born, &known, Count { messages, person, day: Day::of(as_of) }))
}

struct Count<'c> {
    messages: &'c Messages,
    person: &'c Person,
    day: Day,
}

impl Reading for Count<'_> {
    type Answer = DayCount;
    const ENTITLEMENTS: bool = false;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> DayCount {
        let care = &life.care;
        let mut parts = Vec::new();
        let mut already = Spans::none();
        for (record, episode) in self.person.episodes.iter().flatten().enumerate() {
            let (Some(start), Some(code)) = (episode.start, episode.legal_status) else {
                parts.push(self.whole(record, episode.start, episode.end, CountReason::Unknown));
                continue;
            };
            if episode.end_unknown && episode.end.is_none() {
                parts.push(self.whole(record, episode.start, None, CountReason::Unknown));
                continue;
            }
            let span = Span::new(Day::of(start), episode.end.map_or(Day::END, Day::of));
            if span.is_empty() {
                parts.push(self.whole(record, episode.start, episode.end, CountReason::SameDay));
            } else if code == LegalStatus::V4 {
                parts.push(self.whole(record, episode.start, episode.end, CountReason::AgreementOnly));
            } else {
                let short = life.care.stays.iter().any(|stay| stay.listed == record && stay.short_break);
                self.parts(life, record, span, short, &mut already, &mut parts);
            }
        }
        DayCount {
            counted: care.qualifying_days(self.day),
            needed: THIRTEEN_WEEKS,
            reached: care.thirteen_weeks.and_then(Day::date),
            parts,
        }
    }
}

impl Count<'_> {
    /// A record split where the reason changes.
    fn parts<const W: usize>(
        &self,
        life: &Life<'_, W>,
        record: usize,
        span: Span,
        short: bool,
        already: &mut Spans,
        parts: &mut Vec<EpisodePart>,
    ) {
        let ages = &life.care.ages;
        let before = span.clip(Day::BEGINNING, ages.b14);
        let after = span.clip(ages.b18, Day::END);
        let between = span.clip(ages.b14, ages.b18);
        self.add(record, before, CountReason::Before14, parts);
        if short {
            self.add(record, between, CountReason::ShortBreak, parts);
        } else {
            let now = between.clip(Day::BEGINNING, self.day);
            let mine = Spans::one(now);
            let new = mine.without(already);
            let again = mine.and(already);
            let mut all: Vec<(Span, CountReason)> =
                new.iter().map(|part| (*part, CountReason::Counted)).collect();
            all.extend(again.iter().map(|part| (*part, CountReason::Overlap)));
            all.sort_unstable_by_key(|(part, _)| *part);
            for (part, reason) in all {
                self.add(record, part, reason, parts);
            }
            already.add(now);
            self.add(record, between.clip(self.day, Day::END), CountReason::AfterTheDay, parts);
        }
        self.add(record, after, CountReason::After18, parts);
    }

    fn add(&self, record: usize, span: Span, reason: CountReason, parts: &mut Vec<EpisodePart>) {
        if span.is_empty() {
            return;
        }
        parts.push(EpisodePart {
            record,
            from: span.start.date(),
            until: span.end.date(),
            days: if span.end == Day::END { 0 } else { span.days() },
            counts: reason == CountReason::Counted,
            reason,
            because: self.messages.say(reason.key(), &[]),
        });
    }

    fn whole(
        &self,
        record: usize,
        from: Option<NaiveDate>,
        until: Option<NaiveDate>,
        reason: CountReason,
    ) -> EpisodePart {
        EpisodePart {
            record,
            from,
            until,
            days: 0,
            counts: false,
            reason,
            because: self.messages.say(reason.key(), &[]),
        }
    }
}

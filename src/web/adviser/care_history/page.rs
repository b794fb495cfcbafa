//! What the care history page shows.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    day_count::{CountReason, EpisodePart},
};
use onward_domain::{
    care::{Episode, LifeEvent, LifeEventKind},
    id::EpisodeId,
    recorded::Source,
};
use onward_store::repo::{returns::SaidByReturns, versions::Version};
use serde::Serialize;

use super::{
    count::{self, Count, so_far},
    simulator::{Asked, Simulator},
};
use crate::{
    usecases::adviser::see_care_history::SeenCareHistory,
    web::{
        adviser::{
            event::with_words,
            said::{self, Earlier},
            warnings::{self, Warned},
            who::Who,
        },
        chart::{CountBar, Strip},
        parts::HandShown,
        view::{FormErrors, FormState, Page},
        words::{Say, says::adviser::counted as told},
    },
};

/// Every period of care, which of its days count, and why.
#[derive(Debug, Clone, Serialize)]
pub struct CareHistoryPage {
    who: Who,
    number: Option<String>,
    /// What was saved just now: `event`, `withdrawn`, or a period.
    saved: String,
    warnings: Vec<Warned>,
    count: Count,
    bar: CountBar,
    strip: Option<Strip>,
    rows: Vec<Row>,
    earlier: Vec<Corrected>,
    events: Vec<EventShown>,
    events_before: Vec<Earlier>,
    returns: Returned,
    simulator: Option<Simulator>,
    errors: FormErrors,
}

impl Page for CareHistoryPage {
    const TEMPLATE: &str = "adviser/care_history.html";

    fn state(&self) -> FormState {
        if self.errors.is_empty() { FormState::Fresh } else { FormState::Wrong }
    }
}

/// One period of care, or the part of one that counts or is left out.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    /// `day`, `runs`, `goes-on` or `not-known`.
    ends: &'static str,
    planned_end: Option<NaiveDate>,
    place: Say,
    codes: String,
    days: i64,
    /// How many of its days count.
    pub counted: i64,
    /// `left-out`, `to-come`, `not-counted`, or nothing for what counts.
    tag: &'static str,
    why: Say,
    source: Say,
    /// An open question is about this period.
    in_question: bool,
    /// Not every part of the count is a record of its own.
    line: Option<EpisodeId>,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize)]
struct EventShown {
    what: Say,
    /// With whom they live, or which council took over.
    more: Option<Say>,
    runs: bool,
    hand: HandShown,
    imported: bool,
    href: Option<String>,
}

/// What a corrected line said before.
#[derive(Debug, Clone, Serialize)]
struct Corrected {
    was: Say,
    source: Say,
    on: Option<NaiveDate>,
    by: Option<String>,
    /// What replaced it; `None` if it was withdrawn.
    now: Option<Say>,
    /// Why, in the words of whoever corrected it.
    why: Option<String>,
}

/// The latest that the yearly returns said, other than care: as old as the return.
#[derive(Debug, Clone, Serialize)]
struct Returned {
    position: Option<Position>,
    came_alone: Option<CameAlone>,
}

#[derive(Debug, Clone, Serialize)]
struct Position {
    year: String,
    activity: &'static str,
    home: &'static str,
    contact: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct CameAlone {
    year: String,
    until: Option<NaiveDate>,
}

impl CareHistoryPage {
    /// The page, with the simulator's answer if a day was asked about.
    pub fn of(seen: &SeenCareHistory, law: &Law, asked: &Asked, errors: FormErrors) -> Self {
        let one = &seen.answered;
        let today = one.today;
        let parts: &[EpisodePart] = seen.count.as_ref().map_or(&[], |count| count.parts.as_slice());
        let rows = parts.iter().rev().filter(|part| !goes_on(parts, part, today));
        let mut rows: Vec<Row> = rows.filter_map(|part| row(seen, part)).collect();
        if seen.count.is_none() {
            // Nothing is counted without a date of birth; what is recorded is there all the same.
            let whole = |(record, line): (usize, &Episode)| row(seen, &uncounted(record, line, today));
            rows = seen.lines.iter().enumerate().rev().filter_map(whole).collect();
        }
        Self {
            who: Who::of(one),
            number: one.listed.person.identity.child.clone(),
            saved: asked.saved.clone(),
            warnings: warnings::of(one),
            count: Count::of(seen, parts),
            bar: count::bar(seen, parts),
            strip: count::strip(seen, parts),
            rows,
            earlier: seen.earlier.iter().map(|(was, now)| corrected(seen, was, now.as_ref())).collect(),
            events: events(seen),
            events_before: said::earlier(&seen.events, |event| said::event(&event.note)),
            returns: returned(&seen.returns),
            simulator: Simulator::of(seen, law, asked),
            errors,
        }
    }

    /// The rows of the table.
    #[cfg(test)]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

/// Days to come in an open line: its row says "still in care" and when it is planned to end, so these have
/// no row of their own.
fn goes_on(parts: &[EpisodePart], part: &EpisodePart, today: NaiveDate) -> bool {
    let ahead = part.from.is_some_and(|from| from >= today);
    ahead && parts.iter().any(|other| other.record == part.record && other.until == Some(today))
}

/// A period of which nothing can be counted yet.
fn uncounted(record: usize, line: &Episode, today: NaiveDate) -> EpisodePart {
    let (from, until) = (line.note.start, line.note.end);
    let days = from.map_or(0, |from| (until.unwrap_or(today).min(today) - from).num_days().max(0));
    let days = i32::try_from(days).unwrap_or_default();
    let because = String::new();
    EpisodePart { record, from, until, days, counts: false, reason: CountReason::Unknown, because }
}

fn row(seen: &SeenCareHistory, part: &EpisodePart) -> Option<Row> {
    let today = seen.answered.today;
    let line = seen.lines.get(part.record)?;
    let days = so_far(part, today);
    let (tag, why) = why(part, seen);
    let runs_on = line.note.end.is_none_or(|end| today < end);
    Some(Row {
        from: part.from,
        until: part.until,
        ends: match (part.until, part.reason) {
            (Some(until), _) if until == today && runs_on => "runs",
            (Some(_), _) => "day",
            (None, CountReason::Unknown) => "not-known",
            (None, CountReason::AfterTheDay) => "goes-on",
            (None, _) => "runs",
        },
        planned_end: line
            .note
            .end
            .filter(|end| today < *end && part.until.is_none_or(|until| until <= today)),
        place: said::place(&line.note),
        codes: said::codes(&line.note),
        days,
        counted: if part.counts { days } else { 0 },
        tag,
        why,
        source: said::written(line, &seen.hands),
        in_question: seen.answered.listed.facts.withheld.disputes(line.id),
        line: seen.answered.may_change.then_some(line.id),
    })
}

fn why(part: &EpisodePart, seen: &SeenCareHistory) -> (&'static str, Say) {
    let reaches_16 = seen.answered.assessment.dates.turns_16.is_some_and(|birthday| {
        part.until.is_none_or(|until| birthday <= until) && birthday <= seen.answered.today
    });
    match part.reason {
        CountReason::Counted if reaches_16 => ("", told::Reaches16.into()),
        CountReason::Counted => ("", told::After14.into()),
        CountReason::Before14 => ("left-out", told::Before14.into()),
        CountReason::After18 => ("left-out", told::After18.into()),
        CountReason::ShortBreak => ("left-out", told::ShortBreak.into()),
        CountReason::AgreementOnly => ("left-out", told::AgreementOnly.into()),
        CountReason::SameDay => ("left-out", told::SameDay.into()),
        CountReason::Overlap => ("left-out", told::Overlap.into()),
        CountReason::AfterTheDay => ("to-come", told::ToCome.into()),
        CountReason::Unknown => ("not-counted", told::NotKnown.into()),
    }
}

fn corrected(seen: &SeenCareHistory, was: &Episode, now: Option<&Episode>) -> Corrected {
    let hand = now.and_then(|now| seen.hands.iter().find(|hand| hand.episode == now.id));
    Corrected {
        was: said::episode(&was.note),
        source: said::written(was, &seen.hands),
        on: was.recorded.superseded_at.map(crate::clock::london_day),
        by: hand.and_then(|hand| hand.name.clone()),
        now: now.map(|now| said::episode(&now.note)),
        why: was.recorded.superseded_at.and_then(|at| seen.reasons.get(&at)).cloned(),
    }
}

/// What stands, the latest first. A death has a page of its own.
fn events(seen: &SeenCareHistory) -> Vec<EventShown> {
    let one = &seen.answered;
    let mut stand: Vec<&Version<LifeEvent>> =
        seen.events.iter().filter(|version| version.row.recorded.stands()).collect();
    stand.sort_by_key(|version| std::cmp::Reverse((version.row.note.start, version.row.id)));
    let shown = |version: &&Version<LifeEvent>| {
        let (id, note) = (version.row.id, &version.row.note);
        let writes = one.may_change && note.kind != LifeEventKind::Died;
        let council = note.authority.as_deref().map(Say::words);
        EventShown {
            what: said::event(note),
            more: council.or_else(|| note.lives_with.map(with_words)),
            runs: note.runs(one.today),
            hand: (*version).into(),
            imported: version.row.recorded.source == Source::Import,
            href: writes
                .then(|| format!("/adviser/people/{}/care-history/events/{id}", one.listed.person.id)),
        }
    };
    stand.iter().map(shown).collect()
}

fn returned(said: &SaidByReturns) -> Returned {
    Returned {
        position: said.positions.first().map(|last| Position {
            year: last.year.to_string(),
            activity: last.activity,
            home: last.accommodation,
            contact: last.in_touch,
        }),
        came_alone: said
            .unaccompanied
            .as_ref()
            .map(|came| CameAlone { year: came.year.to_string(), until: came.until }),
    }
}

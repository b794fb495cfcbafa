//! From records to days: which were looked-after days, short breaks, days at home.
//!
//! This covers section 2 of the specification and the parts of section 3 that concern one record alone. Everything
//! is cut off at 18: nobody is a looked-after child on or after that birthday. The results are [`Spans`]; what they
//! mean for status is in [`crate::status`].

use crate::calendar::{Day, THIRTEEN_WEEKS, birthday, day_after_months};
use crate::person::{
    Country, Episode, Event, EventKind, LegalStatus, LivesWith, Person, Placement, ReasonEnded,
};
use crate::temporary_move::is_temporary;
use crate::timeline::{Span, Spans};
use chrono::NaiveDate;

/// The longest stay that is still a short break, in days. CPR reg 48.
const SHORT_BREAK_STAY: i32 = 17;
/// The most short-break days allowed in twelve months. CPR reg 48.
const SHORT_BREAK_YEAR: i32 = 75;
/// Four weeks: the longest stay in a series that regulation 3(3) CLR leaves out.
const FOUR_WEEKS: i32 = 28;

/// One care record that gives looked-after days, cut off at 18.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stay<'p> {
    pub(crate) span: Span,
    /// Its index in the list of records.
    pub(crate) listed: usize,
    pub(crate) code: LegalStatus,
    pub(crate) placement: Option<Placement>,
    /// The country whose law the care was under.
    pub(crate) country: Country,
    /// The day on which another authority took over.
    taken_over: Option<Day>,
    /// The authority looking after the person.
    pub(crate) authority: Option<&'p str>,
    /// Whether regulation 48 makes it a short break, which does not count.
    pub(crate) short_break: bool,
}

impl Stay<'_> {
    /// Whether another authority had taken over by a day.
    pub(crate) fn is_taken_over(&self, day: Day) -> bool {
        self.taken_over.is_some_and(|taken_over| taken_over <= day)
    }
}

/// When another authority took over the care in an episode.
fn taken_over(episode: &Episode) -> Option<Day> {
    if episode.goes_on_elsewhere {
        return Some(Day::BEGINNING);
    }
    episode.end.filter(|_| episode.reason_ended == Some(ReasonEnded::E3)).map(Day::of)
}

/// The birthdays that status depends on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Birthdays {
    pub(crate) born: NaiveDate,
    pub(crate) b14: Day,
    pub(crate) b16: Day,
    pub(crate) b18: Day,
    pub(crate) b21: Day,
    pub(crate) b25: Day,
}

impl Birthdays {
    pub(crate) fn of(born: NaiveDate) -> Birthdays {
        let reaches = |age| Day::of(birthday(born, age));
        Birthdays {
            born,
            b14: reaches(14),
            b16: reaches(16),
            b18: reaches(18),
            b21: reaches(21),
            b25: reaches(25),
        }
    }

    pub(crate) fn of_age(&self, age: u8) -> Day {
        match age {
            14 => self.b14,
            16 => self.b16,
            18 => self.b18,
            21 => self.b21,
            25 => self.b25,
            other => Day::of(birthday(self.born, other)),
        }
    }
}

/// One person's care, day by day.
#[derive(Debug, Clone)]
pub(crate) struct CareHistory<'p> {
    pub(crate) ages: Birthdays,
    /// The records that give looked-after days, in the order listed.
    pub(crate) stays: Vec<Stay<'p>>,
    /// Ordinary looked-after days. 2.1 to 2.4.
    pub(crate) ordinary: Spans,
    /// Short-break days that are not also ordinary days. 2.4.
    pub(crate) short_breaks: Spans,
    /// Ordinary days from 14 to 18: those that count towards 13 weeks. 2.5.
    pub(crate) counted: Spans,
    /// The first day with 91 counted days before it.
    pub(crate) thirteen_weeks: Option<Day>,
    /// Days lived with a parent, someone with parental responsibility or a former order holder. 3.4.
    pub(crate) home: Spans,
    /// The days at home on which six months are complete.
    pub(crate) six_months_home: Spans,
    /// The same, if a temporary move from home does not interrupt it: the other reading of 3.4.
    pub(crate) six_months_home_with_moves: Spans,
    /// In custody or hospital at 16, directly after 13 weeks in care. CLR reg 3(2).
    pub(crate) detained_from_care: bool,
    /// The same, except for a gap between care and custody.
    pub(crate) detention_gap: bool,
    /// Days under a special guardianship order made directly from care; from 18 on, if in force at 18. s.24(1A).
    pub(crate) guardianship: Spans,
    /// The day from which each of routes 2 to 6 of section 24 is met, if the person is no longer looked after then.
    pub(crate) accommodated: Accommodated,
    /// The day of death: every status ends.
    pub(crate) died: Option<Day>,
    /// Whether a short-break record was treated as ordinary care because it was too long.
    pub(crate) short_break_over_limits: bool,
}

/// The first day on which the facts of each route of section 24(2) are met.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Accommodated {
    pub(crate) looked_after: Option<Day>,
    pub(crate) voluntary_organisation: Option<Day>,
    pub(crate) private_childrens_home: Option<Day>,
    pub(crate) health_or_education: Option<Day>,
    pub(crate) private_fostering: Option<Day>,
}

pub(crate) fn event_span(event: &Event) -> Span {
    Span::new(Day::of(event.start), event.end.map_or(Day::END, Day::of))
}

impl<'p> CareHistory<'p> {
    /// The care history of a person with a known date of birth and no unknown facts in their records.
    pub(crate) fn of(born: NaiveDate, person: &'p Person) -> CareHistory<'p> {
        let ages = Birthdays::of(born);
        let mut stays = stays(&ages, person);
        let short_break_over_limits = mark_short_breaks(&mut stays);
        let (mut ordinary, mut short_breaks) = (Spans::none(), Spans::none());
        for stay in &stays {
            if stay.short_break { &mut short_breaks } else { &mut ordinary }.add(stay.span);
        }
        if !short_breaks.is_empty() {
            short_breaks = short_breaks.without(&ordinary);
        }
        let counted = ordinary.clip(ages.b14, ages.b18);
        let thirteen_weeks = counted.day_reached(THIRTEEN_WEEKS);
        let home = home_days(&stays, person);
        let six_months_home = home.lasting_months(6);
        let six_months_home_with_moves = home.or(&moves_from_home(&stays)).lasting_months(6);
        let (detained_from_care, detention_gap) = detained_from_care(&ages, &stays, person);
        let guardianship = guardianship(&ages, &ordinary, person);
        let accommodated = accommodated(&ages, &ordinary, &short_breaks, person);
        let died = day_of_death(person);
        CareHistory {
            ages,
            stays,
            ordinary,
            short_breaks,
            counted,
            thirteen_weeks,
            home,
            six_months_home,
            six_months_home_with_moves,
            detained_from_care,
            detention_gap,
            guardianship,
            accommodated,
            died,
            short_break_over_limits,
        }
    }

    /// How many counted days fall strictly before a day (and before 18). 2.5.
    pub(crate) fn qualifying_days(&self, day: Day) -> i32 {
        self.counted.days_before(day)
    }
}

/// The records that give looked-after days. 2.1: V4 never does, because its dates are not stays.
fn stays<'p>(ages: &Birthdays, person: &'p Person) -> Vec<Stay<'p>> {
    let episodes = person.episodes.as_deref().unwrap_or_default();
    let mut stays = Vec::with_capacity(episodes.len());
    for (listed, episode) in episodes.iter().enumerate() {
        let (Some(start), Some(code)) = (episode.start, episode.legal_status) else { continue };
        let span = Span::new(Day::of(start), episode.end.map_or(ages.b18, |end| Day::of(end).min(ages.b18)));
        if span.is_empty() || code == LegalStatus::V4 {
            continue;
        }
        stays.push(Stay {
            span,
            listed,
            code,
            placement: episode.placement,
            country: episode.country,
            taken_over: taken_over(episode),
            authority: episode.authority.as_deref(),
            short_break: code == LegalStatus::V3,
        });
    }
    stays
}

/// Keeps the mark only on stays that regulation 48 applies to; returns whether any lost it. 2.4.
fn mark_short_breaks(stays: &mut [Stay<'_>]) -> bool {
    if !stays.iter().any(|stay| stay.short_break) {
        return false;
    }
    let series: Spans = stays.iter().filter(|stay| stay.short_break).map(|stay| stay.span).collect();
    let over: Spans = stays
        .iter()
        .filter(|stay| stay.short_break)
        .map(|stay| Span::new(stay.span.start, day_after_months(stay.span.start, 12)))
        .filter(|year| series.days_before(year.end) - series.days_before(year.start) > SHORT_BREAK_YEAR)
        .collect();
    let mut any = false;
    for stay in stays.iter_mut().filter(|stay| stay.short_break) {
        let in_a_full_year = over.iter().any(|year| !stay.span.clip(year.start, year.end).is_empty());
        if stay.span.days() > SHORT_BREAK_STAY || in_a_full_year {
            stay.short_break = false;
            any = true;
        }
    }
    any
}

/// Whether an event means living with someone who holds parental responsibility (or held an order). 3.4.
fn is_home(event: &Event) -> bool {
    match event.kind {
        EventKind::ReturnedHome => {
            matches!(event.with, Some(LivesWith::Parent | LivesWith::PersonWithPr | LivesWith::CaoHolder))
        }
        EventKind::SpecialGuardianship | EventKind::Adopted => event.lives_with_holder != Some(false),
        _ => false,
    }
}

/// Whether an event is a return home that can break down. 9, `status_frozen_at_18`.
pub(crate) fn is_return_home(event: &Event) -> bool {
    event.kind == EventKind::ReturnedHome && is_home(event)
}

/// Days at home: recorded events, and placements with parents. Care elsewhere does not interrupt them. 3.4.
fn home_days(stays: &[Stay<'_>], person: &Person) -> Spans {
    let events = person.events.iter().filter(|event| is_home(event)).map(event_span);
    events
        .chain(stays.iter().filter(|stay| stay.placement == Some(Placement::P1)).map(|stay| stay.span))
        .collect()
}

/// Temporary moves that follow a placement with parents without a gap: days away from home, but for a while.
fn moves_from_home(stays: &[Stay<'_>]) -> Spans {
    let mut away_from = None;
    let mut moves = Spans::none();
    for stay in stays {
        if stay.placement == Some(Placement::P1) {
            away_from = Some(stay.span.end);
        } else if is_temporary(stay.placement) && away_from == Some(stay.span.start) {
            moves.add(stay.span);
            away_from = Some(stay.span.end);
        }
    }
    moves
}

/// In custody or hospital on reaching 16.
pub(crate) fn detained_at_16(ages: &Birthdays, event: &Event) -> bool {
    let span = event_span(event);
    matches!(event.kind, EventKind::Detained | EventKind::Hospital)
        && span.start < ages.b16
        && span.end >= ages.b16
}

/// Whether CLR reg 3(2) is met and, if not, whether a gap between care and detention is the only obstacle. 3.3(b).
fn detained_from_care(ages: &Birthdays, stays: &[Stay<'_>], person: &Person) -> (bool, bool) {
    let mut gap = false;
    let mut care: Option<Spans> = None;
    for event in person.events.iter().filter(|event| detained_at_16(ages, event)) {
        let start = Day::of(event.start);
        let care = care.get_or_insert_with(|| regulation_3_days(stays));
        if care.clip(ages.b14, ages.b18).days_before(start) < THIRTEEN_WEEKS {
            continue;
        }
        if care.contains(start.eve()) {
            return (true, false);
        }
        gap = true;
    }
    (false, gap)
}

/// Days that CLR reg 3 counts: a pre-planned series of stays of four weeks or less is left out. 3.3(d).
fn regulation_3_days(stays: &[Stay<'_>]) -> Spans {
    let series = |stay: &&Stay<'_>| stay.code == LegalStatus::V3;
    let long_stays = stays.iter().filter(series).any(|stay| stay.span.days() > FOUR_WEEKS);
    stays.iter().filter(|stay| long_stays || !series(stay)).map(|stay| stay.span).collect()
}

/// Days under a guardianship order made directly from care: under 18 while it is in force, and for good if it was in
/// force at 18. s.24(1A).
fn guardianship(ages: &Birthdays, ordinary: &Spans, person: &Person) -> Spans {
    let mut days = Spans::none();
    for event in person.events.iter().filter(|event| event.kind == EventKind::SpecialGuardianship) {
        let span = event_span(event);
        if span.is_empty() || span.start >= ages.b18 || !ordinary.contains(span.start.eve()) {
            continue;
        }
        days.add(if span.end >= ages.b18 { Span::new(span.start, Day::END) } else { span });
    }
    days
}

/// When each of routes 2 to 6 is first met. 3.6.
fn accommodated(ages: &Birthdays, ordinary: &Spans, short_breaks: &Spans, person: &Person) -> Accommodated {
    let mut met =
        Accommodated { looked_after: in_care_at_16(ages, ordinary, short_breaks), ..Default::default() };
    for event in &person.events {
        let mut span = event_span(event);
        let route = match event.kind {
            EventKind::VoluntaryOrganisation => &mut met.voluntary_organisation,
            EventKind::PrivateChildrensHome => &mut met.private_childrens_home,
            EventKind::HealthAccommodation
            | EventKind::EducationAccommodation
            | EventKind::CareHome
            | EventKind::Hospital => {
                if day_after_months(span.start, 3) > span.end.min(ages.b18) {
                    continue;
                }
                &mut met.health_or_education
            }
            EventKind::PrivateFostering => {
                span.end = span.end.min(ages.b18);
                &mut met.private_fostering
            }
            _ => continue,
        };
        if !span.is_empty() && span.start < ages.b18 && span.end >= ages.b16 && span.end < Day::END {
            *route = Some(route.map_or(span.end, |earlier| earlier.min(span.end)));
        }
    }
    met
}

/// The first looked-after day on or after 16, or 16 itself when an episode ended on it. 2.6, short breaks included.
fn in_care_at_16(ages: &Birthdays, ordinary: &Spans, short_breaks: &Spans) -> Option<Day> {
    let first =
        |spans: &Spans| spans.iter().find(|span| span.end >= ages.b16).map(|span| span.start.max(ages.b16));
    match (first(ordinary), first(short_breaks)) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The day of death: recorded on its own, or as the end of an episode that ended because of death (E2).
fn day_of_death(person: &Person) -> Option<Day> {
    let episodes = person.episodes.as_deref().unwrap_or_default();
    let in_care = episodes
        .iter()
        .filter(|episode| episode.reason_ended == Some(ReasonEnded::E2))
        .filter_map(|episode| episode.end);
    in_care.chain(person.died).min().map(Day::of)
}

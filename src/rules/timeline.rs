//! Timelines: what held, on which days.
//!
//! [`Spans`] is the plain form of a fact that is true or not: a sorted list of disjoint half-open spans of days.
//! [`Timeline`] carries any value (a status, an outcome, a [`Truth`]) from each day on which it changes.
//! The rules themselves run on a third, quicker form of the same thing, over one person's own change days: see
//! [`crate::grid`].

use crate::calendar::{Day, day_after_months};
use std::fmt;

/// Yes, no, or it depends on a fact that nobody has recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// It holds for some values of an unknown fact and not for others.
    Unknown,
}

impl Truth {
    /// Yes for true, no for false.
    pub fn of(holds: bool) -> Truth {
        if holds { Truth::Yes } else { Truth::No }
    }

    /// Yes when both are; no when either is no.
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, Truth::Yes) => Truth::Yes,
            _ => Truth::Unknown,
        }
    }

    /// Yes when either is; no when both are no.
    pub fn or(self, other: Truth) -> Truth {
        !(!self).and(!other)
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

/// A stretch of days: `start` belongs to it, `end` does not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first day of it.
    pub start: Day,
    /// The first day that is no longer part of it.
    pub end: Day,
}

impl Span {
    /// A span of no days: what the inline room of [`Spans`] is filled with.
    const EMPTY: Span = Span { start: Day::BEGINNING, end: Day::BEGINNING };

    /// From `start` (in) to `end` (out).
    pub fn new(start: Day, end: Day) -> Span {
        Span { start, end }
    }

    /// Whether it has no day at all.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether a day belongs to it.
    pub fn contains(self, day: Day) -> bool {
        self.start <= day && day < self.end
    }

    /// The part of it from `start` (in) to `end` (out); may be empty.
    pub fn clip(self, start: Day, end: Day) -> Span {
        Span { start: self.start.max(start), end: self.end.min(end) }
    }

    /// How many days it has.
    pub fn days(self) -> i32 {
        self.start.days_until(self.end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}..{:?}", self.start, self.end)
    }
}

/// How many spans fit without asking for memory: most young people's care is fewer.
const FEW: usize = 6;

/// The days on which something holds: sorted, disjoint, never touching, never empty spans.
#[derive(Clone)]
pub struct Spans {
    few: [Span; FEW],
    count: usize,
    /// All of them, once there are more than [`FEW`].
    many: Vec<Span>,
}

impl Default for Spans {
    fn default() -> Spans {
        Spans { few: [Span::EMPTY; FEW], count: 0, many: Vec::new() }
    }
}

impl Spans {
    /// On no day.
    pub fn none() -> Spans {
        Spans::default()
    }

    /// On the days of one span.
    pub fn one(span: Span) -> Spans {
        let mut spans = Spans::default();
        spans.add_last(span);
        spans
    }

    /// On every day of any of these spans, in whatever order they come and however they overlap.
    pub fn union_of(spans: impl IntoIterator<Item = Span>) -> Spans {
        let mut all = Spans::default();
        for span in spans {
            all.add(span);
        }
        all
    }

    /// The spans, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Span> {
        self.as_slice().iter()
    }

    /// The spans, in order.
    pub fn as_slice(&self) -> &[Span] {
        if self.many.is_empty() { self.few.get(..self.count).unwrap_or_default() } else { &self.many }
    }

    /// Whether it holds on no day.
    pub fn is_empty(&self) -> bool {
        self.count == 0 && self.many.is_empty()
    }

    /// Adds the days of a span, wherever it lies.
    pub fn add(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        match self.as_slice().last() {
            Some(last) if span.start < last.start => {
                let old = std::mem::take(self);
                let mut waiting = Some(span);
                for &each in old.iter() {
                    if let Some(new) = waiting.take_if(|new| new.start <= each.start) {
                        self.add_last(new);
                    }
                    self.add_last(each);
                }
            }
            _ => self.add_last(span),
        }
    }

    /// Adds a span that starts no earlier than the last one, joining it where they touch.
    fn add_last(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        let last = if self.many.is_empty() {
            self.count.checked_sub(1).and_then(|place| self.few.get_mut(place))
        } else {
            self.many.last_mut()
        };
        match last {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => self.push(span),
        }
    }

    fn push(&mut self, span: Span) {
        if self.many.is_empty() {
            if let Some(room) = self.few.get_mut(self.count) {
                *room = span;
                self.count += 1;
                return;
            }
            self.many.extend_from_slice(&self.few);
        }
        self.many.push(span);
    }

    /// The part from `start` (in) to `end` (out).
    pub fn clip(&self, start: Day, end: Day) -> Spans {
        let mut part = Spans::default();
        for span in self.iter() {
            part.add_last(span.clip(start, end));
        }
        part
    }

    /// The days of either.
    pub fn or(&self, other: &Spans) -> Spans {
        let mut all = self.clone();
        for &span in other.iter() {
            all.add(span);
        }
        all
    }

    /// The days of both.
    pub fn and(&self, other: &Spans) -> Spans {
        let mut both = Spans::default();
        for mine in self.iter() {
            for theirs in other.iter() {
                both.add_last(mine.clip(theirs.start, theirs.end));
            }
        }
        both
    }

    /// The days of this that are not days of the other.
    pub fn without(&self, other: &Spans) -> Spans {
        if other.is_empty() {
            return self.clone();
        }
        self.and(&other.not())
    }

    /// Every day on which it does not hold.
    pub fn not(&self) -> Spans {
        let mut rest = Spans::default();
        let mut from = Day::BEGINNING;
        for span in self.iter() {
            rest.push_if_any(Span::new(from, span.start));
            from = span.end;
        }
        rest.push_if_any(Span::new(from, Day::END));
        rest
    }

    fn push_if_any(&mut self, span: Span) {
        if !span.is_empty() {
            self.push(span);
        }
    }

    /// Whether it holds on a day.
    pub fn contains(&self, day: Day) -> bool {
        self.span_at(day).is_some()
    }

    /// The unbroken stretch that a day lies in.
    pub fn span_at(&self, day: Day) -> Option<Span> {
        self.iter().copied().find(|span| span.contains(day))
    }

    /// The last stretch that has ended by a day (its end no later than the day).
    pub fn last_ended(&self, by: Day) -> Option<Span> {
        self.iter().copied().take_while(|span| span.end <= by).last()
    }

    /// How many of its days lie strictly before a day.
    pub fn days_before(&self, day: Day) -> i32 {
        self.iter().take_while(|span| span.start < day).map(|span| span.clip(span.start, day).days()).sum()
    }

    /// How many days it has in all.
    pub fn days(&self) -> i32 {
        self.days_before(Day::END)
    }

    /// The first day before which `days` of its days lie.
    pub fn day_reached(&self, days: i32) -> Option<Day> {
        let mut missing = days;
        for span in self.iter() {
            if span.days() >= missing {
                return Some(span.start.plus(missing));
            }
            missing -= span.days();
        }
        None
    }

    /// The days on which an unbroken stretch has lasted: `complete` says from when, given the day it began.
    pub fn lasting(&self, complete: impl Fn(Day) -> Day) -> Spans {
        let mut long = Spans::default();
        for span in self.iter() {
            long.push_if_any(Span::new(complete(span.start).max(span.start), span.end));
        }
        long
    }
}

impl Spans {
    /// The days on which an unbroken stretch has lasted so many months.
    pub(crate) fn lasting_months(&self, months: u32) -> Spans {
        let least = i32::try_from(months).unwrap_or(i32::MAX).saturating_mul(28);
        let mut long = Spans::default();
        for span in self.iter().filter(|span| span.days() >= least) {
            long.push_if_any(Span::new(day_after_months(span.start, months), span.end));
        }
        long
    }
}

impl PartialEq for Spans {
    fn eq(&self, other: &Spans) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Spans {}

impl fmt::Debug for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Spans {
        Spans::union_of(spans)
    }
}

/// A value for every day: each entry holds from its day until the next entry's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline<T> {
    /// What holds before the first change.
    first: T,
    /// Sorted by day; neighbours differ.
    changes: Vec<(Day, T)>,
}

impl<T: Clone + PartialEq> Timeline<T> {
    /// The same on every day.
    pub fn always(value: T) -> Timeline<T> {
        Timeline { first: value, changes: Vec::new() }
    }

    /// From a day on, until the next change, something else. Days must not go back; a same-day change replaces.
    pub fn then(&mut self, day: Day, value: T) {
        while self.changes.last().is_some_and(|(last, _)| *last >= day) {
            self.changes.pop();
        }
        if *self.last() != value {
            self.changes.push((day, value));
        }
    }

    /// What holds from the last change on.
    pub fn last(&self) -> &T {
        self.changes.last().map_or(&self.first, |(_, value)| value)
    }

    /// What holds on a day.
    pub fn at(&self, day: Day) -> &T {
        let after = self.changes.partition_point(|(from, _)| *from <= day);
        after.checked_sub(1).and_then(|place| self.changes.get(place)).map_or(&self.first, |(_, value)| value)
    }

    /// The first change after a day, and what holds from then.
    pub fn next_change(&self, day: Day) -> Option<(Day, &T)> {
        let after = self.changes.partition_point(|(from, _)| *from <= day);
        self.changes.get(after).map(|(from, value)| (*from, value))
    }

    /// Each stretch with its value, from the beginning to the end of time.
    pub fn stretches(&self) -> impl Iterator<Item = (Span, &T)> {
        let starts =
            std::iter::once((Day::BEGINNING, &self.first)).chain(self.changes.iter().map(|(d, v)| (*d, v)));
        let ends = self.changes.iter().map(|(day, _)| *day).chain(std::iter::once(Day::END));
        starts.zip(ends).map(|((start, value), end)| (Span::new(start, end), value))
    }

    /// Two timelines read together, day by day.
    pub fn with<U: Clone + PartialEq, V: Clone + PartialEq>(
        &self,
        other: &Timeline<U>,
        join: impl Fn(&T, &U) -> V,
    ) -> Timeline<V> {
        let mut joined = Timeline::always(join(&self.first, &other.first));
        let mut days: Vec<Day> = self.changes.iter().map(|(day, _)| *day).collect();
        days.extend(other.changes.iter().map(|(day, _)| *day));
        days.sort_unstable();
        for day in days {
            joined.then(day, join(self.at(day), other.at(day)));
        }
        joined
    }

    /// The same timeline with each value turned into another.
    pub fn map<U: Clone + PartialEq>(&self, turn: impl Fn(&T) -> U) -> Timeline<U> {
        let mut turned = Timeline::always(turn(&self.first));
        for (day, value) in &self.changes {
            turned.then(*day, turn(value));
        }
        turned
    }
}

impl From<&Spans> for Timeline<Truth> {
    fn from(spans: &Spans) -> Timeline<Truth> {
        let mut timeline = Timeline::always(Truth::No);
        for span in spans.iter() {
            if span.start == Day::BEGINNING {
                timeline.first = Truth::Yes;
            } else {
                timeline.then(span.start, Truth::Yes);
            }
            if span.end != Day::END {
                timeline.then(span.end, Truth::No);
            }
        }
        timeline
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn day(number: i32) -> Day {
        Day::of(chrono::NaiveDate::from_num_days_from_ce_opt(number).unwrap())
    }

    fn spans() -> impl Strategy<Value = Vec<Span>> {
        prop::collection::vec((1..80i32, 0..20i32), 0..12).prop_map(|list| {
            list.into_iter().map(|(start, days)| Span::new(day(start), day(start + days))).collect()
        })
    }

    fn truth() -> impl Strategy<Value = Timeline<Truth>> {
        prop::collection::vec((1..80i32, 0..3u8), 0..8).prop_map(|mut changes| {
            changes.sort_unstable();
            let mut timeline = Timeline::always(Truth::No);
            for (from, value) in changes {
                timeline.then(day(from), [Truth::Yes, Truth::No, Truth::Unknown][usize::from(value)]);
            }
            timeline
        })
    }

    proptest! {
        #[test]
        fn a_union_holds_on_exactly_the_days_of_its_parts(list in spans()) {
            let union = Spans::union_of(list.clone());
            for number in 0..120 {
                let expected = list.iter().any(|span| span.contains(day(number)));
                prop_assert_eq!(union.contains(day(number)), expected);
            }
            prop_assert!(union.as_slice().windows(2).all(|pair| pair[0].end < pair[1].start));
            prop_assert!(union.iter().all(|span| !span.is_empty()));
        }

        #[test]
        fn a_union_ignores_order_and_duplicates(list in spans()) {
            let mut other: Vec<Span> = list.iter().rev().copied().collect();
            other.extend(list.iter().copied());
            prop_assert_eq!(Spans::union_of(list), Spans::union_of(other));
        }

        #[test]
        fn the_algebra_of_days_is_that_of_sets(a in spans(), b in spans()) {
            let (a, b) = (Spans::union_of(a), Spans::union_of(b));
            for number in 0..120 {
                let (in_a, in_b) = (a.contains(day(number)), b.contains(day(number)));
                prop_assert_eq!(a.and(&b).contains(day(number)), in_a && in_b);
                prop_assert_eq!(a.or(&b).contains(day(number)), in_a || in_b);
                prop_assert_eq!(a.without(&b).contains(day(number)), in_a && !in_b);
                prop_assert_eq!(a.not().contains(day(number)), !in_a);
            }
            prop_assert_eq!(a.not().not(), a);
        }

        #[test]
        fn counting_days_agrees_with_walking_them(list in spans(), until in 0..120i32, wanted in 1..60i32) {
            let union = Spans::union_of(list);
            let walked: Vec<i32> = (0..120).filter(|number| union.contains(day(*number))).collect();
            let before = i32::try_from(walked.iter().filter(|number| **number < until).count()).unwrap();
            prop_assert_eq!(union.days_before(day(until)), before);
            let reached = walked.get(usize::try_from(wanted - 1).unwrap()).map(|last| day(last + 1));
            prop_assert_eq!(union.day_reached(wanted), reached);
        }

        #[test]
        fn what_has_lasted_is_what_began_long_enough_ago(list in spans(), long in 0..15i32) {
            let union = Spans::union_of(list);
            let lasting = union.lasting(|start| start.plus(long));
            for number in 1..120 {
                let held = union.span_at(day(number)).is_some_and(|span| span.start.plus(long) <= day(number));
                prop_assert_eq!(lasting.contains(day(number)), held);
            }
        }

        #[test]
        fn timelines_combine_day_by_day(a in truth(), b in truth()) {
            let both = a.with(&b, |one, two| one.and(*two));
            let either = a.map(|one| !*one).with(&b.map(|two| !*two), |one, two| one.and(*two)).map(|no| !*no);
            for number in 0..120 {
                prop_assert_eq!(*both.at(day(number)), a.at(day(number)).and(*b.at(day(number))));
                prop_assert_eq!(*either.at(day(number)), a.at(day(number)).or(*b.at(day(number))));
            }
            prop_assert!(both.changes.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 != pair[1].1));
        }

        #[test]
        fn stretches_cover_all_time_without_gaps(a in truth()) {
            let stretches: Vec<Span> = a.stretches().map(|(span, _)| span).collect();
            prop_assert_eq!(stretches.first().unwrap().start, Day::BEGINNING);
            prop_assert_eq!(stretches.last().unwrap().end, Day::END);
            prop_assert!(stretches.windows(2).all(|pair| pair[0].end == pair[1].start));
        }
    }
}

//! Timelines: what held, and on which days.
//!
//! [`Spans`] is the plain form of a fact that is true or false: a sorted list of disjoint half-open spans of days.
//! [`Timeline`] carries any value (a status, an outcome, a [`Truth`]) from each day on which it changes.
//! The rules themselves run on a third, faster form of the same thing, over one person's own change days: see
//! [`crate::grid`].

mod spans;

use crate::calendar::Day;
pub use spans::{Span, Spans};

/// Yes, no, or it depends on a fact that nobody has recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    Yes,
    No,
    /// It holds for some values of an unknown fact and not for others.
    Unknown,
}

impl Truth {
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

/// A value for every day: each entry holds from its day until the day of the next.
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

    /// Changes the value from a day on, until the next change. Days must not go back; a same-day change replaces.
    pub fn then(&mut self, day: Day, value: T) {
        while self.changes.last().is_some_and(|(last, _)| *last >= day) {
            self.changes.pop();
        }
        if *self.last() != value {
            self.changes.push((day, value));
        }
    }

    pub fn last(&self) -> &T {
        self.changes.last().map_or(&self.first, |(_, value)| value)
    }

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
        fn days_combine_like_sets(a in spans(), b in spans()) {
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
        fn something_has_lasted_if_it_began_long_enough_ago(list in spans(), long in 0..15i32) {
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

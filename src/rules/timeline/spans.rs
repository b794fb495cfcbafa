//! Days on which something holds: spans and their algebra.

use crate::calendar::{Day, day_after_months};
use std::fmt;

/// A stretch of days: `start` is included, `end` is not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: Day,
    /// The first day that is no longer part of it.
    pub end: Day,
}

impl Span {
    /// A span with no days: what the inline array of [`Spans`] is filled with.
    const EMPTY: Span = Span { start: Day::BEGINNING, end: Day::BEGINNING };

    /// From `start` (included) to `end` (excluded).
    pub fn new(start: Day, end: Day) -> Span {
        Span { start, end }
    }

    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub fn contains(self, day: Day) -> bool {
        self.start <= day && day < self.end
    }

    /// The part from `start` (included) to `end` (excluded); may be empty.
    pub fn clip(self, start: Day, end: Day) -> Span {
        Span { start: self.start.max(start), end: self.end.min(end) }
    }

    pub fn days(self) -> i32 {
        self.start.days_until(self.end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}..{:?}", self.start, self.end)
    }
}

/// How many spans fit without allocating: most young people's care needs fewer.
const FEW: usize = 6;

/// The days on which something holds: spans that are sorted, disjoint, never touching and never empty.
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

    /// On every day in any of these spans, whatever their order and overlaps.
    pub fn union_of(spans: impl IntoIterator<Item = Span>) -> Spans {
        let mut all = Spans::default();
        for span in spans {
            all.add(span);
        }
        all
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Span> {
        self.as_slice().iter()
    }

    pub fn as_slice(&self) -> &[Span] {
        if self.many.is_empty() { self.few.get(..self.count).unwrap_or_default() } else { &self.many }
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0 && self.many.is_empty()
    }

    /// Adds the days of a span, wherever it is.
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

    /// Adds a span that starts no earlier than the last one, joining them if they touch.
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

    /// The part from `start` (included) to `end` (excluded).
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

    /// The days in this set that are not in the other.
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

    pub fn contains(&self, day: Day) -> bool {
        self.span_at(day).is_some()
    }

    /// The unbroken stretch that includes a day.
    pub fn span_at(&self, day: Day) -> Option<Span> {
        self.iter().copied().find(|span| span.contains(day))
    }

    /// The last stretch to end by a day (its end is no later than the day).
    pub fn last_ended(&self, by: Day) -> Option<Span> {
        self.iter().copied().take_while(|span| span.end <= by).last()
    }

    /// How many of its days are strictly before a day.
    pub fn days_before(&self, day: Day) -> i32 {
        self.iter().take_while(|span| span.start < day).map(|span| span.clip(span.start, day).days()).sum()
    }

    pub fn days(&self) -> i32 {
        self.days_before(Day::END)
    }

    /// The first day that `days` of its days come before.
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

    /// The days on which an unbroken stretch has lasted: `complete` returns the day it is complete, given the day it
    /// began.
    pub fn lasting(&self, complete: impl Fn(Day) -> Day) -> Spans {
        let mut long = Spans::default();
        for span in self.iter() {
            long.push_if_any(Span::new(complete(span.start).max(span.start), span.end));
        }
        long
    }
}

impl Spans {
    /// The days on which an unbroken stretch has lasted this many months.
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

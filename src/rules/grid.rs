//! The fast form of a timeline: one bit for each stretch between the days on which anything changes for one person.
//!
//! In a person's life there are about forty days on which a fact of leaving care law can change: birthdays, the start
//! and end of care, the day 13 weeks are reached, the day a rule comes into force. Between two such days nothing
//! changes, so a condition is one bit per stretch, and *all*, *any*, *not*, *once before* and *as on a day*
//! take a machine instruction or two. [`ChangeDays`] holds the days, [`Held`] the bits.

use crate::calendar::Day;
use crate::timeline::{Span, Spans};
use std::ops::{BitAnd, BitOr, Not};

/// The sorted days on which something can change. Stretch 0 is all time before the first one, the last is all time
/// after.
#[derive(Debug, Clone, Default)]
pub(crate) struct ChangeDays {
    days: Vec<Day>,
}

impl ChangeDays {
    /// From days in any order; the ends of time are dropped.
    pub(crate) fn from_unsorted(mut days: Vec<Day>) -> ChangeDays {
        days.sort_unstable();
        days.dedup();
        if days.first() == Some(&Day::BEGINNING) {
            days.remove(0);
        }
        if days.last() == Some(&Day::END) {
            days.pop();
        }
        ChangeDays { days }
    }

    /// Hands the list back for the next person.
    pub(crate) fn into_room(self) -> Vec<Day> {
        self.days
    }

    pub(crate) fn stretches(&self) -> usize {
        self.days.len() + 1
    }

    /// The stretch that includes a day.
    #[inline]
    pub(crate) fn stretch_of(&self, day: Day) -> usize {
        self.days.partition_point(|change| *change <= day)
    }

    /// The first day of a stretch.
    #[inline]
    pub(crate) fn start(&self, stretch: usize) -> Day {
        match stretch.checked_sub(1) {
            None => Day::BEGINNING,
            Some(before) => self.days.get(before).copied().unwrap_or(Day::END),
        }
    }

    /// Whether a day is one of the change days: a timeline may only change on one of these.
    #[cfg(debug_assertions)]
    fn has(&self, day: Day) -> bool {
        day == Day::BEGINNING || day == Day::END || self.days.binary_search(&day).is_ok()
    }
}

/// The stretches on which something holds: bit n for stretch n, in `W` words of 64 bits.
///
/// Bits past the last stretch mean nothing; readers compare with [`ChangeDays::stretches`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held<const W: usize>([u64; W]);

/// Splits a stretch number into its word and its bit.
#[inline]
fn place(stretch: usize) -> (usize, u32) {
    (stretch / 64, u32::try_from(stretch % 64).unwrap_or_default())
}

/// The number of a stretch from its word and its bit.
#[inline]
fn stretch(word: usize, bit: u32) -> usize {
    word * 64 + usize::try_from(bit).unwrap_or_default()
}

impl<const W: usize> Held<W> {
    /// On no day.
    pub(crate) const NEVER: Held<W> = Held([0; W]);
    /// On every day.
    pub(crate) const ALWAYS: Held<W> = Held([u64::MAX; W]);

    #[inline]
    pub(crate) fn words(&self) -> &[u64; W] {
        &self.0
    }

    #[inline]
    pub(crate) fn from_words(words: [u64; W]) -> Held<W> {
        Held(words)
    }

    /// Always or never.
    #[inline]
    pub(crate) fn constant(holds: bool) -> Held<W> {
        if holds { Self::ALWAYS } else { Self::NEVER }
    }

    /// From stretch `first` on.
    #[inline]
    fn from_stretch(first: usize) -> Held<W> {
        let mut words = [u64::MAX; W];
        let (last_word, bit) = place(first);
        for (number, word) in words.iter_mut().enumerate() {
            if number < last_word {
                *word = 0;
            } else if number == last_word {
                *word = u64::MAX << bit;
            }
        }
        Held(words)
    }

    /// From a change day on.
    #[inline]
    pub(crate) fn since(days: &ChangeDays, day: Day) -> Held<W> {
        #[cfg(debug_assertions)]
        debug_assert!(days.has(day), "{day:?} is not a change day");
        if day == Day::END { Self::NEVER } else { Self::from_stretch(days.stretch_of(day)) }
    }

    /// From one stretch (included) to another (excluded).
    #[inline]
    pub(crate) fn between(first: usize, end: usize) -> Held<W> {
        if first < end { Self::from_stretch(first) & !Self::from_stretch(end) } else { Self::NEVER }
    }

    #[inline]
    pub(crate) fn is_never(self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// On the days of a span whose ends are change days.
    #[inline]
    pub(crate) fn during(days: &ChangeDays, span: Span) -> Held<W> {
        if span.is_empty() {
            Self::NEVER
        } else {
            Self::since(days, span.start) & !Self::since(days, span.end)
        }
    }

    /// On the days of all these spans, whose ends are change days.
    #[inline]
    pub(crate) fn on(days: &ChangeDays, spans: &Spans) -> Held<W> {
        spans.iter().fold(Self::NEVER, |held, span| held | Self::during(days, *span))
    }

    #[inline]
    pub(crate) fn at(self, stretch: usize) -> bool {
        let (word, bit) = place(stretch);
        self.0.get(word).is_some_and(|word| word >> bit & 1 == 1)
    }

    /// From the first stretch on which it holds: *once before* (or now).
    #[inline]
    pub(crate) fn ever(self) -> Held<W> {
        self.next_from(0).map_or(Self::NEVER, Self::from_stretch)
    }

    /// The same, one stretch later: what held just before.
    #[inline]
    pub(crate) fn just_before(self) -> Held<W> {
        let mut words = self.0;
        let mut carry = 0;
        for word in &mut words {
            let out = *word >> 63;
            *word = *word << 1 | carry;
            carry = out;
        }
        Held(words)
    }

    /// The first stretch on which it holds, from this one on.
    #[inline]
    pub(crate) fn next_from(self, from: usize) -> Option<usize> {
        let (first, bit) = place(from);
        for (number, word) in self.0.iter().enumerate().skip(first) {
            let word = if number == first { word & (u64::MAX << bit) } else { *word };
            if word != 0 {
                return Some(stretch(number, word.trailing_zeros()));
            }
        }
        None
    }

    /// The last stretch on which it holds, before this one.
    #[inline]
    fn last_before(self, before: usize) -> Option<usize> {
        let (last, bit) = place(before);
        for (number, word) in self.0.iter().enumerate().take(last + 1).rev() {
            let word = if number == last { word & !(u64::MAX << bit) } else { *word };
            if word != 0 {
                return Some(stretch(number, 63 - word.leading_zeros()));
            }
        }
        None
    }

    /// The unbroken run around a stretch on which it holds (or, if it does not hold, on which it does not).
    #[inline]
    pub(crate) fn period(self, days: &ChangeDays, stretch: usize) -> Span {
        let broken = if self.at(stretch) { !self } else { self };
        let first = broken.last_before(stretch).map_or(0, |last| last + 1);
        let after = broken.next_from(stretch).filter(|next| *next < days.stretches());
        Span::new(days.start(first), after.map_or(Day::END, |next| days.start(next)))
    }

    /// The days on which it holds, as spans.
    #[cfg(test)]
    pub(crate) fn spans(self, days: &ChangeDays) -> Spans {
        let mut spans = Spans::none();
        let mut from = self.next_from(0);
        while let Some(first) = from.filter(|first| *first < days.stretches()) {
            let span = self.period(days, first);
            spans.add(span);
            from = (!self).next_from(first).and_then(|after| self.next_from(after));
        }
        spans
    }
}

impl<const W: usize> BitAnd for Held<W> {
    type Output = Held<W>;

    #[inline]
    fn bitand(mut self, other: Held<W>) -> Held<W> {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine &= theirs;
        }
        self
    }
}

impl<const W: usize> BitOr for Held<W> {
    type Output = Held<W>;

    #[inline]
    fn bitor(mut self, other: Held<W>) -> Held<W> {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
        self
    }
}

impl<const W: usize> Not for Held<W> {
    type Output = Held<W>;

    #[inline]
    fn not(mut self) -> Held<W> {
        for word in &mut self.0 {
            *word = !*word;
        }
        self
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

    /// Change days 1 to 150 and some spans among them: three words of bits.
    fn grid() -> ChangeDays {
        ChangeDays::from_unsorted((1..=150).map(day).collect())
    }

    fn spans() -> impl Strategy<Value = Spans> {
        prop::collection::vec((1..150i32, 1..40i32), 0..6).prop_map(|list| {
            list.into_iter()
                .map(|(start, days)| Span::new(day(start), day((start + days).min(150))))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn bits_and_spans_agree(a in spans(), b in spans()) {
            let days = grid();
            let (held_a, held_b) = (Held::<3>::on(&days, &a), Held::<3>::on(&days, &b));
            prop_assert_eq!((held_a & held_b).spans(&days), a.and(&b));
            prop_assert_eq!((held_a | held_b).spans(&days), a.or(&b));
            prop_assert_eq!((!held_a).spans(&days), a.not());
            let ever = a.as_slice().first().map_or(Spans::none(), |first| Spans::one(Span::new(first.start, Day::END)));
            prop_assert_eq!(held_a.ever().spans(&days), ever);
        }

        #[test]
        fn the_period_around_a_day_is_the_span_that_includes_it(a in spans(), number in 0..155i32) {
            let days = grid();
            let held = Held::<3>::on(&days, &a);
            let period = held.period(&days, days.stretch_of(day(number)));
            let expected = a.span_at(day(number)).or_else(|| a.not().span_at(day(number))).unwrap();
            prop_assert_eq!(period, expected);
        }

        #[test]
        fn just_before_is_what_held_on_the_stretch_before(a in spans(), number in 1..150usize) {
            let days = grid();
            let held = Held::<3>::on(&days, &a);
            prop_assert_eq!(held.just_before().at(number), held.at(number - 1));
        }
    }
}

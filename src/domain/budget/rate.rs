//! Money that comes again and again, exactly: kept as pence a year, in which weeks, fortnights, four weeks and months all
//! are whole numbers. So nothing is lost on the way from one to another.

use serde::Serialize;
use std::{
    iter::Sum,
    ops::{Add, Neg, Sub},
};

use super::Every;
use crate::money::Pence;

/// Pence a year of 52 weeks or 12 months. Negative goes out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Rate {
    a_year: i64,
}

impl Every {
    /// How often a year.
    #[must_use]
    pub const fn times_a_year(self) -> i64 {
        match self {
            Self::Week => 52,
            Self::Fortnight => 26,
            Self::FourWeeks => 13,
            Self::Month => 12,
            Self::Year => 1,
        }
    }
}

impl Rate {
    /// So much, so often.
    #[must_use]
    pub const fn of(amount: Pence, every: Every) -> Self {
        Self { a_year: amount.0.saturating_mul(every.times_a_year()) }
    }

    /// Pence a year.
    #[must_use]
    pub const fn a_year(self) -> Pence {
        Pence(self.a_year)
    }

    /// What that is each time, to the nearest penny, halves away from nothing.
    #[must_use]
    pub const fn per(self, every: Every) -> Pence {
        let times = every.times_a_year();
        let half = if self.a_year < 0 { -(times / 2) } else { times / 2 };
        Pence(self.a_year.saturating_add(half) / times)
    }

    /// It is a whole number of pence each time.
    #[must_use]
    pub const fn is_whole(self, every: Every) -> bool {
        self.a_year % every.times_a_year() == 0
    }
}

impl Add for Rate {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { a_year: self.a_year.saturating_add(other.a_year) }
    }
}

impl Sub for Rate {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { a_year: self.a_year.saturating_sub(other.a_year) }
    }
}

impl Neg for Rate {
    type Output = Self;
    fn neg(self) -> Self {
        Self { a_year: self.a_year.saturating_neg() }
    }
}

impl Sum for Rate {
    fn sum<I: Iterator<Item = Self>>(rates: I) -> Self {
        rates.fold(Self::default(), Add::add)
    }
}

/// Several amounts in the same terms, so that what stands in the rows adds up to what stands beneath them: each is rounded
/// down, and the pennies that are missing go to those that lost most. None is off by a penny or more.
#[must_use]
pub fn shares(rates: &[Rate], every: Every) -> Vec<Pence> {
    let times = every.times_a_year();
    let whole = rates.iter().copied().sum::<Rate>().per(every).0;
    let mut parts: Vec<i64> = rates.iter().map(|rate| rate.a_year.div_euclid(times)).collect();
    let missing = usize::try_from(whole - parts.iter().sum::<i64>()).unwrap_or(0);
    let mut order: Vec<usize> = (0..rates.len()).collect();
    let lost = |place: &usize| rates.get(*place).map_or(0, |rate| rate.a_year.rem_euclid(times));
    order.sort_by_key(|place| std::cmp::Reverse(lost(place)));
    for place in order.into_iter().take(missing) {
        if let Some(part) = parts.get_mut(place) {
            *part += 1;
        }
    }
    parts.into_iter().map(Pence).collect()
}

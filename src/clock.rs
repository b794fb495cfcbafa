//! What time it is. The one place that asks the machine; everything else takes instants and days as arguments.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Europe::London;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// What time it is, and which day people live on.
#[derive(Debug, Clone)]
pub struct Clock {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    /// A standing moment, in tests.
    stopped_at: Option<DateTime<Utc>>,
    /// The day that is taken for today, in the demonstration.
    today: Option<NaiveDate>,
    /// How far a test has moved the clock on, in milliseconds.
    moved: AtomicI64,
}

impl Clock {
    /// The machine's time, and the day that it is in London.
    #[must_use]
    pub fn system() -> Self {
        Self::new(None, None)
    }

    /// The machine's time, with one day that is always today.
    #[must_use]
    pub fn on_day(today: NaiveDate) -> Self {
        Self::new(None, Some(today))
    }

    /// A clock that stands still until it is moved.
    #[must_use]
    pub fn stopped(at: DateTime<Utc>) -> Self {
        Self::new(Some(at), None)
    }

    fn new(stopped_at: Option<DateTime<Utc>>, today: Option<NaiveDate>) -> Self {
        Self { inner: Arc::new(Inner { stopped_at, today, moved: AtomicI64::new(0) }) }
    }

    /// Moves this clock, and every copy of it, on. Only tests do that.
    pub fn move_on(&self, by: TimeDelta) {
        self.inner.moved.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }

    /// This moment, in UTC.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one caller")]
    pub fn now(&self) -> DateTime<Utc> {
        let moved = TimeDelta::milliseconds(self.inner.moved.load(Ordering::SeqCst));
        self.inner.stopped_at.unwrap_or_else(Utc::now) + moved
    }

    /// The day in London, or the fixed day of the demonstration.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.inner.today.unwrap_or_else(|| self.now().with_timezone(&London).date_naive())
    }

    /// The time of day in London, on [`Clock::today`].
    #[must_use]
    pub fn local(&self) -> chrono::NaiveDateTime {
        self.today().and_time(self.now().with_timezone(&London).time())
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;
    use chrono::{NaiveDate, TimeDelta, TimeZone as _, Utc};

    #[test]
    fn the_day_changes_at_midnight_in_london_not_in_greenwich() {
        let summer = Clock::stopped(Utc.with_ymd_and_hms(2026, 6, 30, 23, 30, 0).unwrap());
        assert_eq!(summer.today(), NaiveDate::from_ymd_opt(2026, 7, 1).unwrap());
        let winter = Clock::stopped(Utc.with_ymd_and_hms(2026, 12, 31, 23, 30, 0).unwrap());
        assert_eq!(winter.today(), NaiveDate::from_ymd_opt(2026, 12, 31).unwrap());
    }

    #[test]
    fn the_demonstrations_day_stands_while_the_hours_go_on() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let clock = Clock::on_day(day);
        let before = clock.now();
        clock.clone().move_on(TimeDelta::days(40));
        assert_eq!(clock.today(), day);
        assert!(clock.now() - before >= TimeDelta::days(40), "a copy is the same clock");
    }
}

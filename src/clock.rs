//! The one place that asks the machine for the time.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Europe::London;
use onward_domain::moment::Moment;
use std::sync::{Arc, Mutex, PoisonError};

/// The time, for everything the service does. Cheap to clone; clones show the same time.
#[derive(Debug, Clone)]
pub struct Clock {
    /// The day the demonstration uses as today.
    day: Option<NaiveDate>,
    /// A moment that only moves when told to.
    held: Option<Arc<Mutex<DateTime<Utc>>>>,
    /// How far the demonstration's day is from the machine's.
    shift: TimeDelta,
}

impl Clock {
    /// The machine's own time.
    #[must_use]
    pub const fn system() -> Self {
        Self { day: None, held: None, shift: TimeDelta::zero() }
    }

    /// The machine's own time of day on one fixed day: the demonstration's. Instants are moved to that day too, so that
    /// what is done now comes after what the demonstration's people did before; they run on past midnight, the day
    /// stays.
    #[must_use]
    pub fn on_day(day: NaiveDate) -> Self {
        let shift = day - london_day(Self::system().now());
        Self { day: Some(day), held: None, shift }
    }

    /// Stands still at `at` until [`Clock::pass`] moves it. For tests.
    #[must_use]
    pub fn held_at(at: DateTime<Utc>) -> Self {
        Self { held: Some(Arc::new(Mutex::new(at))), ..Self::system() }
    }

    /// This clock with a fixed day.
    #[must_use]
    pub fn with_day(self, day: NaiveDate) -> Self {
        Self { day: Some(day), ..self }
    }

    /// Moves a held clock forward. The system clock can't be moved.
    pub fn pass(&self, time: TimeDelta) {
        if let Some(held) = &self.held {
            let mut at = held.lock().unwrap_or_else(PoisonError::into_inner);
            *at = at.checked_add_signed(time).unwrap_or(*at);
        }
    }

    /// The instant, in UTC. The one caller of `Utc::now`.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.held {
            Some(held) => *held.lock().unwrap_or_else(PoisonError::into_inner),
            #[expect(clippy::disallowed_methods, reason = "this is the house's clock")]
            None => Utc::now() + self.shift,
        }
    }

    /// The instant shown by people's own devices, which an app's codes depend on. The demonstration's day does not
    /// affect it.
    #[must_use]
    pub fn device_time(&self) -> DateTime<Utc> {
        self.now() - self.shift
    }

    /// The day in London: what the law and every page go by.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.day.unwrap_or_else(|| london_day(self.now()))
    }

    /// Instant and day together.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment { at: self.now(), today: self.today() }
    }

    /// The fixed day, in the demonstration.
    #[must_use]
    pub const fn fixed_day(&self) -> Option<NaiveDate> {
        self.day
    }
}

/// The instant of a London time. One that the clocks pass over in spring is an hour later; of two in autumn it is the first.
#[must_use]
pub fn from_london(at: NaiveDateTime) -> DateTime<Utc> {
    let of = |at: NaiveDateTime| London.from_local_datetime(&at).earliest();
    let found = of(at).or_else(|| of(at + TimeDelta::hours(1)));
    found.map_or_else(|| at.and_utc(), |at| at.with_timezone(&Utc))
}

/// The day that an instant falls on in London.
#[must_use]
pub fn london_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&London).date_naive()
}

/// The London day and time of an instant.
#[must_use]
pub fn london_time(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&London).naive_local()
}

/// "Monday 23 November 2026".
#[must_use]
pub fn long_day(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// "2:30pm", "midday": the time of day in London, as people say it.
#[must_use]
pub fn time_of_day(at: DateTime<Utc>) -> String {
    match at.with_timezone(&London).format("%-I:%M%P").to_string().as_str() {
        "12:00pm" => "midday".into(),
        "12:00am" => "midnight".into(),
        written => written.replace(":00", ""),
    }
}

/// "Today at 2pm", "Yesterday at 9:30am", "Tuesday 24 November at 2pm"; with the year if it is not this one.
#[must_use]
pub fn when(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    use chrono::Datelike as _;
    let (day, today) = (london_day(at), london_day(now));
    let date = if day == today {
        "Today".to_owned()
    } else if day.checked_add_days(Days::new(1)) == Some(today) {
        "Yesterday".to_owned()
    } else if day.year() == today.year() {
        day.format("%A %-d %B").to_string()
    } else {
        long_day(day)
    };
    format!("{date} at {}", time_of_day(at))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::{Clock, london_day, when};
    use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn half_past_eleven_on_a_summer_evening_in_utc_is_the_next_day_in_london() {
        assert_eq!(london_day(at("2026-07-01T23:30:00Z")), NaiveDate::from_ymd_opt(2026, 7, 2).unwrap());
        assert_eq!(london_day(at("2026-12-01T23:30:00Z")), NaiveDate::from_ymd_opt(2026, 12, 1).unwrap());
    }

    #[test]
    fn a_london_time_is_its_instant_also_on_the_days_when_the_clocks_change() {
        let of = |text: &str| super::from_london(text.parse().unwrap());
        assert_eq!(of("2026-07-01T09:00:00"), at("2026-07-01T08:00:00Z"));
        assert_eq!(of("2026-11-24T08:52:00"), at("2026-11-24T08:52:00Z"));
        assert_eq!(
            of("2026-03-29T01:30:00"),
            at("2026-03-29T01:30:00Z"),
            "half past two, as clocks then show"
        );
        assert_eq!(of("2026-10-25T01:30:00"), at("2026-10-25T00:30:00Z"), "the first of the two");
    }

    #[test]
    fn both_hours_of_the_night_when_the_clocks_go_back_are_the_same_day() {
        for text in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"] {
            assert_eq!(london_day(at(text)), NaiveDate::from_ymd_opt(2026, 10, 25).unwrap());
        }
    }

    #[test]
    fn the_demonstrations_instants_are_on_its_day() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let clock = Clock::on_day(day);
        let apart = super::london_day(clock.now()) - day;
        assert!((0..=1).contains(&apart.num_days()), "{apart}: at most one midnight later");
        assert_eq!(clock.today(), day);
        assert!(clock.now() <= clock.now());
    }

    #[test]
    fn a_held_clock_moves_for_all_its_clones_and_a_fixed_day_stays() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let clock = Clock::held_at(at("2026-11-22T10:00:00Z")).with_day(day);
        let other = clock.clone();
        clock.pass(TimeDelta::days(3));
        assert_eq!(other.now(), at("2026-11-25T10:00:00Z"));
        assert_eq!(other.today(), day);
    }

    #[test]
    fn times_are_written_the_way_people_say_them() {
        let now = at("2026-11-23T15:00:00Z");
        let said =
            ["2026-11-23T14:00:00Z", "2026-11-22T09:30:00Z", "2026-11-17T12:00:00Z", "2025-07-01T11:05:00Z"]
                .map(|text| when(at(text), now));
        assert_eq!(
            said,
            [
                "Today at 2pm",
                "Yesterday at 9:30am",
                "Tuesday 17 November at midday",
                "Tuesday 1 July 2025 at 12:05pm"
            ]
        );
    }
}

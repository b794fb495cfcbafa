//! What the clock says: London time on the service's day, and when the office is next open.

use chrono::{Days, NaiveDateTime};
use chrono_tz::Europe::London;
use onward_domain::{moment::Moment, office};

use super::words::{Day, Say, filters::clock_time, says::words::back};

/// The London time of day on the service's day. In the demonstration the day is fixed while the time moves on.
#[must_use]
pub fn london(now: Moment) -> NaiveDateTime {
    now.today.and_time(now.at.with_timezone(&London).time())
}

/// "is back on Monday at 9am", outside office hours; `None` while the office is open.
#[must_use]
pub fn back_at(now: Moment) -> Option<Say> {
    let now = london(now);
    if office::open_at(now) {
        return None;
    }
    let opens = office::opens_after(now)?;
    let time = clock_time(opens.time());
    Some(if opens.date() == now.date() {
        back::Today { time }.into()
    } else if now.date().checked_add_days(Days::new(1)) == Some(opens.date()) {
        back::Tomorrow { time }.into()
    } else {
        back::On { day: Day::of_week(opens.date()), time }.into()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::back_at;
    use onward_domain::moment::Moment;

    #[test]
    fn the_card_says_when_the_office_is_next_open() {
        let said = |instant: &str, today: &str| {
            let now = Moment { at: instant.parse().unwrap(), today: today.parse().unwrap() };
            back_at(now).map(|said| said.to_string())
        };
        for (instant, back) in [
            ("2026-11-22T19:40:00Z", Some("is back tomorrow at 9am")),
            ("2026-11-21T10:00:00Z", Some("is back on Monday at 9am")),
            ("2026-11-23T07:00:00Z", Some("is back today at 9am")),
            ("2026-11-23T10:00:00Z", None),
            // British Summer Time: half past eight in UTC is half past nine in London.
            ("2026-07-01T08:30:00Z", None),
        ] {
            assert_eq!(said(instant, &instant[..10]).as_deref(), back, "{instant}");
        }
    }
}

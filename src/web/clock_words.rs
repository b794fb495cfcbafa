//! What the clock says: London time on the service's day, and when the office is next open.

use chrono::{Days, NaiveDateTime, Timelike};
use chrono_tz::Europe::London;
use onward_domain::{moment::Moment, office};

/// The London time of day on the service's day. In the demonstration the day is fixed while the time goes on.
#[must_use]
pub fn london(now: Moment) -> NaiveDateTime {
    now.today.and_time(now.at.with_timezone(&London).time())
}

/// "is back on Monday at 9am", outside office hours; nothing while the office is open.
#[must_use]
pub fn back_at(now: Moment) -> Option<String> {
    let now = london(now);
    if office::open_at(now) {
        return None;
    }
    let opens = office::opens_after(now)?;
    let day = if opens.date() == now.date() {
        "today".to_owned()
    } else if now.date().checked_add_days(Days::new(1)) == Some(opens.date()) {
        "tomorrow".to_owned()
    } else {
        format!("on {}", opens.format("%A"))
    };
    Some(format!("is back {day} at {}", time(opens)))
}

/// "7:40pm", "2pm", "midday".
#[must_use]
pub fn time(at: NaiveDateTime) -> String {
    let (afternoon, hour) = at.hour12();
    let half = if afternoon { "pm" } else { "am" };
    match (at.hour(), at.minute()) {
        (12, 0) => "midday".into(),
        (0, 0) => "midnight".into(),
        (_, 0) => format!("{hour}{half}"),
        (_, minute) => format!("{hour}:{minute:02}{half}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{back_at, time};
    use onward_domain::moment::Moment;

    fn at(instant: &str, today: &str) -> Moment {
        Moment { at: instant.parse().unwrap(), today: today.parse().unwrap() }
    }

    #[test]
    fn the_card_says_when_the_office_is_next_open() {
        assert_eq!(
            back_at(at("2026-11-22T19:40:00Z", "2026-11-22")).as_deref(),
            Some("is back tomorrow at 9am")
        );
        assert_eq!(
            back_at(at("2026-11-21T10:00:00Z", "2026-11-21")).as_deref(),
            Some("is back on Monday at 9am")
        );
        assert_eq!(
            back_at(at("2026-11-23T07:00:00Z", "2026-11-23")).as_deref(),
            Some("is back today at 9am")
        );
        assert_eq!(back_at(at("2026-11-23T10:00:00Z", "2026-11-23")), None);
        // British Summer Time: half past eight in UTC is half past nine in London.
        assert_eq!(back_at(at("2026-07-01T08:30:00Z", "2026-07-01")), None);
        assert_eq!(time("2026-11-23T12:00:00".parse().unwrap()), "midday");
    }
}

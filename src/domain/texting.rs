//! Reminders by text: to a number that its owner has confirmed, at hours that they chose, with no name and no topic in them.

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _, Utc};

use crate::id::{PersonId, TextId};

/// A number is confirmed again after so many days: it may be somebody else's by then.
pub const CONFIRMED_FOR: i64 = 90;
/// A code can be entered so many minutes.
pub const CODE_MINUTES: i64 = 15;
/// So many wrong codes, and another one is needed.
pub const WRONG_CODES: i64 = 5;
/// So many codes are sent to numbers of one person in a day.
pub const CODES_A_DAY: usize = 3;
/// The earliest and the latest hour that can be chosen.
pub const HOURS: (i64, i64) = (8, 21);
/// A reminder comes at this hour of the day before, where it is one of theirs.
const EVENING: i64 = 18;
/// A reminder that would come later than this before the meeting does not come.
const BEFORE: TimeDelta = TimeDelta::hours(2);

crate::words! {
    /// What a text is.
    pub enum TextKind {
        /// The code that confirms a number.
        Code = "code",
        /// That something is in their calendar.
        Reminder = "reminder",
    }

    /// How a text ended.
    pub enum TextEnd {
        Sent = "sent",
        /// Its time was past.
        Late = "late",
        /// They may not be texted any more, or the number is not confirmed.
        NotAllowed = "not_allowed",
        Failed = "failed",
    }
}

/// The number that a young person gives for texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextNumber {
    pub person: PersonId,
    /// Sealed with a key from the installation's secret.
    pub sealed: String,
    /// Texts come from this hour on.
    pub from_hour: i64,
    /// And before this one.
    pub until_hour: i64,
    /// Of the code that was sent to it, until it is confirmed.
    pub code_hash: Option<String>,
    pub code_until: Option<DateTime<Utc>>,
    pub wrong: i64,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub set_at: DateTime<Utc>,
}

impl TextNumber {
    /// It is confirmed, and not too long ago.
    #[must_use]
    pub fn is_good(&self, now: DateTime<Utc>) -> bool {
        self.confirmed_at.is_some_and(|at| now - at < TimeDelta::days(CONFIRMED_FOR))
    }

    /// Whether a text may come at this London time.
    #[must_use]
    pub fn fits(&self, local: NaiveDateTime) -> bool {
        (self.from_hour..self.until_hour).contains(&i64::from(local.hour()))
    }

    /// When a reminder of a meeting comes, both in London time: the evening before, or the next hour of theirs where that is past.
    /// `None`: too late for one.
    #[must_use]
    pub fn reminder_at(&self, meets: NaiveDateTime, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let hour = EVENING.clamp(self.from_hour, (self.until_hour - 1).max(self.from_hour));
        let at = |day: chrono::NaiveDate, hour: i64| {
            let hour = NaiveTime::from_hms_opt(u32::try_from(hour).ok()?, 0, 0)?;
            Some(day.and_time(hour))
        };
        let evening = at(meets.date().checked_sub_days(Days::new(1))?, hour)?;
        let next = if now <= evening {
            evening
        } else if self.fits(now) {
            now
        } else if i64::from(now.hour()) < self.from_hour {
            at(now.date(), self.from_hour)?
        } else {
            at(now.date().succ_opt()?, self.from_hour)?
        };
        (next + BEFORE <= meets).then_some(next)
    }
}

/// A text on its way. The number is read when it is sent, and not kept with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub id: TextId,
    pub person: PersonId,
    pub kind: TextKind,
    /// What it is about, so that there is one: a meeting at its hour, or one setting of a number.
    pub about: String,
    /// What it says, sealed.
    pub says: String,
    pub due_at: DateTime<Utc>,
    /// Nobody wants it after this.
    pub not_after: DateTime<Utc>,
    pub tries: i64,
    pub ended_at: Option<DateTime<Utc>>,
    pub ended: Option<TextEnd>,
}

/// A mobile number of the United Kingdom as texts are sent to it: `447700900123`.
#[must_use]
pub fn mobile(written: &str) -> Option<String> {
    if written.chars().any(|letter| !(letter.is_ascii_digit() || " +()-".contains(letter))) {
        return None;
    }
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let rest = digits
        .strip_prefix("0044")
        .or_else(|| digits.strip_prefix("44"))
        .or_else(|| digits.strip_prefix('0'))?;
    let rest = rest.strip_prefix('0').unwrap_or(rest);
    (rest.len() == 10 && rest.starts_with('7')).then(|| format!("44{rest}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn number(from_hour: i64, until_hour: i64) -> TextNumber {
        TextNumber {
            person: PersonId::new(),
            sealed: String::new(),
            from_hour,
            until_hour,
            code_hash: None,
            code_until: None,
            wrong: 0,
            confirmed_at: Some(DateTime::<Utc>::UNIX_EPOCH),
            set_at: DateTime::<Utc>::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_reminder_comes_in_the_evening_before_at_their_hours_or_not_at_all() {
        let at = |from, until, meets: &str, now: &str| {
            let at = number(from, until).reminder_at(meets.parse().unwrap(), now.parse().unwrap());
            at.map(|at| at.to_string())
        };
        let meets = "2026-11-26T14:00:00";
        assert_eq!(at(9, 20, meets, "2026-11-24T10:00:00").unwrap(), "2026-11-25 18:00:00");
        assert_eq!(
            at(9, 12, meets, "2026-11-24T10:00:00").unwrap(),
            "2026-11-25 11:00:00",
            "before noon alone"
        );
        assert_eq!(at(19, 21, meets, "2026-11-24T10:00:00").unwrap(), "2026-11-25 19:00:00");
        // Agreed late in the evening: the next morning, while there is time.
        assert_eq!(at(9, 20, meets, "2026-11-25T22:30:00").unwrap(), "2026-11-26 09:00:00");
        assert_eq!(at(9, 20, meets, "2026-11-26T10:15:00").unwrap(), "2026-11-26 10:15:00");
        assert_eq!(at(9, 20, meets, "2026-11-26T12:30:00"), None, "too late");
        assert_eq!(at(9, 20, "2026-11-26T09:30:00", "2026-11-25T22:30:00"), None);
    }

    #[test]
    fn a_number_is_good_for_90_days_and_only_a_mobile_number_is_one() {
        let good = number(9, 20);
        assert!(good.is_good(DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(89)));
        assert!(!good.is_good(DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(90)));
        for written in ["07700 900123", "+44 7700 900 123", "0044 (0)7700 900123", "447700900123"] {
            assert_eq!(mobile(written).as_deref(), Some("447700900123"), "{written}");
        }
        for none in ["01632 960123", "7700", "", "call me", "07700 900123 x", "+1 7700 900123", "0770090012"]
        {
            assert_eq!(mobile(none), None, "{none}");
        }
    }
}

//! What happened to somebody while the office was closed, for their adviser the next morning.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike as _, Utc};

use crate::{
    id::{NightNoteId, PersonId, UserId},
    office,
};

/// So many days back whoever answered can still write it down.
pub const DAYS_BACK: u64 = 7;

crate::words! {
    /// What happened.
    pub enum Night {
        /// They were arrested.
        Arrested = "arrested",
        /// They had nowhere to sleep.
        NoBed = "no_bed",
    }
}

/// What whoever answered says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NightSaid {
    pub what: Night,
    pub happened_on: NaiveDate,
    /// Where they are now, where that is known.
    pub place: Option<String>,
    /// What was done, and what still has to be.
    pub words: String,
}

/// The same, as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NightNote {
    pub id: NightNoteId,
    pub person: PersonId,
    pub said: NightSaid,
    pub written_at: DateTime<Utc>,
    pub written_by: Option<UserId>,
}

/// The morning after: what is written before noon is for the same day, whatever the calendar says of it.
#[must_use]
pub fn morning_after(written: NaiveDateTime) -> NaiveDate {
    let day = written.date();
    if written.hour() < 12 { day } else { day.succ_opt().unwrap_or(day) }
}

/// The first working day from that morning on: nobody reads it on a Sunday or at Christmas.
#[must_use]
pub fn read_on(written: NaiveDateTime) -> NaiveDate {
    let morning = morning_after(written);
    if office::working_day(morning) { morning } else { office::working_days_after(morning, 1) }
}

impl NightNote {
    /// Whether somebody was in touch with them since, on one of these days.
    #[must_use]
    pub fn followed(&self, written: NaiveDateTime, met: impl IntoIterator<Item = NaiveDate>) -> bool {
        let morning = morning_after(written);
        met.into_iter().any(|day| morning <= day)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use chrono::Datelike as _;

    #[test]
    fn a_note_is_for_the_next_morning_on_which_somebody_works() {
        for (written, reads) in [
            ("2026-11-24T03:10:00", "2026-11-24"),
            ("2026-11-24T22:30:00", "2026-11-25"),
            // Friday night, Saturday and Sunday are read on Monday.
            ("2026-11-27T23:00:00", "2026-11-30"),
            ("2026-11-28T03:00:00", "2026-11-30"),
            ("2026-11-29T20:00:00", "2026-11-30"),
            // Christmas night: Boxing Day's bank holiday is on Monday 28 December.
            ("2026-12-25T03:00:00", "2026-12-29"),
            // The night on which the clocks go back.
            ("2026-10-25T01:30:00", "2026-10-26"),
        ] {
            let at: NaiveDateTime = written.parse().unwrap();
            assert_eq!(read_on(at).to_string(), reads, "{written}, a {}", at.weekday());
        }
    }
}

//! Messages between a young person and their adviser.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::{
    id::{MessageId, PersonId, UserId},
    office::working_day,
};

/// The most characters that a message may have.
pub const LONGEST: usize = 1000;

/// How many working days an answer takes at most: what the page promises.
pub const PROMISED_DAYS: usize = 2;

/// One message. It is never changed; whoever wrote something wrong writes another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Which.
    pub id: MessageId,
    /// Whose record it belongs to.
    pub person: PersonId,
    /// The young person wrote it; otherwise their adviser did.
    pub from_young: bool,
    /// What it says.
    pub text: String,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// Who sent it.
    pub sent_by: Option<UserId>,
    /// When the other side first opened it, and who did.
    pub read_at: Option<DateTime<Utc>>,
    pub read_by: Option<UserId>,
}

/// The day by which an answer is promised to a message of this day: so many working days later.
#[must_use]
pub fn promised_by(sent: NaiveDate) -> NaiveDate {
    let later = (1..30).filter_map(|days| sent.checked_add_days(Days::new(days)));
    later.filter(|day| working_day(*day)).nth(PROMISED_DAYS - 1).unwrap_or(sent)
}

/// The young person's oldest message that nobody has answered yet.
#[must_use]
pub fn waits(messages: &[Message]) -> Option<&Message> {
    let last = messages.iter().rposition(|message| !message.from_young);
    messages.get(last.map_or(0, |last| last + 1)..)?.first()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn message(from_young: bool) -> Message {
        Message {
            id: MessageId::new(),
            person: PersonId::new(),
            from_young,
            text: String::new(),
            sent_at: DateTime::UNIX_EPOCH,
            sent_by: None,
            read_at: None,
            read_by: None,
        }
    }

    #[test]
    fn two_working_days_leave_out_weekends_and_bank_holidays() {
        let by = |day: &str| promised_by(day.parse().unwrap()).to_string();
        assert_eq!(by("2026-11-23"), "2026-11-25", "Monday to Wednesday");
        assert_eq!(by("2026-11-20"), "2026-11-24", "Friday to Tuesday");
        assert_eq!(by("2026-12-24"), "2026-12-30", "over Christmas");
    }

    #[test]
    fn the_oldest_message_after_the_last_answer_waits() {
        let (one, two, three) = (message(true), message(false), message(true));
        assert_eq!(waits(&[one.clone(), two.clone()]), None);
        assert_eq!(waits(&[one.clone(), two, three.clone(), message(true)]), Some(&three));
        assert_eq!(waits(std::slice::from_ref(&one)), Some(&one));
        assert_eq!(waits(&[]), None);
    }
}

//! Messages as either side sees them: by day, with who wrote and whether it was read. And the form of a new one.

use chrono::NaiveDate;
use onward_domain::talk::{Message, promised_by, waits};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    form::{FormErrors, Reader},
    words::says::talk as said,
};
use crate::clock::{london_day, time_of_day};

/// A new message.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct MessageForm {
    /// What it says.
    #[validate(length(max = 1000))]
    pub text: String,
}

impl MessageForm {
    /// What it says.
    ///
    /// # Errors
    /// Nothing was written, or too much.
    pub fn read(&self) -> Result<String, FormErrors> {
        let mut read = Reader::of(self);
        let text = read.text("text", &self.text).missing(said::Missing).required();
        read.done(|| text)
    }
}

/// The passphrase before messages, with what was being written.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpenForm {
    /// For the page: a passphrase is shown nowhere.
    #[serde(skip_serializing)]
    pub passphrase: String,
    pub text: String,
}

/// The messages of one day.
#[derive(Debug, Clone, Serialize)]
pub struct DayShown {
    on: NaiveDate,
    messages: Vec<MessageShown>,
}

#[derive(Debug, Clone, Serialize)]
struct MessageShown {
    from_young: bool,
    lines: Vec<String>,
    time: String,
    read: bool,
}

/// By day, oldest first.
#[must_use]
pub fn days(messages: &[Message]) -> Vec<DayShown> {
    let mut days: Vec<DayShown> = Vec::new();
    for message in messages {
        let on = london_day(message.sent_at);
        let shown = MessageShown {
            from_young: message.from_young,
            lines: message
                .text
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
            time: time_of_day(message.sent_at),
            read: message.read_at.is_some(),
        };
        match days.last_mut() {
            Some(day) if day.on == on => day.messages.push(shown),
            _ => days.push(DayShown { on, messages: vec![shown] }),
        }
    }
    days
}

/// By when the oldest message without an answer is to be answered.
#[must_use]
pub fn answer_by(messages: &[Message]) -> Option<NaiveDate> {
    waits(messages).map(|message| promised_by(london_day(message.sent_at)))
}

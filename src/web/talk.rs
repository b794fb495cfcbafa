//! Messages as either side sees them: by day, with who wrote and whether it was read. And the form of a new one.

use chrono::NaiveDate;
use onward_domain::{
    id::UserId,
    talk::{promised_by, waits},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    form::{FormErrors, Reader},
    words::says::talk as said,
};
use crate::{
    clock::{london_day, time_of_day},
    usecases::messages::Talk,
};

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
    /// `papers` where those were to be opened.
    pub to: String,
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
    /// Who of the service wrote it, and who read it, where that is known.
    writer: Option<String>,
    reader: Option<String>,
    /// Whoever looks wrote it themselves.
    mine: bool,
    lines: Vec<String>,
    time: String,
    read: bool,
}

/// By day, oldest first, as one of the two sides sees them.
#[must_use]
pub fn days(talk: &Talk, me: UserId) -> Vec<DayShown> {
    let mut days: Vec<DayShown> = Vec::new();
    for message in &talk.messages {
        let on = london_day(message.sent_at);
        let shown = MessageShown {
            from_young: message.from_young,
            writer: talk.writer(message).filter(|_| !message.from_young).map(str::to_owned),
            reader: talk.reader(message).filter(|_| message.from_young).map(str::to_owned),
            mine: message.sent_by == Some(me),
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

/// Other pages of the messages.
#[derive(Debug, Clone, Serialize)]
pub struct OtherPages {
    /// The number of the page with older ones.
    older: Option<i64>,
    /// The newest are elsewhere: an earlier page.
    newer: Option<i64>,
}

impl OtherPages {
    /// Beside this page.
    #[must_use]
    pub fn of(talk: &Talk) -> Self {
        Self { older: talk.older.then_some(talk.page + 1), newer: (talk.page > 1).then_some(talk.page - 1) }
    }
}

/// Which page an address asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AskedPage {
    page: String,
}

impl AskedPage {
    /// The first where it names none.
    #[must_use]
    pub fn number(&self) -> i64 {
        self.page.parse().unwrap_or(1).max(1)
    }
}

/// By when the oldest message without an answer is to be answered; an older page does not know.
#[must_use]
pub fn answer_by(talk: &Talk) -> Option<NaiveDate> {
    let messages = if talk.page == 1 { talk.messages.as_slice() } else { &[] };
    waits(messages).map(|message| promised_by(london_day(message.sent_at)))
}

//! A sentence that a page will say: which one, and what goes into it. It is put into words when the page is shown, in the
//! language of that page.

use chrono::{Datelike, NaiveDate};
use leaving_care_rules::messages::{DayForm, Filling, Messages};
use onward_domain::money::Pence;
use serde::{Serialize, Serializer};
use std::{
    borrow::Cow,
    cell::Cell,
    fmt,
    sync::{LazyLock, OnceLock},
};

/// A type for each message of `templates/messages/en/`, made by the build.
pub mod says {
    include!(concat!(env!("OUT_DIR"), "/says.rs"));
}

/// A date as a sentence says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(NaiveDate, DayForm);

impl Day {
    /// "24 November"; with the year when it is not this one.
    #[must_use]
    pub fn near(day: NaiveDate, today: NaiveDate) -> Self {
        Self(day, if day.year() == today.year() { DayForm::WithoutYear } else { DayForm::Full })
    }

    /// "Tuesday 24 November"; with the year when it is not this one.
    #[must_use]
    pub fn weekday(day: NaiveDate, today: NaiveDate) -> Self {
        Self(day, if day.year() == today.year() { DayForm::Weekday } else { DayForm::WeekdayAndYear })
    }

    /// "Tuesday".
    #[must_use]
    pub const fn of_week(day: NaiveDate) -> Self {
        Self(day, DayForm::WeekdayAlone)
    }

    /// The same, in words of the page's language.
    #[must_use]
    pub fn words(self) -> String {
        Showing::now().messages.day(self.0, self.1)
    }
}

impl From<NaiveDate> for Day {
    /// "24 November 2026".
    fn from(day: NaiveDate) -> Self {
        Self(day, DayForm::Full)
    }
}

/// What goes into a place of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fill {
    /// A name, or words that somebody wrote.
    Words(String),
    /// A date.
    Day(Day),
    /// A whole number.
    Number(i64),
    /// An amount.
    Pounds(Pence),
    /// Another sentence.
    Say(Say),
    /// Several, joined by "and".
    List(Vec<Say>),
}

macro_rules! fills {
    ($($from:ty => $kind:ident),+ $(,)?) => {$(
        impl From<$from> for Fill {
            fn from(value: $from) -> Self {
                Self::$kind(value.into())
            }
        }
    )+};
}
fills! { &str => Words, Day => Day, i64 => Number, Pence => Pounds, Say => Say, Vec<Say> => List }

/// A sentence, or words that are nobody's to translate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Say {
    /// A message of the files, with what goes into it.
    Message(Cow<'static, str>, Vec<(&'static str, Fill)>),
    /// Words as they stand: a name, what somebody wrote, a sentence of the law.
    Words(String),
    /// A date.
    Day(Day),
    /// Several, with a comma between them.
    Parts(Vec<Say>),
}

impl Say {
    /// Made by the types in [`says`].
    #[must_use]
    pub const fn message(key: &'static str, with: Vec<(&'static str, Fill)>) -> Self {
        Self::Message(Cow::Borrowed(key), with)
    }

    /// The sentence of a word of a list, where the files have one; it has no places.
    #[must_use]
    pub fn of_word(list: &str, word: &str) -> Option<Self> {
        let key = format!("{list}.{word}");
        Showing::now().messages.has(&key).then(|| Self::Message(Cow::Owned(key), Vec::new()))
    }

    /// Words as they stand.
    #[must_use]
    pub fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into())
    }

    /// A date.
    #[must_use]
    pub fn day(day: impl Into<Day>) -> Self {
        Self::Day(day.into())
    }

    /// The sentence in one language.
    #[must_use]
    pub fn text(&self, messages: &Messages) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Day(Day(day, form)) => messages.day(*day, *form),
            Self::Parts(parts) => parts.iter().map(|part| part.text(messages)).collect::<Vec<_>>().join(", "),
            Self::Message(key, with) => {
                let filled: Vec<(&str, Filling<'_>)> =
                    with.iter().map(|(place, fill)| (*place, filling(fill, messages))).collect();
                messages.say(key, &filled)
            }
        }
    }
}

fn filling<'f>(fill: &'f Fill, messages: &Messages) -> Filling<'f> {
    match fill {
        Fill::Words(words) => Filling::Words(Cow::Borrowed(words)),
        Fill::Day(Day(day, form)) => Filling::Day(*day, *form),
        Fill::Number(number) => Filling::Number(*number),
        Fill::Pounds(sum) => Filling::Pence(sum.0),
        Fill::Say(say) => Filling::Words(say.text(messages).into()),
        Fill::List(says) => {
            let words: Vec<String> = says.iter().map(|say| say.text(messages)).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            Filling::Words(messages.all_of(&words).into())
        }
    }
}

impl fmt::Display for Say {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Showing::now().messages))
    }
}

impl Serialize for Say {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text(Showing::now().messages))
    }
}

impl From<&str> for Say {
    fn from(words: &str) -> Self {
        Self::words(words)
    }
}

impl From<&String> for Say {
    fn from(words: &String) -> Self {
        Self::words(words)
    }
}

impl From<String> for Say {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

/// Every message of the service and of the law, in English.
///
/// # Errors
/// Every mistake in the files, with file and line. The templates are not loaded then, and nothing starts.
pub fn english() -> Result<&'static Messages, String> {
    static ALL: OnceLock<Result<Messages, String>> = OnceLock::new();
    let load = || {
        let mut all = Messages::english().map_err(ToString::to_string)?.clone();
        for (prefix, name, text) in says::FILES {
            all = all
                .with(prefix, &format!("templates/messages/en/{name}"), text)
                .map_err(|why| why.to_string())?;
        }
        Ok(all)
    };
    ALL.get_or_init(load).as_ref().map_err(Clone::clone)
}

/// The language and the day of the page that this thread is showing.
#[derive(Clone, Copy)]
pub struct Showing {
    /// The page's language.
    pub messages: &'static Messages,
    /// The day in London; none before a page is shown.
    pub today: Option<NaiveDate>,
}

thread_local! {
    static SHOWING: Cell<Option<Showing>> = const { Cell::new(None) };
}

impl Showing {
    /// Shows something in this language and on this day.
    pub fn during<T>(self, show: impl FnOnce() -> T) -> T {
        let before = SHOWING.replace(Some(self));
        let shown = show();
        SHOWING.set(before);
        shown
    }

    /// What is being shown; English where nothing is.
    #[must_use]
    pub fn now() -> Self {
        static NONE: LazyLock<Option<&'static Messages>> = LazyLock::new(|| Messages::english().ok());
        SHOWING.get().unwrap_or_else(|| {
            let messages = english().ok().or(*NONE);
            #[expect(
                clippy::expect_used,
                reason = "the law's own messages are compiled in, and a test reads them"
            )]
            Self { messages: messages.expect("the law's messages load"), today: None }
        })
    }
}

//! The directory of teams and services: what each does, for whom, how to reach it, and on which day somebody checked that.
//!
//! An entry whose check is past says so to everybody who reads it, and is a task of whoever owns it.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::{
    id::{DirectoryEntryId, DirectoryFlagId, DirectoryQuestionId, DirectoryVersionId, UserId},
    office,
};

/// Days from a check until the next one is due, where nobody says otherwise.
pub const CHECK_EVERY: u64 = 90;

crate::words! {
    /// Whose it is.
    pub enum EntryKind {
        /// A team of the council.
        Team = "team",
        /// A local service.
        Local = "local",
        /// A national one.
        National = "national",
    }

    /// When somebody answers there.
    pub enum Answers {
        /// In office hours.
        Office = "office",
        /// Whenever the office is closed.
        OutOfHours = "out_of_hours",
        /// Day and night.
        Always = "always",
        /// At times of their own, in words.
        Own = "own",
    }

    /// What somebody needs, as the directory is read.
    pub enum Need {
        Home = "home",
        Money = "money",
        Safe = "safe",
        Health = "health",
        Work = "work",
        Parent = "parent",
        Disabled = "disabled",
        Family = "family",
    }

    /// What a reader says is wrong with an entry.
    pub enum Wrong {
        Phone = "phone",
        Hours = "hours",
        Place = "place",
        /// It is there no more.
        Closed = "closed",
        Other = "other",
    }

    /// What came of it.
    pub enum FlagOutcome {
        /// The entry was corrected.
        Corrected = "corrected",
        /// It was right.
        WasRight = "was_right",
    }

    /// What came of a question that somebody asked since they could not find it.
    pub enum QuestionOutcome {
        /// There is a service for it.
        Found = "found",
        /// There is none here: a gap.
        Nothing = "nothing",
    }
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryNote {
    pub kind: EntryKind,
    pub name: String,
    /// Who runs it.
    pub provider: String,
    pub does: String,
    pub for_whom: String,
    pub does_not: Option<String>,
    pub phone: Option<String>,
    pub answers: Answers,
    /// Their own times, in words.
    pub hours: Option<String>,
    pub night_phone: Option<String>,
    pub email: Option<String>,
    pub web: Option<String>,
    pub place: Option<String>,
    pub languages: Option<String>,
    pub needs: Vec<Need>,
    /// Words that people use for it, for the search.
    pub also: Option<String>,
    pub owner: Option<UserId>,
    pub checked_on: Option<NaiveDate>,
    /// Who checked it, in words that readers see.
    pub checked_by: Option<String>,
    /// The last day on which the check holds.
    pub check_by: NaiveDate,
    /// It is shown to readers; one that closed is kept and not shown.
    pub shown: bool,
}

impl EntryNote {
    /// Its check is past.
    #[must_use]
    pub fn is_stale(&self, today: NaiveDate) -> bool {
        self.check_by < today
    }

    /// It tells readers the same as another: what it is, where it is and how to reach it. When it was checked does not count.
    #[must_use]
    pub fn reads_like(&self, other: &Self) -> bool {
        let unchecked = |one: &Self| Self {
            checked_on: None,
            checked_by: None,
            check_by: NaiveDate::MIN,
            also: None,
            owner: None,
            ..one.clone()
        };
        unchecked(self) == unchecked(other)
    }

    /// The words that the search knows it by, in the order of their weight.
    #[must_use]
    pub fn search_texts(&self) -> [String; 3] {
        let also = self.also.clone().unwrap_or_default();
        [self.name.clone(), also, format!("{} {} {}", self.does, self.for_whom, self.provider)]
    }
}

/// Where an entry came from that another directory gave us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fed {
    /// The feed's name.
    pub feed: String,
    /// The entry's own key there.
    pub key: String,
    /// All that it said there, also what has no place here.
    pub whole: String,
}

/// One version of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// This version.
    pub version: DirectoryVersionId,
    /// The entry, through all versions.
    pub id: DirectoryEntryId,
    pub note: EntryNote,
    /// Nothing for our own.
    pub fed: Option<Fed>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: Option<UserId>,
    /// When a later version replaced it.
    pub superseded_at: Option<DateTime<Utc>>,
}

/// A reader says that something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    pub id: DirectoryFlagId,
    pub entry: DirectoryEntryId,
    pub wrong: Wrong,
    pub words: Option<String>,
    pub at: DateTime<Utc>,
    /// What came of it, when and by whom; nothing while it waits.
    pub settled: Option<(FlagOutcome, DateTime<Utc>, UserId)>,
}

/// Somebody could not find what they need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub id: DirectoryQuestionId,
    pub asks: String,
    /// How to answer; nothing where they only have the code.
    pub reach: Option<String>,
    pub at: DateTime<Utc>,
    /// An answer is promised by then.
    pub promised: DateTime<Utc>,
    pub answer: Option<QuestionAnswer>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionAnswer {
    pub outcome: QuestionOutcome,
    pub words: String,
    /// The entry that it leads to.
    pub entry: Option<DirectoryEntryId>,
    /// What the question was about, for the list of gaps.
    pub need: Option<Need>,
    pub at: DateTime<Utc>,
    pub by: UserId,
}

/// By when a question that is asked at this London time is answered: 5pm on the next working day.
#[must_use]
pub fn promised_by(asked: NaiveDateTime) -> NaiveDateTime {
    let five = NaiveTime::from_hms_opt(17, 0, 0).unwrap_or_default();
    office::working_days_after(asked.date(), 1).and_time(five)
}

/// The day until which a check of this day holds.
#[must_use]
pub fn next_check(checked: NaiveDate) -> NaiveDate {
    checked.checked_add_days(Days::new(CHECK_EVERY)).unwrap_or(checked)
}

/// Words that say nothing about a need.
const SMALL: [&str; 46] = [
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "can",
    "cant",
    "do",
    "for",
    "from",
    "get",
    "have",
    "help",
    "how",
    "i",
    "if",
    "im",
    "in",
    "is",
    "it",
    "me",
    "my",
    "need",
    "of",
    "on",
    "or",
    "our",
    "please",
    "someone",
    "something",
    "that",
    "the",
    "there",
    "to",
    "up",
    "want",
    "we",
    "what",
    "where",
    "who",
    "with",
    "you",
    "your",
    "am",
];

/// The words of a text that a search compares: small letters and digits, without those that say nothing.
#[must_use]
pub fn terms(text: &str) -> Vec<String> {
    let plain: String = text
        .chars()
        .filter(|letter| !matches!(letter, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    let mut found: Vec<String> = Vec::new();
    for word in plain.split_whitespace().filter(|word| !SMALL.contains(word)) {
        if found.len() < 12 && word.chars().count() <= 40 && !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    found
}

/// The word of a list that somebody may have meant: at most one slip for every four letters, and the fewest of all.
#[must_use]
pub fn meant<'v>(word: &str, known: impl IntoIterator<Item = &'v str>) -> Option<&'v str> {
    let length = word.chars().count();
    let most = match length {
        0..=3 => return None,
        4..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    known
        .into_iter()
        .filter(|other| other.chars().count().abs_diff(length) <= most)
        .map(|other| {
            (strsim::damerau_levenshtein(word, other), other.chars().next() != word.chars().next(), other)
        })
        .filter(|(slips, ..)| *slips <= most)
        .min()
        .map(|(.., other)| other)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_with_a_slip_is_found_and_another_word_is_not() {
        let known = ["somewhere", "stay", "housing", "bed", "food", "fostering", "money", "school"];
        for (written, found) in [
            ("sumwhere", Some("somewhere")),
            ("somewere", Some("somewhere")),
            ("housign", Some("housing")),
            ("fosterin", Some("fostering")),
            ("mony", Some("money")),
            ("skool", None),
            ("bd", None),
            ("elephant", None),
        ] {
            assert_eq!(meant(written, known), found, "{written}");
        }
    }

    #[test]
    fn what_says_nothing_is_no_term() {
        assert_eq!(terms("I need somewhere to stay, can't go home!"), ["somewhere", "stay", "go", "home"]);
        assert!(terms("help me please").is_empty());
        assert!(terms("% _ \" * ' -- NEAR( )").iter().all(|term| term.chars().all(char::is_alphanumeric)));
    }

    #[test]
    fn a_question_of_the_weekend_is_answered_on_monday_and_one_of_christmas_after_it() {
        let by = |text: &str| promised_by(text.parse().unwrap()).to_string();
        assert_eq!(by("2026-11-23T09:10:00"), "2026-11-24 17:00:00");
        assert_eq!(by("2026-11-21T23:00:00"), "2026-11-23 17:00:00");
        assert_eq!(by("2026-12-24T12:00:00"), "2026-12-29 17:00:00");
    }

    proptest! {
        #[test]
        fn any_text_gives_few_plain_terms(text in ".{0,400}") {
            let terms = terms(&text);
            prop_assert!(terms.len() <= 12);
            prop_assert!(terms.iter().all(|term| term.chars().all(char::is_alphanumeric)));
        }
    }
}

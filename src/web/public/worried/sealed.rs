//! What was said, on its way from one page to the next: sealed, and expired after half a day.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use onward_domain::hub::{Discussed, Door, Harm, Lives, NotToldBecause, Sender, Told};
use serde::{Deserialize, Serialize};

use crate::usecases::account::secrets::{Keys, Purpose};

/// How long a page may lie open: a child may have to put the phone away. Every answer begins it anew.
const GOOD_FOR: TimeDelta = TimeDelta::hours(12);

/// One question a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    Door,
    Who,
    Harm,
    /// Only for whoever works with children.
    Talked,
    About,
    /// Where the child lives. Nobody has to answer it.
    Lives,
    Words,
    Reach,
    /// Everything again, and who may see it, before it is sent.
    Check,
}

impl Question {
    /// Every question, in its order.
    pub const ALL: [Self; 9] = [
        Self::Door,
        Self::Who,
        Self::Harm,
        Self::Talked,
        Self::About,
        Self::Lives,
        Self::Words,
        Self::Reach,
        Self::Check,
    ];
}

/// The answers so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    pub door: Option<Door>,
    pub who: Option<Sender>,
    pub harm: Option<Harm>,
    /// The day, or why not and what makes them think so.
    pub talked: Option<Talked>,
    pub about: Option<String>,
    pub words: Option<String>,
    /// Empty where somebody does not want to say.
    pub reach: Option<String>,
    /// Not known where somebody went on without an answer; None before it was asked.
    #[serde(default)]
    pub lives: Option<Lives>,
    /// The code that these came back with: what it opens goes when they are sent.
    #[serde(default)]
    pub code: Option<String>,
}

/// Whether they talked to the family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Talked {
    On(NaiveDate),
    No(NotToldBecause, String),
}

#[derive(Serialize, Deserialize)]
struct Written {
    answers: Answers,
    asking: Question,
    until: DateTime<Utc>,
}

impl Answers {
    /// The questions of whoever this is, in their order.
    pub fn questions(&self) -> Vec<Question> {
        let works = self.who == Some(Sender::Work);
        Question::ALL.into_iter().filter(|question| *question != Question::Talked || works).collect()
    }

    /// The question after one.
    pub fn after(&self, asked: Question) -> Question {
        let questions = self.questions();
        let place = questions.iter().position(|question| *question == asked);
        place.and_then(|place| questions.get(place + 1)).copied().unwrap_or(Question::Check)
    }

    /// The question before one.
    pub fn before(&self, asked: Question) -> Option<Question> {
        let questions = self.questions();
        let place = questions.iter().position(|question| *question == asked)?;
        questions.get(place.checked_sub(1)?).copied()
    }

    /// All of it, where nothing is missing.
    pub fn whole(&self) -> Option<Told> {
        let sender = self.who?;
        let discussed = match (sender, self.talked.clone()) {
            (Sender::Work, Some(Talked::On(day))) => Some(Discussed::On(day)),
            (Sender::Work, Some(Talked::No(because, why))) => Some(Discussed::No(because, why)),
            (Sender::Work, None) => return None,
            _ => None,
        };
        Some(Told {
            door: self.door?,
            sender,
            harm: self.harm?,
            about: self.about.clone()?,
            words: self.words.clone()?,
            reach: self.reach.clone().filter(|reach| !reach.is_empty()),
            discussed,
            lives: self.lives,
        })
    }

    /// As a form carries it. Empty, which opens to nothing, if it can't be written.
    pub fn seal(&self, asking: Question, keys: &Keys, now: DateTime<Utc>) -> String {
        let written = Written { answers: self.clone(), asking, until: now + GOOD_FOR };
        let text = serde_json::to_string(&written);
        text.map(|text| keys.seal(Purpose::Worried, &text)).unwrap_or_default()
    }

    /// Nothing for a text that is not ours, and for one that lay too long.
    pub fn open(keys: &Keys, now: DateTime<Utc>, sealed: &str) -> Option<(Self, Question)> {
        let text = keys.unseal(Purpose::Worried, sealed)?;
        let Written { answers, asking, until } = serde_json::from_str(&text).ok()?;
        (now < until).then_some((answers, asking))
    }
}

//! What a young person says about themselves. It stands beside what the service knows, and never over it, until their adviser
//! settles it: takes it, or keeps what is written and says why.

use chrono::{DateTime, NaiveDate, Utc};
use leaving_care_rules::{
    facts::{CircumstanceFact, FactId, Takes, entry},
    person::Homeless,
};

use crate::{
    care::{CircumstanceNote, CircumstanceValue},
    id::{OwnAnswerId, PersonId, UserId},
    money::Pence,
};

/// The most characters of an answer in one's own words.
pub const MOST_WORDS: usize = 600;

crate::words! {
    /// How a question was answered.
    pub enum Said {
        /// With an answer.
        Answer = "answer",
        /// "I don't know".
        DoNotKnow = "do_not_know",
        /// "I'd rather not say".
        RatherNotSay = "rather_not_say",
    }

    /// How an adviser settled it.
    pub enum SettledAs {
        /// What they say is what is written now.
        Accepted = "accepted",
        /// What was written stays, with a reason that they can read.
        Kept = "kept",
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnValue {
    /// Yes or no.
    Yes(bool),
    /// A day.
    Day(NaiveDate),
    /// A sum.
    Money(Pence),
    /// Whether there is somewhere safe to stay.
    Home(Homeless),
    /// Their own words, where the answer is changed with the record.
    Words(String),
    /// "I don't know": an answer too.
    DoNotKnow,
    /// "I'd rather not say": an answer too, and nobody asks again.
    RatherNotSay,
}

impl OwnValue {
    /// How the question was answered.
    #[must_use]
    pub const fn said(&self) -> Said {
        match self {
            Self::DoNotKnow => Said::DoNotKnow,
            Self::RatherNotSay => Said::RatherNotSay,
            _ => Said::Answer,
        }
    }
}

/// An answer to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAnswerNote {
    /// Which question.
    pub fact: FactId,
    /// What they say.
    pub value: OwnValue,
}

impl OwnAnswerNote {
    /// Is it an answer of the kind that the question takes?
    #[must_use]
    pub fn fits(&self) -> bool {
        let Some(takes) = entry(self.fact).map(|entry| entry.takes) else { return false };
        match (&self.value, takes) {
            (OwnValue::DoNotKnow | OwnValue::RatherNotSay, _)
            | (OwnValue::Yes(_), Takes::YesOrNo)
            | (OwnValue::Day(_), Takes::Day)
            | (OwnValue::Home(_), Takes::Choice) => true,
            (OwnValue::Money(sum), Takes::Money) => sum.0 >= 0,
            (OwnValue::Words(words), Takes::Record) => {
                !words.trim().is_empty() && words.chars().count() <= MOST_WORDS
            }
            _ => false,
        }
    }

    /// What would be written down if it is taken; nothing for what is changed with the record, or is no answer.
    #[must_use]
    pub fn taken(&self) -> Option<CircumstanceNote> {
        let fact = CircumstanceFact::try_from(self.fact).ok()?;
        let value = match self.value {
            OwnValue::Yes(yes) => CircumstanceValue::Yes(yes),
            OwnValue::Day(day) => CircumstanceValue::Day(day),
            OwnValue::Money(sum) => CircumstanceValue::Money(sum),
            OwnValue::Home(home) => CircumstanceValue::Home(home),
            OwnValue::Words(_) | OwnValue::DoNotKnow | OwnValue::RatherNotSay => return None,
        };
        Some(CircumstanceNote { fact, value, since: None })
    }

    /// Somebody has to be called today: nowhere safe to stay, or not safe. Rules 0.6.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        match (self.fact, &self.value) {
            (FactId::Homeless, OwnValue::Home(home)) => *home == Homeless::Yes,
            (FactId::DomesticAbuse, OwnValue::Yes(yes)) => *yes,
            _ => false,
        }
    }
}

/// How it was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// Taken, or not.
    pub how: SettledAs,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Option<UserId>,
    /// Why, where what was written stays.
    pub why: Option<String>,
}

/// One answer, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAnswer {
    /// Which version.
    pub id: OwnAnswerId,
    /// Whose.
    pub person: PersonId,
    /// What they say.
    pub note: OwnAnswerNote,
    /// When they said it.
    pub recorded_at: DateTime<Utc>,
    /// From which account.
    pub recorded_by: Option<UserId>,
    /// When they said something else.
    pub superseded_at: Option<DateTime<Utc>>,
    /// What they said then.
    pub superseded_by: Option<OwnAnswerId>,
    /// How their adviser settled it.
    pub settled: Option<Settlement>,
}

impl OwnAnswer {
    /// It waits for the adviser: an answer that nobody has settled. "I don't know" and "I'd rather not say" ask for nothing.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.superseded_at.is_none() && self.settled.is_none() && self.note.value.said() == Said::Answer
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn note(fact: FactId, value: OwnValue) -> OwnAnswerNote {
        OwnAnswerNote { fact, value }
    }

    #[test]
    fn every_question_takes_its_kind_of_answer_and_both_ways_of_giving_none() {
        for fact in FactId::ALL {
            assert!(note(*fact, OwnValue::DoNotKnow).fits() && note(*fact, OwnValue::RatherNotSay).fits());
            let takes = entry(*fact).unwrap().takes;
            assert_eq!(note(*fact, OwnValue::Yes(true)).fits(), takes == Takes::YesOrNo, "{fact}");
            let words = note(*fact, OwnValue::Words("In June".into())).fits();
            assert_eq!(words, takes == Takes::Record, "{fact}");
        }
    }

    #[test]
    fn nowhere_safe_is_urgent_and_taken_as_it_was_said() {
        let nowhere = note(FactId::Homeless, OwnValue::Home(Homeless::Yes));
        assert!(nowhere.is_urgent());
        assert_eq!(nowhere.taken().unwrap().value, CircumstanceValue::Home(Homeless::Yes));
        assert!(!note(FactId::Homeless, OwnValue::RatherNotSay).is_urgent());
        assert_eq!(note(FactId::EpisodeEnd, OwnValue::Words("May".into())).taken(), None);
    }
}

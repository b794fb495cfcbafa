//! How an answer from the rules, and the difference between two, is phrased in a word or two.

use leaving_care_rules::{
    assessment::{EntitlementAnswer, Outcome},
    entitlement::outcome::Entitlement,
};
use onward_domain::money::Pence;
use serde::Serialize;

use crate::web::{
    law_words,
    words::{Say, says::adviser::outcome as told},
};

/// An answer in a box. The colour only repeats what the word says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerTag {
    /// ``, `now`, `warn`, `done` or `later`.
    pub kind: &'static str,
    pub words: Say,
}

impl AnswerTag {
    /// A tag of a kind.
    #[must_use]
    pub fn new(kind: &'static str, words: impl Into<Say>) -> Self {
        Self { kind, words: words.into() }
    }
}

/// An answer in a word or two: unknown is never a no.
#[must_use]
pub fn outcome(answer: &EntitlementAnswer) -> Say {
    match answer.outcome {
        Outcome::Entitled => law_words::ends(answer)
            .map_or_else(|| told::Yes.into(), |until| told::YesUntil { until: until.into() }.into()),
        Outcome::Upcoming => answer
            .upcoming_from
            .map_or_else(|| told::Later.into(), |from| told::From { from: from.into() }.into()),
        Outcome::NeedsInformation => told::ToCheck.into(),
        Outcome::NotEntitled => told::No.into(),
    }
}

/// The answer after a change: lost only if it was theirs and the rule then says no.
#[must_use]
pub fn after(before: &EntitlementAnswer, after: &EntitlementAnswer) -> AnswerTag {
    let had = matches!(before.outcome, Outcome::Entitled | Outcome::Upcoming);
    match after.outcome {
        Outcome::NotEntitled if had => AnswerTag::new("warn", told::Lost),
        Outcome::NotEntitled => AnswerTag::new("", told::No),
        Outcome::NeedsInformation => AnswerTag::new("", outcome(after)),
        // What comes anyway is not gained: it comes earlier.
        Outcome::Entitled if before.upcoming_from > after.from && after.from.is_some() => {
            let days = before.upcoming_from.zip(after.from).map_or(0, |(then, now)| (then - now).num_days());
            let months = (days / 30).max(1);
            AnswerTag::new("done", told::Earlier { months, answer: outcome(after) })
        }
        Outcome::Entitled if before.outcome != Outcome::Entitled => {
            AnswerTag::new("done", told::Gained { answer: outcome(after) })
        }
        Outcome::Entitled | Outcome::Upcoming => AnswerTag::new("done", outcome(after)),
    }
}

/// "£3,000 once more", "£57.50 a week less", or that the amount is the same.
#[must_use]
pub fn difference(entitlement: &Entitlement, before: Option<Pence>, after: Option<Pence>) -> Say {
    let per = entitlement.money.as_ref().map_or("", |money| law_words::per(money.per));
    let more = |sum: Pence| told::More { sum, per }.into();
    let less = |sum: Pence| told::Less { sum, per }.into();
    match (before, after) {
        (None, Some(gained)) => more(gained),
        (Some(lost), None) => less(lost),
        (Some(before), Some(after)) if after > before => more(Pence(after.0 - before.0)),
        (Some(before), Some(after)) if after < before => less(Pence(before.0 - after.0)),
        (Some(_), Some(_)) => told::SameSum.into(),
        _ if entitlement.money.is_some() => told::NoSum.into(),
        _ => told::NoMoney.into(),
    }
}

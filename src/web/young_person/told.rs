//! What somebody told about one thing: what is written down of it, and what they say themselves.

#[cfg(test)]
mod tests;

use leaving_care_rules::{
    assessment::{EntitlementAnswer, Fact},
    facts::{FactId, entry},
};
use onward_domain::{
    asked,
    own_answer::{OwnAnswer, OwnValue},
    standing::{Standing, Stands},
};
use serde::Serialize;

use super::about_me;
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::words::{Say, says::young_person::about_me as said},
};

/// One answer of theirs, and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    question: Say,
    answer: Say,
    then: Option<Say>,
    /// Where they change it.
    href: String,
    /// Nobody has looked at it yet.
    waits: bool,
    /// It makes it less likely that they get it.
    #[serde(skip)]
    against: bool,
}

impl Told {
    pub(super) const fn is_against(&self) -> bool {
        self.against
    }

    fn new(fact: FactId, yes: Option<bool>, waits: bool) -> Self {
        let words = |which: &str| Say::of_word(&format!("facts.{}.young", fact.word()), which);
        Self {
            question: words("asks").unwrap_or_else(|| Say::words("")),
            answer: if yes == Some(true) { said::Yes.into() } else { said::No.into() },
            then: yes.and_then(|yes| words(if yes { "then_yes" } else { "then_no" })),
            href: about_me::question_address(fact),
            waits,
            against: yes.is_some() && entry(fact).and_then(|entry| entry.against) == yes,
        }
    }
}

/// What they said about something that is still open, whatever becomes of it.
pub(super) fn said_of<'o>(own: &'o Own, need: &Fact) -> Option<&'o OwnAnswer> {
    own.said.own_answers.iter().find(|answer| answer.note.fact == need.id() && answer.settled.is_none())
}

/// Something is asked, and they have answered all of it themselves: it waits to be looked at.
pub(super) fn is_all_said(own: &Own, standing: &Standing, answer: &EntitlementAnswer) -> bool {
    standing.stands == Stands::ToCheck
        && !answer.needs.is_empty()
        && answer.needs.iter().all(|need| said_of(own, need).is_some())
}

/// What is written down of what was asked, then what they said and nobody has looked at.
pub(super) fn told(own: &Own, told: &[asked::Told], answer: &EntitlementAnswer) -> Vec<Told> {
    let written = told.iter().map(|told| Told::new(told.fact.fact(), Some(told.yes), false));
    let theirs = answer.needs.iter().filter_map(|need| {
        let theirs = said_of(own, need)?;
        let private = entry(need.id()).is_some_and(|entry| entry.private);
        (!private).then(|| match &theirs.note.value {
            OwnValue::Yes(yes) => Told::new(need.id(), Some(*yes), theirs.waits()),
            value => Told {
                answer: about_me::in_words(need.id(), value),
                then: (!theirs.waits()).then(|| said::AskAllTheSame.into()),
                ..Told::new(need.id(), None, theirs.waits())
            },
        })
    });
    written.chain(theirs).collect()
}

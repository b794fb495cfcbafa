//! What an adviser is asked about a person: the words come from the rules' list of facts.

use leaving_care_rules::{
    facts::FactId,
    messages::{Filling, Messages},
};
use onward_domain::{asked::Told, care::CircumstanceFact as Fact};

use crate::web::words::{Say, says};

/// The question about the person with this name, and a line that helps to answer it.
#[must_use]
pub fn question(fact: Fact, name: &str) -> (String, String) {
    (say(fact.fact(), "staff.asks", name), say(fact.fact(), "staff.hint", name))
}

/// The question about the person of this name, for any fact of the rules.
#[must_use]
pub fn asks(fact: FactId, name: &str) -> String {
    let asked = say(fact, "staff.asks", name);
    // Of one period of several the staff's question names which; the person's own does not.
    if asked.is_empty() { say(fact, "young.asks", name) } else { asked }
}

/// What was told: "Claims Universal Credit: yes".
#[must_use]
pub fn told(all: &[Told]) -> Vec<Say> {
    let answer = |yes: bool| {
        if yes { says::adviser::stands::ToldYes.into() } else { says::adviser::stands::ToldNo.into() }
    };
    let one = |told: &Told| {
        let answer: Say = answer(told.yes);
        Say::words(format!("{}: {answer}", say(told.fact.fact(), "staff.says", "")))
    };
    all.iter().map(one).collect()
}

/// Some of a fact's words, where it has them.
#[must_use]
pub fn of(fact: FactId, words: &str) -> String {
    say(fact, words, "")
}

fn say(fact: FactId, words: &str, name: &str) -> String {
    let name = [("name", Filling::Words(name.into()))];
    Messages::english()
        .ok()
        .and_then(|messages| messages.try_say(&fact.key(words), &name).ok())
        .unwrap_or_default()
}

/// Where a question is on the page about what is known.
#[must_use]
pub fn anchor(fact: Fact) -> String {
    fact.word().replace('_', "-")
}

/// Where courses are on that page.
pub const COURSES: &str = "courses";

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_question_has_its_own_words() {
        let mut questions = BTreeSet::new();
        for fact in Fact::ALL {
            let (asked, hint) = question(*fact, "Jay");
            assert!(
                asked.contains("Jay")
                    && asked.ends_with('?')
                    && (hint.is_empty() || hint.ends_with(['.', '?'])),
                "{asked} {hint}"
            );
            assert!(questions.insert(asked));
        }
    }
}

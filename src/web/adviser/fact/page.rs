//! What the page for one question shows.

use leaving_care_rules::Law;
use onward_domain::care::{Circumstance, CircumstanceFact, Takes};
use serde::Serialize;

use super::{Question, form::FactForm};
use crate::{
    usecases::adviser::answer_fact::SeenFact,
    web::{
        adviser::{
            fact_words, facts,
            said::{self, Earlier},
            who::Who,
        },
        form::Sheet,
        parts::HandShown,
        view::{FormState, Page},
        words::Say,
    },
};

/// One question: the form, what the answer says, and what it said before.
#[derive(Debug, Clone, Serialize)]
pub struct FactPage {
    who: Who,
    back: String,
    action: String,
    question: String,
    hint: String,
    takes: &'static str,
    waiting: Vec<String>,
    stands: Option<Stands>,
    earlier: Vec<Earlier>,
    #[serde(flatten)]
    sheet: Sheet<FactForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Stands {
    said: Say,
    hand: HandShown,
}

impl Page for FactPage {
    const TEMPLATE: &str = "adviser/fact.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl FactPage {
    /// The page around a form.
    pub fn of(seen: &SeenFact, law: &Law, fact: CircumstanceFact, sheet: Sheet<FactForm>) -> Self {
        let who = Who::of(&seen.answered);
        let (question, hint) = fact_words::question(fact, &who.known_as);
        Self {
            back: format!("{}/facts", who.base),
            action: format!("{}/facts/{}", who.base, Question(fact).number()),
            question,
            hint,
            takes: match fact.takes() {
                Takes::YesOrNo => "yes-or-no",
                Takes::Day => "day",
                Takes::Money => "money",
                Takes::Choice | Takes::Record => "home",
            },
            waiting: facts::names(law, &seen.waiting),
            stands: seen
                .stands()
                .map(|version| Stands { said: said::answer(&version.row.note), hand: version.into() }),
            earlier: said::earlier(&seen.history, |row: &Circumstance| said::answer(&row.note)),
            sheet,
            who,
        }
    }
}

//! What the rules say of one person on one day, with the ledger laid beside it: worked out once and kept with the facts.

use std::sync::Arc;

use chrono::NaiveDate;
use leaving_care_rules::{Assessment, Law, Person, assess};
use onward_domain::standing::{Standing, before_giving, standings};
use onward_store::scope::Listed;

/// A person's answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Worked {
    /// The day they hold for.
    pub today: NaiveDate,
    /// What is recorded of the person, as the rules read it.
    pub facts: Person,
    /// What the rules say.
    pub assessment: Assessment,
    /// What the rules say as if nothing had been given yet: what the law gives, apart from what was had.
    pub before_giving: Assessment,
    /// Where each entitlement stands, in the order of the law's list.
    pub standings: Vec<Standing>,
}

impl Worked {
    /// Asks the rules, or answers what they said when this person was last shown: the same facts, day and law.
    #[must_use]
    pub fn of(law: &'static Law, listed: &Listed, today: NaiveDate) -> Arc<Self> {
        let kept = listed.beside.get_or_make(|| Self::new(law, listed, today));
        if kept.today == today { kept } else { Arc::new(Self::new(law, listed, today)) }
    }

    fn new(law: &Law, listed: &Listed, today: NaiveDate) -> Self {
        let facts = listed.facts.rules_person(today);
        let assessment = assess(law, &facts, today);
        let before_giving = before_giving(law, &listed.facts, &facts, &assessment, today);
        let standings = standings(law, &before_giving, &listed.facts, &listed.shown());
        Self { today, facts, assessment, before_giving, standings }
    }
}

//! What the rules say of one person on one day, with the ledger laid beside it: worked out once and kept with the facts.

use std::sync::Arc;

use chrono::NaiveDate;
use leaving_care_rules::{
    Assessment, Law, Person, assess, assessment::EntitlementAnswer, catalogue::EntitlementIndex,
};
use onward_domain::{
    asked::{AllTold, take_out_answered},
    overrides::{Override, holding, lay_over},
    standing::{Standing, before_giving, standings},
};
use onward_store::scope::Listed;

/// A person's answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Worked {
    /// The day they hold for.
    pub today: NaiveDate,
    /// What is recorded of the person, as the rules read it.
    pub facts: Person,
    /// What holds for them: what the rules say, and over it what was decided in their place.
    pub assessment: Assessment,
    /// The same as if nothing had been given yet: what they are owed, apart from what was had.
    pub before_giving: Assessment,
    /// Where each entitlement stands, in the order of the law's list.
    pub standings: Vec<Standing>,
    /// What was told about each, where a rule only says to ask.
    pub told: AllTold,
    /// What was decided in place of the rules' answers and holds today.
    pub overrides: Vec<Override>,
    /// What the rules alone say before anything was given, where something was decided in their place.
    pub without_overrides: Option<Box<Assessment>>,
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
        let mut assessment = assess(law, &facts, today);
        let mut before_giving = before_giving(law, &listed.facts, &facts, &assessment, today);
        let overrides: Vec<Override> =
            listed.facts.overrides.iter().filter(|one| one.holds_on(today)).cloned().collect();
        let told = AllTold::of(law, &before_giving, &listed.facts);
        let mut without_overrides = (!overrides.is_empty()).then(|| Box::new(before_giving.clone()));
        lay_over(law, &mut assessment, &overrides);
        lay_over(law, &mut before_giving, &overrides);
        let standings = standings(law, &before_giving, &listed.facts, &listed.shown());
        let all = [&mut assessment, &mut before_giving].into_iter();
        for each in all.chain(without_overrides.as_deref_mut()) {
            take_out_answered(each, &listed.facts);
        }
        Self { today, facts, assessment, before_giving, standings, told, overrides, without_overrides }
    }

    /// What the rules alone say of an entitlement, before anything was given.
    #[must_use]
    pub fn by_rule(&self, which: EntitlementIndex) -> Option<&EntitlementAnswer> {
        self.without_overrides.as_deref().unwrap_or(&self.before_giving).entitlement(which)
    }

    /// What was decided about an entitlement in place of the rule's answer, and holds today.
    #[must_use]
    pub fn overridden(&self, entitlement: &str) -> Option<&Override> {
        holding(&self.overrides, entitlement, self.today)
    }
}

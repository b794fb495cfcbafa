//! The form that asks for another answer than the rule's, and the one that ends it.

use chrono::NaiveDate;
use onward_domain::{
    basis::is_a_reason,
    overrides::{OverrideNote, longest},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, WrittenDay},
    words::says::adviser::overrides as told,
};

/// As entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct OverrideForm {
    /// `yes`: they get it; `no`: they don't.
    pub gives: String,
    /// How much, where it is not what the law gives.
    pub amount: String,
    /// The last day on which it holds.
    pub until: WrittenDay,
    #[validate(length(max = 600))]
    pub reason: String,
    #[validate(length(max = 300))]
    pub evidence: String,
    /// The doubt that was seen, if any.
    pub seen: String,
}

impl OverrideForm {
    /// What would be decided about this entitlement.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(&self, entitlement: &str, today: NaiveDate) -> Result<OverrideNote, FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let gives = read.choice("gives", &self.gives, known).missing(told::Choose).required();
        let amount = read.money("amount", &self.amount).optional();
        let until = read.day("until", &self.until, told::Until);
        let until = until.not_before(today).not_after(longest(today)).required();
        let reason = read.text("reason", &self.reason).missing(told::WithoutReason);
        let reason = reason.only(|why| is_a_reason(why), told::NotAReason).required();
        let evidence = read.text("evidence", &self.evidence).missing(told::WithoutEvidence).required();
        read.done(|| {
            let gives = gives?;
            Some(OverrideNote {
                entitlement: entitlement.to_owned(),
                gives,
                amount: amount.filter(|sum| gives && sum.0 > 0),
                reason: reason?,
                evidence: evidence?,
                until: until?,
            })
        })
    }
}

/// Why it ends before its last day.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct EndForm {
    #[validate(length(max = 300))]
    pub why: String,
}

impl EndForm {
    /// The reason.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<String, FormErrors> {
        let mut read = Reader::of(self);
        let why = read.text("why", &self.why).missing(told::EndWithoutReason);
        let why = why.only(|why| is_a_reason(why), told::NotAReason).required();
        read.done(|| why)
    }
}

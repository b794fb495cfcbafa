//! The form that adds a step to the ledger.

use chrono::NaiveDate;
use onward_domain::entitlement::EntitlementAct;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::add_entitlement_step::NewStep,
    web::{
        form::{FormErrors, Reader, WrittenDay},
        words::says::adviser::step as told,
    },
};

/// The acts an adviser records, in the order of the page.
const ACTS: [EntitlementAct; 6] = [
    EntitlementAct::Told,
    EntitlementAct::Asked,
    EntitlementAct::Agreed,
    EntitlementAct::Paid,
    EntitlementAct::Refused,
    EntitlementAct::Declined,
];

/// As entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct StepForm {
    pub step: String,
    /// When; today if nothing is entered.
    pub day: WrittenDay,
    pub amount: String,
    /// What was said or decided.
    #[validate(length(max = 600))]
    pub words: String,
    /// The doubt that was seen, if any.
    pub seen: String,
}

impl StepForm {
    /// What happened. `is_money`: the entitlement is money, so a payment has an amount.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(&self, today: NaiveDate, is_money: bool) -> Result<NewStep, FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| ACTS.into_iter().find(|act| act.word() == word);
        let act = read.choice("step", &self.step, known).missing(told::Choose).required();
        let day = read.day("day", &self.day, told::Day).not_after_today(today).or(today);
        let amount = read.money("amount", &self.amount);
        let amount = if is_money && act == Some(EntitlementAct::Paid) {
            amount.missing(told::PaidWithoutSum).required()
        } else {
            amount.optional()
        };
        let words = read.text("words", &self.words);
        let words = if act == Some(EntitlementAct::Refused) {
            words.missing(told::RefusedWithoutReason).required()
        } else {
            words.optional()
        };
        read.done(|| Some(NewStep { act: act?, day: day?, amount, words }))
    }
}

//! The form that adds a step to the ledger.

use chrono::NaiveDate;
use onward_domain::{
    basis::{Basis, is_a_reason},
    entitlement::{EntitlementAct, PaidTo, Payment},
    id::EntitlementStepId,
    request::answer_by,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::add_entitlement_step::NewStep,
    web::{
        form::{FormErrors, Reader, WrittenDay},
        words::{Say, says::adviser::step as told},
    },
};

/// The acts that an adviser records, in the order of the page.
const ACTS: [EntitlementAct; 8] = [
    EntitlementAct::Told,
    EntitlementAct::Asked,
    EntitlementAct::Deciding,
    EntitlementAct::Agreed,
    EntitlementAct::Paid,
    EntitlementAct::Refused,
    EntitlementAct::Declined,
    EntitlementAct::NotRelevant,
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
    /// For a refusal: which record it rests on.
    pub basis: String,
    /// For a refusal: what they can do now.
    #[validate(length(max = 300))]
    pub now: String,
    /// By when what follows is promised.
    pub by: WrittenDay,
    /// Who decides.
    #[validate(length(max = 100))]
    pub decider: String,
    /// For what was paid or given: who had it.
    pub to: String,
    /// Their name, where it was somebody else.
    #[validate(length(max = 100))]
    pub payee: String,
    /// What shows it, in words.
    #[validate(length(max = 200))]
    pub evidence: String,
    /// One of their papers that shows it.
    pub document: String,
    /// Where they asked and wait, and it is said to be not relevant now: `no` or `not-now`.
    pub answer: String,
    /// The doubt that was seen, if any.
    pub seen: String,
}

/// What the page says in the adviser's name.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TellForm {
    #[validate(length(max = 600))]
    words: String,
}

impl TellForm {
    /// # Errors
    /// It has no words: no page of ours sent it.
    pub fn read(&self) -> Result<String, FormErrors> {
        let mut read = Reader::of(self);
        let words = read.text("words", &self.words).missing(told::Choose).required();
        read.done(|| words)
    }
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
        // Whoever asked and waits is answered: with a no, or with "not now, because".
        let not_relevant = act == Some(EntitlementAct::NotRelevant);
        let act = if not_relevant && self.answer == "no" { Some(EntitlementAct::Refused) } else { act };
        let day = read.day("day", &self.day, told::Day).not_after_today(today).or(today);
        let amount = read.money("amount", &self.amount);
        let amount = if is_money && act == Some(EntitlementAct::Paid) {
            amount.missing(told::PaidWithoutSum).only(|sum| sum.0 > 0, told::PaidWithoutSum).required()
        } else {
            amount.optional()
        };
        let words = read.text("words", &self.words);
        let words = if act == Some(EntitlementAct::Refused) {
            let why = words
                .missing(told::RefusedWithoutReason)
                .only(|why| is_a_reason(why), told::NotAReason)
                .required();
            let basis = read.choice("basis", &self.basis, |word| word.parse::<Basis>().ok());
            let basis = basis.missing(told::RefusedWithoutBasis).required();
            let now = read.text("now", &self.now).missing(told::RefusedWithoutNext).required();
            why.zip(basis.zip(now)).map(|(why, (basis, now))| refused_words(&why, basis, &now))
        } else if act == Some(EntitlementAct::NotRelevant) {
            let why = words.missing(told::NotRelevantWithoutReason);
            why.only(|why| is_a_reason(why), told::NotRelevantNotAReason).required()
        } else {
            words.optional()
        };
        let decider = read.text("decider", &self.decider);
        let decider = if act == Some(EntitlementAct::Deciding) {
            decider.missing(told::DeciderMissing).required()
        } else {
            decider.optional()
        };
        let by = read.day("by", &self.by, told::By).not_before(today).optional();
        // A promise is never left open: who is told that it is being decided is told by when.
        let by = by.or((act == Some(EntitlementAct::Deciding)).then(|| answer_by(today, false)));
        let answers = not_relevant && self.answer == "not-now";
        let payment = self.payment(&mut read, is_money, act == Some(EntitlementAct::Paid));
        read.done(|| Some(NewStep { act: act?, day: day?, amount, words, by, decider, payment, answers }))
    }

    /// To whom, and what shows it: money always went to somebody.
    fn payment(&self, read: &mut Reader, is_money: bool, paid: bool) -> Payment {
        if !paid {
            return Payment::default();
        }
        let named = !self.payee.trim().is_empty();
        let to = read.choice("to", &self.to, |word| word.parse::<PaidTo>().ok());
        let to = if is_money && !named { to.missing(told::PaidToNobody).required() } else { to.optional() };
        let to = to.or(named.then_some(PaidTo::Somebody));
        let payee = read.text("payee", &self.payee);
        let payee = match to {
            Some(PaidTo::Somebody) => payee.missing(told::PayeeMissing).required(),
            Some(PaidTo::Themselves) | None => {
                payee.only(|_| false, told::PayeeIsThem).optional();
                None
            }
        };
        let evidence = read.text("evidence", &self.evidence).optional();
        let document = read.choice("document", &self.document, |id| id.parse().ok()).optional();
        Payment { to, payee, evidence, document }
    }
}

/// A refusal as it is kept, and as they read it: why, what it rests on, and what they can do now.
fn refused_words(why: &str, basis: Basis, now: &str) -> String {
    let basis: Say = match basis {
        Basis::Return => told::basis::Return.into(),
        Basis::CaseSystem => told::basis::CaseSystem.into(),
        Basis::CourtPaper => told::basis::CourtPaper.into(),
        Basis::Person => told::basis::Person.into(),
        Basis::Other => told::basis::Other.into(),
    };
    Say::from(told::RefusedBecause { why, basis, now }).to_string()
}

/// The form that takes back a line.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct MistakeForm {
    /// The version stands in the address.
    pub version: String,
    /// The line.
    pub mistake: String,
    /// Why it was a mistake.
    #[validate(length(max = 600))]
    pub why: String,
}

impl MistakeForm {
    /// Which line, and why.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self) -> Result<(EntitlementStepId, String), FormErrors> {
        let mut read = Reader::of(self);
        let mistake = read.choice("mistake", &self.mistake, |id| id.parse().ok()).required();
        let why = read.text("why", &self.why).missing(told::MistakeWithoutReason);
        let why = why.only(|why| is_a_reason(why), told::NotAReason).required();
        read.done(|| Some((mistake?, why?)))
    }
}

//! What the page shows on which another answer than the rule's is asked for.

use std::collections::HashMap;

use chrono::NaiveDate;
use leaving_care_rules::{Law, Messages, entitlement::outcome::Entitlement as Rule};
use onward_domain::{
    id::UserId,
    money::Pence,
    overrides::{Override, longest},
};
use serde::Serialize;

use super::form::{EndForm, OverrideForm};
use crate::{
    clock::london_day,
    usecases::adviser::override_answer::{Doubt, SeenOverrides},
    web::{
        adviser::{
            entitlement::rule_says,
            trace::{reasons, why},
            who::Who,
        },
        form::{FormErrors, Sheet},
        law_words,
        parts::Line,
        view::{FormState, Page},
        words::{Say, says::adviser::overrides as told},
    },
};

/// What was decided in place of the rule's answer, as staff read it.
#[derive(Debug, Clone, Serialize)]
pub struct Decided {
    gives: bool,
    amount: Option<Pence>,
    reason: String,
    evidence: String,
    until: NaiveDate,
    asked: NaiveDate,
    asked_by: Option<String>,
    answered: Option<NaiveDate>,
    answered_by: Option<String>,
    agreed: Option<bool>,
    answer: Option<String>,
    ended: Option<NaiveDate>,
    ended_by: Option<String>,
    ended_why: Option<String>,
    /// `waiting`, `holds`, `declined`, `ended`, or `over` once its last day is past.
    state: &'static str,
}

impl Decided {
    /// As it stands today.
    pub fn of(one: &Override, names: &HashMap<UserId, String>, today: NaiveDate) -> Self {
        let name = |user: UserId| names.get(&user).cloned();
        let answer = one.answer.as_ref();
        let state = match (one.ended.is_some(), answer.map(|answer| answer.agreed)) {
            (true, _) => "ended",
            (_, None) => "waiting",
            (_, Some(false)) => "declined",
            (_, Some(true)) if one.holds_on(today) => "holds",
            (_, Some(true)) => "over",
        };
        Self {
            gives: one.note.gives,
            amount: one.note.amount,
            reason: one.note.reason.clone(),
            evidence: one.note.evidence.clone(),
            until: one.note.until,
            asked: london_day(one.asked_at),
            asked_by: name(one.asked_by),
            answered: answer.map(|answer| london_day(answer.at)),
            answered_by: answer.and_then(|answer| name(answer.by)),
            agreed: answer.map(|answer| answer.agreed),
            answer: answer.and_then(|answer| answer.words.clone()),
            ended: one.ended.as_ref().map(|ended| london_day(ended.at)),
            ended_by: one.ended.as_ref().and_then(|ended| name(ended.by)),
            ended_why: one.ended.as_ref().map(|ended| ended.why.clone()),
            state,
        }
    }
}

/// The rule's answer, what stands in its place, and the form.
#[derive(Debug, Clone, Serialize)]
pub struct OverridesPage {
    who: Who,
    title: String,
    back: String,
    action: String,
    /// The rule's own answer in a word or two.
    rule_says: Say,
    reasons: Vec<Line>,
    is_money: bool,
    /// Nobody decides a no about it.
    door: bool,
    /// The last day that can be given.
    longest: NaiveDate,
    /// What waits or holds, with the address at which it is ended.
    now: Option<Decided>,
    end: Option<String>,
    before: Vec<Decided>,
    end_form: EndForm,
    #[serde(flatten)]
    sheet: Sheet<OverrideForm>,
}

impl Page for OverridesPage {
    const TEMPLATE: &str = "adviser/overrides.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl OverridesPage {
    /// The page around its forms; `None` when the entitlement is not in this law.
    pub fn of(
        seen: &SeenOverrides,
        law: &Law,
        messages: &Messages,
        sheet: Sheet<OverrideForm>,
        end_form: EndForm,
    ) -> Option<Self> {
        let (one, which) = (&seen.seen.answered, seen.seen.which);
        let rule: &Rule = law.entitlements().get(which.place())?;
        let who = Who::of(one);
        let back =
            format!("{}/entitlements/{}", who.base, law_words::address(law.entitlements(), which.place()));
        let action = format!("{back}/override");
        let stands = |each: &&Override| each.waits() || each.holds_on(one.today);
        let now = seen.all.iter().find(stands);
        let shown = |each: &Override| Decided::of(each, &seen.names, one.today);
        Some(Self {
            title: rule.name.clone(),
            rule_says: rule_says(rule, one, which)?,
            reasons: reasons(&why(&seen.seen, law, messages)?, rule, &who.known_as),
            is_money: rule.money.is_some(),
            door: rule.door,
            longest: longest(one.today),
            now: now.map(shown),
            end: now.map(|each| format!("{action}/{}/end", each.id)),
            before: seen.all.iter().filter(|each| !stands(each)).map(shown).collect(),
            back,
            action,
            who,
            end_form,
            sheet,
        })
    }
}

/// The form with why it was not sent, or what to have read first.
pub fn doubtful(form: OverrideForm, doubt: Doubt) -> Sheet<OverrideForm> {
    match doubt {
        Doubt::TakesADuty => Sheet::doubtful(form, told::TakesADuty, doubt.token().to_owned()),
        Doubt::Door => Sheet::wrong(form, FormErrors::one("gives", told::Door)),
        Doubt::SaysSo => Sheet::wrong(form, FormErrors::one("gives", told::SaysSo)),
        Doubt::Another => Sheet::wrong(form, FormErrors::one("gives", told::Another)),
    }
}

//! What comes first on an entitlement's page: what is left, or what the answer is, in a sentence.

use chrono::NaiveDate;
use leaving_care_rules::{
    assessment::{EntitlementAnswer, LawState, Outcome},
    catalogue::EntitlementIndex,
    entitlement::outcome::Entitlement as Rule,
};
use onward_domain::{
    entitlement::EntitlementAct,
    money::Pence,
    standing::{Standing, Stands},
};

use crate::{
    usecases::adviser::Answered,
    web::{
        law_words,
        words::{Day, Say, says},
    },
};

/// How often it is paid: "once", "a week".
pub fn per(rule: &Rule) -> &'static str {
    rule.money.as_ref().map_or("", |money| law_words::per(money.per))
}

/// What the rule alone says, whatever was decided in its place.
pub fn rule_says(rule: &Rule, one: &Answered, which: EntitlementIndex) -> Option<Say> {
    let standing = one.standings.get(which.place())?;
    Some(answer_word(rule, one.by_rule(which)?, standing))
}

/// The rule's answer in a word or two.
pub fn answer_word(rule: &Rule, answer: &EntitlementAnswer, standing: &Standing) -> Say {
    use says::adviser::rule as said;
    match (answer.state, answer.outcome) {
        (LawState::InForce, Outcome::Entitled) if standing.stands == Stands::Had => match standing.whole {
            Some(whole) => said::AllGiven { whole, per: per(rule) }.into(),
            None => said::Given.into(),
        },
        (LawState::PassedNotInForce, _) => said::NotInForce.into(),
        (LawState::Repealed, _) => said::Repealed.into(),
        (_, Outcome::Entitled) => said::Yes.into(),
        (_, Outcome::NotEntitled) => said::No.into(),
        (_, Outcome::NeedsInformation) => said::Ask.into(),
        (_, Outcome::Upcoming) => {
            answer.upcoming_from.map_or(said::Later.into(), |from| said::From { from: from.into() }.into())
        }
    }
}

/// The sentence. `name`: what the person is called.
pub fn lede(
    rule: &Rule,
    answer: &EntitlementAnswer,
    standing: &Standing,
    name: &str,
    today: NaiveDate,
) -> Say {
    use says::adviser::lede as said;
    let until = law_words::ends(answer).map(Day::from);
    let amount = answer.amount_pence.map(Pence);
    match (standing.stands, standing.left, amount) {
        (Stands::NotInForce, ..) => said::NotInForce.into(),
        (stands, Some(left), Some(whole)) if stands.not_claimed() => match until {
            Some(until) => said::LeftUntil { left, whole, name, until }.into(),
            None => said::Left { left, whole, name }.into(),
        },
        (Stands::Has, ..) => said::Has { name }.into(),
        (Stands::Had, ..) => had(standing, name, today),
        (Stands::Agreed, Some(left), Some(whole)) if standing.paid.0 > 0 => {
            said::LeftAgreed { left, whole }.into()
        }
        (Stands::Refused, Some(left), Some(whole)) if standing.paid.0 > 0 => {
            said::LeftRefused { left, whole }.into()
        }
        (stands, _, Some(sum)) if stands.not_claimed() => match until {
            Some(until) => said::UpToUntil { sum, per: per(rule), name, until }.into(),
            None => said::UpTo { sum, per: per(rule), name }.into(),
        },
        (stands, ..) if stands.not_claimed() => match until {
            Some(until) => said::CanAskUntil { name, until }.into(),
            None => said::CanAsk { name }.into(),
        },
        (Stands::ToAsk, ..) => said::ToAsk { name, decider: &rule.decider }.into(),
        (Stands::ToCheck, ..) => {
            let needs: Vec<Say> = answer.needs.iter().map(law_words::fact).collect();
            if needs.is_empty() { said::Unknown.into() } else { said::Needs { needs }.into() }
        }
        (Stands::Later, ..) => match answer.upcoming_from {
            Some(from) => said::Later { name, from: from.into() }.into(),
            None => said::NotNow { name }.into(),
        },
        (Stands::Agreed, ..) => said::Agreed.into(),
        (Stands::Refused, ..) if answer.outcome == Outcome::Entitled => said::RefusedYes.into(),
        (Stands::Refused, ..) => said::Refused.into(),
        (Stands::Declined, ..) => said::Declined { name }.into(),
        (Stands::NotRelevant, ..) => said::NotRelevant { name }.into(),
        _ => said::NotNow { name }.into(),
    }
}

/// "Jay has had this: £3,000 on 4 May 2026. Jay asked again on 2 June."
fn had(standing: &Standing, name: &str, today: NaiveDate) -> Say {
    use says::adviser::lede as said;
    let first: Say = match (standing.paid.0 > 0, standing.since.map(Day::from)) {
        (true, Some(on)) => said::HadSumOn { name, sum: standing.paid, on }.into(),
        (true, None) => said::HadSum { name, sum: standing.paid }.into(),
        (false, Some(on)) => said::HadOn { name, on }.into(),
        (false, None) => said::Had { name }.into(),
    };
    let Some(again) = standing.again() else { return first };
    let on = Day::near(again.on, today);
    let then = match again.act {
        EntitlementAct::Agreed => said::MoreAgreed { on }.into(),
        EntitlementAct::Refused => said::MoreRefused { on }.into(),
        EntitlementAct::Declined => said::MoreDeclined { name, on }.into(),
        _ => said::MoreAsked { name, on }.into(),
    };
    said::AndThen { first, then }.into()
}

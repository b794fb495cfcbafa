//! What has happened with an entitlement, in the words the young person reads. Their adviser's page quotes them.

use chrono::NaiveDate;
use leaving_care_rules::assessment::Outcome;
use onward_domain::{
    entitlement::{EntitlementAct, Given, Latest},
    overrides::Override,
    standing::{Standing, Stands},
};

use super::words::{Day, Say, says::young_person as said};
use crate::clock::london_day;

/// What was given and what came after it, what was asked for, agreed or refused; `None` if nothing has happened that
/// matters now.
#[must_use]
pub fn lines(standing: &Standing, today: NaiveDate) -> Vec<Say> {
    if let (Stands::Had, Some(given)) = (standing.stands, standing.given) {
        let again = standing.again().map(|latest| again(latest, today));
        return std::iter::once(had(&given)).chain(again).collect();
    }
    let part = standing.given.and_then(|_| part(standing));
    let latest = standing.latest.and_then(|latest| decided(standing.stands, latest, today));
    part.into_iter().chain(latest).collect()
}

/// "You have had this: £3,000 on 4 May 2026."
#[must_use]
pub fn had(given: &Given) -> Say {
    let (sum, day) = (given.sum, given.on.map(Day::from));
    match (sum.0 > 0, day) {
        (true, Some(day)) if given.times == 1 => said::happened::HadSumDay { sum, day }.into(),
        (true, Some(day)) => said::happened::HadParts { sum, day }.into(),
        (true, None) => said::happened::HadSum { sum }.into(),
        (false, Some(day)) => said::happened::HadDay { day }.into(),
        (false, None) => said::happened::Had.into(),
    }
}

/// "You have had £1,850 of £3,000. £1,150 is left.": while the rest is still available.
fn part(standing: &Standing) -> Option<Say> {
    let (whole, left) = standing.whole.zip(standing.left)?;
    Some(said::happened::Part { sum: standing.paid, whole, left }.into())
}

/// The latest step: asked for, agreed, refused or declined.
fn decided(stands: Stands, latest: Latest, today: NaiveDate) -> Option<Say> {
    let day = Day::near(latest.on, today);
    Some(match (stands, latest.act, latest.amount) {
        (Stands::Refused, ..) => said::happened::Refused { day }.into(),
        (Stands::Agreed, _, Some(sum)) => said::row::AgreedSum { sum, day }.into(),
        (Stands::Agreed, _, None) => said::row::Agreed { day }.into(),
        (Stands::Declined, ..) => said::happened::Declined { day }.into(),
        (Stands::NotRelevant, ..) => said::happened::NotRelevant { day }.into(),
        (_, EntitlementAct::Asked, Some(sum)) => said::row::AskedSum { sum, day }.into(),
        (_, EntitlementAct::Asked, None) => said::row::Asked { day }.into(),
        _ => return None,
    })
}

/// What came after all of it was received.
fn again(latest: Latest, today: NaiveDate) -> Say {
    let day = Day::near(latest.on, today);
    match latest.act {
        EntitlementAct::Agreed => said::happened::AgainAgreed { day }.into(),
        EntitlementAct::Refused => said::happened::AgainRefused { day }.into(),
        EntitlementAct::Declined => said::happened::AgainDeclined { day }.into(),
        _ => said::happened::AgainAsked { day }.into(),
    }
}

/// What was decided in place of the rule's answer, as they read it: until when, why, and what the rule alone says. Nothing
/// before a second person has answered.
pub fn decided_instead(one: &Override, by_rule: Outcome) -> Vec<Say> {
    use said::why as word;
    let Some(answer) = &one.answer else { return Vec::new() };
    let (on, until) = (Day::from(london_day(answer.at)), Day::from(one.note.until));
    let reason = one.note.reason.as_str();
    let rule: Say = match by_rule {
        Outcome::Entitled => word::rule::Yes.into(),
        Outcome::NotEntitled => word::rule::No.into(),
        Outcome::NeedsInformation => word::rule::Check.into(),
        Outcome::Upcoming => word::rule::Later.into(),
    };
    let by_two = word::DecidedByTwo { rule }.into();
    if one.note.gives {
        vec![word::DecidedYes { on, until, reason }.into(), by_two]
    } else {
        vec![word::DecidedNo { on, until, reason }.into(), by_two, word::DecidedWrong.into()]
    }
}

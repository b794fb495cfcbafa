//! What another last day of care would change. Nothing is saved: two assessments are compared.

use chrono::NaiveDate;
use leaving_care_rules::{
    Assessment, Law, assess,
    assessment::EntitlementAnswer,
    calendar::birthday,
    catalogue::EntitlementIndex,
    explain::plain_reasons,
    leaving::{Afterwards, Leaving, NoEnding, after_ending, leaving},
    messages::Messages,
    person::{LegalStatus, Person},
    what_if::{Change, changed},
};

use super::consider::{reason, sum};

/// Two ends of care side by side.
#[derive(Debug, Clone)]
pub struct WhatIf {
    /// The last day looked at.
    pub end: NaiveDate,
    /// What the rules say with that end, on that day (or on the 16th birthday, when it is earlier).
    pub with_end: Assessment,
    /// What followed the end of care.
    pub afterwards: Afterwards,
    /// Every day on which care could end, and what it would lose.
    pub leaving: Result<Leaving, NoEnding>,
    /// The first day, from today, on which care can end and leaving care support to 25 is kept.
    pub safe: Option<NaiveDate>,
    /// What the rules say with the safe day, or with care continuing, on the same day as the other.
    pub other: Assessment,
    /// The entitlements that differ.
    pub differs: Vec<Difference>,
}

/// One entitlement with two endings.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub which: EntitlementIndex,
    /// With the end being considered.
    pub with_end: EntitlementAnswer,
    /// With the safe day, or with care continuing.
    pub other: EntitlementAnswer,
    /// Why it is what it is with the end being considered, in the words the young person would read.
    pub why: Option<String>,
}

/// Whether there is care that could end on another day: ordinary care that runs today or later.
#[must_use]
pub fn can_end(person: &Person, today: NaiveDate) -> bool {
    person.episodes.iter().flatten().any(|episode| runs_beyond(episode, today))
}

/// Compares care ending on `end` with the first safe day. `None` without a date of birth.
#[must_use]
pub fn what_if(
    law: &Law,
    messages: &Messages,
    person: &Person,
    today: NaiveDate,
    (end, afterwards): (NaiveDate, Afterwards),
) -> Option<WhatIf> {
    let born = person.date_of_birth?;
    let looked_at = end.max(birthday(born, 16));
    let gone = after_ending(person, today, end, &afterwards);
    let with_end = assess(law, &gone, looked_at);
    let reasons = plain_reasons(law, messages, &gone, looked_at).entitlements;
    let leaving = leaving(law, person, today, &afterwards);
    let safe = leaving.as_ref().ok().and_then(|leaving| leaving.support_from);
    let with_safe = safe.filter(|safe| end < *safe).map_or_else(
        || changed(person, today, &[Change::CareGoesOn]).0,
        |safe| after_ending(person, today, safe, &afterwards),
    );
    let other = assess(law, &with_safe, looked_at.max(safe.unwrap_or(looked_at)));
    let differs = law
        .each()
        .filter_map(|(which, _)| {
            let (one, two) = (with_end.entitlement(which)?, other.entitlement(which)?);
            (one.outcome != two.outcome || sum(one) != sum(two)).then(|| Difference {
                which,
                with_end: one.clone(),
                other: two.clone(),
                why: reason(reasons.get(which.place())),
            })
        })
        .collect();
    Some(WhatIf { end, with_end, afterwards, leaving, safe, other, differs })
}

fn runs_beyond(episode: &leaving_care_rules::person::Episode, day: NaiveDate) -> bool {
    let ordinary = !matches!(episode.legal_status, Some(LegalStatus::V3 | LegalStatus::V4) | None);
    ordinary && !episode.end_unknown && episode.end.is_none_or(|end| day < end)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use leaving_care_rules::assessment::{Outcome, Status};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Born 14 October 2010: 32 days in spring 2025, in care again since 12 October 2026, planned to end on 7 December.
    fn kai() -> Person {
        serde_json::from_value(serde_json::json!({
            "date_of_birth": "2010-10-14",
            "episodes": [
                {"start": "2025-03-03", "end": "2025-04-04", "legal_status": "V2", "placement": "U1"},
                {"start": "2026-10-12", "end": "2026-12-07", "legal_status": "V2", "placement": "K2"}
            ]
        }))
        .unwrap()
    }

    fn looked_at(end: NaiveDate) -> WhatIf {
        let messages = Messages::english().unwrap();
        what_if(Law::england().unwrap(), messages, &kai(), day("2026-11-23"), (end, Afterwards::default()))
            .unwrap()
    }

    #[test]
    fn kai_leaving_on_7_december_is_3_days_short_and_the_first_safe_day_is_the_10th() {
        let law = Law::england().unwrap();
        let found = looked_at(day("2026-12-07"));
        assert_eq!(found.with_end.qualifying_days, Some(88));
        assert_eq!(found.with_end.status, Status::Qualifying);
        assert_eq!(found.safe, Some(day("2026-12-10")));
        assert_eq!(found.other.status, Status::Relevant);
        let adviser = law.find("personal_adviser").unwrap();
        let lost = found.differs.iter().find(|difference| difference.which == adviser).unwrap();
        assert_eq!((lost.with_end.outcome, lost.other.outcome), (Outcome::NotEntitled, Outcome::Entitled));
        assert!(lost.why.is_some(), "each row has its reason");
    }

    #[test]
    fn ending_on_the_safe_day_or_later_loses_nothing() {
        let law = Law::england().unwrap();
        for end in ["2026-12-10", "2027-03-01"] {
            let found = looked_at(day(end));
            assert_eq!(found.with_end.status, Status::Relevant, "{end}");
            let lost = found
                .differs
                .iter()
                .filter(|difference| difference.with_end.outcome == Outcome::NotEntitled)
                .count();
            // What is only for people still in care ends with care, whatever the day.
            let while_in_care = found
                .differs
                .iter()
                .filter(|difference| {
                    law.entitlements().get(difference.which.place()).unwrap().id.contains("personal_adviser")
                })
                .count();
            assert_eq!(while_in_care, 0, "{lost} differ");
        }
    }

    #[test]
    fn care_that_has_ended_has_no_other_end() {
        let mut person = kai();
        assert!(can_end(&person, day("2026-11-23")));
        person.episodes.as_mut().unwrap().pop();
        assert!(!can_end(&person, day("2026-11-23")));
    }
}

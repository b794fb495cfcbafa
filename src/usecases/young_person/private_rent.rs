//! The most that Universal Credit gives towards a private rent, from the rates that the council's offer holds for its area.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law, Person, assess,
    assessment::{Assessment, Outcome},
    calendar::{Day, birthday},
    facts::FactId,
    person::Circumstances,
    what_if::{Change, changed},
};
use onward_domain::money::Pence;
use serde::Serialize;

/// Most help with a private rent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MostRent {
    /// Pence a week.
    pub week: Pence,
    /// It is the rate for one bedroom, and not the one for a room in a shared home.
    pub own_flat: bool,
}

/// The most that somebody of their age and history gets towards a private rent in the council's area, if they rent from a private
/// landlord on this day. UC Regs 2013 Sch 4 paras 8-12, 25-29.
///
/// `rates_of`: the day whose rates are taken; they are set anew each April, so those of a later year are not known yet.
///
/// Nothing where the offer holds no rates, where they can't get Universal Credit, where it isn't known which of the rates is
/// theirs, and for parents: theirs depends on how many children there are.
#[must_use]
pub fn most_private_rent(law: &Law, person: &Person, on: NaiveDate, rates_of: NaiveDate) -> Option<MostRent> {
    let renting = Circumstances::default().with(FactId::PrivatelyRenting, true);
    let there = changed(person, on, &[Change::Circumstances { set: Box::new(renting) }]).0;
    if there.circumstances.answers.get(FactId::Parent) == Some(true) {
        return None;
    }
    let then = assess(law, &there, on);
    if outcome(law, &then, "universal_credit")? != Outcome::Entitled {
        return None;
    }
    let figure = |id: &str, on| law.figures().figure(id)?.on(Day::of(on), |_| true).filter(|sum| *sum > 0);
    let own_flat = match outcome(law, &then, "sar_exemption")? {
        Outcome::Entitled => true,
        // Below that birthday it waits for their time in care; from then on only the other exceptions would spare them the shared rate.
        _ => {
            let years = u8::try_from(figure("sar_age_limit", on)? / 100).ok()?;
            if on < birthday(there.date_of_birth?, years) {
                return None;
            }
            false
        }
    };
    let rate =
        if own_flat { "local_housing_allowance_one_bedroom" } else { "local_housing_allowance_shared" };
    Some(MostRent { week: Pence(figure(rate, rates_of)?), own_flat })
}

fn outcome(law: &Law, assessment: &Assessment, id: &str) -> Option<Outcome> {
    law.find(id).and_then(|which| assessment.entitlement(which)).map(|answer| answer.outcome)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::law;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn jay(circumstances: serde_json::Value) -> Person {
        serde_json::from_value(
            serde_json::json!({"date_of_birth": "2007-03-02", "episodes": [{"start": "2019-01-12",
            "end": "2025-03-02", "legal_status": "C2", "placement": "U1"}], "circumstances": circumstances}),
        )
        .unwrap()
    }

    fn free() -> Person {
        jay(serde_json::json!({"recourse_to_public_funds": true, "education": {"kind": "none"}}))
    }

    #[test]
    fn a_care_leaver_has_the_one_bedroom_rate_until_25_and_the_shared_rate_from_that_day() {
        let law = law::demonstration().unwrap();
        let most_of = |on, rates| {
            most_private_rent(law, &free(), day(on), day(rates)).map(|most| (most.week.0, most.own_flat))
        };
        let most = |on| most_of(on, "2026-11-23");
        assert_eq!(most("2026-11-23"), Some((9_450, true)));
        assert_eq!(most("2032-03-01"), Some((9_450, true)), "the day before");
        assert_eq!(most("2032-03-02"), Some((7_000, false)));
        assert_eq!(most("2025-03-01"), None, "17");
        assert_eq!(
            most_of("2026-11-23", "2027-04-01"),
            None,
            "the council has not entered the rates of that year"
        );
    }

    #[test]
    fn without_rates_and_where_it_is_not_known_which_is_theirs_no_sum_is_told() {
        let on = day("2026-11-23");
        assert_eq!(most_private_rent(law::england().unwrap(), &free(), on, on), None);
        let law = law::demonstration().unwrap();
        let parent = jay(
            serde_json::json!({"recourse_to_public_funds": true, "parent": true, "education": {"kind": "none"}}),
        );
        assert_eq!(most_private_rent(law, &parent, on, on), None);
        let never: Person = serde_json::from_value(serde_json::json!({"date_of_birth": "2007-03-02",
            "circumstances": {"recourse_to_public_funds": true, "education": {"kind": "none"}}}))
        .unwrap();
        assert_eq!(
            most_private_rent(law, &never, on, on),
            None,
            "an exception may spare them the shared rate"
        );
        let no_funds =
            jay(serde_json::json!({"recourse_to_public_funds": false, "education": {"kind": "none"}}));
        assert_eq!(most_private_rent(law, &no_funds, on, on), None);
    }
}

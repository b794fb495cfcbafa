//! Coverage for a few people.

use super::*;
use crate::{
    entitlement::{EntitlementAct, EntitlementNote, EntitlementStep},
    id::EntitlementStepId,
};
use chrono::DateTime;
use chrono::NaiveDate;
use leaving_care_rules::assess;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

/// In foster care from 12 to 18: former relevant, with nothing known about study or council tax.
fn jay() -> Assessment {
    let person: leaving_care_rules::Person = serde_json::from_value(serde_json::json!({
        "date_of_birth": "2008-03-02",
        "episodes": [{"start": "2020-01-12", "end": "2026-03-02", "legal_status": "C2", "placement": "U1", "reason_ended": "E6"}],
        "events": [],
        "circumstances": {"education": {"kind": "none"}, "council_tax_liable": false}
    }))
    .unwrap();
    assess(Law::england().unwrap(), &person, today())
}

fn step(act: EntitlementAct, amount: Option<i64>) -> EntitlementStep {
    EntitlementStep {
        id: EntitlementStepId::new(),
        person: PersonId::new(),
        note: EntitlementNote {
            amount: amount.map(Pence),
            ..EntitlementNote::new("setting_up_home_allowance", act, day("2026-11-01"))
        },
        recorded_at: DateTime::UNIX_EPOCH,
        recorded_by: None,
    }
}

fn shown() -> Shown {
    Shown {
        adviser: Some(UserId::new()),
        team: Some(TeamId::new()),
        plan: Some(Some(day("2027-01-01"))),
        last_visit: Some(day("2026-11-01")),
        ledger_begun: true,
        ..Shown::default()
    }
}

fn covered(people: &[(&[EntitlementStep], Shown)]) -> Coverage {
    let mut coverage = Coverage::default();
    for (ledger, shown) in people {
        let facts = Facts { entitlements: ledger.to_vec(), ..Facts::default() };
        coverage.add(Law::england().unwrap(), PersonId::new(), &jay(), &facts, shown);
    }
    coverage
}

#[test]
fn jay_who_was_never_told_about_his_first_home_money_counts_as_one_person_and_3000_pounds() {
    let coverage = covered(&[(&[], shown())]);
    let all = coverage.numbers(Part::default());
    assert_eq!((all.due, all.given, all.people_lacking, all.lacking), (4, 3, 1, Pence(300_000)));
    let why =
        coverage.numbers(Part { gap: Some(Gap::NotTold), thing: Some(Thing::FirstHome), ..Part::default() });
    assert_eq!((why.due, why.lacking), (1, Pence(300_000)));
}

#[test]
fn what_was_paid_leaves_the_rest_as_the_gap() {
    let coverage = covered(&[(&[step(EntitlementAct::Paid, Some(185_000))], shown())]);
    assert_eq!(coverage.numbers(Part { gap: Some(Gap::Told), ..Part::default() }).lacking, Pence(115_000));
}

#[test]
fn on_the_first_day_after_an_import_nothing_is_late_and_no_money_is_said_not_to_be_paid() {
    let coverage = covered(&[(&[], Shown::default())]);
    let all = coverage.numbers(Part::default());
    assert_eq!((all.due, all.given, all.not_recorded, all.people_not_recorded), (4, 0, 4, 1));
    assert_eq!((all.missing(), all.people_lacking, all.lacking), (0, 0, Pence(0)));
    let reasons = coverage.by(|_, owed| owed.gap);
    assert_eq!(reasons.keys().copied().collect::<Vec<_>>(), [Gap::NotRecorded]);
}

#[test]
fn once_a_ledger_is_begun_what_is_not_in_it_was_not_told() {
    let begun = Shown { ledger_begun: true, ..Shown::default() };
    let reasons = covered(&[(&[], begun)]).by(|_, owed| owed.gap);
    assert_eq!((reasons[&Gap::NotTold].due, reasons[&Gap::NotRecorded].due), (1, 3));
}

#[test]
fn a_no_and_a_no_thank_you_are_two_reasons_and_both_keep_their_money() {
    for (act, gap) in [(EntitlementAct::Refused, Gap::Refused), (EntitlementAct::Declined, Gap::Declined)] {
        let coverage = covered(&[(&[step(act, None)], shown())]);
        let of = coverage.numbers(Part { gap: Some(gap), ..Part::default() });
        assert_eq!((of.due, of.lacking), (1, Pence(300_000)), "{act}");
    }
}

#[test]
fn whom_another_council_owes_is_in_no_figure_and_not_forgotten() {
    let mut coverage = Coverage::default();
    let person: leaving_care_rules::Person = serde_json::from_value(serde_json::json!({
        "date_of_birth": "2008-03-02",
        "episodes": [{"start": "2020-01-12", "end": "2026-03-02", "legal_status": "C2", "authority": "Leeds"}]
    }))
    .unwrap();
    let answer = assess(Law::england().unwrap(), &person, today());
    let who = PersonId::new();
    coverage.add(Law::england().unwrap(), who, &answer, &Facts::default(), &Shown::default());
    assert!(coverage.subjects.is_empty() && coverage.owed.is_empty());
    let [left_out] = coverage.left_out.as_slice() else { panic!("{:?}", coverage.left_out) };
    assert_eq!(left_out.subject.person, who);
    assert_eq!(left_out.whose, Whose::AnotherCouncil(Some("Leeds".into())));
}

#[test]
fn a_review_or_a_visit_is_late_from_the_day_after_it_was_due() {
    let on = |review: &str, visit: &str| {
        let shown = Shown { plan: Some(Some(day(review))), last_visit: Some(day(visit)), ..shown() };
        let coverage = covered(&[(&[], shown)]);
        [Thing::Plan, Thing::Visit]
            .map(|thing| coverage.numbers(Part { thing: Some(thing), ..Part::default() }).given)
    };
    assert_eq!(on("2026-11-23", "2026-09-23"), [1, 1]);
    assert_eq!(on("2026-11-22", "2026-09-22"), [0, 0]);
}

#[test]
fn the_parts_add_up_to_the_whole() {
    let coverage =
        covered(&[(&[], shown()), (&[step(EntitlementAct::Asked, None)], shown()), (&[], Shown::default())]);
    let all = coverage.numbers(Part::default());
    let teams = coverage.by_team();
    assert_eq!(teams.len(), 3);
    let sum =
        |field: fn(&Numbers) -> usize| teams.values().flat_map(BTreeMap::values).map(field).sum::<usize>();
    assert_eq!((sum(|n| n.due), sum(|n| n.given)), (all.due, all.given));
    let reasons = coverage.by(|_, owed| owed.gap);
    assert_eq!(reasons.values().map(|numbers| numbers.lacking.0).sum::<i64>(), all.lacking.0);
    assert_eq!(coverage.by(|subject, _| Some(subject.status))[&Status::FormerRelevant].people_due, 3);
}

#[test]
fn every_counted_entitlement_is_in_the_catalogue() {
    let law = Law::england().unwrap();
    let columns: std::collections::BTreeSet<Thing> = counted(law).map(|(_, _, thing, _)| thing).collect();
    assert_eq!(counted(law).count(), 11);
    // A visit is not an entitlement in the catalogue; every other column has one.
    assert_eq!(columns.len(), Thing::ALL.len() - 1);
}

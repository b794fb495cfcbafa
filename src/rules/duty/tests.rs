#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

fn due(person: &str, as_of: &str, record: &str) -> Vec<(Duty, String, bool)> {
    let person: Person = serde_json::from_str(person).unwrap();
    let record: ServiceRecord = serde_json::from_str(record).unwrap();
    let clocks = clocks(Law::england().unwrap(), &person, as_of.parse().unwrap(), &record);
    assert_eq!(clocks.needs_information, []);
    clocks.due.into_iter().map(|clock| (clock.duty, clock.due.to_string(), clock.overdue)).collect()
}

const ELIGIBLE: &str = r#"{"date_of_birth":"2009-05-10",
    "episodes":[{"start":"2026-03-02","end":"2026-12-24","legal_status":"V2","placement":"U6"}]}"#;

#[test]
fn a_newly_eligible_child_is_owed_an_assessment_visits_and_reviews() {
    let clocks = due(
        ELIGIBLE,
        "2026-06-01",
        r#"{"social_worker_visited":"2026-05-25","looked_after_reviews":["2026-03-30"]}"#,
    );
    assert_eq!(
        clocks,
        [
            (Duty::LookedAfterReview, "2026-06-30".to_owned(), false),
            (Duty::SocialWorkerVisit, "2026-07-06".to_owned(), false),
            (Duty::NeedsAssessment, "2026-09-01".to_owned(), false),
            (Duty::LeavingCareApproval, "2026-12-24".to_owned(), false),
            (Duty::NominatedOfficerApproval, "2026-12-24".to_owned(), false),
        ]
    );
}

#[test]
fn the_first_review_is_twenty_working_days_in() {
    let clocks = due(ELIGIBLE, "2026-04-01", r#"{"bank_holidays":["2026-03-17"]}"#);
    let review = clocks.iter().find(|(duty, ..)| *duty == Duty::LookedAfterReview).unwrap();
    assert_eq!((review.1.as_str(), review.2), ("2026-03-31", true));
}

#[test]
fn at_21_support_is_offered_and_again_each_year() {
    let person = r#"{"date_of_birth":"2003-06-02","episodes":[{"start":"2014-06-01","legal_status":"C2"}]}"#;
    let offer = |record: &str| {
        let clocks = due(person, "2026-11-22", record);
        clocks.into_iter().find(|(duty, ..)| *duty == Duty::SupportOffer).unwrap()
    };
    assert_eq!(offer("{}"), (Duty::SupportOffer, "2024-06-02".to_owned(), true));
    assert_eq!(offer(r#"{"support_offered":"2026-06-10"}"#).1, "2027-06-10");
}

#[test]
fn accommodation_is_visited_within_a_week_and_then_every_two_months() {
    let person = r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2025-05-03","end":"2026-09-01","legal_status":"V2"}]}"#;
    let visit = |record: &str| {
        let clocks = due(person, "2026-09-20", record);
        clocks.into_iter().find(|(duty, ..)| *duty == Duty::AccommodationVisit).unwrap()
    };
    assert_eq!(visit(r#"{"accommodation_provided":"2026-09-01"}"#).1, "2026-09-08");
    let visited = r#"{"accommodation_provided":"2026-09-01","accommodation_visited":"2026-09-05"}"#;
    // The second before the review four weeks later, and every two months from then on.
    assert_eq!(visit(visited).1, "2026-09-29");
    let reviewed = r#"{"accommodation_provided":"2026-09-01","accommodation_visited":"2026-09-28","plan_reviewed":"2026-09-30"}"#;
    assert_eq!(visit(reviewed).1, "2026-11-28");
}

const IN_CARE_TO_18: &str = r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2025-01-06","legal_status":"C1","placement":"P1"}]}"#;

fn one(person: &str, as_of: &str, record: &str, duty: Duty) -> Option<String> {
    due(person, as_of, record).into_iter().find(|(each, ..)| *each == duty).map(|(_, due, _)| due)
}

#[test]
fn each_duty_of_section_4_has_its_limit() {
    let relevant = r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2025-05-03","end":"2026-09-01","legal_status":"V2"}]}"#;
    let former = r#"{"date_of_birth":"2004-03-21","episodes":[{"start":"2015-05-03","legal_status":"C2"}],
        "circumstances":{"education_request_date":"2026-10-31"}}"#;
    let asked = r#"{"date_of_birth":"2004-03-21","episodes":[{"start":"2015-05-03","legal_status":"C2"}],
        "circumstances":{"support_request_date":"2026-10-31"}}"#;
    let on_request =
        r#"{"date_of_birth":"2004-03-21","episodes":[{"start":"2015-05-03","legal_status":"C2"}]}"#;
    let staying = r#"{"date_of_birth":"2007-03-21","episodes":[{"start":"2015-05-03","legal_status":"C2","placement":"U4"}],
        "circumstances":{"staying_put":true}}"#;
    let long_gone =
        r#"{"date_of_birth":"1999-03-21","episodes":[{"start":"2010-05-03","legal_status":"C2"}]}"#;
    let died = r#"{"date_of_birth":"2009-05-10","episodes":[
        {"start":"2025-01-01","end":"2026-06-01","legal_status":"V2"},
        {"start":"2026-07-01","end":"2026-08-01","legal_status":"V2","reason_ended":"E2"}]}"#;
    let planned = |end: &str, code: &str| {
        format!(
            r#"{{"date_of_birth":"2009-05-10","episodes":[{{"start":"2026-11-02","end":"{end}","legal_status":"{code}"}}]}}"#
        )
    };
    let table: &[(&str, &str, Duty, Option<&str>)] = &[
        // Assessment: three months after becoming relevant, after being told, after being asked; none on request.
        (relevant, "{}", Duty::NeedsAssessment, Some("2026-12-01")),
        (relevant, r#"{"assessment_completed":"2026-10-01"}"#, Duty::NeedsAssessment, None),
        (former, "{}", Duty::NeedsAssessment, Some("2027-01-31")),
        (asked, "{}", Duty::NeedsAssessment, Some("2027-01-31")),
        (on_request, "{}", Duty::NeedsAssessment, None),
        // Plan: as soon as the assessment is complete; reviewed every six months.
        (relevant, r#"{"assessment_completed":"2026-10-01"}"#, Duty::PathwayPlan, Some("2026-10-01")),
        (relevant, r#"{"plan_made":"2026-10-31"}"#, Duty::PlanReview, Some("2027-05-01")),
        (
            relevant,
            r#"{"plan_made":"2026-04-01","plan_reviewed":"2026-10-01"}"#,
            Duty::PlanReview,
            Some("2027-04-01"),
        ),
        (on_request, r#"{"plan_made":"2026-10-31"}"#, Duty::PlanReview, None),
        (
            relevant,
            r#"{"accommodation_provided":"2026-09-01"}"#,
            Duty::PlanReviewAfterMove,
            Some("2026-09-29"),
        ),
        // Visits in care: a week, six weeks, three months in a lasting placement, more often at home under an interim
        // order.
        (IN_CARE_TO_18, "{}", Duty::SocialWorkerVisit, Some("2025-01-13")),
        (
            IN_CARE_TO_18,
            r#"{"social_worker_visited":"2026-11-02"}"#,
            Duty::SocialWorkerVisit,
            Some("2026-11-09"),
        ),
        (
            IN_CARE_TO_18,
            r#"{"social_worker_visited":"2026-11-02","looked_after_reviews":["2025-02-03"]}"#,
            Duty::SocialWorkerVisit,
            Some("2026-11-30"),
        ),
        (staying, r#"{"social_worker_visited":"2026-11-02"}"#, Duty::SocialWorkerVisit, None),
        (
            IN_CARE_TO_18,
            r#"{"looked_after_reviews":["2025-02-03","2025-05-06"]}"#,
            Duty::LookedAfterReview,
            Some("2025-11-06"),
        ),
        // Approval: the director at 16 or 17 without an order, a nominated officer after 20 working days.
        (&planned("2026-11-27", "V2"), "{}", Duty::LeavingCareApproval, Some("2026-11-27")),
        (&planned("2026-11-27", "C2"), "{}", Duty::LeavingCareApproval, None),
        (&planned("2026-11-27", "C2"), "{}", Duty::NominatedOfficerApproval, None),
        (&planned("2026-11-30", "C2"), "{}", Duty::NominatedOfficerApproval, Some("2026-11-30")),
        // Staying put to 21; offers at 21; records 75 years from birth, or 15 from a death under 18.
        (staying, "{}", Duty::StayingPutEnds, Some("2028-03-21")),
        (staying, "{}", Duty::SupportOffer, Some("2028-03-21")),
        (long_gone, "{}", Duty::SupportOffer, None),
        (long_gone, "{}", Duty::RecordsKept, Some("2074-03-21")),
        (died, "{}", Duty::RecordsKept, Some("2041-08-01")),
        (IN_CARE_TO_18, "{}", Duty::RecordsKept, None),
    ];
    for (person, record, duty, wanted) in table {
        let got = one(person, "2026-11-22", record, *duty);
        assert_eq!(got.as_deref(), *wanted, "{duty:?} of {person} with {record}");
    }
    let lasting =
        r#"{"social_worker_visited":"2026-06-01","placement_to_18":true,"placement_began":"2025-01-06"}"#;
    let foster = IN_CARE_TO_18.replace("C1", "C2").replace("P1", "U4");
    assert_eq!(one(&foster, "2026-11-22", lasting, Duty::SocialWorkerVisit).as_deref(), Some("2026-09-01"));
    let for_a_time = lasting.replace('{', r#"{"carer_approved_for_a_time":true,"#);
    assert_eq!(
        one(&foster, "2026-11-22", &for_a_time, Duty::SocialWorkerVisit).as_deref(),
        Some("2026-06-08")
    );
}

#[test]
fn with_unknown_facts_what_is_due_either_way_is_due_and_the_rest_names_what_would_settle_it() {
    let law = Law::england().unwrap();
    let as_of = "2026-11-22".parse().unwrap();
    let of = |person: &str, record: &str| {
        clocks(law, &serde_json::from_str(person).unwrap(), as_of, &serde_json::from_str(record).unwrap())
    };
    // 18 and certainly in care; nobody knows when an earlier episode ended, and nothing depends on it.
    let certain = r#"{"date_of_birth":"2007-03-21","episodes":[
        {"start":"2014-01-01","legal_status":"V2","end_unknown":true},
        {"start":"2018-05-03","end":null,"legal_status":"C2"}]}"#;
    let found = of(certain, "{}");
    assert_eq!(found.needs_information, []);
    assert!(found.due.iter().any(|clock| clock.duty == Duty::SupportOffer), "{found:?}");
    // Out of care at 17 on a day nobody knows: owed only if care lasted long enough.
    let open = r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2026-06-01","legal_status":"V2","end_unknown":true}]}"#;
    let found = of(open, r#"{"plan_made":"2026-10-01"}"#);
    assert_eq!(found.due, []);
    let review = found.needs_information.iter().find(|open| open.duty == Duty::PlanReview).unwrap();
    assert_eq!(review.facts, [Fact::EpisodeEnd(0)]);
    // Without a birth date every duty waits for it.
    let nobody = of("{}", "{}");
    assert_eq!((nobody.due.len(), nobody.needs_information.len()), (0, Duty::ALL.len()));
}

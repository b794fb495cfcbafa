//! What a card says beside yes or no: whether somebody must or may give it, the sentence of the line that answered, and the marks
//! of its sources. Sections 4a, 5 and 6.

use super::{check, row};
use crate::engine;
use leaving_care_rules::{Messages, Person, plain_reasons};

const BORN: &str = "2009-05-10";
const CARE: &str = "2019-03-04.. C2 U4";
/// A month in care at 16: qualifying by `looked_after`.
const SHORT: &str = "2025-06-01..2025-07-01 V2 U4";

/// The sentences for one entitlement, for a life on a day.
fn told(id: &str, care: &'static str, events: &'static str, facts: &'static str, as_of: &str) -> Vec<String> {
    let person = row("6", BORN, care, events, facts, "", "{}").person();
    let person: Person = serde_json::from_value(person).unwrap();
    let which = engine::law().find(id).unwrap();
    let all = plain_reasons(engine::law(), Messages::english().unwrap(), &person, as_of.parse().unwrap());
    all.entitlements[which.place()].iter().map(|line| line.text.clone()).collect()
}

#[test]
#[rustfmt::skip]
fn section_5_the_answer_has_a_kind_of_its_own() {
    let r = row;
    let sgo = "special_guardianship 2025-06-01..";
    check(&[
        // "26 depends on the person"; "FR under 21 -> entitled, kind duty"; "qualifying -> entitled, kind power".
        r("6.26 under 18 in care", BORN, CARE, "", "", "2026-01-01", r#"{"kind":{"exceptional_hardship":"duty"}}"#),
        r("6.26 under 18, never in care", BORN, "", "", "", "2026-01-01", r#"{"kind":{"exceptional_hardship":"power"}}"#),
        r("6.26 former relevant under 21", BORN, CARE, "", "", "2030-05-09", r#"{"kind":{"exceptional_hardship":"duty"}}"#),
        r("6.26 former relevant at 21", BORN, CARE, "", "", "2030-05-10", r#"{"kind":{"exceptional_hardship":"power"}}"#),
        r("6.26 qualifying", BORN, SHORT, "", "", "2028-01-01", r#"{"status":"qualifying","kind":{"exceptional_hardship":"power"}}"#),
        // 7: S for relevant and former relevant, P for qualifying (s.24B(1)).
        r("6.7 relevant", BORN, "2019-03-04..2025-06-01 C2", "", "", "2025-06-02", r#"{"status":"relevant","kind":{"employment_assistance":"duty"}}"#),
        r("6.7 qualifying", BORN, SHORT, "", "", "2028-01-01", r#"{"kind":{"employment_assistance":"power"}}"#),
        // 12: "S if looked_after, SGO or voluntary organisation; P otherwise".
        r("6.12 by care", BORN, SHORT, "", "", "2028-01-01", r#"{"kind":{"qualifying_advice":"duty"}}"#),
        r("6.12 by a special guardian", BORN, "2019-03-04..2025-06-01 C2", sgo, "", "2028-01-01", r#"{"route":"special_guardianship","kind":{"qualifying_advice":"duty"}}"#),
        r("6.12 by a hospital", BORN, "", "health_accommodation 2025-01-01..2025-12-01", "", "2028-01-01", r#"{"route":"health_or_education","kind":{"qualifying_advice":"power"}}"#),
        // What is still to come is of the kind that it will be.
        r("6.12 still in hospital", BORN, "", "health_accommodation 2025-01-01..2026-12-01", "", "2026-06-01", r#"{"entitlements":{"qualifying_advice":"upcoming"},"kind":{"qualifying_advice":"power"}}"#),
    ]);
}

/// At 18 emergency money is a duty to somebody former relevant and a power to somebody never in care.
#[test]
fn section_3_8_where_what_is_not_known_changes_the_kind_no_duty_is_promised() {
    // V2 to 18, or V4, which is no care.
    let person = row("3.8", BORN, "2019-03-04.. ? U4", "", "", "", "{}").person();
    let answer = engine::answer(&person, "2028-01-01");
    assert_eq!(answer["status"], "needs_information");
    assert_eq!(answer["kind"]["exceptional_hardship"], "power");
    assert_eq!(engine::answer(&person, "2026-01-01")["kind"]["complaint"], "duty", "the same either way");
}

#[test]
fn section_6_38_at_16_and_17_there_is_no_rent_in_it_for_eligible_and_relevant() {
    let rent = |line: &String| line.contains("nothing for rent");
    for facts in [
        r#"{"parent":true}"#,
        r#"{"limited_capability":true}"#,
        r#"{"parent":true,"leave_to_remain_ends":"2026-02-01"}"#,
    ] {
        let lines = told("universal_credit", CARE, "", facts, "2026-01-01");
        assert!(lines.iter().any(rent), "{facts}: {lines:?}");
        let lines = told("universal_credit", "", "", facts, "2026-01-01");
        assert!(!lines.iter().any(rent), "no care, no such rule: {facts}: {lines:?}");
        let lines = told("universal_credit", CARE, "", facts, "2027-05-10");
        assert!(!lines.iter().any(rent), "from 18 there is: {facts}: {lines:?}");
    }
    let papers = told(
        "universal_credit",
        CARE,
        "",
        r#"{"parent":true,"leave_to_remain_ends":"2026-02-01"}"#,
        "2026-01-01",
    );
    assert!(papers.iter().any(|line| line.contains("knows about papers")), "{papers:?}");
}

/// 47: "A no does not mean that you cannot join a list."
#[test]
fn section_6_47_a_no_does_not_shut_the_list() {
    let lines = told("social_housing_no_local_connection", SHORT, "", "", "2028-01-01");
    assert!(lines.iter().any(|line| line.contains("still ask to join a housing list")), "{lines:?}");
    let yes = told("social_housing_no_local_connection", CARE, "", "", "2028-01-01");
    assert!(!yes.iter().any(|line| line.contains("still ask")), "{yes:?}");
}

/// 37: "Adopted or under special guardianship from care: the school's designated teacher and the virtual school give advice."
#[test]
#[rustfmt::skip]
fn section_6_37_advice_at_school_after_adoption_or_special_guardianship_from_care() {
    let outcome = |care, events, as_of| {
        let person = row("6.37", BORN, care, events, "", "", "{}").person();
        engine::answer(&person, as_of)["entitlements"]["virtual_school_and_pep"].clone()
    };
    let (left, adopted) = ("2019-03-04..2021-06-01 C2", "adopted 2021-06-01..");
    assert_eq!(outcome(left, adopted, "2023-01-01"), "entitled");
    assert_eq!(outcome(left, "special_guardianship 2021-06-01..", "2023-01-01"), "entitled");
    assert_eq!(outcome(left, "special_guardianship 2021-08-01..", "2023-01-01"), "not_entitled", "not from care");
    assert_eq!(outcome(left, "returned_home:parent 2021-06-01..", "2023-01-01"), "not_entitled");
    assert_eq!(outcome(left, adopted, "2027-05-10"), "not_entitled", "to 18");
    let lines = told("virtual_school_and_pep", left, adopted, "", "2023-01-01");
    assert!(lines.iter().any(|line| line.contains("for advice")), "{lines:?}");
    let lines = told("virtual_school_and_pep", CARE, "", "", "2023-01-01");
    assert!(!lines.iter().any(|line| line.contains("for advice")), "{lines:?}");
}

/// 53 names no lower age. 57: "confirm that it runs on after August 2026".
#[test]
#[rustfmt::skip]
fn section_6_53_and_57_what_is_asked() {
    let r = row;
    check(&[
        r("6.53 at 10", BORN, CARE, "", "", "2019-06-01", r#"{"entitlements":{"transition_to_adult_care":"needs_information"}}"#),
        r("6.53 the eve of 18", BORN, CARE, "", "", "2027-05-09", r#"{"entitlements":{"transition_to_adult_care":"needs_information"}}"#),
        r("6.53 at 18", BORN, CARE, "", "", "2027-05-10", r#"{"entitlements":{"transition_to_adult_care":"not_entitled"}}"#),
        r("6.57 in August 2026", BORN, CARE, "", "", "2026-08-31", r#"{"entitlements":{"care_leaver_covenant":"entitled"}}"#),
        r("6.57 after it", BORN, CARE, "", "", "2026-09-01", r#"{"entitlements":{"care_leaver_covenant":"needs_information"},"needs_include":{"care_leaver_covenant":["open_this_year"]}}"#),
        r("6.57 without a status", BORN, "", "", "", "2026-09-01", r#"{"entitlements":{"care_leaver_covenant":"not_entitled"}}"#),
        r("6.57 at 25", BORN, CARE, "", "", "2034-05-10", r#"{"entitlements":{"care_leaver_covenant":"not_entitled"}}"#),
    ]);
}

/// 4a: "complain within 1 year" (62, 63); the housing team's decisions (44-46, 60, 61): "21 days from being told".
#[test]
fn section_4a_a_card_that_words_its_own_way_to_challenge_has_the_clock() {
    let entries = engine::law().entitlements();
    for entry in entries {
        let challenged_by = entry.challenge.as_deref();
        let clock = match challenged_by {
            Some("childrens_services") => "within a year",
            Some("homelessness") => "within 21 days",
            _ => continue,
        };
        // A card of what a council chooses to offer says first to look at the offer.
        if entry.number.is_some_and(|number| [19, 21, 23, 24, 25, 28, 29].contains(&number)) {
            continue;
        }
        assert!(entry.refused.contains(clock), "{}: {}", entry.id, entry.refused);
    }
}

/// 48: "Ended in England on 31 March 2026." A last day is the day before the first without it.
#[test]
fn section_6_48_what_ended_names_its_last_day() {
    let all = |as_of: &str| told("dhp", CARE, "", "", as_of).join(" ");
    for as_of in ["2026-04-01", "2027-06-01", "2028-06-01"] {
        assert!(all(as_of).contains("31 March 2026"), "{as_of}: {}", all(as_of));
        assert!(!all(as_of).contains("1 April 2026"), "{as_of}: {}", all(as_of));
    }
    assert!(!all("2026-03-31").contains("ended"), "{}", all("2026-03-31"));
    let rule = all_of_a_rule_that_ended();
    assert!(rule.contains("This rule ended on 31 March 2026."), "{rule}");
}

/// A law whose only rule was for a time, in the words that no line of its own replaces.
fn all_of_a_rule_that_ended() -> String {
    let law = super::entitlements::with_rule("{ day = { until = 2026-04-01 } }", "entitled");
    let person: Person = serde_json::from_value(row("6", BORN, CARE, "", "", "", "{}").person()).unwrap();
    let all = plain_reasons(&law, Messages::english().unwrap(), &person, "2026-06-01".parse().unwrap());
    let also = super::entitlements::with_rule("{ day = { from = 2026-04-01 } }", "not_entitled");
    let same = plain_reasons(&also, Messages::english().unwrap(), &person, "2026-06-01".parse().unwrap());
    let words = |lines: &[leaving_care_rules::explain::Line]| {
        lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>().join(" ")
    };
    let (one, other) = (words(&all.entitlements[0]), words(&same.entitlements[0]));
    assert_eq!(one, other, "a yes until then, or a no from then");
    one
}

/// Section 6's marks: what was read, what is from memory, and what is a reading. [2nd] has no mark of its own: M.
#[test]
fn section_6_marks() {
    use leaving_care_rules::figures::Mark::{self, C, M, V};
    let marks: [(&str, &str, Mark); 17] = [
        ("keep_in_touch", "for special guardianship", C),
        ("ehc_plan", "s.36", M),
        ("virtual_school_and_pep", "Children and Young Persons Act 2008 s.20", V),
        ("uc_advance_and_alternative_payment", "Advance", M),
        ("not_intentionally_homeless", "only by CLR reg 3(2)", C),
        ("social_housing_no_local_connection", "only by CLR reg 3(2)", C),
        ("asylum_renewal", "Order 2019", V),
        ("care_leaver_covenant", "after August 2026", C),
        ("crisis_payment", "without recourse", C),
        ("crisis_payment", "48 hours", M),
        ("housing_payment", "which council", C),
        ("adoption_support_fund", "Adoption and Special Guardianship Support Fund", M),
        ("adoption_support_fund", "2026/27", C),
        ("carers_and_sure_start", "Maternity", V),
        ("independent_advocacy", "CA 1989 s.26A", V),
        ("warm_home_discount", "", M),
        ("council_tax_student_or_low_income", "s.13A", M),
    ];
    for (id, cite, mark) in marks {
        let which = engine::law().find(id).unwrap();
        let entry = &engine::law().entitlements()[which.place()];
        let found = entry.source.iter().any(|source| source.cite.contains(cite) && source.mark == mark);
        assert!(found, "{id}: no source {cite:?} marked {mark:?}");
    }
    let grant = engine::law().figures().figure("sure_start_maternity_grant").unwrap();
    assert!(grant.rows.iter().all(|row| row.source.as_ref().is_some_and(|source| source.mark == V)));
}

//! Priya, Jay's adviser, and Callum, who is not.

use crate::support::{House, JAY, Who};

#[test]
fn priya_sees_her_people_and_jays_status_with_every_entitlement_and_its_provision() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let people = priya.get("/adviser/people").expect(200);
    let words = people.text("main");
    assert!(words.contains("Jay Linton") && words.contains("Amara Fielding"), "{words}");
    assert!(!words.contains("Tyler Boyd"), "Tyler is Callum's");
    let at = format!("/adviser/people/{}", house.person(JAY));
    let person = priya.get(&at).expect(200);
    assert!(person.text("main").to_lowercase().contains("former relevant"));
    let entitlements = person.attributes("main a[href*='/entitlements/']", "href");
    assert!(entitlements.len() > 5, "{entitlements:?}");
    let first = priya.get(&entitlements[0]).expect(200);
    assert!(
        first.text("main").contains("Act") || first.text("main").contains("CA 1989"),
        "{}",
        first.text("main")
    );
}

#[test]
fn every_day_of_jays_care_is_counted_or_left_out_with_a_reason() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let page = priya.get(&format!("/adviser/people/{}/care-history", house.person(JAY))).expect(200);
    let words = page.text("main");
    assert!(words.contains("91") || words.contains("13 weeks"), "{words}");
    assert!(page.texts("table tbody tr").len() >= 3, "three episodes of the sample");
}

#[test]
fn callum_gets_into_jays_record_only_with_a_reason_which_jay_and_a_manager_see() {
    let house = House::open();
    let callum = house.signed_in(Who::Callum);
    let person = house.person(JAY);
    let at = format!("/adviser/people/{person}");
    assert_eq!(callum.get(&at).status, 404);
    let open = format!("/adviser/open/{person}");
    let page = callum.get(&open).expect(200);
    assert!(!page.text("main").contains("Linton"), "the page reveals nothing about the person");
    let refused = callum.fill(&open, &open, &[]);
    assert_eq!(refused.status, 422, "a reason is required");
}

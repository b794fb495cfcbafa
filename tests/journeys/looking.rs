//! Managers and reviewing officers read a person's page; each look is written down, and the person can see it.

use crate::support::{House, JAY, Who};
use onward::{app::Demonstration, clock::Clock};

/// What only somebody who works with the person may do.
const OFFERS: [&str; 6] =
    ["Record a step", "Decide", "Write the name", "/invitation", "/care-history", "/entitlements/"];

#[test]
fn dawn_opens_anybody_from_every_list_of_names_and_jay_sees_that_she_did() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let at = format!("/manager/people/{}", house.person(JAY));
    for list in
        ["/manager/coverage/people?show=everyone", "/manager/people?show=everyone", "/manager/openings"]
    {
        let links = dawn.get(list).expect(200).attributes("main a[href^='/manager/people/']", "href");
        let people: Vec<_> = links.iter().filter(|link| link.matches('/').count() == 3).collect();
        assert!(!people.is_empty(), "{list} leads to nobody");
        dawn.get(people[0]).expect(200);
    }
    let page = dawn.get(&at).expect(200);
    let words = page.text("main");
    assert!(words.contains("Jay Linton") && words.contains("Not claimed"), "{words}");
    for offer in OFFERS {
        assert!(
            !page.text("main").contains(offer) && !page.body.contains(&format!("href=\"{offer}")),
            "{offer}"
        );
    }
    assert!(page.attributes("main a", "href").iter().all(|link| !link.starts_with("/adviser/")));
    let seen = house.signed_in(Who::Jay).get("/who-has-looked").expect(200).text("main");
    assert!(seen.contains("Dawn Fairley"), "{seen}");
}

#[test]
fn judith_opens_whom_she_reviews_and_others_only_with_a_reason() {
    let house = House::open();
    let judith = house.signed_in(Who::Judith);
    let hers =
        judith.get("/reviewing/people").expect(200).attributes("main a[href^='/reviewing/people/']", "href");
    let page = judith.get(hers.first().expect("she reviews somebody")).expect(200);
    assert!(page.attributes("main a", "href").iter().all(|link| !link.starts_with("/adviser/")));
    assert!(page.attributes("main form", "action").is_empty(), "nothing to write");
    let jay = house.person(JAY);
    let (own, door) = (format!("/reviewing/people/{jay}"), format!("/adviser/open/{jay}"));
    assert_eq!(judith.get(&own).status, 404);
    let reason = [("ground", "danger"), ("words", "Jay rang me tonight and fears to go home.")];
    judith.fill(&door, &door, &reason).expect(303);
    assert_eq!(judith.get(&door).location(), own, "she comes to the page that she may read now");
    let page = judith.get(&own).expect(200);
    assert!(page.text("main").contains("Close this record now"), "{}", page.text("main"));
    let close = format!("/adviser/open/{jay}/close");
    judith.fill(&own, &close, &[]).expect(303);
    assert_eq!(judith.get(&own).status, 404);
}

#[test]
fn priya_is_told_on_her_first_page_that_the_law_changed_and_reads_whose_answers_it_changed() {
    let spring = Clock::on_day("2026-04-20".parse().unwrap());
    let house = House::with(Demonstration { relaxed_limits: true, second_factor: false }, spring);
    let priya = house.signed_in(Who::Priya);
    let first = priya.get("/adviser/people").expect(200);
    assert!(first.text("main").contains("The law changed on"), "{}", first.text("main"));
    let place = first.attributes("main a[href^='/adviser/law']", "href").remove(0);
    let page = priya.get(&place).expect(200);
    assert!(
        page.text("main").contains("What changed in the law") && page.text("main").contains("April 2026")
    );
    assert!(page.attributes("main a", "href").iter().all(|link| !link.starts_with("/manager/")));
    let quiet = House::open();
    let words = quiet.signed_in(Who::Priya).get("/adviser/people").expect(200).text("main");
    assert!(!words.contains("The law changed on"), "{words}");
}

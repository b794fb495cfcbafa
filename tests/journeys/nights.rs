//! Somebody is arrested at night: the hub leaves a note, the adviser finds it first in the morning and closes it by calling.

use crate::support::{House, Who};
use chrono::TimeDelta;
use onward::{app::Demonstration, clock::Clock};

#[test]
fn an_arrest_at_night_is_first_on_priyas_list_in_the_morning_and_a_call_closes_it() {
    // Monday night at 11.
    let clock = Clock::held_at("2026-11-23T23:00:00Z".parse().unwrap());
    let house = House::with(Demonstration { relaxed_limits: true, second_factor: false }, clock.clone());
    let sam = house.signed_in(Who::Sam);
    let queue = sam.get("/hub/contacts").expect(200);
    assert!(queue.attributes("main a", "href").contains(&"/hub/night".to_owned()));
    let note = [
        ("record", "313752"),
        ("what", "arrested"),
        ("place", "Riverside police station"),
        ("words", "A solicitor is with him. He asks for Priya."),
    ];
    let wrong = sam.fill("/hub/night", "/hub/night", &[("record", "999999"), note[1], note[3]]).expect(422);
    let kept = wrong.text("main");
    assert!(kept.contains("Nobody fits exactly") && kept.contains("He asks for Priya."), "{kept}");
    let left = sam.fill("/hub/night", "/hub/night", &note).expect(303);
    let said = sam.get(left.location()).expect(200).text("main");
    assert!(said.contains("The note is left.") && !said.contains("Jay"), "{said}");
    assert!(said.contains("Tuesday 24 November"), "{said}");
    clock.pass(TimeDelta::hours(10));
    let priya = house.signed_in(Who::Priya);
    let today = priya.get("/adviser/today").expect(200).text("main");
    let (first, rest) = (today.find("Arrested on"), today.find("Overdue"));
    assert!(first.is_some() && first < rest.or(Some(usize::MAX)), "{today}");
    assert!(today.contains("He asks for Priya."));
    let person = house.person("313752");
    let visit = format!("/adviser/people/{person}/visit");
    priya.fill(&visit, &visit, &[("kind", "call"), ("summary", "He is out, on bail.")]).expect(303);
    let after = priya.get("/adviser/today").expect(200).text("main");
    assert!(!after.contains("He asks for Priya."), "{after}");
    let order = priya.get(&format!("/adviser/people/{person}/chronology")).expect(200).text("main");
    assert!(order.contains("Arrested, at Riverside police station"), "{order}");
}

//! Priya tells several young people of Universal Credit at once. Jay reads it; whoever can't have it is left
//! alone, and she is told why.

use crate::support::{House, JAY, Page, Visitor, Who};

const TOGETHER: &str = "/adviser/together";
const EVERYONE: &str = "/adviser/together?thing=38&who=all";

fn ledger(priya: &Visitor, person: &str) -> Vec<String> {
    priya.get(&format!("/adviser/people/{person}/entitlements/38")).expect(200).texts("#led ~ table tbody tr")
}

fn all_of(page: &Page) -> Vec<String> {
    page.attributes("input[name=pick]", "value")
}

#[test]
fn priya_tells_everyone_at_once_and_whoever_cannot_have_it_is_listed_with_why() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let people = priya.get("/adviser/people").expect(200);
    assert!(people.attributes("main a", "href").contains(&TOGETHER.to_owned()));
    assert!(priya.get(TOGETHER).expect(200).texts("#thing option").len() > 5);

    let page = priya.get(EVERYONE).expect(200);
    let listed = all_of(&page);
    let jay = house.person(JAY).to_string();
    assert!(listed.len() > 5 && listed.contains(&jay));
    let fields = [("everyone", "yes"), ("step", "told"), ("words", "You can ask for Universal Credit.")];
    let sent = priya.fill_in(&page, TOGETHER, &fields).expect(303);
    let note = priya.get(sent.location()).expect(200).text(".app-note");
    assert!(note.contains("Recorded for") && note.contains("Jay Linton"), "{note}");
    assert!(note.contains("left as they are"), "{note}");

    let rows = ledger(&priya, &jay);
    assert_eq!(rows.iter().filter(|row| row.contains("You can ask for Universal Credit.")).count(), 1);
    let read = house.signed_in(Who::Jay).get("/what-you-can-get/38").expect(200).text("main");
    assert!(read.contains("You can ask for Universal Credit."), "{read}");

    // The phone dies mid-send, and the same form comes again.
    let again = priya.fill_in(&page, TOGETHER, &fields).expect(303);
    assert_eq!(priya.get(again.location()).expect(200).text(".app-note"), note);
    for person in &listed {
        let told = ledger(&priya, person);
        let told = told.iter().filter(|row| row.contains("You can ask for Universal Credit."));
        assert!(told.count() <= 1, "{person} has one line at most");
    }

    // A new form finds nobody left to tell.
    let fresh = priya.get(EVERYONE).expect(200);
    let sent = priya.fill_in(&fresh, TOGETHER, &fields).expect(303);
    let note = priya.get(sent.location()).expect(200).text(".app-note");
    assert!(note.contains("Nothing was recorded") && note.contains("recorded already"), "{note}");
}

#[test]
fn a_form_without_people_or_a_step_is_asked_again_and_keeps_what_was_written() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let page = priya.get(EVERYONE).expect(200);
    let asked = priya.fill_in(&page, TOGETHER, &[("words", "There is money for a home.")]);
    assert_eq!(asked.status, 422);
    let errors = asked.text(".govuk-error-summary");
    assert!(
        errors.contains("Choose at least one person") && errors.contains("Choose what happened"),
        "{errors}"
    );
    assert_eq!(asked.text("textarea"), "There is money for a home.");
    let jay = house.person(JAY).to_string();
    let paid = priya.fill_in(&page, TOGETHER, &[("pick", &jay), ("step", "paid")]);
    assert_ne!(paid.status, 303, "a payment is for one person at a time");
}

#[test]
fn somebody_elses_young_person_gets_no_line_and_is_not_named() {
    let house = House::open();
    let (priya, callum) = (house.signed_in(Who::Priya), house.signed_in(Who::Callum));
    let jay = house.person(JAY).to_string();
    let before = ledger(&priya, &jay);
    let page = callum.get(EVERYONE).expect(200);
    assert!(!all_of(&page).contains(&jay));
    let sent = callum.fill_in(&page, TOGETHER, &[("pick", &jay), ("step", "told")]).expect(303);
    let note = callum.get(sent.location()).expect(200).text(".app-note");
    assert!(note.contains("not on your list any more") && !note.contains("Jay"), "{note}");
    assert_eq!(ledger(&priya, &jay), before);
}

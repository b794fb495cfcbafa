//! Dawn, who is responsible for the whole service.

use crate::support::{House, Who};

#[test]
fn dawn_sees_four_numbers_a_chart_with_its_table_and_the_people_behind_a_number() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let page = dawn.get("/manager/coverage").expect(200);
    let words = page.text("main");
    for word in ["Due", "Given", "Gap in people", "Gap in pounds", "Leaving Care North", "£"] {
        assert!(words.contains(word), "{word}: {words}");
    }
    assert!(!page.texts("figure .app-bars li strong").is_empty(), "the picture says in words what it shows");
    let behind = page.attributes("main a[href^='/manager/coverage/people']", "href");
    assert!(behind.len() > 5, "{behind:?}");
    let people = dawn.get(&behind[0]).expect(200);
    assert!(people.text("main").len() > 50);
}

#[test]
fn dawn_sees_who_opened_a_record_last_night() {
    let house = House::open();
    let page = house.signed_in(Who::Dawn).get("/manager/openings").expect(200);
    let words = page.text("main");
    assert!(words.contains("Yusuf Demir") && words.contains("night line"), "{words}");
}

//! Something recorded asks for a review of the plan before its clock, over HTTP.

use crate::support::{House, JAY, Page, Who};

/// The row of Jay's early review, as Priya's list has it.
fn row(page: &Page) -> Option<String> {
    let jay = |row: &String| row.contains("Jay Linton") && row.contains("early plan review");
    page.texts(".app-due__item").into_iter().find(jay)
}

#[test]
fn custody_puts_a_review_on_the_list_with_its_day_and_law_and_a_review_that_was_held_closes_it() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let jay = house.person(JAY);
    let list = "/adviser/today?show=month";
    let before = priya.get(list).expect(200);
    assert_eq!(row(&before), None, "nothing changed yet");
    let facts = priya.get(&format!("/adviser/people/{jay}/facts")).expect(200);
    let fact = facts.attributes("#homeless a[href*='/facts/']", "href").remove(0);
    let fact = fact.split('#').next().unwrap_or_default().to_owned();
    let sent = priya.fill(&fact, &fact, &[("answer", "yes")]);
    assert_eq!(sent.status, 303, "{}", sent.text("main"));
    let page = priya.get(list).expect(200);
    let told = row(&page).expect("the row");
    assert!(told.contains("Nowhere to live since") && told.contains("reg 7(2)(b)"), "{told}");
    let close = page.attributes(&format!("#review-early-no_bed-{jay} .app-close a"), "href").remove(0);
    let open = priya.get(close.split('#').next().unwrap_or_default()).expect(200);
    assert!(open.text(".app-close__form").contains("Review held"));
    let form = open.form("/adviser/today/close");
    assert!(!form.is_empty());
    let bare = priya.fill_in(&open, "/adviser/today/close", &[("how", "elsewhere"), ("why", "ok")]);
    assert!(bare.expect(422).text("main").contains("Say it in a sentence"));
    let why = "With Jay and the housing officer: the plan stays, with a room for tonight.";
    let done = priya.fill_in(&open, "/adviser/today/close", &[("how", "elsewhere"), ("why", why)]);
    assert_eq!(done.status, 303);
    assert_eq!(row(&priya.get(list).expect(200)), None);
    let line = priya.get(&format!("/adviser/people/{jay}/chronology?what=help")).expect(200);
    assert!(line.text("main").contains(why), "it is on the record, once");
}

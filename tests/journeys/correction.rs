//! Priya corrects a date in Jay's care history: she sees what it would do before it is saved, and Jay reads who did it.

use crate::support::{House, JAY, Page, Visitor, Who};

fn history(house: &House) -> String {
    format!("/adviser/people/{}/care-history", house.person(JAY))
}

/// The form for a period of care that was followed by another: the newest but one in the table.
fn form(priya: &Visitor, house: &House) -> Page {
    let history = priya.get(&history(house)).expect(200);
    let periods = history.attributes("table a[href*='/episodes/']", "href");
    periods
        .iter()
        .map(|at| priya.get(at).expect(200))
        .find(|page| page.attributes("#reason-ended option[selected]", "value") == ["X1"])
        .expect("one of Jay's periods goes on in the next")
}

fn of(page: &Page, field: &str) -> String {
    page.attributes(&format!("[name={field}]"), "value").into_iter().next().unwrap_or_default()
}

#[test]
fn a_correction_that_opens_a_gap_is_shown_first_and_every_page_then_says_who_made_it() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let page = form(&priya, &house);
    let at = page.at.clone();
    let day: u32 = of(&page, "end-day").parse().unwrap();
    let earlier = if day > 8 { day - 7 } else { day + 7 }.to_string();
    let month = of(&page, "end-month").parse::<u32>().unwrap();
    let month = if day > 8 || month == 1 { month } else { month - 1 }.to_string();
    let chosen = |name: &str| {
        page.attributes(&format!("#{name} option[selected]"), "value").into_iter().next().unwrap_or_default()
    };
    let (basis, place, ended) = (chosen("legal-status"), chosen("placement"), chosen("reason-ended"));
    let fields = [
        ("legal-status", basis.as_str()),
        ("placement", place.as_str()),
        ("reason-ended", ended.as_str()),
        ("end-day", earlier.as_str()),
        ("end-month", month.as_str()),
        ("basis", "case_system"),
        ("reason", "The placement record of that week"),
    ];
    let asked = priya.fill_in(&page, &at, &fields);
    assert_eq!(asked.status, 422);
    let words = asked.text("main");
    for said in ["This changes the record", "would be a gap of", "reason X1", "Nothing is saved yet"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(words.contains("Days that count towards 91"), "{words}");
    assert_eq!(asked.text("textarea"), "The placement record of that week");
    let saved = priya.fill_in(&asked, &at, &fields);
    assert_eq!(saved.status, 303, "{}", saved.text("main"));
    let said = priya.get(&history(&house)).expect(200).text("main");
    assert!(said.contains("by Priya Nair") && said.contains("Corrected"), "{said}");
    let jay = house.signed_in(Who::Jay);
    let why = jay.get("/why").expect(200).text("main");
    assert!(why.contains("Your adviser, Priya Nair, corrected a date of your time in care on "), "{why}");
    assert!(why.contains("We have you out of care from"), "{why}");
    assert!(why.contains("If you left care before"), "the answer about leaving is not reversed: {why}");
    let looked = jay.get("/who-has-looked").expect(200).text("main");
    assert!(looked.contains("Changed your care history."), "{looked}");
}

#[test]
fn jay_is_told_that_a_step_was_recorded_but_not_its_contents() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let at = format!("/adviser/people/{}/entitlements/9", house.person(JAY));
    let paid = [("step", "paid"), ("amount", "410"), ("to", "themselves"), ("words", "A washing machine")];
    assert_eq!(priya.fill(&at, &at, &paid).status, 303);
    let looked = house.signed_in(Who::Jay).get("/who-has-looked").expect(200).text("main");
    assert!(looked.contains("Wrote down a payment"), "{looked}");
    assert!(!looked.contains("410") && !looked.contains("washing"), "{looked}");
}

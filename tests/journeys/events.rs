//! Priya records what happened to Jay: custody brings its visits to *Today*, its end the release, and a mistake is withdrawn.

use crate::support::{House, JAY, Page, Visitor, Who};

fn history(house: &House) -> String {
    format!("/adviser/people/{}/care-history", house.person(JAY))
}

/// Sends a form, and once more where what it changes has to be seen first.
pub fn kept(priya: &Visitor, place: &str, action: &str, fields: &[(&str, &str)]) -> Page {
    let page = priya.get(place).expect(200);
    let answer = priya.fill_in(&page, action, fields);
    if answer.status == 422 && answer.text("main").contains("Nothing is saved yet") {
        return priya.fill_in(&answer, action, fields);
    }
    answer
}

fn custody(end: Option<&'static str>) -> Vec<(&'static str, &'static str)> {
    let mut fields = vec![
        ("start-day", "10"),
        ("start-month", "11"),
        ("start-year", "2026"),
        ("basis", "court_paper"),
        ("reason", "The remand order of 10 November"),
    ];
    if let Some(day) = end {
        fields.extend([("end-day", day), ("end-month", "12"), ("end-year", "2026")]);
    }
    fields
}

/// The end of the address of something that happened to Jay: three days missing, long ago.
pub fn of_jay(house: &House) -> String {
    let priya = house.signed_in(Who::Priya);
    let new = format!("{}/events/new", history(house));
    let fields = [
        ("start-day", "3"),
        ("start-month", "2"),
        ("start-year", "2023"),
        ("end-day", "6"),
        ("end-month", "2"),
        ("end-year", "2023"),
        ("basis", "case_system"),
        ("reason", "The missing report of that week"),
    ];
    kept(&priya, &format!("{new}?kind=missing"), &new, &fields).expect(303);
    event(&priya, house)
}

/// The end of the address of what happened last.
fn event(priya: &Visitor, house: &House) -> String {
    let page = priya.get(&history(house)).expect(200);
    let links = page.attributes("a[href*='/care-history/events/']", "href");
    let ids = links.iter().filter_map(|link| link.rsplit('/').next()).find(|id| id.len() == 36);
    ids.expect("an event of Jay's can be opened").to_owned()
}

/// The end of the address of a line of Jay's homes or activities.
pub fn line_of_jay(house: &House, which: &str) -> String {
    let page = house.signed_in(Who::Priya).get(&living(house)).expect(200);
    let links = page.attributes(&format!("a[href*='/living/{which}/']"), "href");
    let id = links.first().and_then(|link| link.rsplit('/').next());
    id.expect("a line of Jay's can be opened").to_owned()
}

fn living(house: &House) -> String {
    format!("/adviser/people/{}/living", house.person(JAY))
}

/// By when the page of a visit says that the next one is owed.
fn owed(page: &Page) -> String {
    let words = page.text("main");
    let day = words.split("The next visit is owed by ").nth(1).and_then(|rest| rest.split('.').next());
    day.unwrap_or_else(|| panic!("{words}")).to_owned()
}

#[test]
fn a_visit_of_the_wrong_day_is_put_right_by_whoever_wrote_it_and_a_mistake_taken_out() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let visit = format!("/adviser/people/{}/visit", house.person(JAY));
    let fields = [
        ("kind", "visit_at_home"),
        ("alone", "yes"),
        ("home", "unknown"),
        ("activity", "unknown"),
        ("summary", "He likes the new flat."),
        ("then", "none"),
    ];
    let at = priya.fill(&visit, &visit, &fields).expect(303).location().to_owned();
    let page = priya.get(&at).expect(200);
    let first = owed(&page);
    let unsaid = priya.fill_in(&page, &at, &[("put", "right"), ("reason", ""), ("alone", "yes")]);
    assert_eq!(unsaid.status, 422);
    let right = [
        ("put", "right"),
        ("alone", "yes"),
        ("day-day", "10"),
        ("day-month", "11"),
        ("day-year", "2026"),
        ("summary", "He likes the new flat."),
        ("reason", "It was the week before last"),
    ];
    let now = priya.fill_in(&page, &at, &right).expect(303).location().to_owned();
    let after = priya.get(&now).expect(200);
    let saved = after.text("main");
    assert_ne!(owed(&after), first, "the clock follows");
    assert!(saved.contains("What it said before"), "{saved}");
    let stale = priya.fill_in(
        &page,
        &at,
        &[("put", "right"), ("alone", "no"), ("reason", "Somebody else was there")],
    );
    assert_eq!(stale.status, 409, "two people, one visit");
    let page = priya.get(&now).expect(200);
    let away = [("put", "away"), ("alone", "yes"), ("reason", "It was another young man")];
    let gone = priya.fill_in(&page, &now, &away).expect(303).location().to_owned();
    assert!(priya.get(&gone).expect(200).text("main").contains("This was a mistake, and is taken out"));
    let looked = house.signed_in(Who::Jay).get("/who-has-looked").expect(200).text("main");
    assert!(looked.contains("Removed a visit, call or message."), "{looked}");
}

#[test]
fn a_home_is_ended_and_an_activity_corrected_with_their_history_kept() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let home = format!("{}/homes/{}", living(&house), line_of_jay(&house, "homes"));
    let page = priya.get(&home).expect(200);
    let ended = [
        ("put", "right"),
        ("until-day", "20"),
        ("until-month", "11"),
        ("until-year", "2026"),
        ("reason", "He gave back the key"),
    ];
    let kind = page.attributes("#kind option[selected]", "value").remove(0);
    let fields: Vec<(&str, &str)> = ended.into_iter().chain([("kind", kind.as_str())]).collect();
    priya.fill_in(&page, &home, &fields).expect(303);
    let said = priya.get(&living(&house)).expect(200).text("main");
    assert!(said.contains("until 20 November 2026") && said.contains("What was corrected: homes"), "{said}");
    let activity = format!("{}/activities/{}", living(&house), line_of_jay(&house, "activities"));
    let page = priya.get(&activity).expect(200);
    let away = [("put", "away"), ("kind", "F2"), ("reason", "That is his brother")];
    priya.fill_in(&page, &activity, &away).expect(303);
    let said = priya.get(&living(&house)).expect(200).text("main");
    assert!(said.contains("What was corrected: activities"), "{said}");
}

#[test]
fn a_home_of_the_past_is_added_with_how_she_knows_and_one_that_overlaps_is_explained() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let new = format!("{}/homes/new", living(&house));
    let days = |from: &'static str, until: &'static str| {
        [
            ("kind", "U"),
            ("from-day", "1"),
            ("from-month", "2"),
            ("from-year", from),
            ("until-day", "1"),
            ("until-month", "2"),
            ("until-year", until),
        ]
    };
    let unknown = priya.fill(&new, &new, &days("2010", "2011")).expect(422);
    assert!(unknown.text("main").contains("Say how you know it"), "{}", unknown.text("main"));
    let with_why =
        |from, until| [days(from, until).as_slice(), &[("reason", "It is in his own file")]].concat();
    let overlaps = priya.fill(&new, &new, &with_why("2010", "2027")).expect(422);
    assert!(overlaps.text("main").contains("covers"), "{}", overlaps.text("main"));
    priya.fill(&new, &new, &with_why("2010", "2011")).expect(303);
    let said = priya.get(&living(&house)).expect(200).text("main");
    assert!(said.contains("from 1 February 2010 until 1 February 2011"), "{said}");
}

#[test]
fn custody_brings_its_visits_to_today_its_end_the_release_and_a_mistake_is_withdrawn() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let new = format!("{}/events/new", history(&house));
    let kinds = priya.get(&new).expect(200);
    assert_eq!(kinds.attributes("#kind a", "href").len(), 16, "every kind but a death");
    kept(&priya, &format!("{new}?kind=detained"), &new, &custody(None)).expect(303);
    let said = priya.get(&history(&house)).expect(200).text("main");
    assert!(said.contains("In custody from 10 November 2026") && said.contains("by Priya Nair"), "{said}");
    let today = |priya: &Visitor| priya.get("/adviser/today?show=month&q=jay").expect(200).text("main");
    assert!(today(&priya).contains("custody visit"), "{}", today(&priya));
    assert!(!today(&priya).contains("Leaves custody"));
    let one = format!("{}/events/{}", history(&house), event(&priya, &house));
    kept(&priya, &one, &one, &custody(Some("11"))).expect(303);
    assert!(today(&priya).contains("Leaves custody on Friday 11 December"), "{}", today(&priya));
    let before = priya.get(&history(&house)).expect(200).text("main");
    assert!(before.contains("until 11 December 2026") && before.contains("What was corrected or withdrawn"));
    let one = format!("{}/events/{}", history(&house), event(&priya, &house));
    let page = priya.get(&format!("{one}/withdraw")).expect(200);
    assert!(page.text("main").contains("What changes without it"));
    let no_reason = priya.fill_in(&page, &format!("{one}/withdraw"), &[("reason", "x")]);
    assert_eq!(no_reason.status, 422);
    let reason = [("reason", "The order was for somebody else")];
    priya.fill_in(&page, &format!("{one}/withdraw"), &reason).expect(303);
    assert!(!today(&priya).contains("custody"), "{}", today(&priya));
    let looked = house.signed_in(Who::Jay).get("/who-has-looked").expect(200).text("main");
    assert!(looked.contains("Removed something that was written down by mistake."), "{looked}");
}

#[test]
fn a_visit_in_prison_offers_to_record_custody() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let visit = format!("/adviser/people/{}/visit", house.person(JAY));
    let fields = [
        ("kind", "visit_elsewhere"),
        ("alone", "yes"),
        ("home", "moved"),
        ("home-kind", "X"),
        ("activity", "unknown"),
        ("then", "offered"),
    ];
    let saved = priya.fill(&visit, &visit, &fields).expect(303);
    let page = priya.get(saved.location()).expect(200);
    let offered = page.attributes(
        "#main a[href*='/events/new?kind=detained'], main a[href*='/events/new?kind=detained']",
        "href",
    );
    assert_eq!(offered.len(), 1, "{}", page.text("main"));
    let form = priya.get(&offered[0]).expect(200);
    assert_eq!(form.attributes("[name=start-day]", "value"), ["23"], "from the day of the visit");
}

//! People in Jay's life: he says what each may be told and takes it back, and Priya sees it at once.

use crate::support::{House, JAY, Page, Visitor, Who};

const MINE: &str = "/mine/people";

/// The row of the list with this name.
fn row(page: &Page, name: &str) -> String {
    let rows = page.texts("main .app-rows li");
    let rows = if rows.is_empty() { page.texts("main tbody tr") } else { rows };
    rows.into_iter().find(|row| row.contains(name)).unwrap_or_default()
}

fn list(visitor: &Visitor, at: &str) -> Page {
    visitor.get(at).expect(200)
}

#[test]
fn jay_adds_somebody_takes_back_what_they_may_know_and_priya_sees_it_at_once() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let person = format!("/adviser/people/{}", house.person(JAY));
    let desk = format!("{person}/in-life");
    let new = format!("{MINE}/new");
    let empty = jay.fill(&new, &new, &[]).expect(422);
    assert!(empty.text("main").contains("Choose what they may be told"));
    jay.fill(&new, &new, &[("name", "Coach Ali"), ("who", "my coach"), ("may", "plan")]).expect(303);
    let seen = row(&list(&priya, &desk), "Coach Ali");
    assert!(seen.contains("About the plan") && seen.contains("Jay wrote it"), "{seen}");
    let page = list(&jay, MINE);
    let at = page.attributes("main .app-rows a", "href");
    let texts = page.texts("main .app-rows a");
    let at = at[texts.iter().position(|name| name.contains("Coach Ali")).expect("he is in the list")].clone();
    let end = format!("{at}/end");
    jay.fill_in(&page, &end, &[("how", "taken-back")]).expect(303);
    jay.fill_in(&page, &end, &[("how", "taken-back")]).expect(303);
    assert!(row(&list(&jay, MINE), "Coach Ali").contains("You took it back: nothing now"));
    assert!(row(&list(&priya, &desk), "Coach Ali").contains("Taken back: nothing now"));
    let today = list(&priya, "/adviser/today").text("main");
    assert!(today.contains("took back what somebody may be told"), "{today}");
    assert!(!today.contains("Coach Ali"), "nobody is named in a list");
    let told = list(&priya, &person).text("main");
    assert!(told.contains("Coach Ali , my coach") && told.contains("Taken back: nothing now"), "{told}");
    let line = list(&priya, &format!("{person}/chronology?what=help")).text("main");
    assert!(line.contains("What Coach Ali may be told: About the plan"), "{line}");
    assert!(line.contains("What Coach Ali may be told: Taken back"), "{line}");
    let looked = list(&jay, "/who-has-looked").text("main");
    assert!(!looked.contains("Coach Ali"), "{looked}");
}

#[test]
fn whoever_must_not_know_stands_first_and_why_is_for_staff() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let person = house.person(JAY);
    let desk = format!("/adviser/people/{person}/in-life");
    let new = format!("{desk}/new");
    let mark = [("name", "Aaron Pike"), ("who", "his father"), ("may", "never")];
    let without = priya.fill(&new, &new, &mark).expect(422);
    assert!(without.text("main").contains("Say why they must not be told anything"));
    let why = "An order of the family court.";
    priya.fill_in(&without, &new, &[("why", why)]).expect(303);
    for (who, page) in
        [(Who::Priya, format!("/adviser/people/{person}")), (Who::Dawn, format!("/manager/people/{person}"))]
    {
        let note = house.signed_in(who).get(&page).expect(200);
        let words = note.text("section[aria-labelledby='never']");
        assert!(words.contains("Aaron Pike , his father") && words.contains(why), "{page}: {words}");
    }
    let first = list(&jay, MINE).texts("main .app-rows li").remove(0);
    assert!(first.contains("Aaron Pike") && first.contains("Must not be told anything"), "{first}");
    let at = list(&jay, MINE).attributes("main .app-rows a", "href").remove(0);
    for page in [list(&jay, MINE), list(&jay, &at)] {
        assert!(!page.body.contains("family court"), "why is not for him");
    }
    let lifted = jay.fill(&at, &at, &[("may", "everything")]).expect(422);
    assert!(lifted.text("main").contains("to keep you safe"), "{}", lifted.text("main"));
    jay.post(&format!("{at}/end"), &[("how", "removed")]);
    assert!(list(&jay, MINE).text("main").contains("Aaron Pike"), "he is still in the list");
    // In no list, no search and nobody else's page.
    for page in ["/adviser/people", "/adviser/today?show=month", "/adviser/search?q=Pike"] {
        assert!(!priya.get(page).body.contains("Aaron Pike"), "{page}");
    }
    let line = list(&priya, &format!("/adviser/people/{person}/chronology")).text("main");
    assert!(
        line.contains("What somebody in their life may be told") && !line.contains("Aaron Pike"),
        "{line}"
    );
    let callum = house.signed_in(Who::Callum).get(&desk);
    assert_ne!(callum.status, 200, "{}", callum.text("main"));
}

//! What other directories give us: old words about data protection are marked, and what nobody checked goes to whoever owns it.

use crate::support::{House, Visitor, Who};
use onward::usecases::open_referral::{read::read, take_in::take_in};
use onward_domain::moment::Moment;
use onward_store::scope::Task;

fn now() -> Moment {
    Moment { at: "2026-11-23T10:00:00Z".parse().unwrap(), today: "2026-11-23".parse().unwrap() }
}

/// Two clubs; what the first says about data protection.
fn clubs(law: &str) -> String {
    format!(
        r#"[{{"id": "0198f0e6-0000-7000-8000-000000000001", "name": "Quay chess club", "status": "active",
            "description": "Chess on Fridays. Your details are held under the {law}."}},
           {{"id": "0198f0e6-0000-7000-8000-000000000002", "name": "Quay rowing club", "status": "active",
            "description": "Rowing since 1998. Your data is safe with us."}}]"#
    )
}

fn come_in(house: &House, law: &str) {
    let all = read("Quay", &clubs(law), now().today).unwrap().good;
    house.store.write(move |tx| take_in(&tx.system(Task::Job, None, now())?, "Quay", &all, true)).unwrap();
}

fn entry(who: &Visitor, words: &str) -> String {
    let page = who.get(&format!("/directory?q={words}")).expect(200);
    let at = page.attributes("main .app-rows a", "href").into_iter().next().expect("it is found");
    who.get(&at).expect(200).text("main")
}

#[test]
fn old_words_about_data_protection_are_marked_for_readers_and_named_to_the_administrator() {
    let house = House::open();
    let anybody = house.visitor();
    let first = || house.signed_in(Who::Rowan).get("/admin/users").expect(200).text("main");
    come_in(&house, "Data Protection Act 1998");
    assert!(entry(&anybody, "chess").contains("Old words about your data"));
    assert!(!entry(&anybody, "rowing").contains("Old words about your data"));
    assert!(
        first().contains("1 service of another directory names the Data Protection Act 1998"),
        "{}",
        first()
    );
    let rowan = house.signed_in(Who::Rowan);
    let list = rowan.get("/admin/feeds").expect(200).text("main");
    assert!(list.contains("Quay chess club") && !list.contains("Quay rowing club"), "{list}");
    // They corrected it: what came next is marked no more.
    come_in(&house, "Data Protection Act 2018");
    assert!(!entry(&anybody, "chess").contains("Old words about your data"));
    assert!(!first().contains("1998"));
}

#[test]
fn an_entry_past_its_check_is_a_row_of_its_owners_first_page_and_says_so_to_readers() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let edits = dawn.get("/staff/directory").expect(200);
    let stale = edits.texts("section[aria-labelledby=stale] a.app-row-link");
    let links = edits.attributes("section[aria-labelledby=stale] a.app-row-link", "href");
    let (name, at) = (stale.first().expect("one is past its check"), links.first().expect("it has a page"));
    let readers = house.visitor().get(&at.replace("/staff/directory/", "/directory/")).expect(200);
    assert!(readers.text("main").contains("This may be out of date"));
    // It belongs to Priya from now on: it is on her first page, and on nobody else's.
    let edit = format!("{at}/edit");
    let page = dawn.get(&edit).expect(200);
    let options = page.attributes("select[name=owner] option", "value");
    let names = page.texts("select[name=owner] option");
    let priya = names.iter().zip(options).find(|(name, _)| name.starts_with("Priya")).expect("Priya").1;
    dawn.fill_in(&page, &edit, &[("owner", &priya)]).expect(303);
    let row = |who: Who, first: &str| {
        house.signed_in(who).get(first).expect(200).text("section[aria-label=Directory]")
    };
    let hers = row(Who::Priya, "/adviser/today");
    assert!(hers.contains(name.as_str()) && hers.contains("The check was due by"), "{hers}");
    assert!(!row(Who::Dawn, "/manager/coverage").contains(name.as_str()));
}

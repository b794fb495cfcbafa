//! The hub's partners: each sees only what was shared with their agency and adds only their part; whose a contact is; families that
//! are to be told later; and another directory that comes in whole and goes out whole.

use crate::support::{House, Page, Who};
use onward::usecases::open_referral::{
    read::read,
    take_in::{Came, Odd, take_in},
    write::{page, service},
};
use onward_domain::moment::Moment;
use onward_store::{DatabaseUrl, Store, repo::directory::TakenIn, scope::Task};
use std::collections::BTreeMap;

fn school(queue: &Page) -> String {
    let links = queue.attributes("main a[href^='/hub/contacts/']", "href");
    links
        .into_iter()
        .find(|href| href.ends_with("/telling"))
        .expect("a family is to be told")
        .replace("/telling", "")
}

#[test]
fn owen_sees_what_was_shared_with_education_adds_his_part_and_nothing_else_opens() {
    let house = House::open();
    let (sam, owen) = (house.signed_in(Who::Sam), house.signed_in(Who::Owen));
    let queue = sam.get("/hub/contacts").expect(200);
    let contacts = queue.attributes("main a[href^='/hub/contacts/']", "href");
    let list = owen.get("/partner/contacts").expect(200);
    let mine = list.attributes("main a.app-row-link", "href");
    assert_eq!(mine.len(), 1, "one contact was shared with education: {}", list.text("main"));
    let page = owen.get(&mine[0]).expect(200).text("main");
    assert!(page.contains("how often she was away") && page.contains("may be harmed"), "{page}");
    for hidden in ["Ava", "Karin", "stepfather", "heating"] {
        assert!(!page.contains(hidden), "{hidden}: {page}");
    }
    for contact in &contacts {
        owen.get(contact).expect(404);
        let other = contact.replace("/hub/contacts/", "/partner/contacts/").replace("/telling", "");
        if other != mine[0] {
            owen.get(&other).expect(404);
            owen.post(&other, &[("words", "Let me in")]);
        }
    }
    for closed in
        ["/hub/contacts", "/hub/partners", "/hub", "/adviser/people", "/manager/coverage", "/admin/users"]
    {
        owen.get(closed).expect(404);
    }
    owen.fill(&mine[0], &mine[0], &[]).expect(422);
    let words = ("words", "Away on 14 days since September");
    owen.fill(&mine[0], &mine[0], &[words]).expect(422);
    owen.fill(&mine[0], &mine[0], &[words, ("ground", "law")]).expect(422);
    owen.fill(&mine[0], &mine[0], &[words, ("ground", "harm_later")]).expect(303);
    let hub = mine[0].replace("/partner/", "/hub/");
    let seen = sam.get(&hub).expect(200).text("main");
    assert!(
        seen.contains("What partners added")
            && seen.contains("14 days")
            && seen.contains("a child may be harmed"),
        "{seen}"
    );
    // Sam says that he is of the police now: what was shared with education is not his any more.
    let partners = sam.get("/hub/partners").expect(200);
    let action = partners.attributes("main form", "action").remove(0);
    sam.fill("/hub/partners", &action, &[("agency", "police")]).expect(303);
    owen.get(&mine[0]).expect(404);
    assert!(owen.get("/partner/contacts").expect(200).text("main").contains("Nothing was shared"));
}

#[test]
fn both_councils_claim_a_child_and_the_hub_keeps_it_and_families_to_be_told_stand_in_the_queue() {
    let house = House::open();
    let sam = house.signed_in(Who::Sam);
    let queue = sam.get("/hub/contacts").expect(200);
    assert!(queue.text("main").contains("Families to be told"), "{}", queue.text("main"));
    let contact = school(&queue);
    let at = format!("{contact}/route");
    sam.fill(&at, &at, &[("home", "both")]).expect(422);
    sam.fill(&at, &at, &[("home", "both"), ("why", "Her mother moved across the river")]).expect(303);
    assert!(sam.get(&contact).expect(200).text("main").contains("Both say it is theirs: we keep it"));
    assert!(sam.get("/hub/contacts").expect(200).text("main").contains("Both say it is theirs"));
    sam.fill(&at, &at, &[("home", "neighbour"), ("why", "Their duty manager took it at 11")]).expect(303);
    assert!(sam.get(&contact).expect(200).text("main").contains("The other council’s"));
    // Once they are told, nobody has to think of it.
    let telling = format!("{contact}/telling");
    let told = [
        ("telling", "told"),
        ("on-day", "23"),
        ("on-month", "11"),
        ("on-year", "2026"),
        ("name", "Sam Pickering"),
    ];
    sam.fill(&telling, &telling, &told).expect(303);
    assert!(!sam.get("/hub/contacts").expect(200).text("main").contains("Families to be told"));
}

#[test]
fn nobody_claims_a_child_and_the_hub_keeps_it_until_another_council_has_taken_it() {
    let house = House::open();
    let (sam, who) = (house.signed_in(Who::Sam), house.visitor());
    let mut page = who.get("/worried").expect(200);
    for fields in [
        &[("pick", "worried")][..],
        &[("pick", "public")],
        &[("pick", "later")],
        &[("about", "Tansy, 6, who was at the market")],
        &[("pick", "elsewhere")],
        &[("words", "She said that they drove all night")],
        &[("reach", "")],
    ] {
        page = who.fill_in(&page, "/worried", &[&[("go", "")], fields].concat()).expect(200);
    }
    assert!(page.text("main").contains("Where the child lives Somewhere else"), "{}", page.text("main"));
    let reference = who.fill_in(&page, "/worried", &[("go", "send")]).expect(200).text("h1 .app-num");
    let queue = sam.get("/hub/contacts?home=nobody").expect(200);
    assert_eq!(
        queue.texts("main a.app-row-link"),
        std::slice::from_ref(&reference),
        "{}",
        queue.text("main")
    );
    assert!(queue.text("main").contains("of other homes are not shown"));
    assert!(!sam.get("/hub/contacts?home=ours").expect(200).text("main table").contains(&reference));
    assert!(sam.get("/hub/contacts?home=anything").expect(200).text("main table").contains(&reference));
    let contact = queue.attributes("main a.app-row-link", "href").remove(0);
    sam.fill(
        &format!("{contact}/route"),
        &format!("{contact}/route"),
        &[("home", "nobody"), ("why", "Neither council has an address")],
    )
    .expect(303);
    let at = format!("{contact}/elsewhere");
    let words = sam.get(&at).expect(200).text("main");
    assert!(
        words.contains("Until a council has taken it, it is ours") && words.contains("section 47"),
        "{words}"
    );
    let pass = [("council", "Leeds City Council"), ("words", "Tansy, 6: seen alone at the market")];
    sam.fill(&at, &at, &pass).expect(422);
    let early = [&pass[..], &[("ground", "harm_later")]].concat();
    let refused = sam.fill(&at, &at, &early).expect(422);
    assert!(refused.text("main").contains("The record doesn’t say so yet"), "{}", refused.text("main"));
    sam.fill(&format!("{contact}/screen"), &format!("{contact}/screen"), &[("harm", "later")]).expect(303);
    sam.fill(&at, &at, &early).expect(303);
    assert!(sam.get(&at).expect(200).text("main").contains("Nobody there has taken it yet"));
    sam.fill(&at, &at, &[&early[..], &[("taken-by", "Ms Webb, duty team")]].concat()).expect(303);
    let words = sam.get(&at).expect(200).text("main");
    assert!(words.contains("Taken by Ms Webb") && words.contains("Now decide it here"), "{words}");
    assert!(
        sam.get("/hub/contacts").expect(200).text("main table").contains(&reference),
        "it still waits here"
    );
    let copy = sam.get(&format!("{contact}/family")).expect(200).text("main");
    assert!(
        copy.contains("Leeds City Council"),
        "what was passed on stands in what the family may read: {copy}"
    );
}

#[test]
fn what_is_written_twice_about_one_child_is_seen_together_and_a_known_name_is_not_told() {
    let house = House::open();
    let write = |about: &str| {
        let who = house.visitor();
        let mut page = who.get("/worried").expect(200);
        for fields in [
            &[("pick", "worried")][..],
            &[("pick", "public")],
            &[("pick", "later")],
            &[("about", about)],
            &[],
            &[("words", "She is out alone every night")],
            &[("reach", "")],
        ] {
            page = who.fill_in(&page, "/worried", &[&[("go", "")], fields].concat()).expect(200);
        }
        who.fill_in(&page, "/worried", &[("go", "send")]).expect(200).text("h1 .app-num")
    };
    let first = write("Mia Carrow, 9, of Harbour Lane 12");
    let second = write("Mia from Harbour Lane, Carrow family");
    let sam = house.signed_in(Who::Sam);
    let queue = sam.get("/hub/contacts").expect(200);
    let place =
        queue.texts("main a.app-row-link").iter().position(|text| *text == second).expect("it is there");
    let at = queue.attributes("main a.app-row-link", "href").remove(place);
    let page = sam.get(&at).expect(200).text("main");
    assert!(page.contains("May be known") && page.contains(&first), "{page}");
    assert!(!page.contains("A name in it is one of a record"), "nobody here is called so: {page}");
}

/// A feed of so many services, each with something that has no place here.
fn feed(many: usize, changed: usize) -> String {
    let one = |place: usize| {
        let name = if place < changed { format!("Club {place}, new") } else { format!("Club {place}") };
        format!(
            r#"{{"id":"0198f0e6-0000-7000-8000-{place:012x}","name":"{name}","status":"active","description":"Chess and homework for {place}","minimum_age":11,"own_field":{{"of":[{place},"ü","🙂"]}},"organization":{{"id":"0198f0e6-1111-7000-8000-{place:012x}","name":"Clubs","description":"Clubs"}}}}"#
        )
    };
    let pages = (0..many).collect::<Vec<_>>();
    let pages = pages.chunks(500).map(|page| {
        format!(r#"{{"contents":[{}]}}"#, page.iter().map(|place| one(*place)).collect::<Vec<_>>().join(","))
    });
    pages.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_feed_of_5000_services_comes_in_and_goes_out_with_nothing_lost_and_a_shrunken_one_is_held_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_migrated(&DatabaseUrl::in_dir(folder.path())).unwrap();
    let now = Moment { at: "2026-11-23T10:00:00Z".parse().unwrap(), today: "2026-11-23".parse().unwrap() };
    let take = |text: &str, anyway: bool| {
        let came = read("Clubs of the coast", text, now.today).unwrap();
        assert_eq!(came.bad, [""; 0]);
        let all = came.good;
        store
            .write(move |tx| take_in(&tx.system(Task::Job, None, now)?, "Clubs of the coast", &all, anyway))
            .unwrap()
    };
    let count = |new, changed, same, gone| TakenIn { new, changed, same, gone };
    assert_eq!(take(&feed(5_000, 0), false), Came::So(count(5_000, 0, 0, 0)));
    assert_eq!(
        take(&feed(5_000, 0), false),
        Came::So(count(0, 0, 5_000, 0)),
        "the same again changes nothing"
    );
    assert_eq!(take(&feed(5_000, 3), false), Came::So(count(0, 3, 4_997, 0)));
    assert_eq!(take(&feed(100, 3), false), Came::Odd(count(0, 0, 100, 4_900), Odd::Gone(4_900)), "held back");

    // Out again: every service as it came.
    let mut out: BTreeMap<String, serde_json::Value> = BTreeMap::new();
    let (mut number, mut last) = (1, false);
    while !last {
        let shown = store
            .read(|tx| {
                let (entries, of) = tx.directory().page((number - 1) * 100, 100)?;
                Ok(page(entries.iter().map(service).collect(), of, number, 100))
            })
            .unwrap();
        assert_eq!(shown["total_items"], 5_000);
        for one in shown["contents"].as_array().unwrap() {
            out.insert(one["id"].as_str().unwrap().to_owned(), one.clone());
        }
        (last, number) = (shown["last_page"].as_bool().unwrap(), number + 1);
    }
    let came: Vec<serde_json::Value> = serde_json::Deserializer::from_str(&feed(5_000, 3))
        .into_iter::<serde_json::Value>()
        .flat_map(|page| page.unwrap()["contents"].as_array().unwrap().clone())
        .collect();
    assert_eq!(out.len(), 5_000);
    for one in came {
        assert_eq!(out.get(one["id"].as_str().unwrap()), Some(&one));
    }
    let looking =
        onward_store::repo::directory::Looking { words: "chess 4711".into(), most: 20, ..Default::default() };
    let found = store.read(|tx| tx.directory().find(&looking)).unwrap();
    assert!(found.entries.iter().any(|one| one.note.name == "Club 4711"), "{:?}", found.of);
    // Somebody looked: what is gone is kept and not shown.
    assert_eq!(take(&feed(100, 3), true), Came::So(count(0, 0, 100, 4_900)));
    let gone = store.read(|tx| tx.directory().find(&looking)).unwrap();
    assert!(gone.entries.iter().all(|one| one.note.name != "Club 4711"));
}

#[test]
fn our_own_entries_go_out_in_the_standards_form() {
    let house = House::open();
    let anybody = house.visitor();
    let about: serde_json::Value =
        serde_json::from_str(&anybody.get("/api/open-referral/v1").expect(200).body).unwrap();
    assert_eq!(about["version"], "HSDS-UK-3.0");
    let list =
        |at: &str| -> serde_json::Value { serde_json::from_str(&anybody.get(at).expect(200).body).unwrap() };
    let first = list("/api/open-referral/v1/services?per_page=5");
    assert_eq!(
        (&first["size"], &first["page_number"], &first["first_page"]),
        (&5.into(), &1.into(), &true.into())
    );
    for one in first["contents"].as_array().unwrap() {
        for field in ["id", "name", "status", "organization"] {
            assert!(!one[field].is_null(), "{field}: {one}");
        }
        assert!(one["id"].as_str().unwrap().parse::<uuid::Uuid>().is_ok());
        let single = list(&format!("/api/open-referral/v1/services/{}", one["id"].as_str().unwrap()));
        assert_eq!(&single, one);
    }
    let food = list("/api/open-referral/v1/services?search=hungry");
    assert_eq!(food["contents"][0]["name"], "Quay Street food bank");
    for odd in
        ["page=0", "page=-1", "page=99999999999999999999", "per_page=0", "per_page=100000", "search=%25%22"]
    {
        assert!(list(&format!("/api/open-referral/v1/services?{odd}"))["contents"].is_array(), "{odd}");
    }
    anybody.get("/api/open-referral/v1/services/0198f0e6-0000-7000-8000-000000000000").expect(404);
    // The same in the words of the standard: an id that was made is the same each time.
    let entry = house.store.read(|tx| tx.directory().page(0, 1)).unwrap().0.remove(0);
    assert_eq!(service(&entry), service(&entry));
}

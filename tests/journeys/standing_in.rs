//! A manager puts a colleague in for an adviser who fell ill, over HTTP.

use crate::support::{House, JAY, Page, Who};

fn adviser(page: &Page, name: &str) -> String {
    let named = page.texts("select[name=absent] option");
    let ids = page.attributes("select[name=absent] option", "value");
    let at = named.iter().position(|one| one == name).unwrap_or_else(|| panic!("{name} in {named:?}"));
    ids[at].clone()
}

#[test]
fn a_colleague_put_in_without_a_last_day_has_the_work_and_is_named_to_the_young_person_until_it_is_ended() {
    let house = House::open();
    let (dawn, callum, jay) =
        (house.signed_in(Who::Dawn), house.signed_in(Who::Callum), house.signed_in(Who::Jay));
    let record = format!("/adviser/people/{}", house.person(JAY));
    assert_ne!(callum.get(&record).status, 200, "Jay is Priya's");
    let page = dawn.get("/manager/cover").expect(200);
    assert!(page.text("main").contains("Tom Whitfield"), "{}", page.text("main"));
    let (priya, callum_id) = (adviser(&page, "Priya Nair"), adviser(&page, "Callum Reid"));
    let herself = [("absent", priya.as_str()), ("colleague", priya.as_str())];
    let refused = dawn.fill("/manager/cover", "/manager/cover", &herself).expect(422);
    assert!(refused.text("main").contains("Nobody can stand in for themselves"));
    let put = [("absent", priya.as_str()), ("colleague", callum_id.as_str())];
    for _ in 0..2 {
        assert_eq!(dawn.fill("/manager/cover", "/manager/cover", &put).status, 303);
    }
    let page = dawn.get("/manager/cover").expect(200);
    let rows: Vec<_> = page.texts("tbody tr").into_iter().filter(|row| row.contains("Priya Nair")).collect();
    assert_eq!(rows.len(), 1, "the same again is the same cover: {rows:?}");
    assert!(rows[0].contains("Until somebody ends it") && rows[0].contains("Dawn Fairley"), "{rows:?}");
    callum.get(&record).expect(200);
    assert!(callum.get("/adviser/today").expect(200).text("main").contains("You stand in for Priya Nair"));
    let home = jay.get("/home").expect(200).text("body");
    assert!(home.contains("For now Callum Reid covers"), "{home}");

    let ends = page.attributes("form[action$='/end']", "action");
    let listed = page.texts("tbody tr");
    let at = listed.iter().position(|row| row.contains("Priya Nair")).expect("her row");
    assert_eq!(dawn.fill_in(&page, &ends[at], &[]).status, 303);
    assert_ne!(callum.get(&record).status, 200, "it is over at the next click");
    assert!(!jay.get("/home").expect(200).text("body").contains("Callum Reid covers"));
    assert_ne!(dawn.fill_in(&page, &ends[at], &[]).status, 303, "what is over can't be ended again");
}

#[test]
fn an_adviser_puts_nobody_in_for_a_colleague() {
    let house = House::open();
    let (dawn, callum) = (house.signed_in(Who::Dawn), house.signed_in(Who::Callum));
    let page = dawn.get("/manager/cover").expect(200);
    let put = [("absent", adviser(&page, "Priya Nair")), ("colleague", adviser(&page, "Callum Reid"))];
    let csrf = callum.get("/adviser/cover").expect(200).attributes("input[name=csrf]", "value").remove(0);
    let mut sent: Vec<(&str, &str)> = put.iter().map(|(name, id)| (*name, id.as_str())).collect();
    sent.push(("csrf", &csrf));
    assert_eq!(callum.post("/manager/cover", &sent).status, 404);
    assert!(!dawn.get("/manager/cover").expect(200).text("tbody").contains("Priya Nair"));
}

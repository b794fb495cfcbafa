//! What a young person writes reaches somebody, under the right name.

use crate::support::{House, JAY, Who};

const KWAME: &str = "205885";

#[test]
fn not_safe_at_home_is_on_priyas_today_and_the_page_says_who_reads_it_before_it_is_sent() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    assert!(jay.get("/my-place").expect(200).text("#reads").contains("Priya can read"));
    jay.fill("/my-place", "/my-place/share", &[("share", "no")]).expect(303);
    assert!(
        jay.get("/mine").expect(200).text("main").contains("whether your home isn’t right or isn’t safe")
    );
    let here = format!("/adviser/people/{}", house.person(JAY));
    assert!(!priya.get(&here).expect(200).body.contains("a door of my own"), "it is private");
    let form = jay.get("/my-place/right").expect(200);
    assert!(
        form.text("form[action='/my-place/right']").contains("somebody calls you by"),
        "{}",
        form.text("main")
    );
    let unsafe_here = [("right", "unsafe"), ("words", "MARK the door doesn’t lock")];
    jay.fill_in(&form, "/my-place/right", &unsafe_here).expect(303);
    let today = priya.get("/adviser/today").expect(200).text("main");
    assert!(
        today.contains("doesn’t feel safe at home, call today") && today.contains("MARK the door"),
        "{today}"
    );
    let visit = priya.get(&here).expect(200);
    assert!(visit.body.contains("MARK the door"), "and on his page");
}

#[test]
fn a_wish_to_talk_is_on_today_and_jay_reads_by_when_somebody_is_in_touch() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    jay.fill("/check-in", "/check-in", &[("feels", "talk")]).expect(303);
    let his = jay.get("/check-in").expect(200).text("main");
    assert!(his.contains("Somebody gets in touch by Tuesday 24 November"), "{his}");
    let today = priya.get("/adviser/today?show=month").expect(200).text("main");
    assert!(today.contains("I want to talk to somebody"), "{today}");
}

#[test]
fn a_message_without_an_adviser_is_a_managers_until_she_names_one_in_one_step() {
    let house = House::open();
    let (kwame, dawn, priya) =
        (house.signed_in(Who::Kwame), house.signed_in(Who::Dawn), house.signed_in(Who::Priya));
    kwame.fill("/messages", "/messages", &[("text", "MARK is anybody there?")]).expect(303);
    let first = dawn.get("/manager/coverage").expect(200).text("main");
    assert!(first.contains("and nobody has them"), "{first}");
    let list = dawn.get("/manager/waiting").expect(200);
    assert!(list.text("main").contains("Kwame"), "{}", list.text("main"));
    let at = format!("/manager/people/{}/messages", house.person(KWAME));
    let page = dawn.get(&at).expect(200);
    assert!(page.text("main").contains("MARK is anybody there?"));
    dawn.fill_in(&page, &at, &[("text", "MARK yes, I am.")]).expect(303);
    let his = kwame.get("/messages").expect(200).text("main");
    assert!(his.contains("Dawn Fairley has read this") && his.contains("Dawn Fairley New MARK yes"), "{his}");
    // Jay's are between him and Priya.
    let theirs = dawn.get(&format!("/manager/people/{}/messages", house.person(JAY))).expect(303);
    assert!(!theirs.body.contains("washing machine"));
    kwame.fill("/messages", "/messages", &[("text", "Who is my adviser?")]).expect(303);
    let list = dawn.get("/manager/waiting").expect(200);
    let names = list.texts("form[action='/manager/people'] option");
    let which = names.iter().position(|name| name == "Priya Nair").expect("Priya can be chosen");
    let ids = list.attributes("form[action='/manager/people'] option", "value");
    dawn.fill_in(&list, "/manager/people", &[("adviser", ids[which].as_str())]).expect(303);
    assert!(!dawn.get("/manager/waiting").expect(200).body.contains("Kwame"), "Priya has him now");
    dawn.get(&at).expect(303);
    let today = priya.get("/adviser/today?show=month").expect(200).text("main");
    assert!(today.contains("Kwame"), "{today}");
}

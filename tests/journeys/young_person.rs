//! Jay, 19, left care at 18; Amira, 17, in care. The day is Monday 23 November 2026.

use crate::support::{House, Who};

#[test]
fn jay_signs_in_and_sees_money_for_a_first_home_that_is_his_now_and_why() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    jay.get("/home").expect(200);
    let list = jay.get("/what-you-can-get").expect(200);
    let words = list.text("main");
    assert!(words.contains("£3,500"), "the borough's offer is more than the national £3,000: {words}");
    let first_home = list
        .attributes("main a[href^='/what-you-can-get/']", "href")
        .into_iter()
        .map(|at| jay.get(&at).expect(200))
        .find(|page| page.text("h1").to_lowercase().contains("first home"))
        .expect("one of the things is money for a first home");
    let words = first_home.text("main");
    assert!(words.contains("£3,500"), "{words}");
    assert!(words.contains("council's local offer. We last checked it on 22 November 2026"), "{words}");
    let why = jay.get(&format!("{}/why", first_home.at)).expect(200);
    let words = why.text("main");
    assert!(words.contains("2025") || words.contains("2022"), "his own dates stand there: {words}");
}

#[test]
fn jay_sees_that_his_adviser_has_looked_and_how_to_reach_her() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    assert!(jay.get("/who-has-looked").expect(200).text("main").contains("Priya Nair"));
    for at in ["/home", "/what-you-can-get", "/why", "/account", "/help-now"] {
        let page = jay.get(at).expect(200);
        assert!(page.text("body").contains("Priya Nair"), "{at}");
        assert!(
            page.attributes("a[href^='tel:']", "href").iter().any(|number| number.contains("960")),
            "{at}"
        );
        assert!(page.attributes("a", "href").contains(&"/help-now".to_owned()), "{at}");
    }
    let unknown = house.visitor().get("/help-now").expect(200);
    assert!(!unknown.text("body").contains("Priya"), "who is not signed in sees nobody's adviser");
}

#[test]
fn amira_on_short_breaks_is_asked_what_the_law_needs_to_know_and_not_refused() {
    let house = House::open();
    let amira = house.signed_in(Who::Amira);
    let words = amira.get("/what-you-can-get?need=home").expect(200).text("main").to_lowercase();
    assert!(words.contains("do you have somewhere safe to stay?") && words.contains("yours now"), "{words}");
}

#[test]
fn leaving_ends_the_session_at_once() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let left = jay.get("/leave");
    assert!(left.header("clear-site-data").contains("cache"), "{}", left.header("clear-site-data"));
    assert_eq!(jay.get("/home").status, 303);
}

#[test]
fn a_session_that_is_signed_out_cannot_be_used_again_with_its_old_cookie() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let cookies = jay.cookies();
    let answer = jay.fill("/account", "/sign-out", &[]);
    assert_eq!(answer.status, 303);
    let thief = house.visitor();
    thief.take_cookies(cookies);
    assert_eq!(thief.get("/home").status, 303);
}

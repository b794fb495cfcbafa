//! A language that somebody chose holds on every page, and what it does not have is English, over HTTP.

use crate::support::{House, Who};

#[test]
fn arabic_holds_on_every_page_and_what_it_lacks_is_english() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let before = jay.get("/home").expect(200);
    assert_eq!(before.attributes("html", "dir"), ["ltr"]);
    assert_eq!(before.attributes(".app-langs a[lang=ar]", "href"), ["?language=ar"]);
    let chosen = jay.get("/home?language=ar");
    assert_eq!((chosen.status, chosen.location()), (303, "/home"));
    for at in ["/home", "/what-you-can-get", "/my-plan", "/money", "/messages", "/help-now", "/mine"] {
        let page = jay.get(at).expect(200);
        assert_eq!(page.attributes("html", "lang"), ["ar"], "{at}");
        assert_eq!(page.attributes("html", "dir"), ["rtl"], "{at}");
        if at != "/help-now" {
            assert!(page.text("nav.app-bar").contains("الرسائل"), "{at}: {}", page.text("nav.app-bar"));
        }
    }
    let home = jay.get("/home").expect(200);
    assert!(home.text("main").contains("سنواتي حتى 25"), "{}", home.text("main"));
    assert!(home.text("main").contains("نوفمبر"), "days are said in it too");
    let money = jay.get("/money").expect(200).text("main");
    assert!(money.contains("Help you have not asked for"), "what it lacks is English\n{money}");
    // A form that is wrong comes back in the same language.
    let wrong = jay.fill("/my-place/jobs/new", "/my-place/jobs/new", &[("what", " ")]).expect(422);
    assert_eq!(wrong.attributes("html", "dir"), ["rtl"]);
    assert_eq!(jay.get("/home?language=en").status, 303);
    assert_eq!(jay.get("/home").expect(200).attributes("html", "lang"), ["en"]);
}

#[test]
fn a_choice_leads_nowhere_else_and_a_language_that_there_is_not_changes_nothing() {
    let house = House::open();
    let visitor = house.visitor();
    assert_eq!(visitor.get("/help-now?language=xx").expect(200).attributes("html", "lang"), ["en"]);
    let other = visitor.get("/directory?q=food&language=ar");
    assert_eq!((other.status, other.location()), (303, "/directory?q=food"));
    for at in ["//evil.example/?language=ar", "/%5Cevil.example?language=ar"] {
        let answer = visitor.get(at);
        assert!(!answer.location().starts_with("//") && !answer.location().contains(":"), "{at}");
    }
    let cookies = visitor.cookies();
    assert_eq!(cookies.get("language").map(String::as_str), Some("ar"), "a word, and nothing of the person");
    let priya = house.signed_in(Who::Priya);
    priya.get("/help-now?language=ar");
    assert_eq!(
        priya.get("/adviser/today").expect(200).attributes("html", "lang"),
        ["en"],
        "staff work in English"
    );
}

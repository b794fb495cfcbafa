//! One page for whoever is somebody's adviser next, over HTTP.

use crate::support::{House, JAY, Who};
use onward::demo::PASSPHRASE;

#[test]
fn what_he_does_not_want_to_explain_again_is_on_the_page_for_the_next_adviser_and_he_sees_who_opened_it() {
    let house = House::open();
    let (jay, priya, dawn) =
        (house.signed_in(Who::Jay), house.signed_in(Who::Priya), house.signed_in(Who::Dawn));
    let words = [("words", "MARK-words about my dad.")];
    assert_eq!(jay.fill("/mine/not-again", "/mine/not-again", &words).status, 303);
    let told = jay.get("/mine/not-again").expect(200).text("main");
    assert!(told.contains("What a new adviser is told") && told.contains("What it said before"), "{told}");
    let before = house.store.read(|tx| tx.looks_written()).expect("a number");
    let here = format!("/adviser/people/{}/handover", house.person(JAY));
    let page = priya.get(&here).expect(200);
    assert_eq!(house.store.read(|tx| tx.looks_written()).expect("a number"), before + 1, "one look, one row");
    let main = page.text("main");
    for part in [
        "MARK-words",
        "How to reach",
        "promised",
        "Open steps",
        "Home and work",
        "Next dates",
        "Last contacts",
    ] {
        assert!(main.contains(part), "{part}: {main}");
    }
    assert!(main.contains("Priya Nair"), "who was their adviser until now");
    let manager = here.replace("/adviser/", "/manager/");
    assert!(dawn.get(&manager).expect(200).text("main").contains("MARK-words"));
    let looked = jay.get("/who-has-looked").expect(200).text("main");
    assert!(looked.contains("To get to know you as your new adviser"), "{looked}");
}

#[test]
fn nobody_else_reads_it_and_its_versions_are_in_his_data_and_gone_from_the_page_when_he_takes_it_out() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let here = format!("/people/{}/handover", house.person(JAY));
    for (who, at) in [(Who::Callum, "/adviser"), (Who::Judith, "/manager"), (Who::Sam, "/adviser")] {
        assert_ne!(house.signed_in(who).get(&format!("{at}{here}")).status, 200, "{who:?}");
    }
    let words = [("words", "MARK-mine")];
    assert_eq!(jay.fill("/mine/not-again", "/mine/not-again", &words).status, 303);
    let proof = [("show", "file"), ("passphrase", PASSPHRASE)];
    assert!(jay.fill("/mine/data", "/mine/data", &proof).expect(200).body.contains("MARK-mine"));
    assert_eq!(jay.fill("/mine/not-again", "/mine/not-again", &[("words", "")]).status, 303);
    let page = house.signed_in(Who::Priya).get(&format!("/adviser{here}")).expect(200);
    assert!(!page.body.contains("MARK-mine"));
    assert!(page.text("main").contains("hasn’t written anything"), "{}", page.text("main"));
}

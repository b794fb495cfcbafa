//! A phone that was left for a while: messages and papers ask for the passphrase again, and what was being written is not lost.

use crate::support::{House, Who};
use chrono::TimeDelta;
use onward::{app::Demonstration, clock::Clock, demo::PASSPHRASE};

#[test]
fn messages_ask_again_after_five_minutes_and_nothing_that_was_written_is_lost() {
    let clock = Clock::held_at("2026-11-23T10:00:00Z".parse().unwrap());
    let house = House::with(Demonstration { relaxed_limits: true, second_factor: false }, clock.clone());
    let jay = house.signed_in(Who::Jay);
    let open = |page: &str| page.contains("washing machine");
    assert!(open(&jay.get("/messages").expect(200).text("main")), "just signed in");
    for _ in 0..4 {
        clock.pass(TimeDelta::minutes(4));
        jay.get("/home").expect(200);
    }
    let page = jay.get("/messages").expect(200);
    assert!(open(&page.text("main")), "in use all the time");
    // Left on a table; somebody takes it up and looks at something harmless first.
    clock.pass(TimeDelta::minutes(6));
    jay.get("/home").expect(200);
    clock.pass(TimeDelta::minutes(1));
    let asked = jay.get("/messages").expect(200);
    assert!(asked.text("main").contains("Is it still you?") && !open(&asked.body), "{}", asked.text("main"));
    let wrong = jay.fill_in(&asked, "/messages/open", &[("passphrase", "a guess of his")]).expect(422);
    assert!(!open(&wrong.body) && !wrong.body.contains("a guess of his"));
    assert!(!open(&jay.get("/messages").expect(200).body), "a wrong one opens nothing");
    // The form that was open when it was left is kept, and nothing is sent before the passphrase.
    let kept = jay.fill_in(&page, "/messages", &[("text", "MARK Can you call me?")]).expect(200);
    assert!(kept.body.contains("MARK Can you call me?") && !open(&kept.body));
    let priya = house.signed_in(Who::Priya);
    let theirs = format!("/adviser/people/{}/messages", house.person("313752"));
    assert!(!priya.get(&theirs).expect(200).body.contains("MARK"));
    let sent = [("text", "MARK Can you call me?"), ("passphrase", PASSPHRASE)];
    jay.fill_in(&kept, "/messages/open", &sent).expect(303);
    let again = jay.get("/messages").expect(200);
    assert!(open(&again.body) && again.text("main").matches("MARK Can you call me?").count() == 1);
    assert!(priya.get(&theirs).expect(200).body.contains("MARK"));
    // An adviser's own messages page is their work and has its own limits.
    clock.pass(TimeDelta::minutes(6));
    assert!(priya.get(&theirs).expect(200).body.contains("MARK"));
}

#[test]
fn papers_ask_again_too_and_no_file_is_saved_before_the_passphrase() {
    let clock = Clock::held_at("2026-11-23T10:00:00Z".parse().unwrap());
    let house = House::with(Demonstration { relaxed_limits: true, second_factor: false }, clock.clone());
    let jay = house.signed_in(Who::Jay);
    let list = jay.get("/mine/documents").expect(200);
    let file = list.attributes("main a[href$='/file']", "href").first().expect("a paper of Jay's").clone();
    assert!(!jay.get(&file).expect(200).body.contains("Is it still you?"), "just signed in");
    clock.pass(TimeDelta::minutes(6));
    jay.get("/home").expect(200);
    let asked = jay.get("/mine/documents").expect(200);
    assert!(asked.text("main").contains("before your papers open"), "{}", asked.text("main"));
    assert!(!asked.body.contains("passport"), "nothing of them is named");
    assert!(jay.get(&file).expect(200).body.contains("Is it still you?"), "no file either");
    let wrong = jay.fill_in(&asked, "/messages/open", &[("passphrase", "a guess")]).expect(422);
    assert!(wrong.text("main").contains("before your papers open"));
    let open = jay.fill_in(&wrong, "/messages/open", &[("passphrase", PASSPHRASE)]).expect(303);
    assert_eq!(open.location(), "/mine/documents");
    assert!(!jay.get("/mine/documents").expect(200).body.contains("Is it still you?"));
}

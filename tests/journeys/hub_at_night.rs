//! When the hub is closed: whoever is on duty gets a text that something waits, and the pages say whether anybody does.

use crate::support::{House, Page, Visitor, Who};
use chrono::{DateTime, TimeDelta, Utc};
use onward::{
    app::Demonstration,
    cli::jobs::alerts::send_alerts,
    clock::Clock,
    outside::texts::{NotSent, Recorded},
};

const AT: &str = "/worried";
const NUMBER: &str = "447700900123";

fn write(who: &Visitor, harm: &str, name: &str) -> Page {
    let mut page = who.get(AT).expect(200);
    for fields in [
        &[("pick", "worried")][..],
        &[("pick", "child")],
        &[("pick", harm)],
        &[("about", name)],
        &[],
        &[("words", "He hit me again and he is downstairs")],
        &[("reach", "")],
    ] {
        page = who.fill_in(&page, AT, &[&[("go", "")], fields].concat()).expect(200);
    }
    who.fill_in(&page, AT, &[("go", "send")]).expect(200)
}

fn house(now: &str, on: bool) -> (House, Clock) {
    let clock = Clock::held_at(now.parse().unwrap());
    let demonstration = Demonstration { relaxed_limits: true, second_factor: false };
    let house = House::set_up(demonstration, clock.clone(), |settings| {
        settings.hub_alert_text = on.then(|| NUMBER.to_owned());
    });
    (house, clock)
}

fn send(house: &House, who: &Recorded, now: DateTime<Utc>) -> usize {
    send_alerts(&house.store, NUMBER, who, now).unwrap()
}

#[test]
fn a_child_at_3_am_wakes_whoever_is_on_duty_and_the_text_says_nothing_of_the_child() {
    let (house, clock) = house("2026-11-29T03:10:00Z", true);
    let child = house.visitor();
    let sent = write(&child, "now", "Me, Danny, 15").text("main");
    assert!(sent.contains("We also send a text to whoever is on duty"), "{sent}");
    assert!(sent.contains("call the emergency team"), "it doesn't stand in for a call: {sent}");
    let who = Recorded::default();
    assert_eq!(send(&house, &who, clock.now()), 1);
    let texts = who.sent();
    assert_eq!(
        texts,
        [(NUMBER.to_owned(), "Something is waiting at the hub that should not wait.".to_owned())]
    );
    assert_eq!(send(&house, &who, clock.now()), 0, "once");
    // More comes: one text in ten minutes is about all of it.
    for name in ["Me, Ben, 12", "Me, Cara, 9"] {
        write(&house.visitor(), "now", name);
    }
    assert_eq!(send(&house, &who, clock.now() + TimeDelta::minutes(5)), 0);
    assert_eq!(send(&house, &who, clock.now() + TimeDelta::minutes(11)), 1);
    assert_eq!(send(&house, &who, clock.now() + TimeDelta::minutes(60)), 0);
    // What may wait wakes nobody.
    write(&house.visitor(), "later", "Me, Dan, 12");
    assert_eq!(send(&house, &who, clock.now() + TimeDelta::hours(2)), 0);
    let queue = house.signed_in(Who::Sam).get("/hub/contacts").expect(200).text("main");
    assert!(
        queue.contains("a text goes to whoever is on duty") && !queue.contains("has not gone"),
        "{queue}"
    );
}

#[test]
fn a_text_that_does_not_go_is_tried_again_stands_on_the_queue_and_goes_when_somebody_has_seen_it() {
    let (house, clock) = house("2026-11-29T03:10:00Z", true);
    write(&house.visitor(), "now", "Me, Danny, 15");
    let who = Recorded::default();
    let refuse = |many: usize| {
        *who.refuses.lock().unwrap() = vec![NotSent::Later("status 503".into()); many];
    };
    refuse(100);
    assert_eq!(send(&house, &who, clock.now()), 0);
    let sam = house.signed_in(Who::Sam);
    let queue = sam.get("/hub/contacts").expect(200).text("main");
    assert!(queue.contains("has not gone") && queue.contains("It is tried again"), "{queue}");
    assert_eq!(send(&house, &who, clock.now() + TimeDelta::minutes(1)), 0, "not before three minutes");
    assert_eq!(who.refuses.lock().unwrap().len(), 99);
    for minute in 1..40 {
        send(&house, &who, clock.now() + TimeDelta::minutes(3 * minute));
    }
    assert_eq!(who.refuses.lock().unwrap().len(), 80, "for about an hour");
    let queue = sam.get("/hub/contacts").expect(200);
    assert!(queue.text("main").contains("It isn’t tried any more"), "{}", queue.text("main"));
    // Somebody reads it: the warning has done its work.
    let at = queue.attributes("main .app-note--warn a", "href").remove(0);
    let opened = sam.get(&at).expect(200);
    sam.fill_in(&opened, &format!("{at}/take"), &[]).expect(303);
    assert!(!sam.get("/hub/contacts").expect(200).text("main").contains("has not gone"));
}

#[test]
fn a_text_is_not_sent_for_what_somebody_has_taken_meanwhile() {
    let (house, clock) = house("2026-11-29T03:10:00Z", true);
    let reference = write(&house.visitor(), "now", "Me, Danny, 15").text("h1 .app-num");
    let sam = house.signed_in(Who::Sam);
    let queue = sam.get("/hub/contacts").expect(200);
    let place = queue.texts("main a.app-row-link").iter().position(|text| *text == reference).unwrap();
    let at = queue.attributes("main a.app-row-link", "href").remove(place);
    let opened = sam.get(&at).expect(200);
    sam.fill_in(&opened, &format!("{at}/take"), &[]).expect(303);
    let who = Recorded::default();
    assert_eq!(send(&house, &who, clock.now() + TimeDelta::minutes(1)), 0);
    assert!(who.sent().is_empty());
}

#[test]
fn by_day_and_where_no_number_is_set_nobody_is_texted_and_the_pages_say_so() {
    let (off, clock) = house("2026-11-29T03:10:00Z", false);
    let sent = write(&off.visitor(), "now", "Me, Danny, 15").text("main");
    assert!(
        !sent.contains("We also send a text") && sent.contains("They don't see what is written here"),
        "{sent}"
    );
    let who = Recorded::default();
    assert_eq!(send(&off, &who, clock.now()), 0);
    let queue = off.signed_in(Who::Sam).get("/hub/contacts").expect(200).text("main");
    assert!(queue.contains("When the hub is closed nobody is told of what comes"), "{queue}");
    let (day, clock) = house("2026-11-23T10:00:00Z", true);
    write(&day.visitor(), "now", "Me, Danny, 15");
    assert_eq!(send(&day, &who, clock.now()), 0, "somebody is there");
}

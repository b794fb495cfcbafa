//! A notice begins and ends by itself, on the pages and for the people that it names: nobody has to think of it.

use crate::support::{House, Visitor, Who};
use chrono::{DateTime, TimeDelta, Utc};
use onward::{app::Demonstration, clock::Clock};

/// Monday 23 November 2026 at 11:30 at night in London.
fn monday() -> Clock {
    Clock::held_at("2026-11-23T23:30:00Z".parse::<DateTime<Utc>>().unwrap())
}

/// Dawn announces something from a day of November 2026 until a day.
fn announce(dawn: &Visitor, words: &str, pages: &str, readers: &str, (from, last): (&str, &str)) {
    let fields = [
        ("words", words),
        ("pages", pages),
        ("readers", readers),
        ("from-day", from),
        ("from-month", "11"),
        ("from-year", "2026"),
        ("last-day", last),
        ("last-month", "11"),
        ("last-year", "2026"),
    ];
    dawn.fill("/manager/notices", "/manager/notices", &fields).expect(303);
}

#[test]
fn a_notice_is_up_from_its_first_day_to_its_last_at_midnight_in_london() {
    let clock = monday();
    let house = House::with(Demonstration { relaxed_limits: true, second_factor: false }, clock.clone());
    announce(&house.signed_in(Who::Dawn), "Closed on Thursday", "everywhere", "everyone", ("24", "26"));
    let says = |path: &str| house.visitor().get(path).expect(200).body.contains("Closed on Thursday");
    assert!(!says("/directory"), "it begins tomorrow");
    clock.pass(TimeDelta::minutes(31));
    for path in ["/directory", "/worried", "/help-now", "/sign-in"] {
        assert!(says(path), "{path} at a minute past midnight");
    }
    clock.pass(TimeDelta::days(2));
    assert!(says("/directory"), "its last day");
    clock.pass(TimeDelta::days(1));
    assert!(!says("/directory"), "and it ended by itself");
    // What is over stands no more in the manager's list either.
    let list = house.signed_in(Who::Dawn).get("/manager/notices").expect(200).text("main");
    assert!(!list.contains("Closed on Thursday"), "{list}");
}

#[test]
fn a_notice_is_on_its_own_pages_only_and_for_its_own_readers_only() {
    let house = House::with(Demonstration { relaxed_limits: true, second_factor: false }, monday());
    let (dawn, jay, priya) =
        (house.signed_in(Who::Dawn), house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let days = ("23", "24");
    announce(&dawn, "The hub moves", "worried", "everyone", days);
    announce(&dawn, "New numbers at night", "help", "everyone", days);
    announce(&dawn, "Look at the new pages", "directory", "young_people", days);
    announce(&dawn, "The network is down at 6", "everywhere", "staff", days);
    announce(&dawn, "We are open on Saturday", "public", "everyone", days);
    let anybody = house.visitor();
    let has = |who: &Visitor, path: &str, words: &str| who.get(path).expect(200).body.contains(words);
    assert!(has(&anybody, "/worried", "The hub moves"));
    assert!(!has(&anybody, "/directory", "The hub moves") && !has(&jay, "/home", "The hub moves"));
    assert!(
        has(&anybody, "/help-now", "New numbers at night")
            && has(&jay, "/who-answers", "New numbers at night")
    );
    assert!(!has(&anybody, "/worried", "New numbers at night"));
    assert!(
        has(&jay, "/directory", "Look at the new pages")
            && has(&anybody, "/directory", "Look at the new pages")
    );
    assert!(!has(&priya, "/directory", "Look at the new pages"));
    assert!(has(&priya, "/adviser/today", "The network is down at 6"));
    assert!(
        !has(&jay, "/home", "The network is down at 6")
            && !has(&anybody, "/sign-in", "The network is down at 6")
    );
    assert!(
        has(&anybody, "/directory", "We are open on Saturday")
            && !has(&jay, "/directory", "We are open on Saturday")
    );
}

//! Reviewing: a review from schedule to record; a challenge from raised, past an answer that did not come, to what changed.

use crate::support::{House, Page, Visitor, Who};
use chrono::TimeDelta;
use onward::{app::Demonstration, clock::Clock, demo::PASSPHRASE};

const AMIRA: &str = "884215";

fn last(address: &str) -> String {
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The forms of a page that post to an address.
fn forms(page: &Page, to: &str) -> Vec<String> {
    page.attributes(&format!("form[action='{to}']"), "action")
}

#[test]
fn judith_books_a_review_records_it_with_views_before_and_after_and_the_clock_runs_on() {
    let house = House::open();
    let judith = house.signed_in(Who::Judith);
    let schedule = judith.get("/reviewing/reviews").expect(200);
    let words = schedule.text("main");
    assert!(words.contains("Late") && words.contains("Standing still"), "{words}");
    let at = schedule.attributes("main a.app-row-link[href$='/reviews']", "href").remove(0);
    judith.fill(&at, &at, &[("kind", "care")]).expect(422);
    let day = [("kind", "care"), ("on-day", "23"), ("on-month", "11"), ("on-year", "2026")];
    judith
        .fill(&at, &at, &[("kind", "care"), ("on-day", "1"), ("on-month", "1"), ("on-year", "2026")])
        .expect(422);
    judith.fill(&at, &at, &day).expect(303);
    let page = judith.get(&at).expect(200);
    let one = page.attributes("main .app-note a", "href").remove(0);
    judith.fill(&one, &one, &[]).expect(422);
    let says = [
        ("held-day", "23"),
        ("held-month", "11"),
        ("held-year", "2026"),
        ("how", "in_person"),
        ("before", "I want to stay here"),
        ("decided", "The plan goes on."),
        ("share", "no"),
    ];
    judith.fill(&one, &one, &says).expect(303);
    let kept = judith.get(&one).expect(200).text("main");
    assert!(kept.contains("It lacks: what they say of it now"), "what it lacks is said: {kept}");
    assert!(kept.contains("I want to stay here"), "{kept}");
    assert!(kept.contains("can’t read it yet"), "{kept}");
    let due = judith.get(&at).expect(200).text("main");
    assert!(due.contains("due by"), "{due}");
    assert!(house.signed_in(Who::Priya).get(&at).status == 404);
}

/// Judith's review of Amira, booked and recorded today in half.
fn half_recorded(house: &House, judith: &Visitor) -> (String, Page) {
    let at = format!("/reviewing/people/{}/reviews", house.person(AMIRA));
    let day = [("kind", "care"), ("on-day", "23"), ("on-month", "11"), ("on-year", "2026")];
    judith.fill(&at, &at, &day).expect(303);
    let one = judith.get(&at).expect(200).attributes("main .app-note a", "href").remove(0);
    let half = [
        ("held-day", "23"),
        ("held-month", "11"),
        ("held-year", "2026"),
        ("how", "in_person"),
        ("before", "I want to stay here"),
        ("decided", "You stay at Harbour House."),
        ("share", "no"),
    ];
    judith.fill(&one, &one, &half).expect(303);
    let page = judith.get(&one).expect(200);
    (one, page)
}

#[test]
fn judith_completes_a_record_that_she_saved_in_half_and_amira_reads_it_once_it_is_shared() {
    let house = House::open();
    let (judith, amira) = (house.signed_in(Who::Judith), house.signed_in(Who::Amira));
    let (one, _) = half_recorded(&house, &judith);
    let mine = amira.get("/my-reviews").expect(200).text("main");
    assert!(!mine.contains("Harbour House"), "not before it is shared: {mine}");
    assert!(mine.contains("is not here yet"), "{mine}");
    let whole = [
        ("after", "That was fair"),
        ("outcome", "You have seen your room before Christmas"),
        ("by-when-day", "18"),
        ("by-when-month", "12"),
        ("by-when-year", "2026"),
        ("who", "Farah Siddiqui"),
        ("share", "yes"),
    ];
    judith.fill(&one, &one, &whole).expect(303);
    let page = judith.get(&one).expect(200).text("main");
    assert!(page.contains("What it said before") && page.contains("can read it"), "{page}");
    let mine = amira.get("/my-reviews").expect(200).text("main");
    for said in [
        "You stay at Harbour House.",
        "You have seen your room before Christmas",
        "By 18 December 2026",
        "Farah Siddiqui",
        "I want to stay here",
        "That was fair",
    ] {
        assert!(mine.contains(said), "{said}: {mine}");
    }
    for link in ["/my-plan", "/appointments"] {
        let links = amira.get(link).expect(200).attributes("main a", "href");
        assert!(links.iter().any(|href| href == "/my-reviews"), "{link} leads there");
    }
    let data = || {
        let shown = [("show", "page"), ("passphrase", PASSPHRASE)];
        amira.fill("/mine/data", "/mine/data", &shown).expect(200).body
    };
    assert!(data().contains("You stay at Harbour House."), "it is in her data");
    // Something is left out: she reads that it is, and why, and not what.
    judith.fill(&one, &one, &[("left-out", "decided")]).expect(422);
    judith.fill(&one, &one, &[("left-out", "decided"), ("because", "somebody_else")]).expect(303);
    let left = amira.get("/my-reviews").expect(200);
    assert!(left.text("main").contains("It is about somebody else"), "{}", left.text("main"));
    // Taken back: nothing of it is read, neither here nor in her data.
    judith.fill(&one, &one, &[("share", "no")]).expect(303);
    assert!(!amira.get("/my-reviews").expect(200).body.contains("Harbour House"));
    assert!(!data().contains("Harbour House"));
}

#[test]
fn two_who_complete_one_record_at_once_see_both_and_nothing_that_was_typed_is_lost() {
    let house = House::open();
    let judith = house.signed_in(Who::Judith);
    let (one, first) = half_recorded(&house, &judith);
    judith.fill(&one, &one, &[("who", "Farah Siddiqui")]).expect(303);
    let clash = judith.fill_in(&first, &one, &[("who", "Ben Ali")]).expect(409);
    let words = clash.text("main");
    assert!(words.contains("Farah Siddiqui") && words.contains("Ben Ali"), "{words}");
    judith.fill_in(&clash, &one, &[]).expect(303);
    let page = judith.get(&one).expect(200).text("main");
    assert!(page.contains("Ben Ali") && page.contains("What it said before"), "{page}");
}

#[test]
fn a_strategy_discussion_starts_the_clock_of_a_first_conference_and_holding_it_or_saying_why_not_ends_it() {
    let house = House::open();
    let judith = house.signed_in(Who::Judith);
    let at = format!("/reviewing/people/{}/reviews", house.person(AMIRA));
    let to = at.replace("/reviews", "/strategy");
    let day = |day| [("talked-day", day), ("talked-month", "11"), ("talked-year", "2026")];
    judith.fill(&at, &to, &day("30")).expect(422);
    judith.fill(&at, &to, &day("20")).expect(303);
    let page = judith.get(&at).expect(200).text("main");
    assert!(page.contains("First conference: due by Friday 11 December"), "{page}");
    let schedule = judith.get("/reviewing/reviews").expect(200).text("main");
    assert!(schedule.contains("First: 15 working days from the strategy discussion"), "{schedule}");
    let none = ("none", "Not substantiated: Farah Siddiqui and her manager");
    judith.fill(&at, &to, &[none]).expect(303);
    let page = judith.get(&at).expect(200).text("main");
    assert!(page.contains("None waits for a conference") && !page.contains("First conference"), "{page}");
    // What the young person reads of the trail names no enquiry.
    let looked = house.signed_in(Who::Amira).get("/who-has-looked").expect(200).text("main");
    assert!(!looked.to_lowercase().contains("enquir") && !looked.contains("strategy"), "{looked}");
}

#[test]
fn a_challenge_goes_up_by_itself_is_answered_and_closes_only_with_what_changed() {
    let clock = Clock::held_at("2026-11-23T09:00:00Z".parse().unwrap());
    let house = House::with(Demonstration { relaxed_limits: true, second_factor: false }, clock.clone());
    let judith = house.signed_in(Who::Judith);
    let reviews = judith.get("/reviewing/reviews").expect(200);
    let person = reviews.attributes("main a.app-row-link[href$='/reviews']", "href").remove(0);
    let new = person.replace("/reviews", "/challenges/new");
    judith.fill(&new, &new, &[]).expect(422);
    let fields =
        [("matter", "education"), ("title", "No laptop for college"), ("words", "Promised in June.")];
    let at = judith.fill(&new, &new, &fields).expect(303).location().to_owned();
    let first = judith.get(&at).expect(200).text("main");
    assert!(first.contains("1 of 4") && first.contains("by Monday 30 November"), "{first}");
    judith.fill(&at, &at, &[("words", "It came")]).expect(422);

    let levels = "/manager/challenge-levels";
    let dawn = house.signed_in(Who::Dawn);
    dawn.fill(levels, levels, &[("level", "2")]).expect(422);
    dawn.fill(levels, levels, &[("level", "2"), ("name", "Nia Owen, service manager")]).expect(303);

    // Nobody answers: on the next working day it is with the service manager, by name.
    clock.pass(TimeDelta::days(8));
    let judith = house.signed_in(Who::Judith);
    let up = judith.get(&at).expect(200).text("main");
    assert!(up.contains("2 of 4") && up.contains("by itself") && up.contains("None came in time"), "{up}");
    assert!(up.contains("by itself, to Nia Owen, service manager"), "it says to whom: {up}");
    let dawn = house.signed_in(Who::Dawn);
    let figures = dawn.get("/manager/challenges").expect(200);
    let links = figures.attributes("main a.app-row-link", "href");
    let hers = links.iter().find(|href| last(href) == last(&at)).expect("it is among the open ones").clone();
    dawn.fill(&hers, &hers, &[]).expect(422);
    dawn.fill(&hers, &hers, &[("words", "Bought today; Ben brings it on Thursday.")]).expect(303);
    let answered = dawn.get(&hers).expect(200);
    assert!(forms(&answered, &hers).is_empty(), "answered once");
    assert!(answered.text("main").contains("Not recorded"), "an answer does not close it");

    let judith = house.signed_in(Who::Judith);
    let result = [("result", "changed"), ("words", "He writes his essays on it."), ("how", "said")];
    judith.fill(&at, &at, &result[..2]).expect(422);
    judith.fill(&at, &at, &result).expect(303);
    let closed = judith.get(&at).expect(200);
    assert!(closed.text("main").contains("It changed"), "{}", closed.text("main"));
    assert!(forms(&closed, &at).is_empty(), "closed, with a result");
}

#[test]
fn a_manager_gives_somebody_a_reviewing_officer_and_judith_then_has_them() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let at = "/manager/reviewing-officers";
    let page = dawn.get(at).expect(200);
    let officer = page.attributes("select[name=to] option", "value").remove(1);
    let all = page.attributes("input[name=people]", "value");
    dawn.fill(at, at, &[("to", &officer)]).expect(422);
    let judith = house.signed_in(Who::Judith);
    let has = |id: &String| judith.get(&format!("/reviewing/people/{id}/reviews")).status == 200;
    let without = all.iter().find(|id| !has(id)).expect("somebody that she does not have").clone();
    dawn.fill(at, at, &[("people", &without), ("to", &officer)]).expect(303);
    assert!(has(&without));
    assert!(judith.get(at).status == 404);
}

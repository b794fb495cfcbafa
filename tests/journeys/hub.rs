//! The front door: a child at 3 am, a teacher who has not told the family and why, a flood that turns nobody away; and the hub
//! from the queue to the decision.

use crate::support::{House, Page, Visitor, Who};
use onward::{app::Demonstration, clock::Clock};

const AT: &str = "/worried";

/// Answers the question on a page; the page that follows.
fn answer(who: &Visitor, page: &Page, fields: &[(&str, &str)]) -> Page {
    let go: &[(&str, &str)] = if fields.iter().any(|(name, _)| *name == "go") { &[] } else { &[("go", "")] };
    who.fill_in(page, AT, &[go, fields].concat())
}

/// Answers them all; the page before sending.
fn answers(who: &Visitor, given: &[&[(&str, &str)]]) -> Page {
    given.iter().fold(who.get(AT).expect(200), |page, fields| answer(who, &page, fields).expect(200))
}

const CHILD: [&[(&str, &str)]; 7] = [
    &[("pick", "worried")],
    &[("pick", "child")],
    &[("pick", "now")],
    &[("about", "Me, Danny, 15")],
    &[("pick", "ours")],
    &[("words", "He hit me again and he is downstairs")],
    &[("reach", "Text only: 01632 960 156")],
];

fn send(who: &Visitor, before: &Page) -> Page {
    who.fill_in(before, AT, &[("go", "send")]).expect(200)
}

#[test]
fn a_child_at_3_am_is_read_first_and_the_hub_decides_on_harm_without_agreement() {
    let clock = Clock::held_at("2026-11-29T03:10:00Z".parse().unwrap());
    let house = House::with(Demonstration { relaxed_limits: true, second_factor: false }, clock);
    let child = house.visitor();
    let first = child.get(AT).expect(200);
    let words = first.text("main");
    assert!(words.find("999") < words.find("Worried about a child?"), "999 stands above everything: {words}");
    assert!(words.contains("0800 1111"), "{words}");
    assert!(answer(&child, &first, &[]).status == 422, "nothing is chosen beforehand");
    let before = answers(&child, &CHILD);
    let words = before.text("main");
    assert!(words.contains("Who may see it") && words.contains("He hit me again"), "{words}");
    let sent = send(&child, &before);
    let words = sent.text("main");
    assert!(
        words.contains("by Tuesday 1 December at 9am"),
        "one working day, which begins on Monday: {words}"
    );
    let reference = sent.text("h1 .app-num");
    assert_eq!(send(&child, &before).text("h1 .app-num"), reference, "sent twice is one contact");

    let sam = house.signed_in(Who::Sam);
    let queue = sam.get("/hub/contacts");
    assert_eq!(queue.status, 200, "{}", queue.header("location"));
    assert!(!queue.text("main").contains("Danny"), "no name in the list");
    let place = queue.texts("main a.app-row-link").iter().position(|link| *link == reference);
    assert!(
        place.is_some_and(|place| place < 3),
        "among those with possible harm now: {}",
        queue.text("main")
    );
    let links = queue.attributes("main a.app-row-link", "href");
    let page = links[place.unwrap()].clone();
    let opened = sam.get(&page).expect(200);
    assert!(
        opened.text("main").contains("He hit me again")
            && opened.text("main").contains("Nobody here has screened it")
    );
    sam.fill_in(&opened, &format!("{page}/take"), &[]).expect(303);

    let act = |what: &str, fields: &[(&str, &str)]| {
        sam.fill(&format!("{page}/{what}"), &format!("{page}/{what}"), fields)
    };
    let decision = [
        ("outcome", "social_work"),
        ("name", "Sam Pickering and the duty manager"),
        ("words", "Hurt at home"),
    ];
    let waits = act("decision", &decision).expect(422);
    assert!(waits.text("main").contains("what happens about the family"), "{}", waits.text("main"));
    act("share", &[("agency", "police"), ("ground", "harm_now"), ("words", "Who lives there?")]).expect(422);
    act("screen", &[("harm", "now")]).expect(303);
    act("share", &[("agency", "police"), ("ground", "harm_now"), ("words", "Who lives there?")]).expect(303);
    act("telling", &[("telling", "not_told"), ("because", "no_time")]).expect(422);
    let told = [
        ("telling", "not_told"),
        ("because", "child"),
        ("name", "Sam Pickering"),
        ("again-day", "1"),
        ("again-month", "12"),
        ("again-year", "2026"),
        ("words", "He may be hit for it"),
    ];
    act("telling", &told).expect(303);
    act("decision", &decision).expect(303);
    let done = sam.get(&page).expect(200).text("main");
    for said in [
        "Decided: Social work assessment",
        "It rests on suspected harm",
        "Ground: a child is being harmed",
        "It is held",
    ] {
        assert!(done.contains(said), "{said}: {done}");
    }
    assert!(
        !sam.get("/hub/contacts").expect(200).text("main table").contains(&reference),
        "what is decided waits no more; only the family that is not told stays in mind"
    );
    let again = sam.get(&format!("{page}/decision")).expect(303);
    assert_eq!(again.location(), page, "it is decided once");
    // He calls a week later with his number, read out and written down in his own way.
    let earlier = sam.get("/hub/earlier").expect(200);
    assert!(earlier.text("main table").contains(&reference) && !earlier.text("main").contains("Danny"));
    let spoken = reference.to_lowercase().replace('-', " ");
    let found = sam.fill_in(&earlier, "/hub/earlier", &[("number", &spoken)]).expect(303);
    assert_eq!(found.location(), page);
    let none = sam.fill_in(&earlier, "/hub/earlier", &[("number", "H-0000-0000")]).expect(422);
    assert!(none.text("main").contains("No contact has it"));
}

#[test]
fn a_teacher_who_has_not_told_the_family_says_on_which_ground_or_goes_no_further() {
    let house = House::open();
    let teacher = house.visitor();
    let asked = answers(&teacher, &[&[("pick", "worried")], &[("pick", "work")], &[("pick", "later")]]);
    assert_eq!(asked.text("h1"), "Have you talked to the family about this?");
    let refused = answer(&teacher, &asked, &[("pick", "no")]).expect(422);
    assert!(refused.text("main").contains("There is no other"), "{}", refused.text("main"));
    let fields = [("pick", "no"), ("why", "child"), ("more", "Her stepfather is home all day")];
    let next = answer(&teacher, &refused, &fields).expect(200);
    assert_eq!(next.text("h1"), "Who is it about?");
    let page = [&[("about", "Mia, 14")][..], &[], &[("words", "She sleeps elsewhere")], &[("reach", "")]]
        .iter()
        .fold(next, |page, fields| answer(&teacher, &page, fields).expect(200));
    let reference = send(&teacher, &page).text("h1 .app-num");
    let sam = house.signed_in(Who::Sam);
    let queue = sam.get("/hub/contacts").expect(200);
    let place = queue.texts("main a.app-row-link").iter().position(|link| *link == reference).unwrap();
    let words = sam.get(&queue.attributes("main a.app-row-link", "href")[place]).expect(200).text("main");
    assert!(
        words.contains("a child could be harmed") && words.contains("Her stepfather is home all day"),
        "{words}"
    );
}

#[test]
fn a_flood_turns_nobody_away_and_stands_behind_the_rest() {
    let clock = Clock::on_day(onward::demo::TODAY);
    let house = House::with(Demonstration { relaxed_limits: false, second_factor: false }, clock);
    let one = house.visitor();
    let before = answers(
        &one,
        &[
            &[("pick", "worried")],
            &[("pick", "public")],
            &[("pick", "not_named")],
            &[("about", "A boy")],
            &[],
            &[("words", "Something")],
            &[("reach", "")],
        ],
    );
    for number in 0..25 {
        let page = answer(&one, &before, &[("go", "back")]).expect(200);
        let page = answer(&one, &page, &[("reach", &format!("call {number}"))]).expect(200);
        send(&one, &page);
    }
    let child = house.visitor();
    let reference = send(&child, &answers(&child, &CHILD)).text("h1 .app-num");
    let queue = house.signed_in(Who::Sam).get("/hub/contacts").expect(200);
    let words = queue.text("main");
    assert!(words.contains("Several came at once from one place"), "{words}");
    let links = queue.texts("main a.app-row-link");
    assert!(links.len() >= 30, "each of them is kept: {}", links.len());
    assert!(links.iter().position(|link| *link == reference).unwrap() < 3, "the child is not behind them");
}

#[test]
fn somebody_stops_and_comes_back_with_a_code_within_72_hours_and_not_after() {
    let clock = Clock::held_at("2026-11-23T10:00:00Z".parse().unwrap());
    let house = House::with(Demonstration { relaxed_limits: true, second_factor: false }, clock.clone());
    let one = house.visitor();
    let asked = answers(&one, &CHILD[..5]);
    let saved = one.fill_in(&asked, AT, &[("go", "save"), ("words", "He hit me, and")]).expect(200);
    let code = saved.text("h1 .app-num");
    assert!(saved.text("main").contains("Nobody has read it yet"));
    let back = |code: &str| {
        let other = house.visitor();
        other.fill("/worried/back", "/worried/back", &[("code", code)])
    };
    back("ABCDE-FGHJK").expect(422);
    clock.pass(chrono::TimeDelta::hours(71));
    let page = back(&code.to_lowercase()).expect(200);
    assert_eq!(page.text("h1"), "How can we answer you?", "what stood in the box is kept too");
    clock.pass(chrono::TimeDelta::hours(1));
    back(&code).expect(422);
    let asked = answers(&one, &CHILD[..5]);
    let again =
        one.fill_in(&asked, AT, &[("go", "save"), ("words", "He hit me")]).expect(200).text("h1 .app-num");
    let other = house.visitor();
    let last = other.fill("/worried/back", "/worried/back", &[("code", &again)]).expect(200);
    let before = answer(&other, &last, &[("reach", "")]);
    send(&other, &before);
    back(&again).expect(422);
}

#[test]
fn by_day_the_hub_answers_and_at_night_nobody_is_promised_to_read() {
    let at = |now: &str| {
        let clock = Clock::held_at(now.parse().unwrap());
        let house = House::with(Demonstration { relaxed_limits: true, second_factor: false }, clock);
        let child = house.visitor();
        let first = child.get(AT).expect(200).text("main");
        let before = answers(&child, &CHILD);
        (first, send(&child, &before).text("main"))
    };
    let (first, sent) = at("2026-11-23T10:00:00Z");
    for words in [&first, &sent] {
        assert!(words.to_lowercase().contains("the children's hub answers now"), "{words}");
        assert!(words.contains("01632 960 130"), "{words}");
    }
    assert!(sent.contains("Somebody reads it before everything else"), "{sent}");
    let (first, sent) = at("2026-11-29T03:10:00Z");
    assert!(first.contains("the emergency team answers now"), "{first}");
    assert!(sent.contains("The hub is closed at this hour"), "{sent}");
    assert!(sent.contains("If it can't wait until then, call the emergency team"), "{sent}");
}

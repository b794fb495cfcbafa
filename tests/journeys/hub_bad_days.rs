//! Bad input and bad days at the hub's front door: too long a text, a file, a guesser of codes; and no child is turned away by them.

use crate::support::{House, Page, Visitor, Who};
use onward::{app::Demonstration, clock::Clock};
use reqwest::blocking::multipart::{Form, Part};

const AT: &str = "/worried";

fn answers(who: &Visitor, given: &[&[(&str, &str)]]) -> Page {
    given.iter().fold(who.get(AT).expect(200), |page, fields| {
        who.fill_in(&page, AT, &[&[("go", "")], *fields].concat()).expect(200)
    })
}

const UNTIL_WORDS: [&[(&str, &str)]; 5] = [
    &[("pick", "worried")],
    &[("pick", "child")],
    &[("pick", "later")],
    &[("about", "Me, Danny, 15")],
    &[("pick", "unknown")],
];

#[test]
fn sixty_thousand_characters_stay_in_the_box_and_a_shorter_text_is_sent() {
    let house = House::open();
    let child = house.visitor();
    let asked = answers(&child, &UNTIL_WORDS);
    let long = "and then ".repeat(6_700);
    let refused = child.fill_in(&asked, AT, &[("go", ""), ("words", &long)]).expect(422);
    assert!(
        refused.text("main").contains("6,000"),
        "{}",
        refused.text("main").chars().take(400).collect::<String>()
    );
    let kept = refused.text("textarea[name=words]");
    assert!(kept.len() > 60_000, "what they wrote is still there: {}", kept.len());
    let short: String = long.chars().take(5_999).collect();
    let next = child.fill_in(&refused, AT, &[("go", ""), ("words", &short)]).expect(200);
    assert_eq!(next.text("h1"), "How can we answer you?");
    // More than any form may hold is refused as a whole, with a page that says so, and nothing is kept.
    let before = queue_length(&house);
    let huge = child.post(AT, &[("words", &"x".repeat(300_000))]);
    assert_eq!(huge.status, 413, "{}", huge.text("main"));
    assert_eq!(queue_length(&house), before);
}

fn queue_length(house: &House) -> usize {
    house.signed_in(Who::Sam).get("/hub/contacts").expect(200).texts("main table a.app-row-link").len()
}

#[test]
fn a_file_is_not_taken_and_nothing_comes_to_the_hub_by_it() {
    let house = House::open();
    let before = queue_length(&house);
    let who = house.visitor();
    let page = who.get(AT).expect(200);
    let mut form = Form::new();
    for (name, value) in page.form(AT) {
        form = form.text(name, value);
    }
    let picture = Part::bytes(b"\x89PNG\r\n\x1a\n".to_vec()).file_name("proof.pdf");
    let refused = who.post_files(AT, form.part("words", picture));
    assert!((400..500).contains(&refused.status), "{}", refused.status);
    assert!(
        !refused.text("main").is_empty() && refused.body.contains("href=\"/help-now\""),
        "a page of ours: {}",
        refused.text("body")
    );
    assert_eq!(queue_length(&house), before);
}

#[test]
fn a_flood_of_saved_drafts_is_kept_to_its_number_turns_nobody_away_and_says_so() {
    let clock = Clock::on_day(onward::demo::TODAY);
    let house = House::with(Demonstration { relaxed_limits: false, second_factor: false }, clock);
    let one = house.visitor();
    let asked = answers(&one, &UNTIL_WORDS);
    let save = |words: &str| {
        let page = one.fill_in(&asked, AT, &[("go", "save"), ("words", words)]).expect(200);
        assert!(page.text("main").contains("the oldest go sooner"), "{}", page.text("main"));
        page.text("h1 .app-num")
    };
    let first = save("the first");
    let codes: Vec<String> = (0..200).map(|number| save(&format!("and again {number}"))).collect();
    let back = |code: &str| house.visitor().fill("/worried/back", "/worried/back", &[("code", code)]);
    let gone = back(&first).expect(422);
    assert!(gone.text("main").contains("or for less"), "{}", gone.text("main"));
    back(&codes[0]).expect(200);
    back(codes.last().unwrap()).expect(200);
}

#[test]
fn a_guesser_of_codes_is_stopped_and_a_child_on_the_same_network_still_sends() {
    let clock = Clock::on_day(onward::demo::TODAY);
    let house = House::with(Demonstration { relaxed_limits: false, second_factor: false }, clock);
    let guesser = house.visitor();
    let form = guesser.get("/worried/back").expect(200);
    let guess = |number: usize| {
        let code = format!("AAAAA-AA{:03}", number);
        guesser.fill_in(&form, "/worried/back", &[("code", &code)]).status
    };
    let answers_of: Vec<u16> = (0..30).map(guess).collect();
    assert!(answers_of.starts_with(&[422; 10]), "somebody may mistype: {answers_of:?}");
    assert_eq!(answers_of.last(), Some(&429), "{answers_of:?}");
    let child = house.visitor();
    let words: &[&[(&str, &str)]] = &[&[("words", "He hit me")], &[("reach", "")]];
    let before = answers(&child, &[&UNTIL_WORDS[..], words].concat());
    let sent = child.fill_in(&before, AT, &[("go", "send")]).expect(200);
    assert!(sent.text("h1").contains("We have it"));
    // Nor are the codes of letters and of the directory's questions closed by it: they have limits of their own.
    assert_eq!(house.visitor().get("/directory").expect(200).status, 200);
}

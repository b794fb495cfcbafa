//! The directory: a wrong phone number found, flagged and corrected, even when two people correct it at once; and a question that
//! nobody could answer becomes an answer.

use crate::support::{House, Page, Who};

/// The entry that these words find.
fn found(house: &House, words: &str) -> String {
    let page = house.visitor().get(&format!("/directory?q={words}")).expect(200);
    page.attributes("main .app-rows a", "href").into_iter().next().expect("something is found")
}

fn staff_page(entry: &str) -> String {
    entry.replace("/directory/", "/staff/directory/")
}

#[test]
fn a_wrong_phone_number_is_found_flagged_and_corrected_and_two_who_correct_it_see_each_other() {
    let house = House::open();
    let anybody = house.visitor();
    let entry = found(&house, "hungry");
    let page = anybody.get(&entry).expect(200);
    assert!(page.text("main").contains("01632 960 173"), "{}", page.text("main"));
    let wrong = format!("{entry}/wrong");
    anybody.fill(&wrong, &wrong, &[]).expect(422);
    anybody.fill(&wrong, &wrong, &[("wrong", "other")]).expect(422);
    anybody.fill(&wrong, &wrong, &[("wrong", "phone"), ("words", "It is 960 176 now")]).expect(303);
    assert!(anybody.get(&entry).expect(200).text("main").contains("may be wrong"));

    let (dawn, marcus) = (house.signed_in(Who::Dawn), house.signed_in(Who::Marcus));
    let first = dawn.get("/manager/coverage").expect(200);
    assert!(
        first.text("main").contains("to be checked"),
        "it stands on her first page: {}",
        first.text("main")
    );
    let at = staff_page(&entry);
    let page = dawn.get(&at).expect(200);
    assert!(page.text("main").contains("It is 960 176 now"), "{}", page.text("main"));
    let flags = page.attributes("form[action*='/flags/']", "action");
    let early = dawn.fill_in(&page, &flags[0], &[("outcome", "corrected")]);
    assert_eq!(early.status, 422, "nothing was changed yet");
    let edit = format!("{at}/edit");
    let (hers, his) = (dawn.get(&edit).expect(200), marcus.get(&edit).expect(200));
    let save = |who: &crate::support::Visitor, page: &Page, phone: &str| {
        who.fill_in(page, &edit, &[("phone", phone), ("checked", "yes"), ("checked-by", "the food bank")])
    };
    save(&dawn, &hers, "01632 960 176").expect(303);
    let clash = save(&marcus, &his, "01632 960 179").expect(409);
    let words = clash.text("main");
    assert!(words.contains("01632 960 176") && words.contains("01632 960 179"), "both stand there: {words}");
    for flag in flags {
        dawn.fill(&at, &flag, &[("outcome", "corrected")]).expect(303);
    }
    let now = anybody.get(&entry).expect(200).text("main");
    assert!(now.contains("01632 960 176") && !now.contains("may be wrong"), "{now}");
    assert!(now.contains("Checked on 23 November 2026 by the food bank"), "{now}");
    let history = dawn.get(&at).expect(200).text("main");
    assert!(history.contains("01632 960 173"), "what it said before is kept: {history}");
}

#[test]
fn a_question_that_nobody_could_answer_becomes_an_answer_and_a_gap() {
    let house = House::open();
    let anybody = house.visitor();
    let page = anybody.get("/directory?q=wizard").expect(200);
    assert!(page.text("main").contains("Nothing for ‘wizard’"), "{}", page.text("main"));
    anybody.fill("/directory", "/directory/ask", &[]).expect(422);
    let asked =
        anybody.fill("/directory", "/directory/ask", &[("asks", "Someone to teach me to cook")]).expect(200);
    let words = asked.text("main");
    assert!(words.contains("by 5pm on Tuesday 24 November"), "{words}");
    let code = asked.text("main .app-num");
    let open = |code: &str| anybody.fill("/directory/answer", "/directory/answer", &[("code", code)]);
    assert!(open(&code).expect(200).text("main").contains("Nobody has answered yet"));
    open("ABCDE-FGHJK").expect(422);

    let dawn = house.signed_in(Who::Dawn);
    let list = dawn.get("/staff/directory/questions").expect(200);
    let links = list.texts("main a.app-row-link");
    let place = links.iter().position(|text| text.contains("cook")).expect("it is in the list");
    let at = list.attributes("main a.app-row-link", "href").remove(place);
    dawn.fill(&at, &at, &[("outcome", "nothing"), ("words", "Not yet. We ask the college.")]).expect(422);
    let fields = [("outcome", "nothing"), ("words", "Not yet. We ask the college."), ("need", "home")];
    dawn.fill(&at, &at, &fields).expect(303);
    let gaps = dawn.get("/staff/directory/questions").expect(200).text("main");
    assert!(gaps.contains("What is missing here") && gaps.contains("Someone to teach me to cook"), "{gaps}");
    let answer = open(&code.to_lowercase().replace('-', " ")).expect(200).text("main");
    assert!(answer.contains("Not yet. We ask the college."), "{answer}");
    assert!(house.signed_in(Who::Priya).get("/staff/directory/questions").status == 404);
}

#[test]
fn an_entry_past_its_check_tells_readers_and_stands_with_its_owner_alone() {
    let house = House::open();
    let entry = found(&house, "nightstop");
    let words = house.visitor().get(&entry).expect(200).text("main");
    assert!(words.contains("Nobody has checked it since 2 May 2026"), "{words}");
    let at = staff_page(&entry);
    for who in [Who::Priya, Who::Sam, Who::Judith, Who::Rowan] {
        house.signed_in(who).get(&at).expect(404);
    }
    for who in [Who::Jay, Who::Nobody] {
        assert_ne!(house.signed_in(who).get("/staff/directory").status, 200);
    }
    let dawn = house.signed_in(Who::Dawn);
    dawn.fill(&at, &format!("{at}/checked"), &[("checked-by", "")]).expect(422);
    dawn.fill(&at, &format!("{at}/checked"), &[("checked-by", "Nightstop")]).expect(303);
    let words = house.visitor().get(&entry).expect(200).text("main");
    assert!(words.contains("Checked on 23 November 2026 by Nightstop"), "{words}");
}

#[test]
fn odd_searches_and_floods_get_a_page() {
    let house = House::open();
    let anybody = house.visitor();
    for q in ["%25", "%22", "%00", "a%20OR%20b", "NEAR(", "%27%20OR%201=1", &"x".repeat(4_000)] {
        let status = anybody.get(&format!("/directory?q={q}&need=elephant&from=-3")).status;
        assert!(status == 200 || status == 400, "{q}: {status}");
    }
    anybody.get("/directory/0198f0e6-0000-7000-8000-000000000000").expect(404);
    anybody.get("/directory/elephant").expect(404);
    let long = "x".repeat(60_000);
    let back = anybody.fill("/directory", "/directory/ask", &[("asks", &long)]).expect(422);
    assert!(back.body.contains(&long), "what was written stays on the page");
}

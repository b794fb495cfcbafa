//! Dawn's returns after the first day: which years are held, one taken back whole, two numbers that are one person's.

use crate::support::{House, Page, Visitor, Who};
use onward_domain::allocation::Part as Seat;
use onward_store::{on_both, scope::Task};
use reqwest::blocking::multipart::{Form, Part};

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
const EPISODES: &str =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";

/// Hands in a year's children and their episodes, and takes it in. Answers where the import stands.
pub(super) fn hand_in(dawn: &Visitor, year: &str, children: &[&str], episodes: &[&str]) -> String {
    let token =
        dawn.get("/manager/import").expect(200).attributes("main input[name=csrf]", "value").remove(0);
    let mut form = Form::new().text("csrf", token).text("year", year.to_owned());
    for (name, heading, rows) in [("header.csv", HEADER, children), ("episodes.csv", EPISODES, episodes)] {
        let text = format!("{heading}{}\n", rows.join("\n"));
        form = form.part("files", Part::bytes(text.into_bytes()).file_name(name));
    }
    let place = dawn.post_files("/manager/import", form).expect(303).location().to_owned();
    // Rows that can’t be read are left out, where there are any.
    dawn.fill(&place, &format!("{place}/apply"), &[("rows", "leave")]).expect(303);
    assert_eq!(dawn.get(&place).expect(200).text("h1"), "This return is in use");
    place
}

fn found(dawn: &Visitor) -> Vec<String> {
    dawn.get("/manager/people?q=88000").expect(200).texts("tbody th b")
}

fn held(dawn: &Visitor) -> Page {
    dawn.get("/manager/import/years").expect(200)
}

on_both!(a_wrong_return_is_taken_back_whole_with_a_reason_and_once => |store| {
    let house = House::first_day_on(store, &[Who::Dawn]);
    let dawn = house.signed_in(Who::Dawn);
    assert!(held(&dawn).text("main").contains("No year of the return is held yet."));
    let sam = ["880001,1,01/05/2009,WBRI,,,"];
    let draft = hand_in(&dawn, "2024-25", &sam, &["880001,01/05/2024,S,V2,N1,U6,PR1,,,,,,"]);
    let last = hand_in(&dawn, "2024-25", &sam, &["880001,01/05/2024,S,V2,N1,U6,PR1,03/06/2024,E4A,,,,"]);
    let years = held(&dawn);
    assert_eq!(years.texts(".app-years b"), ["2024-25", "2025-26"]);
    assert!(years.text(".app-lede").starts_with("1 year that has ended is not held: 2025-26."), "{}", years.text(".app-lede"));
    let links = years.attributes("a[href$='/take-back']", "href");
    // The second file says the same of who he is, so that the draft's header still counts.
    assert_eq!(links, [format!("{last}/take-back"), format!("{draft}/take-back")]);

    let back = format!("{last}/take-back");
    let page = dawn.get(&back).expect(200);
    assert!(page.text("main").contains("1 row of 1 child"), "{}", page.text("main"));
    let wrong = dawn.fill_in(&page, &back, &[("why", " ")]).expect(422);
    assert_eq!(wrong.attributes(".govuk-error-summary a", "href"), ["#why"]);
    for _ in 0..2 {
        let done = dawn.fill_in(&page, &back, &[("why", "It was the file of another council.")]).expect(303);
        assert_eq!(done.location(), last);
    }
    let after = dawn.get(&last).expect(200);
    assert_eq!(after.text("h1"), "This return was taken back");
    let words = after.text("main");
    assert!(words.contains("It was the file of another council.") && words.contains("Dawn Fairley"), "{words}");
    assert_eq!(dawn.get(&back).expect(303).location(), last, "it can't be taken back twice");
    let links = held(&dawn).attributes("a[href$='/take-back']", "href");
    assert!(links.iter().all(|link| *link == format!("{draft}/take-back")), "the draft counts again: {links:?}");

    let page = dawn.get(&format!("{draft}/take-back")).expect(200);
    dawn.fill_in(&page, &format!("{draft}/take-back"), &[("why", "It was only a draft.")]).expect(303);
    assert!(held(&dawn).text("main").contains("No year of the return is held yet."));
    assert_eq!(found(&dawn).len(), 1, "who came in with it stays");
    let deeds = house.store.read(|tx| tx.deeds(50)).unwrap();
    assert_eq!(deeds.iter().filter(|deed| deed.what == "import.taken_back").count(), 2);
});

on_both!(two_numbers_of_one_person_are_compared_joined_by_two_managers_and_parted => |store| {
    let house = House::first_day_on(store, &[Who::Dawn, Who::Marcus]);
    let dawn = house.signed_in(Who::Dawn);
    let care = "01/05/2023,S,V2,N1,U6,PR1,,,,,,";
    hand_in(&dawn, "2023-24", &["880001,1,01/05/2009,WBRI,A123456789012,,"], &[&format!("880001,{care}")]);
    let two = ["880001,1,01/05/2009,WBRI,A123456789012,,", "880002,1,01/05/2009,WBRI,A123456789012,,"];
    hand_in(&dawn, "2024-25", &two, &[&format!("880001,{care}"), &format!("880002,{care}")]);
    assert_eq!(found(&dawn).len(), 2);

    let at = "/manager/import/joined";
    let page = dawn.get(at).expect(200);
    let words = page.text("main");
    assert!(words.contains("Asked by imports") && words.contains("Compare 880001 and 880002"), "{words}");
    let nobody = dawn.fill(at, at, &[("keep", "880001"), ("other", "1")]).expect(422);
    assert_eq!(nobody.attributes(".govuk-error-summary a", "href"), ["#other"]);
    let both = dawn.fill(at, at, &[("keep", "880001"), ("other", "880002")]).expect(200);
    assert_eq!(both.text("#pair"), "Are these two one person?");
    let beside = both.text("main");
    assert!(beside.contains("A123456789012") && beside.contains("1 May 2023, no end"), "{beside}");
    assert_eq!(found(&dawn).len(), 2, "to compare joins nothing");
    for _ in 0..2 {
        dawn.fill_in(&both, at, &[("sure", "yes")]).expect(303);
    }
    let waits = dawn.get(at).expect(200);
    assert!(waits.text("#waiting").contains("Waiting") && waits.text("main").contains("You asked, so another manager answers"));
    assert_eq!(found(&dawn).len(), 2, "one manager alone joins nobody");
    let marcus = house.signed_in(Who::Marcus);
    let settle = "/manager/import/joined/settle";
    // The other manager's first page leads there; the asker's does not.
    let to_settle = |page: &Page| page.text("main").contains("Agree, or not, that 1 pair of numbers is one person");
    assert!(to_settle(&marcus.get("/manager/coverage").expect(200)));
    assert!(!to_settle(&dawn.get("/manager/coverage").expect(200)));
    let page = marcus.get(at).expect(200);
    let look = page.attributes("input[name=look]", "value").remove(0);
    assert!(dawn.get(at).expect(200).attributes("input[name=look]", "value").is_empty(), "nor answers for the other");
    for _ in 0..2 {
        marcus.fill_in(&page, settle, &[("look", &look), ("agree", "yes")]).expect(303);
    }
    let done = dawn.get("/manager/import/joined?done=joined").expect(200);
    assert_eq!(done.text("#done"), "The two numbers are joined");
    assert!(!done.text("main").contains("Asked by imports"), "{}", done.text("main"));
    assert_eq!(found(&dawn), ["Number 880001"]);
    // From another page, they are one already.
    let again = dawn.fill(at, at, &[("keep", "880001"), ("other", "880002")]).expect(200);
    dawn.fill_in(&again, at, &[("sure", "yes")]).expect(422);

    let part = "/manager/import/joined/apart";
    let page = dawn.get(at).expect(200);
    for _ in 0..2 {
        dawn.fill_in(&page, part, &[]).expect(303);
    }
    assert_eq!(found(&dawn).len(), 2);
    let deeds = house.store.read(|tx| tx.deeds(100)).unwrap();
    let both = dawn.fill(at, at, &[("keep", "880001"), ("other", "880002")]).expect(200);
    for _ in 0..2 {
        let two = dawn.fill_in(&both, at, &[("sure", "no")]).expect(303);
        assert_eq!(two.location(), "/manager/import/joined?done=two");
    }
    let left = dawn.get(at).expect(200).text("main");
    assert!(left.contains("Left as two") && left.contains("Dawn Fairley"), "{left}");
    assert!(!left.contains("Asked by imports"), "{left}");
    let deeds_of = |what: &str| {
        house.store.read(|tx| tx.deeds(100)).unwrap().iter().filter(|deed| deed.what == what).count()
    };
    assert_eq!(deeds_of("person.stays_two"), 1, "once");
    for what in ["person.joined", "person.taken_apart"] {
        assert_eq!(deeds.iter().filter(|deed| deed.what == what).count(), 1, "{what}");
    }
});

on_both!(a_child_of_whom_only_the_header_has_a_row_is_asked_about_until_priya_enters_the_date => |store| {
    let house = House::first_day_on(store, &[Who::Dawn, Who::Priya]);
    let (dawn, priya) = (house.signed_in(Who::Dawn), house.signed_in(Who::Priya));
    let children = ["880001,1,01/05/2009,WBRI,,,", "880007,2,31/02/2009,WBRI,,,"];
    hand_in(&dawn, "2024-25", &children, &["880001,01/05/2024,S,V2,N1,U6,PR1,,,,,,"]);
    assert_eq!(found(&dawn), ["Number 880001", "Number 880007"], "nobody is left out");
    let (child, now) = (house.person("880007"), house.app.clock.moment());
    store.write(move |tx| {
        let adviser = tx.accounts().by_sign_in_name(Who::Priya.sign_in_name())?.unwrap().user;
        let record = tx.system(Task::Demonstration, None, now)?.open(child)?;
        record.allocations().allocate(adviser, Seat::Adviser, None, now.today).map(drop)
    }).unwrap();
    let here = format!("/adviser/people/{child}");
    let asked = priya.get(&format!("{here}/questions")).expect(200);
    assert!(asked.text("main").contains("When were they born?"), "{}", asked.text("main"));
    let birth = format!("{here}/birth");
    let said = [("day-day", "1"), ("day-month", "5"), ("day-year", "2009"), ("reason", "Her passport")];
    priya.fill(&birth, &birth, &said).expect(303);
    let after = priya.get(&format!("{here}/questions")).expect(200).text("main");
    assert!(after.contains("There is no question to settle."), "at once, not at the next import: {after}");
    assert!(after.contains("Settled before"), "{after}");
});

on_both!(a_question_about_five_days_hides_no_care_and_waits_alone_until_it_is_answered => |store| {
    let house = House::first_day_on(store, &[Who::Dawn, Who::Priya]);
    let dawn = house.signed_in(Who::Dawn);
    let child = ["880001,1,01/05/2007,WBRI,,,"];
    for year in ["2021-22", "2022-23", "2023-24", "2024-25"] {
        hand_in(&dawn, year, &child, &["880001,03/05/2021,S,C2,N1,U6,PR1,,,,,,"]);
    }
    hand_in(&dawn, "2025-26", &child, &["880001,03/05/2021,S,C2,N1,U6,PR1,30/04/2025,E5,,,,"]);
    let page = dawn.get("/manager/people").expect(200);
    let ticks = page.attributes("input[name=pick]", "value");
    crate::journeys::first_day::give(&dawn, &page, &ticks, &crate::journeys::first_day::adviser(&house, Who::Priya)).expect(303);
    let priya = house.signed_in(Who::Priya);
    let base = format!("/adviser/people/{}", house.person("880001"));
    let overview = || priya.get(&base).expect(200).text("main");
    assert!(overview().contains("Former relevant"), "{}", overview());

    // She corrects the day by five, and the year comes again with another.
    let history = format!("{base}/care-history");
    let line = priya.get(&history).expect(200).attributes("table a[href*='/episodes/']", "href").remove(0);
    let fields = [
        ("end-day", "25"), ("legal-status", "C2"), ("placement", "U6"), ("reason-ended", "E5"),
        ("basis", "case_system"), ("reason", "The placement record"),
    ];
    let asked = priya.fill(&line, &line, &fields);
    if asked.status != 303 {
        priya.fill_in(&asked, &line, &fields).expect(303);
    }
    hand_in(&dawn, "2025-26", &child, &["880001,03/05/2021,S,C2,N1,U6,PR1,28/04/2025,E5,,,,"]);

    let page = priya.get(&history).expect(200);
    let words = page.text("main");
    assert!(words.contains("The count waits for one question") && words.contains("In question"), "{words}");
    assert!(words.contains("25 April 2025") && !words.contains("No time in care is recorded"), "{words}");
    assert!(!words.contains("0 of 91"), "{words}");
    let list = format!("{base}/questions");
    assert!(page.attributes("main a", "href").contains(&list), "it leads to the question");
    assert_eq!(page.attributes("table a[href*='/episodes/']", "href").len(), 1, "the period can be corrected");
    assert!(overview().contains("Former relevant"), "both days give the same status: {}", overview());
    for place in ["what-if", "handover"] {
        assert!(priya.get(&format!("{base}/{place}")).expect(200).text("main").contains("waits for one question"));
    }

    // Answered, undone, answered again.
    let open = priya.get(&list).expect(200);
    let action = open.attributes("main form", "action").remove(0);
    priya.fill_in(&open, &action, &[("answer", "keep")]).expect(303);
    let settled = priya.get(&list).expect(200);
    let said = settled.text("#settled + ul");
    assert!(said.contains("The record was kept, on 23 November 2026, by Priya Nair"), "{said}");
    assert!(!priya.get(&history).expect(200).text("main").contains("waits for one question"));
    priya.fill_in(&settled, &format!("{action}/again"), &[]).expect(303);
    assert!(priya.get(&history).expect(200).text("main").contains("waits for one question"));
    let open = priya.get(&list).expect(200);
    priya.fill_in(&open, &action, &[("answer", "take")]).expect(303);
    assert!(priya.get(&history).expect(200).text("main").contains("28 April 2025"));
});

on_both!(an_age_dispute_is_settled_with_a_date_of_birth_and_never_by_one_press => |store| {
    let house = House::first_day_on(store, &[Who::Dawn, Who::Priya]);
    let dawn = house.signed_in(Who::Dawn);
    let child = ["880001,1,01/05/2009,WBRI,,,"];
    hand_in(&dawn, "2025-26", &child, &["880001,01/05/2025,S,V2,N1,U6,PR1,03/12/2025,E15,,,,"]);
    let page = dawn.get("/manager/people").expect(200);
    let ticks = page.attributes("input[name=pick]", "value");
    crate::journeys::first_day::give(&dawn, &page, &ticks, &crate::journeys::first_day::adviser(&house, Who::Priya)).expect(303);
    let priya = house.signed_in(Who::Priya);
    let list = format!("/adviser/people/{}/questions", house.person("880001"));
    let open = priya.get(&list).expect(200);
    assert!(open.attributes("main button", "value").is_empty(), "nothing to press: {}", open.text("main"));
    let one = open.attributes(&format!("main a[href^='{list}/']"), "href").remove(0);
    let pressed = priya.fill(&one, &one, &[("answer", "dealt_with")]).expect(422);
    assert_eq!(pressed.attributes(".govuk-error-summary a", "href"), ["#found"]);
    let without = priya.fill(&one, &one, &[("found", "The age assessment of June")]).expect(422);
    assert_eq!(without.attributes(".govuk-error-summary a", "href"), ["#day"]);
    assert_eq!(without.text("textarea"), "The age assessment of June", "kept");
    let fields = [
        ("found", "The age assessment of June"), ("day-day", "1"), ("day-month", "5"), ("day-year", "2006"),
    ];
    priya.fill(&one, &one, &fields).expect(303);
    let words = priya.get(&list).expect(200).text("main");
    assert!(words.contains("There is no question to settle"), "{words}");
    assert!(words.contains("The age assessment of June") && words.contains("by Priya Nair"), "{words}");
    let born = priya.get(&list.replace("questions", "birth")).expect(200).text("main");
    assert!(born.contains("1 May 2006"), "{born}");
});

//! The borough's own offer gives £3,500 for a first home. Priya records what happens with Jay's money for a first home;
//! Jay reads it.

use crate::support::{House, JAY, Page, Visitor, Who};

const FIRST_HOME: &str = "/what-you-can-get/9";

/// Submits one step for the money for a first home, as Priya, from the open page or from the one that asked again.
fn step(priya: &Visitor, page: &Page, at: &str, fields: &[(&str, &str)]) -> Page {
    priya.fill_in(page, at, fields)
}

fn at(house: &House) -> String {
    format!("/adviser/people/{}/entitlements/9", house.person(JAY))
}

#[test]
fn more_than_the_law_gives_is_questioned_before_it_is_saved_and_what_was_entered_is_kept() {
    let house = House::open();
    let (priya, at) = (house.signed_in(Who::Priya), at(&house));
    let open = priya.get(&at).expect(200);
    let paid = [("step", "paid"), ("amount", "9,999"), ("words", "Bed and cooker")];
    let asked = step(&priya, &open, &at, &paid);
    assert_eq!(asked.status, 422);
    let words = asked.text("main");
    assert!(words.contains("£9,999 would have been paid") && words.contains("This gives £3,500"), "{words}");
    assert!(words.contains("Nothing is saved yet"), "{words}");
    assert_eq!(asked.attributes("#amount", "value"), ["9,999"]);
    assert_eq!(asked.text("textarea"), "Bed and cooker");
    assert!(!priya.get(&at).expect(200).text("main").contains("Paid so far"), "nothing was saved");
    let saved = step(&priya, &asked, &at, &paid);
    assert_eq!(saved.status, 303, "{}", saved.text("main"));
    assert!(priya.get(&at).expect(200).text("main").contains("Paid so far: £9,999 of £3,500"));
}

#[test]
fn jay_has_had_it_all_and_asks_again_and_he_and_priya_read_that_he_has_had_it() {
    let house = House::open();
    let (priya, at) = (house.signed_in(Who::Priya), at(&house));
    let day = [("day-day", "4"), ("day-month", "5"), ("day-year", "2026")];
    let open = priya.get(&at).expect(200);
    let paid: Vec<_> = [("step", "paid"), ("amount", "3500")].into_iter().chain(day).collect();
    assert_eq!(step(&priya, &open, &at, &paid).status, 303);
    let open = priya.get(&at).expect(200);
    let again = step(&priya, &open, &at, &[("step", "asked")]);
    assert_eq!(again.status, 422);
    let words = again.text("main");
    assert!(
        words.contains("has had all of this already") && words.contains("£3,500 on 4 May 2026"),
        "{words}"
    );
    assert_eq!(step(&priya, &again, &at, &[("step", "asked")]).status, 303);
    let page = priya.get(&at).expect(200).text("main");
    assert!(page.contains("Jay has had this: £3,500 on 4 May 2026. Jay asked again on"), "{page}");
    assert!(!page.contains("cannot get this"), "{page}");
    let jay = house.signed_in(Who::Jay);
    for at in ["/what-you-can-get?q=first+home", FIRST_HOME, &format!("{FIRST_HOME}/why")] {
        let words = jay.get(at).expect(200).text("main");
        assert!(words.contains("You have had this: £3,500 on 4 May 2026."), "{at}: {words}");
        assert!(!words.contains("This one is not for you today"), "{at}: {words}");
    }
    assert!(!jay.get(FIRST_HOME).expect(200).text("main").contains("Ask for it"));
}

#[test]
fn jay_reads_what_amount_the_council_agreed_and_what_comes_next() {
    let house = House::open();
    let (priya, at) = (house.signed_in(Who::Priya), at(&house));
    let open = priya.get(&at).expect(200);
    let agreed = step(&priya, &open, &at, &[("step", "agreed"), ("amount", "200"), ("words", "A bed first")]);
    assert_eq!(agreed.status, 303, "{}", agreed.text("main"));
    let jay = house.signed_in(Who::Jay);
    let list = jay.get("/what-you-can-get?need=home").expect(200).text("main");
    assert!(list.contains("We said yes to £200 on"), "{list}");
    assert!(!list.contains("2127"), "a right for life has no last day: {list}");
    let page = jay.get(FIRST_HOME).expect(200).text("main");
    assert!(page.contains("Your council said yes") && page.contains("You get it"), "{page}");
    assert!(!page.contains("Ask them to write to you"), "{page}");
}

#[test]
fn jay_and_priya_read_the_same_number_of_things_he_can_have_now() {
    let house = House::open();
    let list = house.signed_in(Who::Jay).get("/what-you-can-get").expect(200).text("main");
    let number = list.split(" things are yours now").next().unwrap().rsplit(' ').next().unwrap();
    assert!(number.parse::<u32>().unwrap() > 5, "{list}");
    let person = format!("/adviser/people/{}", house.person(JAY));
    let words = house.signed_in(Who::Priya).get(&person).expect(200).text("main");
    assert!(
        words.contains(&format!("{number} things are Jay’s now, the same number that Jay sees:")),
        "{words}"
    );
}

#[test]
fn not_relevant_while_jay_waits_asks_how_he_is_answered_and_not_now_is_an_answer_that_he_reads() {
    let house = House::open();
    let (priya, at) = (house.signed_in(Who::Priya), at(&house));
    let open = priya.get(&at).expect(200);
    assert_eq!(step(&priya, &open, &at, &[("step", "asked")]).status, 303);
    let open = priya.get(&at).expect(200);
    let why = "You have a furnished room until June";
    let said = [("step", "not_relevant"), ("words", why)];
    let asked = step(&priya, &open, &at, &said).expect(422);
    let words = asked.text("main");
    assert!(words.contains("Choose how you answer; nothing is saved before"), "{words}");
    assert!(words.contains("Jay asked for this and waits. What is your answer?"), "{words}");
    assert_eq!(asked.text("textarea#words"), why, "the words are kept");
    let no = [("step", "not_relevant"), ("words", why), ("answer", "no")];
    let refusal = step(&priya, &asked, &at, &no).expect(422).text(".govuk-error-summary");
    assert!(!refusal.is_empty(), "a no says what it rests on and what he can do");
    let not_now = [("step", "not_relevant"), ("words", why), ("answer", "not-now")];
    let sent = step(&priya, &asked, &at, &not_now);
    assert_eq!(sent.status, 303, "{}", sent.text("main"));
    let jay = house.signed_in(Who::Jay);
    let read = jay.get(&format!("{FIRST_HOME}/asked")).expect(200).text("main");
    assert!(read.contains("Not now") && read.contains(why), "{read}");
    assert!(read.contains("challenge") && read.contains("I still want it: ask again"), "{read}");
    let home = jay.get("/home").expect(200).text("main");
    assert!(home.contains("The answer is not now"), "{home}");
    assert_eq!(jay.fill(&format!("{FIRST_HOME}/ask"), &format!("{FIRST_HOME}/ask"), &[]).status / 100, 3);
    let again = priya.get(&at).expect(200).text("main");
    assert!(again.contains("On its way"), "he asked again, and waits: {again}");
}

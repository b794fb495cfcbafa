//! The borough's own offer gives £3,500 for a first home. Priya records what happens with Jay's money for a first home;
//! Jay reads it.

use crate::support::{House, JAY, Page, Visitor, Who};

const FIRST_HOME: &str = "/what-you-can-get/9";

/// Submits one step for the money for a first home, as Priya, from the open page or from the one that asked again.
fn step(priya: &Visitor, page: &Page, at: &str, fields: &[(&str, &str)]) -> Page {
    priya.fill_in(page, at, fields)
}

/// The value of the paper whose name begins like this.
fn paper(page: &Page, name: &str) -> String {
    let names = page.texts("#document option");
    let place = names.iter().position(|words| words.starts_with(name)).expect("one of his papers");
    page.attributes("#document option", "value").remove(place)
}

fn at(house: &House) -> String {
    format!("/adviser/people/{}/entitlements/9", house.person(JAY))
}

#[test]
fn more_than_the_law_gives_is_questioned_before_it_is_saved_and_what_was_entered_is_kept() {
    let house = House::open();
    let (priya, at) = (house.signed_in(Who::Priya), at(&house));
    let open = priya.get(&at).expect(200);
    let paid = [("step", "paid"), ("amount", "9,999"), ("to", "themselves"), ("words", "Bed and cooker")];
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
    let paid: Vec<_> =
        [("step", "paid"), ("amount", "3500"), ("to", "themselves")].into_iter().chain(day).collect();
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
    let list = jay.get("/what-you-can-get").expect(200);
    let found = jay.fill_in(&list, "/what-you-can-get", &[("q", "first home")]).expect(200);
    let pages = [FIRST_HOME.to_owned(), format!("{FIRST_HOME}/why")].map(|at| jay.get(&at).expect(200));
    for (at, page) in ["search", "thing", "why"].iter().zip([&found].into_iter().chain(&pages)) {
        let words = page.text("main");
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
    assert!(home.contains("Money for your first home: not now"), "{home}");
    assert_eq!(jay.fill(&format!("{FIRST_HOME}/ask"), &format!("{FIRST_HOME}/ask"), &[]).status / 100, 3);
    let again = priya.get(&at).expect(200).text("main");
    assert!(again.contains("On its way"), "he asked again, and waits: {again}");
}

#[test]
fn a_payment_says_who_had_it_and_what_shows_it_on_every_page_that_lists_it() {
    let house = House::open();
    let (priya, at) = (house.signed_in(Who::Priya), at(&house));
    let open = priya.get(&at).expect(200);
    let passport = paper(&open, "Passport");
    let paid = [("step", "paid"), ("amount", "200")];
    let nobody = step(&priya, &open, &at, &paid);
    assert_eq!(nobody.status, 422);
    assert!(nobody.text("main").contains("Choose who it was paid to"));
    let unnamed = step(&priya, &nobody, &at, &[("to", "somebody")]);
    assert_eq!(unnamed.status, 422);
    assert!(unnamed.text("main").contains("Enter the name of the shop"), "{}", unnamed.text("main"));
    let shown = [("payee", "B&Q"), ("evidence", "receipt 4471"), ("document", passport.as_str())];
    assert_eq!(step(&priya, &unnamed, &at, &shown).status, 303);
    let ledger = priya.get(&at).expect(200);
    let words = ledger.text("main");
    assert!(words.contains("Paid to B&Q"), "{words}");
    assert!(words.contains("Shown by: receipt 4471. In their papers: Passport"), "{words}");
    let person = format!("people/{}", house.person(JAY));
    for (who, page) in [
        (Who::Priya, format!("/adviser/{person}")),
        (Who::Priya, format!("/adviser/{person}/chronology?what=help")),
        (Who::Dawn, format!("/manager/{person}")),
    ] {
        let words = house.signed_in(who).get(&page).expect(200).text("main");
        assert!(words.contains("Paid to B&Q") && words.contains("receipt 4471"), "{page}: {words}");
    }
    let jay = house.signed_in(Who::Jay);
    for at in [FIRST_HOME.to_owned(), format!("{FIRST_HOME}/asked"), "/my-place".to_owned()] {
        let page = jay.get(&at);
        if page.status == 303 {
            continue;
        }
        let words = page.text("main");
        assert!(words.to_lowercase().contains("paid to b&q"), "{at}: {words}");
        assert!(words.contains("What shows it: receipt 4471.") && words.contains("£200"), "{at}: {words}");
        let link = format!("/mine/documents/{passport}/file");
        assert!(page.attributes("main a", "href").contains(&link), "{at}");
    }
    // Taken back, both lines stay, and he no longer reads it.
    let line = ledger.attributes("a[href*='/steps/']", "href").remove(0);
    let mistake = priya.get(&line).expect(200);
    priya.fill_in(&mistake, &line, &[("why", "It was paid from another budget.")]).expect(303);
    let words = priya.get(&at).expect(200).text("main");
    assert!(words.contains("A mistake, taken back") && words.contains("Paid to B&Q"), "{words}");
    assert!(!jay.get(FIRST_HOME).expect(200).text("main").contains("B&Q"));
}

#[test]
fn a_paper_that_jay_does_not_see_shows_a_payment_to_staff_alone_and_nobody_else_s_paper_can() {
    let house = House::open();
    let (priya, at) = (house.signed_in(Who::Priya), at(&house));
    let open = priya.get(&at).expect(200);
    let letter = paper(&open, "Letter");
    let paid = [("step", "paid"), ("amount", "20"), ("to", "themselves")];
    let with = |document: &str| {
        let mut fields = paid.to_vec();
        fields.push(("document", document));
        priya.fill_in(&priya.get(&at).expect(200), &at, &fields)
    };
    assert_eq!(with("0190b5a0-0000-7000-8000-000000000000").status, 404);
    assert_eq!(with(&letter).status, 303);
    assert!(priya.get(&at).expect(200).text("main").contains("In their papers: Letter"));
    let jay = house.signed_in(Who::Jay);
    let page = jay.get(FIRST_HOME).expect(200);
    assert!(!page.body.contains(&letter), "not even its number");
}

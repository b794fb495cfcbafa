//! An adviser is offered again after 21, and the young person answers on their own page, over HTTP.

use crate::support::{House, Who};
use onward::{app::Demonstration, clock::Clock};

const AMARA: &str = "008242";

/// Amara turned 21 on 30 April 2028.
fn house() -> House {
    let clock = Clock::on_day("2028-05-10".parse().expect("a day"));
    House::with(Demonstration { relaxed_limits: true, second_factor: false }, clock)
}

#[test]
fn the_offer_is_on_the_list_and_on_her_first_page_until_she_answers_and_her_yes_is_on_the_list_again() {
    let house = house();
    let (priya, amara) = (house.signed_in(Who::Priya), house.signed_in(Who::Amara));
    let here = format!("/adviser/people/{}/support", house.person(AMARA));
    let rows = |words: &str| {
        let list = priya.get("/adviser/today?show=month").expect(200);
        let hers = |row: &String| row.contains("Amara Fielding") && row.contains(words);
        list.texts(".app-due__item").into_iter().find(hers)
    };
    let due = rows("offer of an adviser").expect("the row");
    assert!(due.contains("Turned 21 on 30 April 2028") || due.contains("Turned 21 on 30 Apr"), "{due}");
    assert!(due.contains("section 23CZB(7)"), "{due}");
    let bare = priya.fill(&here, &here, &[]).expect(422).text("main");
    assert!(bare.contains("Choose how you offered it"), "{bare}");
    let early =
        [("how", "call"), ("answer", "none-yet"), ("on-day", "1"), ("on-month", "4"), ("on-year", "2028")];
    assert!(priya.fill(&here, &here, &early).expect(422).text("main").contains("They turn 21 on"));
    let offered = [("how", "call"), ("answer", "none-yet")];
    assert_eq!(priya.fill(&here, &here, &offered).status, 303);
    assert_eq!(rows("offer of an adviser"), None);
    let home = amara.get("/home").expect(200).text("main");
    assert!(home.contains("Would you like an adviser again?"), "{home}");
    let page = amara.get("/support").expect(200);
    assert!(
        amara.fill_in(&page, "/support", &[]).expect(422).text("main").contains("Choose what you would like")
    );
    let yes = [("answer", "yes"), ("words", "MARK-rent is too high")];
    assert_eq!(amara.fill_in(&page, "/support", &yes).status, 303);
    assert_eq!(amara.fill_in(&page, "/support", &yes).status, 303, "two taps");
    let told = amara.get("/support").expect(200).text("main");
    assert!(told.contains("You have an adviser until you are 25"), "{told}");
    assert!(!amara.get("/home").expect(200).text("main").contains("Would you like an adviser again?"));
    let wanted = rows("wants an adviser again").expect("her yes");
    assert!(wanted.contains("2 working days"), "{wanted}");
    let said = priya.get(&here).expect(200).text("main");
    assert_eq!(said.matches("MARK-rent").count(), 1, "{said}");
    let line = format!("/adviser/people/{}/chronology?what=help", house.person(AMARA));
    assert!(priya.get(&line).expect(200).text("main").contains("An adviser after 21: wants one"));
}

#[test]
fn before_21_she_reads_from_when_on_and_a_form_that_she_should_not_have_does_nothing() {
    let house = House::open();
    let amara = house.signed_in(Who::Amara);
    let page = amara.get("/support").expect(200);
    assert!(page.text("main").contains("From 30 April 2028"), "{}", page.text("main"));
    assert!(page.attributes("form[action='/support']", "action").is_empty());
}

//! A young person's own steps, over HTTP: two tabs lose nothing, and what is private is on no page of anybody else.

use crate::support::{House, JAY, Who};

const MARK: &str = "MARK-see-my-sister";

#[test]
fn two_tabs_change_the_same_step_and_the_one_that_is_late_sees_both() {
    let house = House::open();
    let (one, two) = (house.signed_in(Who::Jay), house.signed_in(Who::Jay));
    let part = one.get("/my-plan/parts/home").expect(200);
    let at = part.attributes("main a[href^='/my-plan/own-steps/']", "href").remove(0);
    let late = two.get(&at).expect(200);
    assert_eq!(one.fill(&at, &at, &[("what", "See it on Tuesday evening"), ("area", "home")]).status, 303);
    let down = [("way", "down")];
    assert_eq!(one.fill("/my-plan/parts/home", &format!("{at}/move"), &down).status, 303);
    let clash = two.fill_in(&late, &at, &[("what", "See it in the rain"), ("area", "home")]).expect(409);
    let words = clash.text("main");
    assert!(words.contains("Saved: See it on Tuesday evening"), "{words}");
    assert!(words.contains("Yours: See it in the rain"), "{words}");
    assert_eq!(
        two.fill_in(&clash, &at, &[("what", "See it in the rain"), ("area", "home")]).status,
        303,
        "saved again, on purpose"
    );
    let words = one.get(&at).expect(200).text("main");
    assert!(words.contains("See it on Tuesday evening"), "the earlier version stays: {words}");
}

#[test]
fn a_private_part_is_on_no_page_of_staff_and_a_shared_one_is_on_the_advisers() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let new = "/my-plan/parts/people/new-step";
    assert_eq!(jay.fill(new, new, &[("what", MARK), ("area", "people")]).status, 303);
    assert!(jay.get("/my-plan/parts/people").expect(200).text("main").contains(MARK));
    let person = house.person(JAY);
    let pages =
        [(Who::Priya, format!("/adviser/people/{person}")), (Who::Dawn, format!("/manager/people/{person}"))];
    let found = |what: &str| {
        let all = pages.iter();
        all.filter(|(who, at)| house.signed_in(*who).get(at).expect(200).body.contains(what)).count()
    };
    assert_eq!((found(MARK), found("Choose a washing machine")), (0, 2), "the part about his home is shared");
    let share = |yes: &str| {
        let at = "/my-plan/parts/people";
        assert_eq!(jay.fill(at, &format!("{at}/share"), &[("share", yes)]).status, 303);
    };
    share("yes");
    assert_eq!(found(MARK), 2);
    share("no");
    assert_eq!(found(MARK), 0);
}

#[test]
fn a_review_that_is_asked_for_stands_on_the_advisers_page() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let plan = jay.get("/my-plan").expect(200);
    assert_eq!(jay.fill_in(&plan, "/my-plan", &[("kind", "review")]).status, 303);
    let words = jay.get("/my-plan").expect(200).text("main");
    assert!(words.contains("by Monday 21 December"), "{words}");
    let page = house.signed_in(Who::Priya).get(&format!("/adviser/people/{}", house.person(JAY)));
    assert!(page.expect(200).text("main").contains("Asked for a plan review"));
}

//! The assessment and a part of the plan: whoever writes, no word is lost by a button that saves another.

use crate::support::{House, JAY, Page, Who};

#[test]
fn three_matters_of_an_assessment_are_saved_with_one_press_and_a_clash_of_one_loses_none() {
    let house = House::open();
    let (one, other) = (house.signed_in(Who::Priya), house.signed_in(Who::Priya));
    let at = format!("/adviser/people/{}/assessment", house.person(JAY));
    let (first, second) = (one.get(&at).expect(200), other.get(&at).expect(200));
    let three = [
        ("home", "A place near the college."),
        ("money", "A bank account of his own."),
        ("health", "A dentist who takes him."),
    ];
    one.fill_in(&first, &at, &three).expect(303);
    let text = |page: &Page| page.text("main form");
    let said = one.get(&at).expect(200);
    for (_, words) in three {
        assert!(text(&said).contains(words), "{words}: {}", text(&said));
    }
    let mine = [("home", "A place near his aunt."), ("people", "His aunt, every Sunday.")];
    let clash = other.fill_in(&second, &at, &mine);
    assert_eq!(clash.status, 409, "{}", clash.text("main"));
    let shown = clash.text("main");
    assert!(
        shown.contains("A place near the college.") && shown.contains("A place near his aunt."),
        "{shown}"
    );
    let now = one.get(&at).expect(200);
    assert!(text(&now).contains("His aunt, every Sunday."), "what nobody else wrote is kept");
    assert!(
        text(&now).contains("A place near the college."),
        "and what somebody wrote stands until it is decided"
    );
    other.fill_in(&clash, &at, &[]).expect(303);
    let last = one.get(&at).expect(200);
    assert!(
        text(&last).contains("A place near his aunt.") && text(&last).contains("A dentist who takes him.")
    );
}

#[test]
fn a_step_is_added_and_changed_without_losing_the_words_written_beside_it() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let plan = format!("/adviser/people/{}/plan", house.person(JAY));
    priya.fill(&plan, &plan, &[]);
    let home = format!("{plan}/parts/home");
    let page = priya.get(&home).expect(200);
    let words = [("agreed", "He wants a flat near the college."), ("then", "new")];
    let opened = priya.fill_in(&page, &home, &words).expect(303).location().to_owned();
    assert!(opened.ends_with("?step=new#step"), "{opened}");
    let page = priya.get(opened.split('#').next().unwrap()).expect(200);
    assert_eq!(page.text("#agreed"), "He wants a flat near the college.", "the words were saved on the way");
    let both = [
        ("agreed", "He wants a flat near the college, by summer."),
        ("what", "Look at two flats on Friday"),
        ("who", "Priya"),
    ];
    priya.fill_in(&page, &home, &both).expect(303);
    let page = priya.get(&home).expect(200);
    assert_eq!(page.text("#agreed"), "He wants a flat near the college, by summer.");
    assert!(page.text("main").contains("Look at two flats on Friday"));
    let refused = priya.fill_in(
        &priya.get(&format!("{home}?step=new")).expect(200),
        &home,
        &[("agreed", "He has found one."), ("who", "Jay")],
    );
    assert_eq!(refused.status, 422, "a step without words");
    assert_eq!(refused.text("#agreed"), "He has found one.", "and the words beside it stay");
}

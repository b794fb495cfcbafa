//! A discharge three days short of 13 weeks, tried out before it happens, over HTTP.

use crate::support::{House, Who};
use leaving_care_rules::person::LegalStatus;
use onward_domain::{
    allocation::Part,
    care::EpisodeNote,
    id::PersonId,
    person::{Identity, Sex},
};
use onward_store::scope::{NewPerson, Task};

/// Kai, born 14 October 2010: 32 days in spring 2025, in care again since 12 October 2026, planned to end on 7 December. Priya
/// is their adviser.
fn kai(house: &House) -> PersonId {
    let day = |text: &str| text.parse().unwrap();
    let stay = move |start: &str, end: &str| EpisodeNote {
        start: Some(day(start)),
        end: Some(day(end)),
        legal_status: Some(LegalStatus::V2),
        placement: Some("K2".into()),
        ..EpisodeNote::default()
    };
    let identity = Identity {
        child: Some("K1".into()),
        known_as: "Kai".into(),
        first_names: "Kai".into(),
        family_name: "Robinson".into(),
        born: Some(day("2010-10-14")),
        sex: Sex::Unknown,
        protected: false,
    };
    let now = house.app.clock.moment();
    let name = Who::Priya.sign_in_name();
    house
        .store
        .write(move |tx| {
            let priya = tx.accounts().by_sign_in_name(name)?.unwrap().user;
            let record = tx
                .system(Task::Demonstration, None, now)?
                .add_person(&NewPerson { identity: identity.clone() })?;
            record.allocations().allocate(priya, Part::Adviser, None, day("2026-11-01"))?;
            record.episodes().add(&stay("2025-03-03", "2025-04-04"))?;
            record.episodes().add(&stay("2026-10-12", "2026-12-07"))?;
            Ok(record.id())
        })
        .unwrap()
}

#[test]
fn three_days_short_costs_an_adviser_to_25_and_the_page_for_the_panel_says_what_was_assumed() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let history = format!("/adviser/people/{}/care-history", kai(&house));
    let asked = "end-day=7&end-month=12&end-year=2026&live=own&course=";
    let page = priya.get(&format!("{history}?{asked}")).expect(200);
    let result = page.text("#result");
    assert!(result.contains("3 days short of 91"), "{result}");
    assert!(result.contains("First safe day: Thursday 10 December"), "{result}");
    let rows = page.texts("#result details summary");
    assert!(rows.iter().any(|row| row.contains("things would be lost")), "{rows:?}");

    let panel = format!("{history}/panel?{asked}");
    assert!(
        page.attributes("#result a", "href").contains(&panel),
        "{:?}",
        page.attributes("#result a", "href")
    );
    let panel = priya.get(&panel).expect(200).text("main");
    for part in [
        "Worked out on Monday 23 November by Priya Nair",
        "Care ends on Monday 7 December",
        "lives alone or in supported housing",
        "3 days short of 91",
        "10 December 2026",
        "£3,500",
        "CA 1989",
        "Where this is written",
        "Whether care should end",
    ] {
        assert!(panel.contains(part), "{part}: {panel}");
    }
}

#[test]
fn a_move_home_to_a_parent_is_safe_only_where_six_months_there_end_after_18() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let panel = format!("/adviser/people/{}/care-history/panel", kai(&house));
    let asked = "end-day=10&end-month=12&end-year=2026&live=parent&course=";
    let words = priya.get(&format!("{panel}?{asked}")).expect(200).text("main");
    assert!(words.contains("lives with a parent"), "{words}");
    assert!(!words.contains("The first day that loses nothing is Thursday 10 December"), "{words}");
    let custody = "end-day=10&end-month=12&end-year=2026&live=custody&course=college";
    let words = priya.get(&format!("{panel}?{custody}")).expect(200).text("main");
    assert!(words.contains("is in custody") && words.contains("on a course by then"), "{words}");
}

#[test]
fn nobody_else_tries_out_a_day_and_a_day_that_has_passed_is_said_to_have() {
    let house = House::open();
    let panel = format!("/adviser/people/{}/care-history/panel", kai(&house));
    house.signed_in(Who::Callum).get(&panel).expect(404);
    let past = format!("{panel}?end-day=1&end-month=11&end-year=2026");
    let page = house.signed_in(Who::Priya).get(&past).expect(422);
    assert!(page.text("main").contains("This one has passed"), "{}", page.text("main"));
}

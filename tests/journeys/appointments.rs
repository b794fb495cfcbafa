//! An appointment from both sides, over HTTP.

use crate::support::{House, JAY, Who};

const WHEN: [(&str, &str); 5] =
    [("day-day", "3"), ("day-month", "12"), ("day-year", "2026"), ("time", "2:30pm"), ("how", "elsewhere")];

#[test]
fn jay_asks_priya_says_yes_and_the_file_for_his_calendar_says_only_when() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let mut asked = WHEN.to_vec();
    asked.extend([("place", "The library"), ("words", "MARK-about my baby")]);
    assert_eq!(jay.fill("/appointments/new", "/appointments/new", &asked).status, 303);
    let here = format!("/adviser/people/{}/appointments", house.person(JAY));
    let page = priya.get(&here).expect(200);
    assert!(page.text("main").contains("MARK-about my baby"), "{}", page.text("main"));
    let theirs = page.attributes("main form[action*='/appointments/']", "action");
    let answered: Vec<u16> =
        theirs.iter().map(|at| priya.fill_in(&page, at, &[("say", "yes")]).status).collect();
    assert!(answered.contains(&303), "{answered:?}");
    let words = jay.get("/appointments").expect(200).text("main");
    assert!(words.contains("Thursday 3 December, 2:30pm Agreed"), "{words}");
    let files = jay.get("/appointments").expect(200).attributes("a[href$='/calendar.ics']", "href");
    for file in files {
        let file = jay.get(&file).expect(200);
        assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
        assert!(file.header("cache-control").contains("no-store"), "{}", file.header("cache-control"));
        assert!(file.header("content-disposition").contains("appointment.ics"));
        assert!(file.body.contains("SUMMARY:Appointment") && !file.body.contains("MARK"), "{}", file.body);
        for word in ["Priya", "Jay", "care", "council", "visit"] {
            assert!(!file.body.contains(word), "{word}: {}", file.body);
        }
    }
}

#[test]
fn nothing_is_agreed_in_the_past_and_nobody_says_yes_to_themselves() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let past =
        [("day-day", "1"), ("day-month", "11"), ("day-year", "2026"), ("time", "2pm"), ("how", "call")];
    let page = jay.fill("/appointments/new", "/appointments/new", &past).expect(422);
    assert!(page.text("main").contains("Enter a time in the future"), "{}", page.text("main"));
    assert_eq!(jay.fill("/appointments/new", "/appointments/new", &WHEN).status, 422, "a place is missing");
    let page = jay.get("/appointments").expect(200);
    let mine = page.attributes("main section:not(.app-card--you) form[action^='/appointments/']", "action");
    for at in mine {
        assert_ne!(jay.fill_in(&page, &at, &[("say", "yes")]).status, 303, "{at}");
    }
}

#[test]
fn an_hour_that_is_taken_is_said_before_anything_is_sent_and_can_be_meant_all_the_same() {
    let house = House::open();
    let (jay, amara, priya) =
        (house.signed_in(Who::Jay), house.signed_in(Who::Amara), house.signed_in(Who::Priya));
    let at = |time: &'static str| {
        [("day-day", "8"), ("day-month", "12"), ("day-year", "2026"), ("time", time), ("how", "call")]
    };
    let new = "/appointments/new";
    assert_eq!(jay.fill(new, new, &at("3pm")).status, 303);
    // Amara has the same adviser: she learns that the hour is taken, and nothing of whose it is.
    let page = amara.fill(new, new, &at("3:30pm")).expect(422);
    let words = page.text("main");
    assert!(
        words.contains("That hour is taken") && words.contains("already has something else then"),
        "{words}"
    );
    assert!(!words.contains("Jay") && !words.contains("Linton"), "{words}");
    assert_eq!(page.attributes("input[name=time]", "value"), ["3:30pm"], "what she wrote is kept");
    assert!(
        !amara.get("/appointments").expect(200).text("main").contains("8 December"),
        "nothing is sent yet"
    );
    // An hour later is free; the same hour, meant, is sent.
    assert_eq!(amara.fill(new, new, &at("4pm")).status, 303);
    assert_eq!(amara.fill_in(&page, new, &at("3:30pm")).status, 303);
    let page = jay.fill(new, new, &at("2:30pm")).expect(422);
    assert!(
        page.text("main").contains("The two of you already have an appointment then"),
        "{}",
        page.text("main")
    );
    let here = format!("/adviser/people/{}/appointments", house.person(JAY));
    let page = priya.fill(&here, &here, &at("4:15pm")).expect(422);
    assert!(page.text("main").contains("You already meet somebody else then"), "{}", page.text("main"));
}

//! Jay is reminded by text: only after he said that he may be, to a number that is his, at his hours, with nothing in it.

use crate::support::{House, Page, Visitor, Who};
use chrono::{DateTime, TimeDelta, Utc};
use onward::{
    app::Demonstration,
    cli::jobs::texts::{make_reminders, send_due},
    clock::Clock,
    demo::PASSPHRASE,
    outside::texts::{NotSent, Recorded},
};
use onward_domain::care::{LifeEventKind, LifeEventNote};
use onward_store::scope::Task;

const AT: &str = "/mine/reminders";
const NUMBER: [(&str, &str); 4] =
    [("number", "07700 900123"), ("from", "9"), ("until", "20"), ("passphrase", PASSPHRASE)];

fn house() -> (House, Clock) {
    let clock = Clock::held_at("2026-11-23T10:00:00Z".parse::<DateTime<Utc>>().unwrap());
    let house = House::with(Demonstration { relaxed_limits: true, second_factor: false }, clock.clone());
    (house, clock)
}

fn may_text(jay: &Visitor, word: &str) {
    let fields =
        [("text", word), ("call", "no"), ("voicemail", "no"), ("post", "no"), ("passphrase", PASSPHRASE)];
    jay.fill("/mine/reach", "/mine/reach", &fields).expect(303);
}

fn code(page: &Page) -> String {
    let words = page.text("main");
    let at = words.split("The code is ").nth(1).expect("the demonstration shows it");
    at.chars().take_while(char::is_ascii_digit).collect()
}

/// The next time at which something is due, and what went out until then.
fn pass(house: &House, clock: &Clock, hours: i64, who: &Recorded) {
    for _ in 0..hours {
        clock.pass(TimeDelta::hours(1));
        make_reminders(&house.store, &house.app.keys, clock.now()).unwrap();
        send_due(&house.store, &house.app.keys, who, clock.now()).unwrap();
    }
}

/// Jay asks to meet on Wednesday at 2pm, and Priya says yes.
fn meeting(house: &House, jay: &Visitor) {
    let new = "/appointments/new";
    let fields =
        [("day-day", "25"), ("day-month", "11"), ("day-year", "2026"), ("time", "2pm"), ("how", "office")];
    jay.fill(new, new, &fields).expect(303);
    let priya = house.signed_in(Who::Priya);
    let page = priya.get(&format!("/adviser/people/{}/appointments", house.person("313752"))).expect(200);
    let forms = page.attributes("main form[action*='/appointments/']", "action");
    let said: Vec<u16> = forms.iter().map(|at| priya.fill_in(&page, at, &[("say", "yes")]).status).collect();
    assert!(said.contains(&303), "{said:?}");
}

/// Jay calls the one on Wednesday off.
fn call_off(jay: &Visitor) {
    let page = jay.get("/appointments").expect(200);
    let forms = page.attributes("main form[action^='/appointments/']", "action");
    let off: Vec<u16> = forms.iter().map(|at| jay.fill_in(&page, at, &[("say", "cancel")]).status).collect();
    assert!(off.contains(&303), "{off:?}");
}

#[test]
fn a_reminder_comes_the_evening_before_with_nothing_in_it_and_stops_when_he_says() {
    let (house, clock) = house();
    let (jay, who) = (house.signed_in(Who::Jay), Recorded::default());
    may_text(&jay, "ask");
    assert!(jay.get(AT).expect(200).text("main").contains("You haven’t said that we may text you"));
    jay.post(AT, &NUMBER);
    may_text(&jay, "yes");
    jay.fill(AT, AT, &[("number", "01632 960123"), NUMBER[1], NUMBER[2], NUMBER[3]]).expect(422);
    let page = jay.get(AT).expect(200);
    // On a phone that was left signed in, another number is not set without the passphrase.
    for proof in ["", "not his"] {
        jay.fill_in(&page, AT, &[NUMBER[0], NUMBER[1], NUMBER[2], ("passphrase", proof)]).expect(422);
    }
    assert!(jay.get(AT).expect(200).text("main").contains("Send me a code"), "no number is set");
    jay.fill_in(&page, AT, &NUMBER).expect(303);
    jay.fill_in(&page, AT, &NUMBER).expect(303);
    let asked = jay.get(AT).expect(200);
    send_due(&house.store, &house.app.keys, &who, clock.now()).unwrap();
    assert_eq!(who.sent(), [("447700900123".to_owned(), format!("Your code is {}", code(&asked)))], "once");
    jay.fill_in(&asked, "/mine/reminders/confirm", &[("code", "000000")]).expect(422);
    jay.fill_in(&asked, "/mine/reminders/confirm", &[("code", &code(&asked))]).expect(303);
    assert!(jay.get(AT).expect(200).text("main").contains("They are on"));
    meeting(&house, &jay);
    // Until Tuesday at 6pm nothing comes; then once, and neither name nor topic is in it.
    let before = who.sent().len();
    pass(&house, &clock, 31, &who);
    assert_eq!(who.sent().len(), before, "{:?}", who.sent());
    pass(&house, &clock, 4, &who);
    let came = who.sent().split_off(before);
    assert_eq!(came, [("447700900123".to_owned(), "Reminder: tomorrow at 2pm".to_owned())]);
}

#[test]
fn nothing_goes_once_he_says_no_or_stops_or_the_meeting_is_off_and_a_bad_line_is_tried_again() {
    let (house, clock) = house();
    let (jay, who) = (house.signed_in(Who::Jay), Recorded::default());
    may_text(&jay, "yes");
    jay.fill(AT, AT, &NUMBER).expect(303);
    let asked = jay.get(AT).expect(200);
    jay.fill_in(&asked, "/mine/reminders/confirm", &[("code", &code(&asked))]).expect(303);
    meeting(&house, &jay);
    // On its way, and then he says no in *How to reach me*.
    make_reminders(&house.store, &house.app.keys, clock.now() + TimeDelta::hours(20)).unwrap();
    may_text(&jay, "no");
    let evening = clock.now() + TimeDelta::hours(33);
    assert_eq!(send_due(&house.store, &house.app.keys, &who, evening).unwrap(), 0);
    assert!(who.sent().iter().all(|(_, words)| !words.contains("Reminder")), "{:?}", who.sent());
    // He says yes again: that reminder is over, the next meeting has its own. It can't go for ten minutes.
    may_text(&jay, "yes");
    call_off(&jay);
    meeting(&house, &jay);
    let later = clock.now() + TimeDelta::hours(20);
    make_reminders(&house.store, &house.app.keys, later).unwrap();
    who.refuses.lock().unwrap().push(NotSent::Later("no way".into()));
    assert_eq!(send_due(&house.store, &house.app.keys, &who, evening).unwrap(), 0);
    assert_eq!(send_due(&house.store, &house.app.keys, &who, evening + TimeDelta::minutes(11)).unwrap(), 1);
    // Stopped: the number is gone from the database.
    let page = jay.get(AT).expect(200);
    jay.fill_in(&page, "/mine/reminders/stop", &[]).expect(303);
    assert!(jay.get(AT).expect(200).text("main").contains("Send me a code"));
}

#[test]
fn nothing_goes_to_the_phone_of_somebody_whose_death_is_recorded() {
    let (house, clock) = house();
    let (jay, who) = (house.signed_in(Who::Jay), Recorded::default());
    may_text(&jay, "yes");
    jay.fill(AT, AT, &NUMBER).expect(303);
    let asked = jay.get(AT).expect(200);
    jay.fill_in(&asked, "/mine/reminders/confirm", &[("code", &code(&asked))]).expect(303);
    meeting(&house, &jay);
    make_reminders(&house.store, &house.app.keys, clock.now() + TimeDelta::hours(20)).unwrap();
    let (person, now) = (house.person("313752"), clock.moment());
    let (kind, start) = (LifeEventKind::Died, now.today);
    let died = LifeEventNote {
        kind,
        start,
        end: None,
        lives_with: None,
        lives_with_holder: None,
        episode: None,
        authority: None,
    };
    house
        .store
        .write(move |tx| {
            tx.system(Task::Demonstration, None, now)?.open(person)?.events().add(&died).map(drop)
        })
        .unwrap();
    let evening = clock.now() + TimeDelta::hours(33);
    assert_eq!(send_due(&house.store, &house.app.keys, &who, evening).unwrap(), 0);
    assert!(who.sent().is_empty(), "{:?}", who.sent());
}

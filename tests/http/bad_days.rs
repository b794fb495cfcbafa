//! Bad days: names that break layouts and files, nothing in a budget, an adviser who left, a record that was closed in the middle of
//! a form. Each is a plain page with what was typed kept, and nothing half done.

use crate::support::{House, JAY, Who};
use onward_domain::care::{LifeEventKind, LifeEventNote};
use onward_store::scope::Task;

/// An emoji of several code points, and a name that is written from right to left.
const NAME: &str = "مها 👩🏽‍🚀";

const PAGES: [&str; 22] = [
    "/home",
    "/what-you-can-get",
    "/what-you-can-get/9",
    "/why",
    "/my-years",
    "/turning/21",
    "/my-plan",
    "/my-plan/print",
    "/money",
    "/my-place",
    "/work-and-study",
    "/messages",
    "/appointments",
    "/mine",
    "/mine/languages",
    "/my-requests",
    "/letters",
    "/letters/new/landlord",
    "/letters/new/bank",
    "/check-in",
    "/who-has-looked",
    "/account",
];

#[test]
fn a_name_with_an_emoji_and_from_right_to_left_stands_whole_on_every_main_page_and_in_no_title() {
    let house = House::open();
    let (jay, priya, dawn) =
        (house.signed_in(Who::Jay), house.signed_in(Who::Priya), house.signed_in(Who::Dawn));
    let record = format!("/adviser/people/{}", house.person(JAY));
    let place = format!("{record}/name");
    let names = [("known-as", NAME), ("first-names", NAME), ("family-name", "العربية 🦊")];
    assert_eq!(priya.fill(&place, &place, &names).status, 303);
    assert!(jay.get("/mine").expect(200).text("main").contains(NAME));
    let said = [("text", "Hello from مها 👩🏽‍🚀")];
    assert_eq!(jay.fill("/messages", "/messages", &said).status, 303);
    for at in PAGES {
        let page = jay.get(at).expect(200);
        assert!(!page.text("title").contains("مها"), "{at}: {}", page.text("title"));
        assert!(!page.body.contains('\u{fffd}'), "{at}: something was cut in the middle of a character");
    }
    assert!(jay.get("/messages").expect(200).text("main").contains("Hello from مها 👩🏽‍🚀"));
    let letter = jay.fill("/letters/new/landlord", "/letters/new/landlord", &[]);
    let letter = jay.get(letter.location()).expect(200);
    assert!(letter.text(".app-paper").contains("العربية 🦊"), "{}", letter.text(".app-paper"));
    let code = letter.text(".app-code");
    let real = house.visitor().fill("/proof", "/proof", &[("code", code.as_str())]).expect(200);
    assert!(real.text("main").contains("العربية 🦊"), "{}", real.text("main"));
    let file =
        jay.get("/appointments").expect(200).attributes("main a[href$='/calendar.ics']", "href").remove(0);
    let calendar = jay.get(&file).expect(200);
    assert!(calendar.body.contains("BEGIN:VEVENT") && !calendar.body.contains("مها"), "{}", calendar.body);
    for at in [record.clone(), format!("{record}/visit"), format!("{record}/plan"), "/adviser/people".into()]
    {
        assert!(priya.get(&at).expect(200).body.contains(NAME), "{at}");
    }
    let theirs = format!("/manager/people/{}", house.person(JAY));
    assert!(dawn.get(&theirs).expect(200).body.contains(NAME));
}

#[test]
fn a_budget_of_nothing_is_a_budget() {
    let house = House::open();
    let amira = house.signed_in(Who::Amira);
    for kind in ["wages", "rent"] {
        let line = [("kind", kind), ("amount", "0"), ("every", "week")];
        assert_eq!(amira.fill("/money/lines/new", "/money/lines/new", &line).status, 303, "{kind}");
    }
    let page = amira.get("/money").expect(200);
    let words = page.text("main");
    assert!(words.contains("£0") && !words.contains("NaN") && !words.contains("inf"), "{words}");
    let tried = [("change", "work"), ("hours", "10")];
    amira.fill("/money/what-if", "/money/what-if", &tried).expect(200);
    let wrong = [("kind", "food"), ("amount", "ten-ish"), ("every", "week")];
    let page = amira.fill("/money/lines/new", "/money/lines/new", &wrong).expect(422);
    assert_eq!(page.attributes("input[name=amount]", "value"), ["ten-ish"], "what was typed is kept");
}

#[test]
fn somebody_whose_adviser_left_sees_the_team_and_what_they_write_is_answered() {
    let house = House::open();
    let (jay, dawn) = (house.signed_in(Who::Jay), house.signed_in(Who::Dawn));
    assert!(jay.get("/home").expect(200).text("main").contains("Priya"));
    let name = Who::Priya.sign_in_name();
    let priya = house.store.read(|tx| tx.accounts().by_sign_in_name(name)).unwrap().unwrap().user;
    let now = house.app.clock.moment();
    house.store.write(move |tx| tx.users().disable(priya, now.at)).unwrap();
    for at in
        ["/home", "/messages", "/appointments", "/mine", "/my-plan", "/what-you-can-get/9/ask", "/letters"]
    {
        let page = jay.get(at).expect(200);
        assert!(!page.text("header").contains("Priya"), "{at}");
        assert!(!page.body.contains("tel:") || !page.text("main").contains("Call Priya"), "{at}");
    }
    let home = jay.get("/home").expect(200).text("main");
    assert!(!home.contains("Priya Nair"), "nobody is told to call her: {home}");
    assert_eq!(jay.fill("/messages", "/messages", &[("text", "MARK who answers me?")]).status, 303);
    let waits = dawn.get("/manager/waiting").expect(200).text("main");
    assert!(waits.contains("Jay"), "{waits}");
}

#[test]
fn a_record_that_is_closed_in_the_middle_of_a_form_takes_nothing_and_says_so_plainly() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let record = format!("/adviser/people/{}", house.person(JAY));
    let (check_in, visit) = (jay.get("/check-in").expect(200), format!("{record}/visit"));
    let open = priya.get(&visit).expect(200);
    let (person, now) = (house.person(JAY), house.app.clock.moment());
    let died = LifeEventNote::new(LifeEventKind::Died, now.today);
    let close = move |tx: &onward_store::Tx| {
        tx.system(Task::Demonstration, None, now)?.open(person)?.events().add(&died).map(drop)
    };
    house.store.write(close).unwrap();
    let sent = jay.fill_in(&check_in, "/check-in", &[("feels", "good"), ("words", "MARK fine")]);
    assert!(matches!(sent.status, 303 | 401), "{}", sent.status);
    assert!(sent.status != 303 || sent.location().contains("/sign-in"), "{}", sent.location());
    let read =
        move |tx: &onward_store::Tx| tx.system(Task::Demonstration, None, now)?.open(person)?.check_ins();
    let said = house.store.read(read).unwrap();
    assert!(said.iter().all(|one| one.words.as_deref() != Some("MARK fine")), "nothing is half done");
    let fields = [("kind", "call"), ("summary", "MARK what was said")];
    let page = priya.fill_in(&open, &visit, &fields);
    assert!(page.status < 500, "{}", page.status);
    assert!(page.status == 303 || page.body.contains("MARK what was said"), "what was typed is kept");
}

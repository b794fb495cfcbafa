//! What a young person decides about their own account, over HTTP.

use crate::support::{House, JAY, Who};
use onward::demo::PASSPHRASE;
use onward_domain::care::{LifeEventKind, LifeEventNote};
use onward_store::scope::Task;

#[test]
fn data_is_the_answer_to_a_passphrase_and_without_it_nothing_is_given() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    for wrong in [&[("show", "file")][..], &[("show", "file"), ("passphrase", "not his")]] {
        let page = jay.fill("/mine/data", "/mine/data", wrong).expect(422);
        assert!(!page.body.contains("Call my brother on Sunday"), "nothing of it without proof");
        assert!(!page.header("content-type").contains("json"));
    }
    let proof = [("show", "file"), ("passphrase", PASSPHRASE)];
    let file = jay.fill("/mine/data", "/mine/data", &proof).expect(200);
    assert!(file.header("content-disposition").contains("mine.json"), "a neutral name");
    assert!(file.header("cache-control").contains("no-store"), "{}", file.header("cache-control"));
    assert!(file.body.contains("Call my brother on Sunday") && !file.body.contains("MARK-"));
    let page = jay.fill("/mine/data", "/mine/data", &[("show", "page"), ("passphrase", PASSPHRASE)]);
    assert!(page.expect(200).text("main").contains("Call my brother on Sunday"));
    assert_eq!(jay.get("/mine/data").expect(200).texts("h2").len(), 0, "the address gives only the question");
}

#[test]
fn how_to_reach_him_stands_at_the_top_of_the_advisers_page_and_a_complaint_does_not() {
    let house = House::open();
    let (jay, priya, dawn) =
        (house.signed_in(Who::Jay), house.signed_in(Who::Priya), house.signed_in(Who::Dawn));
    let may = [
        ("text", "no"),
        ("call", "ask"),
        ("voicemail", "no"),
        ("post", "no"),
        ("never", "MARK-words"),
        ("passphrase", PASSPHRASE),
    ];
    assert_eq!(jay.fill("/mine/reach", "/mine/reach", &may).status, 303);
    let complaint = [("kind", "complaint"), ("words", "MARK-complaint about my adviser")];
    assert_eq!(jay.fill("/my-requests", "/my-requests", &complaint).status, 303);
    let here = format!("/adviser/people/{}", house.person(JAY));
    let page = priya.get(&here).expect(200);
    assert!(page.text(".app-person__safe").contains("Text: no"), "{}", page.text(".app-person__safe"));
    assert!(page.text(".app-person__safe").contains("MARK-words"));
    assert!(!page.body.contains("MARK-complaint"), "a complaint is not for the adviser");
    let waits = dawn.get("/manager/requests").expect(200);
    let all = waits.attributes("main a[href*='/requests/']", "href");
    let at = all.iter().find(|at| at.contains(&house.person(JAY).to_string())).expect("Jay's complaint");
    let page = dawn.get(at).expect(200);
    assert!(page.text("main").contains("MARK-complaint"), "{}", page.text("main"));
    assert_eq!(dawn.fill_in(&page, at, &[("act", "answered"), ("words", "We look into it.")]).status, 303);
    let mine =
        jay.get("/my-requests").expect(200).attributes("main a[href^='/my-requests/']", "href").remove(0);
    let words = jay.get(&mine).expect(200).text("main");
    assert!(words.contains("They wrote We look into it."), "{words}");
    assert!(jay.get("/home").expect(200).text("main").contains("Your complaint has an answer"));
    let on = jay.get(&mine).expect(200);
    assert_eq!(jay.fill_in(&on, &mine, &[("act", "next"), ("words", "It isn't over")]).status, 303);
    let words = jay.get(&mine).expect(200).text("main");
    assert!(words.contains("You took it further") && words.contains("by Wednesday 30 December"), "{words}");
    assert!(dawn.get("/manager/requests").expect(200).text("main").contains("to be investigated"));
    let early = jay.fill(&mine, &mine, &[("act", "next")]).expect(422);
    assert!(early.text("main").contains("once the day has passed"), "{}", early.text("main"));
    assert_eq!(jay.fill(&mine, &mine, &[("act", "withdrawn")]).status, 303);
    assert!(!dawn.get("/manager/requests").expect(200).text("main").contains("Jay"));
    assert!(jay.get(&mine).expect(200).text("main").contains("We look into it."), "the answer stays");
}

#[test]
fn amara_asks_once_a_day_where_her_late_file_is_and_her_adviser_and_a_manager_see_it() {
    let house = House::open();
    let (amara, dawn) = (house.signed_in(Who::Amara), house.signed_in(Who::Dawn));
    let mine =
        amara.get("/my-requests").expect(200).attributes("main a[href^='/my-requests/']", "href").remove(0);
    let page = amara.get(&mine).expect(200);
    assert!(page.text("main").contains("That day has passed"), "{}", page.text("main"));
    assert_eq!(amara.fill_in(&page, &mine, &[("act", "chased")]).status, 303);
    let again = amara.get(&mine).expect(200).text("main");
    assert!(again.contains("You can ask once a day") && !again.contains("see that you asked"), "{again}");
    let list = dawn.get("/manager/requests").expect(200).text("main");
    assert!(list.contains("where it is") && list.contains("past the day"), "{list}");
    let today = house.signed_in(Who::Priya).get("/adviser/today").expect(200).text("main");
    assert!(today.contains("asked again about an advocate or their file"), "{today}");
}

/// What the demonstration fills for one of the two is in that one's file, in its own section, with what it said before.
#[test]
fn every_part_of_my_data_holds_what_is_there() {
    let house = House::open();
    let download = |who: Who| -> serde_json::Value {
        let proof = [("show", "file"), ("passphrase", PASSPHRASE)];
        let file = house.signed_in(who).fill("/mine/data", "/mine/data", &proof).expect(200);
        serde_json::from_str(&file.body).unwrap()
    };
    let jay = house.signed_in(Who::Jay);
    assert_eq!(jay.fill("/letters/new/bank", "/letters/new/bank", &[]).status, 303);
    for passing in ["no", "yes"] {
        let may = [
            ("text", passing),
            ("call", "ask"),
            ("voicemail", "no"),
            ("post", "no"),
            ("passphrase", PASSPHRASE),
        ];
        assert_eq!(jay.fill("/mine/reach", "/mine/reach", &may).status, 303);
    }
    let (jay, amara) = (download(Who::Jay), download(Who::Amara));
    let filled =
        |key: &str| [&jay, &amara].iter().any(|file| file[key].as_array().is_some_and(|all| !all.is_empty()));
    for key in [
        "pay_and_pot",
        "letters",
        "rooms",
        "languages",
        "matters",
        "plan_shares",
        "activities",
        "budget",
        "wishes",
    ] {
        assert!(filled(key), "{key} is empty");
    }
    assert_eq!(jay["letters"][0]["who"], "bank");
    let reach = jay["reach"].as_array().unwrap();
    assert!(reach.len() >= 3, "what he said before is there too: {reach:?}");
    assert_eq!(reach.iter().filter(|one| one.get("changed").is_none()).count(), 1, "{reach:?}");
    assert!(jay["pay_and_pot"][0]["pay_day"].is_string(), "{}", jay["pay_and_pot"]);
}

/// Rows 1 and 5 of docs/security-cases.md: whoever holds his unlocked phone can't say that texts and letters are safe.
#[test]
fn how_he_is_reached_changes_only_with_his_passphrase() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let here = format!("/adviser/people/{}", house.person(JAY));
    let stood = priya.get(&here).expect(200).text(".app-person__safe");
    for proof in ["", "not his"] {
        let all = [("text", "yes"), ("call", "yes"), ("voicemail", "yes"), ("post", "yes")];
        let mut fields = all.to_vec();
        fields.extend([("never", "MARK-partner"), ("passphrase", proof)]);
        let page = jay.fill("/mine/reach", "/mine/reach", &fields).expect(422);
        assert!(page.body.contains("MARK-partner"), "what was written stays on the page");
        assert!(page.text("main").contains("passphrase"), "{}", page.text("main"));
        assert_eq!(priya.get(&here).expect(200).text(".app-person__safe"), stood, "nothing changed");
    }
}

#[test]
fn a_new_name_is_on_every_page_at_once_and_the_old_one_is_nowhere() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let called = [("called", "Juniper"), ("pronouns", "they")];
    assert_eq!(jay.fill("/mine/name", "/mine/name", &called).status, 303);
    for at in ["/home", "/mine"] {
        let words = jay.get(at).expect(200).text("main");
        assert!(words.contains("Juniper") && !words.contains("Hi Jay"), "{at}: {words}");
    }
    let page = priya.get(&format!("/adviser/people/{}", house.person(JAY))).expect(200);
    assert!(page.text("h1").contains("Juniper") && page.text("main").contains("they"), "{}", page.text("h1"));
    let data = jay.fill("/mine/data", "/mine/data", &[("show", "file"), ("passphrase", PASSPHRASE)]);
    assert!(data.expect(200).body.contains("\"name\": \"Juniper\""));
}

#[test]
fn an_account_that_was_paused_signs_nobody_in_until_its_adviser_makes_a_code() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let other = house.signed_in(Who::Jay);
    let pause = |proof: &'static str| {
        jay.fill("/mine/close", "/mine/close", &[("how", "pause"), ("passphrase", proof)])
    };
    assert_eq!(pause("not his").status, 422);
    other.get("/home").expect(200);
    assert_eq!(pause(PASSPHRASE).status, 303);
    assert_eq!((jay.get("/home").status, other.get("/home").status), (303, 303), "out on every device");
    let in_again = [("name", Who::Jay.sign_in_name()), ("passphrase", PASSPHRASE), ("own_phone", "yes")];
    assert_ne!(house.visitor().fill("/sign-in", "/sign-in", &in_again).status, 303);
    let here = format!("/adviser/people/{}", house.person(JAY));
    assert!(priya.get(&here).expect(200).text("main").contains("Jay paused the account"));
    let invite = format!("{here}/invitation");
    let page = priya.fill(&invite, &invite, &[]).expect(200);
    assert!(page.text("main").contains("code"), "{}", page.text("main"));
    assert!(!priya.get(&here).expect(200).text("main").contains("paused the account"));
}

/// A death comes with the return or is recorded by staff; nobody else is told of it.
#[test]
fn an_account_whose_owner_s_death_is_recorded_signs_nobody_in_and_says_nothing_of_it() {
    let house = House::open();
    let (phone, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    phone.get("/home").expect(200);
    let said = |passphrase: &str| {
        let fields = [("name", Who::Jay.sign_in_name()), ("passphrase", passphrase), ("own_phone", "yes")];
        let page = house.visitor().fill("/sign-in", "/sign-in", &fields);
        (page.status, page.text("main"))
    };
    let wrong = said("not his");
    let (jay, now) = (house.person(JAY), house.app.clock.moment());
    let died = LifeEventNote::new(LifeEventKind::Died, now.today);
    let record = move |tx: &onward_store::Tx| {
        tx.system(Task::Demonstration, None, now)?.open(jay)?.events().add(&died).map(drop)
    };
    house.store.write(record).unwrap();
    let next = phone.get("/home");
    assert_eq!(next.status, 303, "the open session ends at the next click");
    assert!(next.header("location").contains("/sign-in"), "{}", next.header("location"));
    assert_eq!(said(PASSPHRASE), wrong, "the same as a wrong passphrase: nothing is told to a stranger");
    let here = format!("/adviser/people/{jay}");
    let page = priya.get(&here).expect(200).text("main");
    assert!(page.contains("The record says that Jay has died"), "{page}");
    let invite = format!("{here}/invitation");
    let page = priya.get(&invite).expect(200);
    assert!(page.text("main").contains("no code can be made"), "{}", page.text("main"));
    assert!(page.attributes("main form", "action").is_empty(), "no form that makes one");
}

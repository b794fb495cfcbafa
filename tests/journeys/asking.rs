//! Jay asks for his driving lessons' money and follows it to the end; Priya answers in the same ledger. A stranger checks a
//! letter that he ended.

use crate::support::{House, JAY, Page, Who};

const FIRST_HOME: &str = "/what-you-can-get/9";

/// The first heading of the page.
fn h1(page: &Page) -> String {
    page.text("h1")
}

#[test]
fn jay_asks_priya_agrees_and_pays_and_jay_says_that_he_has_it() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let desk = format!("/adviser/people/{}/entitlements/9", house.person(JAY));
    let ask = format!("{FIRST_HOME}/ask");
    let page = jay.get(&ask).expect(200);
    let wish = [("words", "A washing machine, with delivery"), ("amount", "290")];
    let sent = jay.fill_in(&page, &ask, &wish);
    assert_eq!((sent.status, sent.location()), (303, format!("{FIRST_HOME}/asked").as_str()));
    assert_eq!(jay.fill_in(&page, &ask, &wish).status, 303, "sent twice");
    let asked = jay.get(&format!("{FIRST_HOME}/asked")).expect(200);
    assert!(h1(&asked).starts_with("You asked for"), "{}", h1(&asked));
    assert!(asked.text("main").contains("A washing machine, with delivery"));
    assert_eq!(jay.get(&ask).status, 303, "what is on its way is not asked for again");
    let words = priya.get(&desk).expect(200).text("main");
    assert!(words.contains("Jay wrote: “A washing machine, with delivery”"), "{words}");
    assert_eq!(
        words.matches("A washing machine, with delivery").count(),
        2,
        "once asked, once in the ledger: {words}"
    );
    for (act, note) in [("agreed", "Yes, all of it"), ("paid", "We bought it")] {
        let fields = [("step", act), ("amount", "290"), ("to", "themselves"), ("words", note)];
        assert_eq!(priya.fill(&desk, &desk, &fields).status, 303, "{act}");
        if act == "agreed" {
            let home = jay.get("/home").expect(200);
            assert!(
                home.text("main").contains("Yes: Money for your first home, £290"),
                "{}",
                home.text("main")
            );
            assert!(home.text("main").contains("They wrote: Yes, all of it"));
        }
    }
    let at = format!("{FIRST_HOME}/asked");
    assert_eq!(jay.fill(&at, &at, &[("say", "have-it")]).status, 303);
    assert!(h1(&jay.get(&at).expect(200)).starts_with("Given"));
    assert!(priya.get(&desk).expect(200).text("main").contains("Says they have it"));
}

#[test]
fn a_no_shows_its_reason_and_its_clock_and_can_be_asked_again() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let desk = format!("/adviser/people/{}/entitlements/9", house.person(JAY));
    let ask = format!("{FIRST_HOME}/ask");
    jay.fill(&ask, &ask, &[("words", "Carpet")]);
    let refused = [
        ("step", "refused"),
        ("words", "The landlord puts it in"),
        ("basis", "person"),
        ("now", "Ask again if the landlord does not"),
    ];
    assert_eq!(priya.fill(&desk, &desk, &refused).status, 303);
    // The rule does not say no: it takes a manager as well, and Jay reads nothing of it before.
    assert!(priya.get(&desk).expect(200).text("main").contains("A manager looks at this no first"));
    let page = jay.get(&format!("{FIRST_HOME}/asked")).expect(200).text("main");
    assert!(!page.contains("The landlord puts it in"), "{page}");
    let dawn = house.signed_in(Who::Dawn);
    let waits = |link: &String| dawn.get(link).expect(200).text("main").contains("The landlord puts it in");
    let queue = dawn.get("/manager/refusals").expect(200);
    let links = queue.attributes("main a[href^='/manager/refusals/']", "href");
    let one = links.iter().find(|link| waits(link)).expect("it waits for a second person");
    let record = dawn.get(one).expect(200).attributes("main a[href^='/manager/people/']", "href").remove(0);
    dawn.get(&record).expect(200);
    dawn.fill(one, one, &[("answer", "back")]).expect(422);
    dawn.fill(one, one, &[("answer", "back"), ("words", "Which landlord?")]).expect(303);
    assert!(priya.get(&desk).expect(200).text("main").contains("Which landlord?"));
    assert_eq!(priya.fill(&desk, &desk, &refused).status, 303);
    dawn.get(one).expect(404);
    let queue = dawn.get("/manager/refusals").expect(200);
    let links = queue.attributes("main a[href^='/manager/refusals/']", "href");
    let one = links.iter().find(|link| waits(link)).expect("it waits again");
    dawn.fill(one, one, &[("answer", "refuse")]).expect(303);
    let page = jay.get(&format!("{FIRST_HOME}/asked")).expect(200).text("main");
    assert!(
        page.contains("The landlord puts it in") && page.contains("Complain to the council within a year"),
        "{page}"
    );
    assert!(page.contains("23 November 2027"), "{page}");
    assert_eq!(jay.fill(&ask, &ask, &[("words", "They do not")]).status, 303);
    assert!(h1(&jay.get(&format!("{FIRST_HOME}/asked")).expect(200)).starts_with("You asked for"));
}

/// The rule gives nobody but students a room in the holidays; the council may all the same.
#[test]
fn another_answer_than_the_rules_takes_a_manager_reads_as_decided_and_ends() {
    let house = House::open();
    let (jay, priya, dawn) =
        (house.signed_in(Who::Jay), house.signed_in(Who::Priya), house.signed_in(Who::Dawn));
    let desk = format!("/adviser/people/{}/entitlements/13", house.person(JAY));
    let at = priya.get(&desk).expect(200).attributes("main a[href$='/override']", "href").remove(0);
    let says = [
        ("gives", "yes"),
        ("until-day", "31"),
        ("until-month", "1"),
        ("until-year", "2027"),
        ("reason", "Your hall closes at Christmas like that of a student"),
        ("evidence", "The letter of your college"),
    ];
    priya.fill(&at, &at, &says[..5]).expect(422);
    priya.fill(&at, &at, &says).expect(303);
    assert!(priya.get(&desk).expect(200).text("main").contains("Another answer waits for a manager"));
    let theirs = "/what-you-can-get/13";
    assert!(!jay.get(theirs).expect(200).text("main").contains("Your hall closes"), "nobody has agreed");
    let list = dawn.get("/manager/overrides").expect(200);
    let links = list.attributes("main a[href^='/manager/overrides/']", "href");
    let is_it = |link: &&String| dawn.get(link).expect(200).text("main").contains("Your hall closes");
    let one = links.iter().find(is_it).expect("it waits for Dawn");
    dawn.fill(one, one, &[("answer", "no")]).expect(422);
    dawn.fill(one, one, &[("answer", "yes")]).expect(303);
    let page = jay.get(theirs).expect(200).text("main");
    for words in [
        "Your council decided on 23 November 2026 that you get this, until 31 January 2027",
        "Your hall closes",
        "The rule alone would say: no",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    let why = jay.get(&format!("{theirs}/why")).expect(200).text("main");
    assert!(why.contains("What was decided") && why.contains("What the rule alone looks at"), "{why}");
    assert!(jay.get("/who-has-looked").expect(200).text("main").contains("the rule doesn't say"));
    let page = priya.get(&desk).expect(200).text("main");
    assert!(page.contains("Decided by two people, until 31 January 2027"), "{page}");
    assert!(page.contains("What the rule says: no"), "both stand side by side: {page}");
    assert!(page.contains("Your council decided on 23 November 2026"), "Priya reads what Jay reads: {page}");
    let end = priya.get(&at).expect(200).attributes("main form[action$='/end']", "action").remove(0);
    priya.fill(&at, &end, &[("why", "x")]).expect(422);
    priya.fill(&at, &end, &[("why", "The college keeps his hall open after all")]).expect(303);
    assert!(
        !jay.get(theirs).expect(200).text("main").contains("Your council decided"),
        "the rule answers again"
    );
}

#[test]
fn what_jay_says_is_wrong_waits_on_priyas_page_and_is_answered_on_his() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let said = [("about", "dates"), ("words", "It was June")];
    assert_eq!(jay.fill("/wrong/new?about=dates", "/wrong/new", &said).status, 303);
    let base = format!("/adviser/people/{}", house.person(JAY));
    assert!(priya.get(&base).expect(200).text("main").contains("Jay says that something is wrong"));
    let page = priya.get(&format!("{base}/said-wrong")).expect(200);
    let action = page.attributes("main form", "action").into_iter().next().expect("a form");
    let answer = [("outcome", "corrected"), ("words", "You are right")];
    let refused = priya.fill_in(&page, &action, &answer).expect(422);
    let told = refused.text("main");
    assert!(
        told.contains("Nothing about this has been changed") && told.contains("correct it there"),
        "{told}"
    );
    let care = priya.get(&format!("{base}/care-history")).expect(200);
    let line = care.attributes("main a[href*='/care-history/episodes/0']", "href").remove(0);
    let page = priya.get(&line).expect(200);
    let chosen = |name: &str| {
        page.attributes(&format!("#{name} option[selected]"), "value").into_iter().next().unwrap_or_default()
    };
    let (legal, placement, ended) = (chosen("legal-status"), chosen("placement"), chosen("reason-ended"));
    let form = [
        ("legal-status", legal.as_str()),
        ("placement", placement.as_str()),
        ("reason-ended", ended.as_str()),
        ("authority", "Leeds"),
        ("basis", "case_system"),
        ("reason", "The placement plan of July 2024 names the foster home"),
    ];
    let warned = priya.fill_in(&page, &line, &form);
    if warned.status != 303 {
        assert_eq!(priya.fill_in(&warned, &line, &form).status, 303, "{}", warned.text("main"));
    }
    let page = priya.get(&format!("{base}/said-wrong")).expect(200);
    assert_eq!(priya.fill_in(&page, &action, &answer).status, 303);
    let words = jay.get("/wrong").expect(200).text("main");
    assert!(
        words.contains("It was wrong, and we have put it right.") && words.contains("You are right"),
        "{words}"
    );
    let page = priya.get(&format!("{base}/said-wrong")).expect(200);
    assert_eq!(priya.fill_in(&page, &format!("{action}/take-back"), &[]).status, 303);
    let words = jay.get("/wrong").expect(200).text("main");
    assert!(!words.contains("You are right"), "taken back: {words}");
}

#[test]
fn a_stranger_checks_jays_letter_until_he_ends_it_and_learns_nothing_after() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let made = jay.fill("/letters/new/landlord", "/letters/new/landlord", &[]);
    assert_eq!(made.status, 303);
    let at = made.location().to_owned();
    let letter = jay.get(&at).expect(200);
    let code = letter.text(".app-code");
    let check = || house.visitor().fill("/proof", "/proof", &[("code", code.as_str())]);
    let real = check().expect(200).text("main");
    assert!(real.contains("This letter is real") && real.contains("Jay Linton"), "{real}");
    assert!(!real.contains("2007"), "no date of birth: {real}");
    assert!(jay.get(&at).expect(200).text("main").contains("Somebody checked it"));
    assert_eq!(jay.fill_in(&letter, &format!("{at}/end"), &[]).status, 303);
    let ended = check().expect(200).text("main");
    assert!(ended.contains("This letter has ended") && !ended.contains("Jay"), "{ended}");
    let wrong = house.visitor().fill("/proof", "/proof", &[("code", "0000-0000")]).expect(200).text("main");
    assert!(wrong.contains("We can’t find this code"), "{wrong}");
}

#[test]
fn jay_ticks_a_step_of_his_plan_and_says_that_he_does_not_agree() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let plan = jay.get("/my-plan").expect(200);
    let step = plan
        .attributes("main form[action^='/my-plan/steps/']", "action")
        .into_iter()
        .next()
        .expect("a step to tick");
    assert_eq!(jay.fill_in(&plan, &step, &[("say", "stuck")]).status, 303);
    let stale = jay.fill_in(&plan, &step, &[("say", "done")]);
    assert_eq!(stale.status, 409, "the page was from before the change");
    assert!(stale.text("main").contains("You wanted to say “Done”"), "{}", stale.text("main"));
    let said = [("kind", "disagree"), ("words", "The move is too early")];
    assert_eq!(jay.fill_in(&plan, "/my-plan", &said).status, 303);
    assert!(jay.get("/my-plan").expect(200).text("main").contains("The move is too early"));
    let person = priya.get(&format!("/adviser/people/{}", house.person(JAY))).expect(200).text("main");
    assert!(person.contains("Does not agree with the plan “The move is too early”"), "{person}");
}

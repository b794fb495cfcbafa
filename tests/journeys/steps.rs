//! Steps of everyone's plan in one list, and plans that are read one after another, over HTTP.

use crate::support::{House, JAY, Who};

#[test]
fn what_jay_says_is_stuck_is_in_priyas_list_and_file_and_in_the_managers_figures_and_nobody_elses() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let stuck = |page: &str| {
        let count = priya.get(page).expect(200);
        count.texts(".app-list li").into_iter().filter(|row| row.contains("Jay Linton")).count()
    };
    let before = stuck("/adviser/steps?show=stuck");
    let plan = jay.get("/my-plan").expect(200);
    let actions = plan.attributes("form[action^='/my-plan/steps/']", "action");
    let mut said = false;
    for action in actions {
        let sent = jay.fill("/my-plan", &action, &[("say", "stuck")]);
        if sent.status == 303 && stuck("/adviser/steps?show=stuck") > before {
            said = true;
            break;
        }
    }
    assert!(said, "a step of Jay's is still stuck");
    let list = priya.get("/adviser/steps?show=stuck").expect(200);
    let row = list.texts(".app-list li").into_iter().find(|row| row.contains("Jay Linton")).expect("his row");
    let href = list.attributes(".app-list a[href*='/plan/versions/']", "href").remove(0);
    priya.get(href.split('#').next().unwrap_or_default()).expect(200);
    let file = priya.get("/adviser/steps.csv?show=stuck").expect(200);
    assert!(file.header("content-type").starts_with("text/csv"));
    let what = row.split(" Jay Linton").next().unwrap_or_default().trim().to_owned();
    assert!(file.body.contains("Jay Linton") && file.body.contains(&what), "{what}: {}", file.body);
    let dawn = house.signed_in(Who::Dawn);
    let figures = dawn.get("/manager/steps").expect(200).text("main");
    assert!(figures.contains("still stuck") && !figures.contains("Jay Linton"), "{figures}");
    let callum = house.signed_in(Who::Callum).get("/adviser/steps?show=stuck").expect(200);
    assert!(!callum.body.contains("Jay Linton"));
    let gone = priya.get(&format!("/adviser/steps?show=%3Cb%3E&q={JAY}&page=999")).expect(200);
    assert!(gone.text("main").contains("No step of anybody with this name fits."));
}

#[test]
fn a_manager_signs_or_sends_back_and_reads_the_next_without_going_back_to_the_list() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let queue = dawn.get("/manager/plans").expect(200);
    let mut order = queue.attributes(".app-queue a", "href");
    let many = order.len();
    assert!(many >= 3, "{many}");
    let second = dawn.get(&order[1]).expect(200);
    assert!(second.text("main").contains(&format!("2 of {many}")));
    assert_eq!(second.attributes("a[rel=prev]", "href"), [order[0].clone()]);
    assert_eq!(second.attributes("a[rel=next]", "href"), [order[2].clone()]);
    let back = format!("{}/back", order[1]);
    let sent = dawn.fill_in(&second, &back, &[("words", "Name who does the first step")]);
    assert_eq!((sent.status, sent.location().to_owned()), (303, format!("{}?done=back", order[2])));
    let twice = dawn.fill_in(&second, &back, &[("words", "Name who does the first step")]);
    assert_eq!(twice.location(), sent.location(), "two taps lead to the same place");
    let third = dawn.get(sent.location()).expect(200);
    assert!(third.text("main").contains(&format!("2 of {}", many - 1)), "one fewer waits");
    assert!(third.text("main").contains("went back with your words"));
    order.remove(1);
    while let Some(plan) = order.pop() {
        let page = dawn.get(&plan).expect(200);
        let signed = dawn.fill_in(&page, &format!("{plan}/sign"), &[("about-it", "We look at it in May")]);
        assert_eq!(signed.status, 303);
        match order.is_empty() {
            true => assert_eq!(signed.location(), "/manager/plans?done=signed"),
            false => assert!(order.contains(&signed.location().replace("?done=signed", ""))),
        }
    }
    let none = dawn.get("/manager/plans?done=signed").expect(200).text("main");
    assert!(none.contains("It is signed. No plan waits for you."), "{none}");
}

#[test]
fn an_adviser_goes_through_reviews_one_after_another() {
    let house = House::open();
    for who in [Who::Priya, Who::Callum] {
        let adviser = house.signed_in(who);
        let today = adviser.get("/adviser/today").expect(200);
        let Some(first) = today.attributes("a[href$='?reviews=1']", "href").first().cloned() else {
            continue;
        };
        let page = adviser.get(&first).expect(200);
        assert!(page.text("main").contains("1 of "), "{}", page.text("main"));
        let next = page.attributes("a[rel=next]", "href").remove(0);
        let page = adviser.get(&next).expect(200);
        assert!(page.text("main").contains("2 of "));
        assert_eq!(page.attributes("a[rel=prev]", "href"), [first]);
        let alone = adviser.get(next.split('?').next().unwrap_or_default()).expect(200);
        assert!(
            alone.attributes("a[rel=prev]", "href").is_empty(),
            "only where they are gone through in a row"
        );
        return;
    }
    panic!("somebody has two reviews");
}

#[test]
fn a_step_is_ticked_where_it_stands_and_taken_back_and_whoever_is_late_reads_who_was_quicker() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let here = "/adviser/steps?q=Linton";
    let list = priya.get(here).expect(200);
    let actions = list.attributes("main form[action^='/adviser/steps/']", "action");
    let action = actions.first().expect("a step of Jay's can be ticked").clone();
    let ticked = priya.fill_in(&list, &action, &[]);
    assert_eq!((ticked.status, ticked.location()), (303, here), "without leaving the list");
    let after = priya.get(here).expect(200);
    assert!(after.text("main").contains("You ticked today"), "{}", after.text("main"));
    let his = action.replace("/adviser/steps/", "/my-plan/steps/");
    let plan = jay.get("/my-plan").expect(200);
    assert!(plan.body.contains("Done") || plan.body.contains("done"), "he sees it");
    assert_eq!(priya.fill_in(&after, &action, &[]).status, 303, "undo");
    assert!(!priya.get(here).expect(200).text("main").contains("You ticked today"));
    // Jay ticks it while her page is open.
    let old = priya.get(here).expect(200);
    assert_eq!(jay.fill("/my-plan", &his, &[("say", "done")]).status, 303);
    let late = priya.fill_in(&old, &action, &[]);
    let told = priya.get(late.location()).expect(200).text("main");
    assert!(told.contains("Somebody was quicker") && told.contains("Jay"), "{told}");
    let callum = house.signed_in(Who::Callum);
    let page = callum.get("/adviser/steps").expect(200);
    let csrf = page.attributes("input[name=csrf]", "value").remove(0);
    let person = house.person(JAY).to_string();
    let sent = [("csrf", csrf.as_str()), ("person", &person), ("version", "1"), ("status", "done")];
    assert_eq!(callum.post(&action, &sent).status, 404, "Jay is not his");
}

#[test]
fn today_shows_what_they_did_since_the_office_closed_and_a_step_is_ticked_there() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    assert_eq!(jay.fill("/messages", "/messages", &[("text", "MARK-hello")]).status, 303);
    let today = priya.get("/adviser/today").expect(200);
    let since = today.text("section[aria-labelledby=since]");
    assert!(since.contains("Since Friday 20 November, 5pm") && since.contains("Linton"), "{since}");
    assert!(since.contains("sent a message") && !today.body.contains("MARK-hello"), "{since}");
    let mut ticks = today.attributes("main form[action^='/adviser/steps/']", "action");
    let action = ticks.pop().expect("a step that is overdue or stuck");
    let ticked = priya.fill_in(&today, &action, &[]);
    assert_eq!((ticked.status, ticked.location()), (303, "/adviser/today#steps"));
    let after = priya.get("/adviser/today").expect(200);
    assert!(!after.body.contains(&action), "it is done");
    assert!(priya.get("/adviser/steps").expect(200).text("main").contains("You ticked today"));
}

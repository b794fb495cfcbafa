//! What Jay says about himself, and what Priya makes of it; and what a manager reads of people whom others owe.

use crate::support::{House, JAY, Who};

#[test]
fn jay_answers_a_question_priya_takes_it_and_he_reads_that_it_is_what_stands_now() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let get = jay.get("/what-you-can-get").expect(200);
    assert!(get.attributes("a", "href").contains(&"/about-me".to_owned()), "it is reached from there");
    let list = jay.get("/about-me").expect(200);
    let question = list.attributes("main a[href^='/about-me/']", "href").remove(0);
    let page = jay.get(&question).expect(200);
    assert!(page.text("main").contains("somewhere safe to stay"), "what matters most is asked first");
    jay.fill_in(&page, &question, &[]).expect(422);
    jay.fill_in(&page, &question, &[("answer", "no")]).expect(303);
    let told = jay.get("/about-me").expect(200);
    assert!(told.text("main").contains("Waiting to be looked at"), "{}", told.text("main"));

    let facts_at = format!("/adviser/people/{}/facts", house.person(JAY));
    let mine = priya.get("/adviser/people").expect(200);
    assert!(mine.text("main").contains("of their own to settle"), "{}", mine.text("main"));
    let facts = priya.get(&facts_at).expect(200);
    let settle = facts.attributes("a[href*='/own-answers/']", "href").remove(0);
    let both = priya.get(&settle).expect(200);
    assert!(both.text("main").contains("Nothing is written down"), "nothing was taken by itself");
    priya.fill_in(&both, &settle, &[("settle", "kept")]).expect(422);
    priya.fill_in(&both, &settle, &[("settle", "accepted")]).expect(303);
    priya.fill_in(&both, &settle, &[("settle", "accepted")]).expect(303);
    let facts = priya.get(&facts_at).expect(200);
    assert!(facts.attributes("a[href*='/own-answers/']", "href").is_empty(), "it is settled, once");
    assert!(facts.text("#homeless").contains("Has a home"), "{}", facts.text("#homeless"));
    assert!(jay.get("/about-me").expect(200).text("main").contains("This is what we have now"));
}

#[test]
fn a_payment_that_was_a_mistake_is_taken_back_and_jay_s_money_follows() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let at = format!("/adviser/people/{}/entitlements/9", house.person(JAY));
    let page = priya.get(&at).expect(200);
    priya.fill_in(&page, &at, &[("step", "paid"), ("amount", "1250.50"), ("to", "themselves")]).expect(303);
    let paid = priya.get(&at).expect(200);
    assert!(paid.text("main").contains("Paid so far: £1,250.50"), "{}", paid.text("main"));
    let line = paid.attributes("a[href*='/steps/']", "href").remove(0);
    let mistake = priya.get(&line).expect(200);
    priya.fill_in(&mistake, &line, &[("why", "x")]).expect(422);
    priya.fill_in(&mistake, &line, &[("why", "It was the invoice of somebody else.")]).expect(303);
    let after = priya.get(&at).expect(200).text("main");
    assert!(after.contains("A mistake, taken back") && !after.contains("Paid so far"), "{after}");
    let jay = house.signed_in(Who::Jay).get("/what-you-can-get/9").expect(200);
    assert!(!jay.text("main").contains("1,250.50"), "{}", jay.text("main"));
}

#[test]
fn a_refusal_says_what_it_rests_on_and_what_jay_can_do_and_keeps_its_money_in_the_count() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let at = format!("/adviser/people/{}/entitlements/9", house.person(JAY));
    let page = priya.get(&at).expect(200);
    priya.fill_in(&page, &at, &[("step", "refused"), ("words", "No")]).expect(422);
    let refused = [
        ("step", "refused"),
        ("words", "The offer pays for one first home, and this is the second."),
        ("basis", "case_system"),
        ("now", "Ask for a review within 20 days. An advocate is free."),
    ];
    priya.fill_in(&page, &at, &refused).expect(303);
    let dawn = house.signed_in(Who::Dawn);
    let queue = dawn.get("/manager/refusals").expect(200);
    let links = queue.attributes("main a[href^='/manager/refusals/']", "href");
    let is_jays = |link: &&String| dawn.get(link).expect(200).text("main").contains("and this is the second");
    let one = links.iter().find(is_jays).expect("it waits for a second person");
    dawn.fill(one, one, &[("answer", "refuse")]).expect(303);
    let jay = house.signed_in(Who::Jay).get("/what-you-can-get/9").expect(200).text("main");
    assert!(jay.contains("Ask for a review within 20 days"), "{jay}");
    let list = dawn.get("/manager/coverage/people?show=unpaid&reason=refused").expect(200).text("main");
    assert!(list.contains("Jay Linton") && list.contains("£3,500"), "{list}");
}

#[test]
fn dawn_downloads_the_list_behind_a_number_with_every_line_of_it() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let list = dawn.get("/manager/coverage/people?show=due").expect(200);
    let file = list.attributes("a[href*='people.csv']", "href").remove(0);
    let csv = dawn.get(&file).expect(200);
    assert!(
        csv.header("content-type").starts_with("text/csv")
            && csv.header("cache-control").contains("no-store")
    );
    let lines = csv.body.trim_end().lines().count() - 1;
    let lede = list.text(".app-lede");
    assert!(lede.contains(&format!("{lines} things")), "{lines} lines; {lede}");
}

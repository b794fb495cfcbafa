//! What comes after a decision at the hub: it is withdrawn and made again, what it asks for is done, messages are sent or not; a call is
//! written down; and an adviser is told a line, and no more, by an explicit step.

use crate::support::{House, JAY, Page, Visitor, Who};
use onward::demo::PASSPHRASE;

/// The contact of the queue or of the lists below it with these words on its page.
fn contact_with(sam: &Visitor, words: &str) -> String {
    let queue = sam.get("/hub/contacts").expect(200);
    let links = queue.attributes("main table a[href^='/hub/contacts/']", "href");
    links
        .into_iter()
        .find(|at| sam.get(at).expect(200).text("main").contains(words))
        .unwrap_or_else(|| panic!("{words}: {}", queue.text("main")))
}

fn queued(sam: &Visitor) -> Page {
    sam.get("/hub/contacts").expect(200)
}

#[test]
fn a_decision_is_made_with_police_and_health_followed_withdrawn_and_made_again() {
    let house = House::open();
    let sam = house.signed_in(Who::Sam);
    let contact = contact_with(&sam, "My grandchildren");
    let act = |what: &str, fields: &[(&str, &str)]| {
        sam.fill(&format!("{contact}/{what}"), &format!("{contact}/{what}"), fields)
    };
    for early in ["done", "sent", "withdraw"] {
        assert_eq!(
            sam.get(&format!("{contact}/{early}")).expect(303).location(),
            contact,
            "nothing is decided"
        );
    }
    let decision = [
        ("outcome", "early_help"),
        ("name", "Sam, Sergeant Holt, Nurse Bell"),
        ("words", "They ask for it"),
        ("police", "agrees"),
        ("health", "differs"),
    ];
    let refused = act("decision", &decision).expect(422);
    assert!(refused.text("main").contains("Say why they see it differently"), "{}", refused.text("main"));
    act("decision", &[&decision[..], &[("health-why", "One visit first")]].concat()).expect(303);
    let page = sam.get(&contact).expect(200).text("main");
    for said in [
        "Police agrees",
        "Health sees it differently",
        "One visit first",
        "The Early Help assessment begins",
        "Due on Monday 30 November",
        "Message to the family",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let list = queued(&sam).text("main section[aria-labelledby=to-do]");
    assert!(
        list.contains("The Early Help assessment begins") && list.contains("Due on Monday 30 November"),
        "{list}"
    );
    // What is done, sent or not sent leaves the list; nothing is without its day and its name.
    let on = [("on-day", "23"), ("on-month", "11"), ("on-year", "2026")];
    act("done", &[("next", "begin"), ("name", "Early Help, Mo")]).expect(422);
    act("done", &[&[("next", "begin"), ("name", "Early Help, Mo")][..], &on].concat()).expect(303);
    act("sent", &[("to", "referrer"), ("sent", "no")]).expect(422);
    act("sent", &[("to", "referrer"), ("sent", "no"), ("words", "She is the family")]).expect(303);
    let sent = [("to", "family"), ("sent", "yes"), ("name", "Sam Pickering"), ("words", "By post")];
    act("sent", &sent).expect(422);
    act("sent", &[&sent[..], &on].concat()).expect(303);
    let page = sam.get(&contact).expect(200).text("main");
    for said in [
        "Done on 23 November 2026 by Early Help, Mo",
        "Sent on 23 November 2026 by Sam Pickering: By post",
        "Not sent: She is the family",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let reference = page.split("Contact ").nth(1).unwrap().split('.').next().unwrap().to_owned();
    let left = queued(&sam).text("main");
    assert!(!left.contains(&reference), "nothing is left to do: {left}");
    // Two people have the page of the decision open; one of them withdraws it.
    let open = sam.get(&format!("{contact}/withdraw")).expect(200);
    act("withdraw", &[]).expect(422);
    act("withdraw", &[("words", "Their uncle rang")]).expect(303);
    let late = sam.fill_in(&open, &format!("{contact}/withdraw"), &[("words", "I think so too")]).expect(422);
    let words = late.text("main");
    assert!(words.contains("Somebody changed this decision while you were writing"), "{words}");
    assert!(late.body.contains("I think so too"), "their words are kept");
    let page = sam.get(&contact).expect(200).text("main");
    for said in [
        "That was withdrawn: ",
        "Their uncle rang",
        "The clock still runs from when it came",
        "Its drafts, which don’t hold any more",
        "Don’t send these",
        "The family was sent what was decided. It doesn’t hold any more",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let row = queued(&sam).text("main table");
    assert!(row.contains(&reference) && row.contains("Was decided. Withdrawn"), "{row}");
    // The family is told that it holds no more; then it is decided again. The ledger keeps both.
    act(
        "sent",
        &[&[("to", "family"), ("sent", "yes"), ("name", "Sam"), ("words", "By phone")][..], &on].concat(),
    )
    .expect(303);
    assert!(!sam.get(&contact).expect(200).text("main").contains("It doesn’t hold any more"));
    let again = [("outcome", "no_further_action"), ("name", "Sam"), ("words", "Their uncle takes them in")];
    act("decision", &again).expect(303);
    let ledger = sam.get(&contact).expect(200).text("main section[aria-labelledby=order]");
    for said in [
        "Decided: Early Help assessment",
        "Decision withdrawn: Their uncle rang",
        "Decided: No further action",
    ] {
        assert!(ledger.contains(said), "{said}: {ledger}");
    }
    assert!(!queued(&sam).text("main table").contains(&reference));
}

#[test]
fn the_demonstration_has_a_decision_that_was_withdrawn_and_what_is_late_stands_first() {
    let house = House::open();
    let sam = house.signed_in(Who::Sam);
    let list = queued(&sam);
    let rows = list.texts("main section[aria-labelledby=to-do] li");
    assert!(
        rows[0].contains("H-DEM4-4475: Message to whoever wrote") && rows[0].contains("Was due on"),
        "{rows:?}"
    );
    assert!(rows.iter().any(|row| row.contains("The Early Help assessment begins")), "{rows:?}");
    let links = list.attributes("main section[aria-labelledby=to-do] a", "href");
    let contact = links[0].replace("/sent", "");
    let page = sam.get(&contact).expect(200).text("main");
    assert!(
        page.contains("Withdrawn: No further action") && page.contains("by phone: written down by"),
        "{page}"
    );
}

#[test]
fn sam_writes_down_what_a_school_says_on_the_phone_and_a_nurse_s_answer_under_her_name() {
    let house = House::open();
    let sam = house.signed_in(Who::Sam);
    let call = [
        ("how", "phone"),
        ("door", "worried"),
        ("who", "work"),
        ("harm", "later"),
        ("about", "Petra, 9, at Quay School"),
        ("words", "She has no coat and never any lunch"),
        ("reach", "Mrs Lund, 01632 960 171"),
        ("screened", "later"),
    ];
    let refused = sam.fill("/hub/call", "/hub/call", &call).expect(422);
    assert!(
        refused.body.contains("href=\"#talked\""),
        "a school says whether the family knows: {}",
        refused.text("main")
    );
    let no = [("talked", "no")];
    let refused = sam.fill_in(&refused, "/hub/call", &[&call[..], &no].concat()).expect(422);
    assert!(refused.text("main").contains("There is no other"));
    let whole = [&call[..], &no, &[("why", "child"), ("more", "Her mother beat her for telling")]].concat();
    let contact = sam.fill_in(&refused, "/hub/call", &whole).expect(303).location().to_owned();
    let page = sam.get(&contact).expect(200).text("main");
    for said in
        ["by phone: written down by Sam Pickering", "She has no coat", "Her mother beat her", "You have it"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(queued(&sam).text("main table").contains("From somebody who works with children, by phone"));
    // The school nurse rings: her answer stands under Health, with her name and her ground.
    let at = format!("{contact}/answer");
    let said = [("agency", "health"), ("words", "Weighed in May: two kilos lost"), ("name", "Nurse Bell")];
    sam.fill(&at, &at, &said).expect(422);
    sam.fill(&at, &at, &[&said[..], &[("ground", "law")]].concat()).expect(422);
    sam.fill(&at, &at, &[&said[..2], &[("ground", "harm_later")]].concat()).expect(422);
    sam.fill(&at, &at, &[&said[..], &[("ground", "harm_later")]].concat()).expect(303);
    let parts = sam.get(&contact).expect(200).text("main section[aria-labelledby=parts]");
    for said in [
        "Health",
        "two kilos lost",
        "a child may be harmed",
        "said by phone by Nurse Bell, written down by Sam",
    ] {
        assert!(parts.contains(said), "{said}: {parts}");
    }
    let telling = [("telling", "will_try"), ("words", "At school, with her aunt")];
    sam.fill(&format!("{contact}/telling"), &format!("{contact}/telling"), &telling).expect(303);
    let open = sam.get(&at).expect(200);
    let decided = [("outcome", "no_further_action"), ("name", "Sam"), ("words", "Her aunt takes her in")];
    sam.fill(&format!("{contact}/decision"), &format!("{contact}/decision"), &decided).expect(303);
    let late = [&said[..], &[("ground", "harm_later")]].concat();
    let refused = sam.fill_in(&open, &at, &late).expect(422);
    assert!(refused.text("main").contains("Nothing is added any more"), "{}", refused.text("main"));
}

#[test]
fn an_adviser_reads_the_line_that_the_hub_shares_and_before_that_step_no_page_of_theirs_holds_a_trace() {
    let house = House::open();
    let (sam, priya, jay) =
        (house.signed_in(Who::Sam), house.signed_in(Who::Priya), house.signed_in(Who::Jay));
    // A contact names Jay, in every way in which somebody could.
    let visitor = house.visitor();
    let mut page = visitor.get("/worried").expect(200);
    for fields in [
        &[("pick", "worried")][..],
        &[("pick", "public")],
        &[("pick", "later")],
        &[("about", "Jay Linton, 313752, and his girl Wilma, 2")],
        &[],
        &[("words", "The little one is alone at noon, quokka")],
        &[("reach", "")],
    ] {
        page = visitor.fill_in(&page, "/worried", &[&[("go", "")], fields].concat()).expect(200);
    }
    visitor.fill_in(&page, "/worried", &[("go", "send")]).expect(200);
    let contact = contact_with(&sam, "Wilma");
    let person = house.person(JAY);
    let pages = ["/adviser/today".to_owned(), "/adviser/people".to_owned()].into_iter().chain(
        ["", "/chronology", "/visit", "/messages", "/plan", "/handover"]
            .map(|end| format!("/adviser/people/{person}{end}")),
    );
    let pages: Vec<String> = pages.collect();
    let traces = |line: &str| {
        let holds = |at: &&String| priya.get(at).expect(200).body.contains(line);
        pages.iter().filter(holds).cloned().collect::<Vec<_>>()
    };
    let line = "Ask him who minds the child at noon";
    for word in ["Wilma", "quokka", "Shared by the children’s hub", "told-by-hub", line] {
        assert_eq!(traces(word), Vec::<String>::new(), "{word}");
    }
    // Without a ground that the ledger bears out, without a name, and for nobody who fits exactly: nothing.
    let at = format!("{contact}/adviser");
    let whole = |ground: &'static str, record: &'static str| {
        [("record", record), ("ground", ground), ("name", "Sam and the duty manager"), ("words", line)]
    };
    sam.fill(&at, &at, &whole("harm_later", "313752")[..2]).expect(422);
    sam.fill(&at, &at, &whole("harm_later", "313752")).expect(422);
    sam.fill(&at, &at, &whole("agreement", "313752")).expect(422);
    sam.fill(&at, &at, &whole("law", "313752")).expect(422);
    sam.fill(&at, &at, &whole("crime", "999999")).expect(422);
    assert_eq!(traces(line), Vec::<String>::new());
    let screen = format!("{contact}/screen");
    sam.fill(&screen, &screen, &[("harm", "later")]).expect(303);
    sam.fill(&at, &at, &whole("harm_later", "313752")).expect(303);
    let with = traces(line);
    for at in [
        "/adviser/today".to_owned(),
        format!("/adviser/people/{person}"),
        format!("/adviser/people/{person}/chronology"),
    ] {
        assert!(with.contains(&at), "{at}: {with:?}");
    }
    for word in ["Wilma", "quokka"] {
        assert_eq!(traces(word), Vec::<String>::new(), "{word}: the line, and no more");
    }
    let today = priya.get("/adviser/today").expect(200).text("main");
    assert!(today.contains("Ground: a child may be harmed"), "{today}");
    let ledger = sam.get(&contact).expect(200).text("main section[aria-labelledby=order]");
    assert!(ledger.contains(line) && ledger.contains("Decided by Sam and the duty manager"), "{ledger}");
    // It was shared with the adviser alone. Jay reads it in his own data once the family knows of the contact.
    for (who, at) in [
        (Who::Dawn, format!("/manager/people/{person}")),
        (Who::Judith, format!("/reviewing/people/{person}")),
    ] {
        let page = house.signed_in(who).get(&at);
        assert!(page.status != 200 || !page.body.contains(line), "{at}");
    }
    let proof = [("show", "page"), ("passphrase", PASSPHRASE)];
    let own = |jay: &Visitor| jay.fill("/mine/data", "/mine/data", &proof).expect(200).body.contains(line);
    assert!(!own(&jay), "the family was not told yet");
    let told = [
        ("telling", "told"),
        ("on-day", "23"),
        ("on-month", "11"),
        ("on-year", "2026"),
        ("name", "Sam Pickering"),
    ];
    let telling = format!("{contact}/telling");
    sam.fill(&telling, &telling, &told).expect(303);
    assert!(own(&jay));
}

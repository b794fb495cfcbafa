//! Jay came in with an import, and nobody knows his circumstances: Priya answers, and what Jay reads changes.

use super::first_day::{adviser, give, import};
use crate::support::{House, JAY, Page, Visitor, Who};
use onward_domain::{allocation::Part, care::CircumstanceFact, moment::Moment, person::Person};
use onward_store::{Tx, scope::Task};
use std::sync::LazyLock;

/// Whether he has to pay council tax, and whether he lives in our area: the two questions behind [`COUNCIL_TAX`].
static LIABLE: LazyLock<String> = LazyLock::new(|| number("council_tax_liable"));
static AREA: LazyLock<String> = LazyLock::new(|| number("lives_in_responsible_area"));
const COUNCIL_TAX: &str = "20";

/// The number of a question in its address.
fn number(fact: &str) -> String {
    let place = CircumstanceFact::ALL.iter().position(|each| each.word() == fact).unwrap();
    (place + 1).to_string()
}

fn facts(house: &House) -> String {
    format!("/adviser/people/{}/facts", house.person(JAY))
}

/// The house on its first day, with Jay imported and Priya his adviser.
fn imported() -> House {
    let house = House::first_day(&[Who::Dawn, Who::Priya, Who::Callum]);
    let dawn = house.signed_in(Who::Dawn);
    import(&dawn);
    let jay = house.person(JAY).to_string();
    let page = dawn.get("/manager/people?show=everyone").expect(200);
    let mut ticks = page.attributes("input[name=pick]", "value");
    ticks.retain(|tick| tick.starts_with(&jay));
    give(&dawn, &page, &ticks, &adviser(&house, Who::Priya)).expect(303);
    house
}

fn person(house: &House) -> Person {
    let now = Moment { at: house.app.clock.now(), today: house.today };
    let id = house.person(JAY);
    house.store.write(move |tx| tx.system(Task::Job, None, now)?.open(id)?.person()).unwrap()
}

/// Jay, signed in with an invitation from Priya.
fn invited(house: &House, priya: &Visitor) -> Visitor {
    let place = format!("/adviser/people/{}/invitation", house.person(JAY));
    let code = priya.fill(&place, &place, &[]).expect(200).text(".app-note .app-num");
    let born = person(house).identity.born.unwrap();
    let part = |of: &str| born.format(of).to_string();
    let (day, month, year) = (part("%-d"), part("%-m"), part("%Y"));
    let jay = house.visitor();
    let fields = [("code", code.as_str()), ("born-day", &day), ("born-month", &month), ("born-year", &year)];
    let page = jay.fill("/invitation", "/invitation", &fields).expect(200);
    let new = "purple tractor gravel";
    let chosen = [("name", "jay"), ("passphrase", new), ("again", new), ("own_phone", "yes")];
    jay.fill_in(&page, "/invitation/choose", &chosen).expect(303);
    jay
}

fn reads(jay: &Visitor) -> String {
    jay.get(&format!("/what-you-can-get/{COUNCIL_TAX}")).expect(200).text("main")
}

/// Priya answers one question; returns the list that follows.
fn answer(who: &Visitor, house: &House, number: &str, fields: &[(&str, &str)]) -> Page {
    let at = format!("{}/{number}", facts(house));
    let sent = who.fill(&at, &at, fields);
    assert_eq!(sent.status, 303, "{}", sent.text("main"));
    who.get(sent.location()).expect(200)
}

#[test]
fn priya_answers_what_an_import_left_open_and_what_jay_reads_becomes_a_yes_and_after_a_correction_a_no() {
    let house = imported();
    let priya = house.signed_in(Who::Priya);
    let list = priya.get(&facts(&house)).expect(200);
    assert!(list.text(".app-lede").contains("answers are missing."), "{}", list.text(".app-lede"));
    let row = list.text("#council-tax-liable");
    assert!(row.contains("Less council tax, or none") && row.contains("Answer"), "{row}");
    let jay = invited(&house, &priya);
    assert!(reads(&jay).contains("We need to ask you first"), "{}", reads(&jay));

    // The entitlement's page leads to the questions that would settle it.
    let person = format!("/adviser/people/{}", house.person(JAY));
    let asked = priya.get(&format!("{person}/entitlements/{COUNCIL_TAX}")).expect(200);
    let links = asked.attributes("section[aria-labelledby=asked] a", "href");
    for number in [LIABLE.as_str(), AREA.as_str()] {
        assert!(links.contains(&format!("{person}/facts/{number}")), "{links:?}");
    }

    answer(&priya, &house, &AREA, &[("answer", "yes")]);
    let first = [("answer", "yes"), ("day-day", "1"), ("day-month", "May"), ("day-year", "2026")];
    let saved = answer(&priya, &house, &LIABLE, &first);
    let note = saved.text(".app-note--done");
    for said in ["It changes 1 answer", "Less council tax, or none", "Gained. Yes", "The status stays"] {
        assert!(note.contains(said), "{said}: {note}");
    }
    assert!(saved.text("#council-tax-liable").contains("Yes, since 1 May 2026"));
    assert!(saved.text("#council-tax-liable").contains("Entered") && !saved.body.contains("saved=council"));
    let yes = reads(&jay);
    assert!(!yes.contains("We need to ask"), "{yes}");

    let unsure = answer(&priya, &house, &LIABLE, &[("answer", "unknown")]);
    assert!(unsure.text(".app-note--done").contains("We would need to check"));
    let next = unsure.attributes(".app-note--done p a", "href");
    assert!(
        !next.contains(&format!("{}/{}", facts(&house), *LIABLE)),
        "what nobody knows is not asked at once: {next:?}"
    );
    assert!(reads(&jay).contains("We need to ask you first"), "not known is never a no");

    let corrected = answer(&priya, &house, &LIABLE, &[("answer", "no")]);
    assert!(
        corrected.text(".app-note--done").contains("It changes 2 answers"),
        "{}",
        corrected.text(".app-note--done")
    );
    let history = priya.get(&format!("{}/{}", facts(&house), *LIABLE)).expect(200).text("main");
    assert!(history.contains("It says now: No. Corrected"), "{history}");
    assert!(history.contains("Yes, since 1 May 2026"), "{history}");
    assert!(history.contains("by Priya Nair") && history.contains("It was current until"), "{history}");
    let no = reads(&jay);
    assert_ne!(no, yes);
    assert!(!no.contains("We need to ask"), "{no}");
    let looked = jay.get("/who-has-looked").expect(200).text("main");
    assert!(looked.contains("Changed how things are for you."), "{looked}");
    assert!(!looked.contains("council tax"), "that it was done, never what it says");
}

/// Allocates Jay to another adviser, from today.
fn hand_over(house: &House, to: Who) {
    let (now, jay) = (Moment { at: house.app.clock.now(), today: house.today }, house.person(JAY));
    let to = house.store.read(|tx| tx.accounts().by_sign_in_name(to.sign_in_name())).unwrap().unwrap().user;
    let give = move |tx: &Tx| {
        let record = tx.system(Task::Job, None, now)?.open(jay)?;
        record.allocations().allocate(to, Part::Adviser, None, now.today)
    };
    house.store.write(give).unwrap();
}

#[test]
fn a_second_advisers_stale_answer_changes_nothing_shows_both_and_can_then_be_saved() {
    let house = imported();
    let (priya, callum) = (house.signed_in(Who::Priya), house.signed_in(Who::Callum));
    let at = format!("{}/{}", facts(&house), *LIABLE);
    let stale = priya.get(&at).expect(200);
    // While her form is open, Callum stands in for a day.
    hand_over(&house, Who::Callum);
    priya.fill_in(&stale, &at, &[("answer", "no")]).expect(404);
    answer(&callum, &house, &LIABLE, &[("answer", "yes")]);
    hand_over(&house, Who::Priya);
    let refused = priya.fill_in(&stale, &at, &[("answer", "no")]).expect(409);
    let words = refused.text("main");
    for said in ["Callum Reid saved it first.", "Your work is not lost", "Save mine instead"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert_eq!(refused.attributes("input[name=answer][checked]", "value"), ["no"], "what she chose is kept");
    assert!(priya.get(&facts(&house)).expect(200).text("#council-tax-liable").contains("Yes"));
    priya.fill_in(&refused, &at, &[("answer", "no")]).expect(303);
    let history = priya.get(&at).expect(200).text("main");
    assert!(history.contains("by Callum Reid") && history.contains("by Priya Nair"), "{history}");
}

/// A question, what is entered, and what the page says about it.
type Tried = (&'static str, &'static [(&'static str, &'static str)], &'static str);

#[test]
fn mistakes_are_explained_at_the_field_and_what_was_entered_is_kept() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let list = facts(&house);
    let tried: [Tried; 5] = [
        ("has_pathway_plan", &[], "Choose yes, no, or that we do not know"),
        (
            "support_request_date",
            &[("answer", "it"), ("day-day", "31"), ("day-month", "4"), ("day-year", "2026")],
            "April 2026 has 30 days",
        ),
        (
            "support_request_date",
            &[("answer", "it"), ("day-day", "1"), ("day-month", "1"), ("day-year", "1999")],
            "Enter the day of birth, ",
        ),
        ("setting_up_home_paid", &[("answer", "it"), ("amount", "-5")], "Enter 0 or more"),
        ("setting_up_home_paid", &[("answer", "it"), ("amount", "999999")], "Enter £20,000 or less"),
    ];
    for (fact, fields, words) in tried {
        let at = format!("{list}/{}", number(fact));
        let page = priya.fill(&at, &at, fields);
        assert_eq!(page.status, 422, "{fact} {fields:?}");
        assert!(page.text(".govuk-error-summary").contains(words), "{}", page.text(".govuk-error-summary"));
        assert!(page.text("title").starts_with("Error: "));
        for (field, written) in fields.iter().filter(|(field, _)| *field != "answer") {
            let kept = page.attributes(&format!("input[name={field}]"), "value");
            assert_eq!(kept, [*written], "{field}");
        }
    }
}

#[test]
fn courses_are_listed_over_the_years_and_one_is_corrected_without_losing_what_it_said() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let list = facts(&house);
    let before = priya.get(&list).expect(200).attributes("tr[id^=course-]", "id").len();
    let new = format!("{list}/courses/new");
    let wrong = priya.fill(&new, &new, &[("months", "forever"), ("kind", "")]).expect(422);
    assert!(wrong.text(".govuk-error-summary").contains("Enter a whole number, like 12"));
    let catering = [
        ("kind", "college"),
        ("title", "Catering, level 1"),
        ("start-day", "4"),
        ("start-month", "9"),
        ("start-year", "2024"),
        ("last-day", "18"),
        ("last-month", "7"),
        ("last-year", "2025"),
        ("months", "10"),
        ("in-pathway-plan", "yes"),
        ("full-time", "unknown"),
    ];
    let sent = priya.fill(&new, &new, &catering).expect(303);
    let page = priya.get(sent.location()).expect(200);
    assert!(page.text(".app-note--done").starts_with("Saved."), "{}", page.text(".app-note--done"));
    let rows = page.attributes("tr[id^=course-]", "id");
    assert_eq!(rows.len(), before + 1);
    let row =
        page.texts("tr[id^=course-]").into_iter().find(|row| row.contains("Catering, level 1")).unwrap();
    assert!(row.contains("From 4 September 2024 to 18 July 2025, 10 months, in the pathway plan"), "{row}");
    let course = page.attributes("tr[id^=course-] a", "href").into_iter().find(|at| {
        priya.get(at).expect(200).attributes("input[name=title]", "value") == ["Catering, level 1"]
    });
    let course = course.unwrap();
    let stale = priya.get(&course).expect(200);
    let corrected = [("kind", "college-part-time"), ("full-time", "no"), ("in-pathway-plan", "yes")];
    priya.fill_in(&stale, &course, &corrected).expect(303);
    let clash = priya.fill_in(&stale, &course, &[("kind", "traineeship")]).expect(409);
    assert!(clash.text("main").contains("Priya Nair saved it first."));
    let history = priya.get(&course).expect(200).text("main");
    assert!(history.contains("It says now: College, part time: Catering, level 1"), "{history}");
    assert!(history.contains("What it said before College, full time: Catering, level 1"), "{history}");
}

#[test]
fn someone_who_opened_the_record_from_outside_reads_what_is_known_and_writes_nothing() {
    let house = House::open();
    let callum = house.signed_in(Who::Callum);
    let list = facts(&house);
    callum.get(&list).expect(404);
    let open = format!("/adviser/open/{}", house.person(JAY));
    let words = "He rang the night line and could not get into his flat.";
    callum.fill(&open, &open, &[("ground", "with_me"), ("words", words)]).expect(303);
    let page = callum.get(&list).expect(200);
    assert!(!page.text("main").contains("Correct") && page.text("main").contains("Look"));
    let at = format!("{list}/11");
    let looked = callum.get(&at).expect(200);
    assert!(looked.text("main").contains("Only their own adviser can change it."));
    callum.get(&format!("{list}/courses/new")).expect(404);
    let token = callum.get("/account").expect(200).attributes("input[name=csrf]", "value").remove(0);
    let version = String::new();
    let sent = callum.post(&at, &[("csrf", &token), ("answer", "no"), ("version", &version)]);
    assert!(sent.status == 404 || sent.status == 409, "{}", sent.status);
    let stands = house.signed_in(Who::Priya).get(&list).expect(200).text("#council-tax-liable");
    assert!(stands.contains("Yes"), "{stands}");
}

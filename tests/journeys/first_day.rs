//! A council's first day: the return is imported, Dawn allocates an adviser, and enters a name.

use crate::support::{House, Page, Visitor, Who};
use reqwest::blocking::multipart::{Form, Part};
use std::{collections::BTreeSet, fs, path::Path};

/// Imports the whole sample and confirms it.
pub(super) fn import(dawn: &Visitor) {
    let page = dawn.get("/manager/import").expect(200);
    let token = page.attributes("main input[name=csrf]", "value").remove(0);
    let mut form = Form::new().text("csrf", token).text("year", "");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sample-903");
    for year in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for file in fs::read_dir(&year).unwrap().map(|entry| entry.unwrap().path()) {
            let (year, name) = (year.file_name().unwrap(), file.file_name().unwrap());
            let name = format!("{}/{}", year.to_str().unwrap(), name.to_str().unwrap());
            form = form.part("folder", Part::bytes(fs::read(file).unwrap()).file_name(name));
        }
    }
    let place = dawn.post_files("/manager/import", form).expect(303).location().to_owned();
    dawn.fill(&place, &format!("{place}/apply"), &[("rows", "leave")]).expect(303);
    assert!(dawn.get(&place).expect(200).text("main").contains("This return is in use"));
}

pub(super) fn adviser(house: &House, who: Who) -> String {
    let kept = house.store.read(|tx| tx.accounts().by_sign_in_name(who.sign_in_name())).unwrap();
    kept.unwrap().user.to_string()
}

/// Selects these on a page of the list and allocates them to somebody.
pub(super) fn give(dawn: &Visitor, page: &Page, ticks: &[String], to: &str) -> Page {
    let mut fields: Vec<(&str, &str)> = ticks.iter().map(|tick| ("pick", tick.as_str())).collect();
    fields.push(("adviser", to));
    dawn.fill_in(page, "/manager/people", &fields)
}

/// The people on an adviser's list, by the end of their page's address.
fn people_of(visitor: &Visitor) -> BTreeSet<String> {
    let page = visitor.get("/adviser/people").expect(200);
    let links = page.attributes("main a[href^='/adviser/people/']", "href");
    links
        .iter()
        .filter_map(|link| link.rsplit('/').next())
        .filter(|id| id.len() == 36)
        .map(str::to_owned)
        .collect()
}

#[test]
fn after_the_import_dawn_allocates_exactly_these_people_and_enters_a_name_that_everyone_sees() {
    let house = House::first_day(&[Who::Dawn, Who::Priya, Who::Callum]);
    let dawn = house.signed_in(Who::Dawn);
    assert!(
        dawn.get("/manager/people").expect(200).text("main").contains("Import the yearly return to begin")
    );
    import(&dawn);
    let (priya, callum) = (house.signed_in(Who::Priya), house.signed_in(Who::Callum));
    assert!(people_of(&priya).is_empty() && people_of(&callum).is_empty(), "nobody has anybody yet");

    let page = dawn.get("/manager/people").expect(200);
    let without = page.text(".app-lede");
    assert!(without.ends_with("have no adviser."), "{without}");
    assert!(
        page.texts("tbody th b").iter().all(|name| name.starts_with("Number ")),
        "a return holds no names"
    );
    let ticks: Vec<String> = page.attributes("input[name=pick]", "value").into_iter().take(3).collect();
    let given: BTreeSet<String> =
        ticks.iter().map(|tick| tick.split('~').next().unwrap().to_owned()).collect();
    assert_eq!(given.len(), 3);

    let answer = give(&dawn, &page, &ticks, &adviser(&house, Who::Priya)).expect(303);
    let said = dawn.get(answer.location()).expect(200);
    assert!(said.text(".app-note").contains("3 people now have Priya Nair"), "{}", said.text(".app-note"));
    assert_ne!(said.text(".app-lede"), without, "3 fewer");
    assert_eq!(people_of(&priya), given);
    assert!(people_of(&callum).is_empty());
    for person in &given {
        priya.get(&format!("/adviser/people/{person}")).expect(200);
        callum.get(&format!("/adviser/people/{person}")).expect(404);
    }

    // The same page is out of date by now: what it would change has changed.
    let answer = give(&dawn, &page, &ticks, &adviser(&house, Who::Callum)).expect(303);
    let said = dawn.get(answer.location()).expect(200).text(".app-note");
    assert!(said.contains("Nothing was changed") && said.contains("now with Priya Nair"), "{said}");
    assert_eq!(people_of(&priya), given);

    // Priya enters a name; Dawn's list has it, and so does the page.
    let person = given.first().unwrap();
    let form = format!("/adviser/people/{person}/name");
    let fields = [("known-as", "Zoë"), ("first-names", "Zoë Ann"), ("family-name", "O’Neill")];
    priya.fill(&form, &form, &fields).expect(303);
    let shown = priya.get(&format!("/adviser/people/{person}")).expect(200);
    assert!(shown.text("h1").starts_with("Zoë O’Neill"), "{}", shown.text("h1"));
    assert!(!shown.text("title").contains("Zoë"));
    let of_priya = format!("/manager/people?show={}", adviser(&house, Who::Priya));
    let list = dawn.get(&of_priya).expect(200).texts("tbody th");
    assert_eq!(list.len(), 3);
    assert!(list.iter().any(|name| name.starts_with("Zoë O’Neill Record ")), "{list:?}");

    // A handover of one of them on a later day: Priya has all three until then, and nobody is counted twice.
    let page = dawn.get(&of_priya).expect(200);
    let tick = page.attributes("input[name=pick]", "value").remove(0);
    let to = adviser(&house, Who::Callum);
    let later = [("from-day", "20"), ("from-month", "12"), ("from-year", "2026")];
    let fields = [&[("pick", tick.as_str()), ("adviser", to.as_str())][..], &later].concat();
    dawn.fill_in(&page, "/manager/people", &fields).expect(303);
    let sizes = dawn.get("/manager/people").expect(200).texts("select[name=adviser] option");
    for has in ["Priya Nair, has 3 people", "Callum Reid, has 0 people, and 1 later"] {
        assert!(sizes.iter().any(|words| words == has), "{sizes:?}");
    }
}

#[test]
fn the_form_says_what_is_missing_and_keeps_the_selection() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let page = dawn.get("/manager/people?show=everyone").expect(200);
    let ticks: Vec<String> = page.attributes("input[name=pick]", "value").into_iter().take(2).collect();
    let wrong = give(&dawn, &page, &ticks, "").expect(422);
    assert_eq!(wrong.attributes(".govuk-error-summary a", "href"), ["#adviser"]);
    assert_eq!(wrong.attributes("input[name=pick][checked]", "value"), ticks);
    let none = give(&dawn, &page, &[], "nobody").expect(422);
    assert_eq!(none.attributes(".govuk-error-summary a", "href"), ["#pick"]);
    let late =
        [("pick", ticks[0].as_str()), ("adviser", "nobody"), ("from-year", "2027"), ("from-month", "6")];
    let late = dawn.fill_in(&page, "/manager/people", &late).expect(422);
    assert!(late.text(".govuk-error-summary").contains("Enter a first day from"));
}

#[test]
fn two_people_entering_a_name_at_once_lose_nothing_and_an_outside_viewer_enters_none() {
    let house = House::open();
    let person = house.person(crate::support::JAY);
    let (priya, dawn) = (house.signed_in(Who::Priya), house.signed_in(Who::Dawn));
    let (at, by_dawn) = (format!("/adviser/people/{person}/name"), format!("/manager/people/{person}/name"));
    let page = priya.get(&at).expect(200);
    dawn.fill(&by_dawn, &by_dawn, &[("known-as", "JJ")]).expect(303);
    let both = priya.fill_in(&page, &at, &[("known-as", "Jamie")]).expect(409);
    assert!(both.text(".app-note").contains("JJ"), "what stands: {}", both.text(".app-note"));
    assert_eq!(both.attributes("#known-as", "value"), ["Jamie"], "and what was written");
    priya.fill_in(&both, &at, &[]).expect(303);
    let list = dawn.get("/manager/people?show=everyone").expect(200).text("main");
    assert!(list.contains("Jamie Linton") && !list.contains("JJ"), "an earlier name is shown nowhere");
    let empty = priya.fill(&at, &at, &[("known-as", " ")]).expect(422);
    assert_eq!(empty.attributes(".govuk-error-summary a", "href"), ["#known-as"]);

    let callum = house.signed_in(Who::Callum);
    let open = format!("/adviser/open/{person}");
    let words = "He rang the night line and could not get into his flat.";
    callum.fill(&open, &open, &[("ground", "with_me"), ("words", words)]).expect(303);
    let seen = callum.get(&format!("/adviser/people/{person}")).expect(200);
    assert!(!seen.body.contains("/name\""), "nothing is offered that would be refused");
    callum.get(&at).expect(404);
}

#[test]
fn dawn_finds_somebody_among_everyone_and_reallocates_the_people_of_an_adviser_who_left() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    for looked in ["linton", "313752", "%20JAY%20%20lin"] {
        let found = dawn.get(&format!("/manager/people?q={looked}")).expect(200);
        assert_eq!(found.texts("tbody th b"), ["Jay Linton"], "{looked}");
        assert!(found.text("tbody td[data-label=Adviser]").starts_with("Priya Nair since "), "{looked}");
    }
    let found = dawn.get("/manager/people?q=linton").expect(200);
    let ticks = found.attributes("input[name=pick]", "value");
    let again = give(&dawn, &found, &ticks, &adviser(&house, Who::Priya)).expect(303);
    assert!(again.location().starts_with("/manager/people?q=linton&done="), "{}", again.location());
    let said = dawn.get(again.location()).expect(200);
    assert_eq!(said.texts("tbody th b"), ["Jay Linton"], "still the same list");
    let waiting = dawn.get("/manager/coverage").expect(200).text(".app-side a[href='/manager/people']");
    let lede = dawn.get("/manager/people").expect(200).text(".app-lede");
    let number = lede.split(' ').next().unwrap();
    assert_eq!(waiting, format!("Give {number} people an adviser"), "coverage counts the same people");
    let none = dawn.get("/manager/people?q=%25").expect(200);
    assert!(none.text("#pick").starts_with("Nobody here has this in their name"), "{}", none.text("main"));

    let callum = adviser(&house, Who::Callum);
    let had = people_of(&house.signed_in(Who::Callum)).len();
    assert!(had > 1);
    let gone = callum.parse().unwrap();
    house.store.write(move |tx| tx.users().disable(gone, chrono::DateTime::UNIX_EPOCH)).unwrap();
    let page = dawn.get("/manager/people").expect(200);
    assert!(
        page.text(".app-note--warn").contains(&format!("Callum Reid: {had} people")),
        "{}",
        page.text("main")
    );
    let his = page.attributes(".app-note--warn a", "href").remove(0);
    let page = dawn.get(&his).expect(200);
    let choices = page.attributes("#adviser option", "value");
    assert!(!choices.contains(&callum), "nobody is given to somebody who left");
    let ticks = page.attributes("input[name=pick]", "value");
    assert_eq!(ticks.len(), had);
    let refused = give(&dawn, &page, &ticks, &callum).expect(422);
    assert!(refused.text(".govuk-error-summary").contains("can no longer be given people"));
    let done = give(&dawn, &page, &ticks, &adviser(&house, Who::Priya)).expect(303);
    let said = dawn.get(done.location()).expect(200);
    assert!(
        said.text(".app-note").contains(&format!("{had} people now have Priya Nair")),
        "{}",
        said.text("main")
    );
    assert!(!said.text("main").contains("cannot look after them any more"), "nobody waits any more");
}

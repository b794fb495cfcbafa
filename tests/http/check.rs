//! Finding out without an account: nothing of it is kept, and nothing of it comes back after leaving.

use crate::support::{House, Page, Visitor, Who};
use std::{
    collections::BTreeMap,
    fs, io,
    path::Path,
    sync::{LazyLock, Mutex},
};
use tracing_subscriber::{Layer as _, filter::filter_fn, fmt::MakeWriter, layer::SubscriberExt as _};

/// Everything that anybody in this process logs from now on, with every field, at the finest level.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static LOGGING: LazyLock<()> = LazyLock::new(|| {
    // The client of these tests runs in the same process and is not the service.
    let ours =
        filter_fn(|meta| !["reqwest", "hyper", "h2"].iter().any(|other| meta.target().starts_with(other)));
    let layer = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(Log).with_filter(ours);
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(layer)).unwrap();
});

struct Log;

impl MakeWriter<'_> for Log {
    type Writer = Self;
    fn make_writer(&self) -> Self {
        Self
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Every file of a folder with what is in it.
fn disk(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // The index of the write-ahead log notes who reads; it holds no content.
        if path.extension().is_some_and(|end| end == "sqlite-shm") {
            continue;
        }
        if path.is_dir() {
            found.extend(disk(&path));
        } else {
            found.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    found
}

/// One answer, as whoever was in foster care from 29 May 2015 to 13 August 2021 would give it.
fn answer(page: &Page) -> Vec<(&'static str, &'static str)> {
    let asks = page.text("h1");
    let day =
        |day, month, year| vec![("know", "day"), ("on-day", day), ("on-month", month), ("on-year", year)];
    match asks.as_str() {
        "When were you born?" => day("13", "8", "2003"),
        "When did your time in care start?" => day("29", "5", "2015"),
        "When did this time in care end?" => day("13", "8", "2021"),
        "Where were you in care?" => vec![("pick", "england")],
        "Where did you live when you were in care?" => vec![("pick", "foster")],
        _ if !page.attributes("input[name=know]", "value").is_empty() => vec![("know", "dont-know")],
        _ => vec![("pick", "dont-know")],
    }
}

/// The form that takes the answer: the one with a heading.
fn next_form(page: &Page) -> Vec<(String, String)> {
    let sealed = page.attributes("input[name=sealed]", "value");
    let csrf = page.attributes("input[name=csrf]", "value");
    vec![("csrf".into(), csrf[0].clone()), ("sealed".into(), sealed[0].clone())]
}

fn send(visitor: &Visitor, page: &Page, fields: &[(&str, &str)]) -> Page {
    let hidden = next_form(page);
    let mut all: Vec<(&str, &str)> =
        hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.extend(fields);
    visitor.post("/check", &all)
}

#[test]
fn a_finished_check_leaves_nothing_in_database_logs_disk_cookies_or_addresses() {
    LazyLock::force(&LOGGING);
    let house = House::open();
    let visitor = house.visitor();
    let mut page = visitor.get("/check").expect(200);
    let before = disk(house.folder());
    let mut markers: Vec<String> =
        ["2003-08-13", "13 August 2003", "2015-05-29", "29 May 2015"].map(str::to_owned).into();
    let mut questions = 0;
    while !page.texts("h1")[0].contains("for you") && !page.texts("h1")[0].contains("you can get") {
        let fields = answer(&page);
        page = send(&visitor, &page, &fields).expect(200);
        markers.extend(
            page.attributes("input[name=sealed]", "value").iter().map(|sealed| sealed[..40].to_owned()),
        );
        assert_eq!(page.header("cache-control"), "no-store");
        questions += 1;
        assert!(questions < 60, "{}", page.text("main"));
    }
    assert!(page.text("main").contains("29 May 2015"), "they see it: {}", page.text("main"));
    assert!(page.text("main").contains("Money for your first home"), "{}", page.text("main"));
    assert_eq!(disk(house.folder()), before, "not a byte was written");
    let log = String::from_utf8_lossy(&LOG.lock().unwrap()).into_owned();
    assert!(log.contains("/check"), "the log is looked at");
    for marker in &markers {
        assert!(!log.contains(marker), "{marker} stands in the log");
        assert!(!visitor.cookies().values().any(|cookie| cookie.contains(marker)), "{marker} in a cookie");
    }
    assert_eq!(visitor.cookies().keys().collect::<Vec<_>>(), ["visit"]);
    let leads: Vec<String> =
        page.attributes("a[href]", "href").into_iter().filter(|at| at.contains('?')).collect();
    assert_eq!(leads, [""; 0], "no address carries an answer");
}

#[test]
fn after_leaving_going_back_shows_nothing_and_sending_the_page_again_neither() {
    let house = House::open();
    let visitor = house.visitor();
    let first = visitor.get("/check").expect(200);
    let born = answer(&first);
    let second = send(&visitor, &first, &born).expect(200);
    assert!(second.text("main").contains("13 August 2003"));
    let left = visitor.get("/leave").expect(303);
    assert!(left.header("clear-site-data").contains("cookies"));
    assert!(!visitor.cookies().contains_key("visit"), "{:?}", visitor.cookies());
    // What a browser does that is told to send the form again.
    let again = send(&visitor, &second, &[("go", "result")]).expect(403);
    assert!(!again.body.contains("2003"), "{}", again.text("main"));
}

#[test]
fn it_is_the_same_for_somebody_who_is_signed_in_without_menu_and_adviser() {
    let house = House::open();
    let page = house.signed_in(Who::Jay).get("/check").expect(200);
    assert!(!page.body.contains("Priya") && page.attributes("nav", "id").is_empty(), "{}", page.text("body"));
    assert!(page.attributes("a[href]", "href").contains(&"/leave".to_owned()));
}

#[test]
fn start_page_and_help_page_lead_to_it() {
    let house = House::open();
    for at in ["/sign-in", "/help-now"] {
        assert!(
            house.visitor().get(at).expect(200).attributes("a", "href").contains(&"/check".to_owned()),
            "{at}"
        );
    }
}

#[test]
fn answers_can_be_changed_and_taken_back_and_wrong_ones_are_told_with_what_was_written() {
    let house = House::open();
    let visitor = house.visitor();
    let first = visitor.get("/check").expect(200);
    let wrong =
        send(&visitor, &first, &[("know", "day"), ("on-day", "31"), ("on-month", "4"), ("on-year", "2005")]);
    let wrong = wrong.expect(422);
    assert!(wrong.text("main").contains("April 2005 has 30 days"), "{}", wrong.text("main"));
    assert_eq!(wrong.attributes("input[name=on-day]", "value"), ["31"]);
    let second = send(&visitor, &wrong, &answer(&first)).expect(200);
    let back = send(&visitor, &second, &[("go", "back")]).expect(200);
    assert_eq!(back.text("h1"), "When were you born?");
    let changed = send(&visitor, &second, &[("change", "0")]).expect(200);
    assert_eq!(changed.attributes("input[name=on-year]", "value"), ["2003"]);
    let so_far = send(&visitor, &second, &[("go", "result")]).expect(200);
    assert!(so_far.text("main").contains("would settle more"), "{}", so_far.text("main"));
    send(&visitor, &so_far, &[("go", "more")]).expect(200);
    for sealed in ["", "x", &"A".repeat(4000)] {
        let csrf = second.attributes("input[name=csrf]", "value").remove(0);
        let began = visitor.post("/check", &[("csrf", &csrf), ("sealed", sealed)]).expect(200);
        assert!(began.text("main").contains("Start again"), "{}", began.text("main"));
    }
}

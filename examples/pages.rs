//! How many pages a second, each as a ratio to a bare actix page of the same size taken in the same run.
//!
//! `cargo run --release --example pages [SECONDS] [PEOPLE]`. The figures go to docs/performance.md. Traffic goes to this
//! machine's loopback address alone and stops by itself.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement, with no clock of the house"
)]

use std::{
    net::TcpListener,
    path::Path,
    sync::{Arc, Barrier},
    time::{Duration, Instant},
};

use actix_web::{App as ActixApp, HttpServer, web};
use chrono::{Days, Utc};
use leaving_care_rules::json::LegalStatus;
use onward::{
    App,
    app::Demonstration,
    cli,
    clock::Clock,
    demo,
    settings::Settings,
    web::{server::server, view::View},
};
use onward_domain::{
    care::EpisodeNote,
    moment::Moment,
    person::{Identity, Sex},
};
use onward_store::{
    Store,
    scope::{NewPerson, Task},
};
use reqwest::{blocking::Client, header::COOKIE, redirect::Policy};

/// Visitors at once.
const VISITORS: usize = 16;

fn main() {
    let mut words = std::env::args().skip(1);
    let seconds: u64 = words.next().map_or(5, |word| word.parse().unwrap());
    let people: u64 = words.next().map_or(10_000, |word| word.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let began = Instant::now();
    let house = house(&folder.path().join("house"), 0);
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    client.get(format!("{house}/sign-in")).send().unwrap();
    println!("demonstration made and first page sent after {:.1} s", began.elapsed().as_secs_f64());
    let (jay, priya, dawn) = (
        sign_in(&house, "jay"),
        sign_in(&house, &staff("priya.nair")),
        sign_in(&house, &staff("dawn.fairley")),
    );
    let person = first_person(&client, &house, &priya);
    let bare = bare();
    let base = measure("bare actix page, 8 KB", &bare, "", seconds, None);
    let base = Some(base);
    measure("sign-in page", &format!("{house}/sign-in"), "", seconds, base);
    measure("home, signed in", &format!("{house}/home"), &jay, seconds, base);
    measure("what you can get", &format!("{house}/what-you-can-get"), &jay, seconds, base);
    measure("adviser's person page", &format!("{house}{person}"), &priya, seconds, base);
    measure("coverage of 60", &format!("{house}/manager/coverage"), &dawn, seconds, base);
    let large = self::house(&folder.path().join("large"), people);
    let dawn = sign_in(&large, &staff("dawn.fairley"));
    let began = Instant::now();
    client.get(format!("{large}/manager/coverage")).header(COOKIE, &dawn).send().unwrap();
    println!(
        "coverage of {people} and 60, worked out anew: {:.0} ms",
        began.elapsed().as_secs_f64() * 1000.0
    );
    measure(
        &format!("coverage of {people} and 60"),
        &format!("{large}/manager/coverage"),
        &dawn,
        seconds,
        base,
    );
    println!("memory in use at the end: {}", memory());
}

fn staff(name: &str) -> String {
    format!("{name}@stockton-riverside.example")
}

/// A running demonstration with that many more people, its address.
fn house(folder: &Path, more: u64) -> String {
    let store = cli::demo::open(folder, demo::TODAY).unwrap();
    if more > 0 {
        add_people(&store, more);
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let settings = Settings { base_url: base.clone(), ..Settings::default() };
    let demonstration = Demonstration { relaxed_limits: true, second_factor: false };
    let app = App::new(
        store,
        View::load().unwrap(),
        settings,
        onward::law::demonstration().unwrap(),
        Clock::on_day(demo::TODAY),
        Some(demonstration),
    );
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move { server(app, listener).unwrap().await }).unwrap();
    });
    base
}

fn add_people(store: &Store, more: u64) {
    let now = Moment { at: Utc::now(), today: demo::TODAY };
    store
        .write(move |tx| {
            let system = tx.system(Task::Demonstration, None, now)?;
            for number in 0..more {
                let born = now.today - Days::new(5_900 + number % 3_200);
                let identity = Identity {
                    child: Some(format!("L{number:06}")),
                    known_as: format!("Name{number}"),
                    first_names: "First".into(),
                    family_name: "Family".into(),
                    born: Some(born),
                    sex: Sex::Unknown,
                    protected: false,
                };
                let record = system.add_person(&NewPerson { identity })?;
                for episode in 0..6 {
                    let start = born + Days::new(5_000 + episode * 150);
                    record.episodes().add(&EpisodeNote {
                        start: Some(start),
                        end: Some(start + Days::new(150)),
                        legal_status: Some(LegalStatus::V2),
                        placement: Some("U6".into()),
                        ..EpisodeNote::default()
                    })?;
                }
            }
            Ok(())
        })
        .unwrap();
}

/// A page that does nothing, its address.
fn bare() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let page: &'static str = Box::leak("x".repeat(8 * 1024).into_boxed_str());
    std::thread::spawn(move || {
        let make = move || ActixApp::new().route("/", web::get().to(move || async move { page }));
        actix_web::rt::System::new()
            .block_on(async move { HttpServer::new(make).workers(2).listen(listener).unwrap().run().await })
            .unwrap();
    });
    address
}

/// The cookies of someone who has signed in.
fn sign_in(house: &str, name: &str) -> String {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let page = client.get(format!("{house}/sign-in")).send().unwrap();
    let visit = cookies(&page);
    let html = page.text().unwrap();
    let token = html.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields =
        [("csrf", token.as_str()), ("name", name), ("passphrase", demo::PASSPHRASE), ("own_phone", "yes")];
    let answer = client.post(format!("{house}/sign-in")).header(COOKIE, &visit).form(&fields).send().unwrap();
    assert_eq!(answer.status().as_u16(), 303, "{name} can't sign in");
    format!("{visit}; {}", cookies(&answer))
}

fn cookies(answer: &reqwest::blocking::Response) -> String {
    let pairs = answer.headers().get_all("set-cookie").iter();
    let pairs = pairs.filter_map(|cookie| cookie.to_str().unwrap().split(';').next().map(str::to_owned));
    pairs.collect::<Vec<_>>().join("; ")
}

fn first_person(client: &Client, house: &str, cookie: &str) -> String {
    let html =
        client.get(format!("{house}/adviser/people")).header(COOKIE, cookie).send().unwrap().text().unwrap();
    let at = html.find("/adviser/people/").unwrap();
    html[at..].split('"').next().unwrap().to_owned()
}

/// Asks for one page again and again; prints and answers requests a second.
fn measure(what: &str, address: &str, cookie: &str, seconds: u64, base: Option<f64>) -> f64 {
    let start = Arc::new(Barrier::new(VISITORS));
    let visitors: Vec<_> = (0..VISITORS)
        .map(|_| {
            let (start, address, cookie) = (Arc::clone(&start), address.to_owned(), cookie.to_owned());
            std::thread::spawn(move || {
                let client = Client::builder().redirect(Policy::none()).build().unwrap();
                let mut times = Vec::new();
                start.wait();
                let began = Instant::now();
                while began.elapsed() < Duration::from_secs(seconds) {
                    let asked = Instant::now();
                    let answer = client.get(&address).header(COOKIE, &cookie).send().unwrap();
                    assert_eq!(answer.status().as_u16(), 200, "{address}");
                    let _page = answer.bytes().unwrap();
                    times.push(asked.elapsed());
                }
                times
            })
        })
        .collect();
    let mut times: Vec<Duration> = visitors.into_iter().flat_map(|visitor| visitor.join().unwrap()).collect();
    times.sort_unstable();
    let seconds = u32::try_from(seconds).unwrap();
    let rate = f64::from(u32::try_from(times.len()).unwrap()) / f64::from(seconds);
    let ratio = base.map_or(1.0, |base| rate / base);
    let late = times[times.len() * 99 / 100].as_secs_f64() * 1000.0;
    println!("| {what} | {rate:.0} | {ratio:.2} | {late:.1} ms |");
    rate
}

/// This process's resident memory, load client included.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.replace("VmRSS:", "").trim().to_owned())
}

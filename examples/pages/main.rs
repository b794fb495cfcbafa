//! What a page costs: processor time per request for ours and for plain pages built with the same libraries, in turn.
//!
//! `cargo run --release --features postgres --example pages [ROUNDS] [PAGE]`; `PAGE`, part of a name, measures only
//! those.
//! `… --example pages large [PEOPLE]` says how long coverage of many people takes, and how much memory. The figures go to
//! docs/performance.md. Traffic only goes to this machine's loopback address and stops by itself.
//!
//! The servers run in this process and the visitors in another, so that the processor time of this process's threads is
//! what the pages cost, including the kernel's part.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a measurement, with no clock of the house"
)]

mod house;
mod plain_page;
mod visitors;

use house::{House, Whose, client, cookies, staff};
use reqwest::header::COOKIE;
use std::{collections::HashMap, fs, path::Path, time::Instant};
use visitors::{Asked, VISITORS, Visitors};

/// This many requests of each page in each round.
const TIMES: usize = 300;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |place: usize| words.get(place).map(String::as_str);
    let folder = tempfile::tempdir().unwrap();
    match word(0) {
        Some(VISITORS) => visitors::be(),
        Some("large") => large(folder.path(), word(1).map_or(10_000, |people| people.parse().unwrap())),
        rounds => {
            let rounds = rounds.map_or(15, |rounds| rounds.parse().unwrap());
            cost(folder.path(), rounds, word(1).unwrap_or(""));
        }
    }
}

/// A page to be measured.
struct Measured {
    name: &'static str,
    asked: Asked,
    /// Microseconds of processor time per request, one for each round.
    micros: Vec<f64>,
    /// The plain page with a row in the log that sends about as many bytes.
    as_long: Asked,
    micros_as_long: Vec<f64>,
    bytes: usize,
}

fn cost(folder: &Path, rounds: usize, only: &str) {
    let mut pages = pages(folder);
    pages.retain(|page| page.name.starts_with(PLAIN) || page.name.contains(only));
    let mut visitors = Visitors::start();
    for page in &pages {
        visitors.ask(&page.asked, TIMES);
    }
    for _ in 0..rounds {
        for page in &mut pages {
            page.micros.push(spent(&mut visitors, &page.asked));
            page.micros_as_long.push(spent(&mut visitors, &page.as_long));
        }
    }
    println!(
        "| page | KB | µs a request | beside the plain page | beside one that logs the look | \
         beside one as long that logs it |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    let (plain, logged) = (middle(&pages[0].micros), middle(&pages[1].micros));
    for page in &pages {
        let own = middle(&page.micros);
        let (kb, long) = (page.bytes / 1000, middle(&page.micros_as_long));
        let (plain, logged, long) = (own / plain, own / logged, own / long);
        println!("| {} | {kb} | {own:.0} | {plain:.2} | {logged:.2} | {long:.2} |", page.name);
    }
    let of = |name: &str| pages.iter().find(|page| page.name == name).map(|page| middle(&page.micros));
    if let (Some(few), Some(many)) = (of("my people, 30"), of("my people, 300")) {
        println!("a further person of my people: {:.1} µs", (many - few) / 270.0);
    }
}

/// Microseconds of processor time for each of the requests.
fn spent(visitors: &mut Visitors, asked: &Asked) -> f64 {
    let before = processor_time();
    visitors.ask(asked, TIMES);
    let after = processor_time().into_iter();
    let spent: u64 =
        after.map(|(thread, after)| after.saturating_sub(before.get(&thread).copied().unwrap_or(0))).sum();
    micros(spent) / micros(u64::try_from(TIMES).unwrap()) / 1000.0
}

const PLAIN: &str = "plain page, 30 rows";
const LOGGED: &str = "plain page, 30 rows, look logged";

fn pages(folder: &Path) -> Vec<Measured> {
    let plain = plain_page::serve(folder);
    let plain_cookie = cookies(&client().get(format!("{plain}/sign-in")).send().unwrap());
    let asked = |base: &str, path: &str, cookie: &str| {
        let host = base.trim_start_matches("http://").to_owned();
        Asked { host, path: path.to_owned(), cookie: cookie.to_owned() }
    };
    let logged = |rows: usize| asked(&plain, &format!("/people-logged/{rows}"), &plain_cookie);
    let (few, many) = (length(&logged(100)), length(&logged(200)));
    let row = (many - few) / 100;
    let page = |name: &'static str, base: &str, path: &str, cookie: &str| {
        let asked = asked(base, path, cookie);
        let bytes = length(&asked);
        let as_long = logged(bytes.saturating_sub(few - 100 * row) / row);
        Measured { name, asked, micros: Vec::new(), as_long, micros_as_long: Vec::new(), bytes }
    };
    let house = House::with(&folder.join("house"), 0, Whose::Nobodys);
    let (jay, priya, dawn) =
        (house.sign_in("jay"), house.sign_in(&staff("priya.nair")), house.sign_in(&staff("dawn.fairley")));
    let at = house.address.as_str();
    let person = house.first_link("/adviser/people", &priya, "/adviser/people/");
    let entitlement = house.first_link("/what-you-can-get", &jay, "/what-you-can-get/");
    let mut pages = vec![
        page(PLAIN, &plain, "/people/30", &plain_cookie),
        page(LOGGED, &plain, "/people-logged/30", &plain_cookie),
        page("sign-in", at, "/sign-in", ""),
        page("home", at, "/home", &jay),
        page("what you can get", at, "/what-you-can-get", &jay),
        page("one entitlement", at, &entitlement, &jay),
        page("why", at, "/why", &jay),
        page("money", at, "/money", &jay),
        page("my people, 7", at, "/adviser/people", &priya),
        page("a person", at, &person, &priya),
        page("coverage", at, "/manager/coverage", &dawn),
    ];
    for (names, more) in [
        (["my people, 30", "today, 30", "a person of 30"], 23),
        (["my people, 300", "today, 300", "a person of 300"], 293),
    ] {
        let house = House::with(&folder.join(more.to_string()), more, Whose::Priyas);
        let priya = house.sign_in(&staff("priya.nair"));
        let person = house.first_link("/adviser/people", &priya, "/adviser/people/");
        for (name, path) in names.into_iter().zip(["/adviser/people", "/adviser/today", person.as_str()]) {
            pages.push(page(name, &house.address, path, &priya));
        }
    }
    let house = House::with_front_door(&folder.join("front-door"), 26, 5_000);
    let sam = house.sign_in(&staff("sam.pickering"));
    pages.push(page("the hub's queue, 30", &house.address, "/hub/contacts", &sam));
    pages.push(page("a search of 5,000 services", &house.address, "/directory?q=help+with+debts", ""));
    pages
}

/// How many bytes a page has.
fn length(page: &Asked) -> usize {
    let answer = client().get(format!("http://{}{}", page.host, page.path)).header(COOKIE, &page.cookie);
    let answer = answer.send().unwrap();
    assert!(answer.status().is_success(), "{}: {}", page.path, answer.status());
    answer.bytes().unwrap().len()
}

/// Nanoseconds of processor time for each thread of this process, by its number.
fn processor_time() -> HashMap<String, u64> {
    let threads = fs::read_dir("/proc/self/task").unwrap();
    let spent = threads.filter_map(|thread| {
        let thread = thread.ok()?;
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        Some((thread.file_name().into_string().ok()?, text.split(' ').next()?.parse().ok()?))
    });
    spent.collect()
}

#[expect(clippy::as_conversions, reason = "far below 2^53")]
fn micros(number: u64) -> f64 {
    number as f64
}

fn middle(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn large(folder: &Path, people: u64) {
    let house = House::with(folder, people, Whose::Nobodys);
    let dawn = house.sign_in(&staff("dawn.fairley"));
    for what in ["worked out anew", "kept"] {
        let began = Instant::now();
        let page = client().get(format!("{}/manager/coverage", house.address)).header(COOKIE, &dawn);
        assert!(page.send().unwrap().status().is_success());
        let took = began.elapsed().as_secs_f64() * 1000.0;
        println!("coverage of {people} and the demonstration's people, {what}: {took:.0} ms");
    }
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    println!("memory in use at the end: {}", line.replace("VmRSS:", "").trim());
}

//! How long it takes to load everyone for the coverage figures.
//!
//! `cargo run --release -p onward-store --example cohort [PEOPLE] [DIR]`. The figures go to docs/performance.md.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement, with no clock of the house"
)]

use std::{path::Path, time::Instant};

use chrono::{Days, NaiveDate, Utc};
use leaving_care_rules::person::LegalStatus;
use onward_domain::{
    allocation::Part,
    care::EpisodeNote,
    entitlement::{EntitlementAct, EntitlementNote},
    id::UserId,
    moment::Moment,
    person::{Identity, Sex},
    role::Role,
};
use onward_store::{
    DatabaseUrl, Store, StoreResult, Tx,
    repo::users::NewUser,
    scope::{NewPerson, Task},
};

fn main() {
    let mut words = std::env::args().skip(1);
    let people: u64 = words.next().map_or(10_000, |word| word.parse().unwrap());
    let folder = words.next().unwrap_or_else(|| "target/cohort".into());
    let _old = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let store = Store::open_migrated(&DatabaseUrl::in_dir(Path::new(&folder))).unwrap();
    let now = Moment { at: Utc::now(), today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() };
    let began = Instant::now();
    let manager = store.write(move |tx| fill(tx, people, now)).unwrap();
    println!("{people} people with 6 episodes each made in {:.1} s", began.elapsed().as_secs_f64());
    let service = store.viewer(manager).unwrap().unwrap().service().unwrap();
    for _ in 0..3 {
        let began = Instant::now();
        let cohort = store.read(|tx| service.cohort(tx, now)).unwrap();
        let loaded = began.elapsed();
        let read: usize = cohort
            .people
            .iter()
            .map(|one| one.facts.rules_person(now.today).episodes.map_or(0, |episodes| episodes.len()))
            .sum();
        println!(
            "{} people loaded in {:.0} ms; their {read} episodes as the rules read them in {:.0} ms",
            cohort.people.len(),
            loaded.as_secs_f64() * 1000.0,
            began.elapsed().saturating_sub(loaded).as_secs_f64() * 1000.0,
        );
    }
}

fn fill(tx: &Tx, people: u64, now: Moment) -> StoreResult<UserId> {
    let user =
        |role, name: &str| NewUser { role, display_name: name.into(), person: None, team: None, phone: None };
    let system = tx.system(Task::Demonstration, None, now)?;
    let adviser = tx.users().add(&user(Role::Adviser, "A"), now.at)?;
    for number in 0..people {
        let born = now.today - Days::new(6_000 + number % 3_000);
        let identity = Identity {
            child: Some(format!("{number:06}")),
            known_as: format!("Name{number}"),
            first_names: "First".into(),
            family_name: "Family".into(),
            born: Some(born),
            sex: Sex::Unknown,
            protected: false,
        };
        let record = system.add_person(&NewPerson { identity })?;
        record.allocations().allocate(adviser, Part::Adviser, None, now.today)?;
        for episode in 0..6 {
            let start = born + Days::new(5_000 + episode * 100);
            record.episodes().add(&EpisodeNote {
                start: Some(start),
                end: Some(start + Days::new(100)),
                legal_status: Some(LegalStatus::V2),
                placement: Some("U6".into()),
                authority: Some("Stockton Riverside".into()),
                ..EpisodeNote::default()
            })?;
        }
        record.entitlements().add(&EntitlementNote::new(
            "personal_adviser",
            EntitlementAct::Told,
            now.today,
        ))?;
    }
    tx.users().add(&user(Role::Manager, "M"), now.at)
}

//! How many durable writes a second, with 1 writer and with 16, compared with what the disk itself can do.
//!
//! `cargo run --release -p onward-store --example durable_writes [DIR]`; each write opens a record (which also
//! adds to the access log and the audit trail) and records a call. The figures go to docs/performance.md.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    reason = "a measurement, with no clock of the house"
)]

use std::{
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use chrono::{NaiveDate, Utc};
use onward_domain::{
    access::Purpose,
    allocation::Part,
    contact::{ContactKind, ContactNote},
    id::{PersonId, UserId},
    moment::Moment,
    person::{Identity, Sex},
    role::Role,
};
use onward_store::{
    DatabaseUrl, Store, StoreResult, Tx,
    repo::users::NewUser,
    scope::{NewPerson, Task},
};

const TIME: Duration = Duration::from_secs(3);

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "target/durable-writes".into());
    let folder = Path::new(&folder);
    let _old = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).unwrap();
    println!("disk:          {:6.0} appends with fsync a second", fsyncs(folder));
    let store = Store::open_migrated(&DatabaseUrl::in_dir(folder)).unwrap();
    let now = Moment { at: Utc::now(), today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() };
    let (person, user) = store.write(move |tx| make(tx, now)).unwrap();
    for writers in [1, 16] {
        let (rate, mut waits) = writes(&store, person, user, now, writers);
        waits.sort();
        let p99 = waits.get(waits.len() * 99 / 100).copied().unwrap_or_default();
        println!(
            "{writers:2} writer(s):  {rate:6.0} calls recorded a second, p99 {:.0} ms",
            p99.as_secs_f64() * 1000.0
        );
    }
}

fn fsyncs(folder: &Path) -> f64 {
    let mut file = std::fs::File::create(folder.join("fsync")).unwrap();
    let (began, mut count) = (Instant::now(), 0_u32);
    while began.elapsed() < TIME {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        count += 1;
    }
    f64::from(count) / began.elapsed().as_secs_f64()
}

fn make(tx: &Tx, now: Moment) -> StoreResult<(PersonId, UserId)> {
    let user =
        NewUser { role: Role::Adviser, display_name: "A".into(), person: None, team: None, phone: None };
    let user = tx.users().add(&user, now.at)?;
    let identity = Identity {
        child: None,
        known_as: "B".into(),
        first_names: "B".into(),
        family_name: "C".into(),
        born: None,
        sex: Sex::Unknown,
        protected: false,
    };
    let record = tx.system(Task::Demonstration, None, now)?.add_person(&NewPerson { identity })?;
    record.allocations().allocate(user, Part::Adviser, None, now.today)?;
    Ok((record.id(), user))
}

fn writes(
    store: &Store,
    person: PersonId,
    user: UserId,
    now: Moment,
    writers: usize,
) -> (f64, Vec<Duration>) {
    let caseload = store.viewer(user).unwrap().unwrap().caseload().unwrap();
    let call = move |tx: &Tx| {
        let note = ContactNote {
            summary: "Spoke about the flat".into(),
            ..ContactNote::new(ContactKind::Call, now.today)
        };
        caseload.open(tx, person, Purpose::Contact, now)?.contacts().add(&note)
    };
    let began = Instant::now();
    let waits: Vec<Duration> = std::thread::scope(|scope| {
        let writer = || {
            let mut waits = Vec::new();
            while began.elapsed() < TIME {
                let asked = Instant::now();
                store.write(call).unwrap();
                waits.push(asked.elapsed());
            }
            waits
        };
        let threads: Vec<_> = (0..writers).map(|_| scope.spawn(writer)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    (waits.len() as f64 / began.elapsed().as_secs_f64(), waits)
}

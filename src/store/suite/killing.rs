//! A program killed while it writes loses nothing that it confirmed, and starts again.

use std::{
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

use onward_domain::role::Role;

use super::noon;
use crate::{Store, check::check, repo::users::NewUser, testing::TestStore};

const WHERE: &str = "ONWARD_TEST_KILLED_STORE";

/// In its own process (started by the test below): writes until it is killed, and prints each write that was
/// confirmed. When run with the other tests it writes a little and counts it.
#[test]
fn four_writers_report_what_was_kept() {
    #[expect(clippy::disallowed_methods, reason = "the parent tells its child where the store is")]
    if let Ok(url) = std::env::var(WHERE) {
        write_aloud(&Store::open(&url.parse().unwrap()).unwrap(), 100_000);
        return;
    }
    let store = TestStore::sqlite();
    write_aloud(&store, 3);
    assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), 12);
}

fn write_aloud(store: &Store, turns: u32) {
    std::thread::scope(|scope| {
        for writer in 0..4 {
            scope.spawn(move || {
                for turn in 0..turns {
                    let name = format!("writer {writer} turn {turn}");
                    let said = name.clone();
                    let user = NewUser {
                        role: Role::Adviser,
                        display_name: name,
                        person: None,
                        team: None,
                        phone: None,
                    };
                    store.write(move |tx| tx.users().add(&user, noon())).unwrap();
                    println!("kept: {said}");
                }
            });
        }
    });
}

#[test]
fn nothing_that_was_confirmed_is_lost_when_the_program_is_killed() {
    let TestStore { url, store, .. } = &TestStore::sqlite();
    let mut answered = Vec::new();
    for round in 0..5 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "suite::killing::four_writers_report_what_was_kept", "--nocapture"])
            .env(WHERE, url.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut this_round = 0;
        // Killed after some confirmations, whatever it is doing just then.
        while this_round < 10 + 7 * round {
            let line = lines.next().expect("the child keeps writing").unwrap();
            if let Some(name) = line.split("kept: ").nth(1) {
                answered.push(name.to_owned());
                this_round += 1;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it had printed before it died but nobody had read yet was confirmed too.
        answered.extend(
            lines.map_while(Result::ok).filter_map(|line| line.split("kept: ").nth(1).map(str::to_owned)),
        );
    }
    let mut there: Vec<String> =
        store.read(|tx| tx.users().all()).unwrap().into_iter().map(|user| user.display_name).collect();
    for name in &answered {
        let at = there.iter().position(|there| there == name).unwrap_or_else(|| panic!("{name} was lost"));
        there.swap_remove(at);
    }
    assert!(answered.len() >= 120, "{}", answered.len());
    assert!(there.len() <= 5 * 4, "at most what each writer had under way when it was killed: {there:?}");
    assert!(check(url).unwrap().is_well());
}

//! What is unusual, on a quiet day and on another.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, NOW, reads},
};
use onward_domain::{account::WayMade, id::UserId, role::Role};

fn page(unusual: Unusual) -> String {
    reads(&shown(Role::Manager, "watch", &WatchPage::of(unusual)))
}

#[test]
fn a_quiet_week_says_so() {
    insta::assert_snapshot!("quiet", page(Unusual::default()));
    let borough = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_unusual);
    assert!(borough.ways.is_empty() && borough.accounts.is_empty());
}

#[test]
fn each_new_way_in_waits_to_be_seen_and_what_is_much_is_counted() {
    let way = |seen| WaySeen {
        way: WayMade {
            id: InvitationId::new(),
            user: UserId::new(),
            made_by: None,
            made_at: NOW.at,
            used_at: seen,
            seen_at: seen,
        },
        whose: "Priya Nair".into(),
        made_by: seen.map(|_| "Rowan Ellis".into()),
    };
    let unusual = Unusual {
        ways: vec![way(None), way(Some(NOW.at))],
        accounts: vec![Tried { whose: "Callum Reid".into(), wrong: 12, spent: 1, last: NOW.at }],
        unknown_names: 40,
        spent: 2,
        colleagues: vec![
            Looked { who: "Lin Linton".into(), opened: 1, same_name: true, ..Looked::default() },
            Looked {
                who: "Ollie Ash".into(),
                opened: 6,
                sought: 2,
                refused: 9,
                same_name: false,
                same_record: 4,
            },
        ],
    };
    let words = page(unusual);
    assert_eq!(words.matches("I have seen it").count(), 1);
    insta::assert_snapshot!("much", words);
}

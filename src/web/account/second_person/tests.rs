//! What waits, as a manager who may agree and an administrator who asked see it.

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, NOW, reads},
};
use onward_domain::{account::AccountChange, id::UserId};

fn waiting(mine: bool) -> Vec<Waiting> {
    let users = BOROUGH.store.read(|tx| tx.users().all()).unwrap_or_default();
    let of = |role: Role| users.iter().find(|user| user.role == role).cloned();
    let one = |role: Role, asks: Asks, new: Option<Role>| {
        let whose = of(role)?;
        let change = AccountChange {
            id: AccountChangeId::new(),
            user: whose.id,
            asks,
            role: new,
            asked_by: UserId::new(),
            asked_at: NOW.at,
        };
        Some(Waiting { change, whose, asked_by: "Rowan Ellis".into(), mine })
    };
    [one(Role::Manager, Asks::WayIn, None), one(Role::Adviser, Asks::Role, Some(Role::Administrator))]
        .into_iter()
        .flatten()
        .collect()
}

#[test]
fn what_waits_can_be_agreed_to_by_somebody_else_and_a_code_is_shown_to_them_alone() {
    let page = |page: &SecondPersonPage| reads(&shown(Role::Manager, "second-person", page));
    insta::assert_snapshot!("second", page(&SecondPersonPage::of(waiting(true))));
    insta::assert_snapshot!("asked", page(&SecondPersonPage::of(waiting(false))));
    insta::assert_snapshot!(
        "nothing",
        page(&SecondPersonPage { gone: true, ..SecondPersonPage::of(Vec::new()) })
    );
    let code = Code {
        name: "Dawn Fairley".into(),
        code: "ABCD-EFGH".into(),
        hours: 72,
        address: "https://onward.example/colleague".into(),
    };
    insta::assert_snapshot!(
        "code",
        page(&SecondPersonPage { code: Some(code), ..SecondPersonPage::of(Vec::new()) })
    );
}

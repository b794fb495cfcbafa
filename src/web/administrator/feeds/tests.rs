//! What Rowan sees of other directories.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::directory::old_law::Named,
    web::{page_check::shown, testing::reads},
};
use chrono::{DateTime, Utc};
use onward_domain::{
    feed::{Feed, FeedProblem},
    id::DirectoryEntryId,
    role::Role,
};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn feed() -> Feed {
    Feed {
        name: "Towns".into(),
        address: "https://towns.example/api".into(),
        added_at: at("2026-11-02T09:00:00Z"),
        added_by: None,
        due_at: at("2026-11-23T09:00:00Z"),
        anyway: false,
        tried_at: Some(at("2026-11-23T08:00:00Z")),
        had_at: Some(at("2026-11-20T08:00:00Z")),
        services: Some(412),
        left_out: "service 4 (without id): it has no id".into(),
        problem: Some((FeedProblem::Shrunk, at("2026-11-21T08:00:00Z"))),
        detail: Some("300 of 412 are gone".into()),
        stopped_at: None,
    }
}

#[test]
fn each_feed_says_how_it_went_and_what_names_the_act_of_1998_is_named() {
    let old = Named { id: DirectoryEntryId::new(), name: "Quay youth club".into(), feed: "Towns".into() };
    let hosts = ["towns.example".to_owned()];
    let page = |feeds: &[Feed], old: &[Named], hosts: &[String]| {
        let page = FeedsPage::of(feeds, old, hosts, Sheet::default());
        reads(&shown(Role::Administrator, "feeds", &page))
    };
    insta::assert_snapshot!("full", page(&[feed()], &[old], &hosts));
    insta::assert_snapshot!("start", page(&[], &[], &[]));
}

#[test]
fn only_an_address_at_an_allowed_host_is_accepted() {
    let hosts = ["towns.example".to_owned()];
    let read = |address: &str| {
        FeedForm { name: "Towns".into(), address: address.into() }.read(&hosts).map(|(_, address)| address)
    };
    assert_eq!(read(" https://towns.example/api ").unwrap(), "https://towns.example/api");
    for bad in ["http://towns.example/", "https://evil.example/", "https://127.0.0.1/", "towns.example", ""] {
        assert!(read(bad).unwrap_err().has("address"), "{bad}");
    }
}

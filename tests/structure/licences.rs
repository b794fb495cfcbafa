//! Permissive licences only, checked on every run and without a tool: the lists come from deny.toml.

use super::{metadata, read};
use std::collections::{BTreeMap, BTreeSet};

/// Whether an SPDX expression holds when only `allowed` may be used. AND binds tighter than OR; '/' is the old OR.
fn permits(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let holds = any_of(&mut words, allowed);
    assert!(words.next().is_none(), "can't read the licence expression {expression:?}");
    holds
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any_of(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut holds = all_of(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        holds |= all_of(words, allowed);
    }
    holds
}

fn all_of(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut holds = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        holds &= one(words, allowed);
    }
    holds
}

fn one(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let word = words.next().expect("a licence");
    if word == "(" {
        let holds = any_of(words, allowed);
        assert_eq!(words.next(), Some(")"));
        return holds;
    }
    match words.next_if_eq(&"WITH") {
        Some(_) => allowed.contains(&format!("{word} WITH {}", words.next().expect("an exception"))),
        None => allowed.contains(word),
    }
}

#[derive(serde::Deserialize)]
struct Deny {
    licenses: Licences,
    bans: Bans,
}
#[derive(serde::Deserialize)]
struct Licences {
    allow: BTreeSet<String>,
    exceptions: Vec<Exception>,
}
#[derive(serde::Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: BTreeSet<String>,
}
#[derive(serde::Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}
#[derive(serde::Deserialize)]
struct Banned {
    name: String,
    reason: String,
}

fn deny() -> Deny {
    toml::from_str(&read("deny.toml")).unwrap()
}

#[test]
fn every_crate_under_us_has_a_licence_that_we_allow() {
    let deny = deny();
    let exceptions: BTreeMap<_, _> =
        deny.licenses.exceptions.into_iter().map(|exception| (exception.name, exception.allow)).collect();
    let packages = metadata()["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    let wrong: Vec<_> = packages
        .iter()
        .filter(|package| {
            let name = package["name"].as_str().unwrap();
            let mut allowed = deny.licenses.allow.clone();
            allowed.extend(exceptions.get(name).into_iter().flatten().cloned());
            !package["license"].as_str().is_some_and(|licence| permits(licence, &allowed))
        })
        .map(|package| format!("{}: {}", package["name"], package["license"]))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_banned_crate_came_in_underneath() {
    for banned in deny().bans.deny {
        let there =
            metadata()["packages"].as_array().unwrap().iter().any(|package| package["name"] == banned.name);
        assert!(!there, "{} is banned: {}", banned.name, banned.reason);
    }
}

#[test]
fn everything_comes_from_the_registry_or_from_here() {
    let elsewhere: Vec<_> = metadata()["packages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|package| !package["source"].as_str().is_none_or(|source| source.starts_with("registry+")))
        .map(|package| package["name"].to_string())
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

#[test]
fn an_expression_that_forces_a_copyleft_licence_is_refused() {
    let allowed = ["MIT", "Apache-2.0"].map(str::to_owned).into();
    for (expression, holds) in [
        ("MIT", true),
        ("MIT/GPL-3.0-only", true),
        ("MIT AND GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND GPL-3.0-only", false),
        ("GPL-3.0-only AND MIT OR Apache-2.0", true),
        ("Apache-2.0 WITH LLVM-exception", false),
    ] {
        assert_eq!(permits(expression, &allowed), holds, "{expression}");
    }
}

//! `/adviser/people/{person}/facts`: what is known about somebody's circumstances, what is missing first.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use leaving_care_rules::{
    Law,
    assessment::{EntitlementAnswer, LawState, Outcome},
    catalogue::EntitlementIndex,
};
use onward_domain::id::PersonId;
use serde::Deserialize;
use std::fmt::Display;

use self::page::FactsPage;
use super::{course, fact::Question, fact_words, who::Who};
use crate::{
    usecases::adviser::{
        Answered,
        see_facts::{Topic, see_facts},
    },
    web::{
        desk::{Adviser, Desk},
        parts::Link,
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/adviser/people/{person}/facts", Audience::Adviser, list)]
}

/// Where the list is.
pub fn address(person: PersonId) -> String {
    format!("/adviser/people/{person}/facts")
}

/// The list, with what this version changed. The version says nothing about its content.
pub fn saved(person: PersonId, version: &impl Display) -> String {
    format!("{}?saved={version}", address(person))
}

/// What follows a saved answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct After {
    saved: String,
}

async fn list(desk: Desk<Adviser>, at: Path<PersonId>, after: Query<After>) -> PageResult {
    let (person, saved) = (*at, after.into_inner().saved);
    let seen = desk.read(move |ask| see_facts(ask, person, &saved)).await?;
    desk.show(&FactsPage::of(&seen, desk.app.law))
}

/// The plain names of entitlements.
#[must_use]
pub fn names(law: &Law, which: &[EntitlementIndex]) -> Vec<String> {
    which
        .iter()
        .filter_map(|which| law.entitlements().get(which.place()))
        .map(|entitlement| entitlement.name.clone())
        .collect()
}

/// The questions whose answers would settle an entitlement, each with its link; `None` if nothing on the record
/// could.
#[must_use]
pub fn asked(one: &Answered, answer: &EntitlementAnswer) -> Vec<Link> {
    if answer.outcome != Outcome::NeedsInformation || answer.state != LawState::InForce {
        return Vec::new();
    }
    let who = Who::of(one);
    let mut links: Vec<Link> = Vec::new();
    for topic in answer.needs.iter().filter_map(Topic::of) {
        let link = match topic {
            Topic::Fact(fact) => {
                // Somebody who can only read the record is taken to where the question is in the list.
                let end = if one.may_change {
                    format!("/{}", Question(fact).number())
                } else {
                    format!("#{}", fact_words::anchor(fact))
                };
                Link::new(fact_words::question(fact, &who.known_as).0, format!("{}/facts{end}", who.base))
            }
            Topic::Course => Link::new(course::question(&who.known_as).to_string(), course::address(one)),
        };
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

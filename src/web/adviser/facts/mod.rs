//! `/adviser/people/{person}/facts`: what is known about somebody's circumstances, what is missing first.

mod page;
#[cfg(test)]
mod tests;

use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{EntitlementAnswer, Fact, LawState, Outcome},
    catalogue::EntitlementIndex,
    facts::FactId,
};
use onward_domain::id::PersonId;
use onward_store::repo::versions::{Kept, Version, Versioned};
use serde::Deserialize;
use std::fmt::Display;

use self::page::FactsPage;
use super::{course, fact::Question, fact_words, who::Who};
use crate::{
    usecases::adviser::{
        Answered,
        answer_fact::BeforeBirth,
        see_facts::{Topic, see_facts},
    },
    web::{
        desk::{Adviser, Desk},
        parts::Link,
        reply::{PageResult, see_other},
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

/// What stands in the way of keeping what a form says.
pub enum InTheWay<V: Versioned> {
    /// A day lies before the person was born, on this day.
    BeforeBirth(NaiveDate),
    /// Somebody else saved meanwhile; nothing stands where they withdrew it.
    Clash(Option<Box<Version<V>>>),
}

/// Where a form leads whose words stand now, were kept before or stood already.
///
/// # Errors
/// What stands in its way.
pub fn kept<V: Versioned>(person: PersonId, kept: Kept<V, BeforeBirth>) -> Result<HttpResponse, InTheWay<V>> {
    match kept {
        Kept::Now(version) | Kept::Before(version) => Ok(see_other(&saved(person, &version))),
        Kept::Same => Ok(see_other(&address(person))),
        Kept::Doubt(BeforeBirth(born)) => Err(InTheWay::BeforeBirth(born)),
        Kept::Clash(theirs) => Err(InTheWay::Clash(theirs)),
    }
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

/// Where an adviser settles a fact that an answer waits for.
#[must_use]
pub fn way_to(one: &Answered, fact: &Fact) -> String {
    let base = format!("/adviser/people/{}", one.listed.person.id);
    let episodes = one.listed.facts.episodes_in_order();
    let period = |place: &usize| {
        episodes.get(*place).map(|episode| format!("{base}/care-history/episodes/{}", episode.id))
    };
    match (Topic::of(fact), fact) {
        (_, Fact::Circumstance(fact) | Fact::Asked(fact)) if kept_elsewhere(one, *fact).is_some() => {
            kept_elsewhere(one, *fact).unwrap_or(base)
        }
        (Some(Topic::Fact(fact)), _) => format!("{base}/facts/{}", Question(fact).number()),
        (Some(Topic::Course), _) => course::address(one),
        (None, Fact::DateOfBirth) if one.listed.facts.withheld.birth => format!("{base}/questions"),
        (None, Fact::CareInDoubt(_)) => format!("{base}/questions"),
        (None, Fact::DateOfBirth) => format!("{base}/birth"),
        (None, Fact::EpisodeTakenOver(_)) => format!("{base}/care-history/episodes/new?after=transfer"),
        (None, Fact::EventWith(_)) => format!("{base}/lived-with"),
        (
            None,
            Fact::EpisodeStart(place)
            | Fact::EpisodeLegalStatus(place)
            | Fact::EpisodeEnd(place)
            | Fact::EpisodeCountry(place),
        ) => period(place).unwrap_or_else(|| format!("{base}/care-history")),
        (None, _) => format!("{base}/care-history/episodes/new"),
    }
}

/// Where something is written down that no question asks for: a plan signed and a contact close their own clocks.
fn kept_elsewhere(one: &Answered, fact: FactId) -> Option<String> {
    let base = format!("/adviser/people/{}", one.listed.person.id);
    match fact {
        FactId::AdviserContactDate => Some(format!("{base}/visit")),
        FactId::PlanReviewedDate => Some(format!("{base}/plan")),
        _ => None,
    }
}

/// Where the record has the answer to a question that has no page of its own.
#[must_use]
pub fn way_to_record(one: &Answered, fact: FactId) -> String {
    let base = format!("/adviser/people/{}", one.listed.person.id);
    match fact {
        FactId::DateOfBirth => format!("{base}/birth"),
        FactId::PlanReviewedDate | FactId::AdviserContactDate => {
            kept_elsewhere(one, fact).unwrap_or_else(|| format!("{base}/care-history"))
        }
        FactId::Education | FactId::EducationStart | FactId::CourseYears => course::address(one),
        _ => format!("{base}/care-history"),
    }
}

/// The questions whose answers would settle an entitlement, each with the way to it; none where the record can settle
/// nothing.
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

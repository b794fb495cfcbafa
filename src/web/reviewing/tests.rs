//! What Judith sees of her reviews and challenges.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{
    advice::{AdvicePage, AdvicesPage},
    challenges::*,
    reviews::*,
    schedule::SchedulePage,
};
use crate::{
    usecases::{
        reviewed::see_challenge,
        reviewing::work::{SeenReviews, see_advice, see_review, see_reviews, see_schedule, see_work},
    },
    web::{
        desk::Reviewing,
        form::Sheet,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::{
    id::StrategyId,
    recorded::{Recorded, Source},
    reviewing::{Strategy, StrategyNote},
    role::Role,
};
use std::collections::BTreeMap;

#[test]
fn the_schedule_has_what_is_late_first_what_stands_still_and_what_was_closed() {
    let judith = BOROUGH.user("Judith");
    let (people, reviewed, mut carried) = BOROUGH.read::<Reviewing, _>(judith, see_schedule);
    let page = SchedulePage::of(&people, &reviewed, &carried, NOW.today);
    insta::assert_snapshot!("schedule", reads(&shown(Role::ReviewingOfficer, "schedule", &page)));
    let none = SchedulePage::of(
        &[],
        &onward_store::repo::reviewing::Reviewed::default(),
        &BTreeMap::new(),
        NOW.today,
    );
    let none = reads(&shown(Role::ReviewingOfficer, "schedule-none", &none));
    assert!(none.contains("Nobody of yours is in care") && none.contains("Nothing stands still."), "{none}");
    carried.insert(people[0].person.id, 2);
    let still = SchedulePage::of(&people, &reviewed, &carried, NOW.today);
    let still = reads(&shown(Role::ReviewingOfficer, "schedule-steps", &still));
    assert!(still.contains("2 steps of the plan were carried over twice and not done"), "{still}");
    let all = ChallengesPage::of(&people, &reviewed, NOW.today);
    insta::assert_snapshot!("challenges", reads(&shown(Role::ReviewingOfficer, "challenges", &all)));
}

#[test]
fn a_challenge_shows_its_way_and_asks_what_changed() {
    let judith = BOROUGH.user("Judith");
    let (_, reviewed) = BOROUGH.read::<Reviewing, _>(judith, see_work);
    let one = reviewed.challenges.iter().find(|one| one.title.contains("brother")).unwrap().clone();
    let seen = BOROUGH.read::<Reviewing, _>(judith, |ask| see_challenge(ask, one.person, one.id));
    let page = ChallengePage::of(
        &seen,
        vec![("/reviewing/advice/1".into(), "Brothers and sisters".into())],
        NOW.today,
        Sheet::default(),
    );
    insta::assert_snapshot!("challenge", reads(&shown(Role::ReviewingOfficer, "challenge", &page)));
    let hers = BOROUGH.read::<Reviewing, _>(judith, |ask| see_reviews(ask, one.person));
    let (person, reviews) = (hers.person.clone(), hers.reviews.clone());
    let page = ReviewsPage::of(&hers, NOW.today, Sheet::default(), None);
    insta::assert_snapshot!("reviews", reads(&shown(Role::ReviewingOfficer, "reviews", &page)));
    let seen = BOROUGH.read::<Reviewing, _>(judith, |ask| see_review(ask, one.person, reviews[0].id));
    let page = ReviewPage::of(&seen.person, (&seen.review, &seen.versions), Sheet::default());
    let words = reads(&shown(Role::ReviewingOfficer, "review", &page));
    assert!(words.contains("Their views before") && words.contains("May they read it?"), "{words}");
    let talked = Strategy {
        id: StrategyId::new(),
        person: one.person,
        note: StrategyNote { held_on: "2026-10-30".parse().unwrap(), no_conference: None },
        recorded: Recorded { source: Source::Staff, at: NOW.at, by: None, import: None, superseded_at: None },
        superseded_by: None,
    };
    let with = SeenReviews { strategies: vec![talked], ..hers };
    let page = ReviewsPage::of(&with, NOW.today, Sheet::default(), None);
    let words = reads(&shown(Role::ReviewingOfficer, "reviews-strategy", &page));
    assert!(words.contains("First conference: late since Friday 20 November"), "{words}");
    let advice = BOROUGH.read::<Reviewing, _>(judith, see_advice);
    assert!(reads(&shown(Role::ReviewingOfficer, "advices", &AdvicesPage::of(&advice))).contains("2 pages"));
    let one = reads(&shown(Role::ReviewingOfficer, "advice", &AdvicePage::of(advice.first(), None)));
    assert!(one.contains("Change it"), "{one}");
    let new = reads(&shown(Role::ReviewingOfficer, "advice-new", &AdvicePage::of(None, None)));
    assert!(new.contains("Write practice advice"), "{new}");
    let raise = RaisePage::of("Amira", person.person.id, Sheet::default());
    assert!(reads(&shown(Role::ReviewingOfficer, "raise", &raise)).contains("Raise a challenge about Amira"));
}

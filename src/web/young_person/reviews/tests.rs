//! What Amira reads of her reviews.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    testing::{BOROUGH, NOW, reads},
    young_person::testing::page,
};
use onward_domain::{
    hub::Withheld,
    id::{PersonId, ReviewId, ReviewRecordId, UserId},
    recorded::{Recorded, Source},
    reviewing::{LeftOut, Review, ReviewNote, ReviewPart},
};
use onward_store::repo::review_records::MyReviews;

fn html(own: &OwnReviews) -> String {
    page("/my-reviews", &ReviewsPage::of(own))
}

fn version(review: ReviewId, decided: &str, left_out: Option<LeftOut>) -> ReviewVersion {
    let record = ReviewRecord {
        held_on: "2026-11-20".parse().unwrap(),
        views_how: ViewsGiven::InPerson,
        views_before: Some("I want to see my brother more.".into()),
        views_after: Some("They listened.".into()),
        outcome: Some("You see your brother every second Saturday.".into()),
        by_when: "2026-12-12".parse().ok(),
        who: Some("Farah Siddiqui".into()),
        decided: decided.into(),
    };
    let recorded =
        Recorded { source: Source::Staff, at: NOW.at, by: None, import: None, superseded_at: None };
    let note = ReviewNote { review, record, shared: true, left_out };
    ReviewVersion { id: ReviewRecordId::new(), person: PersonId::new(), note, recorded, superseded_by: None }
}

fn held(versions: Vec<ReviewVersion>) -> OwnReviews {
    let last = versions.last().unwrap();
    let review = Review {
        id: last.note.review,
        person: last.person,
        kind: ReviewKind::Care,
        booked_for: last.note.record.held_on,
        booked_at: NOW.at,
        booked_by: UserId::new(),
        version: Some(last.clone()),
        moved_at: None,
    };
    let mine = MyReviews { shared: vec![(review, versions)], ..MyReviews::default() };
    OwnReviews { mine, ..OwnReviews::default() }
}

#[test]
fn it_says_what_was_decided_what_will_change_by_when_and_who_and_what_they_said() {
    let id = ReviewId::new();
    let own = held(vec![
        version(id, "You stay at Harbour House.", None),
        version(id, "You stay where you are.", None),
    ]);
    insta::assert_snapshot!("held", reads(&html(&own)));
}

#[test]
fn what_is_left_out_is_named_with_the_laws_reason_and_is_not_on_the_page() {
    for reason in Withheld::ALL {
        let left_out = LeftOut { part: ReviewPart::Decided, reason: *reason };
        let words = reads(&html(&held(vec![version(ReviewId::new(), "Her mother is ill", Some(left_out))])));
        assert!(!words.contains("Her mother is ill"), "{words}");
        assert!(
            words.contains("Something is left out here") && words.contains("Data Protection Act 2018"),
            "{words}"
        );
        assert!(words.contains("I want to see my brother more."), "their own words stay: {words}");
    }
}

#[test]
fn what_is_not_shared_yet_can_be_asked_for_and_an_empty_page_says_what_will_be_here() {
    let waits = MyReviews { not_shared: 1, ..MyReviews::default() };
    let words = reads(&html(&OwnReviews { mine: waits, ..OwnReviews::default() }));
    assert!(words.contains("1 review is not here yet") && words.contains("ask for it"), "{words}");
    assert!(reads(&html(&OwnReviews::default())).contains("After a review you can read here"));
    let jay = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), see_own_reviews);
    html(&jay);
}

//! `/my-reviews`: what was decided at one's reviews, in one's own words before and after, what will change, by when and who. What its
//! chair has not shared is not here; what the law leaves out is named with its reason.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use onward_domain::{
    hub::Withheld,
    reviewing::{ReviewKind, ReviewRecord, ReviewVersion, ViewsGiven},
};
use serde::Serialize;

use crate::{
    clock::london_day,
    usecases::young_person::see_reviews::{OwnReviews, see_own_reviews},
    web::{
        desk::{Desk, YoungPerson},
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
    },
};

const AT: &str = "/my-reviews";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::YoungPerson, look)]
}

async fn look(desk: Desk<YoungPerson>) -> PageResult {
    let own = desk.read(see_own_reviews).await?;
    desk.show(&ReviewsPage::of(&own))
}

/// What was decided, the latest first.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewsPage {
    ahead: Vec<AheadShown>,
    held: Vec<HeldShown>,
    /// Recorded, and not shared yet.
    not_shared: usize,
}

/// One that is booked.
#[derive(Debug, Clone, Serialize)]
struct AheadShown {
    kind: ReviewKind,
    on: NaiveDate,
}

/// One that was held.
#[derive(Debug, Clone, Serialize)]
struct HeldShown {
    kind: ReviewKind,
    on: NaiveDate,
    says: SaysShown,
    /// What it said before it was changed, the latest first.
    earlier: Vec<SaysShown>,
}

/// What one version says.
#[derive(Debug, Clone, Serialize)]
struct SaysShown {
    how: ViewsGiven,
    before: Option<String>,
    after: Option<String>,
    different: Option<String>,
    by_when: Option<NaiveDate>,
    who: Option<String>,
    decided: Option<String>,
    /// Why something is left out; nothing where all of it is here.
    left_out: Option<Withheld>,
    written_on: NaiveDate,
    by: Option<String>,
}

impl Page for ReviewsPage {
    const TEMPLATE: &'static str = "young_person/reviews.html";
}

impl ReviewsPage {
    pub fn of(own: &OwnReviews) -> Self {
        let says = |version: &ReviewVersion| {
            let ReviewRecord { views_how, views_before, views_after, outcome, by_when, who, decided, .. } =
                version.note.for_them()?;
            Some(SaysShown {
                how: views_how,
                before: views_before,
                after: views_after,
                different: outcome,
                by_when,
                who,
                decided: Some(decided).filter(|words| !words.is_empty()),
                left_out: version.note.left_out.map(|left| left.reason),
                written_on: london_day(version.recorded.at),
                by: version.recorded.by.and_then(|by| own.names.get(&by).cloned()),
            })
        };
        let held = own.mine.shared.iter().filter_map(|(review, versions)| {
            let mut all: Vec<SaysShown> = versions.iter().rev().filter_map(says).collect();
            if all.is_empty() {
                return None;
            }
            let now = all.remove(0);
            let now_says = review.version.as_ref().map(|version| version.note.record.held_on);
            let on = now_says.unwrap_or(review.booked_for);
            Some(HeldShown { kind: review.kind, on, says: now, earlier: all })
        });
        let ahead = own.mine.ahead.iter().map(|one| AheadShown { kind: one.kind, on: one.booked_for });
        Self { ahead: ahead.collect(), held: held.collect(), not_shared: own.mine.not_shared }
    }
}

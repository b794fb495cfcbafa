//! `/manager/openings`: records opened from outside, and marking them as seen.

use chrono::{DateTime, Utc};
use onward_domain::id::BreakGlassId;
use onward_store::scope::OpenedFromOutside;
use serde::{Deserialize, Serialize};

use crate::{
    usecases::manager::openings::{saw, see_openings},
    web::{
        desk::{Desk, Manager},
        error::Situation,
        form::Form,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::Page,
    },
};

const AT: &str = "/manager/openings";

/// The address of this room.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Manager, openings), post(AT, Audience::Manager, seen)]
}

async fn openings(desk: Desk<Manager>) -> PageResult {
    let openings = desk.read(see_openings).await?;
    desk.show(&OpeningsPage::of(openings, desk.now().at))
}

/// Which opening.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SeenForm {
    opening: Option<BreakGlassId>,
}

async fn seen(desk: Desk<Manager>, form: Form<SeenForm>) -> PageResult {
    let opening = form.opening.ok_or(Situation::NOT_OUR_FORM)?;
    let key = form.once.clone();
    desk.write(move |ask| saw(ask, opening, &key)).await?;
    Ok(see_other(AT))
}

/// Records opened from outside, newest first.
#[derive(Debug, Clone, Serialize)]
struct OpeningsPage {
    /// How many nobody has seen yet.
    waiting: usize,
    rows: Vec<Row>,
}

/// One opening.
#[derive(Debug, Clone, Serialize)]
struct Row {
    id: BreakGlassId,
    who: String,
    person: String,
    person_href: String,
    opened_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    /// When it was closed early.
    closed_at: Option<DateTime<Utc>>,
    running: bool,
    reason: String,
    /// When a manager saw it.
    seen_at: Option<DateTime<Utc>>,
}

impl Page for OpeningsPage {
    const TEMPLATE: &'static str = "manager/openings.html";
}

impl OpeningsPage {
    fn of(openings: Vec<OpenedFromOutside>, now: DateTime<Utc>) -> Self {
        let waiting = openings.iter().filter(|one| one.opening.seen_at.is_none()).count();
        let row = |OpenedFromOutside { opening, user_name, person_name }| Row {
            id: opening.id,
            who: user_name,
            person: person_name,
            person_href: format!("/manager/people/{}", opening.person),
            opened_at: opening.opened_at,
            ends_at: opening.ends_at,
            closed_at: opening.ended_at.filter(|ended| *ended < opening.ends_at),
            running: opening.running(now),
            reason: opening.reason,
            seen_at: opening.seen_at,
        };
        Self { waiting, rows: openings.into_iter().map(row).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{
        page_check::shown,
        testing::{BOROUGH, reads},
    };
    use chrono::TimeDelta;
    use onward_domain::role::Role;

    fn page(openings: Vec<OpenedFromOutside>, now: DateTime<Utc>) -> String {
        shown(Role::Manager, "openings", &OpeningsPage::of(openings, now))
    }

    #[test]
    fn each_opening_is_shown_with_its_reason_and_waits_to_be_seen() {
        let openings = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_openings);
        let opened = openings.iter().map(|one| one.opening.opened_at).max().unwrap_or_default();
        insta::assert_snapshot!("ended", reads(&page(openings.clone(), opened + TimeDelta::hours(2))));
        let now = opened + TimeDelta::minutes(30);
        let mut others = openings.clone();
        for one in &mut others {
            one.opening.ended_at = Some(now - TimeDelta::minutes(10));
            one.opening.seen_at = Some(now);
            one.opening.reason = "<b>Because</b>".into();
        }
        let html = page(others.iter().cloned().chain(openings).collect(), now);
        assert!(html.contains("&lt;b&gt;Because") && html.matches("I have seen it").count() == 1);
        insta::assert_snapshot!("running_and_closed_early", reads(&html));
        insta::assert_snapshot!("all_seen", reads(&page(others, now)));
        insta::assert_snapshot!("nobody", reads(&page(Vec::new(), now)));
    }
}

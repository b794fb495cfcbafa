//! `/manager/openings`: records that were opened from outside, and that a manager has seen it.

use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
use onward_domain::id::BreakGlassId;
use onward_store::scope::OpenedFromOutside;
use serde::{Deserialize, Serialize};

use crate::{
    App, clock,
    usecases::account::open_with_reason::{openings, saw},
    web::{
        error::Situation,
        extract::Manager,
        form::Form,
        reply::{PageResult, see_other, show},
        routes::{Audience, Route, get, post},
        view::Page,
    },
};

/// The addresses of this page.
#[must_use]
pub fn routes() -> Vec<Route> {
    const AT: &str = "/manager/openings";
    vec![get(AT, Audience::Manager, page), post(AT, Audience::Manager, seen)]
}

/// So many are shown.
const MOST: i64 = 100;

/// Records opened from outside, the newest first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OpeningsPage {
    /// How many wait to be seen, in a sentence.
    pub lede: String,
    /// One line an opening.
    pub rows: Vec<OpeningRow>,
}

/// One opening.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OpeningRow {
    /// Its number, sent back by the form.
    pub id: String,
    /// Who opened it.
    pub who: String,
    /// Whose record.
    pub person: String,
    /// When it was opened.
    pub opened: String,
    /// Until when, or when it ended.
    pub until: String,
    /// The reason as written.
    pub reason: String,
    /// When a manager saw it; nothing while it waits.
    pub seen: Option<String>,
}

impl Page for OpeningsPage {
    const TEMPLATE: &'static str = "manager/openings.html";
}

/// `GET`.
pub async fn page(app: App, request: HttpRequest, me: Manager) -> PageResult {
    let (user, now) = (me.user.id, app.clock.now());
    let all = app.read(move |tx| openings(tx, user, MOST)).await?;
    let waiting = all.iter().filter(|one| one.opening.seen_at.is_none()).count();
    let lede = match (waiting, all.len()) {
        (_, 0) => "Nobody has opened a record from outside.".to_owned(),
        (0, _) => "All of them have been seen.".to_owned(),
        (1, _) => "1 waits to be seen. Look at it within 2 working days.".to_owned(),
        (many, _) => format!("{many} wait to be seen. Look at each within 2 working days."),
    };
    let rows = all.iter().map(|one| row(one, now)).collect();
    show(&app, &request, Some(&me), &OpeningsPage { lede, rows })
}

fn row(one: &OpenedFromOutside, now: DateTime<Utc>) -> OpeningRow {
    let opening = &one.opening;
    let ended = opening.ended_at.filter(|ended| *ended < opening.ends_at);
    OpeningRow {
        id: opening.id.to_string(),
        who: one.user_name.clone(),
        person: one.person_name.clone(),
        opened: clock::when(opening.opened_at, now),
        until: match ended {
            Some(ended) => format!("Closed early at {}", clock::time_of_day(ended)),
            None if opening.running(now) => format!("Open until {}", clock::time_of_day(opening.ends_at)),
            None => format!("Ended at {}", clock::time_of_day(opening.ends_at)),
        },
        reason: opening.reason.clone(),
        seen: opening.seen_at.map(|at| clock::when(at, now)),
    }
}

/// Which opening.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SeenForm {
    opening: String,
}

/// `POST`: a manager has seen it.
pub async fn seen(app: App, me: Manager, form: Form<SeenForm>) -> PageResult {
    let (user, now) = (me.user.id, app.clock.moment());
    let opening: BreakGlassId =
        form.opening.parse().map_err(|_| Situation::Unreadable("not one of our numbers"))?;
    let key = form.once.clone();
    app.write(move |tx| {
        tx.once(user, &key, "opening.seen", now.at, || saw(tx, user, opening, now).map(|()| String::new()))
    })
    .await?;
    Ok(see_other("/manager/openings"))
}

#[cfg(test)]
mod tests {
    use super::{OpeningRow, OpeningsPage};
    use crate::web::page_check::shown;
    use onward_domain::role::Role;

    #[test]
    fn each_opening_is_shown_with_its_reason_and_waits_to_be_seen() {
        let row = OpeningRow {
            id: "1".into(),
            who: "Ollie".into(),
            person: "Jay Linton".into(),
            reason: "<b>Because</b>".into(),
            ..OpeningRow::default()
        };
        let seen = OpeningRow { id: "2".into(), seen: Some("Today at 2pm".into()), ..row.clone() };
        let html = shown(
            Role::Manager,
            "openings",
            &OpeningsPage { lede: "1 waits to be seen.".into(), rows: vec![row, seen] },
        );
        assert!(html.contains("&lt;b&gt;Because") && html.matches("I have seen it").count() == 1);
        let html = shown(
            Role::Manager,
            "openings-none",
            &OpeningsPage { lede: "Nobody has opened a record from outside.".into(), rows: Vec::new() },
        );
        assert!(!html.contains("<table"));
    }
}

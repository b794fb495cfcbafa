//! `/reviewing/people`: the people whose reviews this officer chairs, the next review first.

use actix_web::HttpRequest;
use chrono::NaiveDate;
use onward_store::{StoreError, scope::Listed};
use serde::Serialize;

use crate::{
    App,
    web::{
        extract::Reviewing,
        reply::{PageResult, show},
        view::Page,
        words,
    },
};

/// The list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReviewingPage {
    /// How many, and how many are due.
    pub lede: String,
    /// One line a person.
    pub rows: Vec<ReviewingRow>,
}

/// One person.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReviewingRow {
    /// The name that lists show.
    pub name: String,
    /// The record number.
    pub record: String,
    /// When the plan must be reviewed by.
    pub review: String,
    /// How late, or how soon.
    pub review_when: String,
    /// Their adviser.
    pub adviser: String,
    /// When somebody last spoke with them.
    pub seen: String,
}

impl Page for ReviewingPage {
    const TEMPLATE: &'static str = "reviewing/people.html";
}

/// `GET`.
pub async fn page(app: App, request: HttpRequest, me: Reviewing) -> PageResult {
    let (user, now) = (me.user.id, app.clock.moment());
    let mut people = app
        .read(move |tx| {
            let desk = tx.viewer(user)?.and_then(|viewer| viewer.review()).ok_or(StoreError::NotFound)?;
            desk.people(tx, now)
        })
        .await?;
    people.sort_by_key(|one| (one.review_due.is_none(), one.review_due));
    let late = people.iter().filter(|one| one.review_due.is_some_and(|due| due < now.today)).count();
    let all = words::count(people.len(), "person", "people");
    let lede = match (people.len(), late) {
        (0, _) => "Nobody is allocated to you.".to_owned(),
        (_, 0) => format!("{all}. No review is late."),
        (_, late) => format!("{all}. {} late.", words::count(late, "review is", "reviews are")),
    };
    let rows = people.iter().map(|one| row(one, now.today)).collect();
    show(&app, &request, Some(&me), &ReviewingPage { lede, rows })
}

fn row(one: &Listed, today: NaiveDate) -> ReviewingRow {
    ReviewingRow {
        name: one.person.identity.listed_name(),
        record: one.person.identity.child.clone().unwrap_or_default(),
        review: one
            .review_due
            .map_or_else(|| "No agreed plan yet".to_owned(), |due| words::weekday(due, today)),
        review_when: one.review_due.map(|due| words::due(due, today)).unwrap_or_default(),
        adviser: one.adviser.as_ref().map_or_else(|| "Nobody yet".to_owned(), |worker| worker.name.clone()),
        seen: one.last_contact.map_or_else(|| "Not recorded".to_owned(), |day| words::day(day, today)),
    }
}

#[cfg(test)]
mod tests {
    use super::{ReviewingPage, ReviewingRow};
    use crate::web::page_check::shown;
    use onward_domain::role::Role;

    #[test]
    fn the_list_says_who_is_due_and_an_empty_one_says_so() {
        let row = ReviewingRow {
            name: "Jay Linton".into(),
            review: "Monday 30 November".into(),
            review_when: "3 days late".into(),
            ..ReviewingRow::default()
        };
        assert!(
            shown(
                Role::ReviewingOfficer,
                "reviewing",
                &ReviewingPage { lede: "1 person".into(), rows: vec![row] }
            )
            .contains("3 days late")
        );
        let html = shown(
            Role::ReviewingOfficer,
            "reviewing-none",
            &ReviewingPage { lede: "Nobody is allocated to you.".into(), rows: Vec::new() },
        );
        assert!(!html.contains("<table"));
    }
}

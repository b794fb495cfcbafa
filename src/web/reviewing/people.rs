//! `/reviewing/people`: the people whose reviews this officer chairs, the next review first.

use chrono::NaiveDate;
use onward_store::scope::Listed;
use serde::Serialize;
use std::sync::Arc;

use crate::{
    usecases::reviewing::see_my_people::see_my_people,
    web::{
        desk::{Desk, Reviewing},
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
    },
};

/// The address of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/reviewing/people", Audience::Reviewing, people)]
}

async fn people(desk: Desk<Reviewing>) -> PageResult {
    let people = desk.read(see_my_people).await?;
    desk.show(&PeoplePage::of(&people, desk.now().today))
}

/// The list.
#[derive(Debug, Clone, Serialize)]
struct PeoplePage {
    /// Reviews whose day has passed.
    late: usize,
    rows: Vec<Row>,
}

/// One person.
#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    name: String,
    record: Option<String>,
    /// The deadline for reviewing the plan; `None` without an agreed plan.
    review: Option<NaiveDate>,
    adviser: Option<String>,
    /// The day of the last contact that reached them.
    seen: Option<NaiveDate>,
}

impl Page for PeoplePage {
    const TEMPLATE: &'static str = "reviewing/people.html";
}

impl PeoplePage {
    fn of(people: &[Arc<Listed>], today: NaiveDate) -> Self {
        let late = people.iter().filter(|one| one.review_due.is_some_and(|due| due < today)).count();
        Self { late, rows: people.iter().map(|one| Row::from(one.as_ref())).collect() }
    }
}

impl From<&Listed> for Row {
    fn from(one: &Listed) -> Self {
        Self {
            href: format!("/reviewing/people/{}", one.person.id),
            name: one.person.identity.listed_name(),
            record: one.person.identity.child.clone(),
            review: one.review_due,
            adviser: one.adviser.as_ref().map(|worker| worker.name.clone()),
            seen: one.last_contact,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    };
    use onward_domain::role::Role;

    #[test]
    fn judith_s_list_says_whose_review_is_next_or_late_and_an_empty_one_says_so() {
        let people = BOROUGH.read::<Reviewing, _>(BOROUGH.user("Judith"), see_my_people);
        let page = |people: &[Arc<Listed>]| {
            reads(&shown(Role::ReviewingOfficer, "reviewing", &PeoplePage::of(people, NOW.today)))
        };
        insta::assert_snapshot!("people", page(&people));
        insta::assert_snapshot!("nobody", page(&[]));
    }
}

//! `/adviser/search`: among the adviser's own people by name; outside only by a whole record number, and then only the
//! way to ask.

use actix_web::web::Query;
use chrono::NaiveDate;
use onward_domain::id::PersonId;
use serde::{Deserialize, Serialize};

use crate::{
    usecases::{
        account::limits::Try,
        adviser::find_person::{Search, find_person},
    },
    web::{
        desk::{Adviser, Desk},
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/adviser/search", Audience::Adviser, search)]
}

/// The search text is cut off here.
const MOST: usize = 100;

/// The search text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Looked {
    q: String,
}

/// The search and its results.
#[derive(Debug, Clone, Serialize)]
pub struct SearchPage {
    q: String,
    looked: bool,
    /// So many characters were looked for, of a text that has more.
    cut_at: Option<usize>,
    found: Vec<FoundRow>,
    outside: Option<PersonId>,
}

/// One of the adviser's own people.
#[derive(Debug, Clone, Serialize)]
struct FoundRow {
    person: PersonId,
    name: String,
    age: Option<u32>,
}

impl Page for SearchPage {
    const TEMPLATE: &str = "adviser/search.html";
}

impl SearchPage {
    /// The results.
    pub fn of(written: &str, search: Search, today: NaiveDate) -> Self {
        let q: String = written.chars().take(MOST).collect();
        let row = |one: onward_store::scope::Found| FoundRow {
            person: one.person,
            age: one.born.and_then(|born| today.years_since(born)),
            name: one.name,
        };
        Self {
            looked: !q.trim().is_empty(),
            cut_at: (q.len() < written.len()).then_some(MOST),
            q,
            found: search.own.into_iter().map(row).collect(),
            outside: search.outside.map(|one| one.person),
        }
    }
}

async fn search(desk: Desk<Adviser>, looked: Query<Looked>) -> PageResult {
    let asked: String = looked.q.chars().take(MOST).collect();
    let found = desk.read(move |ask| find_person(ask, &asked)).await?;
    if found.looked_outside {
        desk.app.limits.count(Try::Outside, &desk.me.user.id.to_string())?;
    }
    desk.show(&SearchPage::of(&looked.q, found, desk.now().today))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::web::{
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    };
    use onward_domain::role::Role;

    #[test]
    fn a_name_that_is_too_long_is_cut_and_the_page_says_so() {
        let long = "é".repeat(5_000);
        let html = page(&long);
        assert!(html.contains("Only the first 100 characters were looked for"), "{}", reads(&html));
        assert!(!html.contains(&"é".repeat(101)));
        assert!(!page(&"é".repeat(100)).contains("Only the first"));
    }

    /// What Priya finds on Monday 23 November 2026.
    fn found(words: &str) -> Search {
        BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| find_person(ask, words))
    }

    fn page(words: &str) -> String {
        shown(Role::Adviser, "search", &SearchPage::of(words, found(words), NOW.today))
    }

    /// Somebody Priya does not work with: family name and record number.
    fn somebody_else() -> (PersonId, String, String) {
        let callum = BOROUGH.user("Callum");
        let theirs = BOROUGH.read::<Adviser, _>(callum, |ask| ask.scope.people(ask.tx, ask.now));
        let other =
            theirs.into_iter().find(|one| one.person.identity.child.is_some()).unwrap().person.clone();
        (other.id, other.identity.family_name, other.identity.child.unwrap())
    }

    #[test]
    fn own_people_are_found_by_name_with_their_age() {
        insta::assert_snapshot!("start", reads(&page("")));
        insta::assert_snapshot!("jay", reads(&page("linton")));
        assert!(page("").find("role=\"status\"").is_none(), "nothing was searched for");
        assert!(page("nobody").contains("Check the spelling"));
    }

    #[test]
    fn others_are_found_only_by_their_whole_number_and_nothing_about_them_is_shown() {
        let (person, name, number) = somebody_else();
        assert!(found(&name).outside.is_none());
        let found = found(&number);
        assert_eq!((found.own.len(), found.outside.map(|one| one.person)), (0, Some(person)));
        let html = page(&number);
        assert!(html.contains(&format!("/adviser/open/{person}")) && !html.contains(&name));
    }
}

//! `/manager/coverage`: who is getting what they are owed.
//!
//! Every number on the page opens a list ([`asked`]) that holds exactly what it counts; a test follows each of them.

mod asked;
mod overview;
mod people;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;

use leaving_care_rules::Law;
use onward_domain::{
    coverage::{Gap, Owed, Thing},
    money::Pence,
    whose::{Place, Whose},
};
use serde::Serialize;

use self::asked::Asked;
use crate::web::{
    routes::{Audience, Route, get},
    words::{Say, figure, says},
};

const AT: &str = "/manager/coverage";
const PEOPLE: &str = "/manager/coverage/people";
const FILE: &str = "/manager/coverage/people.csv";

/// The addresses of coverage.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Manager, overview::coverage),
        get(PEOPLE, Audience::Manager, people::people),
        get(FILE, Audience::Manager, people::file),
    ]
}

/// A number that opens the list of exactly what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The number, or the sum: "15", "£25,000".
    pub words: String,
    /// What it counts, for someone who hears the number alone: "things", "people", "not paid".
    pub about: &'static str,
    /// The list; none where the number is nothing.
    pub href: Option<String>,
}

impl Counted {
    /// Words instead of a number.
    #[must_use]
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), about: "", href: None }
    }
}

/// A number of things that opens the list of them; nothing opens nothing.
fn things(number: usize, asked: &Asked) -> Counted {
    counted(figure(number), "things", number > 0, asked)
}

/// A number of different people that opens the list of them and what is theirs.
fn persons(number: usize, asked: &Asked) -> Counted {
    counted(figure(number), if number == 1 { "person" } else { "people" }, number > 0, asked)
}

/// A sum that opens the list of what it adds up.
fn pounds(sum: Pence, asked: &Asked) -> Counted {
    counted(sum.to_string(), "not paid", sum.0 > 0, asked)
}

fn counted(words: String, about: &'static str, opens: bool, asked: &Asked) -> Counted {
    Counted { words, about, href: opens.then(|| asked.address()) }
}

/// A column of the grid.
fn thing_words(thing: Thing) -> Say {
    use says::manager::thing as said;
    match thing {
        Thing::Adviser => said::Adviser.into(),
        Thing::Plan => said::Plan.into(),
        Thing::Visit => said::Visit.into(),
        Thing::FirstHome => said::FirstHome.into(),
        Thing::Bursaries => said::Bursaries.into(),
        Thing::CouncilTax => said::CouncilTax.into(),
        Thing::Study => said::Study.into(),
    }
}

/// What is owed, by its own name.
fn owed_words(law: &Law, owed: &Owed) -> Say {
    owed.entitlement
        .and_then(|which| law.entitlements().get(which.place()))
        .map_or_else(|| thing_words(owed.thing), |entitlement| Say::words(&entitlement.name))
}

fn gap_words(gap: Gap) -> Say {
    use says::manager::gap as said;
    match gap {
        Gap::Told => said::Told.into(),
        Gap::Waiting => said::Waiting.into(),
        Gap::NotTold => said::NotTold.into(),
        Gap::Refused => said::Refused.into(),
        Gap::Declined => said::Declined.into(),
        Gap::NotRelevant => said::NotRelevant.into(),
        Gap::NotRecorded => said::NotRecorded.into(),
        Gap::Unknown => said::Unknown.into(),
        Gap::YearsMissing => said::YearsMissing.into(),
    }
}

/// Who owes somebody whom this council does not.
fn whose_words(whose: &Whose) -> Say {
    use says::manager::whose as said;
    match whose {
        Whose::AnotherCouncil(Some(council)) => said::Named { council }.into(),
        Whose::AnotherCouncil(None) => said::Unnamed.into(),
        Whose::OutsideEngland(place) => said::Outside { country: country_words(*place) }.into(),
        Whose::WhereTheyLive => said::WhereTheyLive.into(),
        // Ours is in no list of those who are left out.
        Whose::Open | Whose::Ours => said::Open.into(),
    }
}

/// The same, as a sentence goes on.
fn whose_owes(whose: &Whose) -> Say {
    use says::manager::whose::owes as said;
    match whose {
        Whose::AnotherCouncil(Some(council)) => said::Named { council }.into(),
        Whose::AnotherCouncil(None) => said::Unnamed.into(),
        Whose::OutsideEngland(place) => said::Outside { country: country_words(*place) }.into(),
        Whose::WhereTheyLive => said::WhereTheyLive.into(),
        Whose::Open | Whose::Ours => said::Open.into(),
    }
}

fn country_words(place: Place) -> Say {
    use says::manager::whose::country;
    match place {
        Place::Wales => country::Wales.into(),
        Place::Scotland => country::Scotland.into(),
        Place::NorthernIreland => country::NorthernIreland.into(),
        Place::Elsewhere => country::Unknown.into(),
    }
}

/// A count as a sentence holds it.
fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

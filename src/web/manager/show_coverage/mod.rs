//! From the cohort's figures to the pages of coverage.
//!
//! Every number on the page opens a list ([`asked`]) that holds exactly what it counts; a test follows each of them.

mod asked;
mod overview;
mod people;
mod pictures;

pub use asked::Asked;
pub use overview::page;
pub use people::{Behind, behind, people_page};

use leaving_care_rules::Law;
use onward_domain::{
    coverage::{Gap, Owed, Thing},
    money::Pence,
};

use super::pages::Counted;
use crate::web::words::figure;

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
const fn thing_words(thing: Thing) -> &'static str {
    match thing {
        Thing::Adviser => "Adviser",
        Thing::Plan => "Plan in 6 months",
        Thing::Visit => "Visit in 2 months",
        Thing::FirstHome => "First home money",
        Thing::Bursaries => "Bursaries",
        Thing::CouncilTax => "Council tax",
        Thing::Study => "Study help",
    }
}

/// What is owed, by its own name.
fn owed_words(law: &Law, owed: &Owed) -> String {
    owed.entitlement
        .and_then(|which| law.entitlements().get(which.place()))
        .map_or_else(|| thing_words(owed.thing).to_owned(), |entitlement| entitlement.name.clone())
}

const fn gap_words(gap: Gap) -> &'static str {
    match gap {
        Gap::Told => "Told, has not asked",
        Gap::Waiting => "Waiting for us",
        Gap::NotTold => "Not told yet",
        Gap::Refused => "Refused, or said no thank you",
        Gap::Unknown => "We do not know enough",
    }
}

//! From everyone's figures to the coverage pages.
//!
//! Every number on the page opens a list ([`asked`]) with exactly what it counts; a test follows each of them.

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
use crate::web::words::{Say, figure, says};

/// A number of things that opens their list; zero opens nothing.
fn things(number: usize, asked: &Asked) -> Counted {
    counted(figure(number), "things", number > 0, asked)
}

/// A number of different people that opens the list of them and what is theirs.
fn persons(number: usize, asked: &Asked) -> Counted {
    counted(figure(number), if number == 1 { "person" } else { "people" }, number > 0, asked)
}

/// An amount that opens the list of what it adds up.
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
        Gap::Unknown => said::Unknown.into(),
    }
}

/// A count as used in a sentence.
fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

//! One assessment: everything the rules say of one person on one day.

use crate::assessment::Assessment;
use crate::catalogue::Law;
use crate::life::with_life;
use crate::on_day::OnDay;
use crate::person::Person;
use crate::unknown;
use chrono::NaiveDate;

/// What the law says about a person at the start of a day.
///
/// A person nobody knows anything about gets an answer too: everything needs information, except what is open to
/// everyone.
pub fn assess(law: &Law, person: &Person, as_of: NaiveDate) -> Assessment {
    match person.date_of_birth {
        None => unknown::without_birth_date(law, person, as_of),
        Some(_) if unknown::any(person, as_of) => unknown::assess_extremes(law, person, as_of),
        Some(born) => with_life(law, born, person, OnDay(as_of)),
    }
}

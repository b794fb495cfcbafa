//! Everyone and their adviser, without anything else about them: for the page where a manager allocates advisers.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    allocation::{Allocation, Part, standing_mark},
    id::PersonId,
    person::Person,
};

use crate::{
    Tx,
    error::StoreResult,
    repo::returns::on_their_way,
    schema::{imports::joined_numbers, people::persons, records::allocations},
    types::Column as _,
};

/// A person with their adviser, now or planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    pub person: Person,
    /// Their adviser today.
    pub now: Option<Allocation>,
    /// Who is to begin on a later day, if anyone; the soonest.
    pub planned: Option<Allocation>,
    /// What a form remembers about these, to notice that somebody else changed them meanwhile: [`standing_mark`].
    pub mark: String,
}

/// Loads them, by name.
pub(super) fn load(tx: &Tx, today: NaiveDate) -> StoreResult<Vec<Assigned>> {
    let (people, standing) = tx.run(|connection| {
        // Whoever was joined to another number is that person, and stands there once.
        let joined = joined_numbers::table.select(joined_numbers::person_id);
        let people: Vec<Person> = persons::table
            .filter(persons::id.ne_all(joined))
            .filter(persons::id.ne_all(on_their_way()))
            .order((persons::search_name, persons::id))
            .load(connection)?;
        let standing: Vec<Allocation> = allocations::table
            .filter(allocations::part.eq(Part::Adviser.column()))
            .filter(allocations::until_day.is_null().or(allocations::until_day.gt(today)))
            .order((allocations::from_day, allocations::id))
            .load(connection)?;
        Ok((people, standing))
    })?;
    let mut of: HashMap<PersonId, Vec<Allocation>> = HashMap::new();
    for allocation in standing.into_iter().filter(|one| one.stands(today)) {
        of.entry(allocation.person).or_default().push(allocation);
    }
    Ok(people
        .into_iter()
        .map(|person| {
            let standing = of.remove(&person.id).unwrap_or_default();
            Assigned {
                mark: standing_mark(&standing, Part::Adviser, today),
                // Should two be current, the newer one is shown, as on every list.
                now: standing.iter().rev().find(|one| one.current(today)).cloned(),
                planned: standing.iter().find(|one| one.from > today).cloned(),
                person,
            }
        })
        .collect())
}

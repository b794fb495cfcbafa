//! Finding people by name, within what the viewer may see; every search is logged.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    access::{Purpose, Right},
    allocation::Part,
    id::{PersonId, UserId},
    moment::Moment,
    person::{Person, search_form},
    role::Role,
};

use super::open;
use crate::{
    Tx,
    error::StoreResult,
    repo::{
        access_log::{self, NewLook},
        returns::on_their_way,
    },
    schema::{imports::joined_numbers, people::persons, records::allocations},
    types::Column as _,
};

/// At most this many are shown; with more, the search was too broad.
const MOST: i64 = 50;

/// Someone found by a search: only what distinguishes them from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub person: PersonId,
    /// The name shown in lists.
    pub name: String,
    /// Date of birth.
    pub born: Option<NaiveDate>,
}

impl From<Person> for Found {
    fn from(person: Person) -> Self {
        Self { person: person.id, name: person.identity.listed_name(), born: person.identity.born }
    }
}

/// What identifies one person: anyone who knows this knows who they are looking for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exactly {
    /// The identifier in the statutory return.
    Child(String),
    /// Family name and date of birth.
    Born {
        /// The family name, whatever its case.
        family_name: String,
        /// The date of birth.
        born: NaiveDate,
    },
}

/// People whose name contains this text: everyone, or those the user is allocated to.
pub(super) fn among(
    tx: &Tx,
    user: UserId,
    role: Role,
    part: Option<Part>,
    letters: &str,
    now: Moment,
) -> StoreResult<Vec<Found>> {
    let form = search_form(letters);
    open::log_list(tx, user, role, Purpose::Search, Some(form.chars().take(100).collect()), now)?;
    if form.is_empty() {
        return Ok(Vec::new());
    }
    let pattern = format!("%{}%", escaped(&form));
    let found: Vec<Person> = tx.run(|connection| {
        let by_name = persons::table
            .filter(persons::search_name.like(pattern).escape('\\'))
            .filter(persons::id.ne_all(on_their_way()));
        Ok(match part {
            None => by_name.order((persons::search_name, persons::id)).limit(MOST).load(connection)?,
            Some(part) => by_name
                .filter(
                    persons::id.eq_any(
                        allocations::table
                            .filter(allocations::user_id.eq(user.column()))
                            .filter(allocations::part.eq(part.column()))
                            .filter(allocations::from_day.le(now.today))
                            .filter(allocations::until_day.is_null().or(allocations::until_day.gt(now.today)))
                            .select(allocations::person_id),
                    ),
                )
                .order((persons::search_name, persons::id))
                .limit(MOST)
                .load(connection)?,
        })
    })?;
    Ok(found.into_iter().map(Found::from).collect())
}

/// The text with everything escaped that `LIKE` would treat as a pattern.
fn escaped(letters: &str) -> String {
    letters.chars().take(100).fold(String::new(), |mut text, letter| {
        if matches!(letter, '%' | '_' | '\\') {
            text.push('\\');
        }
        text.push(letter);
        text
    })
}

/// The one person this identifies. Two with the same name and birthday are found only by the identifier.
pub(super) fn exactly(
    tx: &Tx,
    user: UserId,
    role: Role,
    who: &Exactly,
    now: Moment,
) -> StoreResult<Option<Found>> {
    let here = || persons::table.filter(persons::id.ne_all(on_their_way()));
    let mut found: Vec<Person> = tx.run(|connection| {
        Ok(match who {
            Exactly::Child(child) => {
                // A number that was joined to another finds the record that has what the returns say of both.
                let into: Option<String> = joined_numbers::table
                    .filter(joined_numbers::child.eq(child.trim()))
                    .select(joined_numbers::into_id)
                    .first(connection)
                    .optional()?;
                match into {
                    Some(into) => here().filter(persons::id.eq(into)).limit(2).load(connection)?,
                    None => here().filter(persons::child.eq(child.trim())).limit(2).load(connection)?,
                }
            }
            Exactly::Born { born, .. } => here().filter(persons::born.eq(born)).load(connection)?,
        })
    })?;
    if let Exactly::Born { family_name, .. } = who {
        let wanted = search_form(family_name);
        found.retain(|person| search_form(&person.identity.family_name) == wanted);
    }
    let one = if found.len() == 1 { found.pop() } else { None };
    let person = one.as_ref().map(|person| person.id);
    let look = NewLook {
        at: now.at,
        user,
        role,
        person,
        purpose: Purpose::Search,
        // With the person, so that looking for a particular person shows; no record was opened, so there is no right.
        right: Right::Refused,
        break_glass: None,
        detail: None,
    };
    access_log::write_down(tx, look)?;
    Ok(one.map(Found::from))
}

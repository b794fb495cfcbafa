//! Names and advisers from a file: what a council does on its first day, since the return has neither. All lines or
//! none.

mod colleague;
mod read;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;

pub use read::{Line, NewNames, People, read};

use std::collections::HashMap;

use chrono::NaiveDate;
use onward_domain::{
    allocation::Allocation,
    id::PersonId,
    moment::Moment,
    person::{Identity, Person},
    returns::ssda903::problem::shown,
};
use onward_store::{
    StoreError, StoreResult, Tx,
    rows::users::User,
    scope::{System, Task},
};

use self::colleague::{Said, details};
use crate::usecases::{
    account::change_details::{Details, write_details},
    manager::advisers::{Became, change, days, may_have_people, would_become},
    write_name::{Names, Written, write_name},
};

/// A line that can't be applied, and why: the line, whose it is as far as it says so, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line in the file.
    pub line: u32,
    /// The number in the return, as given on the line.
    pub child: Option<String>,
    /// What is wrong, and what to do. Nothing that the file does not say itself.
    pub words: String,
}

/// What a line does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Does {
    /// The line in the file.
    pub line: u32,
    /// Whose: the number in the return.
    pub child: String,
    /// The name lists will show; `None` if it already is that or the line gives none.
    pub name: Option<String>,
    /// A name that somebody entered before is replaced.
    pub replaces_name: bool,
    /// Who is their adviser and from which day, as given in the file; `None` if that is already so or the line gives
    /// none.
    pub adviser: Option<(String, NaiveDate)>,
    /// An existing adviser's allocation ends because of it.
    pub replaces_adviser: bool,
    /// The adviser of whom a number or a team is written down, as the file names them.
    pub colleague: Option<String>,
}

impl Does {
    /// Everything the line says is already so.
    #[must_use]
    pub const fn nothing(&self) -> bool {
        self.name.is_none() && self.adviser.is_none() && self.colleague.is_none()
    }
}

/// What a file does, line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The lines that can be applied.
    pub does: Vec<Does>,
    /// The lines that can't. If there is even one, nothing is changed.
    pub problems: Vec<Problem>,
}

/// A line with everything found for it.
struct Found<'l> {
    line: &'l Line,
    person: Person,
    all: Vec<Allocation>,
    names: Option<Names>,
    adviser: Option<(User, NaiveDate)>,
    colleague: Option<(User, Details)>,
}

/// Says what the file would do, and changes nothing. `replace`: existing names and advisers may be replaced.
///
/// # Errors
/// Any store error.
pub fn would_do(tx: &Tx, people: &People, replace: bool, now: Moment) -> StoreResult<Outcome> {
    let system = tx.system(Task::Job, None, now)?;
    plan(tx, &system, people, replace, now).map(|(_, outcome)| outcome)
}

/// Does what the file says, in this transaction: every line, or nothing if any can't be applied.
///
/// # Errors
/// Any store error.
pub fn apply(tx: &Tx, people: &People, replace: bool, now: Moment) -> StoreResult<Outcome> {
    let (found, outcome) = plan(tx, &tx.system(Task::Job, None, now)?, people, replace, now)?;
    if !outcome.problems.is_empty() || outcome.does.iter().all(Does::nothing) {
        return Ok(outcome);
    }
    let system = tx.system(Task::People, None, now)?;
    for one in found {
        let record = system.open(one.person.id)?;
        if let Some(names) = &one.names
            && matches!(write_name(&record, names, one.person.version)?, Written::Meanwhile(_))
        {
            return Err(StoreError::Stale);
        }
        if let Some((user, from)) = &one.adviser {
            change(&record, &one.all, Some(user), *from)?;
        }
        if let Some((user, details)) = &one.colleague {
            write_details(tx, user, details, None, now.at)?;
        }
    }
    Ok(outcome)
}

fn plan<'l>(
    tx: &Tx,
    system: &System<'_>,
    people: &'l People,
    replace: bool,
    now: Moment,
) -> StoreResult<(Vec<Found<'l>>, Outcome)> {
    let mut outcome = Outcome { does: Vec::new(), problems: people.problems.clone() };
    let (mut plan, mut advisers, mut said) = (Vec::new(), HashMap::new(), Said::new());
    let known: HashMap<String, PersonId> = system.children()?.into_iter().collect();
    for line in &people.lines {
        let problem = |words: String| Problem { line: line.number, child: Some(shown(&line.child)), words };
        let Some(id) = known.get(&line.child) else {
            outcome.problems.push(problem(unknown(&line.child, &known)));
            continue;
        };
        let record = system.open(*id)?;
        let (person, all) = (record.person()?, record.allocations().all()?);
        let mut does = Does { line: line.number, child: line.child.clone(), ..Does::default() };
        let mut wrong = Vec::new();
        let names = match name(line, &person.identity, replace, &mut does) {
            Ok(names) => names,
            Err(words) => {
                wrong.push(words);
                None
            }
        };
        let found = adviser(tx, line, &mut advisers)?;
        let colleague = match &found {
            Ok(Some(user)) => match details(tx, line, user, replace, &mut said, &mut does)? {
                Ok(details) => details.map(|details| ((*user).clone(), details)),
                Err(words) => {
                    wrong.push(words);
                    None
                }
            },
            _ => None,
        };
        let adviser = match found {
            Ok(None) => None,
            Ok(Some(user)) => match whose(line, &all, user, replace, now.today, &mut does) {
                Ok(adviser) => adviser,
                Err(words) => {
                    wrong.push(words);
                    None
                }
            },
            Err(words) => {
                wrong.push(words);
                None
            }
        };
        if wrong.is_empty() {
            outcome.does.push(does);
            plan.push(Found { line, person, all, names, adviser, colleague });
        }
        outcome.problems.extend(wrong.into_iter().map(problem));
    }
    outcome.problems.sort_by_key(|problem| problem.line);
    plan.sort_by_key(|found| found.line.number);
    Ok((plan, outcome))
}

/// Nobody has this number: often because a spreadsheet dropped its leading zeros.
fn unknown(child: &str, known: &HashMap<String, PersonId>) -> String {
    let bare = |number: &str| number.trim_start_matches('0').to_owned();
    let mut same = known.keys().filter(|other| bare(other) == bare(child));
    match (same.next(), same.next()) {
        (Some(one), None) => format!(
            "nobody has this number, but {one} is here. Did a spreadsheet take the noughts away? Format the column as text"
        ),
        _ => "nobody has this number. Import the return first, or correct the number".to_owned(),
    }
}

/// The names to enter; `None` if they are already so or the line gives none.
fn name(line: &Line, identity: &Identity, replace: bool, does: &mut Does) -> Result<Option<Names>, String> {
    let Some(new) = &line.names else { return Ok(None) };
    let names = new.over(identity);
    if names.over(identity) == *identity {
        return Ok(None);
    }
    does.replaces_name = identity.has_name();
    if does.replaces_name && !replace {
        return Err(
            "another name is here already. Take the name out of this line, or use --replace to write it over"
                .to_owned(),
        );
    }
    does.name = Some(names.listed());
    Ok(Some(names))
}

/// The adviser named on the line.
fn adviser<'u>(
    tx: &Tx,
    line: &Line,
    seen: &'u mut HashMap<String, Option<User>>,
) -> StoreResult<Result<Option<&'u User>, String>> {
    let Some(email) = &line.adviser else { return Ok(Ok(None)) };
    if !seen.contains_key(email) {
        let found = match tx.accounts().by_sign_in_name(email)? {
            Some(credential) => tx.users().find(credential.user)?.filter(|user| user.role.is_staff()),
            None => None,
        };
        seen.insert(email.clone(), found);
    }
    Ok(match seen.get(email).and_then(Option::as_ref) {
        None => Err(format!("nobody here signs in as {email}. An administrator adds colleagues")),
        Some(user) if !may_have_people(user) => {
            Err(format!("{email} is not an adviser, or can no longer sign in. Name an adviser"))
        }
        Some(user) => Ok(Some(user)),
    })
}

/// Who will be their adviser and from which day; `None` if that is already so.
fn whose(
    line: &Line,
    all: &[Allocation],
    user: &User,
    replace: bool,
    today: NaiveDate,
    does: &mut Does,
) -> Result<Option<(User, NaiveDate)>, String> {
    let from = line.from.unwrap_or(today);
    let (first, last) = days(today);
    if from < first || from > last {
        return Err(format!("the day must lie between {first} and {last}"));
    }
    does.replaces_adviser =
        all.iter().any(|one| one.part == onward_domain::allocation::Part::Adviser && one.stands(today));
    match would_become(all, Some(user.id), from, today) {
        Became::Already | Became::Meanwhile => {
            does.replaces_adviser = false;
            Ok(None)
        }
        _ if does.replaces_adviser && !replace => Err(
            "another adviser is here already. Take the adviser out of this line, or use --replace to end theirs".to_owned(),
        ),
        Became::TooEarly => Err("the adviser they have began after that day. Name a later day".to_owned()),
        Became::Changed => {
            does.adviser = line.adviser.clone().map(|email| (email, from));
            Ok(Some((user.clone(), from)))
        }
    }
}

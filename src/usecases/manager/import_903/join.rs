//! Two numbers of the return that are one person's: joined by a manager, and taken apart again.

use onward_domain::id::PersonId;
use onward_store::{
    StoreResult,
    repo::returns::{Joined, JoinedNumber},
    scope::{Numbered, ServiceView},
};

use super::see::name_of;
use crate::usecases::ask::Ask;

/// What forms of this page use their keys up for.
const JOINED: &str = "numbers.joined";
const APART: &str = "numbers.apart";

/// Two numbers that an import found may be one person's.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The one that the person goes by.
    pub keep: Numbered,
    /// The other.
    pub other: Numbered,
}

/// A number that was joined to another.
#[derive(Debug, Clone)]
pub struct JoinedPair {
    /// The join.
    pub joined: JoinedNumber,
    /// Whose record has what the returns say of both, where it is still there.
    pub into: Option<Numbered>,
    /// Who joined them, by name; nobody from the command line.
    pub by: Option<String>,
}

/// What is joined, and what may have to be.
#[derive(Debug, Clone, Default)]
pub struct SeenJoined {
    /// Numbers that were joined, the latest first.
    pub joined: Vec<JoinedPair>,
    /// Pairs about which an import asks.
    pub asked: Vec<Compared>,
}

/// The numbers that are joined, and those about which an import asks. The look is written down.
///
/// # Errors
/// The store's.
pub fn see_joined(ask: &Ask<'_, ServiceView>) -> StoreResult<SeenJoined> {
    let returns = ask.scope.returns(ask.tx);
    let (joined, asked) = (returns.joined()?, returns.may_be_one()?);
    let ids: Vec<PersonId> =
        joined.iter().map(|one| one.into).chain(asked.iter().map(|one| one.person)).collect();
    let others: Vec<String> = asked.iter().flat_map(|one| one.others.iter().cloned()).collect();
    let people = ask.scope.numbered_or_known(ask.tx, &others, &ids, ask.now)?;
    let by_id = |id: PersonId| people.iter().find(|one| one.person.id == id).cloned();
    let by_number = |number: &String| people.iter().find(|one| one.number == *number).cloned();
    let pairs = asked.iter().flat_map(|one| {
        let other = by_id(one.person);
        one.others
            .iter()
            .filter_map(move |number| Some(Compared { keep: by_number(number)?, other: other.clone()? }))
    });
    let mut seen = SeenJoined { joined: Vec::new(), asked: Vec::new() };
    for pair in pairs {
        let same =
            |one: &Compared| one.keep.number == pair.other.number && one.other.number == pair.keep.number;
        let done = joined.iter().any(|one| one.number == pair.other.number || one.number == pair.keep.number);
        if !done && !seen.asked.iter().any(same) {
            seen.asked.push(pair);
        }
    }
    for one in joined {
        let by = match one.by {
            Some(user) => name_of(ask, user)?,
            None => None,
        };
        seen.joined.push(JoinedPair { into: by_id(one.into), by, joined: one });
    }
    Ok(seen)
}

/// Who goes by these two numbers, each of them where somebody does. The look is written down.
///
/// # Errors
/// The store's.
pub fn compare(
    ask: &Ask<'_, ServiceView>,
    keep: &str,
    other: &str,
) -> StoreResult<(Option<Numbered>, Option<Numbered>)> {
    let people = ask.scope.numbered(ask.tx, &[keep.to_owned(), other.to_owned()], ask.now)?;
    let of = |number: &str| people.iter().find(|one| one.number == number).cloned();
    Ok((of(keep), of(other)))
}

/// What happened to a form that joins two numbers, or takes one apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinAnswer {
    /// It is done, now or when the form was sent before.
    Done,
    /// They are one already, or apart already, or not both from a return. Nothing was changed.
    NotPossible,
}

/// Joins two records that are one person under two numbers: `keep` has what the returns say of both from now on.
///
/// # Errors
/// The store's.
pub fn join_numbers(
    ask: &Ask<'_, ServiceView>,
    keep: PersonId,
    other: PersonId,
    key: &str,
) -> StoreResult<JoinAnswer> {
    once(ask, key, JOINED, || ask.scope.returns(ask.tx).join(keep, other, Some(ask.me), ask.now.at))
}

/// Takes a record out again of the one that it was joined to.
///
/// # Errors
/// The store's.
pub fn take_apart(ask: &Ask<'_, ServiceView>, other: PersonId, key: &str) -> StoreResult<JoinAnswer> {
    once(ask, key, APART, || ask.scope.returns(ask.tx).take_apart(other, Some(ask.me), ask.now.at))
}

fn once(
    ask: &Ask<'_, ServiceView>,
    key: &str,
    act: &str,
    work: impl FnOnce() -> StoreResult<Joined>,
) -> StoreResult<JoinAnswer> {
    if ask.tx.done_before(ask.me, key, act)?.is_some() {
        return Ok(JoinAnswer::Done);
    }
    match work()? {
        Joined::NotPossible => Ok(JoinAnswer::NotPossible),
        Joined::Done => {
            ask.tx.use_up(ask.me, key, act, "", ask.now.at)?;
            Ok(JoinAnswer::Done)
        }
    }
}

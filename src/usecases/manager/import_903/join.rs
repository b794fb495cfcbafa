//! Two numbers of the return that are one person's: joined by a manager, and taken apart again.

use chrono::{DateTime, Utc};
use onward_domain::{
    id::{PersonId, SecondLookId, UserId},
    second_look::LooksAt,
};
use onward_store::{
    StoreResult,
    repo::returns::{Joined, JoinedNumber, SaidOf},
    scope::{Numbered, ServiceView},
};

use crate::usecases::{
    ask::Ask,
    manager::second_look::{self, Sent},
};

/// What forms of this page use their keys up for.
const APART: &str = "numbers.apart";
const TWO: &str = "numbers.two";

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
    /// Pairs of which one manager has said that they are one person, and another has to.
    pub waiting: Vec<WaitingPair>,
    /// Pairs of which somebody has said that they are two people, the latest first.
    pub two: Vec<TwoKept>,
}

/// Two numbers that stay two people's.
#[derive(Debug, Clone)]
pub struct TwoKept {
    pub one: Numbered,
    pub other: String,
    /// Who said so, by name.
    pub by: Option<String>,
    pub at: DateTime<Utc>,
}

/// A pair that waits for a second manager.
#[derive(Debug, Clone)]
pub struct WaitingPair {
    /// What waits.
    pub id: SecondLookId,
    /// The two.
    pub pair: Compared,
    /// Who asked, by name.
    pub asked_by: Option<String>,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// The reader asked.
    pub mine: bool,
}

/// How many pairs of numbers another manager holds for one person, and waits for somebody to agree.
///
/// # Errors
/// The store's.
pub fn count_joins_to_settle(ask: &Ask<'_, ServiceView>) -> StoreResult<usize> {
    let waiting = ask.scope.second_looks(ask.tx).waiting(LooksAt::Join)?;
    Ok(waiting.iter().filter(|look| look.asked_by != ask.me).count())
}

/// The numbers that are joined, and those about which an import asks. The look is written down.
///
/// # Errors
/// The store's.
pub fn see_joined(ask: &Ask<'_, ServiceView>) -> StoreResult<SeenJoined> {
    let returns = ask.scope.returns(ask.tx);
    let (joined, asked, two) = (returns.joined()?, returns.may_be_one()?, returns.two_people()?);
    let ids: Vec<PersonId> = joined
        .iter()
        .map(|one| one.into)
        .chain(asked.iter().map(|one| one.person))
        .chain(two.iter().map(|pair| pair.person))
        .collect();
    let looks = ask.scope.second_looks(ask.tx).waiting(LooksAt::Join)?;
    let ids: Vec<PersonId> = ids
        .into_iter()
        .chain(looks.iter().filter_map(|look| two_of(&look.about)).flat_map(|(one, other)| [one, other]))
        .collect();
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
    let by = joined.iter().filter_map(|one| one.by).chain(two.iter().filter_map(|pair| pair.by));
    let names = ask.tx.users().names(by.chain(looks.iter().map(|look| look.asked_by)))?;
    let name_of = |user: Option<UserId>| names.get(&user?).cloned();
    let mut seen = SeenJoined::default();
    for look in looks {
        let pair = two_of(&look.about)
            .and_then(|(keep, other)| Some(Compared { keep: by_id(keep)?, other: by_id(other)? }));
        let Some(pair) = pair else { continue };
        seen.waiting.push(WaitingPair {
            id: look.id,
            pair,
            asked_by: name_of(Some(look.asked_by)),
            asked_at: look.asked_at,
            mine: look.asked_by == ask.me,
        });
    }
    for pair in pairs {
        let same =
            |one: &Compared| one.keep.number == pair.other.number && one.other.number == pair.keep.number;
        let done = joined.iter().any(|one| one.number == pair.other.number || one.number == pair.keep.number)
            || two.iter().any(|kept| kept.person == pair.other.person.id && kept.other == pair.keep.number);
        let waits = |one: &WaitingPair| {
            let ids = [one.pair.keep.person.id, one.pair.other.person.id];
            ids.contains(&pair.keep.person.id) && ids.contains(&pair.other.person.id)
        };
        if !done && !seen.waiting.iter().any(waits) && !seen.asked.iter().any(same) {
            seen.asked.push(pair);
        }
    }
    for kept in two {
        let Some(one) = by_id(kept.person) else { continue };
        // Each pair is kept from both sides.
        if seen.two.iter().any(|it| it.other == one.number && it.one.number == kept.other) {
            continue;
        }
        seen.two.push(TwoKept { one, other: kept.other, by: name_of(kept.by), at: kept.at });
    }
    for one in joined {
        seen.joined.push(JoinedPair { into: by_id(one.into), by: name_of(one.by), joined: one });
    }
    Ok(seen)
}

/// One of two that are compared, with what the returns say of them.
#[derive(Debug, Clone)]
pub struct Side {
    pub who: Numbered,
    pub said: SaidOf,
}

/// Who goes by these two numbers, each of them where somebody does. The look is written down.
///
/// # Errors
/// The store's.
pub fn compare(
    ask: &Ask<'_, ServiceView>,
    keep: &str,
    other: &str,
) -> StoreResult<(Option<Side>, Option<Side>)> {
    let people = ask.scope.numbered(ask.tx, &[keep.to_owned(), other.to_owned()], ask.now)?;
    let of = |number: &str| -> StoreResult<Option<Side>> {
        let Some(who) = people.iter().find(|one| one.number == number).cloned() else { return Ok(None) };
        Ok(Some(Side { said: ask.scope.returns(ask.tx).said_of(who.person.id)?, who }))
    };
    Ok((of(keep)?, of(other)?))
}

/// What happened to a form that joins two numbers, or takes one apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinAnswer {
    /// It is done, now or when the form was sent before.
    Done,
    /// Another manager has to agree first.
    Waits,
    /// There is no other manager who could.
    NobodyElse,
    /// Somebody settled it before, or said no.
    Settled,
    /// They are one already, or apart already, or not both from a return. Nothing was changed.
    NotPossible,
}

/// The two records of a look, as it keeps them.
fn two_of(about: &str) -> Option<(PersonId, PersonId)> {
    let (keep, other) = about.split_once(' ')?;
    Some((keep.parse().ok()?, other.parse().ok()?))
}

/// Says that two records are one person under two numbers: `keep` is to have what the returns say of both. Another manager
/// agrees before anything is joined.
///
/// # Errors
/// The store's.
pub fn ask_to_join(
    ask: &Ask<'_, ServiceView>,
    keep: PersonId,
    other: PersonId,
    key: &str,
) -> StoreResult<JoinAnswer> {
    if !ask.scope.returns(ask.tx).can_join(keep, other)? {
        return Ok(JoinAnswer::NotPossible);
    }
    match second_look::send(ask, (LooksAt::Join, &format!("{keep} {other}")), None, key)? {
        Sent::Waits => Ok(JoinAnswer::Waits),
        Sent::NobodyElse => Ok(JoinAnswer::NobodyElse),
    }
}

/// Keeps two numbers as two people's, and no import asks about them again. Once a form.
///
/// # Errors
/// The store's.
pub fn leave_as_two(
    ask: &Ask<'_, ServiceView>,
    keep: PersonId,
    other: PersonId,
    key: &str,
) -> StoreResult<JoinAnswer> {
    once(ask, key, TWO, || ask.scope.returns(ask.tx).stay_two(keep, other, ask.me, ask.now.at))
}

/// Another manager agrees, and the two are joined; or does not, and they stay two. Once a form.
///
/// # Errors
/// `NotAllowed` for whoever asked; the store's.
pub fn settle_join(
    ask: &Ask<'_, ServiceView>,
    id: SecondLookId,
    agree: bool,
    key: &str,
) -> StoreResult<JoinAnswer> {
    let Some(look) = second_look::answer(ask, id, (agree, None), key)? else {
        return Ok(JoinAnswer::Settled);
    };
    let Some((keep, other)) = two_of(&look.about) else { return Ok(JoinAnswer::Settled) };
    if !agree {
        ask.scope.returns(ask.tx).stay_two(keep, other, ask.me, ask.now.at)?;
        return Ok(JoinAnswer::Settled);
    }
    match ask.scope.returns(ask.tx).join(keep, other, Some(ask.me), ask.now.at)? {
        Joined::Done => Ok(JoinAnswer::Done),
        Joined::NotPossible => Ok(JoinAnswer::NotPossible),
    }
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

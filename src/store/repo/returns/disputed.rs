//! What open questions leave in doubt: where one has two answers, the rules try both; where it has none, they see neither.

use std::collections::HashMap;

use onward_domain::{
    id::{EpisodeId, EventId, PersonId},
    returns::ssda903::{Fact, FactKey, Holds},
    withheld::{Disputed, OtherFact, Withheld},
};

use super::{
    held,
    questions::{said_of, theirs},
    rights::{episode_note, event_note},
};
use crate::{Tx, error::StoreResult, types::Column as _};

/// A question that somebody's answers wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// The key of the question.
    pub question: String,
    pub holds: Holds,
    /// The fact that it is about, if it has two answers to choose from.
    pub about: Option<FactKey>,
}

/// What each of these people's open questions leave in doubt. Returns are read only for those who have two answers to choose
/// from, in the same number of queries for any number of them.
pub(crate) fn in_doubt(
    tx: &Tx,
    open: HashMap<PersonId, Vec<Waiting>>,
) -> StoreResult<HashMap<PersonId, Withheld>> {
    let has_two = |of: &[Waiting]| of.iter().any(|one| one.about.is_some() && one.holds == Holds::Care);
    let ids: Vec<String> =
        open.iter().filter(|(_, of)| has_two(of)).map(|(person, _)| person.column()).collect();
    let loaded = if ids.is_empty() { held::Loaded::default() } else { held::load(tx, Some(&ids))? };
    let children: HashMap<&str, _> = loaded.people.iter().map(|(child, id)| (id.as_str(), child)).collect();
    let mut all = HashMap::with_capacity(open.len());
    for (person, waiting) in open {
        let mut withheld = Withheld::default();
        let child = children.get(person.column().as_str()).copied();
        let said = child.map(|child| said_of(&loaded, child));
        for one in waiting {
            let key = one.about.filter(|_| one.holds == Holds::Care);
            match key.zip(child).zip(said.as_ref()) {
                Some(((key, child), said)) => {
                    let recorded = loaded.held.people.get(child).and_then(|held| held.facts.get(&key));
                    let mine = recorded.zip(loaded.standing.get(&(child.clone(), key)));
                    let theirs = theirs(said, recorded.copied(), key, &one.question);
                    doubt(&mut withheld, one.question, key, mine, theirs.as_ref());
                }
                None => withheld.hold(one.holds),
            }
        }
        all.insert(person, withheld);
    }
    Ok(all)
}

/// Adds what one question with two answers leaves in doubt: nothing once the record says what the return says.
pub(super) fn doubt(
    withheld: &mut Withheld,
    question: String,
    key: FactKey,
    mine: Option<(&Fact, &String)>,
    theirs: Option<&Fact>,
) {
    if mine.and_then(|(fact, _)| fact.decides()) == theirs.and_then(|fact| fact.decides()) {
        return;
    }
    let id = mine.map(|(_, id)| id);
    let other = match key {
        FactKey::Episode(_) => {
            let theirs = match theirs {
                Some(Fact::Episode(fact)) => Some(episode_note(fact)),
                _ => None,
            };
            id.map(|id| id.parse::<EpisodeId>())
                .transpose()
                .ok()
                .map(|mine| OtherFact::Episode { mine, theirs })
        }
        FactKey::Event(..) => {
            let theirs = theirs.and_then(|fact| event_note(key, fact));
            id.map(|id| id.parse::<EventId>()).transpose().ok().map(|mine| OtherFact::Event { mine, theirs })
        }
        _ => None,
    };
    match other {
        Some(other) => withheld.dispute(Disputed { question, other }),
        None => withheld.hold(Holds::Care),
    }
}

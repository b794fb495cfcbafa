//! An adviser met several of their young people together and writes it down once: each record gets a contact of its own.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    contact::{Alone, ContactKind, ContactNote},
    id::PersonId,
};
use onward_store::{StoreError, StoreResult, scope::Caseload};
use serde::{Deserialize, Serialize};

use crate::usecases::ask::Ask;

/// What a form's key is used up for.
const ACT: &str = "group";

/// A group session, as written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSession {
    /// The form's own key: sent twice, it is kept once.
    pub key: String,
    pub on: NaiveDate,
    /// The same words for everybody, so they name nobody.
    pub summary: String,
    /// Who was there, each once, and whether they were seen alone as well.
    pub people: Vec<(PersonId, bool)>,
}

/// Whose record has it. Stored with the form's key, so that a form sent twice says the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedGroup {
    pub on: NaiveDate,
    /// Met in the group.
    pub together: Vec<PersonId>,
    /// Seen alone as well: that is a visit.
    pub visited: Vec<PersonId>,
    /// Not this adviser's, or born later: nothing was written on their record.
    pub left_out: usize,
}

/// Writes a contact on each record, once for the form's key, in one transaction. Whoever is no longer this adviser's is left out,
/// and the others are kept.
///
/// # Errors
/// Any store error.
pub fn log_group(ask: &Ask<'_, Caseload>, said: &GroupSession) -> StoreResult<LoggedGroup> {
    if let Some(before) = logged_group(ask, &said.key)? {
        return Ok(before);
    }
    let mut logged = LoggedGroup { on: said.on, ..LoggedGroup::default() };
    for (person, seen_alone) in &said.people {
        let record = match ask.open_for_change(*person, Purpose::Contact) {
            Ok(record) => record,
            Err(StoreError::NotFound | StoreError::NotAllowed(_)) => {
                logged.left_out += 1;
                continue;
            }
            Err(why) => return Err(why),
        };
        if record.person()?.identity.born.is_some_and(|born| said.on < born) {
            logged.left_out += 1;
            continue;
        }
        record.contacts().add(&note(said, *seen_alone))?;
        if *seen_alone { &mut logged.visited } else { &mut logged.together }.push(*person);
    }
    let kept = serde_json::to_string(&logged).map_err(|why| StoreError::Database(why.to_string()))?;
    ask.tx.use_up(ask.me, &said.key, ACT, &kept, ask.now.at)?;
    Ok(logged)
}

/// What happened to a form that was sent.
///
/// # Errors
/// Any store error.
pub fn logged_group(ask: &Ask<'_, Caseload>, key: &str) -> StoreResult<Option<LoggedGroup>> {
    let kept = ask.tx.done_before(ask.me, key, ACT)?;
    Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
}

fn note(said: &GroupSession, seen_alone: bool) -> ContactNote {
    let (kind, alone) = if seen_alone {
        (ContactKind::VisitElsewhere, Some(Alone::Partly))
    } else {
        (ContactKind::Group, None)
    };
    ContactNote { summary: said.summary.clone(), alone, ..ContactNote::new(kind, said.on) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::see_my_people::see_my_people,
        testing::{Jay, adviser, asking, at, day},
    };
    use onward_domain::{due::What, id::UserId};
    use onward_store::{on_both, testing::TestStore};

    fn met(store: &TestStore, me: UserId, jay: &Jay, alone: bool, key: &str) -> LoggedGroup {
        let said = GroupSession {
            key: key.into(),
            on: day("2026-11-20"),
            summary: "Cooked together at the hub.".into(),
            people: vec![(jay.person, alone)],
        };
        store.write(move |tx| log_group(&asking(tx, me, at(0)), &said)).unwrap()
    }

    on_both!(a_group_is_contact_and_closes_no_visit_unless_they_were_seen_alone_as_well => |store| {
        let jay = Jay::of(store);
        let me = jay.priya;
        let jay_now = || store.read(move |tx| see_my_people(&asking(tx, me, at(0)))).unwrap().remove(0);
        let first = met(store, me, &jay, false, "one");
        assert_eq!((first.together.len(), first.visited.len()), (1, 0));
        assert_eq!(met(store, me, &jay, false, "one"), first, "sent twice, kept once");
        assert!(jay_now().not_recorded.contains(&What::Visit), "nobody has seen him alone");
        assert_eq!(jay_now().listed.last_contact, Some(day("2026-11-20")), "it is contact");
        assert_eq!(jay_now().listed.last_visit, None);
        assert_eq!(met(store, me, &jay, true, "two").visited, [jay.person]);
        assert_eq!(jay_now().listed.last_visit, Some(day("2026-11-20")));
        let person = jay.person;
        let kept = store.read(move |tx| asking(tx, me, at(0)).open(person, Purpose::Contact)?.contacts().standing());
        assert_eq!(kept.unwrap().len(), 2);
    });

    on_both!(whoever_is_not_the_advisers_is_left_out_and_nothing_is_written_there => |store| {
        let jay = Jay::of(store);
        let other = adviser(store, "Tom Varley");
        assert_eq!(met(store, other, &jay, true, "one"), LoggedGroup { on: day("2026-11-20"), left_out: 1, ..LoggedGroup::default() });
        let (me, person) = (jay.priya, jay.person);
        let kept = store.read(move |tx| asking(tx, me, at(0)).open(person, Purpose::Contact)?.contacts().standing());
        assert_eq!(kept.unwrap(), []);
    });
}

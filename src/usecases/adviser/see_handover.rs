//! What a new adviser needs to know about somebody, read from the record as it is. Nothing of it is kept a second time.

use chrono::NaiveDate;
use onward_domain::{
    access::{Purpose, Right},
    allocation::{Allocation, Part},
    document::Document,
    id::PersonId,
    mine::NotAgain,
};
use onward_store::{StoreError, StoreResult};

use super::see_person::{SeenPerson, read};
use crate::usecases::ask::{Ask, OpensRecords};

/// Somebody who is, was or will be their adviser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviserThen {
    pub name: String,
    pub from: NaiveDate,
    /// The first day on which they no longer are.
    pub until: Option<NaiveDate>,
}

/// What the handover shows.
#[derive(Debug, Clone)]
pub struct SeenHandover {
    pub person: SeenPerson,
    /// What they don't want to explain again, in their words.
    pub not_again: Option<NotAgain>,
    /// Newest first.
    pub advisers: Vec<AdviserThen>,
    /// Papers that stand, newest first.
    pub documents: Vec<Document>,
}

/// Opens the record for a handover: their adviser, whoever stands in for them, and a manager may.
///
/// # Errors
/// `NotFound` for a person who is not the viewer's, and for somebody who only looks in from outside or reviews.
pub fn see_handover<S: OpensRecords>(ask: &Ask<'_, S>, person: PersonId) -> StoreResult<SeenHandover> {
    let record = ask.open(person, Purpose::Handover)?;
    if !matches!(record.right(), Right::Adviser | Right::Manager) {
        return Err(StoreError::NotFound);
    }
    let all = record.allocations().all()?;
    let names = ask.tx.users().names(all.iter().map(|one| one.user))?;
    let then = |one: &Allocation| AdviserThen {
        name: names.get(&one.user).cloned().unwrap_or_default(),
        from: one.from,
        until: one.until,
    };
    Ok(SeenHandover {
        person: read(ask, &record)?,
        documents: record.documents()?.into_iter().filter(Document::stands).collect(),
        not_again: record.not_again()?,
        advisers: all.iter().rev().filter(|one| one.part == Part::Adviser).map(then).collect(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        testing::{Jay, adviser, asking, at, day, own_asking},
        young_person::mine::{keep_not_again, see_mine},
    };
    use onward_domain::{
        id::{NotAgainId, UserId},
        mine::NotAgainNote,
    };
    use onward_store::{
        on_both,
        repo::versions::{Kept, Sent},
        testing::TestStore,
    };

    fn says(
        store: &TestStore,
        me: UserId,
        version: Option<NotAgainId>,
        words: &str,
        key: &str,
    ) -> Kept<NotAgain> {
        let sent = Sent { version, says: NotAgainNote { words: words.into() }, key: key.into() };
        store.write(move |tx| keep_not_again(&own_asking(tx, me, at(0)), &sent)).unwrap()
    }

    fn told(store: &TestStore, jay: &Jay) -> SeenHandover {
        let (me, person) = (jay.priya, jay.person);
        store.read(move |tx| see_handover(&asking(tx, me, at(0)), person)).unwrap()
    }

    on_both!(a_handover_has_his_words_as_they_stand_and_everybody_who_was_his_adviser => |store| {
        let jay = Jay::of(store);
        let account = jay.account(store);
        let first = says(store, account, None, "Don’t ask about my dad.", "a").version().unwrap();
        says(store, account, Some(first), "Don’t ask about my dad or my school.", "b");
        let words = |seen: &SeenHandover| seen.not_again.as_ref().map(|said| said.note.words.clone());
        let seen = told(store, &jay);
        assert_eq!(words(&seen).as_deref(), Some("Don’t ask about my dad or my school."));
        let names: Vec<_> = seen.advisers.iter().map(|one| (one.name.as_str(), one.from)).collect();
        assert_eq!(names, [("Priya Nair", day("2025-01-01"))]);
        let own = store.read(move |tx| see_mine(&own_asking(tx, account, at(0)))).unwrap();
        assert_eq!(own.not_again.len(), 2, "every version stays theirs to read");
        says(store, account, None, "", "c");
        assert_eq!(words(&told(store, &jay)), None, "taken out");
    });

    on_both!(two_tabs_lose_no_words_and_nobody_else_gets_a_handover => |store| {
        let jay = Jay::of(store);
        let account = jay.account(store);
        says(store, account, None, "One tab.", "a");
        assert!(matches!(says(store, account, None, "Another tab.", "b"), Kept::Clash(Some(_))));
        let (tom, person) = (adviser(store, "Tom Varley"), jay.person);
        let refused = store.read(move |tx| see_handover(&asking(tx, tom, at(0)), person).map(drop));
        assert_eq!(refused.unwrap_err(), StoreError::NotFound);
    });
}

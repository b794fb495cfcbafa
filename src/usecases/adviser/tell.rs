//! Telling somebody in one tap that a thing is theirs: they read it as a message on their phone, and the ledger says that they were
//! told.

use onward_domain::{
    access::Purpose,
    entitlement::{EntitlementAct, EntitlementNote},
    id::PersonId,
};
use onward_store::{StoreError, StoreResult, repo::versions::Kept, scope::Caseload};

use super::add_entitlement_step::Doubt;
use crate::usecases::{
    account::way_in::{WayIn, way_in},
    ask::Ask,
};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The message is theirs to read.
    Sent,
    /// They have no way to sign in, so nobody would read it. Nothing was recorded.
    CannotRead,
}

/// Sends the words and records the step, once for a form's key and an entitlement.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for an entitlement that does not exist; `NotAllowed` where the record was
/// opened from outside; the store's own.
pub fn tell(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    place: usize,
    (words, key): (&str, &str),
) -> StoreResult<Told> {
    let record = ask.open_for_change(person, Purpose::Entitlements)?;
    let entry = ask.law.entitlements().get(place).ok_or(StoreError::NotFound)?;
    if !matches!(way_in(ask.tx, &record, ask.now.at)?, WayIn::CanSignIn) {
        return Ok(Told::CannotRead);
    }
    // One page has a button for each thing, and one key.
    let key = format!("{key} {place}");
    let note = EntitlementNote {
        note: Some(words.to_owned()),
        ..EntitlementNote::new(entry.id.clone(), EntitlementAct::Told, ask.now.today)
    };
    let kept = record.entitlements().keep_unless(&note, &key, || Ok(None::<Doubt>))?;
    if matches!(kept, Kept::Now(_)) {
        record.send_message(words, &format!("{key} said"))?;
    }
    Ok(Told::Sent)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::talk::see_messages,
        testing::{Jay, asking, at},
    };
    use onward_store::{on_both, repo::accounts::NewCredential, testing::TestStore};

    const WORDS: &str = "You can get a bursary. Ask for it on your page.";

    fn send(store: &TestStore, jay: &Jay, place: usize) -> StoreResult<Told> {
        let (me, person) = (jay.priya, jay.person);
        store.write(move |tx| tell(&asking(tx, me, at(0)), person, place, (WORDS, "one page")))
    }

    fn told(store: &TestStore, jay: &Jay) -> (usize, usize) {
        let (me, person) = (jay.priya, jay.person);
        store
            .read(move |tx| {
                let ask = asking(tx, me, at(1));
                let seen = see_messages(&ask, person, 1, false)?;
                let steps = &seen.answered.listed.facts.entitlements;
                let told = steps.iter().filter(|step| step.note.act == EntitlementAct::Told);
                Ok((told.count(), seen.talk.messages.iter().filter(|each| each.text == WORDS).count()))
            })
            .unwrap()
    }

    on_both!(jay_reads_it_and_the_ledger_says_so_once_for_each_thing => |store| {
        let jay = Jay::of(store);
        let credential = NewCredential {
            user: jay.account(store),
            sign_in_name: "jay".into(),
            passphrase_hash: "never tried".into(),
            totp_secret: None,
            recovery_code_hashes: Vec::new(),
        };
        store.write(move |tx| tx.accounts().set_credential(&credential, at(0).at)).unwrap();
        let (steps, messages) = told(store, &jay);
        for place in [3, 3, 4] {
            assert_eq!(send(store, &jay, place).unwrap(), Told::Sent);
        }
        assert_eq!(told(store, &jay), (steps + 2, messages + 2));
        assert!(matches!(send(store, &jay, 100_000), Err(StoreError::NotFound)));
    });

    on_both!(nobody_is_told_who_could_not_read_it => |store| {
        let jay = Jay::of(store);
        let before = told(store, &jay);
        assert_eq!(send(store, &jay, 3).unwrap(), Told::CannotRead);
        assert_eq!(told(store, &jay), before);
    });
}

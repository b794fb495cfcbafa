//! A young person makes a letter that proves that they are in care or a care leaver, sees who checked it, and ends it.
//! Whoever holds the code checks it, and learns nothing else.

use chrono::{DateTime, NaiveDate, Utc};
use leaving_care_rules::assessment::Outcome;
use onward_domain::{
    access::Purpose as Opening,
    id::ProofLetterId,
    moment::Moment,
    proof::{NewLetter, ProofLetter, Receiver, Says, Told, of_use, says},
};
use onward_store::{
    StoreResult, Tx,
    scope::{OwnRecord, Record},
};
use std::collections::HashMap;

use super::see_own_pages::{Own, own_of};
use crate::usecases::{
    account::secrets::{Keys, Purpose, read_code},
    ask::Ask,
};

/// Characters of a code: two times four.
const CODE: usize = 8;

/// One's letters.
#[derive(Debug, Clone)]
pub struct OwnProofs {
    /// One's own pages.
    pub own: Own,
    /// Newest first.
    pub letters: Vec<ProofLetter>,
    /// When each was checked.
    pub checks: HashMap<ProofLetterId, Vec<DateTime<Utc>>>,
}

/// Opens one's own record and reads its letters.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn see_proofs(ask: &Ask<'_, OwnRecord>) -> StoreResult<OwnProofs> {
    let record = ask.open(Opening::OwnPages)?;
    let (letters, checks) = (record.proofs().all()?, record.proofs().checks()?);
    Ok(OwnProofs { own: own_of(ask, &record)?, letters, checks })
}

/// What a letter would say, and what they may add to it.
#[derive(Debug, Clone)]
pub struct OwnDraft {
    pub own: Own,
    /// The name on it.
    pub name: String,
    pub says: Says,
    /// Everything that they may choose.
    pub offers: Told,
    /// The address is protected: it is in no letter.
    pub protected: bool,
}

/// What a letter for somebody would say; none where nothing can be proved, or where it is of no use.
///
/// # Errors
/// As [`see_proofs`].
pub fn draft_proof(ask: &Ask<'_, OwnRecord>, receiver: Receiver) -> StoreResult<Option<OwnDraft>> {
    draft_of(ask, &ask.open(Opening::OwnPages)?, receiver)
}

fn draft_of(
    ask: &Ask<'_, OwnRecord>,
    record: &Record<'_>,
    receiver: Receiver,
) -> StoreResult<Option<OwnDraft>> {
    let own = own_of(ask, record)?;
    let Some(says) = says(&own.assessment).filter(|_| of_use(receiver, &own.assessment)) else {
        return Ok(None);
    };
    let identity = record.person()?.identity;
    let today = ask.now.today;
    let homes = record.homes_shown()?;
    let here = homes.iter().rev().find(|home| {
        let note = &home.note;
        note.from.is_none_or(|from| from <= today) && note.until.is_none_or(|until| today < until)
    });
    let address = here.and_then(|home| home.note.address.clone()).filter(|_| !identity.protected);
    let theirs = |id: &str| {
        let which = ask.law.find(id);
        let answer = which.and_then(|which| own.assessment.entitlement(which));
        answer.is_some_and(|answer| answer.outcome == Outcome::Entitled)
    };
    let all = Told {
        address,
        first_home: theirs("setting_up_home_allowance"),
        guarantor: theirs("corporate_guarantor"),
        ..Told::default()
    };
    let offers = Told::of(receiver, &own.assessment, all);
    Ok(Some(OwnDraft { name: identity.name_on_papers(), says, offers, protected: identity.protected, own }))
}

/// Which of what may be added they chose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chosen {
    pub address: bool,
    pub first_home: bool,
    pub guarantor: bool,
}

impl Chosen {
    /// What the letter says then.
    #[must_use]
    pub fn of(self, offers: &Told) -> Told {
        Told {
            address: offers.address.clone().filter(|_| self.address),
            first_home: offers.first_home && self.first_home,
            guarantor: offers.guarantor && self.guarantor,
            ..offers.clone()
        }
    }
}

/// Makes a letter, once a form; none where nothing can be proved yet.
///
/// # Errors
/// As [`see_proofs`].
pub fn make_proof(
    ask: &Ask<'_, OwnRecord>,
    keys: &Keys,
    (receiver, chosen): (Receiver, Chosen),
    key: &str,
) -> StoreResult<Option<ProofLetterId>> {
    let record = ask.open(Opening::OwnPages)?;
    let Some(draft) = draft_of(ask, &record, receiver)? else { return Ok(None) };
    // The same form sent again has the same code.
    let code = keys.code_of(key, CODE);
    let letter = NewLetter {
        receiver,
        name: draft.name,
        says: draft.says,
        told: chosen.of(&draft.offers),
        code_hash: keys.hash(Purpose::Proof, &code),
        code_sealed: keys.seal(Purpose::Proof, &code),
    };
    record.proofs().make(&letter, key).map(Some)
}

/// Ends a letter, on paper too.
///
/// # Errors
/// `NotFound` for a letter that is not one's own; as [`see_proofs`].
pub fn end_proof(ask: &Ask<'_, OwnRecord>, letter: ProofLetterId) -> StoreResult<()> {
    ask.open(Opening::OwnPages)?.proofs().end(letter)
}

/// What whoever checks a code is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// It is real: the name, one sentence, and the dates of the letter.
    Real {
        /// The name on it.
        name: String,
        /// For whom it was made: each is told something else.
        receiver: Receiver,
        /// The sentence.
        says: Says,
        /// The days that this receiver needs.
        since: Option<NaiveDate>,
        until: Option<NaiveDate>,
        /// When it was made.
        made_at: DateTime<Utc>,
    },
    /// It has ended: nothing of the person.
    Ended,
    /// There is no such code.
    Unknown,
}

/// Checks a code as somebody typed it.
///
/// # Errors
/// The database's own.
pub fn check_proof(tx: &Tx, keys: &Keys, typed: &str, now: Moment) -> StoreResult<Checked> {
    let code = read_code(typed);
    if code.len() != CODE {
        return Ok(Checked::Unknown);
    }
    Ok(match tx.check_proof(&keys.hash(Purpose::Proof, &code), now)? {
        None => Checked::Unknown,
        Some(letter) if !letter.works(now.today) => Checked::Ended,
        Some(ProofLetter { letter, made_at, .. }) => Checked::Real {
            name: letter.name,
            receiver: letter.receiver,
            says: letter.says,
            since: letter.told.since,
            until: letter.told.supported_until,
            made_at,
        },
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, at, day, own_asking};
    use onward_domain::living::HomeNote;
    use onward_store::{StoreError, on_both};

    fn a_home() -> HomeNote {
        HomeNote {
            kind: "U".into(),
            suitable: None,
            from: Some(day("2025-04-01")),
            until: None,
            address: None,
            why: None,
            provided: None,
        }
    }

    on_both!(a_letter_is_real_until_jay_ends_it_and_then_says_nothing_of_him => |store| {
        let jay = Jay::of(store);
        let (me, keys) = (jay.account(store), Keys::from_secret("a secret"));
        let make = |key: &'static str| {
            let keys = keys.clone();
            store.write(move |tx| make_proof(&own_asking(tx, me, at(0)), &keys, (Receiver::Landlord, Chosen::default()), key)).unwrap()
        };
        let letter = make("one").unwrap();
        assert_eq!(make("one"), Some(letter), "sent twice, made once");
        let code = keys.code_of("one", CODE);
        let check = |typed: String, today: &'static str| {
            let keys = keys.clone();
            let now = Moment { today: day(today), ..at(1) };
            store.write(move |tx| check_proof(tx, &keys, &typed, now)).unwrap()
        };
        let (first, last) = code.split_at(4);
        let typed = format!(" {}-{} ", first.to_lowercase(), last);
        let Checked::Real { name, says, until, .. } = check(typed, "2026-11-24") else { unreachable!("it is real") };
        assert_eq!((name.as_str(), says, until), ("Jay Linton", Says::CareLeaver, Some(day("2028-03-21"))));
        assert_eq!(check("0000-0000".into(), "2026-11-24"), Checked::Unknown);
        assert_eq!(check(code.clone(), "2027-03-01"), Checked::Ended, "it ends by itself");
        let seen = store.read(|tx| see_proofs(&own_asking(tx, me, at(2)))).unwrap();
        assert_eq!(seen.checks.get(&letter).map(Vec::len), Some(1), "only a check that said something is counted");
        store.write(move |tx| end_proof(&own_asking(tx, me, at(3)), letter)).unwrap();
        store.write(move |tx| end_proof(&own_asking(tx, me, at(4)), letter)).unwrap();
        assert_eq!(check(code, "2026-11-24"), Checked::Ended);
    });

    on_both!(a_bank_is_told_no_status_and_an_address_only_where_jay_chose_it => |store| {
        let jay = Jay::of(store);
        let (me, keys) = (jay.account(store), Keys::from_secret("a secret"));
        jay.record(store, |record| {
            let note = HomeNote { address: Some("12 Mill Lane".into()), ..a_home() };
            record.homes().add(&note)
        });
        let make = |receiver, chosen, key: &'static str| {
            let keys = keys.clone();
            store.write(move |tx| make_proof(&own_asking(tx, me, at(0)), &keys, (receiver, chosen), key)).unwrap().unwrap()
        };
        let all = Chosen { address: true, first_home: true, guarantor: true };
        let without = make(Receiver::Bank, Chosen::default(), "a");
        let with = make(Receiver::Bank, all, "b");
        let landlord = make(Receiver::Landlord, all, "c");
        let seen = store.read(|tx| see_proofs(&own_asking(tx, me, at(2)))).unwrap();
        let told = |id| seen.letters.iter().find(|letter| letter.id == id).unwrap().letter.told.clone();
        assert_eq!(told(without), Told::default());
        assert_eq!(told(with).address.as_deref(), Some("12 Mill Lane"));
        assert!(told(landlord).first_home && told(landlord).address.is_none());
    });

    on_both!(a_letter_of_somebody_else_can_t_be_ended_and_staff_see_none => |store| {
        let jay = Jay::of(store);
        let (me, person, priya) = (jay.account(store), jay.person, jay.priya);
        let end = store.write(move |tx| end_proof(&own_asking(tx, me, at(0)), ProofLetterId::new()));
        assert!(matches!(end, Err(StoreError::NotFound)));
        let staff = store.read(|tx| {
            crate::usecases::testing::asking(tx, priya, at(1)).open(person, Opening::PersonPage)?.proofs().all()
        });
        assert!(matches!(staff, Err(StoreError::NotAllowed(_))));
    });
}

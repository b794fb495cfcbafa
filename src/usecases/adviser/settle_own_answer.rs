//! An adviser settles what a young person says about themselves: takes it, or keeps what is written and says why.

use onward_domain::{
    access::Purpose,
    care::Circumstance,
    id::{CircumstanceId, OwnAnswerId, PersonId},
    own_answer::{OwnAnswer, SettledAs},
};
use onward_store::{
    StoreError, StoreResult,
    repo::versions::{Kept, Sent, Version},
    scope::{Caseload, Record},
};

use super::Answered;
use crate::usecases::ask::Ask;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SeenOwnAnswer {
    /// The person, assessed.
    pub answered: Answered,
    /// What they say.
    pub theirs: OwnAnswer,
    /// What is written to the same question; none where nothing is, or where it is kept with the record.
    pub ours: Option<Version<Circumstance>>,
}

/// Opens the record and reads both.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for an answer that is not this person's; the store's own.
pub fn see_own_answer(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    answer: OwnAnswerId,
) -> StoreResult<SeenOwnAnswer> {
    let record = ask.open(person, Purpose::PersonPage)?;
    let theirs = record.own_answers().find(answer)?.ok_or(StoreError::NotFound)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    Ok(SeenOwnAnswer { ours: ours(&record, &theirs)?, answered, theirs })
}

fn ours(record: &Record<'_>, theirs: &OwnAnswer) -> StoreResult<Option<Version<Circumstance>>> {
    let all = record.circumstances().seen()?;
    let same = |version: &Version<Circumstance>| {
        version.row.recorded.stands() && version.row.note.fact.fact() == theirs.note.fact
    };
    Ok(all.into_iter().find(same))
}

/// How it is settled, as the form says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settling {
    /// What they say is written down as a new version replacing the one the form showed.
    Take {
        /// The answer that stood; none where nothing did.
        version: Option<CircumstanceId>,
        /// The form's own key.
        key: String,
    },
    /// What is written stays, for this reason, which they can read.
    Keep(String),
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It is settled, now or before.
    Done,
    /// Somebody else changed what is written, or the person said something else: look again.
    Meanwhile,
}

/// Settles an answer once. What is kept with the record (care dates, courses) is put right there; taking it says that it was.
///
/// # Errors
/// As [`see_own_answer`]; `NotAllowed` where the record was opened from outside.
pub fn settle_own_answer(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    answer: OwnAnswerId,
    settling: &Settling,
) -> StoreResult<Settled> {
    let record = ask.open_for_change(person, Purpose::PersonPage)?;
    let theirs = record.own_answers().find(answer)?.ok_or(StoreError::NotFound)?;
    if theirs.settled.is_some() {
        return Ok(Settled::Done);
    }
    if !theirs.waits() {
        return Ok(Settled::Meanwhile);
    }
    let done = match settling {
        Settling::Take { version, key } => {
            if let Some(says) = theirs.note.taken() {
                let sent = Sent { version: *version, says, key: key.clone() };
                if let Kept::Clash(_) = record.circumstances().keep(&sent)? {
                    return Ok(Settled::Meanwhile);
                }
            }
            record.own_answers().settle(answer, SettledAs::Accepted, None)?
        }
        Settling::Keep(why) => record.own_answers().settle(answer, SettledAs::Kept, Some(why))?,
    };
    Ok(if done { Settled::Done } else { Settled::Meanwhile })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, asking, at};
    use leaving_care_rules::facts::{CircumstanceFact, FactId};
    use onward_domain::{
        care::{CircumstanceNote, CircumstanceValue},
        own_answer::{OwnAnswerNote, OwnValue},
        role::Role,
    };
    use onward_store::{on_both, repo::users::NewUser, testing::TestStore};

    /// Jay says this of himself.
    fn says(store: &TestStore, jay: &Jay, value: OwnValue, key: &str) -> OwnAnswerId {
        let (person, key) = (jay.person, key.to_owned());
        let note = OwnAnswerNote { fact: FactId::CouncilTaxLiable, value };
        store
            .write(move |tx| {
                let user = match tx.users().all()?.into_iter().find(|user| user.person == Some(person)) {
                    Some(user) => user.id,
                    None => {
                        let new = NewUser {
                            role: Role::YoungPerson,
                            display_name: "Jay".into(),
                            person: Some(person),
                            team: None,
                            phone: None,
                        };
                        tx.users().add(&new, at(0).at)?
                    }
                };
                let own = tx.viewer(user)?.unwrap().own().unwrap();
                own.open(tx, Purpose::OwnPages, at(0))?.own_answers().keep(&note, &key)
            })
            .unwrap()
    }

    fn settle(store: &TestStore, jay: &Jay, answer: OwnAnswerId, settling: Settling) -> Settled {
        let (me, person) = (jay.priya, jay.person);
        store.write(move |tx| settle_own_answer(&asking(tx, me, at(1)), person, answer, &settling)).unwrap()
    }

    fn seen(store: &TestStore, jay: &Jay, answer: OwnAnswerId) -> SeenOwnAnswer {
        let (me, person) = (jay.priya, jay.person);
        store.read(move |tx| see_own_answer(&asking(tx, me, at(2)), person, answer)).unwrap()
    }

    fn take(version: Option<CircumstanceId>, key: &str) -> Settling {
        Settling::Take { version, key: key.into() }
    }

    on_both!(what_jay_says_is_written_down_once_his_adviser_takes_it_and_not_before => |store| {
        let jay = Jay::of(store);
        let answer = says(store, &jay, OwnValue::Yes(true), "one");
        let before = seen(store, &jay, answer);
        assert!(before.ours.is_none() && before.theirs.waits());
        assert_eq!(settle(store, &jay, answer, take(None, "take")), Settled::Done);
        assert_eq!(settle(store, &jay, answer, take(None, "take")), Settled::Done, "sent twice");
        let after = seen(store, &jay, answer);
        assert_eq!(after.ours.unwrap().row.note.value, CircumstanceValue::Yes(true));
        assert!(after.answered.listed.own_answers.is_empty());
    });

    on_both!(what_is_kept_has_a_reason_and_what_somebody_changed_meanwhile_is_looked_at_again => |store| {
        let jay = Jay::of(store);
        let answer = says(store, &jay, OwnValue::Yes(true), "one");
        let (me, person) = (jay.priya, jay.person);
        let note = CircumstanceNote {
            fact: CircumstanceFact::CouncilTaxLiable,
            value: CircumstanceValue::Yes(false),
            since: None,
        };
        store
            .write(move |tx| {
                asking(tx, me, at(0)).open(person, Purpose::PersonPage)?.circumstances().answer(&note)
            })
            .unwrap();
        assert_eq!(settle(store, &jay, answer, take(None, "take")), Settled::Meanwhile);
        assert!(seen(store, &jay, answer).theirs.waits(), "nothing was settled");
        let why = Settling::Keep("The bill is in your landlord’s name.".into());
        assert_eq!(settle(store, &jay, answer, why), Settled::Done);
        let after = seen(store, &jay, answer);
        assert_eq!(after.ours.unwrap().row.note.value, CircumstanceValue::Yes(false));
        let settled = after.theirs.settled.unwrap();
        assert_eq!((settled.how, settled.why.is_some()), (SettledAs::Kept, true));
        let newer = says(store, &jay, OwnValue::Yes(true), "two");
        assert!(newer != answer && seen(store, &jay, newer).theirs.waits(), "who says it again is heard again");
    });
}

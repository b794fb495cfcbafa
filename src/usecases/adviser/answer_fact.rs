//! An adviser answers how something is for a person, or corrects the answer. What it said before stays in the history.

use leaving_care_rules::{Law, catalogue::EntitlementIndex};
use onward_domain::{
    access::Purpose,
    care::{Circumstance, CircumstanceFact},
    id::PersonId,
    moment::Moment,
};
use onward_store::{
    StoreResult, Tx,
    repo::versions::{Kept, Sent, Version},
    scope::Caseload,
};

use super::{
    Answered,
    see_facts::{Topic, missing},
};

/// What the page of one question shows.
#[derive(Debug, Clone)]
pub struct SeenFact {
    /// The person, assessed.
    pub answered: Answered,
    /// Every answer that there ever was, newest first; what stands among them.
    pub history: Vec<Version<Circumstance>>,
    /// The entitlements that wait for it.
    pub waiting: Vec<EntitlementIndex>,
}

impl SeenFact {
    /// The answer that stands.
    #[must_use]
    pub fn stands(&self) -> Option<&Version<Circumstance>> {
        self.history.iter().find(|version| version.row.recorded.stands())
    }
}

/// Opens the record and reads every answer to one question.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn see_fact(
    tx: &Tx,
    caseload: &Caseload,
    law: &Law,
    person: PersonId,
    fact: CircumstanceFact,
    now: Moment,
) -> StoreResult<SeenFact> {
    let record = caseload.open(tx, person, Purpose::PersonPage, now)?;
    let answered = Answered::of(law, record.overview()?, now.today).in_record(&record);
    let waiting = missing(law, &answered)
        .into_iter()
        .find(|each| each.topic == Topic::Fact(fact))
        .map(|each| each.waiting)
        .unwrap_or_default();
    let mut history = record.circumstances().seen()?;
    history.retain(|version| version.row.note.fact == fact);
    Ok(SeenFact { answered, history, waiting })
}

/// Keeps an answer in the place of the one that the form was filled from.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own. A stale form is a value: [`Kept::Clash`].
pub fn answer_fact(
    tx: &Tx,
    caseload: &Caseload,
    person: PersonId,
    sent: &Sent<Circumstance>,
    now: Moment,
) -> StoreResult<Kept<Circumstance>> {
    let record = caseload.open(tx, person, Purpose::PersonPage, now)?;
    record.circumstances().keep(sent)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::see_facts::{SeenFacts, see_facts},
        testing::{Jay, adviser, at, day},
    };
    use leaving_care_rules::{assessment::Outcome, messages::Messages};
    use onward_domain::{
        care::{CircumstanceNote, CircumstanceValue as Value},
        id::CircumstanceId,
    };
    use onward_store::{StoreError, on_both, testing::TestStore};

    const LIABLE: CircumstanceFact = CircumstanceFact::CouncilTaxLiable;

    fn law() -> &'static Law {
        Law::england().unwrap()
    }

    fn says(fact: CircumstanceFact, yes: bool) -> CircumstanceNote {
        CircumstanceNote { fact, value: Value::Yes(yes), since: Some(day("2026-05-01")) }
    }

    fn send(
        store: &TestStore,
        jay: &Jay,
        (version, says, key): (Option<CircumstanceId>, CircumstanceNote, &str),
    ) -> Kept<Circumstance> {
        let sent = Sent { version, says, key: key.into() };
        let (caseload, person) = (jay.caseload(store), jay.person);
        store.write(move |tx| answer_fact(tx, &caseload, person, &sent, at(0))).unwrap()
    }

    fn kept(kept: Kept<Circumstance>) -> CircumstanceId {
        kept.version().unwrap_or_else(|| unreachable!("{kept:?}"))
    }

    fn seen(store: &TestStore, jay: &Jay) -> SeenFact {
        let (caseload, person) = (jay.caseload(store), jay.person);
        store.read(move |tx| see_fact(tx, &caseload, law(), person, LIABLE, at(0))).unwrap()
    }

    fn all(store: &TestStore, jay: &Jay, saved: &str) -> SeenFacts {
        let (caseload, person, saved) = (jay.caseload(store), jay.person, saved.to_owned());
        let both = (law(), Messages::english().unwrap());
        store.read(move |tx| see_facts(tx, &caseload, both, person, &saved, at(0))).unwrap()
    }

    on_both!(an_answer_is_kept_once_a_correction_keeps_what_it_corrected_and_a_stale_one_changes_nothing => |store| {
        let jay = Jay::of(store);
        let first = kept(send(store, &jay, (None, says(LIABLE, true), "one")));
        assert_eq!(kept(send(store, &jay, (None, says(LIABLE, true), "one"))), first, "sent twice");
        assert_eq!(send(store, &jay, (Some(first), says(LIABLE, true), "two")), Kept::Same);
        assert_eq!(seen(store, &jay).history.len(), 1);
        let second = kept(send(store, &jay, (Some(first), says(LIABLE, false), "three")));
        let after = seen(store, &jay);
        assert_eq!(after.stands().unwrap().row.id, second);
        assert!(after.stands().unwrap().put_right && after.stands().unwrap().by.as_deref() == Some("Priya Nair"));
        assert!(after.history.iter().any(|old| old.row.id == first && old.row.superseded_by == Some(second)));
        for stale in [None, Some(first)] {
            let Kept::Clash(Some(theirs)) = send(store, &jay, (stale, says(LIABLE, true), "four")) else {
                unreachable!("the form is stale")
            };
            assert_eq!(theirs.row.id, second);
        }
        assert_eq!(seen(store, &jay).history.len(), 2, "nothing was overwritten");
    });

    on_both!(what_waits_for_an_answer_is_named_until_it_is_given_and_the_answer_says_what_it_changed => |store| {
        let jay = Jay::of(store);
        let council_tax = law().find("council_tax_discount").unwrap();
        let waits = |seen: &SeenFacts| seen.missing.iter().any(|each| {
            each.topic == Topic::Fact(LIABLE) && each.waiting.contains(&council_tax)
        });
        assert!(waits(&all(store, &jay, "")));
        send(store, &jay, (None, says(CircumstanceFact::LivesInResponsibleArea, true), "area"));
        let not_known = CircumstanceNote { fact: LIABLE, value: Value::NotKnown, since: None };
        let asked = kept(send(store, &jay, (None, not_known, "asked")));
        assert!(waits(&all(store, &jay, "")), "that nobody knows is no answer");
        let yes = kept(send(store, &jay, (Some(asked), says(LIABLE, true), "yes")));
        let after = all(store, &jay, &yes.to_string());
        assert!(!waits(&after));
        let effect = after.effect.unwrap();
        assert_eq!(effect.topic, Topic::Fact(LIABLE));
        let [changed] = effect.considered.differs.as_slice() else { unreachable!("one answer changes") };
        assert_eq!(changed.which, council_tax);
        assert_eq!(
            (changed.before.outcome, changed.after.outcome),
            (Outcome::NeedsInformation, Outcome::Entitled)
        );
        assert!(all(store, &jay, &asked.to_string()).effect.is_none(), "it stands no longer");
        assert!(all(store, &jay, "nothing").effect.is_none());
    });

    on_both!(nobody_else_and_nobody_who_opened_from_outside_writes_an_answer => |store| {
        let jay = Jay::of(store);
        let callum = adviser(store, "Callum Reid");
        let sent = Sent { version: None, says: says(LIABLE, true), key: "one".into() };
        let scope = store.viewer(callum).unwrap().unwrap().caseload().unwrap();
        let person = jay.person;
        let again = sent.clone();
        let refused = store.write(move |tx| answer_fact(tx, &scope, person, &sent, at(0)));
        assert_eq!(refused.unwrap_err(), StoreError::NotFound);
        let outside = store.write(move |tx| {
            let scope = tx.viewer(callum)?.unwrap().caseload().unwrap();
            scope.break_glass(tx, person, "They are with me: he rang the night line.", at(0))?;
            assert!(!see_fact(tx, &scope, law(), person, LIABLE, at(1))?.answered.may_change);
            answer_fact(tx, &scope, person, &again, at(1))
        });
        assert!(matches!(outside.unwrap_err(), StoreError::NotAllowed(_)), "it is for looking");
        assert!(seen(store, &jay).history.is_empty());
    });
}

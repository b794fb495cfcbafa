//! An adviser answers how something is for a person, or corrects the answer. What it said before stays in the history.

use leaving_care_rules::{Law, catalogue::EntitlementIndex};
use onward_domain::{
    access::Purpose,
    care::{Circumstance, CircumstanceFact, CircumstanceNote},
    id::{CircumstanceId, PersonId, UserId},
    moment::Moment,
};
use onward_store::{
    StoreResult, Tx,
    repo::once::Once,
    scope::{Caseload, Record},
};

use super::{
    Answered,
    see_facts::{Topic, Version, missing, versions},
};

/// What a form's key is used up for.
const ACT: &str = "circumstance";

/// What became of a form that answers something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became<T> {
    /// It is kept, or it was kept when the form was sent before: the id of the version.
    Kept(String),
    /// It says what stands already. Nothing was written.
    Same,
    /// Somebody else answered first. Nothing was changed; this is what stands, if anything does.
    Clash(Option<Box<Version<T>>>),
}

/// What a form sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The answer that the form was filled from; none when there was none.
    pub version: Option<CircumstanceId>,
    /// What it says.
    pub says: CircumstanceNote,
    /// The form's own key.
    pub key: String,
}

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
    Ok(SeenFact { answered, history: versions(tx, &said(&record, fact)?)?, waiting })
}

fn said(record: &Record<'_>, fact: CircumstanceFact) -> StoreResult<Vec<Circumstance>> {
    let mut history = record.circumstances().history()?;
    history.retain(|answer| answer.note.fact == fact);
    Ok(history)
}

/// Keeps an answer in the place of the one that the form was filled from.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own. A stale form is a value: [`Became::Clash`].
pub fn answer_fact(
    tx: &Tx,
    caseload: &Caseload,
    me: UserId,
    person: PersonId,
    sent: &Sent,
    now: Moment,
) -> StoreResult<Became<Circumstance>> {
    let record = caseload.open(tx, person, Purpose::PersonPage, now)?;
    record.for_change()?;
    if let Some(kept) = tx.done_before(me, &sent.key, ACT)? {
        return Ok(Became::Kept(kept));
    }
    let history = versions(tx, &said(&record, sent.says.fact)?)?;
    let stands = history.into_iter().find(|version| version.row.recorded.stands());
    if stands.as_ref().map(|version| version.row.id) != sent.version {
        return Ok(Became::Clash(stands.map(Box::new)));
    }
    if stands.as_ref().is_some_and(|version| version.row.note == sent.says) {
        return Ok(Became::Same);
    }
    let done = tx.once(me, &sent.key, ACT, now.at, || {
        let answers = record.circumstances();
        let kept = match sent.version {
            Some(version) => answers.correct(version, &sent.says)?,
            None => answers.add(&sent.says)?,
        };
        Ok(kept.to_string())
    })?;
    let (Once::Done(kept) | Once::Already(kept)) = done;
    Ok(Became::Kept(kept))
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
    use onward_domain::care::CircumstanceValue as Value;
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
    ) -> Became<Circumstance> {
        let sent = Sent { version, says, key: key.into() };
        let (caseload, me, person) = (jay.caseload(store), jay.priya, jay.person);
        store.write(move |tx| answer_fact(tx, &caseload, me, person, &sent, at(0))).unwrap()
    }

    fn kept(became: Became<Circumstance>) -> CircumstanceId {
        let Became::Kept(version) = became else { unreachable!("{became:?}") };
        version.parse().unwrap()
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
        assert_eq!(send(store, &jay, (Some(first), says(LIABLE, true), "two")), Became::Same);
        assert_eq!(seen(store, &jay).history.len(), 1);
        let second = kept(send(store, &jay, (Some(first), says(LIABLE, false), "three")));
        let after = seen(store, &jay);
        assert_eq!(after.stands().unwrap().row.id, second);
        assert!(after.stands().unwrap().put_right && after.stands().unwrap().by.as_deref() == Some("Priya Nair"));
        assert!(after.history.iter().any(|old| old.row.id == first && old.row.superseded_by == Some(second)));
        for stale in [None, Some(first)] {
            let Became::Clash(Some(theirs)) = send(store, &jay, (stale, says(LIABLE, true), "four")) else {
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
        let refused = store.write(move |tx| answer_fact(tx, &scope, callum, person, &sent, at(0)));
        assert_eq!(refused.unwrap_err(), StoreError::NotFound);
        let outside = store.write(move |tx| {
            let scope = tx.viewer(callum)?.unwrap().caseload().unwrap();
            scope.break_glass(tx, person, "They are with me: he rang the night line.", at(0))?;
            assert!(!see_fact(tx, &scope, law(), person, LIABLE, at(1))?.answered.may_change);
            answer_fact(tx, &scope, callum, person, &again, at(1))
        });
        assert!(matches!(outside.unwrap_err(), StoreError::NotAllowed(_)), "it is for looking");
        assert!(seen(store, &jay).history.is_empty());
    });
}

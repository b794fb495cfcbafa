//! An adviser answers a question about a person's circumstances, or corrects the answer. Earlier answers stay in the
//! history.

use chrono::NaiveDate;
use leaving_care_rules::catalogue::EntitlementIndex;
use onward_domain::{
    access::Purpose,
    care::{Circumstance, CircumstanceFact, CircumstanceValue},
    id::PersonId,
};
use onward_store::{
    StoreResult,
    repo::versions::{Kept, Sent, Version},
    scope::{Caseload, Record},
};

use super::{
    Answered,
    see_facts::{Topic, missing},
};
use crate::usecases::ask::Ask;

/// What the page for one question shows.
#[derive(Debug, Clone)]
pub struct SeenFact {
    /// The person, assessed.
    pub answered: Answered,
    /// Every answer ever given, newest first, including the current one.
    pub history: Vec<Version<Circumstance>>,
    /// The entitlements waiting for it.
    pub waiting: Vec<EntitlementIndex>,
}

impl SeenFact {
    /// The current answer.
    #[must_use]
    pub fn stands(&self) -> Option<&Version<Circumstance>> {
        self.history.iter().find(|version| version.row.recorded.stands())
    }
}

/// Opens the record and reads every answer to one question.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn see_fact(ask: &Ask<'_, Caseload>, person: PersonId, fact: CircumstanceFact) -> StoreResult<SeenFact> {
    let record = ask.open(person, Purpose::PersonPage)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    let waiting = missing(ask.law, &answered)
        .into_iter()
        .find(|each| each.topic == Topic::Fact(fact))
        .map(|each| each.waiting)
        .unwrap_or_default();
    let mut history = record.circumstances().seen()?;
    history.retain(|version| version.row.note.fact == fact);
    Ok(SeenFact { answered, history, waiting })
}

/// No day in a life is before its first: the date of birth on the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeforeBirth(pub NaiveDate);

impl BeforeBirth {
    /// A day that was entered, with the date of birth on the record.
    pub(super) fn of(record: &Record<'_>, written: Option<NaiveDate>) -> StoreResult<Option<Self>> {
        let born = record.person()?.identity.born;
        Ok(born.filter(|born| written.is_some_and(|day| day < *born)).map(Self))
    }
}

/// Stores an answer, replacing the one that the form started from.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error. A stale form is a value: [`Kept::Clash`].
pub fn answer_fact(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &Sent<Circumstance>,
) -> StoreResult<Kept<Circumstance, BeforeBirth>> {
    let record = ask.open(person, Purpose::PersonPage)?;
    let written = match sent.says.value {
        CircumstanceValue::Day(day) => Some(day),
        _ => sent.says.since,
    };
    record.circumstances().keep_unless(sent, |_| BeforeBirth::of(&record, written))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::see_facts::{SeenFacts, see_facts},
        testing::{Jay, adviser, asking, at, day},
    };
    use leaving_care_rules::{Law, assessment::Outcome};
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
    ) -> Kept<Circumstance, BeforeBirth> {
        let sent = Sent { version, says, key: key.into() };
        let (me, person) = (jay.priya, jay.person);
        store.write(move |tx| answer_fact(&asking(tx, me, at(0)), person, &sent)).unwrap()
    }

    fn kept(kept: Kept<Circumstance, BeforeBirth>) -> CircumstanceId {
        kept.version().unwrap_or_else(|| unreachable!("{kept:?}"))
    }

    fn seen(store: &TestStore, jay: &Jay) -> SeenFact {
        let (me, person) = (jay.priya, jay.person);
        store.read(move |tx| see_fact(&asking(tx, me, at(0)), person, LIABLE)).unwrap()
    }

    fn all(store: &TestStore, jay: &Jay, saved: &str) -> SeenFacts {
        let (me, person, saved) = (jay.priya, jay.person, saved.to_owned());
        store.read(move |tx| see_facts(&asking(tx, me, at(0)), person, &saved)).unwrap()
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
        assert!(waits(&all(store, &jay, "")), "'nobody knows' is not an answer");
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
        assert!(all(store, &jay, &asked.to_string()).effect.is_none(), "it is no longer current");
        assert!(all(store, &jay, "nothing").effect.is_none());
    });

    on_both!(nobody_else_and_nobody_who_opened_from_outside_writes_an_answer => |store| {
        let jay = Jay::of(store);
        let callum = adviser(store, "Callum Reid");
        let sent = Sent { version: None, says: says(LIABLE, true), key: "one".into() };
        let person = jay.person;
        let again = sent.clone();
        let refused = store.write(move |tx| answer_fact(&asking(tx, callum, at(0)), person, &sent));
        assert_eq!(refused.unwrap_err(), StoreError::NotFound);
        let outside = store.write(move |tx| {
            let scope = tx.viewer(callum)?.unwrap().caseload().unwrap();
            scope.outside().break_glass(tx, person, "They are with me: he rang the night line.", at(0))?;
            let ask = asking(tx, callum, at(1));
            assert!(!see_fact(&ask, person, LIABLE)?.answered.may_change);
            answer_fact(&ask, person, &again)
        });
        assert!(matches!(outside.unwrap_err(), StoreError::NotAllowed(_)), "it is for looking");
        assert!(seen(store, &jay).history.is_empty());
    });
}

//! An adviser takes back a line of the ledger that was a mistake: a new line names it, and sums and answers follow.

use onward_domain::{
    access::Purpose,
    entitlement::{EntitlementAct, EntitlementNote},
    id::{EntitlementStepId, PersonId},
};
use onward_store::{StoreError, StoreResult, scope::Caseload};

use crate::usecases::ask::Ask;

/// What a form sent.
#[derive(Debug, Clone)]
pub struct SentMistake {
    /// The line that was a mistake.
    pub mistake: EntitlementStepId,
    /// Why, for whoever reads the ledger.
    pub why: String,
    /// The form's own key.
    pub key: String,
}

/// Adds the line that takes it back, once. A line that is taken back already stays as it is.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a line that is not of this entitlement; the store's own.
pub fn take_back_step(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    place: usize,
    sent: &SentMistake,
) -> StoreResult<()> {
    let record = ask.open_for_change(person, Purpose::Entitlements)?;
    let entitlement = ask.law.entitlements().get(place).ok_or(StoreError::NotFound)?.id.clone();
    let steps = record.entitlements().steps()?;
    let is_it =
        |note: &EntitlementNote| note.entitlement == entitlement && note.act != EntitlementAct::TakenBack;
    steps.iter().find(|step| step.id == sent.mistake && is_it(&step.note)).ok_or(StoreError::NotFound)?;
    if steps.iter().any(|step| step.note.takes_back == Some(sent.mistake)) {
        return Ok(());
    }
    let note = EntitlementNote {
        note: Some(sent.why.clone()),
        takes_back: Some(sent.mistake),
        ..EntitlementNote::new(entitlement, EntitlementAct::TakenBack, ask.now.today)
    };
    let no_doubt = || Ok(None::<std::convert::Infallible>);
    record.entitlements().keep_unless(&note, &sent.key, no_doubt).map(drop)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::{
            add_entitlement_step::{NewStep, Sent, add_entitlement_step},
            see_entitlement::{SeenEntitlement, see_entitlement},
        },
        testing::{Jay, asking, at, day},
    };
    use leaving_care_rules::Law;
    use onward_domain::money::Pence;
    use onward_store::{on_both, testing::TestStore};

    fn first_home() -> usize {
        Law::england().unwrap().find("setting_up_home_allowance").unwrap().place()
    }

    fn pay(store: &TestStore, jay: &Jay, pence: i64, key: &str) -> EntitlementStepId {
        let (act, amount) = (EntitlementAct::Paid, Some(Pence(pence)));
        let step = NewStep {
            act,
            day: day("2026-11-20"),
            amount,
            words: None,
            by: None,
            decider: None,
            payment: onward_domain::entitlement::Payment::default(),
            answers: false,
        };
        let sent = Sent { step, key: key.into(), seen: String::new() };
        let (me, person) = (jay.priya, jay.person);
        let add = move |tx: &onward_store::Tx| {
            add_entitlement_step(&asking(tx, me, at(0)), person, first_home(), &sent)
        };
        store.write(add).unwrap().version().unwrap()
    }

    fn take_back(store: &TestStore, jay: &Jay, mistake: EntitlementStepId, place: usize) -> StoreResult<()> {
        let (me, person) = (jay.priya, jay.person);
        let sent =
            SentMistake { mistake, why: "It was another person’s invoice.".into(), key: "back".into() };
        store.write(move |tx| take_back_step(&asking(tx, me, at(1)), person, place, &sent))
    }

    fn seen(store: &TestStore, jay: &Jay) -> SeenEntitlement {
        let (me, person) = (jay.priya, jay.person);
        store.read(move |tx| see_entitlement(&asking(tx, me, at(2)), person, first_home())).unwrap()
    }

    on_both!(a_payment_that_was_a_mistake_is_named_and_the_sum_follows => |store| {
        let jay = Jay::of(store);
        let wrong = pay(store, &jay, 125_050, "one");
        pay(store, &jay, 20_000, "two");
        take_back(store, &jay, wrong, first_home()).unwrap();
        take_back(store, &jay, wrong, first_home()).unwrap();
        let seen = seen(store, &jay);
        assert_eq!(seen.steps.len(), 3, "both lines stay, and one names the mistake");
        let standing = seen.answered.standings.get(first_home()).unwrap();
        assert_eq!((standing.paid, standing.left), (Pence(20_000), Some(Pence(280_000))));
        assert_eq!(take_back(store, &jay, wrong, 0), Err(StoreError::NotFound), "of another entitlement");
    });
}

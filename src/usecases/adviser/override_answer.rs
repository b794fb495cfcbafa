//! An adviser asks to decide something else than the rule says: for a time, with evidence, and only once a manager agrees.

use std::collections::HashMap;

use leaving_care_rules::{
    assessment::{EntitlementAnswer, Outcome},
    entitlement::outcome::Kind,
};
use onward_domain::{
    access::Purpose,
    id::{OverrideId, PersonId, UserId},
    overrides::{Override, OverrideNote},
};
use onward_store::{StoreError, StoreResult, repo::versions::Kept, scope::Caseload};

use super::see_entitlement::{SeenEntitlement, entitlement_in};
use crate::usecases::ask::{Ask, OpensRecords};

/// One entitlement with everything that was ever decided about it in place of the rule's answer.
#[derive(Debug, Clone)]
pub struct SeenOverrides {
    pub seen: SeenEntitlement,
    /// Newest first.
    pub all: Vec<Override>,
    /// Who asked, answered and ended.
    pub names: HashMap<UserId, String>,
}

/// Opens the record and reads what was decided about one entitlement.
///
/// # Errors
/// As [`super::see_entitlement::see_entitlement`].
pub fn see_overrides<S: OpensRecords>(
    ask: &Ask<'_, S>,
    person: PersonId,
    place: usize,
) -> StoreResult<SeenOverrides> {
    let record = ask.open(person, Purpose::Entitlements)?;
    let entry = ask.law.entitlements().get(place).ok_or(StoreError::NotFound)?;
    let seen = entitlement_in(ask, &record, ask.law.find(&entry.id).ok_or(StoreError::NotFound)?)?;
    let mut all = record.overrides().all()?;
    all.retain(|one| one.note.entitlement == entry.id);
    let names = ask.tx.users().names(all.iter().flat_map(everyone_in))?;
    Ok(SeenOverrides { seen, all, names })
}

/// Whoever asked, answered and ended.
pub(crate) fn everyone_in(one: &Override) -> impl Iterator<Item = UserId> {
    let answered = one.answer.as_ref().map(|answer| answer.by);
    [Some(one.asked_by), answered, one.ended.as_ref().map(|ended| ended.by)].into_iter().flatten()
}

/// Why an override is not asked for, or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Behind the five doors nobody decides a no: a roof, food, safety, an advocate, papers.
    Door,
    /// The rule says the same.
    SaysSo,
    /// Another one waits for a manager or holds; it is ended first.
    Another,
    /// The council must give it by law: taking it away is asked for only by somebody who has seen that.
    TakesADuty,
}

impl Doubt {
    /// What the form sends back to say that this was seen. Only the last can be: the others stand.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::TakesADuty => "duty",
            Self::Door | Self::SaysSo | Self::Another => "",
        }
    }
}

/// Asks for one, once a form. `seen`: the token of the doubt that its author has read.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for an entitlement that does not exist; any store error.
pub fn ask_override(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    note: &OverrideNote,
    key: &str,
    seen: &str,
) -> StoreResult<Kept<Override, Doubt>> {
    let record = ask.open_for_change(person, Purpose::Entitlements)?;
    let which = ask.law.find(&note.entitlement).ok_or(StoreError::NotFound)?;
    let entry = ask.law.entitlements().get(which.place()).ok_or(StoreError::NotFound)?;
    let by_rule = entitlement_in(ask, &record, which)?.answered.by_rule(which).cloned();
    let today = ask.now.today;
    record.overrides().ask_unless(note, key, || {
        let stands =
            |one: &Override| one.note.entitlement == entry.id && (one.waits() || one.holds_on(today));
        if record.overrides().all()?.iter().any(stands) {
            return Ok(Some(Doubt::Another));
        }
        let doubt = match &by_rule {
            _ if entry.door && !note.gives => Some(Doubt::Door),
            Some(answer) if says_so(answer, note) => Some(Doubt::SaysSo),
            Some(answer) if answer.kind == Kind::Duty && !note.gives => Some(Doubt::TakesADuty),
            _ => None,
        };
        Ok(doubt.filter(|doubt| doubt.token().is_empty() || doubt.token() != seen))
    })
}

/// The rule comes to the same.
fn says_so(answer: &EntitlementAnswer, note: &OverrideNote) -> bool {
    let sum = note.amount.map(|sum| sum.0);
    match answer.outcome {
        Outcome::Entitled => note.gives && (sum.is_none() || sum == answer.amount_pence),
        Outcome::NotEntitled => !note.gives,
        Outcome::NeedsInformation | Outcome::Upcoming => false,
    }
}

/// Ends one before its last day, or takes back what still waits. Once a form.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn end_override(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    id: OverrideId,
    why: &str,
    key: &str,
) -> StoreResult<bool> {
    ask.open_for_change(person, Purpose::Entitlements)?.overrides().end(id, why, key)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        account::testing::colleague,
        adviser::see_entitlement::see_entitlement,
        manager::overrides::{answer_override, see_all_overrides, see_override},
        testing::{Jay, asking, at, day, managing},
    };
    use leaving_care_rules::Law;
    use onward_domain::{role::Role, standing::Stands};
    use onward_store::{Tx, on_both, testing::TestStore};

    /// The rule asks what Jay studies.
    const HOLIDAYS: &str = "vacation_accommodation";

    fn note(entitlement: &str, gives: bool) -> OverrideNote {
        OverrideNote {
            entitlement: entitlement.into(),
            gives,
            amount: None,
            reason: "His hall closes at Christmas.".into(),
            evidence: "The letter of his college.".into(),
            until: day("2027-01-31"),
        }
    }

    fn ask_for(
        store: &TestStore,
        jay: &Jay,
        note: OverrideNote,
        minute: i64,
        seen: &str,
    ) -> Kept<Override, Doubt> {
        let (me, person, seen) = (jay.priya, jay.person, seen.to_owned());
        let work = move |tx: &Tx| {
            ask_override(&asking(tx, me, at(minute)), person, &note, &minute.to_string(), &seen)
        };
        store.write(work).unwrap()
    }

    fn stands(store: &TestStore, jay: &Jay, entitlement: &str) -> (Outcome, Outcome, Stands) {
        let (me, person) = (jay.priya, jay.person);
        let place = Law::england().unwrap().find(entitlement).unwrap().place();
        let seen = store.read(move |tx| see_entitlement(&asking(tx, me, at(50)), person, place)).unwrap();
        let (one, which) = (&seen.answered, seen.which);
        (
            one.before_giving.entitlement(which).unwrap().outcome,
            one.by_rule(which).unwrap().outcome,
            one.standings[place].stands,
        )
    }

    on_both!(it_counts_only_once_a_manager_agrees_stands_beside_the_rule_and_is_ended => |store| {
        let jay = Jay::of(store);
        let dawn = colleague(store, Role::Manager, "Dawn");
        let asked = ask_for(store, &jay, note(HOLIDAYS, true), 1, "");
        let id = asked.version().unwrap();
        assert_eq!(ask_for(store, &jay, note(HOLIDAYS, true), 1, ""), Kept::Before(id), "sent twice, asked once");
        assert_eq!(stands(store, &jay, HOLIDAYS).0, Outcome::NeedsInformation, "a manager has not agreed");
        let waits = store.write(move |tx| see_all_overrides(&managing(tx, dawn, at(2)))).unwrap();
        assert_eq!((waits.len(), waits[0].mine, waits[0].one.waits()), (1, false, true));
        let (_, beside) = store.write(move |tx| see_override(&managing(tx, dawn, at(2)), id)).unwrap();
        assert_eq!(beside.all.len(), 1);
        for _ in 0..2 {
            let yes = move |tx: &Tx| answer_override(&managing(tx, dawn, at(3)), id, true, None, "yes");
            assert!(store.write(yes).unwrap(), "sent twice, agreed once");
        }
        let (holds, by_rule, now) = stands(store, &jay, HOLIDAYS);
        assert_eq!((holds, by_rule), (Outcome::Entitled, Outcome::NeedsInformation), "both are kept apart");
        assert!(now.theirs_now(), "{now:?}");
        assert_eq!(ask_for(store, &jay, note(HOLIDAYS, true), 4, ""), Kept::Doubt(Doubt::Another));
        let (me, person) = (jay.priya, jay.person);
        let end = move |tx: &Tx| end_override(&asking(tx, me, at(5)), person, id, "He moved.", "end");
        assert!(store.write(end).unwrap());
        assert_eq!(stands(store, &jay, HOLIDAYS).0, Outcome::NeedsInformation);
        let late = move |tx: &Tx| answer_override(&managing(tx, dawn, at(6)), id, false, Some("No"), "late");
        assert!(!store.write(late).unwrap(), "it waits no more");
    });

    on_both!(whoever_asked_never_answers => |store| {
        let jay = Jay::of(store);
        let id = ask_for(store, &jay, note(HOLIDAYS, true), 1, "").version().unwrap();
        let (priya, person) = (jay.priya, jay.person);
        let own = store.write(move |tx| {
            asking(tx, priya, at(2)).open(person, Purpose::Entitlements)?.overrides().answer(id, true, None, "own")
        });
        assert!(matches!(own, Err(StoreError::NotAllowed(_))), "{own:?}");
        assert_eq!(stands(store, &jay, HOLIDAYS).0, Outcome::NeedsInformation);
    });

    on_both!(nobody_decides_a_no_behind_a_door_nor_what_the_rule_says_and_a_duty_is_thought_over => |store| {
        let jay = Jay::of(store);
        assert_eq!(ask_for(store, &jay, note("homeless_help", false), 1, ""), Kept::Doubt(Doubt::Door));
        assert_eq!(ask_for(store, &jay, note(HOLIDAYS, false), 2, ""), Kept::Doubt(Doubt::Door));
        let duty = note("personal_adviser", false);
        let same = OverrideNote { gives: true, ..duty.clone() };
        assert_eq!(ask_for(store, &jay, same, 3, ""), Kept::Doubt(Doubt::SaysSo));
        assert_eq!(ask_for(store, &jay, duty.clone(), 4, ""), Kept::Doubt(Doubt::TakesADuty));
        assert!(matches!(ask_for(store, &jay, duty, 5, "duty"), Kept::Now(_)), "somebody has read the warning");
    });
}

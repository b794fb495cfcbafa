//! An adviser records something that happened to somebody, corrects it or ends it: custody, hospital, a return home. Earlier
//! versions stay in the history.

use onward_domain::{
    access::Purpose,
    care::{LifeEvent, LifeEventNote},
    id::{EventId, PersonId},
    person::Person,
};
use onward_store::{
    StoreError, StoreResult,
    repo::versions::{Kept, Sent},
    scope::Caseload,
};

use super::{
    effect_of_episode::{Change, Effect, effect_of},
    withdraw_period::noted,
};
use crate::usecases::ask::Ask;

/// What a form sent.
#[derive(Debug, Clone)]
pub struct SentEvent {
    /// The version it started from; `None` when an event is added.
    pub version: Option<EventId>,
    pub says: LifeEventNote,
    pub key: String,
    /// How the adviser knows: stored as a note that the young person may read.
    pub reason: String,
    /// [`token`] of the effect that was seen; empty at first.
    pub seen: String,
}

/// What the form needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenEvent {
    pub person: Person,
    /// `None` when an event is added.
    pub event: Option<LifeEvent>,
}

/// Opens the record for writing, and finds the event.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for an event that is not this person's; `NotAllowed` if the record was
/// opened from outside; any store error.
pub fn see_event(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    event: Option<EventId>,
) -> StoreResult<SeenEvent> {
    let record = ask.open_for_change(person, Purpose::CareHistory)?;
    let event = match event {
        Some(event) => Some(record.events().find(event)?.ok_or(StoreError::NotFound)?),
        None => None,
    };
    Ok(SeenEvent { person: record.person()?, event })
}

/// What names this effect of these words.
#[must_use]
pub fn token(effect: &Effect, says: &LifeEventNote) -> String {
    let end = says.end.map(|end| end.to_string()).unwrap_or_default();
    let LifeEventNote { kind, start, lives_with, lives_with_holder, .. } = says;
    effect.token_of(&format!("{}.{start}.{end}.{lives_with:?}.{lives_with_holder:?}", kind.word()))
}

/// Stores a new version, or adds an event if there was none. What changes the count, the status or what is theirs, or covers the
/// days of another of its kind, is stored only when the form says that its effect was seen.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for an event that is not this person's; any store error. A stale form is
/// a value: [`Kept::Clash`].
pub fn correct_event(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &SentEvent,
) -> StoreResult<Kept<LifeEvent, Box<Effect>>> {
    let record = ask.open_for_change(person, Purpose::CareHistory)?;
    let before = match sent.version {
        Some(event) => record.events().find(event)?.ok_or(StoreError::NotFound)?.note.episode,
        None => None,
    };
    let says = LifeEventNote { episode: before, ..sent.says.clone() };
    let form = Sent { version: sent.version, says, key: sent.key.clone() };
    let kept = record.events().keep_unless(&form, |_| {
        let effect = effect_of(ask.law, record.overview()?, Change::Event(sent.version, &form.says), ask.now);
        let unseen = effect.matters() && token(&effect, &sent.says) != sent.seen;
        Ok(unseen.then(|| Box::new(effect)))
    })?;
    if let Kept::Now(_) = kept {
        noted(&record, &sent.reason)?;
    }
    Ok(kept)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::{
            effect_of_episode::Contradiction,
            today::{Kind, Today, see_today},
            withdraw_period::{SentWrong, Withdrawn, Wrong, see_wrong, withdraw_period},
        },
        testing::{Jay, asking, at, day},
    };
    use leaving_care_rules::person::LivesWith;
    use onward_domain::{care::LifeEventKind, whose::Whose};
    use onward_store::{on_both, testing::TestStore};

    fn send(store: &TestStore, jay: &Jay, sent: SentEvent) -> Kept<LifeEvent, Box<Effect>> {
        let (me, person) = (jay.priya, jay.person);
        store.write(move |tx| correct_event(&asking(tx, me, at(0)), person, &sent)).unwrap()
    }

    /// Sends it, and once more where its effect has to be seen first.
    fn keep(store: &TestStore, jay: &Jay, sent: SentEvent) -> EventId {
        let seen = match send(store, jay, sent.clone()) {
            Kept::Doubt(effect) => token(&effect, &sent.says),
            other => return other.version().unwrap(),
        };
        send(store, jay, SentEvent { seen, ..sent }).version().unwrap()
    }

    fn says(note: LifeEventNote, version: Option<EventId>, key: &str) -> SentEvent {
        SentEvent {
            version,
            says: note,
            key: key.into(),
            reason: "The court told us".into(),
            seen: String::new(),
        }
    }

    fn today(store: &TestStore, jay: &Jay) -> Today {
        let me = jay.priya;
        store.read(move |tx| see_today(&asking(tx, me, at(5)))).unwrap()
    }

    on_both!(custody_brings_its_visits_to_the_day_and_its_end_the_release => |store| {
        let jay = Jay::of(store);
        let custody = LifeEventNote::new(LifeEventKind::Detained, day("2026-11-10"));
        let first = keep(store, &jay, says(custody.clone(), None, "one"));
        let visit = |day: &Today| day.rows.iter().find(|row| matches!(row.kind, Kind::VisitInCustody { .. })).map(|row| row.of);
        assert_eq!(visit(&today(store, &jay)), Some(day("2026-12-08")), "every four weeks");
        let released = LifeEventNote { end: Some(day("2026-12-11")), ..custody.clone() };
        keep(store, &jay, says(released.clone(), Some(first), "two"));
        let now = today(store, &jay);
        let release = now.rows.iter().find(|row| row.kind == Kind::Release).unwrap();
        assert_eq!(release.of, day("2026-12-11"));
        let stale = send(store, &jay, says(custody, Some(first), "three"));
        assert!(matches!(stale, Kept::Clash(Some(theirs)) if theirs.row.note == released), "somebody ended it");
    });

    on_both!(what_changes_a_status_is_seen_first_and_the_same_days_twice_are_asked_about => |store| {
        let jay = Jay::of(store);
        let hospital = LifeEventNote { end: Some(day("2026-11-20")), ..LifeEventNote::new(LifeEventKind::Hospital, day("2026-11-01")) };
        keep(store, &jay, says(hospital.clone(), None, "one"));
        let twice = LifeEventNote { start: day("2026-11-15"), end: None, ..hospital };
        let Kept::Doubt(effect) = send(store, &jay, says(twice.clone(), None, "two")) else { unreachable!("they overlap") };
        assert_eq!(effect.contradictions, [Contradiction::SameEvent { from: day("2026-11-15") }]);
        let later = LifeEventNote { start: day("2026-11-16"), ..twice };
        let other = SentEvent { seen: token(&effect, &says(later.clone(), None, "").says), ..says(later, None, "three") };
        assert!(matches!(send(store, &jay, SentEvent { seen: "x".into(), ..other }), Kept::Doubt(_)), "a yes to one day is no yes to another");
    });

    on_both!(an_event_by_mistake_is_withdrawn_and_what_hung_on_it_goes_with_it => |store| {
        let jay = Jay::of(store);
        let custody = LifeEventNote::new(LifeEventKind::Detained, day("2026-11-10"));
        let event = keep(store, &jay, says(custody, None, "one"));
        let (me, person, wrong) = (jay.priya, jay.person, Wrong::Event(event));
        let seen = store.read(move |tx| see_wrong(&asking(tx, me, at(1)), person, wrong)).unwrap();
        let sent = SentWrong { reason: "It was another boy".into(), seen: seen.token, key: "away".into() };
        let done = store.write(move |tx| withdraw_period(&asking(tx, me, at(1)), person, (wrong, &sent))).unwrap();
        assert_eq!(done, Withdrawn::Done);
        assert!(today(store, &jay).rows.iter().all(|row| !matches!(row.kind, Kind::VisitInCustody { .. })));
    });

    on_both!(the_council_that_took_over_is_named_by_its_event => |store| {
        let jay = Jay::of(store);
        let took = LifeEventNote { authority: Some("Leeds".into()), ..LifeEventNote::new(LifeEventKind::TakenOver, day("2025-03-21")) };
        keep(store, &jay, says(took, None, "one"));
        let home = LifeEventNote {
            end: Some(day("2026-10-01")), lives_with: Some(LivesWith::Parent),
            ..LifeEventNote::new(LifeEventKind::ReturnedHome, day("2026-09-01"))
        };
        keep(store, &jay, says(home, None, "two"));
        let me = jay.priya;
        let whose = store.read(move |tx| see_today(&asking(tx, me, at(2)))).unwrap().people[0].answered.whose.clone();
        assert_eq!(whose, Whose::AnotherCouncil(Some("Leeds".into())));
    });
}

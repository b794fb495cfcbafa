//! An adviser works through a reading of the law that somebody's answers rest on: it is right for them, it is not, or legal is asked.

use onward_domain::{
    access::Purpose,
    confirmation::{Confirm, Confirmation, ConfirmationNote},
    id::PersonId,
};
use onward_store::{
    StoreError, StoreResult,
    repo::versions::{Kept, Sent, Version},
    scope::Caseload,
};

use super::Answered;
use crate::usecases::ask::Ask;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SeenReading {
    pub answered: Answered,
    pub code: Confirm,
    /// The answers rest on it today.
    pub raised: bool,
    /// Every version of what was decided, newest first.
    pub history: Vec<Version<Confirmation>>,
}

/// Opens the record and reads what was decided.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's.
pub fn see_reading(ask: &Ask<'_, Caseload>, person: PersonId, code: Confirm) -> StoreResult<SeenReading> {
    let record = ask.open(person, Purpose::Entitlements)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    let mut history = record.confirmations().seen()?;
    history.retain(|version| version.row.note.code == code);
    let raised = answered.assessment.confirm.iter().any(|each| each == code);
    Ok(SeenReading { answered, code, raised, history })
}

/// Keeps what is decided, in place of what was decided before.
///
/// # Errors
/// As [`see_reading`]; `NotFound` for a reading that their answers don't rest on and never did; `NotAllowed` where the record was opened from outside. A stale form is a value: [`Kept::Clash`].
pub fn confirm_reading(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &Sent<Confirmation>,
) -> StoreResult<Kept<Confirmation>> {
    let record = ask.open_for_change(person, Purpose::Entitlements)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today);
    let ConfirmationNote { code, .. } = sent.says;
    if !answered.assessment.confirm.iter().any(|each| each == code) && sent.version.is_none() {
        return Err(StoreError::NotFound);
    }
    record.confirmations().keep(sent)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::{
            see_chronology::{Event, see_chronology},
            see_person::see_person,
        },
        testing::{Jay, asking, at, day, episode},
    };
    use leaving_care_rules::person::Country;
    use onward_domain::{basis::Basis, care::EpisodeNote, confirmation::Decided};
    use onward_store::on_both;

    on_both!(a_reading_is_decided_with_its_reason_kept_with_its_history_and_two_do_not_overwrite_each_other => |store| {
        let jay = Jay::of(store);
        let (me, person, first) = (jay.priya, jay.person, jay.first);
        let code = Confirm::CareOutsideEngland;
        let none = ConfirmationNote { code, decided: Decided::Right, basis: Basis::Other, reason: "None of it".into() };
        let sent = Sent { version: None, says: none, key: "none".into() };
        let nothing = store.write(move |tx| confirm_reading(&asking(tx, me, at(0)), person, &sent));
        assert_eq!(nothing.unwrap_err(), StoreError::NotFound, "his answers rest on no such reading");
        jay.record(store, move |record| {
            let scotland = EpisodeNote { country: Some(Country::Scotland), ..episode("2021-05-03", "2023-01-10", "S", "X1") };
            record.episodes().correct(first, &scotland)
        });
        let seen = || store.read(move |tx| see_reading(&asking(tx, me, at(3)), person, code)).unwrap();
        assert!(seen().raised && seen().history.is_empty() && day("2026-11-23") == at(3).today);
        let send = |version, decided, reason: &str, key: &str| {
            let says = ConfirmationNote { code, decided, basis: Basis::CourtPaper, reason: reason.into() };
            let sent = Sent { version, says, key: key.into() };
            store.write(move |tx| confirm_reading(&asking(tx, me, at(1)), person, &sent)).unwrap()
        };
        let asked = send(None, Decided::AskLegal, "The order is of a sheriff court", "one");
        let asked = asked.version().unwrap();
        assert!(matches!(send(None, Decided::Right, "It counts all the same", "two"), Kept::Clash(Some(_))));
        let right = send(Some(asked), Decided::Right, "Legal says that it counts", "three").version().unwrap();
        assert_eq!(send(Some(asked), Decided::Right, "Legal says that it counts", "three"), Kept::Before(right), "sent twice");
        let history = seen().history;
        let said: Vec<_> = history.iter().map(|version| (version.row.note.decided, version.row.recorded.stands())).collect();
        assert_eq!(said, [(Decided::Right, true), (Decided::AskLegal, false)]);
        assert_eq!(history[0].by.as_deref(), Some("Priya Nair"));
        let page = store.read(move |tx| see_person(&asking(tx, me, at(3)), person)).unwrap();
        assert_eq!(page.confirmations.len(), 1, "what stands is on the person's page");
        let lines = store.read(move |tx| see_chronology(&asking(tx, me, at(3)), person)).unwrap().lines;
        assert_eq!(lines.iter().filter(|line| matches!(line.event, Event::Reading { .. })).count(), 1);
    });
}

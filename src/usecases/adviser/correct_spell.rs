//! An adviser adds a spell of care, or corrects one. What it said before stays in the history.

use leaving_care_rules::Law;
use onward_domain::{
    access::Purpose,
    care::Episode,
    id::{EpisodeId, PersonId},
    moment::Moment,
};
use onward_store::{
    StoreError, StoreResult, Tx,
    repo::{
        life::NewNote,
        versions::{Kept, Sent},
    },
    scope::Caseload,
};

use super::effect_of_spell::{Effect, effect_of};

/// What a form sent, beside the spell: why, and what was seen.
#[derive(Debug, Clone)]
pub struct SentSpell {
    /// The spell.
    pub spell: Sent<Episode>,
    /// How the adviser knows: kept as a note that the young person may read.
    pub reason: String,
    /// [`Effect::token`] of the effect that was seen; empty at first.
    pub seen: String,
}

/// The line that a form was filled from, and the newest version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// As it was when the form was made.
    pub was: Episode,
    /// Who recorded it.
    pub by: Option<String>,
}

/// Finds the line for the form.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a line that is not this person's; the store's own.
pub fn see_spell(
    tx: &Tx,
    caseload: &Caseload,
    person: PersonId,
    line: EpisodeId,
    now: Moment,
) -> StoreResult<Line> {
    let record = caseload.open(tx, person, Purpose::CareHistory, now)?;
    record.for_change()?;
    let was = record.episodes().find(line)?.ok_or(StoreError::NotFound)?;
    let by = super::see_entitlement::name_of(tx, was.recorded.by)?;
    Ok(Line { was, by })
}

/// Puts a new version in the place of the one that the form was filled from, or adds a line when there was none. What
/// changes the count, the status or the things that are theirs, or contradicts another line, is kept only when the form
/// says that its effect was seen.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own. A stale form is a value: [`Kept::Clash`].
pub fn correct_spell(
    tx: &Tx,
    caseload: &Caseload,
    law: &Law,
    person: PersonId,
    sent: &SentSpell,
    now: Moment,
) -> StoreResult<Kept<Episode, Box<Effect>>> {
    let record = caseload.open(tx, person, Purpose::CareHistory, now)?;
    let Sent { version, says, .. } = &sent.spell;
    let kept = record.episodes().keep_unless(&sent.spell, |_| {
        let effect = effect_of(law, record.overview()?, *version, says, now);
        let unseen = effect.matters() && effect.token(says) != sent.seen;
        Ok(unseen.then(|| Box::new(effect)))
    })?;
    if let Kept::Now(_) = kept {
        record.notes().add(&NewNote { text: format!("Care history: {}", sent.reason), shared: true })?;
    }
    Ok(kept)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::effect_of_spell::Contradiction,
        testing::{Jay, at, day, spell},
    };
    use onward_domain::care::EpisodeNote;
    use onward_store::{on_both, testing::TestStore};

    fn law() -> &'static Law {
        Law::england().unwrap()
    }

    fn send(store: &TestStore, jay: &Jay, sent: SentSpell) -> Kept<Episode, Box<Effect>> {
        let (caseload, person) = (jay.caseload(store), jay.person);
        store.write(move |tx| correct_spell(tx, &caseload, law(), person, &sent, at(0))).unwrap()
    }

    fn form(jay: &Jay, says: EpisodeNote, seen: &str) -> SentSpell {
        let spell = Sent { version: Some(jay.first), says, key: "one".into() };
        SentSpell { spell, reason: "The placement record".into(), seen: seen.into() }
    }

    fn standing(store: &TestStore, jay: &Jay) -> Vec<EpisodeNote> {
        let (caseload, person) = (jay.caseload(store), jay.person);
        let record = |tx: &Tx| caseload.open(tx, person, Purpose::CareHistory, at(0))?.episodes().standing();
        store.read(record).unwrap().into_iter().map(|line| line.note).collect()
    }

    on_both!(a_correction_that_opens_a_gap_is_shown_with_the_days_it_loses_and_kept_once_that_was_seen => |store| {
        let jay = Jay::of(store);
        let earlier = spell("2021-05-03", "2023-01-03", "S", "X1");
        let Kept::Doubt(effect) = send(store, &jay, form(&jay, earlier.clone(), "")) else {
            unreachable!("seven days are lost")
        };
        assert_eq!(effect.counted.0.unwrap() - effect.counted.1.unwrap(), 7);
        let gap = Contradiction::Gap { ended: day("2023-01-03"), begins: day("2023-01-10") };
        assert_eq!(effect.contradictions, [gap]);
        assert_eq!(standing(store, &jay).len(), 2);
        assert!(standing(store, &jay).iter().any(|note| note.end == Some(day("2023-01-10"))), "nothing is saved");
        let token = effect.token(&earlier);
        let other = spell("2021-05-03", "2022-12-31", "S", "X1");
        assert!(
            matches!(send(store, &jay, form(&jay, other, &token)), Kept::Doubt(_)),
            "a yes to one date is no yes to another"
        );
        let Kept::Now(kept) = send(store, &jay, form(&jay, earlier.clone(), &token)) else { unreachable!("it was seen") };
        assert_eq!(send(store, &jay, form(&jay, earlier, &token)), Kept::Before(kept), "sent twice");
        assert!(standing(store, &jay).iter().any(|note| note.end == Some(day("2023-01-03"))));
    });

    on_both!(a_correction_that_changes_no_answer_is_saved_at_once => |store| {
        let jay = Jay::of(store);
        let other_home = EpisodeNote { placement: Some("U6".into()), ..spell("2021-05-03", "2023-01-10", "S", "X1") };
        assert!(matches!(send(store, &jay, form(&jay, other_home, "")), Kept::Now(_)));
    });

    on_both!(leaving_care_years_earlier_shows_the_status_that_would_be_lost => |store| {
        let jay = Jay::of(store);
        let mut sent = form(&jay, spell("2023-01-10", "2023-01-11", "P", "E6"), "");
        sent.spell.version = Some(jay.second);
        let Kept::Doubt(effect) = send(store, &jay, sent) else { unreachable!("the status goes") };
        assert_ne!(effect.status.0, effect.status.1);
        assert!(effect.theirs.1 < effect.theirs.0, "{:?}", effect.theirs);
    });
}

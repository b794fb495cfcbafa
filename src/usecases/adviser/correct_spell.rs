//! An adviser adds a spell of care, or corrects one. What it said before stays in the history.

use leaving_care_rules::Law;
use onward_domain::{
    access::Purpose,
    care::{Episode, EpisodeNote},
    id::{EpisodeId, PersonId, UserId},
    moment::Moment,
};
use onward_store::{
    StoreError, StoreResult, Tx,
    repo::life::NewNote,
    repo::once::Once,
    scope::{Caseload, Record},
};

use super::effect_of_spell::{Effect, effect_of};

/// What a form's key is used up for.
const ACT: &str = "care_episode";

/// What became of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Corrected {
    /// It is kept, or it was kept when the form was sent before.
    Kept,
    /// Somebody else corrected the line first. Nothing was changed; this is how it stands, if it still does.
    Clash(Option<Box<Episode>>),
    /// Nothing is kept yet: this is what it would do. Is it right?
    WouldChange(Box<Effect>),
}

/// What a form sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The version that the form was filled from; none when a spell is added.
    pub version: Option<EpisodeId>,
    /// What it says.
    pub says: EpisodeNote,
    /// How the adviser knows: kept as a note that the young person may read.
    pub reason: String,
    /// The form's own key.
    pub key: String,
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
/// `NotFound` for a person who is not the adviser's; the store's own. A stale form is a value: [`Corrected::Clash`].
pub fn correct_spell(
    tx: &Tx,
    caseload: &Caseload,
    me: UserId,
    law: &Law,
    person: PersonId,
    sent: &Sent,
    now: Moment,
) -> StoreResult<Corrected> {
    let record = caseload.open(tx, person, Purpose::CareHistory, now)?;
    record.for_change()?;
    if let Some(version) = sent.version {
        let line = record.episodes().find(version)?.ok_or(StoreError::NotFound)?;
        if !line.recorded.stands() && tx.done_before(me, &sent.key, ACT)?.is_none() {
            return Ok(Corrected::Clash(newest(&record, line)?.map(Box::new)));
        }
    }
    let mut unseen = None;
    let done = tx.once(me, &sent.key, ACT, now.at, || {
        let effect = effect_of(law, record.overview()?, sent.version, &sent.says, now);
        unseen = Some(effect).filter(|effect| effect.matters() && effect.token(&sent.says) != sent.seen);
        if unseen.is_some() {
            // Not an error: the key stays unused, so that the form can be sent again.
            return Err(StoreError::Stale);
        }
        let kept = match sent.version {
            Some(version) => record.episodes().correct(version, &sent.says)?,
            None => record.episodes().add(&sent.says)?,
        };
        record.notes().add(&NewNote { text: format!("Care history: {}", sent.reason), shared: true })?;
        Ok(kept.to_string())
    });
    match (done, unseen) {
        (Err(StoreError::Stale), Some(effect)) => Ok(Corrected::WouldChange(Box::new(effect))),
        (done, _) => done.map(|_: Once| Corrected::Kept),
    }
}

/// The version that stands now in the place of an older one.
fn newest(record: &Record<'_>, line: Episode) -> StoreResult<Option<Episode>> {
    let mut line = line;
    // A chain of corrections is short; the bound keeps a damaged one from going round.
    for _ in 0..1000 {
        if line.recorded.stands() {
            return Ok(Some(line));
        }
        let Some(next) = line.superseded_by else { return Ok(None) };
        match record.episodes().find(next)? {
            Some(found) => line = found,
            None => return Ok(None),
        }
    }
    Ok(None)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::effect_of_spell::Contradiction,
        testing::{Jay, at, day, spell},
    };
    use onward_store::{on_both, testing::TestStore};

    fn law() -> &'static Law {
        Law::england().unwrap()
    }

    fn send(store: &TestStore, jay: &Jay, sent: Sent) -> Corrected {
        let (caseload, me, person) = (jay.caseload(store), jay.priya, jay.person);
        store.write(move |tx| correct_spell(tx, &caseload, me, law(), person, &sent, at(0))).unwrap()
    }

    fn form(jay: &Jay, says: EpisodeNote, seen: &str) -> Sent {
        let (reason, key) = ("The placement record".into(), "one".into());
        Sent { version: Some(jay.first), says, reason, key, seen: seen.into() }
    }

    fn standing(store: &TestStore, jay: &Jay) -> Vec<EpisodeNote> {
        let (caseload, person) = (jay.caseload(store), jay.person);
        let record = |tx: &Tx| caseload.open(tx, person, Purpose::CareHistory, at(0))?.episodes().standing();
        store.read(record).unwrap().into_iter().map(|line| line.note).collect()
    }

    on_both!(a_correction_that_opens_a_gap_is_shown_with_the_days_it_loses_and_kept_once_that_was_seen => |store| {
        let jay = Jay::of(store);
        let earlier = spell("2021-05-03", "2023-01-03", "S", "X1");
        let Corrected::WouldChange(effect) = send(store, &jay, form(&jay, earlier.clone(), "")) else {
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
            matches!(send(store, &jay, form(&jay, other, &token)), Corrected::WouldChange(_)),
            "a yes to one date is no yes to another"
        );
        assert_eq!(send(store, &jay, form(&jay, earlier.clone(), &token)), Corrected::Kept);
        assert_eq!(send(store, &jay, form(&jay, earlier, &token)), Corrected::Kept, "sent twice");
        assert!(standing(store, &jay).iter().any(|note| note.end == Some(day("2023-01-03"))));
    });

    on_both!(a_correction_that_changes_no_answer_is_saved_at_once => |store| {
        let jay = Jay::of(store);
        let other_home = EpisodeNote { placement: Some("U6".into()), ..spell("2021-05-03", "2023-01-10", "S", "X1") };
        assert_eq!(send(store, &jay, form(&jay, other_home, "")), Corrected::Kept);
    });

    on_both!(leaving_care_years_earlier_shows_the_status_that_would_be_lost => |store| {
        let jay = Jay::of(store);
        let sent = Sent { version: Some(jay.second), ..form(&jay, spell("2023-01-10", "2023-01-11", "P", "E6"), "") };
        let Corrected::WouldChange(effect) = send(store, &jay, sent) else { unreachable!("the status goes") };
        assert_ne!(effect.status.0, effect.status.1);
        assert!(effect.theirs.1 < effect.theirs.0, "{:?}", effect.theirs);
    });
}

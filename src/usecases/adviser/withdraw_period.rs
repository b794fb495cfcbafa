//! An adviser withdraws a period of care or an event that was written on the wrong record, or by mistake. It stays in the history.

use onward_domain::{
    access::Purpose,
    care::{Episode, LifeEvent},
    id::{EpisodeId, EventId, PersonId},
    person::Person,
};
use onward_store::{
    StoreError, StoreResult,
    repo::{life::NewNote, versions::Kept},
    scope::{Caseload, Record},
};

use super::effect_of_episode::{Change, Effect, effect_of};
use crate::usecases::ask::Ask;

/// What is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    Period(EpisodeId),
    Event(EventId),
}

impl Wrong {
    const fn change(self) -> Change<'static> {
        match self {
            Self::Period(id) => Change::PeriodWithdrawn(id),
            Self::Event(id) => Change::EventWithdrawn(id),
        }
    }

    fn token(self, effect: &Effect) -> String {
        match self {
            Self::Period(id) => effect.token_of(&id.to_string()),
            Self::Event(id) => effect.token_of(&id.to_string()),
        }
    }
}

/// What it says, as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrongLine {
    Period(Box<Episode>),
    Event(Box<LifeEvent>),
}

/// What the page shows before anything is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenWrong {
    pub person: Person,
    pub line: WrongLine,
    /// It was corrected or withdrawn since: there is nothing to withdraw.
    pub gone: bool,
    pub effect: Effect,
    /// What the form sends back to say that this effect was seen.
    pub token: String,
}

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentWrong {
    /// Why: the young person may read it.
    pub reason: String,
    pub seen: String,
    pub key: String,
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawn {
    Done,
    /// Somebody changed it, or its effect is another one now: it has to be looked at again.
    LookAgain,
}

/// Opens the record for writing, and works out what would be without it.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for what is not this person's; `NotAllowed` if the record was opened
/// from outside; any store error.
pub fn see_wrong(ask: &Ask<'_, Caseload>, person: PersonId, wrong: Wrong) -> StoreResult<SeenWrong> {
    let record = ask.open_for_change(person, Purpose::CareHistory)?;
    let line = match wrong {
        Wrong::Period(id) => {
            WrongLine::Period(Box::new(record.episodes().find(id)?.ok_or(StoreError::NotFound)?))
        }
        Wrong::Event(id) => {
            WrongLine::Event(Box::new(record.events().find(id)?.ok_or(StoreError::NotFound)?))
        }
    };
    let gone = !match &line {
        WrongLine::Period(line) => line.recorded.stands(),
        WrongLine::Event(line) => line.recorded.stands(),
    };
    let effect = effect_of(ask.law, record.overview()?, wrong.change(), ask.now);
    Ok(SeenWrong { person: record.person()?, line, gone, token: wrong.token(&effect), effect })
}

/// Withdraws it, once, if its effect is the one that was seen.
///
/// # Errors
/// As [`see_wrong`].
pub fn withdraw_period(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    (wrong, sent): (Wrong, &SentWrong),
) -> StoreResult<Withdrawn> {
    let record = ask.open_for_change(person, Purpose::CareHistory)?;
    let effect = effect_of(ask.law, record.overview()?, wrong.change(), ask.now);
    let unseen = || Ok((wrong.token(&effect) != sent.seen).then_some(()));
    let kept = match wrong {
        Wrong::Period(id) => outcome(&record.episodes().take_back(id, &sent.key, |_| unseen())?),
        Wrong::Event(id) => outcome(&record.events().take_back(id, &sent.key, |_| unseen())?),
    };
    if kept == Some(true) {
        noted(&record, &sent.reason)?;
    }
    Ok(kept.map_or(Withdrawn::LookAgain, |_| Withdrawn::Done))
}

/// Whether it was withdrawn now, or before; `None` if it was not.
const fn outcome<V: onward_store::repo::versions::Versioned, D>(kept: &Kept<V, D>) -> Option<bool> {
    match kept {
        Kept::Now(_) => Some(true),
        Kept::Before(_) => Some(false),
        Kept::Same | Kept::Clash(_) | Kept::Doubt(_) => None,
    }
}

/// How a note begins that says why the care history was corrected.
pub(super) const ABOUT_CARE: &str = "Care history: ";

/// The reason stands on the record, and what waited for it is settled.
pub(super) fn noted(record: &Record<'_>, reason: &str) -> StoreResult<()> {
    record.notes().add(&NewNote { text: format!("{ABOUT_CARE}{reason}"), shared: true })?;
    record.import_questions().close_answered().map(drop)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, asking, at};
    use onward_store::on_both;

    on_both!(a_period_on_the_wrong_record_is_withdrawn_once_its_effect_was_seen_and_stays_in_the_history => |store| {
        let jay = Jay::of(store);
        let (me, person, wrong) = (jay.priya, jay.person, Wrong::Period(jay.second));
        let seen = store.read(move |tx| see_wrong(&asking(tx, me, at(0)), person, wrong)).unwrap();
        assert!(!seen.gone && seen.effect.matters());
        assert!(seen.effect.counted.1 < seen.effect.counted.0, "{:?}", seen.effect.counted);
        let send = |seen: &str, key: &str| {
            let sent = SentWrong { reason: "It is his brother's".into(), seen: seen.into(), key: key.into() };
            store.write(move |tx| withdraw_period(&asking(tx, me, at(1)), person, (wrong, &sent))).unwrap()
        };
        assert_eq!(send("", "one"), Withdrawn::LookAgain, "nothing is withdrawn unseen");
        assert_eq!(send(&seen.token, "two"), Withdrawn::Done);
        assert_eq!(send(&seen.token, "two"), Withdrawn::Done, "sent twice");
        assert_eq!(send(&seen.token, "three"), Withdrawn::LookAgain, "it is gone");
        let (all, standing, notes) = store.read(move |tx| {
            let record = asking(tx, me, at(2)).open(person, Purpose::CareHistory)?;
            Ok((record.episodes().history()?.len(), record.episodes().standing()?.len(), record.notes().standing()?))
        }).unwrap();
        assert_eq!((all, standing), (2, 1), "the history keeps it");
        assert_eq!(notes.iter().filter(|note| note.text.contains("his brother's") && note.shared).count(), 1);
    });
}

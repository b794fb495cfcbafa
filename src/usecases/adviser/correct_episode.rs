//! An adviser adds a period of care, or corrects one. Earlier versions stay in the history.

use onward_domain::{
    access::Purpose,
    care::{Episode, EpisodeNote},
    id::{EpisodeId, PersonId},
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
pub struct SentEpisode {
    /// The version it started from; `None` when a period is added.
    pub version: Option<EpisodeId>,
    /// What the form shows of an episode. What it does not show stays as it was.
    pub says: EpisodeNote,
    /// The form's own key.
    pub key: String,
    /// How the adviser knows: stored as a note that the young person may read.
    pub reason: String,
    /// [`Effect::token`] of the effect that was seen; empty at first.
    pub seen: String,
}

/// What the form needs: who it is about, and the line it starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenEpisode {
    pub person: Person,
    /// The line; `None` when a period is added.
    pub line: Option<Episode>,
    /// The last care that ended because another authority took over.
    pub taken_over: Option<Episode>,
}

/// Opens the record for writing, and finds the line.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a line that is not this person's; `NotAllowed` if the
/// record was opened from outside; any store error.
pub fn see_episode(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    line: Option<EpisodeId>,
) -> StoreResult<SeenEpisode> {
    let record = ask.open_for_change(person, Purpose::CareHistory)?;
    let line = match line {
        Some(line) => Some(record.episodes().find(line)?.ok_or(StoreError::NotFound)?),
        None => None,
    };
    let taken_over = record.facts()?.taken_over().cloned();
    Ok(SeenEpisode { person: record.person()?, line, taken_over })
}

/// Stores a new version replacing the one that the form started from, or adds a line if there was none. Anything that
/// changes the count, the status or what is theirs, or contradicts another line, is stored only when the form
/// says that its effect was seen.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a line that is not this person's; any store error. A stale
/// form is a value: [`Kept::Clash`].
pub fn correct_episode(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    sent: &SentEpisode,
) -> StoreResult<Kept<Episode, Box<Effect>>> {
    let record = ask.open(person, Purpose::CareHistory)?;
    let before = match sent.version {
        Some(line) => record.episodes().find(line)?.ok_or(StoreError::NotFound)?.note,
        None => EpisodeNote::default(),
    };
    let episode = Sent { version: sent.version, says: laid_over(&sent.says, before), key: sent.key.clone() };
    let kept = record.episodes().keep_unless(&episode, |_| {
        let effect =
            effect_of(ask.law, record.overview()?, Change::Period(sent.version, &episode.says), ask.now);
        let unseen = effect.matters() && effect.token(&sent.says) != sent.seen;
        Ok(unseen.then(|| Box::new(effect)))
    })?;
    if let Kept::Now(_) = kept {
        noted(&record, &sent.reason)?;
    }
    Ok(kept)
}

/// Lays what the form says over what the line said, so that nothing the form does not show is lost. A reason for an end
/// stays if only the end moved; one that is over on a day that nobody knows stays over until somebody says otherwise.
fn laid_over(says: &EpisodeNote, before: EpisodeNote) -> EpisodeNote {
    let says = says.clone();
    EpisodeNote {
        start: says.start,
        end: says.end,
        end_unknown: says.end_unknown && says.end.is_none(),
        legal_status: says.legal_status,
        placement: says.placement,
        authority: says.authority,
        country: says.country,
        reason_ended: says
            .reason_ended
            .or_else(|| before.reason_ended.clone().filter(|_| says.end.is_some() || says.end_unknown)),
        ..before
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::effect_of_episode::Contradiction,
        testing::{Jay, asking, at, day, episode},
    };
    use leaving_care_rules::Law;
    use onward_domain::moment::Moment;
    use onward_store::{Tx, on_both, testing::TestStore};

    fn send(store: &TestStore, jay: &Jay, sent: SentEpisode) -> Kept<Episode, Box<Effect>> {
        let (me, person) = (jay.priya, jay.person);
        store.write(move |tx| correct_episode(&asking(tx, me, at(0)), person, &sent)).unwrap()
    }

    fn form(jay: &Jay, says: EpisodeNote, seen: &str) -> SentEpisode {
        SentEpisode {
            version: Some(jay.first),
            says,
            key: "one".into(),
            reason: "The placement record".into(),
            seen: seen.into(),
        }
    }

    fn standing(store: &TestStore, jay: &Jay) -> Vec<EpisodeNote> {
        let (me, person) = (jay.priya, jay.person);
        let all = |tx: &Tx| asking(tx, me, at(0)).open(person, Purpose::CareHistory)?.episodes().standing();
        store.read(all).unwrap().into_iter().map(|line| line.note).collect()
    }

    on_both!(a_correction_that_opens_a_gap_is_shown_with_the_days_it_loses_and_kept_once_that_was_seen => |store| {
        let jay = Jay::of(store);
        let earlier = episode("2021-05-03", "2023-01-03", "S", "X1");
        let Kept::Doubt(effect) = send(store, &jay, form(&jay, earlier.clone(), "")) else {
            unreachable!("seven days are lost")
        };
        assert_eq!(effect.counted.0.unwrap() - effect.counted.1.unwrap(), 7);
        let gap = Contradiction::Gap { ended: day("2023-01-03"), begins: day("2023-01-10") };
        assert_eq!(effect.contradictions, [gap]);
        assert_eq!(standing(store, &jay).len(), 2);
        assert!(standing(store, &jay).iter().any(|note| note.end == Some(day("2023-01-10"))), "nothing is saved");
        let token = effect.token(&earlier);
        let other = episode("2021-05-03", "2022-12-31", "S", "X1");
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
        let other_home = EpisodeNote { placement: Some("U6".into()), ..episode("2021-05-03", "2023-01-10", "S", "X1") };
        assert!(matches!(send(store, &jay, form(&jay, other_home, "")), Kept::Now(_)));
    });

    on_both!(leaving_care_years_earlier_shows_the_status_that_would_be_lost => |store| {
        let jay = Jay::of(store);
        let mut sent = form(&jay, episode("2023-01-10", "2023-01-11", "P", "E6"), "");
        sent.version = Some(jay.second);
        let Kept::Doubt(effect) = send(store, &jay, sent) else { unreachable!("the status goes") };
        assert_ne!(effect.status.0, effect.status.1);
        assert!(effect.theirs.1 < effect.theirs.0, "{:?}", effect.theirs);
    });

    on_both!(care_that_is_to_end_before_18_is_shown_as_of_that_day_before_it_is_saved => |store| {
        let jay = Jay::of(store);
        let (me, person) = (jay.priya, jay.person);
        let listed = store.read(move |tx| asking(tx, me, at(0)).open(person, Purpose::CareHistory)?.overview()).unwrap();
        // He is 17, and nothing is different yet.
        let now = Moment { today: day("2024-06-01"), ..at(0) };
        let ends = |end: &str| {
            let says = episode("2023-01-10", end, "P", "E4B");
            effect_of(Law::england().unwrap(), listed.clone(), Change::Period(Some(jay.second), &says), now)
        };
        let early = ends("2024-09-01");
        assert_eq!(early.from, Some(day("2024-09-01")));
        assert_ne!(early.status.0, early.status.1, "from that day he is no longer in care");
        assert!(early.matters());
        assert_eq!(ends("2024-05-01").from, None, "it is over already: today is compared");
    });

    on_both!(a_reason_that_says_what_nothing_tells_of_is_shown_before_it_is_saved => |store| {
        use leaving_care_rules::{person::EventKind, unsaid::Lacks};
        let jay = Jay::of(store);
        let last = |reason| SentEpisode {
            version: Some(jay.second),
            ..form(&jay, episode("2023-01-10", "2025-03-21", "P", reason), "")
        };
        let ended = day("2025-03-21");
        for (reason, lacks) in [
            ("E4A", Lacks::Event(EventKind::ReturnedHome)),
            ("E9", Lacks::Event(EventKind::Detained)),
            ("E15", Lacks::AcceptedBirth),
        ] {
            let Kept::Doubt(effect) = send(store, &jay, last(reason)) else { unreachable!("{reason} says more") };
            assert_eq!(effect.contradictions, [Contradiction::Unsaid { ended, lacks }], "{reason}");
        }
        assert!(matches!(send(store, &jay, last("E5")), Kept::Now(_)), "nothing is implied");
    });

    #[test]
    fn a_correction_keeps_what_the_form_does_not_show() {
        let before = EpisodeNote {
            provider: Some("PR1".into()),
            authority: Some("823".into()),
            ..episode("2021-05-03", "2023-01-10", "S", "E8")
        };
        let says = EpisodeNote { start: Some(day("2021-05-04")), reason_ended: None, ..before.clone() };
        let shown = EpisodeNote { provider: None, reason_started: None, ..says.clone() };
        let kept = laid_over(&shown, before.clone());
        assert_eq!(kept, EpisodeNote { start: Some(day("2021-05-04")), ..before.clone() });
        let runs_on = laid_over(&EpisodeNote { end: None, ..shown }, before);
        assert_eq!((runs_on.end, runs_on.reason_ended), (None, None), "no end, no reason for it");
    }

    on_both!(another_council_of_a_period_that_is_over_on_an_unknown_day_does_not_reopen_care => |store| {
        let jay = Jay::of(store);
        let over = EpisodeNote {
            end: None, end_unknown: true, legal_status: None, placement: None,
            ..episode("2021-05-03", "2023-01-10", "S", "E8")
        };
        let (person, first, line) = (jay.person, jay.first, over.clone());
        jay.record(store, move |record| record.episodes().correct(first, &line));
        let (me, now) = (jay.priya, at(1));
        let line = store.read(move |tx| {
            let all = asking(tx, me, now).open(person, Purpose::CareHistory)?.episodes().standing()?;
            Ok(all.into_iter().find(|line| line.note.end_unknown).unwrap())
        }).unwrap();
        let named = EpisodeNote { authority: Some("Leeds".into()), reason_ended: None, ..over };
        let sent = SentEpisode { version: Some(line.id), ..form(&jay, named, "") };
        let kept = send(store, &jay, sent.clone());
        let kept = match kept {
            Kept::Doubt(effect) => send(store, &jay, SentEpisode { seen: effect.token(&sent.says), ..sent }),
            other => other,
        };
        assert!(matches!(kept, Kept::Now(_)), "{kept:?}");
        let lines = standing(store, &jay);
        let line = lines.iter().find(|note| note.authority.as_deref() == Some("Leeds")).unwrap();
        assert!(line.end_unknown && line.end.is_none(), "still over, on a day that nobody knows: {line:?}");
        assert_eq!((line.legal_status, line.reason_ended.as_deref()), (None, Some("E8")), "and nothing was made up");
    });

    on_both!(why_a_line_was_corrected_stands_beside_what_it_said => |store| {
        use crate::usecases::adviser::see_care_history::see_care_history;
        let jay = Jay::of(store);
        let other_home = EpisodeNote { placement: Some("U6".into()), ..episode("2021-05-03", "2023-01-10", "S", "X1") };
        assert!(matches!(send(store, &jay, form(&jay, other_home, "")), Kept::Now(_)));
        let (me, person) = (jay.priya, jay.person);
        let seen = store.read(move |tx| see_care_history(&asking(tx, me, at(1)), person, None)).unwrap();
        let corrected = seen.earlier[0].0.recorded.superseded_at.unwrap();
        assert_eq!(seen.reasons.get(&corrected).map(String::as_str), Some("The placement record"));
    });

    on_both!(another_home_of_the_same_days_keeps_how_the_line_began => |store| {
        let jay = Jay::of(store);
        let shown = EpisodeNote {
            placement: Some("U6".into()),
            reason_started: None,
            ..episode("2021-05-03", "2023-01-10", "S", "X1")
        };
        assert!(matches!(send(store, &jay, form(&jay, shown, "")), Kept::Now(_)));
        let lines = standing(store, &jay);
        let line = lines.iter().find(|note| note.placement.as_deref() == Some("U6")).unwrap();
        assert_eq!(line.reason_started.as_deref(), Some("S"));
    });
}

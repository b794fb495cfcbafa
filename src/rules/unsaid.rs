//! What the reason for the end of an episode says happened, and nothing in the record tells of: a sentence without custody, a move
//! that no episode follows. The rules read the record as it is; whoever wrote it is told, because the answer may rest on it.

use crate::person::{Episode, Event, EventKind, LegalStatus, Person, ReasonEnded};
use chrono::NaiveDate;
use std::fmt;

/// Something that a reason for an end implies, and that is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsaid {
    /// The place at which the episode is listed.
    pub place: usize,
    pub ended: NaiveDate,
    pub reason: ReasonEnded,
    pub lacks: Lacks,
}

/// What is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacks {
    /// The episode that starts the same day.
    NextEpisode,
    /// Care with the authority that took over, before care here began again on this day.
    CareElsewhere { until: NaiveDate },
    /// An event of this kind.
    Event(EventKind),
    /// The date of birth that was accepted.
    AcceptedBirth,
}

impl Person {
    /// Everything that the reasons for an end imply and that is not recorded, in the order of the episodes.
    pub fn unsaid(&self) -> Vec<Unsaid> {
        let episodes = self.episodes.as_deref().unwrap_or_default();
        let each = |(place, episode): (usize, &Episode)| {
            let (ended, reason) = (episode.end?, episode.reason_ended?);
            let others = episodes.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, it)| it);
            let lacks = lacks(episode, (ended, reason), others, &self.events)?;
            Some(Unsaid { place, ended, reason, lacks })
        };
        episodes.iter().enumerate().filter_map(each).collect()
    }
}

fn lacks<'e>(
    episode: &Episode,
    (ended, reason): (NaiveDate, ReasonEnded),
    others: impl Iterator<Item = &'e Episode> + Clone,
    events: &[Event],
) -> Option<Lacks> {
    use ReasonEnded::{E3, E4A, E4B, E9, E11, E12, E13, E15, E41, E43, E44, E45, E46, E47, E48, X1};
    let goes_on = |other: &Episode| {
        other.start.is_some_and(|start| start <= ended) && other.end.is_none_or(|end| end > ended)
    };
    // With an episode whose first day nobody knows, nobody knows what follows.
    let followed = others.clone().any(|other| goes_on(other) || other.start.is_none());
    let is = |kind: EventKind, fits: fn(&Event, NaiveDate) -> bool| {
        let told = followed || events.iter().any(|event| event.kind == kind && fits(event, ended));
        (!told).then_some(Lacks::Event(kind))
    };
    let begins = |event: &Event, ended: NaiveDate| event.start == ended;
    let covers =
        |event: &Event, ended: NaiveDate| event.start <= ended && event.end.is_none_or(|end| end > ended);
    match reason {
        X1 if !followed => Some(Lacks::NextEpisode),
        E3 if !followed => {
            let back = others.filter_map(|other| other.start).filter(|start| *start > ended).min();
            back.map(|until| Lacks::CareElsewhere { until })
        }
        E9 => is(EventKind::Detained, covers),
        // After each short break they go home: no event says so.
        E4A | E4B | E41 | E13 if !is_short_break(episode) => is(EventKind::ReturnedHome, begins),
        E43 | E44 | E45 | E46 | E47 | E48 => is(EventKind::SpecialGuardianship, covers),
        E11 | E12 => is(EventKind::Adopted, covers),
        E15 => Some(Lacks::AcceptedBirth),
        _ => None,
    }
}

const fn is_short_break(episode: &Episode) -> bool {
    matches!(episode.legal_status, Some(LegalStatus::V3 | LegalStatus::V4))
}

impl fmt::Display for Unsaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Unsaid { place, ended, reason, lacks } = self;
        write!(f, "episodes[{place}] ended on {ended} with {} ", reason.code())?;
        match lacks {
            Lacks::NextEpisode => f.write_str("(a new episode starts the same day), and none is listed"),
            Lacks::CareElsewhere { until } => write!(
                f,
                "(taken over by another authority), and care begins again on {until}: nothing is listed for the days between, so they \
                 count as no care. If that is not known, list an episode for them without a legal status"
            ),
            Lacks::AcceptedBirth => f.write_str(
                "(found to be an adult): the answer rests on date_of_birth. Is it the accepted one?",
            ),
            Lacks::Event(kind) => {
                let (means, event) = match kind {
                    EventKind::Detained => ("sentenced to custody", "detained"),
                    EventKind::SpecialGuardianship => ("special guardianship", "special_guardianship"),
                    EventKind::Adopted => ("adopted", "adopted"),
                    _ => ("went to live with somebody", "returned_home"),
                };
                write!(f, "({means}), and no event {event} is listed from that day")
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn unsaid(episodes: &str, events: &str) -> Vec<Lacks> {
        let text = format!(r#"{{"date_of_birth":"2008-06-01","episodes":[{episodes}],"events":[{events}]}}"#);
        let person: Person = serde_json::from_str(&text).unwrap();
        assert_eq!(person.impossible(), None, "{text}");
        person.unsaid().into_iter().map(|it| it.lacks).collect()
    }

    fn ended(reason: &str) -> String {
        format!(
            r#"{{"start":"2022-01-10","end":"2024-09-01","legal_status":"V2","reason_ended":"{reason}"}}"#
        )
    }

    #[test]
    fn a_reason_that_implies_an_event_or_a_next_episode_lacks_it_where_neither_is_listed() {
        let from_that_day = |kind: &str| format!(r#"{{"type":"{kind}","start":"2024-09-01"}}"#);
        for (reasons, kind, word) in [
            (&["E4A", "E4B", "E41", "E13"][..], EventKind::ReturnedHome, "returned_home"),
            (
                &["E43", "E44", "E45", "E46", "E47", "E48"],
                EventKind::SpecialGuardianship,
                "special_guardianship",
            ),
            (&["E11", "E12"], EventKind::Adopted, "adopted"),
            (&["E9"], EventKind::Detained, "detained"),
        ] {
            for reason in reasons {
                assert_eq!(unsaid(&ended(reason), ""), [Lacks::Event(kind)], "{reason}");
                assert_eq!(unsaid(&ended(reason), &from_that_day(word)), [], "{reason}");
            }
        }
        let next = r#"{"start":"2024-09-01","end":"2025-09-01","legal_status":"V2","reason_ended":"E8"}"#;
        assert_eq!(unsaid(&ended("X1"), ""), [Lacks::NextEpisode]);
        assert_eq!(unsaid(&format!("{},{next}", ended("X1")), ""), []);
        assert_eq!(unsaid(&format!("{},{next}", ended("E4A")), ""), [], "care began again that day");
        assert_eq!(unsaid(&ended("E15"), ""), [Lacks::AcceptedBirth]);
        for reason in ["E2", "E3", "E5", "E6", "E7", "E8", "E14", "E16", "E17"] {
            assert_eq!(unsaid(&ended(reason), ""), [], "{reason}");
        }
    }

    #[test]
    fn care_here_again_after_another_authority_took_over_lacks_what_was_between() {
        let back = r#"{"start":"2025-03-01","end":"2025-09-01","legal_status":"V2","reason_ended":"E8"}"#;
        let between = r#"{"start":"2024-09-01","end":"2025-03-01","authority":"Leeds"}"#;
        let until = "2025-03-01".parse().unwrap();
        assert_eq!(unsaid(&format!("{},{back}", ended("E3")), ""), [Lacks::CareElsewhere { until }]);
        assert_eq!(unsaid(&format!("{},{between},{back}", ended("E3")), ""), []);
    }

    #[test]
    fn a_short_break_ends_at_home_without_a_word() {
        let stay = r#"{"start":"2024-08-28","end":"2024-09-01","legal_status":"V3","reason_ended":"E4A"}"#;
        assert_eq!(unsaid(stay, ""), []);
    }

    #[test]
    fn it_is_said_with_the_place_the_day_and_the_code() {
        let text = format!(r#"{{"date_of_birth":"2008-06-01","episodes":[{}]}}"#, ended("E9"));
        let person: Person = serde_json::from_str(&text).unwrap();
        let said: Vec<String> = person.unsaid().iter().map(ToString::to_string).collect();
        let expected = "episodes[0] ended on 2024-09-01 with E9 (sentenced to custody), and no event detained is listed from that day";
        assert_eq!(said, [expected]);
    }
}

//! Whose duty the help is: this council's, or somebody else's. Rules 3.9 and 3.11.
//!
//! What another council owes is no gap of ours, and must not look like one: nor may it vanish. It is counted on a line of its
//! own, by council where the record names it.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{Assessment, Fact, OwedBy, Status},
    facts::CircumstanceFact,
    person::Country,
};

use crate::care::{Facts, LifeEventKind};

/// What the import wrote for an authority that the return did not name.
const NOT_NAMED: &str = "Another authority";

/// Who owes somebody the help of their status.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// This council; or nobody yet, where there is no status.
    Ours,
    /// Another council of England, by name where the record has it.
    AnotherCouncil(Option<String>),
    /// The council of another country may owe it, under its own law.
    OutsideEngland(Place),
    /// The council where they live, and that is not this one.
    WhereTheyLive,
    /// It depends on something that is not recorded.
    Open,
}

crate::words! {
    /// A country whose law is not England's.
    pub enum Place {
        /// Wales.
        Wales = "wales",
        /// Scotland.
        Scotland = "scotland",
        /// Northern Ireland.
        NorthernIreland = "northern_ireland",
        /// Not England; which one is not recorded.
        Elsewhere = "unknown",
    }
}

impl Whose {
    /// Reads it from the law's answer and the record that it was given for.
    #[must_use]
    pub fn of(law: &Law, assessment: &Assessment, facts: &Facts) -> Self {
        match assessment.owed_by {
            None if may_be_owed_elsewhere(assessment) => Self::OutsideEngland(place(facts)),
            None if matches!(assessment.status, Status::None | Status::NeedsInformation) => Self::Ours,
            None => Self::Open,
            Some(OwedBy::Authority) => match assessment.responsible_authority.as_deref() {
                Some(NOT_NAMED) => Self::AnotherCouncil(None),
                Some(name) if !is_own(law, name) => Self::AnotherCouncil(Some(name.to_owned())),
                // The care was ours, and somebody wrote down who took over since.
                _ => match took_over(facts, assessment.as_of) {
                    Some(name) if !is_own(law, &name) => Self::AnotherCouncil(Some(name)),
                    _ => Self::Ours,
                },
            },
            Some(OwedBy::AnotherCouncil) => Self::AnotherCouncil(took_over(facts, assessment.as_of)),
            Some(OwedBy::OutsideEngland) => Self::OutsideEngland(place(facts)),
            Some(OwedBy::Area) if facts.yes(CircumstanceFact::LivesInResponsibleArea) == Some(false) => {
                Self::WhereTheyLive
            }
            Some(OwedBy::Area) => Self::Ours,
        }
    }

    /// This council's figures count them.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        *self == Self::Ours
    }
}

/// The authority that took over last, where an event names it and no care began since.
fn took_over(facts: &Facts, day: NaiveDate) -> Option<String> {
    let events = facts.events.iter().filter(|event| event.recorded.stands()).map(|event| &event.note);
    let last = events
        .filter(|note| note.kind == LifeEventKind::TakenOver && note.start <= day)
        .max_by_key(|note| note.start)?;
    let since =
        facts.episodes.iter().any(|line| line.recorded.stands() && line.note.start > Some(last.start));
    last.authority.clone().filter(|_| !since)
}

/// It hangs on how care in another country counts.
fn may_be_owed_elsewhere(assessment: &Assessment) -> bool {
    assessment.missing.iter().any(|fact| matches!(fact, Fact::EpisodeCountry(_)))
}

/// The country of the last period of care outside England.
fn place(facts: &Facts) -> Place {
    let countries = facts.episodes_in_order().into_iter().rev().filter_map(|episode| episode.note.country);
    match countries.into_iter().find(|country| *country != Country::England) {
        Some(Country::Wales) => Place::Wales,
        Some(Country::Scotland) => Place::Scotland,
        Some(Country::NorthernIreland) => Place::NorthernIreland,
        Some(Country::England | Country::Unknown) | None => Place::Elsewhere,
    }
}

/// Is this the council that uses the service? One that nobody has named is the council that records leave unnamed.
fn is_own(law: &Law, name: &str) -> bool {
    law.authority().is_some_and(|own| is_same_council(own, name))
}

/// Do two names mean one council?
#[must_use]
pub fn is_same_council(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

/// Is this the name of a council? Not a code, not the words that all councils share, and not the placeholder of an import.
#[must_use]
pub fn names_a_council(name: &str) -> bool {
    let own = bare(name);
    let letters = own.iter().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    letters
        && name.chars().count() <= 100
        && !is_same_council(name, NOT_NAMED)
        && !own.iter().any(|word| word.chars().any(|c| c.is_ascii_digit()))
}

/// A council's name without the words that some write and others leave out: "London Borough of Camden" is Camden.
fn bare(name: &str) -> Vec<String> {
    const LEFT_OUT: [&str; 11] = [
        "council",
        "borough",
        "city",
        "county",
        "district",
        "metropolitan",
        "royal",
        "london",
        "of",
        "the",
        "and",
    ];
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !LEFT_OUT.contains(word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::{
        care::{Circumstance, CircumstanceNote, CircumstanceValue, Episode, EpisodeNote},
        id::{CircumstanceId, EpisodeId, PersonId},
        recorded::{Recorded, Source},
    };
    use chrono::{DateTime, NaiveDate};
    use leaving_care_rules::{assess, person::LegalStatus};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn recorded() -> Recorded {
        Recorded {
            source: Source::Import,
            at: DateTime::UNIX_EPOCH,
            by: None,
            import: None,
            superseded_at: None,
        }
    }

    fn care(note: EpisodeNote) -> Facts {
        let note = EpisodeNote { legal_status: Some(LegalStatus::C2), ..note };
        let episode = Episode {
            id: EpisodeId::new(),
            person: PersonId::new(),
            note,
            recorded: recorded(),
            superseded_by: None,
        };
        Facts { born: Some(day("2007-03-21")), episodes: vec![episode], ..Facts::default() }
    }

    fn until(end: &str, reason: &str, authority: Option<&str>) -> EpisodeNote {
        EpisodeNote {
            start: Some(day("2020-01-12")),
            end: Some(day(end)),
            reason_ended: Some(reason.into()),
            authority: authority.map(str::to_owned),
            ..EpisodeNote::default()
        }
    }

    fn whose(facts: &Facts) -> Whose {
        let (law, today) = (Law::england().unwrap(), day("2026-11-23"));
        Whose::of(law, &assess(law, &facts.before_giving(today), today), facts)
    }

    #[test]
    fn who_was_in_our_care_to_18_is_ours_and_who_was_in_leeds_care_is_leeds() {
        assert_eq!(whose(&care(until("2025-03-21", "E6", None))), Whose::Ours);
        let leeds = whose(&care(until("2025-03-21", "E6", Some("Leeds"))));
        assert_eq!(leeds, Whose::AnotherCouncil(Some("Leeds".into())));
        let placeholder = whose(&care(until("2025-03-21", "E6", Some(NOT_NAMED))));
        assert_eq!(placeholder, Whose::AnotherCouncil(None), "a placeholder is not a name");
    }

    #[test]
    fn who_was_taken_over_is_owed_by_a_council_that_we_have_to_ask_for() {
        assert_eq!(whose(&care(until("2024-09-01", "E3", None))), Whose::AnotherCouncil(None));
    }

    #[test]
    fn care_in_scotland_may_be_owed_there() {
        let scotland = EpisodeNote { country: Some(Country::Scotland), ..until("2025-03-21", "E6", None) };
        assert_eq!(whose(&care(scotland)), Whose::OutsideEngland(Place::Scotland));
    }

    #[test]
    fn without_care_of_any_council_it_is_the_one_where_they_live() {
        let mut facts = care(until("2021-06-01", "E4A", None));
        facts.events.push(crate::care::LifeEvent {
            id: crate::id::EventId::new(),
            person: PersonId::new(),
            note: crate::care::LifeEventNote {
                kind: crate::care::LifeEventKind::VoluntaryOrganisation,
                start: day("2023-01-01"),
                end: Some(day("2024-01-01")),
                lives_with: None,
                lives_with_holder: None,
                episode: None,
                authority: None,
            },
            recorded: recorded(),
            superseded_by: None,
        });
        assert_eq!(whose(&facts), Whose::Ours, "where they live is asked, and not guessed");
        facts.circumstances.push(Circumstance {
            id: CircumstanceId::new(),
            person: PersonId::new(),
            note: CircumstanceNote {
                fact: CircumstanceFact::LivesInResponsibleArea,
                value: CircumstanceValue::Yes(false),
                since: None,
            },
            recorded: recorded(),
            superseded_by: None,
        });
        assert_eq!(whose(&facts), Whose::WhereTheyLive);
    }

    #[test]
    fn a_council_without_an_offer_is_known_by_the_name_that_was_set() {
        let (law, today) = (Law::england().unwrap(), day("2026-11-23"));
        let facts = care(until("2025-03-21", "E6", Some("Leeds City Council")));
        let whose = |law: &Law| Whose::of(law, &assess(law, &facts.before_giving(today), today), &facts);
        assert_eq!(
            whose(law),
            Whose::AnotherCouncil(Some("Leeds City Council".into())),
            "nobody said who we are"
        );
        assert_eq!(whose(&law.used_by("Leeds")), Whose::Ours);
        assert_eq!(whose(&law.used_by("Camden")), Whose::AnotherCouncil(Some("Leeds City Council".into())));
        for name in ["Leeds", "City of York", "London Borough of Camden", "Stockton-on-Tees"] {
            assert!(names_a_council(name), "{name}");
        }
        for name in ["", "Council", "The Borough", "808", "E06000004", "Another authority", "-", "x"] {
            assert!(!names_a_council(name), "{name}");
        }
    }

    #[test]
    fn a_council_is_known_by_its_own_name_however_it_is_written() {
        assert_eq!(bare("London Borough of Camden"), bare("Camden Council"));
        assert_eq!(bare("Kensington and Chelsea"), bare("Royal Borough of Kensington & Chelsea"));
        assert_ne!(bare("Stockton Riverside"), bare("Stockton-on-Tees"));
    }
}

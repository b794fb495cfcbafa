//! The document that `onward assess` reads: a person's care history and circumstances, as recorded.
//!
//! One way to make a [`Person`]: pounds become pence and years become months. `null` means *nobody knows*. An unknown
//! key or code is an error, so that a misspelt fact never looks like a missing one. The output is in
//! [`crate::document`].

mod circumstances;
mod reading;

use crate::in_doubt::InDoubt;
use crate::person::{
    Circumstances, Country, Episode, Event, EventKind, LegalStatus, LivesWith, Person, Placement, ReasonEnded,
};
use chrono::NaiveDate;
pub use reading::{date, read_date, read_object};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One line of input to `onward assess`.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The caller's own id for this person, returned unchanged.
    pub id: String,
    /// What is recorded about the person.
    #[serde(deserialize_with = "read_object")]
    pub person: Person,
    /// The answer is for the start of this day.
    #[serde(deserialize_with = "read_date")]
    pub as_of: NaiveDate,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct PersonDocument {
    #[serde(default, deserialize_with = "reading::read_date_or_null")]
    date_of_birth: Option<NaiveDate>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "reading::read_date_or_null"
    )]
    died: Option<NaiveDate>,
    #[serde(default, deserialize_with = "reading::read_objects_or_null")]
    episodes: Option<Vec<Episode>>,
    #[serde(default, deserialize_with = "reading::read_objects_or_empty")]
    events: Vec<Event>,
    #[serde(default, deserialize_with = "reading::read_object_or_empty")]
    circumstances: Circumstances,
}

impl<'de> Deserialize<'de> for Person {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Person, D::Error> {
        let PersonDocument { date_of_birth, died, episodes, events, circumstances } =
            PersonDocument::deserialize(from)?;
        let person =
            Person { date_of_birth, died, episodes, events, circumstances, in_doubt: InDoubt::default() };
        Ok(person.looking_through_temporary_moves())
    }
}

impl Serialize for Person {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Person { date_of_birth, died, episodes, events, circumstances, in_doubt: _ } = self.clone();
        PersonDocument { date_of_birth, died, episodes, events, circumstances }.serialize(to)
    }
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct EpisodeDocument {
    #[serde(default, deserialize_with = "reading::read_date_or_null")]
    start: Option<NaiveDate>,
    #[serde(default, deserialize_with = "reading::read_date_or_null")]
    end: Option<NaiveDate>,
    #[serde(default)]
    legal_status: Option<LegalStatus>,
    #[serde(default)]
    placement: Option<Placement>,
    #[serde(default)]
    reason_ended: Option<ReasonEnded>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    authority: Option<String>,
    #[serde(default, skip_serializing_if = "is_false", deserialize_with = "reading::read_flag")]
    end_unknown: bool,
    #[serde(default, skip_serializing_if = "is_england", deserialize_with = "reading::read_or_default")]
    country: Country,
}

impl<'de> Deserialize<'de> for Episode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Episode, D::Error> {
        let EpisodeDocument {
            start,
            end,
            legal_status,
            placement,
            reason_ended,
            authority,
            end_unknown,
            country,
        } = EpisodeDocument::deserialize(from)?;
        Ok(Episode {
            start,
            end,
            end_unknown,
            legal_status,
            placement,
            reason_ended,
            authority,
            country,
            goes_on_elsewhere: false,
        })
    }
}

impl Serialize for Episode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Episode {
            start,
            end,
            end_unknown,
            legal_status,
            placement,
            reason_ended,
            authority,
            country,
            ..
        } = self.clone();
        EpisodeDocument { start, end, legal_status, placement, reason_ended, authority, end_unknown, country }
            .serialize(to)
    }
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct EventDocument {
    #[serde(rename = "type")]
    kind: EventKind,
    #[serde(deserialize_with = "read_date")]
    start: NaiveDate,
    #[serde(default, deserialize_with = "reading::read_date_or_null")]
    end: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    with: Option<LivesWith>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lives_with_holder: Option<bool>,
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Event, D::Error> {
        let EventDocument { kind, start, end, with, lives_with_holder } = EventDocument::deserialize(from)?;
        Ok(Event { kind, start, end, with, lives_with_holder })
    }
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Event { kind, start, end, with, lives_with_holder } = self.clone();
        EventDocument { kind, start, end, with, lives_with_holder }.serialize(to)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_england(country: &Country) -> bool {
    *country == Country::England
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_person_with_nothing_known_is_still_a_person() {
        let person: Person = serde_json::from_str("{}").unwrap();
        assert_eq!(person, Person::default());
    }

    #[test]
    fn a_misspelt_fact_is_refused_by_name() {
        let refused =
            serde_json::from_str::<Person>(r#"{"circumstances":{"privatly_renting":true}}"#).unwrap_err();
        assert!(refused.to_string().contains("privatly_renting"), "{refused}");
    }

    #[test]
    fn a_code_that_no_return_ever_had_is_refused_and_null_is_not() {
        for wrong in [
            r#"{"legal_status":"Q7"}"#,
            r#"{"placement":"u4"}"#,
            r#"{"placement":"Foster"}"#,
            r#"{"reason_ended":"e4a"}"#,
            r#"{"reason_ended":"home"}"#,
            r#"{"country":"Wales"}"#,
        ] {
            assert!(serde_json::from_str::<Episode>(wrong).is_err(), "{wrong}");
        }
        let episode: Episode =
            serde_json::from_str(r#"{"legal_status":null,"end_unknown":null,"country":null}"#).unwrap();
        assert_eq!(episode, Episode::default());
    }

    #[test]
    fn codes_from_every_year_of_the_return_are_accepted() {
        for code in ["H5", "P2", "Z1", "K3", "Z14", "T0"] {
            let episode: Episode = serde_json::from_str(&format!(r#"{{"placement":"{code}"}}"#)).unwrap();
            assert_eq!(episode.placement.map(Placement::code), Some(code));
        }
        for code in ["E43", "E44", "E17", "X1"] {
            let episode: Episode = serde_json::from_str(&format!(r#"{{"reason_ended":"{code}"}}"#)).unwrap();
            assert_eq!(episode.reason_ended.map(ReasonEnded::code), Some(code));
        }
    }

    #[test]
    fn what_is_read_is_written_back_unchanged() {
        let text = r#"{"date_of_birth":"2008-05-10","died":"2026-01-02","episodes":[{"start":"2020-01-01","end":null,
            "legal_status":"C2","placement":"U4","reason_ended":null,"country":"wales"}],"events":[],
            "circumstances":{"parent":true,"ehcp":false,"setting_up_home_paid":1250.5,"homeless":"at_risk",
            "education":{"kind":"he","course_years":1.5,"continuing":true}}}"#;
        let person: Person = serde_json::from_str(text).unwrap();
        assert_eq!(person.circumstances.setting_up_home_paid, Some(125_050));
        let months = person.circumstances.education.as_ref().and_then(|education| education.course_months);
        assert_eq!(months, Some(18));
        let again: Person = serde_json::from_str(&serde_json::to_string(&person).unwrap()).unwrap();
        assert_eq!(again, person);
    }
}

//! Circumstances in a document: one key per fact, with no line of code for any fact in the list.

use super::reading;
use crate::facts::{FactId, TESTED};
use crate::person::{Circumstances, Education, EducationKind};
use chrono::NaiveDate;
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The fact that a key stands for, if it belongs among the circumstances.
fn answered(key: &str) -> Option<FactId> {
    let tested = FactId::ALL.get(..TESTED).unwrap_or_default();
    tested.iter().copied().find(|fact| fact.name() == key)
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Circumstances;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object { … } of circumstances")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Circumstances, A::Error> {
        let mut circumstances = Circumstances::default();
        let mut seen: Vec<Box<str>> = Vec::new();
        while let Some(key) = map.next_key::<Key>()? {
            let key = &*key.0;
            if seen.iter().any(|before| **before == *key) {
                return Err(A::Error::custom(format_args!("the fact `{key}` appears twice")));
            }
            read_one(&mut circumstances, key, &mut map)?;
            seen.push(key.into());
        }
        Ok(circumstances)
    }
}

fn read_one<'de, A: MapAccess<'de>>(
    circumstances: &mut Circumstances,
    key: &str,
    map: &mut A,
) -> Result<(), A::Error> {
    let day = |map: &mut A| map.next_value::<Option<reading::Date>>().map(|date| date.map(|date| date.0));
    match key {
        "homeless" => circumstances.homeless = map.next_value()?,
        "education" => {
            let read = map.next_value::<Option<reading::Object<Education>>>()?;
            circumstances.education = read.map(|object| object.0);
        }
        "education_request_date" => circumstances.education_request_date = day(map)?,
        "support_request_date" => circumstances.support_request_date = day(map)?,
        "support_declined_date" => circumstances.support_declined_date = day(map)?,
        "leave_to_remain_ends" => circumstances.leave_to_remain_ends = day(map)?,
        "plan_reviewed_date" => circumstances.plan_reviewed_date = day(map)?,
        "adviser_contact_date" => circumstances.adviser_contact_date = day(map)?,
        "shares_tenancy" => circumstances.shares_tenancy = map.next_value()?,
        "setting_up_home_paid" => {
            let pounds = map.next_value::<Option<reading::Number>>()?;
            circumstances.setting_up_home_paid = pounds.map(|pounds| reading::hundredths(pounds.0));
        }
        key => match answered(key) {
            Some(fact) => circumstances.answers.set(fact, map.next_value()?),
            None => {
                map.next_value::<IgnoredAny>()?;
                return Err(A::Error::custom(format_args!("there is no fact called `{key}`")));
            }
        },
    }
    Ok(())
}

/// A key, borrowed where the document allows it.
struct Key<'de>(std::borrow::Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Key<'de>, D::Error> {
        struct KeyReader;

        impl<'de> Visitor<'de> for KeyReader {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a fact")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(text.into()))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(text.to_owned().into()))
            }
        }
        from.deserialize_str(KeyReader)
    }
}

impl<'de> Deserialize<'de> for Circumstances {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Circumstances, D::Error> {
        from.deserialize_map(Reader)
    }
}

impl Serialize for Circumstances {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for fact in FactId::ALL.get(..TESTED).unwrap_or_default() {
            if let Some(answer) = self.answers.get(*fact) {
                map.serialize_entry(fact.name(), &answer)?;
            }
        }
        macro_rules! put {
            ($($key:literal: $value:expr,)*) => {
                $(if let Some(value) = &$value { map.serialize_entry($key, value)?; })*
            };
        }
        put! {
            "homeless": self.homeless,
            "education": self.education,
            "education_request_date": self.education_request_date,
            "support_request_date": self.support_request_date,
            "support_declined_date": self.support_declined_date,
            "setting_up_home_paid": self.setting_up_home_paid.map(pounds),
            "leave_to_remain_ends": self.leave_to_remain_ends,
            "plan_reviewed_date": self.plan_reviewed_date,
            "adviser_contact_date": self.adviser_contact_date,
            "shares_tenancy": self.shares_tenancy,
        }
        map.end()
    }
}

/// Pence in the form a document uses for money.
fn pounds(pence: i64) -> f64 {
    #[expect(clippy::as_conversions, reason = "pounds: far below where a float rounds")]
    let pounds = pence as f64;
    pounds / 100.0
}

/// A course in a document.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
struct EducationDocument {
    kind: Option<EducationKind>,
    #[serde(deserialize_with = "reading::read_date_or_null")]
    start: Option<NaiveDate>,
    #[serde(deserialize_with = "reading::read_date_or_null")]
    end: Option<NaiveDate>,
    in_pathway_plan: Option<bool>,
    #[serde(deserialize_with = "reading::read_number_or_null")]
    course_years: Option<f64>,
    full_time: Option<bool>,
    residential: Option<bool>,
    continuing: Option<bool>,
}

impl<'de> Deserialize<'de> for Education {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Education, D::Error> {
        let course = EducationDocument::deserialize(from)?;
        Ok(Education {
            kind: course.kind,
            start: course.start,
            end: course.end,
            in_pathway_plan: course.in_pathway_plan,
            course_months: course.course_years.map(reading::months),
            full_time: course.full_time,
            residential: course.residential,
            continuing: course.continuing,
        })
    }
}

impl Serialize for Education {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        EducationDocument {
            kind: self.kind,
            start: self.start,
            end: self.end,
            in_pathway_plan: self.in_pathway_plan,
            course_years: self.course_months.map(|months| f64::from(months) / 12.0),
            full_time: self.full_time,
            residential: self.residential,
            continuing: self.continuing,
        }
        .serialize(to)
    }
}

//! How the document's values are read: strictly, and with refusals in plain words.

use chrono::{Datelike, NaiveDate};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// The years that a date in a document may have: anything else is a typing error.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A date in a document: `2026-11-22`, a real day, in a year from 1900 to 2199.
///
/// # Errors
/// What is wrong with it, in plain words.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    let digits = |part: &str, count: usize| {
        let right = part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        right.then(|| part.parse::<i32>().ok()).flatten()
    };
    let mut parts = text.splitn(3, '-');
    let mut next = |count| digits(parts.next().unwrap_or_default(), count);
    let (Some(year), Some(month), Some(day)) = (next(4), next(2), next(2)) else {
        return Err(format!("`{text}` is not a date: write it as 2026-11-22"));
    };
    let (Ok(month), Ok(day)) = (u32::try_from(month), u32::try_from(day)) else {
        return Err(format!("`{text}` is not a date: write it as 2026-11-22"));
    };
    match NaiveDate::from_ymd_opt(year, month, day) {
        None => Err(format!("there is no day {text}")),
        Some(date) if !YEARS.contains(&date.year()) => {
            Err(format!("{text} can't be right: years go from {} to {}", YEARS.start(), YEARS.end()))
        }
        Some(date) => Ok(date),
    }
}

/// Reads a date. See [`date`].
///
/// # Errors
/// What is wrong with it, in plain words.
pub fn read_date<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    from.deserialize_str(DateReader)
}

pub(super) fn read_date_or_null<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    Ok(Option::<Date>::deserialize(from)?.map(|date| date.0))
}

pub(super) struct Date(pub(super) NaiveDate);

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        read_date(from).map(Date)
    }
}

struct DateReader;

impl Visitor<'_> for DateReader {
    type Value = NaiveDate;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date like \"2026-11-22\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<NaiveDate, E> {
        date(text).map_err(E::custom)
    }
}

pub(super) fn read_number_or_null<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    Ok(Option::<Number>::deserialize(from)?.map(|number| number.0))
}

pub(super) struct Number(pub(super) f64);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Number, D::Error> {
        struct NumberReader;

        impl Visitor<'_> for NumberReader {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Number, E> {
                Ok(Number(number))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Number, E> {
                #[expect(clippy::as_conversions, reason = "pounds and years: far below where a float rounds")]
                let number = number as f64;
                Ok(Number(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
                #[expect(clippy::as_conversions, reason = "pounds and years: far below where a float rounds")]
                let number = number as f64;
                Ok(Number(number))
            }
        }
        from.deserialize_f64(NumberReader)
    }
}

/// Pounds as pence.
pub(super) fn hundredths(number: f64) -> i64 {
    #[expect(
        clippy::as_conversions,
        reason = "a float as a whole number stops at the ends; not-a-number becomes 0"
    )]
    let whole = (number * 100.0).round() as i64;
    whole
}

/// Years as whole months, rounded down.
pub(super) fn months(years: f64) -> u32 {
    #[expect(
        clippy::as_conversions,
        clippy::cast_sign_loss,
        reason = "a float as a whole number stops at the ends; not-a-number becomes 0"
    )]
    let whole = (years * 12.0 + 1e-6).floor() as u32;
    whole
}

/// An object with named keys, never a bare list of its values.
pub(super) struct Object<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Object<T>, D::Error> {
        struct ObjectReader<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectReader<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object { … }")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Object)
            }
        }
        from.deserialize_map(ObjectReader(PhantomData))
    }
}

/// Reads an object; see [`Object`].
///
/// # Errors
/// It is not an object, or something in it is wrong.
pub fn read_object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    Object::deserialize(from).map(|object| object.0)
}

pub(super) fn read_object_or_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    Ok(Option::<Object<T>>::deserialize(from)?.map(|object| object.0))
}

/// Reads an object; `null` is the empty one.
pub(super) fn read_object_or_empty<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    from: D,
) -> Result<T, D::Error> {
    read_object_or_null(from).map(Option::unwrap_or_default)
}

/// Reads a list of objects or `null`.
pub(super) fn read_objects_or_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<Vec<T>>, D::Error> {
    let list = Option::<Vec<Object<T>>>::deserialize(from)?;
    Ok(list.map(|list| list.into_iter().map(|object| object.0).collect()))
}

/// Reads a list of objects; `null` is the empty one.
pub(super) fn read_objects_or_empty<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Vec<T>, D::Error> {
    read_objects_or_null(from).map(Option::unwrap_or_default)
}

/// Reads yes or no; `null` means no.
pub(super) fn read_flag<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// Reads a word of a closed list; `null` is the default one.
pub(super) fn read_or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    from: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use crate::person::{Episode, Person};

    fn refused(person: &str) -> String {
        serde_json::from_str::<Person>(person).unwrap_err().to_string()
    }

    #[test]
    fn a_bad_date_is_refused_in_plain_words() {
        for (date, why) in [
            ("\"2026-02-30\"", "there is no day 2026-02-30"),
            ("\"04/03/2019\"", "`04/03/2019` is not a date: write it as 2026-11-22"),
            ("\" 2019-03-04\"", "is not a date"),
            ("\"2019-3-4\"", "is not a date"),
            ("\"2019-03-04T00:00:00\"", "is not a date"),
            ("\"0203-02-28\"", "0203-02-28 can't be right: years go from 1900 to 2199"),
            ("\"0000-01-01\"", "can't be right"),
            ("\"-001-01-01\"", "is not a date"),
            ("20190304", "expected a date like"),
        ] {
            let told = refused(&format!(r#"{{"date_of_birth":{date}}}"#));
            assert!(told.contains(why), "{date}: {told}");
            let told = refused(&format!(r#"{{"episodes":[{{"start":{date}}}]}}"#));
            assert!(told.contains(why), "{date}: {told}");
        }
    }

    #[test]
    fn an_object_is_never_a_bare_list() {
        for person in [
            r#"["2009-05-10",null,[],{}]"#,
            r#"{"circumstances":{"education":["he"]}}"#,
            r#"{"episodes":[["2020-01-01",null,"C2"]]}"#,
            r#"{"events":[["missing","2020-01-01"]]}"#,
            r#"{"circumstances":[]}"#,
        ] {
            let text = format!(r#"{{"id":"x","person":{person},"as_of":"2026-11-22"}}"#);
            let told = serde_json::from_str::<crate::json::Request>(&text).unwrap_err().to_string();
            assert!(told.contains("expected an object"), "{person}: {told}");
        }
    }

    #[test]
    fn null_means_not_known_everywhere_and_a_word_is_not_a_number() {
        let person: Person = serde_json::from_str(
            r#"{"date_of_birth":null,"episodes":null,"events":null,"circumstances":null}"#,
        )
        .unwrap();
        assert_eq!(person, Person::default());
        let person: Person = serde_json::from_str(
            r#"{"episodes":[{"start":null,"end":null,"legal_status":null,"placement":null,"reason_ended":null,
                "authority":null,"end_unknown":null}],"circumstances":{"education":null,"parent":null,
                "setting_up_home_paid":null,"leave_to_remain_ends":null}}"#,
        )
        .unwrap();
        assert_eq!(person.episodes.as_deref(), Some(&[Episode::default()][..]));
        let told = refused(r#"{"circumstances":{"setting_up_home_paid":"all"}}"#);
        assert!(told.contains("expected a number"), "{told}");
    }
}

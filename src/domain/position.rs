//! A care leaver's position around a birthday, as the yearly return asks for it: in touch, activity, accommodation. It is read
//! from contacts, homes and activities; nobody types it.

use chrono::{Months, NaiveDate};
use leaving_care_rules::calendar::birthday;

use crate::{
    contact::ContactKind,
    living::{Activity, Home, activity_on, home_on},
};

/// The birthdays that the return asks about.
const AGES: std::ops::RangeInclusive<u8> = 17..=25;

/// A birthday of the return with the days on which contact counts for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub age: u8,
    /// The birthday.
    pub on: NaiveDate,
    /// Contact counts from this day.
    pub from: NaiveDate,
    /// It counts up to and including this day.
    pub until: NaiveDate,
}

impl Asked {
    fn at(born: NaiveDate, age: u8) -> Option<Self> {
        let on = birthday(born, age);
        Some(Self {
            age,
            on,
            from: on.checked_sub_months(Months::new(3))?,
            until: on.checked_add_months(Months::new(1))?,
        })
    }

    /// The birthday for which contact on this day counts, if there is one.
    #[must_use]
    pub fn on_day(born: NaiveDate, day: NaiveDate) -> Option<Self> {
        AGES.filter_map(|age| Self::at(born, age)).find(|asked| asked.from <= day && day <= asked.until)
    }
}

/// What the return would say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    pub asked: Asked,
    /// The last day in the window on which they were reached.
    pub in_touch: Option<NaiveDate>,
    /// The code of the activity.
    pub activity: Option<String>,
    /// The code of the home with its digit.
    pub home: Option<String>,
    /// There is a home, and nobody has judged whether it is suitable.
    pub not_judged: bool,
}

impl Position {
    /// From what is recorded. Before the birthday, what is so today stands for it.
    #[must_use]
    pub fn of(
        asked: Asked,
        today: NaiveDate,
        contacts: &[(NaiveDate, ContactKind)],
        homes: &[Home],
        activities: &[Activity],
    ) -> Self {
        let day = asked.on.min(today);
        let counts = |day: NaiveDate| asked.from <= day && day <= asked.until;
        let home = home_on(homes, day).map(|home| &home.note);
        Self {
            asked,
            in_touch: contacts
                .iter()
                .filter(|(day, kind)| kind.reached() && counts(*day))
                .map(|(day, _)| *day)
                .max(),
            activity: activity_on(activities, day).map(|one| one.note.kind.clone()),
            home: home.and_then(crate::living::HomeNote::code),
            not_judged: home.is_some_and(|home| home.code().is_none()),
        }
    }

    /// Nothing is missing.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.in_touch.is_some() && self.activity.is_some() && self.home.is_some()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn contact_counts_from_three_months_before_a_birthday_to_one_month_after() {
        let born = day("2007-01-12");
        let asked = Asked::on_day(born, day("2026-11-23")).unwrap();
        assert_eq!((asked.age, asked.on), (20, day("2027-01-12")));
        assert_eq!((asked.from, asked.until), (day("2026-10-12"), day("2027-02-12")));
        assert_eq!(Asked::on_day(born, day("2026-10-11")), None);
        assert_eq!(Asked::on_day(born, day("2027-02-13")), None);
        assert_eq!(Asked::on_day(day("2015-01-12"), day("2026-11-23")), None, "the return does not ask yet");
    }

    #[test]
    fn a_try_and_a_refusal_are_no_contact() {
        let asked = Asked::on_day(day("2007-01-12"), day("2026-11-23")).unwrap();
        let met = |kinds: &[ContactKind]| {
            let contacts: Vec<_> = kinds.iter().map(|kind| (day("2026-11-20"), *kind)).collect();
            Position::of(asked, day("2026-11-23"), &contacts, &[], &[]).in_touch
        };
        assert_eq!(met(&[ContactKind::Tried, ContactKind::Refused]), None);
        assert_eq!(met(&[ContactKind::Call]), Some(day("2026-11-20")), "a call is contact, though no visit");
    }
}

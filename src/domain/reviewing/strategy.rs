//! The clock of an initial child protection conference, which begins with a strategy discussion.

use chrono::NaiveDate;

use crate::{
    id::{PersonId, StrategyId},
    office,
    recorded::Recorded,
};

/// In working days from the strategy discussion at which enquiries under section 47 began to the initial conference. Working Together to
/// Safeguard Children [M]: from memory, to be read again.
pub const INITIAL_CONFERENCE: u32 = 15;

/// A strategy discussion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrategyNote {
    /// The one at which the enquiries began, where there were several.
    pub held_on: NaiveDate,
    /// Why no conference is needed after all, and who decided it: then no clock runs.
    pub no_conference: Option<String>,
}

/// The same, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strategy {
    pub id: StrategyId,
    pub person: PersonId,
    pub note: StrategyNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<StrategyId>,
}

/// The earliest discussion that a conference still has to follow.
#[must_use]
pub fn waiting<'s>(all: &'s [Strategy], held: &[NaiveDate]) -> Option<&'s Strategy> {
    let followed = |one: &Strategy| held.iter().any(|day| *day >= one.note.held_on);
    let waits = |one: &&Strategy| one.note.no_conference.is_none() && !followed(one);
    all.iter().filter(waits).min_by_key(|one| (one.note.held_on, one.id))
}

/// By when the initial conference is due. `held`: the days of conferences.
#[must_use]
pub fn initial_due(all: &[Strategy], held: &[NaiveDate]) -> Option<NaiveDate> {
    waiting(all, held).map(|one| office::working_days_after(one.note.held_on, INITIAL_CONFERENCE))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::{Strategy, *};
    use crate::{moment::Moment, recorded::Source};
    use chrono::{Datelike, Days, Weekday};
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn strategy(on: NaiveDate, no_conference: Option<&str>) -> Strategy {
        let at = Moment { at: "2026-11-23T10:00:00Z".parse().unwrap(), today: on }.at;
        Strategy {
            id: StrategyId::new(),
            person: PersonId::new(),
            note: StrategyNote { held_on: on, no_conference: no_conference.map(str::to_owned) },
            recorded: Recorded { source: Source::Staff, at, by: None, import: None, superseded_at: None },
            superseded_by: None,
        }
    }

    #[test]
    fn a_first_conference_is_due_in_15_working_days_and_christmas_does_not_count() {
        let due = |on: &str, held: &[&str]| {
            let held: Vec<_> = held.iter().map(|text| day(text)).collect();
            initial_due(&[strategy(day(on), None)], &held).map(|day| day.to_string())
        };
        assert_eq!(due("2026-11-02", &[]).as_deref(), Some("2026-11-23"));
        // 25 and 28 December and 1 January are holidays in 2026/27.
        assert_eq!(due("2026-12-14", &[]).as_deref(), Some("2027-01-07"));
        assert_eq!(due("2026-11-02", &["2026-11-20"]), None, "it was held");
        assert_eq!(
            due("2026-11-02", &["2026-05-01"]).as_deref(),
            Some("2026-11-23"),
            "an earlier one does not count"
        );
    }

    #[test]
    fn of_several_the_first_counts_and_none_where_no_conference_is_needed() {
        let all = [strategy(day("2026-11-09"), None), strategy(day("2026-11-02"), None)];
        assert_eq!(initial_due(&all, &[]), Some(day("2026-11-23")));
        let ended = [strategy(day("2026-11-02"), Some("Not substantiated; the team manager, 12 November"))];
        assert_eq!(initial_due(&ended, &[]), None);
    }

    proptest! {
        /// Against a count of its own, over weekends and the holidays of two years.
        #[test]
        fn it_is_never_less_than_15_working_days(offset in 0_u64..700) {
            const HOLIDAYS: [&str; 16] = [
                "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25",
                "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30",
                "2027-12-27", "2027-12-28",
            ];
            let on = day("2026-01-01") + Days::new(offset);
            let works = |one: NaiveDate| {
                !matches!(one.weekday(), Weekday::Sat | Weekday::Sun) && !HOLIDAYS.contains(&one.to_string().as_str())
            };
            let (mut count, mut last) = (0, on);
            while count < 15 {
                last = last + Days::new(1);
                count += u32::from(works(last));
            }
            prop_assume!(last <= day("2027-12-31"));
            prop_assert_eq!(initial_due(&[strategy(on, None)], &[]), Some(last));
        }
    }
}

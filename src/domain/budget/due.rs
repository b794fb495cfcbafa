//! What is due before the next pay day.

use chrono::{Days, Months, NaiveDate};

use super::{Budget, BudgetLine, Every, Side};
use crate::money::Pence;

/// Something that is due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due<'b> {
    /// The day.
    pub on: NaiveDate,
    /// What.
    pub line: &'b BudgetLine,
}

/// Everything that goes out on a known day from `today` on and before `pay_day`, in the order of days.
#[must_use]
pub fn due_before(budget: &Budget, today: NaiveDate, pay_day: NaiveDate) -> Vec<Due<'_>> {
    let mut due: Vec<Due<'_>> = budget
        .of(Side::Out)
        .filter_map(|line| Some((line, line.note.due?)))
        .flat_map(|(line, first)| {
            days(first, line.note.every)
                .skip_while(move |on| *on < today)
                .take_while(move |on| *on < pay_day)
                .map(move |on| Due { on, line })
        })
        .collect();
    due.sort_by_key(|due| (due.on, due.line.id));
    due
}

impl Due<'_> {
    /// The sum of several.
    #[must_use]
    pub fn sum(due: &[Due<'_>]) -> Pence {
        Pence(due.iter().map(|due| due.line.note.amount.0).fold(0, i64::saturating_add))
    }
}

/// How far ahead anything is looked for: no budget is asked beyond.
const MOST: u32 = 3_000;

/// The day and those that follow from it. A month that lacks the day has its last one instead, and the next month the day
/// again.
fn days(first: NaiveDate, every: Every) -> impl Iterator<Item = NaiveDate> {
    (0..MOST).map_while(move |step| match every {
        Every::Week => first.checked_add_days(Days::new(u64::from(step) * 7)),
        Every::Fortnight => first.checked_add_days(Days::new(u64::from(step) * 14)),
        Every::FourWeeks => first.checked_add_days(Days::new(u64::from(step) * 28)),
        Every::Month => first.checked_add_months(Months::new(step)),
        Every::Year => first.checked_add_months(Months::new(step * 12)),
    })
}

/// The first such day from `today` on.
#[must_use]
pub fn next_from(first: NaiveDate, every: Every, today: NaiveDate) -> Option<NaiveDate> {
    days(first, every).find(|day| *day >= today)
}

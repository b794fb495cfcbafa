//! Support after 21 is offered at 21 and at least every 12 months until 25, to whoever does not have it. Children Act 1989
//! s.23CZB(7).

use chrono::{Days, Months, NaiveDate};
use leaving_care_rules::assessment::{DutyStage, Status};
use onward_domain::talk::promised_by;
use onward_store::scope::OneDay;

use super::row::{Kind, Row};
use crate::usecases::adviser::answered::Answered;

/// As soon as possible after the birthday, as this service reads it; and so many days before a year is over, it stands in the list.
const WITHIN: u64 = 28;
/// It is offered again at least after so many months.
const AGAIN: u32 = 12;

/// Whether it is owed to them at their age and status, while they don't have it.
fn is_owed(one: &Answered, day: &OneDay) -> bool {
    let status = matches!(one.assessment.status, Status::FormerRelevant | Status::FormerRelevantEducation);
    status && one.assessment.duty_stage != Some(DutyStage::S23CZB) && !day.offers.wanted()
}

/// The row, while it stands.
pub(super) fn offer(one: &Answered, day: &OneDay) -> Option<Row> {
    let dates = &one.assessment.dates;
    let (turned, ends) = (dates.turns_21?, dates.turns_25?);
    if !is_owed(one, day) || one.today < turned || ends <= one.today {
        return None;
    }
    let (person, last) = (one.listed.person.id, day.offers.last.filter(|last| *last >= turned));
    let kind = Kind::Offer { turned, last, open: day.offers.open };
    if let Some(last) = last.filter(|_| day.offers.open) {
        let due = last.checked_add_days(Days::new(WITHIN)).unwrap_or(last);
        return Some(Row::new(person, kind, due, one.today));
    }
    let due = match (last, before_our_time(one, turned)) {
        // A year after there is a record here, it is late even if it was never written down.
        (None, Some(began)) => began.checked_add_months(Months::new(AGAIN))?,
        (None, None) => turned.checked_add_days(Days::new(WITHIN))?,
        (Some(_), _) => day.offers.due(turned, ends)?,
    };
    let row = Row::new(person, kind, due, one.today).ahead(WITHIN, one.today);
    (row.day <= one.today).then_some(row).filter(|_| due < ends)
}

/// They said yes themselves, and nobody has reached them since.
pub(super) fn wanted(one: &Answered, day: &OneDay) -> Option<Row> {
    let (_, since) = day.offers.answer.filter(|_| day.offers.wanted() && day.offers.by_young)?;
    if one.listed.last_contact.is_some_and(|met| met >= since) {
        return None;
    }
    let kind = Kind::SupportWanted { since };
    Some(Row::new(one.listed.person.id, kind, promised_by(since), one.today))
}

/// They turned 21 before this day, the first of their record here, and no offer is written down.
#[must_use]
pub fn not_recorded(one: &Answered, day: &OneDay) -> bool {
    let dates = &one.assessment.dates;
    let (Some(turned), Some(ends)) = (dates.turns_21, dates.turns_25) else { return false };
    is_owed(one, day)
        && turned <= one.today
        && one.today < ends
        && day.offers.last.is_none()
        && before_our_time(one, turned).is_some()
        && offer(one, day).is_none()
}

fn before_our_time(one: &Answered, turned: NaiveDate) -> Option<NaiveDate> {
    one.listed.shown().began.filter(|began| turned < *began)
}

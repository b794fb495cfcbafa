//! Listed as a care leaver here, after care that ended in a way that leaves nobody on that list: adopted, under a special
//! guardianship, or taken over by another council.

use super::super::super::code::EPISODE_CEASED;
use super::super::super::ledger::Line;
use super::super::{History, Holds, PositionRow, Row, RowKey, after_months, birthday};
use super::{About, day, line_up::Period};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Asks about somebody who is listed though another took them in. The rules believe the reason for the end; if the list is
/// right, there is another answer, so it waits.
pub(super) fn with_others(
    out: &mut History,
    latest: &BTreeMap<RowKey, &Line>,
    periods: &[Period<'_>],
    about: &About<'_>,
) {
    // Asked already whether a time in care is missing.
    if out.asks.iter().any(|ask| ask.key == "leaver") {
        return;
    }
    let adult = birthday(about.birth, 18);
    for (key, line) in latest {
        let (RowKey::Position(_), Row::Position(row)) = (key, &line.row) else { continue };
        let within = line.year.first_day()..=line.year.last_day();
        let turned = (17u8..=25).map(|age| birthday(about.birth, age)).find(|on| within.contains(on));
        let last = |on: NaiveDate| periods.iter().rev().find(|period| period.start < on);
        let Some((on, last)) = turned.and_then(|on| Some((on, last(on)?))) else { continue };
        let Some((end, why)) = ended_with_others(last, row, on.min(adult)) else { continue };
        out.look(
            *key,
            "CHILD",
            "Listed as a care leaver, after care that another council, an adopter or a guardian took over.",
            "Check the reason that care ended, and whether they belong in this table.",
        );
        out.ask_holding(
            format!("listed {end}"),
            format!(
                "The return of {} lists them as a care leaver at their birthday on {}. By the care episodes, care here ended on {} ({}). \
                 Is that reason right, or the list? Was there care here since?",
                line.year,
                day(on),
                day(end),
                EPISODE_CEASED.words(why).unwrap_or(why)
            ),
            Holds::Care,
        );
        return;
    }
}

/// The end, and its reason, where by that day nobody was a care leaver of this council any more. CLR 2010 reg 3(5): six months with
/// adopters or a guardian; CA 1989 s.23A(4): the council that last looked after them.
fn ended_with_others(
    last: &Period<'_>,
    row: &PositionRow,
    by: NaiveDate,
) -> Option<(NaiveDate, &'static str)> {
    let (end, why) = (last.row.end?, last.row.ceased?);
    if last.until != Some(end) || matches!(row.in_touch, "RHOM" | "DIED") {
        return None;
    }
    let gone = match why {
        "E3" => end <= by,
        "E11" | "E12" | "E43" | "E44" | "E45" | "E46" | "E47" | "E48" => after_months(end, 6) <= by,
        _ => false,
    };
    gone.then_some((end, why))
}

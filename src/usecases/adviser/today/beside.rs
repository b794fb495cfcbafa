//! What stands beside the list of the day: what their people did since the office was last open, and steps that can be ticked.

use chrono::NaiveDateTime;
use onward_domain::{
    office,
    open_steps::{Needs, OpenStep},
};
use onward_store::{
    StoreResult,
    repo::since::DoneByThem,
    scope::{Caseload, WithCovered},
};

use crate::{
    clock::london_time,
    usecases::{adviser::see_steps::in_order, ask::Ask},
};

/// So many of each are shown.
const SHOWN: usize = 4;

/// Beside the list.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// When the office last closed, in London.
    pub since: Option<NaiveDateTime>,
    /// What their people did since, newest first; of one person and one kind the newest.
    pub done: Vec<DoneByThem>,
    /// The first of the steps that are stuck, carried over twice or overdue, in the order of the list of steps.
    pub steps: Vec<OpenStep>,
    /// How many there are of them.
    pub all_steps: usize,
}

/// Of these people, who were read and logged before.
pub(super) fn beside(ask: &Ask<'_, Caseload>, theirs: &WithCovered) -> StoreResult<Beside> {
    let Some(since) = office::closed_before(ask.now.today) else { return Ok(Beside::default()) };
    let mut done: Vec<DoneByThem> = Vec::new();
    // London is never behind UTC, so nothing since then is left out.
    let from = since.and_utc() - chrono::TimeDelta::hours(1);
    for one in theirs.done_by_them(ask.tx, from)? {
        let known = done.iter().any(|other| other.person == one.person && other.what == one.what);
        if !known && london_time(one.at) >= since {
            done.push(one);
        }
    }
    done.truncate(SHOWN);
    let mut steps = theirs.open_steps(ask.tx, ask.now)?;
    steps.retain(|one| matches!(one.first(ask.now.today), Needs::Stuck | Needs::Overdue | Needs::Twice));
    in_order(&mut steps, ask.now.today);
    let all_steps = steps.len();
    steps.truncate(SHOWN);
    Ok(Beside { since: Some(since), done, steps, all_steps })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_monday_the_office_closed_on_friday_and_after_a_bank_holiday_before_it() {
        let closes = |text: &str| text.parse().ok().and_then(office::closed_before).map(|at| at.to_string());
        assert_eq!(closes("2026-11-23").as_deref(), Some("2026-11-20 17:00:00"));
        assert_eq!(closes("2026-11-24").as_deref(), Some("2026-11-23 17:00:00"));
        assert_eq!(closes("2026-12-29").as_deref(), Some("2026-12-24 17:00:00"));
    }
}

//! Relevant child: CA 1989 s.23A; CLR reg 3.

use super::CareDays;
use crate::grid::Held;

/// Within section 23A before considering six months at home: 16 or 17, not looked after, and either once
/// eligible (s.23A(2)) or in custody or hospital at 16 directly after 13 weeks in care (CLR reg 3(2)).
///
/// *Once eligible* includes an ordinary episode that ended at 16 or later with 91 days before its end: its last day
/// may be the 91st, and it may have ended on the 16th birthday itself. "Before last ceasing to be looked after" is
/// not "immediately before": one eligible day at 16 is enough.
pub(super) fn within_relevant<const W: usize>(
    on: &CareDays<W>,
    once_eligible: Held<W>,
    detained_from_care: bool,
) -> Held<W> {
    on.sixteen_or_seventeen() & on.not_looked_after() & (once_eligible | Held::constant(detained_from_care))
}

/// Relevant: within section 23A, and has not lived at home for a continuous six months. CLR reg 3(5).
///
/// When the time at home ends, the child is relevant again (reg 3(6)), because only days at home are excluded.
pub(super) fn relevant<const W: usize>(on: &CareDays<W>, within_relevant: Held<W>) -> Held<W> {
    within_relevant & !on.six_months_home
}

/// Eligible on an earlier day, or an ordinary episode ended at 16 or later with 91 days before its end. s.23A(2).
pub(super) fn once_eligible<const W: usize>(on: &CareDays<W>, eligible: Held<W>) -> Held<W> {
    let care_ended = on.ordinary.just_before() & !on.ordinary & on.from_16 & on.thirteen_weeks;
    (eligible | care_ended).ever()
}

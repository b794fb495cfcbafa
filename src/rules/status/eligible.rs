//! Eligible child: CA 1989 Sch 2 para 19B; CPR reg 40.

use super::CareDays;
use crate::grid::Held;

/// Looked after, 16 or 17, with 13 weeks since 14 complete.
///
/// The period then began after 14 and includes a day at 16 by construction. On a short break the child is looked after
/// but not eligible: reg 40(2).
pub(super) fn eligible<const W: usize>(on: &CareDays<W>) -> Held<W> {
    on.sixteen_or_seventeen() & on.ordinary & on.thirteen_weeks
}

//! Persons qualifying for advice and assistance: CA 1989 s.24.

use super::CareDays;
use crate::grid::Held;

/// The six routes in the order of the law; the first that fits is the person's.
///
/// 16 to 20, not looked after in any way on the day, and neither eligible, relevant nor former relevant
/// (`otherwise_owed`). The status ends at 21; entitlements that need it remember the route held the day
/// before.
pub(super) fn routes<const W: usize>(on: &CareDays<W>, otherwise_owed: Held<W>) -> [Held<W>; 6] {
    let mut rest = on.from_16 & !on.from_21 & on.not_looked_after() & !otherwise_owed;
    let [looked_after, voluntary, private_home, health, fostering] = on.accommodated;
    [on.guardianship, looked_after, voluntary, private_home, health, fostering].map(|route| {
        let held = rest & route;
        rest = rest & !route;
        held
    })
}

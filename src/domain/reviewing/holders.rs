//! Who answers a challenge at each level, from a day on: a challenge that goes up by itself says to whom.

use chrono::NaiveDate;

use crate::id::HolderId;

/// Somebody who answers at a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub id: HolderId,
    /// 1 to 4.
    pub level: u8,
    /// A name, and what they are.
    pub name: String,
    pub from: NaiveDate,
}

/// Who answers at a level on a day: of those from that day or before, whoever began last. `all` in the order in which they were named.
/// `None` where nobody is named: then the level's own word is all there is.
#[must_use]
pub fn holder(all: &[Holder], level: u8, on: NaiveDate) -> Option<&str> {
    let here = all.iter().filter(|one| one.level == level && one.from <= on);
    here.max_by_key(|one| one.from).map(|one| one.name.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn who_answers_is_whoever_began_last_and_what_was_named_later_changes_no_earlier_day() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let named = |level, name: &str, from: &str| Holder {
            id: HolderId::new(),
            level,
            name: name.into(),
            from: day(from),
        };
        let mut all =
            vec![named(2, "Nia Owen, service manager", "2026-01-01"), named(3, "Ade Bello", "2026-01-01")];
        let at = |all: &[Holder], on: &str| holder(all, 2, day(on)).map(str::to_owned);
        assert_eq!(at(&all, "2026-11-23").as_deref(), Some("Nia Owen, service manager"));
        assert_eq!(at(&all, "2025-12-31"), None);
        all.push(named(2, "Tom Hall, service manager", "2026-12-01"));
        assert_eq!(at(&all, "2026-11-30").as_deref(), Some("Nia Owen, service manager"));
        assert_eq!(at(&all, "2026-12-01").as_deref(), Some("Tom Hall, service manager"));
        all.push(named(2, "Tom Hall-Reed, service manager", "2026-12-01"));
        assert_eq!(at(&all, "2026-12-01").as_deref(), Some("Tom Hall-Reed, service manager"), "named last");
    }
}

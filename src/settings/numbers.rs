//! Whether the numbers on *Help now* are there and were checked.

use serde::Serialize;

/// What is wrong with the numbers that a young person in danger calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NumbersAmiss {
    /// The team's or the emergency team's number is not there.
    Missing,
    /// Nobody has said on which day they were checked.
    NeverChecked,
    /// They were checked more than a year ago.
    Old,
}

impl NumbersAmiss {
    /// What the operator has to do, for `check` and `serve`.
    #[must_use]
    pub const fn to_do(self) -> &'static str {
        match self {
            Self::Missing => {
                "Help now has no number of the council's own: set `team_phone` and `emergency_phone`, call them, and set \
                 `numbers_checked` to that day"
            }
            Self::NeverChecked => {
                "nobody has checked the numbers on Help now: call them, then set `numbers_checked` to that day"
            }
            Self::Old => {
                "the numbers on Help now were checked more than a year ago: call them, then set `numbers_checked` to that day"
            }
        }
    }
}

//! Money, always in whole pence.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount in pence. Negative means owed back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pence(pub i64);

impl fmt::Display for Pence {
    /// "£57", "£57.50", "£1,240"; never "£57.00".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pounds, pence) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let digits = pounds.to_string();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}£")?;
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if pence > 0 { write!(f, ".{pence:02}") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Pence;

    #[test]
    fn money_is_written_the_way_people_say_it() {
        let written = [5700, 5750, 124_000, 5, 123_456_789, -2500].map(|pence| Pence(pence).to_string());
        assert_eq!(written, ["£57", "£57.50", "£1,240", "£0.05", "£1,234,567.89", "-£25"]);
    }
}

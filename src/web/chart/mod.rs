//! Charts made on the server: positions in percent, so that marks stretch while words keep their size.
//!
//! Templates draw them as SVG without `viewBox`, each with its table beneath, so that a page needs no script
//! and says the same to someone who can't see it.

mod bars;
mod columns;
mod count_bar;
mod qr;
mod strip;

pub use bars::{Bar, Bars};
pub use columns::{Block, Columns, Gap, Part as ColumnPart};
pub use count_bar::{CountBar, NEEDED, Segment};
pub use qr::Qr;
pub use strip::{Mark, Period, PeriodKind, Strip, StripDays};

use serde::Serialize;

/// A position or width along a chart, in hundredths of a percent of its whole width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Share(u32);

impl Share {
    /// The whole width.
    pub const WHOLE: Self = Self(10_000);

    /// `part` of `whole`, between zero and all; `None` when the whole is zero.
    #[must_use]
    pub fn of(part: i64, whole: i64) -> Self {
        if whole <= 0 {
            return Self(0);
        }
        let scaled = i128::from(part.clamp(0, whole)) * 10_000 / i128::from(whole);
        Self(u32::try_from(scaled).unwrap_or(10_000))
    }

    /// The distance between this position and a later one.
    #[must_use]
    pub const fn until(self, later: Self) -> Self {
        Self(later.0.saturating_sub(self.0))
    }

    /// At least this many whole percent.
    #[must_use]
    pub const fn at_least(self, percent: u32) -> bool {
        self.0 >= percent * 100
    }
}

impl Serialize for Share {
    /// "32.65%", as an SVG attribute takes it.
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&format_args!("{}.{:02}%", self.0 / 100, self.0 % 100))
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn a_share_is_written_as_a_percentage_and_never_leaves_the_chart() {
        let written = [Share::of(32, 98), Share::of(200, 100), Share::of(-3, 100), Share::of(1, 0)]
            .map(|share| serde_json::to_string(&share).unwrap_or_default());
        assert_eq!(written, ["\"32.65%\"", "\"100.00%\"", "\"0.00%\"", "\"0.00%\""]);
    }
}

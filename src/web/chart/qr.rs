//! A QR picture: what a phone's camera reads in place of typing.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// The quiet border that a reader needs, in squares.
const BORDER: usize = 4;

/// Dark squares on a light ground, for SVG with a `viewBox`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Qr {
    /// Squares a side, border included.
    side: usize,
    /// The path of the dark squares: a run of them for each stretch of a line.
    path: String,
}

impl Qr {
    /// The picture of a text; none for one that is too long.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let colours = code.to_colors();
        let mut path = String::new();
        for (row, line) in colours.chunks(width).enumerate() {
            let mut column = 0;
            for stretch in line.chunk_by(|one, next| one == next) {
                if stretch.first() == Some(&Color::Dark) {
                    let (x, y, long) = (column + BORDER, row + BORDER, stretch.len());
                    path.push_str(&format!("M{x} {y}h{long}v1h-{long}z"));
                }
                column += stretch.len();
            }
        }
        Some(Self { side: width + 2 * BORDER, path })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;

    /// Which squares the path paints.
    fn painted(qr: &Qr) -> Vec<Vec<bool>> {
        let mut squares = vec![vec![false; qr.side]; qr.side];
        for run in qr.path.split('z').filter(|run| !run.is_empty()) {
            let (place, rest) = run.trim_start_matches('M').split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let long: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            squares[y][x..x + long].fill(true);
        }
        squares
    }

    #[test]
    fn the_picture_paints_exactly_the_dark_squares_within_a_quiet_border() {
        let text = "otpauth://totp/Onward:priya%40example.org?secret=ABCDEFGHIJKLMNOP&issuer=Onward";
        let (qr, code) =
            (Qr::of(text).unwrap(), QrCode::with_error_correction_level(text, EcLevel::M).unwrap());
        let squares = painted(&qr);
        for (y, line) in squares.iter().enumerate() {
            for (x, dark) in line.iter().enumerate() {
                let inside = |at: usize| at.checked_sub(BORDER).filter(|at| *at < code.width());
                let expected = match (inside(x), inside(y)) {
                    (Some(x), Some(y)) => code[(x, y)] == Color::Dark,
                    _ => false,
                };
                assert_eq!(*dark, expected, "{x} {y}");
            }
        }
        assert!(Qr::of(&"x".repeat(5_000)).is_none(), "too long for any picture");
    }
}

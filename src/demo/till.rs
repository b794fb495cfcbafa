//! A till receipt as a phone takes it, drawn: a strip of paper on a table, with its lines and its sum. No shop and nobody is on it.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use onward_domain::money::Pence;

/// Five rows of three dots for each digit, the point and the pound.
const fn dots(letter: char) -> [u8; 5] {
    match letter {
        '0' => [0b111, 0b101, 0b101, 0b101, 0b111],
        '1' => [0b010, 0b110, 0b010, 0b010, 0b111],
        '2' => [0b111, 0b001, 0b111, 0b100, 0b111],
        '3' => [0b111, 0b001, 0b111, 0b001, 0b111],
        '4' => [0b101, 0b101, 0b111, 0b001, 0b001],
        '5' => [0b111, 0b100, 0b111, 0b001, 0b111],
        '6' => [0b111, 0b100, 0b111, 0b101, 0b111],
        '7' => [0b111, 0b001, 0b010, 0b010, 0b010],
        '8' => [0b111, 0b101, 0b111, 0b101, 0b111],
        '9' => [0b111, 0b101, 0b111, 0b001, 0b111],
        '£' => [0b011, 0b010, 0b111, 0b010, 0b111],
        '.' => [0, 0, 0, 0, 0b010],
        _ => [0; 5],
    }
}

const PAPER: Rgb<u8> = Rgb([246, 243, 234]);
const INK: Rgb<u8> = Rgb([48, 46, 44]);
const TABLE: Rgb<u8> = Rgb([140, 112, 84]);

fn fill(picture: &mut RgbImage, (x, y): (u32, u32), (wide, high): (u32, u32), ink: Rgb<u8>) {
    for row in y..(y + high).min(picture.height()) {
        for column in x..(x + wide).min(picture.width()) {
            picture.put_pixel(column, row, ink);
        }
    }
}

fn write(picture: &mut RgbImage, text: &str, (left, top): (u32, u32), size: u32) {
    let mut x = left;
    for letter in text.chars() {
        let mut y = top;
        for row in dots(letter) {
            for column in 0..3_u32 {
                if row & (0b100 >> column) != 0 {
                    fill(picture, (x + column * size, y), (size, size), INK);
                }
            }
            y += size;
        }
        x += 4 * size;
    }
}

/// The picture of a receipt for these sums, and what they come to.
#[must_use]
pub fn receipt(sums: &[Pence]) -> Vec<u8> {
    let mut picture = RgbImage::from_pixel(480, 640, TABLE);
    fill(&mut picture, (90, 40), (300, 560), PAPER);
    // The shop's name, as somebody who made it up would blacken it.
    fill(&mut picture, (150, 70), (180, 26), INK);
    let mut y = 140;
    for (place, sum) in (0_u32..).zip(sums) {
        fill(&mut picture, (120, y + 6), (90 + 17 * (place % 3), 10), INK);
        write(&mut picture, &sum.to_string(), (280, y), 4);
        y += 44;
    }
    fill(&mut picture, (120, y + 8), (240, 3), INK);
    write(&mut picture, &Pence(sums.iter().map(|sum| sum.0).sum()).to_string(), (240, y + 28), 6);
    let mut file = Cursor::new(Vec::new());
    let written = picture.write_to(&mut file, ImageFormat::Jpeg);
    if written.is_ok() { file.into_inner() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::photo::made_small;

    #[test]
    fn it_is_a_picture_that_a_phone_could_have_taken() {
        let small = made_small(&receipt(&[Pence(1_250), Pence(2_200)])).unwrap();
        assert!(small.len() > 2_000 && small.len() < 60_000, "{}", small.len());
    }
}

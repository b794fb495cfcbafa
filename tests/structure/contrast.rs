//! The contrast between text and its background: WCAG contrast, from the tokens in our style sheets.

use super::read;
use std::collections::BTreeMap;

type Tokens = BTreeMap<String, [f64; 3]>;

/// The colour tokens in the first `:root` block after `from`.
fn tokens(css: &str, from: &str) -> Tokens {
    let block = css.split_once(from).unwrap().1.split_once('{').unwrap().1.split_once('}').unwrap().0;
    block
        .split(';')
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'))
        .filter_map(|(name, value)| Some((name.trim().to_owned(), colour(value.trim().strip_prefix('#')?))))
        .collect()
}

fn colour(hex: &str) -> [f64; 3] {
    let long: String =
        if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&long[at..at + 2], 16).unwrap()) / 255.0)
}

/// WCAG 2.2: relative luminance, and the ratio of two.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let light = |colour: [f64; 3]| {
        let part = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
        0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Both sheets: the light tokens, and the dark ones laid over them.
fn sheets() -> Vec<(&'static str, Tokens)> {
    let mut all = Vec::new();
    for (sheet, by_day, by_night) in [
        ("static/app.css", "app.css by day", "app.css by night"),
        ("static/staff.css", "staff.css by day", "staff.css by night"),
    ] {
        let css = read(sheet);
        let day = tokens(&css, ":root");
        let dark = css.split_once("prefers-color-scheme: dark").unwrap().1;
        let mut night = day.clone();
        night.extend(tokens(dark, ":root"));
        all.extend([(by_day, day), (by_night, night)]);
    }
    all
}

const TEXT: &[(&str, &str)] = &[
    ("text", "bg"),
    ("text", "card"),
    ("text", "surface"),
    ("text", "info-bg"),
    ("text", "warn-bg"),
    ("muted", "bg"),
    ("muted", "card"),
    ("muted", "surface"),
    ("link", "bg"),
    ("link", "card"),
    ("link", "surface"),
    ("link", "info-bg"),
    ("link-over", "bg"),
    ("visited", "bg"),
    ("button-text", "button"),
    ("button-text", "link"),
    ("button-text", "button-hover"),
    ("error", "bg"),
    ("error", "error-bg"),
    ("success", "success-bg"),
    ("warn", "warn-bg"),
    ("on-ink", "ink"),
    ("on-ink-soft", "ink"),
    ("you", "ink"),
];

#[test]
fn all_text_has_enough_contrast_in_light_and_dark() {
    let mut pairs = 0;
    for (sheet, tokens) in sheets() {
        for (text, behind) in TEXT {
            let (Some(one), Some(other)) = (tokens.get(*text), tokens.get(*behind)) else { continue };
            let ratio = contrast(*one, *other);
            assert!(ratio >= 4.5, "{sheet}: {text} on {behind} is {ratio:.2}");
            pairs += 1;
        }
        let edge = contrast(tokens["control"], tokens["bg"]);
        assert!(edge >= 3.0, "{sheet}: edges of inputs on the page are {edge:.2}");
    }
    assert!(pairs > 60, "{pairs}");
}

#[test]
fn the_measure_matches_the_standard() {
    assert!((contrast(colour("000"), colour("fff")) - 21.0).abs() < 0.001);
    assert!((contrast(colour("777777"), colour("ffffff")) - 4.48).abs() < 0.01);
}

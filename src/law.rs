//! The law in force here: the law of England, with the council's local offer on top if the operator names one.
//!
//! Chosen once, when a command starts, and used everywhere: by pages, coverage, exports and what-if. Nothing else asks
//! the rules for its own law; a structure test makes sure of that.

use crate::web::words::full_day;
use leaving_care_rules::Law;
use onward_domain::whose::is_same_council;
use std::path::Path;

/// The demonstration's offer: its file in the repository and its text.
const RIVERSIDE: (&str, &str) =
    ("src/rules/offers/stockton_riverside.toml", include_str!("rules/offers/stockton_riverside.toml"));

/// The offer can't be used: which file, where in it and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotInForce(String);

impl NotInForce {
    fn because(why: impl std::fmt::Display) -> Self {
        Self(why.to_string())
    }
}

/// The law of England alone, as this program has it.
///
/// # Errors
/// A mistake in the built-in files; a test of the rules shows there are none.
pub fn england() -> Result<&'static Law, NotInForce> {
    Law::england().map_err(NotInForce::because)
}

/// The law of England with the offer in this file on top, or on its own if no file is given, as this council uses it.
///
/// # Errors
/// The file can't be read, or contains a mistake or something below the floor: each with file and line; it is the offer of
/// another council.
pub fn in_force(offer: Option<&Path>, authority: Option<&str>) -> Result<&'static Law, NotInForce> {
    let Some(file) = offer else {
        let law = england()?;
        // Once in the life of the program.
        return Ok(authority.map_or(law, |name| Box::leak(Box::new(law.used_by(name)))));
    };
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file)
        .map_err(|why| NotInForce(format!("the local offer {name} can't be read: {why}")))?;
    let law = with_offer(&name, &text)?;
    match (law.authority(), authority) {
        (Some(of), Some(own)) if !is_same_council(of, own) => Err(NotInForce(format!(
            "the local offer {name} is that of {of}, and the setting `authority` says {own}"
        ))),
        _ => Ok(law),
    }
}

/// The law of the demonstration: England's with the made-up borough's full offer.
///
/// # Errors
/// A mistake in the built-in files; a test shows there are none.
pub fn demonstration() -> Result<&'static Law, NotInForce> {
    static RIVERSIDE_LAW: std::sync::OnceLock<Result<&'static Law, NotInForce>> = std::sync::OnceLock::new();
    RIVERSIDE_LAW.get_or_init(|| with_offer(RIVERSIDE.0, RIVERSIDE.1)).clone()
}

fn with_offer(name: &str, text: &str) -> Result<&'static Law, NotInForce> {
    let law = england()?
        .with_offer(name, text)
        .map_err(|why| NotInForce(format!("the local offer can't be used.\n{why}")))?;
    // Once in the life of the program: everything that uses the law borrows it from here.
    Ok(Box::leak(Box::new(law)))
}

/// Which offer is in force, in one line: `the local offer of Stockton Riverside (…), checked 22 November 2026`.
#[must_use]
pub fn offer_in_words(law: &Law) -> String {
    match law.offer() {
        None => "no local offer: the law of England alone".to_owned(),
        Some(offer) => {
            let checked = offer.source.checked.map(full_day).map(|day| format!(", checked {day}"));
            format!(
                "the local offer of {} ({}){}, over the law of England",
                offer.authority,
                offer.source.cite,
                checked.unwrap_or_default()
            )
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn file(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("offer.toml");
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    const SOURCE: &str = "authority = \"Testborough\"\nsource = { cite = \"Our offer 2026\", mark = \"V\", checked = 2026-11-22 }\n";

    #[test]
    fn without_a_file_the_law_of_england_applies_and_with_one_the_offer_is_on_top() {
        assert_eq!(in_force(None, None).unwrap().authority(), None);
        assert_eq!(in_force(None, Some("Leeds")).unwrap().authority(), Some("Leeds"));
        let (_folder, path) = file(SOURCE);
        let law = in_force(Some(&path), Some("Testborough Council")).unwrap();
        let other = in_force(Some(&path), Some("Leeds")).unwrap_err().to_string();
        assert!(other.contains("Testborough") && other.contains("Leeds"), "{other}");
        assert_eq!(
            offer_in_words(law),
            "the local offer of Testborough (Our offer 2026), checked 22 November 2026, over the law of England"
        );
        assert!(offer_in_words(demonstration().unwrap()).contains("Stockton Riverside"));
    }

    #[test]
    fn an_offer_below_the_floor_or_with_a_mistake_is_refused_with_file_and_line() {
        let (_folder, path) = file(&format!(
            "{SOURCE}[figure.setting_up_home]\namount = [{{ from = 2026-04-01, is = 100 }}]\n"
        ));
        let said = in_force(Some(&path), None).unwrap_err().to_string();
        assert!(said.contains("offer.toml:3: ") && said.contains("below the floor of £3,000"), "{said}");
        let (_folder, path) = file("authority = 5\n");
        assert!(in_force(Some(&path), None).unwrap_err().to_string().contains("offer.toml:1: "));
        let said = in_force(Some(Path::new("/not/there.toml")), None).unwrap_err().to_string();
        assert!(said.contains("/not/there.toml can't be read"), "{said}");
    }
}

//! Named conditions: what several rules test in the same words is written once, in `conditions.toml`.

use super::condition::Condition;
use super::read_condition;
use super::reading::{File, LoadError};
use std::sync::OnceLock;

const CONDITIONS: (&str, &str) = ("conditions.toml", include_str!("../conditions.toml"));

/// Every named condition.
///
/// # Errors
/// Any mistake in the built-in file; a test in this crate shows there are none.
pub(crate) fn all() -> Result<&'static [(String, Condition)], &'static LoadError> {
    static LOADED: OnceLock<Result<Vec<(String, Condition)>, LoadError>> = OnceLock::new();
    LOADED.get_or_init(|| read(CONDITIONS.0, CONDITIONS.1)).as_ref().map(Vec::as_slice)
}

/// The condition with this name. A named condition can't contain another.
pub(crate) fn find(name: &str) -> Option<&'static Condition> {
    all().ok()?.iter().find(|(each, _)| each == name).map(|(_, condition)| condition)
}

fn read(name: &str, text: &str) -> Result<Vec<(String, Condition)>, LoadError> {
    let (mut file, table) = File::open(name, text);
    let mut named = Vec::new();
    for (key, value) in table.iter().flat_map(|table| table.get_ref().iter()) {
        let Some(inner) = file.table(value) else { continue };
        let fields = file.fields(inner, &["when", "note"]);
        if inner.iter().any(|(_, value)| value.get_ref().get("is").is_some()) {
            file.problem(value.span().start, "a named condition is not made of others");
            continue;
        }
        let when = fields.must(&mut file, value.span().start, "when");
        if let Some(condition) = when.and_then(|when| read_condition::read(&mut file, when)) {
            named.push((key.get_ref().to_string(), condition));
        }
    }
    if file.problems.is_empty() { Ok(named) } else { Err(LoadError(file.problems)) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn every_named_condition_loads_and_none_contains_another() {
        assert!(all().unwrap().len() >= 3);
        let refused = read("c.toml", "[x]\nwhen = { is = \"papers_unsure\" }").unwrap_err().to_string();
        assert!(refused.contains("not made of others"), "{refused}");
    }
}

//! What is asked of the council as a body, stage by stage, with the clock of each: `followed.toml`.

use crate::calendar::Day;
use crate::challenge::{Period, read_period};
use crate::entitlement::reading::{File, LoadError, Value};
use crate::figures::{Citation, read_citation};
use chrono::NaiveDate;
use std::sync::OnceLock;

const FOLLOWED: (&str, &str) = ("followed.toml", include_str!("followed.toml"));

/// One stage of its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    pub id: String,
    from: Day,
    /// How long there is for an answer.
    pub within: Option<Period>,
    /// The most that it may take, counted from the same day; `None` where it may not be put off.
    pub longest: Option<Period>,
    /// How long the person has to ask for it after the answer before it.
    pub ask_within: Option<Period>,
    /// Somebody outside the council decides.
    pub outside: bool,
    pub source: Option<Citation>,
}

/// What is followed, by its name, with its stages in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    pub id: String,
    stages: Vec<Stage>,
}

/// Everything that is followed.
///
/// # Errors
/// Any mistake in the built-in file; a test in this crate shows there are none.
pub fn all() -> Result<&'static [Followed], &'static LoadError> {
    static LOADED: OnceLock<Result<Vec<Followed>, LoadError>> = OnceLock::new();
    LOADED.get_or_init(|| read(FOLLOWED.0, FOLLOWED.1)).as_ref().map(Vec::as_slice)
}

/// The stages of something that was asked for on a day, in order; none for what no law puts into stages.
pub fn stages(id: &str, asked: NaiveDate) -> Vec<&'static Stage> {
    let followed = all().ok().and_then(|all| all.iter().find(|followed| followed.id == id));
    let stages = followed.map_or(&[][..], |followed| &followed.stages);
    stages.iter().filter(|stage| stage.from <= Day::of(asked)).collect()
}

fn read(name: &str, text: &str) -> Result<Vec<Followed>, LoadError> {
    let (mut file, table) = File::open(name, text);
    let mut all = Vec::new();
    for (key, value) in table.iter().flat_map(|table| table.get_ref().iter()) {
        let at = value.span().start;
        let Some(inner) = file.table(value) else { continue };
        let fields = file.fields(inner, &["stage"]);
        let stages = fields.must(&mut file, at, "stage").map_or(Vec::new(), |list| file.list(list));
        let stages = stages.into_iter().filter_map(|stage| read_stage(&mut file, stage)).collect();
        all.push(Followed { id: key.get_ref().to_string(), stages });
    }
    if file.problems.is_empty() { Ok(all) } else { Err(LoadError(file.problems)) }
}

fn read_stage<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Stage> {
    let at = value.span().start;
    let table = file.table(value)?;
    let fields = file.fields(table, &["id", "from", "within", "longest", "ask_within", "outside", "source"]);
    Some(Stage {
        id: fields.must_text(file, at, "id"),
        from: fields.get("from").map_or(Some(Day::BEGINNING), |from| file.day(from))?,
        within: read_period(file, &fields, "within"),
        longest: read_period(file, &fields, "longest"),
        ask_within: read_period(file, &fields, "ask_within"),
        outside: fields.get("outside").and_then(|outside| file.yes_or_no(outside)).unwrap_or_default(),
        source: fields.must(file, at, "source").and_then(|source| read_citation(file, source)),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn ids(id: &str, asked: &str) -> Vec<&'static str> {
        stages(id, asked.parse().unwrap()).into_iter().map(|stage| stage.id.as_str()).collect()
    }

    #[test]
    fn a_complaint_has_three_stages_and_then_the_ombudsman() {
        assert_eq!(ids("complaint", "2026-11-02"), ["answer", "investigation", "panel", "ombudsman"]);
        let stages = stages("complaint", "2026-11-02".parse().unwrap());
        let longest: Vec<_> =
            stages.iter().map(|stage| (stage.within, stage.longest, stage.outside)).collect();
        let days = |days| Some(Period::WorkingDays(days));
        assert_eq!(longest[0], (days(10), days(20), false));
        assert_eq!(longest[1], (days(25), days(65), false));
        assert_eq!(longest[3], (None, None, true));
    }

    #[test]
    fn the_council_is_asked_before_the_commissioner_since_19_june_2026() {
        assert_eq!(ids("file", "2026-06-18"), ["file", "commissioner"]);
        assert_eq!(ids("file", "2026-06-19"), ["file", "complaint", "commissioner"]);
        assert!(ids("advocate", "2026-06-19").is_empty());
    }
}

//! What an entry of the catalogue said before its source was read anew: kept beside the rule, so that it can be said whose
//! answer the new reading changed.

use super::outcome::{RuleLine, WITHOUT_BIRTH_DATE, WithoutBirthDate, read_rule, who_rule};
use super::reading::{File, Value};
use crate::calendar::Day;

/// The rule of an entry until a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// The first day of the rule of today.
    pub until: Day,
    /// What is different since, in a sentence or two.
    pub says: String,
    pub rule: Vec<RuleLine>,
    pub without_birth_date: WithoutBirthDate,
}

/// Reads the table `changed` of an entry.
pub(super) fn read<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Earlier> {
    let at = value.span().start;
    let table = file.table(value)?;
    let fields = file.fields(table, &["on", "says", "who", "rule", "without_birth_date"]);
    Some(Earlier {
        until: fields.must(file, at, "on").and_then(|day| file.day(day))?,
        says: fields.must_text(file, at, "says"),
        rule: match (fields.get("who"), fields.get("rule")) {
            (Some(who), None) => who_rule(file, who),
            (None, Some(rule)) => read_rule(file, rule),
            _ => {
                file.problem(at, "give either `who` or [[changed.rule]]: what the entry said before");
                None
            }
        }?,
        without_birth_date: fields
            .get("without_birth_date")
            .and_then(|word| file.word(word, &WITHOUT_BIRTH_DATE))
            .unwrap_or(WithoutBirthDate::Waits),
    })
}

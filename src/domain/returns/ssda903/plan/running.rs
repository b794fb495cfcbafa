//! A year that is still running: its return tells of nothing after the day on which it is handed in.

use super::super::problem::{Problem, Weight};
use super::super::table::Table;
use super::Plan;

/// Says so once for each such year, at the first of its files.
pub(super) fn say(plan: &mut Plan) {
    let running =
        plan.handed_in.iter().filter(|(year, table)| *table == Table::Episodes && plan.on <= year.last_day());
    let said = running.filter_map(|(year, table)| {
        let file = plan.files.iter().find(|file| file.table == Some(*table) && file.year.is_some_and(|it| it.0 == *year))?;
        let what = format!(
            "{year} is still running. This return tells of nothing after {}.",
            plan.on.format("%d/%m/%Y")
        );
        let todo = "What happens after that day is recorded here, or comes with the return of the whole year: import that too.";
        Some(Problem { weight: Weight::Check, ..Problem::file(&file.name, None, what, todo) })
    });
    let said: Vec<Problem> = said.collect();
    plan.problems.extend(said);
}

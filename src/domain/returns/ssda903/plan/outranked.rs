//! Rows that count for nothing because a later year, already held, says otherwise.

use super::super::problem::{Problem, Weight};
use super::super::row::RowKey;
use super::super::year::CollectionYear;
use super::{Held, New, Plan};
use std::collections::BTreeMap;

/// Says how many rows in these files a later year outranks, and how to take that year back if it is the wrong one.
pub(super) fn problems(plan: &mut Plan, held: &Held, new: &New<'_>) {
    let mut outranked: BTreeMap<(CollectionYear, CollectionYear), usize> = BTreeMap::new();
    for (child, rows) in new.children.iter() {
        let Some(known) = held.ledger.children.get(child) else { continue };
        let mut latest: BTreeMap<RowKey, &super::Line> = BTreeMap::new();
        for line in known.iter().filter(|line| matches!(line.key, RowKey::Episode(_))) {
            latest.insert(line.key, line); // sorted by year
        }
        for line in rows {
            if let Some(later) = latest.get(&line.key)
                && later.year > line.year
                && !new.of_incoming.contains(&later.hand_in())
                && later.row != line.row
                && plan.handed_in.contains(&line.hand_in())
            {
                *outranked.entry((line.year, later.year)).or_default() += 1;
            }
        }
    }
    for ((year, later), rows) in outranked {
        let file = plan.files.iter().find(|file| file.year.is_some_and(|(of, _)| of == year));
        let Some(file) = file else { continue };
        let import =
            held.ledger.held.iter().find(|((of, _), _)| *of == later).map(|(_, import)| import.as_str());
        let (row, says) = if rows == 1 { ("row", "says") } else { ("rows", "say") };
        let what = format!(
            "{rows} {row} of {year} {says} something else than {later}, which is held already. The later year counts."
        );
        let todo = format!(
            "If {later} was imported wrongly, take it back: onward import withdraw {}",
            import.unwrap_or_default()
        );
        plan.problems.push(Problem { weight: Weight::Check, ..Problem::file(&file.name, None, what, todo) });
    }
}

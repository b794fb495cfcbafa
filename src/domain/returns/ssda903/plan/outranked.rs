//! Rows that count for nothing because a later year, already held, says otherwise.

use super::super::ledger::Source;
use super::super::problem::{Problem, Weight};
use super::super::row::{EpisodeRow, Row, RowKey};
use super::super::year::CollectionYear;
use super::{Held, New, Plan};
use std::collections::BTreeMap;

/// Says how many rows in these files a later year outranks, and how to take that year back if it is the wrong one.
pub(super) fn problems(plan: &mut Plan, held: &Held, new: &New<'_>) {
    let mut outranked: BTreeMap<(CollectionYear, CollectionYear), Vec<&Source>> = BTreeMap::new();
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
                && !only_ends(&later.row, &line.row)
                && plan.handed_in.contains(&line.hand_in())
            {
                outranked.entry((line.year, later.year)).or_default().extend(line.source.as_ref());
            }
        }
    }
    for ((year, later), rows) in outranked {
        let Some(first) = rows.iter().min() else { continue };
        let import =
            held.ledger.held.iter().find(|((of, _), _)| *of == later).map(|(_, import)| import.as_str());
        let (row, differs) = if rows.len() == 1 { ("row", "differs") } else { ("rows", "differ") };
        let what = format!(
            "{} {row} of {year} {differs} from {later}, which is held already; this is the first. The later year counts.",
            rows.len()
        );
        let todo = format!(
            "If {later} was imported wrongly, take it back: on its page, or with onward import withdraw {}",
            import.unwrap_or_default()
        );
        plan.problems.push(Problem {
            weight: Weight::Check,
            ..Problem::file(&first.file, Some(first.line), what, todo)
        });
    }
}

/// Whether a later year's row says how an episode ended that was still open: what every return says about the one before.
fn only_ends(later: &Row, row: &Row) -> bool {
    match (later, row) {
        (Row::Episode(later), Row::Episode(row)) => {
            row.end.is_none() && *row == EpisodeRow { end: None, ceased: None, change: row.change, ..*later }
        }
        _ => false,
    }
}

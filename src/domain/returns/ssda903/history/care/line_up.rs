//! Rows that lie over each other, laid one after the other.

use super::super::super::ledger::Line;
use super::super::{CollectionYear, EpisodeRow, History, Holds, Row, RowKey, birthday};
use super::{About, day};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One episode, in a line in which none lies over another.
#[derive(Clone, Copy)]
pub(super) struct Spell<'a> {
    pub(super) start: NaiveDate,
    pub(super) row: &'a EpisodeRow,
    /// Its end as far as rows agree: the row's own, or the start of the next. None while it runs.
    pub(super) until: Option<NaiveDate>,
    /// It was open at the end of this year, and a later year that is known doesn't hold it.
    pub(super) vanished: Option<CollectionYear>,
    /// It was never closed, and care began anew: it may have ended on any day from its start on.
    pub(super) unsure: bool,
    /// It was never closed, and another row says that care went on from the day of the next.
    pub(super) closed_by_next: bool,
    /// It begins before an earlier one ended.
    pub(super) overlapped: bool,
}

/// One row before it is laid in line.
#[derive(Clone, Copy)]
struct Claim<'a> {
    start: NaiveDate,
    row: &'a EpisodeRow,
    year: CollectionYear,
    vanished: bool,
}

impl Claim<'_> {
    /// The day up to which the row itself says that care went on; none: to this day.
    fn end(&self) -> Option<NaiveDate> {
        self.row.end.or_else(|| self.vanished.then(|| self.year.next().first_day()))
    }
}

/// Lays the episodes in a line. Where two lie over each other:
///
/// * A row of a later year outranks an earlier year's that begins within it: the start was corrected since.
/// * Otherwise the later start ends the earlier row.
/// * Days that a row claimed and that no other covers then contradict each other: the answer waits for a person.
pub(super) fn line_up<'a>(
    out: &mut History,
    rows: &BTreeMap<RowKey, &'a Line>,
    about: &About<'_>,
) -> Vec<Spell<'a>> {
    let (kept, dropped) = without_outranked(claims(out, rows, about));
    let mut spells: Vec<Spell<'a>> = Vec::with_capacity(kept.len());
    for (at, claim) in kept.iter().enumerate() {
        let before = spells.last();
        let overlapped = before.is_some_and(|before| before.row.end.is_some_and(|end| claim.start < end));
        spells.push(spell(claim, kept.get(at + 1), overlapped));
    }
    for claim in &dropped {
        let (key, question) = (
            format!("replaced {}", claim.start),
            format!(
                "The return of {} has a care episode from {}, and a later return has another over the same days. The later one was taken. \
                 Is it right?",
                claim.year,
                day(claim.start)
            ),
        );
        // One that was still open has its end in the later row; one that had ended says something else of those days.
        match claim.row.end {
            None => out.ask(key, question),
            Some(_) => out.ask_holding(key, question, Holds::Care),
        }
        out.look(
            RowKey::Episode(claim.start),
            "DECOM",
            "A later return has another episode over the same days.",
            "Check both. The later return was taken.",
        );
    }
    let runs = runs(&spells);
    for claim in kept.iter().chain(&dropped) {
        if let Some(from) = uncovered(claim, &spells, &runs) {
            out.ask_holding(
                format!("overlap {}", claim.start),
                format!(
                    "The rows about the care episode from {} contradict each other: another episode begins within it and ends before it. \
                     Was there care on {} and after?",
                    day(claim.start),
                    day(from)
                ),
                Holds::Care,
            );
        }
    }
    spells
}

fn claims<'a>(out: &mut History, rows: &BTreeMap<RowKey, &'a Line>, about: &About<'_>) -> Vec<Claim<'a>> {
    let adult = birthday(about.birth, 18);
    let mut claims: Vec<Claim<'a>> = Vec::new();
    let mut covered_to = NaiveDate::MIN;
    for (key, line) in rows {
        let (RowKey::Episode(start), Row::Episode(row)) = (key, &line.row) else { continue };
        if row.end == Some(*start) && *start < covered_to {
            let what = "The episode has no length and lies within another. It was passed over.";
            out.look(*key, "DEC", what, "Check the days.");
            continue;
        }
        let later = about.covered.last().is_some_and(|last| *last > line.year);
        let vanished = row.end.is_none() && later && adult > line.year.last_day();
        let claim = Claim { start: *start, row, year: line.year, vanished };
        covered_to = covered_to.max(claim.end().unwrap_or(NaiveDate::MAX));
        claims.push(claim);
    }
    claims
}

/// Those that count, and those that a later year's row outranks. One pass: of each year only the furthest end matters.
fn without_outranked(claims: Vec<Claim<'_>>) -> (Vec<Claim<'_>>, Vec<Claim<'_>>) {
    let mut reach: BTreeMap<CollectionYear, NaiveDate> = BTreeMap::new();
    claims.into_iter().partition(|claim| {
        let outranked = reach.range(claim.year..).any(|(year, end)| *year > claim.year && claim.start < *end);
        let end = claim.end().unwrap_or(NaiveDate::MAX);
        let furthest = reach.entry(claim.year).or_insert(end);
        *furthest = end.max(*furthest);
        !outranked
    })
}

fn spell<'a>(claim: &Claim<'a>, next: Option<&Claim<'a>>, overlapped: bool) -> Spell<'a> {
    let end = claim.end();
    // Cut where the next begins; a row of no length stays as it is.
    let cut = next.map(|next| next.start).filter(|start| end.is_none_or(|end| *start < end));
    let never_closed = claim.row.end.is_none() && cut.is_some();
    // Only a start that says care began anew leaves the days before in doubt; a move or a new status says it went on.
    let anew = next.is_some_and(|next| matches!(next.row.began, Some("S") | None));
    Spell {
        start: claim.start,
        row: claim.row,
        until: cut.or(end),
        vanished: (claim.vanished && cut.is_none()).then_some(claim.year),
        unsure: never_closed && anew,
        closed_by_next: never_closed && !anew,
        overlapped,
    }
}

/// How far the run of episodes that follow each other without a gap goes, for each of them; none: to this day.
fn runs(spells: &[Spell<'_>]) -> Vec<Option<NaiveDate>> {
    let mut runs = vec![None; spells.len()];
    let mut after: Option<(NaiveDate, Option<NaiveDate>)> = None;
    for (run, spell) in runs.iter_mut().zip(spells).rev() {
        *run = match (spell.until, after) {
            (Some(until), Some((start, to))) if until == start => to,
            (until, _) => until,
        };
        after = Some((spell.start, *run));
    }
    runs
}

/// The first day that a row claims and that no episode in the line covers.
fn uncovered(claim: &Claim<'_>, spells: &[Spell<'_>], runs: &[Option<NaiveDate>]) -> Option<NaiveDate> {
    // An open row claims no day that another one contradicts.
    let end = claim.row.end.filter(|end| *end > claim.start)?;
    let at = spells.partition_point(|spell| spell.start <= claim.start).checked_sub(1)?;
    let from = (*runs.get(at)?)?;
    (from < end).then_some(from.max(claim.start))
}

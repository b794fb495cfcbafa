//! Puts overlapping rows into sequence.

use super::super::super::ledger::Line;
use super::super::{CollectionYear, EpisodeRow, History, Holds, Row, RowKey, birthday};
use super::{About, day};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One episode in a sequence without overlaps.
#[derive(Clone, Copy)]
pub(super) struct Period<'a> {
    pub(super) start: NaiveDate,
    pub(super) row: &'a EpisodeRow,
    /// Its end as far as the rows agree: the row's own, or the start of the next. `None` while it is open.
    pub(super) until: Option<NaiveDate>,
    /// It was open at the end of this year, and a later year that is known doesn't include it.
    pub(super) vanished: Option<CollectionYear>,
    /// It was never closed, and care began again: it may have ended on any day from its start.
    pub(super) unsure: bool,
    /// It was never closed, and another row says that care continued from the day of the next.
    pub(super) closed_by_next: bool,
    /// It begins before an earlier one ended.
    pub(super) overlapped: bool,
    /// The year of its row, where nothing ends it before the end of that year.
    pub(super) year: Option<CollectionYear>,
}

impl Period<'_> {
    /// It is known to have been care, and no short break.
    pub(super) fn counts(&self) -> bool {
        !self.unsure && !matches!(self.row.legal_status, "V3" | "V4")
    }
}

/// One row before it is put in sequence.
#[derive(Clone, Copy)]
struct Claim<'a> {
    start: NaiveDate,
    row: &'a EpisodeRow,
    year: CollectionYear,
    vanished: bool,
    /// The first day of which its return says nothing.
    silent_from: NaiveDate,
}

impl Claim<'_> {
    /// The day up to which the row itself says that care continued; `None`: to this day.
    fn end(&self) -> Option<NaiveDate> {
        self.row.end.or_else(|| self.vanished.then_some(self.silent_from))
    }
}

/// Puts the episodes in sequence. Where two overlap:
///
/// * A row from a later year outranks an earlier year's row that contains its start: the start was corrected since.
/// * Otherwise the later start ends the earlier row.
/// * Days that a row claimed and that no other row covers are then in contradiction: the answer waits for a person.
pub(super) fn line_up<'a>(
    out: &mut History,
    rows: &BTreeMap<RowKey, &'a Line>,
    about: &About<'_>,
) -> Vec<Period<'a>> {
    let (kept, dropped) = without_outranked(claims(out, rows, about));
    let mut periods: Vec<Period<'a>> = Vec::with_capacity(kept.len());
    for (at, claim) in kept.iter().enumerate() {
        let before = periods.last().filter(|before| before.row.end.is_some_and(|end| claim.start < end));
        let overlapped = before.is_some();
        if before.is_some_and(|before| decides(before.row, claim, birthday(about.birth, 18))) {
            out.ask_holding(
                format!("both {}", claim.start),
                format!(
                    "Two care episodes cover {}: one ended later than the next began. Which of them was right on the days in both?",
                    day(claim.start)
                ),
                Holds::Care,
            );
        }
        periods.push(period(claim, kept.get(at + 1), overlapped));
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
        // A row that was still open ends in the later row; one that had ended says something different about those
        // days.
        match claim.row.end {
            None => out.ask(key, question),
            Some(_) => out.ask_holding(key, question, Holds::Care),
        }
        out.look(
            RowKey::Episode(claim.start),
            "DECOM",
            "A later return has another episode over the same days.",
            "Check both. The later return was used.",
        );
    }
    let runs = runs(&periods);
    for claim in kept.iter().chain(&dropped) {
        if let Some(from) = uncovered(claim, &periods, &runs) {
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
    periods
}

/// Whether it matters which of two episodes was right on the days in both: a foster home on the eve of the 18th birthday can be
/// stayed in, and a short break is not the care that is counted. CA 1989 s.23CZA; CLR 2010 reg 3(3).
fn decides(earlier: &EpisodeRow, later: &Claim<'_>, adult: NaiveDate) -> bool {
    let foster = |row: &EpisodeRow| row.placement.starts_with('U');
    let short_break = |row: &EpisodeRow| matches!(row.legal_status, "V3" | "V4");
    let on_the_eve = later.start < adult && earlier.end.is_some_and(|end| end >= adult);
    (on_the_eve && foster(earlier) != foster(later.row)) || short_break(earlier) != short_break(later.row)
}

fn claims<'a>(out: &mut History, rows: &BTreeMap<RowKey, &'a Line>, about: &About<'_>) -> Vec<Claim<'a>> {
    let adult = birthday(about.birth, 18);
    let mut claims: Vec<Claim<'a>> = Vec::new();
    let mut covered_to = NaiveDate::MIN;
    for (key, line) in rows {
        let (RowKey::Episode(start), Row::Episode(row)) = (key, &line.row) else { continue };
        if row.end == Some(*start) && *start < covered_to {
            let what = "The episode has no length and lies within another. It was skipped.";
            out.look(*key, "DEC", what, "Check the days.");
            continue;
        }
        let later = about.covered.last_key_value().is_some_and(|(last, _)| *last > line.year);
        let vanished = row.end.is_none() && later && adult > line.year.last_day();
        let silent_from = about.silent_from(line.year);
        let claim = Claim { start: *start, row, year: line.year, vanished, silent_from };
        covered_to = covered_to.max(claim.end().unwrap_or(NaiveDate::MAX));
        claims.push(claim);
    }
    claims
}

/// The rows that count, and those outranked by a later year's row. One pass: for each year only the furthest end
/// matters.
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

fn period<'a>(claim: &Claim<'a>, next: Option<&Claim<'a>>, overlapped: bool) -> Period<'a> {
    let end = claim.end();
    // Cut where the next begins; a row of no length stays as it is.
    let cut = next.map(|next| next.start).filter(|start| end.is_none_or(|end| *start < end));
    let never_closed = claim.row.end.is_none() && cut.is_some();
    // Only a start that says care began again puts the days before it in doubt; a move or a new status says it
    // continued.
    let anew = next.is_some_and(|next| matches!(next.row.began, Some("S") | None));
    Period {
        start: claim.start,
        row: claim.row,
        until: cut.or(end),
        vanished: (claim.vanished && cut.is_none()).then_some(claim.year),
        unsure: never_closed && anew,
        closed_by_next: never_closed && !anew,
        overlapped,
        year: (claim.row.end.is_none() && cut.is_none()).then_some(claim.year),
    }
}

/// For each episode, how far the run of episodes without a gap goes; `None`: to this day.
fn runs(periods: &[Period<'_>]) -> Vec<Option<NaiveDate>> {
    let mut runs = vec![None; periods.len()];
    let mut after: Option<(NaiveDate, Option<NaiveDate>)> = None;
    for (run, period) in runs.iter_mut().zip(periods).rev() {
        *run = match (period.until, after) {
            (Some(until), Some((start, to))) if until == start => to,
            (until, _) => until,
        };
        after = Some((period.start, *run));
    }
    runs
}

/// The first day that a row claims and that no episode in the sequence covers.
fn uncovered(claim: &Claim<'_>, periods: &[Period<'_>], runs: &[Option<NaiveDate>]) -> Option<NaiveDate> {
    // An open row claims no day that another one contradicts.
    let end = claim.row.end.filter(|end| *end > claim.start)?;
    let at = periods.partition_point(|period| period.start <= claim.start).checked_sub(1)?;
    let from = (*runs.get(at)?)?;
    (from < end).then_some(from.max(claim.start))
}

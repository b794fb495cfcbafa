//! What one part of the returns says, and another does not show: care before an episode that continued it, an episode that
//! an earlier return should hold, two ends of one episode, a care leaver without the care that makes one.
//!
//! The later return counts. It is said that another spoke otherwise; and where that decides the answer, the answer waits.

use super::super::super::code::{CodeList, EPISODE_CEASED, LEGAL_STATUS, PLACEMENT};
use super::super::{Ask, EpisodeRow, Fact, FactKey, History, Holds, Line, Row, RowKey, birthday};
use super::{About, Code, CollectionYear, THIRTEEN_WEEKS, day, line_up::Period};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Reasons for a new episode by which care was running already.
const CONTINUES: [Code; 5] = ["L", "P", "T", "B", "U"];

/// Days of care from the 14th to the 18th birthday, and whether any came after the 16th. CLR 2010 reg 3(1).
struct Counted {
    days: i64,
    from_16: bool,
}

impl Counted {
    /// Counts the periods, from a day on where one is given.
    fn of(periods: &[Period<'_>], about: &About<'_>, from: Option<NaiveDate>) -> Self {
        let age = |years| birthday(about.birth, years);
        let stays = periods
            .iter()
            .filter(|period| period.counts())
            .map(|period| {
                let start = period.start.max(age(14)).max(from.unwrap_or(NaiveDate::MIN));
                let shown = period.until.or_else(|| period.year.map(|year| about.silent_from(year)));
                (start, shown.unwrap_or(age(18)).min(age(18)))
            })
            .filter(|(start, until)| start < until);
        let mut counted = Self { days: 0, from_16: false };
        for (start, until) in stays {
            counted.days += (until - start).num_days();
            counted.from_16 |= until > age(16);
        }
        counted
    }

    const fn is_enough(&self) -> bool {
        self.days >= THIRTEEN_WEEKS && self.from_16
    }
}

/// An episode that continued care of which no row tells, though the year in which that care ended is held.
pub(super) fn continued(out: &mut History, periods: &[Period<'_>], about: &About<'_>) {
    let (from_14, adult) = (birthday(about.birth, 14), birthday(about.birth, 18));
    let mut before: Option<&Period<'_>> = None;
    for period in periods {
        let joins = before.is_some_and(|before| before.until == Some(period.start));
        // Where the one before was moved on from, that is asked already.
        let asked = before.is_some_and(|before| before.row.ceased == Some("X1") || before.vanished.is_some());
        let held = about.tells_of(period.start);
        let says = period.row.began.is_some_and(|why| CONTINUES.contains(&why));
        let earlier = before.replace(period);
        if joins || asked || !held || !says || period.start >= adult {
            continue;
        }
        let key = RowKey::Episode(period.start);
        out.look(
            key,
            "RNE",
            "The reason says that care was running already, but no episode ends on that day.",
            "Add the missing episode, or correct the reason.",
        );
        if period.start <= from_14 {
            continue;
        }
        let question = format!(
            "The return says that care was running already when the episode of {} began, but no episode ends on that day. Were they in \
             care before, and since when?",
            day(period.start)
        );
        let (key_of, free_from) =
            (format!("before {}", period.start), earlier.map_or(Some(from_14), free_after));
        match free_from {
            // Nothing is known of those days: the rules try them as care and as no care.
            Some(from) => {
                super::not_known(out, key, from.max(from_14), Some(period.start));
                out.ask(key_of, question);
            }
            None => out.ask_holding(key_of, question, Holds::Care),
        }
    }
}

/// The day from which nothing is said of where they were; `None` where the end of the episode says it: at home, in custody, adopted.
fn free_after(ended: &Period<'_>) -> Option<NaiveDate> {
    let nowhere = matches!(ended.row.ceased, Some("E5" | "E6" | "E7" | "E8" | "E14" | "E17"));
    ended.until.filter(|_| nowhere && ended.until == ended.row.end)
}

/// Episodes of which a return that is held should have told, and does not; and ends that an earlier return gave otherwise.
pub(super) fn between_years(
    out: &mut History,
    rows: &[&Line],
    latest: &BTreeMap<RowKey, &Line>,
    (periods, about): (&[Period<'_>], &About<'_>),
) {
    for period in periods {
        let key = RowKey::Episode(period.start);
        let Some(line) = latest.get(&key) else { continue };
        lacking(out, rows, (period, line), (periods, about));
        // Of one year there are two where two numbers are one person.
        let others = rows.iter().filter(|row| {
            row.key == key && (row.year < line.year || (row.year == line.year && row.number != line.number))
        });
        for other in others {
            another_end(out, period, line, other);
            another_kind(out, period, line, other);
        }
    }
}

fn lacking(
    out: &mut History,
    rows: &[&Line],
    (period, line): (&Period<'_>, &Line),
    (periods, about): (&[Period<'_>], &About<'_>),
) {
    // Another row over the same days was put in sequence with this one, and asked about there.
    let told = |row: &&&Line| match (row.key, &row.row) {
        (RowKey::Episode(start), Row::Episode(it)) => {
            start == period.start || it.end.is_none_or(|end| end > period.start)
        }
        _ => false,
    };
    let told: BTreeSet<CollectionYear> = rows.iter().filter(told).map(|row| row.year).collect();
    let Some(began) = CollectionYear::of(period.start) else { return };
    let lacks =
        |&(year, until): &(&CollectionYear, &NaiveDate)| !told.contains(year) && period.start <= *until;
    let Some((last, _)) = about.covered.range(began..line.year).rev().find(lacks) else { return };
    out.look(
        RowKey::Episode(period.start),
        "DECOM",
        "The episode was running in an earlier year, and the return of that year doesn't include it.",
        "Check the first day. The later return was used.",
    );
    // What only the later return says decides nothing where the days after it are enough.
    let certain = Counted::of(periods, about, Some(about.silent_from(*last)));
    if certain.is_enough() || period.start >= birthday(about.birth, 18) {
        return;
    }
    // Nothing before the 14th birthday counts.
    if last.last_day() < birthday(about.birth, 14) {
        return;
    }
    out.ask_holding(
        format!("since {}", period.start),
        format!(
            "The return of {} says that they have been in care since {}. The return of {last} doesn't have them in care. Which is right?",
            line.year,
            day(period.start)
        ),
        Holds::Care,
    );
}

fn another_end(out: &mut History, period: &Period<'_>, line: &Line, other: &Line) {
    let Row::Episode(row) = &other.row else { return };
    let Some(end) = row.end.filter(|end| period.row.end != Some(*end)) else { return };
    let key = FactKey::Episode(period.start);
    let Some(Fact::Episode(fact)) = out.facts.get(&key).copied() else { return };
    let now = period.row.end.map_or_else(|| "still running".to_owned(), day);
    out.look(
        RowKey::Episode(period.start),
        "DEC",
        "An earlier return gives another end.",
        "Check the day. The later return was used.",
    );
    out.asks.insert(Ask {
        key: format!("end {} {end}", period.start),
        what: format!(
            "The return of {} says that the care episode from {} ended on {}; the return of {} says {now}. Which is right?",
            other.year,
            day(period.start),
            day(end),
            line.year
        ),
        holds: Some(Holds::Care),
        other: Some((
            key,
            Fact::Episode(super::EpisodeFact { end: Some(end), reason_ended: row.ceased, ..fact }),
        )),
    });
}

/// What the law tells apart in an episode: a short break, remand, a placement with parents, custody, foster care; and what its end leaves
/// behind.
fn kind(row: &EpisodeRow) -> (&'static str, &'static str, &'static str) {
    let order = match row.legal_status {
        code @ ("V3" | "V4" | "J1") => code,
        _ => "",
    };
    let place = match row.placement {
        code @ ("P1" | "R5" | "T1") => code,
        code if code.starts_with('U') => "U",
        _ => "",
    };
    let end = match row.ceased.unwrap_or_default() {
        "E4A" | "E4B" | "E41" => "home",
        "E43" | "E44" | "E45" | "E46" | "E47" | "E48" => "guardianship",
        "E11" | "E12" => "adopted",
        code @ ("E2" | "E3" | "E9" | "E13" | "E15" | "E16") => code,
        _ => "",
    };
    (order, place, end)
}

/// An earlier return, or one under another number, that gives the episode another legal status, placement or reason to end where the law
/// tells them apart.
fn another_kind(out: &mut History, period: &Period<'_>, line: &Line, other: &Line) {
    let Row::Episode(row) = &other.row else { return };
    let ((order, place, end), (was_order, was_place, was_end)) = (kind(period.row), kind(row));
    let ends_otherwise = end != was_end && row.end.is_some() && period.row.end.is_some();
    if (order, place) == (was_order, was_place) && !ends_otherwise {
        return;
    }
    out.look(
        RowKey::Episode(period.start),
        if order != was_order {
            "LS"
        } else if place != was_place {
            "PLACE"
        } else {
            "REC"
        },
        "Another return says something else of this episode.",
        "Check it. The later return was used.",
    );
    let said = |row: &EpisodeRow| {
        let words = |list: &CodeList, code: Code| list.words(code).unwrap_or(code).to_owned();
        let end = row.ceased.map(|code| words(&EPISODE_CEASED, code));
        let all = [Some(words(&LEGAL_STATUS, row.legal_status)), Some(words(&PLACEMENT, row.placement)), end];
        all.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let from = other.number.as_ref().map(|number| format!(" (number {number})")).unwrap_or_default();
    out.ask_holding(
        format!("kind {} {}{from}", period.start, other.year),
        format!(
            "The care episode from {} is: {} in the return of {}{from}, and: {} in the return of {}. Which is right?",
            day(period.start),
            said(row),
            other.year,
            said(period.row),
            line.year
        ),
        Holds::Care,
    );
}

/// Missing from care, where no episode has them in care; in a year that is held.
pub(super) fn missing_from_no_care(
    out: &mut History,
    latest: &BTreeMap<RowKey, &Line>,
    periods: &[Period<'_>],
    about: &About<'_>,
) {
    // Days that are not known are asked about already.
    if periods.iter().any(|period| period.unsure || period.vanished.is_some()) {
        return;
    }
    let adult = birthday(about.birth, 18);
    for key in latest.keys() {
        let RowKey::Absence(on) = *key else { continue };
        let in_care =
            |period: &Period<'_>| period.start <= on && period.until.is_none_or(|until| on <= until);
        let held = about.tells_of(on);
        if on >= adult || !held || periods.iter().any(in_care) {
            continue;
        }
        out.ask_holding(
            format!("missing {on}"),
            format!(
                "The return says that they were missing from care on {}, and has them in no care on that day. Is a time in care missing?",
                day(on)
            ),
            Holds::Care,
        );
    }
}

/// Listed as a care leaver, without thirteen weeks from 14 and a day from 16, in years that are all held.
pub(super) fn leaver(
    out: &mut History,
    latest: &BTreeMap<RowKey, &Line>,
    periods: &[Period<'_>],
    about: &About<'_>,
) {
    let listed = latest.iter().find_map(|(key, line)| match (key, &line.row) {
        (RowKey::Position(_), Row::Position(_)) => Some(line.year),
        _ => None,
    });
    // Without a date of birth nobody has an age to count from.
    let Some(listed) = listed.filter(|_| latest.contains_key(&RowKey::Identity)) else { return };
    let until = birthday(about.birth, 18);
    let counting = CollectionYear::of(birthday(about.birth, 14)).zip(CollectionYear::of(until));
    let Some((first, last)) = counting else { return };
    let held = (first.start()..=last.start())
        .filter_map(CollectionYear::starting)
        .all(|year| about.covered.contains_key(&year));
    // A year that is running may bring more.
    let held = held && about.tells_of(until);
    let counted = Counted::of(periods, about, None);
    // An episode whose days are not known is asked about already.
    let open = periods.iter().any(|period| period.unsure || period.vanished.is_some());
    if !held || open || counted.is_enough() {
        return;
    }
    out.ask_holding(
        "leaver",
        format!(
            "The return of {listed} lists them as a care leaver. The returns have {} days in care between 14 and 18{}. Is a time in care \
             missing, or should they not be listed?",
            counted.days,
            if counted.from_16 { "" } else { ", none of them from 16" }
        ),
        Holds::Care,
    );
}

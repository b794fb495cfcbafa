//! Episodes to care: the chain, what each ending means, and what is not known.

use super::super::code::Code;
use super::super::ledger::ChildRows;
use super::{CollectionYear, birthday, is_ordinary};
use super::{
    Entry, EpisodeFact, EpisodeRow, EventFact, EventKind, Fact, FactKey, History, Row, RowKey, With,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The days since 14 after which care at 16 or 17 makes someone an eligible child: 13 weeks.
const THIRTEEN_WEEKS: i64 = 91;

/// One episode with what surrounds it.
#[derive(Clone, Copy)]
struct Spell<'a> {
    start: NaiveDate,
    row: &'a EpisodeRow,
    year: CollectionYear,
    /// The first episode that starts on the day this one ends, or later.
    next: Option<NaiveDate>,
}

pub(super) fn episodes(
    out: &mut History,
    rows: &ChildRows,
    covered: &BTreeSet<CollectionYear>,
    birth: NaiveDate,
) {
    let starts: Vec<NaiveDate> = rows
        .keys()
        .filter_map(|key| if let RowKey::Episode(day) = key { Some(*day) } else { None })
        .collect();
    let spells: Vec<Spell<'_>> = rows
        .iter()
        .filter_map(|(key, entry)| match (key, entry) {
            (RowKey::Episode(start), Entry { row: Row::Episode(row), year, .. }) => {
                let from = row.end.unwrap_or(*start);
                let next = starts.iter().copied().find(|other| other > start && *other >= from);
                Some(Spell { start: *start, row, year: *year, next })
            }
            _ => None,
        })
        .collect();
    let adult = birthday(birth, 18);
    let mut before: Option<NaiveDate> = None;
    for spell in &spells {
        let over_unseen = spell.row.end.is_none()
            && covered.iter().any(|year| *year > spell.year)
            && adult > spell.year.last_day();
        one(out, spell, over_unseen);
        odd(out, spell, before, adult);
        ending(out, spell, &spells, birth);
        before = before.max(spell.row.end);
    }
    stays(out, &spells, "R5", EventKind::Detained);
    stays(out, &spells, "T1", EventKind::Hospital);
}

fn one(out: &mut History, spell: &Spell<'_>, over_unseen: bool) {
    let key = RowKey::Episode(spell.start);
    let fact = EpisodeFact {
        start: Some(spell.start),
        end: spell.row.end,
        end_unknown: over_unseen,
        legal_status: Some(spell.row.legal_status),
        placement: Some(spell.row.placement),
        provider: spell.row.provider,
        need: spell.row.need,
        began: Some(spell.row.began),
        reason_ended: spell.row.ceased,
        moved: spell.row.change,
        elsewhere: false,
    };
    out.add(key, FactKey::Episode(spell.start), Fact::Episode(fact));
    if over_unseen {
        out.ask(
            format!("vanished {}", spell.start),
            format!(
                "The care episode from {} was still running at the end of {}, and later returns don't hold it. When did it end, and why?",
                spell.start.format("%d/%m/%Y"),
                spell.year
            ),
        );
        out.look(
            key,
            "DEC",
            "The episode was still running at the end of the year, and a later year doesn't hold it.",
            "Find out when it ended. Until then its end counts as not known.",
        );
    }
}

fn odd(out: &mut History, spell: &Spell<'_>, before: Option<NaiveDate>, adult: NaiveDate) {
    let key = RowKey::Episode(spell.start);
    if before.is_some_and(|end| spell.start < end) {
        let what = "The episode begins before an earlier one ended.";
        out.look(key, "DECOM", what, "Check both. Days that overlap count once.");
    }
    if spell.start >= adult {
        let what = "The episode begins on or after the 18th birthday.";
        out.look(key, "DECOM", what, "Check the day. Nobody is looked after from 18 on.");
    } else if spell.row.end.is_some_and(|end| end > adult) {
        let what = "The episode ends after the 18th birthday.";
        out.look(key, "DEC", what, "Check the day. Care counts to the 18th birthday.");
    }
}

fn ending(out: &mut History, spell: &Spell<'_>, spells: &[Spell<'_>], birth: NaiveDate) {
    let (Some(end), Some(why)) = (spell.row.end, spell.row.ceased) else { return };
    let key = RowKey::Episode(spell.start);
    match why {
        "X1" if spell.next != Some(end) => {
            unknown_care(out, key, spell, end, false);
            out.ask(
                format!("after {end}"),
                format!(
                    "The return says that a new episode began on {}, and none does. Did care go on, and until when?",
                    end.format("%d/%m/%Y")
                ),
            );
            let what = "The reason says that a new episode starts the same day, and none does.";
            out.look(key, "REC", what, "Add the missing episode, or correct the reason.");
        }
        "E4A" | "E4B" | "E41" => home(out, spell, end, With::PersonWithPr),
        "E13" => home(out, spell, end, With::RelativeWithoutPr),
        "E43" | "E44" | "E45" | "E46" | "E47" | "E48" => {
            order(out, spell, end, EventKind::SpecialGuardianship)
        }
        "E11" | "E12" => order(out, spell, end, EventKind::Adopted),
        "E9" if spell.row.placement != "R5" => event(out, key, EventKind::Detained, end, spell.next, None),
        "E2" => out.add(key, FactKey::Died, Fact::Day(end)),
        "E3" => {
            event(out, key, EventKind::TakenOver, end, spell.next, None);
            if !was_eligible(spells, birth, end) {
                unknown_care(out, key, spell, end, true);
            }
        }
        "E16" => event(out, key, EventKind::MovedAbroad, end, spell.next, None),
        "E15" => {
            event(out, key, EventKind::FoundToBeAdult, end, None, None);
            out.ask(
                "adult",
                format!(
                    "The return says that they were found to be an adult, on {}. Which date of birth is accepted?",
                    end.format("%d/%m/%Y")
                ),
            );
        }
        _ => {}
    }
}

fn event(
    out: &mut History,
    row: RowKey,
    kind: EventKind,
    start: NaiveDate,
    end: Option<NaiveDate>,
    with: Option<With>,
) {
    if end == Some(start) {
        return; // care began again on the same day
    }
    let fact = EventFact { start, end, with, lives_with_holder: true };
    out.add(row, FactKey::Event(kind, start), Fact::Event(fact));
}

fn home(out: &mut History, spell: &Spell<'_>, start: NaiveDate, with: With) {
    event(out, RowKey::Episode(spell.start), EventKind::ReturnedHome, start, spell.next, Some(with));
}

/// A special guardianship or an adoption goes on when care begins again; living with its holder does not.
fn order(out: &mut History, spell: &Spell<'_>, start: NaiveDate, kind: EventKind) {
    let row = RowKey::Episode(spell.start);
    let fact = EventFact { start, end: None, with: None, lives_with_holder: spell.next.is_none() };
    out.add(row, FactKey::Event(kind, start), Fact::Event(fact));
    if spell.next.is_some() {
        home(out, spell, start, With::PersonWithPr);
    }
}

fn unknown_care(out: &mut History, row: RowKey, spell: &Spell<'_>, start: NaiveDate, elsewhere: bool) {
    let fact = EpisodeFact {
        start: Some(start),
        end: None,
        end_unknown: true,
        legal_status: Some(spell.row.legal_status),
        placement: None,
        provider: None,
        need: None,
        began: None,
        reason_ended: None,
        moved: None,
        elsewhere,
    };
    out.add(row, FactKey::UnknownCare(start), Fact::Episode(fact));
}

/// Whether on the day the child had become an eligible child: 16 reached, 13 weeks since 14. From
/// then on what another authority does can't take leaving care away.
fn was_eligible(spells: &[Spell<'_>], birth: NaiveDate, on: NaiveDate) -> bool {
    let (fourteen, sixteen) = (birthday(birth, 14), birthday(birth, 16));
    let mut counted = 0i64;
    let mut reached = fourteen;
    for spell in spells.iter().filter(|spell| is_ordinary(spell.row.legal_status)) {
        let end = spell.row.end.unwrap_or(on).min(on);
        let start = spell.start.max(reached);
        if end > start {
            counted += (end - start).num_days();
            reached = end;
        }
    }
    on >= sixteen && counted >= THIRTEEN_WEEKS
}

/// Runs of one placement, each an event: custody, hospital.
fn stays(out: &mut History, spells: &[Spell<'_>], placement: Code, kind: EventKind) {
    let joined = |a: &Spell<'_>, b: &Spell<'_>| {
        a.row.placement == placement && b.row.placement == placement && a.row.end == Some(b.start)
    };
    for run in spells.chunk_by(joined) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if first.row.placement != placement {
            continue;
        }
        // Sentenced at the end of it: custody goes on.
        let end = if last.row.ceased == Some("E9") { last.next } else { last.row.end };
        event(out, RowKey::Episode(first.start), kind, first.start, end, None);
    }
}

//! Episodes to care: the chain, what each ending means, and what is not known.
//!
//! Nobody is in two places on one day. Rows that say otherwise are laid beside each other by [`line_up`], and what they
//! leave open becomes care that is not known, or a question, never two episodes that run at once.
//!
//! Care that may or may not have been is an episode without a legal status: the rules try it as care and as none.

use super::super::code::Code;
use super::super::ledger::Line;
use super::{CollectionYear, Holds, birthday};
use super::{EpisodeFact, EventFact, EventKind, Fact, FactKey, History, RowKey, With};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

mod line_up;

use line_up::{Spell, line_up};

/// Whose episodes, and which years are known.
pub(super) struct About<'a> {
    pub(super) covered: &'a BTreeSet<CollectionYear>,
    pub(super) birth: NaiveDate,
}

pub(super) fn episodes(out: &mut History, rows: &BTreeMap<RowKey, &Line>, about: &About<'_>) {
    let spells = line_up(out, rows, about);
    let adult = birthday(about.birth, 18);
    for (at, spell) in spells.iter().enumerate() {
        let next = spells.get(at + 1);
        one(out, spell, next, adult);
        odd(out, spell, adult);
        ending(out, spell, next, about);
    }
    stays(out, &spells, "R5", EventKind::Detained);
    stays(out, &spells, "T1", EventKind::Hospital);
}

fn day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// The episode as it stands, and what isn't known after it.
fn one(out: &mut History, spell: &Spell<'_>, next: Option<&Spell<'_>>, adult: NaiveDate) {
    let key = RowKey::Episode(spell.start);
    let whole = spell.until == spell.row.end;
    let fact = EpisodeFact {
        start: Some(spell.start),
        end: spell.until,
        end_unknown: false,
        legal_status: (!spell.unsure).then_some(spell.row.legal_status),
        placement: Some(spell.row.placement),
        provider: spell.row.provider,
        need: spell.row.need,
        began: spell.row.began,
        reason_ended: spell.row.ceased.filter(|_| whole),
        moved: spell.row.change,
        elsewhere: false,
    };
    out.add(key, FactKey::Episode(spell.start), Fact::Episode(fact));
    if spell.unsure {
        let question = format!(
            "The return gives the care episode from {} no end, and a new period of care begins on {}. When did the first end?",
            day(spell.start),
            day(spell.until.unwrap_or(spell.start))
        );
        ask_how_far(out, format!("open {}", spell.start), question, next);
        let what = "The episode has no end, and care begins anew later.";
        out.look(
            key,
            "DEC",
            what,
            "Enter the end. Until then, whether there was care in between counts as not known.",
        );
    }
    if spell.closed_by_next {
        let what = "The episode has no end, and another episode follows it.";
        out.look(key, "DEC", what, "Enter the end. It was taken to end where the next begins.");
    }
    if let Some(year) = spell.vanished {
        let shown = year.next().first_day();
        let after = next.map(|next| next.start);
        if after.is_none_or(|after| after > shown) && shown < adult {
            not_known(out, key, shown, after);
        }
        let question = format!(
            "The care episode from {} was still running at the end of {year}, and later returns don't hold it. When did it end, and why?",
            day(spell.start)
        );
        ask_how_far(out, format!("vanished {}", spell.start), question, next);
        out.look(
            key,
            "DEC",
            "The episode was still running at the end of the year, and a later year doesn't hold it.",
            "Find out when it ended. Until then its end counts as not known.",
        );
    }
}

fn odd(out: &mut History, spell: &Spell<'_>, adult: NaiveDate) {
    let key = RowKey::Episode(spell.start);
    if spell.overlapped {
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

fn ending(out: &mut History, spell: &Spell<'_>, following: Option<&Spell<'_>>, about: &About<'_>) {
    let next = following.map(|next| next.start);
    // An end that another row contradicts tells nothing of what came after.
    let (Some(end), Some(why)) = (spell.row.end.filter(|_| spell.until == spell.row.end), spell.row.ceased)
    else {
        return;
    };
    let birth = about.birth;
    let key = RowKey::Episode(spell.start);
    match why {
        "X1" if next != Some(end) && end < birthday(birth, 18) => {
            not_known(out, key, end, next);
            let question = format!(
                "The return says that a new episode began on {}, and none does. Did care go on, and until when?",
                day(end)
            );
            ask_how_far(out, format!("after {end}"), question, following);
            let what = "The reason says that a new episode starts the same day, and none does.";
            out.look(key, "REC", what, "Add the missing episode, or correct the reason.");
        }
        "E4A" | "E4B" | "E41" => home(out, spell, end, next, With::PersonWithPr),
        "E13" => home(out, spell, end, next, With::RelativeWithoutPr),
        "E43" | "E44" | "E45" | "E46" | "E47" | "E48" => {
            order(out, spell, end, next, EventKind::SpecialGuardianship);
        }
        "E11" | "E12" => order(out, spell, end, next, EventKind::Adopted),
        "E9" if spell.row.placement != "R5" => event(out, key, EventKind::Detained, end, next, None),
        "E2" => out.add(key, FactKey::Died, Fact::Day(end)),
        "E3" => {
            event(out, key, EventKind::TakenOver, end, next, None);
        }
        "E16" => event(out, key, EventKind::MovedAbroad, end, next, None),
        "E15" => {
            event(out, key, EventKind::FoundToBeAdult, end, None, None);
            out.ask_holding(
                "adult",
                format!(
                    "The return says that they were found to be an adult, on {}. Which date of birth is accepted? While that is \
                     disputed they may ask for an advocate.",
                    day(end)
                ),
                Holds::Birth,
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

fn home(out: &mut History, spell: &Spell<'_>, start: NaiveDate, next: Option<NaiveDate>, with: With) {
    event(out, RowKey::Episode(spell.start), EventKind::ReturnedHome, start, next, Some(with));
}

/// A special guardianship or an adoption goes on when care begins again; living with its holder does not.
fn order(out: &mut History, spell: &Spell<'_>, start: NaiveDate, next: Option<NaiveDate>, kind: EventKind) {
    let row = RowKey::Episode(spell.start);
    let fact = EventFact { start, end: None, with: None, lives_with_holder: next.is_none() };
    out.add(row, FactKey::Event(kind, start), Fact::Event(fact));
    if next.is_some() {
        home(out, spell, start, next, With::PersonWithPr);
    }
}

/// Care that no row describes and that may or may not have been: up to the next thing that a row shows, or to this day.
fn not_known(out: &mut History, row: RowKey, start: NaiveDate, end: Option<NaiveDate>) {
    let fact = EpisodeFact {
        start: Some(start),
        end,
        end_unknown: false,
        legal_status: None,
        placement: None,
        provider: None,
        need: None,
        began: None,
        reason_ended: None,
        moved: None,
        elsewhere: false,
    };
    out.add(row, FactKey::UnknownCare(start), Fact::Episode(fact));
}

/// Asks when care ended. Later rows bound it, save that nobody knows where the child was meanwhile: where nothing comes
/// after, or the next thing is a placement with parents, which a time at home before it would lengthen, the answer waits.
fn ask_how_far(out: &mut History, key: String, question: String, next: Option<&Spell<'_>>) {
    match next {
        Some(next) if next.row.placement != "P1" => out.ask(key, question),
        _ => out.ask_holding(key, question, Holds::Care),
    }
}

/// Runs of one placement, each an event: custody, hospital.
fn stays(out: &mut History, spells: &[Spell<'_>], placement: Code, kind: EventKind) {
    let joined = |a: &Spell<'_>, b: &Spell<'_>| {
        a.row.placement == placement && b.row.placement == placement && a.until == Some(b.start)
    };
    let mut seen = 0usize;
    for run in spells.chunk_by(joined) {
        seen += run.len();
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if first.row.placement != placement {
            continue;
        }
        // Sentenced at the end of it: custody goes on.
        let next = spells.get(seen).map(|next| next.start);
        let end = if last.row.ceased == Some("E9") && last.until == last.row.end { next } else { last.until };
        event(out, RowKey::Episode(first.start), kind, first.start, end, None);
    }
}

//! Episodes to care: the sequence, what each ending means, and what is not known.
//!
//! Nobody is in two places on one day. Rows that say otherwise are put in sequence by [`line_up`], and what they
//! leave open becomes unknown care or a question, never two episodes at the same time.
//!
//! Care that may or may not have happened is an episode without a legal status: the rules try it as care and as no
//! care.

use super::super::code::Code;
use super::super::ledger::{Covered, Line};
use super::{CollectionYear, Holds, birthday};
use super::{EpisodeFact, EventFact, EventKind, Fact, FactKey, History, RowKey, With};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// In days: what makes somebody eligible. CLR 2010 reg 3(1).
const THIRTEEN_WEEKS: i64 = 91;

mod at_odds;
mod limits;
mod line_up;
mod listed;

use line_up::{Period, line_up};

/// Whose episodes, and which years are known.
pub(super) struct About<'a> {
    pub(super) covered: &'a Covered,
    pub(super) birth: NaiveDate,
}

impl About<'_> {
    /// Whether a return that is held tells of the day.
    fn tells_of(&self, day: NaiveDate) -> bool {
        CollectionYear::of(day).and_then(|year| self.covered.get(&year)).is_some_and(|until| day <= *until)
    }

    /// The first day of which the return of a year says nothing: 1 April, or earlier where the year was still running.
    fn silent_from(&self, year: CollectionYear) -> NaiveDate {
        self.covered.get(&year).map_or(year.next().first_day(), |until| *until + Days::new(1))
    }
}

pub(super) fn episodes(out: &mut History, all: &[&Line], rows: &BTreeMap<RowKey, &Line>, about: &About<'_>) {
    let periods = line_up(out, rows, about);
    let adult = birthday(about.birth, 18);
    let mut rest = periods.as_slice();
    while let Some((period, later)) = rest.split_first() {
        let after = After { next: later.first(), decides: decides(&periods, period, later, about.birth) };
        one(out, period, &after, (about, adult));
        odd(out, period, (about, adult));
        ending(out, period, &after, about);
        rest = later;
    }
    stays(out, &periods, "R5", EventKind::Detained);
    stays(out, &periods, "T1", EventKind::Hospital);
    at_odds::continued(out, &periods, about);
    at_odds::between_years(out, all, rows, (&periods, about));
    at_odds::missing_from_no_care(out, rows, &periods, about);
    at_odds::leaver(out, rows, &periods, about);
    listed::with_others(out, rows, &periods, about);
    limits::too_long(out, &periods, about);
}

/// What the rows show after an episode.
struct After<'a> {
    next: Option<&'a Period<'a>>,
    /// Their care decides the status, whatever the end of the episode left behind.
    decides: bool,
}

/// Whether later care decides somebody's status. Care from 16 on makes them at least qualifying, whatever guardianship
/// came in between. A sentence counts only where the gap goes over the 16th birthday: then thirteen weeks must be known too,
/// so that they are eligible, relevant or former relevant anyway.
fn decides(all: &[Period<'_>], ended: &Period<'_>, later: &[Period<'_>], birth: NaiveDate) -> bool {
    let age = |years| birthday(birth, years);
    let counts = |period: &&Period<'_>| period.counts();
    let counted = |period: &Period<'_>| {
        let (from, until) = (period.start.max(age(14)), period.until.unwrap_or(age(18)).min(age(18)));
        (until - from).num_days().max(0)
    };
    let from_16 =
        |period: &Period<'_>| period.start < age(18) && period.until.is_none_or(|until| until > age(16));
    let over_16 = ended.start < age(16) && later.first().is_some_and(|next| next.start >= age(16));
    let weeks = || all.iter().filter(counts).map(counted).sum::<i64>() >= THIRTEEN_WEEKS;
    later.iter().filter(counts).any(from_16) && (!over_16 || weeks())
}

fn day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// The episode as recorded, and what isn't known after it.
fn one(
    out: &mut History,
    period: &Period<'_>,
    following: &After<'_>,
    (about, adult): (&About<'_>, NaiveDate),
) {
    let key = RowKey::Episode(period.start);
    let whole = period.until == period.row.end;
    let fact = EpisodeFact {
        start: Some(period.start),
        end: period.until,
        end_unknown: false,
        legal_status: (!period.unsure).then_some(period.row.legal_status),
        placement: Some(period.row.placement),
        provider: period.row.provider,
        need: period.row.need,
        began: period.row.began,
        reason_ended: period.row.ceased.filter(|_| whole),
        moved: period.row.change,
        elsewhere: false,
    };
    out.add(key, FactKey::Episode(period.start), Fact::Episode(fact));
    if period.unsure {
        let question = format!(
            "The return gives the care episode from {} no end, and a new period of care begins on {}. When did the first end?",
            day(period.start),
            day(period.until.unwrap_or(period.start))
        );
        ask_how_far(out, format!("open {}", period.start), question, following);
        let what = "The episode has no end, and care begins again later.";
        out.look(
            key,
            "DEC",
            what,
            "Enter the end. Until then, whether there was care in between counts as not known.",
        );
    }
    if period.closed_by_next {
        let what = "The episode has no end, and another episode follows it.";
        out.look(key, "DEC", what, "Enter the end. It was treated as ending where the next begins.");
    }
    if let Some(year) = period.vanished {
        let shown = about.silent_from(year);
        let after = following.next.map(|next| next.start);
        if after.is_none_or(|after| after > shown) && shown < adult {
            not_known(out, key, shown, after);
        }
        let when = if shown == year.next().first_day() {
            format!("at the end of {year}")
        } else {
            format!("when the return of {year} was made, on {}", day(shown - Days::new(1)))
        };
        let question = format!(
            "The care episode from {} was still running {when}, and later returns don't include it. When did it end, and why?",
            day(period.start)
        );
        ask_how_far(out, format!("vanished {}", period.start), question, following);
        out.look(
            key,
            "DEC",
            "The episode was still running at the end of the year, and a later year doesn't include it.",
            "Find out when it ended. Until then its end counts as not known.",
        );
    }
}

/// So many days after the 18th birthday an episode may be closed late. Beyond them the date of birth, or the day, is wrong.
const CLOSED_LATE: i64 = 28;

/// Care that no age allows: after the 18th birthday, or ended for having turned 18 long before it. The date of birth is in question as
/// much as the day.
fn grown(out: &mut History, period: &Period<'_>, (about, adult): (&About<'_>, NaiveDate)) {
    let late = |day: NaiveDate| (day - adult).num_days() > CLOSED_LATE;
    // A row that is open says that care went on to the end of its year, or to the day of the return.
    let open = || period.year.and_then(|year| about.covered.get(&year)).copied();
    let shown = period.row.end.or_else(open);
    let what = if period.start >= adult {
        format!("began on {}, on or after their 18th birthday", day(period.start))
    } else if period.row.ceased == Some("E17")
        && period.row.end.is_some_and(|end| (adult - end).num_days() > CLOSED_LATE)
    {
        format!("from {} ended because they had turned 18, long before they did", day(period.start))
    } else if let Some(shown) = shown.filter(|shown| late(*shown)) {
        format!("from {} still ran on {}, long after their 18th birthday", day(period.start), day(shown))
    } else {
        return;
    };
    out.ask_holding(
        format!("grown {}", period.start),
        format!("By the return, care {what}. Nobody is looked after from 18. Is the date of birth right, and are the days?"),
        Holds::Birth,
    );
}

fn odd(out: &mut History, period: &Period<'_>, (about, adult): (&About<'_>, NaiveDate)) {
    grown(out, period, (about, adult));
    let key = RowKey::Episode(period.start);
    if period.overlapped {
        let what = "The episode begins before an earlier one ended.";
        out.look(key, "DECOM", what, "Check both. Days that overlap count once.");
    }
    if period.start >= adult {
        let what = "The episode begins on or after the 18th birthday.";
        out.look(key, "DECOM", what, "Check the day. Nobody is looked after from 18.");
    } else if period.row.end.is_some_and(|end| end > adult) {
        let what = "The episode ends after the 18th birthday.";
        out.look(key, "DEC", what, "Check the day. Care counts to the 18th birthday.");
    }
}

fn ending(out: &mut History, period: &Period<'_>, following: &After<'_>, about: &About<'_>) {
    let next = following.next.map(|next| next.start);
    let (Some(end), Some(why)) = (period.row.end, period.row.ceased) else { return };
    let birth = about.birth;
    let key = RowKey::Episode(period.start);
    if period.until != Some(end) {
        contradicted(out, period, (end, why), following);
        return;
    }
    match why {
        "X1" if next != Some(end) && end < birthday(birth, 18) => {
            not_known(out, key, end, next);
            let question = format!(
                "The return says that a new episode began on {}, but there is none. Did care continue, and until when?",
                day(end)
            );
            ask_how_far(out, format!("after {end}"), question, following);
            let what = "The reason says that a new episode starts the same day, but none does.";
            out.look(key, "REC", what, "Add the missing episode, or correct the reason.");
        }
        "E4A" | "E4B" | "E41" => home(out, period, end, next, With::PersonWithPr),
        "E13" => home(out, period, end, next, With::RelativeWithoutPr),
        "E43" | "E44" | "E45" | "E46" | "E47" | "E48" => {
            order(out, period, end, next, EventKind::SpecialGuardianship);
        }
        "E11" | "E12" => order(out, period, end, next, EventKind::Adopted),
        "E9" if matches!(period.row.legal_status, "C1" | "C2" | "E1") => {
            event(out, key, EventKind::Detained, end, next, None);
            // A sentence does not end a care order: whoever is under one stays looked after in custody.
            out.ask_holding(
                format!("sentenced {end}"),
                format!(
                    "The return says that care under a court order ended on {} with a sentence. A sentence does not end the order. Did the \
                     court end it, or did care go on in custody?",
                    day(end)
                ),
                Holds::Care,
            );
        }
        "E9" if period.row.placement != "R5" => event(out, key, EventKind::Detained, end, next, None),
        "E2" => out.add(key, FactKey::Died, Fact::Day(end)),
        "E3" => {
            event(out, key, EventKind::TakenOver, end, next, None);
            and_back(out, period, end, following);
        }
        "E16" => event(out, key, EventKind::MovedAbroad, end, next, None),
        "E15" => {
            event(out, key, EventKind::FoundToBeAdult, end, None, None);
            ask_whether_adult(out, end);
        }
        _ => {}
    }
}

/// Taken over by another authority, and in care here again later. What happened with the other authority no row here tells: care
/// may have gone on there to the day they came back, or ended on any day before.
fn and_back(out: &mut History, period: &Period<'_>, end: NaiveDate, following: &After<'_>) {
    let Some(back) = following.next.map(|next| next.start) else { return };
    let key = RowKey::Episode(period.start);
    if back == end {
        let what = "Another council took over, and care here goes on from the same day.";
        out.look(key, "REC", what, "Check the reason. The care here was used.");
        return;
    }
    out.add(
        key,
        FactKey::UnknownCare(end),
        Fact::Episode(EpisodeFact { elsewhere: true, ..unknown(end, Some(back)) }),
    );
    let question = format!(
        "The return says that another council took over their care on {}, and that care began here again on {}. Which council was \
         it, did their care go on there, and until when?",
        day(end),
        day(back)
    );
    ask_how_far(out, format!("elsewhere {end}"), question, following);
    out.look(
        key,
        "REC",
        "Another council took over, and care begins here again later.",
        "Ask that council how long its care went on. Until then those days count as not known.",
    );
}

fn ask_whether_adult(out: &mut History, on: NaiveDate) {
    out.ask_holding(
        "adult",
        format!(
            "The return says that they were found to be an adult, on {}. Which date of birth is accepted? While that is disputed they \
             may ask for an advocate.",
            day(on)
        ),
        Holds::Birth,
    );
}

/// An end that another row contradicts says nothing certain about what came after; but what it would have left behind may decide
/// the answer.
fn contradicted(
    out: &mut History,
    period: &Period<'_>,
    (end, why): (NaiveDate, Code),
    following: &After<'_>,
) {
    let Some(until) = period.until else { return };
    match why {
        "E15" => ask_whether_adult(out, end),
        "E2" | "E3" | "E4A" | "E4B" | "E41" | "E13" | "E43" | "E44" | "E45" | "E46" | "E47" | "E48"
        | "E11" | "E12" | "E9" | "E16" => {
            let words = super::super::code::EPISODE_CEASED.words(why).unwrap_or(why);
            let question = format!(
                "The return says that the care episode from {} ended on {} ({words}), and that another had begun by then, on {}. How did \
                 the first end, and when?",
                day(period.start),
                day(end),
                day(until)
            );
            ask_how_far(out, format!("ended {}", period.start), question, following);
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

fn home(out: &mut History, period: &Period<'_>, start: NaiveDate, next: Option<NaiveDate>, with: With) {
    event(out, RowKey::Episode(period.start), EventKind::ReturnedHome, start, next, Some(with));
}

/// A special guardianship or an adoption continues when care begins again; living with its holder does not.
fn order(out: &mut History, period: &Period<'_>, start: NaiveDate, next: Option<NaiveDate>, kind: EventKind) {
    let row = RowKey::Episode(period.start);
    let fact = EventFact { start, end: None, with: None, lives_with_holder: next.is_none() };
    out.add(row, FactKey::Event(kind, start), Fact::Event(fact));
    if next.is_some() {
        home(out, period, start, next, With::PersonWithPr);
    }
}

/// Care that no row describes and that may or may not have happened: up to the next thing a row shows, or to this day.
fn not_known(out: &mut History, row: RowKey, start: NaiveDate, end: Option<NaiveDate>) {
    out.add(row, FactKey::UnknownCare(start), Fact::Episode(unknown(start, end)));
}

const fn unknown(start: NaiveDate, end: Option<NaiveDate>) -> EpisodeFact {
    EpisodeFact {
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
    }
}

/// Asks when care ended, and why. Later rows say how far it can have gone and not what it left behind: a special
/// guardianship goes on into later care and a sentence counts at 16. The answer waits, unless later care decides it; it
/// also waits where the next thing is a placement with parents, which an earlier time at home would lengthen.
fn ask_how_far(out: &mut History, key: String, question: String, following: &After<'_>) {
    match following.next {
        Some(next) if following.decides && next.row.placement != "P1" => out.ask(key, question),
        _ => out.ask_holding(key, question, Holds::Care),
    }
}

/// Runs of one placement, each of which is an event: custody, hospital.
fn stays(out: &mut History, periods: &[Period<'_>], placement: Code, kind: EventKind) {
    let joined = |a: &Period<'_>, b: &Period<'_>| {
        a.row.placement == placement && b.row.placement == placement && a.until == Some(b.start)
    };
    let mut seen = 0usize;
    for run in periods.chunk_by(joined) {
        seen += run.len();
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if first.row.placement != placement {
            continue;
        }
        // Sentenced at the end of it: custody continues.
        let next = periods.get(seen).map(|next| next.start);
        let end = if last.row.ceased == Some("E9") && last.until == last.row.end { next } else { last.until };
        event(out, RowKey::Episode(first.start), kind, first.start, end, None);
    }
}

//! From the counted days to the care history's page.

use chrono::{Days, NaiveDate};
use leaving_care_rules::{
    Law,
    assessment::{LawState, Status},
    day_count::{CountReason, DayCount, Spell},
    messages::Messages,
    person::LivesWith,
};
use onward_domain::{
    care::{Episode, EpisodeNote},
    recorded::Source,
    returns::ssda903::code,
};
use serde::Deserialize;

use super::{
    pages::{CareHistory, EarlierRow, SpellRow, WhatIf, WhatIfAnswer, WhatIfRow, WrittenDay},
    show_person::{base, record_number, sub, warnings},
    show_trace::by_hand,
    what_if::{outcome_words, then_tag},
};
use crate::{
    clock::london_day,
    usecases::adviser::{
        consider::sum,
        see_care_history::SeenCareHistory,
        what_if::{self, Difference},
    },
    web::{
        chart::{CountBar, NEEDED, SpellKind, Strip, StripDays},
        law_words,
        parts::{Choice, Heading, Notice, Tag},
        view::FormErrors,
        words::{count, day, figure, full_day, list, weekday, weeks_and_days},
    },
};

/// What the simulator is asked: a date as written, and with whom the person will live.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Asked {
    /// As written.
    pub end_day: String,
    /// As written.
    pub end_month: String,
    /// As written.
    pub end_year: String,
    /// `parent`, `relative`, `own` or `unknown`.
    pub live: String,
    /// A line was saved just now.
    pub saved: String,
}

/// The page.
#[must_use]
pub fn page(seen: &SeenCareHistory, law: &Law, messages: &Messages, asked: &Asked) -> CareHistory {
    let one = &seen.answered;
    let today = one.today;
    let name = one.listed.person.identity.known_as.clone();
    let base = base(one);
    let spells: &[Spell] = seen.count.as_ref().map_or(&[], |count| count.spells.as_slice());
    let counted = seen.count.as_ref().map_or(0, |count| i64::from(count.counted));
    let mut notices = Vec::new();
    if !asked.saved.is_empty() {
        notices.push(Notice { id: "saved".into(), kind: "done", heading: "The spell is saved".into(), lines: vec!["Every answer is worked out anew from it. What it said before is kept under ‘What was corrected’.".into()], links: vec![] });
    }
    notices.extend(warnings(one, &base).into_iter().map(|notice| Notice { links: vec![], ..notice }));
    let rows: Vec<SpellRow> = spells
        .iter()
        .rev()
        .filter(|spell| seen.lines.get(spell.record).is_some() && !goes_on(spells, spell, today))
        .map(|spell| row(seen, spell, &base))
        .collect();
    CareHistory {
        about: format!("{}{}", one.age().map(|age| format!("{age}. ")).unwrap_or_default(), record_number(one)),
        name: one.listed.person.identity.listed_name(),
        person_href: base.clone(),
        sub: sub(one, 1),
        count: said_count(seen.count.as_ref()),
        complete: complete(seen, today),
        add_href: one.may_change.then(|| format!("{base}/care-history/spells/new")),
        notices,
        point: point(spells, counted, today),
        bar: bar(seen, spells, counted, today),
        strip: strip(seen, spells, today),
        headings: headings(),
        days: figure(spells.iter().map(|spell| so_far(spell, today)).sum::<i64>()),
        counted: figure(counted),
        spells: rows,
        rules: rules(spells),
        rules_source: "Children Act 1989 Sch 2 para 19B; Care Planning Regulations 2010, regs 40 and 48. Your reading of the records comes first: correct a line that is wrong.".into(),
        earlier: seen.earlier.iter().map(|(was, now)| earlier(seen, was, now.as_ref(), today)).collect(),
        returns: crate::web::adviser::show_returns::items(&seen.returns),
        what_if_href: format!("{base}/what-if"),
        what_if: simulator(seen, law, messages, asked, &name),
    }
}

fn said_count(count_of: Option<&DayCount>) -> String {
    match count_of {
        None => "The days cannot be counted without a date of birth.".to_owned(),
        Some(count_of) if i64::from(count_of.counted) >= NEEDED => {
            format!("{} count. 91 are needed.", count(count_of.counted, "day", "days"))
        }
        Some(count_of) => format!("{} of 91 days count so far.", count_of.counted),
    }
}

fn complete(seen: &SeenCareHistory, today: NaiveDate) -> String {
    let Some(count_of) = &seen.count else {
        return "Ask the person or the council that placed them, and add it to the record.".to_owned();
    };
    let turns_18 = seen.answered.assessment.dates.turns_18;
    match count_of.reached {
        Some(reached) if reached <= today => format!("The 91st was complete on {}.", full_day(reached)),
        Some(reached) => format!("The 91st is complete on {}.", weekday(reached, today)),
        None if turns_18.is_some_and(|birthday| birthday <= today) => {
            "Days after the 18th birthday do not count, so it stays at that.".to_owned()
        }
        None => "With the dates recorded, 91 days are not reached.".to_owned(),
    }
}

/// Days to come of a line that is running: its row says "still in care" and when it is planned to end, so these have
/// no row of their own.
fn goes_on(spells: &[Spell], spell: &Spell, today: NaiveDate) -> bool {
    let ahead = spell.from.is_some_and(|from| from >= today);
    ahead && spells.iter().any(|other| other.record == spell.record && other.until == Some(today))
}

/// Days of a spell that lie before today.
fn so_far(spell: &Spell, today: NaiveDate) -> i64 {
    if spell.reason == CountReason::AfterTheDay {
        return 0;
    }
    match (spell.from, spell.until) {
        (Some(from), until) => (until.unwrap_or(today).min(today) - from).num_days().max(0),
        (None, _) => 0,
    }
}

fn point(spells: &[Spell], counted: i64, today: NaiveDate) -> String {
    let of = |reason: CountReason| {
        spells.iter().filter(|spell| spell.reason == reason).map(|spell| so_far(spell, today)).sum::<i64>()
    };
    let parts: Vec<String> = [
        (of(CountReason::Before14), "before the 14th birthday"),
        (of(CountReason::ShortBreak), "in short breaks"),
        (of(CountReason::Overlap), "counted by another record"),
        (of(CountReason::After18), "after the 18th birthday"),
        (of(CountReason::AgreementOnly), "of an agreement for short breaks"),
    ]
    .into_iter()
    .filter(|(days, _)| *days > 0)
    .map(|(days, words)| format!("{} {words}", figure(days)))
    .collect();
    let left_out: i64 = spells.iter().filter(|spell| !spell.counts).map(|spell| so_far(spell, today)).sum();
    let counts =
        format!("{} {}.", count(counted, "day", "days"), if counted == 1 { "counts" } else { "count" });
    if parts.is_empty() {
        format!("{counts} None is left out.")
    } else {
        format!("{counts} {} left out: {}.", figure(left_out), list(&parts))
    }
}

/// Spells that count, next to each other joined, so that a bar of years has few parts.
fn joined(spells: &[Spell], today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let mut stretches: Vec<(NaiveDate, NaiveDate)> = spells
        .iter()
        .filter(|spell| spell.counts)
        .filter_map(|spell| Some((spell.from?, spell.until.unwrap_or(today).min(today))))
        .collect();
    stretches.sort();
    let mut joined: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for (from, until) in stretches {
        match joined.last_mut() {
            Some(last) if last.1 == from => last.1 = until,
            _ => joined.push((from, until)),
        }
    }
    joined
}

fn bar(seen: &SeenCareHistory, spells: &[Spell], counted: i64, today: NaiveDate) -> CountBar {
    let stretches = joined(spells, today);
    let parts: Vec<(i64, String)> = stretches
        .iter()
        .map(|(from, until)| {
            let under = if *until >= today { format!("Since {}", full_day(*from)) } else { full_day(*from) };
            ((*until - *from).num_days(), under)
        })
        .collect();
    let planned: i64 = seen.answered.planned_end().map_or(0, |end| {
        let turns_18 = seen.answered.assessment.dates.turns_18.unwrap_or(end);
        (end.min(turns_18) - today).num_days().max(0)
    });
    let says = format!(
        "{}{}. 91 are needed.",
        list(
            &parts
                .iter()
                .map(|(days, under)| format!("{} {}", count(*days, "day", "days"), lower_first(under)))
                .collect::<Vec<_>>()
        ),
        if planned > 0 { format!(", then {planned} planned") } else { String::new() },
    );
    let says =
        if counted == 0 && planned == 0 { "No day counts so far. 91 are needed.".to_owned() } else { says };
    CountBar::draw("Days that count towards 91".to_owned(), says, &parts, planned)
}

/// "Since 12 October" becomes "since 12 October", a date "from 3 March".
fn lower_first(under: &str) -> String {
    under.strip_prefix("Since ").map_or_else(|| format!("from {under}"), |rest| format!("since {rest}"))
}

fn strip(seen: &SeenCareHistory, spells: &[Spell], today: NaiveDate) -> Option<Strip> {
    let far = today.checked_add_days(Days::new(180))?;
    let drawn: Vec<(NaiveDate, NaiveDate, SpellKind)> = spells
        .iter()
        .filter_map(|spell| {
            let kind = match spell.reason {
                CountReason::Counted => SpellKind::Counts,
                CountReason::AfterTheDay => SpellKind::Planned,
                _ => SpellKind::LeftOut,
            };
            // A spell without an end is drawn until today, or a little beyond for days to come.
            let open = if kind == SpellKind::Planned { far } else { today };
            Some((spell.from?, spell.until.unwrap_or(open), kind))
        })
        .filter(|(from, until, _)| from < until)
        .collect();
    let born = seen.answered.listed.person.identity.born?;
    let birthdays = [14_u8, 16, 18]
        .map(|age| (leaving_care_rules::calendar::birthday(born, age), u32::from(age)))
        .to_vec();
    let first = drawn.iter().map(|spell| spell.0).min()?;
    let says = format!(
        "{} from {} on, with the 14th, 16th and 18th birthdays and today.",
        count(drawn.len(), "spell", "spells"),
        first.format("%B %Y")
    );
    Strip::draw(says, &StripDays { spells: drawn, birthdays, today })
}

fn headings() -> Vec<Heading> {
    [
        ("From", "app-nowrap is-inline"),
        ("To", "is-inline"),
        ("Where and order", ""),
        ("Days", "is-num is-inline"),
        ("Count", "is-num is-inline"),
        ("Why", ""),
        ("Source", ""),
    ]
    .into_iter()
    .map(|(words, class)| Heading { words, href: None, sort: None, class })
    .collect()
}

fn row(seen: &SeenCareHistory, spell: &Spell, base: &str) -> SpellRow {
    let today = seen.answered.today;
    let line = seen.lines.get(spell.record);
    let days = so_far(spell, today);
    let counted = if spell.counts { days } else { 0 };
    let (tag, why) = why(spell, seen);
    SpellRow {
        from: spell.from.map_or_else(|| "Not known".to_owned(), full_day),
        to: match (spell.until, spell.reason) {
            (Some(until), _)
                if until == today && line.is_some_and(|line| line.note.end.is_none_or(|end| today < end)) =>
            {
                "still in care".to_owned()
            }
            (Some(until), _) => full_day(until),
            (None, CountReason::Unknown) => "Not known".to_owned(),
            (None, CountReason::AfterTheDay) => "goes on".to_owned(),
            (None, _) => "still in care".to_owned(),
        },
        to_note: line
            .and_then(|line| line.note.end)
            .filter(|end| today < *end && spell.until.is_none_or(|until| until <= today))
            .map(|end| format!("planned end {}", day(end, today))),
        place: line.map_or_else(String::new, |line| place(&line.note)),
        codes: line.map_or_else(String::new, |line| codes(&line.note)),
        days: figure(days),
        counted: figure(counted),
        counts: counted > 0,
        tag,
        why,
        source: line.map_or_else(String::new, |line| source(seen, line, today)),
        correct_href: line
            .filter(|_| seen.answered.may_change)
            .map(|line| format!("{base}/care-history/spells/{}", line.id)),
    }
}

/// "Foster placement, full care order".
#[must_use]
pub fn place(note: &EpisodeNote) -> String {
    let placement = note.placement.as_deref().map_or("Placement not recorded", |placement| {
        code::PLACEMENT.words(placement).unwrap_or("Placement")
    });
    let status = note.legal_status.map(|status| format!("{status:?}"));
    let order = status.as_deref().map_or("legal status not known", |status| {
        code::LEGAL_STATUS.words(status).unwrap_or("legal status")
    });
    format!(
        "{placement}, {}",
        order
            .chars()
            .next()
            .map_or_else(String::new, |first| first.to_lowercase().chain(order.chars().skip(1)).collect())
    )
}

/// "U1, C2".
#[must_use]
pub fn codes(note: &EpisodeNote) -> String {
    let status = note.legal_status.map(|status| format!("{status:?}"));
    let codes: Vec<&str> = [note.placement.as_deref(), status.as_deref(), note.reason_ended.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    codes.join(", ")
}

fn why(spell: &Spell, seen: &SeenCareHistory) -> (Option<Tag>, String) {
    let left_out = Some(Tag::new("", "Left out"));
    let dates = &seen.answered.assessment.dates;
    let at_16 = dates.turns_16.is_some_and(|birthday| {
        spell.until.is_none_or(|until| birthday <= until) && birthday <= seen.answered.today
    });
    match spell.reason {
        CountReason::Counted if at_16 => (None, "After 14, and reaches 16".to_owned()),
        CountReason::Counted => (None, "After 14".to_owned()),
        CountReason::Before14 => (left_out, "before the 14th birthday".to_owned()),
        CountReason::After18 => (left_out, "after the 18th birthday".to_owned()),
        CountReason::ShortBreak => (left_out, "short break under regulation 48".to_owned()),
        CountReason::AgreementOnly => (left_out, "V4 records an agreement, not stays".to_owned()),
        CountReason::SameDay => (left_out, "began and ended on the same day".to_owned()),
        CountReason::Overlap => (left_out, "another record already counts these days".to_owned()),
        CountReason::AfterTheDay => {
            (Some(Tag::new("now", "To come")), "counts when the days have passed".to_owned())
        }
        CountReason::Unknown => {
            (Some(Tag::new("warn", "Not counted")), "a date or the legal status is not known".to_owned())
        }
    }
}

fn source(seen: &SeenCareHistory, line: &Episode, today: NaiveDate) -> String {
    let on = day(london_day(line.recorded.at), today);
    match seen.hands.iter().find(|hand| hand.episode == line.id) {
        Some(hand) => by_hand(hand, &on),
        None if line.recorded.source == Source::YoungPerson => format!("Said by the young person {on}"),
        None => format!("Import {on}"),
    }
}

fn earlier(seen: &SeenCareHistory, was: &Episode, now: Option<&Episode>, today: NaiveDate) -> EarlierRow {
    let span = format!(
        "{} to {}",
        was.note.start.map_or_else(|| "not known".to_owned(), full_day),
        was.note.end.map_or_else(|| "no end".to_owned(), full_day)
    );
    let by = now
        .and_then(|now| seen.hands.iter().find(|hand| hand.episode == now.id))
        .and_then(|hand| hand.name.as_ref())
        .map(|name| format!(" by {name}"))
        .unwrap_or_default();
    let on = was
        .recorded
        .superseded_at
        .map(|at| format!(" on {}", day(london_day(at), today)))
        .unwrap_or_default();
    let into = now.map_or_else(
        || "withdrawn".to_owned(),
        |now| {
            format!(
                "now {} to {}, {}",
                now.note.start.map_or_else(|| "not known".to_owned(), full_day),
                now.note.end.map_or_else(|| "no end".to_owned(), full_day),
                place(&now.note)
            )
        },
    );
    EarlierRow {
        was: format!("{span}, {} ({})", place(&was.note), source(seen, was, today)),
        corrected: format!("Corrected{on}{by}: {into}"),
    }
}

fn rules(spells: &[Spell]) -> Vec<String> {
    let mut lines = vec![
        "The first day counts, the last day does not. A day counts once. Spells add up: they need not touch."
            .to_owned(),
        "Days count from the 14th birthday to the 18th.".to_owned(),
    ];
    let breaks: Vec<&Spell> = spells.iter().filter(|spell| spell.reason == CountReason::ShortBreak).collect();
    if let Some(longest) = breaks.iter().map(|spell| spell.days).max() {
        lines.push(format!("The short breaks stay left out: the longest is {longest} of at most 17 days, {} in all. Regulation 48 allows 75 in 12 months.", breaks.iter().map(|spell| spell.days).sum::<i32>()));
    }
    lines
}

fn simulator(seen: &SeenCareHistory, law: &Law, messages: &Messages, asked: &Asked, name: &str) -> WhatIf {
    let one = &seen.answered;
    let today = one.today;
    let possible = what_if::can_end(&one.rules_person, today) && one.listed.person.identity.born.is_some();
    let written = WrittenDay::new(&asked.end_day, &asked.end_month, &asked.end_year);
    let mut errors = FormErrors::none();
    let mut answer = None;
    if possible && !written.is_empty() {
        match written.read(&"the day care ends".into()) {
            Ok(end) if end < today => {
                errors.add("end", format!("Enter today or a later day: {} has passed", full_day(end)))
            }
            Ok(end) => {
                answer =
                    what_if::what_if(law, messages, &one.rules_person, today, (end, lives_with(&asked.live)))
                        .map(|found| answered(&found, law, name, today))
            }
            Err(words) => errors.add("end", words),
        }
    }
    let planned = one.planned_end();
    let chosen = Some(asked.live.as_str());
    WhatIf {
        possible,
        hint: planned.map_or_else(
            || "No end is planned. For example, 7 12 2026".to_owned(),
            |end| format!("Planned: {}", end.format("%-d %-m %Y")),
        ),
        end: written,
        errors,
        live: vec![
            Choice::new("parent", "With a parent or someone with parental responsibility", chosen)
                .with_hint("Rights change after 6 months there"),
            Choice::new("relative", "With other family or friends", chosen),
            Choice::new("own", "On their own, or in supported housing", chosen),
            Choice::new("unknown", "Not known yet", chosen),
        ],
        answer,
    }
}

fn lives_with(word: &str) -> Option<LivesWith> {
    match word {
        "parent" => Some(LivesWith::Parent),
        "relative" => Some(LivesWith::RelativeNoPr),
        "own" => Some(LivesWith::Other),
        _ => None,
    }
}

fn answered(found: &what_if::WhatIf, law: &Law, name: &str, today: NaiveDate) -> WhatIfAnswer {
    let days = i64::from(found.with_end.qualifying_days.unwrap_or(0));
    let short = if days < NEEDED {
        format!(" {} short of 91.", count(NEEDED - days, "day", "days"))
    } else {
        String::new()
    };
    let status = law_words::status_word(found.with_end.status).to_lowercase();
    let later = found.safe.filter(|safe| found.end < *safe);
    WhatIfAnswer {
        heading: format!("If care ends on {}", weekday(found.end, today)),
        count: format!("{}: {}.{short}", count(days, "day", "days"), weeks_and_days(days)),
        becomes: match found.with_end.status {
            Status::None => format!("{name} has no leaving care status then."),
            _ => format!("{name} is then ‘{status}’."),
        },
        safe: later.map(|safe| format!("First safe day: {}", weekday(safe, today))),
        safe_says: match (later, found.safe) {
            (Some(safe), _) => format!("Care that ends on {} or later keeps leaving care support to 25.", day(safe, today)),
            (None, Some(_)) => "That day keeps leaving care support to 25.".to_owned(),
            (None, None) => "No day before 18 is safe with the dates recorded. Check them, and ask for legal advice before care ends.".to_owned(),
        },
        ends: format!("Ends {}", day(found.end, today)),
        other: later.map_or_else(|| "Care goes on".to_owned(), |safe| format!("Ends {} or later", day(safe, today))),
        rows: found.differs.iter().filter_map(|difference| differs(difference, law)).collect(),
    }
}

fn differs(difference: &Difference, law: &Law) -> Option<WhatIfRow> {
    let entitlement = law.entitlements().get(difference.which.place())?;
    if difference.other.state != LawState::InForce {
        return None;
    }
    Some(WhatIfRow {
        what: entitlement.name.clone(),
        this: then_tag(&difference.other, &difference.with_end),
        other: outcome_words(&difference.other),
        difference: super::what_if::difference(
            entitlement,
            sum(&difference.other),
            sum(&difference.with_end),
        ),
        why: difference.why.clone().unwrap_or_else(|| entitlement.meaning.clone()),
    })
}

//! How answers, courses and periods of care are phrased, wherever they appear.

use chrono::NaiveDate;
use leaving_care_rules::{
    facts::FactId,
    person::{Country, EducationKind, Homeless, LegalStatus},
};
use onward_domain::{
    care::{
        CircumstanceNote, CircumstanceValue as Value, CourseNote, Episode, EpisodeNote, LifeEventKind,
        LifeEventNote,
    },
    recorded::Source,
    returns::ssda903::code,
};
use onward_store::repo::versions::{Rows, Version};
use serde::Serialize;

use crate::{
    clock::london_day,
    usecases::hands::Hand,
    web::{
        adviser::fact_words,
        parts::HandShown,
        words::{Day, Say, says},
    },
};

/// "Yes, since 3 March 2025", "£1,200", "We do not know".
#[must_use]
pub fn answer(note: &CircumstanceNote) -> Say {
    use says::adviser::answer as said;
    match (note.value, note.since) {
        (Value::NotKnown, _) => said::Unknown.into(),
        (Value::Yes(true), None) => said::Yes.into(),
        (Value::Yes(false), None) => said::No.into(),
        (Value::Yes(true), Some(since)) => said::YesSince { since: since.into() }.into(),
        (Value::Yes(false), Some(since)) => said::NoSince { since: since.into() }.into(),
        (Value::Home(home), _) => {
            let key = match home {
                Homeless::Yes => "staff.yes",
                Homeless::AtRisk => "staff.at_risk",
                Homeless::No => "staff.no",
            };
            Say::words(fact_words::of(FactId::Homeless, key))
        }
        (Value::Day(day), _) => Say::day(day),
        (Value::Money(sum), _) if sum.0 == 0 => said::Nothing.into(),
        (Value::Money(sum), _) => Say::words(sum.to_string()),
    }
}

/// What a course is: "University or other higher education: Nursing, first degree".
#[must_use]
pub fn course(note: &CourseNote) -> Say {
    let kind = kind(note.kind);
    match &note.name {
        Some(name) => says::adviser::course::Named { kind, name }.into(),
        None => kind,
    }
}

/// A kind of education in words.
#[must_use]
pub fn kind(kind: EducationKind) -> Say {
    use says::adviser::course::kind as said;
    match kind {
        EducationKind::None => said::None.into(),
        EducationKind::SixthForm => said::SixthForm.into(),
        EducationKind::FeFullTime => said::College.into(),
        EducationKind::FePartTime => said::CollegePartTime.into(),
        EducationKind::He => said::University.into(),
        EducationKind::Apprenticeship => said::Apprenticeship.into(),
        EducationKind::Traineeship => said::Traineeship.into(),
        EducationKind::SupportedInternship => said::SupportedInternship.into(),
    }
}

/// "From 7 September 2026 to 27 August 2028, 24 months, full time, in the pathway plan".
#[must_use]
pub fn course_when(note: &CourseNote, today: NaiveDate) -> Say {
    use says::adviser::course::when as said;
    let begun = note.start.is_none_or(|start| start <= today);
    let mut parts: Vec<Say> = vec![match (note.start, last_day(note)) {
        (Some(start), Some(last)) => said::FromTo { start: start.into(), last: last.into() }.into(),
        (Some(start), None) if begun => said::Since { start: start.into() }.into(),
        (Some(start), None) => said::From { start: start.into() }.into(),
        (None, Some(last)) => said::Until { last: last.into() }.into(),
        (None, None) => said::Unknown.into(),
    }];
    parts.extend(note.months.map(|months| said::Months { months }.into()));
    match note.full_time {
        Some(true) => parts.push(said::FullTime.into()),
        Some(false) => parts.push(said::PartTime.into()),
        None => {}
    }
    match note.in_pathway_plan {
        Some(true) => parts.push(said::InPlan.into()),
        Some(false) => parts.push(said::NotInPlan.into()),
        None => {}
    }
    parts.extend((note.residential == Some(true)).then(|| said::Residential.into()));
    parts.extend((note.continuing == Some(true)).then(|| said::Continuing.into()));
    Say::Parts(parts)
}

/// The record keeps the first day after a course; people say its last.
#[must_use]
pub fn last_day(note: &CourseNote) -> Option<NaiveDate> {
    note.end?.pred_opt()
}

/// "3 March 2025 to 4 April 2025, Foster placement, section 20".
#[must_use]
pub fn episode(note: &EpisodeNote) -> Say {
    use says::adviser::episode as said;
    let start = note.start.map_or_else(|| said::NotKnown.into(), Say::day);
    let end = note.end.map_or_else(|| said::NoEnd.into(), Say::day);
    said::Said { start, end, place: place(note) }.into()
}

/// "Foster placement, full care order".
#[must_use]
pub fn place(note: &EpisodeNote) -> Say {
    use says::adviser::episode as said;
    let placement = match note.placement.as_deref() {
        None => said::NoPlacement.into(),
        Some(placement) => {
            code::PLACEMENT.words(placement).map_or_else(|| said::OtherPlacement.into(), Say::words)
        }
    };
    let order = match note.legal_status.map(status_code) {
        None => said::NoLegalStatus.into(),
        Some(status) => code::LEGAL_STATUS
            .words(&status)
            .map_or_else(|| said::OtherLegalStatus.into(), |words| Say::words(lower_first(words))),
    };
    let council = note.authority.as_deref().map(|council| said::LookedAfterBy { council }.into());
    let country = note.country.map(|country| said::InCountry { country: country_name(country) }.into());
    Say::Parts([Some(placement), Some(order), council, country].into_iter().flatten().collect())
}

fn country_name(country: Country) -> Say {
    use says::manager::whose::country as name;
    match country {
        Country::Wales => name::Wales.into(),
        Country::Scotland => name::Scotland.into(),
        Country::NorthernIreland => name::NorthernIreland.into(),
        Country::England | Country::Unknown => name::Unknown.into(),
    }
}

/// "C2".
#[must_use]
pub fn status_code(status: LegalStatus) -> String {
    format!("{status:?}")
}

/// "U1, C2, E8".
#[must_use]
pub fn codes(note: &EpisodeNote) -> String {
    let status = note.legal_status.map(status_code);
    let codes = [note.placement.as_deref(), status.as_deref(), note.reason_ended.as_deref()];
    codes.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Who recorded a part of the care history, and when: "Corrected 3 May 2026 by Priya Nair", "Imported 3 May 2026".
#[must_use]
pub fn written(line: &Episode, hands: &[Hand]) -> Say {
    use says::adviser::hand as said;
    let on = Day::from(london_day(line.recorded.at));
    match hands.iter().find(|hand| hand.episode == line.id) {
        Some(hand) => by_hand(hand),
        None => match line.recorded.source {
            Source::Import => said::Imported { on }.into(),
            Source::Staff => said::Entered { on }.into(),
            Source::YoungPerson => said::SaidByThem { on }.into(),
        },
    }
}

/// "Entered 3 May 2026 by Priya Nair".
#[must_use]
pub fn by_hand(hand: &Hand) -> Say {
    use says::adviser::hand as said;
    let on = Day::from(london_day(hand.at));
    match (hand.put_right, hand.name.as_deref()) {
        (true, Some(who)) => said::CorrectedBy { on, who }.into(),
        (true, None) => said::Corrected { on }.into(),
        (false, Some(who)) => said::EnteredBy { on, who }.into(),
        (false, None) => said::Entered { on }.into(),
    }
}

/// The same words within a sentence.
#[must_use]
pub fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What happened, and when: "In custody from 3 May 2026 until 1 June 2026".
#[must_use]
pub fn event(note: &LifeEventNote) -> Say {
    use says::adviser::event as said;
    let what = event_word(note.kind);
    let from = Day::from(note.start);
    match note.end {
        Some(end) => said::FromUntil { what, from, until: end.into() }.into(),
        None => said::From { what, from }.into(),
    }
}

/// The name of a kind of event.
#[must_use]
pub fn event_word(kind: LifeEventKind) -> Say {
    Say::of_word("adviser.chronology.life", kind.word()).unwrap_or_else(|| Say::words(kind.word()))
}

/// A version that is no longer current.
#[derive(Debug, Clone, Serialize)]
pub struct Earlier {
    said: Say,
    hand: HandShown,
}

/// Versions that are no longer current, newest first.
#[must_use]
pub fn earlier<V: Rows>(history: &[Version<V>], says: impl Fn(&V) -> Say) -> Vec<Earlier> {
    history
        .iter()
        .filter(|version| !version.row.recorded().stands())
        .map(|version| Earlier { said: says(&version.row), hand: version.into() })
        .collect()
}

//! Which dated facts raised a reading.

use chrono::{Months, NaiveDate};
use leaving_care_rules::person::LegalStatus;
use onward_domain::{
    care::{EpisodeNote, Facts, LifeEventKind},
    confirmation::Confirm,
};

use crate::web::{adviser::said, words::Say};

/// The periods of care, events and courses that it is about, in the order of their days.
pub fn by(code: Confirm, facts: &Facts) -> Vec<Say> {
    let mut all: Vec<(Option<NaiveDate>, Say)> = Vec::new();
    let periods = facts.episodes_in_order().into_iter().map(|line| &line.note);
    all.extend(
        periods.filter(|note| period(code, note, facts)).map(|note| (note.start, said::episode(note))),
    );
    let events = facts.events.iter().filter(|event| event.recorded.stands()).map(|event| &event.note);
    let about = events.filter(|note| kinds(code).contains(&note.kind));
    all.extend(about.map(|note| (Some(note.start), said::event(note))));
    if code == Confirm::EducationAfter25 {
        all.extend(facts.courses.iter().map(|course| (course.note.start, said::course(&course.note))));
    }
    all.sort_by_key(|(on, _)| *on);
    all.into_iter().map(|(_, words)| words).collect()
}

const fn kinds(code: Confirm) -> &'static [LifeEventKind] {
    use LifeEventKind::{Detained, Hospital, PrivateFostering, ReturnedHome};
    match code {
        Confirm::DetentionGap | Confirm::DetentionRemandOrSentence => &[Detained, Hospital],
        Confirm::HomeSixMonthsAfterDetention
        | Confirm::TemporaryMoveFromHome
        | Confirm::StatusFrozenAt18
        | Confirm::HomeSixMonthsBeforeCeasing => &[ReturnedHome, Detained, Hospital],
        Confirm::PrivateFosteringAfter16 => &[PrivateFostering],
        Confirm::EndOn16thBirthday
        | Confirm::ShortBreakOverLimits
        | Confirm::ShortBreaksAndSection24
        | Confirm::CareOutsideEngland
        | Confirm::EducationAfter25 => &[],
    }
}

fn period(code: Confirm, note: &EpisodeNote, facts: &Facts) -> bool {
    let last = || facts.episodes_in_order().last().is_some_and(|line| line.note == *note);
    match code {
        Confirm::EndOn16thBirthday => {
            let sixteen = facts.born.and_then(|born| born.checked_add_months(Months::new(12 * 16)));
            note.end.is_some() && note.end == sixteen
        }
        Confirm::ShortBreakOverLimits | Confirm::ShortBreaksAndSection24 => {
            matches!(note.legal_status, Some(LegalStatus::V3 | LegalStatus::V4))
        }
        Confirm::CareOutsideEngland => note.country.is_some(),
        Confirm::DetentionRemandOrSentence => note.legal_status == Some(LegalStatus::J1),
        Confirm::DetentionGap
        | Confirm::HomeSixMonthsBeforeCeasing
        | Confirm::HomeSixMonthsAfterDetention
        | Confirm::StatusFrozenAt18 => last(),
        Confirm::TemporaryMoveFromHome | Confirm::PrivateFosteringAfter16 | Confirm::EducationAfter25 => {
            false
        }
    }
}

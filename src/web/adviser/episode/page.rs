//! What the page for a period of care shows.

use chrono::NaiveDate;
use leaving_care_rules::{
    assessment::{DutyStage, Status},
    person::EventKind,
    unsaid::Lacks,
};
use onward_domain::{
    returns::ssda903::code::{self, CodeList},
    whose::Place,
};
use serde::Serialize;

use super::form::{EpisodeForm, NOBODY_KNOWS};
use crate::{
    usecases::adviser::{
        correct_episode::SeenEpisode,
        effect_of_episode::{Contradiction, Effect},
    },
    web::{
        adviser::{said, who::Who, whose::of_country},
        form::Sheet,
        law_words,
        view::{FormState, Page},
        words::{Say, figure, says::adviser::episode as told},
    },
};

/// The form around one period of care.
#[derive(Debug, Clone, Serialize)]
pub struct EpisodePage {
    who: Who,
    back: String,
    action: String,
    new: bool,
    was: Option<Say>,
    legal_statuses: Vec<(String, String)>,
    placements: Vec<(String, String)>,
    endings: Vec<(String, String)>,
    countries: Vec<(&'static str, Say)>,
    effect: Option<EffectShown>,
    #[serde(flatten)]
    sheet: Sheet<EpisodeForm>,
}

impl Page for EpisodePage {
    const TEMPLATE: &str = "adviser/episode.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl EpisodePage {
    /// The page around a form; with what saving would do, if that has to be seen first.
    pub fn of(
        seen: &SeenEpisode,
        today: NaiveDate,
        sheet: Sheet<EpisodeForm>,
        effect: Option<EffectShown>,
    ) -> Self {
        // Only those who may write are shown this page.
        let who = Who::in_record(&seen.person, true, today);
        let back = format!("{}/care-history", who.base);
        let line = seen.line.as_ref();
        Self {
            action: line.map_or_else(
                || format!("{back}/episodes/new"),
                |line| format!("{back}/episodes/{}", line.id),
            ),
            new: line.is_none(),
            was: line.map(|line| said::episode(&line.note)),
            legal_statuses: or_unknown(choices(&code::LEGAL_STATUS)),
            placements: or_unknown(choices(&code::PLACEMENT)),
            endings: choices(&code::EPISODE_CEASED),
            countries: Place::ALL.iter().map(|place| (place.word(), of_country(*place))).collect(),
            effect,
            back,
            who,
            sheet,
        }
    }
}

/// With what is said where nobody knows.
fn or_unknown(mut choices: Vec<(String, String)>) -> Vec<(String, String)> {
    choices.push((NOBODY_KNOWS.to_owned(), Say::from(told::NobodyKnows).to_string()));
    choices
}

/// The codes in a list, each with its meaning: "C2: Full care order".
fn choices(codes: &CodeList) -> Vec<(String, String)> {
    codes
        .codes()
        .map(|each| (each.to_string(), format!("{each}: {}", codes.words(each).unwrap_or_default())))
        .collect()
}

/// What saving would do: days, status, what is theirs, and what contradicts another line.
#[derive(Debug, Clone, Serialize)]
pub struct EffectShown {
    rows: Vec<Changed>,
    contradicts: Vec<Say>,
}

/// One thing before and after.
#[derive(Debug, Clone, Serialize)]
struct Changed {
    what: Say,
    now: Say,
    then: Say,
}

impl EffectShown {
    /// In words. `name`: what the person is called.
    #[must_use]
    pub fn of(effect: &Effect, name: &str) -> Self {
        let days =
            |days: Option<i32>| days.map_or_else(|| told::NotKnown.into(), |days| Say::words(figure(days)));
        let status = |(status, stage): (Status, Option<DutyStage>)| law_words::status(status, stage);
        let number = |number: usize| Say::words(figure(number));
        let row = |what: Say, now: Say, then: Say| Changed { what, now, then };
        Self {
            rows: vec![
                row(told::Counting.into(), days(effect.counted.0), days(effect.counted.1)),
                row(
                    effect.from.map_or_else(
                        || told::StatusToday.into(),
                        |day| told::StatusFrom { day: day.into() }.into(),
                    ),
                    status(effect.status.0),
                    status(effect.status.1),
                ),
                row(
                    effect.from.map_or_else(
                        || told::Theirs { name }.into(),
                        |day| told::TheirsFrom { name, day: day.into() }.into(),
                    ),
                    number(effect.theirs.0),
                    number(effect.theirs.1),
                ),
            ],
            contradicts: effect.contradictions.iter().map(|found| contradiction(*found)).collect(),
        }
    }
}

fn contradiction(found: Contradiction) -> Say {
    match found {
        Contradiction::Gap { ended, begins } => {
            let days = (begins - ended).num_days();
            told::Gap { ended: ended.into(), begins: begins.into(), days }.into()
        }
        Contradiction::Overlap { from, until: Some(until) } => {
            told::Overlap { from: from.into(), until: until.into() }.into()
        }
        Contradiction::Overlap { from, until: None } => told::OverlapOpen { from: from.into() }.into(),
        Contradiction::BeforeBirth { born, begins } => {
            told::BeforeBirth { born: born.into(), begins: begins.into() }.into()
        }
        Contradiction::SameEvent { from } => told::SameEvent { from: from.into() }.into(),
        Contradiction::NothingFollows { ended } => told::NothingFollows { ended: ended.into() }.into(),
        Contradiction::Unsaid { ended, lacks } => unsaid(ended, lacks),
    }
}

fn unsaid(ended: NaiveDate, lacks: Lacks) -> Say {
    let ended = ended.into();
    match lacks {
        Lacks::NextEpisode => told::NothingFollows { ended }.into(),
        Lacks::CareElsewhere { until } => told::CareElsewhere { ended, until: until.into() }.into(),
        Lacks::AcceptedBirth => told::FoundToBeAdult { ended }.into(),
        Lacks::Event(EventKind::Detained) => told::NoCustody { ended }.into(),
        Lacks::Event(EventKind::SpecialGuardianship) => told::NoGuardianship { ended }.into(),
        Lacks::Event(EventKind::Adopted) => told::NoAdoption { ended }.into(),
        Lacks::Event(_) => told::NoMoveHome { ended }.into(),
    }
}

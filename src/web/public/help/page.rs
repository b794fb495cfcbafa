//! What *Help now* shows.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use onward_domain::office;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

use crate::{
    settings::Settings,
    web::view::{Page, Phone},
};

static SITUATIONS: &str = include_str!("../../../../templates/messages/help.toml");

/// This installation's numbers.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// The leaving care team, in office hours.
    pub team: Option<String>,
    /// When the team answers, in words.
    pub team_hours: String,
    /// Who answers for the council outside office hours.
    pub emergency: Option<String>,
    /// Where they take texts.
    pub emergency_text: Option<String>,
    /// The advocacy service: its name and number.
    pub advocate: Option<(String, String)>,
    /// The day somebody last checked the numbers.
    pub checked: Option<NaiveDate>,
}

impl From<&Settings> for Numbers {
    fn from(settings: &Settings) -> Self {
        Self {
            team: settings.team_phone.clone(),
            team_hours: settings.team_hours.clone(),
            emergency: settings.emergency_phone.clone(),
            emergency_text: settings.emergency_text.clone(),
            advocate: settings.advocate_phone.clone().map(|phone| (settings.advocate.clone(), phone)),
            checked: settings.numbers_checked,
        }
    }
}

/// Who answers now, 999, what has happened, who answers when.
#[derive(Debug, Clone, Serialize)]
pub struct HelpNowPage {
    day: NaiveDate,
    time: NaiveTime,
    /// Chosen by the clock. `None` if the settings name nobody for this hour.
    answering: Option<Answering>,
    situations: &'static [Situation],
    /// For when the clock is wrong or somebody does not answer.
    everyone: Everyone,
    advocate: Option<Named>,
    checked: Option<NaiveDate>,
}

impl Page for HelpNowPage {
    const TEMPLATE: &str = "public/help_now.html";
}

/// Stored on the person's own phone by the service worker: nothing in it depends on the clock.
#[derive(Debug, Clone, Serialize)]
pub struct OfflinePage {
    everyone: Everyone,
}

impl Page for OfflinePage {
    const TEMPLATE: &str = "public/offline.html";
}

/// Everyone in the settings.
#[derive(Debug, Clone, Serialize)]
struct Everyone {
    team: Option<Phone>,
    team_hours: String,
    emergency: Option<Phone>,
    samaritans: Phone,
}

/// Who answers at this hour: `team`, `hub` or `emergency`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answering {
    /// In a word that templates read.
    pub who: &'static str,
    /// Their number.
    pub phone: Phone,
    /// The number to text, where they take texts.
    text: Option<Phone>,
}

/// Somebody with a name and a number.
#[derive(Debug, Clone, Serialize)]
struct Named {
    who: String,
    phone: Phone,
}

impl HelpNowPage {
    /// The page at this London time.
    pub fn of(numbers: &Numbers, now: NaiveDateTime) -> Self {
        let advocate = numbers.advocate.as_ref();
        Self {
            day: now.date(),
            time: now.time(),
            answering: answering(numbers, now),
            situations: situations(),
            everyone: everyone(numbers),
            advocate: advocate.map(|(who, phone)| Named { who: who.clone(), phone: Phone::new(phone) }),
            checked: numbers.checked,
        }
    }
}

impl OfflinePage {
    /// Every number, whatever the clock says.
    pub fn of(numbers: &Numbers) -> Self {
        Self { everyone: everyone(numbers) }
    }
}

fn everyone(numbers: &Numbers) -> Everyone {
    Everyone {
        team: numbers.team.as_deref().map(Phone::new),
        team_hours: numbers.team_hours.clone(),
        emergency: numbers.emergency.as_deref().map(Phone::new),
        samaritans: Phone::new("116 123"),
    }
}

/// The team in office hours, whoever stands in at other times; the other one rather than nobody.
pub(super) fn answering(numbers: &Numbers, now: NaiveDateTime) -> Option<Answering> {
    let of = |who, phone: &Option<String>, text: Option<&str>| {
        let text = text.map(Phone::new);
        phone.as_deref().map(|phone| Answering { who, phone: Phone::new(phone), text })
    };
    let emergency = of("emergency", &numbers.emergency, numbers.emergency_text.as_deref());
    if office::open_at(now) { of("team", &numbers.team, None).or(emergency) } else { emergency }
}

/// The hub, while it is open.
pub(super) fn of_hub(phone: Option<&str>, now: NaiveDateTime) -> Option<Answering> {
    let phone = phone.filter(|_| office::open_at(now))?;
    Some(Answering { who: "hub", phone: Phone::new(phone), text: None })
}

/// Something that may have happened, in the person's words, and what to do about it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Situation {
    pub(super) id: String,
    title: String,
    pub(super) line: String,
    pub(super) steps: Vec<String>,
    /// Who to call: `now` (whoever answers at this hour), or a national line with its own number.
    call: String,
    #[serde(default)]
    pub(super) call_phone: Number,
    also: String,
    pub(super) also_phone: Number,
    #[serde(skip_serializing)]
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever looks after the file; a test reads it"))]
    pub(super) checked: Vec<Checked>,
}

/// A number from the file; empty if there is none.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "String")]
pub(super) struct Number(pub(super) Option<Phone>);

impl From<String> for Number {
    fn from(written: String) -> Self {
        Self((!written.is_empty()).then(|| Phone::new(&written)))
    }
}

/// Where a number was read, and when: for whoever maintains the file; a test reads it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "for whoever looks after the file; a test reads it"))]
pub(super) struct Checked {
    pub(super) number: String,
    pub(super) source: String,
    pub(super) on: toml::value::Datetime,
}

#[derive(Deserialize)]
struct Help {
    situation: Vec<Situation>,
}

pub(super) fn situations() -> &'static [Situation] {
    static ALL: OnceLock<Vec<Situation>> = OnceLock::new();
    ALL.get_or_init(|| toml::from_str::<Help>(SITUATIONS).map(|help| help.situation).unwrap_or_default())
}

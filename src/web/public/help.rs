//! Chooses who answers now, by the clock, and says what to do in five situations.

use super::pages::{Answering, HelpLine, HelpNowPage, OfflinePage, Situation};
use crate::web::{view::Phone, words::filters::time};
use chrono::NaiveDateTime;
use onward_domain::office;
use serde::Deserialize;
use std::sync::OnceLock;

static MESSAGES: &str = include_str!("../../../templates/messages/help.toml");

/// The numbers of this installation, from its settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// The leaving care team, in office hours.
    pub team: Option<String>,
    /// When the team answers, in words.
    pub team_hours: String,
    /// Whoever answers for the council outside office hours.
    pub emergency: Option<String>,
    /// Where they take texts.
    pub emergency_text: Option<String>,
    /// The advocacy service: its name and number.
    pub advocate: Option<(String, String)>,
    /// The day on which somebody last checked the numbers, in words.
    pub checked: Option<String>,
}

#[derive(Deserialize)]
struct Help {
    situation: Vec<Written>,
}

#[derive(Deserialize)]
struct Written {
    id: String,
    title: String,
    line: String,
    steps: Vec<String>,
    call: String,
    #[serde(default)]
    call_phone: String,
    also: String,
    also_phone: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever looks after the file; a test reads it"))]
    checked: Vec<Checked>,
}

/// Where a number was read, and when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "for whoever looks after the file; a test reads it"))]
struct Checked {
    number: String,
    source: String,
    on: toml::value::Datetime,
}

/// `/help-now` at this London time.
#[must_use]
pub fn page(numbers: &Numbers, now: NaiveDateTime) -> HelpNowPage {
    let answering = answering(numbers, now);
    HelpNowPage {
        now: format!("{}, {}", now.format("%A"), time(now.time())),
        situations: written().iter().map(|written| situation(written, answering.as_ref())).collect(),
        answering,
        lines: lines(numbers),
        advocate: numbers.advocate.as_ref().map(|(who, phone)| line(who, "", phone)),
        checked: numbers.checked.clone(),
    }
}

/// `/offline`: every number, whatever the clock says.
#[must_use]
pub fn offline(numbers: &Numbers) -> OfflinePage {
    OfflinePage { lines: lines(numbers) }
}

/// Who answers at this hour: the team in office hours, whoever stands in at other times; the other one rather than nobody.
fn answering(numbers: &Numbers, now: NaiveDateTime) -> Option<Answering> {
    let team = numbers.team.as_ref().map(|phone| Answering {
        who: "Your leaving care team".into(),
        call: "your leaving care team".into(),
        phone: Phone::new(phone),
        text: None,
    });
    let emergency = numbers.emergency.as_ref().map(|phone| Answering {
        who: "The emergency team".into(),
        call: "the emergency team".into(),
        phone: Phone::new(phone),
        text: numbers.emergency_text.as_deref().map(Phone::new),
    });
    if office::open_at(now) { team.or(emergency) } else { emergency }
}

fn lines(numbers: &Numbers) -> Vec<HelpLine> {
    let team = numbers.team.as_ref().map(|phone| line("Your leaving care team", &numbers.team_hours, phone));
    let emergency =
        numbers.emergency.as_ref().map(|phone| line("The emergency team", "at all other times", phone));
    let samaritans = line("Samaritans, if you do not want to be alive", "day and night, free", "116 123");
    team.into_iter().chain(emergency).chain([samaritans]).collect()
}

fn line(who: &str, hours: &str, phone: &str) -> HelpLine {
    HelpLine { who: who.to_owned(), hours: hours.to_owned(), phone: Phone::new(phone) }
}

fn situation(written: &Written, answering: Option<&Answering>) -> Situation {
    let mut lines = Vec::new();
    if written.call == "now" {
        lines.extend(answering.map(|who| HelpLine {
            who: who.who.clone(),
            hours: String::new(),
            phone: who.phone.clone(),
        }));
    } else {
        lines.push(line(&written.call, "", &written.call_phone));
    }
    if !written.also.is_empty() {
        lines.push(line(&written.also, "", &written.also_phone));
    }
    Situation {
        id: written.id.clone(),
        title: written.title.clone(),
        line: written.line.clone(),
        steps: written.steps.clone(),
        lines,
    }
}

fn written() -> &'static [Written] {
    static ALL: OnceLock<Vec<Written>> = OnceLock::new();
    ALL.get_or_init(|| toml::from_str::<Help>(MESSAGES).map(|help| help.situation).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

    use super::*;
    use crate::web::testing::{proper, shown};

    fn numbers() -> Numbers {
        Numbers {
            team: Some("01632 960 100".into()),
            team_hours: "Monday to Friday, 9am to 5pm".into(),
            emergency: Some("01632 960 199".into()),
            emergency_text: Some("07700 900 199".into()),
            advocate: Some(("Always Heard, free".into(), "0808 800 5792".into())),
            checked: Some("20 November 2026".into()),
        }
    }

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn on_a_sunday_evening_the_emergency_team_answers_and_on_monday_the_team() {
        let sunday = page(&numbers(), at("2026-11-22T19:40:00"));
        assert_eq!(sunday.now, "Sunday, 7:40pm");
        assert_eq!(sunday.answering.as_ref().unwrap().phone.dial, "01632960199");
        let monday = page(&numbers(), at("2026-11-23T10:00:00"));
        assert_eq!(monday.answering.as_ref().unwrap().phone.dial, "01632960100");
        assert_eq!(
            monday.situations[0].lines[0].phone.dial, "01632960100",
            "the situations name whoever answers now"
        );
        for page in [&sunday, &monday] {
            assert_eq!(page.situations.len(), 5);
            proper(&shown(page));
        }
        crate::web::testing::keep("help-now", &shown(&sunday));
    }

    #[test]
    fn every_number_says_where_it_was_read_and_when() {
        let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let mut numbers = 0;
        for entry in written() {
            let steps = entry.steps.join(" ");
            let mut said: Vec<String> =
                [&entry.call_phone, &entry.also_phone].iter().map(|phone| figures(phone)).collect();
            // A number in a sentence: groups of figures, next to each other.
            for sentence in [steps.as_str(), &entry.line] {
                let mut number = String::new();
                for word in sentence.split(' ').chain([""]) {
                    let word = word.trim_end_matches(['.', ',']);
                    if !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit()) {
                        number.push_str(word);
                    } else {
                        said.push(std::mem::take(&mut number));
                    }
                }
            }
            // Ages and 999 are short; 116 123 is the shortest number of a helpline.
            for number in said.into_iter().filter(|number| number.len() >= 6) {
                numbers += 1;
                let checked = entry.checked.iter().find(|one| figures(&one.number) == number);
                let checked = checked.unwrap_or_else(|| panic!("{}: {number} has no source", entry.id));
                assert!(checked.source.len() > 5 && checked.on.date.is_some(), "{number}");
            }
        }
        assert!(numbers >= 5, "{numbers}");
    }

    #[test]
    fn nobody_is_sent_to_a_team_that_is_closed() {
        let only_team = Numbers { emergency: None, ..numbers() };
        assert_eq!(page(&only_team, at("2026-11-22T19:40:00")).answering, None);
        let only_emergency = Numbers { team: None, ..numbers() };
        assert!(page(&only_emergency, at("2026-11-23T10:00:00")).answering.is_some());
        proper(&shown(&page(&Numbers::default(), at("2026-11-23T10:00:00"))));
    }

    #[test]
    fn without_a_connection_every_number_is_there() {
        let html = shown(&offline(&numbers()));
        proper(&html);
        crate::web::testing::keep("offline", &html);
        for number in ["01632960100", "01632960199", "116123", "tel:999"] {
            assert!(html.contains(number), "{number}");
        }
    }
}

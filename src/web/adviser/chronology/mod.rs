//! `/adviser/people/{person}/chronology`: everything that happened, merged in order, filtered by an address, to print.

#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use onward_domain::{id::PersonId, money::Pence, returns::ssda903::code};
use serde::{Deserialize, Serialize};

use crate::{
    usecases::adviser::see_chronology::{Event, Line, SeenChronology, see_chronology},
    web::{
        adviser::{said, who::Who},
        desk::{Adviser, Desk},
        law_words,
        parts::PaymentShown,
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
        words::{Say, says::adviser::chronology as told},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/adviser/people/{person}/chronology", Audience::Adviser, chronology)]
}

/// What is shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A kind of thing; everything if the word is unknown.
    pub what: String,
}

const KINDS: [&str; 6] = ["care", "contacts", "living", "help", "plan", "aside"];

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ChronologyPage {
    who: Who,
    what: String,
    kinds: Vec<(&'static str, Say)>,
    lines: Vec<LineShown>,
    all: usize,
}

#[derive(Debug, Clone, Serialize)]
struct LineShown {
    on: NaiveDate,
    /// When it was written down, where that was another day.
    written: Option<NaiveDate>,
    /// Which sentence.
    is: &'static str,
    /// The word that it turns on: how they met, which step, what they said.
    word: String,
    /// What it is about.
    about: Option<Say>,
    words: Option<String>,
    amount: Option<Pence>,
    payment: Option<PaymentShown>,
    number: Option<i64>,
    /// Of what was put aside: when it was due, and when it comes back.
    due: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Page for ChronologyPage {
    const TEMPLATE: &str = "adviser/chronology.html";
}

impl ChronologyPage {
    pub fn of(seen: &SeenChronology, asked: &Asked) -> Self {
        let what = KINDS.into_iter().find(|kind| *kind == asked.what).unwrap_or_default();
        let shown = seen.lines.iter().filter(|line| what.is_empty() || kind(&line.event) == what);
        Self {
            who: Who::of(&seen.answered),
            what: what.to_owned(),
            kinds: vec![
                ("", told::Everything.into()),
                ("care", told::Care.into()),
                ("contacts", told::Contacts.into()),
                ("living", told::Living.into()),
                ("help", told::Help.into()),
                ("plan", told::Plan.into()),
                ("aside", told::Aside.into()),
            ],
            lines: shown.map(LineShown::of).collect(),
            all: seen.lines.len(),
        }
    }
}

/// What it is found by.
const fn kind(event: &Event) -> &'static str {
    match event {
        Event::CareBegan(_) | Event::CareEnded(_) | Event::Life { .. } | Event::Worker { .. } => "care",
        Event::Contact(_)
        | Event::Night(_)
        | Event::Met(_)
        | Event::Messages { .. }
        | Event::Note(_)
        | Event::ToldByHub { .. } => "contacts",
        Event::Home(_) | Event::Activity(_) | Event::Course { .. } => "living",
        Event::Receipt(_)
        | Event::Reading { .. }
        | Event::Document { .. }
        | Event::Step { .. }
        | Event::SaidWrong { .. }
        | Event::Override { .. }
        | Event::InLife { .. }
        | Event::Support(_) => "help",
        Event::Plan { .. } | Event::Said { .. } | Event::Assessed { .. } | Event::Review(_) => "plan",
        Event::Aside(_) => "aside",
    }
}

impl LineShown {
    fn of(line: &Line) -> Self {
        let bare = Self {
            on: line.on,
            written: line.written.filter(|written| *written != line.on),
            is: "",
            word: String::new(),
            about: None,
            words: None,
            amount: None,
            payment: None,
            number: None,
            due: None,
            until: None,
        };
        let home = |kind: &str| {
            let words = code::ACCOMMODATION.words(&format!("{kind}1"));
            words.or_else(|| code::ACCOMMODATION.words(&format!("{kind}2"))).unwrap_or_default()
        };
        match &line.event {
            Event::CareBegan(note) => Self { is: "care_began", about: Some(said::place(note)), ..bare },
            Event::CareEnded(note) => Self {
                is: "care_ended",
                about: note
                    .reason_ended
                    .as_deref()
                    .and_then(|code| code::EPISODE_CEASED.words(code))
                    .map(Say::words),
                ..bare
            },
            Event::Life { kind, ends } => Self {
                is: if *ends { "life_ended" } else { "life_began" },
                about: Say::of_word("adviser.chronology.life", kind.word()),
                ..bare
            },
            Event::Worker { name, part, ends } => Self {
                is: if *ends { "worker_ended" } else { "worker_began" },
                word: part.word().to_owned(),
                about: Some(Say::words(name)),
                ..bare
            },
            Event::Contact(note) => Self {
                is: "contact",
                word: note.kind.word().to_owned(),
                words: Some(note.summary.clone()).filter(|words| !words.is_empty()),
                about: note.own_words.clone().map(Say::words),
                ..bare
            },
            Event::Night(said) => Self {
                is: "night",
                word: said.what.word().to_owned(),
                words: Some(said.words.clone()),
                about: said.place.clone().map(Say::words),
                ..bare
            },
            Event::Met(how) => Self { is: "met", word: how.word().to_owned(), ..bare },
            Event::Messages { theirs, ours } => {
                Self { is: "messages", number: i64::try_from(*theirs).ok(), word: ours.to_string(), ..bare }
            }
            Event::ToldByHub { words } => Self { is: "told_by_hub", words: Some(words.clone()), ..bare },
            Event::Note(words) => Self { is: "note", words: Some(words.clone()), ..bare },
            Event::Home(note) => Self {
                is: "home",
                word: note.suitable.map_or("", |suitable| if suitable { "yes" } else { "no" }).to_owned(),
                about: Some(Say::words(home(&note.kind))),
                words: note.why.clone(),
                ..bare
            },
            Event::Activity(note) => Self {
                is: "activity",
                about: code::ACTIVITY.words(&note.kind).map(Say::words),
                words: note.at.clone(),
                ..bare
            },
            Event::Course { note, ends } => Self {
                is: if *ends { "course_ended" } else { "course_began" },
                about: Some(said::course(note)),
                ..bare
            },
            Event::Step { what, act, amount, note, payment } => Self {
                payment: PaymentShown::of(payment, &[], ""),
                is: "step",
                word: act.word().to_owned(),
                about: Some(Say::words(what)),
                words: note.clone(),
                amount: *amount,
                ..bare
            },
            Event::Receipt(note) => Self {
                is: "receipt",
                about: Some(Say::words(note.what.as_str())),
                amount: Some(note.sum),
                ..bare
            },
            Event::Document { kind, newer, by_young } => Self {
                is: if *newer { "document_newer" } else { "document" },
                word: kind.word().to_owned(),
                number: by_young.then_some(1),
                ..bare
            },
            Event::Override { what, gives, ends, why } => Self {
                is: if *ends { "override_ended" } else { "override" },
                word: if *gives { "yes" } else { "no" }.to_owned(),
                about: Some(Say::words(what)),
                words: Some(why.clone()),
                ..bare
            },
            Event::Support(note) => {
                Self { is: "support", word: note.act.word().to_owned(), words: note.words.clone(), ..bare }
            }
            Event::InLife { name, may } => Self {
                is: "in_life",
                word: may.word().to_owned(),
                about: name.clone().map(Say::words),
                ..bare
            },
            Event::Reading { code, decided, reason } => Self {
                is: "reading",
                word: decided.word().to_owned(),
                about: Some(law_words::confirm(*code)),
                words: Some(reason.clone()),
                ..bare
            },
            Event::SaidWrong { words } => Self { is: "wrong", words: Some(words.clone()), ..bare },
            Event::Plan { number } => Self { is: "plan", number: Some(*number), ..bare },
            Event::Said { kind, words } => {
                Self { is: "said", word: kind.word().to_owned(), words: words.clone(), ..bare }
            }
            Event::Assessed { matters } => {
                Self { is: "assessed", number: i64::try_from(*matters).ok(), ..bare }
            }
            Event::Review(kind) => Self { is: "review", word: kind.word().to_owned(), ..bare },
            Event::Aside(aside) => Self {
                is: "aside",
                word: aside.how.word().to_owned(),
                about: thing(&aside.about),
                due: Some(aside.due_on),
                until: aside.until,
                words: Some(aside.why.clone()),
                ..bare
            },
        }
    }
}

/// What was put aside, by its kind: the name of a row is its kind, and after that which one.
fn thing(about: &str) -> Option<Say> {
    let known = |about: &str| Say::of_word("adviser.chronology.thing", &about.replace('-', "_"));
    known(about)
        .or_else(|| about.match_indices('-').rev().find_map(|(at, _)| about.get(..at).and_then(known)))
}

async fn chronology(desk: Desk<Adviser>, at: Path<PersonId>, asked: Query<Asked>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_chronology(ask, person)).await?;
    desk.show(&ChronologyPage::of(&seen, &asked))
}

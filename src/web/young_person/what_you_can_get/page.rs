//! What the list of what somebody can get shows: what to ask for first on top, each need in short, the rest folded.

use chrono::NaiveDate;
use leaving_care_rules::{Law, assessment::Status};
use onward_domain::standing::Stands;
use serde::Serialize;

use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{
        view::Page,
        words::{Say, says::young_person as said},
        young_person::{
            called::{unknown, years},
            owes::WhoOwes,
            row::{Row, worth_first},
            thing::{Asked as AskedOf, Part, State, Thing, number, theirs_now, things},
        },
    },
};

/// What the address asks for. Words that mean nothing are passed over, so that an old address still works.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// One need, whole.
    pub need: String,
}

/// The answer first, then each part of life.
#[derive(Debug, Clone, Serialize)]
pub struct WhatYouCanGetPage<'a> {
    answer: Say,
    /// How many were refused: seen before anything else.
    refused: Option<Say>,
    /// What is missing for the answer.
    unknown: Option<Vec<AskedOf>>,
    /// Something waits for an answer of theirs.
    asks: bool,
    /// Years of their care that are not here yet.
    years: Option<Say>,
    /// Who must help them.
    owes: Option<WhoOwes>,
    nothing_known: bool,
    worth: Vec<Row<'a>>,
    parts: Vec<PartShown<'a>>,
    /// Done without asking.
    anyway: Vec<Row<'a>>,
    /// What they get or have had.
    had: Vec<Row<'a>>,
    not_yours: Vec<Row<'a>>,
    /// One need, whole.
    need: Option<Need<'a>>,
    /// What was looked for, and what was found.
    q: String,
    found: Option<Vec<Row<'a>>>,
    worked_out: NaiveDate,
}

impl Page for WhatYouCanGetPage<'_> {
    const TEMPLATE: &'static str = "young_person/what_you_can_get.html";
}

/// A need in short, with the rest of it to unfold.
#[derive(Debug, Clone, Serialize)]
struct PartShown<'a> {
    id: Part,
    words: Say,
    /// Its own page, with everything in full.
    href: String,
    first: Vec<Row<'a>>,
    rest: Vec<Row<'a>>,
}

/// A need with everything in it.
#[derive(Debug, Clone, Serialize)]
struct Need<'a> {
    words: Say,
    rows: Vec<Row<'a>>,
}

/// How many rows of a need stand there unfolded, and how many lines of a narrow phone they may take: the closed page is
/// three screens for everybody.
const SHOWN: usize = 2;
const TALL: usize = 4;
/// How many things to ask for first.
pub const FIRST: usize = 3;

impl<'a> WhatYouCanGetPage<'a> {
    /// The page for this person on their day. `q`: words to look for.
    pub fn of(law: &'a Law, own: &'a Own, asked: &Asked, q: &str) -> Self {
        let things = things(law, own);
        let status = own.assessment.status;
        let nothing_known = status == Status::NeedsInformation
            && own.facts.date_of_birth.is_none()
            && !things.iter().any(Thing::is_theirs);
        let refused = number(things.iter().filter(|thing| thing.state == State::Refused).count());
        let first: Vec<&Thing<'a>> = worth_first(&things, own).into_iter().take(FIRST).collect();
        let part = Part::ALL.into_iter().find(|part| part.id() == asked.need);
        let short =
            |of: &dyn Fn(&Thing<'_>) -> bool| things.iter().filter(|it| of(it)).map(Row::short).collect();
        Self {
            answer: match theirs_now(&things) {
                0 if status == Status::NeedsInformation => said::answer::Unknown.into(),
                0 => said::answer::None.into(),
                count => said::answer::Now { count }.into(),
            },
            refused: (refused > 0).then(|| said::answer::Refused { count: refused }.into()),
            unknown: unknown(own),
            asks: things.iter().any(|thing| thing.state == State::Check),
            years: years(own),
            owes: WhoOwes::of(own),
            nothing_known,
            worth: first.iter().map(|it| Row::worth(it, own)).collect(),
            parts: if nothing_known {
                Vec::new()
            } else {
                Part::ALL.into_iter().map(|part| PartShown::of(part, &things, &first)).collect()
            },
            anyway: short(&is_anyway),
            had: short(&|it| !it.entry.unasked && is_had(it)),
            not_yours: short(&|it| it.state == State::No),
            need: part.map(|part| Need {
                words: part.heading(),
                rows: of_need(part, &things).into_iter().map(|it| Row::long(it, own)).collect(),
            }),
            q: q.trim().to_owned(),
            found: found(q, &things, own),
            worked_out: own.today,
        }
    }
}

/// Theirs, and done without asking.
fn is_anyway(thing: &Thing<'_>) -> bool {
    thing.entry.unasked && (thing.is_theirs() || thing.state == State::Had)
}

/// They get it, or have had it.
fn is_had(thing: &Thing<'_>) -> bool {
    thing.standing.stands == Stands::Has || thing.state == State::Had
}

/// What there is to ask for, or to know, in a need: what waits for an answer first, then money, then the rest.
fn of_need<'t, 'a>(part: Part, things: &'t [Thing<'a>]) -> Vec<&'t Thing<'a>> {
    let here = |thing: &&Thing<'_>| {
        thing.part() == part && thing.state != State::No && !is_anyway(thing) && !is_had(thing)
    };
    let mut rows: Vec<_> = things.iter().filter(here).collect();
    rows.sort_by_key(|thing| {
        let order = match thing.state {
            State::Refused => 0,
            State::On => 1,
            State::Now => 2,
            State::Ask if !thing.is_against() => 3,
            State::From => 4,
            State::Check => 5,
            State::Ask => 6,
            State::Law | State::Had | State::No => 7,
        };
        (order, thing.answer.amount_pence.is_none_or(|sum| sum <= 0))
    });
    rows
}

/// Everything whose name or meaning holds every word that was looked for; none where nothing was.
fn found<'a>(q: &str, things: &[Thing<'a>], own: &Own) -> Option<Vec<Row<'a>>> {
    let words: Vec<String> = q.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return None;
    }
    let holds = |thing: &&Thing<'_>| {
        let entry = thing.entry;
        let text =
            [entry.name.as_str(), &entry.meaning, &entry.ask, &entry.provider].join(" ").to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    };
    Some(things.iter().filter(holds).map(|thing| Row::long(thing, own)).collect())
}

impl<'a> PartShown<'a> {
    /// `worth`: what stands on top of the page already.
    fn of(part: Part, things: &[Thing<'a>], worth: &[&Thing<'a>]) -> Self {
        let on_top = |thing: &&Thing<'_>| worth.iter().any(|first| first.address == thing.address);
        let rest = of_need(part, things).into_iter().filter(|thing| !on_top(thing));
        let mut first: Vec<Row<'_>> = rest.map(Row::short).collect();
        let tall: usize = first.iter().take(SHOWN).map(Row::tall).sum();
        let shown = if tall > TALL { 1 } else { SHOWN }.min(first.len());
        let rest = first.split_off(shown);
        Self { id: part, words: part.heading(), href: part.href(), first, rest }
    }
}

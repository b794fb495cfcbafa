//! What the list of what somebody can get shows.

use chrono::NaiveDate;
use leaving_care_rules::{Law, assessment::Status};
use serde::Serialize;

use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{
        happened,
        view::Page,
        words::{Say, says::young_person as said},
        young_person::{
            called::{Called, unknown, years},
            owes::WhoOwes,
            thing::{Asked, Part, State, StateShown, Thing, number, questions, theirs_now, things},
        },
    },
};

/// The answer first, then each part of life.
#[derive(Debug, Clone, Serialize)]
pub struct WhatYouCanGetPage<'a> {
    answer: Say,
    more: Vec<Say>,
    /// What is missing for the answer.
    unknown: Option<Vec<Asked>>,
    /// Years of their care that are not here yet.
    years: Option<Say>,
    /// Who must help them.
    owes: Option<WhoOwes>,
    parts: Vec<PartShown<'a>>,
    not_yours: Vec<Row<'a>>,
    called: Called,
    worked_out: NaiveDate,
}

impl Page for WhatYouCanGetPage<'_> {
    const TEMPLATE: &'static str = "young_person/what_you_can_get.html";
}

#[derive(Debug, Clone, Serialize)]
struct PartShown<'a> {
    id: Part,
    /// Its place on the page.
    href: String,
    words: Say,
    /// What is theirs, will be, or was received; and a few that have to be asked about.
    rows: Vec<Row<'a>>,
    /// More that have to be asked about: folded away, so that what is theirs can be seen.
    to_check: Vec<Row<'a>>,
    fold: Say,
}

/// One thing: the whole row leads to it.
#[derive(Debug, Clone, Serialize)]
struct Row<'a> {
    href: String,
    title: &'a str,
    sum: Option<Say>,
    state: StateShown,
    lines: Vec<Say>,
}

impl<'a> WhatYouCanGetPage<'a> {
    /// The page for this person on their day.
    pub fn of(law: &'a Law, own: &'a Own) -> Self {
        let things = things(law, own);
        let status = own.assessment.status;
        let nothing_known = status == Status::NeedsInformation
            && own.facts.date_of_birth.is_none()
            && !things.iter().any(Thing::is_theirs);
        let parts = |part| PartShown::of(part, &things, own);
        Self {
            answer: match theirs_now(&things) {
                0 if status == Status::NeedsInformation => said::answer::Unknown.into(),
                0 => said::answer::None.into(),
                count => said::answer::Now { count }.into(),
            },
            more: more(&things, status),
            unknown: unknown(own),
            years: years(own),
            owes: WhoOwes::of(own),
            parts: if nothing_known { Vec::new() } else { Part::ALL.map(parts).into() },
            not_yours: rows(&things, own, |thing| thing.state == State::No),
            called: status.into(),
            worked_out: own.today,
        }
    }
}

/// How much more there is than what is theirs now.
fn more(things: &[Thing<'_>], status: Status) -> Vec<Say> {
    if theirs_now(things) == 0 && status == Status::NeedsInformation {
        return Vec::new();
    }
    let count = |state| number(things.iter().filter(|thing| thing.state == state).count());
    let (refused, from, check) = (count(State::Refused), count(State::From), count(State::Check));
    let some = |count: i64, says: Say| (count > 0).then_some(says);
    [
        some(refused, said::answer::Refused { count: refused }.into()),
        some(from, said::answer::From { count: from }.into()),
        some(check, said::answer::Check { count: check }.into()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How many things to ask about a section shows unfolded.
const CHECKS_SHOWN: usize = 2;

impl<'a> PartShown<'a> {
    fn of(part: Part, things: &[Thing<'a>], own: &Own) -> Self {
        let of = |state| rows(things, own, move |thing| thing.part() == part && thing.state == state);
        let mut rows: Vec<Row<'_>> =
            [State::On, State::Now, State::Refused, State::From].into_iter().flat_map(of).collect();
        let mut to_check = of(State::Check);
        // One more than fits is shown rather than folded away on its own.
        let shown = if to_check.len() <= CHECKS_SHOWN + 1 { to_check.len() } else { CHECKS_SHOWN };
        rows.extend(to_check.drain(..shown));
        rows.extend([State::Law, State::Had].into_iter().flat_map(of));
        let fold = said::answer::Fold { count: number(to_check.len()) }.into();
        Self { id: part, href: format!("#{}", part.id()), words: part.heading(), rows, to_check, fold }
    }
}

fn rows<'a>(things: &[Thing<'a>], own: &Own, which: impl Fn(&Thing<'_>) -> bool) -> Vec<Row<'a>> {
    let row = |thing: &Thing<'a>| Row {
        href: thing.href(),
        title: &thing.entry.name,
        sum: thing.sum(),
        state: thing.shown(),
        lines: lines(thing, own),
    };
    things.iter().filter(|thing| which(thing)).map(row).collect()
}

/// One line about what matters most now, and until when.
fn lines(thing: &Thing<'_>, own: &Own) -> Vec<Say> {
    // The amount next to the name already shows that part was received.
    let part =
        usize::from(thing.state != State::Had && thing.standing.given.is_some() && thing.left().is_some());
    let happened = || happened::lines(thing.standing, own.today).into_iter();
    let mut lines: Vec<Say> = match thing.state {
        State::On | State::Had | State::Now => happened().skip(part).collect(),
        State::Refused => happened().skip(part).chain([said::row::RefusedDo.into()]).collect(),
        State::Check => {
            happened().chain(questions(&thing.answer.needs).into_iter().take(1)).skip(part).collect()
        }
        State::Law => vec![said::row::Law.into()],
        State::From | State::No => Vec::new(),
    };
    if lines.is_empty() {
        lines.push(Say::words(&thing.entry.meaning));
    }
    lines.extend(thing.until(own.facts.date_of_birth).map(|(until, age)| match age {
        Some(age) => said::row::UntilAge { day: until.into(), age }.into(),
        None => said::row::Until { day: until.into() }.into(),
    }));
    lines
}

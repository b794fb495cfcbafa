//! What the "what if" page shows.

use chrono::NaiveDate;
use leaving_care_rules::{Law, assessment::LawState, calendar::birthday, impossible::Impossible};
use onward_domain::money::Pence;
use serde::Serialize;

use super::form::{AGES, Asked, COURSES};
use crate::{
    usecases::adviser::{
        Answered,
        consider::{Consider, Considered, Differs, care_is_over, sum},
        try_change::SeenChange,
        what_if::can_end,
    },
    web::{
        adviser::{
            said,
            said_answer::{self, AnswerTag},
            who::Who,
        },
        form::WrittenDay,
        law_words,
        parts::Radio,
        view::{FormErrors, FormState, Page},
        words::{Say, says, says::adviser::what_if as told},
    },
};

/// The question and its answer.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIfPage {
    who: Who,
    /// Nothing can be worked out without a date of birth.
    born: bool,
    /// There is care that could end on another day: that is tried out on the care history page, with its first safe
    /// day.
    in_care: bool,
    changes: Vec<Radio>,
    courses: Vec<(&'static str, Say)>,
    change: String,
    on: WrittenDay,
    course: String,
    errors: FormErrors,
    answer: Option<Answer>,
}

impl Page for WhatIfPage {
    const TEMPLATE: &str = "adviser/what_if.html";

    fn state(&self) -> FormState {
        if self.errors.is_empty() { FormState::Fresh } else { FormState::Wrong }
    }
}

/// What the change would do.
#[derive(Debug, Clone, Serialize)]
struct Answer {
    heading: Say,
    status: Say,
    /// The status after the change, if different.
    changed_to: Option<Say>,
    /// The day assessed, if it is not today.
    on: Option<NaiveDate>,
    rows: Vec<ChangeRow>,
}

/// One entitlement that differs.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRow {
    pub what: String,
    /// Its page.
    pub href: String,
    /// As it is.
    pub now: Say,
    /// As it would be.
    pub then: AnswerTag,
    /// In pounds, or that it is not money.
    pub difference: Say,
    /// Why, in one line.
    pub why: String,
}

impl WhatIfPage {
    /// The page, with the answer if something was asked.
    pub fn of(seen: &SeenChange, law: &Law, asked: Asked, mut errors: FormErrors) -> Self {
        let one = &seen.answered;
        if let Some(why) = seen.cannot_be {
            errors.add("on", cannot_be(why, one.listed.person.identity.born));
        }
        let who = Who::of(one);
        Self {
            born: one.listed.person.identity.born.is_some(),
            in_care: can_end(&one.facts, one.today),
            changes: changes(one),
            courses: COURSES.iter().map(|(word, kind)| (*word, said::kind(*kind))).collect(),
            on: asked.on(),
            change: asked.change,
            course: asked.course,
            errors,
            answer: seen.considered.as_ref().map(|(what, found)| answer(one, law, *what, found, &who)),
            who,
        }
    }

    /// What differs, for tests covering every page.
    #[cfg(test)]
    pub fn rows(&self) -> &[ChangeRow] {
        self.answer.as_ref().map_or(&[], |answer| answer.rows.as_slice())
    }
}

/// Why it can't happen, as what to enter instead.
fn cannot_be(why: Impossible, born: Option<NaiveDate>) -> Say {
    match (why, born) {
        (Impossible::OutOfReach(_), _) => says::forms::day::OutOfReach.into(),
        (Impossible::BeforeBirth(_), Some(born)) => {
            says::forms::day::BeforeBirth { born: born.into() }.into()
        }
        _ => told::BeforeCare.into(),
    }
}

/// What can change for somebody of this age, with this history.
fn changes(one: &Answered) -> Vec<Radio> {
    let mut choices = vec![
        Radio::hinted("course", told::BeginsCourse, told::ChooseWhichBelow),
        Radio::new("baby", told::BecomesParent),
        Radio::new("pregnant", told::ExpectsBaby),
    ];
    if care_is_over(&one.facts, one.today) {
        choices.push(Radio::hinted("care-ended", told::CareEnded, told::EnterDayBelow));
    }
    if one.age().is_some_and(|age| age >= 21) {
        choices.push(Radio::new("study", told::TellsOfStudy));
        choices.push(Radio::new("asks", told::AsksForSupport));
        choices.push(Radio::new("declines", told::DeclinesSupport));
    }
    if let Some(age) = one.age() {
        let next = AGES.iter().filter(|next| u32::from(**next) > age);
        choices.extend(
            next.map(|next| Radio::new(format!("turns-{next}"), told::Turns { age: i64::from(*next) })),
        );
    }
    choices
}

fn answer(one: &Answered, law: &Law, what: Consider, found: &Considered, who: &Who) -> Answer {
    let status = |of: &leaving_care_rules::Assessment| law_words::status(of.status, of.duty_stage);
    let (now, then) = (status(&found.before), status(&found.after));
    Answer {
        heading: heading(one, what, &who.known_as),
        changed_to: (now != then).then_some(then),
        status: now,
        on: (found.after.as_of != one.today).then_some(found.after.as_of),
        rows: found.differs.iter().filter_map(|differs| row(differs, law, &who.base)).collect(),
    }
}

fn heading(one: &Answered, what: Consider, name: &str) -> Say {
    use told::heading as said_so;
    match what {
        Consider::CareEnded(on) => said_so::CareEnded { on: on.into() }.into(),
        Consider::Course(kind, on) => {
            let course = Say::words(said::lower_first(&said::kind(kind).to_string()));
            said_so::Course { name, course, on: on.into() }.into()
        }
        Consider::Baby => said_so::Baby { name }.into(),
        Consider::Pregnant => said_so::Pregnant { name }.into(),
        Consider::ToldOfStudy(on) => said_so::Study { name, on: on.into() }.into(),
        Consider::Asks(on) => said_so::Asks { name, on: on.into() }.into(),
        Consider::Declines(on) => said_so::Declines { name, on: on.into() }.into(),
        Consider::Birthday(age) => {
            let on = one.listed.person.identity.born.map_or(one.today, |born| birthday(born, age));
            said_so::Birthday { name, age: i64::from(age), on: on.into() }.into()
        }
    }
}

/// One entitlement before and after; `None` for anything not in force, which is neither gained nor lost.
pub fn row(differs: &Differs, law: &Law, base: &str) -> Option<ChangeRow> {
    let place = differs.which.place();
    let entitlement = law.entitlements().get(place)?;
    if differs.after.state != LawState::InForce {
        return None;
    }
    let pence = |answer| sum(answer).map(Pence);
    Some(ChangeRow {
        what: entitlement.name.clone(),
        href: format!("{base}/entitlements/{}", law_words::address(law.entitlements(), place)),
        now: said_answer::outcome(&differs.before),
        then: said_answer::after(&differs.before, &differs.after),
        difference: said_answer::difference(entitlement, pence(&differs.before), pence(&differs.after)),
        why: differs.why.clone().unwrap_or_else(|| entitlement.meaning.clone()),
    })
}

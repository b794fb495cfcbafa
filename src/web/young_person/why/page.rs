//! What *Why* shows.

use chrono::NaiveDate;
use leaving_care_rules::{Law, assessment::Fact, entitlement::outcome::Kind, explain::Subject};
use onward_domain::standing::explained;
use serde::Serialize;

use super::{
    care::{self, CareLine},
    lines::{WhyLine, if_wrong, lines},
};
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{
        happened,
        view::Page,
        words::{Say, says::young_person::why as said},
        young_person::{
            called::{Called, ask_for, unknown, years},
            owes::WhoOwes,
            thing::{Asked, State, Thing, number, questions, thing},
            told::Told,
        },
    },
};

/// The answer, the dates behind it, and what a wrong date would change.
#[derive(Debug, Clone, Serialize)]
pub struct WhyPage {
    back: String,
    answer: Vec<Say>,
    about: Say,
    /// What was decided in place of the rule's answer.
    decided: Vec<Say>,
    /// What is missing for the answer.
    unknown: Option<Vec<Asked>>,
    /// Years of their care that are not here yet.
    years: Option<Say>,
    /// Who must help them, where the law's lines above do not say it.
    owes: Option<WhoOwes>,
    /// What they told about it.
    told: Vec<Told>,
    heading: Say,
    lines: Vec<WhyLine>,
    picture: Option<CareLine>,
    if_wrong: Vec<Say>,
    called: Called,
    worked_out: NaiveDate,
}

impl Page for WhyPage {
    const TEMPLATE: &str = "young_person/why.html";
}

impl WhyPage {
    /// What the law calls them, and the dates behind it.
    pub fn of_status(law: &Law, own: &Own) -> Self {
        let called = Called::from(own.assessment.status);
        Self {
            back: "/home".into(),
            answer: vec![said::Status.into()],
            about: called.meaning.clone(),
            decided: Vec::new(),
            unknown: unknown(own),
            years: years(own),
            owes: None,
            told: Vec::new(),
            heading: said::heading::Status.into(),
            lines: lines(law, own, &own.facts, Subject::Status),
            picture: care::picture(&own.facts, &own.assessment, own.today),
            if_wrong: if_wrong(law, own, Subject::Status),
            called,
            worked_out: own.today,
        }
    }

    /// Why one answer is what it is, if the address names something that is law.
    pub fn of_entitlement(law: &Law, own: &Own, address: &str) -> Option<Self> {
        let thing = thing(law, own, address)?;
        let subject = Subject::Entitlement(thing.which);
        let decided = thing.decided_says();
        let (answer, heading) = match decided.is_empty() {
            true => answer(&thing, own.today),
            // The lines below are the rule's own: it is said that they are.
            false => (answer(&thing, own.today).0, said::heading::RuleAlone.into()),
        };
        Some(Self {
            back: thing.href(),
            answer,
            about: about(&thing, own),
            decided,
            unknown: (thing.state == State::Check).then(|| ask_for(own, &thing.open)),
            years: years(own).filter(|_| thing.answer.needs.contains(&Fact::Episodes)),
            owes: WhoOwes::of(own).filter(|_| thing.entry.kind != Kind::OtherBody),
            told: thing.told.clone(),
            heading,
            lines: lines(law, own, &explained(thing.standing, &own.facts), subject),
            picture: care::picture(&own.facts, &own.assessment, own.today),
            if_wrong: if_wrong(law, own, subject),
            called: own.assessment.status.into(),
            worked_out: own.today,
        })
    }
}

/// The answer, and what the lines beneath it are.
fn answer(thing: &Thing<'_>, today: NaiveDate) -> (Vec<Say>, Say) {
    use said::heading;
    let (answer, heading): (Say, Say) = match (thing.state, thing.answer.upcoming_from) {
        (State::Had, _) => return (happened::lines(thing.standing, today), heading::Had.into()),
        (State::Refused, _) => return (happened::lines(thing.standing, today), heading::Rule.into()),
        (State::From, Some(day)) => (said::Later { day: day.into() }.into(), heading::Yes.into()),
        (State::Ask, _) if thing.is_against() => (said::AskStill.into(), heading::Rule.into()),
        (State::Ask, _) => (said::Ask.into(), heading::Rule.into()),
        (State::Check, _) => {
            let count = number(questions(&thing.open).len());
            (said::Check { count }.into(), heading::Check.into())
        }
        (State::Law, _) => (said::Law.into(), heading::Law.into()),
        (State::No, _) => (said::No.into(), heading::No.into()),
        (State::Now | State::On | State::From, _) => (said::Yes.into(), heading::Yes.into()),
    };
    (vec![answer], heading)
}

fn about(thing: &Thing<'_>, own: &Own) -> Say {
    let title = thing.entry.name.as_str();
    match thing.until(own.facts.date_of_birth) {
        Some((day, Some(age))) => said::AboutUntilAge { title, day: day.into(), age }.into(),
        Some((day, None)) => said::AboutUntil { title, day: day.into() }.into(),
        None => said::About { title }.into(),
    }
}

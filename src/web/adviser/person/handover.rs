//! One page for a new adviser, to read before the first meeting and to print.

use chrono::NaiveDate;
use leaving_care_rules::Law;
use onward_domain::{
    document::{Document, DocumentKind},
    due::What,
    role::Role,
};
use serde::Serialize;

use super::{
    life::{self, Contacts, Living, Next, PlanShown, StepShown},
    page::{AskedFor, ReachShown},
};
use crate::{
    clock::london_day,
    usecases::adviser::see_handover::{AdviserThen, SeenHandover},
    web::{
        adviser::{
            languages::LanguagesShown,
            warnings::{self, Warned},
            who::Who,
        },
        appointments::{Shown, shown},
        law_words,
        view::Page,
        words::Say,
    },
};

/// How many open steps it has room for.
const STEPS: usize = 12;
/// How many advisers before this one.
const ADVISERS: usize = 4;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct HandoverPage {
    who: Who,
    manager: bool,
    /// Who made it, and when.
    by: String,
    today: NaiveDate,
    born: Option<NaiveDate>,
    pronouns: Option<String>,
    protected: bool,
    status: Say,
    reach: Option<ReachShown>,
    languages: Option<LanguagesShown>,
    not_again: Option<String>,
    not_again_on: Option<NaiveDate>,
    advisers: Vec<AdviserShown>,
    reviewing_officer: Option<String>,
    /// Who does what in the plan, each once, as written there.
    helpers: Vec<String>,
    living: Living,
    plan: Option<PlanShown>,
    own_steps: Vec<StepShown>,
    asked_for: Vec<AskedFor>,
    warnings: Vec<Warned>,
    next: Vec<Next>,
    appointments: Vec<Shown>,
    contacts: Contacts,
    /// Papers that are kept, newest first.
    documents: Vec<PaperShown>,
}

#[derive(Debug, Clone, Serialize)]
struct PaperShown {
    kind: DocumentKind,
    title: String,
    ends: Option<NaiveDate>,
    shown: bool,
}

#[derive(Debug, Clone, Serialize)]
struct AdviserShown {
    name: String,
    from: NaiveDate,
    last: Option<NaiveDate>,
    /// `was`, `is` or `will-be`.
    when: &'static str,
}

impl Page for HandoverPage {
    const TEMPLATE: &str = "adviser/handover.html";
}

impl HandoverPage {
    /// Of a record that was opened for it.
    pub fn of(seen: &SeenHandover, law: &Law, role: Role, by: &str) -> Self {
        let (person, one) = (&seen.person, &seen.person.answered);
        let who = Who::of(one);
        let (plan, own_steps) = (life::plan_with(person, STEPS), life::own_steps(person));
        let mut helpers: Vec<String> = Vec::new();
        for step in plan.iter().flat_map(PlanShown::open) {
            // In a plan the young person is "me".
            let own =
                step.who().split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("me"));
            if !own && !helpers.iter().any(|name| name == step.who()) {
                helpers.push(step.who().to_owned());
            }
        }
        Self {
            manager: role == Role::Manager,
            by: by.to_owned(),
            today: one.today,
            born: one.listed.person.identity.born,
            pronouns: person.pronouns.clone(),
            protected: one.listed.person.identity.protected,
            status: law_words::status(one.assessment.status, one.assessment.duty_stage),
            reach: person.reach.as_ref().map(ReachShown::of),
            languages: person.languages.as_ref().map(LanguagesShown::of),
            not_again: seen.not_again.as_ref().map(|said| said.note.words.clone()),
            not_again_on: seen.not_again.as_ref().map(|said| london_day(said.recorded.at)),
            advisers: seen.advisers.iter().take(ADVISERS).map(|each| adviser(each, one.today)).collect(),
            reviewing_officer: one.listed.reviewing_officer.as_ref().map(|worker| worker.name.clone()),
            helpers,
            living: Living::of(person),
            plan,
            own_steps,
            asked_for: AskedFor::all(one, law, &who.base),
            warnings: warnings::of(one),
            // They stand below with their time, where this viewer may read them.
            next: life::next_but(one, (!person.appointments.is_empty()).then_some(What::Appointment)),
            appointments: shown(&person.appointments, false, person.now).0,
            contacts: Contacts::of(person),
            documents: seen.documents.iter().map(PaperShown::of).collect(),
            who,
        }
    }
}

impl PaperShown {
    fn of(document: &Document) -> Self {
        let note = &document.note;
        Self { kind: note.kind, title: note.title.clone(), ends: note.ends, shown: note.shown() }
    }
}

fn adviser(each: &AdviserThen, today: NaiveDate) -> AdviserShown {
    let over = each.until.is_some_and(|until| until <= today);
    AdviserShown {
        name: each.name.clone(),
        from: each.from,
        last: each.until.and_then(|until| until.pred_opt()),
        when: if today < each.from {
            "will-be"
        } else if over {
            "was"
        } else {
            "is"
        },
    }
}

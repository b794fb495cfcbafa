//! What the page of a request shows.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law, challenge,
    entitlement::outcome::{Entitlement, Kind},
};
use onward_domain::{
    entitlement::EntitlementStep,
    money::Pence,
    request::{Request, Stage},
};
use serde::Serialize;

use super::SayForm;
use crate::{
    usecases::young_person::see_request::OwnWithNames,
    web::{
        form::Sheet,
        parts::{At, PaymentShown},
        public::help::Answering,
        view::{FormState, Page, Phone},
        words::Say,
        young_person::{
            ask::Emergency,
            thing::{Bar, payment_shown, thing},
        },
    },
};

/// How it is going.
#[derive(Debug, Clone, Serialize)]
pub struct ProgressPage<'a> {
    href: String,
    name: &'a str,
    stage: Stage,
    /// What was asked for, or agreed, or paid.
    amount: Option<Pence>,
    /// By when what follows is promised.
    by: Option<NaiveDate>,
    late: bool,
    /// Who decides, where somebody said so.
    decider: Option<&'a str>,
    /// It is not for the leaving care team to decide: who does.
    elsewhere: Option<&'a str>,
    by_council: bool,
    emergency: Option<Emergency>,
    steps: Vec<StepShown<'a>>,
    left: Option<Left>,
    /// What can be done about a no.
    challenge: Option<Challenge>,
    helps: Option<Helps<'a>>,
    #[serde(flatten)]
    sheet: Sheet<SayForm>,
}

impl Page for ProgressPage<'_> {
    const TEMPLATE: &'static str = "young_person/progress.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// One step: what, when, who, and what they wrote.
#[derive(Debug, Clone, Serialize)]
struct StepShown<'a> {
    act: &'static str,
    on: NaiveDate,
    /// The time of day, where it was written down on the day itself.
    at: Option<At>,
    amount: Option<Pence>,
    words: Option<&'a str>,
    /// The one who reads this wrote it.
    mine: bool,
    who: Option<&'a str>,
    decider: Option<&'a str>,
    payment: Option<PaymentShown>,
}

/// What is left of the whole.
#[derive(Debug, Clone, Serialize)]
struct Left {
    sum: Option<Say>,
    bar: Option<Bar>,
    says: Vec<Say>,
}

/// The way to challenge a no, with the clock of that kind of decision.
#[derive(Debug, Clone, Serialize)]
struct Challenge {
    says: Say,
    /// The last day to ask; none where no law names one.
    last_day: Option<NaiveDate>,
    days_left: Option<i64>,
    /// With a good reason, until then.
    late_until: Option<NaiveDate>,
    then: Vec<String>,
    /// Complaining to the council is another way than the one above, with a clock of its own.
    complain_until: Option<NaiveDate>,
}

/// The advocacy service.
#[derive(Debug, Clone, Serialize)]
struct Helps<'a> {
    who: &'a str,
    phone: Phone,
}

impl<'a> ProgressPage<'a> {
    /// The page; none where nobody asked, or the address names nothing.
    pub fn of(
        law: &'a Law,
        seen: &'a OwnWithNames,
        address: &str,
        now: Option<Answering>,
        helps: Option<(&'a str, &'a str)>,
        sheet: Sheet<SayForm>,
    ) -> Option<Self> {
        let own = &seen.own;
        let thing = thing(law, own, address)?;
        let (entry, request) = (thing.entry, thing.request.clone()?);
        let refused = request.decided().filter(|_| matches!(request.stage, Stage::Refused | Stage::NotNow));
        Some(Self {
            href: thing.href(),
            name: &entry.name,
            stage: request.stage,
            amount: request.amount,
            by: request.by,
            late: request.late(own.today),
            decider: request.decider,
            elsewhere: (entry.kind == Kind::OtherBody).then_some(entry.decider.as_str()),
            by_council: entry.is_decided_by_a_council(),
            emergency: Emergency::of(entry.emergency && request.stage.is_open(), now),
            left: thing.left().is_some().then(|| Left {
                sum: thing.sum(),
                bar: thing.bar(),
                says: thing.sum_says(own.today),
            }),
            challenge: refused.and_then(|no| Challenge::of(entry, no.note.happened_on, own.today)),
            helps: helps.map(|(who, phone)| Helps { who, phone: Phone::new(phone) }),
            steps: steps(&request, seen),
            sheet,
        })
    }
}

fn steps<'a>(request: &Request<'a>, seen: &'a OwnWithNames) -> Vec<StepShown<'a>> {
    let shown = |step: &&'a EntitlementStep| {
        let note = &step.note;
        let at = At::from(step.recorded_at);
        StepShown {
            act: note.act.word(),
            on: note.happened_on,
            at: (at.on == note.happened_on).then_some(at),
            amount: note.amount,
            words: note.note.as_deref(),
            mine: step.recorded_by == Some(seen.me),
            who: step.recorded_by.and_then(|user| seen.names.get(&user)).map(String::as_str),
            decider: note.decider.as_deref(),
            payment: payment_shown(&seen.own, note),
        }
    };
    request.steps.iter().map(shown).collect()
}

impl Challenge {
    fn of(entry: &Entitlement, told: NaiveDate, today: NaiveDate) -> Option<Self> {
        let kind = entry.challenge.as_deref();
        let route = kind.and_then(|kind| challenge::route(kind, told));
        let last_day = route.and_then(|route| route.last_day(told));
        let complaint = challenge::route(COMPLAINT, told).filter(|_| kind != Some(COMPLAINT));
        Some(Self {
            says: Say::law(&entry.refused),
            last_day,
            days_left: last_day.map(|last| (last - today).num_days()).filter(|days| *days >= 0),
            late_until: route.and_then(|route| route.late_day(told)),
            then: route.map(|route| route.then.clone()).unwrap_or_default(),
            complain_until: complaint
                .filter(|_| entry.kind != Kind::OtherBody)
                .and_then(|route| route.last_day(told)),
        })
    }
}

/// The kind of decision about which one complains to the council.
const COMPLAINT: &str = "childrens_services";

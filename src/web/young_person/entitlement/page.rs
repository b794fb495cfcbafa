//! What the page for one entitlement shows.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    entitlement::{
        outcome::{Entitlement, Kind},
        trace::Recorded,
    },
    explain::{Subject, explain},
    fund_rules::FundRules,
    local_offer::OfferSource,
    messages::Messages,
};
use onward_domain::{
    entitlement::{EntitlementAct, standing},
    money::Pence,
    request::Stage,
    standing::Stands,
};
use serde::Serialize;
use std::cmp::Ordering;

use crate::{
    usecases::young_person::{ask_for::can_be_asked_for, see_own_pages::Own},
    web::{
        happened, law_words,
        parts::PaymentShown,
        public::help::Answering,
        view::{Page, Phone},
        words::{Say, says::young_person as said},
        young_person::{
            ask::Emergency,
            called::ask_for,
            thing::{Asked, Bar, Instead, Part, State, StateShown, Thing, payment_shown, questions, thing},
            told::Told,
        },
    },
};

/// How much, what it is, why, what to do, what has happened, and what if the answer is no.
#[derive(Debug, Clone, Serialize)]
pub struct EntitlementPage<'a> {
    part: Part,
    entry: Entry<'a>,
    state: StateShown,
    sum: Option<Say>,
    bar: Option<Bar>,
    sum_says: Vec<Say>,
    href: String,
    /// `ask`, `again`, or `follow` where it was asked for already.
    next: Option<&'static str>,
    emergency: Option<Emergency>,
    tell_wrong: String,
    offer: Option<Offer<'a>>,
    fund: Option<Fund<'a>>,
    why_heading: Say,
    why: Vec<Say>,
    why_href: String,
    /// What they told about it.
    told: Vec<Told>,
    /// Nothing more is asked: whoever decides can be asked.
    all_told: bool,
    /// The questions that would settle it, each with the way to answer it.
    asked: Vec<Asked>,
    instead: Vec<Instead<'a>>,
    steps: Vec<Stop>,
    ledger: Vec<Happened<'a>>,
    last_day: Option<NaiveDate>,
    last_age: Option<i64>,
    worked_out: NaiveDate,
}

impl Page for EntitlementPage<'_> {
    const TEMPLATE: &'static str = "young_person/entitlement.html";
}

/// What the law says about it to everybody.
#[derive(Debug, Clone, Serialize)]
struct Entry<'a> {
    name: &'a str,
    meaning: Say,
    refused: Say,
    /// Whether somebody must give it to them, or may.
    kind: Kind,
    decider: &'a str,
    by_council: bool,
}

/// The council's local offer, if anything here comes from it.
#[derive(Debug, Clone, Serialize)]
struct Offer<'a> {
    checked: Option<NaiveDate>,
    cite: String,
    href: Option<&'a str>,
}

/// How the council's fund is asked for, where its offer says so.
#[derive(Debug, Clone, Serialize)]
struct Fund<'a> {
    council: Option<&'a str>,
    link: Option<&'a str>,
    phone: Option<Phone>,
    rules: Option<&'a str>,
    checked: Option<NaiveDate>,
}

/// One thing to do. The first one not done is `now`.
#[derive(Debug, Clone, Serialize)]
struct Stop {
    state: &'static str,
    title: Say,
    lines: Vec<Say>,
}

/// One recorded step.
#[derive(Debug, Clone, Serialize)]
struct Happened<'a> {
    on: NaiveDate,
    act: &'static str,
    amount: Option<Pence>,
    /// What was written to them, or what they wrote: the form of staff says that they can read it.
    words: Option<&'a str>,
    payment: Option<PaymentShown>,
}

impl<'a> EntitlementPage<'a> {
    /// The page, where the address names something that is law.
    pub fn of(law: &'a Law, own: &'a Own, address: &str, now: Option<Answering>) -> Option<Self> {
        let thing = thing(law, own, address)?;
        let until = thing.until(own.facts.date_of_birth);
        let offered = law.offered(thing.which, own.today);
        let ledger = ledger(&thing, own);
        Some(Self {
            part: thing.part(),
            entry: entry(&thing),
            state: thing.shown(),
            sum: thing.sum(),
            bar: thing.bar(),
            sum_says: thing.sum_says(own.today),
            href: thing.href(),
            next: next(&thing),
            emergency: Emergency::of(thing.entry.emergency && thing.state != State::No, now),
            tell_wrong: format!("/wrong/new?about={}", thing.address),
            offer: offered.map(offer),
            fund: fund(law, &thing, own.today),
            why_heading: why_heading(&thing),
            why: match thing.state {
                _ if thing.decided.is_some() => thing.decided_says(),
                State::No => why_not(law, own, &thing),
                _ => why(&thing, own, &ledger),
            },
            why_href: format!("{}/why", thing.href()),
            told: thing.told.clone(),
            all_told: thing.state == State::Ask,
            asked: if thing.state == State::Check { ask_for(own, &thing.open) } else { Vec::new() },
            instead: thing.instead(law),
            steps: in_order(&thing, steps(&thing)),
            ledger,
            last_day: until.map(|(day, _)| day),
            last_age: until.and_then(|(_, age)| age),
            worked_out: own.today,
        })
    }
}

/// The one thing to do first.
fn next(thing: &Thing<'_>) -> Option<&'static str> {
    let request = thing.followed();
    match (request.map(|request| request.stage), thing.state) {
        (Some(stage), _)
            if stage.is_open() || matches!(stage, Stage::Refused | Stage::NotNow | Stage::Given) =>
        {
            Some("follow")
        }
        (_, State::Refused) => Some("again"),
        _ if can_be_asked_for(thing.standing.stands) && thing.state != State::Had => Some("ask"),
        _ => None,
    }
}

fn entry<'a>(thing: &Thing<'a>) -> Entry<'a> {
    let entry = thing.entry;
    Entry {
        name: &entry.name,
        meaning: Say::law(&entry.meaning),
        refused: Say::law(&entry.refused),
        decider: &entry.decider,
        by_council: entry.is_decided_by_a_council(),
        kind: thing.answer.kind,
    }
}

fn offer(source: &OfferSource) -> Offer<'_> {
    Offer {
        checked: source.source.checked,
        cite: source.source.cite.to_string(),
        href: source.source.address.as_deref().filter(|address| address.starts_with("https://")),
    }
}

/// Nothing where the answer is no: there is nothing to ask the fund for.
fn fund<'a>(law: &'a Law, thing: &Thing<'_>, on: NaiveDate) -> Option<Fund<'a>> {
    if !matches!(thing.state, State::Now | State::On | State::Ask | State::Check) {
        return None;
    }
    let rules: &FundRules = law.fund_rules(law.find(&thing.entry.id)?, on)?;
    Some(Fund {
        council: law.authority(),
        link: rules.link.as_deref(),
        phone: rules.phone.as_deref().map(Phone::new),
        rules: rules.rules.as_deref(),
        checked: rules.source.checked,
    })
}

fn why_heading(thing: &Thing<'_>) -> Say {
    use said::why::heading;
    match thing.state {
        State::Had => heading::Had.into(),
        State::Refused => heading::Refused.into(),
        State::Now | State::On | State::From => heading::Yes.into(),
        State::Ask if thing.told.is_empty() => heading::Law.into(),
        State::Ask => heading::Ask.into(),
        State::Check => heading::Check.into(),
        State::Law => heading::Law.into(),
        State::No => heading::No.into(),
    }
}

/// One or two lines; all of them are on the page behind *See why*.
fn why(thing: &Thing<'_>, own: &Own, ledger: &[Happened<'_>]) -> Vec<Say> {
    match thing.state {
        State::Had => happened::lines(thing.standing, own.today),
        State::Refused => {
            let refused = ledger.iter().rev().find(|step| step.act == EntitlementAct::Refused.word());
            let reason = refused.and_then(|step| step.words);
            let reason = reason.map(|reason| said::happened::Reason { reason }.into());
            let happened = happened::lines(thing.standing, own.today).into_iter();
            happened.chain(reason).chain([said::happened::RuleYes.into()]).collect()
        }
        State::Ask | State::Check => Vec::new(),
        State::From => match thing.answer.upcoming_from {
            Some(day) => vec![said::why::From { day: day.into() }.into()],
            None => vec![said::why::Always.into()],
        },
        State::Law => vec![said::row::Law.into()],
        State::No => vec![],
        State::Now | State::On => vec![match (thing.answer.from, law_words::ends(thing.answer)) {
            (Some(from), Some(until)) => {
                said::why::FromUntil { day: from.into(), until: until.into() }.into()
            }
            (Some(from), None) => said::why::From { day: from.into() }.into(),
            _ => said::why::Always.into(),
        }],
    }
}

/// What decided that it is not theirs today, in the law's own lines; then that somebody can look for something else.
fn why_not(law: &Law, own: &Own, thing: &Thing<'_>) -> Vec<Say> {
    let subject = Subject::Entitlement(thing.which);
    let lines = Messages::english()
        .map(|messages| explain(law, messages, &own.facts, own.today, subject, &Recorded::default()).lines);
    let decided = lines.unwrap_or_default().into_iter().filter(|line| !line.key.starts_with("answer."));
    let mut reasons: Vec<Say> = decided.take(2).map(|line| Say::words(line.text)).collect();
    if thing.answer.instead.is_empty() {
        reasons.push(said::why::Other.into());
    }
    reasons
}

type Step = (Say, Vec<Say>);

fn step(title: impl Into<Say>, line: impl Into<Say>) -> Step {
    (title.into(), vec![line.into()])
}

fn steps(thing: &Thing<'_>) -> Vec<Step> {
    use said::step as word;
    let entry = thing.entry;
    let first = match (thing.state, thing.standing.stands) {
        (_, Stands::Has) => return vec![step(word::Has, word::HasLine)],
        (_, Stands::Agreed) => return vec![(word::Agreed.into(), vec![]), step(word::Give, word::GiveLine)],
        (_, Stands::Waiting) => return vec![(word::Asked.into(), vec![]), decide(entry)],
        (State::Law, _) => return vec![step(word::Law, word::LawLine)],
        (State::No, _) => return vec![step(word::No, word::NoLine)],
        (State::Had, _) => return vec![step(word::Had, word::HadLine)],
        (State::Refused, _) => {
            return vec![step(word::Refused, Say::law(&entry.refused)), step(word::Again, word::AgainLine)];
        }
        (State::From, _) => {
            thing.answer.upcoming_from.map(|day| step(word::Wait { day: day.into() }, word::WaitLine))
        }
        (State::Check, _) => Some((word::Check.into(), questions(&thing.open))),
        (State::Now | State::On | State::Ask, _) => None,
    };
    let show = !matches!(entry.evidence.trim_end_matches('.'), "" | "None");
    let show = show.then(|| step(word::Show, Say::law(&entry.evidence)));
    first
        .into_iter()
        .chain([step(word::Ask, Say::law(entry.how_to_ask(thing.answer)))])
        .chain(show)
        .chain([decide(entry)])
        .collect()
}

fn decide(entry: &Entitlement) -> Step {
    step(said::step::Decide { decider: &entry.decider }, said::step::DecideLine)
}

/// What was asked for or agreed is done; the first of the rest is now.
fn in_order(thing: &Thing<'_>, steps: Vec<Step>) -> Vec<Stop> {
    let now = usize::from(matches!(thing.standing.stands, Stands::Waiting | Stands::Agreed));
    let stop = |(place, (title, lines)): (usize, Step)| Stop {
        state: match place.cmp(&now) {
            Ordering::Less => "done",
            Ordering::Equal => "now",
            Ordering::Greater => "next",
        },
        title,
        lines,
    };
    steps.into_iter().enumerate().map(stop).collect()
}

/// What has happened so far, oldest first.
fn ledger<'a>(thing: &Thing<'_>, own: &'a Own) -> Vec<Happened<'a>> {
    standing(&own.steps)
        .into_iter()
        .map(|step| &step.note)
        .filter(|note| note.entitlement == thing.entry.id)
        .map(|note| Happened {
            on: note.happened_on,
            act: note.act.word(),
            amount: note.amount,
            words: note.note.as_deref(),
            payment: payment_shown(own, note),
        })
        .collect()
}

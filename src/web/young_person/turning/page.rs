//! What the page of a birthday shows.

use chrono::{Days, NaiveDate};
use leaving_care_rules::{
    Law,
    assessment::{Assessment, DutyStage, Fact, LawState, Outcome},
    entitlement::outcome::{Column, Entitlement, Kind, Need},
    facts::FactId,
};
use onward_domain::{
    money::Pence,
    plan::{PlanArea, StepStatus},
};
use serde::Serialize;

use crate::{
    usecases::{
        adviser::consider::{Considered, Differs, sum},
        young_person::{ask_for::can_be_asked_for, see_own_pages::Own, see_turning::OwnTurning},
    },
    web::{
        law_words,
        view::Page,
        words::Say,
        young_person::thing::{Thing, questions, things},
    },
};

/// One birthday.
#[derive(Debug, Clone, Serialize)]
pub struct TurningPage<'a> {
    known_as: &'a str,
    age: u8,
    /// Nothing can be said without it.
    on: Option<NaiveDate>,
    past: bool,
    days: i64,
    home: Home,
    /// Steps about the home in the plan that are not done.
    home_steps: Vec<&'a str>,
    before: Vec<Before<'a>>,
    papers: Option<Papers>,
    starts: Vec<Starts<'a>>,
    changes: Vec<Changes<'a>>,
    stops: Vec<Stops<'a>>,
    asks: Vec<Asks<'a>>,
    adviser: AdviserThen,
    worked_out: NaiveDate,
}

impl Page for TurningPage<'_> {
    const TEMPLATE: &'static str = "young_person/turning.html";
}

/// Where they live from then, as far as we know: it stands before everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Home {
    /// With the foster carer, as before.
    StayingPut,
    /// That ends; where they live next has to be found.
    StayingPutEnds,
    /// The council's duty to house them ends that day; nobody wrote down where they live next.
    AskWhere,
    /// The day changes nothing about the home that is on record.
    Stays,
    /// No home is on record, so nothing can be said about it.
    NotRecorded,
    /// The day has been.
    Past,
}

/// Whether somebody is there for them from that day, by the answers on its eve and on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum AdviserThen {
    /// An adviser of their own is owed from that day.
    Starts,
    /// The same as before, until 21.
    Stays,
    /// After 21, because they asked or study.
    GoesOn,
    /// After 21, once they ask.
    OnRequest,
    /// Not from that day.
    Ends,
    /// No adviser of their own: advice and somebody on their side.
    Advice,
    /// That ends.
    AdviceEnds,
    /// It depends on something that is not known.
    Unsure,
    /// Neither before nor after.
    NotOwed,
}

/// Something to do before the day.
#[derive(Debug, Clone, Serialize)]
struct Before<'a> {
    what: &'static str,
    name: Option<&'a str>,
    href: Option<String>,
    on: Option<NaiveDate>,
}

/// Papers of somebody who needs leave to stay.
#[derive(Debug, Clone, Serialize)]
struct Papers {
    until: Option<NaiveDate>,
    /// It ends before or soon after the day.
    soon: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Starts<'a> {
    name: &'a str,
    href: String,
    sum: Option<Pence>,
    per: &'static str,
    until: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize)]
struct Changes<'a> {
    name: &'a str,
    href: String,
    from: Option<Pence>,
    to: Option<Pence>,
    per: &'static str,
}

/// Something that stops, and what follows it.
#[derive(Debug, Clone, Serialize)]
struct Stops<'a> {
    name: &'a str,
    href: String,
    follows: Option<Say>,
    /// What may help instead.
    instead: Vec<&'a str>,
}

/// Something that goes on when a question is answered.
#[derive(Debug, Clone, Serialize)]
struct Asks<'a> {
    name: &'a str,
    href: String,
    question: Option<Say>,
}

/// Days before the birthday from which Universal Credit can be got ready.
const READY: Days = Days::new(28);

impl<'a> TurningPage<'a> {
    /// The page of this birthday.
    pub fn of(law: &'a Law, seen: &'a OwnTurning, age: u8) -> Self {
        let own = &seen.home.own;
        let things = things(law, own);
        let on = seen.birthday.as_ref().map(|(day, _)| *day);
        let differs: Vec<&Differs> =
            seen.birthday.iter().flat_map(|(_, considered)| &considered.differs).filter(in_force).collect();
        let shown = Shown { law, own, things: &things };
        let of = |which: fn(&Differs) -> bool| differs.iter().copied().filter(move |it| which(it));
        Self {
            known_as: &own.known_as,
            age,
            past: on.is_some_and(|day| day <= own.today),
            days: on.map_or(0, |day| (day - own.today).num_days()),
            home: home(law, seen, age),
            home_steps: home_steps(seen),
            before: before(&things, on, age, own.today),
            papers: papers(own, on),
            starts: of(starts).filter_map(|it| shown.starts(it)).collect(),
            changes: of(changes).filter_map(|it| shown.changes(it)).collect(),
            stops: of(stops).filter_map(|it| shown.stops(it)).collect(),
            asks: of(asks).filter_map(|it| shown.asks(it)).collect(),
            adviser: adviser(law, seen),
            on,
            worked_out: own.today,
        }
    }
}

fn in_force(differs: &&Differs) -> bool {
    differs.after.state == LawState::InForce
}

fn starts(it: &Differs) -> bool {
    it.after.outcome == Outcome::Entitled && it.before.outcome != Outcome::Entitled
}

fn changes(it: &Differs) -> bool {
    it.after.outcome == Outcome::Entitled && it.before.outcome == Outcome::Entitled
}

fn stops(it: &Differs) -> bool {
    it.after.outcome == Outcome::NotEntitled && it.before.outcome == Outcome::Entitled
}

/// It may go on, or start, once something is known.
fn asks(it: &Differs) -> bool {
    it.after.outcome == Outcome::NeedsInformation
}

/// An adviser of one's own comes unasked; advice, which the same column counts, has to be asked for.
fn adviser(law: &Law, seen: &OwnTurning) -> AdviserThen {
    let Some((_, considered)) = &seen.birthday else { return AdviserThen::Unsure };
    let counted = |unasked: bool| {
        law.each().find(|(_, entry)| {
            entry.counted.is_some_and(|counted| counted.column == Column::Adviser) && entry.unasked == unasked
        })
    };
    let on = |assessment: &Assessment, unasked: bool| {
        let answer = counted(unasked).and_then(|(which, _)| assessment.entitlement(which));
        answer.map_or(Outcome::NotEntitled, |answer| answer.outcome)
    };
    let of = |unasked: bool| (on(&considered.before, unasked), on(&considered.after, unasked));
    match (of(true), of(false)) {
        ((before, Outcome::Entitled), _) => match considered.after.duty_stage {
            Some(DutyStage::S23CZBOnRequest) => AdviserThen::OnRequest,
            Some(DutyStage::S23C7 | DutyStage::S23CA | DutyStage::S23CZB) => AdviserThen::GoesOn,
            _ if before == Outcome::Entitled => AdviserThen::Stays,
            _ => AdviserThen::Starts,
        },
        ((_, Outcome::NeedsInformation), _) => AdviserThen::Unsure,
        ((Outcome::Entitled, _), _) => AdviserThen::Ends,
        (_, (_, Outcome::Entitled)) => AdviserThen::Advice,
        (_, (Outcome::Entitled, _)) => AdviserThen::AdviceEnds,
        _ => AdviserThen::NotOwed,
    }
}

fn home(law: &Law, seen: &OwnTurning, age: u8) -> Home {
    let own = &seen.home.own;
    let Some((on, considered)) = &seen.birthday else { return Home::NotRecorded };
    let stays_put = own.facts.circumstances.answers.get(FactId::StayingPut) == Some(true);
    let recorded = seen.homes.iter().any(|home| home.note.until.is_none_or(|until| until > *on));
    match (age, stays_put) {
        _ if *on <= own.today => Home::Past,
        (18, true) => Home::StayingPut,
        (21, true) => Home::StayingPutEnds,
        _ if housing_ends(law, considered) => Home::AskWhere,
        // Somebody in care has a home, whether or not its address is written down.
        _ if recorded || considered.after.looked_after == Some(true) => Home::Stays,
        _ => Home::NotRecorded,
    }
}

/// Whether the duty to house them, which the council does unasked, ends that day.
fn housing_ends(law: &Law, considered: &Considered) -> bool {
    considered.differs.iter().filter(in_force).filter(|it| stops(it)).any(|it| {
        let entry = law.entitlements().get(it.which.place());
        entry.is_some_and(|entry| entry.need == Need::Home && entry.kind == Kind::Duty && entry.unasked)
    })
}

fn home_steps(seen: &OwnTurning) -> Vec<&str> {
    let steps = seen.home.plan.iter().flat_map(|(_, steps)| steps);
    let open = steps.filter(|step| {
        step.text.area == PlanArea::Home && matches!(step.text.status, StepStatus::ToDo | StepStatus::Stuck)
    });
    open.map(|step| step.text.what.as_str()).collect()
}

/// What to do before the day, the soonest first: what ends on it and can still be asked for, and getting the claim ready.
fn before<'a>(things: &[Thing<'a>], on: Option<NaiveDate>, age: u8, today: NaiveDate) -> Vec<Before<'a>> {
    let Some(on) = on.filter(|on| *on > today) else { return Vec::new() };
    let mut all = Vec::new();
    let of = |id: &str| things.iter().find(|thing| thing.entry.id == id);
    if age == 18 {
        let papers = of("identity_documents").filter(|thing| thing.is_theirs());
        all.extend(papers.map(|thing| Before {
            what: "papers",
            name: Some(thing.entry.name.as_str()),
            href: Some(thing.href()),
            on: None,
        }));
        let ready = on.checked_sub_days(READY);
        let credit = of("universal_credit").map(|thing| Before {
            what: "credit",
            name: Some(thing.entry.name.as_str()),
            href: Some(thing.href()),
            on: ready.map(|day| day.max(today)),
        });
        all.extend(credit);
    }
    let last_chance = things.iter().filter(|thing| {
        thing.answer.until == Some(on)
            && thing.is_theirs()
            && !thing.entry.unasked
            && !thing.entry.emergency
            && can_be_asked_for(thing.standing.stands)
    });
    all.extend(last_chance.map(|thing| Before {
        what: "ask",
        name: Some(thing.entry.name.as_str()),
        href: Some(thing.href()),
        on: Some(on),
    }));
    all
}

fn papers(own: &Own, on: Option<NaiveDate>) -> Option<Papers> {
    let circumstances = &own.facts.circumstances;
    let until = circumstances.leave_to_remain_ends;
    let needs = circumstances.answers.get(FactId::NeedsLeaveToStay) == Some(true);
    let year_after = on.and_then(|on| on.checked_add_days(Days::new(365)));
    (needs || until.is_some())
        .then(|| Papers { until, soon: until.zip(year_after).is_some_and(|(until, after)| until <= after) })
}

/// Makes the lines.
struct Shown<'s, 'a> {
    law: &'a Law,
    own: &'s Own,
    things: &'s [Thing<'a>],
}

impl<'a> Shown<'_, 'a> {
    fn entry(&self, it: &Differs) -> Option<(&'a Entitlement, String)> {
        let entries = self.law.entitlements();
        let place = it.which.place();
        let href = format!("/what-you-can-get/{}", law_words::address(entries, place));
        Some((entries.get(place)?, href))
    }

    fn starts(&self, it: &Differs) -> Option<Starts<'a>> {
        let (entry, href) = self.entry(it)?;
        let sum = sum(&it.after).filter(|sum| *sum > 0).map(Pence);
        Some(Starts { name: &entry.name, href, sum, per: per(entry), until: law_words::ends(&it.after) })
    }

    fn changes(&self, it: &Differs) -> Option<Changes<'a>> {
        let (entry, href) = self.entry(it)?;
        let of = |sum: Option<i64>| sum.map(Pence);
        Some(Changes {
            name: &entry.name,
            href,
            from: of(sum(&it.before)),
            to: of(sum(&it.after)),
            per: per(entry),
        })
    }

    fn stops(&self, it: &Differs) -> Option<Stops<'a>> {
        let (entry, href) = self.entry(it)?;
        // What was had to the end does not stop.
        let had = |thing: &&Thing<'_>| {
            thing.entry.id == entry.id && thing.standing.left.is_some_and(|left| left.0 == 0)
        };
        if self.things.iter().any(|thing| had(&thing)) {
            return None;
        }
        let entries = self.law.entitlements();
        let instead = it.after.instead.of(self.law, it.which);
        Some(Stops {
            name: &entry.name,
            href,
            follows: Say::of_word("young_person.follows", &entry.id),
            instead: instead
                .filter_map(|which| Some(entries.get(which.place())?.name.as_str()))
                .take(2)
                .collect(),
        })
    }

    fn asks(&self, it: &Differs) -> Option<Asks<'a>> {
        let (entry, href) = self.entry(it)?;
        let open = |need: &&Fact| {
            !self.own.answered.contains(&need.id())
                && self.own.said.own_answers.iter().all(|said| said.note.fact != need.id())
        };
        let needs: Vec<Fact> = it.after.needs.iter().filter(open).copied().collect();
        // Whatever is answered is not asked again.
        let asked = needs.is_empty() && !it.after.needs.is_empty();
        (!asked).then(|| Asks { name: &entry.name, href, question: questions(&needs).into_iter().next() })
    }
}

fn per(entry: &Entitlement) -> &'static str {
    entry.money.as_ref().map_or("", |money| law_words::per(money.per))
}

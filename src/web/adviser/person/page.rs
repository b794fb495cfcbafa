//! What a person's page shows.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{Fact, Status},
    calendar::birthday,
    entitlement::outcome::Entitlement,
    messages::Messages,
};
use onward_domain::{
    access::Right,
    due::What,
    entitlement::standing,
    hub::{ShareGround, ToldAdviser},
    mine::{CheckIn, Feels, How, May, Reach},
    money::Pence,
    plan::{PlanArea, PlanSaying, SayingKind},
    request::{Request, Stage},
    role::Role,
};
use serde::Serialize;

use super::{
    budget::BudgetShown,
    entitlements::Entitlements,
    life::{self, Care, Contacts, Living, Next, NoteShown, Payments, PlanShown, StepShown},
    own_words::OwnWordsShown,
};
use crate::{
    clock::london_day,
    usecases::{
        account::way_in::WayIn,
        adviser::{
            Answered,
            see_out_of_area::lives_away,
            see_person::SeenPerson,
            today::{Kind, Row},
        },
    },
    web::{
        adviser::{
            confirm::ReadingShown,
            due, facts,
            languages::LanguagesShown,
            said,
            said_answer::AnswerTag,
            today,
            warnings::{self, Warned},
            who::Who,
            whose::WhoseShown,
        },
        appointments::{Shown, shown},
        in_life::PersonShown,
        law_words,
        parts::{At, Link},
        view::Page,
        words::Say,
    },
};

#[derive(Debug, Clone, Serialize)]
pub struct PersonPage {
    who: Who,
    /// Where the person was found.
    back: Back,
    identity: IdentityShown,
    reach: Option<ReachShown>,
    languages: Option<LanguagesShown>,
    /// How they said lately that things are; nothing where the viewer is not their adviser.
    check_in: Option<CheckInShown>,
    way_in: WayInShown,
    status: StatusShown,
    adviser: Option<Allocated>,
    reviewing_officer: Option<String>,
    opening: Option<Opening>,
    questions: usize,
    warnings: Vec<Warned>,
    whose: Option<WhoseShown>,
    /// We owe it, and they live in another council's area.
    away: bool,
    /// Years of the return that are not loaded and would settle the status.
    years: Vec<String>,
    /// What is owed and was never recorded here, each with the way to record it.
    not_recorded: Vec<Link>,
    /// What the status waits for, each with the way to settle it; nothing where it is known.
    needs: Vec<Link>,
    /// What is worth doing first.
    first: Vec<First>,
    entitlements: Entitlements,
    confirm: Vec<ReadingShown>,
    care: Care,
    living: Living,
    next: Vec<Next>,
    asked_for: Vec<AskedFor>,
    said_wrong: usize,
    plan: Option<PlanShown>,
    /// What they said about the plan, newest first.
    sayings: Vec<SayingShown>,
    /// Their own steps that are to be done, in the parts that they share.
    own_steps: Vec<StepShown>,
    appointments: Vec<Shown>,
    contacts: Contacts,
    /// People in their life.
    life: Vec<PersonShown>,
    payments: Payments,
    notes: Vec<NoteShown>,
    /// What the children's hub shared with their adviser; nothing for anybody else.
    told_by_hub: Vec<ToldShown>,
    /// Messages that nobody has read; nothing where the viewer may not read them.
    new_messages: Option<i64>,
    /// What they share of their budget.
    budget: Option<BudgetShown>,
    /// What they say of their home and want next.
    own_words: Option<OwnWordsShown>,
    /// Where their papers are listed for this viewer, if they may see them.
    documents: Option<String>,
    /// The page for whoever is their adviser next, where this viewer may open it.
    handover: Option<String>,
}

/// The list that the page was opened from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Back {
    Caseload,
    Reviews,
    Cohort,
}

impl Page for PersonPage {
    const TEMPLATE: &str = "adviser/person.html";
}

/// Something that they asked for and wait for.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AskedFor {
    what: String,
    href: String,
    emergency: bool,
    agreed: bool,
    /// The newest sum that was named.
    sum: Option<Pence>,
    on: Option<NaiveDate>,
    by: Option<NaiveDate>,
    late: bool,
}

impl AskedFor {
    /// Whoever can't wait first, then the soonest promise.
    pub(super) fn all(one: &Answered, law: &Law, base: &str) -> Vec<Self> {
        let steps = standing(&one.listed.facts.entitlements);
        let entries = law.entitlements();
        let asked = |(place, entry): (usize, &Entitlement)| {
            let of: Vec<_> = steps.iter().copied().filter(|step| step.note.entitlement == entry.id).collect();
            let request = Request::of(&of, entry.emergency).filter(|request| request.stage.is_open())?;
            Some(Self {
                what: entry.name.clone(),
                href: format!("{base}/entitlements/{}", law_words::address(entries, place)),
                emergency: entry.emergency && request.stage.waits(),
                agreed: request.stage == Stage::Agreed,
                sum: request.amount,
                on: request.since(),
                by: request.by,
                late: request.late(one.today),
            })
        };
        let mut all: Vec<Self> = entries.iter().enumerate().filter_map(asked).collect();
        all.sort_by_key(|each| (!each.emergency, each.by));
        all
    }
}

/// How many things are worth doing first.
const FIRST: usize = 3;

/// Something that is worth doing first, as the day's list says it.
#[derive(Debug, Clone, Serialize)]
struct First {
    kind: Kind,
    on: NaiveDate,
    of_day: NaiveDate,
    late: bool,
    act: String,
}

impl First {
    fn of(row: &Row, base: &str, law: &Law) -> Self {
        let act = today::act(&row.kind, base, law);
        Self { kind: row.kind.clone(), on: row.day, of_day: row.of, late: row.late, act }
    }
}

/// How many sayings about the plan the page shows.
const SAYINGS: usize = 5;

/// Something that they said about the plan.
#[derive(Debug, Clone, Serialize)]
struct SayingShown {
    kind: SayingKind,
    area: Option<PlanArea>,
    words: Option<String>,
    on: NaiveDate,
}

impl SayingShown {
    fn of(each: &PlanSaying) -> Self {
        Self {
            kind: each.said.kind,
            area: each.said.area,
            words: each.said.words.clone(),
            on: london_day(each.said_at),
        }
    }
}

/// What the children's hub shared with their adviser: this line, and no more.
#[derive(Debug, Clone, Serialize)]
struct ToldShown {
    words: String,
    ground: ShareGround,
    law: Option<String>,
    decider: String,
    on: NaiveDate,
}

impl ToldShown {
    fn of(told: &ToldAdviser) -> Self {
        Self {
            words: told.what.clone(),
            ground: told.ground,
            law: told.law.clone(),
            decider: told.decider.clone(),
            on: london_day(told.at),
        }
    }
}

/// How they are reached safely, in their own words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ReachShown {
    text: May,
    call: May,
    voicemail: May,
    post: May,
    hours: Option<String>,
    never: Option<String>,
    on: NaiveDate,
}

impl ReachShown {
    pub(super) fn of(reach: &Reach) -> Self {
        let note = reach.note.clone();
        let (text, call, voicemail, post) = (note.text, note.call, note.voicemail, note.post);
        let on = london_day(reach.recorded.at);
        Self { text, call, voicemail, post, hours: note.hours, never: note.never, on }
    }
}

#[derive(Debug, Clone, Serialize)]
struct CheckInShown {
    feels: Option<Feels>,
    words: Option<String>,
    on: NaiveDate,
}

impl CheckInShown {
    fn of(each: &CheckIn) -> Self {
        Self { feels: each.feels, words: each.words.clone(), on: london_day(each.said_at) }
    }
}

/// Under which names and number, and the next birthday.
#[derive(Debug, Clone, Serialize)]
struct IdentityShown {
    /// Whether somebody has entered a name.
    named: bool,
    /// The names on official papers, if different.
    papers: Option<String>,
    number: Option<String>,
    born: bool,
    next_age: Option<u32>,
    next_birthday: Option<NaiveDate>,
    /// The words that stand for them, as they say.
    pronouns: Option<String>,
    /// The address is protected.
    protected: bool,
}

/// Whether they can sign in, and whether this viewer may help.
#[derive(Debug, Clone, Serialize)]
struct WayInShown {
    /// `not-yet`, `invited`, `can-sign-in` or `closed`.
    state: &'static str,
    until: Option<At>,
    /// Only their own adviser may.
    mine: bool,
}

/// The status and its reason.
#[derive(Debug, Clone, Serialize)]
struct StatusShown {
    tag: AnswerTag,
    why: Vec<Say>,
    source: Say,
    records: usize,
    /// How many records somebody entered by hand.
    by_hand: usize,
    newest_hand: Option<Say>,
}

#[derive(Debug, Clone, Serialize)]
struct Allocated {
    name: String,
    since: NaiveDate,
    team: Option<String>,
    phone: Option<String>,
}

/// A current opening from outside.
#[derive(Debug, Clone, Serialize)]
struct Opening {
    person: String,
    id: String,
    ends: At,
    reason: String,
}

impl PersonPage {
    /// The page.
    #[must_use]
    pub fn of(seen: &SeenPerson, law: &Law, messages: &Messages) -> Self {
        let one = &seen.answered;
        let assessment = &one.assessment;
        let worker = one.listed.adviser.as_ref();
        Self {
            identity: IdentityShown { pronouns: seen.pronouns.clone(), ..identity(one) },
            reach: seen.reach.as_ref().map(ReachShown::of),
            languages: seen.languages.as_ref().map(LanguagesShown::of),
            check_in: seen.check_in().map(CheckInShown::of),
            way_in: way_in(seen),
            status: status(seen),
            adviser: worker.map(|worker| Allocated {
                name: worker.name.clone(),
                since: worker.from,
                team: worker.team.as_ref().map(|team| team.name.clone()),
                phone: worker.team.as_ref().and_then(|team| team.phone.clone()),
            }),
            reviewing_officer: one.listed.reviewing_officer.as_ref().map(|worker| worker.name.clone()),
            opening: seen.opening.as_ref().map(|opening| Opening {
                person: one.listed.person.id.to_string(),
                id: opening.id.to_string(),
                ends: opening.ends_at.into(),
                reason: opening.reason.clone(),
            }),
            questions: seen.questions,
            warnings: warnings::of(one),
            whose: WhoseShown::of(one),
            away: lives_away(one),
            years: one.years_wanted.iter().map(ToString::to_string).collect(),
            not_recorded: one.not_recorded.iter().filter_map(|what| record_link(one, *what)).collect(),
            needs: match assessment.status {
                Status::NeedsInformation => missing(one),
                _ => Vec::new(),
            },
            entitlements: Entitlements::of(one, law, messages),
            confirm: ReadingShown::all(one, &seen.confirmations, &Who::of(one).base),
            care: Care::of(one),
            living: Living::of(seen),
            next: life::next(one),
            asked_for: AskedFor::all(one, law, &Who::of(one).base),
            first: seen.first.iter().take(FIRST).map(|row| First::of(row, &Who::of(one).base, law)).collect(),
            said_wrong: one.listed.said_wrong.len(),
            plan: life::plan(seen),
            sayings: seen.sayings.iter().take(SAYINGS).map(SayingShown::of).collect(),
            own_steps: life::own_steps(seen),
            told_by_hub: seen.told_by_hub.iter().map(ToldShown::of).collect(),
            appointments: shown(&seen.appointments, false, seen.now).0,
            contacts: Contacts::of(seen),
            life: seen.life.iter().map(|each| PersonShown::of(each, "", None)).collect(),
            payments: Payments::of(one, law),
            notes: life::notes(seen),
            new_messages: seen.new_messages,
            budget: seen.budget.as_ref().map(BudgetShown::of),
            own_words: seen.own_pages.as_ref().and_then(|pages| OwnWordsShown::of(pages, one.today)),
            documents: matches!(seen.right, Right::Adviser | Right::Manager | Right::ReviewingOfficer)
                .then(|| format!("{}/documents", Who::of(one).base)),
            handover: (seen.right == Right::Adviser).then(|| format!("{}/handover", Who::of(one).base)),
            who: Who::of(one),
            back: Back::Caseload,
        }
    }

    /// As somebody sees it who reads this page and no other of the record, and writes in none.
    #[must_use]
    pub fn read_only(self, role: Role) -> Self {
        let back = if role == Role::Manager { Back::Cohort } else { Back::Reviews };
        let base = self.who.base_for(role);
        let handover = (role == Role::Manager).then(|| format!("{base}/handover"));
        let documents = self.documents.map(|_| format!("{base}/documents"));
        Self { who: self.who.this_page_alone(), back, handover, documents, ..self }
    }
}

fn identity(one: &Answered) -> IdentityShown {
    let identity = &one.listed.person.identity;
    let papers = format!("{} {}", identity.first_names, identity.family_name).trim().to_owned();
    let next = identity.born.and_then(|born| {
        let age = one.today.years_since(born)?.checked_add(1)?;
        Some((age, birthday(born, u8::try_from(age).ok()?)))
    });
    IdentityShown {
        named: identity.has_name(),
        papers: (!papers.is_empty() && papers != identity.listed_name()).then_some(papers),
        number: identity.child.clone(),
        born: identity.born.is_some(),
        next_age: next.map(|next| next.0),
        next_birthday: next.map(|next| next.1),
        pronouns: None,
        protected: identity.protected,
    }
}

fn way_in(seen: &SeenPerson) -> WayInShown {
    let (state, until) = match seen.way_in {
        WayIn::NotYet => ("not-yet", None),
        WayIn::Invited(until) => ("invited", Some(until)),
        WayIn::CanSignIn => ("can-sign-in", None),
        WayIn::Closed => ("closed", None),
        WayIn::Died => ("died", None),
        WayIn::ClosedByOwner(How::Pause) => ("paused", None),
        WayIn::ClosedByOwner(How::Close) => ("closed-by-owner", None),
    };
    WayInShown { state, until: until.map(At::from), mine: seen.right == Right::Adviser }
}

fn status(seen: &SeenPerson) -> StatusShown {
    let one = &seen.answered;
    let (status, stage) = (one.assessment.status, one.assessment.duty_stage);
    let kind = match status {
        Status::None => "",
        Status::NeedsInformation => "later",
        _ => "now",
    };
    StatusShown {
        tag: AnswerTag::new(kind, law_words::status(status, stage)),
        why: law_words::status_why(&one.assessment, &one.listed.person.identity.known_as),
        source: law_words::status_source(status, stage),
        records: one.listed.facts.episodes_in_order().len(),
        by_hand: seen.hands.len(),
        // Anything somebody typed is never shown as if it was imported.
        newest_hand: seen.hands.first().map(said::by_hand),
    }
}

/// What the status waits for. Where returns would settle it, they are asked for first, and not the person.
fn missing(one: &Answered) -> Vec<Link> {
    let asked = one.assessment.missing.iter();
    asked
        .filter(|fact| one.years_wanted.is_empty() || **fact != Fact::Episodes)
        .map(|fact| Link::new(law_words::fact(fact).to_string(), facts::way_to(one, fact)))
        .collect()
}

/// Where something that was never recorded here is written down.
fn record_link(one: &Answered, what: What) -> Option<Link> {
    let base = format!("/adviser/people/{}", one.listed.person.id);
    let href = match what {
        What::Visit => format!("{base}/visit"),
        What::Assessment => format!("{base}/assessment/before"),
        What::Plan => format!("{base}/plan/before"),
        What::Offer => format!("{base}/support"),
        _ => return None,
    };
    Some(Link::new(due::what(what).to_string(), href))
}

/// The London day on which something was written down.
pub(super) fn recorded_on(recorded: &onward_domain::recorded::Recorded) -> NaiveDate {
    london_day(recorded.at)
}

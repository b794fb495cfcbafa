//! What each entitlement means for a young person today: the rule's answer together with what has been asked for and
//! received.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{EntitlementAnswer, Fact, LawState, Outcome},
    calendar::birthday,
    catalogue::EntitlementIndex,
    entitlement::outcome::{Entitlement, Kind, Need, Per},
};
use onward_domain::{
    entitlement::{EntitlementAct, EntitlementNote, EntitlementStep, standing},
    money::Pence,
    overrides::Override,
    request::{Request, Stage},
    standing::{Standing, Stands},
};
use serde::Serialize;
use std::collections::HashMap;

use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{
        happened, law_words,
        parts::PaymentShown,
        words::{Say, says::young_person as said},
        young_person::{
            about_me,
            told::{Told, is_all_said, said_of, told},
        },
    },
};

/// To whom something was paid, and what shows it, as the one reads it whose it was.
pub fn payment_shown(own: &Own, note: &EntitlementNote) -> Option<PaymentShown> {
    PaymentShown::of(&note.payment, &own.said.papers, "/mine/documents")
}

/// The sections of the pages, in order. Rights are part of *me*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    Home,
    Work,
    Money,
    Me,
}

impl Part {
    pub const ALL: [Self; 4] = [Self::Home, Self::Work, Self::Money, Self::Me];

    /// Its place on the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Work => "work",
            Self::Money => "money",
            Self::Me => "me",
        }
    }

    /// Its drawing.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Me => "person",
            other => other.id(),
        }
    }

    /// Its own page.
    pub fn href(self) -> String {
        format!("/what-you-can-get?need={}", self.id())
    }

    pub fn heading(self) -> Say {
        match self {
            Self::Home => said::need::Home.into(),
            Self::Work => said::need::Work.into(),
            Self::Money => said::need::Money.into(),
            Self::Me => said::need::Me.into(),
        }
    }
}

/// How the pages sort what a person can get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Theirs, and nobody has asked yet.
    Now,
    /// Theirs, and asked for, agreed or ongoing.
    On,
    /// Theirs from a later day.
    From,
    /// They have had all of it.
    Had,
    /// Refused, though the rule does not say no.
    Refused,
    /// Everything that was asked is answered: they can ask whoever decides.
    Ask,
    /// A fact is missing.
    Check,
    /// Passed, but not in force.
    Law,
    /// The rule says no.
    No,
}

impl From<Stands> for State {
    fn from(stands: Stands) -> Self {
        match stands {
            // A duty of ours that is late is theirs all the same.
            Stands::NotTold
            | Stands::Told
            | Stands::Declined
            | Stands::NotRelevant
            | Stands::Late
            | Stands::NotRecorded => Self::Now,
            Stands::Waiting | Stands::Agreed | Stands::Has => Self::On,
            Stands::Had => Self::Had,
            Stands::Refused => Self::Refused,
            Stands::ToAsk => Self::Ask,
            Stands::ToCheck => Self::Check,
            Stands::Later => Self::From,
            Stands::NotInForce => Self::Law,
            Stands::NotForThem => Self::No,
        }
    }
}

/// Whether something is theirs: words, and the shape that goes with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateShown {
    pub kind: State,
    pub words: Say,
}

/// Parts of a bar that is 300 wide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// What was received.
    pub used: i64,
    /// What is asked for.
    pub asked: i64,
    /// What is left over.
    pub left: i64,
    /// Where the stripes for the asked part are.
    hatches: Vec<i64>,
}

/// One entitlement in its current state for one person.
#[derive(Debug, Clone)]
pub struct Thing<'a> {
    pub which: EntitlementIndex,
    /// The catalogue's entry.
    pub entry: &'a Entitlement,
    /// What the law gives, whatever has been received.
    pub answer: &'a EntitlementAnswer,
    /// The law's answer and what has happened, combined.
    pub standing: &'a Standing,
    /// The end of its address: stable as long as the catalogue only grows.
    pub address: String,
    pub state: State,
    /// The newest request for it.
    pub request: Option<Request<'a>>,
    /// What they told about it, where the rule only says to ask.
    pub told: Vec<Told>,
    /// What it waits for and they have not said themselves.
    pub open: Vec<Fact>,
    /// What was decided in place of the rule's answer.
    pub decided: Option<&'a Override>,
    /// The rule's own answer.
    pub by_rule: Outcome,
}

/// Everything in the law, in its current state for this person; anything no longer law is left out.
pub fn things<'a>(law: &'a Law, own: &'a Own) -> Vec<Thing<'a>> {
    let mut ledger: HashMap<&str, Vec<&EntitlementStep>> = HashMap::new();
    for step in standing(&own.steps) {
        ledger.entry(&step.note.entitlement).or_default().push(step);
    }
    let steps = |entry: &Entitlement| ledger.get(entry.id.as_str()).map(Vec::as_slice).unwrap_or_default();
    law.each().filter_map(|(which, entry)| one(law, own, (which, entry), steps(entry))).collect()
}

/// The entitlement with this address, if it is law.
pub fn thing<'a>(law: &'a Law, own: &'a Own, address: &str) -> Option<Thing<'a>> {
    let place = law_words::place_of(law.entitlements(), address)?;
    let (which, entry) = law.each().nth(place)?;
    let mut steps = standing(&own.steps);
    steps.retain(|step| step.note.entitlement == entry.id);
    one(law, own, (which, entry), &steps)
}

/// One entitlement with the steps that stand in its ledger; `None` where it is no longer law.
fn one<'a>(
    law: &'a Law,
    own: &'a Own,
    (which, entry): (EntitlementIndex, &'a Entitlement),
    steps: &[&'a EntitlementStep],
) -> Option<Thing<'a>> {
    let answer = own.before_giving.entitlement(which).filter(|answer| answer.state != LawState::Repealed)?;
    let standing = own.standings.get(which.place())?;
    Some(Thing {
        which,
        entry,
        answer,
        standing,
        address: law_words::address(law.entitlements(), which.place()),
        state: if is_all_said(own, standing, answer) { State::Ask } else { standing.stands.into() },
        request: Request::of(steps, entry.emergency),
        open: answer.needs.iter().filter(|need| said_of(own, need).is_none()).copied().collect(),
        told: told(own, own.told.about(which), answer),
        decided: own.overridden(&entry.id),
        by_rule: own.by_rule(which).map_or(answer.outcome, |answer| answer.outcome),
    })
}

/// How many things are theirs now: the same count as on their adviser's page.
pub fn theirs_now(things: &[Thing<'_>]) -> i64 {
    number(things.iter().filter(|thing| thing.standing.stands.theirs_now()).count())
}

/// A count as used in sentences.
pub fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Thing<'_> {
    /// Something that they told makes it less likely that they get it.
    pub fn is_against(&self) -> bool {
        self.told.iter().any(Told::is_against)
    }

    /// Where its page is.
    pub fn href(&self) -> String {
        format!("/what-you-can-get/{}", self.address)
    }

    /// What was decided in place of the rule's answer, until when and why, and what the rule alone says.
    pub fn decided_says(&self) -> Vec<Say> {
        self.decided.map(|one| happened::decided_instead(one, self.by_rule)).unwrap_or_default()
    }

    /// The section it is shown in.
    pub const fn part(&self) -> Part {
        match self.entry.need {
            Need::Home => Part::Home,
            Need::WorkAndStudy => Part::Work,
            Need::Money => Part::Money,
            Need::Me | Need::Rights => Part::Me,
        }
    }

    /// They said no, thank you, or their adviser wrote that it is of no use to them now.
    pub fn is_declined(&self) -> bool {
        matches!(self.standing.stands, Stands::Declined | Stands::NotRelevant)
    }

    /// It is theirs, asked for or not.
    pub const fn is_theirs(&self) -> bool {
        matches!(self.state, State::Now | State::On)
    }

    /// It was asked for before the rule can say yes: while something has to be found out, or before its first day.
    pub fn waits(&self) -> bool {
        matches!(self.state, State::Ask | State::Check | State::From)
            && self.request.as_ref().is_some_and(|request| request.stage.waits())
    }

    /// The request that can be followed: on its way, or answered and still news.
    pub fn followed(&self) -> Option<&Request<'_>> {
        self.request.as_ref().filter(|request| request.stage != Stage::Stopped)
    }

    /// Its state in words and shape.
    pub fn shown(&self) -> StateShown {
        use said::state as word;
        if self.waits() {
            return StateShown { kind: State::On, words: word::AskedEarly.into() };
        }
        let words = match (self.state, self.standing.stands, self.answer.upcoming_from) {
            (State::On, Stands::Agreed, _) => word::Agreed.into(),
            (State::On, Stands::Has, _) => word::Running.into(),
            (State::On, ..) => word::Asked.into(),
            (State::From, _, Some(day)) => word::From { day: day.into() }.into(),
            (State::From, _, None) | (State::Now, ..) => word::Now.into(),
            (State::Had, ..) => word::Had.into(),
            (State::Refused, ..) => word::Refused.into(),
            (State::Ask, ..) if self.is_against() => word::AskStill.into(),
            (State::Ask, ..) => word::Ask.into(),
            (State::Check, ..) => word::Check.into(),
            (State::Law, ..) => word::Law.into(),
            (State::No, ..) => word::No.into(),
        };
        StateShown { kind: self.state, words }
    }

    /// What is left of money paid once, after some was received.
    pub fn left(&self) -> Option<Pence> {
        self.standing.left.filter(|_| self.standing.paid.0 > 0)
    }

    /// What is asked for but not answered yet.
    fn asked(&self) -> Option<Pence> {
        self.standing.latest.filter(|latest| latest.act == EntitlementAct::Asked)?.amount
    }

    /// How much, and how often: "£3,000", "about £338.58 a month", "£1,150 left". `None` if the name says it already.
    pub fn sum(&self) -> Option<Say> {
        use said::sum as word;
        if self.state == State::Had {
            return Some(self.standing.paid).filter(|paid| paid.0 > 0).map(|sum| word::Once { sum }.into());
        }
        if let Some(sum) = self.left() {
            return Some(word::Left { sum }.into());
        }
        let sum = Pence(self.answer.amount_pence.filter(|pence| *pence > 0)?);
        if self.entry.name.contains(&sum.to_string()) {
            return None;
        }
        // What another body pays depends on more than the law we know.
        let about = self.entry.kind == Kind::OtherBody;
        Some(match (self.entry.money.as_ref().map(|money| money.per), about) {
            (Some(Per::Week), false) => word::Week { sum }.into(),
            (Some(Per::Week), true) => word::AboutWeek { sum }.into(),
            (Some(Per::Month), false) => word::Month { sum }.into(),
            (Some(Per::Month), true) => word::AboutMonth { sum }.into(),
            (Some(Per::Year), false) => word::Year { sum }.into(),
            (Some(Per::Year), true) => word::AboutYear { sum }.into(),
            (Some(Per::Once) | None, _) => word::Once { sum }.into(),
        })
    }

    /// Its last day while it is theirs, and the age they reach on it if it is a birthday.
    pub fn until(&self, born: Option<NaiveDate>) -> Option<(NaiveDate, Option<i64>)> {
        let until = law_words::ends(self.answer).filter(|_| self.is_theirs())?;
        let age = born.and_then(|born| (16..=31).find(|age| birthday(born, *age) == until));
        Some((until, age.map(i64::from)))
    }

    /// The bar for an amount of which some was received or is asked for.
    pub fn bar(&self) -> Option<Bar> {
        let left = self.left().filter(|left| left.0 > 0)?;
        let whole = self.answer.amount_pence?.max(1);
        let part = |pence: i64| pence.saturating_mul(300).checked_div(whole).unwrap_or(0).clamp(0, 300);
        let used = part(self.standing.paid.0);
        let asked = part(self.asked().map_or(0, |sum| sum.0.min(left.0))).min(300 - used);
        let hatches = (0..).map(|stripe| used + 3 + stripe * 6).take_while(|x| *x < used + asked).collect();
        Some(Bar { used, asked, left: 300 - used - asked, hatches })
    }

    /// The amount in sentences: what was used out of what, and what is asked for.
    pub fn sum_says(&self, today: NaiveDate) -> Vec<Say> {
        if self.state == State::Had {
            return happened::lines(self.standing, today);
        }
        let whole = self.answer.amount_pence.map(Pence).filter(|_| self.left().is_some());
        let used = whole.map(|whole| said::sum::Used { sum: self.standing.paid, whole }.into());
        let asked = self.asked().map(|sum| said::sum::Asked { sum }.into());
        used.into_iter().chain(asked).collect()
    }
}

/// The questions that would settle an answer, each once.
pub fn questions(facts: &[Fact]) -> Vec<Say> {
    let mut asked: Vec<Say> = Vec::new();
    for question in facts.iter().filter_map(question) {
        if !asked.contains(&question) {
            asked.push(question);
        }
    }
    asked
}

/// A question, and where they can answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    pub words: Say,
    pub href: String,
}

/// The questions that would settle an answer, each once, each with the way to answer it.
pub fn asked(facts: &[Fact]) -> Vec<Asked> {
    let mut all: Vec<Asked> = Vec::new();
    for fact in facts {
        let href = about_me::question_address(fact.id());
        if let Some(words) = question(fact)
            && all.iter().all(|other| other.href != href)
        {
            all.push(Asked { words, href });
        }
    }
    all
}

/// A fact as a question to the person.
pub fn question(fact: &Fact) -> Option<Say> {
    Say::of_word(&format!("facts.{}.young", fact.id().word()), "asks")
}

/// Something else that may help.
#[derive(Debug, Clone, Serialize)]
pub struct Instead<'a> {
    href: String,
    name: &'a str,
}

impl<'a> Thing<'a> {
    /// What may help instead, while this one is not theirs.
    pub fn instead(&self, law: &'a Law) -> Vec<Instead<'a>> {
        let entries = law.entitlements();
        let named = |place: usize| Some((law_words::address(entries, place), entries.get(place)?));
        let others = self.answer.instead.of(law, self.which).filter_map(|other| named(other.place()));
        others
            .map(|(address, entry)| Instead {
                href: format!("/what-you-can-get/{address}"),
                name: &entry.name,
            })
            .collect()
    }
}

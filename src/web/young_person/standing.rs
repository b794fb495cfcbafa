//! What each entitlement is to a young person today: the rule's answer beside what has been asked for and had.

use super::{
    super::says::{perhaps, say},
    pages::{Bar, Called, State, Unknown},
};
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{happened, law_words, words},
};
use chrono::NaiveDate;
use leaving_care_rules::{
    Assessment, Law,
    assessment::{EntitlementAnswer, Fact, LawState, Status},
    entitlement::outcome::{Entitlement, Kind, Need, Per},
};
use onward_domain::{
    entitlement::EntitlementAct,
    money::Pence,
    standing::{Standing, Stands},
};

/// The needs in the order of the pages. Rights are part of *me*.
pub const NEEDS: [(&str, &str, &str); 4] = [
    ("home", "need.home", "home"),
    ("work", "need.work", "work"),
    ("money", "need.money", "money"),
    ("me", "need.me", "person"),
];

/// One entitlement as it stands for one person.
#[derive(Debug, Clone)]
pub struct Thing<'a> {
    /// The catalogue's entry.
    pub entry: &'a Entitlement,
    /// What the law gives, apart from what was had of it.
    pub answer: &'a EntitlementAnswer,
    /// The law's answer and what has happened, laid together.
    pub standing: &'a Standing,
    /// The end of its address.
    pub address: String,
    /// `now`, `on`, `from`, `had`, `refused`, `check`, `law` or `no`.
    pub kind: &'static str,
}

/// Everything in the law, as it stands for this person; what is no longer law is left out.
#[must_use]
pub fn things<'a>(law: &'a Law, own: &'a Own) -> Vec<Thing<'a>> {
    let entries = law.entitlements();
    entries
        .iter()
        .zip(&own.before_giving.entitlements)
        .zip(&own.standings)
        .enumerate()
        .filter(|(_, ((_, answer), _))| answer.state != LawState::Repealed)
        .map(|(place, ((entry, answer), standing))| Thing {
            entry,
            answer,
            standing,
            address: address(entries, place),
            kind: kind(standing.stands),
        })
        .collect()
}

/// How the pages sort what a person can get.
const fn kind(stands: Stands) -> &'static str {
    match stands {
        // A duty of ours that is late is theirs all the same.
        Stands::NotTold | Stands::Told | Stands::Declined | Stands::Late => "now",
        Stands::Waiting | Stands::Agreed | Stands::Has => "on",
        Stands::Had => "had",
        Stands::Refused => "refused",
        Stands::ToCheck => "check",
        Stands::Later => "from",
        Stands::NotInForce => "law",
        Stands::NotForThem => "no",
    }
}

/// How many things are theirs now: the same count as on their adviser's page.
#[must_use]
pub fn theirs_now(things: &[Thing<'_>]) -> usize {
    things.iter().filter(|thing| thing.standing.stands.theirs_now()).count()
}

/// The end of an entitlement's address: its number in the specification, and which of that number where there are several;
/// for a council's own, `o` and its place among them. The same as long as the catalogue only grows.
#[must_use]
pub fn address(entries: &[Entitlement], place: usize) -> String {
    law_words::address(entries, place)
}

impl Thing<'_> {
    /// Where its page is.
    #[must_use]
    pub fn href(&self) -> String {
        format!("/what-you-can-get/{}", self.address)
    }

    /// The need it is shown under, by its place on the page.
    #[must_use]
    pub const fn need(&self) -> &'static str {
        match self.entry.need {
            Need::Home => "home",
            Need::WorkAndStudy => "work",
            Need::Money => "money",
            Need::Me | Need::Rights => "me",
        }
    }

    /// Its state in words and shape.
    #[must_use]
    pub fn state(&self) -> State {
        let words = match self.kind {
            "on" if self.standing.stands == Stands::Agreed => say("state.agreed", &[]),
            "on" if self.standing.stands == Stands::Has => say("state.running", &[]),
            "on" => say("state.asked", &[]),
            "from" => say(
                "state.from",
                &[("day", &self.answer.upcoming_from.map(words::full_day).unwrap_or_default())],
            ),
            kind => say(&format!("state.{kind}"), &[]),
        };
        State { kind: self.kind, words }
    }

    /// What is left of a sum that is paid once, once some of it was had.
    #[must_use]
    pub fn left(&self) -> Option<Pence> {
        self.standing.left.filter(|_| self.standing.paid.0 > 0)
    }

    /// What is asked for and not answered yet.
    #[must_use]
    pub fn asked(&self) -> Option<Pence> {
        self.standing.latest.filter(|latest| latest.act == EntitlementAct::Asked)?.amount
    }

    /// How much, and how often: "£3,000", "about £338.58 a month", "£1,150 left". Nothing where the name says it already.
    #[must_use]
    pub fn sum(&self) -> String {
        if let Some(left) = self.left().filter(|_| self.kind != "had") {
            return format!("{left} left");
        }
        if self.kind == "had" {
            return if self.standing.paid.0 > 0 { self.standing.paid.to_string() } else { String::new() };
        }
        let Some(pence) = self.answer.amount_pence.filter(|pence| *pence > 0) else { return String::new() };
        let pounds = Pence(pence).to_string();
        if self.entry.name.contains(&pounds) {
            return String::new();
        }
        let per = match self.entry.money.as_ref().map(|money| money.per) {
            Some(Per::Week) => " a week",
            Some(Per::Month) => " a month",
            Some(Per::Year) => " a year",
            Some(Per::Once) | None => "",
        };
        let about = if self.entry.kind == Kind::OtherBody && !per.is_empty() { "about " } else { "" };
        format!("{about}{pounds}{per}")
    }

    /// The last day is a birthday, or just a day.
    #[must_use]
    pub fn until(&self, born: Option<NaiveDate>) -> Option<(NaiveDate, Option<u8>)> {
        let until = law_words::ends(self.answer)?;
        Some((until, birthday_at(born, until)))
    }

    /// The picture of a sum of which some was had or is asked for.
    #[must_use]
    pub fn bar(&self) -> Option<Bar> {
        let left = self.left().filter(|left| left.0 > 0)?;
        let whole = self.answer.amount_pence?.max(1);
        let part = |pence: i64| pence.saturating_mul(300).checked_div(whole).unwrap_or(0).clamp(0, 300);
        let used = part(self.standing.paid.0);
        let asked = part(self.asked().map_or(0, |sum| sum.0.min(left.0))).min(300 - used);
        let hatches = (0..).map(|stripe| used + 3 + stripe * 6).take_while(|x| *x < used + asked).collect();
        Some(Bar { used, asked, left: 300 - used - asked, hatches })
    }

    /// The sum in a sentence: what was used of what, and what is asked for.
    #[must_use]
    pub fn sum_says(&self, today: NaiveDate) -> String {
        let whole = self.answer.amount_pence.map(|pence| Pence(pence).to_string()).unwrap_or_default();
        let mut says = Vec::new();
        if self.kind == "had" {
            return happened::lines(self.standing, today).join(" ");
        }
        if self.left().is_some() {
            says.push(say("home.money_used", &[("sum", &self.standing.paid.to_string()), ("whole", &whole)]));
        }
        if let Some(asked) = self.asked() {
            says.push(say("home.money_asked", &[("sum", &asked.to_string())]));
        }
        says.join(" ")
    }
}

/// The age that someone reaches on a day, when it is their birthday.
#[must_use]
pub fn birthday_at(born: Option<NaiveDate>, day: NaiveDate) -> Option<u8> {
    let born = born?;
    (16..=31).find(|age| leaving_care_rules::calendar::birthday(born, *age) == day)
}

/// The key of a fact's words.
#[must_use]
pub fn fact_key(fact: &Fact) -> String {
    match fact {
        Fact::EpisodeStart(_) => "fact.episode_start".to_owned(),
        Fact::EpisodeEnd(_) => "fact.episode_end".to_owned(),
        Fact::EpisodeLegalStatus(_) => "fact.episode_legal_status".to_owned(),
        Fact::EventWith(_) => "fact.event_with".to_owned(),
        other => format!("fact.{}", other.to_string().replace("education.", "education_")),
    }
}

/// Each fact once, in words.
#[must_use]
pub fn in_words(facts: &[Fact]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for fact in facts {
        let key = fact_key(fact);
        let line =
            perhaps(&key).or_else(|| perhaps(key.split_once("education_").map_or("", |_| "fact.education")));
        if let Some(line) = line.filter(|line| !lines.contains(line)) {
            lines.push(line);
        }
    }
    lines
}

/// What is missing for the status, where something is.
#[must_use]
pub fn unknown(assessment: &Assessment) -> Option<Unknown> {
    let missing = assessment.status == Status::NeedsInformation;
    missing.then(|| Unknown { heading: say("unknown.heading", &[]), lines: in_words(&assessment.missing) })
}

/// The law's word for where they stand.
#[must_use]
pub fn called(status: Status) -> Called {
    let key = match status {
        Status::None => "none",
        Status::Eligible => "eligible",
        Status::Relevant => "relevant",
        Status::FormerRelevant => "former_relevant",
        Status::FormerRelevantEducation => "former_relevant_education",
        Status::Qualifying => "qualifying",
        Status::NeedsInformation => "needs_information",
    };
    let part = |name: &str| say(&format!("called.{key}.{name}"), &[]);
    Called { article: part("article"), word: part("word"), meaning: part("meaning") }
}

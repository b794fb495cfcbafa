//! What the questions and one question show.

use leaving_care_rules::{
    Law,
    assessment::Fact,
    facts::{FactId, Takes, entry},
    person::Homeless,
};
use onward_domain::asked::papers_in_order;
use onward_domain::own_answer::{OwnAnswer, OwnValue, SettledAs};
use serde::Serialize;

use super::{form::OwnForm, question_address};
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{
        form::Sheet,
        view::{FormState, Page},
        words::{Say, says::young_person::about_me as told},
        young_person::{
            called::{ask_for, years},
            thing::{Asked, State, number, things},
        },
    },
};

/// How many names of what waits a question shows.
const NAMED: usize = 2;

/// The questions that something waits for, what most wait for first; and what they told.
#[derive(Debug, Clone, Serialize)]
pub struct AboutMePage {
    saved: bool,
    /// They said that they have nowhere safe, or are not safe: who to call comes first.
    urgent: bool,
    years: Option<Say>,
    questions: Vec<Row>,
    told: Vec<Told>,
}

impl Page for AboutMePage {
    const TEMPLATE: &'static str = "young_person/about_me.html";
}

/// A question with what waits for it, as a row of the list.
#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    title: Say,
    sum: Option<Say>,
    state: Option<Say>,
    lines: Vec<Say>,
}

/// What they told, and what happened to it.
#[derive(Debug, Clone, Serialize)]
struct Told {
    href: String,
    title: Say,
    said: Say,
    /// `waits`, `taken`, `kept`, or nothing where it asks for nothing.
    became: &'static str,
    why: Option<String>,
}

/// What waits for a question.
struct Waiting<'l> {
    fact: FactId,
    asked: Asked,
    names: Vec<&'l str>,
}

impl AboutMePage {
    /// The page for this person on their day.
    pub fn of(law: &Law, own: &Own, saved: bool) -> Self {
        let said = |fact: FactId| own.said.own_answers.iter().any(|answer| answer.note.fact == fact);
        let open = waiting(law, own).into_iter().filter(|one| !said(one.fact));
        Self {
            saved,
            urgent: own.said.own_answers.iter().any(|answer| answer.note.is_urgent()),
            years: years(own),
            questions: open.map(row).collect(),
            told: own.said.own_answers.iter().rev().filter_map(told_row).collect(),
        }
    }
}

/// The questions that something waits for and nobody has written an answer to.
fn waiting<'l>(law: &'l Law, own: &'l Own) -> Vec<Waiting<'l>> {
    let mut all: Vec<Waiting<'l>> = Vec::new();
    let mut add = |facts: &[Fact], name: Option<&'l str>| {
        // What a council offers is not theirs to know; what is written down is not asked again.
        let open = |fact: &&Fact| fact.id() != FactId::LocalOffer && !own.answered.contains(&fact.id());
        for fact in facts.iter().filter(open) {
            match (all.iter_mut().find(|one| one.fact == fact.id()), name) {
                (Some(one), Some(name)) => one.names.push(name),
                (Some(_), None) => {}
                (None, name) => {
                    let asked = ask_for(own, std::slice::from_ref(fact)).into_iter().next();
                    all.extend(asked.map(|asked| Waiting {
                        fact: fact.id(),
                        asked,
                        names: name.into_iter().collect(),
                    }));
                }
            }
        }
    };
    add(&own.assessment.missing, None);
    for thing in things(law, own).into_iter().filter(|thing| thing.state == State::Check) {
        add(&thing.answer.needs, Some(thing.entry.name.as_str()));
    }
    // Whether there is somewhere safe to stay is asked before all else.
    all.sort_by_key(|one| (one.fact != FactId::Homeless, std::cmp::Reverse(one.names.len())));
    papers_in_order(&mut all, |one| Some(one.fact));
    all
}

fn row(one: Waiting<'_>) -> Row {
    let mut names: Vec<Say> = one.names.iter().take(NAMED).map(|name| Say::words(*name)).collect();
    let more = one.names.len().saturating_sub(NAMED);
    names.extend((more > 0).then(|| told::More { count: number(more) }.into()));
    let lines = if names.is_empty() { vec![told::All.into()] } else { vec![told::For { names }.into()] };
    Row { href: one.asked.href, title: one.asked.words, sum: None, state: None, lines }
}

fn told_row(answer: &OwnAnswer) -> Option<Told> {
    let settled = answer.settled.as_ref();
    // Whoever looks over their shoulder reads neither the question nor the answer.
    let private = entry(answer.note.fact).is_some_and(|entry| entry.private);
    Some(Told {
        href: question_address(answer.note.fact),
        title: if private { told::Private.into() } else { question(answer.note.fact)? },
        said: if private {
            told::PrivateAnswer.into()
        } else {
            in_words(answer.note.fact, &answer.note.value)
        },
        became: match settled.map(|settled| settled.how) {
            Some(SettledAs::Accepted) => "taken",
            Some(SettledAs::Kept) => "kept",
            None if answer.waits() => "waits",
            None => "",
        },
        why: settled.and_then(|settled| settled.why.clone()),
    })
}

fn question(fact: FactId) -> Option<Say> {
    words(fact, "asks")
}

fn words(fact: FactId, which: &str) -> Option<Say> {
    Say::of_word(&format!("facts.{}.young", fact.word()), which)
}

/// An answer of theirs in words.
pub fn in_words(fact: FactId, value: &OwnValue) -> Say {
    match value {
        OwnValue::Yes(true) => told::Yes.into(),
        OwnValue::Yes(false) => told::No.into(),
        OwnValue::Day(day) => Say::day(*day),
        OwnValue::Money(sum) => Say::words(sum.to_string()),
        OwnValue::Home(home) => words(fact, home_word(*home)).unwrap_or_else(|| told::Yes.into()),
        OwnValue::Words(said) => Say::words(said),
        OwnValue::DoNotKnow => told::DoNotKnow.into(),
        OwnValue::RatherNotSay => told::RatherNotSay.into(),
    }
}

const fn home_word(home: Homeless) -> &'static str {
    match home {
        Homeless::Yes => "answer_yes",
        Homeless::AtRisk => "answer_at_risk",
        Homeless::No => "answer_no",
    }
}

/// One question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionPage {
    action: String,
    question: Say,
    /// What helps to answer it; often nothing.
    hint: String,
    /// `choose`, `day`, `money` or `words`.
    takes: &'static str,
    options: Vec<Choice>,
    /// What their adviser has written stands beside it.
    known: bool,
    /// Danger comes before a form.
    private: bool,
    #[serde(flatten)]
    sheet: Sheet<OwnForm>,
}

/// One of the answers.
#[derive(Debug, Clone, Serialize)]
struct Choice {
    value: &'static str,
    text: Say,
}

impl Page for QuestionPage {
    const TEMPLATE: &'static str = "young_person/about_me_question.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl QuestionPage {
    /// The page around a form.
    pub fn of(own: &Own, fact: FactId, sheet: Sheet<OwnForm>) -> Self {
        let entry = entry(fact);
        let takes = entry.map_or(Takes::Record, |entry| entry.takes);
        let choice = |value, text: Say| Choice { value, text };
        let mut options = match takes {
            Takes::YesOrNo => vec![choice("yes", told::Yes.into()), choice("no", told::No.into())],
            Takes::Choice => [("no", Homeless::No), ("at-risk", Homeless::AtRisk), ("yes", Homeless::Yes)]
                .into_iter()
                .filter_map(|(value, home)| Some(choice(value, words(fact, home_word(home))?)))
                .collect(),
            Takes::Day | Takes::Money | Takes::Record => Vec::new(),
        };
        options.push(choice("do-not-know", told::DoNotKnow.into()));
        options.push(choice("rather-not-say", told::RatherNotSay.into()));
        Self {
            action: question_address(fact),
            question: question(fact).unwrap_or_else(|| told::Choose.into()),
            hint: words(fact, "hint").map(|hint| hint.to_string()).unwrap_or_default(),
            takes: match takes {
                Takes::YesOrNo | Takes::Choice => "choose",
                Takes::Day => "day",
                Takes::Money => "money",
                Takes::Record => "words",
            },
            options,
            known: own.answered.contains(&fact),
            private: entry.is_some_and(|entry| entry.private),
            sheet,
        }
    }
}

//! The answers that a question with choices has: their words, and what they mean. The form is read and shown from the same
//! list.

use leaving_care_rules::{
    facts::FactId,
    find_out::{Care, Ending, Place, Question, Reply},
    person::{EducationKind, Homeless},
};

use crate::web::words::{Say, says::check::choice as said};

/// The word of the answer that everything takes.
pub const DONT_KNOW: &str = "dont-know";

/// One answer.
#[derive(Debug, Clone)]
pub struct Choice {
    /// As the form sends it.
    pub word: &'static str,
    /// What it means.
    pub reply: Reply,
    /// What the page says.
    pub words: Say,
}

fn choice(word: &'static str, reply: Reply, words: impl Into<Say>) -> Choice {
    Choice { word, reply, words: words.into() }
}

/// Every answer of a question that has choices, "I don't know" last; none for one that asks for a day.
pub fn choices(question: Question) -> Vec<Choice> {
    let mut all = match question {
        Question::Fact(_) | Question::CareMore(_) => yes_or_no(),
        Question::Where => places(),
        Question::CareKind(_) => kinds(),
        Question::CareThen(_) => endings(),
        Question::Homeless => homes(),
        Question::Study => studies(),
        Question::StudyMonths => vec![
            choice("6", Reply::Months(6), said::Months6),
            choice("12", Reply::Months(12), said::Months12),
            choice("24", Reply::Months(24), said::Months24),
            choice("36", Reply::Months(36), said::Months36),
            choice("48", Reply::Months(48), said::Months48),
        ],
        _ => return Vec::new(),
    };
    all.push(choice(DONT_KNOW, Reply::DontKnow, said::DontKnow));
    all
}

fn yes_or_no() -> Vec<Choice> {
    vec![choice("yes", Reply::Yes(true), said::Yes), choice("no", Reply::Yes(false), said::No)]
}

fn places() -> Vec<Choice> {
    vec![
        choice("england", Reply::In(Place::England), said::England),
        choice("wales", Reply::In(Place::Wales), said::Wales),
        choice("scotland", Reply::In(Place::Scotland), said::Scotland),
        choice("northern-ireland", Reply::In(Place::NorthernIreland), said::NorthernIreland),
        choice("abroad", Reply::In(Place::Abroad), said::Abroad),
        choice("never", Reply::In(Place::Never), said::Never),
    ]
}

fn kinds() -> Vec<Choice> {
    vec![
        choice("foster", Reply::Kind(Care::Foster), said::Foster),
        choice("relative", Reply::Kind(Care::Relative), said::Relative),
        choice("home", Reply::Kind(Care::Home), said::Home),
        choice("elsewhere", Reply::Kind(Care::Elsewhere), said::Elsewhere),
        choice("short-stays", Reply::Kind(Care::ShortStays), said::ShortStays),
        choice("remand", Reply::Kind(Care::Remand), said::Remand),
    ]
}

fn endings() -> Vec<Choice> {
    vec![
        choice("parent", Reply::Then(Ending::Parent), said::ToParent),
        choice("relative", Reply::Then(Ending::Relative), said::ToRelative),
        choice("guardian", Reply::Then(Ending::Guardian), said::ToGuardian),
        choice("adopted", Reply::Then(Ending::Adopted), said::ToAdopted),
        choice("custody", Reply::Then(Ending::Custody), said::ToCustody),
        choice("hospital", Reply::Then(Ending::Hospital), said::ToHospital),
        choice("own", Reply::Then(Ending::Own), said::ToOwn),
    ]
}

/// The law's own words.
fn homes() -> Vec<Choice> {
    let words = |answer: &str| {
        let list = format!("facts.{}.young", FactId::Homeless.word());
        Say::of_word(&list, answer).unwrap_or_else(|| Say::words(answer))
    };
    vec![
        choice("no", Reply::Safe(Homeless::No), words("answer_no")),
        choice("at-risk", Reply::Safe(Homeless::AtRisk), words("answer_at_risk")),
        choice("yes", Reply::Safe(Homeless::Yes), words("answer_yes")),
    ]
}

fn studies() -> Vec<Choice> {
    let kind = |kind| Reply::Studies(kind);
    vec![
        choice("none", kind(EducationKind::None), said::StudyNone),
        choice("sixth-form", kind(EducationKind::SixthForm), said::StudySixthForm),
        choice("college", kind(EducationKind::FeFullTime), said::StudyCollege),
        choice("part-time", kind(EducationKind::FePartTime), said::StudyPartTime),
        choice("university", kind(EducationKind::He), said::StudyUniversity),
        choice("apprenticeship", kind(EducationKind::Apprenticeship), said::StudyApprentice),
    ]
}

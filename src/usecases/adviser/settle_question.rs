//! An adviser settles a question that an import of the yearly return raised about a person, or asks it again.

use std::collections::HashMap;

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    id::{PersonId, QuestionId, UserId},
    person::{Identity, Person},
};
use onward_store::{
    StoreError, StoreResult,
    repo::{
        Saved,
        life::NewNote,
        returns::{Answer, ImportQuestion, Settled},
    },
    scope::Caseload,
};

use crate::usecases::ask::Ask;

/// What the page of questions shows.
#[derive(Debug, Clone)]
pub struct SeenQuestions {
    pub person: Person,
    /// Whether the viewer may settle them.
    pub may_change: bool,
    /// All of them, oldest first, including settled ones.
    pub questions: Vec<ImportQuestion>,
    /// The names of those who settled them.
    pub names: HashMap<UserId, String>,
}

/// Opens the record and reads its questions.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn see_questions(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenQuestions> {
    let record = ask.open(person, Purpose::ImportQuestion)?;
    let questions = record.import_questions().all()?;
    Ok(SeenQuestions {
        person: record.person()?,
        may_change: record.may_change(),
        names: ask.tx.users().names(questions.iter().filter_map(|each| each.settled_by))?,
        questions,
    })
}

/// Keeps what the record says, or takes what the return says.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a question that is not about them; any store error.
pub fn settle_question(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    question: QuestionId,
    answer: Answer,
) -> StoreResult<Settled> {
    ask.open(person, Purpose::ImportQuestion)?.import_questions().settle(question, answer, None)
}

/// What was found out about a question that leaves nothing to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was found out, in words.
    pub words: String,
    /// The accepted date of birth, where the question is about it.
    pub born: Option<NaiveDate>,
}

/// What happened to what was found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundOut {
    Settled(Settled),
    /// The question is about the date of birth, and none was given: nothing was settled.
    NeedsBirth,
}

/// Whether a question is answered by a date of birth.
#[must_use]
pub fn wants_birth(question: &ImportQuestion) -> bool {
    question.asks_birth && question.choice.is_none()
}

/// Keeps what was found out, and the date of birth where the question is about it.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a question that is not about them; any store error.
pub fn find_out(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    question: QuestionId,
    found: &Found,
) -> StoreResult<FoundOut> {
    let record = ask.open_for_change(person, Purpose::ImportQuestion)?;
    let asked = record.import_questions().all()?.into_iter().find(|each| each.id == question);
    let asked = asked.ok_or(StoreError::NotFound)?;
    if let Some(before) = asked.answer {
        return Ok(FoundOut::Settled(Settled::Before(before)));
    }
    if wants_birth(&asked) {
        let Some(born) = found.born else { return Ok(FoundOut::NeedsBirth) };
        let stands = record.person()?;
        if stands.identity.born != Some(born) {
            let identity = Identity { born: Some(born), ..stands.identity };
            if let Saved::Stale(_) = record.save_identity(&identity, stands.version)? {
                return Err(StoreError::Stale);
            }
            let text = format!("Date of birth: {}", found.words);
            record.notes().add(&NewNote { text, shared: true })?;
        }
        // Whatever else waited for it is answered by the same day.
        record.import_questions().settle_birth(&found.words)?;
        return Ok(FoundOut::Settled(Settled::Now));
    }
    let settled = record.import_questions().settle(question, Answer::DealtWith, Some(&found.words))?;
    Ok(FoundOut::Settled(settled))
}

/// Asks a question again that somebody settled. Whether there is one.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn ask_again(ask: &Ask<'_, Caseload>, person: PersonId, question: QuestionId) -> StoreResult<bool> {
    ask.open_for_change(person, Purpose::ImportQuestion)?.import_questions().ask_again(question)
}

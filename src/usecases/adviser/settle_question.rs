//! An adviser settles a question that an import of the yearly return raised about a person.

use onward_domain::{
    access::Purpose,
    id::{PersonId, QuestionId},
    person::Person,
};
use onward_store::{
    StoreResult,
    repo::returns::{Answer, ImportQuestion, Settled},
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
}

/// Opens the record and reads its questions.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn see_questions(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenQuestions> {
    let record = ask.open(person, Purpose::ImportQuestion)?;
    Ok(SeenQuestions {
        person: record.person()?,
        may_change: record.may_change(),
        questions: record.import_questions().all()?,
    })
}

/// Keeps what the record says, takes what the return says, or notes that it was dealt with.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a question that is not about them; any store error.
pub fn settle_question(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    question: QuestionId,
    answer: Answer,
) -> StoreResult<Settled> {
    ask.open(person, Purpose::ImportQuestion)?.import_questions().settle(question, answer)
}

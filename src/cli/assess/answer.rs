//! One line in, one line out.

use super::lines::Line;
use super::what_if::Supposed;
use chrono::NaiveDate;
use leaving_care_rules::explain::{Explanation, Subject, explain};
use leaving_care_rules::what_if::Difference;
use leaving_care_rules::{AssessmentLine, Law, Messages, assess};
use leaving_care_rules::{
    Person,
    json::{read_date, read_object},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// One person to assess. Keys other than these three are the caller's own business.
#[derive(Debug, Deserialize)]
pub struct Request {
    /// The caller's own id for the person, returned unchanged.
    #[serde(default)]
    pub id: Value,
    /// What is recorded.
    #[serde(deserialize_with = "read_object")]
    pub person: Person,
    /// The day to answer for.
    #[serde(deserialize_with = "read_date")]
    pub as_of: NaiveDate,
}

impl Request {
    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong with it, and the id if that much could be read.
    pub fn read(line: &Line) -> Result<Request, Refusal> {
        let Some(text) = &line.text else {
            return Err(Refusal {
                id: Value::Null,
                line: line.number,
                error: "this line is too long".to_owned(),
            });
        };
        if !text.trim_ascii_start().starts_with(b"{") {
            let error = "this line is not an object { … } with id, person and as_of".to_owned();
            return Err(Refusal { id: Value::Null, line: line.number, error });
        }
        let request: Request = serde_json::from_slice(text).map_err(|problem| Refusal {
            id: serde_json::from_slice::<Named>(text).map_or(Value::Null, |named| named.id),
            line: line.number,
            error: in_plain_words(&problem.to_string()),
        })?;
        match request.person.impossible() {
            None => Ok(request),
            Some(what) => Err(Refusal { id: request.id, line: line.number, error: what.to_string() }),
        }
    }
}

/// The id from a line that is JSON but not a person.
#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    id: Value,
}

/// The reader's words for someone who is not a programmer. "… at line 1 column 9" refers to a line in the document,
/// which is always the first here: the column is enough.
fn in_plain_words(problem: &str) -> String {
    const PLAINER: [(&str, &str); 7] = [
        (" at line 1 column ", " at column "),
        ("unknown field ", "there is no key "),
        ("missing field ", "missing key "),
        ("unknown variant ", "unknown word "),
        ("duplicate field ", "written twice: "),
        ("invalid type: ", "found "),
        ("EOF while parsing", "the line ends inside"),
    ];
    PLAINER.iter().fold(problem.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// What is written for a line that could not be read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Refusal {
    id: Value,
    line: u64,
    error: String,
}

/// Answers lines under one law.
pub struct Answerer<'l> {
    law: &'l Law,
    messages: &'l Messages,
    explain: bool,
    supposed: Option<Supposed>,
}

/// The line of an assessment with the requested extras.
#[derive(Serialize)]
struct Answered<'a> {
    #[serde(flatten)]
    line: AssessmentLine<'a, Value>,
    /// What the reasons for an end say happened, and the record does not tell of; absent where nothing is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    checks: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Why<'a>>,
    /// The difference; `null` for someone whose date of birth is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    what_if: Option<Option<Difference>>,
}

/// Why, for the status and for each entitlement. Where a rule tests the status on the day itself, the status tree
/// explains it: it is not repeated.
#[derive(Serialize)]
struct Why<'a> {
    status: Explanation,
    entitlements: BTreeMap<&'a str, Explanation>,
}

impl<'l> Answerer<'l> {
    pub fn new(law: &'l Law, messages: &'l Messages) -> Answerer<'l> {
        Answerer { law, messages, explain: false, supposed: None }
    }

    pub fn explaining(self, explain: bool) -> Answerer<'l> {
        Answerer { explain, ..self }
    }

    pub fn supposing(self, supposed: Option<Supposed>) -> Answerer<'l> {
        Answerer { supposed, ..self }
    }

    /// Writes the answer to a line, with its line ending. Returns whether the line could be read.
    pub fn write(&self, line: &Line, into: &mut Vec<u8>) -> serde_json::Result<bool> {
        let read = Request::read(line).and_then(|request| self.possible(line, request));
        match &read {
            Ok(request) => self.write_answer(request, into)?,
            Err(refusal) => serde_json::to_writer(&mut *into, refusal)?,
        }
        into.push(b'\n');
        Ok(read.is_ok())
    }

    /// The request, if what is supposed can happen to this person.
    fn possible(&self, line: &Line, request: Request) -> Result<Request, Refusal> {
        match self.supposed.as_ref().and_then(|supposed| supposed.impossible(&request.person)) {
            None => Ok(request),
            Some(why) => {
                let error = format!("what is supposed can't be: {why}");
                Err(Refusal { id: request.id, line: line.number, error })
            }
        }
    }

    fn write_answer(&self, request: &Request, into: &mut Vec<u8>) -> serde_json::Result<()> {
        let assessment = assess(self.law, &request.person, request.as_of);
        let line = AssessmentLine { id: &request.id, law: self.law, assessment: &assessment };
        let checks: Vec<String> = request.person.unsaid().iter().map(ToString::to_string).collect();
        if !self.explain && self.supposed.is_none() && checks.is_empty() {
            return serde_json::to_writer(into, &line);
        }
        let explanation = self.explain.then(|| self.why(request));
        let supposed = self.supposed.as_ref();
        let what_if = supposed.map(|it| it.difference(self.law, &request.person, request.as_of));
        serde_json::to_writer(into, &Answered { line, checks, explanation, what_if })
    }

    fn why(&self, request: &Request) -> Why<'_> {
        let recorded = HashMap::new();
        let of =
            |subject| explain(self.law, self.messages, &request.person, request.as_of, subject, &recorded);
        let status = of(Subject::Status);
        let each = self.law.entitlements().iter().filter_map(|entitlement| {
            let which = self.law.find(&entitlement.id)?;
            let mut why = of(Subject::Entitlement(which));
            why.trace.take_out(&status.trace);
            Some((entitlement.id.as_str(), why))
        });
        let entitlements = each.collect();
        Why { status, entitlements }
    }
}

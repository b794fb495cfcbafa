//! What a question shows: what it asks, why, what was said before, and that nothing is kept.

use leaving_care_rules::find_out::{Next, Question, Reply, Told, When};
use onward_domain::money::Pence;
use serde::Serialize;

use super::{choices::choices, form::CheckForm, sealed::Answers, when};
use crate::web::{
    desk::Visitor,
    form::Sheet,
    view::{FormState, Page},
    words::{
        Say,
        says::check::{ask, hint, said as so_far},
    },
};

/// One question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionPage {
    asks: Say,
    hint: Say,
    /// Empty where it asks for a day.
    options: Vec<OptionShown>,
    /// A month or a year will do.
    roughly: bool,
    /// The time in care may go on.
    may_go_on: bool,
    birth: bool,
    /// What hangs on it; nothing where an answer is changed.
    settles: Option<Settles>,
    said: Vec<SaidRow>,
    sealed: String,
    sheet: Sheet<CheckForm>,
    /// What was said before lay too long.
    began_again: bool,
}

impl Page for QuestionPage {
    const TEMPLATE: &'static str = "public/check_question.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

#[derive(Debug, Clone, Serialize)]
struct OptionShown {
    value: &'static str,
    text: Say,
    hint: Option<Say>,
}

#[derive(Debug, Clone, Serialize)]
struct Settles {
    things: usize,
    sum: Option<Pence>,
    left: usize,
}

/// One answer of those before, which can be changed.
#[derive(Debug, Clone, Serialize)]
pub struct SaidRow {
    place: usize,
    what: Say,
    reply: Say,
}

impl QuestionPage {
    /// The question, filled with what was answered to it before.
    pub fn of(visitor: &Visitor, told: &Told, question: Question, next: Option<Next>) -> Self {
        let sealed = Answers::of(told.clone(), Some(question)).seal(&visitor.app.keys, visitor.now().at);
        Self::shown(told, question, next, sealed)
    }

    /// The same, with what was said sealed already.
    pub fn shown(told: &Told, question: Question, next: Option<Next>, sealed: String) -> Self {
        let options = choices(question).into_iter();
        Self {
            asks: asks(question),
            hint: hint_of(told, question),
            options: options
                .map(|choice| OptionShown { value: choice.word, text: choice.words, hint: None })
                .collect(),
            roughly: question.exactly().is_some(),
            may_go_on: matches!(question, Question::CareEnd(_)),
            birth: question == Question::Born,
            settles: next.map(|next| Settles {
                things: next.things,
                sum: next.pence.map(Pence),
                left: next.left,
            }),
            said: rows(told),
            sealed,
            sheet: Sheet::new(CheckForm::filled(question, told.reply(question))),
            began_again: false,
        }
    }

    /// The same, saying that what was said before is gone, where it is.
    pub fn begun_again(self, began_again: bool) -> Self {
        Self { began_again, ..self }
    }

    /// The same with what has to be put right.
    pub fn wrong(self, sheet: Sheet<CheckForm>) -> Self {
        Self { sheet, ..self }
    }
}

/// A fact of the law is asked in the law's own words.
pub fn asks(question: Question) -> Say {
    match question {
        Question::Born => ask::Born.into(),
        Question::BornOn => ask::BornOn.into(),
        Question::Where => ask::Where.into(),
        Question::CareStart(0) => ask::CareStart.into(),
        Question::CareStart(_) => ask::CareStartAgain.into(),
        Question::CareStartOn(_) => ask::CareStartOn.into(),
        Question::CareEnd(_) => ask::CareEnd.into(),
        Question::CareEndOn(_) => ask::CareEndOn.into(),
        Question::CareKind(_) => ask::CareKind.into(),
        Question::CareThen(_) => ask::CareThen.into(),
        Question::CareMore(_) => ask::CareMore.into(),
        Question::Study => ask::Study.into(),
        Question::StudyStart => ask::StudyStart.into(),
        Question::StudyStartOn => ask::StudyStartOn.into(),
        Question::StudyMonths => ask::StudyMonths.into(),
        Question::Homeless => of_fact("homeless", "asks"),
        Question::Fact(fact) => of_fact(fact.word(), "asks"),
    }
}

fn of_fact(fact: &str, word: &str) -> Say {
    Say::of_word(&format!("facts.{fact}.young"), word).unwrap_or_else(|| Say::words(""))
}

fn hint_of(told: &Told, question: Question) -> Say {
    if let Some(rough) = question.roughly().and_then(|rough| told.when(rough)) {
        return hint::Exact { when: when::words(rough) }.into();
    }
    match question {
        Question::Born => hint::Born.into(),
        Question::Where => hint::Where.into(),
        Question::CareStart(0) => hint::CareStart.into(),
        Question::CareStart(_) => hint::CareStartAgain.into(),
        Question::CareEnd(_) => hint::CareEnd.into(),
        Question::CareKind(_) => hint::CareKind.into(),
        Question::CareMore(_) => hint::CareMore.into(),
        Question::StudyStart => hint::StudyStart.into(),
        Question::Fact(fact) => of_fact(fact.word(), "hint"),
        _ => Say::words(""),
    }
}

/// What was said so far, in its order.
pub fn rows(told: &Told) -> Vec<SaidRow> {
    let row = |(place, (question, reply)): (usize, (Question, Reply))| SaidRow {
        place,
        what: what(question),
        reply: reply_words(question, reply),
    };
    told.iter().enumerate().map(row).collect()
}

fn what(question: Question) -> Say {
    match question {
        Question::Born => so_far::Born.into(),
        Question::BornOn => so_far::BornOn.into(),
        Question::Where => so_far::Where.into(),
        Question::CareStart(_) => so_far::CareStart.into(),
        Question::CareStartOn(_) => so_far::CareStartOn.into(),
        Question::CareEnd(_) => so_far::CareEnd.into(),
        Question::CareEndOn(_) => so_far::CareEndOn.into(),
        Question::CareKind(_) => so_far::CareKind.into(),
        Question::CareThen(_) => so_far::CareThen.into(),
        Question::CareMore(_) => so_far::CareMore.into(),
        Question::Homeless => so_far::Homeless.into(),
        Question::Study => so_far::Study.into(),
        Question::StudyStart => so_far::StudyStart.into(),
        Question::StudyStartOn => so_far::StudyStartOn.into(),
        Question::StudyMonths => so_far::StudyMonths.into(),
        Question::Fact(fact) => of_fact(fact.word(), "asks"),
    }
}

fn reply_words(question: Question, reply: Reply) -> Say {
    use crate::web::words::says::check::choice;
    match reply {
        Reply::On(when) => when::words(when),
        Reply::Still => choice::Still.into(),
        Reply::DontKnow => choice::DontKnow.into(),
        _ => choices(question)
            .into_iter()
            .find(|choice| choice.reply == reply)
            .map_or_else(|| Say::words(""), |choice| choice.words),
    }
}

/// "March 2021", for what to say to the council.
pub fn when_words(when: Option<When>) -> Option<Say> {
    when.map(when::words)
}

//! The form of a question: which answer, how exactly a day is known, and where to go.

use chrono::{Datelike, NaiveDate};
use leaving_care_rules::find_out::{Question, Reply, Told, When};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    choices::{DONT_KNOW, choices},
    when,
};
use crate::web::{
    form::{FormErrors, Reader, WrittenDay},
    words::{
        Say,
        says::{check::field as said, forms},
    },
};

/// Fields that are not those of the question on the page stay empty. Of the three ways to tell a day only the chosen one is
/// read: where the browser can't hide the others, they stand open beside it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct CheckForm {
    /// Everything that was said before.
    #[serde(skip_serializing)]
    pub sealed: String,
    go: String,
    change: String,
    /// The answer, where there are choices.
    pick: String,
    /// `day`, `month`, `year`, `still` or `dont-know`.
    know: String,
    on: WrittenDay,
    in_month: String,
    in_year: String,
    year: String,
}

/// Where a form goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// Takes the answer.
    Next,
    /// To the question before.
    Back,
    /// To the question whose answer stands in this place.
    Change(usize),
    /// To what is known so far.
    Result,
    /// From the result to the next question.
    More,
}

impl CheckForm {
    /// What its button says.
    pub fn goes(&self) -> Go {
        match (self.go.as_str(), self.change.parse()) {
            (_, Ok(place)) => Go::Change(place),
            ("back", _) => Go::Back,
            ("result", _) => Go::Result,
            ("more", _) => Go::More,
            _ => Go::Next,
        }
    }

    /// The form with what was answered before.
    pub fn filled(question: Question, before: Option<Reply>) -> Self {
        let form = Self::default();
        let Some(reply) = before else { return form };
        if let Some(choice) = choices(question).into_iter().find(|choice| choice.reply == reply) {
            return Self { pick: choice.word.to_owned(), ..form };
        }
        let know = |word: &str| word.to_owned();
        match reply {
            Reply::On(When::Day(day)) => Self { know: know("day"), on: day.into(), ..form },
            Reply::On(When::Month(month)) => Self {
                know: know("month"),
                in_month: month.month().to_string(),
                in_year: month.year().to_string(),
                ..form
            },
            Reply::On(When::Year(year)) => Self { know: know("year"), year: year.to_string(), ..form },
            Reply::Still => Self { know: know("still"), ..form },
            _ => Self { know: know(DONT_KNOW), ..form },
        }
    }

    /// The answer.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, question: Question, told: &Told, today: NaiveDate) -> Result<Reply, FormErrors> {
        let mut read = Reader::of(self);
        let answers = choices(question);
        if !answers.is_empty() {
            let of =
                |word: &str| answers.iter().find(|choice| choice.word == word).map(|choice| choice.reply);
            let reply = read.choice("pick", &self.pick, of).required();
            return read.done(|| reply);
        }
        let exact = question.roughly().is_some();
        let ways = |word: &str| match word {
            "day" => Some("on"),
            "month" if !exact => Some("in-month"),
            "year" if !exact => Some("year"),
            "still" if matches!(question, Question::CareEnd(_)) => Some("still"),
            DONT_KNOW => Some(DONT_KNOW),
            _ => None,
        };
        let Some(field) = read.choice("know", &self.know, ways).required() else { return read.done(|| None) };
        let told_now = match field {
            "still" => return Ok(Reply::Still),
            DONT_KNOW => return Ok(Reply::DontKnow),
            "on" => self.on.read(&what(question)).map(When::Day),
            "in-month" => WrittenDay::new("1", &self.in_month, &self.in_year)
                .read(&forms::what::Day.into())
                .map(When::Month),
            _ => WrittenDay::new("1", "1", &self.year)
                .read(&forms::what::Day.into())
                .map(|day| When::Year(day.year())),
        };
        match told_now.and_then(|when| fits(question, told, when, today)) {
            Ok(when) => read.done(|| Some(Reply::On(when))),
            Err(words) => Err(FormErrors::one(field, words)),
        }
    }
}

fn what(question: Question) -> Say {
    match question {
        Question::Born | Question::BornOn => said::Born.into(),
        _ => said::Day.into(),
    }
}

/// A day that could be, beside what was told before.
fn fits(question: Question, told: &Told, when: When, today: NaiveDate) -> Result<When, Say> {
    let (Some(first), Some(last)) = (when.first(), when.last()) else { return Err(said::Day.into()) };
    if let Some(rough) = question.roughly().and_then(|rough| told.when(rough))
        && !rough.holds(first)
    {
        return Err(said::Outside { when: when::words(rough) }.into());
    }
    // A course may begin later; nothing else lies ahead.
    if first > today && !matches!(question, Question::StudyStart | Question::StudyStartOn) {
        return Err(said::Ahead.into());
    }
    let born = told.when(Question::Born).and_then(When::first);
    if !matches!(question, Question::Born | Question::BornOn) && born.is_some_and(|born| last < born) {
        return Err(said::BeforeBirth.into());
    }
    if let Question::CareEnd(time) | Question::CareEndOn(time) = question {
        let start = told.when(Question::CareStart(time)).and_then(When::first);
        if start.is_some_and(|start| last < start) {
            return Err(said::BeforeStart.into());
        }
    }
    Ok(when)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn told() -> Told {
        Told::default()
            .with(Question::Born, Reply::On(When::Day(day("2008-06-09"))))
            .with(Question::CareStart(0), Reply::On(When::Month(day("2021-03-01"))))
    }

    fn read(question: Question, form: &CheckForm) -> Result<Reply, String> {
        let said = |errors: FormErrors| {
            ["pick", "know", "on", "in-month", "year"].iter().find_map(|field| errors.said(field)).unwrap()
        };
        form.read(question, &told(), day("2026-11-23")).map_err(said)
    }

    #[test]
    fn a_day_is_taken_as_exactly_as_it_is_known_and_the_other_boxes_are_not_looked_at() {
        let form = CheckForm {
            know: "month".into(),
            in_month: "March".into(),
            in_year: "2022".into(),
            on: WrittenDay::new("99", "", ""),
            ..CheckForm::default()
        };
        assert_eq!(read(Question::CareEnd(0), &form), Ok(Reply::On(When::Month(day("2022-03-01")))));
        let form = CheckForm { know: "year".into(), year: "2022".into(), ..CheckForm::default() };
        assert_eq!(read(Question::CareEnd(0), &form), Ok(Reply::On(When::Year(2022))));
        for (know, reply) in [("still", Reply::Still), (DONT_KNOW, Reply::DontKnow)] {
            let form = CheckForm { know: know.into(), ..CheckForm::default() };
            assert_eq!(read(Question::CareEnd(0), &form), Ok(reply));
        }
    }

    #[test]
    fn what_can_not_be_is_told_at_its_field() {
        let on = |text: &str| CheckForm { know: "day".into(), on: day(text).into(), ..CheckForm::default() };
        let wrong = [
            (Question::CareStart(0), on("2027-01-01"), "Enter today or an earlier time"),
            (Question::CareStart(0), on("2008-06-08"), "Enter a day after you were born"),
            (Question::CareEnd(0), on("2021-02-28"), "Enter a day after this time in care started"),
            (
                Question::CareStartOn(0),
                on("2021-04-01"),
                "Enter a day in March 2021, or choose that you don't know",
            ),
            (Question::Where, CheckForm::default(), "Choose one"),
            (Question::Born, CheckForm { know: "still".into(), ..CheckForm::default() }, "Choose one"),
            (
                Question::Born,
                CheckForm { know: "day".into(), ..CheckForm::default() },
                "Enter the day you were born",
            ),
        ];
        for (question, form, words) in wrong {
            assert_eq!(read(question, &form), Err(words.to_owned()), "{question:?}");
        }
        assert_eq!(
            read(Question::StudyStart, &on("2027-09-01")),
            Ok(Reply::On(When::Day(day("2027-09-01"))))
        );
    }

    #[test]
    fn every_answer_is_shown_again_as_it_was_given() {
        for question in [
            Question::Where,
            Question::CareKind(0),
            Question::CareThen(0),
            Question::Homeless,
            Question::Study,
        ] {
            for choice in choices(question) {
                let form = CheckForm::filled(question, Some(choice.reply));
                assert_eq!(read(question, &form), Ok(choice.reply), "{question:?}");
            }
        }
        for reply in [
            Reply::On(When::Year(2022)),
            Reply::On(When::Month(day("2022-03-01"))),
            Reply::On(When::Day(day("2022-03-04"))),
            Reply::Still,
            Reply::DontKnow,
        ] {
            let form = CheckForm::filled(Question::CareEnd(0), Some(reply));
            assert_eq!(read(Question::CareEnd(0), &form), Ok(reply));
        }
    }
}

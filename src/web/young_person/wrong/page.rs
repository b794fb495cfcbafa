//! What the pages about what is wrong show.

use chrono::NaiveDate;
use leaving_care_rules::{Law, assessment::Fact, facts::FactId};
use onward_domain::id::ContactId;
use onward_domain::rectification::{Outcome, Rectification, answer_by};
use serde::Serialize;

use super::WrongForm;
use crate::{
    clock::london_day,
    usecases::young_person::{rectify::SeenRecorded, see_own_pages::Own},
    web::{
        form::Sheet,
        view::{FormState, Page},
        words::{Say, says::young_person::tell_wrong as told},
        young_person::thing::{questions, thing},
    },
};

/// What something is said about: the key that is kept, and the sentence that stood on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// `care`, `birth`, `home`, `course`, `fact:<id>`, `contact:<id>`, `thing:<entitlement>` or `other`.
    #[serde(skip)]
    pub key: String,
    /// What the form sends.
    pub word: String,
    /// What we have.
    pub shown: Say,
}

impl About {
    /// What a form or an address names; none for what there is not.
    pub fn of(law: &Law, seen: &SeenRecorded, word: &str) -> Option<Self> {
        let own = &seen.own;
        let (key, shown) = match word {
            "dates" => ("care".to_owned(), told::shown::Dates.into()),
            "birth" => {
                let born = own.facts.date_of_birth;
                let shown = born.map_or_else(
                    || Say::from(told::shown::BirthUnknown),
                    |born| told::shown::Birth { day: born.into() }.into(),
                );
                ("birth".to_owned(), shown)
            }
            "home" => ("home".to_owned(), home(seen)),
            "course" => ("course".to_owned(), course(own)),
            "other" => ("other".to_owned(), told::shown::Other.into()),
            word if word.starts_with("fact:") => {
                let fact = FactId::of_number(word.strip_prefix("fact:")?.parse().ok()?)?;
                (format!("fact:{}", fact.word()), answer(own, fact)?)
            }
            word if word.starts_with("contact:") => {
                let id: ContactId = word.strip_prefix("contact:")?.parse().ok()?;
                let contact = seen.contacts.iter().find(|contact| contact.id == id)?;
                (format!("contact:{id}"), told::shown::Contact { day: contact.happened_on.into() }.into())
            }
            address => {
                let thing = thing(law, own, address)?;
                let shown = told::shown::Thing { title: &thing.entry.name, state: thing.shown().words };
                (format!("thing:{}", thing.entry.id), shown.into())
            }
        };
        Some(Self { key, word: word.to_owned(), shown })
    }
}

fn home(seen: &SeenRecorded) -> Say {
    match seen.home.as_ref().map(|home| home.note.from) {
        Some(Some(day)) => told::shown::HomeSince { day: day.into() }.into(),
        Some(None) => told::shown::Home.into(),
        None => told::shown::HomeUnknown.into(),
    }
}

fn course(own: &Own) -> Say {
    let course = own.facts.circumstances.education.as_ref();
    match course.map(|course| course.start) {
        Some(Some(day)) => told::shown::CourseSince { day: day.into() }.into(),
        _ => told::shown::Course.into(),
    }
}

/// What we have for a question; none where nobody has written an answer.
fn answer(own: &Own, fact: FactId) -> Option<Say> {
    if !own.answered.contains(&fact) {
        return None;
    }
    let question = questions(&[Fact::Circumstance(fact)]).into_iter().next()?;
    Some(match own.facts.circumstances.answers.get(fact) {
        Some(true) => told::shown::FactYes { question }.into(),
        Some(false) => told::shown::FactNo { question }.into(),
        None => told::shown::Fact { question }.into(),
    })
}

/// The form that says it.
#[derive(Debug, Clone, Serialize)]
pub struct SayWrongPage {
    back: String,
    /// What can be wrong; the one that the address names stands first.
    choices: Vec<About>,
    answer_by: NaiveDate,
    #[serde(flatten)]
    sheet: Sheet<WrongForm>,
}

impl Page for SayWrongPage {
    const TEMPLATE: &'static str = "young_person/say_wrong.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl SayWrongPage {
    /// The form; nothing is chosen unless the address names it.
    pub fn of(law: &Law, seen: &SeenRecorded, mut sheet: Sheet<WrongForm>) -> Self {
        let named = About::of(law, seen, &sheet.form.about);
        if named.is_none() {
            sheet.form.about = String::new();
        }
        let back = match &named {
            Some(about) if about.key.starts_with("thing:") => format!("/what-you-can-get/{}", about.word),
            Some(about) if about.key == "home" => "/my-place".to_owned(),
            Some(about) if about.key == "course" => "/work-and-study".to_owned(),
            Some(about) if about.key.starts_with("contact:") => "/home".to_owned(),
            _ => "/why".to_owned(),
        };
        let last = seen.contacts.first().map(|contact| format!("contact:{}", contact.id));
        let words = ["dates", "birth", "home", "course"].map(str::to_owned).into_iter();
        let words = words.chain(last).chain(["other".to_owned()]);
        let rest = words.filter_map(|word| About::of(law, seen, &word));
        let rest = rest.filter(|each| named.as_ref().is_none_or(|named| named.key != each.key));
        let choices = named.iter().cloned().chain(rest).collect();
        Self { back, choices, answer_by: answer_by(seen.own.today), sheet }
    }
}

/// What was said, with its answers.
#[derive(Debug, Clone, Serialize)]
pub struct WrongPage<'a> {
    said: Vec<SaidShown<'a>>,
    today: NaiveDate,
}

impl Page for WrongPage<'_> {
    const TEMPLATE: &'static str = "young_person/wrong.html";
}

#[derive(Debug, Clone, Serialize)]
struct SaidShown<'a> {
    on: NaiveDate,
    shown: &'a str,
    words: &'a str,
    /// By when it is answered; none when it is.
    by: Option<NaiveDate>,
    late: bool,
    answer: Option<AnswerShown<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct AnswerShown<'a> {
    on: NaiveDate,
    corrected: bool,
    words: &'a str,
}

impl<'a> WrongPage<'a> {
    /// Newest first.
    pub fn of(said: &'a [Rectification], today: NaiveDate) -> Self {
        let shown = |each: &'a Rectification| SaidShown {
            on: london_day(each.said_at),
            shown: &each.said.shown,
            words: &each.said.words,
            by: each.answer.is_none().then_some(each.answer_by),
            late: each.answer.is_none() && each.answer_by < today,
            answer: each.answer.as_ref().map(|answer| AnswerShown {
                on: london_day(answer.at),
                corrected: answer.outcome == Outcome::Corrected,
                words: &answer.words,
            }),
        };
        Self { said: said.iter().map(shown).collect(), today }
    }
}

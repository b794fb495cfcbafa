//! A letter that asks: nothing stands in it that the person has not seen on the page before.

use chrono::NaiveDate;
use leaving_care_rules::Law;
use onward_domain::{looking_back::Owed, rectification::answer_by};
use serde::Serialize;

use super::{LetterForm, SHOW};
use crate::{
    usecases::young_person::look_back::OwnPast,
    web::{
        form::Sheet,
        law_words,
        view::{FormState, Page},
        words::{Day, Say, says::young_person::letter as told},
    },
};

/// The letter as a form.
#[derive(Debug, Clone, Serialize)]
pub struct LetterPage<'a> {
    name: &'a str,
    action: String,
    answer_by: NaiveDate,
    /// These are their words, as they asked to see them.
    theirs: bool,
    /// The same in paragraphs, to print.
    paper: Vec<String>,
    #[serde(skip)]
    id: &'a str,
    #[serde(flatten)]
    sheet: Sheet<LetterForm>,
}

impl Page for LetterPage<'_> {
    const TEMPLATE: &'static str = "young_person/letter.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl<'a> LetterPage<'a> {
    /// The letter about a thing that is not recorded as given; none about anything else.
    pub fn of(
        law: &'a Law,
        past: &OwnPast,
        council: &str,
        address: &str,
        sheet: Option<Sheet<LetterForm>>,
    ) -> Option<Self> {
        let place = law_words::place_of(law.entitlements(), address)?;
        let entry = law.entitlements().get(place)?;
        let missing = |owed: &&Owed| owed.which.place() == place && owed.is_missing();
        let years: Vec<(u8, &Owed)> = past
            .years
            .iter()
            .flat_map(|year| year.owed.iter().filter(missing).map(move |owed| (year.age, owed)))
            .collect();
        let first = years.first()?;
        let by = answer_by(past.own.today);
        let ages: Vec<Say> = years.iter().map(|(age, _)| Say::words(age.to_string())).collect();
        let sum = first.1.left().filter(|sum| sum.0 > 0);
        let law_says: Vec<String> =
            entry.source.iter().map(|source| law_words::expanded(&source.cite)).take(2).collect();
        let identity = &past.identity;
        let lines: Vec<Say> = [
            Some(told::To { council }.into()),
            Some(Say::day(Day::from(past.own.today))),
            care(past),
            Some(match sum {
                Some(sum) => told::AskSum { title: &entry.name, ages, sum }.into(),
                None => told::Ask { title: &entry.name, ages }.into(),
            }),
            Some(told::Tell.into()),
            (!law_says.is_empty()).then(|| told::Law { law: law_says.join("; ").as_str() }.into()),
            Some(told::By { day: Day::from(by) }.into()),
            Some(Say::words(format!("{} {}", identity.known_as, identity.family_name).trim().to_owned())),
        ]
        .into_iter()
        .flatten()
        .collect();
        let words = lines.iter().map(Say::to_string).collect::<Vec<_>>().join("\n\n");
        let sheet = sheet.unwrap_or_else(|| Sheet::new(LetterForm { words, ..LetterForm::default() }));
        Some(Self {
            paper: sheet
                .form
                .words
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(str::to_owned)
                .collect(),
            theirs: sheet.form.act == SHOW,
            name: &entry.name,
            action: format!("/looking-back/{address}/letter"),
            answer_by: by,
            id: &entry.id,
            sheet,
        })
    }

    /// What the adviser's page calls it: the key that is kept, and the line that stood on the page.
    pub fn about(&self) -> (String, String) {
        (format!("thing:{}", self.id), Say::from(told::About { title: self.name }).to_string())
    }
}

/// "I was in care from … to …": as the record has it.
fn care(past: &OwnPast) -> Option<Say> {
    let episodes = || past.own.facts.episodes.iter().flatten();
    let from = episodes().filter_map(|episode| episode.start).min()?;
    let open = episodes().any(|episode| episode.end.is_none() && !episode.end_unknown);
    let until = episodes().filter_map(|episode| episode.end).max().filter(|_| !open);
    Some(match until {
        Some(until) => told::Care { from: from.into(), until: until.into() }.into(),
        None => told::InCare { from: from.into() }.into(),
    })
}

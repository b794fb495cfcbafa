//! What the pages of letters show.

use chrono::NaiveDate;
use onward_domain::proof::{ProofLetter, Receiver, Says, says};
use serde::Serialize;

use super::MakeForm;
use crate::{
    clock::london_day,
    settings::Settings,
    usecases::young_person::prove::OwnProofs,
    web::{
        form::Sheet,
        parts::At,
        view::{FormState, Page, Phone},
    },
};

/// The letters there are, and the form that makes one.
#[derive(Debug, Clone, Serialize)]
pub struct LettersPage {
    letters: Vec<Row>,
    /// Something can be proved.
    can_make: bool,
    receivers: Vec<&'static str>,
    #[serde(flatten)]
    sheet: Sheet<MakeForm>,
}

impl Page for LettersPage {
    const TEMPLATE: &'static str = "young_person/letters.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    receiver: &'static str,
    made: NaiveDate,
    until: NaiveDate,
    works: bool,
    checked: usize,
}

impl LettersPage {
    /// Those that work first.
    pub fn of(seen: &OwnProofs, today: NaiveDate, sheet: Sheet<MakeForm>) -> Self {
        let row = |letter: &ProofLetter| Row {
            href: format!("/letters/{}", letter.id),
            receiver: letter.letter.receiver.word(),
            made: london_day(letter.made_at),
            until: letter.ended_at.map_or(letter.ends_on, london_day),
            works: letter.works(today),
            checked: seen.checks.get(&letter.id).map_or(0, Vec::len),
        };
        let mut letters: Vec<Row> = seen.letters.iter().map(row).collect();
        letters.sort_by_key(|row| !row.works);
        Self {
            letters,
            can_make: says(&seen.own.assessment).is_some(),
            receivers: Receiver::ALL.iter().map(|receiver| receiver.word()).collect(),
            sheet,
        }
    }
}

/// One letter, what its receiver sees, and who has checked it.
#[derive(Debug, Clone, Serialize)]
pub struct LetterShownPage<'a> {
    action: String,
    receiver: &'static str,
    name: &'a str,
    says: Says,
    supported_until: Option<NaiveDate>,
    council: &'a str,
    phone: Option<Phone>,
    /// Where its receiver checks it: printed, so the whole address.
    check_at: String,
    made: At,
    until: NaiveDate,
    works: bool,
    /// The owner ended it on this day.
    ended: Option<At>,
    /// "7KQ4-M2XD"; none once it has ended.
    code: Option<String>,
    checks: Vec<At>,
}

impl Page for LetterShownPage<'_> {
    const TEMPLATE: &'static str = "young_person/proof_letter.html";
}

impl<'a> LetterShownPage<'a> {
    /// The page of a letter.
    pub fn of(
        seen: &'a OwnProofs,
        letter: &'a ProofLetter,
        code: Option<&str>,
        settings: &'a Settings,
        today: NaiveDate,
    ) -> Self {
        let works = letter.works(today);
        Self {
            action: format!("/letters/{}/end", letter.id),
            receiver: letter.letter.receiver.word(),
            name: &letter.letter.name,
            says: letter.letter.says,
            supported_until: letter.letter.supported_until,
            council: &settings.council,
            phone: settings.team_phone.as_deref().map(Phone::new),
            check_at: format!("{}/proof", settings.base_url),
            made: letter.made_at.into(),
            until: letter.ends_on,
            works,
            ended: letter.ended_at.map(At::from),
            code: code.filter(|_| works).map(in_two),
            checks: seen.checks.get(&letter.id).into_iter().flatten().map(|at| At::from(*at)).collect(),
        }
    }
}

/// Two halves are read and typed more easily.
fn in_two(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((first, last)) => format!("{first}-{last}"),
        None => code.to_owned(),
    }
}

//! What the pages of letters show.

use chrono::NaiveDate;
use onward_domain::{
    allocation::Worker,
    proof::{ProofLetter, Receiver, Says, Told, of_use, says},
};
use serde::Serialize;

use super::MakeForm;
use crate::{
    clock::london_day,
    settings::Settings,
    usecases::young_person::prove::{OwnDraft, OwnProofs},
    web::{
        parts::At,
        view::{Page, Phone},
    },
};

/// The letters there are, and for whom one can be made.
#[derive(Debug, Clone, Serialize)]
pub struct LettersPage {
    letters: Vec<Row>,
    /// Something can be proved.
    can_make: bool,
    receivers: Vec<&'static str>,
}

impl Page for LettersPage {
    const TEMPLATE: &'static str = "young_person/letters.html";
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
    pub fn of(seen: &OwnProofs, today: NaiveDate) -> Self {
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
        let assessment = &seen.own.assessment;
        let receivers = Receiver::ALL.iter().filter(|receiver| of_use(**receiver, assessment));
        Self {
            letters,
            can_make: says(assessment).is_some(),
            receivers: receivers.map(|receiver| receiver.word()).collect(),
        }
    }
}

/// What stands on the paper.
#[derive(Debug, Clone, Serialize)]
pub struct Paper {
    receiver: &'static str,
    name: String,
    says: Says,
    until: Option<NaiveDate>,
    since: Option<NaiveDate>,
    address: Option<String>,
    first_home: bool,
    guarantor: bool,
    council: String,
    /// Whom to ask about it: for a landlord the adviser's own number.
    phone: Option<Phone>,
    on: NaiveDate,
}

impl Paper {
    fn of(
        (receiver, name, says): (Receiver, &str, Says),
        told: &Told,
        (settings, adviser): (&Settings, Option<&Worker>),
        on: NaiveDate,
    ) -> Self {
        let office = adviser.and_then(|adviser| adviser.phone.as_deref());
        let phone = office.filter(|_| receiver == Receiver::Landlord).or(settings.team_phone.as_deref());
        Self {
            receiver: receiver.word(),
            name: name.to_owned(),
            says,
            until: told.supported_until,
            since: told.since,
            address: told.address.clone(),
            first_home: told.first_home,
            guarantor: told.guarantor,
            council: settings.council.clone(),
            phone: phone.map(Phone::new),
            on,
        }
    }
}

/// A letter before it is made.
#[derive(Debug, Clone, Serialize)]
pub struct NewLetterPage {
    action: String,
    paper: Paper,
    /// What they may add.
    address: Option<String>,
    first_home: bool,
    guarantor: bool,
    protected: bool,
    form: MakeForm,
}

impl Page for NewLetterPage {
    const TEMPLATE: &'static str = "young_person/new_letter.html";
}

impl NewLetterPage {
    /// With what is ticked.
    pub fn of(
        seen: &OwnDraft,
        receiver: Receiver,
        settings: &Settings,
        today: NaiveDate,
        form: MakeForm,
    ) -> Self {
        let told = form.chosen().of(&seen.offers);
        let adviser = seen.own.adviser.as_ref();
        Self {
            action: format!("/letters/new/{receiver}"),
            paper: Paper::of((receiver, &seen.name, seen.says), &told, (settings, adviser), today),
            address: seen.offers.address.clone(),
            first_home: seen.offers.first_home,
            guarantor: seen.offers.guarantor,
            protected: seen.protected && receiver == Receiver::Bank,
            form,
        }
    }
}

/// One letter, what its receiver sees, and who has checked it.
#[derive(Debug, Clone, Serialize)]
pub struct LetterShownPage {
    action: String,
    paper: Paper,
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

impl Page for LetterShownPage {
    const TEMPLATE: &'static str = "young_person/proof_letter.html";
}

impl LetterShownPage {
    /// The page of a letter.
    pub fn of(
        seen: &OwnProofs,
        letter: &ProofLetter,
        code: Option<&str>,
        settings: &Settings,
        today: NaiveDate,
    ) -> Self {
        let works = letter.works(today);
        let says = &letter.letter;
        let made = At::from(letter.made_at);
        let on = london_day(letter.made_at);
        let with = (settings, seen.own.adviser.as_ref());
        Self {
            action: format!("/letters/{}/end", letter.id),
            paper: Paper::of((says.receiver, &says.name, says.says), &says.told, with, on),
            check_at: format!("{}/proof", settings.base_url),
            made,
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

//! What an entry says, as entered.

use chrono::NaiveDate;
use onward_domain::{
    directory::{Answers, Entry, EntryKind, EntryNote, Need, next_check},
    id::UserId,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, Stood},
    words::says::finding::keep as told,
};

/// As entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct EntryForm {
    /// The version it started from; empty for a new entry.
    pub version: Stood,
    pub kind: String,
    #[validate(length(max = 120))]
    pub name: String,
    #[validate(length(max = 120))]
    pub provider: String,
    #[validate(length(max = 600))]
    pub does: String,
    #[validate(length(max = 400))]
    pub for_whom: String,
    #[validate(length(max = 400))]
    pub does_not: String,
    #[validate(length(max = 40))]
    pub phone: String,
    pub answers: String,
    #[validate(length(max = 200))]
    pub hours: String,
    #[validate(length(max = 40))]
    pub night_phone: String,
    #[validate(length(max = 120))]
    pub email: String,
    #[validate(length(max = 200))]
    pub web: String,
    #[validate(length(max = 300))]
    pub place: String,
    #[validate(length(max = 200))]
    pub languages: String,
    pub needs: Vec<String>,
    #[validate(length(max = 300))]
    pub also: String,
    pub owner: String,
    /// `yes`: all of it was checked today.
    pub checked: String,
    #[validate(length(max = 120))]
    pub checked_by: String,
    /// `no`: it closed, and readers see it no more.
    pub shown: String,
}

impl From<&Entry> for EntryForm {
    fn from(entry: &Entry) -> Self {
        let note = entry.note.clone();
        Self {
            version: Stood::of(&entry.version),
            kind: note.kind.to_string(),
            name: note.name,
            provider: note.provider,
            does: note.does,
            for_whom: note.for_whom,
            does_not: note.does_not.unwrap_or_default(),
            phone: note.phone.unwrap_or_default(),
            answers: note.answers.to_string(),
            hours: note.hours.unwrap_or_default(),
            night_phone: note.night_phone.unwrap_or_default(),
            email: note.email.unwrap_or_default(),
            web: note.web.unwrap_or_default(),
            place: note.place.unwrap_or_default(),
            languages: note.languages.unwrap_or_default(),
            needs: note.needs.iter().map(ToString::to_string).collect(),
            also: note.also.unwrap_or_default(),
            owner: note.owner.map(|owner| owner.to_string()).unwrap_or_default(),
            checked: String::new(),
            checked_by: note.checked_by.unwrap_or_default(),
            shown: if note.shown { "yes" } else { "no" }.to_owned(),
        }
    }
}

impl EntryForm {
    /// What it says. A new entry has been checked; one that is changed keeps its check where nobody checked all of it again.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(
        &self,
        before: Option<&EntryNote>,
        manages: bool,
        today: NaiveDate,
    ) -> Result<EntryNote, FormErrors> {
        let mut read = Reader::of(self);
        let kind = read.choice("kind", &self.kind, |word| word.parse::<EntryKind>().ok());
        let kind = kind.missing(told::Kind).required();
        let name = read.text("name", &self.name).missing(told::Name).required();
        let provider = read.text("provider", &self.provider).missing(told::Provider).required();
        let does = read.text("does", &self.does).missing(told::Does).required();
        let for_whom = read.text("for-whom", &self.for_whom).missing(told::ForWhom).required();
        let does_not = read.text("does-not", &self.does_not).optional();
        let needs: Vec<Need> = self.needs.iter().filter_map(|word| word.parse().ok()).collect();
        if needs.is_empty() {
            read.wrong("needs", told::Needs);
        }
        let also = read.text("also", &self.also).optional();
        let phone = read.text("phone", &self.phone).optional();
        let answers = read.choice("answers", &self.answers, |word| word.parse::<Answers>().ok());
        let answers = answers.missing(told::Answers).required();
        let hours = read.text("hours", &self.hours);
        let hours = match answers {
            Some(Answers::Own) => hours.missing(told::Hours).required(),
            _ => hours.optional(),
        };
        let night_phone = read.text("night-phone", &self.night_phone).optional();
        let email = read.text("email", &self.email).only(|email| is_email(email), told::Email).optional();
        let web = read.text("web", &self.web).only(|web| web.starts_with("https://"), told::Web).optional();
        if phone.is_none() && self.email.trim().is_empty() && self.web.trim().is_empty() {
            read.wrong("phone", told::Reach);
        }
        let place = read.text("place", &self.place).optional();
        let languages = read.text("languages", &self.languages).optional();
        let owner = match (manages, before) {
            (false, Some(before)) => before.owner,
            _ => read
                .choice("owner", &self.owner, |id| id.parse::<UserId>().ok())
                .missing(told::Owner)
                .required(),
        };
        let (checked_on, checked_by, check_by) = match (self.checked == "yes", before) {
            (true, _) => {
                let by = read.text("checked-by", &self.checked_by).missing(told::CheckedBy).required();
                (Some(today), by, next_check(today))
            }
            (false, Some(before)) => (before.checked_on, before.checked_by.clone(), before.check_by),
            (false, None) => {
                read.wrong("checked", told::Checked);
                (None, None, today)
            }
        };
        let shown = self.shown != "no";
        read.done(|| {
            Some(EntryNote {
                kind: kind?,
                name: name?,
                provider: provider?,
                does: does?,
                for_whom: for_whom?,
                does_not,
                phone,
                answers: answers?,
                hours,
                night_phone,
                email,
                web,
                place,
                languages,
                needs,
                also,
                owner,
                checked_on,
                checked_by,
                check_by,
                shown,
            })
        })
    }
}

/// Something before and after one @, and no spaces.
fn is_email(text: &str) -> bool {
    let mut parts = text.split('@');
    let (before, after, more) = (parts.next(), parts.next(), parts.next());
    before.is_some_and(|part| !part.is_empty())
        && after.is_some_and(|part| part.contains('.') && !part.starts_with('.') && !part.ends_with('.'))
        && more.is_none()
        && !text.contains(char::is_whitespace)
}

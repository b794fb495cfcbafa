//! The note of whoever answered out of hours, and how it is read.

use chrono::{Days, NaiveDate};
use onward_domain::night::{DAYS_BACK, Night, NightSaid};
use onward_store::scope::Exactly;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, WrittenDay},
    hub::desk::form::who,
    words::says::hub::night as told,
};

/// As entered. It is posted, so that no name appears in an address.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct NightForm {
    /// The record number; anything entered alongside is then ignored.
    #[validate(length(max = 40))]
    pub record: String,
    #[validate(length(max = 100))]
    pub family_name: String,
    /// The date of birth.
    pub born: WrittenDay,
    pub what: String,
    /// On which day; today where it is left empty.
    pub on: WrittenDay,
    #[validate(length(max = 120))]
    pub place: String,
    #[validate(length(max = 1500))]
    pub words: String,
}

impl NightForm {
    /// Who it is about, and what happened.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<(Exactly, NightSaid), FormErrors> {
        let mut read = Reader::of(self);
        let who = who(&mut read, (&self.record, &self.family_name, &self.born));
        let what = read.choice("what", &self.what, |word| word.parse::<Night>().ok());
        let what = what.missing(told::What).required();
        let first = today.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(today);
        let on = read.day("on", &self.on, told::On).not_before(first).not_after_today(today).or(today);
        let place = read.text("place", &self.place).optional();
        let words = read.text("words", &self.words).missing(told::Words).required();
        read.done(|| {
            let said = NightSaid { what: what?, happened_on: on?, place, words: words? };
            Some((who?, said))
        })
    }
}

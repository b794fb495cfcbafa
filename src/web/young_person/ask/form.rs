//! What they ask for.

use onward_domain::money::Pence;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::young_person::ask_for::Wish,
    web::form::{FormErrors, Reader},
};

/// More than anybody asks for in one go: a figure with a place too many is asked about.
const MOST: Pence = Pence(2_000_000);

/// As written. Nothing has to be filled in: asking is enough.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct AskForm {
    /// What they need, and why.
    #[validate(length(max = 1000))]
    pub words: String,
    /// How much.
    pub amount: String,
}

impl AskForm {
    /// The wish.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, is_money: bool) -> Result<Wish, FormErrors> {
        let mut read = Reader::of(self);
        let words = read.text("words", &self.words).optional();
        let amount = if is_money {
            read.money("amount", &self.amount).at_most(MOST).optional().filter(|sum| sum.0 > 0)
        } else {
            None
        };
        read.done(|| Some(Wish { words, amount }))
    }
}

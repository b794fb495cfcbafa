//! What the page of a contact shows.

use serde::Serialize;

use super::form::ContactForm;
use crate::{
    usecases::adviser::Answered,
    web::{
        adviser::who::Who,
        form::Sheet,
        view::{FormState, Page},
    },
};

/// The form around a contact that has been.
#[derive(Debug, Clone, Serialize)]
pub struct ContactPage {
    who: Who,
    action: String,
    #[serde(flatten)]
    sheet: Sheet<ContactForm>,
}

impl Page for ContactPage {
    const TEMPLATE: &str = "adviser/contact.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ContactPage {
    /// The page around a form.
    pub fn of(one: &Answered, sheet: Sheet<ContactForm>) -> Self {
        let who = Who::of(one);
        Self { action: format!("{}/contact", who.base), who, sheet }
    }
}

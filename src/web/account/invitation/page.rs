//! What the two steps of an invitation show.

use serde::Serialize;

use super::form::{ChooseForm, CodeForm};
use crate::{
    usecases::account::passphrase::LEAST,
    web::{
        form::Sheet,
        view::{FormState, Page, Phone},
    },
};

/// The first step. A refusal is an error on `code`, the same for an unknown code, a wrong date of birth, and a code
/// that is used up.
#[derive(Debug, Clone, Default, Serialize)]
pub struct InvitationPage {
    /// The leaving care team's own number.
    pub team_phone: Option<Phone>,
    #[serde(flatten)]
    pub sheet: Sheet<CodeForm>,
}

impl Page for InvitationPage {
    const TEMPLATE: &str = "public/invitation.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// Choosing how to sign in.
#[derive(Debug, Clone, Serialize)]
pub struct ChoosePage {
    /// Proof of the previous step, sealed.
    ticket: String,
    /// Not for staff, who sign in with their work address.
    asks_name: bool,
    /// The fewest characters in a passphrase.
    least: usize,
    #[serde(flatten)]
    sheet: Sheet<ChooseForm>,
}

impl ChoosePage {
    /// The page around a form.
    pub const fn of(ticket: String, asks_name: bool, sheet: Sheet<ChooseForm>) -> Self {
        Self { ticket, asks_name, least: LEAST, sheet }
    }
}

impl Page for ChoosePage {
    const TEMPLATE: &str = "public/choose.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

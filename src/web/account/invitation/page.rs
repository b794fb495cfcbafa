//! What the two steps of an invitation show.

use onward_domain::role::Role;
use serde::Serialize;

use super::form::{ChooseForm, CodeForm};
use crate::{
    usecases::account::{
        passphrase::LEAST,
        session_limits::{self, SHARED_IDLE_MINUTES, SHARED_MINUTES},
    },
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
    /// Somebody of the staff: their code comes from an administrator, and stands without a date of birth.
    pub colleague: bool,
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
    own_hours: i64,
    own_idle_minutes: i64,
    shared_idle_minutes: i64,
    shared_minutes: i64,
    #[serde(flatten)]
    sheet: Sheet<ChooseForm>,
}

impl ChoosePage {
    /// The page around a form.
    pub fn of(ticket: String, role: Role, sheet: Sheet<ChooseForm>) -> Self {
        let own = session_limits::of(role, true);
        Self {
            ticket,
            asks_name: !role.is_staff(),
            least: LEAST,
            own_hours: own.longest.num_hours(),
            own_idle_minutes: own.idle.num_minutes(),
            shared_idle_minutes: SHARED_IDLE_MINUTES,
            shared_minutes: SHARED_MINUTES,
            sheet,
        }
    }
}

impl Page for ChoosePage {
    const TEMPLATE: &str = "public/choose.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

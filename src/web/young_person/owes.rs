//! Who must help, in words: rules 3.9. Never left out, and when it is another council, with how to ask it.

use leaving_care_rules::{explain::who_owes, messages::Messages};
use serde::Serialize;

use crate::usecases::young_person::see_own_pages::Own;

/// Who must help.
#[derive(Debug, Clone, Serialize)]
pub struct WhoOwes {
    says: String,
    /// It is not the council that uses this service.
    elsewhere: bool,
}

impl WhoOwes {
    /// Nothing where no status brings help.
    pub fn of(own: &Own) -> Option<Self> {
        let line = who_owes(Messages::english().ok()?, &own.facts, &own.assessment)?;
        Some(Self { says: line.text, elsewhere: !own.whose.is_ours() })
    }
}

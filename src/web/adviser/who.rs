//! Whose record is open: on top of every page of a record.

use onward_domain::person::Identity;
use serde::Serialize;

use crate::usecases::adviser::Answered;

/// The person, as the head of a page of their record shows them.
#[derive(Debug, Clone, Serialize)]
pub struct Who {
    /// Both names.
    pub name: String,
    /// The name they use.
    pub known_as: String,
    /// In whole years; nothing without a date of birth.
    pub age: Option<u32>,
    /// The address of the record.
    pub base: String,
    /// Whether this viewer may write in it: not where it was opened from outside, to look.
    pub may_change: bool,
}

impl Who {
    /// Of a record that was opened and assessed.
    #[must_use]
    pub fn of(one: &Answered) -> Self {
        let Identity { known_as, .. } = &one.listed.person.identity;
        Self {
            name: one.listed.person.identity.listed_name(),
            known_as: known_as.clone(),
            age: one.age(),
            base: format!("/adviser/people/{}", one.listed.person.id),
            may_change: one.may_change,
        }
    }
}

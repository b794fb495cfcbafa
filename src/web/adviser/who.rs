//! Whose record is open: at the top of every page of a record.

use chrono::NaiveDate;
use onward_domain::{person::Person, role::Role};
use serde::Serialize;

use crate::usecases::adviser::Answered;

/// The person, as shown at the head of a page of their record.
#[derive(Debug, Clone, Serialize)]
pub struct Who {
    /// Both names.
    pub name: String,
    /// The name they use.
    pub known_as: String,
    /// In whole years; `None` without a date of birth.
    pub age: Option<u32>,
    /// The address of the record.
    pub base: String,
    /// Whether this viewer may write in it: not if it was opened from outside, to look at.
    pub may_change: bool,
    /// Whether this viewer can open the other pages of the record.
    pub opens: bool,
    /// What an open question is about, for which the count of days waits: `care`, `birth`, or nothing.
    pub count_waits: &'static str,
}

impl Who {
    /// From a record that was opened and assessed.
    #[must_use]
    pub fn of(one: &Answered) -> Self {
        let withheld = &one.listed.facts.withheld;
        let count_waits = match (withheld.birth, withheld.care_is_asked_about()) {
            (true, _) => "birth",
            (false, true) => "care",
            (false, false) => "",
        };
        Self { count_waits, ..Self::in_record(&one.listed.person, one.may_change, one.today) }
    }

    /// From a record that was opened.
    #[must_use]
    pub fn in_record(person: &Person, may_change: bool, today: NaiveDate) -> Self {
        Self {
            name: person.identity.listed_name(),
            known_as: person.identity.known_as.clone(),
            age: person.identity.born.and_then(|born| today.years_since(born)),
            base: format!("/adviser/people/{}", person.id),
            may_change,
            opens: true,
            count_waits: "",
        }
    }

    /// The address of the record for this role: whoever only reads it has one of their own.
    #[must_use]
    pub fn base_for(&self, role: Role) -> String {
        let room = match role {
            Role::Manager => "/manager/",
            Role::ReviewingOfficer => "/reviewing/",
            _ => return self.base.clone(),
        };
        self.base.replacen("/adviser/", room, 1)
    }

    /// For somebody who reads the person's page alone.
    #[must_use]
    pub fn this_page_alone(self) -> Self {
        Self { may_change: false, opens: false, ..self }
    }
}

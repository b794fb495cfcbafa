//! A young person whose record the service holds.

use chrono::{DateTime, NaiveDate, Utc};

use crate::id::PersonId;

crate::words! {
    /// Sex as the statutory return codes it.
    pub enum Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Not known or not said.
        Unknown = "unknown",
    }
}

/// What identifies a person to the people who work with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The identifier of the statutory return (SSDA903 `CHILD`), where there is one.
    pub child: Option<String>,
    /// The name they use; pages say this one.
    pub known_as: String,
    /// First names as on their papers.
    pub first_names: String,
    /// Family name.
    pub family_name: String,
    /// The accepted date of birth; `None` while nobody knows.
    pub born: Option<NaiveDate>,
    /// Sex as the statutory return codes it.
    pub sex: Sex,
    /// Their address is shown to nobody but themselves and their own adviser.
    pub protected: bool,
}

impl Identity {
    /// The name that lists show: known as and family name.
    #[must_use]
    pub fn listed_name(&self) -> String {
        format!("{} {}", self.known_as, self.family_name).trim().to_owned()
    }

    /// What somebody goes by whose name nobody has written down: the return holds none.
    #[must_use]
    pub fn by_number(child: &str) -> String {
        format!("Number {child}")
    }

    /// Has somebody written down a name? Until then the person goes by the number of the return.
    #[must_use]
    pub fn has_name(&self) -> bool {
        !(self.first_names.is_empty()
            && self.family_name.is_empty()
            && self.child.as_ref().is_some_and(|child| self.known_as == Self::by_number(child)))
    }

    /// All names in lower case with single spaces, as search compares them.
    #[must_use]
    pub fn search_name(&self) -> String {
        search_form(&format!("{} {} {}", self.known_as, self.first_names, self.family_name))
    }
}

/// A name as search compares it: lower case, single spaces.
#[must_use]
pub fn search_form(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// A young person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// What identifies them.
    pub identity: Identity,
    /// Counts the changes of their identity, so that a stale save is seen.
    pub version: i64,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_is_no_name_and_a_name_that_looks_like_one_is() {
        let imported = super::Identity {
            child: Some("008242".into()),
            known_as: super::Identity::by_number("008242"),
            first_names: String::new(),
            family_name: String::new(),
            born: None,
            sex: super::Sex::Unknown,
            protected: false,
        };
        assert!(!imported.has_name());
        assert!(super::Identity { family_name: "Fielding".into(), ..imported.clone() }.has_name());
        assert!(super::Identity { known_as: "Amara".into(), ..imported.clone() }.has_name());
        assert!(super::Identity { child: Some("008243".into()), ..imported }.has_name());
    }

    #[test]
    fn search_ignores_case_and_spacing() {
        assert_eq!(super::search_form("  Zoë\u{a0} O'NEILL "), "zoë o'neill");
    }
}

//! A young person whose record the service holds.

use chrono::{DateTime, NaiveDate, Utc};

use crate::id::PersonId;

crate::words! {
    /// Sex, as coded in the statutory return.
    pub enum Sex {
        Female = "female",
        Male = "male",
        /// Not known or not said.
        Unknown = "unknown",
    }
}

/// What identifies a person to the people who work with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The identifier in the statutory return (SSDA903 `CHILD`), if there is one.
    pub child: Option<String>,
    /// The name they use, and the one pages show.
    pub known_as: String,
    /// First names as on their papers.
    pub first_names: String,
    pub family_name: String,
    /// The accepted date of birth; `None` while nobody knows.
    pub born: Option<NaiveDate>,
    /// Sex, as coded in the statutory return.
    pub sex: Sex,
    /// Only they and their own adviser see their address.
    pub protected: bool,
}

impl Identity {
    /// The name shown in lists: known as and family name.
    #[must_use]
    pub fn listed_name(&self) -> String {
        format!("{} {}", self.known_as, self.family_name).trim().to_owned()
    }

    /// What to call someone whose name nobody has entered: the return has no names.
    #[must_use]
    pub fn by_number(child: &str) -> String {
        format!("Number {child}")
    }

    /// Whether somebody has entered a name. Until then the person goes by their number in the return.
    #[must_use]
    pub fn has_name(&self) -> bool {
        !(self.first_names.is_empty()
            && self.family_name.is_empty()
            && self.child.as_ref().is_some_and(|child| self.known_as == Self::by_number(child)))
    }

    /// All names in lowercase with single spaces, as compared by search.
    #[must_use]
    pub fn search_name(&self) -> String {
        search_form(&format!("{} {} {}", self.known_as, self.first_names, self.family_name))
    }
}

/// A name as compared by search: lowercase, single spaces.
#[must_use]
pub fn search_form(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// A young person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    /// What identifies them.
    pub identity: Identity,
    /// Counts changes to their identity, so that a stale save is noticed.
    pub version: i64,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_is_not_a_name_but_a_name_that_looks_like_a_number_is() {
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

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

    /// The name as on their papers: first names and family name.
    #[must_use]
    pub fn name_on_papers(&self) -> String {
        format!("{} {}", self.first_names, self.family_name).trim().to_owned()
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

/// A name, or a text that may name somebody, as the two are compared: small letters and digits, what stands between them as one space,
/// apostrophes left out: `o’neill-hart` is `oneill hart`.
#[must_use]
pub fn name_form(text: &str) -> String {
    let letters = text.chars().filter(|letter| !matches!(letter, '\'' | '’' | '‘' | 'ʼ'));
    let plain: String = letters
        .flat_map(char::to_lowercase)
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// So many words of a text are compared with names.
const WORDS: usize = 600;
/// A family name has so many words at most.
const LONGEST: usize = 4;

/// Every run of words in a text that could be a family name, each once.
#[must_use]
pub fn possible_names(text: &str) -> Vec<String> {
    let form = name_form(text);
    let words: Vec<&str> = form.split(' ').filter(|word| !word.is_empty()).take(WORDS).collect();
    let mut all: Vec<String> =
        (1..=LONGEST).flat_map(|many| words.windows(many).map(|run| run.join(" "))).collect();
    all.sort_unstable();
    all.dedup();
    all
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
    fn a_name_is_compared_by_its_letters_alone() {
        assert_eq!(super::name_form(" O’Neill-HART, (Zoë) "), "oneill hart zoë");
        let names = super::possible_names("Zee Mensah-Hill. Zee!");
        assert!(names.contains(&"mensah hill".to_owned()) && names.contains(&"zee".to_owned()), "{names:?}");
        assert!(super::possible_names("").is_empty());
    }

    #[test]
    fn search_ignores_case_and_spacing() {
        assert_eq!(super::search_form("  Zoë\u{a0} O'NEILL "), "zoë o'neill");
    }
}

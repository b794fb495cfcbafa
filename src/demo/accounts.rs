//! The accounts listed on the demonstration's sign-in page, by role.

use super::borough::{children, staff, teams};
use onward_domain::role::Role;

/// One account, as listed on the sign-in page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The role it signs in with.
    pub role: Role,
    /// What to enter in the sign-in field.
    pub sign_in_name: String,
    /// Who this is, in a few words.
    pub words: String,
}

/// All accounts, young people first.
#[must_use]
pub fn listed() -> Vec<Listed> {
    let teams = teams();
    let team = |key: &str| teams.iter().find(|team| team.key == key).map_or("", |team| team.name);
    let young = children().into_iter().filter_map(|child| {
        let account = child.account?;
        let words = match said_of(account) {
            "" => format!("{} {}, {}", child.known_as(), child.family, team(child.team)),
            said => format!("{} {}, {said}", child.known_as(), child.family),
        };
        Some(Listed { role: Role::YoungPerson, sign_in_name: account.to_owned(), words })
    });
    let staff = staff().into_iter().map(|worker| {
        let words = worker
            .team
            .map_or_else(|| worker.name.to_owned(), |key| format!("{}, {}", worker.name, team(key)));
        Listed { role: worker.role, sign_in_name: worker.email(), words }
    });
    young.chain(staff).collect()
}

/// What makes somebody worth looking at.
fn said_of(account: &str) -> &'static str {
    match account {
        "jay" => "19, left care at 18, has not asked for the money for a first home",
        "amara" => "19, has asked for it and waits",
        "amira" => "17, short breaks by agreement",
        "shannon" => "17, in care, has a child",
        "zabi" => "17, came to England alone",
        "yonas" => "19, came to England alone",
        "luca" => "18, born on 29 February",
        "kwame" => "has no adviser: what is sent comes to a manager",
        "cian" => "21, can say whether the help goes on",
        _ => "",
    }
}

/// A role's heading in the plural.
#[must_use]
pub const fn heading(role: Role) -> &'static str {
    match role {
        Role::YoungPerson => "Young people",
        Role::Adviser => "Advisers",
        Role::ReviewingOfficer => "Reviewing officer",
        Role::HubWorker => "Hub worker",
        Role::Partner => "Partner at the hub",
        Role::Manager => "Manager",
        Role::Administrator => "Administrator",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_account_is_listed_once_with_a_description() {
        let listed = super::listed();
        let mut names: Vec<_> = listed.iter().map(|account| &account.sign_in_name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), listed.len());
        assert!(listed.iter().all(|account| account.words.contains(' ')));
        assert!(
            listed.iter().any(|account| account.sign_in_name == "dawn.fairley@stockton-riverside.example")
        );
    }
}

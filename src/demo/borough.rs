//! The people in Stockton Riverside. Everybody is invented; the lists are data (`people.csv`, `staff.csv`,
//! `teams.csv`).

use onward_domain::role::Role;

/// A team of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Team {
    /// The key used by the other lists.
    pub key: &'static str,
    pub name: &'static str,
}

/// A member of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worker {
    /// The key used by the other lists.
    pub key: &'static str,
    /// The name others see.
    pub name: &'static str,
    /// The role they sign in with.
    pub role: Role,
    /// The team, if they belong to one.
    pub team: Option<&'static str>,
    /// A phone number from the range reserved for fiction.
    pub phone: &'static str,
}

impl Worker {
    /// The email address they sign in with; its domain can't exist.
    #[must_use]
    pub fn email(&self) -> String {
        format!("{}@stockton-riverside.example", self.name.to_lowercase().replace(' ', "."))
    }
}

/// A child of the sample, with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Child {
    /// The sample's `CHILD`.
    pub child: &'static str,
    /// First names.
    pub given: &'static str,
    /// Family name.
    pub family: &'static str,
    /// The name they use, if different.
    pub called: Option<&'static str>,
    /// Their team's key.
    pub team: &'static str,
    /// Their adviser's key; some have none, as in real life.
    pub adviser: Option<&'static str>,
    /// What they sign in with, if they have an account.
    pub account: Option<&'static str>,
}

impl Child {
    /// The name that they use.
    #[must_use]
    pub fn known_as(&self) -> &'static str {
        self.called.unwrap_or(self.given)
    }
}

#[must_use]
pub fn teams() -> Vec<Team> {
    rows(include_str!("teams.csv")).into_iter().map(|[key, name]| Team { key, name }).collect()
}

/// The staff, with somebody in every role.
#[must_use]
pub fn staff() -> Vec<Worker> {
    rows(include_str!("staff.csv"))
        .into_iter()
        .filter_map(|[key, name, role, team, phone]| {
            Some(Worker { key, name, role: role.parse().ok()?, team: there(team), phone })
        })
        .collect()
}

/// The children and young people.
#[must_use]
pub fn children() -> Vec<Child> {
    rows(include_str!("people.csv"))
        .into_iter()
        .map(|[child, given, family, called, team, adviser, account]| Child {
            child,
            given,
            family,
            called: there(called),
            team,
            adviser: there(adviser),
            account: there(account),
        })
        .collect()
}

fn there(text: &'static str) -> Option<&'static str> {
    Some(text).filter(|text| !text.is_empty())
}

/// The rows below the headings. No value in these lists contains a comma.
fn rows<const N: usize>(text: &'static str) -> Vec<[&'static str; N]> {
    text.lines().skip(1).filter_map(|line| line.split(',').collect::<Vec<_>>().try_into().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_child_in_the_sample_has_a_unique_name_and_nobody_else_has_one() {
        let sample: BTreeSet<String> = crate::demo::sample::files()
            .flat_map(|(_, bytes)| {
                let text = String::from_utf8(bytes).unwrap();
                let firsts =
                    text.lines().skip(1).filter_map(|line| line.split(',').next()).map(str::to_owned);
                firsts.collect::<Vec<_>>()
            })
            .collect();
        let named: BTreeSet<_> = children().iter().map(|child| child.child.to_owned()).collect();
        assert_eq!(named, sample);
        let names: BTreeSet<_> = children().iter().map(|child| (child.given, child.family)).collect();
        assert_eq!(names.len(), 60);
    }

    #[test]
    fn every_list_can_be_read_and_its_keys_exist() {
        for (text, rows) in [
            (include_str!("teams.csv"), teams().len()),
            (include_str!("staff.csv"), staff().len()),
            (include_str!("people.csv"), children().len()),
        ] {
            assert_eq!(rows, text.lines().count() - 1);
        }
        let teams: BTreeSet<_> = teams().iter().map(|team| team.key).collect();
        let advisers: BTreeSet<_> =
            staff().iter().filter(|worker| worker.role == Role::Adviser).map(|worker| worker.key).collect();
        for child in children() {
            assert!(teams.contains(child.team), "{child:?}");
            assert!(child.adviser.is_none_or(|adviser| advisers.contains(adviser)), "{child:?}");
        }
    }

    #[test]
    fn there_is_somebody_in_every_role() {
        let mut roles: BTreeSet<_> = staff().iter().map(|worker| worker.role).collect();
        if children().iter().any(|child| child.account.is_some()) {
            roles.insert(Role::YoungPerson);
        }
        assert_eq!(roles.len(), Role::ALL.len());
    }
}

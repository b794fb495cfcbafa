//! What surrounds every page: the same for all pages of one request.

use onward_domain::role::Role;
use serde::Serialize;

use crate::{
    settings::NumbersAmiss,
    usecases::account::watch::{HeadsUp, NewWay},
    web::words::{Say, says},
};

/// Which way a language is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dir {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// A language that the service's pages can be read in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Language {
    /// Its BCP 47 code, for `lang`.
    pub code: String,
    /// Its own name for itself.
    pub name: String,
    /// Which way it is written.
    pub dir: Dir,
}

impl Default for Language {
    fn default() -> Self {
        Self { code: "en".into(), name: "English".into(), dir: Dir::Ltr }
    }
}

/// One item of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// Where it leads.
    pub href: &'static str,
    /// Its words.
    pub label: Say,
    /// Its drawing, always beside the words.
    pub icon: &'static str,
    /// The page being shown is in here.
    pub current: bool,
    /// What is new there, in words: "2 new".
    pub count: Option<String>,
}

/// A phone number: as people read it and as a phone dials it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Phone {
    /// "01632 960 142".
    pub shown: String,
    /// Digits only, with a leading + where it has one.
    pub dial: String,
    /// It is a mobile's, so it can be texted.
    pub mobile: bool,
}

impl Phone {
    /// From what is in the settings or the record; spaces are kept for reading and left out for dialling.
    #[must_use]
    pub fn new(written: &str) -> Self {
        let dial: String = written.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let mobile = dial.starts_with("07") || dial.starts_with("+447");
        Self { shown: written.trim().to_owned(), mobile, dial }
    }
}

/// Who stands in while the adviser is away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cover {
    pub name: String,
    /// Their number.
    pub phone: Option<Phone>,
    /// When, in words: "On Tuesday 24 November" or "Until 4 December".
    pub when: String,
}

/// The young person's adviser: on every page that they see signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AdviserCard {
    /// The whole name.
    pub name: String,
    /// What they are called in a sentence.
    pub first_name: String,
    /// The first letter of the name.
    pub initial: String,
    /// Their number.
    pub phone: Option<Phone>,
    /// What the clock says after the first name: "is back on Monday at 9am". `None` while they are at work.
    pub away: Option<Say>,
    /// Who covers, if anyone does.
    pub cover: Option<Cover>,
}

impl AdviserCard {
    /// An adviser at work, with nobody covering.
    #[must_use]
    pub fn new(name: &str, phone: Option<Phone>) -> Self {
        let first_name = name.split_whitespace().next().unwrap_or(name).to_owned();
        let initial = first_name.chars().next().map(String::from).unwrap_or_default();
        Self { name: name.to_owned(), first_name, initial, phone, away: None, cover: None }
    }
}

/// What surrounds a page. `gate` fills it from the request; a young person's handler adds the adviser.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Frame {
    /// The service's name, from the settings.
    pub service: String,
    /// The council's leaving care service, from the settings.
    pub council: String,
    /// The anti-forgery token of this session; every form sends it back as `csrf`.
    pub csrf: String,
    /// The key for this rendering of the page; every form sends it back as `once`, so that it is carried out once.
    pub once: String,
    /// Who is signed in, and in what role. `None` on public pages.
    pub role: Option<Role>,
    /// The signed-in member of staff's name, for the staff's bar. Young people's pages never show it.
    pub who: Option<String>,
    /// The menu of this audience.
    pub nav: Vec<NavItem>,
    /// The page shows what somebody told of themselves though nobody is signed in: Leave stands in the header, and the
    /// browser keeps nothing of it.
    pub private: bool,
    /// The young person's adviser. Shown in the foot of their pages.
    pub adviser: Option<AdviserCard>,
    /// The team's number and hours, on a young person's pages.
    pub team_phone: Option<Phone>,
    pub team_hours: String,
    /// The day in London, which dates on the page are relative to.
    #[serde(skip)]
    pub today: Option<chrono::NaiveDate>,
    /// The demonstration's fixed day, in words. `None` outside the demonstration.
    pub demo_day: Option<String>,
    /// The language of this page.
    pub language: Language,
    /// Every language that can be chosen; with fewer than two there is no choice.
    pub languages: Vec<Language>,
    /// The person said that this phone is their own: an offline page may be kept on it.
    pub own_phone: bool,
    /// Whose drafts of a visit this device may keep: the same for every sign-in of one adviser on a device of their own, and
    /// nothing can be read from it.
    pub drafts: Option<String>,
    /// This is the page on which somebody of this role starts.
    #[serde(skip)]
    pub first_page: bool,
    /// New ways into this account that its owner is told of.
    pub new_ways: Vec<NewWay>,
    /// What is announced on this page today.
    pub notices: Vec<String>,
    /// What a manager or an administrator is to look at.
    pub alerts: Alerts,
}

/// What a manager or an administrator is to look at, on every page of theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Alerts {
    /// What waits. On the first page it stands in words, on the others in the menu.
    pub waits: HeadsUp,
    /// This is the first page.
    pub in_words: bool,
    /// Since when the law gives other answers, where it changed in the last month: told on an adviser's first page.
    pub law_changed: Option<chrono::NaiveDate>,
    /// What is wrong with the numbers of *Help now*; young people in danger would read it.
    pub numbers: Option<NumbersAmiss>,
}

impl Frame {
    /// Around a page that needs no sign-in.
    #[must_use]
    pub fn public(service: &str, council: &str, csrf: &str) -> Self {
        Self {
            service: service.to_owned(),
            council: council.to_owned(),
            csrf: csrf.to_owned(),
            ..Self::default()
        }
    }

    /// Around a page of someone who is signed in. `path` is the request's, and marks where they are in the menu.
    #[must_use]
    pub fn signed_in(self, role: Role, path: &str) -> Self {
        let first_page = ["/manager/coverage", "/admin/users", "/adviser/today"].contains(&path);
        Self { role: Some(role), nav: nav(role, path), first_page, ..self }
    }

    /// With what a manager or an administrator is to look at.
    pub fn look_at(&mut self, waits: HeadsUp, numbers: Option<NumbersAmiss>) {
        let manages = self.role == Some(Role::Manager);
        for item in &mut self.nav {
            let new = if item.href == "/manager/watch" { waits.openings + waits.ways } else { 0 };
            item.count = (new > 0).then(|| new.to_string());
        }
        self.alerts = Alerts {
            waits,
            in_words: self.first_page,
            numbers: numbers.filter(|_| manages),
            law_changed: None,
        };
    }

    /// Is this the first page of an adviser or a manager, which tells that the law changed?
    #[must_use]
    pub fn tells_of_the_law(&self) -> bool {
        self.first_page && matches!(self.role, Some(Role::Manager | Role::Adviser))
    }
}

/// The menu for one role, with the item for `path` marked.
#[must_use]
pub fn nav(role: Role, path: &str) -> Vec<NavItem> {
    use says::words::menu as said;
    let items: Vec<(&'static str, Say, &'static str)> = match role {
        Role::YoungPerson => vec![
            ("/home", said::Home.into(), "home"),
            ("/money", said::Money.into(), "money"),
            ("/my-plan", said::MyPlan.into(), "plan"),
            ("/messages", said::Messages.into(), "message"),
            ("/help-now", said::Help.into(), "help"),
        ],
        Role::Adviser => vec![
            ("/adviser/today", said::Today.into(), "home"),
            ("/adviser/people", said::MyPeople.into(), "people"),
            ("/adviser/search", said::Search.into(), "search"),
        ],
        Role::Manager => vec![
            ("/manager/coverage", said::Coverage.into(), "chart"),
            ("/manager/people", said::Advisers.into(), "people"),
            ("/manager/plans", said::Plans.into(), "plan"),
            ("/manager/import", said::Import.into(), "upload"),
            ("/manager/watch", said::ToLookAt.into(), "eye"),
        ],
        Role::ReviewingOfficer => vec![
            ("/reviewing/people", said::MyPeople.into(), "people"),
            ("/reviewing/reviews", said::Reviews.into(), "calendar"),
            ("/reviewing/challenges", said::Challenges.into(), "eye"),
            ("/reviewing/advice", said::Advice.into(), "paper"),
        ],
        Role::Partner => vec![("/partner/contacts", said::Shared.into(), "message")],
        Role::HubWorker => {
            vec![
                ("/hub/contacts", said::Contacts.into(), "message"),
                ("/hub", said::FindRecord.into(), "people"),
            ]
        }
        Role::Administrator => vec![
            ("/admin/users", said::Users.into(), "people"),
            ("/admin/teams", said::Teams.into(), "people"),
        ],
    };
    let leads_to = |href: &str| {
        path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    };
    // Of two that lead to a page, the one that says more of its address.
    let nearest = items.iter().map(|item| item.0).filter(|href| leads_to(href)).max_by_key(|href| href.len());
    items
        .into_iter()
        .map(|(href, label, icon)| {
            let under = nearest == Some(href);
            // What someone can get, and why, are reached from Home.
            let why = href == "/home" && (path == "/why" || path.starts_with("/what-you-can-get"));
            // So are what is unusual and the records that were opened from outside.
            let opened = href == "/manager/watch" && path.starts_with("/manager/openings");
            NavItem { href, label, icon, current: under || why || opened, count: None }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_item_of_the_menu_is_where_somebody_is() {
        for (path, here) in
            [("/hub/contacts/1", "/hub/contacts"), ("/hub", "/hub"), ("/hub/people/1", "/hub")]
        {
            let menu = super::nav(onward_domain::role::Role::HubWorker, path);
            let current: Vec<_> = menu.iter().filter(|item| item.current).map(|item| item.href).collect();
            assert_eq!(current, [here], "{path}");
        }
    }

    use super::{AdviserCard, Phone, nav};
    use onward_domain::role::Role;

    #[test]
    fn the_menu_marks_at_most_one_place_and_only_the_pages_own() {
        let marked = |path: &str| {
            nav(Role::YoungPerson, path)
                .iter()
                .filter(|item| item.current)
                .map(|item| item.href)
                .collect::<Vec<_>>()
        };
        assert_eq!(marked("/home"), ["/home"]);
        assert_eq!(marked("/what-you-can-get/3/why"), ["/home"]);
        assert_eq!(marked("/why"), ["/home"]);
        assert!(marked("/homeless").is_empty());
        assert!(marked("/who-has-looked").is_empty());
    }

    #[test]
    fn every_role_has_a_menu_and_none_leads_into_another_audience() {
        for role in Role::ALL {
            let items = nav(role, "/");
            assert!(!items.is_empty(), "{role}");
            assert!(items.iter().all(|item| role.is_staff() || !item.href.starts_with("/adviser")), "{role}");
        }
    }

    #[test]
    fn a_number_is_read_with_spaces_and_dialled_without() {
        let phone = Phone::new(" +44 1632 960 142 ");
        assert_eq!((phone.shown.as_str(), phone.dial.as_str()), ("+44 1632 960 142", "+441632960142"));
        assert_eq!(AdviserCard::new("Priya Anand", None).first_name, "Priya");
    }
}

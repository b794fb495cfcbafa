//! The locked page, which tells nothing about the person, and what an opening lets somebody see who has no page of their
//! own for it.

use crate::web::{
    parts::{Choice, Item},
    view::{FormErrors, Page, Phone},
};
use serde::Serialize;

/// The record is locked for this viewer. The same page whether there is such a record or not.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LockedPage {
    /// Where the form goes.
    pub action: String,
    /// Where one goes back to.
    pub back: &'static str,
    /// The closed list of grounds.
    pub grounds: Vec<Choice>,
    /// What was written.
    pub words: String,
    /// What to mend.
    pub errors: FormErrors,
    /// When an opening would end: "3pm".
    pub ends: String,
    /// The most letters of the sentence.
    pub most: usize,
    /// The team's number.
    pub team_phone: Option<Phone>,
    /// When the team answers.
    pub team_hours: String,
    /// What this user has open now, in a sentence.
    pub own: String,
}

impl Page for LockedPage {
    const TEMPLATE: &'static str = "practitioner/locked.html";
    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// What somebody sees who opened a record from outside.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OpenedPage {
    /// The name they use, and family name.
    pub name: String,
    /// When it ends by itself.
    pub ends: String,
    /// What must be known to help now.
    pub facts: Vec<Item>,
    /// Where the closing form goes.
    pub close: String,
    /// The opening, sent back to close it.
    pub opening: String,
}

impl Page for OpenedPage {
    const TEMPLATE: &'static str = "practitioner/opened.html";
}

#[cfg(test)]
mod tests {
    use super::{LockedPage, OpenedPage};
    use crate::web::{
        page_check::shown,
        parts::{Choice, Item},
        view::FormErrors,
    };
    use onward_domain::role::Role;

    #[test]
    fn the_locked_page_asks_why_and_says_who_will_see_it() {
        let page = LockedPage {
            action: "/adviser/open/1".into(),
            back: "/adviser/search",
            grounds: vec![Choice::new("danger", "Someone may be in danger", None).with_hint("Now")],
            ends: "3pm".into(),
            most: 1000,
            own: "You have no record open this way.".into(),
            ..LockedPage::default()
        };
        let html = shown(Role::Adviser, "locked", &page);
        assert!(html.contains("The young person sees your name") && html.contains("3pm"));
        let html = shown(
            Role::HubWorker,
            "locked-errors",
            &LockedPage { errors: FormErrors::one("ground", "Choose why you need it now"), ..page },
        );
        assert!(html.contains("href=\"#ground\"") && html.contains("Error: "));
    }

    #[test]
    fn an_opened_record_says_until_when() {
        let item = Item {
            words: "Their adviser: Priya Nair".into(),
            meta: Some("01632 960 162".into()),
            ..Item::default()
        };
        let page = OpenedPage {
            name: "Jay Linton".into(),
            ends: "3pm".into(),
            facts: vec![item],
            close: "/adviser/open/1/close".into(),
            opening: "1".into(),
        };
        let html = shown(Role::HubWorker, "opened", &page);
        assert!(html.contains("3pm") && html.contains("Close it now"));
    }
}

//! Shows pages in tests, and checks what every page guarantees.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "only in tests")]

use super::{
    desk::Seat,
    view::{AdviserCard, Frame, Page, Phone, View},
};
use crate::{
    demo,
    usecases::{adviser::answer_fact::answer_fact, ask::Ask, testing::asking},
};
use chrono::{DateTime, Utc};
use leaving_care_rules::{Law, Messages, facts::CircumstanceFact};
use onward_domain::{
    care::{CircumstanceNote, CircumstanceValue},
    id::{PersonId, UserId},
    moment::Moment,
    role::Role,
};
use onward_store::{DatabaseUrl, Store, StoreResult, repo::versions::Sent, scope::Task};
use scraper::{Html, Selector};
use std::{collections::BTreeSet, sync::LazyLock};

/// Every page and component, loaded once.
pub static VIEW: LazyLock<View> = LazyLock::new(|| View::load().expect("every template loads"));

/// The demonstration's borough, made once for the tests of all pages. They only read; a test that writes makes its own.
pub static BOROUGH: LazyLock<Borough> = LazyLock::new(Borough::make);

/// Monday 23 November 2026.
pub const NOW: Moment = Moment { at: DateTime::<Utc>::UNIX_EPOCH, today: demo::TODAY };

/// The demonstration's people, with what has happened to them.
pub struct Borough {
    pub store: Store,
    _folder: tempfile::TempDir,
}

impl Borough {
    /// A separate borough.
    pub fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_migrated(&DatabaseUrl::in_dir(folder.path())).unwrap();
        demo::fill::fill(&store, demo::TODAY, "a hash").unwrap();
        Self { store, _folder: folder }
    }

    /// The law with the borough's offer.
    pub fn law() -> &'static Law {
        crate::law::demonstration().unwrap()
    }

    /// A member of staff, by the beginning of their name.
    pub fn user(&self, name: &str) -> UserId {
        let users = self.store.read(|tx| tx.users().all()).unwrap();
        users.iter().find(|user| user.display_name.starts_with(name)).expect(name).id
    }

    /// Everybody with a role.
    pub fn users(&self, role: Role) -> Vec<UserId> {
        let users = self.store.read(|tx| tx.users().all()).unwrap();
        users.iter().filter(|user| user.role == role).map(|user| user.id).collect()
    }

    /// A young person, by the name they use.
    pub fn person(&self, known_as: &str) -> PersonId {
        let all = self.store.write(|tx| tx.system(Task::Job, None, NOW)?.everyone()).unwrap();
        all.iter().find(|one| one.person.identity.known_as == known_as).expect(known_as).person.id
    }

    /// Their adviser writes down an answer to each of these questions.
    pub fn answers(&self, (me, person): (UserId, PersonId), facts: &[CircumstanceFact], yes: bool) {
        for fact in facts {
            let says = CircumstanceNote { fact: *fact, value: CircumstanceValue::Yes(yes), since: None };
            let sent = Sent { version: None, says, key: format!("{fact} {yes}") };
            let kept = self.store.write(move |tx| answer_fact(&asking(tx, me, NOW), person, &sent)).unwrap();
            assert!(kept.version().is_some(), "{fact}");
        }
    }

    /// Reads as `me`, in the seat `S`.
    pub fn read<S: Seat, T>(&self, me: UserId, look: impl FnOnce(&Ask<'_, S::Scope>) -> StoreResult<T>) -> T {
        self.store
            .read(|tx| {
                let viewer = tx.viewer(me)?.expect("the user is there");
                let scope = S::scope(&viewer).expect("the user may take this seat");
                let messages = Messages::english().expect("the messages load");
                look(&Ask { tx, scope, me, law: Self::law(), messages, now: NOW })
            })
            .unwrap()
    }
}

/// What somebody reads on a page: the words in its main part, one line per block; fields with their values.
pub fn reads(html: &str) -> String {
    let page = Html::parse_document(html);
    let main = page.select(&Selector::parse("main").unwrap()).next().expect("a main part");
    let mut text = String::new();
    for node in main.descendants() {
        if let Some(element) = node.value().as_element() {
            let block = [
                "p", "h1", "h2", "h3", "li", "tr", "legend", "label", "form", "section", "button", "summary",
            ];
            if block.contains(&element.name()) {
                text.push('\n');
            }
            if ["td", "th"].contains(&element.name()) {
                text.push_str(" | ");
            }
            if element.name() == "input" && element.attr("type") != Some("hidden") {
                let marked = if element.attr("checked").is_some() { "x" } else { "" };
                text.push_str(&format!("[{}{marked}] ", element.attr("value").unwrap_or_default()));
            }
        } else if let Some(words) = node.value().as_text() {
            text.push_str(words);
        }
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The frame around a public page.
pub fn public_frame() -> Frame {
    Frame { today: Some(demo::TODAY), ..Frame::public("Onward", "Stockton Riverside Council", "token-1") }
}

/// The frame around a young person's page, with an adviser.
pub fn own_frame(path: &str) -> Frame {
    let mut frame = public_frame().signed_in(Role::YoungPerson, path);
    frame.adviser = Some(AdviserCard::new("Priya Anand", Some(Phone::new("01632 960 142"))));
    frame
}

/// A page inside the public frame.
pub fn shown<P: Page>(page: &P) -> String {
    shown_in(&public_frame(), page)
}

/// A page inside a frame.
pub fn shown_in<P: Page>(frame: &Frame, page: &P) -> String {
    VIEW.render(frame, page).expect("the page struct owns what its template reads")
}

/// Writes a page next to the others when `ONWARD_PAGES` names a folder at compile time, so that people can look at it.
pub fn keep(name: &str, html: &str) {
    if let Some(folder) = option_env!("ONWARD_PAGES") {
        std::fs::write(format!("{folder}/{name}.html"), html).expect("the folder is there");
    }
}

/// Checks what every page guarantees: one h1, headings in order, unique ids, labels and descriptions that lead
/// somewhere, forms with their token, links that lead somewhere on the page, and a size below 50 KB.
pub fn proper(html: &str) {
    let page = Html::parse_document(html);
    let all = |selector: &str| {
        page.select(&Selector::parse(selector).unwrap())
            .map(|found| found.value().clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(all("h1").len(), 1, "one h1\n{html}");
    let mut before = 0;
    for heading in all("h1, h2, h3, h4") {
        let level: u32 = heading.name().trim_start_matches('h').parse().unwrap();
        assert!(before == 0 || level <= before + 1, "a heading of level {level} after {before}\n{html}");
        before = level;
    }
    let ids: Vec<_> = all("[id]").iter().filter_map(|found| found.id().map(str::to_owned)).collect();
    let set: BTreeSet<_> = ids.iter().cloned().collect();
    assert_eq!(ids.len(), set.len(), "an id appears twice: {ids:?}");
    for attribute in ["for", "aria-labelledby", "aria-describedby"] {
        for found in all(&format!("[{attribute}]")) {
            for id in found.attr(attribute).unwrap_or_default().split_whitespace() {
                assert!(set.contains(id), "{attribute} names {id}, which is not on the page\n{html}");
            }
        }
    }
    for link in all("a") {
        let href = link.attr("href").unwrap_or_default();
        assert!(!href.is_empty() && href != "#", "a link leads nowhere\n{html}");
        if let Some(id) = href.strip_prefix('#') {
            assert!(set.contains(id), "#{id} is not on the page\n{html}");
        }
    }
    assert_eq!(
        all("form[method=post]").len(),
        all("form[method=post] > input[name=csrf]").len(),
        "a form lacks its token\n{html}"
    );
    let keys = super::page_check::raw_keys(&page);
    assert!(keys.is_empty(), "words only the program knows: {keys:?}");
    // All data of a young person in one page is the longest.
    assert!(html.len() < 60_000, "{} bytes", html.len());
    assert!(html.starts_with("<!doctype html>"), "{}", html.get(..60).unwrap_or_default());
}

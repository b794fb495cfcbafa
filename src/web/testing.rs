//! Shows pages in tests, and looks whether they keep what every page promises.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "only in tests")]

use super::view::{AdviserCard, Frame, Page, Phone, View};
use onward_domain::role::Role;
use scraper::{Html, Selector};
use std::{collections::BTreeSet, sync::LazyLock};

static VIEW: LazyLock<View> = LazyLock::new(|| View::load().expect("every template loads"));

/// The frame around a public page.
pub fn public_frame() -> Frame {
    Frame::public("Onward", "Stockton Riverside Council", "token-1")
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

/// Writes a page beside the others when `ONWARD_PAGES` names a folder at compile time, so that people can look at it.
pub fn keep(name: &str, html: &str) {
    if let Some(folder) = option_env!("ONWARD_PAGES") {
        std::fs::write(format!("{folder}/{name}.html"), html).expect("the folder is there");
    }
}

/// Looks at what every page promises: one h1, headings in order, unique ids, labels and descriptions that lead somewhere,
/// forms with their token, links that lead somewhere on the page, and less than 50 KB.
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
    assert_eq!(ids.len(), set.len(), "an id stands twice: {ids:?}");
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
    assert!(keys.is_empty(), "words that only the program knows: {keys:?}");
    assert!(html.len() < 50_000, "{} bytes", html.len());
    assert!(html.starts_with("<!doctype html>"), "{}", html.get(..60).unwrap_or_default());
}

//! What every staff page must guarantee, whatever it shows.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use super::{
    testing::VIEW,
    view::{Frame, Page},
};
use onward_domain::role::Role;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

/// The page as HTML, once its guarantees have been checked. Written next to the others when `ONWARD_PAGES` names a
/// folder.
pub fn shown(role: Role, name: &str, page: &impl Page) -> String {
    let frame = Frame {
        who: Some("Priya Nair".into()),
        today: Some(crate::demo::TODAY),
        demo_day: Some("Monday 23 November 2026".into()),
        ..Frame::public("Onward", "Stockton Riverside", "token-1")
    };
    let html = VIEW.render(&frame.signed_in(role, "/adviser/people"), page).unwrap();
    if let Some(folder) = option_env!("ONWARD_PAGES") {
        std::fs::write(format!("{folder}/{name}.html"), &html).unwrap();
    }
    check(name, &html);
    html
}

/// All elements that a selector finds.
pub fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// Words with an underscore that people would read: keys of facts and of messages.
pub fn raw_keys(page: &Html) -> Vec<String> {
    let read = all(page, "title, body").into_iter().flat_map(|part| part.text().collect::<Vec<_>>());
    let words = read.flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    words
        .filter(|word| {
            let letters: Vec<char> = word.chars().collect();
            letters
                .windows(3)
                .any(|three| three[1] == '_' && three[0].is_alphanumeric() && three[2].is_alphanumeric())
        })
        .collect()
}

fn check(name: &str, html: &str) {
    let page = Html::parse_document(html);
    assert!(
        page.errors.iter().all(|error| !error.contains("Unexpected") && !error.contains("Duplicate")),
        "{name}: {:?}",
        page.errors
    );
    for (selector, times) in [
        ("h1", 1),
        ("header", 1),
        ("main", 1),
        ("footer", 1),
        ("[style]", 0),
        ("style", 0),
        ("nav:not([aria-label])", 0),
        ("table > :first-child:not(caption)", 0),
    ] {
        assert_eq!(all(&page, selector).len(), times, "{name}: {selector}");
    }
    let ids: Vec<_> = all(&page, "[id]").into_iter().filter_map(|element| element.attr("id")).collect();
    let different: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), different.len(), "{name}: an id appears twice: {ids:?}");
    for attribute in ["aria-labelledby", "aria-describedby", "for"] {
        for element in all(&page, &format!("[{attribute}]")) {
            for id in element.attr(attribute).unwrap().split_whitespace() {
                assert!(different.contains(id), "{name}: {attribute} names {id}, which does not exist");
            }
        }
    }
    for link in all(&page, "a[href^='#']") {
        assert!(
            different.contains(&link.attr("href").unwrap()[1..]),
            "{name}: {:?} leads nowhere",
            link.attr("href")
        );
    }
    for field in all(&page, "input:not([type=hidden]):not([type=radio]), select, textarea") {
        let id = field.attr("id").unwrap_or_default();
        assert_eq!(
            all(&page, &format!("label[for='{id}']")).len(),
            1,
            "{name}: {} has no label",
            field.html()
        );
    }
    for svg in all(&page, "svg[role=img]") {
        assert!(svg.html().contains("<title id="), "{name}: a picture without a title");
    }
    for link in all(&page, "a, button, summary, h1, h2, h3") {
        assert!(!link.text().collect::<String>().trim().is_empty(), "{name}: empty {}", link.html());
    }
    for form in all(&page, "form[method=post]") {
        assert!(form.html().contains("name=\"csrf\""), "{name}: a form without its token");
    }
    let keys = raw_keys(&page);
    assert!(keys.is_empty(), "{name}: words only the program knows: {keys:?}");
    let title = all(&page, "head > title")[0].text().collect::<String>();
    assert!(["Jay", "Kai", "Mitchell", "Robinson"].iter().all(|name| !title.contains(name)), "{title}");
}

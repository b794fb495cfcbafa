//! Nobody tabs through more than sixty stops to the end of a page: long lists are in pages, or folded away.

use super::role_matrix::Filling;
use crate::{
    structure::routes::matrix,
    support::{House, Who},
};
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

/// The most stops of a page.
const MOST: usize = 60;

/// Today's list has three ways to go in each row and is not in pages yet: it gets no longer than this.
const TODAY: (&str, usize) = ("/adviser/today", 75);

/// What the tab key stops at: what is folded away is none, and a group of round buttons is one.
fn stops(html: &str) -> usize {
    let page = Html::parse_document(html);
    let all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    let selector = Selector::parse(all).unwrap();
    let mut groups = BTreeSet::new();
    // A table that can be skipped is passed with one stop.
    let table = Selector::parse(".govuk-skip-link ~ table.app-grid").unwrap();
    let skipped: BTreeSet<_> =
        page.select(&table).flat_map(|table| table.descendants().map(|node| node.id())).collect();
    // A link beside a button that leads to the same page is passed over.
    let stops = page
        .select(&selector)
        .filter(|stop| stop.attr("tabindex") != Some("-1"))
        .filter(|stop| !is_folded(*stop) && !skipped.contains(&stop.id()))
        .filter(|stop| {
            stop.attr("type") != Some("radio")
                || groups.insert(stop.attr("name").unwrap_or_default().to_owned())
        });
    stops.count()
}

/// Inside something that is folded; its own summary is not.
fn is_folded(stop: ElementRef<'_>) -> bool {
    let mut inside = stop;
    while let Some(parent) = inside.parent().and_then(ElementRef::wrap) {
        let summary = inside.value().name() == "summary";
        if parent.value().name() == "details" && parent.attr("open").is_none() && !summary {
            return true;
        }
        inside = parent;
    }
    false
}

#[test]
fn no_page_of_the_borough_has_more_than_sixty_tab_stops() {
    let house = House::open();
    let filling = Filling::find(&house);
    let (mut long, mut seen) = (Vec::new(), 0);
    for who in Who::EVERYONE {
        let visitor = house.signed_in(who);
        let routes = matrix().routes;
        let pages = routes.keys().filter_map(|line| line.strip_prefix("GET ")).map(|path| filling.fill(path));
        for at in pages.filter(|at| at != "/leave") {
            let page = visitor.get(&at);
            if page.status != 200 || !page.header("content-type").starts_with("text/html") {
                continue;
            }
            seen += 1;
            let many = stops(&page.body);
            if many > if at == TODAY.0 { TODAY.1 } else { MOST } {
                long.push(format!("{who:?} {at}: {many}"));
            }
        }
    }
    assert!(seen > 100, "{seen} pages");
    assert!(long.is_empty(), "{long:#?}");
}

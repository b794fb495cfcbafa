//! What somebody types is shown as text: no page turns it into markup or a template, whoever reads it.

use super::{
    forms::{Filled, Twice, forms, send},
    role_matrix::{Filling, ends_the_session, named},
};
use crate::{
    structure::routes::matrix,
    support::{House, Who},
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A tag, an attribute's end and a template, to be found again in whatever shows it.
const PAYLOAD: &str = " \"'><img src=x onerror=alert(1)>{{7*7}}mark";

/// The sentences of a form with the payload after each.
fn laden(mut filled: Filled) -> Filled {
    for (_, value) in &mut filled.fields {
        if value.contains(' ') {
            value.push_str(PAYLOAD);
        }
    }
    filled
}

fn is_text(body: &str, wherever: &str) {
    assert!(!body.contains("<img src=x"), "{wherever} has markup that somebody typed");
    assert!(!body.contains("49mark"), "{wherever} works out what somebody typed");
}

#[test]
fn what_is_typed_into_any_form_is_text_on_every_page_of_everybody() {
    let house = House::open();
    let filling = Filling::find(&house);
    // Before the forms: one of them suspends somebody.
    let everyone = Who::EVERYONE.map(|who| (who, house.signed_in(who)));
    let mut sent = 0;
    for (path, how) in forms() {
        let Twice::Once(fill) = how else { continue };
        // In a house in which others have been at work some forms are not there any more: each has its own test.
        let Ok(filled) = catch_unwind(AssertUnwindSafe(|| laden(fill(&house)))) else { continue };
        if filled.fields.iter().any(|(_, value)| value.contains(PAYLOAD)) {
            let answer = send(&filled);
            is_text(&answer.body, path);
            sent += usize::from(answer.status == 303 || answer.status == 200);
        }
    }
    assert!(sent >= 40, "only {sent} forms took what was typed");
    let mut shown = 0;
    for (who, visitor) in &everyone {
        for (line, allowed) in &matrix().routes {
            let (method, path) = line.split_once(' ').unwrap();
            if method != "GET" || ends_the_session(line) || !named(allowed, *who) {
                continue;
            }
            let page = visitor.get(&filling.fill(path));
            // What other programs read (JSON, calendars, tables) holds it as it was typed, and no browser takes it for a page.
            if !page.header("content-type").starts_with("text/html") {
                continue;
            }
            is_text(&page.body, line);
            shown += usize::from(page.body.contains("&lt;img src=x"));
        }
    }
    assert!(shown >= 20, "only {shown} pages show what was typed");
}

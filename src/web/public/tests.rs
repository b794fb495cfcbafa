//! Pages about us and every error page, at their emptiest and at their fullest.

use super::{about::*, problems::*};
use crate::web::{
    testing::{keep, proper, shown},
    view::Phone,
    words::filters::wait,
};

#[test]
fn leaving_shows_nothing_about_the_service() {
    let html = shown(&GonePage {}).to_lowercase();
    for word in ["onward", "care", "council", "adviser", "csrf", "href=\"/home"] {
        assert!(!html.contains(word), "{word}\n{html}");
    }
    keep("gone", &html);
}

#[test]
fn every_error_page_says_what_happened_and_shows_a_way_on() {
    let unsaved = UnsavedForm {
        action: "/adviser/people/1/entitlements/9".into(),
        fields: [("csrf", "x"), ("once", "y"), ("words", "By phone")]
            .map(|(name, value)| UnsavedField { name: name.into(), value: value.into() })
            .into(),
        words: vec!["By phone".into()],
    };
    let pages = [
        (shown(&NotFoundPage::default()), "We can't find this page"),
        (shown(&NotFoundPage { written: vec!["He has a flat".into()] }), "<p>He has a flat</p>"),
        (shown(&StaleFormPage { written: vec!["He has a flat".into()] }), "<p>He has a flat</p>"),
        (shown(&MethodNotAllowedPage {}), "can't do that"),
        (shown(&BadRequestPage {}), "couldn't read"),
        (shown(&StaleFormPage::default()), "open for a long time"),
        (shown(&ForbiddenOriginPage {}), "not sent from our page"),
        (shown(&TooLargePage {}), "Send less"),
        (shown(&TooManyPage { wait: wait(90) }), "in 2 minutes"),
        (shown(&BrokenPage { reference: "7F3A-91".into() }), "7F3A-91"),
        (shown(&UnavailablePage { unsaved: Some(unsaved) }), "<p>By phone</p>"),
        (shown(&UnavailablePage::default()), "in a few minutes"),
    ];
    for (html, words) in pages {
        proper(&html);
        assert!(html.contains(words), "{words}\n{html}");
        assert!(html.contains("href=\"/help-now\""), "{words}");
    }
    keep("not-found", &shown(&NotFoundPage::default()));
}

#[test]
fn pages_about_us_show_the_teams_number_if_there_is_one() {
    let phone = Phone::new("01632 960 100");
    for (with, without) in [
        (shown(&AccessibilityPage { team_phone: Some(phone.clone()) }), shown(&AccessibilityPage::default())),
        (shown(&PrivacyPage { team_phone: Some(phone.clone()) }), shown(&PrivacyPage::default())),
    ] {
        proper(&with);
        proper(&without);
        assert!(with.contains("tel:01632960100") && !without.contains("tel:01632960100"));
    }
}

#[test]
fn the_page_about_privacy_says_what_it_said_before() {
    let before = shown(&EarlierPrivacyPage::default());
    proper(&before);
    let now = shown(&PrivacyPage::default());
    proper(&now);
    assert!(now.contains("Data (Use and Access) Act 2025") && now.contains("/privacy/2026-11-22"), "{now}");
    assert!(!now.contains("1998") && before.contains("as it read until 26 November 2026"));
}

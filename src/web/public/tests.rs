//! Every public page and every error page, at its emptiest and at its fullest.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::{pages::*, problems::*};
use crate::web::{
    testing::{proper, shown},
    view::Phone,
};

fn line(who: &str) -> HelpLine {
    HelpLine {
        who: who.into(),
        hours: "Monday to Friday, 9am to 5pm".into(),
        phone: Phone::new("01632 960 100"),
    }
}

fn full_help() -> HelpNowPage {
    HelpNowPage {
        now: "Sunday, 7:40pm".into(),
        answering: Some(Answering {
            who: "The emergency team".into(),
            call: "the emergency team".into(),
            phone: Phone::new("01632 960 199"),
            text: Some(Phone::new("07700 900 199")),
        }),
        situations: vec![Situation {
            id: "bed".into(),
            title: "I have nowhere to sleep tonight".into(),
            line: "The council must help you today.".into(),
            steps: vec!["Call the team.".into()],
            lines: vec![line("The team")],
        }],
        lines: vec![line("Your leaving care team")],
        advocate: Some(line("An advocate")),
        checked: Some("20 November 2026".into()),
    }
}

#[test]
fn help_now_shows_the_number_that_answers_at_this_hour_and_999_without_sign_in() {
    let html = shown(&full_help());
    proper(&html);
    assert!(html.contains("tel:01632960199") && html.contains("tel:999") && html.contains("sms:07700900199"));
    assert!(html.contains("href=\"#bed\"") && html.contains("id=\"bed\""), "a situation leads to what to do");
    assert!(html.contains("Exit this page"));
}

#[test]
fn help_now_with_no_numbers_in_the_settings_still_gives_999() {
    let html = shown(&HelpNowPage { now: "Sunday, 7:40pm".into(), ..HelpNowPage::default() });
    proper(&html);
    assert!(html.contains("tel:999") && !html.contains("answers now"));
}

#[test]
fn what_stays_without_a_connection_is_the_same_for_everyone() {
    let html =
        shown(&OfflinePage { lines: vec![line("Your leaving care team"), line("The emergency team")] });
    proper(&html);
    assert_eq!(html.matches("tel:01632960100").count(), 2);
    proper(&shown(&OfflinePage::default()));
}

#[test]
fn leaving_shows_nothing_of_the_service() {
    let html = shown(&GonePage {}).to_lowercase();
    for word in ["onward", "care", "council", "adviser", "csrf", "href=\"/home"] {
        assert!(!html.contains(word), "{word}\n{html}");
    }
}

#[test]
fn every_error_page_says_what_happened_and_shows_a_way_on() {
    let pages = [
        (shown(&NotFoundPage {}), "We cannot find this page"),
        (shown(&MethodNotAllowedPage {}), "cannot do that"),
        (shown(&BadRequestPage {}), "could not read"),
        (shown(&StaleFormPage {}), "open for a long time"),
        (shown(&ForbiddenOriginPage {}), "not sent from our page"),
        (shown(&TooLargePage { most: Some("10 megabytes".into()) }), "10 megabytes"),
        (shown(&TooLargePage::default()), "Send less"),
        (shown(&TooManyPage { wait: Some("2 minutes".into()) }), "in 2 minutes"),
        (shown(&TooManyPage::default()), "later"),
        (shown(&BrokenPage { reference: "7F3A-91".into() }), "7F3A-91"),
        (
            shown(&UnavailablePage {
                unsaved: Some(UnsavedForm {
                    action: "/adviser/people/1/entitlements/9".into(),
                    fields: [("csrf", "x"), ("once", "y"), ("words", "By phone")]
                        .map(|(name, value)| UnsavedField { name: name.into(), value: value.into() })
                        .into(),
                    words: vec!["By phone".into()],
                }),
            }),
            "<p>By phone</p>",
        ),
        (shown(&UnavailablePage::default()), "in a few minutes"),
    ];
    for (html, words) in pages {
        proper(&html);
        assert!(html.contains(words), "{words}\n{html}");
        assert!(html.contains("href=\"/help-now\""), "{words}");
    }
}

#[test]
fn two_versions_are_both_shown_and_neither_is_lost() {
    let rows =
        vec![BothVersions { what: "Where I live".into(), yours: "With Sam".into(), saved: String::new() }];
    let html = shown(&ConflictPage {
        who: Some("Priya Anand".into()),
        when: "today at 2pm".into(),
        rows,
        again: "/x".into(),
    });
    proper(&html);
    crate::web::testing::keep("conflict", &html);
    crate::web::testing::keep("not-found", &shown(&NotFoundPage {}));
    crate::web::testing::keep("gone", &shown(&GonePage {}));
    assert!(html.contains("With Sam") && html.contains("Nothing") && html.contains("Priya Anand"));
}

#[test]
fn pages_about_us_show_the_team_s_number_where_there_is_one() {
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

//! Messages, for people of the demonstration on Monday 23 November 2026.

use super::MessagesPage;
use crate::{
    usecases::young_person::talk::look_at_messages,
    web::{
        desk::YoungPerson,
        form::Sheet,
        talk::MessageForm,
        testing::{BOROUGH, keep, reads},
        young_person::testing::page,
    },
};

fn of(name: &str, sheet: Sheet<MessageForm>) -> String {
    let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), look_at_messages);
    let html = page("/messages", &MessagesPage::of(&seen, BOROUGH.user(name), sheet));
    keep(&format!("messages_{name}"), &html);
    reads(&html)
}

#[test]
fn jay_sees_what_priya_wrote_and_by_when_she_answers() {
    insta::assert_snapshot!("jay", of("Jay", Sheet::default()));
}

#[test]
fn who_has_no_message_yet_sees_what_will_appear() {
    assert!(of("Amira", Sheet::default()).contains("No messages yet."));
}

#[test]
fn what_is_too_long_is_kept_on_the_page() {
    let form = MessageForm { text: "é".repeat(1001) };
    let errors = form.read().err().unwrap_or_default();
    let words = of("Jay", Sheet::wrong(form, errors));
    assert!(words.contains("Use 1,000 characters or fewer") && words.contains(&"é".repeat(1001)), "{words}");
}

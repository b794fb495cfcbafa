#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, Borough, reads},
};
use onward_domain::role::Role;

fn first() -> ToDecide {
    let me = BOROUGH.user("Dawn");
    let id = BOROUGH.read::<Manager, _>(me, see_refusals).remove(0).step.id;
    BOROUGH.read::<Manager, _>(me, |ask| see_refusal(ask, id))
}

fn page(one: &ToDecide, sheet: Sheet<AnswerForm>) -> String {
    let law = Borough::law();
    let page = RefusalPage::of(one, law, law_words::messages().unwrap(), sheet).unwrap();
    shown(Role::Manager, "refusal", &page)
}

#[test]
fn the_queue_says_whose_refusal_of_what_waits_or_that_none_does() {
    let waiting = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_refusals);
    let html = shown(Role::Manager, "refusals", &QueuePage::of(waiting));
    assert!(reads(&html).contains("1 refusal waits for a second person"), "{}", reads(&html));
    let none = shown(Role::Manager, "refusals-none", &QueuePage::of(Vec::new()));
    assert!(none.contains("No refusal waits for you."));
}

#[test]
fn one_shows_the_words_what_the_rule_says_and_asks_for_an_answer() {
    let one = first();
    let html = page(&one, Sheet::default());
    let text = reads(&html);
    for words in
        ["We paid for your bus pass", "Lessons, for the early shift", "What the rule says", "Yes, refuse it"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
    let bare = AnswerForm::default();
    let html = page(&one, Sheet::wrong(bare.clone(), bare.read().unwrap_err()));
    assert!(html.contains("Choose whether you agree"));
    let back = AnswerForm { answer: "back".into(), ..AnswerForm::default() };
    let html = page(&one, Sheet::wrong(back.clone(), back.read().unwrap_err()));
    assert!(html.contains("Write why you don’t agree"));
}

#[test]
fn whoever_wrote_the_refusal_reads_that_another_manager_answers() {
    let mut one = first();
    one.waiting.mine = true;
    let html = page(&one, Sheet::default());
    assert!(html.contains("Another manager answers") && !html.contains("Save your answer"));
}

//! *My details*, for people of the demonstration on Monday 23 November 2026.

use super::{
    data::{DataPage, json},
    form::{CheckInForm, CloseForm, LanguagesForm, NameForm, NotAgainForm, ReachForm},
    page::{
        CheckInPage, ClosePage, LanguagesPage, MinePage, NamePage, NotAgainPage, ProofPage, ReachPage,
        language_clash, reach_clash, standing,
    },
};
use crate::{
    usecases::{
        account::secrets::Keys,
        documents::Papers,
        young_person::{
            mine::{SeenMine, see_mine},
            my_data::see_my_data,
        },
    },
    web::{
        desk::YoungPerson,
        form::{Clash, FormErrors, Sheet},
        testing::{BOROUGH, NOW, reads},
        words::says::mine::proof,
        young_person::testing::page,
    },
};

fn seen(name: &str) -> SeenMine {
    BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), see_mine)
}

#[test]
fn jay_sees_how_he_is_reached_and_who_can_see_what_and_amira_what_she_can_say() {
    insta::assert_snapshot!("jay", reads(&page("/mine", &MinePage::of(&seen("Jay")))));
    let amira = reads(&page("/mine", &MinePage::of(&seen("Amira"))));
    assert!(amira.contains("You haven’t said yet. Say if we may text"), "{amira}");
}

#[test]
fn how_to_reach_is_asked_whole_and_two_tabs_lose_nothing() {
    let form = ReachForm::default();
    let errors = form.read().err().unwrap_or_default();
    assert!(errors.has("text") && errors.has("post"));
    let words = reads(&page("/x", &ReachPage { sheet: Sheet::wrong(form, errors) }));
    assert!(words.contains("Choose whether we may leave a voicemail"), "{words}");
    let jay = seen("Jay");
    let stands = jay.reach.as_ref().map(|version| version.row.note.clone());
    let yours = stands.clone().map(|note| onward_domain::mine::ReachNote { hours: None, ..note });
    let rows = yours.map(|yours| reach_clash(stands.as_ref(), &yours)).unwrap_or_default();
    assert_eq!(rows.iter().filter(|row| row.differs).count(), 1);
    let sheet = Sheet::clashing(ReachForm::of(jay.reach.as_ref()), Clash::somebody(rows));
    assert!(reads(&page("/x", &ReachPage { sheet })).contains("Yours: Nothing"));
}

#[test]
fn what_he_does_not_want_to_explain_again_is_filled_in_with_what_a_new_adviser_is_told() {
    let jay = seen("Jay");
    let sheet = Sheet::new(NotAgainForm::of(standing(&jay)));
    insta::assert_snapshot!("not_again", reads(&page("/mine/not-again", &NotAgainPage::of(&jay, sheet))));
    let long = NotAgainForm { words: "x".repeat(2001), ..NotAgainForm::default() };
    assert!(long.read().is_err());
    assert_eq!(
        NotAgainForm::default().read().map(|note| note.words),
        Ok(String::new()),
        "no words take it out"
    );
}

#[test]
fn zabi_says_his_languages_and_two_tabs_lose_nothing() {
    let stands = seen("Zabi").languages;
    let form = LanguagesForm::of(stands.as_ref());
    assert_eq!((form.speaks.as_str(), form.interpreter.as_str()), ("Pashto, some English", "yes"));
    let says = LanguagesForm { interpreter: "bsl".into(), print: "large".into(), ..form.clone() }
        .read()
        .unwrap_or_else(|_| unreachable!("every field is there"));
    let rows = language_clash(stands.as_ref().map(|version| &version.row.note), &says);
    assert_eq!(rows.len(), 5);
    let sheet = Sheet::clashing(form, Clash::of(stands.as_ref(), rows));
    let words = reads(&page("/x", &LanguagesPage { sheet }));
    assert!(words.contains("British Sign Language") && words.contains("Large print"), "{words}");
    let empty = LanguagesForm::default();
    let errors = empty.read().err().unwrap_or_default();
    let words = reads(&page("/x", &LanguagesPage { sheet: Sheet::wrong(empty, errors) }));
    assert!(words.contains("Choose whether you want an interpreter"), "{words}");
    assert!(reads(&page("/mine", &MinePage::of(&seen("Zabi")))).contains("Pashto, some English"));
}

#[test]
fn a_name_is_a_name_and_pronouns_are_free() {
    let read = |called: &str| NameForm { called: called.into(), pronouns: "they".into() }.read();
    assert_eq!(read("  Jo  "), Ok(("Jo".into(), Some("they".into()))));
    for odd in ["", "123", "a\u{202e}b", &"x".repeat(101)] {
        assert!(read(odd).is_err(), "{odd}");
    }
    let form = NameForm { called: "مها".into(), pronouns: String::new() };
    assert!(page("/x", &NamePage { sheet: Sheet::new(form) }).contains("مها"));
}

#[test]
fn the_passphrase_is_asked_before_data_and_before_closing_and_is_shown_nowhere() {
    let words = reads(&page("/x", &ProofPage { errors: FormErrors::one("passphrase", proof::Wrong) }));
    assert!(words.contains("That is not your passphrase"), "{words}");
    let form = CloseForm { passphrase: "MARK".into(), how: "pause".into(), words: "A break".into() };
    let sheet = Sheet::wrong(form.without_proof(), FormErrors::one("passphrase", proof::Wrong));
    let html = page("/x", &ClosePage::of(&seen("Jay"), sheet));
    assert!(!html.contains("MARK") && html.contains("your 75th birthday"), "{html}");
}

#[test]
fn the_file_and_the_page_hold_the_same_and_no_note_of_staff() {
    let papers = Papers { keys: Keys::from_secret("tests"), folder: None, scanner: None };
    let data = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), move |ask| see_my_data(ask, &papers));
    let (file, words) = (json(&data), reads(&page("/x", &DataPage::of(&data))));
    for both in ["Choose a washing machine", "Call my brother on Sunday", "Priya Nair"] {
        assert!(file.contains(both) && words.contains(both), "{both}");
    }
    assert!(!file.contains("MARK-") && !words.contains("MARK-"), "what staff noted for themselves");
    let read: serde_json::Value = serde_json::from_str(&file).unwrap_or_default();
    assert!(read["messages"].as_array().is_some_and(|all| !all.is_empty()), "{read}");
    assert_eq!(read["me"][0]["name"], "Jay");
}

#[test]
fn how_things_are_is_a_word_or_words_and_nobody_has_to_say() {
    let form = CheckInForm::default();
    let errors = form.read().err().unwrap_or_default();
    let words = reads(&page("/x", &CheckInPage::of(&seen("Amira"), NOW.today, Sheet::wrong(form, errors))));
    assert!(words.contains("Choose a word, or write something") && words.contains("Nothing yet"), "{words}");
    let words = reads(&page("/x", &CheckInPage::of(&seen("Jay"), NOW.today, Sheet::default())));
    assert!(words.contains("Nobody counts it or scores it"), "{words}");
}

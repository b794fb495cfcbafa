//! Letters, as their owner sees them.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{
    MakeForm,
    page::{LetterShownPage, LettersPage, NewLetterPage},
};
use crate::{
    settings::Settings,
    usecases::young_person::prove::{OwnProofs, draft_proof, see_proofs},
    web::{
        desk::YoungPerson,
        testing::{BOROUGH, reads},
        young_person::testing::{day, page, sam},
    },
};
use onward_domain::{
    id::{PersonId, ProofLetterId},
    proof::{NewLetter, ProofLetter, Receiver, Says, Told},
};
use scraper::{Html, Selector};

fn seen() -> OwnProofs {
    let empty = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), see_proofs);
    let id = ProofLetterId::new();
    let letter = ProofLetter {
        id,
        person: PersonId::new(),
        letter: NewLetter {
            receiver: Receiver::Landlord,
            name: "Jay Linton".into(),
            says: Says::CareLeaver,
            told: Told { supported_until: Some(day("2028-05-13")), ..Told::default() },
            code_hash: "hash".into(),
            code_sealed: "sealed".into(),
        },
        made_at: "2026-11-20T16:40:00Z".parse().unwrap(),
        made_by: None,
        ends_on: day("2027-02-20"),
        ended_at: None,
    };
    let checks = [(id, vec!["2026-11-21T10:14:00Z".parse().unwrap()])].into();
    OwnProofs { letters: vec![letter], checks, ..empty }
}

fn html_of(seen: &OwnProofs) -> String {
    let settings = Settings {
        council: "Stockton Riverside Council".into(),
        team_phone: Some("01632 960 100".into()),
        base_url: "https://onward.stockton.gov.uk".into(),
        ..Settings::default()
    };
    let letter = seen.letters.first().unwrap();
    let shown = LetterShownPage::of(seen, letter, Some("7KQ4M2XD"), &settings, day("2026-11-23"));
    page("/letters/1", &shown)
}

fn letter_of(seen: &OwnProofs) -> String {
    reads(&html_of(seen))
}

#[test]
fn jay_sees_the_letter_what_its_receiver_sees_and_that_it_was_checked() {
    insta::assert_snapshot!("letter", letter_of(&seen()));
}

#[test]
fn whoever_gets_it_on_paper_reads_the_whole_address_where_it_is_checked() {
    let html = html_of(&seen());
    let paper = Selector::parse(".app-print").unwrap();
    let printed: String = Html::parse_document(&html).select(&paper).flat_map(|part| part.text()).collect();
    assert!(printed.contains("https://onward.stockton.gov.uk/proof"), "{printed}");
    assert!(printed.contains("7KQ4-M2XD"), "{printed}");
}

#[test]
fn an_ended_letter_shows_no_code() {
    let mut seen = seen();
    seen.letters.first_mut().unwrap().ended_at = Some("2026-11-22T09:00:00Z".parse().unwrap());
    let words = letter_of(&seen);
    assert!(!words.contains("7KQ4") && words.contains("It ended on"), "{words}");
    assert!(!words.contains("End this letter now"), "{words}");
}

#[test]
fn the_list_says_which_work_and_asks_for_whom_the_next_one_is() {
    let list = |seen: &OwnProofs| reads(&page("/letters", &LettersPage::of(seen, day("2026-11-23"))));
    let words = list(&seen());
    assert!(words.contains("Works until 20 February 2027. Checked 1 time."), "{words}");
    assert!(words.contains("who is it for?") && words.contains("For council tax"), "{words}");
    let nobody = OwnProofs { own: sam(), letters: Vec::new(), checks: Default::default() };
    assert!(list(&nobody).contains("We can’t make one yet"));
}

#[test]
fn each_letter_is_seen_before_it_is_made_and_says_what_its_receiver_needs() {
    let settings = Settings { council: "Stockton Riverside Council".into(), ..Settings::default() };
    let of = |receiver: Receiver, form: MakeForm| {
        let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), move |ask| draft_proof(ask, receiver));
        let seen = seen.unwrap();
        reads(&page("/x", &NewLetterPage::of(&seen, receiver, &settings, day("2026-11-23"), form)))
    };
    let shown = |receiver| of(receiver, MakeForm::default());
    insta::assert_snapshot!("new_landlord", shown(Receiver::Landlord));
    insta::assert_snapshot!("new_college", shown(Receiver::College));
    insta::assert_snapshot!("new_bank", shown(Receiver::Bank));
    insta::assert_snapshot!("new_council_tax", shown(Receiver::CouncilTax));
    let ticked = MakeForm { guarantor: "yes".into(), ..MakeForm::default() };
    assert!(of(Receiver::Landlord, ticked.clone()).contains("asked to be guarantor for the rent"));
    assert!(!of(Receiver::Bank, ticked).contains("guarantor"));
}

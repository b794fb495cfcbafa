//! What somebody who checks a letter is told.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{ProofForm, ProofPage};
use crate::{
    usecases::young_person::prove::Checked,
    web::{
        form::{FormErrors, Sheet},
        testing::{proper, reads, shown},
    },
};
use onward_domain::proof::{Receiver, Says};

fn of(page: &ProofPage) -> String {
    let html = shown(page);
    proper(&html);
    reads(&html)
}

#[test]
fn a_real_letter_says_a_name_and_one_sentence_and_the_others_say_nothing_of_anybody() {
    let real = Checked::Real {
        name: "Jay Linton".into(),
        receiver: Receiver::Landlord,
        says: Says::CareLeaver,
        since: None,
        until: "2028-05-13".parse().ok(),
        made_at: "2026-11-20T12:00:00Z".parse().unwrap(),
    };
    let today = "2026-11-23".parse().unwrap();
    insta::assert_snapshot!("real", of(&ProofPage::of(real, today)));
    let bank = Checked::Real {
        name: "Jay Linton".into(),
        receiver: Receiver::Bank,
        says: Says::CareLeaver,
        since: None,
        until: None,
        made_at: "2026-11-20T12:00:00Z".parse().unwrap(),
    };
    let words = of(&ProofPage::of(bank, today));
    assert!(words.contains("The council knows this person") && !words.contains("are leaver"), "{words}");
    for other in [Checked::Ended, Checked::Unknown] {
        let words = of(&ProofPage::of(other, today));
        assert!(!words.contains("Jay") && !words.to_lowercase().contains("care leaver"), "{words}");
    }
}

#[test]
fn the_form_asks_for_the_code_and_tells_when_there_is_none() {
    assert!(of(&ProofPage::default()).contains("The code on the letter"));
    let sheet = Sheet::wrong(ProofForm::default(), FormErrors::one("code", "Enter the code"));
    assert!(of(&ProofPage { sheet, ..ProofPage::default() }).contains("There is a problem"));
}

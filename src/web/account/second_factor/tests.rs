//! The second factor pages: at first and with something to correct.

use super::*;
use crate::web::testing::{proper, reads, shown};

#[test]
fn each_step_shows_what_to_do_and_what_to_correct() {
    let wrong = || FormErrors::one("code", said::Wrong);
    let set_up = |errors| SecondFactorPage::of("ABCDEFGHIJ", "otpauth://totp/x".into(), errors);
    let pages = [
        ("ask", shown(&CodePage::default())),
        ("ask-again", shown(&CodePage { errors: wrong() })),
        ("set-up", shown(&set_up(FormErrors::none()))),
        ("set-up-again", shown(&set_up(FormErrors::one("code", said::First)))),
        ("recovery-codes", shown(&RecoveryCodesPage { codes: vec!["one-two".into()], on: "/".into() })),
    ];
    for (name, html) in pages {
        proper(&html);
        insta::assert_snapshot!(name, reads(&html));
    }
}

//! A thousand damaged files: never a panic, never half a plan.

use super::*;

/// Small reproducible random numbers: one below `below` on each call.
pub(super) fn dice(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed | 1;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below.max(1)).unwrap()).unwrap()
    }
}

/// Damages some bytes of a file: overwritten, cut out, doubled, truncated, sprinkled with what trips up parsers.
fn damage(bytes: &mut Vec<u8>, next: &mut impl FnMut(usize) -> usize) {
    const NASTY: [&[u8]; 12] = [
        b"\0",
        b"\"",
        b"\r",
        b"\xFF",
        b"\xEF\xBB\xBF",
        b"\xE2\x80\xAE",
        b",,,,,,,,",
        b"=cmd|' /C calc'!A0",
        b"31/04/2025",
        b"\n\n",
        b"99999999999999999999999",
        b"\xF0\x9F",
    ];
    for _ in 0..=next(6) {
        let at = next(bytes.len() + 1);
        match next(6) {
            0 => bytes.truncate(at),
            1 => {
                let to = (at + next(40)).min(bytes.len());
                bytes.drain(at..to);
            }
            2 => {
                let to = (at + next(200)).min(bytes.len());
                let copy = bytes[at..to].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(next(256)).unwrap();
                }
            }
            _ => {
                bytes.splice(at..at, NASTY[next(NASTY.len())].iter().copied());
            }
        }
    }
}

#[test]
fn a_thousand_damaged_files_never_panic_and_never_give_half_a_plan() {
    let mut next = dice(0x5EED_0000_0903);
    let mut clean = Held::default();
    import(&mut clean, &SAMPLE);
    let (mut refused, mut left_out) = (0, 0);
    for _ in 0..1_000 {
        let mut files: Files =
            SAMPLE.iter().filter(|(name, _)| name.starts_with("2025-26")).cloned().collect();
        let which = next(files.len());
        damage(&mut files[which].1, &mut next);
        let got = incoming(&files);
        let plan = plan(&clean, &got);
        match plan.hindrance(Allowed::default()) {
            Some(Hindrance::FileRefused) => {
                refused += 1;
                assert!(plan.is_empty(), "a refused file plans nothing");
                assert_eq!(plan.hindrance(SKIP), Some(Hindrance::FileRefused));
            }
            Some(Hindrance::RowsLeftOut) => left_out += 1,
            Some(Hindrance::HardlyAnything) | None => {}
        }
        for problem in &plan.problems {
            assert!(!problem.what.is_empty() && !problem.todo.is_empty());
            assert!(!problem.what.chars().any(char::is_control), "{}", problem.what.escape_debug());
            assert!(problem.what.chars().count() < 700);
            assert!(problem.line.is_some() || problem.weight != Weight::LeavesOut);
        }
        // Whatever it does plan can be applied, and then there is nothing more to do.
        let mut held = clean.clone();
        held.apply(&plan);
        let again = super::plan(&held, &got);
        assert!(again.is_empty(), "{:?} {:?}", again.people, again.handed_in);
    }
    assert!(refused > 50, "{refused} refused");
    assert!(left_out > 50, "{left_out} with rows left out");
}

#[test]
fn a_file_of_noise_is_refused() {
    let mut next = dice(42);
    for _ in 0..200 {
        let noise: Vec<u8> = (0..next(2_000)).map(|_| u8::try_from(next(256)).unwrap()).collect();
        assert!(incoming(&[("2025-26/x.csv".to_owned(), noise)]).is_refused());
    }
}

#[test]
fn two_runs_over_the_same_files_have_the_same_fingerprint_and_another_state_has_another() {
    let held = Held::default();
    let got = incoming(&SAMPLE);
    let first = plan(&held, &got);
    assert_eq!(fingerprint(&first), fingerprint(&plan(&held, &incoming(&SAMPLE))));
    let mut later = held.clone();
    later.apply(&first);
    assert_ne!(fingerprint(&first), fingerprint(&plan(&later, &got)));
}

//! What readers of the borough's directory see.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{page::*, *};
use crate::usecases::directory::read::Looked;
use crate::{
    usecases::directory::read::Asked,
    web::testing::{BOROUGH, keep, proper, reads, shown},
};
use chrono::TimeZone as _;
use onward_domain::{directory::Need, moment::Moment};

fn monday() -> Moment {
    let at = chrono::Utc.with_ymd_and_hms(2026, 11, 23, 9, 10, 0).unwrap();
    Moment { at, today: at.date_naive() }
}

fn page(asked: &Asked) -> String {
    let looked = BOROUGH.store.read(|tx| look(tx, asked)).unwrap();
    let html = shown(&DirectoryPage::of(asked, looked, monday(), Sheet::default()));
    proper(&html);
    keep("directory", &html);
    reads(&html)
}

fn words(words: &str) -> Asked {
    Asked { words: words.into(), ..Asked::default() }
}

#[test]
fn sumwhere_to_stay_finds_a_bed_and_says_that_the_spelling_was_changed() {
    let found = page(&words("sumwhere to stay"));
    insta::assert_snapshot!("somewhere_to_stay", found);
    for (written, first) in [
        ("fosterin", "Fostering team"),
        ("no food", "Quay Street food bank"),
        ("autizm", "Child disability team"),
        ("boyfriend hits me", "National Domestic Abuse Helpline"),
        ("arested", "Emergency team"),
    ] {
        let found = page(&words(written));
        let rows = found.split("Or look by need").next().unwrap().to_owned();
        assert!(rows.contains(first), "{written}: {rows}");
    }
    let as_it_is = page(&Asked { as_it_is: true, ..words("sumwhere") });
    assert!(as_it_is.contains("Nothing for ‘sumwhere’"), "{as_it_is}");
    let odd = page(&words("\" OR 1=1 -- NEAR(a* 'x':* & | !"));
    assert!(odd.contains("Or look by need"), "{odd}");
}

#[test]
fn without_words_the_teams_stand_there_and_a_need_has_its_own() {
    let teams = page(&Asked::default());
    for team in [
        "Children’s hub",
        "Assessment teams",
        "Child disability team",
        "Children and families",
        "Fostering team",
    ] {
        assert!(teams.contains(team), "{team}: {teams}");
    }
    let disabled = page(&Asked { need: Some(Need::Disabled), ..Asked::default() });
    assert!(disabled.contains("short breaks") && !disabled.contains("Fostering team"), "{disabled}");
}

#[test]
fn an_entry_says_how_to_reach_it_now_and_when_it_was_checked() {
    let entry = |name: &str, at: &str| {
        let looked = BOROUGH.store.read(|tx| look(tx, &words(name))).unwrap();
        let Looked::Words(found) = looked else { unreachable!() };
        let first = found.entries.into_iter().find(|entry| entry.note.name == name).unwrap();
        let at: chrono::DateTime<chrono::Utc> = at.parse().unwrap();
        let html =
            shown(&EntryPage::of(&first, name.contains("food"), Moment { at, today: at.date_naive() }));
        proper(&html);
        reads(&html)
    };
    let monday = "2026-11-23T10:00:00Z";
    insta::assert_snapshot!("housing", entry("Housing help for young people", monday));
    let nightstop = entry("Riverside Nightstop", monday);
    assert!(nightstop.contains("Nobody has checked it since 2 May 2026"), "{nightstop}");
    assert!(entry("Quay Street food bank", monday).contains("may be wrong"));
    let night = "2026-11-22T23:00:00Z";
    assert!(entry("Housing help for young people", night).contains("Closed now."));
    assert!(entry("Emergency team", night).contains("Answers now."));
    assert!(entry("Emergency team", monday).contains("Answers from 5pm."));
}

#[test]
fn whoever_asks_keeps_a_code_and_reads_by_when_they_get_an_answer() {
    let question = onward_domain::directory::Question {
        id: onward_domain::id::DirectoryQuestionId::new(),
        asks: "Somewhere warm to read".into(),
        reach: None,
        at: monday().at,
        promised: monday().at,
        answer: None,
    };
    let html = shown(&AskedPage::of(&question, "ABCDE-FGHJK".into()));
    proper(&html);
    let words = reads(&html);
    assert!(words.contains("ABCDE-FGHJK") && words.contains("Somewhere warm to read"), "{words}");
}

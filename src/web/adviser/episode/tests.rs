//! A period of Jay's care as Priya corrects it on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::{
        effect_of_episode::{Contradiction, Effect},
        see_care_history::see_care_history,
    },
    web::{
        form::WrittenDay,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use chrono::NaiveDate;
use leaving_care_rules::assessment::{DutyStage, Status};
use onward_domain::{care::EpisodeNote, role::Role};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn seen(line: bool) -> SeenEpisode {
    let (me, jay) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    let first =
        BOROUGH.read::<Adviser, _>(me, |ask| see_care_history(ask, jay, None)).lines.first().unwrap().id;
    BOROUGH.read::<Adviser, _>(me, |ask| see_episode(ask, jay, line.then_some(first)))
}

fn page(seen: &SeenEpisode, sheet: Sheet<EpisodeForm>, effect: Option<EffectShown>) -> String {
    shown(Role::Adviser, "episode", &EpisodePage::of(seen, NOW.today, sheet, effect))
}

fn filled() -> EpisodeForm {
    EpisodeForm {
        start: WrittenDay::new("3", "March", "2025"),
        end: WrittenDay::new("4", "4", "2025"),
        legal_status: "V2".into(),
        placement: "U1".into(),
        basis: "court_paper".into(),
        reason: "The court order of 3 March".into(),
        ..EpisodeForm::default()
    }
}

#[test]
fn a_period_is_added_or_corrected_from_what_it_says_now() {
    assert!(page(&seen(false), Sheet::default(), None).contains("<h1>Add a period of care</h1>"));
    let seen = seen(true);
    let form = EpisodeForm::from(seen.line.as_ref().unwrap());
    insta::assert_snapshot!("correct", reads(&page(&seen, Sheet::new(form), None)));
}

#[test]
fn mistakes_are_reported_in_the_order_of_the_page() {
    let wrong = EpisodeForm {
        start: WrittenDay::new("31", "4", "2025"),
        end: WrittenDay::default(),
        legal_status: String::new(),
        placement: String::new(),
        basis: String::new(),
        reason: " ".into(),
        ..filled()
    };
    let errors = wrong.read(NOW.today).unwrap_err();
    for (field, words) in [
        ("start", "April 2025 has 30 days. Enter a day from 1 to 30"),
        ("legal-status", "Choose the legal basis"),
        ("placement", "Choose where they lived"),
        ("basis", "Choose which record says so"),
        ("reason", "Say where this came from"),
    ] {
        assert_eq!(errors.said(field).as_deref(), Some(words));
    }
    let html = page(&seen(false), Sheet::wrong(wrong, errors), None);
    assert!(html.contains("href=\"#start\"") && html.contains("value=\"31\""));
}

#[test]
fn a_period_cannot_end_before_it_begins_or_begin_tomorrow_and_its_source_is_short() {
    let backwards = EpisodeForm { end: WrittenDay::new("2", "3", "2025"), ..filled() };
    let said = backwards.read(NOW.today).unwrap_err().said("end").unwrap();
    assert_eq!(said, "Enter an end that is on or after the first day");
    let tomorrow =
        EpisodeForm { start: WrittenDay::new("24", "11", "2026"), end: WrittenDay::default(), ..filled() };
    assert!(tomorrow.read(NOW.today).unwrap_err().has("start"));
    let why_and_no_day = EpisodeForm { end: WrittenDay::default(), reason_ended: "E5".into(), ..filled() };
    let said = why_and_no_day.read(NOW.today).unwrap_err().said("end").unwrap();
    assert_eq!(said, "Enter the day, say that it is not known, or take out why it ended");
    let over = EpisodeForm { end_unknown: "yes".into(), ..why_and_no_day };
    assert!(over.read(NOW.today).is_ok(), "over, on a day that nobody knows");
    let long = EpisodeForm { reason: "é".repeat(601), ..filled() };
    let said = long.read(NOW.today).unwrap_err().said("reason").unwrap();
    assert_eq!(said, "Use 600 characters or fewer");
    let (note, reason) = filled().read(NOW.today).unwrap();
    assert_eq!((note.start, note.end), (Some(day("2025-03-03")), Some(day("2025-04-04"))));
    assert_eq!(reason, "a court paper or letter: The court order of 3 March");
}

#[test]
fn what_saving_would_do_is_shown_first() {
    let stage = Some(DutyStage::S23C);
    let effect = Effect {
        from: None,
        counted: (Some(1018), Some(1011)),
        status: ((Status::FormerRelevant, stage), (Status::FormerRelevant, stage)),
        theirs: (22, 21),
        contradictions: vec![
            Contradiction::Gap { ended: day("2023-01-03"), begins: day("2023-01-10") },
            Contradiction::Overlap { from: day("2024-01-03"), until: None },
            Contradiction::NothingFollows { ended: day("2025-03-21") },
        ],
    };
    let note = filled().read(NOW.today).unwrap().0;
    let sheet = Sheet::doubtful(filled(), told::IsItRight, effect.token(&note));
    let html = page(&seen(true), sheet, Some(EffectShown::of(&effect, "Jay")));
    insta::assert_snapshot!("effect", reads(&html));
    assert!(html.contains("name=\"seen\""));
}

#[test]
fn two_versions_are_shown_side_by_side_with_what_differs() {
    let yours = filled().read(NOW.today).unwrap().0;
    let sheet = filled().beside(None, &yours);
    let html = page(&seen(true), sheet, None);
    assert!(html.contains("Somebody withdrew it.") && html.contains("<b>3 March 2025</b>"));
    assert!(html.contains("Save mine instead"));
    let same = EpisodeNote::default();
    assert!(filled().beside(None, &same).clash.unwrap().rows.iter().all(|row| !row.differs));
}

#[test]
fn care_dates_are_not_moved_because_of_x_and_care_that_was_taken_over_goes_on_with_a_named_council() {
    for none in ["x", "No", "............"] {
        let form = EpisodeForm { reason: none.into(), ..filled() };
        assert!(form.read(NOW.today).unwrap_err().has("reason"), "{none}");
    }
    let mut taken_over = seen(true).line.unwrap();
    taken_over.note.end = Some(day("2024-09-01"));
    taken_over.note.reason_ended = Some("E3".into());
    let follows = EpisodeForm::following(&taken_over);
    let form = EpisodeForm {
        basis: "case_system".into(),
        reason: "The letter of the other council".into(),
        ..follows
    };
    assert!(form.read(NOW.today).unwrap_err().has("authority"), "its council is asked for");
    let named = EpisodeForm { authority: "Leeds".into(), country: "scotland".into(), ..form.clone() };
    let (note, _) = named.read(NOW.today).unwrap();
    assert_eq!((note.start, note.end, note.reason_ended.as_deref()), (Some(day("2024-09-01")), None, None));
    assert_eq!(note.authority.as_deref(), Some("Leeds"));
    assert_eq!(note.country, Some(leaving_care_rules::person::Country::Scotland));
    let html = page(&seen(false), Sheet::new(form), None);
    assert!(html.contains("Which council took over?") && html.contains("Scotland"));
}

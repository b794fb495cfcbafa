//! Jay's care history, and that of somebody still in care, on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::{all, shown},
    testing::{BOROUGH, Borough, NOW, reads},
};
use leaving_care_rules::day_count::CountReason;
use onward_domain::{id::UserId, role::Role};
use scraper::Html;

/// The page of one person, as their adviser sees it.
pub fn page(me: UserId, person: PersonId, asked: &Asked) -> CareHistoryPage {
    let read = asked.read(NOW.today);
    let end = read.as_ref().ok().cloned().flatten();
    let seen = BOROUGH.read::<Adviser, _>(me, |ask| see_care_history(ask, person, end));
    CareHistoryPage::of(&seen, Borough::law(), asked, read.err().unwrap_or_default())
}

fn html(adviser: &str, person: &str, asked: &Asked) -> String {
    let page = page(BOROUGH.user(adviser), BOROUGH.person(person), asked);
    shown(Role::Adviser, "care-history", &page)
}

fn ends(day: &str, month: &str, year: &str) -> Asked {
    Asked { end_day: day.into(), end_month: month.into(), end_year: year.into(), ..Asked::default() }
}

#[test]
fn every_period_is_in_the_table_with_its_reason_and_in_the_pictures() {
    let html = html("Priya", "Jay", &Asked { saved: "yes".into(), ..Asked::default() });
    insta::assert_snapshot!("jay", reads(&html));
    let parsed = Html::parse_document(&html);
    assert_eq!(all(&parsed, "svg[role=img]").len(), 2);
    let whys = all(&parsed, "tbody td[data-label='Why']");
    assert!(!whys.is_empty());
    assert!(whys.iter().all(|cell| !cell.text().collect::<String>().trim().is_empty()));
}

#[test]
fn another_end_of_care_can_be_tried_and_an_invalid_day_is_reported() {
    insta::assert_snapshot!("shannon", reads(&html("Ben", "Shannon", &ends("1", "12", "2026"))));
    let wrong = html("Ben", "Shannon", &ends("31", "4", "2027"));
    assert!(wrong.contains("<title>Error: ") && wrong.contains("value=\"31\""));
    assert!(wrong.contains("April 2027 has 30 days. Enter a day from 1 to 30"));
    assert!(html("Ben", "Shannon", &ends("22", "11", "2026")).contains("This one has passed"));
}

#[test]
fn somebody_without_any_care_is_told_what_to_add() {
    let jay = BOROUGH.person("Jay");
    let mut seen = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_care_history(ask, jay, None));
    seen.lines.clear();
    seen.count = None;
    let page = CareHistoryPage::of(&seen, Borough::law(), &Asked::default(), Default::default());
    let html = shown(Role::Adviser, "care-history-start", &page);
    assert!(html.contains("No time in care is recorded.") && html.contains("without a date of birth"));
    assert!(html.contains("No day counts so far. 91 are needed."));
}

#[test]
fn days_left_out_are_not_counted_and_are_explained() {
    let jay = BOROUGH.person("Jay");
    let mut seen = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_care_history(ask, jay, None));
    let part = seen.count.as_mut().and_then(|count| count.parts.first_mut()).unwrap();
    (part.counts, part.reason) = (false, CountReason::ShortBreak);
    let page = CareHistoryPage::of(&seen, Borough::law(), &Asked::default(), Default::default());
    let html = shown(Role::Adviser, "care-history-left-out", &page);
    for words in ["in short breaks", "Left out", "short break under regulation 48", "Regulation 48 allows 75"]
    {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn a_panel_reads_what_ends_with_care_on_that_day() {
    let (me, person, asked) = (BOROUGH.user("Ben"), BOROUGH.person("Shannon"), ends("1", "12", "2026"));
    let end = asked.read(NOW.today).unwrap();
    let seen = BOROUGH.read::<Adviser, _>(me, |ask| see_care_history(ask, person, end));
    let page =
        PanelPage::of(&seen, Borough::law(), &asked, "Ben Osei", crate::web::form::FormErrors::default());
    let words = reads(&shown(Role::Adviser, "panel", &page));
    assert!(
        words.contains("Shannon") && words.contains("1 December 2026") && words.contains("Ben Osei"),
        "{words}"
    );
}

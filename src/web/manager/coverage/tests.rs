//! Coverage for the demonstration borough, shown.

use chrono::DateTime;
use leaving_care_rules::Law;
use onward_domain::{
    allocation::Team,
    coverage::{Coverage, Gap, Lines, Owed, Part, Subject, Thing},
    id::{PersonId, TeamId},
    money::Pence,
    role::Role,
};
use onward_store::scope::Listed;

use proptest::{collection::vec, prelude::*};

use super::{
    Asked,
    overview::{Coverage as CoveragePage, Waiting},
    people::{CoveragePeople, behind},
};
use crate::{
    demo::TODAY,
    usecases::manager::coverage::{Worked, people_behind, work_out},
    web::{
        desk::Manager,
        law_words,
        page_check::shown,
        testing::{BOROUGH, reads},
        words::figure,
    },
};

fn waiting(openings: usize) -> Waiting {
    Waiting { openings, ..Waiting::default() }
}

fn worked() -> Worked {
    BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), work_out)
}

fn listed(ids: &[PersonId]) -> Vec<std::sync::Arc<Listed>> {
    BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| people_behind(ask, ids))
}

fn law() -> &'static Law {
    crate::law::demonstration().unwrap()
}

/// Every number on a page that opens a list: what it says, what it counts, and the list.
fn opened(page: &impl serde::Serialize) -> Vec<(String, String, Asked)> {
    fn walk(value: &serde_json::Value, found: &mut Vec<(String, String, Asked)>) {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        if let (Some(words), Some(about), Some(href)) = (text("words"), text("about"), text("href")) {
            let query = href.split_once('?').map_or("", |(_, query)| query);
            let asked: Asked = serde_html_form::from_str(query).unwrap();
            assert_eq!(asked.address(), href, "the address says all that the list needs");
            found.push((words, about, asked));
        }
        match value {
            serde_json::Value::Array(all) => all.iter().for_each(|one| walk(one, found)),
            serde_json::Value::Object(all) => all.values().for_each(|one| walk(one, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&serde_json::to_value(page).unwrap(), &mut found);
    found
}

/// Follows every number on the page for these figures to its list. Returns how many there were.
fn every_number_opens_exactly_what_it_counts(worked: &Worked) -> usize {
    let page = CoveragePage::of(worked, law(), waiting(1), TODAY);
    let numbers = opened(&page);
    for (words, about, asked) in &numbers {
        let behind = behind(worked, law(), asked);
        let listed = match about.as_str() {
            "things" => figure(behind.all),
            "person" | "people" => figure(behind.people),
            "not paid" => behind.pounds.to_string(),
            other => panic!("{words} counts {other}"),
        };
        assert_eq!((words, about), (&listed, about), "{}", asked.address());
    }
    numbers.len()
}

#[test]
fn every_number_in_the_boroughs_coverage_opens_exactly_its_people_and_its_pounds() {
    let worked = worked();
    let all = worked.coverage.numbers(Part::default());
    assert!(all.due > 20 && all.given > 0 && all.people_lacking > 0 && all.lacking.0 > 0, "{all:?}");
    assert!(every_number_opens_exactly_what_it_counts(&worked) > 60);

    let page = CoveragePage::of(&worked, law(), waiting(1), TODAY);
    let html = shown(Role::Manager, "live-coverage", &page);
    assert!(html.contains("Leaving Care North") && html.contains("Gap in pounds"));
    assert!(html.contains("the local offer of Stockton Riverside"), "whose amounts these are");
    // On the page as sent, no number appears on its own if it could open its list.
    let parsed = scraper::Html::parse_document(&html);
    for cell in crate::web::page_check::all(&parsed, ".app-figs b, .app-grid td, td.is-num") {
        let words: String = cell.text().collect();
        let nothing = ["–", "0", "£0", "not counted"].contains(&words.trim());
        assert!(nothing || cell.html().contains("/manager/coverage/people"), "{}", cell.html());
    }
    // And each list says the number, and shows as many lines as it counts.
    let lists: std::collections::BTreeMap<(String, String), Asked> =
        opened(&page).into_iter().map(|(words, _, asked)| ((asked.address(), words), asked)).collect();
    for ((address, words), asked) in lists {
        let behind = behind(&worked, law(), &asked);
        let page = CoveragePeople::of(&worked, law(), &asked, &behind, &listed(&behind.ids()));
        assert_eq!(page.rows.len(), behind.lines.len(), "nobody is left out of {address}");
        let html = shown(Role::Manager, "live-behind", &page);
        let lede = crate::web::page_check::all(&scraper::Html::parse_document(&html), ".app-lede")
            .remove(0)
            .text()
            .collect::<String>();
        assert!(lede.contains(&words), "{address}: {words} is not in: {lede}");
    }
}

#[test]
fn coverage_starts_with_four_numbers_three_charts_with_their_tables_and_what_is_waiting() {
    let worked = worked();
    let html = shown(Role::Manager, "coverage", &CoveragePage::of(&worked, law(), waiting(1), TODAY));
    let parsed = scraper::Html::parse_document(&html);
    let all = |selector: &str| crate::web::page_check::all(&parsed, selector);
    assert_eq!(all(".app-figs dd b a").len(), 5, "four numbers, and what is not recorded yet");
    assert_eq!(all("figure ul.app-bars[aria-label]").len(), 3);
    assert_eq!(all("figure + details table").len(), 3, "each picture has its table");
    insta::assert_snapshot!("coverage", reads(&html));
    let nobody =
        Worked { version: 1, coverage: Coverage::default(), teams: Vec::new(), emergencies: Vec::new() };
    let html = shown(Role::Manager, "coverage-start", &CoveragePage::of(&nobody, law(), waiting(0), TODAY));
    insta::assert_snapshot!("nobody", reads(&html));
    let asked = Asked::lines(Lines::Missing).of_thing(Thing::FirstHome);
    let behind = behind(&worked, law(), &asked);
    let people = CoveragePeople::of(&worked, law(), &asked, &behind, &listed(&behind.ids()));
    insta::assert_snapshot!("behind", reads(&shown(Role::Manager, "behind", &people)));
}

#[test]
fn an_unknown_list_or_a_page_past_its_end_is_still_a_page() {
    let worked = worked();
    let shows = |asked: &Asked| {
        let behind = behind(&worked, law(), asked);
        let people = listed(&behind.ids());
        let page = CoveragePeople::of(&worked, law(), asked, &behind, &people);
        (shown(Role::Manager, &format!("live-behind-{}{}", asked.show, asked.thing), &page), page)
    };
    let (_, late) = shows(&Asked { thing: "nonsense".into(), page: "99".into(), ..Asked::default() });
    assert!(!late.rows.is_empty(), "a page after the last shows the last");
    for (show, words) in [
        ("", "Nobody is missing anything here"),
        ("unpaid", "No money is waiting to be paid here"),
        ("given", "Nothing is given here yet"),
        ("due", "Nobody is owed anything here"),
        ("unknown", "No fact is missing here"),
        ("everyone", "Nobody is here"),
    ] {
        let nobody = Asked { show: show.into(), team: TeamId::new().to_string(), ..Asked::default() };
        let (html, page) = shows(&nobody);
        assert!(page.rows.is_empty() && html.contains(words), "{show}");
        assert!(html.contains("/manager/coverage#grid"), "and leads back to where it came from");
    }
}

/// Somebody in made-up figures: team, status, and what they are owed.
type Drawn = (u8, usize, Vec<(usize, u8, i64)>);

/// Figures as the fold makes them: something given or unknown is missing no money.
fn cohort_of(drawn: &[Drawn]) -> Worked {
    let teams: Vec<Team> = ["North", "South"]
        .map(|name| Team {
            ended_at: None,
            id: TeamId::new(),
            name: name.into(),
            phone: None,
            created_at: DateTime::UNIX_EPOCH,
        })
        .into();
    let counted = [
        (Thing::Adviser, Some("personal_adviser")),
        (Thing::Adviser, Some("qualifying_advice")),
        (Thing::Visit, None),
        (Thing::FirstHome, Some("setting_up_home_allowance")),
        (Thing::Bursaries, Some("he_bursary")),
        (Thing::Bursaries, Some("bursary_16_19")),
        (Thing::Study, Some("education_assistance")),
    ];
    let mut coverage = Coverage::default();
    for (team, status, owed) in drawn {
        let subject = coverage.subjects.len();
        coverage.subjects.push(Subject {
            person: PersonId::new(),
            team: teams.get(usize::from(*team)).map(|team| team.id),
            adviser: None,
            status: law_words::STATUSES[*status],
        });
        for (which, gap, pounds) in owed {
            let (thing, id) = counted[*which];
            let gap = Gap::ALL.get(usize::from(*gap)).copied();
            let lacking = if gap.is_some_and(Gap::is_lacking) { *pounds } else { 0 };
            let entitlement = id.and_then(|id| law().find(id));
            coverage.owed.push(Owed { subject, thing, entitlement, gap, lacking: Pence(lacking) });
        }
    }
    Worked { version: 1, coverage, teams, emergencies: Vec::new() }
}

proptest! {
    #[test]
    fn every_number_of_any_cohort_opens_exactly_what_it_counts(
        drawn in vec((0..3u8, 0..6usize, vec((0..7usize, 0..9u8, prop_oneof![Just(0i64), 1..400_000i64]), 0..6)), 0..40)
    ) {
        every_number_opens_exactly_what_it_counts(&cohort_of(&drawn));
    }
}

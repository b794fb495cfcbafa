//! Birthdays of people of the demonstration, seen from Monday 23 November 2026.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::page::TurningPage;
use crate::usecases::{
    worked::Worked,
    young_person::{
        see_own_pages::Own,
        see_turning::{OwnTurning, turn},
    },
};
use crate::{
    usecases::young_person::see_turning::see_turning,
    web::{
        desk::YoungPerson,
        testing::{BOROUGH, reads},
        young_person::{
            home::BIRTHDAYS,
            testing::{law, page},
        },
    },
};
use leaving_care_rules::{Messages, Person, assess};
use onward_domain::role::Role;
use std::sync::Arc;

fn of(name: &str, age: u8) -> String {
    let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), |ask| see_turning(ask, age));
    reads(&page(&format!("/turning/{age}"), &TurningPage::of(law(), &seen, age)))
}

#[test]
fn zabi_who_came_alone_reads_first_where_he_sleeps_then_his_papers_and_what_follows() {
    let words = of("Zabi", 18);
    insta::assert_snapshot!("zabi_18", words);
    let at = |text: &str| words.find(text).unwrap_or_else(|| unreachable!("{text}\n{words}"));
    assert!(at("Where you live from then") < at("Who stays with you"));
    assert!(at("Who stays with you") < at("What follows what you have now"));
}

#[test]
fn jay_at_25_reads_what_to_ask_for_before() {
    insta::assert_snapshot!("jay_25", of("Jay", 25));
}

#[test]
fn under_everything_that_ends_stands_what_follows_it_for_everybody_at_every_age() {
    let mut ends = 0;
    for user in BOROUGH.users(Role::YoungPerson) {
        for age in BIRTHDAYS {
            let seen = BOROUGH.read::<YoungPerson, _>(user, |ask| see_turning(ask, age));
            let words = reads(&page(&format!("/turning/{age}"), &TurningPage::of(law(), &seen, age)));
            let lines: Vec<&str> = words.lines().collect();
            for pair in lines.windows(2).filter(|pair| pair[0].starts_with("Stop")) {
                assert!(pair[1].len() > 20 && !pair[1].starts_with("Stop"), "{pair:?}\n{words}");
                ends += 1;
            }
        }
    }
    assert!(ends > 20, "{ends}");
}

#[test]
fn without_a_date_of_birth_it_is_asked_for() {
    let mut seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), |ask| see_turning(ask, 21));
    seen.birthday = None;
    let words = reads(&page("/turning/21", &TurningPage::of(law(), &seen, 21)));
    assert!(words.contains("We need your date of birth"), "{words}");
}

/// Jay's pages with another life: born on this day, with these records of care, and no home on record.
fn living(born: &str, care: &str, said: &str, age: u8) -> OwnTurning {
    let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), |ask| see_turning(ask, age));
    let facts: Person = serde_json::from_str(&format!(
        r#"{{"date_of_birth":"{born}","episodes":{care},"circumstances":{{"recourse_to_public_funds":true,{said}"homeless":"no"}}}}"#
    ))
    .unwrap();
    let old = &seen.home.own;
    let assessment = assess(law(), &facts, old.today);
    let worked =
        Worked { before_giving: assessment.clone(), assessment, facts, ..Worked::clone(&old.worked) };
    let own = Own { worked: Arc::new(worked), ..old.clone() };
    let birthday = turn(law(), Messages::english().unwrap(), &own, age);
    let home = crate::usecases::young_person::see_home::OwnHome { own, ..seen.home };
    OwnTurning { home, homes: Vec::new(), birthday }
}

/// The heading, and what is said about the adviser.
fn said(seen: &OwnTurning, age: u8) -> (String, String) {
    let html = page(&format!("/turning/{age}"), &TurningPage::of(law(), seen, age));
    let words = reads(&html);
    let lines: Vec<&str> = words.lines().collect();
    let at = lines.iter().position(|line| *line == "Priya Anand").unwrap_or_else(|| unreachable!("{words}"));
    (lines[2].to_owned(), lines[at + 1].to_owned())
}

const FOSTERED: &str = r#"[{"start":"2018-01-12","end":ENDS,"legal_status":"C2","placement":"U4"}]"#;

#[test]
fn every_status_at_every_age_reads_what_is_true_of_its_home_and_adviser() {
    let care = |ends: &str| FOSTERED.replace("ENDS", ends);
    let ask = "Agree where you live from then";
    let unknown = "Where do you live from then?";
    let past = |age: u8| format!("What changed when you turned {age}");
    let stays = "Your adviser stays until you are 21, and to 25 if you ask.";
    let request = "Your adviser stays if you ask. You can ask at any time until you are 25.";
    let ends = "Your adviser helps you until that day. Ask now for what you need before it.";
    let advice = "By law you can get advice and someone on your side until you are 21. Ask Priya who that is for you from then.";
    let advice_ends = "The council’s advice ends that day. Ask now for what you need before it.";
    let open = "Ask Priya who helps you from then.";
    // In care at 15; eligible; relevant; former relevant; qualifying; never long enough in care; nothing known of care.
    // At each birthday: the heading (empty where it has been), and what is said about the adviser.
    type Said = [(&'static str, &'static str); 4];
    let people: [(&str, &str, String, Said); 7] = [
        (
            "in care at 15",
            "2011-05-10",
            care("null"),
            [("Your home stays the same", stays), (ask, stays), (unknown, request), (unknown, ends)],
        ),
        (
            "eligible",
            "2009-05-10",
            care("null"),
            [("", stays), (ask, stays), (unknown, request), (unknown, ends)],
        ),
        (
            "relevant",
            "2009-05-10",
            care("\"2026-06-12\""),
            [("", stays), (ask, stays), (unknown, request), (unknown, ends)],
        ),
        (
            "former relevant",
            "2007-03-02",
            care("\"2025-03-02\""),
            [("", stays), ("", stays), (unknown, request), (unknown, ends)],
        ),
        (
            "qualifying",
            "2009-05-10",
            r#"[{"start":"2025-06-01","end":"2025-07-01","legal_status":"V2","placement":"U4"}]"#.into(),
            [("", open), (unknown, advice), (unknown, advice_ends), (unknown, open)],
        ),
        (
            "none",
            "2009-05-10",
            r#"[{"start":"2018-06-01","end":"2018-07-01","legal_status":"V2","placement":"U4"}]"#.into(),
            [("", open), (unknown, open), (unknown, open), (unknown, open)],
        ),
        (
            "not known",
            "2009-05-10",
            "null".into(),
            [("", open), (unknown, open), (unknown, open), (unknown, open)],
        ),
    ];
    for (who, born, care, wanted) in &people {
        for (age, (home, adviser)) in BIRTHDAYS.into_iter().zip(wanted) {
            let (heading, about) = said(&living(born, care, "", age), age);
            let home = if home.is_empty() { past(age) } else { (*home).to_owned() };
            assert_eq!((heading.as_str(), about.as_str()), (home.as_str(), *adviser), "{who} at {age}");
        }
    }
}

#[test]
fn who_studies_or_asked_keeps_the_adviser_and_who_stays_put_reads_so() {
    let care = FOSTERED.replace("ENDS", "\"2025-03-02\"");
    let (_, asked) = said(&living("2007-03-02", &care, r#""support_request_date":"2028-03-02","#, 21), 21);
    assert_eq!(asked, "Your adviser stays.");
    let staying = living("2009-05-10", &FOSTERED.replace("ENDS", "null"), r#""staying_put":true,"#, 18);
    assert_eq!(said(&staying, 18).0, "You stay in the same home, with your foster carer");
}

#[test]
fn a_home_on_record_stays_the_same_until_the_day_it_ends() {
    let mut seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), |ask| see_turning(ask, 21));
    assert_eq!(said(&seen, 21).0, "Your home stays the same");
    let day = seen.birthday.as_ref().unwrap().0;
    for home in &mut seen.homes {
        home.note.until = Some(day);
    }
    assert_eq!(said(&seen, 21).0, "Where do you live from then?");
}

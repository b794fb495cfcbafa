//! An adviser's correction is never silently overruled.

use super::*;
use crate::returns::ssda903::history::EpisodeFact;

fn year(year: &str, dec: &str, rec: &str) -> Files {
    vec![
        file(&format!("{year}/header.csv"), &format!("{HEADER}1,F,01/05/2008,WBRI,,,\n")),
        file(
            &format!("{year}/episodes.csv"),
            &format!("{EPISODES}1,01/05/2020,S,V2,N1,U6,PR1,{dec},{rec},,,,\n"),
        ),
    ]
}

fn key() -> FactKey {
    FactKey::Episode("2020-05-01".parse().unwrap())
}

/// The adviser changes the legal status of the open episode to C2.
fn corrected() -> (Held, Fact) {
    let mut held = Held::default();
    import(&mut held, &year("2023-24", "", ""));
    let person = held.people.get_mut(&child("1")).unwrap();
    let Fact::Episode(episode) = person.facts[&key()] else { panic!() };
    let mine = Fact::Episode(EpisodeFact { legal_status: Some("C2"), ..episode });
    person.facts.insert(key(), mine);
    (held, mine)
}

#[test]
fn the_same_row_again_leaves_a_correction_alone() {
    let (mut held, mine) = corrected();
    let plan = import(&mut held, &year("2024-25", "", ""));
    assert_eq!(plan.counts.questions + plan.counts.changed, 0);
    assert_eq!(held.people[&child("1")].facts[&key()], mine);
}

#[test]
fn a_new_answer_against_a_correction_becomes_one_question_and_only_once() {
    let (mut held, mine) = corrected();
    let plan = import(&mut held, &year("2024-25", "01/06/2024", "E5"));
    assert_eq!(held.people[&child("1")].facts[&key()], mine, "the record stays");
    let question = &plan.people[0].questions[0];
    let choice = question.choice.unwrap();
    assert_eq!(choice.mine, Some(mine));
    assert!(
        matches!(choice.theirs, Some(Fact::Episode(it)) if it.end.is_some() && it.legal_status == Some("V2"))
    );
    assert!(
        question.what.contains("Full care order") && question.what.contains("section 20"),
        "{}",
        question.what
    );
    assert!(plan_again(&held, &year("2024-25", "01/06/2024", "E5")).is_empty());
}

fn plan_again(held: &Held, files: &Files) -> Plan {
    plan(held, &incoming(files))
}

#[test]
fn a_return_that_comes_to_agree_with_a_correction_raises_no_question() {
    let (mut held, mine) = corrected();
    let mut files = year("2024-25", "", "");
    files[1].1 = format!("{EPISODES}1,01/05/2020,S,C2,N1,U6,PR1,,,,,,\n").into_bytes();
    let plan = import(&mut held, &files);
    assert_eq!((plan.counts.questions, plan.counts.changed), (0, 0));
    assert_eq!(held.people[&child("1")].facts[&key()], mine);
}

#[test]
fn an_episode_that_an_adviser_removed_is_not_put_back() {
    let mut held = Held::default();
    import(&mut held, &year("2023-24", "", ""));
    held.people.get_mut(&child("1")).unwrap().facts.remove(&key());
    assert!(
        !import(&mut held, &year("2023-24", "", "")).people.iter().any(|person| !person.steps.is_empty())
    );
    let plan = import(&mut held, &year("2024-25", "01/06/2024", "E5"));
    assert_eq!(plan.people[0].questions[0].choice.unwrap().mine, None);
    assert!(!held.people[&child("1")].facts.contains_key(&key()));
}

#[test]
fn an_episode_overlapping_an_advisers_own_is_a_question() {
    let mut held = Held::default();
    import(&mut held, &year("2023-24", "", ""));
    let own = ("2024-06-01".parse().unwrap(), None);
    held.people.get_mut(&child("1")).unwrap().own_episodes.push(own);
    let mut files = year("2024-25", "01/05/2024", "E4A");
    files[1].1.extend_from_slice(b"1,03/06/2024,S,V2,N1,U6,PR1,,,,,,\n");
    let plan = import(&mut held, &files);
    let asked: Vec<_> = plan.people[0].questions.iter().filter_map(|question| question.choice).collect();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].key, FactKey::Episode("2024-06-03".parse().unwrap()));
    assert_eq!(plan.counts.ended, 1, "the older episode still gets its end");
}

#[test]
fn another_date_of_birth_or_sex_is_a_question_and_changes_nobody() {
    let mut held = Held::default();
    import(&mut held, &year("2023-24", "", ""));
    let before = held.people[&child("1")].facts[&FactKey::Birth];
    let mut files = year("2024-25", "", "");
    files[0].1 = format!("{HEADER}1,M,02/05/2008,WBRI,,,\n").into_bytes();
    let plan = import(&mut held, &files);
    assert_eq!(plan.counts.questions, 2);
    assert_eq!(held.people[&child("1")].facts[&FactKey::Birth], before);
    assert!(plan_again(&held, &files).is_empty());
    // Both years at once raise the question too; the later year counts meanwhile.
    let mut both = year("2023-24", "", "");
    both.extend(files);
    let plan = import(&mut Held::default(), &both);
    assert_eq!(plan.counts.questions, 2);
}

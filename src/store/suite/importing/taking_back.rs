//! Returns that were wrong, numbers that belonged to one person, and what waits meanwhile.

use super::*;
use crate::repo::returns::{GoesWith, Joined, TakenBack, TakesBack};

const DRAFT: TakesBack<'_> = TakesBack { by: None, why: Some("It was the draft.") };

fn now() -> Moment {
    Moment { at: noon(), today: noon().date_naive() }
}

/// Sam's draft, then the final return: what is current after both.
fn standing(store: &Store) -> Vec<(Option<chrono::NaiveDate>, Option<chrono::NaiveDate>)> {
    store
        .read(|tx| {
            tx.run(|connection| {
                Ok(care_episodes::table
                    .filter(care_episodes::superseded_at.is_null())
                    .order(care_episodes::start_day)
                    .select((care_episodes::start_day, care_episodes::end_day))
                    .load(connection)?)
            })
        })
        .unwrap()
}

fn day(text: &str) -> Option<chrono::NaiveDate> {
    text.parse().ok()
}

on_both!(taking_a_return_back_restores_what_it_replaced_and_keeps_both_versions => |store| {
    import(store, &one("2023-24", "2", &["01/05/2023,S,V2,N1,U6,PR1,,"]));
    import(store, &one("2023-24", "2", &["08/05/2023,S,V2,N1,U6,PR1,28/07/2023,E4A"]));
    assert_eq!(standing(store), [(day("2023-05-08"), day("2023-07-28"))]);
    let latest = store.read(|tx| tx.returns().latest_runs(10)).unwrap();
    let before = held(store);
    let run = store.read(|tx| tx.returns().years_held()).unwrap()[0].import;
    assert!(latest.iter().any(|it| it.id == run));
    let goes = store.read(|tx| tx.returns().goes_with(run)).unwrap();
    assert_eq!(goes, GoesWith { rows: 1, children: 1, questions: 0, settled: 0 });
    let taken = store.write(move |tx| tx.returns().take_back(run, DRAFT, noon())).unwrap();
    let TakenBack::Done(plan) = taken else { panic!("not done") };
    assert_eq!(plan.counts.withdrawn, 2, "the episode and the move home");
    assert_eq!(standing(store), [(day("2023-05-01"), None)]);
    assert_ne!(before.ledger.children, held(store).ledger.children);
    let again = store.write(move |tx| tx.returns().take_back(run, DRAFT, noon())).unwrap();
    assert!(matches!(again, TakenBack::NotThere));
    let by = store.read(|tx| tx.returns().run(run)).unwrap().taken_back.unwrap();
    assert_eq!((by.by, by.why.as_deref()), (None, Some("It was the draft.")));
    // The draft goes too: nothing is held of the year.
    let draft = store.read(|tx| tx.returns().years_held()).unwrap()[0].import;
    store.write(move |tx| tx.returns().take_back(draft, DRAFT, noon())).unwrap();
    assert!(standing(store).is_empty());
    assert!(store.read(|tx| tx.returns().years_held()).unwrap().is_empty());
});

on_both!(a_return_replaced_since_is_taken_back_without_coming_back_later => |store| {
    import(store, &one("2023-24", "2", &["01/05/2023,S,V2,N1,U6,PR1,,"]));
    let first = store.read(|tx| tx.returns().years_held()).unwrap()[0].import;
    import(store, &one("2023-24", "2", &["02/05/2023,S,V2,N1,U6,PR1,,"]));
    let second = store.read(|tx| tx.returns().years_held()).unwrap()[0].import;
    store.write(move |tx| tx.returns().take_back(first, DRAFT, noon())).unwrap();
    assert_eq!(standing(store), [(day("2023-05-02"), None)]);
    store.write(move |tx| tx.returns().take_back(second, DRAFT, noon())).unwrap();
    assert!(standing(store).is_empty(), "the first is not put back");
});

on_both!(two_numbers_for_one_person_are_joined_and_separated => |store| {
    import(store, &one("2022-23", "2", &["01/05/2022,S,V2,N1,U6,PR1,,"]));
    let other: Vec<StagedFile> = one("2023-24", "2", &["01/05/2022,S,V2,N1,U6,PR1,01/06/2023,E5"])
        .into_iter()
        .map(|file| {
            let text = String::from_utf8(file.content).unwrap().replace("\n1,", "\nM1,");
            StagedFile { name: file.name, content: text.into_bytes() }
        })
        .collect();
    import(store, &other);
    let people = |child: &str| {
        let child = child.to_owned();
        store.read(move |tx| tx.system(crate::scope::Task::Job, None, now())?.child(&child)).unwrap().unwrap()
    };
    let (keep, gone) = (people("1"), people("M1"));
    let before = held(store);
    let joined = store.write(move |tx| tx.returns().join(keep, gone, None, noon())).unwrap();
    assert_eq!(joined, Joined::Done);
    let list = store.read(|tx| tx.returns().joined()).unwrap();
    assert_eq!((list.len(), list[0].other, list[0].into, list[0].number.as_str()), (1, gone, keep, "M1"));
    assert_eq!(standing(store), [(day("2022-05-01"), day("2023-06-01"))]);
    let listed = |store: &Store| {
        store.read(|tx| tx.system(crate::scope::Task::Job, None, now())?.everyone()).unwrap().len()
    };
    assert_eq!(listed(store), 1);
    let told = |store: &Store| held(store).people[&ssda903::Child::new("1")].open.get("joined M1").cloned();
    assert!(told(store).unwrap().what.contains("Number M1 was joined to number 1"), "their adviser is told");
    let new = NewUser { role: Role::Adviser, display_name: "Sam".into(), person: None, team: None, phone: None };
    let sam = store.write(move |tx| tx.users().add(&new, noon())).unwrap();
    for number in ["M1", "1"] {
        let found = store.read(|tx| {
            let caseload = tx.viewer(sam)?.unwrap().caseload().unwrap();
            caseload.outside().find(tx, &crate::scope::Exactly::Child(number.into()), now())
        });
        assert_eq!(found.unwrap().map(|found| found.person), Some(keep), "{number}");
    }
    let again = store.write(move |tx| tx.returns().join(keep, gone, None, noon())).unwrap();
    assert_eq!(again, Joined::NotPossible);
    // A file with the number goes to the person it was joined to.
    let plan = import(store, &one("2024-25", "2", &[]));
    assert!(plan.people.iter().all(|person| person.child.as_str() == "1"));
    store.write(move |tx| tx.returns().take_apart(gone, None, noon())).unwrap();
    assert_eq!(listed(store), 2);
    assert_eq!(told(store), None, "and not any more");
    assert!(store.read(|tx| tx.returns().joined()).unwrap().is_empty());
    let after = held(store);
    let gone = ssda903::Child::new("M1");
    assert_eq!(before.people[&gone].facts, after.people[&gone].facts);
});

on_both!(two_numbers_that_somebody_keeps_as_two_are_not_asked_about_again => |store| {
    let with = |number: &str, year: &str| {
        let header = format!("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n{number},2,01/05/2008,WBRI,A123456789012,,\n");
        vec![StagedFile { name: format!("{year}/header.csv"), content: header.into_bytes() }]
    };
    import(store, &with("1", "2022-23"));
    let plan = import(store, &with("M1", "2023-24"));
    let asks = |plan: &Plan| plan.people.iter().flat_map(|it| &it.questions).any(|it| it.key.starts_with("same "));
    assert!(asks(&plan));
    assert_eq!(store.read(|tx| tx.returns().may_be_one()).unwrap().len(), 1);
    let person = |number: &'static str| {
        store.read(move |tx| tx.system(crate::scope::Task::Job, None, now())?.child(number)).unwrap().unwrap()
    };
    let (one, other, dawn) = (person("1"), person("M1"), user(store));
    let kept = store.write(move |tx| tx.returns().stay_two(one, other, dawn, noon())).unwrap();
    assert_eq!(kept, Joined::Done);
    assert!(store.read(|tx| tx.returns().may_be_one()).unwrap().is_empty());
    let pairs = store.read(|tx| tx.returns().two_people()).unwrap();
    assert!(pairs.iter().all(|pair| pair.by == Some(dawn) && pair.at == noon()), "who, and when: {pairs:?}");
    let mut said: Vec<_> = pairs.iter().map(|pair| (pair.person, pair.other.as_str())).collect();
    said.sort_by_key(|(_, other)| other.to_owned());
    assert_eq!(said, [(other, "1"), (one, "M1")]);
    for (number, year) in [("M1", "2024-25"), ("1", "2025-26")] {
        assert!(!asks(&import(store, &with(number, year))), "{number}");
    }
    let same = store.write(move |tx| tx.returns().stay_two(one, one, dawn, noon())).unwrap();
    assert_eq!(same, Joined::NotPossible);
});

fn user(store: &Store) -> UserId {
    let new =
        NewUser { role: Role::Manager, display_name: "Dawn".into(), person: None, team: None, phone: None };
    store.write(move |tx| tx.users().add(&new, noon())).unwrap()
}

on_both!(a_question_about_the_date_of_birth_withholds_it_until_it_is_settled => |store| {
    let mut files = one("2023-24", "2", &["01/05/2023,S,V2,N1,U6,PR1,,"]);
    files.extend(one("2024-25", "2", &["01/05/2023,S,V2,N1,U6,PR1,,"]));
    files[0].content = String::from_utf8(files[0].content.clone()).unwrap().replace("2008", "2009").into_bytes();
    import(store, &files);
    let born = || {
        let everyone = store.read(|tx| tx.system(crate::scope::Task::Job, None, now())?.everyone()).unwrap();
        everyone[0].facts.rules_person(now().today).date_of_birth
    };
    assert_eq!(born(), None);
    let person = person_with(store, "1");
    let adviser = store
        .write(|tx| {
            let adviser = NewUser { role: Role::Adviser, display_name: "Sam".into(), person: None, team: None, phone: None };
            tx.users().add(&adviser, noon())
        })
        .unwrap();
    allocate(store, adviser, person);
    let asked = questions(store, adviser, person);
    assert_eq!(asked[0].holds, Some(ssda903::Holds::Birth));
    assert_eq!(settle(store, person, asked[0].id, Answer::TookReturn, adviser), Settled::Now);
    assert_eq!(born(), day("2009-05-01"), "the other of the two");
});

/// What open questions withhold of the only person.
fn withheld(store: &Store) -> onward_domain::withheld::Withheld {
    let everyone = store.read(|tx| tx.system(crate::scope::Task::Job, None, now())?.everyone()).unwrap();
    everyone[0].facts.withheld.clone()
}

on_both!(a_death_that_later_care_contradicts_is_taken_back_and_the_answer_waits => |store| {
    let died = "01/05/2020,S,V2,N1,U6,PR1,01/06/2023,E2";
    import(store, &one("2023-24", "2", &[died]));
    assert!(!withheld(store).care_is_asked_about());
    import(store, &one("2024-25", "2", &[died, "01/09/2024,S,V2,N1,U6,PR1,,"]));
    assert!(withheld(store).care, "nobody is taken for dead, nor for alive");
    assert!(!held(store).people[&ssda903::Child::new("1")].facts.contains_key(&ssda903::FactKey::Died));
});

on_both!(an_open_question_withholds_what_a_later_year_makes_of_it => |store| {
    import(store, &one("2022-23", "2", &["01/06/2022,S,V2,N1,U6,PR1,,"]));
    import(store, &one("2023-24", "2", &["01/03/2024,S,V2,N1,U6,PR1,,"]));
    let before = withheld(store).care;
    import(store, &one("2024-25", "2", &["01/03/2024,S,V2,N1,U6,PR1,20/04/2024,E4A"]));
    assert_eq!((before, withheld(store).care), (false, true), "left at 15, the gap before decides");
});

on_both!(a_row_that_was_left_out_is_asked_about_again_once_the_return_that_gave_it_is_taken_back => |store| {
    import(store, &one("2023-24", "2", &["01/05/2023,S,V9,N1,U6,PR1,,"]));
    assert!(withheld(store).care, "nobody knows what the row would have said");
    import(store, &one("2023-24", "2", &["01/05/2023,S,V2,N1,U6,PR1,,"]));
    assert!(!withheld(store).care);
    let run = store.read(|tx| tx.returns().years_held()).unwrap()[0].import;
    store.write(move |tx| tx.returns().take_back(run, DRAFT, noon())).unwrap();
    assert!(withheld(store).care);
});

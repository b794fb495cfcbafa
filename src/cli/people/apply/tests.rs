//! A file of people on both databases.

use super::*;
use crate::usecases::testing::{Jay, adviser, at, day};
use onward_domain::{id::UserId, person::Sex, role::Role};
use onward_store::{on_both, repo::accounts::NewCredential, scope::NewPerson, testing::TestStore};

fn file(text: &str) -> People {
    read(text.as_bytes()).unwrap()
}

fn words(people: &People) -> Vec<(u32, String)> {
    people.problems.iter().map(|problem| (problem.line, problem.words.clone())).collect()
}

#[test]
fn a_name_is_split_the_way_it_was_written() {
    let people = file(
        "child,name,known_as,adviser,from\n1,Jay Marcus Linton,,,\n2,\"Al Rashid, Omar\",,,\n3,Amara,Ami,,\n4,,,A.B@Example.org,23/11/2026\n\n",
    );
    assert_eq!(people.problems, []);
    let nobody = Identity {
        child: Some("1".into()),
        known_as: Identity::by_number("1"),
        first_names: String::new(),
        family_name: String::new(),
        born: None,
        sex: Sex::Unknown,
        protected: false,
    };
    let written: Vec<_> = people
        .lines
        .iter()
        .filter_map(|line| line.names.as_ref())
        .map(|new| new.over(&nobody).over(&nobody))
        .map(|identity| (identity.known_as, identity.first_names, identity.family_name))
        .collect();
    let said = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(
        written,
        [said("Jay", "Jay Marcus", "Linton"), said("Omar", "Omar", "Al Rashid"), said("Ami", "Amara", "")]
    );
    assert_eq!(people.lines[3].adviser.as_deref(), Some("a.b@example.org"));
    assert_eq!(people.lines[3].from, Some(day("2026-11-23")));
}

#[test]
fn each_unreadable_line_is_named_with_what_to_do() {
    let people = file(
        "Child,Name,Adviser,From\n1,Jay,,\n1,Jay,,\n,Kai,,\n3,J\u{200b}ay,,\n4,,priya,\n5,,a@b.org,31/02/2026\n6,Jay,,2026-11-23\n7,Jay\n8,\"Jay,,\n9,12345,,\n",
    );
    let said = words(&people);
    let lines: Vec<u32> = said.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (place, part) in [
        (0, "line 2 is about the same person"),
        (1, "no number of the return"),
        (2, "a character that nobody can see"),
        (3, "priya is no email address"),
        (4, "31/02/2026 is no day"),
        (5, "a first day and no adviser"),
        (6, "has not 4 values"),
        (7, "its quotes are wrong"),
        (8, "there is no letter in it"),
    ] {
        assert!(said[place].1.contains(part), "{:?}", said[place]);
    }
    assert_eq!(people.lines.len(), 1);
}

#[test]
fn a_file_with_other_columns_is_not_a_file_of_people() {
    for (text, part) in [
        ("child,nmae\n1,Jay\n", "There is no column “nmae”"),
        ("name,adviser\nJay,\n", "a column “child”"),
        ("child\n1\n", "a name or an adviser"),
        ("child,child,name\n1,1,Jay\n", "appears twice"),
        ("child,name,family_name\n1,Jay,L\n", "not in both"),
        ("", "empty"),
        ("PK\u{3}\u{4}", "workbook"),
    ] {
        let why = read(text.as_bytes()).unwrap_err();
        assert!(why.contains(part), "{text:?}: {why}");
    }
    assert_eq!(read(b"child,name\n1,Zo\xeb Bell\n").unwrap().old_encoding, Some(2));
}

struct House {
    jay: Jay,
    kai: PersonId,
    callum: UserId,
}

/// Jay (T1) has a name and Priya; Kai (000T2) has neither. Callum is an adviser, Dawn a manager.
fn house(store: &TestStore) -> House {
    let jay = Jay::of(store);
    let callum = adviser(store, "Callum Reid");
    let priya = jay.priya;
    let kai = store
        .write(move |tx| {
            for (user, name) in [(callum, "callum@example.org"), (priya, "priya@example.org")] {
                let credential = NewCredential {
                    user,
                    sign_in_name: name.into(),
                    passphrase_hash: "!".into(),
                    totp_secret: None,
                    recovery_code_hashes: Vec::new(),
                };
                tx.accounts().set_credential(&credential, at(0).at)?;
            }
            let identity = Identity {
                child: Some("000T2".into()),
                known_as: Identity::by_number("000T2"),
                first_names: String::new(),
                family_name: String::new(),
                born: Some(day("2008-07-01")),
                sex: Sex::Unknown,
                protected: false,
            };
            Ok(tx.system(Task::Demonstration, None, at(0))?.add_person(&NewPerson { identity })?.id())
        })
        .unwrap();
    House { jay, kai, callum }
}

fn run(store: &TestStore, text: &str, replace: bool) -> Outcome {
    let people = file(text);
    store.write(move |tx| apply(tx, &people, replace, at(1))).unwrap()
}

/// The name that lists show, and the adviser.
fn stands(store: &TestStore, person: PersonId) -> (String, Option<UserId>) {
    store
        .write(move |tx| {
            let record = tx.system(Task::Job, None, at(2))?.open(person)?;
            let adviser = record.worker(onward_domain::allocation::Part::Adviser)?;
            Ok((record.person()?.identity.listed_name(), adviser.map(|worker| worker.user)))
        })
        .unwrap()
}

on_both!(a_file_is_done_once_and_the_second_time_nothing_is_left_to_do => |store| {
    let house = house(store);
    let text = "child,name,adviser,from\n000T2,Kai Marsh,callum@example.org,2026-11-01\nT1,,priya@example.org,\n";
    let people = file(text);
    let shown = store.read(|tx| would_do(tx, &people, false, at(1))).unwrap();
    assert_eq!(shown.problems, []);
    assert_eq!(shown.does[0].name.as_deref(), Some("Kai Marsh"));
    assert_eq!(shown.does[0].adviser, Some(("callum@example.org".into(), day("2026-11-01"))));
    assert!(shown.does[1].nothing(), "Jay already has Priya");
    assert_eq!(stands(store, house.kai), ("Number 000T2".into(), None), "nothing was changed by asking");

    assert_eq!(run(store, text, false), shown, "it does exactly what was shown");
    assert_eq!(stands(store, house.kai), ("Kai Marsh".into(), Some(house.callum)));
    let again = run(store, text, false);
    assert!(again.problems.is_empty() && again.does.iter().all(Does::nothing), "{again:?}");
});

on_both!(one_line_that_cant_be_done_keeps_all_the_others_from_being_done => |store| {
    let house = house(store);
    for (line, part) in [
        ("T9,Ann Other,,", "nobody has this number"),
        ("T2,Kai,,", "000T2 is here"),
        ("T1,,nobody@example.org,", "nobody here signs in as nobody@example.org"),
        ("T1,,callum@example.org,", "another adviser is here already"),
        ("T1,Jamie Linton,,", "another name is here already"),
        ("T1,,callum@example.org,2027-11-23", "the day must lie between"),
    ] {
        let text = format!("child,name,adviser,from\n000T2,Kai Marsh,callum@example.org,\n{line}\n");
        let outcome = run(store, &text, false);
        assert!(matches!(outcome.problems.as_slice(), [one] if one.line == 3 && one.words.contains(part)), "{outcome:?}");
        assert_eq!(stands(store, house.kai), ("Number 000T2".into(), None), "{line}");
    }
});

on_both!(who_is_no_adviser_or_was_shut_out_is_given_nobody => |store| {
    let house = house(store);
    for (role, disabled) in [(Role::Manager, false), (Role::Adviser, true)] {
        let callum = house.callum;
        store.write(move |tx| {
            tx.users().change_role(callum, role, at(0).at)?;
            if disabled { tx.users().disable(callum, at(0).at) } else { Ok(()) }
        }).unwrap();
        let outcome = run(store, "child,adviser\n000T2,callum@example.org\n", false);
        assert!(outcome.problems[0].words.contains("is not an adviser, or can no longer sign in"), "{outcome:?}");
    }
});

on_both!(what_somebody_wrote_is_written_over_only_when_asked_to_and_the_name_they_use_stays => |store| {
    let house = house(store);
    let text = "child,name,adviser\nT1,Jay Linton-Hope,callum@example.org\n";
    assert_eq!(run(store, text, false).problems.len(), 2);
    let outcome = run(store, text, true);
    assert!(outcome.does[0].replaces_name && outcome.does[0].replaces_adviser, "{outcome:?}");
    assert_eq!(stands(store, house.jay.person), ("Jay Linton-Hope".into(), Some(house.callum)));
    run(store, "child,first_names,family_name,known_as\nT1,Jay,Linton-Hope,JJ\n", true);
    let kept = run(store, "child,name\nT1,Jay Linton\n", true);
    assert_eq!(kept.does[0].name.as_deref(), Some("JJ Linton"), "a file without the name they use leaves it");
    let early = run(store, "child,adviser,from\nT1,priya@example.org,2026-11-22\n", true);
    assert!(early.problems[0].words.contains("began after that day"), "{early:?}");
});

on_both!(an_adviser_s_number_and_team_come_with_the_file_once_and_over_others_only_when_told_to => |store| {
    let jay = Jay::of(store);
    let credential = NewCredential {
        user: jay.priya,
        sign_in_name: "priya@example.org".into(),
        passphrase_hash: "a hash".into(),
        totp_secret: None,
        recovery_code_hashes: Vec::new(),
    };
    store.write(move |tx| tx.accounts().set_credential(&credential, at(0).at)).unwrap();
    let people = "child,adviser,adviser_phone,adviser_team\nT1,priya@example.org,01632 960 101,North\n";
    let send = |text: &str, replace: bool| {
        let people = file(text);
        store.write(move |tx| apply(tx, &people, replace, at(0))).unwrap()
    };
    let no_team = send(people, false);
    assert!(no_team.problems[0].words.contains("there is no team North"), "{no_team:?}");
    store.write(|tx| tx.teams().add("North", None, at(0).at)).unwrap();
    assert_eq!(send(people, false).does[0].colleague.as_deref(), Some("priya@example.org"));
    let user = store.read(|tx| tx.users().find(jay.priya)).unwrap().unwrap();
    assert_eq!((user.phone.as_deref(), user.team.is_some()), (Some("01632 960 101"), true));
    assert!(send(people, false).does[0].nothing(), "the second time");
    let other = people.replace("101", "102");
    assert!(send(&other, false).problems[0].words.contains("--replace"));
    assert!(send(&other, true).problems.is_empty());
    let twice = format!("{other}T2,priya@example.org,01632 960 103,North\n");
    assert!(!send(&twice, true).problems.is_empty(), "nobody has T2, or two numbers for one adviser");
});

//! Every page for every adviser in the demonstration borough: what the rules and the records say, shown.

use onward_domain::{
    care::EpisodeNote,
    id::{PersonId, UserId},
    role::Role,
};
use onward_store::{StoreError, repo::versions::Kept};

use super::{care_history, people, person, what_if};
use crate::{
    usecases::{
        adviser::{
            correct_episode::{SentEpisode, correct_episode},
            see_care_history::{SeenCareHistory, see_care_history},
            see_my_people::see_my_people,
            see_person::see_person,
        },
        testing::asking,
    },
    web::{
        desk::Adviser,
        page_check::shown,
        testing::{BOROUGH, Borough, NOW},
    },
};

fn people_of(borough: &Borough, me: UserId) -> Vec<PersonId> {
    let all = borough.read::<Adviser, _>(me, see_my_people);
    all.iter().map(|one| one.listed.person.id).collect()
}

fn history(borough: &Borough, me: UserId, person: PersonId) -> SeenCareHistory {
    borough.read::<Adviser, _>(me, |ask| see_care_history(ask, person, None))
}

#[test]
fn every_page_about_every_advisers_people_meets_its_guarantees() {
    let mut pages = 0;
    for me in BOROUGH.users(Role::Adviser) {
        shown(Role::Adviser, &format!("live-people-{me}"), &people::tests::page(me, &Default::default()));
        for id in people_of(&BOROUGH, me) {
            let html = shown(Role::Adviser, &format!("live-person-{id}"), &person::tests::page(me, id));
            assert!(html.contains("Why this status"), "{id}");
            let counted = history(&BOROUGH, me, id).count.map_or(0, |count| i64::from(count.counted));
            let page = care_history::tests::page(me, id, &Default::default());
            assert_eq!(
                page.rows().iter().map(|row| row.counted).sum::<i64>(),
                counted,
                "the table of {id} adds up to the count"
            );
            shown(Role::Adviser, &format!("live-care-{id}"), &page);
            for change in ["course", "baby", "asks", "turns-21", "turns-25"] {
                let page = what_if::tests::page(me, id, change);
                shown(Role::Adviser, &format!("live-what-if-{id}"), &page);
                for row in page.rows() {
                    let (now, then) = (row.now.to_string(), row.then.words.to_string());
                    assert!(
                        !row.why.is_empty() && !row.difference.to_string().contains('–'),
                        "{id} {}",
                        row.what
                    );
                    let lost_what_they_had =
                        then != "Lost" || now.starts_with("Yes") || now.starts_with("From");
                    assert!(lost_what_they_had, "{id} {}: {now} then {then}", row.what);
                }
            }
            pages += 2;
        }
    }
    assert!(pages > 60, "{pages}");
}

#[test]
fn another_advisers_person_is_not_found() {
    let (priya, callum) = (BOROUGH.user("Priya"), BOROUGH.user("Callum"));
    let theirs = people_of(&BOROUGH, callum)[0];
    let look = |person| BOROUGH.store.read(|tx| see_person(&asking(tx, priya, NOW), person)).unwrap_err();
    assert_eq!(look(theirs), StoreError::NotFound);
    assert_eq!(look(PersonId::new()), StoreError::NotFound);
}

#[test]
fn a_correction_supersedes_and_a_stale_one_changes_nothing_and_shows_the_other() {
    let borough = Borough::make();
    let me = borough.user("Priya");
    let person = people_of(&borough, me)[0];
    let history = || history(&borough, me, person);
    let line = history().lines[0].clone();
    let save = |end: &str, key: &'static str| {
        let says = EpisodeNote { end: Some(end.parse().unwrap()), ..line.note.clone() };
        let send = |seen: String| {
            let sent = SentEpisode {
                version: Some(line.id),
                says: says.clone(),
                key: key.into(),
                reason: "the court order".into(),
                seen,
            };
            borough.store.write(move |tx| correct_episode(&asking(tx, me, NOW), person, &sent)).unwrap()
        };
        match send(String::new()) {
            Kept::Doubt(effect) => send(effect.token(&says)),
            done => done,
        }
    };
    let corrected = (line.note.start.unwrap() + chrono::Days::new(5)).to_string();
    let Kept::Now(kept) = save(&corrected, "first") else { unreachable!("nobody else corrected it") };
    assert_eq!(save(&corrected, "first"), Kept::Before(kept), "the same form again is not a clash");
    let after = history();
    assert!(
        after.earlier.iter().any(|(was, now)| was.id == line.id && now.is_some()),
        "what it said is kept"
    );
    let Kept::Clash(Some(theirs)) = save("2026-01-01", "second") else {
        unreachable!("a stale form is a clash")
    };
    assert_eq!(theirs.row.note.end.unwrap().to_string(), corrected);
    assert_eq!(history().lines.len(), after.lines.len());
}

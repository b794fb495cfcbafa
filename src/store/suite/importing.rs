//! Imports of the statutory return, compared with the plan's own model of what it does.

use super::noon;
use crate::{
    Store, StoreError, on_both,
    repo::returns::{Answer, Applied, RunState, Settled, StagedFile, fingerprint},
    repo::users::NewUser,
    schema::{
        imports::import_questions,
        people::persons,
        records::{care_episodes, life_events},
    },
    scope::Scope,
    types::Column,
};
use diesel::prelude::*;
use onward_domain::{
    access::Purpose,
    id::{ImportId, PersonId, QuestionId, UserId},
    moment::Moment,
    returns::ssda903::{self, Allowed, Held, Incoming, InputFile, Plan, plan},
    role::Role,
};
use std::{path::Path, sync::Arc};

mod pieces;
mod taking_back;

fn sample(years: &[&str]) -> Vec<StagedFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/sample-903");
    let mut files = Vec::new();
    for year in years {
        for file in std::fs::read_dir(root.join(year)).unwrap().map(|entry| entry.unwrap().path()) {
            let name = format!("{year}/{}", file.file_name().unwrap().display());
            files.push(StagedFile { name, content: std::fs::read(&file).unwrap() });
        }
    }
    files
}

const ANYTHING: Allowed = Allowed { skip_problems: true, hardly_anything: true };
const SKIP: Allowed = Allowed { skip_problems: true, hardly_anything: false };

const ALL: [&str; 8] =
    ["2018-19", "2019-20", "2020-21", "2021-22", "2022-23", "2023-24", "2024-25", "2025-26"];

fn incoming(files: &[StagedFile]) -> Arc<Incoming> {
    let inputs: Vec<InputFile<'_>> = files.iter().map(StagedFile::input).collect();
    Arc::new(ssda903::merge(&inputs, "2026-11-23".parse().unwrap(), |_| {}))
}

fn one(year: &str, sex: &str, episodes: &[&str]) -> Vec<StagedFile> {
    let header = format!("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,{sex},01/05/2008,WBRI,,,\n");
    let rows: String = episodes.iter().map(|row| format!("1,{row},,,,\n")).collect();
    let episodes = format!(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n{rows}"
    );
    [("header", header), ("episodes", episodes)]
        .into_iter()
        .map(|(name, text)| StagedFile { name: format!("{year}/{name}.csv"), content: text.into_bytes() })
        .collect()
}

fn import(store: &Store, files: &[StagedFile]) -> Plan {
    let incoming = incoming(files);
    let shown = plan(&store.read(|tx| tx.returns().held()).unwrap(), &incoming);
    let mark = fingerprint(&shown);
    let kept = shown.clone();
    let done = store
        .write(move |tx| {
            let id = ImportId::new();
            tx.returns().keep_run(id, &kept, (RunState::Applied, &[]), ANYTHING, None, noon())?;
            tx.returns().apply(&incoming, (&mark, ANYTHING), id, None, noon())
        })
        .unwrap();
    assert_eq!(done, Applied::Done);
    shown
}

fn held(store: &Store) -> Held {
    store.read(|tx| tx.returns().held()).unwrap()
}

/// The model's record, without the facts that the store keeps only as rows of the return.
fn modelled(mut held: Held) -> Held {
    for person in held.people.values_mut() {
        person.facts.retain(|key, _| !key.is_of_the_return());
    }
    held
}

fn same(model: &Held, store: &Held) {
    assert_eq!(model.ledger.children, store.ledger.children);
    assert!(model.ledger.held.keys().eq(store.ledger.held.keys()));
    assert_eq!(modelled(model.clone()).people, store.people);
}

on_both!(what_the_store_holds_after_an_import_is_what_the_plan_said => |store| {
    let mut model = Held::default();
    for years in [&ALL[..3], &ALL[3..]] {
        let plan = import(store, &sample(years));
        model.apply(&plan);
        same(&model, &held(store));
    }
    assert_eq!(model.people.len(), 60);
    let again = plan(&held(store), &incoming(&sample(&ALL)));
    assert!(again.is_empty());
});

on_both!(a_year_that_is_running_is_known_to_the_day_on_which_its_import_was_shown => |store| {
    let mut model = Held::default();
    let open = "01/05/2024,S,V2,N1,U6,PR1,,";
    for year in ["2025-26", "2026-27"] {
        model.apply(&import(store, &one(year, "2", &[open])));
    }
    let kept = held(store);
    same(&model, &kept);
    let until: Vec<String> = kept.ledger.covered().values().map(ToString::to_string).collect();
    assert_eq!(until, ["2026-03-31", "2026-11-23"]);
    assert_eq!(model.ledger.covered(), kept.ledger.covered());
    let tables = store.read(|tx| tx.returns().years_held()).unwrap();
    let running = tables.iter().filter(|table| table.told_until().is_some()).map(|table| table.year.to_string());
    assert_eq!(running.collect::<Vec<_>>(), ["2026-27", "2026-27"], "header and episodes");
});

on_both!(a_person_from_the_return_goes_by_the_number_until_someone_enters_a_name => |store| {
    import(store, &one("2023-24", "2", &[]));
    let row: (Option<String>, String, Option<chrono::NaiveDate>, String) = store
        .read(|tx| tx.run(|connection| Ok(persons::table
            .select((persons::child, persons::known_as, persons::born, persons::sex)).first(connection)?)))
        .unwrap();
    assert_eq!(row, (Some("1".into()), "Number 1".into(), "2008-05-01".parse().ok(), "female".into()));
});

on_both!(what_was_shown_is_not_applied_when_the_records_changed_in_between => |store| {
    let first = incoming(&one("2023-24", "2", &["01/05/2020,S,V2,N1,U6,PR1,,"]));
    let mark = fingerprint(&plan(&held(store), &first));
    import(store, &one("2023-24", "2", &["01/05/2020,S,V2,N1,U6,PR1,,"]));
    let before = held(store);
    let late = store.write(move |tx| tx.returns().apply(&first, (&mark, Allowed::default()), ImportId::new(), None, noon())).unwrap();
    assert_eq!(late, Applied::NotAsShown);
    same(&before, &held(store));
});

on_both!(an_interrupted_import_leaves_nothing_behind => |store| {
    let files = incoming(&sample(&ALL));
    let mark = fingerprint(&plan(&held(store), &files));
    let failed = store.write(move |tx| {
        let id = ImportId::new();
        tx.returns().keep_run(id, &Plan::default(), (RunState::Applied, &[]), Allowed::default(), None, noon())?;
        assert_eq!(tx.returns().apply(&files, (&mark, Allowed::default()), id, None, noon())?, Applied::Done);
        Err::<(), _>(StoreError::Full)
    });
    assert_eq!(failed, Err(StoreError::Full));
    same(&Held::default(), &held(store));
    assert!(store.read(|tx| tx.returns().latest_runs(10)).unwrap().is_empty());
});

on_both!(an_end_in_a_later_year_supersedes_the_open_episode_and_keeps_it => |store| {
    import(store, &one("2023-24", "2", &["01/05/2020,S,V2,N1,U6,PR1,,"]));
    import(store, &one("2024-25", "2", &["01/05/2020,S,V2,N1,U6,PR1,01/06/2024,E4A"]));
    let rows: Vec<(Option<chrono::NaiveDate>, bool)> = store.read(|tx| tx.run(|connection| {
        let all: Vec<(Option<chrono::NaiveDate>, Option<String>)> = care_episodes::table
            .order(care_episodes::end_day).select((care_episodes::end_day, care_episodes::superseded_by)).load(connection)?;
        Ok(all.into_iter().map(|(end, by)| (end, by.is_some())).collect())
    })).unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows.contains(&(None, true)) && rows.contains(&("2024-06-01".parse().ok(), false)));
    let event: (String, Option<String>, Option<String>) = store.read(|tx| tx.run(|connection| Ok(life_events::table
        .select((life_events::kind, life_events::lives_with, life_events::episode_id)).first(connection)?))).unwrap();
    assert_eq!((event.0.as_str(), event.1.as_deref()), ("returned_home", Some("person_with_pr")));
    assert!(event.2.is_some(), "it refers to the ending it came from");
});

/// An adviser, and an open episode whose legal status that adviser corrected to C2.
fn corrected(store: &Store) -> (UserId, PersonId) {
    import(store, &one("2023-24", "2", &["01/05/2020,S,V2,N1,U6,PR1,,"]));
    let adviser = NewUser {
        role: Role::Adviser,
        display_name: "Sam Okoro".into(),
        person: None,
        team: None,
        phone: None,
    };
    let both = store
        .write(move |tx| {
            let user = tx.users().add(&adviser, noon())?;
            let new = onward_domain::id::EpisodeId::new().to_string();
            let person = tx.run(|connection| {
                let (old, person): (String, PersonId) = care_episodes::table
                    .select((care_episodes::id, care_episodes::person_id))
                    .first(connection)?;
                diesel::insert_into(care_episodes::table)
                    .values((
                        care_episodes::id.eq(new.clone()),
                        care_episodes::person_id.eq(person.column()),
                        care_episodes::start_day.eq("2020-05-01".parse::<chrono::NaiveDate>().ok()),
                        care_episodes::end_unknown.eq(false),
                        care_episodes::legal_status.eq("C2"),
                        care_episodes::placement.eq("U6"),
                        care_episodes::source.eq("staff"),
                        care_episodes::recorded_at.eq(noon().column()),
                    ))
                    .execute(connection)?;
                diesel::update(care_episodes::table.find(old))
                    .set((
                        care_episodes::superseded_at.eq(noon().column()),
                        care_episodes::superseded_by.eq(new),
                    ))
                    .execute(connection)?;
                Ok(person)
            })?;
            Ok((user, person))
        })
        .unwrap();
    allocate(store, both.0, both.1);
    both
}

fn person_with(store: &Store, child: &'static str) -> PersonId {
    store
        .read(|tx| {
            tx.run(|connection| {
                Ok(persons::table.filter(persons::child.eq(child)).select(persons::id).first(connection)?)
            })
        })
        .unwrap()
}

fn allocate(store: &Store, adviser: UserId, person: PersonId) {
    store
        .write(move |tx| {
            tx.run(|connection| {
                use crate::schema::records::allocations;
                diesel::insert_into(allocations::table)
                    .values((
                        allocations::id.eq(onward_domain::id::AllocationId::new().column()),
                        allocations::person_id.eq(person.column()),
                        allocations::user_id.eq(adviser.column()),
                        allocations::part.eq("adviser"),
                        allocations::from_day.eq("2026-01-01".parse::<chrono::NaiveDate>().unwrap()),
                        allocations::recorded_at.eq(noon().column()),
                    ))
                    .execute(connection)?;
                Ok(())
            })
        })
        .unwrap();
}

fn record<T: Send + 'static>(
    store: &Store,
    by: UserId,
    person: PersonId,
    act: impl Fn(&crate::scope::Record<'_>) -> crate::StoreResult<T> + Send + 'static,
) -> crate::StoreResult<T> {
    let now = Moment { at: noon(), today: noon().date_naive() };
    store.write(move |tx| {
        let Scope::Caseload(caseload) = tx.viewer(by)?.unwrap().scope() else {
            panic!("an adviser has a caseload")
        };
        act(&caseload.open(tx, person, Purpose::ImportQuestion, now)?)
    })
}

fn questions(store: &Store, by: UserId, person: PersonId) -> Vec<crate::repo::returns::ImportQuestion> {
    record(store, by, person, |record| record.import_questions().all()).unwrap()
}

fn settle(store: &Store, person: PersonId, question: QuestionId, answer: Answer, by: UserId) -> Settled {
    // What was found out is asked for only where there is nothing to choose from.
    let found = (answer == Answer::DealtWith).then_some("Asked her mother: it ended in June");
    record(store, by, person, move |record| record.import_questions().settle(question, answer, found))
        .unwrap()
}

on_both!(a_correction_stays_until_its_question_is_settled_for_the_return => |store| {
    let (adviser, person) = corrected(store);
    let later = one("2024-25", "2", &["01/05/2020,S,V2,N1,U6,PR1,01/06/2024,E5"]);
    assert_eq!(import(store, &later).counts.questions, 1);
    let asked = questions(store, adviser, person);
    let choice = asked[0].choice.clone().unwrap();
    assert!(choice.mine.contains("Full care order") && choice.mine.contains("still running"), "{}", choice.mine);
    assert!(choice.theirs.contains("01/06/2024"), "{}", choice.theirs);
    assert_eq!(asked[0].place.as_deref(), Some("2024-25/episodes.csv, line 2"));
    assert!(plan(&held(store), &incoming(&later)).is_empty(), "asked once");

    assert_eq!(settle(store, person, asked[0].id, Answer::TookReturn, adviser), Settled::Now);
    assert_eq!(settle(store, person, asked[0].id, Answer::KeptMine, adviser), Settled::Before(Answer::TookReturn));
    let standing: Vec<(Option<String>, Option<chrono::NaiveDate>)> = store.read(|tx| tx.run(|connection| Ok(care_episodes::table
        .filter(care_episodes::superseded_at.is_null())
        .select((care_episodes::legal_status, care_episodes::end_day)).load(connection)?))).unwrap();
    assert_eq!(standing, [(Some("V2".to_owned()), "2024-06-01".parse().ok())]);
    assert!(plan(&held(store), &incoming(&later)).is_empty());
});

on_both!(a_correction_kept_once_is_not_asked_about_again => |store| {
    let (adviser, person) = corrected(store);
    let later = one("2024-25", "2", &["01/05/2020,S,V2,N1,U6,PR1,01/06/2024,E5"]);
    import(store, &later);
    let asked = questions(store, adviser, person);
    assert_eq!(settle(store, person, asked[0].id, Answer::KeptMine, adviser), Settled::Now);
    assert_eq!(questions(store, adviser, person)[0].answer, Some(Answer::KeptMine));
    assert!(plan(&held(store), &incoming(&later)).is_empty());
    let standing: i64 = store.read(|tx| tx.run(|connection| Ok(care_episodes::table
        .filter(care_episodes::superseded_at.is_null().and(care_episodes::legal_status.eq("C2")))
        .count().get_result(connection)?))).unwrap();
    assert_eq!(standing, 1);
});

on_both!(somebody_elses_question_is_not_found => |store| {
    let (adviser, person) = corrected(store);
    import(store, &one("2024-25", "2", &["01/05/2020,S,V2,N1,U6,PR1,01/06/2024,E5"]));
    let question = questions(store, adviser, person)[0].id;
    let mut files = one("2024-25", "2", &[]);
    files[0].content = String::from_utf8(files[0].content.clone()).unwrap().replace("\n1,", "\n2,").into_bytes();
    import(store, &files[..1]);
    let other = person_with(store, "2");
    allocate(store, adviser, other);
    let answer = record(store, adviser, other, move |record| record.import_questions().settle(question, Answer::KeptMine, None));
    assert_eq!(answer, Err(StoreError::NotFound));
});

on_both!(a_date_of_birth_is_changed_only_by_settling_its_question => |store| {
    let (adviser, person) = corrected(store);
    let mut later = one("2024-25", "2", &["01/05/2020,S,V2,N1,U6,PR1,,"]);
    later[0].content = String::from_utf8(later[0].content.clone()).unwrap().replace("01/05/2008", "02/05/2008").into_bytes();
    import(store, &later);
    let born = |store: &Store| -> Option<chrono::NaiveDate> {
        store.read(|tx| tx.run(|connection| Ok(persons::table.select(persons::born).first(connection)?))).unwrap()
    };
    assert_eq!(born(store), "2008-05-01".parse().ok());
    let asked = questions(store, adviser, person);
    assert_eq!(asked.len(), 1);
    settle(store, person, asked[0].id, Answer::TookReturn, adviser);
    assert_eq!(born(store), "2008-05-02".parse().ok());
});

on_both!(a_question_without_two_answers_is_dealt_with_by_hand => |store| {
    let (adviser, person) = corrected(store);
    import(store, &one("2024-25", "2", &[]));
    let asked = questions(store, adviser, person);
    let vanished = asked.iter().find(|question| question.choice.is_none()).unwrap();
    assert_eq!(settle(store, person, vanished.id, Answer::TookReturn, adviser), Settled::NothingToTake);
    let (id, without) = (vanished.id, vanished.answer);
    let nothing = record(store, adviser, person, move |record| {
        record.import_questions().settle(id, Answer::DealtWith, None)
    });
    assert_eq!((nothing.unwrap(), without), (Settled::NothingFound, None), "one press settles nothing");
    assert_eq!(settle(store, person, vanished.id, Answer::DealtWith, adviser), Settled::Now);
    let find = || questions(store, adviser, person).into_iter().find(|question| question.id == id).unwrap();
    let kept = find();
    assert_eq!(kept.found.as_deref(), Some("Asked her mother: it ended in June"));
    assert_eq!((kept.settled_by, kept.settled_at.is_some(), kept.by_a_return), (Some(adviser), true, false));
    let again = || record(store, adviser, person, move |record| record.import_questions().ask_again(id)).unwrap();
    assert!(again() && !again(), "asked again once");
    let waits = find();
    assert_eq!((waits.answer, waits.settled_by, waits.found), (None, None, kept.found), "what was found out stays");
    assert_eq!(settle(store, person, vanished.id, Answer::DealtWith, adviser), Settled::Now);
    let open: i64 = store.read(|tx| tx.run(|connection| Ok(import_questions::table
        .filter(import_questions::settled_at.is_null()).count().get_result(connection)?))).unwrap();
    assert_eq!(open, i64::try_from(asked.len()).unwrap() - 1);
});

on_both!(files_stay_only_until_what_was_shown_is_applied_or_withdrawn => |store| {
    let files = one("2023-24", "2", &["01/05/2020,S,V2,N1,U6,PR1,,"]);
    let shown = plan(&held(store), &incoming(&files));
    let (first, second) = (ImportId::new(), ImportId::new());
    store.write(move |tx| {
        tx.returns().keep_run(first, &shown, (RunState::Shown, &files), Allowed::default(), None, noon())?;
        tx.returns().keep_run(second, &shown, (RunState::Shown, &files), SKIP, None, noon())
    }).unwrap();
    let run = store.read(move |tx| tx.returns().run(first)).unwrap();
    assert_eq!((run.state, run.counts.new_people, run.applied_at), (RunState::Shown, 1, None));
    assert_eq!(store.read(move |tx| tx.returns().staged(first)).unwrap().len(), 2);
    let said = |id| store.read(move |tx| tx.returns().run_people(id, 0, 10)).unwrap();
    assert_eq!((said(second).0[0].child.as_str(), said(second).1), ("1", 1), "what was shown of each person");
    let hour = chrono::TimeDelta::hours(1);
    let claim = |at| store.write(move |tx| tx.returns().claim_run(first, SKIP, at - hour, at)).unwrap();
    assert!(claim(noon()));
    assert!(!claim(noon()), "only one caller gets it");
    let stands = |at| store.read(move |tx| tx.returns().run(first)).unwrap().without_lapsed_claim(at - hour);
    assert_eq!((stands(noon()).state, stands(noon() + hour).state), (RunState::Applying, RunState::Applying));
    let broken_off = stands(noon() + hour * 2);
    assert_eq!((broken_off.state, broken_off.failed_at), (RunState::Shown, Some(noon())), "nobody is importing it");
    assert!(claim(noon() + hour * 2), "a claim that was not kept lapses");
    store.write(move |tx| tx.returns().release_run(first, noon())).unwrap();
    assert_eq!(store.read(move |tx| tx.returns().run(first)).unwrap().failed_at, Some(noon()));
    assert!(store.write(move |tx| tx.returns().close_run(first, RunState::Applied, None, noon())).unwrap());
    assert!(!store.write(move |tx| tx.returns().close_run(first, RunState::Applied, None, noon())).unwrap(), "only once");
    let day = chrono::TimeDelta::days(1);
    assert_eq!(store.write(move |tx| tx.returns().withdraw_stale(noon() + day, noon())).unwrap(), 1);
    for id in [first, second] {
        assert!(store.read(move |tx| tx.returns().staged(id)).unwrap().is_empty());
    }
    assert_eq!(store.read(move |tx| tx.returns().run_files(first)).unwrap()[1].table.as_deref(), Some("header"));
    assert_eq!(store.read(move |tx| tx.returns().run(second)).unwrap().state, RunState::Withdrawn);
    assert_eq!((said(first).1, said(second).1), (1, 0), "what was imported stays visible, what was not is deleted");
});

on_both!(a_question_with_two_answers_withholds_nothing_and_is_tried_both_ways => |store| {
    let (adviser, person) = corrected(store);
    let facts = || record(store, adviser, person, |record| record.facts()).unwrap();
    assert!(!facts().withheld.care_is_asked_about());
    import(store, &one("2024-25", "2", &["01/05/2020,S,V2,N1,U6,PR1,01/06/2024,E5"]));
    let asked = facts();
    assert_eq!((asked.withheld.care, asked.withheld.disputed.len()), (false, 1));
    let line = asked.episodes_in_order().into_iter().next().unwrap().id;
    assert!(asked.withheld.disputes(line), "it is about the corrected line");
    let mut person_now = asked.rules_person("2026-11-23".parse().unwrap());
    assert_eq!(person_now.episodes.as_ref().map(Vec::len), Some(1), "the record is shown as it is");
    let law = leaving_care_rules::Law::england().unwrap();
    let status = |person: &leaving_care_rules::Person| {
        leaving_care_rules::assess(law, person, "2026-11-23".parse().unwrap()).status
    };
    use leaving_care_rules::assessment::Status;
    assert_eq!(status(&person_now), Status::FormerRelevant, "whether care ended at 16 or at 18");
    person_now = asked.rules_person("2024-08-01".parse().unwrap());
    let at_16 = leaving_care_rules::assess(law, &person_now, "2024-08-01".parse().unwrap());
    assert_eq!(at_16.status, Status::NeedsInformation, "in care, or out of it");
    let question = questions(store, adviser, person)[0].id;
    settle(store, person, question, Answer::KeptMine, adviser);
    assert!(!facts().withheld.care_is_asked_about());
});

on_both!(a_question_closes_where_the_record_was_corrected_to_what_the_return_says => |store| {
    let (adviser, person) = corrected(store);
    import(store, &one("2024-25", "2", &["01/05/2020,S,V2,N1,U6,PR1,01/06/2024,E5"]));
    let (line, note) = record(store, adviser, person, |record| {
        let line = record.facts()?.episodes_in_order().into_iter().next().cloned().unwrap();
        Ok((line.id, line.note))
    }).unwrap();
    let close = || record(store, adviser, person, |record| record.import_questions().close_answered()).unwrap();
    close();
    assert_eq!(questions(store, adviser, person)[0].answer, None, "they differ");
    let says = onward_domain::care::EpisodeNote {
        end: "2024-06-01".parse().ok(),
        legal_status: Some(leaving_care_rules::person::LegalStatus::V2),
        placement: Some("U6".into()),
        reason_ended: Some("E5".into()),
        ..note
    };
    record(store, adviser, person, move |record| record.episodes().correct(line, &says).map(drop)).unwrap();
    let agreed = &questions(store, adviser, person)[0];
    assert!(agreed.agrees && agreed.answer.is_none());
    assert!(!record(store, adviser, person, |record| record.facts()).unwrap().withheld.care_is_asked_about());
    close();
    let closed = &questions(store, adviser, person)[0];
    assert_eq!((closed.answer, closed.settled_by), (Some(Answer::DealtWith), Some(adviser)));
});

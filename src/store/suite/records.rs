//! What is recorded, corrected and listed; and that nothing is lost on the way.

use leaving_care_rules::facts::{FactId, Takes};
use leaving_care_rules::person::{EducationKind, Homeless, LegalStatus, LivesWith};
use onward_domain::{
    access::Purpose,
    care::{
        CircumstanceFact, CircumstanceNote, CircumstanceValue, CourseNote, EpisodeNote, LifeEventKind,
        LifeEventNote,
    },
    contact::{ContactKind, ContactNote},
    entitlement::{EntitlementAct, EntitlementNote, paid, standing},
    id::{PersonId, PlanId},
    money::Pence,
    plan::{PlanArea, PlanStatus, StepStatus, StepText},
};

use super::{
    day,
    world::{World, identity, now},
};
use crate::{
    StoreError, on_both,
    repo::{Saved, once::Once},
    scope::{NewPerson, Task},
};

fn episode(start: &str, end: Option<&str>) -> EpisodeNote {
    EpisodeNote {
        start: Some(day(start)),
        end: end.map(day),
        legal_status: Some(LegalStatus::C2),
        placement: Some("U6".into()),
        authority: Some("Stockton Riverside".into()),
        ..EpisodeNote::default()
    }
}

fn told(act: EntitlementAct, amount: Option<i64>) -> EntitlementNote {
    EntitlementNote {
        amount: amount.map(Pence),
        ..EntitlementNote::new("setting_up_home_allowance", act, day("2026-11-20"))
    }
}

on_both!(a_correction_replaces_an_episode_and_keeps_the_version_it_corrected => |store| {
    let w = World::in_store(store);
    let sam = w.caseload(store);
    let (first, second) = store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::CareHistory, now())?;
        let first = record.episodes().add(&episode("2024-03-01", None))?;
        let second = record.episodes().correct(first, &episode("2024-03-02", None))?;
        Ok((first, second))
    }).unwrap();
    store.read(|tx| {
        let record = sam.open(tx, w.amara, Purpose::CareHistory, now())?;
        let stands = record.episodes().standing()?;
        assert_eq!(stands.len(), 1);
        assert_eq!((stands[0].id, stands[0].note.start, stands[0].recorded.by), (second, Some(day("2024-03-02")), Some(w.sam)));
        let all = record.episodes().history()?;
        assert_eq!(all.len(), 2);
        let old = all.iter().find(|e| e.id == first).unwrap();
        assert_eq!((old.superseded_by, old.recorded.superseded_at), (Some(second), Some(now().at)));
        Ok(())
    }).unwrap();
    let twice = store.write(move |tx| {
        sam.open(tx, w.amara, Purpose::CareHistory, now())?.episodes().correct(first, &episode("2024-03-03", None)).map(drop)
    });
    assert_eq!(twice, Err(StoreError::Stale), "somebody corrected it first");
});

on_both!(somebody_elses_row_is_not_found => |store| {
    let w = World::in_store(store);
    let priya = w.service(store);
    let of_kai = store.write(move |tx| priya.open(tx, w.kai, Purpose::CareHistory, now())?.episodes().add(&episode("2020-01-01", None))).unwrap();
    store.write(move |tx| {
        let amara = priya.open(tx, w.amara, Purpose::CareHistory, now())?;
        assert_eq!(amara.episodes().find(of_kai)?, None);
        assert_eq!(amara.episodes().withdraw(of_kai), Err(StoreError::Stale));
        assert_eq!(amara.plans().steps(PlanId::new()).map(drop), Err(StoreError::NotFound));
        Ok(())
    }).unwrap();
});

on_both!(the_rules_read_what_is_current_on_the_record => |store| {
    let w = World::in_store(store);
    let sam = w.caseload(store);
    store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::CareHistory, now())?;
        record.episodes().add(&episode("2025-03-01", None))?;
        record.episodes().add(&EpisodeNote { legal_status: None, ..episode("2024-03-01", Some("2025-03-01")) })?;
        let wrong = record.episodes().add(&episode("2010-01-01", Some("2010-02-01")))?;
        record.episodes().withdraw(wrong)?;
        record.events().add(&LifeEventNote {
            kind: LifeEventKind::ReturnedHome, start: day("2023-01-01"), end: Some(day("2024-03-01")),
            lives_with: Some(LivesWith::PersonWithPr), lives_with_holder: None, episode: None, authority: None,
        })?;
        record.events().add(&LifeEventNote {
            kind: LifeEventKind::TakenOver, start: day("2023-01-01"), end: None, lives_with: None, lives_with_holder: None, episode: None, authority: None,
        })?;
        record.courses().add(&CourseNote {
            kind: EducationKind::FeFullTime, name: Some("Bricklaying".into()), start: Some(day("2026-09-07")), end: None,
            in_pathway_plan: Some(true), months: Some(18), full_time: None, residential: None, continuing: None,
        })?;
        let yes = |fact, yes| CircumstanceNote { fact, value: CircumstanceValue::Yes(yes), since: None };
        record.circumstances().answer(&yes(CircumstanceFact::Parent, true))?;
        record.circumstances().answer(&yes(CircumstanceFact::Parent, false))?;
        record.circumstances().answer(&CircumstanceNote {
            fact: CircumstanceFact::SettingUpHomePaid, value: CircumstanceValue::Money(Pence(50_000)), since: None,
        })?;
        record.entitlements().add(&told(EntitlementAct::Paid, Some(70_050)))?;
        let odd = record.circumstances().add(&CircumstanceNote {
            fact: CircumstanceFact::Parent, value: CircumstanceValue::Day(day("2026-01-01")), since: None,
        });
        assert!(matches!(odd, Err(StoreError::NotAllowed(_))));
        Ok(())
    }).unwrap();
    let person = store.read(|tx| sam.open(tx, w.amara, Purpose::PersonPage, now())?.rules_person()).unwrap();
    assert_eq!(person.date_of_birth, Some(day("2009-03-04")));
    let episodes = person.episodes.unwrap();
    assert_eq!(episodes.iter().map(|e| (e.start, e.legal_status)).collect::<Vec<_>>(),
        [(Some(day("2024-03-01")), None), (Some(day("2025-03-01")), Some(LegalStatus::C2))]);
    assert_eq!(person.events.len(), 1, "being taken over is not an event in the rules");
    assert_eq!(person.events[0].with, Some(LivesWith::PersonWithPr));
    let now = person.circumstances;
    let said = |fact| now.answers.get(fact);
    assert_eq!(
        (said(FactId::Parent), said(FactId::Pregnant), said(FactId::HasPathwayPlan)),
        (Some(false), None, None)
    );
    assert_eq!(now.setting_up_home_paid, Some(120_050));
    let course = now.education.unwrap();
    assert_eq!((course.kind, course.course_months), (Some(EducationKind::FeFullTime), Some(18)));
});

on_both!(an_answer_to_each_fact_in_the_rules_list_can_be_stored_and_is_read_back_unchanged => |store| {
    let w = World::in_store(store);
    let sam = w.caseload(store);
    let said = |fact: CircumstanceFact| CircumstanceNote {
        fact,
        value: match fact.takes() {
            Takes::YesOrNo | Takes::Record => CircumstanceValue::Yes(true),
            Takes::Day => CircumstanceValue::Day(day("2026-05-01")),
            Takes::Money => CircumstanceValue::Money(Pence(120_000)),
            Takes::Choice => CircumstanceValue::Home(Homeless::AtRisk),
        },
        since: None,
    };
    store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::PersonPage, now())?;
        for fact in CircumstanceFact::ALL {
            record.circumstances().answer(&said(*fact))?;
        }
        for answer in record.circumstances().history()? {
            assert_eq!(answer.note, said(answer.note.fact));
        }
        assert_eq!(record.circumstances().history()?.len(), CircumstanceFact::ALL.len());
        Ok(())
    }).unwrap();
});

on_both!(a_record_without_episodes_says_that_nobody_knows => |store| {
    let w = World::in_store(store);
    let person = store.read(|tx| w.service(store).open(tx, w.kai, Purpose::PersonPage, now())?.rules_person()).unwrap();
    assert_eq!(person.episodes, None);
});

on_both!(two_people_editing_the_same_step_are_told_and_neither_text_is_lost => |store| {
    let w = World::in_store(store);
    let (sam, own) = (w.caseload(store), w.own(store));
    let text = StepText { area: PlanArea::Home, what: "Look at two flats".into(), who: "Sam".into(), due_on: None, status: StepStatus::ToDo, otherwise: None };
    let (plan, step) = store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::Plan, now())?;
        let plan = record.plans().begin()?;
        let step = record.plans().add_step(plan, &text)?;
        assert_eq!(record.plans().agree(plan, 1, day("2026-11-23"), day("2027-05-23"), Some("I want a garden"))?, Saved::Saved);
        Ok((plan, step))
    }).unwrap();
    store.write(move |tx| {
        let record = own.open(tx, Purpose::OwnPages, now())?;
        assert_eq!(record.plans().set_step(step, 1, StepStatus::Stuck)?, Saved::Saved);
        Ok(())
    }).unwrap();
    let late = store.write(move |tx| sam.open(tx, w.amara, Purpose::Plan, now())?.plans().set_step(step, 1, StepStatus::Done)).unwrap();
    let Saved::Stale(current) = late else { panic!("the adviser must be told") };
    assert_eq!((current.text.status, current.version, current.changed_by), (StepStatus::Stuck, 2, Some(w.amara_user)));
    store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::Plan, now())?;
        let agreed = record.plans().agreed()?.unwrap();
        assert_eq!((agreed.id, agreed.own_words.as_deref()), (plan, Some("I want a garden")));
        let other = StepText { area: PlanArea::Home, what: "x".into(), who: "y".into(), due_on: None, status: StepStatus::ToDo, otherwise: None };
        assert!(matches!(record.plans().add_step(plan, &other), Err(StoreError::NotAllowed(_))), "agreed text stays");
        let next = record.plans().begin()?;
        record.plans().agree(next, 1, day("2026-11-23"), day("2027-05-23"), None)?;
        let statuses: Vec<_> = record.plans().all()?.iter().map(|p| (p.number, p.status)).collect();
        assert_eq!(statuses, [(1, PlanStatus::Replaced), (2, PlanStatus::Agreed)]);
        Ok(())
    }).unwrap();
});

on_both!(a_stale_identity_is_shown_and_not_saved => |store| {
    let w = World::in_store(store);
    let sam = w.caseload(store);
    let save = move |name: &'static str, version| store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::PersonPage, now())?;
        record.save_identity(&identity("1001", name, "Bello", "2009-03-04"), version)
    }).unwrap();
    assert_eq!(save("Mara", 1), Saved::Saved);
    let Saved::Stale(current) = save("Ami", 1) else { panic!("stale") };
    assert_eq!((current.identity.known_as.as_str(), current.version), ("Mara", 2));
});

on_both!(when_many_save_the_same_version_at_once_exactly_one_wins => |store| {
    let w = World::in_store(store);
    let sam = w.caseload(store);
    let won = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                let saved = store.write(move |tx| {
                    let record = sam.open(tx, w.amara, Purpose::PersonPage, now())?;
                    record.save_identity(&identity("1001", "Mara", "Bello", "2009-03-04"), 1)
                }).unwrap();
                if saved == Saved::Saved {
                    won.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                }
            });
        }
    });
    assert_eq!(won.into_inner(), 1);
});

on_both!(a_form_sent_five_times_at_once_is_carried_out_once => |store| {
    let w = World::in_store(store);
    let sam = w.caseload(store);
    let send = move || store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::Contact, now())?;
        tx.once(w.sam, "key-1", "record_visit", now().at, || {
            Ok(record.contacts().add(&ContactNote {
                summary: "Tea".into(), ..ContactNote::new(ContactKind::VisitAtHome, day("2026-11-23"))
            })?.to_string())
        })
    }).unwrap();
    let answers: Vec<Once> = std::thread::scope(|scope| {
        let sent: Vec<_> = (0..5).map(|_| scope.spawn(send)).collect();
        sent.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let ids: std::collections::BTreeSet<_> = answers.iter().map(|a| match a { Once::Done(id) | Once::Already(id) => id.clone() }).collect();
    assert_eq!((ids.len(), answers.iter().filter(|a| matches!(a, Once::Done(_))).count()), (1, 1));
    let rows = store.read(|tx| sam.open(tx, w.amara, Purpose::Contact, now())?.contacts().standing()).unwrap();
    assert_eq!(rows.len(), 1);
    let other = store.write(move |tx| tx.once(w.sam, "key-1", "another_form", now().at, || Ok(String::new())));
    assert!(matches!(other, Err(StoreError::NotAllowed(_))));
});

on_both!(the_ledger_is_append_only_and_a_mistake_is_taken_back => |store| {
    let w = World::in_store(store);
    let (sam, own) = (w.caseload(store), w.own(store));
    store.write(move |tx| {
        let asked = own.open(tx, Purpose::OwnPages, now())?;
        asked.entitlements().add(&told(EntitlementAct::Asked, None))?;
        assert!(asked.entitlements().add(&told(EntitlementAct::Paid, Some(100))).is_err());
        asked.entitlements().add(&told(EntitlementAct::Asked, Some(100)))?;
        for theirs in [EntitlementAct::Chased, EntitlementAct::Done] {
            assert!(asked.entitlements().add(&told(theirs, Some(100))).is_err(), "{theirs}");
        }
        for staff in [EntitlementAct::Deciding, EntitlementAct::Agreed, EntitlementAct::Refused] {
            assert!(asked.entitlements().add(&told(staff, None)).is_err(), "{staff}");
        }
        let record = sam.open(tx, w.amara, Purpose::Entitlements, now())?;
        let mistake = record.entitlements().add(&told(EntitlementAct::Paid, Some(300_000)))?;
        record.entitlements().add(&told(EntitlementAct::Paid, Some(120_000)))?;
        assert!(record.entitlements().add(&told(EntitlementAct::Paid, Some(-1))).is_err());
        assert!(record.entitlements().add(&told(EntitlementAct::TakenBack, None)).is_err());
        record.entitlements().add(&EntitlementNote { takes_back: Some(mistake), ..told(EntitlementAct::TakenBack, None) })?;
        let steps = record.entitlements().steps()?;
        assert_eq!((steps.len(), standing(&steps).len()), (5, 3));
        assert_eq!(paid(&steps, "setting_up_home_allowance"), Pence(120_000));
        Ok(())
    }).unwrap();
});

on_both!(a_caseload_lists_its_people_with_what_a_list_needs => |store| {
    let w = World::in_store(store);
    let sam = w.caseload(store);
    store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::Contact, now())?;
        record.episodes().add(&episode("2024-03-01", None))?;
        let contact = |kind, on: &str, next: Option<&str>| ContactNote { next_on: next.map(day), ..ContactNote::new(kind, day(on)) };
        record.contacts().add(&contact(ContactKind::VisitAtHome, "2026-10-01", Some("2026-12-01")))?;
        record.contacts().add(&contact(ContactKind::Tried, "2026-11-01", None))?;
        let plan = record.plans().begin()?;
        record.plans().agree(plan, 1, day("2026-10-01"), day("2027-04-01"), None).map(drop)
    }).unwrap();
    let people = store.read(|tx| sam.people(tx, now())).unwrap();
    assert_eq!(people.len(), 1);
    let everyone = store.read(|tx| w.service(store).cohort(tx, now())).unwrap();
    assert_eq!(everyone.people[0], people[0], "a list of one and everyone agree");
    let amara = &people[0];
    assert_eq!((amara.person.id, amara.last_contact, amara.next_contact, amara.review_due),
        (w.amara, Some(day("2026-10-01")), Some(day("2026-12-01")), Some(day("2027-04-01"))));
    assert_eq!(amara.facts.episodes.len(), 1);
    let known = amara.facts.rules_person(now().today).circumstances;
    assert_eq!(known.answers.get(FactId::HasPathwayPlan), Some(true));
    let adviser = amara.adviser.as_ref().unwrap();
    assert_eq!((adviser.name.as_str(), adviser.team.as_ref().unwrap().name.as_str()), ("Sam Okoro", "Leaving care"));
    assert_eq!(amara.reviewing_officer.as_ref().unwrap().name, "Ruth Lowe");
    assert_eq!(store.read(|tx| w.other_caseload(store).people(tx, now())).unwrap().len(), 0);
});

on_both!(the_cohort_is_everyone_and_its_version_goes_up_with_each_fact => |store| {
    let w = World::in_store(store);
    let priya = w.service(store);
    let before = store.read(|tx| priya.cohort(tx, now())).unwrap();
    assert_eq!(before.people.iter().map(|p| p.person.id).collect::<Vec<_>>(), [w.amara, w.kai]);
    assert_eq!(store.read(crate::Tx::data_version).unwrap(), before.version, "looking changes nothing");
    store.write(move |tx| priya.open(tx, w.kai, Purpose::CareHistory, now())?.episodes().add(&episode("2020-01-01", None))).unwrap();
    let after = store.read(|tx| priya.cohort(tx, now())).unwrap();
    assert!(after.version > before.version);
    assert_eq!(after.people[1].facts.episodes.len(), 1);
    let two = store.read(|tx| priya.people(tx, &[w.kai, PersonId::new()], now())).unwrap();
    assert_eq!(two.len(), 1, "a missing person is not listed");
});

on_both!(an_import_records_as_an_import_and_two_people_never_share_an_identifier => |store| {
    let w = World::in_store(store);
    let run = onward_domain::id::ImportId::new();
    let clash = store.write(move |tx| {
        let system = tx.system(Task::Import(run), None, now())?;
        assert_eq!(system.child("1001")?, Some(w.amara));
        let record = system.open(w.amara)?;
        let id = record.episodes().add(&episode("2024-03-01", None))?;
        let row = record.episodes().find(id)?.unwrap();
        assert_eq!((row.recorded.source, row.recorded.import), (onward_domain::recorded::Source::Import, Some(run)));
        system.add_person(&NewPerson { identity: identity("1001", "Twin", "Bello", "2009-03-04") }).map(drop)
    });
    assert!(matches!(clash, Err(StoreError::Exists(_))));
});

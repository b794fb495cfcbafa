//! A plan from the assessment to two signatures: sent back once, a disagreement kept, nobody's words lost.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::usecases::{
    ask::Ask,
    manager::plans::{Decided, see_queue, see_to_sign, send_back, sign},
    testing::{Jay, adviser, asking, at, day, own_asking},
    young_person::answer_draft::{answer_draft, see_draft},
};
use leaving_care_rules::{Law, Messages};
use onward_domain::{
    due::What,
    id::UserId,
    moment::Moment,
    pathway::{NeedNote, Stage, Support, SupportBy},
    plan::{NewSaying, PartText, StepStatus, StepText},
    role::Role,
};
use onward_store::{
    StoreError, Tx, on_both,
    repo::{Saved, users::NewUser, versions::Sent},
    scope::ServiceView,
    testing::TestStore,
};

fn managing(tx: &Tx, me: UserId, now: Moment) -> Ask<'_, ServiceView> {
    let scope = tx.viewer(me).unwrap().unwrap().service().unwrap();
    Ask { tx, scope, me, law: Law::england().unwrap(), messages: Messages::english().unwrap(), now }
}

fn manager(store: &TestStore) -> UserId {
    let new = NewUser {
        role: Role::Manager,
        display_name: "Dawn Fairley".into(),
        person: None,
        team: None,
        phone: None,
    };
    store.write(move |tx| tx.users().add(&new, at(0).at)).unwrap()
}

fn part(agreed: &str) -> PartText {
    PartText {
        area: PlanArea::Home,
        agreed: agreed.into(),
        otherwise: Some("The hostel in Mill Street".into()),
    }
}

fn step(what: &str) -> StepText {
    StepText {
        area: PlanArea::Home,
        what: what.into(),
        who: "Priya".into(),
        due_on: Some(day("2026-12-10")),
        status: StepStatus::ToDo,
        otherwise: None,
    }
}

fn seen(store: &TestStore, jay: &Jay) -> SeenPlan {
    let (me, person) = (jay.priya, jay.person);
    store.read(move |tx| see_plan(&asking(tx, me, at(9)), person)).unwrap()
}

fn says(kind: SayingKind, words: &str) -> NewSaying {
    NewSaying { plan: None, area: None, kind, words: Some(words.into()) }
}

on_both!(an_assessment_begins_the_plan_and_closes_its_clock => |store| {
    let jay = Jay::of(store);
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| {
        let ask = asking(tx, me, at(0));
        let note = NeedNote { area: PlanArea::Home, says: "A flat near college".into() };
        keep_needs(&ask, person, &[Sent { version: None, says: note, key: "n".into() }])?;
        finish_assessment(&ask, person, day("2026-11-20"), "f")?;
        finish_assessment(&ask, person, day("2026-11-20"), "f")?;
        begin(&ask, person).map(drop)
    }).unwrap();
    let now = seen(store, &jay);
    assert!(!now.answered.not_recorded.contains(&What::Assessment));
    let draft = now.draft.unwrap();
    assert_eq!(draft.parts[0].text.agreed, "A flat near college", "nothing is typed twice");
    assert_eq!(draft.covered.iter().filter(|(_, covered)| *covered == onward_domain::pathway::Covered::Missing).count(), 9);
    assert!(!now.offered.is_empty(), "what is owed is offered as a step");
    let place = now.offered[0].place;
    store.write(move |tx| offer_step(&asking(tx, me, at(0)), person, place, ("Priya", None))).unwrap();
    let after = seen(store, &jay);
    assert_eq!(after.draft.unwrap().steps.len(), 1);
    assert!(after.offered.iter().all(|each| each.place != place), "and stands there once");
});

on_both!(two_who_write_one_plan_lose_no_words => |store| {
    let jay = Jay::of(store);
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| begin(&asking(tx, me, at(0)), person)).unwrap();
    let keep = move |version: i64, text: &'static str, minutes| {
        store.write(move |tx| keep_part(&asking(tx, me, at(minutes)), person, version, &part(text))).unwrap()
    };
    assert_eq!(keep(0, "Two flats near college", 1), Saved::Saved);
    let Saved::Stale(theirs) = keep(0, "A flat anywhere", 2) else { unreachable!("somebody was first") };
    assert_eq!(theirs.text.agreed, "Two flats near college");
    assert_eq!(keep(theirs.version, "A flat near college or the mosque", 3), Saved::Saved);
    let draft = seen(store, &jay).draft.unwrap();
    assert_eq!(draft.parts[0].text.agreed, "A flat near college or the mosque");
    assert!(draft.earlier.iter().any(|each| each.words.contains("Two flats near college")), "{:?}", draft.earlier);
});

on_both!(a_yes_to_words_that_were_changed_afterwards_is_no_yes_to_the_new_ones => |store| {
    let jay = Jay::of(store);
    let account = jay.account(store);
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| {
        let ask = asking(tx, me, at(0));
        begin(&ask, person)?;
        keep_part(&ask, person, 0, &part("A flat near college"))?;
        share(&ask, person, "share")
    }).unwrap();
    let agrees = move |minutes: i64, key: &'static str| {
        store.write(move |tx| answer_draft(&own_asking(tx, account, at(minutes)), says(SayingKind::Agree, "Yes"), key)).unwrap();
    };
    agrees(1, "one");
    let draft = seen(store, &jay).draft.unwrap();
    assert!(draft.document.answer.is_some() && draft.answered_before.is_none());
    let version = draft.parts[0].version;
    let kept = store.write(move |tx| keep_part(&asking(tx, me, at(2)), person, version, &part("The supported house"))).unwrap();
    assert_eq!(kept, Saved::Saved);
    let draft = seen(store, &jay).draft.unwrap();
    assert_eq!((draft.document.answer, draft.answered_before), (None, Some(day("2026-11-23"))));
    let theirs = store.read(move |tx| see_draft(&own_asking(tx, account, at(3)))).unwrap();
    assert_eq!(theirs.document.answer, None, "he is asked again");
    agrees(4, "two");
    assert!(seen(store, &jay).draft.unwrap().document.answer.is_some());
});

on_both!(from_a_draft_to_three_signatures_sent_back_once_with_a_disagreement_kept => |store| {
    let jay = Jay::of(store);
    let (account, dawn) = (jay.account(store), manager(store));
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| {
        let ask = asking(tx, me, at(0));
        begin(&ask, person)?;
        keep_part(&ask, person, 0, &part("Anywhere in the borough"))?;
        keep_step(&ask, person, None, &step("Bid for two flats near college"))?;
        assert!(!hand_in(&ask, person, None, "too early")?, "they read it before a manager does");
        let version = see_plan(&ask, person)?.draft.unwrap().plan.version;
        let support = Support { by: SupportBy::Adviser, weeks: 3, why: "A new home".into() };
        keep_support(&ask, person, version, &support).map(drop)
    }).unwrap();
    let none = store.read(move |tx| see_draft(&own_asking(tx, account, at(1)))).unwrap_err();
    assert_eq!(none, StoreError::NotFound, "a draft is not read before it is shared");
    store.write(move |tx| share(&asking(tx, me, at(2)), person, "share")).unwrap();
    let theirs = store.read(move |tx| see_draft(&own_asking(tx, account, at(3)))).unwrap();
    assert_eq!(theirs.document.part(PlanArea::Home).unwrap().steps.len(), 1);
    store.write(move |tx| answer_draft(&own_asking(tx, account, at(4)), says(SayingKind::Disagree, "I said near my college"), "a")).unwrap();
    store.write(move |tx| hand_in(&asking(tx, me, at(5)), person, Some("Two flats were let before we could bid"), "h")).unwrap();
    let locked = store.write(move |tx| keep_part(&asking(tx, me, at(5)), person, 1, &part("Changed after all")));
    assert!(matches!(locked, Err(StoreError::NotAllowed(_))), "what waits is what was read");

    let queue = store.read(move |tx| see_queue(&managing(tx, dawn, at(6)))).unwrap();
    assert_eq!((queue.len(), queue[0].by.as_deref()), (1, Some("Priya Nair")));
    assert_eq!(store.read(move |tx| see_to_sign(&managing(tx, dawn, at(6)), person)).unwrap().0.draft.unwrap().stage, Stage::WithManager);
    store.write(move |tx| send_back(&managing(tx, dawn, at(7)), person, "Name the first two things you will do", "b")).unwrap();
    assert_eq!(seen(store, &jay).draft.unwrap().stage, Stage::SentBack);
    store.write(move |tx| {
        let ask = asking(tx, me, at(8));
        keep_step(&ask, person, None, &step("Ask the college about its rooms"))?;
        share(&ask, person, "again")?;
        hand_in(&ask, person, Some("Both steps are named now"), "h2").map(drop)
    }).unwrap();
    let nothing_said = store.write(move |tx| sign(&managing(tx, dawn, at(9)), person, None, "s0")).unwrap();
    assert_eq!(nothing_said, Decided::AboutIt, "what happens about the disagreement is said");
    let about = "A bus pass until a flat near college is free";
    let signed = store.write(move |tx| sign(&managing(tx, dawn, at(9)), person, Some(about), "s")).unwrap();
    assert_eq!(signed, Decided::Done);
    let again = store.write(move |tx| sign(&managing(tx, dawn, at(9)), person, Some(about), "s")).unwrap();
    assert_eq!(again, Decided::Gone, "it is signed once");

    let plan = store.read(move |tx| see_signed(&asking(tx, me, at(10)), person, 1, None)).unwrap();
    assert_eq!(plan.document.answer.unwrap().words.as_deref(), Some("I said near my college"));
    assert_eq!(plan.document.about_it.as_deref(), Some(about));
    assert_eq!((plan.document.adviser.as_deref(), plan.document.manager.as_deref()), (Some("Priya Nair"), Some("Dawn Fairley")));
    assert_eq!(plan.document.parts.iter().map(|part| part.steps.len()).sum::<usize>(), 2);
    assert_eq!(plan.hash.unwrap().len(), 64);
    let now = seen(store, &jay);
    assert!(now.draft.is_none());
    let review = now.answered.due.iter().find(|due| due.what == What::Review).unwrap();
    assert_eq!(review.day, day("2027-05-23"), "the review clock starts");
    let other = adviser(store, "Tom Whitfield");
    let not_his = store.read(move |tx| see_signed(&asking(tx, other, at(10)), person, 1, None).map(drop));
    assert_eq!(not_his.unwrap_err(), StoreError::NotFound);
});

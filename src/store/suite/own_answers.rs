//! What a young person says about themselves, beside what the service knows.

use leaving_care_rules::{facts::FactId, person::Homeless};
use onward_domain::{
    access::Purpose,
    own_answer::{OwnAnswerNote, OwnValue, SettledAs},
};

use super::{
    day,
    world::{World, now},
};
use crate::{Store, StoreError, on_both};

fn says(fact: FactId, value: OwnValue) -> OwnAnswerNote {
    OwnAnswerNote { fact, value }
}

fn keep(store: &Store, w: &World, note: &OwnAnswerNote, key: &str) -> onward_domain::id::OwnAnswerId {
    let own = w.own(store);
    let (note, key) = (note.clone(), key.to_owned());
    store.write(move |tx| own.open(tx, Purpose::OwnPages, now())?.own_answers().keep(&note, &key)).unwrap()
}

on_both!(what_amara_says_is_kept_once_beside_what_is_known_and_counted_until_it_is_settled => |store| {
    let w = World::in_store(store);
    let home = says(FactId::Homeless, OwnValue::Home(Homeless::AtRisk));
    let first = keep(store, &w, &home, "one");
    assert_eq!(keep(store, &w, &home, "one"), first, "sent twice");
    assert_eq!(keep(store, &w, &home, "two"), first, "said twice");
    let second = keep(store, &w, &says(FactId::Homeless, OwnValue::Home(Homeless::Yes)), "three");
    for (fact, value) in [
        (FactId::Pregnant, OwnValue::RatherNotSay),
        (FactId::Parent, OwnValue::Yes(false)),
        (FactId::LeaveToRemainEnds, OwnValue::Day(day("2027-01-01"))),
        (FactId::EpisodeEnd, OwnValue::Words("In June, I think".into())),
    ] {
        keep(store, &w, &says(fact, value), fact.word());
    }
    let sam = w.caseload(store);
    let (standing, listed) = store.write(move |tx| {
        let record = sam.open(tx, w.amara, Purpose::PersonPage, now())?;
        Ok((record.own_answers().standing()?, record.overview()?))
    }).unwrap();
    assert_eq!(standing.len(), 5);
    assert!(standing.iter().any(|one| one.id == second) && standing.iter().all(|one| one.id != first));
    assert_eq!(standing.iter().filter(|one| one.waits()).count(), 4, "to say nothing asks for nothing");
    assert_eq!((listed.own_answers.len(), listed.facts.circumstances.len()), (4, 0), "nothing is taken by itself");
    let sam = w.caseload(store);
    let amara = w.amara;
    let settled = store.write(move |tx| {
        let answers = sam.open(tx, amara, Purpose::PersonPage, now())?;
        let once = answers.own_answers().settle(second, SettledAs::Kept, Some("You have the flat until May."))?;
        let twice = answers.own_answers().settle(second, SettledAs::Accepted, None)?;
        Ok((once, twice, answers.own_answers().find(second)?, answers.overview()?.own_answers.len()))
    }).unwrap();
    assert_eq!((settled.0, settled.1, settled.3), (true, false, 3));
    assert_eq!(settled.2.unwrap().settled.unwrap().how, SettledAs::Kept, "the first answer holds");
});

on_both!(nobody_answers_for_somebody_else_and_an_answer_of_another_kind_is_refused => |store| {
    let w = World::in_store(store);
    let note = says(FactId::Parent, OwnValue::Yes(true));
    let (sam, amara, by_sam) = (w.caseload(store), w.amara, note.clone());
    let refused = store.write(move |tx| {
        sam.open(tx, amara, Purpose::PersonPage, now())?.own_answers().keep(&by_sam, "one")
    });
    assert!(matches!(refused.unwrap_err(), StoreError::NotAllowed(_)));
    let (own, sum) = (w.own(store), says(FactId::Parent, OwnValue::Day(day("2026-01-01"))));
    let refused = store.write(move |tx| own.open(tx, Purpose::OwnPages, now())?.own_answers().keep(&sum, "one"));
    assert!(matches!(refused.unwrap_err(), StoreError::NotAllowed(_)));
    let id = keep(store, &w, &note, "two");
    let own = w.own(store);
    let refused = store.write(move |tx| {
        own.open(tx, Purpose::OwnPages, now())?.own_answers().settle(id, SettledAs::Accepted, None)
    });
    assert!(matches!(refused.unwrap_err(), StoreError::NotAllowed(_)), "nobody settles their own");
});

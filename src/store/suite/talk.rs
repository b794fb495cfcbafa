//! Messages: each side reads the other's, nobody else any, and a form sent twice is one message.

use onward_domain::access::Purpose;

use super::world::{World, later, minutes_later, now};
use crate::{StoreError, on_both};

on_both!(amara_writes_once_sam_reads_and_answers_and_nobody_else_reads_a_word => |store| {
    let w = World::in_store(store);
    let own = w.own(store);
    let send = |key: &'static str| {
        store.write(move |tx| own.open(tx, Purpose::OwnPages, now())?.send_message("Can you look at it?", key)).unwrap()
    };
    let first = send("one");
    assert_eq!(send("one"), first, "sent twice is sent once");
    let (sam, amara) = (w.caseload(store), w.amara);
    let seen = store.write(move |tx| {
        let record = sam.open(tx, amara, Purpose::Contact, minutes_later(5))?;
        let new = record.new_messages()?;
        record.read_messages()?;
        record.send_message("I have.", "two")?;
        Ok((new, record.messages(50, 0)?))
    }).unwrap();
    assert_eq!(seen.0, 1);
    let told: Vec<_> = seen.1.iter().map(|each| (each.text.as_str(), each.from_young, each.read_at.is_some())).collect();
    assert_eq!(told, [("Can you look at it?", true, true), ("I have.", false, false)]);
    let new = store.read(|tx| own.open(tx, Purpose::OwnPages, later(1))?.new_messages()).unwrap();
    assert_eq!(new, 1);
    let manager = w.service(store);
    let looked = store.read(|tx| manager.open(tx, amara, Purpose::PersonPage, now())?.messages(50, 0));
    assert!(matches!(looked, Err(StoreError::NotAllowed(_))), "{looked:?}");
    let officer = w.review(store);
    let looked = store.read(|tx| officer.open(tx, amara, Purpose::Review, now())?.new_messages());
    assert!(matches!(looked, Err(StoreError::NotAllowed(_))), "{looked:?}");
});

//! Receipts: added once by whoever they belong to, read by two, and gone with their photo when they are taken out.

use onward_domain::{access::Purpose, money::Pence, receipt::ReceiptNote};

use super::world::{World, now};
use crate::{StoreError, on_both};

on_both!(amara_adds_a_receipt_once_sam_sees_its_photo_nobody_else_does_and_she_takes_it_out => |store| {
    let w = World::in_store(store);
    let (own, sam, amara) = (w.own(store), w.caseload(store), w.amara);
    let note = ReceiptNote { what: "A kettle".into(), sum: Pence(1_850), bought: now().today };
    let add = |key: &'static str| {
        let note = note.clone();
        store.write(move |tx| {
            own.open(tx, Purpose::OwnPages, now())?.add_receipt(&note, Some("sealed".into()), key)
        }).unwrap()
    };
    let id = add("one");
    assert_eq!(add("one"), id, "sent twice is kept once");
    let (seen, photo) = store.write(move |tx| {
        let record = sam.open(tx, amara, Purpose::Entitlements, now())?;
        Ok((record.receipts()?, record.receipt_photo(id)?))
    }).unwrap();
    assert_eq!(seen.iter().map(|each| (&each.note, each.photo)).collect::<Vec<_>>(), [(&note, true)]);
    assert_eq!(photo.map(|photo| photo.sealed).as_deref(), Some("sealed"));
    let manager = w.service(store);
    let looked = store.read(|tx| manager.open(tx, amara, Purpose::PersonPage, now())?.receipts());
    assert!(matches!(looked, Err(StoreError::NotAllowed(_))), "{looked:?}");
    let hers = note.clone();
    let added = store.write(move |tx| {
        sam.open(tx, amara, Purpose::Entitlements, now())?.add_receipt(&hers, None, "two")
    });
    assert!(matches!(added, Err(StoreError::NotAllowed(_))), "only she adds one: {added:?}");
    let out = move || store.write(move |tx| own.open(tx, Purpose::OwnPages, now())?.take_out_receipt(id));
    out().unwrap();
    assert!(matches!(out(), Err(StoreError::NotFound)), "it is gone");
    let (left, photo) = store.read(|tx| {
        let record = own.open(tx, Purpose::OwnPages, now())?;
        Ok((record.receipts()?, record.receipt_photo(id)?))
    }).unwrap();
    assert!(left.is_empty() && photo.is_none(), "{left:?}");
});

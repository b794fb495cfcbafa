//! Support after 21 is offered at 21 and each year, and what is answered closes it on both sides.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::usecases::{
    adviser::offer_support::{Recorded, Said, record_support, see_support},
    testing::{Jay, asking, at, day, own_asking},
    young_person::{
        see_home::see_home,
        support::{MayAsk, answer_support, see_support as see_own},
    },
};
use leaving_care_rules::assessment::DutyStage;
use onward_domain::{
    access::Purpose,
    contact::{ContactKind, ContactNote},
    id::UserId,
    moment::Moment,
    support::{OfferedHow, SupportAct},
};
use onward_store::{StoreError, on_both, testing::TestStore};

/// Jay turned 21 on 21 March 2028.
fn noon(text: &str) -> Moment {
    Moment { today: day(text), at: format!("{text}T12:00:00Z").parse().unwrap() }
}

fn row(store: &TestStore, jay: &Jay, now: Moment) -> Option<Row> {
    let me = jay.priya;
    let today = store.read(move |tx| see_today(&asking(tx, me, now))).unwrap();
    let of_offer = |row: &Row| matches!(row.kind, Kind::Offer { .. } | Kind::SupportWanted { .. });
    today.rows.into_iter().find(of_offer)
}

fn says(
    store: &TestStore,
    jay: &Jay,
    now: Moment,
    (offered, answer): (Option<OfferedHow>, Option<SupportAct>),
    key: &'static str,
) -> Recorded {
    let (me, person) = (jay.priya, jay.person);
    let said = Said { offered, on: now.today, answer, words: None };
    store.write(move |tx| record_support(&asking(tx, me, now), person, &said, key)).unwrap()
}

fn stage(store: &TestStore, jay: &Jay, now: Moment) -> Option<DutyStage> {
    let (me, person) = (jay.priya, jay.person);
    let seen = store.read(move |tx| see_support(&asking(tx, me, now), person)).unwrap();
    seen.answered.assessment.duty_stage
}

fn account(store: &TestStore, jay: &Jay) -> UserId {
    jay.account(store)
}

on_both!(it_is_due_at_21_closed_by_a_not_now_and_due_again_after_a_year => |store| {
    let jay = Jay::of(store);
    assert_eq!(row(store, &jay, noon("2028-03-20")), None, "he is 20");
    let first = row(store, &jay, noon("2028-03-21")).unwrap();
    assert_eq!((first.of, first.late), (day("2028-04-18"), false));
    assert!(row(store, &jay, noon("2028-04-19")).unwrap().late);
    let early = says(store, &jay, noon("2028-03-01"), (Some(OfferedHow::Call), None), "early");
    assert_eq!(early, Recorded::TooEarly(day("2028-03-21")));
    let offered = (Some(OfferedHow::Call), Some(SupportAct::NotNow));
    assert_eq!(says(store, &jay, noon("2028-04-03"), offered, "one"), Recorded::Done);
    assert_eq!(row(store, &jay, noon("2028-04-20")), None);
    assert_eq!(stage(store, &jay, noon("2028-04-20")), Some(DutyStage::S23CZBOnRequest));
    assert_eq!(row(store, &jay, noon("2029-03-05")), None, "four weeks before a year is over it stands there");
    assert_eq!(row(store, &jay, noon("2029-03-06")).unwrap().of, day("2029-04-03"));
    assert_eq!(row(store, &jay, noon("2032-03-21")), None, "he is 25");
});

on_both!(an_offer_without_an_answer_comes_back_and_he_answers_it_on_his_own_page => |store| {
    let jay = Jay::of(store);
    let me = account(store, &jay);
    says(store, &jay, noon("2028-04-03"), (Some(OfferedHow::Letter), None), "letter");
    let open = row(store, &jay, noon("2028-05-02")).unwrap();
    assert!(open.late && matches!(open.kind, Kind::Offer { open: true, .. }));
    let home = |now| store.read(move |tx| see_home(&own_asking(tx, me, now))).unwrap().offered;
    assert_eq!(home(noon("2028-04-05")), Some(day("2028-04-03")));
    let now = noon("2028-04-06");
    assert!(store.write(move |tx| answer_support(&own_asking(tx, me, now), true, Some("I lost my job"), "yes")).unwrap());
    assert!(store.write(move |tx| answer_support(&own_asking(tx, me, now), true, Some("I lost my job"), "yes")).unwrap(), "sent twice");
    assert_eq!(home(noon("2028-04-07")), None);
    assert_eq!(stage(store, &jay, noon("2028-04-07")), Some(DutyStage::S23CZB), "he asked, and nobody types it again");
    let wanted = row(store, &jay, noon("2028-04-07")).unwrap();
    assert_eq!((wanted.kind, wanted.of), (Kind::SupportWanted { since: day("2028-04-06") }, day("2028-04-10")));
    let person = jay.person;
    let priya = jay.priya;
    store.write(move |tx| {
        let record = asking(tx, priya, noon("2028-04-08")).open(person, Purpose::Contact)?;
        record.contacts().add(&ContactNote::new(ContactKind::Call, day("2028-04-08"))).map(drop)
    }).unwrap();
    assert_eq!(row(store, &jay, noon("2028-04-09")), None, "somebody called him");
    let turns = store.read(move |tx| see_support(&asking(tx, priya, noon("2028-04-09")), person)).unwrap().turns;
    assert_eq!(turns.len(), 2, "an offer and one yes");
    assert!(turns[0].0.by_young && turns[0].0.note.words.as_deref() == Some("I lost my job"));
});

on_both!(he_may_ask_without_an_offer_change_his_mind_twice_in_a_day_and_not_before_21 => |store| {
    let jay = Jay::of(store);
    let me = account(store, &jay);
    let may = |now| store.read(move |tx| see_own(&own_asking(tx, me, now))).unwrap().may;
    assert_eq!(may(at(0)), MayAsk::From(day("2028-03-21")));
    let says = |now, wants, key| {
        store.write(move |tx| answer_support(&own_asking(tx, me, now), wants, None, key)).unwrap()
    };
    assert!(!says(at(0), true, "young"), "he has an adviser without asking");
    assert!(says(noon("2029-01-10"), false, "no"));
    assert_eq!(stage(store, &jay, noon("2029-01-10")), Some(DutyStage::S23CZBOnRequest));
    assert!(says(noon("2029-01-10"), true, "yes"));
    assert_eq!(stage(store, &jay, noon("2029-01-10")), Some(DutyStage::S23CZB), "the last word stands, of one day too");
    assert_eq!(may(noon("2029-01-11")), MayAsk::Has(day("2032-03-21")));
    assert!(says(noon("2029-02-01"), false, "no more"));
    assert_eq!(may(noon("2029-02-02")), MayAsk::Until(day("2032-03-21")));
});

on_both!(who_turned_21_before_there_was_a_record_is_not_late_for_what_nobody_wrote_down => |store| {
    let jay = Jay::of(store);
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| {
        let record = asking(tx, me, at(0)).open(person, Purpose::PersonPage)?;
        let mut identity = record.person()?;
        identity.identity.born = Some(day("2004-03-21"));
        record.save_identity(&identity.identity, identity.version).map(drop)
    }).unwrap();
    let seen = |now: Moment| store.read(move |tx| see_today(&asking(tx, me, now))).unwrap();
    let now = seen(at(1));
    assert_eq!(row(store, &jay, at(1)), None);
    assert!(now.not_recorded[0].what.contains(&What::Offer), "{:?}", now.not_recorded);
    let year = row(store, &jay, noon("2027-10-20")).unwrap();
    assert!(!year.late, "a year after the record began it is due for certain");
});

on_both!(nobody_else_offers_or_answers => |store| {
    let jay = Jay::of(store);
    let tom = crate::usecases::testing::adviser(store, "Tom Varley");
    let person = jay.person;
    let said = Said { offered: Some(OfferedHow::Call), on: day("2028-04-03"), answer: None, words: None };
    let refused = store.write(move |tx| record_support(&asking(tx, tom, noon("2028-04-03")), person, &said, "x"));
    assert_eq!(refused.unwrap_err(), StoreError::NotFound);
});

//! What a young person without an adviser sends reaches a manager, until somebody has them.

use super::*;
use crate::usecases::{
    adviser::{
        talk as hers,
        today::{ask_for_cover, see_today},
    },
    testing::{Jay, adviser, asking, at, day, managing, own_asking},
    young_person::{
        appointments::ask_to_meet,
        ask_for::{Wish, ask_for},
        mine::check_in,
        rectify::say_it_is_wrong,
        see_place::keep_place_view,
        talk::{see_messages, send_message},
    },
};
use onward_domain::{
    allocation::Part,
    appointment::{How, Meeting},
    mine::Feels,
    place::{PlaceViewNote, Right as HomeRight},
    rectification::Said,
    role::Role,
};
use onward_store::{
    StoreError, on_both,
    repo::{users::NewUser, versions::Sent},
    testing::TestStore,
};

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

/// Jay sends one of each.
fn one_of_each(store: &TestStore, me: UserId) {
    store
        .write(move |tx| {
            let own = own_asking(tx, me, at(1));
            send_message(&own, "Is anybody there?", "m")?;
            check_in(&own, Some(Feels::Talk), None, "c")?;
            let says = PlaceViewNote { right: HomeRight::Unsafe, words: None, move_day: None };
            keep_place_view(&own, &Sent { version: None, says, key: "p".into() })?;
            let meeting =
                Meeting { at: "2026-11-26T14:00:00Z".parse().unwrap(), how: How::Call, place: None };
            ask_to_meet(&own, &meeting, None, "a")?;
            let said = Said { about: "care".into(), shown: "You left care.".into(), words: "Later.".into() };
            say_it_is_wrong(&own, &said, "w")?;
            let place = own.law.find("setting_up_home_allowance").unwrap().place();
            ask_for(&own, place, &Wish { words: None, amount: None }, "r").map(drop)
        })
        .unwrap();
}

fn seen(store: &TestStore, dawn: UserId) -> Vec<String> {
    let seen = store.read(move |tx| see_waiting(&managing(tx, dawn, at(2)))).unwrap();
    let abouts = seen
        .people
        .iter()
        .flat_map(|one| &one.rows)
        .map(|row| row.kind.about().split('-').take(2).collect::<Vec<_>>().join("-"));
    let mut abouts: Vec<String> = abouts.collect();
    abouts.sort();
    abouts
}

fn alone(store: &TestStore, dawn: UserId, jay: &Jay) {
    let person = jay.person;
    store
        .write(move |tx| {
            let record = managing(tx, dawn, at(0)).open(person, Purpose::Allocation)?;
            record.allocations().end(Part::Adviser, day("2026-11-20"))
        })
        .unwrap();
}

on_both!(one_of_each_is_on_the_managers_list_when_nobody_has_jay_and_none_of_it_while_somebody_does => |store| {
    let jay = Jay::of(store);
    let (me, dawn) = (jay.account(store), manager(store));
    one_of_each(store, me);
    assert_eq!(seen(store, dawn), [""; 0], "Priya has him");
    alone(store, dawn, &jay);
    let all = seen(store, dawn);
    for about in ["message", "check-in", "not-safe", "appointment-asked", "said-wrong"] {
        assert!(all.iter().any(|one| one == about), "{about}: {all:?}");
    }
    assert!(all.iter().any(|one| one.starts_with("request-")), "{all:?}");
    assert_eq!(store.read(move |tx| count_waiting(&managing(tx, dawn, at(2)))).unwrap(), all.len());
    let first = store.read(move |tx| see_waiting(&managing(tx, dawn, at(2)))).unwrap();
    assert!(matches!(first.people[0].rows[0].kind, Kind::NotSafe { .. }), "what can't wait comes first");
});

on_both!(a_manager_answers_messages_only_while_nobody_has_jay_and_he_reads_who_wrote => |store| {
    let jay = Jay::of(store);
    let (me, dawn, person) = (jay.account(store), manager(store), jay.person);
    one_of_each(store, me);
    let read = |minutes| store.write(move |tx| see_their_messages(&managing(tx, dawn, at(minutes)), person, 1, true)).unwrap();
    assert!(read(2).is_none(), "they are between him and Priya");
    let sent = store.write(move |tx| answer_them(&managing(tx, dawn, at(2)), person, "Hello", "x")).unwrap();
    assert_eq!(sent, None);
    alone(store, dawn, &jay);
    let looks = |store: &TestStore| {
        store.write(move |tx| managing(tx, dawn, at(9)).open(person, Purpose::PersonPage)?.looks(500)).unwrap().len()
    };
    let before = looks(store);
    assert_eq!(read(3).unwrap().talk.messages.len(), 1);
    assert_eq!(looks(store), before + 2, "one row for the look, and one for counting them here");
    store.write(move |tx| answer_them(&managing(tx, dawn, at(4)), person, "I am here. Priya has left.", "y")).unwrap().unwrap();
    let his = store.write(move |tx| see_messages(&own_asking(tx, me, at(5)), 1)).unwrap();
    let names: Vec<_> = his.talk.messages.iter().map(|each| (his.talk.writer(each), his.talk.reader(each))).collect();
    assert_eq!(names, [(Some("Jay"), Some("Dawn Fairley")), (Some("Dawn Fairley"), None)]);
    assert!(!seen(store, dawn).contains(&"message".to_owned()), "it is answered");
});

on_both!(an_adviser_who_can_not_sign_in_has_nobody_unless_a_colleague_stands_in => |store| {
    let jay = Jay::of(store);
    let (me, dawn, priya, person) = (jay.account(store), manager(store), jay.priya, jay.person);
    let grace = adviser(store, "Grace Adeyemi");
    store.write(move |tx| send_message(&own_asking(tx, me, at(1)), "Hello?", "m").map(drop)).unwrap();
    store.write(move |tx| tx.users().disable(priya, at(1).at)).unwrap();
    assert_eq!(seen(store, dawn), ["message"]);
    store.write(move |tx| tx.users().enable(priya, at(1).at)).unwrap();
    store.write(move |tx| ask_for_cover(&asking(tx, priya, at(1)), grace, (day("2026-11-23"), day("2026-11-27"))).map(drop)).unwrap();
    store.write(move |tx| tx.users().disable(priya, at(1).at)).unwrap();
    assert_eq!(seen(store, dawn), [""; 0], "Grace has him");
    let theirs = store.read(move |tx| see_today(&asking(tx, grace, at(2)))).unwrap();
    assert!(theirs.rows.iter().any(|row| row.kind.about() == "message"));
    let refused = store.read(move |tx| managing(tx, dawn, at(2)).open(person, Purpose::PersonPage)?.messages(9, 0));
    assert!(matches!(refused, Err(StoreError::NotAllowed(_))));
    let talk = store.read(move |tx| hers::see_messages(&asking(tx, grace, at(3)), person, 1, false)).unwrap().talk;
    assert_eq!(talk.messages.len(), 1);
});

//! One step for several people, on both databases.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::usecases::testing::{Jay, adviser, asking, at, day, episode};
use onward_domain::{
    allocation::Part,
    id::UserId,
    person::{Identity, Sex},
};
use onward_store::{
    on_both,
    scope::{NewPerson, Task},
    testing::TestStore,
};

const FIRST_HOME: &str = "setting_up_home_allowance";

fn place() -> usize {
    leaving_care_rules::Law::england().unwrap().find(FIRST_HOME).unwrap().place()
}

/// Somebody else in care until 18, or a child of ten, with this adviser.
fn another(store: &TestStore, name: &'static str, born: &'static str, adviser: UserId) -> PersonId {
    store
        .write(move |tx| {
            let system = tx.system(Task::Demonstration, None, at(-60 * 24 * 30))?;
            let identity = Identity {
                child: Some(format!("T-{name}")),
                known_as: name.into(),
                first_names: name.into(),
                family_name: "Boyd".into(),
                born: Some(day(born)),
                sex: Sex::Unknown,
                protected: false,
            };
            let record = system.add_person(&NewPerson { identity })?;
            record.allocations().allocate(adviser, Part::Adviser, None, day("2025-01-01"))?;
            record.episodes().add(&episode("2021-05-03", "2025-03-21", "S", "E6"))?;
            Ok(record.id())
        })
        .unwrap()
}

fn told(key: &str, chosen: Chosen) -> Sent {
    Sent {
        key: key.into(),
        place: place(),
        act: EntitlementAct::Told,
        day: day("2026-11-20"),
        words: Some("You can get money for your first home.".into()),
        chosen,
    }
}

fn send(store: &TestStore, me: UserId, sent: &Sent) -> Recorded {
    let (now, key) = (sent.clone(), sent.key.clone());
    store.write(move |tx| record_together(&asking(tx, me, at(0)), &now)).unwrap();
    store.read(|tx| see_together(&asking(tx, me, at(1)), &key)).unwrap().recorded.unwrap()
}

fn lines(store: &TestStore, me: UserId, person: PersonId) -> usize {
    let open = |tx: &onward_store::Tx| {
        asking(tx, me, at(2)).open(person, Purpose::Entitlements)?.entitlements().steps()
    };
    store.read(open).unwrap().len()
}

on_both!(everybody_chosen_gets_a_line_and_who_cannot_take_it_is_named_with_why => |store| {
    let jay = Jay::of(store);
    let tyler = another(store, "Tyler", "2007-01-09", jay.priya);
    let child = another(store, "Nia", "2016-01-09", jay.priya);
    let callum = adviser(store, "Callum Reid");
    let gone = another(store, "Ash", "2007-01-09", callum);
    let first = told("one", Chosen::These(vec![jay.person]));
    assert_eq!(send(store, jay.priya, &first).done, [jay.person]);
    let all = told("two", Chosen::These(vec![jay.person, tyler, child, gone]));
    let recorded = send(store, jay.priya, &all);
    assert_eq!(recorded.done, [tyler]);
    assert_eq!(recorded.left, [
        (jay.person, Because::Already),
        (child, Because::RuleSaysNo),
        (gone, Because::NotYours),
    ]);
    assert_eq!(lines(store, callum, gone), 0, "nobody else’s record was touched");
});

on_both!(the_same_form_sent_twice_adds_one_line_each_and_says_the_same => |store| {
    let jay = Jay::of(store);
    let tyler = another(store, "Tyler", "2007-01-09", jay.priya);
    let sent = told("one", Chosen::Everyone(Group::Untold));
    let recorded = send(store, jay.priya, &sent);
    assert_eq!(recorded.done.len(), 2);
    assert_eq!(send(store, jay.priya, &sent), recorded);
    for person in [jay.person, tyler] {
        assert_eq!(lines(store, jay.priya, person), 1);
    }
    let nobody = send(store, jay.priya, &told("two", Chosen::Everyone(Group::Untold)));
    assert_eq!((nobody.done.len(), nobody.left.len()), (0, 0), "nobody is left to tell");
});

on_both!(money_and_a_refusal_are_for_one_person_at_a_time => |store| {
    let jay = Jay::of(store);
    for act in [EntitlementAct::Paid, EntitlementAct::Refused] {
        let sent = Sent { act, ..told(act.word(), Chosen::These(vec![jay.person])) };
        let me = jay.priya;
        let refused = store.write(move |tx| record_together(&asking(tx, me, at(0)), &sent));
        assert!(matches!(refused, Err(StoreError::NotAllowed(_))));
    }
    assert_eq!(lines(store, jay.priya, jay.person), 0);
});

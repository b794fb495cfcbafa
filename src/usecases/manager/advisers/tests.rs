//! Dawn allocates advisers, on both databases.

use super::*;
use crate::usecases::{
    account::testing::asking,
    testing::{Jay, adviser, at, day},
};
use onward_domain::person::{Identity, Sex};
use onward_store::{
    Tx, on_both,
    repo::users::NewUser,
    scope::{NewPerson, Task},
    testing::TestStore,
};

fn by(tx: &Tx, dawn: UserId) -> Ask<'_, ServiceView> {
    asking(tx, dawn, at(1).at, |viewer| viewer.service().unwrap())
}

struct House {
    jay: Jay,
    kai: PersonId,
    dawn: UserId,
    callum: UserId,
}

fn house(store: &TestStore) -> House {
    let jay = Jay::of(store);
    let callum = adviser(store, "Callum Reid");
    let dawn = NewUser {
        role: Role::Manager,
        display_name: "Dawn Fairley".into(),
        person: None,
        team: None,
        phone: None,
    };
    let (dawn, kai) = store
        .write(move |tx| {
            let identity = Identity {
                child: Some("T2".into()),
                known_as: Identity::by_number("T2"),
                first_names: String::new(),
                family_name: String::new(),
                born: Some(day("2008-07-01")),
                sex: Sex::Unknown,
                protected: false,
            };
            let kai = tx.system(Task::Demonstration, None, at(0))?.add_person(&NewPerson { identity })?.id();
            Ok((tx.users().add(&dawn, at(0).at)?, kai))
        })
        .unwrap();
    House { jay, kai, dawn, callum }
}

impl House {
    fn seen(&self, store: &TestStore, key: &str) -> Seen {
        let looked = Looked { key: key.into(), ..Looked::default() };
        store.read(|tx| see_advisers(&by(tx, self.dawn), &looked)).unwrap()
    }

    fn picked(&self, store: &TestStore) -> Vec<Picked> {
        let people = self.seen(store, "").people;
        people.into_iter().map(|one| Picked { person: one.person.id, mark: one.mark }).collect()
    }

    fn give(
        &self,
        store: &TestStore,
        key: &str,
        people: Vec<Picked>,
        to: Option<UserId>,
        from: &str,
    ) -> Given {
        let sent = Sent { key: key.into(), people, to, from: day(from) };
        let dawn = self.dawn;
        assert_eq!(store.write(move |tx| give_advisers(&by(tx, dawn), &sent)).unwrap(), Answer::Done);
        self.seen(store, key).given.unwrap()
    }

    fn of(&self, store: &TestStore, person: PersonId) -> Vec<(UserId, String, Option<String>)> {
        let service = store.viewer(self.dawn).unwrap().unwrap().service().unwrap();
        let all = store
            .read(|tx| service.open(tx, person, Purpose::Allocation, at(2))?.allocations().all())
            .unwrap();
        all.into_iter()
            .map(|one| (one.user, one.from.to_string(), one.until.map(|until| until.to_string())))
            .collect()
    }
}

on_both!(two_people_get_callum_the_former_adviser_ends_that_day_and_the_same_form_again_changes_nothing => |store| {
    let house = house(store);
    let picked = house.picked(store);
    let given = house.give(store, "one", picked.clone(), Some(house.callum), "2026-11-23");
    assert_eq!(given.changed.len(), 2);
    let jays = [
        (house.jay.priya, "2025-01-01".to_owned(), Some("2026-11-23".to_owned())),
        (house.callum, "2026-11-23".to_owned(), None),
    ];
    assert_eq!(house.of(store, house.jay.person), jays);
    assert_eq!(house.of(store, house.kai), [(house.callum, "2026-11-23".to_owned(), None)]);
    assert_eq!(house.give(store, "one", picked, Some(house.callum), "2026-11-23"), given, "the same answer");
    assert_eq!(house.of(store, house.jay.person), jays);
    let again = house.give(store, "two", house.picked(store), Some(house.callum), "2026-11-23");
    assert_eq!((again.changed.len(), again.already.len()), (0, 2));
});

on_both!(whom_somebody_else_gave_away_meanwhile_is_left_alone_and_the_rest_is_done => |store| {
    let house = house(store);
    let old = house.picked(store);
    let jay: Vec<Picked> = old.iter().filter(|one| one.person == house.jay.person).cloned().collect();
    house.give(store, "first", jay, Some(house.callum), "2026-11-23");
    let given = house.give(store, "second", old, Some(house.jay.priya), "2026-11-23");
    assert_eq!((given.changed, given.meanwhile), (vec![house.kai], vec![house.jay.person]));
    let jays = house.of(store, house.jay.person);
    assert_eq!(jays.last().map(|one| one.0), Some(house.callum));
});

on_both!(an_adviser_is_taken_off_and_nobody_new_begins => |store| {
    let house = house(store);
    let given = house.give(store, "off", house.picked(store), None, "2026-11-23");
    assert_eq!((given.changed, given.already), (vec![house.jay.person], vec![house.kai]));
    assert_eq!(house.of(store, house.jay.person), [(house.jay.priya, "2025-01-01".to_owned(), Some("2026-11-23".to_owned()))]);
    assert!(house.seen(store, "").people.iter().all(|one| one.now.is_none()));
});

on_both!(a_handover_may_be_planned_or_told_late_but_never_so_that_the_former_adviser_never_was => |store| {
    let house = house(store);
    let jay = |house: &House| -> Vec<Picked> {
        house.picked(store).into_iter().filter(|one| one.person == house.jay.person).collect()
    };
    let early = house.give(store, "early", jay(&house), Some(house.callum), "2024-12-31");
    assert_eq!((early.changed.len(), early.too_early), (0, vec![house.jay.person]));
    let planned = house.give(store, "planned", jay(&house), Some(house.callum), "2026-12-01");
    assert_eq!(planned.changed, [house.jay.person]);
    let one = house.seen(store, "").people.into_iter().find(|one| one.person.id == house.jay.person).unwrap();
    assert_eq!(one.now.unwrap().user, house.jay.priya);
    assert_eq!(one.planned.unwrap().user, house.callum);
    let late = house.give(store, "late", jay(&house), Some(house.callum), "2026-11-20");
    assert_eq!(late.changed, [house.jay.person]);
    let all = house.of(store, house.jay.person);
    assert!(all.contains(&(house.jay.priya, "2025-01-01".to_owned(), Some("2026-11-20".to_owned()))), "{all:?}");
    assert!(all.contains(&(house.callum, "2026-12-01".to_owned(), Some("2026-12-01".to_owned()))), "the plan is cancelled: {all:?}");
    assert!(all.contains(&(house.callum, "2026-11-20".to_owned(), None)), "{all:?}");
});

on_both!(who_was_shut_out_is_given_nobody_and_whose_people_wait_for_another_is_listed => |store| {
    let house = house(store);
    let priya = house.jay.priya;
    store.write(move |tx| tx.users().disable(priya, at(0).at)).unwrap();
    let seen = house.seen(store, "");
    let listed: Vec<_> = seen.advisers.iter().map(|user| (user.id, may_have_people(user))).collect();
    assert_eq!(listed, [(house.callum, true), (priya, false)]);
    let sent = Sent { key: "shut".into(), people: house.picked(store), to: Some(priya), from: day("2026-11-23") };
    let dawn = house.dawn;
    assert_eq!(store.write(move |tx| give_advisers(&by(tx, dawn), &sent)).unwrap(), Answer::NoAdviser);
    assert_eq!(house.of(store, house.kai), []);
});

on_both!(every_record_that_was_changed_was_opened_by_the_manager_and_the_change_stands_in_its_trail => |store| {
    let house = house(store);
    house.give(store, "one", house.picked(store), Some(house.callum), "2026-11-23");
    let service = store.viewer(house.dawn).unwrap().unwrap().service().unwrap();
    store.read(|tx| {
        let record = service.open(tx, house.kai, Purpose::PersonPage, at(2))?;
        let looks: Vec<_> = record.looks(10)?.into_iter().map(|look| (look.user, look.purpose)).collect();
        assert!(looks.contains(&(house.dawn, Purpose::Allocation)), "{looks:?}");
        let deeds: Vec<_> = record.deeds(10)?.into_iter().map(|deed| (deed.by, deed.what)).collect();
        assert_eq!(deeds, [(Some(house.dawn), "allocation.begun".to_owned())]);
        Ok(())
    }).unwrap();
});

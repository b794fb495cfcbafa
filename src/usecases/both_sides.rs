//! What one side does and the other sees: a young person and their adviser meet in one record.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::{
    adviser::{
        appointments as hers,
        see_my_people::see_my_people,
        talk,
        today::{Closing, Kind, Row, close, see_today},
    },
    testing::{Jay, asking, at, day, managing, own_asking},
    young_person::{
        appointments::{answer_to_meet, ask_to_meet},
        mine::check_in,
        own_plan::say_of_plan,
        see_paths::keep_wish,
        see_place::{keep_place_view, keep_ready_room, see_place, share_page},
    },
};
use onward_domain::{
    access::Purpose,
    appointment::{How, Meeting, Turn},
    contact::{ContactKind, ContactNote},
    due::{Due, What},
    id::{AppointmentId, PlanId, UserId},
    matter::{MatterAct, MatterKind, MatterRefused, MatterTurnNote},
    mine::Feels,
    moment::Moment,
    place::{OwnPage, PlaceViewNote, Ready, ReadyRoomNote, Right, Room},
    plan::{NewSaying, SayingKind},
    role::Role,
    wish::{WishKind, WishNote, WishState},
};
use onward_store::{
    StoreError, on_both,
    repo::{Saved, appointments::NewTurn, users::NewUser, versions::Sent},
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

fn plan_of(store: &TestStore, jay: &Jay) -> PlanId {
    let (priya, person) = (jay.priya, jay.person);
    store
        .write(move |tx| {
            let record = asking(tx, priya, at(0)).open_for_change(person, Purpose::Plan)?;
            let plan = record.plans().begin()?;
            record.plans().agree(plan, 1, day("2026-11-23"), day("2027-05-23"), None)?;
            Ok(plan)
        })
        .unwrap()
}

on_both!(a_review_that_jay_asks_for_is_due_at_priyas_until_a_newer_plan_is_agreed => |store| {
    let jay = Jay::of(store);
    let (me, priya) = (jay.account(store), jay.priya);
    let plan = plan_of(store, &jay);
    let due = |minutes| {
        let people = store.read(|tx| see_my_people(&asking(tx, priya, at(minutes)))).unwrap();
        people.first().unwrap().due.iter().find(|due| due.what == What::ReviewAsked).copied()
    };
    assert_eq!(due(1), None);
    for (minutes, key) in [(2, "one"), (3, "two")] {
        let said = NewSaying { plan: Some(plan), area: None, kind: SayingKind::Review, words: None };
        store.write(move |tx| say_of_plan(&own_asking(tx, me, at(minutes)), &said, key)).unwrap();
    }
    assert_eq!(due(4), Some(Due { day: day("2026-12-21"), what: What::ReviewAsked }));
    plan_of(store, &jay);
    assert_eq!(due(6), None, "the plan was looked at: there is a newer one");
});

fn meeting(on: &str) -> Meeting {
    Meeting { at: on.parse().unwrap(), how: How::Elsewhere, place: Some("The library".into()) }
}

fn turn(appointment: AppointmentId, number: i64, turn: Turn, to: Option<&str>) -> NewTurn {
    NewTurn { appointment, number, turn, meeting: to.map(meeting), words: None }
}

const THURSDAY: &str = "2026-11-26T14:00:00Z";
const FRIDAY: &str = "2026-11-27T14:00:00Z";

on_both!(jay_asks_priya_moves_it_jay_says_yes_and_it_is_due_on_its_day => |store| {
    let jay = Jay::of(store);
    let (me, priya, person) = (jay.account(store), jay.priya, jay.person);
    let due = |minutes| {
        let people = store.read(|tx| see_my_people(&asking(tx, priya, at(minutes)))).unwrap();
        let due = people.first().unwrap().due.clone();
        due.into_iter().filter(|due| matches!(due.what, What::Appointment | What::AppointmentAsked)).collect::<Vec<_>>()
    };
    let ask = || store.write(move |tx| ask_to_meet(&own_asking(tx, me, at(1)), &meeting(THURSDAY), Some("Can we?"), "ask"));
    let id = ask().unwrap();
    assert_eq!(ask().unwrap(), id, "sent twice, asked once");
    assert_eq!(due(2), [Due { day: day("2026-11-25"), what: What::AppointmentAsked }]);
    let moved = turn(id, 1, Turn::Moved, Some(FRIDAY));
    store.write(move |tx| hers::answer_to_meet(&asking(tx, priya, at(3)), person, &moved, "move")).unwrap();
    assert_eq!(due(4), [], "it waits for Jay");
    let yes = turn(id, 2, Turn::Agreed, None);
    let own = yes.clone();
    let hers_own = store.write(move |tx| hers::answer_to_meet(&asking(tx, priya, at(4)), person, &own, "own"));
    assert!(matches!(hers_own, Err(StoreError::NotAllowed(_))), "nobody says yes to themselves");
    assert_eq!(store.write(move |tx| answer_to_meet(&own_asking(tx, me, at(5)), &yes, "yes")).unwrap(), Saved::Saved);
    assert_eq!(due(6), [Due { day: day("2026-11-27"), what: What::Appointment }]);
});

on_both!(both_answer_at_once_and_the_second_sees_what_the_first_said => |store| {
    let jay = Jay::of(store);
    let (me, priya, person) = (jay.account(store), jay.priya, jay.person);
    let id = store.write(move |tx| {
        hers::ask_to_meet(&asking(tx, priya, at(1)), person, &meeting(THURSDAY), None, "ask")
    }).unwrap();
    let cancelled = turn(id, 1, Turn::Cancelled, None);
    store.write(move |tx| hers::answer_to_meet(&asking(tx, priya, at(2)), person, &cancelled, "no")).unwrap();
    let yes = turn(id, 1, Turn::Agreed, None);
    let answer = store.write(move |tx| answer_to_meet(&own_asking(tx, me, at(3)), &yes, "yes")).unwrap();
    let Saved::Stale(now) = answer else { unreachable!("she cancelled it") };
    assert_eq!(now.last.turn, Turn::Cancelled);
    let again = turn(id, 2, Turn::Agreed, None);
    let refused = store.write(move |tx| answer_to_meet(&own_asking(tx, me, at(4)), &again, "again"));
    assert!(matches!(refused, Err(StoreError::NotAllowed(_))));
});

on_both!(nothing_is_arranged_in_the_past_or_in_somebody_elses_record => |store| {
    let jay = Jay::of(store);
    let me = jay.account(store);
    let past = store.write(move |tx| {
        ask_to_meet(&own_asking(tx, me, at(1)), &meeting("2026-11-23T12:00:00Z"), None, "past")
    });
    assert!(matches!(past, Err(StoreError::NotAllowed(_))));
    let not_there = turn(AppointmentId::new(), 1, Turn::Agreed, None);
    let answer = store.write(move |tx| answer_to_meet(&own_asking(tx, me, at(1)), &not_there, "x"));
    assert!(matches!(answer, Err(StoreError::NotFound)));
});

on_both!(a_complaint_is_for_a_manager_and_its_first_answer_stands => |store| {
    use crate::usecases::{
        manager::matters::{record_matter, see_matters},
        young_person::matters::{ask_matter, follow_matter, see_matters as see_own_matters},
    };
    let jay = Jay::of(store);
    let (me, priya, person) = (jay.account(store), jay.priya, jay.person);
    let dawn = manager(store);
    let words = Some("Nobody wrote back");
    let ask = || store.write(move |tx| ask_matter(&own_asking(tx, me, at(1)), MatterKind::Complaint, words, "one"));
    let id = ask().unwrap();
    assert_eq!(ask().unwrap(), id, "sent twice, asked once");
    let hers = store.read(|tx| asking(tx, priya, at(2)).open(person, Purpose::PersonPage)?.matters()).unwrap();
    assert!(hers.is_empty(), "their adviser does not read it");
    let waits = store.read(|tx| see_matters(&managing(tx, dawn, at(2)))).unwrap();
    assert_eq!(waits.iter().map(|each| each.matter.id).collect::<Vec<_>>(), [id]);
    let answer = |text: &str, key: &'static str, minutes| {
        let note = MatterTurnNote {
            act: MatterAct::Answered,
            on: day("2026-11-23"),
            by: None,
            who: None,
            words: Some(text.to_owned()),
        };
        let record = move |tx: &onward_store::Tx| {
            record_matter(&managing(tx, dawn, at(minutes)), person, id, &note, key)
        };
        store.write(record).unwrap()
    };
    assert_eq!(answer("It took too long", "a", 3), Ok(()));
    assert_eq!(answer("It took too long", "a", 3), Ok(()), "sent twice");
    assert_eq!(answer("Another answer", "b", 3), Err(MatterRefused::Over), "the first stands");
    let follow = |act, key: &'static str| {
        store.write(move |tx| follow_matter(&own_asking(tx, me, at(4)), id, act, Some("No"), key)).unwrap()
    };
    assert_eq!(follow(MatterAct::Chased, "c"), Err(MatterRefused::Over), "it waits for nothing");
    assert_eq!(follow(MatterAct::Next, "d"), Ok(()));
    assert_eq!(follow(MatterAct::Next, "d"), Ok(()), "sent twice");
    assert_eq!(follow(MatterAct::Next, "e"), Err(MatterRefused::NotDue), "the investigation has its time");
    let waits = store.read(|tx| see_matters(&managing(tx, dawn, at(5)))).unwrap();
    let by: Vec<_> = waits.iter().map(|each| each.matter.stands().by).collect();
    assert_eq!(by, [Some(day("2026-12-30"))], "25 working days, Christmas left out");
    assert_eq!(answer("We looked at it again", "f", 6), Ok(()));
    let own = store.read(|tx| see_own_matters(&own_asking(tx, me, at(7)))).unwrap();
    let words: Vec<_> = own.matters[0].turns.iter().filter_map(|turn| turn.note.words.as_deref()).collect();
    assert_eq!(words, ["It took too long", "No", "We looked at it again"], "every answer stays whole");
    let by_her = store.write(move |tx| {
        let note = MatterTurnNote { act: MatterAct::Answered, on: at(8).today, by: None, who: None, words: None };
        asking(tx, priya, at(8)).open_for_change(person, Purpose::PersonPage)?.turn_matter(id, &note, "g")
    });
    assert!(matches!(by_her, Err(StoreError::NotAllowed(_))), "an adviser answers none");
});

on_both!(a_name_that_jay_changes_himself_is_kept_nowhere_else_and_only_he_changes_it => |store| {
    use crate::usecases::young_person::mine::{call_me, see_mine};
    let jay = Jay::of(store);
    let (me, priya, person) = (jay.account(store), jay.priya, jay.person);
    store.write(move |tx| call_me(&own_asking(tx, me, at(1)), "Juniper", Some("they"))).unwrap();
    store.write(move |tx| call_me(&own_asking(tx, me, at(2)), "June", None)).unwrap();
    let seen = store.read(|tx| see_mine(&own_asking(tx, me, at(3)))).unwrap();
    assert_eq!((seen.known_as.as_str(), seen.pronouns), ("June", None));
    let users = store.read(|tx| tx.users().all()).unwrap();
    assert!(users.iter().any(|user| user.id == me && user.display_name == "June"));
    let hers = store.write(move |tx| {
        asking(tx, priya, at(4)).open_for_change(person, Purpose::PersonPage)?.call_me("Jay", None)
    });
    assert!(matches!(hers, Err(StoreError::NotAllowed(_))));
});

/// What waits at Priya's from what Jay said himself.
fn rows_of(store: &TestStore, priya: UserId, now: Moment) -> Vec<Row> {
    let today = store.read(move |tx| see_today(&asking(tx, priya, now))).unwrap();
    let his = |row: &Row| {
        matches!(
            row.kind,
            Kind::NotSafe { .. } | Kind::NotRight { .. } | Kind::WantsHelp { .. } | Kind::CheckIn { .. }
        )
    };
    today.rows.into_iter().filter(his).collect()
}

fn says_of_home(store: &TestStore, me: UserId, minutes: i64, right: Right, key: &'static str) {
    store
        .write(move |tx| {
            let own = own_asking(tx, me, at(minutes));
            let version = see_place(&own)?.view.map(|view| view.id);
            let words = Some("The door doesn’t lock".to_owned());
            let says = PlaceViewNote { right, words, move_day: Some(day("2026-12-07")) };
            keep_place_view(&own, &Sent { version, says, key: key.into() }).map(drop)
        })
        .unwrap();
}

on_both!(that_jay_is_not_safe_at_home_is_called_today_until_somebody_reaches_him_even_where_his_page_is_private => |store| {
    let jay = Jay::of(store);
    let (me, priya, person) = (jay.account(store), jay.priya, jay.person);
    store.write(move |tx| share_page(&own_asking(tx, me, at(1)), OwnPage::Home, false, "s")).unwrap();
    says_of_home(store, me, 2, Right::Mostly, "mostly");
    assert_eq!(rows_of(store, priya, at(3)), []);
    says_of_home(store, me, 4, Right::No, "no");
    let quiet = rows_of(store, priya, at(5));
    assert!(matches!(&quiet[0].kind, Kind::NotRight { words: Some(words), .. } if words == "The door doesn’t lock"));
    assert_eq!((quiet[0].of, quiet[0].kind.is_first()), (day("2026-11-25"), false));
    says_of_home(store, me, 6, Right::Unsafe, "unsafe");
    let call = rows_of(store, priya, at(7));
    assert!(matches!(call[0].kind, Kind::NotSafe { .. }) && call[0].kind.is_first(), "{call:?}");
    assert_eq!((call.len(), call[0].of), (1, day("2026-11-23")), "today, since somebody works at noon on Monday");
    let (about, of) = (call[0].kind.about(), call[0].of);
    store.write(move |tx| talk::send_message(&asking(tx, priya, at(8)), person, "I call you at 2.", "w")).unwrap();
    assert_eq!(rows_of(store, priya, at(9)).len(), 1, "a message doesn't make anybody safe");
    let tried = Closing::Tried { on: day("2026-11-23"), why: "No answer".into() };
    store.write(move |tx| close(&asking(tx, priya, at(10)), person, (&about, of), &tried, "t")).unwrap();
    assert_eq!(rows_of(store, priya, at(11)).len(), 1, "nor does a try");
    store.write(move |tx| {
        let record = asking(tx, priya, at(12)).open(person, Purpose::Contact)?;
        record.contacts().add(&ContactNote::new(ContactKind::Call, day("2026-11-23"))).map(drop)
    }).unwrap();
    assert_eq!(rows_of(store, priya, at(13)), []);
});

on_both!(what_jay_says_of_his_home_and_wants_next_is_read_by_priya_alone_and_only_while_he_shares_it => |store| {
    let jay = Jay::of(store);
    let (me, priya, person) = (jay.account(store), jay.priya, jay.person);
    let dawn = manager(store);
    says_of_home(store, me, 1, Right::Mostly, "mostly");
    store.write(move |tx| {
        let own = own_asking(tx, me, at(2));
        let says = ReadyRoomNote { room: Room::Papers, ready: Ready::Help };
        keep_ready_room(&own, &Sent { version: None, says, key: "room".into() })?;
        let says = WishNote {
            kind: WishKind::Course, title: "Joinery".into(), place: None, state: WishState::Thinking, by: None, next: None,
            apply_by: None, interview_on: None, starts_on: None,
        };
        keep_wish(&own, &Sent { version: None, says, key: "wish".into() }).map(drop)
    }).unwrap();
    let reads = |minutes| {
        store.read(move |tx| asking(tx, priya, at(minutes)).open(person, Purpose::PersonPage)?.shared_pages()).unwrap()
    };
    let shared = reads(3);
    let note = shared.place.unwrap().note;
    assert_eq!((note.move_day, shared.wishes.len(), shared.private), (Some(day("2026-12-07")), 1, vec![]));
    let help = rows_of(store, priya, at(3));
    assert!(matches!(&help[0].kind, Kind::WantsHelp { rooms, .. } if *rooms == [Room::Papers]), "{help:?}");
    let hers = store.read(move |tx| managing(tx, dawn, at(3)).open(person, Purpose::PersonPage)?.shared_pages());
    assert!(matches!(hers, Err(StoreError::NotAllowed(_))));
    for (page, key) in [(OwnPage::Home, "h"), (OwnPage::Next, "n")] {
        store.write(move |tx| share_page(&own_asking(tx, me, at(4)), page, false, key)).unwrap();
    }
    let private = reads(5);
    assert_eq!((private.place, private.rooms, private.wishes, private.private.len()), (None, vec![], vec![], 2));
    assert_eq!(rows_of(store, priya, at(5)), []);
    store.write(move |tx| share_page(&own_asking(tx, me, at(6)), OwnPage::Next, true, "again")).unwrap();
    assert_eq!(reads(7).wishes.len(), 1);
});

on_both!(a_wish_to_talk_is_due_on_the_next_working_day_and_words_two_days_after_until_somebody_answers => |store| {
    let jay = Jay::of(store);
    let (me, priya, person) = (jay.account(store), jay.priya, jay.person);
    let says = |minutes, feels, words: Option<&'static str>, key: &'static str| {
        store.write(move |tx| check_in(&own_asking(tx, me, at(minutes)), feels, words, key)).unwrap()
    };
    says(1, Some(Feels::Good), None, "good");
    assert_eq!(rows_of(store, priya, at(2)), [], "nobody has to answer that");
    says(3, Some(Feels::Talk), None, "talk");
    says(4, None, Some("I can't sleep"), "words");
    let due: Vec<_> = rows_of(store, priya, at(5)).iter().map(|row| (row.of, row.late)).collect();
    assert_eq!(due, [(day("2026-11-24"), false), (day("2026-11-25"), false)]);
    let friday = Moment { today: day("2026-11-27"), ..at(5) };
    assert!(rows_of(store, priya, friday).iter().all(|row| row.late), "a promise is late");
    let words = rows_of(store, priya, at(6))[1].clone();
    let (about, of) = (words.kind.about(), words.of);
    let seen = Closing::NotNeeded { why: "We talked about it in the car".into() };
    store.write(move |tx| close(&asking(tx, priya, at(7)), person, (&about, of), &seen, "c")).unwrap();
    assert_eq!(rows_of(store, priya, at(8)).len(), 1, "closed in place");
    store.write(move |tx| talk::send_message(&asking(tx, priya, at(9)), person, "I ring at 4", "m")).unwrap();
    assert_eq!(rows_of(store, priya, at(10)), []);
});

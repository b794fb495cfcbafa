//! What comes to the hub, on both databases: once a form, in order, and never without its ground.

use super::noon;
use crate::{
    Tx, on_both,
    repo::{drafts::MostDrafts, hub::NewContact, hub_passes::PassTo, users::NewUser},
    scope::{NewPerson, Task},
    testing::{TestStore, counting::queries},
};
use onward_domain::{
    hub::{
        Addressee, Agency, Deed, Discussed, Door, Harm, HubContact, Lives, NextStep, NotToldBecause, Outcome,
        PartSaid, Refused, RestsOn, Sender, ShareGround, Told, View,
    },
    id::{HubContactId, UserId},
    moment::Moment,
    person::{Identity, Sex},
    role::Role,
};

fn now() -> Moment {
    Moment { at: noon(), today: noon().date_naive() }
}

fn told(sender: Sender, harm: Harm) -> Told {
    Told {
        door: Door::Worried,
        sender,
        harm,
        about: "A boy".into(),
        words: "Alone".into(),
        reach: None,
        discussed: (sender == Sender::Work)
            .then(|| Discussed::No(NotToldBecause::Crime, "He may run".into())),
        lives: None,
    }
}

fn bring(store: &TestStore, told: Told, key: &str, hours: i64) -> HubContact {
    let contact = HubContact {
        id: HubContactId::new(),
        reference: format!("H-{key}"),
        told,
        taken: None,
        came_at: noon(),
        decide_by: noon() + chrono::TimeDelta::hours(hours),
        flood: false,
    };
    let new = NewContact { contact, sent_key: key.to_owned() };
    store.write(move |tx| tx.keep_hub_contact(&new)).unwrap()
}

fn sam(store: &TestStore, role: Role) -> UserId {
    let new = NewUser { role, display_name: "Sam".into(), person: None, team: None, phone: None };
    store.write(move |tx| tx.users().add(&new, noon())).unwrap()
}

fn add(
    store: &TestStore,
    by: UserId,
    to: HubContactId,
    deed: Deed,
    key: &'static str,
) -> Result<(), Refused> {
    store.write(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().add(tx, (to, &deed), key, now())).unwrap()
}

on_both!(a_form_sent_twice_is_one_contact_and_the_queue_has_harm_first_then_the_clock => |store| {
    let late = bring(store, told(Sender::Public, Harm::NotNamed), "one", 2);
    assert_eq!(bring(store, told(Sender::Public, Harm::NotNamed), "one", 2).id, late.id);
    let soon = bring(store, told(Sender::Work, Harm::NotNamed), "two", 1);
    let harm = bring(store, told(Sender::Child, Harm::Now), "three", 24);
    let by = sam(store, Role::HubWorker);
    let queue = store.write(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().queue(tx, now())).unwrap();
    let order: Vec<_> = queue.iter().map(|one| one.contact.id).collect();
    assert_eq!(order, [harm.id, soon.id, late.id]);
    assert_eq!(queue[1].contact, soon, "read as it was written");
    let teacher = Told { discussed: None, ..told(Sender::Work, Harm::Now) };
    let new = NewContact { contact: HubContact { told: teacher, ..harm }, sent_key: "four".into() };
    assert!(store.write(move |tx| tx.keep_hub_contact(&new)).is_err(), "a teacher says whether the family knows");
});

on_both!(where_a_child_lives_is_kept_and_what_is_passed_on_has_its_ground_and_stays => |store| {
    let elsewhere = Told { lives: Some(Lives::Elsewhere), ..told(Sender::Public, Harm::NotNamed) };
    let one = bring(store, elsewhere.clone(), "one", 2).id;
    bring(store, told(Sender::Public, Harm::NotNamed), "before it was asked", 3);
    let by = sam(store, Role::HubWorker);
    let queue = store.write(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().queue(tx, now())).unwrap();
    let lives: Vec<_> = queue.iter().map(|each| each.contact.told.lives).collect();
    assert_eq!(lives, [Some(Lives::Elsewhere), None]);
    let pass = |ground, law: Option<&str>, taken_by: Option<&str>, key: &'static str| {
        let to = PassTo {
            council: "Leeds City Council".into(),
            said: PartSaid { words: "With an aunt".into(), ground, law: law.map(str::to_owned) },
            taken_by: taken_by.map(str::to_owned),
        };
        store.write(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().pass_on(tx, one, &to, key, now()))
    };
    assert!(pass(None, None, None, "no ground").is_err());
    assert!(pass(Some(ShareGround::Law), None, None, "which law").is_err());
    assert_eq!(pass(Some(ShareGround::HarmNow), None, None, "not so").unwrap(), Err(Refused::NotSo));
    assert_eq!(pass(Some(ShareGround::Law), Some("Children Act 1989, s.47"), None, "a").unwrap(), Ok(()));
    assert_eq!(pass(Some(ShareGround::Law), Some("Children Act 1989, s.47"), None, "a").unwrap(), Ok(()));
    add(store, by, one, Deed::Screened(Harm::Later), "s").unwrap();
    assert_eq!(pass(Some(ShareGround::HarmLater), None, Some("Ms Webb"), "b").unwrap(), Ok(()));
    let (passed, still) = store
        .write(move |tx| {
            let hub = tx.viewer(by)?.unwrap().hub().unwrap();
            Ok((hub.passed(tx, one)?, hub.queue(tx, now())?))
        })
        .unwrap();
    let taken: Vec<_> = passed.iter().map(|each| each.taken_by.as_deref()).collect();
    assert_eq!(taken, [None, Some("Ms Webb")], "sent twice is one; and both stay");
    assert!(still.iter().any(|each| each.contact.id == one), "it waits here until it is decided");
});

on_both!(a_partner_never_sees_what_another_agency_was_asked_or_added => |store| {
    let one = bring(store, told(Sender::Public, Harm::Now), "one", 2).id;
    let by = sam(store, Role::HubWorker);
    add(store, by, one, Deed::Screened(Harm::Now), "s").unwrap();
    let agencies = [Agency::Police, Agency::Health];
    let partners = agencies.map(|agency| {
        let what = format!("asked of {}", agency.word());
        let share = Deed::Shared { agency, ground: ShareGround::HarmNow, law: None, what };
        add(store, by, one, share, agency.word()).unwrap();
        let partner = sam(store, Role::Partner);
        let set = move |tx: &Tx| tx.viewer(by)?.unwrap().hub().unwrap().set_agency(tx, partner, agency, now());
        store.write(set).unwrap();
        partner
    });
    let said = |agency: Agency, ground, law: Option<&str>| PartSaid {
        words: format!("told by {}", agency.word()),
        ground,
        law: law.map(str::to_owned),
    };
    let bring_in = |partner: UserId, said: PartSaid, key: &'static str| {
        store.write(move |tx| tx.viewer(partner)?.unwrap().partner().unwrap().add(tx, one, &said, key, now()))
    };
    for (partner, agency) in partners.into_iter().zip(agencies) {
        assert!(bring_in(partner, said(agency, None, None), "no ground").is_err());
        assert!(bring_in(partner, said(agency, Some(ShareGround::Law), None), "which law").is_err());
        let whole = said(agency, Some(ShareGround::Law), Some("Children Act 1989, s.47"));
        assert!(bring_in(partner, whole, "whole").unwrap());
    }
    for (partner, agency) in partners.into_iter().zip(agencies) {
        let seen = store
            .write(move |tx| tx.viewer(partner)?.unwrap().partner().unwrap().contact(tx, one, now()))
            .unwrap();
        let asked: Vec<_> = seen.shared.iter().map(|shared| shared.what.clone()).collect();
        let added: Vec<_> = seen.parts.iter().map(|part| part.said.words.clone()).collect();
        assert_eq!(asked, [format!("asked of {}", agency.word())]);
        assert_eq!(added, [format!("told by {}", agency.word())]);
    }
    let parts = store.read(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().parts(tx, one)).unwrap();
    assert!(parts.iter().all(|part| part.said.is_whole()) && parts.len() == 2, "the hub reads both");
});

on_both!(a_flood_of_any_size_pushes_nobody_out_of_the_queue => |store| {
    let flood = store.write(|tx| {
        for at in 0..510 {
            let contact = HubContact {
                id: HubContactId::new(),
                reference: format!("F-{at}"),
                told: told(Sender::Public, Harm::NotNamed),
                taken: None,
                came_at: noon(),
                decide_by: noon(),
                flood: true,
            };
            tx.keep_hub_contact(&NewContact { contact, sent_key: format!("flood {at}") })?;
        }
        Ok(())
    });
    flood.unwrap();
    let later = [Sender::Public, Sender::Child].map(|sender| bring(store, told(sender, Harm::NotNamed), sender.word(), 48).id);
    let by = sam(store, Role::HubWorker);
    let queue = store.write(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().queue(tx, now())).unwrap();
    let first: Vec<_> = queue.iter().take(2).map(|one| one.contact.id).collect();
    assert!(later.iter().all(|id| first.contains(id)), "what is no flood stands before it");
    assert_eq!(queue.len(), 502, "500 of the flood, and everything else");
});

on_both!(a_family_waits_to_be_told_until_it_is => |store| {
    let one = bring(store, told(Sender::Public, Harm::NotScreened), "one", 2).id;
    let by = sam(store, Role::HubWorker);
    let week = now().today + chrono::Days::new(7);
    let waiting = || store.read(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().untold_families(tx, week)).unwrap().len();
    let then = |deed: Deed, key: &'static str, hours: i64| {
        let later = Moment { at: noon() + chrono::TimeDelta::hours(hours), ..now() };
        let done = store.write(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().add(tx, (one, &deed), key, later));
        done.unwrap().unwrap();
    };
    assert_eq!(waiting(), 0, "nobody said yet whether they are told");
    then(Deed::WillTry { how: "Ring tonight".into() }, "a", 1);
    assert_eq!(waiting(), 1);
    then(Deed::Told { on: now().today, by: "Sam".into() }, "b", 2);
    assert_eq!(waiting(), 0, "they were told");
    let again = Deed::NotTold {
        because: NotToldBecause::Crime,
        decider: "Sam".into(),
        look_again: now().today,
        why: "Something new".into(),
    };
    then(again, "c", 3);
    assert_eq!(waiting(), 1, "something new is not told");
});

on_both!(the_ledger_is_read_as_it_was_written_and_refuses_what_lacks_its_ground => |store| {
    let one = bring(store, told(Sender::Public, Harm::NotScreened), "one", 2).id;
    let by = sam(store, Role::HubWorker);
    let today = now().today;
    let share = |ground| Deed::Shared { agency: Agency::Police, ground, law: None, what: "Who lives there?".into() };
    let views = || {
        vec![
            View { agency: Agency::Police, agrees: true, why: String::new() },
            View { agency: Agency::Health, agrees: false, why: "Too soon".into() },
        ]
    };
    let decide = |outcome, rests_on| Deed::Decided {
        outcome,
        rests_on,
        with: "Sam, Lee".into(),
        why: "Alone".into(),
        views: views(),
    };
    assert_eq!(add(store, by, one, share(ShareGround::Agreement), "a"), Err(Refused::NotSo));
    assert_eq!(add(store, by, one, share(ShareGround::Law), "b"), Err(Refused::Incomplete), "which law?");
    let deeds = [
        Deed::Taken,
        Deed::Screened(Harm::Later),
        share(ShareGround::HarmLater),
        Deed::NotTold { because: NotToldBecause::Child, decider: "Lee".into(), look_again: today, why: "He hits".into() },
        Deed::WillTry { how: "At school".into() },
        Deed::Tried { on: today, came_of_it: "No answer".into() },
        Deed::Told { on: today, by: "Sam".into() },
        Deed::Agreement { agrees: false, how: "On the phone".into() },
        decide(Outcome::SocialWork, Some(RestsOn::HarmLater)),
    ];
    let other = bring(store, told(Sender::Public, Harm::NotScreened), "other", 2).id;
    let nothing = decide(Outcome::NoFurtherAction, None);
    assert_eq!(add(store, by, other, nothing.clone(), "e"), Err(Refused::FamilyNotThoughtOf), "are they told?");
    let mother = bring(store, told(Sender::Parent, Harm::NotScreened), "mother", 2).id;
    assert_eq!(add(store, by, mother, nothing, "f"), Ok(()), "she wrote herself");
    for (deed, key) in deeds.iter().zip(["1", "2", "3", "4", "5", "6", "7", "8", "9"]) {
        for _ in 0..2 {
            assert_eq!(add(store, by, one, deed.clone(), key), Ok(()), "{deed:?}");
        }
    }
    assert_eq!(add(store, by, one, decide(Outcome::NoFurtherAction, None), "d"), Err(Refused::Decided));
    let read = store.write(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().contact(tx, one, now())).unwrap();
    let written: Vec<Deed> = read.steps.iter().map(|step| step.deed.clone()).collect();
    assert_eq!(written, deeds, "in order, once each, and read as written");
    let queue = store.write(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().queue(tx, now())).unwrap();
    let waits: Vec<_> = queue.iter().map(|one| one.contact.id).collect();
    assert_eq!(waits, [other], "what is decided waits no more");
    // Below the program too: nothing is changed or taken out, and nothing lacks its ground.
    for sql in [
        "UPDATE hub_steps SET words = 'else'",
        "DELETE FROM hub_steps",
        "UPDATE hub_contacts SET words = 'else'",
        "INSERT INTO hub_steps (id, contact_id, kind, agency, words, at, by_user) \
         SELECT 'x', contact_id, 'shared', 'police', 'all', at, by_user FROM hub_steps LIMIT 1",
        "UPDATE hub_views SET why = 'else'",
        "DELETE FROM hub_views",
        "INSERT INTO hub_views (step_id, agency, agrees, why) SELECT id, 'education', FALSE, '' FROM hub_steps LIMIT 1",
        "INSERT INTO hub_steps (id, contact_id, kind, words, at, by_user) \
         SELECT 'x', contact_id, 'withdrawn', 'no more', at, by_user FROM hub_steps LIMIT 1",
        "INSERT INTO hub_steps (id, contact_id, kind, ground, name, words, at, by_user) \
         SELECT 'x', contact_id, 'adviser_told', 'crime', 'Sam', 'all', at, by_user FROM hub_steps LIMIT 1",
        "INSERT INTO hub_steps (id, contact_id, kind, because, words, at, by_user) \
         SELECT 'x', contact_id, 'not_told', 'child', 'no', at, by_user FROM hub_steps LIMIT 1",
    ] {
        use diesel::connection::SimpleConnection as _;
        let refused = store.write(move |tx| tx.run(|connection| Ok(connection.batch_execute(sql)?)));
        assert!(refused.is_err(), "{sql}");
    }
});

on_both!(a_decision_is_withdrawn_and_made_again_and_the_ledger_keeps_both => |store| {
    let one = bring(store, told(Sender::Parent, Harm::NotNamed), "one", 2).id;
    let (sam, lee) = (sam(store, Role::HubWorker), sam(store, Role::HubWorker));
    let decide = |why: &str| Deed::Decided {
        outcome: Outcome::NoFurtherAction,
        rests_on: None,
        with: "Sam".into(),
        why: why.into(),
        views: Vec::new(),
    };
    let queue = || {
        store.write(move |tx| tx.viewer(sam)?.unwrap().hub().unwrap().queue(tx, now())).unwrap()
            .iter().map(|one| one.contact.clone()).collect::<Vec<_>>()
    };
    let holds = || {
        let read = store.write(move |tx| tx.viewer(sam)?.unwrap().hub().unwrap().contact(tx, one, now())).unwrap();
        read.stands().decision.unwrap().0
    };
    let listed = || {
        store.write(move |tx| tx.viewer(sam)?.unwrap().hub().unwrap().decided(tx, 0, 10, now())).unwrap().len()
    };
    let before = queue();
    add(store, sam, one, decide("Enough help"), "1").unwrap();
    assert_eq!((queue().len(), listed()), (0, 1));
    let first = holds();
    let withdraw = |decision, agreed_with: Option<&str>| Deed::Withdrawn {
        decision,
        why: "Her sister rang".into(),
        agreed_with: agreed_with.map(str::to_owned),
    };
    assert_eq!(add(store, lee, one, withdraw(first, None), "2"), Err(Refused::NotTheirs));
    assert_eq!(add(store, lee, one, withdraw(first, Some(" ")), "3"), Err(Refused::Incomplete));
    add(store, lee, one, withdraw(first, Some("Sam")), "4").unwrap();
    // Sam had the same page open.
    assert_eq!(add(store, sam, one, withdraw(first, None), "5"), Err(Refused::MovedOn));
    assert_eq!(queue(), before, "back, with the clock that it came with");
    assert_eq!(listed(), 0);
    add(store, lee, one, decide("After all"), "6").unwrap();
    assert_eq!(add(store, sam, one, decide("Me too"), "7"), Err(Refused::Decided));
    assert_eq!((queue().len(), listed()), (0, 1));
    let done = Deed::Done { decision: first, what: NextStep::Begin, on: now().today, by: "Mo".into() };
    assert_eq!(add(store, sam, one, done, "8"), Err(Refused::MovedOn), "of a decision that holds no more");
    let read = store.write(move |tx| tx.viewer(sam)?.unwrap().hub().unwrap().contact(tx, one, now())).unwrap();
    let kept: Vec<_> = read.steps.iter().map(|step| step.deed.clone()).collect();
    assert_eq!(kept, [decide("Enough help"), withdraw(first, Some("Sam")), decide("After all")]);
    // Below the program too: a decision is withdrawn once, and two never hold.
    for sql in [
        "INSERT INTO hub_steps (id, contact_id, kind, of_step, words, at, by_user) \
         SELECT 'x', contact_id, kind, of_step, words, at, by_user FROM hub_steps WHERE kind = 'withdrawn'",
        "INSERT INTO hub_steps (id, contact_id, kind, of_step, outcome, name, words, at, by_user) \
         SELECT 'x', contact_id, kind, of_step, outcome, name, words, at, by_user FROM hub_steps \
         WHERE kind = 'decided' AND of_step IS NOT NULL",
    ] {
        use diesel::connection::SimpleConnection as _;
        let refused = store.write(move |tx| tx.run(|connection| Ok(connection.batch_execute(sql)?)));
        assert!(refused.is_err(), "{sql}");
    }
});

on_both!(what_a_decision_asks_for_is_to_do_until_it_is_done_or_sent => |store| {
    let by = sam(store, Role::HubWorker);
    let reach = Told { reach: Some("01632 960 155".into()), ..told(Sender::Parent, Harm::NotNamed) };
    let (one, closed) = (bring(store, reach, "one", 2).id, bring(store, told(Sender::Parent, Harm::NotNamed), "two", 2).id);
    let open = || {
        let all = store.write(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().unfinished(tx)).unwrap();
        all.iter().map(|one| one.contact.id).collect::<Vec<_>>()
    };
    let holds = |id| {
        let read = store.write(move |tx| tx.viewer(by)?.unwrap().hub().unwrap().contact(tx, id, now())).unwrap();
        read.stands().decision.unwrap().0
    };
    let decide = |outcome, rests_on| Deed::Decided {
        outcome,
        rests_on,
        with: "Sam".into(),
        why: "Alone".into(),
        views: Vec::new(),
    };
    assert!(open().is_empty(), "nothing is decided");
    add(store, by, one, Deed::Screened(Harm::Later), "s").unwrap();
    add(store, by, one, decide(Outcome::SocialWork, Some(RestsOn::HarmLater)), "1").unwrap();
    add(store, by, closed, decide(Outcome::NoFurtherAction, None), "2").unwrap();
    assert_eq!(open(), [one, closed]);
    let (first, second, on) = (holds(one), holds(closed), now().today);
    let sent = |decision, to| Deed::Sent { decision, to, on, by: "Sam".into(), how: "By post".into() };
    let done = |what| Deed::Done { decision: first, what, on, by: "The team".into() };
    add(store, by, closed, sent(second, Addressee::Family), "3").unwrap();
    assert_eq!(open(), [one], "nobody can be answered, and the family was");
    for (deed, key) in [
        (sent(first, Addressee::Family), "4"),
        (Deed::NotSent { decision: first, to: Addressee::Referrer, why: "Told on the phone".into() }, "5"),
        (done(NextStep::Begin), "6"),
    ] {
        add(store, by, one, deed, key).unwrap();
        assert_eq!(open(), [one], "after {key}");
    }
    add(store, by, one, done(NextStep::End), "7").unwrap();
    assert!(open().is_empty());
});

on_both!(what_somebody_began_to_write_opens_with_its_code_for_its_time_and_then_is_gone => |store| {
    let until = noon() + chrono::TimeDelta::hours(72);
    for sealed in ["first", "second"] {
        store.write(move |tx| tx.keep_draft("hash", sealed, until, noon())).unwrap();
    }
    let open = |at| store.read(move |tx| tx.draft("hash", at)).unwrap();
    assert_eq!(open(noon()).as_deref(), Some("second"));
    assert_eq!(open(until), None);
    store.write(move |tx| tx.sweep_drafts(until)).unwrap();
    assert_eq!(open(noon()), None, "it is taken out of the table too");
});

on_both!(a_flood_of_drafts_pushes_out_its_own_networks_oldest_and_no_childs => |store| {
    let keep = |hash: String, origin: &'static str, minutes: i64| {
        let until = noon() + chrono::TimeDelta::hours(72) + chrono::TimeDelta::minutes(minutes);
        let most = MostDrafts { of_one: 5, of_all: 8 };
        store
            .write(move |tx| tx.keep_draft_from((&hash, origin), "sealed", until, most, noon()))
            .unwrap();
    };
    let open = |hash: &'static str| store.read(move |tx| tx.draft(hash, noon())).unwrap().is_some();
    keep("child".into(), "home", 0);
    keep("friend".into(), "school", 1);
    for place in 0..40 {
        keep(format!("flood {place}"), "flood", 2 + place);
    }
    assert!(open("child") && open("friend"), "what came from elsewhere stays, though it is older");
    assert!(open("flood 39") && open("flood 35") && !open("flood 34"), "five of the flood, the latest");
    // From many networks at once: the fullest loses its oldest, and what was just saved is always kept.
    for (place, origin) in ["one", "two", "three", "four"].into_iter().enumerate() {
        keep(format!("from {origin}"), origin, 50 + i64::try_from(place).unwrap());
    }
    assert!(open("child") && open("friend") && open("from four") && open("from one"));
    assert!(!open("flood 35"), "the flood pays for it");
    // A user's own form, which a session outlived, is not among them.
    store.write(|tx| tx.keep_draft("form", "sealed", noon() + chrono::TimeDelta::minutes(30), noon())).unwrap();
    for place in 0..20 {
        keep(format!("again {place}"), "flood", 100 + place);
    }
    assert!(open("form") && open("child"));
});

fn people(store: &TestStore, names: Vec<(&'static str, String, bool)>) {
    store
        .write(move |tx| {
            let system = tx.system(Task::Demonstration, None, now())?;
            for (known_as, family, protected) in &names {
                let identity = Identity {
                    child: None,
                    known_as: (*known_as).into(),
                    first_names: "Alex Maria".into(),
                    family_name: family.clone(),
                    born: None,
                    sex: Sex::Unknown,
                    protected: *protected,
                };
                system.add_person(&NewPerson { identity })?;
            }
            Ok(())
        })
        .unwrap();
}

on_both!(whoever_a_contact_names_is_found_by_an_index_and_not_by_reading_everybody => |store| {
    let by = sam(store, Role::HubWorker);
    people(store, (0..2_000).map(|place| ("Somebody", format!("Nobody{place}"), false)).collect());
    people(store, vec![
        ("Zee", "Mensah-Hill".into(), false),
        ("Tess", "O’Neill".into(), false),
        ("Ida", "Van Der Berg".into(), false),
        ("Quinn", "Harbour".into(), true),
    ]);
    let desk = store.viewer(by).unwrap().unwrap().hub().unwrap();
    let rows = |text: &str| store.read(|tx| desk.called_like(tx, text)).unwrap().len();
    let mut place = 0;
    let mut known = |about: &str| {
        place += 1;
        let mut told = told(Sender::Public, Harm::Now);
        told.about = about.to_owned();
        let contact = bring(store, told, &format!("known {place}"), 1);
        let (known, asked) = queries(|| store.read(|tx| desk.may_be_known(tx, &contact)).unwrap());
        assert!(asked <= 3, "{asked}");
        known
    };
    // By the name that they use, by a first name, whatever stands between.
    for about in ["ZEE MENSAH-HILL, 17", "Zee (Mensah Hill)", "maria o'neill of Quay", "Ida van der Berg"] {
        assert!(known(about), "{about}");
        assert_eq!(rows(about), 1, "{about}");
    }
    assert_eq!(rows("A boy of about 9 at number 14, Somebody"), 0, "2,000 people, none of them read");
    for about in ["Mensah, 17", "Zee", "Hill", "Quinn Harbour", "", "Tess Oneal"] {
        assert!(!known(about), "{about}");
    }
    // A long text is one query too.
    assert!(known(&format!("{} Zee Mensah-Hill", "and then ".repeat(250))));
});

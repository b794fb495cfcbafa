//! What came to the borough's hub, and how far it is: made up like everything else. No name in it is that of a person here.

use chrono::TimeDelta;
use onward_domain::{
    hub::{
        Addressee, Agency, CameBy, Deed, Discussed, Door, Harm, HubContact, Lives, NotToldBecause, Outcome,
        RestsOn, Sender, ShareGround, TakenDown, Told, View, decide_by,
    },
    id::{HubContactId, UserId},
    moment::Moment,
    night::{Night, NightSaid},
};
use onward_store::{
    StoreError, StoreResult, Tx,
    repo::hub::{AdviserTold, NewContact, ToTell},
    scope::Exactly,
};

use super::life::before;
use crate::clock::{self, from_london};

/// Whose adviser the hub told something.
const TOLD: &str = "731049";

/// Puts it into the database; Sam has some of it.
///
/// # Errors
/// The store's own.
pub fn fill(tx: &Tx, sam: UserId, now: Moment) -> StoreResult<()> {
    let today = now.today;
    let none = |door, sender, harm, about: &str, words: &str, reach: Option<&str>| Told {
        door,
        sender,
        harm,
        about: about.to_owned(),
        words: words.to_owned(),
        reach: reach.map(str::to_owned),
        discussed: None,
        lives: Some(Lives::Ours),
    };
    let school = Told {
        discussed: Some(Discussed::No(
            NotToldBecause::Child,
            "She asked us to wait: her stepfather is home all day.".to_owned(),
        )),
        ..none(
            Door::Worried,
            Sender::Work,
            Harm::Later,
            "Ava, 14, and her mother Karin, Northfield",
            "She has slept at three friends’ homes this month. There is no heating, and she looks after her brother.",
            Some("Mr Okonjo, Northfield Academy, 01632 960 155"),
        )
    };
    let child = none(
        Door::Worried,
        Sender::Child,
        Harm::Now,
        "Me, Kofi, 15",
        "He hit me again yesterday. I don’t want my mum to know yet that I told you.",
        Some("Text only, after school: 01632 960 156"),
    );
    let family = none(
        Door::Help,
        Sender::Parent,
        Harm::NotNamed,
        "My grandchildren Lily, 8, and Rosa, 11",
        "They live with me since summer and I can’t manage the money. We all want help.",
        Some("01632 960 157, any time"),
    );
    let neighbour = Told {
        lives: Some(Lives::Unknown),
        ..none(
            Door::Worried,
            Sender::Public,
            Harm::NotScreened,
            "A boy of about 9 at number 14, River Lane",
            "He is outside alone until late, every night this week.",
            None,
        )
    };
    let mut ids = Vec::new();
    for (place, told) in [school, child, family, neighbour].into_iter().enumerate() {
        let number = i64::try_from(place).unwrap_or_default();
        let came = now.at - TimeDelta::minutes(20 * (number + 1));
        let due = from_london(decide_by(before(today, 1).and_time(came.time())));
        let contact = HubContact {
            id: HubContactId::new(),
            reference: format!("H-DEM{place}-{}", 4_471 + number),
            told,
            taken: None,
            came_at: came,
            decide_by: due,
            flood: false,
        };
        ids.push(tx.keep_hub_contact(&NewContact { contact, sent_key: format!("made up {place}") })?.id);
    }
    let desk = tx.viewer(sam)?.and_then(|viewer| viewer.hub()).ok_or(StoreError::NotFound)?;
    let (Some(school), Some(family)) = (ids.first(), ids.get(2)) else { return Ok(()) };
    let done: [(HubContactId, Deed); 8] = [
        (*school, Deed::Taken),
        (*school, Deed::Screened(Harm::Later)),
        (
            *school,
            Deed::NotTold {
                because: NotToldBecause::Child,
                decider: "Sam Pickering, agreed with the duty manager".to_owned(),
                look_again: super::life::after(today, 2),
                why: "Her stepfather may punish her. We call her mother at work once Ava was seen at school."
                    .to_owned(),
            },
        ),
        (
            *school,
            Deed::Shared {
                agency: Agency::Education,
                ground: ShareGround::HarmLater,
                law: None,
                what: "Asked the school how often she was away this term.".to_owned(),
            },
        ),
        (*family, Deed::Taken),
        (*family, Deed::Screened(Harm::NotNamed)),
        (
            *family,
            Deed::Agreement {
                agrees: true,
                how: "Their grandmother, on the phone, with both girls beside her.".to_owned(),
            },
        ),
        (*family, Deed::Told { on: before(today, 1), by: "Sam Pickering".to_owned() }),
    ];
    for (place, (contact, deed)) in done.into_iter().enumerate() {
        let added = desk.add(tx, (contact, &deed), &format!("made up {place}"), now)?;
        added.map_err(|why| StoreError::NotAllowed(format!("{why:?}")))?;
    }
    Ok(())
}

/// A contact of last week: closed, then withdrawn when somebody rang, and decided again with police and health taking part. The family
/// has its message; whoever wrote waits for theirs. A call of this morning names a young person of ours, and her adviser is told a line.
///
/// # Errors
/// The store's own.
pub fn decided(tx: &Tx, sam: UserId, now: Moment) -> StoreResult<()> {
    let desk = tx.viewer(sam)?.and_then(|viewer| viewer.hub()).ok_or(StoreError::NotFound)?;
    let at = |days: u64, hour: u32| {
        let day = before(now.today, days);
        Moment { at: from_london(day.and_hms_opt(hour, 10, 0).unwrap_or_default()), today: day }
    };
    let came = at(5, 9);
    let contact = HubContact {
        id: HubContactId::new(),
        reference: "H-DEM4-4475".to_owned(),
        told: Told {
            door: Door::Worried,
            sender: Sender::Public,
            harm: Harm::NotNamed,
            about: "Two brothers, about 5 and 7, Mill Terrace".to_owned(),
            words: "They ask at doors for something to eat.".to_owned(),
            reach: Some("01632 960 158, evenings".to_owned()),
            discussed: None,
            lives: Some(Lives::Ours),
        },
        taken: Some(TakenDown { how: CameBy::Phone, by: sam }),
        came_at: came.at,
        decide_by: from_london(decide_by(clock::london_time(came.at))),
        flood: false,
    };
    let id = tx.keep_hub_contact(&NewContact { contact, sent_key: "made up decided".to_owned() })?.id;
    let add = |deed: Deed, key: &str, when: Moment| {
        let added = desk.add(tx, (id, &deed), &format!("made up decided {key}"), when)?;
        added.map_err(|why| StoreError::NotAllowed(format!("{why:?}")))
    };
    let holds = || {
        let one = desk.contact(tx, id, now)?;
        one.stands().decision.map(|(decision, _)| decision).ok_or(StoreError::NotFound)
    };
    add(Deed::Taken, "taken", came)?;
    add(Deed::Screened(Harm::NotNamed), "screened", came)?;
    add(Deed::Told { on: at(5, 11).today, by: "Sam Pickering".to_owned() }, "told", at(5, 11))?;
    let nothing = Deed::Decided {
        outcome: Outcome::NoFurtherAction,
        rests_on: None,
        with: "Sam Pickering".to_owned(),
        why: "Their mother says that they had forgotten their key.".to_owned(),
        views: Vec::new(),
    };
    add(nothing, "nothing", at(5, 15))?;
    let withdrawn = Deed::Withdrawn {
        decision: holds()?,
        why: "Their school rang: it is every day, and the younger one has lost weight.".to_owned(),
        agreed_with: None,
    };
    add(withdrawn, "withdrawn", at(4, 14))?;
    add(Deed::Screened(Harm::Later), "again", at(4, 14))?;
    let view = |agency, agrees, why: &str| View { agency, agrees, why: why.to_owned() };
    let help = Deed::Decided {
        outcome: Outcome::EarlyHelp,
        rests_on: Some(RestsOn::HarmLater),
        with: "Sam Pickering, Sergeant Holt, Nurse Bell".to_owned(),
        why: "They need food and somebody to talk with; nobody hurts them.".to_owned(),
        views: vec![
            view(Agency::Police, true, ""),
            view(Agency::Health, false, "She would weigh both boys first."),
        ],
    };
    add(help, "help", at(4, 16))?;
    let sent = Deed::Sent {
        decision: holds()?,
        to: Addressee::Family,
        on: at(3, 9).today,
        by: "Sam Pickering".to_owned(),
        how: "By hand, at their door".to_owned(),
    };
    add(sent, "sent", at(3, 9))?;
    let told = ToTell {
        ground: ShareGround::HarmLater,
        law: None,
        decider: "Sam Pickering, agreed with the duty manager".to_owned(),
        what: "Two little boys whom she looks after at weekends may not get enough to eat at home. Early Help begins this week."
            .to_owned(),
    };
    let who = Exactly::Child(TOLD.to_owned());
    match desk.tell_adviser(tx, (id, &who), &told, "made up told", now)? {
        AdviserTold::Told => Ok(()),
        other => Err(StoreError::NotAllowed(format!("{other:?}"))),
    }
}

/// Sam answered on Sunday night: Dylan had no bed, and Kwame, who has no adviser, was arrested.
///
/// # Errors
/// The store's own.
pub fn nights(tx: &Tx, sam: UserId, now: Moment) -> StoreResult<()> {
    let desk = tx.viewer(sam)?.and_then(|viewer| viewer.hub()).ok_or(StoreError::NotFound)?;
    let sunday = before(now.today, 1);
    let written = |time| {
        let at = sunday.and_time(time);
        Moment { at: from_london(at), today: sunday }
    };
    let (dylan, kwame) = (
        NightSaid {
            what: Night::NoBed,
            happened_on: sunday,
            place: Some("the night shelter at St Peter’s, until Monday at 10am".to_owned()),
            words: "His lodging has changed the locks. He has his phone and no charger: text him.".to_owned(),
        },
        NightSaid {
            what: Night::Arrested,
            happened_on: sunday,
            place: Some("Riverside police station".to_owned()),
            words: "A solicitor is with him. Interview on Monday morning; he asks for somebody he knows."
                .to_owned(),
        },
    );
    let late = chrono::NaiveTime::from_hms_opt(22, 40, 0).unwrap_or_default();
    for (child, said) in [("400785", dylan), ("205885", kwame)] {
        let who = Exactly::Child(child.to_owned());
        let left =
            desk.leave_night_note(tx, &who, &said, &format!("made up night {child}"), written(late))?;
        left.ok_or(StoreError::NotFound)?;
    }
    Ok(())
}

/// Owen is of education.
///
/// # Errors
/// The store's own.
pub fn partners(tx: &Tx, sam: UserId, owen: UserId, now: Moment) -> StoreResult<()> {
    let desk = tx.viewer(sam)?.and_then(|viewer| viewer.hub()).ok_or(StoreError::NotFound)?;
    desk.set_agency(tx, owen, Agency::Education, now)
}

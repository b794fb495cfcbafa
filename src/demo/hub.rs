//! What came to the borough's hub, and how far it is: made up like everything else. No name in it is that of a person here.

use chrono::TimeDelta;
use onward_domain::{
    hub::{
        Agency, Deed, Discussed, Door, Harm, HubContact, NotToldBecause, Sender, ShareGround, Told, decide_by,
    },
    id::{HubContactId, UserId},
    moment::Moment,
    night::{Night, NightSaid},
};
use onward_store::{StoreError, StoreResult, Tx, repo::hub::NewContact, scope::Exactly};

use super::life::before;
use crate::clock::from_london;

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
    let neighbour = none(
        Door::Worried,
        Sender::Public,
        Harm::NotScreened,
        "A boy of about 9 at number 14, River Lane",
        "He is outside alone until late, every night this week.",
        None,
    );
    let mut ids = Vec::new();
    for (place, told) in [school, child, family, neighbour].into_iter().enumerate() {
        let number = i64::try_from(place).unwrap_or_default();
        let came = now.at - TimeDelta::minutes(20 * (number + 1));
        let due = from_london(decide_by(before(today, 1).and_time(came.time())));
        let contact = HubContact {
            id: HubContactId::new(),
            reference: format!("H-DEM{place}-{}", 4_471 + number),
            told,
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

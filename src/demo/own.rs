//! What the demonstration's young people wrote for themselves.

use chrono::{NaiveDate, TimeDelta};
use onward_domain::{
    allocation::Part,
    budget::{BudgetLineNote, BudgetPlanNote, Every, LineKind},
    id::MessageId,
    money::Pence,
    place::{MoveJobNote, PlaceViewNote, Ready, ReadyRoomNote, Right, Room},
    receipt::ReceiptNote,
    talk::Message,
    wish::{WishKind, WishNote, WishState},
};
use onward_store::{StoreResult, scope::Record};

use super::{
    in_life,
    life::{after, before},
    papers, till,
};
use crate::{
    app::DEMONSTRATION_SECRET,
    usecases::{account::secrets::Keys, photo::made_small, young_person::receipts::seal},
};

/// Fills in what somebody of this account wrote; the others start with empty pages.
///
/// # Errors
/// The store's own.
pub fn write(record: &Record<'_>, account: &str, today: NaiveDate) -> StoreResult<()> {
    budget(record, account, today)?;
    wishes(record, account, today)?;
    place(record, account, today)?;
    receipts(record, account, today)?;
    papers::keep(record, account, today)?;
    in_life::keep(record, account, today)?;
    messages(record, account, today)
}

/// A budget: Jay's is short, Amara's is even and shared in part, Zabi's is small, Luca's has something left.
fn budget(record: &Record<'_>, account: &str, today: NaiveDate) -> StoreResult<()> {
    use Every::{FourWeeks, Month, Week};
    use LineKind::{
        Allowance, CouncilTax, Energy, Food, Me, OtherOut, Phone, Rent, Travel, UniversalCredit, Wages, Water,
    };
    type Row = (LineKind, Option<&'static str>, i64, Every, Option<u64>);
    let (rows, plan): (&[Row], BudgetPlanNote) = match account {
        "jay" => (
            &[
                (Wages, Some("Café, 16 hours"), 17_400, Week, Some(4)),
                (UniversalCredit, None, 30_760, Month, Some(11)),
                (Rent, None, 8_800, Week, Some(0)),
                (Energy, None, 2_600, Week, None),
                (CouncilTax, None, 9_533, Month, Some(8)),
                (Water, None, 3_900, Month, Some(17)),
                (Phone, None, 800, Week, Some(2)),
                (Food, None, 5_000, Week, None),
                (Travel, Some("Bus"), 1_900, Week, None),
                (Me, None, 2_500, Week, None),
                (OtherOut, Some("Washing and cleaning"), 1_000, Week, None),
            ],
            BudgetPlanNote { pay_day: Some(after(today, 4)), ..BudgetPlanNote::default() },
        ),
        "amara" => (
            &[
                (UniversalCredit, None, 33_858, Month, Some(9)),
                (Rent, Some("My part of the rent"), 3_000, Week, Some(3)),
                (Phone, None, 1_200, Month, Some(5)),
                (Food, None, 3_500, Week, None),
            ],
            BudgetPlanNote {
                paid: Month,
                pay_day: Some(after(today, 9)),
                saved: Pence(6_000),
                goal: Some(Pence(25_000)),
                shares_left: true,
                shares_pot: true,
                ..BudgetPlanNote::default()
            },
        ),
        "zabi" => (
            &[
                (Allowance, None, 6_000, Week, Some(2)),
                (Food, None, 3_500, Week, None),
                (Phone, None, 1_000, FourWeeks, Some(6)),
            ],
            BudgetPlanNote { pay_day: Some(after(today, 2)), ..BudgetPlanNote::default() },
        ),
        "luca" => (
            &[
                (Wages, Some("Garage"), 52_000, FourWeeks, Some(18)),
                (Rent, None, 40_000, Month, Some(8)),
                (Travel, None, 2_000, Week, None),
            ],
            BudgetPlanNote { paid: FourWeeks, pay_day: Some(after(today, 18)), ..BudgetPlanNote::default() },
        ),
        _ => return Ok(()),
    };
    for (kind, called, pence, every, due) in rows {
        record.budget_lines().add(&BudgetLineNote {
            kind: *kind,
            called: called.map(str::to_owned),
            amount: Pence(*pence),
            every: *every,
            due: due.map(|days| after(today, days)),
        })?;
    }
    record.budget_plans().add(&plan).map(drop)
}

/// What they want next in work and study.
fn wishes(record: &Record<'_>, account: &str, today: NaiveDate) -> StoreResult<()> {
    type Row = (WishKind, &'static str, &'static str, WishState, Option<u64>, Option<&'static str>);
    let rows: &[Row] = match account {
        "jay" => &[
            (
                WishKind::Apprenticeship,
                "Electrician, level 3",
                "Tees Valley Electrics",
                WishState::Interview,
                Some(10),
                Some("Bring my level 2 certificate"),
            ),
            (WishKind::Job, "More hours at the café", "Riverside Café", WishState::Thinking, None, None),
        ],
        "amara" => &[(
            WishKind::University,
            "Placement in children's nursing",
            "The university hospital",
            WishState::Applied,
            Some(24),
            Some("Ask my tutor for a reference"),
        )],
        "zabi" => {
            &[(WishKind::Course, "English, level 1", "Riverside College", WishState::Started, None, None)]
        }
        "luca" => &[(
            WishKind::Apprenticeship,
            "Car mechanic, level 2",
            "Marin and Sons garage",
            WishState::Applied,
            Some(38),
            Some("Call the college about a place"),
        )],
        _ => &[],
    };
    for (kind, title, place, state, by, next) in rows {
        record.wishes().add(&WishNote {
            kind: *kind,
            title: (*title).to_owned(),
            place: Some((*place).to_owned()),
            state: *state,
            apply_by: None,
            interview_on: by.filter(|_| *state == WishState::Interview).map(|days| after(today, days)),
            starts_on: None,
            by: by.map(|days| after(today, days)),
            next: next.map(str::to_owned),
        })?;
    }
    Ok(())
}

/// Where they live as they see it, and what a move still takes. Jay moves in two weeks.
fn place(record: &Record<'_>, account: &str, today: NaiveDate) -> StoreResult<()> {
    type Job = (&'static str, Option<u64>, bool);
    let (right, words, move_in, rooms, jobs): (_, _, Option<u64>, &[(Room, Ready)], &[Job]) = match account {
        "jay" => (
            Right::Mostly,
            "It was good to start. I want a door of my own now.",
            Some(14),
            &[(Room::Kitchen, Ready::Can), (Room::Papers, Ready::Help), (Room::Washing, Ready::Can)],
            &[
                ("Read what I sign, with Priya", Some(0), true),
                ("Choose who sells me gas and electric", Some(9), false),
                ("Tell the council my move day, for council tax", Some(11), false),
                ("Tell Universal Credit", Some(14), false),
            ],
        ),
        "amara" => (
            Right::Yes,
            "It is near the hospital and my friends.",
            None,
            &[(Room::Papers, Ready::Learning)],
            &[("Ask about a home for the summer", Some(60), false)],
        ),
        "zabi" => (
            Right::Mostly,
            "The family is kind. The bus to college takes long.",
            None,
            &[(Room::Kitchen, Ready::Can), (Room::Papers, Ready::Help), (Room::People, Ready::Learning)],
            &[("Find out where I live after my birthday", Some(7), false)],
        ),
        "luca" => (
            Right::No,
            "It is too loud to sleep before early shifts.",
            None,
            &[(Room::Washing, Ready::Learning)],
            &[("Look at the room in Mill Street", Some(3), false)],
        ),
        _ => return Ok(()),
    };
    let note = PlaceViewNote {
        right,
        words: Some(words.to_owned()),
        move_day: move_in.map(|days| after(today, days)),
    };
    record.place_views().add(&note)?;
    for (room, ready) in rooms {
        record.ready_rooms().add(&ReadyRoomNote { room: *room, ready: *ready })?;
    }
    for (what, by, done) in jobs {
        let by = by.map(|days| after(today, days));
        record.move_jobs().add(&MoveJobNote { what: (*what).to_owned(), by, done: *done })?;
    }
    Ok(())
}

/// What Amara bought for her first home: days ago, what, pence.
fn receipts(record: &Record<'_>, account: &str, today: NaiveDate) -> StoreResult<()> {
    if account != "amara" {
        return Ok(());
    }
    let keys = Keys::from_secret(DEMONSTRATION_SECRET);
    let rows: [(u64, &str, &[i64]); 3] = [
        (9, "A kettle and two pans", &[1_250, 1_200, 1_000]),
        (4, "Curtains for the bedroom", &[2_200]),
        (2, "A lamp from the charity shop, without a receipt", &[]),
    ];
    for (at, (ago, what, sums)) in rows.into_iter().enumerate() {
        let bought = before(today, ago);
        let sums: Vec<Pence> = sums.iter().copied().map(Pence).collect();
        let sum = if sums.is_empty() { 400 } else { sums.iter().map(|sum| sum.0).sum() };
        let note = ReceiptNote { what: what.to_owned(), sum: Pence(sum), bought };
        let photo = Some(till::receipt(&sums)).filter(|_| !sums.is_empty());
        let sealed = photo.and_then(|photo| made_small(&photo).ok()).map(|small| seal(&keys, &small));
        record.add_receipt(&note, sealed, &format!("demonstration receipt {at}"))?;
    }
    Ok(())
}

/// What they and their adviser wrote to each other: days ago, hour and minute, from the young person, text, read.
fn messages(record: &Record<'_>, account: &str, today: NaiveDate) -> StoreResult<()> {
    type Row = (u64, i64, bool, &'static str, bool);
    let rows: &[Row] = match account {
        "jay" => &[
            (
                5,
                16 * 60 + 12,
                true,
                "I found a washing machine for £290. Can I ask for it from my first home money?",
                true,
            ),
            (5, 16 * 60 + 50, false, "Yes. Send me the link before you buy, so that we ask together.", true),
            (
                3,
                10 * 60 + 5,
                false,
                "See you on Thursday. Is there anything about the flat that I can find out first?",
                false,
            ),
        ],
        "amara" => &[(4, 13 * 60, true, "Can you come to the meeting about the summer?", true)],
        "zabi" => {
            &[(6, 9 * 60 + 30, false, "We meet on Wednesday about where you live after your birthday.", true)]
        }
        "kwame" => &[(1, 19 * 60, true, "Who is my adviser now? I need to talk to somebody.", false)],
        "luca" => &[(3, 15 * 60 + 20, true, "I can't sleep here. Is the other room still free?", false)],
        _ => &[],
    };
    let adviser = record.worker(Part::Adviser)?.map(|worker| worker.user);
    for (days, minutes, from_young, text, read) in rows {
        let sent_at =
            before(today, *days).and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::minutes(*minutes);
        record.tell_message(&Message {
            id: MessageId::new(),
            person: record.id(),
            from_young: *from_young,
            text: (*text).to_owned(),
            sent_at,
            sent_by: adviser.filter(|_| !*from_young),
            read_at: read.then(|| sent_at + TimeDelta::minutes(20)),
            read_by: adviser.filter(|_| *from_young && *read),
        })?;
    }
    Ok(())
}

//! The hub's clock, and that nothing is done without its ground and its name.

#![allow(clippy::unwrap_used, reason = "tests")]
use super::*;
use proptest::prelude::*;

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

#[test]
fn one_working_day_over_weekends_bank_holidays_and_christmas() {
    for (came, due) in [
        ("2026-11-23T08:52:00", "2026-11-24T08:52:00"),
        ("2026-11-20T16:40:00", "2026-11-23T16:40:00"),
        ("2026-11-22T03:10:00", "2026-11-24T09:00:00"),
        ("2026-12-24T12:00:00", "2026-12-29T12:00:00"),
        ("2026-12-25T12:00:00", "2026-12-30T09:00:00"),
        ("2027-03-27T12:00:00", "2027-03-31T09:00:00"),
    ] {
        assert_eq!(decide_by(at(came)), at(due), "{came}");
    }
}

/// The same, counted another way: hour by hour from the moment it came, of which those on working days count, until
/// twenty-four have passed.
fn counted(came: NaiveDateTime) -> NaiveDateTime {
    let mut hour = came;
    if !office::working_day(hour.date()) {
        while !(office::working_day(hour.date()) && hour.time() >= NaiveTime::from_hms_opt(9, 0, 0).unwrap())
        {
            hour += chrono::TimeDelta::minutes(1);
            hour = hour
                .date()
                .and_hms_opt(chrono::Timelike::hour(&hour), chrono::Timelike::minute(&hour), 0)
                .unwrap();
        }
    }
    let mut passed = 0;
    while passed < 24 * 60 {
        let next = hour + chrono::TimeDelta::minutes(1);
        passed += i32::from(office::working_day(hour.date()));
        hour = next;
    }
    // A day that is no working day is passed over whole.
    while !office::working_day(hour.date()) {
        hour += chrono::TimeDelta::days(1);
    }
    hour
}

#[test]
fn the_clock_agrees_with_an_independent_count_on_every_day_of_two_years() {
    let mut day = "2026-01-01".parse::<NaiveDate>().unwrap();
    while day < "2028-01-01".parse().unwrap() {
        for time in ["00:00:00", "08:52:00", "17:30:00", "23:59:00"] {
            let came = day.and_time(time.parse().unwrap());
            assert_eq!(decide_by(came), counted(came), "{came}");
        }
        day = day.succ_opt().unwrap();
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just("  ".to_owned()), Just("Sam Pickering".to_owned())]
}

fn of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    (0..all.len()).prop_map(|place| all[place])
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (-3_i64..12).prop_map(|days| "2026-11-23".parse::<NaiveDate>().unwrap() + chrono::TimeDelta::days(days))
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        Just(Deed::Taken),
        of(Harm::ALL).prop_map(Deed::Screened),
        (of(Agency::ALL), of(ShareGround::ALL), prop::option::of(text()), text())
            .prop_map(|(agency, ground, law, what)| Deed::Shared { agency, ground, law, what }),
        (day(), text()).prop_map(|(on, by)| Deed::Told { on, by }),
        text().prop_map(|how| Deed::WillTry { how }),
        (day(), text()).prop_map(|(on, came_of_it)| Deed::Tried { on, came_of_it }),
        (of(NotToldBecause::ALL), text(), day(), text()).prop_map(|(because, decider, look_again, why)| {
            Deed::NotTold { because, decider, look_again, why }
        }),
        (any::<bool>(), text()).prop_map(|(agrees, how)| Deed::Agreement { agrees, how }),
        (
            of(Outcome::ALL),
            prop::option::of(of(RestsOn::ALL)),
            text(),
            text(),
            prop::collection::vec(view(), 0..3)
        )
            .prop_map(|(outcome, rests_on, with, why, views)| Deed::Decided {
                outcome,
                rests_on,
                with,
                why,
                views
            }),
        (text(), prop::option::of(text())).prop_map(|(why, agreed_with)| Deed::Withdrawn {
            decision: HubStepId::new(),
            why,
            agreed_with
        }),
        (day(), text(), text()).prop_map(|(on, by, how)| Deed::Sent {
            decision: HubStepId::new(),
            to: Addressee::Family,
            on,
            by,
            how
        }),
        text().prop_map(|why| Deed::NotSent { decision: HubStepId::new(), to: Addressee::Referrer, why }),
        (day(), text()).prop_map(|(on, by)| Deed::Done {
            decision: HubStepId::new(),
            what: NextStep::Begin,
            on,
            by
        }),
        (of(ShareGround::ALL), prop::option::of(text()), text(), text()).prop_map(
            |(ground, law, decider, what)| Deed::AdviserTold {
                person: PersonId::new(),
                ground,
                law,
                decider,
                what
            }
        ),
    ]
}

fn view() -> impl Strategy<Value = View> {
    (of(Agency::ALL), any::<bool>(), text()).prop_map(|(agency, agrees, why)| View { agency, agrees, why })
}

/// The same deed, about the decision that holds, where there is one.
fn aimed(deed: Deed, stands: &Stands) -> Deed {
    let Some((decision, _)) = stands.decision else { return deed };
    match deed {
        Deed::Withdrawn { why, agreed_with, .. } => Deed::Withdrawn { decision, why, agreed_with },
        Deed::Sent { to, on, by, how, .. } => Deed::Sent { decision, to, on, by, how },
        Deed::NotSent { to, why, .. } => Deed::NotSent { decision, to, why },
        Deed::Done { what, on, by, .. } => Deed::Done { decision, what, on, by },
        other => other,
    }
}

/// The decision that holds, counted another way: the last one that no later step withdraws.
fn holding(steps: &[Step]) -> Option<HubStepId> {
    let gone = |id| {
        steps.iter().any(|step| matches!(&step.deed, Deed::Withdrawn { decision, .. } if *decision == id))
    };
    let decided = steps.iter().filter(|step| matches!(step.deed, Deed::Decided { .. }));
    decided.map(|step| step.id).rfind(|id| !gone(*id))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]
    #[test]
    fn no_path_leads_to_sharing_to_not_telling_or_to_action_without_its_ground_and_its_name(
        deeds in prop::collection::vec((deed(), any::<bool>(), any::<bool>()), 0..16)
    ) {
        let users = [UserId::new(), UserId::new()];
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let mut ledger: Vec<Step> = Vec::new();
        for (deed, first, aim) in deeds {
            let (stands, by) = (Stands::of(&ledger), users[usize::from(first)]);
            let deed = if aim { aimed(deed, &stands) } else { deed };
            if stands.allows(&deed, by, today).is_err() {
                continue;
            }
            let (id, contact) = (HubStepId::new(), HubContactId::new());
            ledger.push(Step { id, contact, deed, at: DateTime::UNIX_EPOCH, by });
        }
        let said = |text: &str| !text.trim().is_empty();
        for (place, step) in ledger.iter().enumerate() {
            let before = &ledger[..place];
            let agreed = || before.iter().rev().find_map(|step| match &step.deed {
                Deed::Agreement { agrees, how } => Some(*agrees && said(how)),
                _ => None,
            }) == Some(true);
            let harm = || before.iter().rev().find_map(|step| match step.deed {
                Deed::Screened(harm) => Some(harm),
                _ => None,
            });
            let suspected = || matches!(harm(), Some(Harm::Now | Harm::Later));
            match &step.deed {
                Deed::Shared { ground, law, what, .. } => {
                    prop_assert!(said(what));
                    let so = match ground {
                        ShareGround::Agreement => agreed(),
                        ShareGround::HarmNow => harm() == Some(Harm::Now),
                        ShareGround::HarmLater => suspected(),
                        ShareGround::Crime => true,
                        ShareGround::Law => law.as_deref().is_some_and(said),
                    };
                    prop_assert!(so);
                }
                Deed::NotTold { decider, look_again, why, .. } => {
                    prop_assert!(said(decider) && said(why));
                    prop_assert!((*look_again - today).num_days() <= 7 && *look_again >= today);
                }
                Deed::AdviserTold { ground, law, decider, what, .. } => {
                    prop_assert!(said(decider) && said(what));
                    let so = match ground {
                        ShareGround::Agreement => agreed(),
                        ShareGround::HarmNow => harm() == Some(Harm::Now),
                        ShareGround::HarmLater => suspected(),
                        ShareGround::Crime => true,
                        ShareGround::Law => law.as_deref().is_some_and(said),
                    };
                    prop_assert!(so);
                }
                Deed::Withdrawn { decision, why, agreed_with } => {
                    prop_assert!(said(why) && holding(before) == Some(*decision), "only what holds is withdrawn");
                    let own = before.iter().any(|each| each.id == *decision && each.by == step.by);
                    prop_assert!(own || agreed_with.as_deref().is_some_and(said), "whoever else names who agrees");
                }
                Deed::Done { decision, by, .. } => {
                    prop_assert!(said(by) && holding(before) == Some(*decision));
                }
                Deed::Sent { decision, by, how, .. } => {
                    prop_assert!(said(by) && said(how));
                    let known = before.iter().any(|each| each.id == *decision);
                    prop_assert!(known && holding(before).is_none_or(|holds| holds == *decision));
                }
                Deed::NotSent { why, .. } => prop_assert!(said(why)),
                Deed::Decided { outcome, with, why, views, .. } => {
                    prop_assert!(said(with) && said(why));
                    prop_assert!(views.iter().all(|view| view.agrees || said(&view.why)));
                    prop_assert!(*outcome == Outcome::NoFurtherAction || agreed() || suspected());
                    prop_assert!(holding(before).is_none(), "one decision holds at a time");
                    let thought_of = before.iter().any(|step| {
                        matches!(
                            step.deed,
                            Deed::Told { .. } | Deed::WillTry { .. } | Deed::Tried { .. } | Deed::NotTold { .. }
                        )
                    });
                    prop_assert!(thought_of, "nobody said whether the family is told");
                }
                _ => {}
            }
        }
    }
}

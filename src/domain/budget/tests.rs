//! No penny is lost, and the parts are the whole.

#![allow(clippy::unwrap_used, reason = "tests")]

use chrono::{DateTime, Utc};
use proptest::prelude::*;

use super::*;
use crate::recorded::Source;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn every() -> impl Strategy<Value = Every> {
    prop::sample::select(Every::ALL)
}

fn line(kind: LineKind, pence: i64, every: Every, due: Option<&str>) -> BudgetLine {
    BudgetLine {
        id: BudgetLineId::new(),
        person: PersonId::new(),
        note: BudgetLineNote { kind, called: None, amount: Pence(pence), every, due: due.map(day) },
        recorded: Recorded {
            source: Source::YoungPerson,
            at: DateTime::<Utc>::UNIX_EPOCH,
            by: None,
            import: None,
            superseded_at: None,
        },
        superseded_by: None,
    }
}

proptest! {
    #[test]
    fn an_amount_comes_back_as_it_was_whatever_terms_it_went_through(pence in -10_000_000_i64..10_000_000, written in every(), shown in every()) {
        let rate = Rate::of(Pence(pence), written);
        prop_assert_eq!(rate.per(written), Pence(pence));
        // Shown in other terms it is off by half a penny at most, and the rate itself stays what it was.
        let off = rate.per(shown).0 * shown.times_a_year() - rate.a_year().0;
        prop_assert!(off.abs() * 2 <= shown.times_a_year(), "{off}");
        prop_assert_eq!(Rate::of(rate.a_year(), Every::Year), rate);
    }

    #[test]
    fn four_weeks_are_four_times_a_week_and_twice_a_fortnight_to_the_penny(pence in 0_i64..10_000_000) {
        let week = Rate::of(Pence(pence), Every::Week);
        prop_assert_eq!(week.per(Every::FourWeeks), Pence(pence * 4));
        prop_assert_eq!(week.per(Every::Fortnight), Pence(pence * 2));
        prop_assert_eq!(week.per(Every::Year), Pence(pence * 52));
    }

    #[test]
    fn the_rows_add_up_to_what_stands_beneath_them_and_none_is_off_by_a_penny(amounts in prop::collection::vec((0_i64..1_000_000, every()), 0..12), shown in every()) {
        let rates: Vec<Rate> = amounts.iter().map(|(pence, every)| Rate::of(Pence(*pence), *every)).collect();
        let parts = shares(&rates, shown);
        prop_assert_eq!(parts.iter().map(|part| part.0).sum::<i64>(), rates.iter().copied().sum::<Rate>().per(shown).0);
        for (part, rate) in parts.iter().zip(&rates) {
            prop_assert!((part.0 * shown.times_a_year() - rate.a_year().0).abs() < shown.times_a_year());
        }
    }

    #[test]
    fn what_is_left_is_what_comes_in_without_what_goes_out(ins in prop::collection::vec((0_i64..1_000_000, every()), 0..6), outs in prop::collection::vec((0_i64..1_000_000, every()), 0..6)) {
        let lines = ins.iter().map(|(pence, every)| line(LineKind::Wages, *pence, *every, None));
        let lines = lines.chain(outs.iter().map(|(pence, every)| line(LineKind::Food, *pence, *every, None))).collect();
        let budget = Budget { lines, plan: None };
        prop_assert_eq!(budget.left() + budget.total(Side::Out), budget.total(Side::In));
    }
}

#[test]
fn universal_credit_of_a_month_is_said_by_the_week() {
    let rate = Rate::of(Pence(33_858), Every::Month);
    assert_eq!((rate.per(Every::Week), rate.per(Every::FourWeeks)), (Pence(7_813), Pence(31_254)));
    assert!(!rate.is_whole(Every::Week) && rate.is_whole(Every::Month));
}

#[test]
fn what_is_due_before_pay_day_stands_in_the_order_of_days_and_the_pay_day_itself_is_after() {
    let lines = vec![
        line(LineKind::Rent, 8_800, Every::Week, Some("2026-11-06")),
        line(LineKind::Phone, 800, Every::Month, Some("2026-08-31")),
        line(LineKind::Energy, 5_000, Every::FourWeeks, Some("2026-12-04")),
        line(LineKind::Food, 5_000, Every::Week, None),
        line(LineKind::Wages, 17_400, Every::Week, Some("2026-11-27")),
    ];
    let budget = Budget { lines, plan: None };
    let due = due_before(&budget, day("2026-11-23"), day("2026-12-04"));
    let said: Vec<_> = due.iter().map(|due| (due.on.to_string(), due.line.note.kind)).collect();
    assert_eq!(said, [("2026-11-27".into(), LineKind::Rent), ("2026-11-30".into(), LineKind::Phone)]);
    assert_eq!(Due::sum(&due), Pence(9_600));
    assert_eq!(next_from(day("2026-01-31"), Every::Month, day("2026-02-10")), Some(day("2026-02-28")));
    assert_eq!(next_from(day("2026-01-31"), Every::Month, day("2026-03-01")), Some(day("2026-03-31")));
}

#[test]
fn only_the_parts_that_were_chosen_are_shared_and_none_after_it_ends() {
    let plan = |note| BudgetPlan {
        id: BudgetPlanId::new(),
        person: PersonId::new(),
        note,
        recorded: line(LineKind::Food, 0, Every::Week, None).recorded,
        superseded_by: None,
    };
    let lines =
        vec![line(LineKind::Wages, 100, Every::Week, None), line(LineKind::Rent, 60, Every::Week, None)];
    let shares = BudgetPlanNote { shares_left: true, ..BudgetPlanNote::default() };
    let budget = Budget { lines: lines.clone(), plan: Some(plan(shares)) };
    let shared = SharedBudget::of(&budget).unwrap();
    assert_eq!(shared.left, Some(Rate::of(Pence(40), Every::Week)));
    assert_eq!((shared.comes_in, shared.goes_out, shared.pot), (None, None, None));
    assert_eq!(SharedBudget::of(&Budget { lines: lines.clone(), plan: Some(plan(shares.private())) }), None);
    assert_eq!(SharedBudget::of(&Budget { lines, plan: None }), None);
}

//! The budget, for people of the demonstration on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use onward_domain::{
    budget::{Budget, BudgetLine, BudgetLineNote, BudgetPlan, BudgetPlanNote, Every, LineKind},
    id::{BudgetLineId, BudgetPlanId, PersonId},
    money::Pence,
    recorded::{Recorded, Source},
};

use super::{
    form::{LineForm, PlanForm, ShareForm, WhatIfForm},
    page::{LinePage, MoneyPage, WhatIfPage},
    plan_page::{PlanPage, SharePage},
};
use crate::{
    usecases::young_person::{
        see_budget::{SeenBudget, SeenLine, SeenPlan, see_budget},
        see_place::Kind,
        what_if_money::{MoneyChange, what_if_money},
    },
    web::{
        desk::YoungPerson,
        form::Sheet,
        testing::{BOROUGH, keep, reads},
        young_person::testing::{day, law, own, page},
    },
};

const RECORDED: Recorded = Recorded {
    source: Source::YoungPerson,
    at: chrono::DateTime::UNIX_EPOCH,
    by: None,
    import: None,
    superseded_at: None,
};

fn line(kind: LineKind, called: Option<&str>, pence: i64, every: Every, due: Option<&str>) -> BudgetLine {
    BudgetLine {
        id: BudgetLineId::new(),
        person: PersonId::new(),
        note: BudgetLineNote {
            kind,
            called: called.map(str::to_owned),
            amount: Pence(pence),
            every,
            due: due.map(day),
        },
        recorded: RECORDED,
        superseded_by: None,
    }
}

fn jays(plan: BudgetPlanNote) -> SeenBudget {
    let plan = BudgetPlan {
        id: BudgetPlanId::new(),
        person: PersonId::new(),
        note: plan,
        recorded: RECORDED,
        superseded_by: None,
    };
    let lines = vec![
        line(LineKind::Wages, Some("Café"), 17_400, Every::Week, Some("2026-11-27")),
        line(LineKind::UniversalCredit, None, 30_800, Every::Month, None),
        line(LineKind::Rent, None, 8_800, Every::Week, Some("2026-11-23")),
        line(LineKind::Energy, None, 2_600, Every::Week, None),
        line(LineKind::CouncilTax, None, 9_500, Every::Month, Some("2026-12-01")),
        line(LineKind::Phone, None, 800, Every::Week, None),
        line(LineKind::Food, None, 6_000, Every::Week, None),
        line(LineKind::Travel, None, 1_900, Every::Week, None),
        line(LineKind::Me, None, 2_500, Every::Week, None),
    ];
    SeenBudget { own: own("Jay"), budget: Budget { lines, plan: Some(plan) } }
}

#[test]
fn an_empty_budget_starts_from_what_they_can_get() {
    let seen = SeenBudget { own: own("Jay"), budget: Budget::default() };
    insta::assert_snapshot!("empty", reads(&page("/money", &MoneyPage::of(law(), &seen))));
}

#[test]
fn a_shortfall_shows_what_could_be_had_and_then_whom_to_talk_to_and_blames_nobody() {
    let note = BudgetPlanNote {
        pay_day: Some(day("2026-11-27")),
        saved: Pence(2_000),
        goal: Some(Pence(10_000)),
        ..BudgetPlanNote::default()
    };
    let html = page("/money", &MoneyPage::of(law(), &jays(note)));
    keep("money", &html);
    let words = reads(&html);
    insta::assert_snapshot!("short", words);
    assert!(words.find("Help you have not asked for") < words.find("Talk to someone about it"), "{words}");
}

#[test]
fn the_same_by_the_month_adds_up_in_every_table() {
    let note = BudgetPlanNote { paid: Every::Month, shares_left: true, ..BudgetPlanNote::default() };
    let words = reads(&page("/money", &MoneyPage::of(law(), &jays(note))));
    assert!(
        words.contains("About £") && words.contains("a month") && words.contains("You share some of this"),
        "{words}"
    );
    let pence = |text: &str| -> i64 {
        let plain: String = text.chars().filter(char::is_ascii_digit).collect();
        let value: i64 = plain.parse().unwrap();
        if text.contains('.') { value } else { value * 100 }
    };
    let table = |from: &str, foot: &str| {
        let (_, rest) = words.split_once(from).unwrap();
        let cells: Vec<&str> = rest.lines().filter(|line| line.contains(" | £")).collect();
        let end = cells.iter().position(|line| line.trim_start_matches("| ").starts_with(foot)).unwrap();
        let sum = |line: &str| pence(line.rsplit(" | ").next().unwrap());
        assert_eq!(cells[..end].iter().map(|line| sum(line)).sum::<i64>(), sum(cells[end]), "{rest}");
    };
    // A row's last line holds its sum; the foot's says what they come to.
    if words.contains(" | £") {
        table("Money in, a month", "In");
    }
}

#[test]
fn an_amount_shows_its_form_and_with_an_error_what_to_do() {
    let seen = SeenLine { adviser: None, versions: Vec::new() };
    insta::assert_snapshot!("line", reads(&page("/money/lines/new", &LinePage::of(&seen, None))));
    let form = LineForm { amount: "lots".into(), ..LineForm::default() };
    let errors = form.read(day("2026-11-23")).unwrap_err();
    let wrong = LinePage::of(&seen, Some(Sheet::wrong(form, errors)));
    let words = reads(&page("/money/lines/new", &wrong));
    assert!(
        words.contains("Choose what it is") && words.contains("Enter an amount like 380 or 57.50"),
        "{words}"
    );
}

#[test]
fn pay_day_pot_and_sharing_have_a_page_each() {
    let seen = SeenPlan { adviser: None, versions: Vec::new() };
    insta::assert_snapshot!(
        "plan",
        reads(&page("/money/plan", &PlanPage::of(&seen, Sheet::new(PlanForm::of(None)))))
    );
    insta::assert_snapshot!(
        "share",
        reads(&page("/money/share", &SharePage::of(&seen, Sheet::new(ShareForm::of(None)))))
    );
}

#[test]
fn what_the_council_does_unasked_is_no_help_that_somebody_still_has_to_ask_for() {
    let zabi = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Zabi"), see_budget);
    let lives =
        zabi.own.before_giving.entitlement(law().find("accommodation_and_maintenance_u18").unwrap()).unwrap();
    assert!(lives.amount_pence.is_some(), "it is his, with a sum");
    let words = reads(&page("/money", &MoneyPage::of(law(), &zabi)));
    assert!(!words.contains("Somewhere to live and money to live on, under 18"), "{words}");
}

#[test]
fn what_if_says_what_would_be_left_and_what_to_ask_for_before_25() {
    let seen = jays(BudgetPlanNote::default());
    for (name, change) in [
        ("work", MoneyChange::Work { hours: 16 }),
        ("move", MoneyChange::Move { rent: Pence(11_000), help: Pence(0), home: Kind::Own }),
        ("turn-25", MoneyChange::Turn25),
    ] {
        let then = what_if_money(law(), &seen.own.facts, seen.own.today, &seen.budget, change).unwrap();
        let shown = WhatIfPage::of(law(), &seen, Sheet::new(WhatIfForm::default()), Some((change, then)));
        insta::assert_snapshot!(name, reads(&page("/money/what-if", &shown)));
    }
}

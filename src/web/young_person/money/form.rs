//! The forms of a budget: an amount; how one is paid and saves; what one shares; a change to try.

use chrono::{Days, NaiveDate};
use onward_domain::{
    budget::{BudgetLine, BudgetLineNote, BudgetPlan, BudgetPlanNote, Every, LineKind},
    money::Pence,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::young_person::{see_place::Kind, what_if_money::MoneyChange},
    web::{
        form::{FormErrors, Reader, Stood, WrittenDay},
        words::says::money::field as said,
    },
};

/// The most that one amount can be: more is a slip of the hand.
const MOST: Pence = Pence(10_000_000);

/// One amount.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct LineForm {
    pub version: Stood,
    pub kind: String,
    #[validate(length(max = 60))]
    pub called: String,
    pub amount: String,
    pub every: String,
    pub due: WrittenDay,
}

impl From<&BudgetLine> for LineForm {
    fn from(line: &BudgetLine) -> Self {
        let note = &line.note;
        Self {
            version: Stood::of(&line.id),
            kind: note.kind.word().to_owned(),
            called: note.called.clone().unwrap_or_default(),
            amount: written(note.amount),
            every: note.every.word().to_owned(),
            due: note.due.into(),
        }
    }
}

/// As somebody would write it: "57.50", without the sign.
pub fn written(sum: Pence) -> String {
    sum.to_string().trim_start_matches('£').to_owned()
}

impl LineForm {
    /// What it says.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<BudgetLineNote, FormErrors> {
        let mut read = Reader::of(self);
        let kind = read
            .choice("kind", &self.kind, |word| word.parse::<LineKind>().ok())
            .missing(said::Kind)
            .required();
        let called = read.text("called", &self.called).optional();
        let amount = read.money("amount", &self.amount).missing(said::Amount).at_most(MOST).required();
        let every = read
            .choice("every", &self.every, |word| word.parse::<Every>().ok())
            .missing(said::Every)
            .required();
        let due = read.day("due", &self.due, said::Due).only(|day| near(*day, today), said::Far).optional();
        read.done(|| Some(BudgetLineNote { kind: kind?, called, amount: amount?, every: every?, due }))
    }
}

/// Within two years: what lies further off is a slip of the hand.
fn near(day: NaiveDate, today: NaiveDate) -> bool {
    (day - today).num_days().abs() <= 730
}

/// How they are paid, and the pot.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PlanForm {
    pub version: Stood,
    pub paid: String,
    pub pay_day: WrittenDay,
    pub saved: String,
    pub goal: String,
}

impl PlanForm {
    /// Filled from what stands.
    pub fn of(plan: Option<&BudgetPlan>) -> Self {
        let note = plan.map(|plan| plan.note).unwrap_or_default();
        Self {
            version: plan.map(|plan| Stood::of(&plan.id)).unwrap_or_default(),
            paid: note.paid.word().to_owned(),
            pay_day: note.pay_day.into(),
            saved: if note.saved.0 > 0 { written(note.saved) } else { String::new() },
            goal: note.goal.map(written).unwrap_or_default(),
        }
    }

    /// What it says, with what is shared as it stands.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, today: NaiveDate, stands: BudgetPlanNote) -> Result<BudgetPlanNote, FormErrors> {
        let mut read = Reader::of(self);
        let last = today.checked_add_days(Days::new(366)).unwrap_or(today);
        let paid = read
            .choice("paid", &self.paid, |word| word.parse::<Every>().ok())
            .missing(said::Every)
            .required();
        let pay_day = read
            .day("pay_day", &self.pay_day, said::PayDay)
            .only(|day| *day >= today, said::PastPayDay)
            .only(|day| *day <= last, said::Far)
            .optional();
        let saved = read.money("saved", &self.saved).at_most(MOST).or(Pence(0));
        let goal = read.money("goal", &self.goal).at_most(MOST).optional();
        read.done(|| Some(BudgetPlanNote { paid: paid?, pay_day, saved: saved?, goal, ..stands }))
    }
}

/// What is shared with the adviser: a box for each part.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ShareForm {
    pub version: Stood,
    pub part: Vec<String>,
}

/// The parts, by the word of their box.
pub const PARTS: [&str; 4] = ["in", "out", "left", "pot"];

impl ShareForm {
    /// Filled from what stands.
    pub fn of(plan: Option<&BudgetPlan>) -> Self {
        let note = plan.map(|plan| plan.note).unwrap_or_default();
        let on = [note.shares_in, note.shares_out, note.shares_left, note.shares_pot];
        let part = PARTS.into_iter().zip(on).filter(|(_, on)| *on).map(|(word, _)| word.to_owned());
        Self { version: plan.map(|plan| Stood::of(&plan.id)).unwrap_or_default(), part: part.collect() }
    }

    /// What it says, with all else as it stands.
    pub fn read(&self, stands: BudgetPlanNote) -> BudgetPlanNote {
        let has = |word: &str| self.part.iter().any(|part| part == word);
        BudgetPlanNote {
            shares_in: has("in"),
            shares_out: has("out"),
            shares_left: has("left"),
            shares_pot: has("pot"),
            ..stands
        }
    }
}

/// A change to try.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct WhatIfForm {
    pub change: String,
    pub hours: String,
    pub rent: String,
    /// Help with it, a week, where they were told of some.
    pub help: String,
    /// The kind of home, by its word.
    pub home: String,
}

impl WhatIfForm {
    /// The change. Fields of the others are not looked at.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<MoneyChange, FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| ["work", "move", "turn-25"].into_iter().find(|known| *known == word);
        let change = read.choice("change", &self.change, known).missing(said::Change).required();
        let change = match change {
            Some("work") => {
                let hours = read.number("hours", &self.hours).missing(said::Hours).between(1..=60).required();
                hours.map(|hours| MoneyChange::Work { hours })
            }
            Some("move") => {
                let rent =
                    read.money("rent", &self.rent).missing(said::Rent).at_most(Pence(500_000)).required();
                let help = read.money("help", &self.help).at_most(Pence(500_000)).or(Pence(0));
                let home = read.choice("home", &self.home, Kind::of_word).missing(said::Home).required();
                rent.zip(help).zip(home).map(|((rent, help), home)| MoneyChange::Move { rent, help, home })
            }
            Some(_) => Some(MoneyChange::Turn25),
            None => None,
        };
        read.done(|| change)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn line(kind: &str, amount: &str, every: &str) -> LineForm {
        LineForm { kind: kind.into(), amount: amount.into(), every: every.into(), ..LineForm::default() }
    }

    #[test]
    fn an_amount_is_read_as_it_was_written_and_a_sum_that_is_none_is_told() {
        let today = day("2026-11-23");
        let note = line("rent", "£1,057.50", "four_weeks").read(today).unwrap();
        assert_eq!((note.amount, note.every), (Pence(105_750), Every::FourWeeks));
        assert_eq!(line("food", "0", "week").read(today).unwrap().amount, Pence(0), "nothing is an amount");
        for (form, field) in [
            (line("rent", "lots", "week"), "amount"),
            (line("rent", "", "week"), "amount"),
            (line("rent", "-5", "week"), "amount"),
            (line("rent", "100000.01", "week"), "amount"),
            (line("x", "1", "week"), "kind"),
            (line("rent", "1", "daily"), "every"),
            (LineForm { due: WrittenDay::new("31", "2", "2027"), ..line("rent", "1", "week") }, "due"),
            (LineForm { due: WrittenDay::new("1", "2", "2057"), ..line("rent", "1", "week") }, "due"),
            (LineForm { called: "é".repeat(61), ..line("rent", "1", "week") }, "called"),
        ] {
            assert!(form.read(today).unwrap_err().has(field), "{field}");
        }
    }

    #[test]
    fn pay_day_lies_ahead_and_what_is_shared_stays_as_it_was() {
        let stands = BudgetPlanNote { shares_left: true, ..BudgetPlanNote::default() };
        let form = PlanForm {
            paid: "month".into(),
            pay_day: day("2026-11-30").into(),
            saved: "20".into(),
            ..PlanForm::default()
        };
        let note = form.read(day("2026-11-23"), stands).unwrap();
        assert_eq!(
            (note.paid, note.saved, note.goal, note.shares_left),
            (Every::Month, Pence(2_000), None, true)
        );
        let past = PlanForm { pay_day: day("2026-11-22").into(), ..form };
        assert!(past.read(day("2026-11-23"), stands).unwrap_err().has("pay_day"));
        let shared =
            ShareForm { part: vec!["in".into(), "pot".into(), "all".into()], ..ShareForm::default() }
                .read(note);
        assert_eq!(
            (shared.shares_in, shared.shares_out, shared.shares_left, shared.shares_pot),
            (true, false, false, true)
        );
        assert_eq!(shared.saved, Pence(2_000));
    }

    #[test]
    fn of_a_change_only_its_own_fields_are_looked_at() {
        let form = |change: &str, hours: &str, rent: &str| WhatIfForm {
            change: change.into(),
            hours: hours.into(),
            rent: rent.into(),
            home: if change == "move" { "own".into() } else { String::new() },
            help: String::new(),
        };
        assert_eq!(form("work", "16", "x").read().unwrap(), MoneyChange::Work { hours: 16 });
        assert_eq!(
            form("move", "", "110").read().unwrap(),
            MoneyChange::Move { rent: Pence(11_000), help: Pence(0), home: Kind::Own }
        );
        assert_eq!(form("turn-25", "x", "x").read().unwrap(), MoneyChange::Turn25);
        let nowhere = WhatIfForm { home: String::new(), ..form("move", "", "110") };
        assert!(nowhere.read().unwrap_err().has("home"));
        assert!(form("work", "61", "").read().unwrap_err().has("hours"));
        assert!(form("", "", "").read().unwrap_err().has("change"));
    }
}

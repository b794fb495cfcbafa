//! What a change would do to the budget, with the engine's figures: work, a move, turning 25. Nothing of it is kept.

use chrono::{Datelike as _, NaiveDate};
use leaving_care_rules::{
    Law, Person, assess,
    assessment::{Assessment, EntitlementAnswer, LawState, Outcome},
    calendar::{Day, birthday},
    entitlement::outcome::{Column, Entitlement, Per},
    facts::FactId,
};
use onward_domain::{
    budget::{Budget, Every, LineKind, Rate, Side},
    money::Pence,
};

use super::{
    private_rent::{MostRent, most_private_rent},
    see_budget::kind_of,
    see_place::{HomeOption, Kind, option},
};

/// A change to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyChange {
    /// Works so many hours a week at the minimum wage of their age, in place of what they earn now.
    Work {
        /// Hours a week, of all their work.
        hours: i64,
    },
    /// Moves to a home of this kind, with this rent a week, and so much help with it: no law sets that sum, their area and their
    /// household do, so it is what they were told.
    Move {
        /// The rent.
        rent: Pence,
        /// Help with it, a week, beyond what the budget has now.
        help: Pence,
        /// The kind of home.
        home: Kind,
    },
    /// Turns 25.
    Turn25,
}

/// One amount that is another one then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Which.
    pub kind: LineKind,
    /// Now.
    pub before: Rate,
    /// Then.
    pub after: Rate,
}

/// What comes of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyThen {
    /// From when, for what happens on a day.
    pub from: Option<NaiveDate>,
    /// The wage of an hour that was reckoned with.
    pub wage: Option<Pence>,
    /// Of their pay so much a month is left alone by Universal Credit, and whether that is the figure with help with rent.
    pub left_alone: Option<(Pence, bool)>,
    /// Help with rent that they were told of, never more than the rent.
    pub rent_help: Option<Rate>,
    /// The most that there is towards a private rent there, or from that day.
    pub most_rent: Option<MostRent>,
    /// The same now, for what happens on a day.
    pub most_rent_now: Option<MostRent>,
    /// Amounts that are others then.
    pub moved: Vec<Moved>,
    /// What is left now.
    pub left_before: Rate,
    /// What is left then.
    pub left_after: Rate,
    /// Things that they no longer get, by name, with the sum where there is one.
    pub stops: Vec<(String, Option<Pence>)>,
    /// What helps there and has no sum in the law, by place, with whether something is to be asked first.
    pub helps: Vec<(usize, bool)>,
}

/// The minimum wage of an hour for somebody of this birth on a day; of an apprentice where they are one.
#[must_use]
pub fn wage(law: &Law, born: Option<NaiveDate>, on: NaiveDate, apprentice: bool) -> Option<Pence> {
    let figure = if apprentice { "apprentice_wage" } else { "minimum_wage" };
    let has_reached = |age: u8| born.is_none_or(|born| birthday(born, age) <= on);
    law.figures().figure(figure)?.on(Day::of(on), has_reached).map(Pence)
}

/// Works a change out; nothing where a figure or the date of birth that it needs is missing.
#[must_use]
pub fn what_if_money(
    law: &Law,
    person: &Person,
    today: NaiveDate,
    budget: &Budget,
    change: MoneyChange,
) -> Option<MoneyThen> {
    let now = assess(law, person, today);
    let mut then = MoneyThen {
        from: None,
        wage: None,
        left_alone: None,
        rent_help: None,
        most_rent: None,
        most_rent_now: None,
        moved: Vec::new(),
        left_before: budget.left(),
        left_after: budget.left(),
        stops: Vec::new(),
        helps: Vec::new(),
    };
    match change {
        MoneyChange::Work { hours } => {
            let wage = wage(law, person.date_of_birth, today, false)?;
            let pay = Rate::of(Pence(wage.0.saturating_mul(hours)), Every::Week);
            then.wage = Some(wage);
            let earned = of(budget, LineKind::Wages);
            then.put(LineKind::Wages, earned, pay);
            let credit = of(budget, LineKind::UniversalCredit);
            if credit != Rate::default() {
                then.left_alone = left_alone(law, person, pays_rent(budget), today);
                // What they earn now is behind the credit that they have; only the difference is new.
                let counts = counts(pay, then.left_alone) - counts(earned, then.left_alone);
                then.put(LineKind::UniversalCredit, credit, tapered(law, credit, counts, today)?);
            }
        }
        MoneyChange::Move { rent, help, home } => {
            then.put(LineKind::Rent, of(budget, LineKind::Rent), Rate::of(rent, Every::Week));
            if help > Pence(0) {
                let help = Rate::of(help.min(rent), Every::Week);
                (then.rent_help, then.left_after) = (Some(help), then.left_after + help);
            }
            if home == Kind::Own {
                then.most_rent = most_private_rent(law, person, today, today);
            }
            let there = home.lived_in(person, today);
            let later = assess(law, &there, today);
            then.put_regular(law, budget, (&now, &later), &|_| true);
            if there.circumstances.answers.get(FactId::CouncilTaxLiable) == Some(false) {
                then.put(LineKind::CouncilTax, of(budget, LineKind::CouncilTax), Rate::default());
            }
            then.stops = stops(law, &now, &later);
            then.helps = helps(law, &later, option(law, person, today, home));
        }
        MoneyChange::Turn25 => {
            let day = birthday(person.date_of_birth?, 25);
            let later = assess(law, person, day);
            then.from = Some(day);
            then.most_rent = most_private_rent(law, person, day, today);
            then.most_rent_now = most_private_rent(law, person, today, today);
            let credit = of(budget, LineKind::UniversalCredit);
            if credit != Rate::default() {
                let more = monthly(law, &later, "universal_credit") - monthly(law, &now, "universal_credit");
                then.put(LineKind::UniversalCredit, credit, credit + more);
            }
            then.put_regular(law, budget, (&now, &later), &|kind| kind != LineKind::UniversalCredit);
            then.stops = stops(law, &now, &later);
        }
    }
    Some(then)
}

impl MoneyThen {
    fn put(&mut self, kind: LineKind, before: Rate, after: Rate) {
        if before == after {
            return;
        }
        self.moved.push(Moved { kind, before, after });
        let more = after - before;
        self.left_after = match kind.side() {
            Side::In => self.left_after + more,
            Side::Out => self.left_after - more,
        };
    }
}

impl MoneyThen {
    /// Money of the law that comes again and again: what is lost comes off what the budget has of it, and what is new comes in.
    fn put_regular(
        &mut self,
        law: &Law,
        budget: &Budget,
        (now, later): (&Assessment, &Assessment),
        counts: &dyn Fn(LineKind) -> bool,
    ) {
        let both = now.entitlements.iter().zip(&later.entitlements);
        for (entry, (now, later)) in law.entitlements().iter().zip(both) {
            // What has to be asked first is not taken away by not knowing it.
            if later.outcome == Outcome::NeedsInformation {
                continue;
            }
            let (had, has) = (rate(entry, now), rate(entry, later));
            let Some(kind) = line_of(entry, budget).filter(|kind| had != has && counts(*kind)) else {
                continue;
            };
            let before = of(budget, kind);
            if before != Rate::default() || had == Rate::default() {
                self.put(kind, before, not_below_nothing(before + has - had));
            }
        }
    }
}

/// What comes of it again and again while it is theirs.
fn rate(entry: &Entitlement, answer: &EntitlementAnswer) -> Rate {
    let is_theirs = answer.outcome == Outcome::Entitled && answer.state == LawState::InForce;
    let sum = answer.amount_pence.filter(|_| is_theirs).map_or(Pence(0), Pence);
    match entry.money.as_ref().map(|money| money.per) {
        Some(Per::Week) => Rate::of(sum, Every::Week),
        Some(Per::Month) => Rate::of(sum, Every::Month),
        Some(Per::Year) => Rate::of(sum, Every::Year),
        Some(Per::Once) | None => Rate::default(),
    }
}

/// Where it is in a budget: by the kind that a budget begins with, or in a line that they named after it.
fn line_of(entry: &Entitlement, budget: &Budget) -> Option<LineKind> {
    let named = |called: &String| called.trim().eq_ignore_ascii_case(&entry.name);
    let line = || {
        budget
            .of(Side::In)
            .find(|line| line.note.called.as_ref().is_some_and(named))
            .map(|line| line.note.kind)
    };
    kind_of(&entry.id).or_else(line)
}

/// The kinds of help there, and those with council tax.
fn helps(law: &Law, later: &Assessment, option: HomeOption) -> Vec<(usize, bool)> {
    let is_emergency =
        |place: usize| law.entitlements().get(place).is_some_and(|entry| entry.emergency || entry.unasked);
    let mut helps = option.helps;
    helps.retain(|(place, _)| !is_emergency(*place));
    for (which, entry) in law.each() {
        let answer = later.entitlement(which).filter(|answer| answer.state == LawState::InForce);
        let is_tax = entry.counted.is_some_and(|counted| counted.column == Column::CouncilTax);
        let Some(answer) = answer.filter(|_| is_tax) else { continue };
        if matches!(answer.outcome, Outcome::Entitled | Outcome::NeedsInformation) {
            helps.push((which.place(), answer.outcome == Outcome::NeedsInformation));
        }
    }
    helps
}

/// All amounts of a kind.
fn of(budget: &Budget, kind: LineKind) -> Rate {
    budget.lines.iter().filter(|line| line.note.kind == kind).map(|line| line.note.rate()).sum()
}

fn not_below_nothing(rate: Rate) -> Rate {
    rate.max(Rate::default())
}

/// The work allowance of a parent, or of somebody whose illness limits their work, and whether it is the lower one, of those whose
/// Universal Credit helps with rent. UC Regs 2013 reg 22(2)-(3).
///
/// `pays_rent`: what is taken where nobody said whether they get help with rent.
pub(super) fn left_alone(
    law: &Law,
    person: &Person,
    pays_rent: bool,
    today: NaiveDate,
) -> Option<(Pence, bool)> {
    let says = |fact| person.circumstances.answers.get(fact);
    let has_one = says(FactId::Parent) == Some(true) || says(FactId::LimitedCapability) == Some(true);
    let with_rent = says(FactId::GetsRentHelp).unwrap_or(pays_rent);
    let figure =
        if with_rent { "universal_credit_work_allowance_rent" } else { "universal_credit_work_allowance" };
    let sum = law.figures().figure(figure)?.on(Day::of(today), |_| true)?;
    has_one.then_some((Pence(sum), with_rent))
}

/// What of some pay counts: all above what is left alone.
pub(super) fn counts(pay: Rate, left_alone: Option<(Pence, bool)>) -> Rate {
    let alone = left_alone.map_or(Rate::default(), |(sum, _)| Rate::of(sum, Every::Month));
    not_below_nothing(pay - alone)
}

fn pays_rent(budget: &Budget) -> bool {
    of(budget, LineKind::Rent) != Rate::default()
}

/// Universal Credit after pay came in: a part of the pay comes off, and never more than there is.
pub(super) fn tapered(law: &Law, credit: Rate, pay: Rate, today: NaiveDate) -> Option<Rate> {
    let percent = law.figures().figure("universal_credit_taper")?.on(Day::of(today), |_| true)?;
    let off = pay.a_year().0.saturating_mul(percent) / 10_000;
    Some(Rate::of(Pence((credit.a_year().0 - off).max(0)), Every::Year))
}

/// What Universal Credit comes to beside the pay in this budget.
#[must_use]
pub fn credit_beside_pay(
    law: &Law,
    person: &Person,
    (budget, credit): (&Budget, Rate),
    today: NaiveDate,
) -> Rate {
    let alone = left_alone(law, person, pays_rent(budget), today);
    tapered(law, credit, counts(of(budget, LineKind::Wages), alone), today).unwrap_or(credit)
}

fn monthly(law: &Law, assessment: &Assessment, id: &str) -> Rate {
    let answer = law.find(id).and_then(|which| assessment.entitlement(which));
    Rate::of(Pence(answer.and_then(|answer| answer.amount_pence).unwrap_or_default()), Every::Month)
}

/// What they can get now and no longer then, money first.
fn stops(law: &Law, now: &Assessment, then: &Assessment) -> Vec<(String, Option<Pence>)> {
    let both = now.entitlements.iter().zip(&then.entitlements);
    let lost =
        law.entitlements().iter().zip(both).filter(|(_, (now, then))| {
            now.outcome == Outcome::Entitled && then.outcome == Outcome::NotEntitled
        });
    let once = |entry: &Entitlement| entry.money.as_ref().is_some_and(|money| money.per == Per::Once);
    let mut stops: Vec<(String, Option<Pence>)> = lost
        .map(|(entry, (now, _))| (entry.name.clone(), now.amount_pence.filter(|_| once(entry)).map(Pence)))
        .collect();
    stops.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    stops
}

/// Whole years of age on a day.
#[must_use]
pub fn age(born: NaiveDate, on: NaiveDate) -> i64 {
    let had = (on.month(), on.day()) >= (born.month(), born.day());
    i64::from(on.year() - born.year()) - i64::from(!had)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use onward_domain::{
        budget::{BudgetLine, BudgetLineNote},
        id::{BudgetLineId, PersonId},
        recorded::{Recorded, Source},
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn budget(lines: &[(LineKind, i64, Every)]) -> Budget {
        let recorded = Recorded {
            source: Source::YoungPerson,
            at: chrono::DateTime::UNIX_EPOCH,
            by: None,
            import: None,
            superseded_at: None,
        };
        let line = |(kind, pence, every): &(LineKind, i64, Every)| BudgetLine {
            id: BudgetLineId::new(),
            person: PersonId::new(),
            note: BudgetLineNote {
                kind: *kind,
                called: None,
                amount: Pence(*pence),
                every: *every,
                due: None,
            },
            recorded,
            superseded_by: None,
        };
        Budget { lines: lines.iter().map(line).collect(), plan: None }
    }

    fn jay() -> Person {
        serde_json::from_value(
            serde_json::json!({"date_of_birth": "2007-03-02", "episodes": [{"start": "2019-01-12",
            "end": "2025-03-02", "legal_status": "C2", "placement": "U1"}],
            "circumstances": {"recourse_to_public_funds": true, "education": {"kind": "none"}}}),
        )
        .unwrap()
    }

    fn law() -> &'static Law {
        Law::england().unwrap()
    }

    #[test]
    fn work_brings_the_wage_of_their_age_and_takes_55_of_100_pence_off_universal_credit() {
        let own = budget(&[
            (LineKind::UniversalCredit, 33_858, Every::Month),
            (LineKind::Rent, 8_800, Every::Week),
        ]);
        let then =
            what_if_money(law(), &jay(), day("2026-11-23"), &own, MoneyChange::Work { hours: 10 }).unwrap();
        assert_eq!(then.wage, Some(Pence(1_085)), "19: the rate of 18 to 20");
        let pay = Rate::of(Pence(10_850), Every::Week);
        let credit = then.moved.iter().find(|moved| moved.kind == LineKind::UniversalCredit).unwrap();
        assert_eq!(credit.after.a_year().0, 33_858 * 12 - pay.a_year().0 * 55 / 100);
        assert_eq!(then.left_after, then.left_before + pay + credit.after - credit.before);
        let much =
            what_if_money(law(), &jay(), day("2026-11-23"), &own, MoneyChange::Work { hours: 40 }).unwrap();
        let credit = much.moved.iter().find(|moved| moved.kind == LineKind::UniversalCredit).unwrap();
        assert_eq!(credit.after, Rate::default(), "never less than nothing");
    }

    #[test]
    fn of_a_parents_pay_the_first_part_is_left_alone_and_each_pound_of_it_only_once() {
        let parent = |rent: Option<bool>| {
            let mut parent = jay();
            parent.circumstances.answers.set(FactId::Parent, Some(true));
            parent.circumstances.answers.set(FactId::GetsRentHelp, rent);
            parent
        };
        let credit = (LineKind::UniversalCredit, 60_000, Every::Month);
        let try_it = |person: &Person, lines: &[(LineKind, i64, Every)], hours| {
            let own = budget(lines);
            let then =
                what_if_money(law(), person, day("2026-11-23"), &own, MoneyChange::Work { hours }).unwrap();
            let moved = then.moved.iter().find(|moved| moved.kind == LineKind::UniversalCredit);
            let off = moved.map_or(0, |moved| (moved.before - moved.after).a_year().0);
            (then.left_alone, off)
        };
        // 5 hours are £54.25 a week, £235 a month: less than the £710 that are left alone.
        assert_eq!(try_it(&parent(None), &[credit], 5), (Some((Pence(71_000), false)), 0));
        // 20 hours are £217 a week, £940 a month: 55p of each pound above.
        let above = 21_700 * 52 - 71_000 * 12;
        assert_eq!(try_it(&parent(Some(false)), &[credit], 20).1, above * 55 / 100);
        // With rent in the budget, and nobody said who pays it: the lower figure.
        let rent = (LineKind::Rent, 9_000, Every::Week);
        assert_eq!(try_it(&parent(None), &[credit, rent], 5), (Some((Pence(42_700), true)), 0));
        // £200 a week already counts in part, and is behind the credit that they have: only the £17 more come off.
        let wages = (LineKind::Wages, 20_000, Every::Week);
        assert_eq!(try_it(&parent(Some(false)), &[credit, wages], 20).1, 1_700 * 52 * 55 / 100);
        // Fewer hours than now bring some of it back.
        assert!(try_it(&parent(Some(false)), &[credit, wages], 10).1 < 0);
        let mut ill = jay();
        ill.circumstances.answers.set(FactId::LimitedCapability, Some(true));
        assert_eq!(try_it(&ill, &[credit], 5).1, 0);
        // Nobody else has one, and where nobody said, none is reckoned with.
        assert_eq!(try_it(&jay(), &[credit], 5), (None, 5_425 * 52 * 55 / 100));
    }

    #[test]
    fn hours_are_those_of_all_their_work_and_take_the_place_of_what_they_earn() {
        let own = budget(&[(LineKind::Wages, 17_400, Every::Week)]);
        let then =
            what_if_money(law(), &jay(), day("2026-11-23"), &own, MoneyChange::Work { hours: 37 }).unwrap();
        assert_eq!(then.left_after.per(Every::Week), Pence(1_085 * 37));
    }

    #[test]
    fn of_credit_that_nobody_claimed_pay_takes_55_of_100_pence() {
        let own = budget(&[(LineKind::Wages, 52_000, Every::FourWeeks)]);
        let credit = Rate::of(Pence(33_858), Every::Month);
        let left = credit_beside_pay(law(), &jay(), (&own, credit), day("2026-11-23"));
        assert_eq!(left.a_year().0, 33_858 * 12 - 52_000 * 13 * 55 / 100);
        let much = budget(&[(LineKind::Wages, 40_000, Every::Week)]);
        assert_eq!(credit_beside_pay(law(), &jay(), (&much, credit), day("2026-11-23")), Rate::default());
    }

    #[test]
    fn at_25_universal_credit_is_the_higher_rate_and_what_stops_is_named() {
        let own = budget(&[(LineKind::UniversalCredit, 33_858, Every::Month)]);
        let then = what_if_money(law(), &jay(), day("2026-11-23"), &own, MoneyChange::Turn25).unwrap();
        assert_eq!(then.from, Some(day("2032-03-02")));
        assert_eq!(then.left_after.per(Every::Month), Pence(42_490));
        assert!(then.stops.iter().any(|(name, _)| name == "Money for your first home"), "{:?}", then.stops);
        assert_eq!(
            what_if_money(law(), &Person::default(), day("2026-11-23"), &own, MoneyChange::Turn25),
            None
        );
    }

    #[test]
    fn a_move_to_a_tenancy_at_19_changes_the_rent_and_names_what_helps() {
        let own = budget(&[(LineKind::Wages, 20_000, Every::Week), (LineKind::Rent, 8_800, Every::Week)]);
        let then = what_if_money(law(), &jay(), day("2026-11-23"), &own, to(Kind::Own, 11_000)).unwrap();
        assert_eq!(then.moved.len(), 1, "{:?}", then.moved);
        let helps: Vec<&str> =
            then.helps.iter().map(|(place, _)| law().entitlements()[*place].id.as_str()).collect();
        assert!(helps.contains(&"council_tax_discount"), "{helps:?}");
        assert_eq!(
            (then.left_before.per(Every::Week), then.left_after.per(Every::Week)),
            (Pence(11_200), Pence(9_000))
        );
    }

    #[test]
    fn help_with_the_new_rent_is_in_the_sum_and_never_more_than_the_rent() {
        let own = budget(&[(LineKind::Wages, 20_000, Every::Week), (LineKind::Rent, 8_800, Every::Week)]);
        let left = |help: i64| {
            let change = MoneyChange::Move { rent: Pence(11_000), help: Pence(help), home: Kind::Own };
            let then = what_if_money(law(), &jay(), day("2026-11-23"), &own, change).unwrap();
            (then.rent_help.map(|help| help.per(Every::Week)), then.left_after.per(Every::Week))
        };
        assert_eq!(left(0), (None, Pence(9_000)));
        assert_eq!(left(6_500), (Some(Pence(6_500)), Pence(15_500)));
        assert_eq!(left(50_000), (Some(Pence(11_000)), Pence(20_000)));
    }

    fn to(home: Kind, rent: i64) -> MoneyChange {
        MoneyChange::Move { rent: Pence(rent), help: Pence(0), home }
    }

    #[test]
    fn in_lodgings_no_council_tax_is_paid_and_going_to_university_takes_universal_credit_away() {
        let mut jay = jay();
        jay.circumstances.answers.set(FactId::Parent, Some(false));
        jay.circumstances.answers.set(FactId::LimitedCapability, Some(false));
        let own = budget(&[
            (LineKind::UniversalCredit, 33_858, Every::Month),
            (LineKind::Rent, 8_800, Every::Week),
            (LineKind::CouncilTax, 10_000, Every::Month),
        ]);
        let then = |home| what_if_money(law(), &jay, day("2026-11-23"), &own, to(home, 8_800)).unwrap();
        let lodgings = then(Kind::Lodgings);
        assert_eq!(lodgings.left_after, lodgings.left_before + Rate::of(Pence(10_000), Every::Month));
        let university = then(Kind::University);
        let credit = university.moved.iter().find(|moved| moved.kind == LineKind::UniversalCredit).unwrap();
        assert_eq!(credit.after, Rate::default());
        assert_eq!(university.left_after, university.left_before - credit.before);
    }

    #[test]
    fn at_25_a_bursary_that_has_ended_is_out_of_the_sum_and_a_move_leaves_it_there() {
        let amara: Person = serde_json::from_value(serde_json::json!({"date_of_birth": "2009-05-10",
            "episodes": [{"start": "2020-03-02", "legal_status": "C2", "placement": "U6"}],
            "circumstances": {"recourse_to_public_funds": true, "homeless": "no",
            "education": {"kind": "sixth_form", "start": "2025-09-01", "end": "2027-07-01"}}}))
        .unwrap();
        let own = budget(&[(LineKind::Bursary, 120_000, Every::Year)]);
        let then = |change| what_if_money(law(), &amara, day("2026-11-23"), &own, change).unwrap();
        assert_eq!(then(MoneyChange::Turn25).left_after, Rate::default(), "at 25 it has long ended");
        assert_eq!(then(to(Kind::Lodgings, 0)).left_after, Rate::of(Pence(120_000), Every::Year));
    }

    #[test]
    fn the_wage_follows_the_age_on_the_day_and_an_apprentice_has_their_own() {
        let of = |on: &str, apprentice| {
            wage(law(), Some(day("2007-03-02")), day(on), apprentice).map(|pence| pence.0)
        };
        assert_eq!(of("2025-03-01", false), Some(640), "17");
        assert_eq!(of("2025-04-01", false), Some(1_000), "18");
        assert_eq!(of("2028-03-02", false), Some(1_271), "21");
        assert_eq!(of("2028-03-02", true), Some(800));
        assert_eq!(of("2024-03-01", false), None, "before the figures begin");
        assert_eq!(age(day("2007-03-02"), day("2028-03-01")), 20);
    }
}

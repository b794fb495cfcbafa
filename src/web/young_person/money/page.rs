//! What *My money*, one amount, and *what if* show.

use chrono::NaiveDate;
use leaving_care_rules::{Law, entitlement::outcome::Per};
use onward_domain::{
    budget::{Budget, BudgetLine, Due, Every, LineKind, Rate, Side, due_before, next_from, shares},
    id::BudgetLineId,
    money::Pence,
};
use serde::Serialize;

use super::{
    form::{LineForm, WhatIfForm},
    words,
};
use crate::{
    usecases::young_person::{
        private_rent::MostRent,
        see_budget::{SeenBudget, SeenLine, from_the_law},
        see_own_pages::Own,
        see_place::Kind,
        what_if_money::{MoneyChange, MoneyThen, age, credit_beside_pay},
    },
    web::{
        chart::{ColumnPart, Columns},
        form::Sheet,
        law_words,
        parts::HandShown,
        view::{FormState, Page},
        words::{Say, says::money as said},
        young_person::{
            place::kind_words,
            thing::{State, StateShown, Thing, things},
        },
    },
};

/// What is left first; where it is too little, what they have not asked for; the picture and its tables; what is due; the pot.
#[derive(Debug, Clone, Serialize)]
pub struct MoneyPage {
    /// There is no amount yet.
    empty: bool,
    /// What a budget can start from.
    starts: Vec<Start>,
    /// "a week".
    every: Say,
    left: Pence,
    short: bool,
    comes: Pence,
    goes: Pence,
    picture: Option<Picture>,
    help: Vec<Help>,
    help_sum: Option<Pence>,
    left_with_help: Option<Pence>,
    short_with_help: bool,
    ins: Vec<Row>,
    outs: Vec<Row>,
    due: Option<DueShown>,
    pot: Option<Pot>,
    shared: bool,
    has_pay_day: bool,
    /// The day that it was worked out for.
    today: NaiveDate,
}

impl Page for MoneyPage {
    const TEMPLATE: &'static str = "young_person/money.html";
}

#[derive(Debug, Clone, Serialize)]
struct Start {
    what: Say,
    amount: Pence,
    every: Say,
}

#[derive(Debug, Clone, Serialize)]
struct Picture {
    caption: Say,
    title: Say,
    columns: Columns,
    gap_says: Option<Say>,
}

/// Money that they could get and have not asked for.
#[derive(Debug, Clone, Serialize)]
struct Help {
    href: String,
    title: String,
    sum: Option<Say>,
    state: StateShown,
    lines: Vec<Say>,
    #[serde(skip)]
    rate: Rate,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    id: BudgetLineId,
    name: Say,
    kind: Option<Say>,
    sum: Pence,
    /// As it was written, where it comes in other terms than the page's.
    written: Option<Written>,
    next: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize)]
struct Written {
    amount: Pence,
    every: Say,
}

#[derive(Debug, Clone, Serialize)]
struct DueShown {
    pay_day: NaiveDate,
    rows: Vec<DueRow>,
    sum: Pence,
}

#[derive(Debug, Clone, Serialize)]
struct DueRow {
    on: NaiveDate,
    name: Say,
    sum: Pence,
}

#[derive(Debug, Clone, Serialize)]
struct Pot {
    saved: Pence,
    goal: Option<Pence>,
    left: Option<Pence>,
    /// Of 300.
    filled: i64,
}

impl MoneyPage {
    /// The page of this budget.
    pub fn of(law: &Law, seen: &SeenBudget) -> Self {
        let (budget, own) = (&seen.budget, &seen.own);
        let note = budget.note();
        let paid = note.paid;
        let left = budget.left();
        let short = left.a_year().0 < 0;
        let help = if budget.lines.is_empty() { Vec::new() } else { help(law, own, budget) };
        let more: Rate = help.iter().map(|help| help.rate).sum();
        let has_more = more.a_year().0 > 0;
        let pay_day = note.pay_day.and_then(|day| next_from(day, paid, own.today));
        Self {
            empty: budget.lines.is_empty(),
            starts: from_the_law(law, own)
                .iter()
                .map(|note| Start {
                    what: words::name(note),
                    amount: note.amount,
                    every: words::every(note.every),
                })
                .collect(),
            every: words::every(paid),
            left: if short { (-left).per(paid) } else { left.per(paid) },
            short,
            comes: budget.total(Side::In).per(paid),
            goes: budget.total(Side::Out).per(paid),
            picture: picture(budget, paid),
            help_sum: has_more.then(|| more.per(paid)),
            left_with_help: has_more.then(|| Pence((left + more).per(paid).0.abs())),
            short_with_help: (left + more).a_year().0 < 0,
            help,
            ins: rows(budget, Side::In, paid, own.today),
            outs: rows(budget, Side::Out, paid, own.today),
            due: pay_day.map(|pay_day| due(budget, own.today, pay_day)),
            pot: (note.saved.0 > 0 || note.goal.is_some()).then(|| pot(note.saved, note.goal)),
            shared: note.shares_something(),
            has_pay_day: pay_day.is_some(),
            today: own.today,
        }
    }
}

/// In the budget's own terms, so that the rows add up to what stands beneath them.
fn rows(budget: &Budget, side: Side, paid: Every, today: NaiveDate) -> Vec<Row> {
    let lines: Vec<&BudgetLine> = budget.of(side).collect();
    let rates: Vec<Rate> = lines.iter().map(|line| line.note.rate()).collect();
    let row = |(line, sum): (&BudgetLine, Pence)| Row {
        id: line.id,
        name: words::name(&line.note),
        kind: line.note.called.as_ref().map(|_| words::kind(line.note.kind)),
        sum,
        written: (line.note.every != paid)
            .then(|| Written { amount: line.note.amount, every: words::every(line.note.every) }),
        next: line.note.due.and_then(|due| next_from(due, line.note.every, today)),
    };
    lines.into_iter().zip(shares(&rates, paid)).map(row).collect()
}

fn due(budget: &Budget, today: NaiveDate, pay_day: NaiveDate) -> DueShown {
    let due = due_before(budget, today, pay_day);
    let sum = Due::sum(&due);
    let row =
        |due: Due<'_>| DueRow { on: due.on, name: words::name(&due.line.note), sum: due.line.note.amount };
    DueShown { pay_day, sum, rows: due.into_iter().map(row).collect() }
}

fn pot(saved: Pence, goal: Option<Pence>) -> Pot {
    let left = goal.map(|goal| Pence((goal.0 - saved.0).max(0)));
    let filled = goal.map_or(300, |goal| saved.0.saturating_mul(300).checked_div(goal.0).unwrap_or(300));
    Pot { saved, goal, left, filled: filled.clamp(0, 300) }
}

fn picture(budget: &Budget, paid: Every) -> Option<Picture> {
    let parts = |side| -> Vec<ColumnPart> {
        let lines: Vec<&BudgetLine> = budget.of(side).collect();
        let rates: Vec<Rate> = lines.iter().map(|line| line.note.rate()).collect();
        let part =
            |(line, sum): (&BudgetLine, Pence)| (words::name(&line.note).to_string(), sum.to_string(), sum.0);
        lines.into_iter().zip(shares(&rates, paid)).map(part).collect()
    };
    let (ins, outs) = (parts(Side::In), parts(Side::Out));
    let says = |parts: &[ColumnPart]| -> Vec<Say> {
        let part =
            |part: &ColumnPart| said::chart::Part { what: Say::words(&part.0), sum: Pence(part.2) }.into();
        if parts.is_empty() { vec![said::chart::Nothing.into()] } else { parts.iter().map(part).collect() }
    };
    let (comes, goes) = (budget.total(Side::In).per(paid), budget.total(Side::Out).per(paid));
    let title = said::chart::Title { ins: says(&ins), outs: says(&outs), comes, goes }.into();
    let others = |sum: i64| (words::kind(LineKind::OtherOut).to_string(), Pence(sum).to_string());
    let columns = Columns::draw(ins, outs, &others)?;
    let left = budget.left();
    let gap_says = match left.a_year().0 {
        0 => None,
        ..0 => Some(said::chart::Missing { sum: (-left).per(paid) }.into()),
        _ => Some(said::chart::Rest { sum: left.per(paid) }.into()),
    };
    Some(Picture {
        caption: said::chart::Caption { comes, goes, every: words::every(paid) }.into(),
        title,
        columns,
        gap_says,
    })
}

/// What somebody pays for that a thing of the law's may pay instead.
const PAYS_FOR: [(&str, LineKind); 2] =
    [("travel_help", LineKind::Travel), ("council_tax_discount", LineKind::CouncilTax)];

/// What they could get and have not asked for, the largest first: each week's money before what comes once.
/// Money that is theirs and not in the budget. What the council does unasked is no help that they have to ask for.
fn help(law: &Law, own: &Own, budget: &Budget) -> Vec<Help> {
    let (things, paid) = (things(law, own), budget.note().paid);
    let has = |kind: LineKind| budget.lines.iter().any(|line| line.note.kind == kind);
    let mut found: Vec<Help> = things
        .iter()
        .filter(|thing| matches!(thing.state, State::Now | State::Ask | State::Check) && !thing.entry.unasked)
        .filter_map(|thing| {
            let instead = PAYS_FOR.iter().find(|(id, _)| *id == thing.entry.id).map(|(_, kind)| *kind);
            if let Some(kind) = instead {
                let lines = budget.lines.iter().filter(|line| line.note.kind == kind);
                let rate: Rate = lines.map(|line| line.note.rate()).sum();
                return (rate.a_year().0 > 0)
                    .then(|| help_row(thing, rate, paid, vec![said::help::Pays.into()]));
            }
            // Credit that is in the budget already was asked for, whatever the ledger says.
            if thing.entry.id == "universal_credit" && has(LineKind::UniversalCredit) {
                return None;
            }
            let every = match thing.entry.money.as_ref()?.per {
                Per::Week => Every::Week,
                Per::Month => Every::Month,
                Per::Year => Every::Year,
                Per::Once => return once_row(thing),
            };
            let sum = Pence(thing.answer.amount_pence.filter(|pence| *pence > 0)?);
            let mut rate = Rate::of(sum, every);
            if thing.entry.id == "universal_credit" {
                rate = credit_beside_pay(law, &own.facts, (budget, rate), own.today);
                if rate == Rate::default() {
                    return None;
                }
            }
            Some(help_row(thing, rate, paid, vec![Say::law(&thing.entry.meaning)]))
        })
        .collect();
    found.sort_by_key(|help| std::cmp::Reverse(help.rate));
    found.truncate(5);
    found
}

fn help_row(thing: &Thing<'_>, rate: Rate, paid: Every, lines: Vec<Say>) -> Help {
    let sum = rate.per(if paid == Every::Year { Every::Month } else { Every::Week });
    // What has to be asked first is shown, and not reckoned with.
    let rate = if thing.state == State::Now { rate } else { Rate::default() };
    Help {
        href: thing.href(),
        title: thing.entry.name.clone(),
        sum: Some(said::help::Week { sum }.into()),
        state: thing.shown(),
        lines,
        rate,
    }
}

fn once_row(thing: &Thing<'_>) -> Option<Help> {
    let sum = thing.left().or(thing.answer.amount_pence.map(Pence)).filter(|sum| sum.0 > 0)?;
    (thing.state == State::Now).then(|| Help {
        href: thing.href(),
        title: thing.entry.name.clone(),
        sum: Some(said::help::Once { sum }.into()),
        state: thing.shown(),
        lines: vec![Say::law(&thing.entry.meaning)],
        rate: Rate::default(),
    })
}

/// One amount: the form, and what stood in its place before.
#[derive(Debug, Clone, Serialize)]
pub struct LinePage {
    sheet: Sheet<LineForm>,
    action: String,
    /// It stands already.
    line: Option<BudgetLineId>,
    ins: Vec<Choice>,
    outs: Vec<Choice>,
    often: Vec<Choice>,
    before: Vec<Before>,
}

impl Page for LinePage {
    const TEMPLATE: &'static str = "young_person/money_line.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// An option of a list: what is sent, and what it says.
pub type Choice = (&'static str, Say);

/// An earlier version.
#[derive(Debug, Clone, Serialize)]
struct Before {
    hand: HandShown,
    amount: Pence,
    every: Say,
}

/// Every time, as a form offers it.
pub fn times() -> Vec<Choice> {
    Every::ALL.iter().map(|every| (every.word(), words::often(*every))).collect()
}

impl LinePage {
    /// Without a sheet: as it stands.
    pub fn of(seen: &SeenLine, sheet: Option<Sheet<LineForm>>) -> Self {
        let newest = seen.versions.first().map(|version| &version.row);
        let stands = newest.filter(|line| line.recorded.stands());
        let kinds = |side| {
            let of = LineKind::ALL.iter().filter(move |kind| kind.side() == side);
            of.map(|kind| (kind.word(), words::kind(*kind))).collect()
        };
        Self {
            sheet: sheet.unwrap_or_else(|| Sheet::new(newest.map(LineForm::from).unwrap_or_default())),
            action: newest.map_or("/money/lines/new".to_owned(), |line| format!("/money/lines/{}", line.id)),
            line: stands.map(|line| line.id),
            ins: kinds(Side::In),
            outs: kinds(Side::Out),
            often: times(),
            before: seen
                .versions
                .iter()
                .filter(|version| !version.row.recorded.stands())
                .map(|version| Before {
                    hand: version.into(),
                    amount: version.row.note.amount,
                    every: words::every(version.row.note.every),
                })
                .collect(),
        }
    }
}

/// What a change would do.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIfPage {
    sheet: Sheet<WhatIfForm>,
    empty: bool,
    every: Say,
    /// Kinds of home.
    homes: Vec<Choice>,
    found: Option<FoundShown>,
}

impl Page for WhatIfPage {
    const TEMPLATE: &'static str = "young_person/money_what_if.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

#[derive(Debug, Clone, Serialize)]
struct FoundShown {
    change: Say,
    from: Option<NaiveDate>,
    wage: Option<Pence>,
    /// Of their pay so much a month is left alone, and whether that is the figure with help with rent.
    left_alone: Option<Pence>,
    with_rent: bool,
    age: Option<i64>,
    left: Pence,
    short: bool,
    before: Pence,
    before_short: bool,
    /// Help with rent that they were told of.
    rent_help: Option<Pence>,
    most_rent: Option<MostRent>,
    /// Now, where it is another one then.
    most_rent_now: Option<MostRent>,
    moved: Vec<MovedShown>,
    stops: Vec<Stop>,
    /// It is a move: what helps there.
    moves: bool,
    helps: Vec<HelpThere>,
}

#[derive(Debug, Clone, Serialize)]
struct HelpThere {
    href: String,
    name: String,
    ask: bool,
}

fn helps(law: &Law, then: &MoneyThen) -> Vec<HelpThere> {
    let entries = law.entitlements();
    let row = |(place, ask): &(usize, bool)| {
        let href = format!("/what-you-can-get/{}", law_words::address(entries, *place));
        Some(HelpThere { href, name: entries.get(*place)?.name.clone(), ask: *ask })
    };
    then.helps.iter().filter_map(row).collect()
}

#[derive(Debug, Clone, Serialize)]
struct MovedShown {
    what: Say,
    before: Pence,
    after: Pence,
}

#[derive(Debug, Clone, Serialize)]
struct Stop {
    name: String,
    sum: Option<Pence>,
}

impl WhatIfPage {
    /// The form, and what was found.
    pub fn of(
        law: &Law,
        seen: &SeenBudget,
        sheet: Sheet<WhatIfForm>,
        found: Option<(MoneyChange, MoneyThen)>,
    ) -> Self {
        let paid = seen.budget.note().paid;
        let age = seen.own.facts.date_of_birth.map(|born| age(born, seen.own.today));
        Self {
            homes: Kind::ALL.into_iter().map(|kind| (kind.word(), kind_words(kind))).collect(),
            sheet,
            empty: seen.budget.lines.is_empty(),
            every: words::every(paid),
            found: found.map(|(change, then)| shown(law, change, then, paid, age)),
        }
    }
}

fn shown(law: &Law, change: MoneyChange, then: MoneyThen, paid: Every, age: Option<i64>) -> FoundShown {
    let helps = helps(law, &then);
    let plain = |rate: Rate| if rate.a_year().0 < 0 { (-rate).per(paid) } else { rate.per(paid) };
    FoundShown {
        change: match change {
            MoneyChange::Work { hours } => said::change::Work { hours }.into(),
            MoneyChange::Move { rent, home, .. } => {
                said::change::Move { rent, home: kind_words(home) }.into()
            }
            MoneyChange::Turn25 => said::change::Turn25.into(),
        },
        from: then.from,
        age: age.filter(|_| then.wage.is_some()),
        wage: then.wage,
        left_alone: then.left_alone.map(|(sum, _)| sum),
        with_rent: then.left_alone.is_some_and(|(_, with_rent)| with_rent),
        left: plain(then.left_after),
        short: then.left_after.a_year().0 < 0,
        before: plain(then.left_before),
        before_short: then.left_before.a_year().0 < 0,
        rent_help: then.rent_help.map(|help| help.per(paid)),
        most_rent: then.most_rent,
        most_rent_now: then.most_rent_now.filter(|now| then.most_rent != Some(*now)),
        moved: then
            .moved
            .iter()
            .map(|moved| MovedShown {
                what: words::kind(moved.kind),
                before: moved.before.per(paid),
                after: moved.after.per(paid),
            })
            .collect(),
        stops: then.stops.into_iter().map(|(name, sum)| Stop { name, sum }).collect(),
        moves: matches!(change, MoneyChange::Move { .. }),
        helps,
    }
}

//! The page of coverage: four numbers, the grid of teams, what is counted.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use leaving_care_rules::Law;
use onward_domain::{
    coverage::{Coverage as CoverageOf, Lines, Numbers, Part, Thing},
    id::TeamId,
    whose::Whose,
};
use serde::Serialize;

use super::{
    super::{Asked, Counted, persons, pounds, thing_words, things, whose_owes, whose_words},
    pictures::{self, Picture},
};
use crate::{
    law::offer_in_words,
    usecases::manager::coverage::Worked,
    web::{view::Page, words::Say},
};

/// Coverage of the whole cohort.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// How many people have a status, or may have one.
    pub everyone: Counted,
    /// The day that it was worked out for.
    pub today: NaiveDate,
    /// Due, given, gap in people, gap in pounds.
    pub figures: Figures,
    /// Teams by what is owed.
    pub grid: Grid,
    /// Gap by reason.
    pub reasons: Picture,
    /// Due and given by status.
    pub statuses: Picture,
    /// Due and given by what is owed.
    pub things: Picture,
    /// Where amounts and ages come from.
    pub offer: String,
    /// Those whom somebody else owes; none where there is nobody.
    pub left_out: Option<LeftOut>,
    /// Who has no adviser.
    pub without: Without,
    #[serde(flatten)]
    pub waiting: Waiting,
    /// How many asked for help that can't wait before today, and wait.
    pub emergencies: usize,
}

impl Page for Coverage {
    const TEMPLATE: &str = "manager/coverage.html";
}

/// What waits for a manager beside the figures.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Waiting {
    /// How many openings from outside nobody has looked at.
    pub openings: usize,
    /// How many notes of the night nobody reads, since there is no adviser.
    pub nights: usize,
    /// How many things young people sent while nobody has them.
    pub nobody: usize,
    /// How many pairs of numbers another manager holds for one person.
    pub joins: usize,
}

/// People whom somebody else owes: in no figure.
#[derive(Debug, Clone, Serialize)]
pub struct LeftOut {
    /// How many.
    pub all: Counted,
    /// Who owes them, and how many.
    pub by: Vec<(Say, Counted)>,
    /// Who owes them, as a sentence goes on; none where more than one does.
    pub owes: Option<Say>,
}

/// Two figures that look alike: people without an adviser, and people who are owed one.
#[derive(Debug, Clone, Serialize)]
pub struct Without {
    /// People without an adviser.
    pub people: usize,
    /// Of everyone with a right to support, or who may have one.
    pub of: usize,
    /// People whom the law gives an adviser today.
    pub owed: usize,
    /// Of these, people who have one.
    pub given: usize,
}

/// The four numbers on top.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    /// Things owed now.
    pub due: Counted,
    /// To so many people.
    pub people_due: Counted,
    /// Given of those things.
    pub given: Counted,
    /// The same in a hundred of what is recorded; none where nothing is.
    pub share: Option<usize>,
    /// Of the things owed, those of which nothing is recorded here yet.
    pub not_recorded: Option<Counted>,
    /// People who are missing 1 thing or more.
    pub people_lacking: Counted,
    /// What can be claimed and is not paid.
    pub lacking: Counted,
}

/// Teams down, what is owed across.
#[derive(Debug, Clone, Serialize)]
pub struct Grid {
    /// What is owed, one a column.
    pub columns: Vec<Say>,
    /// One row a team.
    pub rows: Vec<GridRow>,
    /// The whole service.
    pub total: Vec<Cell>,
}

/// One team.
#[derive(Debug, Clone, Serialize)]
pub struct GridRow {
    /// The team; none for those without one.
    pub team: Option<String>,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// How many lack it, of how many due.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// The column, repeated on a phone.
    pub label: Say,
    /// How many lack it; none when all have it.
    pub lacking: Option<Counted>,
    /// How many are due.
    pub due: Counted,
    /// Of how many nothing is recorded here yet.
    pub not_recorded: Option<Counted>,
    /// The sum they lack.
    pub pounds: Option<Counted>,
    /// Nobody of this team is owed it.
    pub none: bool,
    /// The longest queue of the team.
    pub most: bool,
}

impl Coverage {
    /// The page of these figures.
    #[must_use]
    pub fn of(worked: &Worked, law: &Law, waiting: Waiting, today: NaiveDate) -> Self {
        let coverage = &worked.coverage;
        let all = coverage.numbers(Part::default());
        Self {
            everyone: persons(coverage.subjects.len(), &Asked::everyone()),
            today,
            figures: figures(&all),
            grid: grid(worked),
            reasons: pictures::reasons(worked, &all),
            statuses: pictures::statuses(worked),
            things: pictures::things_owed(worked, law),
            offer: offer_in_words(law),
            left_out: left_out(coverage),
            without: without(coverage),
            waiting,
            emergencies: worked.emergencies.len(),
        }
    }
}

/// Those whom somebody else owes: how many, and who owes them. The most first, and what is not known last.
fn left_out(coverage: &CoverageOf) -> Option<LeftOut> {
    let mut by: BTreeMap<&Whose, usize> = BTreeMap::new();
    for one in &coverage.left_out {
        *by.entry(&one.whose).or_default() += 1;
    }
    let mut by: Vec<_> = by.into_iter().collect();
    by.sort_by_key(|(whose, many)| (matches!(whose, Whose::Open), std::cmp::Reverse(*many)));
    let row = |(whose, many): (&Whose, usize)| {
        (whose_words(whose), persons(many, &Asked::left_out().owed_by(whose)))
    };
    (!coverage.left_out.is_empty()).then(|| LeftOut {
        all: persons(coverage.left_out.len(), &Asked::left_out()),
        owes: match by.as_slice() {
            [(whose, _)] => Some(whose_owes(whose)),
            _ => None,
        },
        by: by.into_iter().map(row).collect(),
    })
}

/// Who has no adviser, among everyone who has a status or may have one; and how many of them the law gives an adviser, which is
/// what the table counts.
fn without(coverage: &CoverageOf) -> Without {
    let owed = coverage.numbers(Part { thing: Some(Thing::Adviser), ..Part::default() });
    Without {
        people: coverage.subjects.iter().filter(|one| one.adviser.is_none()).count(),
        of: coverage.subjects.len(),
        owed: owed.people_due,
        given: owed.given,
    }
}

fn figures(all: &Numbers) -> Figures {
    Figures {
        due: things(all.due, &Asked::lines(Lines::Due)),
        people_due: persons(all.people_due, &Asked::lines(Lines::Due)),
        given: things(all.given, &Asked::lines(Lines::Given)),
        // Of that of which something is recorded: silence is no share.
        share: (all.not_recorded < all.due).then(|| in_a_hundred(all.given, all.due - all.not_recorded)),
        not_recorded: (all.not_recorded > 0)
            .then(|| things(all.not_recorded, &Asked::lines(Lines::NotRecorded))),
        people_lacking: persons(all.people_lacking, &Asked::lines(Lines::Missing)),
        lacking: pounds(all.lacking, &Asked::lines(Lines::Unpaid)),
    }
}

/// So many in a hundred, to the nearest; never 100 while one is missing, nor 0 while one is there.
fn in_a_hundred(part: usize, whole: usize) -> usize {
    let nearest = (part * 100 + whole / 2).checked_div(whole).unwrap_or(0);
    match part {
        0 => 0,
        part if part < whole => nearest.clamp(1, 99),
        _ => nearest,
    }
}

fn grid(worked: &Worked) -> Grid {
    let by_team = worked.coverage.by_team();
    let named: BTreeMap<Option<TeamId>, &str> =
        worked.teams.iter().map(|team| (Some(team.id), team.name.as_str())).collect();
    let mut teams: Vec<_> =
        by_team.iter().map(|(team, things)| (named.get(team).copied(), *team, things)).collect();
    teams.sort_by_key(|(name, ..)| (name.is_none(), *name));
    let totals = worked.coverage.by(|_, owed| Some(owed.thing));
    Grid {
        columns: Thing::ALL.iter().map(|thing| thing_words(*thing)).collect(),
        rows: teams
            .into_iter()
            .map(|(name, team, things)| GridRow {
                team: name.map(str::to_owned),
                cells: cells(things, |asked| asked.of_team(team), true),
            })
            .collect(),
        total: cells(&totals, |asked| asked, false),
    }
}

/// One row. `of`: narrows a list to whose row it is.
fn cells(by_thing: &BTreeMap<Thing, Numbers>, of: impl Fn(Asked) -> Asked, mark: bool) -> Vec<Cell> {
    let lacking = Numbers::missing;
    let most = by_thing.values().map(lacking).max().filter(|most| *most > 0);
    let longest = Thing::ALL.iter().find(|thing| by_thing.get(thing).map(lacking) == most && most.is_some());
    Thing::ALL
        .iter()
        .map(|thing| {
            let numbers = by_thing.get(thing).copied().unwrap_or_default();
            let lack = lacking(&numbers);
            let list = |lines| of(Asked::lines(lines).of_thing(*thing));
            Cell {
                label: thing_words(*thing),
                lacking: (lack > 0).then(|| things(lack, &list(Lines::Missing))),
                due: things(numbers.due, &list(Lines::Due)),
                not_recorded: (numbers.not_recorded > 0)
                    .then(|| things(numbers.not_recorded, &list(Lines::NotRecorded))),
                pounds: (numbers.lacking.0 > 0).then(|| pounds(numbers.lacking, &list(Lines::Unpaid))),
                none: numbers.due == 0,
                most: mark && longest == Some(thing),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_share_is_rounded_to_the_nearest_and_all_is_said_of_all_alone() {
        let shares = [
            (147, 217, 68),
            (146, 217, 67),
            (216, 217, 99),
            (217, 217, 100),
            (1, 1000, 1),
            (0, 9, 0),
            (0, 0, 0),
        ];
        for (part, whole, share) in shares {
            assert_eq!(super::in_a_hundred(part, whole), share, "{part} of {whole}");
        }
    }
}

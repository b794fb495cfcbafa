//! The page of coverage: four numbers, the grid of teams, what is counted.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use leaving_care_rules::Law;
use onward_domain::{
    coverage::{Lines, Numbers, Part, Thing},
    id::TeamId,
};
use serde::Serialize;

use super::{
    super::{Asked, Counted, persons, pounds, thing_words, things},
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
    /// How many people with a right to support have no adviser.
    pub without: usize,
    /// How many openings from outside nobody has looked at.
    pub openings: usize,
}

impl Page for Coverage {
    const TEMPLATE: &str = "manager/coverage.html";
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
    /// The same in a hundred.
    pub share: usize,
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
    pub fn of(worked: &Worked, law: &Law, openings: usize, today: NaiveDate) -> Self {
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
            without: coverage.subjects.iter().filter(|one| one.adviser.is_none()).count(),
            openings,
        }
    }
}

fn figures(all: &Numbers) -> Figures {
    Figures {
        due: things(all.due, &Asked::lines(Lines::Due)),
        people_due: persons(all.people_due, &Asked::lines(Lines::Due)),
        given: things(all.given, &Asked::lines(Lines::Given)),
        share: in_a_hundred(all.given, all.due),
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
    let lacking = |numbers: &Numbers| numbers.due - numbers.given;
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

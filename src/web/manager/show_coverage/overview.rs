//! The page of coverage: four numbers, the grid of teams, what is counted.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use leaving_care_rules::Law;
use onward_domain::{
    coverage::{Lines, Numbers, Part, Thing},
    id::TeamId,
};

use super::{Asked, persons, pictures, pounds, thing_words, things};
use crate::{
    law::offer_in_words,
    usecases::manager::coverage::Worked,
    web::manager::pages::{Cell, Coverage, Figures, Grid, GridRow},
};

#[must_use]
pub fn page(worked: &Worked, law: &Law, openings: usize, today: NaiveDate) -> Coverage {
    let coverage = &worked.coverage;
    let all = coverage.numbers(Part::default());
    Coverage {
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

/// The percentage, rounded; never 100 while one is missing, nor 0 while there is one.
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

/// One row. `of`: narrows a list to the people in it.
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
    fn a_share_is_rounded_and_100_means_everyone() {
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

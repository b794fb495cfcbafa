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
    web::{
        manager::pages::{Cell, Coverage, Figure, Grid, GridRow},
        parts::Item,
        words::weekday,
    },
};

/// The page.
#[must_use]
pub fn page(worked: &Worked, law: &Law, openings: usize, today: NaiveDate) -> Coverage {
    let coverage = &worked.coverage;
    let all = coverage.numbers(Part::default());
    let empty = coverage
        .subjects
        .is_empty()
        .then(|| "Nobody has a leaving care status yet. Import the yearly return to begin.".to_owned());
    Coverage {
        everyone: persons(coverage.subjects.len(), &Asked::everyone()),
        sub: format!(
            "with a right to support, or who may have one. Worked out for {}.",
            weekday(today, today)
        ),
        figures: figures(&all),
        empty,
        grid: grid(worked),
        reasons: pictures::reasons(worked, &all),
        statuses: pictures::statuses(worked),
        things: pictures::things_owed(worked, law),
        counted: counted(law),
        without: coverage.subjects.iter().filter(|one| one.adviser.is_none()).count(),
        openings,
    }
}

fn figures(all: &Numbers) -> Vec<Figure> {
    let share = in_a_hundred(all.given, all.due);
    let due = Asked::lines(Lines::Due);
    let missing =
        if all.people_lacking == 1 { "is missing 1 thing or more" } else { "are missing 1 thing or more" };
    let figure = |label, number, words: String| Figure { label, number, words, also: None, key: false };
    vec![
        Figure {
            also: Some(persons(all.people_due, &due)),
            ..figure("Due", things(all.due, &due), "things owed now to".to_owned())
        },
        figure(
            "Given",
            things(all.given, &Asked::lines(Lines::Given)),
            format!("of those things, {share} in 100"),
        ),
        figure(
            "Gap in people",
            persons(all.people_lacking, &Asked::lines(Lines::Missing)),
            missing.to_owned(),
        ),
        Figure {
            key: true,
            ..figure(
                "Gap in pounds",
                pounds(all.lacking, &Asked::lines(Lines::Unpaid)),
                "can be claimed and is not paid".to_owned(),
            )
        },
    ]
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
    let mut teams: Vec<(&str, Option<TeamId>, &BTreeMap<Thing, Numbers>)> = by_team
        .iter()
        .map(|(team, things)| (named.get(team).copied().unwrap_or("No team yet"), *team, things))
        .collect();
    teams.sort_by_key(|(name, team, _)| (team.is_none(), *name));
    let totals = worked.coverage.by(|_, owed| Some(owed.thing));
    Grid {
        columns: Thing::ALL.iter().map(|thing| thing_words(*thing).to_owned()).collect(),
        rows: teams
            .into_iter()
            .map(|(name, team, things)| GridRow {
                team: name.to_owned(),
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
                label: thing_words(*thing).to_owned(),
                lacking: (lack > 0).then(|| things(lack, &list(Lines::Missing))),
                due: things(numbers.due, &list(Lines::Due)),
                pounds: (numbers.lacking.0 > 0).then(|| pounds(numbers.lacking, &list(Lines::Unpaid))),
                none: numbers.due == 0,
                most: mark && longest == Some(thing),
            }
        })
        .collect()
}

fn counted(law: &Law) -> Vec<Item> {
    let item = |words: &str, meta: &str| Item {
        words: words.to_owned(),
        meta: Some(meta.to_owned()),
        ..Item::default()
    };
    vec![
        item("Adviser", "Given when someone is allocated today"),
        item("Plan in 6 months", "Given when a plan is agreed and its review is not overdue"),
        item(
            "Visit in 2 months",
            "Relevant, and former relevant to 21. Given when a face-to-face visit lies in the last 2 months",
        ),
        item(
            "Money and study help",
            "Given when the ledger shows it paid. A part paid leaves the rest as the gap",
        ),
        item("Not known yet", "The rule may say yes or no. Counted apart, never in due or in pounds"),
        item("Amounts and ages", &format!("From {}", offer_in_words(law))),
    ]
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

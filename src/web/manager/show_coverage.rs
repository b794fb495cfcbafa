//! From the cohort's figures to the pages of coverage.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use leaving_care_rules::Law;
use onward_domain::{
    coverage::{Gap, Numbers, Owed, Part, Subject, Thing},
    id::TeamId,
};
use onward_store::scope::Listed;
use serde::Deserialize;

use super::pages::{
    Cell, Coverage, CoveragePeople, CoveragePeopleRow, Figure, Grid, GridRow, Picture, PictureRow,
};
use crate::{
    usecases::manager::coverage::Worked,
    web::{
        chart::Bars,
        law_words,
        parts::{Choice, Item, Link, Select, Tag},
        words::{count, figure, weekday},
    },
};

/// Lines of the list on one page.
pub const LINES: usize = 100;

/// The people behind a number, as the address asks for them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A team's id, or `none`.
    pub team: String,
    /// What is owed.
    pub thing: String,
    /// Why not yet.
    pub reason: String,
    /// A status.
    pub status: String,
    /// Which page of the list, from 1.
    pub page: String,
}

impl Asked {
    /// The part of the cohort that is asked for. Words that mean nothing are passed over.
    #[must_use]
    pub fn part(&self) -> Part {
        Part {
            team: match self.team.as_str() {
                "" => None,
                "none" => Some(None),
                team => team.parse::<TeamId>().ok().map(Some),
            },
            thing: self.thing.parse().ok(),
            gap: self.reason.parse().ok(),
            status: law_words::STATUSES
                .into_iter()
                .find(|status| law_words::status_key(*status) == self.status),
            entitlement: None,
        }
    }

    fn is_empty(&self) -> bool {
        [&self.team, &self.thing, &self.reason, &self.status].iter().all(|word| word.is_empty())
    }

    /// The address of the list.
    #[must_use]
    pub fn address(&self) -> String {
        let pairs = [
            ("team", &self.team),
            ("thing", &self.thing),
            ("reason", &self.reason),
            ("status", &self.status),
            ("page", &self.page),
        ];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let query = serde_html_form::to_string(&pairs).unwrap_or_default();
        if query.is_empty() {
            "/manager/coverage/people".to_owned()
        } else {
            format!("/manager/coverage/people?{query}")
        }
    }
}

/// A column of the grid.
const fn thing_words(thing: Thing) -> &'static str {
    match thing {
        Thing::Adviser => "Adviser",
        Thing::Plan => "Plan in 6 months",
        Thing::Visit => "Visit in 2 months",
        Thing::FirstHome => "First home money",
        Thing::Bursaries => "Bursaries",
        Thing::CouncilTax => "Council tax",
        Thing::Study => "Study help",
    }
}

const fn gap_words(gap: Gap) -> &'static str {
    match gap {
        Gap::Told => "Told, has not asked",
        Gap::Waiting => "Waiting for us",
        Gap::NotTold => "Not told yet",
        Gap::Refused => "Refused, or said no thank you",
        Gap::Unknown => "We do not know enough",
    }
}

const fn gap_closes(gap: Gap) -> &'static str {
    match gap {
        Gap::Told => "A reminder and help to ask",
        Gap::Waiting => "Decide, visit or review",
        Gap::NotTold => "Tell them at the next visit",
        Gap::Refused => "Ask again at 12 months",
        Gap::Unknown => "Ask for one missing record",
    }
}

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
        sub: format!(
            "{} with a right to support, or who may have one. Worked out for {}.",
            count(coverage.subjects.len(), "person", "people"),
            weekday(today, today)
        ),
        figures: figures(&all),
        empty,
        grid: grid(worked),
        reasons: reasons(worked, &all),
        statuses: statuses(worked),
        things: things(worked, law),
        counted: counted(),
        side: side(openings),
    }
}

fn figures(all: &Numbers) -> Vec<Figure> {
    let people = Some(Asked::default().address());
    let share = (all.given * 100).checked_div(all.due).unwrap_or(0);
    vec![
        Figure {
            label: "Due",
            number: figure(all.due),
            words: format!("things owed now to {}", count(all.people_due, "person", "people")),
            href: people.clone(),
            key: false,
        },
        Figure {
            label: "Given",
            number: figure(all.given),
            words: format!("of those things, {share} in 100"),
            href: people.clone(),
            key: false,
        },
        Figure {
            label: "Gap in people",
            number: figure(all.people_lacking),
            words: format!("{} missing 1 thing or more", if all.people_lacking == 1 { "is" } else { "are" }),
            href: people.clone(),
            key: false,
        },
        Figure {
            label: "Gap in pounds",
            number: all.lacking.to_string(),
            words: "can be claimed and is not paid".to_owned(),
            href: Some(Asked { thing: Thing::FirstHome.word().to_owned(), ..Asked::default() }.address()),
            key: true,
        },
    ]
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
    let key = |team: Option<TeamId>| team.map_or_else(|| "none".to_owned(), |team| team.to_string());
    Grid {
        columns: Thing::ALL.iter().map(|thing| thing_words(*thing).to_owned()).collect(),
        rows: teams
            .into_iter()
            .map(|(name, team, things)| GridRow {
                team: name.to_owned(),
                cells: cells(things, Some(&key(team)), true),
            })
            .collect(),
        total: cells(&totals, None, false),
    }
}

fn cells(things: &BTreeMap<Thing, Numbers>, team: Option<&str>, mark: bool) -> Vec<Cell> {
    let lacking = |numbers: &Numbers| numbers.due - numbers.given;
    let most = things.values().map(lacking).max().filter(|most| *most > 0);
    let longest = Thing::ALL.iter().find(|thing| things.get(thing).map(lacking) == most && most.is_some());
    Thing::ALL
        .iter()
        .map(|thing| {
            let numbers = things.get(thing).copied().unwrap_or_default();
            let (lack, due) = (lacking(&numbers), numbers.due);
            let asked = Asked {
                team: team.unwrap_or_default().to_owned(),
                thing: thing.word().to_owned(),
                ..Asked::default()
            };
            Cell {
                label: thing_words(*thing).to_owned(),
                lacking: if lack > 0 { figure(lack) } else { String::new() },
                of: if lack > 0 { format!("of {}", figure(due)) } else { format!("All {}", figure(due)) },
                pounds: (numbers.lacking.0 > 0).then(|| numbers.lacking.to_string()),
                href: (lack > 0).then(|| asked.address()),
                none: due == 0,
                most: mark && longest == Some(thing),
            }
        })
        .collect()
}

fn reasons(worked: &Worked, all: &Numbers) -> Picture {
    let by = worked.coverage.by(|_, owed| owed.gap);
    let mut known: Vec<(Gap, Numbers)> =
        by.iter().filter(|(gap, _)| **gap != Gap::Unknown).map(|(gap, numbers)| (*gap, *numbers)).collect();
    known.sort_by_key(|(_, numbers)| std::cmp::Reverse(numbers.lacking));
    let row = |gap: Gap, people: usize, pounds: String| PictureRow {
        words: Link::new(
            gap_words(gap),
            Asked { reason: gap.word().to_owned(), ..Asked::default() }.address(),
        ),
        numbers: vec![figure(people), pounds],
        note: gap_closes(gap).to_owned(),
    };
    let mut rows: Vec<PictureRow> = known
        .iter()
        .map(|(gap, numbers)| row(*gap, numbers.people_lacking, numbers.lacking.to_string()))
        .collect();
    if let Some(unknown) = by.get(&Gap::Unknown) {
        rows.push(row(Gap::Unknown, unknown.people_unknown, "not counted".to_owned()));
    }
    let point = match known.first() {
        Some((gap, numbers)) if numbers.lacking.0 > 0 => {
            format!("The most, {}, has this reason: {}.", numbers.lacking, gap_words(*gap).to_lowercase())
        }
        _ => "No money is waiting to be claimed.".to_owned(),
    };
    let bars = known
        .iter()
        .filter(|(_, numbers)| numbers.lacking.0 > 0)
        .map(|(gap, numbers)| {
            (
                gap_words(*gap).to_owned(),
                numbers.lacking.to_string(),
                numbers.lacking.0,
                numbers.lacking.0,
                *gap == Gap::Waiting,
            )
        })
        .collect();
    Picture {
        point,
        bars: Bars::draw("Gap in pounds by reason".to_owned(), bars),
        columns: vec!["People", "Pounds", "What usually closes it"],
        rows,
        total: Some(PictureRow {
            words: Link::new("All that is owed", ""),
            numbers: vec![
                format!("{} different people", figure(all.people_lacking)),
                all.lacking.to_string(),
            ],
            note: String::new(),
        }),
    }
}

/// Given of due, a bar each: the filled part is given, the hatched part is the gap.
fn given_of_due(title: &str, point: String, lines: Vec<(Link, Numbers)>) -> Picture {
    let length = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let bars = lines
        .iter()
        .map(|(link, numbers)| {
            (
                link.words.clone(),
                format!("{} of {}", figure(numbers.given), figure(numbers.due)),
                length(numbers.given),
                length(numbers.due),
                false,
            )
        })
        .collect();
    let rows = lines
        .into_iter()
        .map(|(words, numbers)| PictureRow {
            words,
            numbers: vec![
                figure(numbers.due),
                figure(numbers.given),
                figure(numbers.people_lacking),
                numbers.lacking.to_string(),
            ],
            note: if numbers.unknown > 0 {
                format!("{} to check", figure(numbers.unknown))
            } else {
                "Nothing to check".to_owned()
            },
        })
        .collect();
    Picture {
        point,
        bars: Bars::draw(title.to_owned(), bars),
        columns: vec!["Due", "Given", "People without", "Pounds", "Not known yet"],
        rows,
        total: None,
    }
}

fn statuses(worked: &Worked) -> Picture {
    let by = worked.coverage.by(|subject, _| Some(law_words::status_key(subject.status)));
    let lines: Vec<(Link, Numbers)> = law_words::STATUSES
        .into_iter()
        .filter_map(|status| Some((status, *by.get(law_words::status_key(status))?)))
        .map(|(status, numbers)| {
            let asked = Asked { status: law_words::status_key(status).to_owned(), ..Asked::default() };
            (Link::new(law_words::status_word(status), asked.address()), numbers)
        })
        .collect();
    let most = lines.iter().max_by_key(|(_, numbers)| numbers.due - numbers.given);
    let point = most.map_or_else(
        || "Nobody has a status yet.".to_owned(),
        |(link, numbers)| {
            format!(
                "Most is missing for ‘{}’: {} of {} things.",
                link.words,
                figure(numbers.due - numbers.given),
                figure(numbers.due)
            )
        },
    );
    given_of_due("Given and due by status", point, lines)
}

fn things(worked: &Worked, law: &Law) -> Picture {
    let mut lines: Vec<(Link, Numbers)> = worked
        .coverage
        .by(|_, owed| Some((owed.thing, owed.entitlement)))
        .into_iter()
        .filter(|(_, numbers)| numbers.due > 0)
        .map(|((thing, which), numbers)| {
            let name = which
                .and_then(|which| law.entitlements().get(which.place()))
                .map_or_else(|| thing_words(thing).to_owned(), |entitlement| entitlement.name.clone());
            (Link::new(name, Asked { thing: thing.word().to_owned(), ..Asked::default() }.address()), numbers)
        })
        .collect();
    lines.sort_by_key(|(_, numbers)| std::cmp::Reverse(numbers.due - numbers.given));
    let point = lines.first().map_or_else(
        || "Nothing is owed yet.".to_owned(),
        |(link, numbers)| {
            format!(
                "What is missing most often is ‘{}’: {} of {}.",
                link.words,
                figure(numbers.due - numbers.given),
                figure(numbers.due)
            )
        },
    );
    given_of_due("Given and due by entitlement", point, lines)
}

fn counted() -> Vec<Item> {
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
    ]
}

fn side(openings: usize) -> Vec<Item> {
    let mut side = Vec::new();
    if openings > 0 {
        side.push(Item {
            words: format!("Review {}", count(openings, "opened record", "opened records")),
            href: Some("/manager/openings".into()),
            meta: Some("Opened from outside a caseload".into()),
            name: false,
        });
    }
    side.push(Item {
        words: "Import the yearly return".into(),
        href: Some("/manager/import".into()),
        meta: Some("SSDA903".into()),
        name: false,
    });
    side
}

/// What the list shows: lines lacking something, in the order of the cohort; and which of them are on this page.
#[must_use]
pub fn behind<'w>(worked: &'w Worked, asked: &Asked) -> (Vec<(&'w Subject, &'w Owed)>, usize) {
    let all: Vec<_> = worked
        .coverage
        .of(asked.part())
        .filter(|(_, owed)| {
            owed.gap.is_some() && (owed.gap != Some(Gap::Unknown) || asked.reason == Gap::Unknown.word())
        })
        .collect();
    let page: usize = asked.page.parse().unwrap_or(1).max(1);
    let lines = all.len();
    (all.into_iter().skip((page - 1).saturating_mul(LINES)).take(LINES).collect(), lines)
}

/// The page of the list. `people`: those on it.
#[must_use]
pub fn people_page(
    worked: &Worked,
    law: &Law,
    asked: &Asked,
    lines: &[(&Subject, &Owed)],
    all: usize,
    people: &[Listed],
) -> CoveragePeople {
    let numbers = worked.coverage.numbers(asked.part());
    let teams: BTreeMap<Option<TeamId>, &str> =
        worked.teams.iter().map(|team| (Some(team.id), team.name.as_str())).collect();
    let rows = lines
        .iter()
        .filter_map(|(subject, owed)| {
            let listed = people.iter().find(|listed| listed.person.id == subject.person)?;
            let name = owed
                .entitlement
                .and_then(|which| law.entitlements().get(which.place()))
                .map_or_else(|| thing_words(owed.thing).to_owned(), |entitlement| entitlement.name.clone());
            let gap = owed.gap?;
            Some(CoveragePeopleRow {
                name: listed.person.identity.listed_name(),
                record: listed
                    .person
                    .identity
                    .child
                    .as_ref()
                    .map_or_else(|| "No record number".to_owned(), |child| format!("Record {child}")),
                status: law_words::status_word(subject.status).to_owned(),
                thing: name,
                reason: Tag::new(if gap == Gap::Waiting { "warn" } else { "" }, gap_words(gap)),
                pounds: (owed.lacking.0 > 0).then(|| owed.lacking.to_string()),
                team: teams.get(&subject.team).copied().unwrap_or("No team yet").to_owned(),
                adviser: listed
                    .adviser
                    .as_ref()
                    .map_or_else(|| "Nobody allocated".to_owned(), |adviser| adviser.name.clone()),
            })
        })
        .collect();
    CoveragePeople {
        said: said(asked, &numbers, all),
        selects: selects(worked, asked),
        filtered: !asked.is_empty(),
        rows,
        pages: pages(asked, all),
    }
}

fn said(asked: &Asked, numbers: &Numbers, lines: usize) -> String {
    if asked.reason == Gap::Unknown.word() {
        return format!(
            "A fact is missing for {}. The rule may say yes or no.",
            count(numbers.people_unknown, "person", "people")
        );
    }
    let pounds =
        if numbers.lacking.0 > 0 { format!(" {} is not paid.", numbers.lacking) } else { String::new() };
    format!(
        "{} {}, {}.{pounds}",
        count(numbers.people_lacking, "person", "people"),
        if numbers.people_lacking == 1 { "is missing something" } else { "are missing something" },
        count(lines, "thing in all", "things in all")
    )
}

fn selects(worked: &Worked, asked: &Asked) -> Vec<Select> {
    let with = |none: &str, chosen: &str, choices: Vec<(String, String)>| {
        let mut all = vec![Choice::new("", none, Some(chosen))];
        all.extend(choices.into_iter().map(|(value, words)| Choice::new(value, words, Some(chosen))));
        all
    };
    let mut teams: Vec<(String, String)> =
        worked.teams.iter().map(|team| (team.id.to_string(), team.name.clone())).collect();
    teams.push(("none".to_owned(), "No team yet".to_owned()));
    let things =
        Thing::ALL.iter().map(|thing| (thing.word().to_owned(), thing_words(*thing).to_owned())).collect();
    let gaps = Gap::ALL.iter().map(|gap| (gap.word().to_owned(), gap_words(*gap).to_owned())).collect();
    let statuses = law_words::STATUSES
        .into_iter()
        .filter(|status| *status != leaving_care_rules::assessment::Status::None)
        .map(|status| (law_words::status_key(status).to_owned(), law_words::status_word(status).to_owned()))
        .collect();
    vec![
        Select { name: "team", label: "Team", choices: with("Every team", &asked.team, teams) },
        Select { name: "thing", label: "What is owed", choices: with("Everything", &asked.thing, things) },
        Select { name: "reason", label: "Why not yet", choices: with("Every reason", &asked.reason, gaps) },
        Select { name: "status", label: "Status", choices: with("Every status", &asked.status, statuses) },
    ]
}

fn pages(asked: &Asked, lines: usize) -> Vec<Link> {
    let last = lines.div_ceil(LINES);
    let here: usize = asked.page.parse().unwrap_or(1).max(1);
    if last < 2 {
        return Vec::new();
    }
    // The first, the last and those around this one: never a wall of numbers.
    let near = |page: &usize| *page == 1 || *page == last || page.abs_diff(here) <= 2;
    (1..=last)
        .filter(near)
        .map(|page| {
            Link::new(format!("Page {page}"), Asked { page: page.to_string(), ..asked.clone() }.address())
                .current_if(page == here)
        })
        .collect()
}

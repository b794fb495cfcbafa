//! The list behind a coverage number: one line for each thing it counts, or for each person.

use std::{collections::BTreeMap, sync::Arc};

use leaving_care_rules::{Law, assessment::Status};
use onward_domain::{
    coverage::{Gap, Lines, Owed, Subject, Thing},
    id::{PersonId, TeamId},
    money::Pence,
};
use onward_store::scope::Listed;

use super::{Asked, asked::EVERYONE, gap_words, owed_words, thing_words};
use crate::{
    usecases::manager::coverage::Worked,
    web::{
        law_words,
        manager::pages::{CoveragePeople, CoveragePeopleRow, ThingChoice},
        words::{Say, says},
    },
};

/// Lines of the list on one page.
pub const LINES: usize = 100;

/// What is behind a number.
#[derive(Debug, Clone)]
pub struct Behind<'w> {
    /// The lines on this page: whose, and what is owed; only whose, if everyone is listed.
    pub lines: Vec<(&'w Subject, Option<&'w Owed>)>,
    /// Lines on all pages.
    pub all: usize,
    /// Different people on all pages.
    pub people: usize,
    /// The money not received, on all pages.
    pub pounds: Pence,
    /// This page, from 1: the last one if a later one is asked for.
    pub page: usize,
}

impl Behind<'_> {
    /// The people on this page, each once.
    #[must_use]
    pub fn ids(&self) -> Vec<PersonId> {
        let mut ids: Vec<PersonId> = self.lines.iter().map(|(subject, _)| subject.person).collect();
        ids.dedup();
        ids
    }
}

/// What the list shows, in the order of the figures.
#[must_use]
pub fn behind<'w>(worked: &'w Worked, law: &Law, asked: &Asked) -> Behind<'w> {
    let part = asked.part(law);
    let all: Vec<(&Subject, Option<&Owed>)> = if asked.is_everyone() {
        worked.coverage.subjects.iter().filter(|one| part.holds(one)).map(|one| (one, None)).collect()
    } else {
        worked.coverage.of(part).map(|(subject, owed)| (subject, Some(owed))).collect()
    };
    let pounds = all.iter().filter_map(|(_, owed)| *owed).map(|owed| owed.lacking.0).sum();
    // What one person is owed is contiguous.
    let mut people: Vec<PersonId> = all.iter().map(|(subject, _)| subject.person).collect();
    people.dedup();
    let page = asked.page().min(all.len().div_ceil(LINES).max(1));
    Behind {
        all: all.len(),
        people: people.len(),
        pounds: Pence(pounds),
        page,
        lines: all.into_iter().skip((page - 1) * LINES).take(LINES).collect(),
    }
}

/// A page of the list. `people`: those on it.
#[must_use]
pub fn people_page(
    worked: &Worked,
    law: &Law,
    asked: &Asked,
    behind: &Behind<'_>,
    people: &[Arc<Listed>],
) -> CoveragePeople {
    let teams: BTreeMap<Option<TeamId>, &str> =
        worked.teams.iter().map(|team| (Some(team.id), team.name.as_str())).collect();
    // Everyone's own numbers, in one pass.
    let own = if asked.is_everyone() {
        worked.coverage.by(|subject, _| Some(subject.person))
    } else {
        BTreeMap::new()
    };
    let row = |(subject, owed): &(&Subject, Option<&Owed>)| {
        let listed = people.iter().find(|listed| listed.person.id == subject.person)?;
        let own = own.get(&subject.person).copied().unwrap_or_default();
        Some(CoveragePeopleRow {
            href: format!("/manager/people/{}", subject.person),
            name: listed.person.identity.listed_name(),
            record: listed.person.identity.child.clone(),
            status: law_words::status_word(subject.status),
            thing: owed.map(|owed| owed_words(law, owed)),
            given: own.given,
            due: own.due,
            reason: owed.map(|owed| owed.gap.map_or_else(|| says::manager::gap::Given.into(), gap_words)),
            kind: match owed.map(|owed| owed.gap) {
                Some(None) => "done",
                Some(Some(Gap::Waiting)) => "warn",
                _ => "",
            },
            pounds: owed.map(|owed| owed.lacking).filter(|lacking| lacking.0 > 0),
            team: teams.get(&subject.team).map(|team| (*team).to_owned()),
            adviser: listed.adviser.as_ref().map(|adviser| adviser.name.clone()),
        })
    };
    let gaps = Gap::ALL.iter().filter(|gap| **gap != Gap::Unknown);
    let statuses = law_words::STATUSES.into_iter().filter(|status| *status != Status::None);
    CoveragePeople {
        back: asked.back(),
        lines: lines_of(asked).map_or(EVERYONE, Lines::word),
        people: behind.people,
        all: behind.all,
        pounds: behind.pounds,
        filtered: !asked.is_empty(),
        teams: worked.teams.iter().map(|team| (team.id.to_string(), team.name.clone())).collect(),
        things: things(worked, law),
        gaps: gaps.map(|gap| (gap.word(), gap_words(*gap))).collect(),
        statuses: statuses
            .map(|status| (law_words::status_key(status), law_words::status_word(status)))
            .collect(),
        rows: behind.lines.iter().filter_map(row).collect(),
        number: behind.page,
        pages: pages(asked, behind),
        asked: asked.clone(),
    }
}

/// Which lines are asked for; `None` for everyone.
fn lines_of(asked: &Asked) -> Option<Lines> {
    (!asked.is_everyone()).then(|| asked.show.parse().unwrap_or(Lines::Missing))
}

/// The columns and, beneath a column with several entitlements, each of them.
fn things(worked: &Worked, law: &Law) -> Vec<ThingChoice> {
    let there = worked.coverage.by(|_, owed| Some((owed.thing, owed.entitlement)));
    let mut choices = Vec::new();
    for thing in Thing::ALL {
        choices.push(ThingChoice {
            value: thing.word().to_owned(),
            words: thing_words(*thing),
            below: false,
        });
        let own = there.keys().filter(|(of, _)| of == thing).filter_map(|(_, which)| *which);
        choices.extend(own.filter_map(|which| law.entitlements().get(which.place())).map(|entitlement| {
            let words = Say::words(&entitlement.name);
            ThingChoice { value: entitlement.id.clone(), words, below: true }
        }));
    }
    choices
}

/// The first page, the last and those around this one: never a wall of numbers.
fn pages(asked: &Asked, behind: &Behind<'_>) -> Vec<(usize, String)> {
    let last = behind.all.div_ceil(LINES);
    let near = |page: &usize| *page == 1 || *page == last || page.abs_diff(behind.page) <= 2;
    (1..=last)
        .filter(|page| last > 1 && near(page))
        .map(|page| (page, Asked { page: page.to_string(), ..asked.clone() }.address()))
        .collect()
}

//! The list behind a number of coverage: one line for each thing that it counts, or for each person.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use leaving_care_rules::{Law, assessment::Status};
use onward_domain::{
    coverage::{Gap, Lines, Owed, Subject, Thing},
    id::{PersonId, TeamId},
    money::Pence,
    whose::Whose,
};
use onward_store::scope::Listed;
use serde::Serialize;

use super::super::{
    Asked,
    asked::{EVERYONE, LEFT_OUT},
    gap_words, owed_words, thing_words, whose_words,
};
use crate::{
    usecases::manager::coverage::Worked,
    web::{
        law_words,
        view::Page,
        words::{Say, says},
    },
};

/// Lines of the list on one page.
pub const LINES: usize = 35;

/// The people behind a number.
#[derive(Debug, Clone, Serialize)]
pub struct CoveragePeople {
    /// Back to the part of the page from which it is opened.
    pub back: &'static str,
    /// The whole list as a file.
    pub file: String,
    /// Which lines: `missing`, `unpaid`, `given`, `due`, `not-recorded`, `unknown`, or `everyone` or `left-out`.
    pub lines: &'static str,
    /// Different people.
    pub people: usize,
    /// Lines on all pages.
    pub all: usize,
    /// The money that was not had.
    pub pounds: Pence,
    /// The filter that the number stands for.
    pub asked: Asked,
    /// A filter is on.
    pub filtered: bool,
    /// Each choice of the filter: what is sent and what it says.
    pub teams: Vec<(String, String)>,
    /// Columns, and beneath a column of several entitlements each of them.
    pub things: Vec<ThingChoice>,
    /// Why not yet.
    pub gaps: Vec<(&'static str, Say)>,
    /// Statuses.
    pub statuses: Vec<(&'static str, Say)>,
    /// One line for each thing that the number counts, or for each person.
    pub rows: Vec<PeopleRow>,
    /// This page, from 1.
    pub number: usize,
    /// Earlier and later pages of the list.
    pub pages: Vec<(usize, String)>,
}

impl Page for CoveragePeople {
    const TEMPLATE: &str = "manager/coverage_people.html";
}

/// What is owed, to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct ThingChoice {
    /// What is sent.
    pub value: String,
    /// What it says.
    pub words: Say,
    /// It is one of the entitlements of a column.
    pub below: bool,
}

/// One thing of one person.
#[derive(Debug, Clone, Serialize)]
pub struct PeopleRow {
    /// Their page.
    pub href: String,
    /// The name they use.
    pub name: String,
    /// Record number.
    pub record: Option<String>,
    /// Status in words.
    pub status: Say,
    /// What is owed; none where the line is about the person.
    pub thing: Option<Say>,
    /// Given of due, where the line is about the person.
    pub given: usize,
    /// Due.
    pub due: usize,
    /// Given, or why not; none where the line is about the person.
    pub reason: Option<Say>,
    /// How it is shown: ``, `done` or `warn`.
    pub kind: &'static str,
    /// The sum.
    pub pounds: Option<Pence>,
    /// Their team.
    pub team: Option<String>,
    /// Their adviser.
    pub adviser: Option<String>,
}

/// What stands behind a number.
#[derive(Debug, Clone)]
pub struct Behind<'w> {
    /// The lines of this page: whose, and what is owed; only whose, where everyone is listed.
    pub lines: Vec<(&'w Subject, Option<&'w Owed>)>,
    /// Lines on all pages.
    pub all: usize,
    /// Different people on all pages.
    pub people: usize,
    /// The money that was not had, of all pages.
    pub pounds: Pence,
    /// This page, from 1: the last one where a later one is asked for.
    pub page: usize,
}

impl Behind<'_> {
    /// The people of this page, each once.
    #[must_use]
    pub fn ids(&self) -> Vec<PersonId> {
        let mut ids: Vec<PersonId> = self.lines.iter().map(|(subject, _)| subject.person).collect();
        ids.dedup();
        ids
    }
}

/// What the list shows, in the order of the cohort.
#[must_use]
pub fn behind<'w>(worked: &'w Worked, law: &Law, asked: &Asked) -> Behind<'w> {
    page_of(worked, law, asked, LINES)
}

/// The same, all of it on one page: for a file.
#[must_use]
pub fn all_behind<'w>(worked: &'w Worked, law: &Law, asked: &Asked) -> Behind<'w> {
    page_of(worked, law, asked, usize::MAX)
}

fn page_of<'w>(worked: &'w Worked, law: &Law, asked: &Asked, most: usize) -> Behind<'w> {
    let part = asked.part(law);
    let coverage = &worked.coverage;
    let all: Vec<(&Subject, Option<&Owed>)> = if asked.is_left_out() {
        let fit = coverage.left_out.iter().filter(|one| asked.holds(&one.whose) && part.holds(&one.subject));
        fit.map(|one| (&one.subject, None)).collect()
    } else if asked.is_everyone() {
        coverage.subjects.iter().filter(|one| part.holds(one)).map(|one| (one, None)).collect()
    } else {
        coverage.of(part).map(|(subject, owed)| (subject, Some(owed))).collect()
    };
    let pounds = all.iter().filter_map(|(_, owed)| *owed).map(|owed| owed.lacking.0).sum();
    // What a person is owed lies together.
    let mut people: Vec<PersonId> = all.iter().map(|(subject, _)| subject.person).collect();
    people.dedup();
    let page = asked.page().min(all.len().div_ceil(most).max(1));
    Behind {
        all: all.len(),
        people: people.len(),
        pounds: Pence(pounds),
        page,
        lines: all.into_iter().skip((page - 1).saturating_mul(most)).take(most).collect(),
    }
}

impl CoveragePeople {
    /// The page of the list. `people`: those on it.
    #[must_use]
    pub fn of(
        worked: &Worked,
        law: &Law,
        asked: &Asked,
        behind: &Behind<'_>,
        people: &[Arc<Listed>],
    ) -> Self {
        let teams: BTreeMap<Option<TeamId>, &str> =
            worked.teams.iter().map(|team| (Some(team.id), team.name.as_str())).collect();
        // Everyone's own numbers, in one pass.
        let own = if asked.is_everyone() {
            worked.coverage.by(|subject, _| Some(subject.person))
        } else {
            BTreeMap::new()
        };
        let by_id: HashMap<PersonId, &Listed> =
            people.iter().map(|listed| (listed.person.id, listed.as_ref())).collect();
        let left_out = worked.coverage.left_out.iter().filter(|_| asked.is_left_out());
        let whose: BTreeMap<PersonId, &Whose> =
            left_out.map(|one| (one.subject.person, &one.whose)).collect();
        let row = |(subject, owed): &(&Subject, Option<&Owed>)| {
            let listed = by_id.get(&subject.person)?;
            let own = own.get(&subject.person).copied().unwrap_or_default();
            Some(PeopleRow {
                href: format!("/manager/people/{}", subject.person),
                name: listed.person.identity.listed_name(),
                record: listed.person.identity.child.clone(),
                status: law_words::status_word(subject.status),
                thing: owed.map(|owed| owed_words(law, owed)),
                given: own.given,
                due: own.due,
                reason: owed
                    .map(|owed| owed.gap.map_or_else(|| says::manager::gap::Given.into(), gap_words))
                    .or_else(|| whose.get(&subject.person).map(|whose| whose_words(whose))),
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
        let gaps = Gap::ALL.iter();
        let statuses = law_words::STATUSES.into_iter().filter(|status| *status != Status::None);
        Self {
            back: asked.back(),
            file: asked.file(),
            lines: lines_of(asked),
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
}

/// Which lines are asked for, in a word.
fn lines_of(asked: &Asked) -> &'static str {
    match asked.show.as_str() {
        EVERYONE => EVERYONE,
        LEFT_OUT => LEFT_OUT,
        show => show.parse().unwrap_or(Lines::Missing).word(),
    }
}

/// The columns, and beneath a column of several entitlements each of them.
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

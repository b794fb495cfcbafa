//! The list behind a number of coverage: one line for each thing that it counts, or for each person.

use std::sync::Arc;

use std::collections::BTreeMap;

use leaving_care_rules::{Law, assessment::Status};
use onward_domain::{
    coverage::{Gap, Lines, Numbers, Owed, Subject, Thing},
    id::{PersonId, TeamId},
    money::Pence,
};
use onward_store::scope::Listed;

use super::{
    Asked,
    asked::{EVERYONE, NO_TEAM},
    gap_words, owed_words, thing_words,
};
use crate::{
    usecases::manager::coverage::Worked,
    web::{
        law_words,
        manager::pages::{CoveragePeople, CoveragePeopleRow},
        parts::{Choice, Link, Select, Tag},
        words::{count, figure},
    },
};

/// Lines of the list on one page.
pub const LINES: usize = 100;

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
    let part = asked.part(law);
    let all: Vec<(&Subject, Option<&Owed>)> = if asked.is_everyone() {
        worked.coverage.subjects.iter().filter(|one| part.holds(one)).map(|one| (one, None)).collect()
    } else {
        worked.coverage.of(part).map(|(subject, owed)| (subject, Some(owed))).collect()
    };
    let pounds = all.iter().filter_map(|(_, owed)| *owed).map(|owed| owed.lacking.0).sum();
    // What a person is owed lies together.
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

/// The page of the list. `people`: those on it.
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
    let own = if asked.is_everyone() { of_each(worked) } else { BTreeMap::new() };
    let row = |(subject, owed): &(&Subject, Option<&Owed>)| {
        let listed = people.iter().find(|listed| listed.person.id == subject.person)?;
        let (thing, reason) = match owed {
            Some(owed) => (owed_words(law, owed), reason(owed)),
            None => (given_of(own.get(&subject.person)), None),
        };
        Some(CoveragePeopleRow {
            name: listed.person.identity.listed_name(),
            record: record(listed),
            status: law_words::status_word(subject.status).to_owned(),
            thing,
            reason,
            pounds: owed.filter(|owed| owed.lacking.0 > 0).map(|owed| owed.lacking.to_string()),
            team: teams.get(&subject.team).copied().unwrap_or("No team yet").to_owned(),
            adviser: listed
                .adviser
                .as_ref()
                .map_or_else(|| "Nobody allocated".to_owned(), |adviser| adviser.name.clone()),
        })
    };
    CoveragePeople {
        back: asked.back(),
        heading: heading(asked),
        said: said(asked, behind),
        selects: selects(worked, law, asked),
        filtered: !asked.is_empty(),
        rows: behind.lines.iter().filter_map(row).collect(),
        nobody: nobody(asked),
        pages: pages(asked, behind),
    }
}

fn record(listed: &Listed) -> String {
    let child = listed.person.identity.child.as_ref();
    child.map_or_else(|| "No record number".to_owned(), |child| format!("Record {child}"))
}

fn reason(owed: &Owed) -> Option<Tag> {
    Some(match owed.gap {
        None => Tag::new("done", "Given"),
        Some(gap) => Tag::new(if gap == Gap::Waiting { "warn" } else { "" }, gap_words(gap)),
    })
}

/// Everyone's own numbers, in one pass.
fn of_each(worked: &Worked) -> BTreeMap<PersonId, Numbers> {
    worked.coverage.by(|subject, _| Some(subject.person))
}

fn given_of(numbers: Option<&Numbers>) -> String {
    match numbers.filter(|numbers| numbers.due > 0) {
        Some(numbers) => {
            format!("{} of {} given", figure(numbers.given), count(numbers.due, "thing", "things"))
        }
        None => "Nothing that is counted here".to_owned(),
    }
}

/// Which lines are asked for; none for everyone.
fn lines_of(asked: &Asked) -> Option<Lines> {
    (!asked.is_everyone()).then(|| asked.show.parse().unwrap_or(Lines::Missing))
}

fn heading(asked: &Asked) -> &'static str {
    match lines_of(asked) {
        Some(Lines::Missing) => "Who is missing what, and why",
        Some(Lines::Unpaid) => "Who has money that is not paid, and why",
        Some(Lines::Given) => "Who has what they are owed",
        Some(Lines::Due) => "Who is owed what",
        Some(Lines::Unknown) => "Whose answer needs a fact",
        None => "Everyone with a right to support",
    }
}

fn said(asked: &Asked, behind: &Behind<'_>) -> String {
    let people = count(behind.people, "person", "people");
    let things = count(behind.all, "thing", "things");
    let (is, has) = if behind.people == 1 { ("is", "has") } else { ("are", "have") };
    let unpaid = if behind.pounds.0 > 0 { format!(" {} is not paid.", behind.pounds) } else { String::new() };
    match lines_of(asked) {
        Some(Lines::Missing) => format!("{people} {is} missing {things} in all.{unpaid}"),
        Some(Lines::Unpaid) => {
            format!("{} can be claimed by {people} and is not paid: {things} in all.", behind.pounds)
        }
        Some(Lines::Given) => format!("{people} {has} {things} that they are owed."),
        Some(Lines::Due) => format!("{people} {is} owed {things}.{unpaid}"),
        Some(Lines::Unknown) => {
            format!("A fact is missing for {people}: {things} in all. The rule may say yes or no.")
        }
        None => format!("{people} {has} a right to support, or may have one."),
    }
}

fn nobody(asked: &Asked) -> &'static str {
    match lines_of(asked) {
        Some(Lines::Missing) => "Nobody is missing anything here. Choose another team or reason.",
        Some(Lines::Unpaid) => "No money is waiting to be paid here. Choose another team or reason.",
        Some(Lines::Given) => "Nothing is given here yet. Choose another team, or see what is missing.",
        Some(Lines::Due) => "Nobody is owed anything here. Choose another team or status.",
        Some(Lines::Unknown) => "No fact is missing here.",
        None => "Nobody is here. Choose another team or status.",
    }
}

fn selects(worked: &Worked, law: &Law, asked: &Asked) -> Vec<Select> {
    let with = |none: &str, chosen: &str, choices: Vec<(String, String)>| {
        let mut all = vec![Choice::new("", none, Some(chosen))];
        all.extend(choices.into_iter().map(|(value, words)| Choice::new(value, words, Some(chosen))));
        all
    };
    let word = |value: &str, words: &str| (value.to_owned(), words.to_owned());
    let shows = vec![
        word(Lines::Unpaid.word(), "Money not paid"),
        word(Lines::Given.word(), "Given"),
        word(Lines::Due.word(), "All that is due"),
        word(Lines::Unknown.word(), "Not known yet"),
        word(EVERYONE, "Everyone, by person"),
    ];
    let mut teams: Vec<(String, String)> =
        worked.teams.iter().map(|team| (team.id.to_string(), team.name.clone())).collect();
    teams.push(word(NO_TEAM, "No team yet"));
    let gaps = Gap::ALL.iter().filter(|gap| **gap != Gap::Unknown);
    let gaps = gaps.map(|gap| word(gap.word(), gap_words(*gap))).collect();
    let statuses = law_words::STATUSES.into_iter().filter(|status| *status != Status::None);
    let statuses =
        statuses.map(|status| word(law_words::status_key(status), law_words::status_word(status))).collect();
    let select = |name, label, choices| Select { name, label, choices };
    vec![
        select("show", "Show", with("What is missing", &asked.show, shows)),
        select("team", "Team", with("Every team", &asked.team, teams)),
        select("thing", "What is owed", with("Everything", &asked.thing, things(worked, law))),
        select("reason", "Why not yet", with("Every reason", &asked.reason, gaps)),
        select("status", "Status", with("Every status", &asked.status, statuses)),
    ]
}

/// The columns, and beneath a column of several entitlements each of them.
fn things(worked: &Worked, law: &Law) -> Vec<(String, String)> {
    let there = worked.coverage.by(|_, owed| Some((owed.thing, owed.entitlement)));
    let mut choices = Vec::new();
    for thing in Thing::ALL {
        choices.push((thing.word().to_owned(), thing_words(*thing).to_owned()));
        let own = there.keys().filter(|(of, _)| of == thing).filter_map(|(_, which)| *which);
        choices.extend(
            own.filter_map(|which| law.entitlements().get(which.place()))
                .map(|entitlement| (entitlement.id.clone(), format!("– {}", entitlement.name))),
        );
    }
    choices
}

fn pages(asked: &Asked, behind: &Behind<'_>) -> Vec<Link> {
    let last = behind.all.div_ceil(LINES);
    if last < 2 {
        return Vec::new();
    }
    // The first, the last and those around this one: never a wall of numbers.
    let near = |page: &usize| *page == 1 || *page == last || page.abs_diff(behind.page) <= 2;
    (1..=last)
        .filter(near)
        .map(|page| {
            Link::new(format!("Page {page}"), Asked { page: page.to_string(), ..asked.clone() }.address())
                .current_if(page == behind.page)
        })
        .collect()
}

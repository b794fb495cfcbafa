//! What the list of open steps shows, and the same as a file.

use chrono::NaiveDate;
use onward_domain::{
    id::{PersonId, StepId},
    open_steps::{Needs, OpenStep},
    person::Person,
    plan::{PlanArea, StepStatus},
};
use serde::Serialize;

use super::{AT, Asked, FILE};
use crate::{
    usecases::adviser::see_steps::SeenSteps,
    web::{adviser::plan::area_words, csv::Csv, parts::At, view::Page, words::Say},
};

/// So many rows are on one page.
const ROWS: usize = 15;

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct StepsPage {
    /// How many steps there are, of how many people.
    all: usize,
    people: usize,
    /// What needs doing, with how many and where they are listed.
    counts: Vec<Count>,
    /// What is chosen.
    show: Option<Needs>,
    q: String,
    here: &'static str,
    clear: String,
    sections: Vec<Section>,
    /// What this adviser ticked today.
    ticked: Vec<Row>,
    /// What somebody else changed meanwhile.
    meanwhile: Option<Meanwhile>,
    /// The plan of the step is no longer in force.
    over: bool,
    /// This very list, for a form to come back to.
    back: String,
    /// How many the list holds, and those of them that this page shows.
    many: usize,
    pages: Pages,
    file: String,
}

#[derive(Debug, Clone, Serialize)]
struct Count {
    need: Needs,
    many: usize,
    href: String,
}

#[derive(Debug, Clone, Serialize)]
struct Section {
    need: Needs,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct Meanwhile {
    row: Row,
    by: Option<String>,
    done: bool,
    at: At,
}

/// One step. The list of the day shows some too.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    id: StepId,
    person: PersonId,
    version: i64,
    /// How it stood before it was ticked, as far as it is known.
    was: StepStatus,
    href: String,
    name: String,
    /// The colleague for whom this adviser stands in.
    of: Option<String>,
    what: String,
    who: String,
    area: Say,
    due: Option<NaiveDate>,
    late: bool,
    stuck: bool,
    carried: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Pages {
    now: usize,
    of: usize,
    before: Option<String>,
    after: Option<String>,
}

impl Page for StepsPage {
    const TEMPLATE: &'static str = "adviser/steps.html";
}

impl StepsPage {
    pub fn of(seen: &SeenSteps, asked: &Asked, today: NaiveDate) -> Self {
        let fitting = fitting(seen, asked, today);
        let last = fitting.len().div_ceil(ROWS).max(1);
        let now = asked.page.parse().unwrap_or(1).clamp(1, last);
        let shown = fitting.iter().skip((now - 1) * ROWS).take(ROWS);
        let mut sections: Vec<Section> = Vec::new();
        for one in shown {
            let need = asked.need().unwrap_or_else(|| one.first(today));
            let row = Row::of(seen, one, today);
            match sections.last_mut().filter(|section| section.need == need) {
                Some(section) => section.rows.extend(row),
                None => sections.push(Section { need, rows: row.into_iter().collect() }),
            }
        }
        let mut whose: Vec<_> = seen.steps.iter().map(|one| one.person).collect();
        whose.sort_unstable();
        whose.dedup();
        let named = Asked { page: String::new(), ..asked.clone() };
        let theirs: Vec<_> = of_name(seen, &asked.q).collect();
        let count = |need: &Needs| Count {
            need: *need,
            many: theirs.iter().filter(|one| one.first(today) == *need).count(),
            href: named.address(AT, Some(*need), 1),
        };
        Self {
            all: seen.steps.len(),
            people: whose.len(),
            counts: Needs::ALL.iter().map(count).collect(),
            show: asked.need(),
            q: asked.q.trim().to_owned(),
            here: AT,
            clear: AT.to_owned(),
            many: fitting.len(),
            ticked: seen
                .ticked
                .iter()
                .filter_map(|one| Row::of(seen, one, today))
                .map(|row| row.was(&asked.stuck))
                .collect(),
            meanwhile: seen.meanwhile.as_ref().and_then(|(one, by)| {
                Some(Meanwhile {
                    row: Row::of(seen, one, today)?,
                    by: by.clone(),
                    done: one.step.text.status == StepStatus::Done,
                    at: one.step.changed_at.into(),
                })
            }),
            over: !asked.over.is_empty(),
            back: asked.address(AT, asked.need(), now),
            sections,
            pages: Pages {
                now,
                of: last,
                before: (now > 1).then(|| named.address(AT, asked.need(), now - 1)),
                after: (now < last).then(|| named.address(AT, asked.need(), now + 1)),
            },
            file: named.address(FILE, asked.need(), 1),
        }
    }
}

/// The steps of people with this in their name; all without it.
fn of_name<'s>(seen: &'s SeenSteps, q: &str) -> impl Iterator<Item = &'s OpenStep> {
    let q = q.trim().to_lowercase();
    seen.steps.iter().filter(move |one| {
        let person = seen.person(one.person).map(|(listed, _)| &listed.person);
        q.is_empty() || person.is_some_and(|person| person.identity.search_name().contains(&q))
    })
}

/// The steps that the address asks for: without a need those that need something. Each stands under the first thing that it
/// needs, and is counted there.
fn fitting<'s>(seen: &'s SeenSteps, asked: &Asked, today: NaiveDate) -> Vec<&'s OpenStep> {
    let needed = |one: &&OpenStep| match asked.need() {
        Some(need) => one.first(today) == need,
        None => one.first(today) != Needs::Later,
    };
    of_name(seen, &asked.q).filter(needed).collect()
}

impl Row {
    fn of(seen: &SeenSteps, one: &OpenStep, today: NaiveDate) -> Option<Self> {
        let (listed, cover) = seen.person(one.person)?;
        Some(Self::of_person(
            &listed.person,
            cover.as_ref().map(|colleague| colleague.name.clone()),
            one,
            today,
        ))
    }

    /// Of somebody who was read already.
    pub fn of_person(person: &Person, of: Option<String>, one: &OpenStep, today: NaiveDate) -> Self {
        let text = &one.step.text;
        Self {
            id: one.step.id,
            person: one.person,
            version: one.step.version,
            was: StepStatus::ToDo,
            href: address(person, one.plan, text.area),
            name: person.identity.listed_name(),
            of,
            what: text.what.clone(),
            who: text.who.trim().to_owned(),
            area: area_words(text.area),
            due: text.due_on,
            late: text.due_on.is_some_and(|due| due < today),
            stuck: text.status == StepStatus::Stuck,
            carried: one.carried,
        }
    }

    /// With what the address says of how it stood before.
    fn was(self, stuck: &str) -> Self {
        let was = if self.id.to_string() == stuck { StepStatus::Stuck } else { self.was };
        Self { was, ..self }
    }
}

/// Where the part of the plan is read.
fn address(person: &Person, plan: i64, area: PlanArea) -> String {
    format!("/adviser/people/{}/plan/versions/{plan}#s-{area}", person.id)
}

/// The first line, which names the columns.
const HEADINGS: [&str; 8] = ["Name", "To do", "Part", "Step", "Who", "By", "Stuck", "Carried over"];

/// The list as a file. Steps of people whose address is protected are in it without their words: a step may say where somebody
/// lives.
pub fn file(seen: &SeenSteps, asked: &Asked, today: NaiveDate) -> Csv {
    use crate::web::words::says::adviser::steps as told;
    let mut file = Csv::new(HEADINGS);
    for one in fitting(seen, asked, today) {
        let Some((listed, _)) = seen.person(one.person) else { continue };
        let text = &one.step.text;
        let hidden = Say::from(told::NotInTheFile).to_string();
        let protected = listed.person.identity.protected;
        let stuck: Say = if text.status == StepStatus::Stuck { told::Yes.into() } else { told::No.into() };
        let need = asked.need().unwrap_or_else(|| one.first(today));
        let need = Say::of_word("adviser.steps.need", need.word());
        file.line([
            &listed.person.identity.listed_name(),
            &need.map(|need| need.to_string()).unwrap_or_default(),
            &area_words(text.area).to_string(),
            if protected { &hidden } else { &text.what },
            if protected { "" } else { &text.who },
            &text.due_on.map(|due| due.to_string()).unwrap_or_default(),
            &stuck.to_string(),
            &one.carried.to_string(),
        ]);
    }
    file
}

//! From an opened record to the page of what is known: what is missing first, with what waits for it.

use leaving_care_rules::{
    Law,
    assessment::{EntitlementAnswer, LawState, Outcome},
    catalogue::EntitlementIndex,
};
use onward_domain::{
    care::{CircumstanceFact, CircumstanceValue, Course},
    standing::Stands,
};
use onward_store::repo::versions::{Rows, Version};

use super::{
    fact_words,
    pages::{ConsiderRow, FactRow, Facts, SavedFact},
    show_course,
    show_person::{base, sub},
    what_if::{self, status_words},
};
use crate::{
    clock::london_day,
    usecases::adviser::{
        Answered,
        see_facts::{Effect, Missing, SeenFacts, Topic},
    },
    web::{
        parts::{Link, Notice, Tag},
        words::{count, full_day, list},
    },
};

/// The page.
#[must_use]
pub fn page(seen: &SeenFacts, law: &Law) -> Facts {
    let one = &seen.answered;
    let name = one.listed.person.identity.known_as.as_str();
    let base = base(one);
    let missing: Vec<FactRow> = seen.missing.iter().map(|each| missing_row(seen, law, each, &base)).collect();
    let waits = |fact: CircumstanceFact| seen.missing.iter().any(|each| each.topic == Topic::Fact(fact));
    let others = || CircumstanceFact::ALL.iter().copied().filter(|fact| !waits(*fact));
    let known = others().filter(|fact| stands(seen, *fact).is_some());
    let rest = others().filter(|fact| stands(seen, *fact).is_none());
    Facts {
        name: one.listed.person.identity.listed_name(),
        sub: sub(one, 2),
        lede: lede(seen, name),
        saved: seen.effect.as_ref().map(|effect| saved(seen, law, effect, &base)),
        missing,
        known: known.map(|fact| row(seen, fact, &base)).collect(),
        courses: seen.courses.iter().map(|course| course_row(one, course, &base)).collect(),
        add_course: one.may_change.then(|| format!("{base}/facts/courses/new")),
        rest: rest.map(|fact| row(seen, fact, &base)).collect(),
        person_href: base,
    }
}

/// "4 answers are missing that 6 entitlements wait for today."
fn lede(seen: &SeenFacts, name: &str) -> String {
    let mut waiting: Vec<EntitlementIndex> =
        seen.missing.iter().flat_map(|each| each.waiting.iter().copied()).collect();
    waiting.sort_by_key(|which| which.place());
    waiting.dedup();
    let wait = if waiting.len() == 1 { "waits" } else { "wait" };
    match seen.missing.len() {
        0 => format!("No entitlement waits for an answer about {name} today."),
        1 => format!(
            "1 answer is missing. {} {wait} for it today.",
            count(waiting.len(), "entitlement", "entitlements")
        ),
        many => format!(
            "{many} answers are missing. {} {wait} for them today.",
            count(waiting.len(), "entitlement", "entitlements")
        ),
    }
}

fn stands(seen: &SeenFacts, fact: CircumstanceFact) -> Option<&Version<onward_domain::care::Circumstance>> {
    seen.answers.iter().find(|version| version.row.note.fact == fact)
}

/// Which answers would settle an entitlement, each with the way to it; none where the record can settle nothing.
#[must_use]
pub fn asked(one: &Answered, answer: &EntitlementAnswer) -> Option<Notice> {
    if answer.outcome != Outcome::NeedsInformation || answer.state != LawState::InForce {
        return None;
    }
    let base = base(one);
    let name = &one.listed.person.identity.known_as;
    let mut links: Vec<Link> = Vec::new();
    for topic in answer.needs.iter().filter_map(Topic::of) {
        let link = match topic {
            // Who can only read the record is led to where the question stands among the others.
            Topic::Fact(fact) if !one.may_change => Link::new(
                fact_words::question(fact, name).0,
                format!("{base}/facts#{}", fact_words::anchor(fact)),
            ),
            Topic::Fact(fact) => Link::new(
                fact_words::question(fact, name).0,
                format!("{base}/facts/{}", fact_words::address(fact)),
            ),
            Topic::Course => Link::new(fact_words::course_question(name), course_href(one, &base)),
        };
        if !links.contains(&link) {
            links.push(link);
        }
    }
    let line = match links.len() {
        0 => return None,
        1 => "The answer to one question would settle it, or bring it nearer.",
        _ => "The answers to these questions would settle it, or bring it nearer.",
    };
    let heading = "We need to know more".to_owned();
    Some(Notice { id: "asked".into(), kind: "", heading, lines: vec![line.to_owned()], links })
}

/// The plain names of what waits.
#[must_use]
pub fn waiting(law: &Law, which: &[EntitlementIndex]) -> Option<String> {
    let names: Vec<String> = which
        .iter()
        .filter_map(|which| law.entitlements().get(which.place()))
        .map(|entitlement| entitlement.name.clone())
        .collect();
    (!names.is_empty()).then(|| list(&names))
}

fn missing_row(seen: &SeenFacts, law: &Law, missing: &Missing, base: &str) -> FactRow {
    let of = match missing.topic {
        Topic::Fact(fact) => row(seen, fact, base),
        Topic::Course => course_question(seen, base),
    };
    FactRow { waiting: waiting(law, &missing.waiting), ..of }
}

fn row(seen: &SeenFacts, fact: CircumstanceFact, base: &str) -> FactRow {
    let one = &seen.answered;
    let answer = stands(seen, fact);
    FactRow {
        id: fact_words::anchor(fact),
        question: fact_words::question(fact, &one.listed.person.identity.known_as).0,
        answer: answer.map(|version| fact_words::answer(&version.row.note)),
        hand: answer.map(hand),
        waiting: None,
        href: format!("{base}/facts/{}", fact_words::address(fact)),
        act: match answer.map(|version| version.row.note.value) {
            _ if !one.may_change => "Look",
            None | Some(CircumstanceValue::NotKnown) => "Answer",
            Some(_) => "Correct",
        },
    }
}

/// What is asked about a course: its missing part where there is one, else whether there is any.
fn course_question(seen: &SeenFacts, base: &str) -> FactRow {
    let one = &seen.answered;
    let current = one.listed.facts.course(one.today);
    let name = &one.listed.person.identity.known_as;
    FactRow {
        id: "study".into(),
        question: fact_words::course_question(name),
        answer: current
            .map(|course| format!("{}, and a part of it is not known", show_course::says(&course.note))),
        hand: None,
        waiting: None,
        href: course_href(one, base),
        act: if one.may_change { "Answer" } else { "Look" },
    }
}

/// Where a part of the current course is answered, or a first one added; the list where the record can only be read.
#[must_use]
pub fn course_href(one: &Answered, base: &str) -> String {
    match one.listed.facts.course(one.today) {
        Some(course) => format!("{base}/facts/courses/{}", course.id),
        None if one.may_change => format!("{base}/facts/courses/new"),
        None => format!("{base}/facts#{}", fact_words::COURSES),
    }
}

fn course_row(one: &Answered, course: &Version<Course>, base: &str) -> FactRow {
    FactRow {
        id: format!("course-{}", course.row.id),
        question: show_course::says(&course.row.note),
        answer: Some(show_course::when(&course.row.note, one.today)),
        hand: Some(hand(course)),
        waiting: None,
        href: format!("{base}/facts/courses/{}", course.row.id),
        act: if one.may_change { "Correct" } else { "Look" },
    }
}

/// "Corrected 3 May 2026 by Priya Nair", as the care history says it.
#[must_use]
pub fn hand<T: Rows>(version: &Version<T>) -> String {
    let what = if version.put_right { "Corrected" } else { "Entered" };
    let who = version.by.as_ref().map(|name| format!(" by {name}")).unwrap_or_default();
    format!("{what} {}{who}", full_day(london_day(version.row.recorded().at)))
}

/// What was saved just now and what it changed, said as the page of "what if" says it.
fn saved(seen: &SeenFacts, law: &Law, effect: &Effect, base: &str) -> SavedFact {
    let one = &seen.answered;
    let rows: Vec<ConsiderRow> = effect
        .considered
        .differs
        .iter()
        .filter(|differs| differs.after.state == LawState::InForce)
        .filter_map(|differs| {
            let had = one.standings.get(differs.which.place()).is_some_and(|it| it.stands == Stands::Had);
            let row = what_if::row(differs, law, base)?;
            // What was had in full is not lost.
            Some(if had { ConsiderRow { then: Tag::new("done", "All of it was had"), ..row } } else { row })
        })
        .collect();
    // What was just said not to be known is not asked again at once.
    let next = seen.missing.iter().find(|each| each.topic != effect.topic);
    let next = next.map(|each| missing_row(seen, law, each, base));
    SavedFact {
        heading: match rows.len() {
            0 => "Saved. No answer changes today".to_owned(),
            many => format!("Saved. It changes {}", count(many, "answer", "answers")),
        },
        status: status_words(&effect.considered),
        rows,
        next: next
            .filter(|_| one.may_change)
            .map(|row| Link::new(format!("Next: {}", row.question), row.href)),
    }
}

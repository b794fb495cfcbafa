//! What the list of what is known shows.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{DutyStage, LawState, Status},
    catalogue::EntitlementIndex,
};
use onward_domain::{
    care::{Circumstance, CircumstanceFact, CircumstanceValue, Course},
    own_answer::{OwnAnswer, Said},
    standing::Stands,
};
use onward_store::repo::versions::Version;
use serde::Serialize;
use std::collections::BTreeSet;

use super::names;
use crate::{
    clock::london_day,
    usecases::adviser::see_facts::{Effect, Missing, SeenFacts, Topic},
    web::{
        adviser::{
            course,
            fact::Question,
            fact_words, own_answer, said,
            said_answer::AnswerTag,
            what_if::{self, ChangeRow},
            who::Who,
        },
        law_words,
        parts::HandShown,
        view::Page,
        words::{Say, says},
    },
};

/// Everything that the rules ask for, what is missing first.
#[derive(Debug, Clone, Serialize)]
pub struct FactsPage {
    who: Who,
    waiting: usize,
    /// What the person says about themselves and nobody has settled; then what they do not know or would rather not say.
    own: Vec<OwnRow>,
    saved: Option<Saved>,
    missing: Vec<FactRow>,
    known: Vec<FactRow>,
    courses: Vec<FactRow>,
    rest: Vec<FactRow>,
}

impl Page for FactsPage {
    const TEMPLATE: &str = "adviser/facts.html";
}

/// One question, with its answer if there is one.
#[derive(Debug, Clone, Serialize)]
struct FactRow {
    id: String,
    question: Say,
    answer: Option<Say>,
    hand: Option<HandShown>,
    waiting: Vec<String>,
    href: String,
    next: Next,
}

/// An answer of the person's own.
#[derive(Debug, Clone, Serialize)]
struct OwnRow {
    question: String,
    theirs: Say,
    said_on: NaiveDate,
    /// Where it is settled; nothing where it asks for nothing.
    href: Option<String>,
    urgent: bool,
}

/// What has to be done today first, then what waits, then what asks for nothing.
fn own_rows(seen: &SeenFacts, who: &Who) -> Vec<OwnRow> {
    let person = seen.answered.listed.person.id;
    let open = |one: &&OwnAnswer| one.waits() || one.note.value.said() != Said::Answer;
    let mut own: Vec<&OwnAnswer> = seen.own.iter().filter(open).collect();
    own.sort_by_key(|one| (!one.note.is_urgent(), !one.waits()));
    own.into_iter()
        .map(|one| OwnRow {
            question: fact_words::asks(one.note.fact, &who.known_as),
            theirs: own_answer::in_words(one),
            said_on: london_day(one.recorded_at),
            href: one.waits().then(|| own_answer::address(person, one.id)),
            urgent: one.note.is_urgent(),
        })
        .collect()
}

/// What can be done about it.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum Next {
    Look,
    Answer,
    Correct,
}

/// What was saved just now, and what the law says now.
#[derive(Debug, Clone, Serialize)]
struct Saved {
    status: Say,
    status_before: Option<Say>,
    rows: Vec<ChangeRow>,
    next: Option<FactRow>,
}

impl FactsPage {
    /// The page.
    pub fn of(seen: &SeenFacts, law: &Law) -> Self {
        let rows = Rows { seen, law, who: Who::of(&seen.answered) };
        let waits = |fact: CircumstanceFact| seen.missing.iter().any(|each| each.topic == Topic::Fact(fact));
        let (known, rest): (Vec<_>, Vec<_>) = CircumstanceFact::ALL
            .iter()
            .copied()
            // Anything no rule reads is asked while something is waiting for it, and shown once answered.
            .filter(|fact| !waits(*fact) && (fact.is_read_by_rules() || rows.stands(*fact).is_some()))
            .partition(|fact| rows.stands(*fact).is_some() || rows.plan_answers(*fact));
        let waiting: BTreeSet<usize> = seen
            .missing
            .iter()
            .flat_map(|each| &each.waiting)
            .map(|which: &EntitlementIndex| which.place())
            .collect();
        Self {
            waiting: waiting.len(),
            own: own_rows(seen, &rows.who),
            saved: seen.effect.as_ref().map(|effect| rows.saved(effect)),
            missing: seen.missing.iter().map(|each| rows.missing(each)).collect(),
            known: known.into_iter().map(|fact| rows.fact(fact)).collect(),
            courses: seen.courses.iter().map(|course| rows.course(course)).collect(),
            rest: rest.into_iter().map(|fact| rows.fact(fact)).collect(),
            who: rows.who,
        }
    }
}

/// Makes one person's rows.
struct Rows<'s> {
    seen: &'s SeenFacts,
    law: &'s Law,
    who: Who,
}

impl Rows<'_> {
    fn stands(&self, fact: CircumstanceFact) -> Option<&Version<Circumstance>> {
        self.seen.answers.iter().find(|version| version.row.note.fact == fact)
    }

    /// A plan that is agreed here answers whether there is one.
    fn plan_answers(&self, fact: CircumstanceFact) -> bool {
        fact == CircumstanceFact::HasPathwayPlan && self.seen.answered.listed.facts.has_plan
    }

    fn next(&self, answered: bool) -> Next {
        match (self.who.may_change, answered) {
            (false, _) => Next::Look,
            (true, true) => Next::Correct,
            (true, false) => Next::Answer,
        }
    }

    fn missing(&self, missing: &Missing) -> FactRow {
        let row = match missing.topic {
            Topic::Fact(fact) => self.fact(fact),
            Topic::Course => self.course_question(),
        };
        FactRow { waiting: names(self.law, &missing.waiting), ..row }
    }

    fn fact(&self, fact: CircumstanceFact) -> FactRow {
        let answer = self.stands(fact);
        let known = answer.is_some_and(|version| version.row.note.value != CircumstanceValue::NotKnown);
        FactRow {
            id: fact_words::anchor(fact),
            question: fact_words::question(fact, &self.who.known_as).0.into(),
            answer: match answer {
                Some(version) => Some(said::answer(&version.row.note)),
                None if self.plan_answers(fact) => Some(says::adviser::facts::PlanHere.into()),
                None => None,
            },
            hand: answer.map(HandShown::from),
            waiting: Vec::new(),
            href: format!("{}/facts/{}", self.who.base, Question(fact).number()),
            next: self.next(known),
        }
    }

    /// What is asked about a course: its missing part if there is one, otherwise if there is any.
    fn course_question(&self) -> FactRow {
        let one = &self.seen.answered;
        let unfinished = one.listed.facts.course(one.today).map(|course| {
            says::adviser::facts::CourseUnfinished { course: said::course(&course.note) }.into()
        });
        FactRow {
            id: "study".into(),
            question: course::question(&self.who.known_as),
            answer: unfinished,
            hand: None,
            waiting: Vec::new(),
            href: course::address(one),
            next: self.next(false),
        }
    }

    fn course(&self, course: &Version<Course>) -> FactRow {
        FactRow {
            id: format!("course-{}", course.row.id),
            question: said::course(&course.row.note),
            answer: Some(said::course_when(&course.row.note, self.seen.answered.today)),
            hand: Some(course.into()),
            waiting: Vec::new(),
            href: format!("{}/facts/courses/{}", self.who.base, course.row.id),
            next: self.next(true),
        }
    }

    /// What was just saved and what it changed, phrased as on the "what if" page.
    fn saved(&self, effect: &Effect) -> Saved {
        let standings = &self.seen.answered.standings;
        let rows =
            effect.considered.differs.iter().filter(|differs| differs.after.state == LawState::InForce);
        let rows = rows.filter_map(|differs| {
            let had = standings.get(differs.which.place()).is_some_and(|it| it.stands == Stands::Had);
            let row = what_if::row(differs, self.law, &self.who.base)?;
            // Anything received in full is not lost.
            Some(if had {
                ChangeRow { then: AnswerTag::new("done", says::adviser::facts::AllHad), ..row }
            } else {
                row
            })
        });
        let word = |of: (Status, Option<DutyStage>)| law_words::status(of.0, of.1);
        let (before, after) = (&effect.considered.before, &effect.considered.after);
        let (before, status) =
            (word((before.status, before.duty_stage)), word((after.status, after.duty_stage)));
        // Something just answered as not known is not asked again at once.
        let next = self.seen.missing.iter().find(|each| each.topic != effect.topic);
        Saved {
            rows: rows.collect(),
            status_before: (before != status).then_some(before),
            status,
            next: next.filter(|_| self.who.may_change).map(|each| self.missing(each)),
        }
    }
}

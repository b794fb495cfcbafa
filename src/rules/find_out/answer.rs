//! What it means: the answer that is the same in every way in which the rough days could fall.

use super::reading::{Depth, Ways};
use super::told::{Question, Told};
use crate::assess;
use crate::assessment::{Assessment, EntitlementAnswer, Fact, Outcome, Status};
use crate::catalogue::Law;
use crate::on_day::open_instead;
use crate::person::Person;
use crate::unknown::same;
use chrono::NaiveDate;

/// What the rules say of what somebody told.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The answer; what depends on a day that is known roughly needs information, and names it.
    pub assessment: Assessment,
    /// What was told, with every rough day at its first.
    pub person: Person,
    /// The same, with every rough day at its last.
    pub last: Person,
    /// The days that are known roughly, and that were tried at both ends.
    pub tried: Vec<Question>,
}

/// What the law says of what somebody told.
#[must_use]
pub fn answer(law: &Law, told: &Told, as_of: NaiveDate) -> Answer {
    let (assessment, person, tried) = agreed(law, told, as_of, Depth::All);
    let last = Ways::of(told, Depth::Ends).people(told).last().unwrap_or_else(|| person.clone());
    Answer { assessment, person, last, tried }
}

/// The answer, the person with every rough day at its first, and which days are rough.
pub(super) fn agreed(
    law: &Law,
    told: &Told,
    as_of: NaiveDate,
    depth: Depth,
) -> (Assessment, Person, Vec<Question>) {
    let ways = Ways::of(told, depth);
    let people: Vec<Person> = ways.people(told).collect();
    let tried: Vec<Assessment> = people.iter().map(|person| assess(law, person, as_of)).collect();
    let person = people.into_iter().next().unwrap_or_default();
    let rough = ways.loose.iter().map(|(question, _)| *question).collect();
    let Some(first) = tried.first() else { return (assess(law, &person, as_of), person, rough) };
    if tried.len() == 1 {
        return (first.clone(), person, rough);
    }
    (agree(law, &ways, &tried, first), person, rough)
}

/// What all ways say alike.
fn agree(law: &Law, ways: &Ways, tried: &[Assessment], first: &Assessment) -> Assessment {
    let mut answer = first.clone();
    for each in tried {
        same(&mut answer.duty_stage, &each.duty_stage);
        same(&mut answer.route, &each.route);
        same(&mut answer.looked_after, &each.looked_after);
        same(&mut answer.qualifying_days, &each.qualifying_days);
        same(&mut answer.next_change, &each.next_change);
        same(&mut answer.owed_by, &each.owed_by);
        same(&mut answer.dates.turns_16, &each.dates.turns_16);
        same(&mut answer.dates.turns_18, &each.dates.turns_18);
        same(&mut answer.dates.turns_21, &each.dates.turns_21);
        same(&mut answer.dates.turns_25, &each.dates.turns_25);
        same(&mut answer.dates.reaches_13_weeks, &each.dates.reaches_13_weeks);
        same(&mut answer.dates.eligible_from, &each.dates.eligible_from);
        same(&mut answer.dates.needs_assessment_due, &each.dates.needs_assessment_due);
        same(&mut answer.dates.six_month_home_date, &each.dates.six_month_home_date);
        answer.warnings = answer.warnings.or(each.warnings);
        answer.confirm = answer.confirm.or(each.confirm);
        let new: Vec<Fact> =
            each.missing.iter().filter(|fact| !answer.missing.contains(fact)).cloned().collect();
        answer.missing.extend(new);
    }
    let statuses: Vec<Status> = tried.iter().map(|each| each.status).collect();
    if statuses.iter().any(|status| *status != first.status) {
        answer.status = Status::NeedsInformation;
        (answer.duty_stage, answer.route) = (None, None);
        answer.missing.extend(facts(ways.deciding(&statuses)));
    }
    for (place, entitlement) in answer.entitlements.iter_mut().enumerate() {
        let others: Vec<&EntitlementAnswer> =
            tried.iter().filter_map(|each| each.entitlements.get(place)).collect();
        agree_on_entitlement(entitlement, &others, ways);
    }
    open_instead(law, &mut answer.entitlements);
    answer
}

fn agree_on_entitlement(answer: &mut EntitlementAnswer, others: &[&EntitlementAnswer], ways: &Ways) {
    let outcome = answer.outcome;
    for other in others {
        same(&mut answer.from, &other.from);
        same(&mut answer.until, &other.until);
        same(&mut answer.upcoming_from, &other.upcoming_from);
        same(&mut answer.amount_pence, &other.amount_pence);
        same(&mut answer.ask, &other.ask);
        answer.instead.named |= other.instead.named;
        let new: Vec<Fact> =
            other.needs.iter().filter(|fact| !answer.needs.contains(fact)).cloned().collect();
        answer.needs.extend(new);
    }
    if others.iter().any(|other| other.outcome != outcome) {
        answer.outcome = Outcome::NeedsInformation;
        (answer.from, answer.until, answer.upcoming_from) = (None, None, None);
        let outcomes: Vec<Outcome> = others.iter().map(|other| other.outcome).collect();
        let mut needs: Vec<Fact> = facts(ways.deciding(&outcomes)).collect();
        needs.extend(answer.needs.drain(..).collect::<Vec<_>>());
        answer.needs = needs;
    }
}

/// The facts that would settle it, for days that are known roughly.
fn facts(rough: Vec<Question>) -> impl Iterator<Item = Fact> {
    rough.into_iter().filter_map(|question| match question {
        Question::Born => Some(Fact::DateOfBirth),
        Question::CareStart(time) => Some(Fact::EpisodeStart(usize::from(time))),
        Question::CareEnd(time) => Some(Fact::EpisodeEnd(usize::from(time))),
        Question::StudyStart => Some(Fact::Circumstance(crate::facts::FactId::EducationStart)),
        _ => None,
    })
}

//! The question whose answer settles most.
//!
//! Every question that something waits for is tried with the answers that it can have. An entitlement is settled by an answer
//! when no question of ours stands before it any more. What a question is worth is what its answers settle on average: a
//! thing, and a thing more for every thousand pounds a year. The times in care are asked in their order, each weighed by
//! what the rest of that road can settle.

use super::answer::agreed;
use super::reading::Depth;
use super::told::{Care, Ending, MOST_TIMES, Place, Question, Reply, Told, When};
use crate::assessment::{Assessment, EntitlementAnswer, Fact, LawState, Outcome, Status};
use crate::calendar::birthday;
use crate::catalogue::Law;
use crate::entitlement::outcome::Per;
use crate::facts::{FactId, Kept, Takes, entry};
use crate::person::{EducationKind, Homeless};
use chrono::{Days, NaiveDate};

/// The question to ask next, and what hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// The question.
    pub question: Question,
    /// How many things some answer to it settles, or changes.
    pub things: usize,
    /// The largest sum among them, in pence, as it is paid.
    pub pence: Option<i64>,
    /// How many questions there are that can still change something, this one among them.
    pub left: usize,
}

/// What to ask next; nothing when no answer can change anything any more.
#[must_use]
pub fn next(law: &Law, told: &Told, as_of: NaiveDate) -> Option<Next> {
    if told.reply(Question::Born).is_none() {
        return Some(first(law, as_of));
    }
    let useful = useful(law, told, as_of);
    let left = useful.len();
    let holds = |trial: &Trial| trial.depth == Depth::All || still_changes(law, told, as_of, trial);
    useful.into_iter().find(holds).map(|best| best.asked(left))
}

/// Every question that can still change something, the one that settles most first.
#[must_use]
pub fn open_questions(law: &Law, told: &Told, as_of: NaiveDate) -> Vec<Next> {
    let useful = useful(law, told, as_of);
    let left = useful.len();
    useful.into_iter().map(|trial| trial.asked(left)).collect()
}

fn useful(law: &Law, told: &Told, as_of: NaiveDate) -> Vec<Trial> {
    if told.when(Question::Born).is_none() {
        return Vec::new();
    }
    let now = agreed(law, told, as_of, Depth::Ends).0;
    let trials = candidates(told, &now, as_of).into_iter().map(|question| {
        let answers = replies(told, question, as_of);
        Trial::of(law, told, as_of, &now, question, &answers)
    });
    let mut useful: Vec<Trial> = trials.filter(Trial::changes_something).collect();
    // The first of equals: the order of the candidates is the order of a conversation.
    useful.sort_by_key(|trial| std::cmp::Reverse(trial.worth));
    useful
}

/// Looked at once more with every combination of the rough days: what differs with all of them at one end may not when they
/// fall apart.
fn still_changes(law: &Law, told: &Told, as_of: NaiveDate, trial: &Trial) -> bool {
    let gists = replies(told, trial.question, as_of).into_iter().map(|told| {
        let then = agreed(law, &told, as_of, Depth::All).0;
        let in_force = then.entitlements.into_iter().filter(is_law);
        let outcomes: Vec<_> = in_force.map(|answer| (answer.outcome, answer.amount_pence)).collect();
        (then.status, outcomes)
    });
    differs(&gists.collect::<Vec<_>>())
}

/// Everything waits for the date of birth.
fn first(law: &Law, as_of: NaiveDate) -> Next {
    let nothing = agreed(law, &Told::default(), as_of, Depth::Ends).0;
    let waits = nothing.entitlements.iter().filter(|answer| answer.outcome == Outcome::NeedsInformation);
    Next { question: Question::Born, things: waits.count(), pence: None, left: 8 }
}

/// The questions that something waits for and that were not asked yet, in the order of a conversation.
fn candidates(told: &Told, now: &Assessment, as_of: NaiveDate) -> Vec<Question> {
    let mut found = care(told, now, as_of);
    let needs = now.entitlements.iter().filter(|answer| is_law(answer)).flat_map(|answer| &answer.needs);
    let needed: Vec<&Fact> = now.missing.iter().chain(needs).collect();
    for question in [Question::Homeless, Question::Study, Question::StudyStart, Question::StudyMonths] {
        if needed.iter().any(|fact| of_fact(told, fact) == Some(question)) {
            found.push(question);
        }
    }
    for question in needed.iter().filter_map(|fact| of_fact(told, fact)) {
        if !found.contains(&question) {
            found.push(question);
        }
    }
    found.retain(|question| told.reply(*question).is_none());
    found
}

/// The next step of the road through the times in care.
fn care(told: &Told, now: &Assessment, as_of: NaiveDate) -> Vec<Question> {
    if told.reply(Question::Where).is_none() {
        return vec![Question::Where];
    }
    let times = told.times();
    for time in 0..times {
        let steps = [Question::CareStart(time), Question::CareEnd(time), Question::CareKind(time)];
        if let Some(step) = steps.into_iter().find(|step| told.reply(*step).is_none()) {
            return vec![step];
        }
    }
    let Some(last) = times.checked_sub(1) else { return Vec::new() };
    let mut steps: Vec<Question> =
        (0..times).filter(|time| ended_young(told, *time, as_of)).map(Question::CareThen).collect();
    if times < MOST_TIMES && now.looked_after != Some(true) || told.reply(Question::CareMore(last)).is_some()
    {
        steps.push(Question::CareMore(last));
    }
    steps.retain(|step| told.reply(*step).is_none());
    steps
}

/// The time ended, and may have ended before 18.
fn ended_young(told: &Told, time: u8, as_of: NaiveDate) -> bool {
    let end = told.when(Question::CareEnd(time)).and_then(When::first);
    let eighteen = told.when(Question::Born).and_then(When::last).map(|born| birthday(born, 18));
    end.zip(eighteen).is_some_and(|(end, eighteen)| end < eighteen && end <= as_of)
}

/// What is asked for a fact; nothing for what only somebody else can say.
fn of_fact(told: &Told, fact: &Fact) -> Option<Question> {
    let rough = |question: Question| match (told.when(question), question.exactly()) {
        (Some(when), Some(exactly)) if !when.is_exact() => Some(exactly),
        _ => None,
    };
    let time = || fact.record().and_then(|place| u8::try_from(place).ok());
    match fact {
        Fact::DateOfBirth => rough(Question::Born),
        Fact::EpisodeStart(_) => rough(Question::CareStart(time()?)),
        Fact::EpisodeEnd(_) => rough(Question::CareEnd(time()?)),
        Fact::Circumstance(FactId::Homeless) => Some(Question::Homeless),
        Fact::Circumstance(FactId::Education) => Some(Question::Study),
        Fact::Circumstance(FactId::EducationStart) => Some(match told.reply(Question::StudyStart) {
            None if studies(told) => Question::StudyStart,
            _ => rough(Question::StudyStart)?,
        }),
        Fact::Circumstance(FactId::CourseYears) => studies(told).then_some(Question::StudyMonths),
        Fact::Circumstance(fact) => is_asked(*fact).then_some(Question::Fact(*fact)),
        _ => None,
    }
}

fn studies(told: &Told) -> bool {
    matches!(told.reply(Question::Study), Some(Reply::Studies(kind)) if kind != EducationKind::None)
}

fn is_asked(fact: FactId) -> bool {
    entry(fact).is_some_and(|entry| {
        entry.takes == Takes::YesOrNo && matches!(entry.kept, Kept::Circumstance | Kept::Course)
    })
}

/// What somebody could say, each as what they would then have told; for a step of the road through care, with the rest of
/// the road.
fn replies(told: &Told, question: Question, as_of: NaiveDate) -> Vec<Told> {
    let say = |reply| told.with(question, reply);
    match question {
        Question::Fact(_) => [true, false].map(|yes| say(Reply::Yes(yes))).into(),
        Question::Homeless => {
            [Homeless::Yes, Homeless::AtRisk, Homeless::No].map(|safe| say(Reply::Safe(safe))).into()
        }
        Question::Study => [
            EducationKind::None,
            EducationKind::SixthForm,
            EducationKind::FeFullTime,
            EducationKind::FePartTime,
            EducationKind::He,
            EducationKind::Apprenticeship,
        ]
        .map(|kind| say(Reply::Studies(kind)))
        .into(),
        Question::StudyMonths => [6, 12, 24, 36].map(|months| say(Reply::Months(months))).into(),
        Question::StudyStart => {
            let ages = [16, 18, 19, 20, 21, 24].into_iter().filter_map(|age| told.birthday(age));
            ages.chain([as_of]).map(|day| say(on(day))).collect()
        }
        Question::BornOn | Question::CareStartOn(_) | Question::CareEndOn(_) | Question::StudyStartOn => {
            let when = question.roughly().and_then(|rough| told.when(rough));
            let days = when.map(|when| within(told, when)).unwrap_or_default();
            days.into_iter().map(|day| say(on(day))).collect()
        }
        Question::Where => [Place::England, Place::Wales, Place::Never]
            .into_iter()
            .flat_map(|place| starts(&say(Reply::In(place)), 0, as_of))
            .collect(),
        Question::CareStart(time) => starts(told, time, as_of),
        Question::CareEnd(time) => ends(told, time, as_of),
        Question::CareKind(time) => kinds(told, time),
        Question::CareThen(_) => [
            Ending::Parent,
            Ending::Relative,
            Ending::Guardian,
            Ending::Adopted,
            Ending::Custody,
            Ending::Hospital,
            Ending::Own,
        ]
        .map(|ending| say(Reply::Then(ending)))
        .into(),
        Question::CareMore(time) => {
            let mut all = starts(&say(Reply::Yes(true)), time.saturating_add(1), as_of);
            all.push(say(Reply::Yes(false)));
            all
        }
        Question::Born => Vec::new(),
    }
}

const fn on(day: NaiveDate) -> Reply {
    Reply::On(When::Day(day))
}

/// The first, the last and the days of a month or year on which the law turns.
fn within(told: &Told, when: When) -> Vec<NaiveDate> {
    let (Some(first), Some(last)) = (when.first(), when.last()) else { return Vec::new() };
    let turning = [14, 16, 18, 21, 25].into_iter().filter_map(|age| told.birthday(age));
    let near = turning.flat_map(|day| [day.pred_opt(), Some(day), day.succ_opt()]).flatten();
    let inside = near.filter(|day| *day > first && *day < last);
    [first, last].into_iter().chain(inside).collect()
}

/// A time in care that began on each of some days, with the rest of its road. Where somebody was never in care, no road.
fn starts(told: &Told, time: u8, as_of: NaiveDate) -> Vec<Told> {
    if told.times() == 0 {
        return vec![told.clone()];
    }
    let days = [10, 14, 15, 16, 17].into_iter().filter_map(|age| told.birthday(age));
    let late = told.birthday(18).and_then(|day| day.checked_sub_days(Days::new(60)));
    let days = days.chain(late).filter(|day| *day <= as_of);
    days.flat_map(|day| {
        let told = told.with(Question::CareStart(time), on(day));
        let short = day.checked_add_days(Days::new(30)).filter(|end| *end <= as_of);
        let short = short.map(|end| told.with(Question::CareEnd(time), on(end)));
        let long = to_the_end(&told, time, as_of);
        short.into_iter().chain([long]).flat_map(|told| known_kind(&told, time)).collect::<Vec<_>>()
    })
    .collect()
}

/// The time in care goes on, or went on to the 18th birthday.
fn to_the_end(told: &Told, time: u8, as_of: NaiveDate) -> Told {
    let end = told.birthday(18).filter(|eighteen| *eighteen <= as_of);
    told.with(Question::CareEnd(time), end.map_or(Reply::Still, on))
}

fn ends(told: &Told, time: u8, as_of: NaiveDate) -> Vec<Told> {
    let start = told.when(Question::CareStart(time)).and_then(When::first);
    let soon = [30, 92, 200].into_iter().filter_map(|days| start?.checked_add_days(Days::new(days)));
    let birthdays = [14, 16, 17, 18].into_iter().filter_map(|age| told.birthday(age));
    let near = birthdays.flat_map(|day| [day.checked_sub_days(Days::new(20)), day.succ_opt()]).flatten();
    let days = soon.chain(near).filter(|day| *day <= as_of && start.is_none_or(|start| *day > start));
    let mut all: Vec<Told> = days.map(|day| told.with(Question::CareEnd(time), on(day))).collect();
    all.push(to_the_end(told, time, as_of));
    all.iter().flat_map(|told| known_kind(told, time)).collect()
}

/// Ordinary care, where the kind was not told of yet.
fn known_kind(told: &Told, time: u8) -> Vec<Told> {
    let question = Question::CareKind(time);
    match told.reply(question) {
        None => vec![told.with(question, Reply::Kind(Care::Elsewhere))],
        Some(_) => vec![told.clone()],
    }
}

fn kinds(told: &Told, time: u8) -> Vec<Told> {
    [Care::Foster, Care::Home, Care::Elsewhere, Care::ShortStays, Care::Remand]
        .map(|kind| told.with(Question::CareKind(time), Reply::Kind(kind)))
        .into()
}

/// One question with what comes of its answers.
struct Trial {
    question: Question,
    worth: i64,
    things: usize,
    pence: Option<i64>,
    changed: usize,
    /// How far its answers were looked at.
    depth: Depth,
}

/// Points of a thing; as many again for every thousand pounds a year.
const THING: i64 = 1_000;

impl Trial {
    fn of(
        law: &Law,
        told: &Told,
        as_of: NaiveDate,
        now: &Assessment,
        question: Question,
        replies: &[Told],
    ) -> Trial {
        let after: Vec<(Told, Assessment)> =
            replies.iter().map(|told| (told.clone(), agreed(law, told, as_of, Depth::Ends).0)).collect();
        let rough = !told.loose().is_empty();
        let depth = if rough { Depth::Ends } else { Depth::All };
        let mut trial = Trial { question, worth: 0, things: 0, pence: None, changed: 0, depth };
        let statuses: Vec<Status> = after.iter().map(|(_, then)| then.status).collect();
        trial.changed += usize::from(differs(&statuses));
        for (place, (answer, entry)) in now.entitlements.iter().zip(law.entitlements()).enumerate() {
            if !is_law(answer) {
                continue;
            }
            let then: Vec<(&Told, &EntitlementAnswer)> =
                after.iter().filter_map(|(told, then)| Some((told, then.entitlements.get(place)?))).collect();
            let settled = if is_open(told, answer) {
                then.iter().filter(|(told, then)| !is_open(told, then)).count()
            } else {
                0
            };
            let outcomes: Vec<(Outcome, Option<i64>)> =
                then.iter().map(|(_, then)| (then.outcome, then.amount_pence)).collect();
            let changes = differs(&outcomes);
            if settled == 0 && !changes {
                continue;
            }
            trial.changed += usize::from(changes);
            trial.things += 1;
            let sum = then.iter().filter(|(_, then)| then.outcome != Outcome::NotEntitled);
            let sum = sum.filter_map(|(_, then)| then.amount_pence).max();
            trial.pence = trial.pence.max(sum);
            let per = entry.money.as_ref().map(|money| money.per);
            let points = THING + sum.map_or(0, |sum| a_year(sum, per) / 100);
            // What was answered and can come out otherwise is worth a tenth of what is open.
            let part = if settled == 0 { 1 } else { settled * 10 };
            trial.worth += points * i64::try_from(part).unwrap_or(1);
        }
        let shares = i64::try_from(after.len()).unwrap_or(1).max(1) * 10 * steps_left(question);
        trial.worth /= shares;
        trial
    }

    const fn asked(&self, left: usize) -> Next {
        Next { question: self.question, things: self.things, pence: self.pence, left }
    }

    /// Some answer differs from another in what somebody can get.
    const fn changes_something(&self) -> bool {
        self.changed > 0
    }
}

/// What the rest of the road through care takes: it is short, and most of what there is hangs on it.
const fn steps_left(question: Question) -> i64 {
    match question {
        Question::Where | Question::CareStart(_) | Question::CareMore(_) => 2,
        _ => 1,
    }
}

fn a_year(pence: i64, per: Option<Per>) -> i64 {
    match per {
        Some(Per::Week) => pence.saturating_mul(52),
        Some(Per::Month) => pence.saturating_mul(12),
        Some(Per::Year | Per::Once) | None => pence,
    }
}

fn differs<T: PartialEq>(parts: &[T]) -> bool {
    parts.first().is_some_and(|first| parts.iter().any(|part| part != first))
}

fn is_law(answer: &EntitlementAnswer) -> bool {
    answer.state == LawState::InForce
}

/// It waits for something that we can still ask.
fn is_open(told: &Told, answer: &EntitlementAnswer) -> bool {
    let asks = |fact: &Fact| match fact {
        Fact::Episodes => told.reply(Question::Where).is_none(),
        Fact::EpisodeStart(_) | Fact::EpisodeEnd(_) | Fact::EpisodeLegalStatus(_) => {
            fact.record().and_then(|place| u8::try_from(place).ok()).is_some_and(|time| {
                let step = match fact {
                    Fact::EpisodeStart(_) => Question::CareStart(time),
                    Fact::EpisodeEnd(_) => Question::CareEnd(time),
                    _ => Question::CareKind(time),
                };
                told.reply(step).is_none() || is_unasked(told, of_fact(told, fact))
            })
        }
        _ => is_unasked(told, of_fact(told, fact)),
    };
    answer.outcome == Outcome::NeedsInformation && answer.needs.iter().any(asks)
}

fn is_unasked(told: &Told, question: Option<Question>) -> bool {
    question.is_some_and(|question| told.reply(question).is_none())
}

//! Finding out without a record: what is asked can change something, it ends, and both ends of a month are tried.

use chrono::{Datelike, Days, NaiveDate};
use leaving_care_rules::assessment::{Assessment, LawState, Outcome, Status};
use leaving_care_rules::facts::FactId;
use leaving_care_rules::find_out::{Care, Ending, Place, Question, Reply, Told, When, answer, next};
use leaving_care_rules::person::{EducationKind, Homeless};
use proptest::prelude::*;

use crate::engine::law;
use crate::histories::how_many;

const TODAY: &str = "2026-11-23";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn on(text: &str) -> Reply {
    Reply::On(When::Day(day(text)))
}

fn outcome(told: &Told, id: &str) -> Outcome {
    let place = law().find(id).unwrap().place();
    answer(law(), told, day(TODAY)).assessment.entitlements[place].outcome
}

/// In foster care in England, from and until these.
fn in_care(born: Reply, start: Reply, end: Reply) -> Told {
    Told::default()
        .with(Question::Born, born)
        .with(Question::Where, Reply::In(Place::England))
        .with(Question::CareStart(0), start)
        .with(Question::CareEnd(0), end)
        .with(Question::CareKind(0), Reply::Kind(Care::Foster))
}

#[test]
fn the_first_question_is_the_date_of_birth_and_the_second_is_about_care() {
    let first = next(law(), &Told::default(), day(TODAY)).unwrap();
    assert_eq!(first.question, Question::Born);
    assert!(first.things > 40, "{first:?}");
    let born = Told::default().with(Question::Born, on("2008-06-09"));
    let second = next(law(), &born, day(TODAY)).unwrap();
    assert_eq!(second.question, Question::Where, "{second:?}");
    assert_eq!(second.pence, Some(300_000), "{second:?}");
}

#[test]
fn whoever_does_not_know_when_they_were_born_is_asked_nothing_that_hangs_on_it() {
    let told = Told::default().with(Question::Born, Reply::DontKnow);
    assert_eq!(next(law(), &told, day(TODAY)), None);
    assert_eq!(outcome(&told, "complaint"), Outcome::Entitled);
}

#[test]
fn a_month_is_enough_where_both_its_ends_come_to_the_same() {
    let month = Reply::On(When::Month(day("2021-03-01")));
    let told = in_care(on("2008-06-09"), month, on("2026-06-09"));
    let found = answer(law(), &told, day(TODAY));
    assert_eq!(found.assessment.status, Status::FormerRelevant);
    assert_eq!(found.tried, [Question::CareStart(0)]);
    let mut told = told;
    while let Some(asked) = next(law(), &told, day(TODAY)) {
        assert_ne!(asked.question, Question::CareStartOn(0));
        told = told.with(asked.question, Reply::DontKnow);
    }
}

#[test]
fn the_day_is_asked_where_the_ends_of_the_month_differ() {
    // 18 on 9 June 2026: from March it is 13 weeks from the 10th on.
    let month = Reply::On(When::Month(day("2026-03-01")));
    let mut told = in_care(on("2008-06-09"), month, on("2026-06-09"));
    assert_eq!(answer(law(), &told, day(TODAY)).assessment.status, Status::NeedsInformation);
    let mut asked = Vec::new();
    while let Some(next) = next(law(), &told, day(TODAY)) {
        asked.push(next.question);
        let reply = match next.question {
            Question::CareStartOn(0) => on("2026-03-09"),
            _ => Reply::DontKnow,
        };
        told = told.with(next.question, reply);
    }
    assert!(asked.contains(&Question::CareStartOn(0)), "{asked:?}");
    assert_eq!(answer(law(), &told, day(TODAY)).assessment.status, Status::FormerRelevant);
}

#[test]
fn somebody_who_does_not_know_the_day_either_is_asked_once() {
    let month = Reply::On(When::Month(day("2026-03-01")));
    let told =
        in_care(on("2008-06-09"), month, on("2026-06-09")).with(Question::CareStartOn(0), Reply::DontKnow);
    assert_eq!(answer(law(), &told, day(TODAY)).assessment.status, Status::NeedsInformation);
    assert_ne!(next(law(), &told, day(TODAY)).map(|next| next.question), Some(Question::CareStartOn(0)));
}

#[test]
fn another_answer_forgets_what_followed_from_the_one_before() {
    let told = in_care(on("2008-06-09"), on("2020-01-01"), on("2022-01-01"))
        .with(Question::CareThen(0), Reply::Then(Ending::Parent))
        .with(Question::Study, Reply::Studies(EducationKind::He))
        .with(Question::Fact(FactId::FullTime), Reply::Yes(true));
    let now = told.with(Question::CareEnd(0), Reply::Still);
    assert_eq!(now.reply(Question::CareThen(0)), None);
    assert_eq!(now.reply(Question::CareKind(0)), Some(Reply::Kind(Care::Foster)));
    let now = now.with(Question::Study, Reply::Studies(EducationKind::None));
    assert_eq!(now.reply(Question::Fact(FactId::FullTime)), None);
    let never = now.with(Question::Where, Reply::In(Place::Never));
    assert_eq!((never.times(), never.reply(Question::CareStart(0))), (0, None));
    assert_eq!(never.back().1, Some(Question::Study));
}

#[test]
fn who_was_never_in_care_and_has_no_home_tonight_is_told_which_doors_are_open() {
    let told = Told::default()
        .with(Question::Born, on("2007-06-09"))
        .with(Question::Where, Reply::In(Place::Never))
        .with(Question::Homeless, Reply::Safe(Homeless::Yes));
    for open in ["homeless_help", "crisis_payment"] {
        assert_ne!(outcome(&told, open), Outcome::NotEntitled, "{open}");
    }
}

#[test]
fn what_was_told_is_written_and_read_again_as_it_was() {
    let told = in_care(on("2008-06-09"), Reply::On(When::Year(2020)), Reply::DontKnow)
        .with(Question::Fact(FactId::Parent), Reply::Yes(false))
        .with(Question::Homeless, Reply::Safe(Homeless::AtRisk))
        .with(Question::StudyMonths, Reply::Months(24));
    let text = serde_json::to_string(&told).unwrap();
    assert_eq!(serde_json::from_str::<Told>(&text).unwrap(), told);
    assert!(serde_json::from_str::<Told>(r#"[[{"fact":"no_such_fact"},{"yes":true}]]"#).is_err());
}

/// What somebody can get, without its dates.
fn gist(told: &Told) -> (Status, Vec<(Outcome, Option<i64>)>) {
    let Assessment { status, entitlements, .. } = answer(law(), told, day(TODAY)).assessment;
    let in_force = entitlements.iter().filter(|each| each.state == LawState::InForce);
    (status, in_force.map(|each| (each.outcome, each.amount_pence)).collect())
}

fn months(from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..).map(move |step| from + Days::new(step * 13)).take_while(move |day| *day < until)
}

/// Every reply that a question can have; days are looked at every 13 days.
fn every_reply(told: &Told, question: Question) -> Vec<Reply> {
    let born = told.when(Question::Born).and_then(When::first).unwrap_or(day("2000-01-01"));
    let days = |from, until| months(from, until).map(|day| Reply::On(When::Day(day))).collect::<Vec<_>>();
    match question {
        Question::Fact(_) | Question::CareMore(_) => vec![Reply::Yes(true), Reply::Yes(false)],
        Question::Homeless => [Homeless::Yes, Homeless::AtRisk, Homeless::No].map(Reply::Safe).into(),
        Question::Study => [
            EducationKind::None,
            EducationKind::SixthForm,
            EducationKind::FeFullTime,
            EducationKind::FePartTime,
            EducationKind::He,
            EducationKind::Apprenticeship,
        ]
        .map(Reply::Studies)
        .into(),
        Question::StudyMonths => [1, 6, 12, 18, 24, 36, 60].map(Reply::Months).into(),
        Question::Where => [
            Place::England,
            Place::Wales,
            Place::Scotland,
            Place::NorthernIreland,
            Place::Abroad,
            Place::Never,
        ]
        .map(Reply::In)
        .into(),
        Question::CareKind(_) => {
            [Care::Foster, Care::Relative, Care::Home, Care::Elsewhere, Care::ShortStays, Care::Remand]
                .map(Reply::Kind)
                .into()
        }
        Question::CareThen(_) => [
            Ending::Parent,
            Ending::Relative,
            Ending::Guardian,
            Ending::Adopted,
            Ending::Custody,
            Ending::Hospital,
            Ending::Own,
        ]
        .map(Reply::Then)
        .into(),
        Question::CareEnd(_) => {
            let mut all = days(born, day(TODAY));
            all.push(Reply::Still);
            all
        }
        Question::BornOn | Question::CareStartOn(_) | Question::CareEndOn(_) | Question::StudyStartOn => {
            let when = told.when(question.roughly().unwrap()).unwrap();
            let (first, last) = (when.first().unwrap(), when.last().unwrap());
            let mut all: Vec<_> = (0..=(last - first).num_days())
                .map(|step| Reply::On(When::Day(first + Days::new(u64::try_from(step).unwrap()))))
                .collect();
            if all.len() > 40 {
                all = all.into_iter().step_by(9).chain([Reply::On(When::Day(last))]).collect();
            }
            all
        }
        Question::CareStart(_) | Question::Born => days(born, day(TODAY)),
        // A course may lie ahead.
        Question::StudyStart => days(born, day("2031-01-01")),
    }
}

/// Ends of a time in care: a month after it began, which is what the shortest rules turn on, none, and days all through a life.
fn some_ends(told: &Told, time: u8) -> Vec<Told> {
    let end = Question::CareEnd(time);
    let begun = told.when(Question::CareStart(time)).and_then(When::first);
    let month = begun.map(|begun| begun + Days::new(30)).filter(|day_of_end| *day_of_end <= day(TODAY));
    let month = month.map(|day_of_end| Reply::On(When::Day(day_of_end)));
    let others = every_reply(told, end);
    let others = others.iter().copied().step_by(25);
    month.into_iter().chain([Reply::Still]).chain(others).map(|reply| told.with(end, reply)).collect()
}

/// Whether the answers to a question can come to different things: at once, or with a step or two more of the road through
/// care.
fn can_change_something(told: &Told, question: Question) -> bool {
    let road = |told: &Told| -> Vec<Told> {
        let mut all = vec![told.clone()];
        for time in 0..told.times() {
            if told.reply(Question::CareStart(time)).is_none() {
                let starts = every_reply(told, Question::CareStart(time));
                all = all
                    .iter()
                    .flat_map(|told| {
                        starts.iter().step_by(12).map(|start| told.with(Question::CareStart(time), *start))
                    })
                    .collect();
            }
            if told.reply(Question::CareEnd(time)).is_none() {
                all = all.iter().flat_map(|told| some_ends(told, time)).collect();
            }
            if told.reply(Question::CareKind(time)).is_none() {
                all = all
                    .iter()
                    .map(|told| told.with(Question::CareKind(time), Reply::Kind(Care::Home)))
                    .collect();
            }
        }
        all
    };
    let mut before = None;
    for reply in every_reply(told, question) {
        for then in road(&told.with(question, reply)) {
            let now = gist(&then);
            if before.get_or_insert_with(|| now.clone()) != &now {
                return true;
            }
        }
    }
    false
}

/// A made-up answer: what a seed picks, roughly now and then, and sometimes that they don't know.
fn made_up(told: &Told, question: Question, seed: &mut u64) -> Reply {
    let mut pick = |of: usize| {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*seed >> 33).unwrap() % of
    };
    if question != Question::Born && pick(6) == 0 {
        return Reply::DontKnow;
    }
    let all = match question {
        Question::Born => {
            (0..40).map(|month| on("2000-05-03").later(u64::try_from(month).unwrap() * 92)).collect()
        }
        _ => every_reply(told, question),
    };
    let reply = all[pick(all.len())];
    match (reply, pick(4)) {
        (Reply::On(When::Day(day)), 0) if question.exactly().is_some() => {
            Reply::On(When::Month(day.with_day(1).unwrap()))
        }
        (Reply::On(When::Day(day)), 1) if question.exactly().is_some() => Reply::On(When::Year(day.year())),
        _ => reply,
    }
}

trait Later {
    fn later(self, days: u64) -> Self;
}

impl Later for Reply {
    fn later(self, days: u64) -> Self {
        match self {
            Reply::On(When::Day(day)) => Reply::On(When::Day(day + Days::new(days))),
            other => other,
        }
    }
}

/// Asks somebody whose answers a seed makes up, until nothing is left to ask.
fn ask_to_the_end(mut seed: u64) -> Result<(), TestCaseError> {
    let (mut told, mut asked) = (Told::default(), Vec::new());
    while let Some(next) = next(law(), &told, day(TODAY)) {
        prop_assert!(!asked.contains(&next.question), "{:?} twice after {told:?}", next.question);
        prop_assert!(
            next.question == Question::Born || can_change_something(&told, next.question),
            "{:?} after {told:?}",
            next.question
        );
        prop_assert!(next.things > 0 && next.left > 0, "{next:?}");
        asked.push(next.question);
        prop_assert!(asked.len() < 80, "{asked:?}");
        told = told.with(next.question, made_up(&told, next.question, &mut seed));
    }
    Ok(())
}

/// Another time in care that was as short as a month can change something here, and nothing longer does.
#[test]
fn people_for_whom_only_a_short_time_in_care_could_change_anything_are_asked_about_it() {
    for seed in [7_045_692_774_893_784_427, 5_083_281_095_867_752_796] {
        ask_to_the_end(seed).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: (how_many() / 300).max(1), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_never_asks_what_can_change_nothing_nor_anything_twice_and_it_ends(seed in any::<u64>()) {
        ask_to_the_end(seed)?;
    }
}

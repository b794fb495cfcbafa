//! Questions and results, and how many questions it takes beside a fixed order.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law, Person,
    facts::FactId,
    find_out::{Care, Ending, Place, Question, Reply, Told, When, next},
    person::{Homeless, LegalStatus, Placement},
};
use onward_store::scope::Task;

use super::{question::QuestionPage, result::Found, result::ResultPage};
use crate::web::testing::{BOROUGH, Borough, NOW, keep, proper, public_frame, reads, shown_in};
use crate::web::view::{Frame, Page};

const TODAY: &str = "2026-11-23";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn law() -> &'static Law {
    Borough::law()
}

fn on(text: &str) -> Reply {
    Reply::On(When::Day(day(text)))
}

fn page(page: &impl Page) -> String {
    let html = shown_in(&Frame { private: true, ..public_frame() }, page);
    proper(&html);
    assert!(html.contains("data-personal") && html.contains("data-leave"), "{html}");
    html
}

/// At college, left care at 18, knows the month in which it began.
fn jamie() -> Told {
    Told::default()
        .with(Question::Born, on("2008-06-09"))
        .with(Question::Where, Reply::In(Place::England))
        .with(Question::CareStart(0), Reply::On(When::Month(day("2021-03-01"))))
        .with(Question::CareEnd(0), on("2026-06-09"))
        .with(Question::CareKind(0), Reply::Kind(Care::Foster))
        .with(Question::Study, Reply::Studies(leaving_care_rules::person::EducationKind::FeFullTime))
}

fn result_of(told: &Told) -> String {
    let found = Found::of(law(), told.clone(), day(TODAY));
    page(&ResultPage::of(law(), &found, "sealed".into()))
}

#[test]
fn the_first_question_says_why_it_is_asked_and_that_nothing_is_kept() {
    let first = next(law(), &Told::default(), day(TODAY)).unwrap();
    let html = page(&QuestionPage::shown(&Told::default(), first.question, Some(first), "sealed".into()));
    keep("check_question", &html);
    insta::assert_snapshot!("first", reads(&html));
}

#[test]
fn a_question_of_the_law_is_asked_in_its_own_words_with_all_that_was_said_before() {
    let question = Question::Fact(FactId::RecourseToPublicFunds);
    insta::assert_snapshot!(
        "fact",
        reads(&page(&QuestionPage::shown(&jamie(), question, None, "sealed".into())))
    );
    let rough = QuestionPage::shown(&jamie(), Question::CareStartOn(0), None, "sealed".into());
    assert!(reads(&page(&rough)).contains("You told us March 2021. Here the day changes the answer."));
}

#[test]
fn jamie_who_left_care_at_18_sees_what_is_theirs_and_what_to_say_to_the_council() {
    let html = result_of(&jamie());
    keep("check_result", &html);
    let words = reads(&html);
    insta::assert_snapshot!("jamie", words);
    assert!(!words.contains("1 March 2021"), "a day that nobody told: {words}");
}

#[test]
fn who_was_never_in_care_and_has_no_home_tonight_sees_the_doors_that_are_open_and_never_a_bare_no() {
    let told = Told::default()
        .with(Question::Born, on("2007-06-09"))
        .with(Question::Where, Reply::In(Place::Never))
        .with(Question::Homeless, Reply::Safe(Homeless::Yes));
    let words = reads(&result_of(&told));
    insta::assert_snapshot!("never", words);
    assert!(words.contains("Nowhere safe tonight?") && words.contains("A roof for tonight"), "{words}");
}

#[test]
fn care_in_wales_is_not_a_no_and_says_whom_to_ask() {
    let told = jamie().with(Question::Where, Reply::In(Place::Wales)).with(Question::Study, Reply::DontKnow);
    let words = reads(&result_of(&told));
    assert!(words.contains("The council in Wales may owe you help."), "{words}");
}

#[test]
fn who_does_not_know_when_they_were_born_is_not_sent_away() {
    let told = Told::default().with(Question::Born, Reply::DontKnow);
    let words = reads(&result_of(&told));
    assert!(words.contains("Here is what we know so far") && words.contains("Complain"), "{words}");
}

// ---- how many questions ----

/// A time in care: from, until, of which kind.
type Time = (Option<NaiveDate>, Option<NaiveDate>, Option<Care>);

/// The times of a record, moves within one left out.
fn times(person: &Person) -> Vec<Time> {
    let mut times: Vec<Time> = Vec::new();
    for episode in person.episodes.iter().flatten() {
        let kind = episode.legal_status.map(|legal| match (legal, episode.placement) {
            (LegalStatus::V3 | LegalStatus::V4, _) => Care::ShortStays,
            (LegalStatus::J1 | LegalStatus::J2 | LegalStatus::J3, _) => Care::Remand,
            (_, Some(placement)) if placement.is_foster() => Care::Foster,
            (_, Some(Placement::K2)) => Care::Home,
            _ => Care::Elsewhere,
        });
        match times.last_mut() {
            Some((_, until, _)) if until.is_some() && *until == episode.start => *until = episode.end,
            _ => times.push((episode.start, episode.end, kind)),
        }
    }
    times
}

/// What this person would say.
fn says(person: &Person, question: Question) -> Reply {
    let times = times(person);
    let time = question.time().and_then(|time| times.get(usize::from(time)).copied());
    let days = |day: Option<NaiveDate>| day.map_or(Reply::DontKnow, |day| Reply::On(When::Day(day)));
    let course = person.circumstances.education.as_ref();
    match question {
        Question::Born | Question::BornOn => days(person.date_of_birth),
        Question::Where if person.episodes.is_none() => Reply::DontKnow,
        Question::Where => Reply::In(if times.is_empty() { Place::Never } else { Place::England }),
        Question::CareStart(_) | Question::CareStartOn(_) => days(time.and_then(|(start, ..)| start)),
        Question::CareEnd(_) | Question::CareEndOn(_) => {
            time.and_then(|(_, end, _)| end).map_or(Reply::Still, |end| Reply::On(When::Day(end)))
        }
        Question::CareKind(_) => time.and_then(|(.., kind)| kind).map_or(Reply::DontKnow, Reply::Kind),
        Question::CareThen(_) => Reply::Then(Ending::Own),
        Question::CareMore(after) => Reply::Yes(usize::from(after) + 1 < times.len()),
        Question::Homeless => person.circumstances.homeless.map_or(Reply::DontKnow, Reply::Safe),
        Question::Study => course.and_then(|course| course.kind).map_or(Reply::DontKnow, Reply::Studies),
        Question::StudyStart | Question::StudyStartOn => days(course.and_then(|course| course.start)),
        Question::StudyMonths => {
            course.and_then(|course| course.course_months).map_or(Reply::DontKnow, Reply::Months)
        }
        Question::Fact(FactId::InPathwayPlan) => yes(course.and_then(|course| course.in_pathway_plan)),
        Question::Fact(FactId::FullTime) => yes(course.and_then(|course| course.full_time)),
        Question::Fact(FactId::Residential) => yes(course.and_then(|course| course.residential)),
        Question::Fact(FactId::Continuing) => yes(course.and_then(|course| course.continuing)),
        Question::Fact(fact) => yes(person.circumstances.answers.get(fact)),
    }
}

fn yes(answer: Option<bool>) -> Reply {
    answer.map_or(Reply::DontKnow, Reply::Yes)
}

/// The next question of a fixed order: dates and care first, then home, study, and every fact in the order of the law's list.
fn fixed(told: &Told) -> Option<Question> {
    use leaving_care_rules::facts::{Kept, Takes, entry};
    let mut order = vec![Question::Born, Question::Where];
    for time in 0..told.times() {
        order.extend([
            Question::CareStart(time),
            Question::CareEnd(time),
            Question::CareKind(time),
            Question::CareThen(time),
            Question::CareMore(time),
        ]);
    }
    order.extend([Question::Homeless, Question::Study]);
    let studies = matches!(told.reply(Question::Study), Some(Reply::Studies(kind)) if kind != leaving_care_rules::person::EducationKind::None);
    if studies {
        order.extend([Question::StudyStart, Question::StudyMonths]);
    }
    let kept = |fact: &&FactId| {
        entry(**fact).is_some_and(|entry| {
            let of_course = studies && entry.kept == Kept::Course;
            entry.takes == Takes::YesOrNo
                && (of_course || entry.kept == Kept::Circumstance)
                && !entry.warning_only
        })
    };
    order.extend(FactId::ALL.iter().filter(kept).map(|fact| Question::Fact(*fact)));
    order.into_iter().find(|question| told.reply(*question).is_none())
}

/// How many questions until no answer can change anything any more.
fn asked(person: &Person, adaptive: bool) -> usize {
    let mut told = Told::default();
    let mut count = 0;
    while let Some(best) = next(law(), &told, day(TODAY)) {
        let Some(question) = (if adaptive { Some(best.question) } else { fixed(&told) }) else { break };
        told = told.with(question, says(person, question));
        count += 1;
        assert!(count < 60, "{told:?}");
    }
    count
}

#[test]
fn the_histories_of_the_sample_take_about_half_the_questions_of_a_fixed_order() {
    let everyone = BOROUGH.store.write(|tx| tx.system(Task::Job, None, NOW)?.everyone()).unwrap();
    let people: Vec<Person> = everyone.iter().map(|one| one.facts.rules_person(day(TODAY))).collect();
    assert!(people.len() >= 60, "{}", people.len());
    let of = |adaptive| people.iter().map(|person| asked(person, adaptive)).sum::<usize>();
    let (adaptive, fixed) = (of(true), of(false));
    let tenth = |sum: usize| {
        format!(
            "{:.1}",
            f64::from(u32::try_from(sum).unwrap()) / f64::from(u32::try_from(people.len()).unwrap())
        )
    };
    let line = format!(
        "{} histories: {} questions each in a fixed order, {} where each is the one that settles most ({} %).",
        people.len(),
        tenth(fixed),
        tenth(adaptive),
        adaptive * 100 / fixed
    );
    let written = include_str!("../../../docs/finding-out.md");
    assert!(written.contains(&line), "docs/finding-out.md should say: {line}");
    assert!(adaptive * 100 <= fixed * 65, "{line}");
}

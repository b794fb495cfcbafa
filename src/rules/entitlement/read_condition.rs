//! Reads a condition of the language from its file, noting every mistake with its line.

use super::condition::{Anchor, Bound, Condition, DayKind, DaysReached, Known, Test, When, Years};
use super::named;
use super::program::Register;
use super::reading::{EDUCATION_WORDS, File, OUTCOME_WORDS, ROUTE_WORDS, STAGE_WORDS, STATUS_WORDS, Value};
use crate::calendar::Day;
use crate::facts::{self, FactId, TESTED};
use crate::person::{EducationKind, Homeless, Placement};
use toml::de::DeTable;

const DAY_KINDS: [(&str, DayKind); 7] = [
    ("looked_after", DayKind::LookedAfter),
    ("short_break", DayKind::ShortBreak),
    ("at_home", DayKind::AtHome),
    ("detained", DayKind::Detained),
    ("section_17", DayKind::Section17),
    ("custody_from_care", DayKind::CustodyFromCare),
    ("permanence_from_care", DayKind::PermanenceFromCare),
];
const YES_OR_NO: [(&str, bool); 2] = [("yes", true), ("no", false)];
const KNOWN_OR_NOT: [(&str, bool); 2] = [("known", true), ("unknown", false)];
const KNOWN_WORDS: [(&str, Known); 3] = [("yes", Known::Yes), ("no", Known::No), ("unknown", Known::Unknown)];
const HOMELESS_WORDS: [(&str, Option<Homeless>); 4] = [
    ("yes", Some(Homeless::Yes)),
    ("at_risk", Some(Homeless::AtRisk)),
    ("no", Some(Homeless::No)),
    ("unknown", None),
];
const ANCHORS: [(&str, Anchor); 5] = [
    ("eve_of_16", Anchor::EveOf(16)),
    ("eve_of_18", Anchor::EveOf(18)),
    ("eve_of_21", Anchor::EveOf(21)),
    ("eve_of_25", Anchor::EveOf(25)),
    ("education_start", Anchor::EducationStart),
];

/// Reads a condition; `None` after noting what is wrong.
pub(crate) fn read<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Condition> {
    let at = value.span().start;
    let line = file.line(at);
    let table = file.table(value)?;
    let mut parts = Vec::new();
    for (key, value) in table {
        let line = file.line(key.span().start);
        parts.push(read_test(file, key.get_ref(), key.span().start, value).map(|test| Condition {
            test,
            line,
            register: Register::ALWAYS,
        }));
    }
    let mut parts: Vec<Condition> = parts.into_iter().collect::<Option<_>>()?;
    match parts.len() {
        0 => {
            file.problem(at, "an empty condition; leave `when` out for the last line");
            None
        }
        1 => parts.pop(),
        _ => Some(Condition { test: Test::All(parts), line, register: Register::ALWAYS }),
    }
}

fn read_test<'t>(file: &mut File<'t>, key: &str, at: usize, value: &Value<'t>) -> Option<Test> {
    if let Some((_, kind)) = DAY_KINDS.iter().find(|(name, _)| *name == key) {
        return file.word(value, &YES_OR_NO).map(|yes| Test::DayKind(*kind, yes));
    }
    if let Some(fact) = key.parse::<FactId>().ok().filter(|fact| fact.number() < TESTED) {
        return read_yes_no(file, fact, value);
    }
    match key {
        "all" => read_list(file, value).map(Test::All),
        "any" => read_list(file, value).map(Test::Any),
        "not" => read(file, value).map(|inner| Test::Not(Box::new(inner))),
        "status" => some_words(file, value, &STATUS_WORDS).map(Test::Status),
        "duty_stage" => some_words(file, value, &STAGE_WORDS).map(Test::Stage),
        "route" => some_words(file, value, &ROUTE_WORDS).map(Test::Route),
        "accommodated" => {
            some_words(file, value, ROUTE_WORDS.get(1..).unwrap_or_default()).map(Test::Accommodated)
        }
        "age" => read_age(file, value),
        "day" => read_dates(file, value).map(|(from, until)| Test::Dates(from, until)),
        "born" => read_dates(file, value).map(|(from, until)| Test::Born(from, until)),
        "in_force" => file.text(value).map(Test::InForce),
        "placement" => {
            let words: Vec<(&str, Placement)> =
                Placement::ALL.iter().map(|placement| (placement.code(), *placement)).collect();
            some_words(file, value, &words).map(Test::Placement)
        }
        "education" => file.word(value, &KNOWN_OR_NOT).map(Test::EducationKnown),
        "education_kind" => some_words(file, value, &EDUCATION_WORDS).map(Test::EducationKind),
        "studying" => read_studying(file, value),
        "education_start" => read_education_start(file, value),
        "course_years" => read_course_years(file, value),
        "age_on_31_august" => read_august(file, value),
        "setting_up_home_paid" => {
            let table = file.table(value)?;
            let fields = file.fields(table, &["under"]);
            let under = fields.must(file, value.span().start, "under")?;
            file.text(under).map(Test::PaidUnder)
        }
        "ever" => read(file, value).map(|inner| Test::Ever(Box::new(inner))),
        "ended" => read_ended(file, value),
        "as_on" => read_as_on(file, value),
        "days" => read_days(file, value),
        "held_for" => read_held_for(file, value),
        "homeless" => some_words(file, value, &HOMELESS_WORDS).map(Test::Homeless),
        "leave_ends" => one_number(file, value, "within_days").map(Test::LeaveEnds),
        "care_at_16" => one_number(file, value, "months").map(Test::CareAt16),
        "is" => read_named(file, value),
        "gives" => read_gives(file, value),
        _ => {
            file.problem(at, format!("no fact and no operator is called `{key}`"));
            None
        }
    }
}

fn some_words<'t, T: Copy>(file: &mut File<'t>, value: &Value<'t>, words: &[(&str, T)]) -> Option<Vec<T>> {
    let found = file.words(value, words);
    (!found.is_empty()).then_some(found)
}

fn read_list<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Vec<Condition>> {
    let values = file.list(value);
    if values.is_empty() {
        file.problem(value.span().start, "an empty list of conditions says nothing");
    }
    let parts: Vec<Option<Condition>> = values.into_iter().map(|each| read(file, each)).collect();
    parts.into_iter().collect()
}

fn read_yes_no<'t>(file: &mut File<'t>, fact: FactId, value: &Value<'t>) -> Option<Test> {
    let wanted = some_words(file, value, &KNOWN_WORDS)?;
    let never_unknown = facts::entry(fact).is_some_and(|entry| entry.counts_as.is_some());
    if never_unknown && wanted.contains(&Known::Unknown) {
        file.problem(value.span().start, "this fact has a default and is never unknown");
        return None;
    }
    Some(Test::YesNo(fact, wanted))
}

fn read_age<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Test> {
    let table = file.table(value)?;
    let fields = file.fields(table, &["from", "until"]);
    let mut bound = |key: &str| match fields.get(key) {
        None => Some(None),
        Some(value) if value.get_ref().is_str() => file.text(value).map(|id| Some(Bound::Figure(id))),
        Some(value) => file.number(value).map(|age| Some(Bound::Age(age))),
    };
    let (from, until) = (bound("from")?, bound("until")?);
    if let (Some(Bound::Age(from)), Some(Bound::Age(until))) = (&from, &until)
        && from >= until
    {
        file.problem(value.span().start, "`from` must be less than `until`");
    }
    if from.is_none() && until.is_none() {
        file.problem(value.span().start, "give `from`, `until` or both");
    }
    Some(Test::Age(from, until))
}

fn read_dates<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<(Option<Day>, Option<Day>)> {
    let table = file.table(value)?;
    let fields = file.fields(table, &["from", "until"]);
    let from = fields.get("from").and_then(|value| file.day(value));
    let until = fields.get("until").and_then(|value| file.day(value));
    if from.is_some() && until.is_some() && from >= until {
        file.problem(value.span().start, "`from` must be earlier than `until`");
    }
    if from.is_none() && until.is_none() {
        file.problem(value.span().start, "give `from`, `until` or both");
    }
    Some((from, until))
}

fn read_studying<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Test> {
    let any = || {
        EDUCATION_WORDS.iter().map(|(_, kind)| *kind).filter(|kind| *kind != EducationKind::None).collect()
    };
    match value.get_ref().as_str() {
        Some("yes") => Some(Test::Studying(any())),
        Some("no") => {
            let line = file.line(value.span().start);
            Some(Test::Not(Box::new(Condition {
                test: Test::Studying(any()),
                line,
                register: Register::ALWAYS,
            })))
        }
        _ => some_words(file, value, EDUCATION_WORDS.get(1..).unwrap_or_default()).map(Test::Studying),
    }
}

fn read_education_start<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Test> {
    if value.get_ref().is_str() {
        return file.word(value, &[("unknown", ())]).map(|()| Test::EducationStart(When::Unknown));
    }
    let table: &DeTable<'t> = file.table(value)?;
    if table.contains_key("before_age") {
        let fields = file.fields(table, &["before_age"]);
        let age = fields.get("before_age").and_then(|age| file.number(age))?;
        return Some(Test::EducationStart(When::BeforeAge(age)));
    }
    read_dates(file, value).map(|(from, until)| Test::EducationStart(When::Between(from, until)))
}

fn read_course_years<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Test> {
    if value.get_ref().is_str() {
        return file.word(value, &[("unknown", ())]).map(|()| Test::CourseYears(Years::Unknown));
    }
    let table = file.table(value)?;
    let fields = file.fields(table, &["at_least", "under"]);
    match (fields.get("at_least"), fields.get("under")) {
        (Some(least), None) => months(file, least).map(|months| Test::CourseYears(Years::AtLeast(months))),
        (None, Some(under)) => months(file, under).map(|months| Test::CourseYears(Years::Under(months))),
        _ => {
            file.problem(value.span().start, "give `at_least` or `under`");
            None
        }
    }
}

fn read_august<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Test> {
    let table = file.table(value)?;
    let fields = file.fields(table, &["from", "until"]);
    let at = value.span().start;
    let from = fields.must(file, at, "from").and_then(|age| file.number(age))?;
    let until = fields.must(file, at, "until").and_then(|age| file.number(age))?;
    Some(Test::AgeOn31August(from, until))
}

fn read_ended<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Test> {
    let table = file.table(value)?;
    let fields = file.fields(table, &["what", "while"]);
    let at = value.span().start;
    let what = fields.must(file, at, "what").and_then(|what| read(file, what))?;
    let during = fields.must(file, at, "while").and_then(|during| read(file, during))?;
    Some(Test::Ended(Box::new(what), Box::new(during)))
}

fn read_as_on<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Test> {
    let table = file.table(value)?;
    let fields = file.fields(table, &["day", "that"]);
    let at = value.span().start;
    let anchor = fields.must(file, at, "day").and_then(|day| file.word(day, &ANCHORS))?;
    let that = fields.must(file, at, "that").and_then(|that| read(file, that))?;
    Some(Test::AsOn(anchor, Box::new(that)))
}

fn read_days<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Test> {
    let table = file.table(value)?;
    let fields = file.fields(table, &["of", "from_age", "until_age", "at_least"]);
    let at = value.span().start;
    let of = fields.must(file, at, "of").and_then(|of| file.word(of, &DAY_KINDS))?;
    let at_least = fields.must(file, at, "at_least").and_then(|days| file.number(days))?;
    let from_age = fields.must(file, at, "from_age").and_then(|age| file.number(age))?;
    let until_age = fields.must(file, at, "until_age").and_then(|age| file.number(age))?;
    Some(Test::Days(DaysReached { of, from_age, until_age, at_least }))
}

fn read_held_for<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Test> {
    let table = file.table(value)?;
    let fields = file.fields(table, &["what", "months"]);
    let at = value.span().start;
    let what = fields.must(file, at, "what").and_then(|what| file.word(what, &DAY_KINDS))?;
    let months = fields.must(file, at, "months").and_then(|months| file.number(months))?;
    Some(Test::HeldFor(what, months))
}

/// Years, including part-years, as months.
fn months<'t>(file: &mut File<'t>, years: &Value<'t>) -> Option<u32> {
    let hundredths = file.hundredths(years)?;
    u32::try_from(hundredths * 12 / 100).ok()
}

/// A table with a single number.
fn one_number<'t, N: TryFrom<i64>>(file: &mut File<'t>, value: &Value<'t>, key: &str) -> Option<N> {
    let table = file.table(value)?;
    let fields = file.fields(table, &[key]);
    fields.must(file, value.span().start, key).and_then(|number| file.number(number))
}

fn read_named<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Test> {
    let name = file.text(value)?;
    match named::find(&name) {
        Some(condition) => Some(Test::Named(name.into(), Box::new(condition.clone()))),
        None => {
            file.problem(value.span().start, format!("no condition is called `{name}`"));
            None
        }
    }
}

fn read_gives<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Test> {
    let table = file.table(value)?;
    let fields = file.fields(table, &["entitlement", "answer"]);
    let at = value.span().start;
    let id = fields.must(file, at, "entitlement").and_then(|id| file.text(id))?;
    let answer = fields.must(file, at, "answer").and_then(|answer| file.word(answer, &OUTCOME_WORDS))?;
    Some(Test::Gives(id, answer))
}

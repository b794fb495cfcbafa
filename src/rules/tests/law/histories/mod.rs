//! Random lives of every kind that the rules mention, weighted towards the days where the law changes: birthdays, 91
//! days, six months, 17 and 28 days of a short break. They shrink to the smallest life that still shows the difference.

mod care;
mod circumstances;
mod happenings;

use crate::naive::{Day, after_months, birthday, day, written};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A person document and the day to answer for.
#[derive(Clone, Debug)]
pub struct History {
    pub person: Value,
    pub as_of: String,
}

/// How many histories to try: `HISTORIES=1000000` by hand, otherwise three thousand.
#[expect(clippy::disallowed_methods, reason = "a knob of this test, not a setting of the service")]
pub fn how_many() -> u32 {
    std::env::var("HISTORIES").ok().and_then(|number| number.parse().ok()).unwrap_or(3_000)
}

/// Lives with every fact known.
pub fn known() -> impl Strategy<Value = History> {
    life(care::episodes(), happenings::events(4))
}

/// Lives of short breaks, alone and among other care.
pub fn short_breaks() -> impl Strategy<Value = History> {
    life(care::series(), happenings::events(1))
}

/// Lives in and out of the family home, custody and hospital around 16 and 18.
pub fn comings_and_goings() -> impl Strategy<Value = History> {
    life(care::few_episodes(), happenings::events(6))
}

/// Lives with one to four unknown facts.
pub fn unknown() -> impl Strategy<Value = History> {
    let forget = prop::collection::vec((any::<prop::sample::Index>(), 0..6_u8), 1..=4);
    (known(), forget, prop::bool::weighted(0.05)).prop_map(|(mut history, forget, no_records)| {
        if no_records {
            history.person["episodes"] = Value::Null;
        }
        for (which, what) in forget {
            care::forget(&mut history.person, which, what);
        }
        history
    })
}

/// Lives of both kinds.
pub fn unknown_or_known() -> impl Strategy<Value = History> {
    prop_oneof![known(), unknown()]
}

fn life(
    episodes: impl Strategy<Value = Vec<care::Piece>>,
    events: impl Strategy<Value = Vec<happenings::Piece>>,
) -> impl Strategy<Value = History> {
    (birth(), episodes, events, circumstances::circumstances(), Moment::any()).prop_map(
        |(birth, episodes, events, circumstances, moment)| {
            let episodes = care::written(birth, &episodes);
            let events = happenings::written(birth, &events, &episodes);
            let person = json!({
                "date_of_birth": written(birth),
                "episodes": episodes,
                "events": events,
                "circumstances": circumstances::written(birth, &circumstances),
            });
            let as_of = moment.on(birth, &dates_in(&person));
            History { person, as_of: written(as_of) }
        },
    )
}

/// Mostly any day in twelve years; often a day on which birthdays are awkward.
fn birth() -> impl Strategy<Value = Day> {
    let hard = prop::sample::select(vec![
        "2008-02-29",
        "2004-02-29",
        "2000-02-29",
        "2007-08-31",
        "2006-08-30",
        "2009-03-01",
        "2005-12-31",
        "2003-01-01",
    ]);
    prop_oneof![
        3 => (0..4380_i32).prop_map(|after| day("2000-01-01") + after),
        1 => hard.prop_map(day),
    ]
}

/// A day in a life: near a birthday, or anywhere.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    age: i32,
    off: i32,
}

impl Point {
    pub fn between(from: i32, to: i32) -> impl Strategy<Value = Point> {
        let off = prop_oneof![
            3 => -2..=2_i32,
            1 => prop::sample::select(vec![-182, -91, -90, -56, -28, 28, 90, 91, 182]),
            3 => -366..=366_i32,
        ];
        (from..=to, off).prop_map(|(age, off)| Point { age, off })
    }

    pub fn on(self, birth: Day) -> Day {
        (birthday(birth, self.age) + self.off).max(birth)
    }
}

/// How long something lasts: often exactly a length that matters in law.
pub fn length() -> impl Strategy<Value = i32> {
    prop_oneof![
        2 => prop::sample::select(vec![0, 1, 17, 18, 28, 29, 75, 76, 89, 90, 91, 92]),
        1 => 0..30_i32,
        2 => 0..400_i32,
        1 => 0..2000_i32,
    ]
}

/// The day asked about: near a birthday, near something that happened, or some months after it.
#[derive(Clone, Copy, Debug)]
enum Moment {
    At(Point),
    Near(prop::sample::Index, i32, i32),
}

impl Moment {
    fn any() -> impl Strategy<Value = Moment> {
        let near = (
            any::<prop::sample::Index>(),
            prop::sample::select(vec![0, 0, 0, 3, 6, 12]),
            prop_oneof![-1..=1_i32, prop::sample::select(vec![-1, 90, 91, 92])],
        );
        prop_oneof![
            1 => Point::between(14, 27).prop_map(Moment::At),
            2 => Point::between(16, 24).prop_map(Moment::At),
            1 => near.prop_map(|(which, months, off)| Moment::Near(which, months, off)),
        ]
    }

    fn on(self, birth: Day, dates: &[Day]) -> Day {
        match self {
            Moment::At(point) => point.on(birth),
            Moment::Near(which, months, off) => (after_months(*which.get(dates), months) + off).max(birth),
        }
    }
}

/// Every date written anywhere in the document.
fn dates_in(document: &Value) -> Vec<Day> {
    match document {
        Value::String(text) if text.len() == 10 && text.as_bytes()[4] == b'-' => vec![day(text)],
        Value::Array(list) => list.iter().flat_map(dates_in).collect(),
        Value::Object(map) => map.values().flat_map(dates_in).collect(),
        _ => Vec::new(),
    }
}

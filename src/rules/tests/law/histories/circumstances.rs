//! Circumstances of all kinds: each key absent, null or given.

use super::Point;
use crate::naive::{self, Day};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const FLAGS: [&str; 17] = [
    "has_pathway_plan",
    "he_bursary_paid",
    "apprenticeship_bursary_paid",
    "staying_put",
    "term_time_home_open_in_vacation",
    "privately_renting",
    "council_tax_liable",
    "lives_in_responsible_area",
    "parent",
    "pregnant",
    "limited_capability",
    "recourse_to_public_funds",
    "ehcp",
    "domestic_abuse",
    "child_in_need",
    "gets_rent_help",
    "needs_leave_to_stay",
];
const DATES: [&str; 3] = ["education_request_date", "support_request_date", "support_declined_date"];

/// Circumstances before they have dates.
#[derive(Clone, Debug)]
pub struct Pieces {
    education: Option<Education>,
    dates: [Option<Point>; 3],
    flags: [Said; 17],
    homeless: Option<&'static str>,
    leave_ends: Option<Point>,
    paid: Option<i64>,
    same_day: bool,
}

#[derive(Clone, Debug)]
struct Education {
    kind: &'static str,
    start: Option<Point>,
    length: Option<i32>,
    years: Option<i64>,
    flags: [Said; 4],
}

/// A yes-or-no fact in document form.
#[derive(Clone, Copy, Debug)]
enum Said {
    Absent,
    Null,
    No,
    Yes,
}

fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        3 => Just(Said::Absent),
        1 => Just(Said::Null),
        2 => Just(Said::No),
        3 => Just(Said::Yes),
    ]
}

pub fn circumstances() -> impl Strategy<Value = Pieces> {
    let date = || prop::option::weighted(0.3, Point::between(18, 25));
    (
        prop::option::weighted(0.75, education()),
        [date(), date(), date()],
        prop::array::uniform17(said()),
        prop::option::weighted(0.3, prop::sample::select(vec![0, 1200, 1999, 2000, 2999, 3000])),
        prop::bool::weighted(0.1),
        prop::option::weighted(0.6, prop::sample::select(vec!["yes", "at_risk", "no"])),
        prop::option::weighted(0.15, Point::between(17, 24)),
    )
        .prop_map(|(education, dates, flags, paid, same_day, homeless, leave_ends)| Pieces {
            education,
            dates,
            flags,
            paid,
            same_day,
            homeless,
            leave_ends,
        })
}

fn education() -> impl Strategy<Value = Education> {
    let kind = prop::sample::select(vec![
        "none",
        "sixth_form",
        "fe_full_time",
        "fe_full_time",
        "fe_part_time",
        "he",
        "he",
        "apprenticeship",
        "apprenticeship",
        "traineeship",
        "supported_internship",
    ]);
    let length = prop_oneof![1 => prop::sample::select(vec![0, 1]), 4 => 0..1500_i32];
    (
        kind,
        prop::option::weighted(0.85, Point::between(15, 25)),
        prop::option::weighted(0.8, length),
        prop::option::weighted(0.7, 1..5_i64),
        [said(), said(), said(), said()],
    )
        .prop_map(|(kind, start, length, years, flags)| Education { kind, start, length, years, flags })
}

/// The circumstances in document form.
pub fn written(birth: Day, pieces: &Pieces) -> Value {
    let mut all = Map::new();
    if let Some(education) = &pieces.education {
        all.insert("education".to_owned(), education.written(birth));
    }
    for (key, point) in DATES.iter().zip(pieces.dates) {
        if let Some(point) = point {
            let on = naive::written(point.on(birth));
            all.insert((*key).to_owned(), json!(on));
        }
    }
    if pieces.same_day
        && let Some(asked) = all.get("support_request_date").cloned()
    {
        all.insert("support_declined_date".to_owned(), asked);
    }
    for (key, said) in FLAGS.iter().zip(pieces.flags) {
        insert(&mut all, key, said);
    }
    if let Some(homeless) = pieces.homeless {
        all.insert("homeless".to_owned(), json!(homeless));
    }
    if let Some(ends) = pieces.leave_ends {
        all.insert("leave_to_remain_ends".to_owned(), json!(naive::written(ends.on(birth))));
    }
    if let Some(paid) = pieces.paid {
        all.insert("setting_up_home_paid".to_owned(), json!(paid));
    }
    Value::Object(all)
}

impl Education {
    fn written(&self, birth: Day) -> Value {
        let start = self.start.map(|point| point.on(birth));
        let end = self.length.map(|length| start.unwrap_or(naive::birthday(birth, 18)) + length);
        let mut all = Map::new();
        all.insert("kind".to_owned(), json!(self.kind));
        if let Some(start) = start {
            all.insert("start".to_owned(), json!(naive::written(start)));
        }
        if let Some(end) = end {
            all.insert("end".to_owned(), json!(naive::written(end)));
        }
        if let Some(years) = self.years {
            all.insert("course_years".to_owned(), json!(years));
        }
        for (key, said) in
            ["in_pathway_plan", "full_time", "residential", "continuing"].iter().zip(self.flags)
        {
            insert(&mut all, key, said);
        }
        Value::Object(all)
    }
}

fn insert(all: &mut Map<String, Value>, key: &str, said: Said) {
    let value = match said {
        Said::Absent => return,
        Said::Null => Value::Null,
        Said::No => json!(false),
        Said::Yes => json!(true),
    };
    all.insert(key.to_owned(), value);
}

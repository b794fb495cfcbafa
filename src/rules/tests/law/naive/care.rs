//! Section 2, one day at a time: for each day of a life, was it an ordinary looked-after day, a short break, a day that
//! regulation 3 counts, a day at home?

use super::calendar::{Day, after_months, birthday};
use super::facts::{Episode, Event, Known};

const ORDINARY: [&str; 11] = ["C1", "C2", "D1", "E1", "V2", "L1", "L2", "L3", "J1", "J2", "J3"];
const AT_HOME_WITH: [&str; 3] = ["parent", "person_with_pr", "cao_holder"];

/// A record with at least one day, cut at 18.
pub struct Stay {
    pub start: Day,
    pub end: Day,
    pub code: String,
    pub placement: String,
    pub authority: Option<String>,
    pub country: String,
    /// The day on which another authority took over (E3).
    pub taken_over: Option<Day>,
    /// Not a V4, not a V3 under regulation 48.
    pub ordinary: bool,
    /// A temporary move that began on the day a placement with parents ended, or another such move.
    pub follows_home: bool,
}

/// Every day from birth to 25, marked.
pub struct Days {
    pub birth: Day,
    pub b14: Day,
    pub b16: Day,
    pub b18: Day,
    pub b21: Day,
    pub b25: Day,
    pub stays: Vec<Stay>,
    ordinary: Vec<bool>,
    short_break: Vec<bool>,
    regulation_3: Vec<bool>,
    home: Vec<bool>,
    /// A day at home, or on a temporary move that followed home without a gap.
    home_or_away_from_it: Vec<bool>,
    /// Counted days strictly before each day.
    counted_before: Vec<i64>,
    /// The first ordinary day and the first day of any care, up to 18. Found once: they are asked for on each day of a life.
    first_ordinary: Option<Day>,
    first_looked_after: Option<Day>,
    /// From birth itself to the 35th, the last that a rule names.
    birthdays: [Day; 36],
}

impl Days {
    pub fn of(person: &Known) -> Days {
        let birth = person.birth;
        let [b14, b16, b18, b21, b25] = [14, 16, 18, 21, 25].map(|n| birthday(birth, n));
        let stays = cut_stays(person, b18);
        let v3 = |stay: &Stay| stay.code == "V3";
        let over_28 = stays.iter().any(|stay| v3(stay) && stay.end - stay.start > 28);
        let any_stay = |like: &dyn Fn(&Stay) -> bool| {
            let periods = stays.iter().filter(|stay| like(stay));
            mark(birth, b25, periods.map(|stay| (stay.start, Some(stay.end))))
        };
        let ordinary = any_stay(&|stay| stay.ordinary);
        let in_series = any_stay(&v3);
        let by_code = |stay: &Stay| ORDINARY.contains(&stay.code.as_str());
        let regulation_3 = any_stay(&|stay| by_code(stay) || (v3(stay) && over_28));
        let with_parents = any_stay(&|stay| stay.placement == "P1" && stay.code != "V4");
        let away_from_home = any_stay(&|stay| stay.follows_home);
        let home_events = person.events.iter().filter(|event| event.is_home());
        let home_periods = home_events.map(|event| (event.start, event.end));
        let back_home = mark(birth, b25, home_periods);
        let mut counted_before = Vec::new();
        let mut counted = 0;
        for (on, ordinary) in (birth..).zip(&ordinary) {
            counted_before.push(counted);
            counted += i64::from(*ordinary && b14 <= on && on < b18);
        }
        let short_break = day_by_day(&in_series, &ordinary, |series, full| series && !full);
        let first = |marks: &[bool]| (birth..=b18).zip(marks).find(|(_, marked)| **marked).map(|(on, _)| on);
        let first_ordinary = first(&ordinary);
        Days {
            birthdays: std::array::from_fn(|n| birthday(birth, n as i32)),
            first_ordinary,
            first_looked_after: first(&short_break).into_iter().chain(first_ordinary).min(),
            birth,
            b14,
            b16,
            b18,
            b21,
            b25,
            short_break,
            home_or_away_from_it: day_by_day(
                &day_by_day(&with_parents, &back_home, |placed, event| placed || event),
                &away_from_home,
                |home, away| home || away,
            ),
            home: day_by_day(&with_parents, &back_home, |placed, event| placed || event),
            stays,
            ordinary,
            regulation_3,
            counted_before,
        }
    }

    pub fn birthday(&self, n: usize) -> Day {
        self.birthdays[n]
    }

    pub fn ordinary(&self, on: Day) -> bool {
        self.marked(&self.ordinary, on)
    }

    pub fn short_break(&self, on: Day) -> bool {
        self.marked(&self.short_break, on)
    }

    pub fn regulation_3(&self, on: Day) -> bool {
        self.marked(&self.regulation_3, on)
    }

    pub fn home(&self, on: Day) -> bool {
        self.marked(&self.home, on)
    }

    /// Looked after, including on a short break.
    pub fn looked_after(&self, on: Day) -> bool {
        self.ordinary(on) || self.short_break(on)
    }

    /// An ordinary day of care by this day.
    pub fn was_ordinary_by(&self, on: Day) -> bool {
        self.first_ordinary.is_some_and(|first| first <= on)
    }

    /// A day of any care by this day.
    pub fn was_looked_after_by(&self, on: Day) -> bool {
        self.first_looked_after.is_some_and(|first| first <= on)
    }

    /// 2.5.
    pub fn qualifying_days(&self, on: Day) -> i64 {
        let until = on.min(self.b18);
        if until < self.birth {
            return 0;
        }
        self.counted_before[(until - self.birth) as usize]
    }

    /// Every day that the model marks.
    pub fn every_day(&self) -> std::ops::RangeInclusive<Day> {
        self.birth..=self.b25
    }

    /// An ordinary period of care ended on this day: the day before was ordinary, this day is not.
    pub fn ordinary_care_ended_on(&self, on: Day) -> bool {
        self.ordinary(on - 1) && !self.ordinary(on)
    }

    /// A period of any looked-after days ended on this day.
    pub fn any_care_ended_on(&self, on: Day) -> bool {
        self.looked_after(on - 1) && !self.looked_after(on)
    }

    /// Where the last run of ordinary days to end by this day ended.
    pub fn last_run_end(&self, by: Day) -> Option<Day> {
        (self.birth..=by.min(self.b25)).rev().find(|&on| self.ordinary_care_ended_on(on))
    }

    /// The end of the ordinary run that includes this day.
    pub fn run_end(&self, holding: Day) -> Option<Day> {
        self.ordinary(holding).then(|| (holding..).find(|&on| !self.ordinary(on)).unwrap())
    }

    /// The first day of the unbroken home days that include this day.
    pub fn home_run_start(&self, holding: Day) -> Option<Day> {
        if !self.home(holding) {
            return None;
        }
        let mut start = holding;
        while self.home(start - 1) {
            start -= 1;
        }
        Some(start)
    }

    /// The same, where a temporary move from home interrupts nothing.
    pub fn home_or_away_run_start(&self, holding: Day) -> Option<Day> {
        let at = |on| self.marked(&self.home_or_away_from_it, on);
        at(holding).then(|| (self.birth..=holding).rev().find(|&on| !at(on - 1)).unwrap())
    }

    fn marked(&self, marks: &[bool], on: Day) -> bool {
        on >= self.birth && marks.get((on - self.birth) as usize).copied().unwrap_or(false)
    }
}

impl Stay {
    pub fn covers(&self, on: Day) -> bool {
        self.start <= on && on < self.end
    }
}

impl Event {
    pub fn covers(&self, on: Day) -> bool {
        self.start <= on && self.end.is_none_or(|end| on < end)
    }

    /// 3.4's first bullet, except for P1.
    fn is_home(&self) -> bool {
        match self.kind.as_str() {
            "returned_home" => AT_HOME_WITH.contains(&self.with.as_str()),
            "special_guardianship" | "adopted" => self.lives_with_holder,
            _ => false,
        }
    }

    /// A recorded return to someone whose home counts.
    pub fn is_return_home(&self) -> bool {
        self.kind == "returned_home" && AT_HOME_WITH.contains(&self.with.as_str())
    }
}

/// 1.7 and 2.2: cut off at 18; a record without a day is not a record.
fn cut_stays(person: &Known, b18: Day) -> Vec<Stay> {
    let mut stays: Vec<Stay> = person
        .episodes
        .iter()
        .map(|episode| cut(episode, b18))
        .filter(|stay| stay.start < stay.end)
        .collect();
    let mut home_ended = None;
    let mut in_order: Vec<&mut Stay> = stays.iter_mut().collect();
    in_order.sort_by_key(|stay| stay.start);
    for stay in in_order {
        stay.follows_home = stay.placement.starts_with('T') && home_ended == Some(stay.start);
        if stay.placement == "P1" || stay.follows_home {
            home_ended = Some(stay.end);
        }
    }
    let windows = windows_over_75_days(person.birth, b18, &stays);
    for stay in &mut stays {
        let over = stay.end - stay.start > 17
            || windows.iter().any(|window| stay.start < window.end && window.start < stay.end);
        stay.ordinary = (stay.code == "V3" && over) || ORDINARY.contains(&stay.code.as_str());
    }
    stays
}

fn cut(episode: &Episode, b18: Day) -> Stay {
    Stay {
        start: episode.start,
        end: episode.end.unwrap_or(b18).min(b18),
        code: episode.code.clone(),
        placement: episode.placement.clone(),
        authority: episode.authority.clone(),
        country: episode.country.clone(),
        taken_over: if episode.runs_on_elsewhere {
            Some(episode.start)
        } else {
            episode.end.filter(|_| episode.reason_ended == "E3")
        },
        ordinary: false,
        follows_home: false,
    }
}

/// 2.4: the windows of 12 months from the start of a V3 with more than 75 V3 days.
fn windows_over_75_days(birth: Day, b18: Day, stays: &[Stay]) -> Vec<std::ops::Range<Day>> {
    let series = || stays.iter().filter(|stay| stay.code == "V3");
    let periods = series().map(|stay| (stay.start, Some(stay.end)));
    let days = mark(birth, b18, periods);
    series()
        .map(|first| first.start..after_months(first.start, 12))
        .filter(|window| {
            let in_series =
                window.clone().filter(|on| days.get((on - birth) as usize).copied().unwrap_or(false));
            in_series.count() > 75
        })
        .collect()
}

/// Marks each day from `first` to `last` that a period covers.
fn mark(first: Day, last: Day, periods: impl Iterator<Item = (Day, Option<Day>)>) -> Vec<bool> {
    let mut marks = vec![false; (last - first + 1) as usize];
    for (start, end) in periods {
        for on in start.max(first)..end.unwrap_or(last + 1).min(last + 1) {
            marks[(on - first) as usize] = true;
        }
    }
    marks
}

fn day_by_day(one: &[bool], other: &[bool], both: impl Fn(bool, bool) -> bool) -> Vec<bool> {
    one.iter().zip(other).map(|(a, b)| both(*a, *b)).collect()
}

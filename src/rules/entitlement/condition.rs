//! The small language in which the law says who gets what.
//!
//! A rule is an ordered table: the first line whose `when` holds on a day answers for that day; the last line has no
//! `when`. *Unknown* is a test like any other, so `needs_information` also serves where the law says *ask*.
//!
//! ```toml
//! [[rule]]
//! when = { not = { age = { from = 18, until = 21 } } }
//! then = "not_entitled"
//! [[rule]]
//! when = { staying_put = "unknown" }
//! then = "needs_information"
//! [[rule]]
//! when = { staying_put = "yes" }
//! then = "entitled"
//! [[rule]]
//! then = "not_entitled"
//! ```
//!
//! A condition is a table; several keys in one table must all hold.
//!
//! | key | value | holds on a day when |
//! |---|---|---|
//! | `all`, `any` | list of conditions | all of them, at least one of them holds |
//! | `not` | condition | it does not hold |
//! | `status`, `duty_stage`, `route` | word or list | where the person stands that day |
//! | `accommodated` | routes 2 to 6 of section 24 | the facts of one of them are met, whatever the status |
//! | `age` | `{ from = 18, until = 25 }` | from that birthday until that one; a figure's id may stand for a number |
//! | `day` | `{ from = 2025-07-10, until = … }` | from that date until that one |
//! | `in_force` | id of a commencement | it has a date, and the date has come |
//! | `looked_after`, `short_break`, `at_home`, `detained` | `"yes"`, `"no"` | what sort of day it is |
//! | `placement` | codes | an ordinary care record with one of these placements covers the day |
//! | `education` | `"known"`, `"unknown"` | whether anything is recorded of it |
//! | `education_kind` | kinds | it is of that kind, begun or not |
//! | `studying` | `"yes"`, `"no"` or kinds | it has begun and not ended (and is of that kind) |
//! | `education_start` | `"unknown"`, `{ from, until }` dates, `{ before_age = 21 }` | when it began |
//! | `course_years` | `"unknown"`, `{ at_least = 2 }`, `{ under = 2 }` | how long it takes |
//! | `age_on_31_august` | `{ from = 16, until = 19 }` | age on the last 31 August before the day |
//! | `setting_up_home_paid` | `{ under = FIGURE }` | less has been received than the figure of that day |
//! | any yes-or-no circumstance | `"yes"`, `"no"`, `"unknown"`, or a list | see [`YES_NO`] |
//! | `ever` | condition | it holds that day or held on an earlier one |
//! | `ended` | `{ what = …, while = … }` | a spell of `what` ended on that day or earlier, and `while` held the day it ended |
//! | `as_on` | `{ day = "eve_of_18", that = … }` | it held on that day: `eve_of_16`, `eve_of_18`, `eve_of_21`, `eve_of_25`, `education_start` |
//! | `days` | `{ of = "looked_after", from_age = 14, until_age = 18, at_least = 91 }` | that many such days lie before the day |
//! | `held_for` | `{ what = "at_home", months = 6 }` | it holds, and has for so long without a break |

use super::program::Register;
use crate::assessment::{DutyStage, Route, Status};
use crate::calendar::Day;
use crate::json::{Circumstances, EducationKind};

/// A condition as it is written, with the place of its result.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What it asks.
    pub test: Test,
    /// The line of the file on which it stands.
    pub line: usize,
    /// Where the compiled program keeps its result.
    pub(crate) register: Register,
}

impl Condition {
    /// Follows the steps to where they have moved.
    pub(crate) fn move_registers(&mut self, to: &[Register]) {
        self.register = self.register.moved(to);
        match &mut self.test {
            Test::All(parts) | Test::Any(parts) => parts.iter_mut().for_each(|part| part.move_registers(to)),
            Test::Not(inner) | Test::Ever(inner) | Test::AsOn(_, inner) => inner.move_registers(to),
            Test::Ended(what, during) => {
                what.move_registers(to);
                during.move_registers(to);
            }
            _ => {}
        }
    }
}

/// What a condition asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// All of these hold.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// One of these statuses.
    Status(Vec<Status>),
    /// One of these duty stages.
    Stage(Vec<DutyStage>),
    /// One of these routes.
    Route(Vec<Route>),
    /// The facts of one of these routes, whatever the status.
    Accommodated(Vec<Route>),
    /// From a birthday until (not on) another.
    Age(Option<Bound>, Option<Bound>),
    /// From a date until (not on) another.
    Dates(Option<Day>, Option<Day>),
    /// Born from a date until (not on) another.
    Born(Option<Day>, Option<Day>),
    /// A commencement has come.
    InForce(String),
    /// A sort of day.
    DayKind(DayKind, bool),
    /// A care record with one of these placements.
    Placement(Vec<String>),
    /// Whether the education is recorded.
    EducationKnown(bool),
    /// Of one of these kinds, begun or not.
    EducationKind(Vec<EducationKind>),
    /// Begun, not ended, and of one of these kinds.
    Studying(Vec<EducationKind>),
    /// The education's first day.
    EducationStart(When),
    /// How long the course is.
    CourseYears(Years),
    /// Age on the last 31 August: from, until.
    AgeOn31August(u8, u8),
    /// Less setting up home money received than the figure.
    PaidUnder(String),
    /// A yes-or-no circumstance is one of these.
    YesNo(usize, Vec<Known>),
    /// On the day or an earlier one.
    Ever(Box<Condition>),
    /// A spell of the first ended while the second held.
    Ended(Box<Condition>, Box<Condition>),
    /// It held on that day.
    AsOn(Anchor, Box<Condition>),
    /// So many days of a sort lie before the day.
    Days(DaysReached),
    /// It holds and has for so many months.
    HeldFor(DayKind, u32),
}

/// An age, or the id of a figure that gives one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// That birthday.
    Age(u8),
    /// The figure's age on the day.
    Figure(String),
}

/// A sort of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// Ordinary looked-after day.
    LookedAfter,
    /// Short-break day.
    ShortBreak,
    /// Lived with a parent, someone with parental responsibility or a former order holder.
    AtHome,
    /// In custody or hospital.
    Detained,
}

/// What a yes-or-no fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Known {
    /// Recorded as yes.
    Yes,
    /// Recorded as no.
    No,
    /// Not recorded.
    Unknown,
}

/// A test of the education's first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// It is not recorded.
    Unknown,
    /// From a date until (not on) another.
    Between(Option<Day>, Option<Day>),
    /// Before that birthday.
    BeforeAge(u8),
}

/// A test of the length of the course, in hundredths of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// It is not recorded.
    Unknown,
    /// At least so long.
    AtLeast(i64),
    /// Shorter.
    Under(i64),
}

/// A day that something is looked at on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The day before that birthday.
    EveOf(u8),
    /// The first day of the education; never, when it has none.
    EducationStart,
}

/// So many days of a sort between two birthdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DaysReached {
    /// Of which sort.
    pub of: DayKind,
    /// Counted from this birthday.
    pub from_age: u8,
    /// Counted until this one.
    pub until_age: u8,
    /// How many.
    pub at_least: i32,
}

/// A yes-or-no circumstance: its key in the language, what `needs` calls it, what it is when not recorded, and where
/// it is found.
pub struct YesNo {
    /// The key in the language.
    pub key: &'static str,
    /// Its name in the document.
    pub name: &'static str,
    /// What it counts as when it is not recorded; nothing when it is then unknown.
    pub default: Option<bool>,
    /// Where it is recorded.
    pub find: fn(&Circumstances) -> Option<bool>,
}

/// Every yes-or-no circumstance that a condition may test.
pub const YES_NO: [YesNo; 17] = [
    yes_no("has_pathway_plan", None, |c| c.has_pathway_plan),
    yes_no("staying_put", None, |c| c.staying_put),
    yes_no("term_time_home_open_in_vacation", None, |c| c.term_time_home_open_in_vacation),
    yes_no("privately_renting", None, |c| c.privately_renting),
    yes_no("council_tax_liable", None, |c| c.council_tax_liable),
    yes_no("lives_in_responsible_area", None, |c| c.lives_in_responsible_area),
    yes_no("parent", None, |c| c.parent),
    yes_no("pregnant", None, |c| c.pregnant),
    yes_no("limited_capability", None, |c| c.limited_capability),
    yes_no("recourse_to_public_funds", None, |c| c.recourse_to_public_funds),
    yes_no("ehcp", None, |c| c.ehcp),
    YesNo {
        key: "in_pathway_plan",
        name: "education.in_pathway_plan",
        default: None,
        find: |c| c.education.as_ref().and_then(|education| education.in_pathway_plan),
    },
    yes_no("he_bursary_paid", Some(false), |c| c.he_bursary_paid),
    yes_no("apprenticeship_bursary_paid", Some(false), |c| c.apprenticeship_bursary_paid),
    yes_no("residential", Some(false), |c| c.education.as_ref().and_then(|education| education.residential)),
    yes_no("continuing", Some(false), |c| c.education.as_ref().and_then(|education| education.continuing)),
    yes_no("full_time", Some(true), |c| c.education.as_ref().and_then(|education| education.full_time)),
];

const fn yes_no(key: &'static str, default: Option<bool>, find: fn(&Circumstances) -> Option<bool>) -> YesNo {
    YesNo { key, name: key, default, find }
}

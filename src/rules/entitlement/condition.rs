//! The small language in which the law says who gets what.
//!
//! A rule is an ordered table: the first line whose `when` holds on a day gives the answer for that day; the last line
//! has no `when`. *Unknown* is a test like any other, so `needs_information` also serves where the law says *ask*.
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
//! A condition is a table; if it has several keys, all of them must hold.
//!
//! | key | value | holds on a day when |
//! |---|---|---|
//! | `all`, `any` | list of conditions | all of them hold, at least one of them holds |
//! | `not` | condition | it does not hold |
//! | `status`, `duty_stage`, `route` | word or list | where the person stands that day |
//! | `accommodated` | routes 2 to 6 of section 24 | the facts of one of them are met, whatever the status |
//! | `age` | `{ from = 18, until = 25 }` | from that birthday until that one; a figure's id may stand for a number |
//! | `day` | `{ from = 2025-07-10, until = … }` | from that date until that one |
//! | `in_force` | id of a commencement | it has a date, and that date has passed |
//! | `looked_after`, `short_break`, `at_home`, `detained`, `section_17` | `"yes"`, `"no"` | what kind of day it is |
//! | `custody_from_care` | `"yes"`, `"no"` | in custody, with a day of care since the day before it began |
//! | `permanence_from_care` | `"yes"`, `"no"` | a special guardian or adopter took over directly from care, on the day or before |
//! | `care_at_16` | `{ months = 3 }` | this long in care without a break and away from home, ending at 16 or later |
//! | `leave_ends` | `{ within_days = 92 }` | leave to remain has ended, or ends within that time |
//! | `placement` | codes | an ordinary care record with one of these placements covers the day |
//! | `education` | `"known"`, `"unknown"` | whether anything about it is recorded |
//! | `education_kind` | kinds | it is one of these kinds, started or not |
//! | `studying` | `"yes"`, `"no"` or kinds | it has started and not ended (and is one of these kinds) |
//! | `education_start` | `"unknown"`, `{ from, until }` dates, `{ before_age = 21 }` | when it started |
//! | `course_years` | `"unknown"`, `{ at_least = 2 }`, `{ under = 2 }` | how long it takes |
//! | `age_on_31_august` | `{ from = 16, until = 19 }` | age on the last 31 August before the day |
//! | `setting_up_home_paid` | `{ under = FIGURE }` | less has been received than the figure on that day |
//! | any yes-or-no fact in `facts.toml` | `"yes"`, `"no"`, `"unknown"`, or a list | what is known about it |
//! | `homeless` | `"yes"`, `"at_risk"`, `"no"`, `"unknown"`, or a list | what is known about it |
//! | `is` | a name in `conditions.toml` | the condition of that name holds |
//! | `gives` | `{ entitlement = "priority_need", answer = "entitled" }` | another entitlement has this answer on the day |
//! | `ever` | condition | it holds that day or held on an earlier one |
//! | `ended` | `{ what = …, while = … }` | a period of `what` ended on that day or earlier, and `while` held the day it ended |
//! | `as_on` | `{ day = "eve_of_18", that = … }` | it held on that day: `eve_of_16`, `eve_of_18`, `eve_of_21`, `eve_of_25`, `education_start` |
//! | `days` | `{ of = "looked_after", from_age = 14, until_age = 18, at_least = 91 }` | at least that many such days fall before the day |
//! | `held_for` | `{ what = "at_home", months = 6 }` | it holds, and has held that long without a break |

use super::program::Register;
use crate::assessment::{DutyStage, Outcome, Route, Status};
use crate::calendar::Day;
use crate::facts::FactId;
use crate::person::{EducationKind, Homeless, Placement};
use std::sync::Arc;

/// A condition as written, with the place of its result.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub test: Test,
    /// The line of the file it is on.
    pub line: usize,
    /// Where the compiled program keeps its result.
    pub(crate) register: Register,
}

impl Condition {
    /// Updates the registers after steps have moved.
    pub(crate) fn move_registers(&mut self, to: &[Register]) {
        self.register = self.register.moved(to);
        match &mut self.test {
            Test::All(parts) | Test::Any(parts) => parts.iter_mut().for_each(|part| part.move_registers(to)),
            Test::Not(inner) | Test::Ever(inner) | Test::AsOn(_, inner) | Test::Named(_, inner) => {
                inner.move_registers(to);
            }
            Test::Ended(what, during) => {
                what.move_registers(to);
                during.move_registers(to);
            }
            _ => {}
        }
    }
}

/// What a condition tests.
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
    /// From one birthday up to, but not including, another.
    Age(Option<Bound>, Option<Bound>),
    /// From one date up to, but not including, another.
    Dates(Option<Day>, Option<Day>),
    /// Born from one date up to, but not including, another.
    Born(Option<Day>, Option<Day>),
    /// A commencement date has passed.
    InForce(String),
    DayKind(DayKind, bool),
    /// A care record with one of these placements.
    Placement(Vec<Placement>),
    /// Whether the education is recorded.
    EducationKnown(bool),
    /// Of one of these kinds, started or not.
    EducationKind(Vec<EducationKind>),
    /// Started, not ended, and of one of these kinds.
    Studying(Vec<EducationKind>),
    /// The education's first day.
    EducationStart(When),
    /// How long the course is.
    CourseYears(Years),
    /// Whether anything is recorded about the education.
    AgeOn31August(u8, u8),
    /// Less setting up home money received than the figure.
    PaidUnder(String),
    /// A yes-or-no fact is one of these.
    YesNo(FactId, Vec<Known>),
    /// The housing situation is one of these; `None` for not known.
    Homeless(Vec<Option<Homeless>>),
    /// Leave to remain has ended, or ends in less than this many days.
    LeaveEnds(i32),
    /// This many months in care without a break and away from home, ending at 16 or later.
    CareAt16(u32),
    /// A named condition, which the law data uses in several places.
    Named(Arc<str>, Box<Condition>),
    /// Another entitlement has this answer.
    Gives(String, Outcome),
    /// On the day or an earlier one.
    Ever(Box<Condition>),
    /// A period of the first ended while the second held.
    Ended(Box<Condition>, Box<Condition>),
    /// It held on that day.
    AsOn(Anchor, Box<Condition>),
    /// This many days of a kind fall before the day.
    Days(DaysReached),
    /// It holds, and has held for this many months.
    HeldFor(DayKind, u32),
}

/// An age, or the id of a figure that gives one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// This birthday.
    Age(u8),
    /// The figure's age on the day.
    Figure(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// Ordinary looked-after day.
    LookedAfter,
    /// Short-break day.
    ShortBreak,
    /// Lived with a parent, someone with parental responsibility or a former order holder.
    AtHome,
    /// In custody.
    Detained,
    /// Housed under section 17.
    Section17,
    /// In custody, with a day of care from the day before it began.
    CustodyFromCare,
    /// From the day a special guardian or adopter took over directly from care.
    PermanenceFromCare,
}

/// The state of a yes-or-no fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Known {
    Yes,
    No,
    Unknown,
}

/// A test of the education's first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// It is not recorded.
    Unknown,
    /// From one date up to, but not including, another.
    Between(Option<Day>, Option<Day>),
    /// Before this birthday.
    BeforeAge(u8),
}

/// A test of the length of the course, in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// It is not recorded.
    Unknown,
    /// At least this long.
    AtLeast(u32),
    /// Shorter than this.
    Under(u32),
}

/// A day on which something is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The day before this birthday.
    EveOf(u8),
    /// The first day of the education; never, if there isn't one.
    EducationStart,
}

/// A number of days of one kind between two birthdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DaysReached {
    pub of: DayKind,
    /// Counted from this birthday.
    pub from_age: u8,
    /// Counted up to this birthday.
    pub until_age: u8,
    pub at_least: i32,
}

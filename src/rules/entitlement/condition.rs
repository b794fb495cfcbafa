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
//! | `looked_after`, `short_break`, `at_home`, `detained`, `section_17` | `"yes"`, `"no"` | what sort of day it is |
//! | `custody_from_care` | `"yes"`, `"no"` | in custody, with a day of care since the day before it began |
//! | `permanence_from_care` | `"yes"`, `"no"` | a special guardian or adopter took over straight from care, on the day or before |
//! | `care_at_16` | `{ months = 3 }` | so long in care without a break and away from home, ending at 16 or later |
//! | `leave_ends` | `{ within_days = 92 }` | leave to remain has ended, or ends in less than that |
//! | `placement` | codes | an ordinary care record with one of these placements covers the day |
//! | `education` | `"known"`, `"unknown"` | whether anything is recorded of it |
//! | `education_kind` | kinds | it is of that kind, begun or not |
//! | `studying` | `"yes"`, `"no"` or kinds | it has begun and not ended (and is of that kind) |
//! | `education_start` | `"unknown"`, `{ from, until }` dates, `{ before_age = 21 }` | when it began |
//! | `course_years` | `"unknown"`, `{ at_least = 2 }`, `{ under = 2 }` | how long it takes |
//! | `age_on_31_august` | `{ from = 16, until = 19 }` | age on the last 31 August before the day |
//! | `setting_up_home_paid` | `{ under = FIGURE }` | less has been received than the figure of that day |
//! | any yes-or-no fact of `facts.toml` | `"yes"`, `"no"`, `"unknown"`, or a list | what is known of it |
//! | `homeless` | `"yes"`, `"at_risk"`, `"no"`, `"unknown"`, or a list | what is known of it |
//! | `is` | a name of `conditions.toml` | the condition of that name holds |
//! | `gives` | `{ entitlement = "priority_need", answer = "entitled" }` | another entitlement answers so on the day |
//! | `ever` | condition | it holds that day or held on an earlier one |
//! | `ended` | `{ what = …, while = … }` | a spell of `what` ended on that day or earlier, and `while` held the day it ended |
//! | `as_on` | `{ day = "eve_of_18", that = … }` | it held on that day: `eve_of_16`, `eve_of_18`, `eve_of_21`, `eve_of_25`, `education_start` |
//! | `days` | `{ of = "looked_after", from_age = 14, until_age = 18, at_least = 91 }` | that many such days lie before the day |
//! | `held_for` | `{ what = "at_home", months = 6 }` | it holds, and has for so long without a break |

use super::program::Register;
use crate::assessment::{DutyStage, Outcome, Route, Status};
use crate::calendar::Day;
use crate::facts::FactId;
use crate::person::{EducationKind, Homeless, Placement};
use std::sync::Arc;

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
    Placement(Vec<Placement>),
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
    /// A yes-or-no fact is one of these.
    YesNo(FactId, Vec<Known>),
    /// Whether there is a home is one of these; nothing for not known.
    Homeless(Vec<Option<Homeless>>),
    /// Leave to remain has ended, or ends in less than so many days.
    LeaveEnds(i32),
    /// So many months in care without a break and away from home, ending at 16 or later.
    CareAt16(u32),
    /// A condition with a name, which the law data uses in several places.
    Named(Arc<str>, Box<Condition>),
    /// Another entitlement answers so.
    Gives(String, Outcome),
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
    /// In custody.
    Detained,
    /// Housed under section 17.
    Section17,
    /// In custody, with a day of care from the day before it began.
    CustodyFromCare,
    /// From the day on which a special guardian or adopter took over straight from care.
    PermanenceFromCare,
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

/// A test of the length of the course, in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// It is not recorded.
    Unknown,
    /// At least so long.
    AtLeast(u32),
    /// Shorter.
    Under(u32),
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

//! Former relevant child, and the stages of what is owed up to 25: CA 1989 s.23C, s.23CA, s.23CZB.

use super::{CareDays, course_days};
use crate::calendar::Day;
use crate::grid::{ChangeDays, Held};
use crate::person::Circumstances;

/// 18 to 24, decided once on turning 18: looked after with 13 weeks complete at that moment (s.23C(1)(b)), or
/// relevant the day before (s.23C(1)(a)).
///
/// Later changes at home make no difference: a reading, `status_frozen_at_18`.
pub(super) fn former_relevant<const W: usize>(on: &CareDays<W>, relevant: Held<W>) -> Held<W> {
    let looked_after_on_reaching_18 = on.ordinary.at(on.eve_of_18) && on.thirteen_weeks.at(on.at_18);
    let holds = looked_after_on_reaching_18 || relevant.at(on.eve_of_18);
    Held::constant(holds) & on.from_18 & !on.from_25
}

/// The five duty stages in order; exactly one holds on each former relevant day.
pub(super) fn stages<const W: usize>(
    days: &ChangeDays,
    on: &CareDays<W>,
    former_relevant: Held<W>,
    b21: Day,
    circumstances: &Circumstances,
) -> [Held<W>; 5] {
    let under_21 = former_relevant & !on.from_21;
    let mut rest = former_relevant & on.from_21;
    let mut take = |held: Held<W>| {
        let taken = rest & held;
        rest = rest & !held;
        taken
    };
    let still_in_course = take(in_planned_course(days, b21, circumstances));
    let told_of_course = take(told_of_education(days, circumstances));
    let asked_for_support = take(asked_for_support(days, circumstances));
    [under_21, still_in_course, told_of_course, asked_for_support, take(Held::ALWAYS)]
}

/// On a programme in the pathway plan that began before 21. s.23C(7). This is only read for days from 21 on, so one
/// that did not continue beyond 21 has none.
fn in_planned_course<const W: usize>(days: &ChangeDays, b21: Day, circumstances: &Circumstances) -> Held<W> {
    let Some(course) = course_days(circumstances) else { return Held::NEVER };
    let planned =
        circumstances.education.as_ref().and_then(|education| education.in_pathway_plan) == Some(true);
    if planned && course.start != Day::BEGINNING && course.start < b21 {
        Held::during(days, course)
    } else {
        Held::NEVER
    }
}

/// Has told the authority about education or training, and no programme has ended since. s.23CA(1).
fn told_of_education<const W: usize>(days: &ChangeDays, circumstances: &Circumstances) -> Held<W> {
    let Some(told) = circumstances.education_request_date.map(Day::of) else { return Held::NEVER };
    let ended = course_days(circumstances).map(|course| course.end).filter(|end| *end > told);
    Held::since(days, told) & !ended.map_or(Held::NEVER, |end| Held::since(days, end))
}

/// Has asked for support and not declined since; declining on the same day takes precedence. s.23CZB(3)-(6).
fn asked_for_support<const W: usize>(days: &ChangeDays, circumstances: &Circumstances) -> Held<W> {
    let Some(asked) = circumstances.support_request_date.map(Day::of) else { return Held::NEVER };
    let declined = circumstances.support_declined_date.map(Day::of).filter(|declined| *declined >= asked);
    Held::since(days, asked) & !declined.map_or(Held::NEVER, |declined| Held::since(days, declined))
}

//! Status: where someone stands in leaving care law, on every day of their life at once.
//!
//! Each rule in section 3 of the specification takes timelines and returns one. No rule looks at "today". The order is
//! that of the law: eligible, relevant, former relevant, qualifying, or none of them.

mod eligible;
mod former_relevant;
mod qualifying;
mod relevant;

use crate::assessment::{DutyStage, Route, Standing, Status};
use crate::calendar::Day;
use crate::care_history::CareHistory;
use crate::grid::{ChangeDays, Held};
use crate::person::{Circumstances, EducationKind};
use crate::timeline::Span;

/// The facts of the care history as timelines over one person's change days.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CareDays<const W: usize> {
    pub(crate) from_16: Held<W>,
    pub(crate) from_18: Held<W>,
    pub(crate) from_21: Held<W>,
    pub(crate) from_25: Held<W>,
    /// The stretch that includes the day before the 18th birthday.
    pub(crate) eve_of_18: usize,
    /// The stretch that begins on the 18th birthday.
    pub(crate) at_18: usize,
    pub(crate) ordinary: Held<W>,
    pub(crate) short_break: Held<W>,
    /// 91 counted days fall before the day.
    pub(crate) thirteen_weeks: Held<W>,
    pub(crate) six_months_home: Held<W>,
    pub(crate) guardianship: Held<W>,
    /// The facts of routes 2 to 6 of section 24, in the order of [`Route`] from `LookedAfter` on.
    pub(crate) accommodated: [Held<W>; 5],
    pub(crate) dead: Held<W>,
}

impl<const W: usize> CareDays<W> {
    pub(crate) fn of(days: &ChangeDays, care: &CareHistory<'_>) -> CareDays<W> {
        let since = |day| Held::since(days, day);
        let met = |day: Option<Day>| day.map_or(Held::NEVER, since);
        CareDays {
            from_16: since(care.ages.b16),
            from_18: since(care.ages.b18),
            from_21: since(care.ages.b21),
            from_25: since(care.ages.b25),
            eve_of_18: days.stretch_of(care.ages.b18.eve()),
            at_18: days.stretch_of(care.ages.b18),
            ordinary: Held::on(days, &care.ordinary),
            short_break: Held::on(days, &care.short_breaks),
            thirteen_weeks: met(care.thirteen_weeks),
            six_months_home: Held::on(days, &care.six_months_home),
            guardianship: Held::on(days, &care.guardianship),
            accommodated: [
                met(care.accommodated.looked_after),
                met(care.accommodated.voluntary_organisation),
                met(care.accommodated.private_childrens_home),
                met(care.accommodated.health_or_education),
                met(care.accommodated.private_fostering),
            ],
            dead: met(care.died),
        }
    }

    /// Neither an ordinary looked-after day nor a short break.
    pub(crate) fn not_looked_after(&self) -> Held<W> {
        !(self.ordinary | self.short_break)
    }

    /// 16 or 17.
    pub(crate) fn sixteen_or_seventeen(&self) -> Held<W> {
        self.from_16 & !self.from_18
    }
}

/// The days on which each status, stage and route holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StatusDays<const W: usize> {
    /// From the first day on which section 23A(2) is met, whatever happens afterwards. 3.3(a).
    pub(crate) once_eligible: Held<W>,
    /// Within section 23A, before considering six months at home. 3.3.
    pub(crate) within_relevant: Held<W>,
    pub(crate) eligible: Held<W>,
    pub(crate) relevant: Held<W>,
    pub(crate) former_relevant: Held<W>,
    pub(crate) qualifying: Held<W>,
    /// In the order of [`DutyStage`].
    pub(crate) stages: [Held<W>; 5],
    /// In the order of [`Route`].
    pub(crate) routes: [Held<W>; 6],
}

/// The stages in the order of [`StatusDays::stages`].
const STAGES: [DutyStage; 5] =
    [DutyStage::S23C, DutyStage::S23C7, DutyStage::S23CA, DutyStage::S23CZB, DutyStage::S23CZBOnRequest];
/// The routes in the order of [`StatusDays::routes`].
const ROUTES: [Route; 6] = [
    Route::SpecialGuardianship,
    Route::LookedAfter,
    Route::VoluntaryOrganisation,
    Route::PrivateChildrensHome,
    Route::HealthOrEducation,
    Route::PrivateFostering,
];

impl<const W: usize> StatusDays<W> {
    /// Every status on every day. 3.1 to 3.7.
    pub(crate) fn of(
        days: &ChangeDays,
        care: &CareHistory<'_>,
        on: &CareDays<W>,
        circumstances: &Circumstances,
    ) -> StatusDays<W> {
        let alive = !on.dead;
        let eligible = eligible::eligible(on) & alive;
        let once_eligible = relevant::once_eligible(on, eligible);
        let within_relevant = relevant::within_relevant(on, once_eligible, care.detained_from_care);
        let relevant = relevant::relevant(on, within_relevant) & alive;
        let former_relevant = former_relevant::former_relevant(on, relevant) & alive;
        let stages = former_relevant::stages(days, on, former_relevant, care.ages.b21, circumstances);
        let cared_for = eligible | relevant | former_relevant;
        let routes = qualifying::routes(on, cared_for | on.dead);
        let qualifying = routes.into_iter().fold(Held::NEVER, |any, route| any | route);
        StatusDays {
            once_eligible,
            within_relevant,
            eligible,
            relevant,
            former_relevant,
            qualifying,
            stages,
            routes,
        }
    }

    /// Former relevant with the education duties after 21.
    pub(crate) fn education_stage(&self) -> Held<W> {
        let [_, still_in_course, told_of_course, ..] = self.stages;
        still_in_course | told_of_course
    }

    /// The days of a status.
    pub(crate) fn days_of(&self, status: Status) -> Held<W> {
        match status {
            Status::None => !(self.eligible | self.relevant | self.former_relevant | self.qualifying),
            Status::Eligible => self.eligible,
            Status::Relevant => self.relevant,
            Status::FormerRelevant => self.former_relevant & !self.education_stage(),
            Status::FormerRelevantEducation => self.education_stage(),
            Status::Qualifying => self.qualifying,
            Status::NeedsInformation => Held::NEVER,
        }
    }

    /// The person's standing on a stretch.
    pub(crate) fn standing(&self, stretch: usize) -> Standing {
        let stage =
            STAGES.into_iter().zip(self.stages).find(|(_, held)| held.at(stretch)).map(|(stage, _)| stage);
        let route =
            ROUTES.into_iter().zip(self.routes).find(|(_, held)| held.at(stretch)).map(|(route, _)| route);
        let status = if self.eligible.at(stretch) {
            Status::Eligible
        } else if self.relevant.at(stretch) {
            Status::Relevant
        } else {
            match (stage, route) {
                (Some(DutyStage::S23C7 | DutyStage::S23CA), _) => Status::FormerRelevantEducation,
                (Some(_), _) => Status::FormerRelevant,
                (None, Some(_)) => Status::Qualifying,
                (None, None) => Status::None,
            }
        };
        Standing { status, duty_stage: stage, route }
    }

    /// The days on which the person has exactly this standing.
    pub(crate) fn days_of_standing(&self, standing: Standing) -> Held<W> {
        let mut same = self.days_of(standing.status);
        if let Some(stage) = standing.duty_stage {
            same = same & pick(STAGES, self.stages, stage);
        }
        if let Some(route) = standing.route {
            same = same & pick(ROUTES, self.routes, route);
        }
        same
    }

    /// The days of a duty stage.
    pub(crate) fn days_of_stage(&self, stage: DutyStage) -> Held<W> {
        pick(STAGES, self.stages, stage)
    }

    pub(crate) fn days_of_route(&self, route: Route) -> Held<W> {
        pick(ROUTES, self.routes, route)
    }
}

fn pick<T: PartialEq, const N: usize, const W: usize>(
    names: [T; N],
    days: [Held<W>; N],
    wanted: T,
) -> Held<W> {
    names.into_iter().zip(days).find(|(name, _)| *name == wanted).map_or(Held::NEVER, |(_, held)| held)
}

/// The days of the recorded course or training: without a start, from the beginning; without an end, for good.
/// `None` when there is none, or when nobody knows.
pub(crate) fn course_days(circumstances: &Circumstances) -> Option<Span> {
    let education = circumstances.education.as_ref()?;
    match education.kind {
        None | Some(EducationKind::None) => None,
        Some(_) => Some(Span::new(
            education.start.map_or(Day::BEGINNING, Day::of),
            education.end.map_or(Day::END, Day::of),
        )),
    }
}

/// Every day on which status can change: the change days that [`CareDays`] and [`StatusDays`] need.
pub(crate) fn change_days(care: &CareHistory<'_>, circumstances: &Circumstances, into: &mut Vec<Day>) {
    let ages = &care.ages;
    into.extend([ages.b16, ages.b18, ages.b21, ages.b25]);
    for spans in [&care.ordinary, &care.short_breaks, &care.six_months_home, &care.guardianship] {
        for span in spans.iter() {
            into.extend([span.start, span.end]);
        }
    }
    into.extend(care.thirteen_weeks);
    let met = &care.accommodated;
    into.extend(met.looked_after);
    into.extend(met.voluntary_organisation);
    into.extend(met.private_childrens_home);
    into.extend(met.health_or_education);
    into.extend(met.private_fostering);
    into.extend(care.died);
    if let Some(course) = course_days(circumstances) {
        into.extend([course.start, course.end]);
    }
    into.extend(circumstances.education_request_date.map(Day::of));
    into.extend(circumstances.support_request_date.map(Day::of));
    into.extend(circumstances.support_declined_date.map(Day::of));
}

//! Section 3 for known facts, one day at a time, in the order of the text.

use super::calendar::{Day, after_months};
use super::care::Days;
use super::facts::Known;

/// Status, duty stage and route on a day: the three words of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: &'static str,
    pub stage: Option<&'static str>,
    pub route: Option<&'static str>,
}

const NONE: Standing = Standing { status: "none", stage: None, route: None };

/// A person, their days, and their standing on each day from birth to 25.
pub struct Life {
    pub person: Known,
    pub days: Days,
    eligible_days: Vec<Day>,
    /// The first day on which 3.3(a) is met, if ever. Once met, it stays met.
    first_within_a: Option<Day>,
    within_b: bool,
    /// The first looked-after day at 16 or 17, short breaks included.
    first_at_16: Option<Day>,
    standings: Vec<Standing>,
    /// *Was eligible or relevant* of section 5.
    pub was_eligible_or_relevant: bool,
}

impl Life {
    pub fn of(person: Known) -> Life {
        let days = Days::of(&person);
        let mut life = Life {
            person,
            days,
            eligible_days: Vec::new(),
            first_within_a: None,
            within_b: false,
            first_at_16: None,
            standings: Vec::new(),
            was_eligible_or_relevant: false,
        };
        life.eligible_days = (life.days.b16..life.days.b18).filter(|&on| life.eligible(on)).collect();
        let (b16, b18) = (life.days.b16, life.days.b18);
        life.first_within_a = (b16..=b18).find(|&on| life.test_3_3_a(on));
        life.within_b = life.test_3_3_b();
        life.first_at_16 = (b16..b18).find(|&on| life.days.looked_after(on));
        for on in life.days.every_day() {
            let standing = life.work_out(on);
            life.standings.push(standing);
        }
        life.was_eligible_or_relevant = life.first_within_a.is_some_and(|first| first <= b18)
            || (b16..b18).any(|on| life.is(on, &["relevant"]));
        life
    }

    /// Standing on any day; none before birth and after 25.
    pub fn standing(&self, on: Day) -> Standing {
        if on < self.days.birth {
            return NONE;
        }
        let index = (on - self.days.birth) as usize;
        self.standings.get(index).copied().unwrap_or(NONE)
    }

    pub fn is(&self, on: Day, statuses: &[&str]) -> bool {
        statuses.contains(&self.standing(on).status)
    }

    /// FR of section 6.
    pub fn former_relevant(&self, on: Day) -> bool {
        self.is(on, &["former_relevant", "former_relevant_education"])
    }

    pub fn first_eligible_day(&self) -> Option<Day> {
        self.eligible_days.first().copied()
    }

    fn work_out(&self, on: Day) -> Standing {
        let days = &self.days;
        if on < days.b16 || on >= days.b25 {
            return NONE;
        }
        if self.eligible(on) {
            return Standing { status: "eligible", ..NONE };
        }
        if self.relevant(on) {
            return Standing { status: "relevant", ..NONE };
        }
        if on >= days.b18 && self.former_relevant_at_18() {
            return self.former_relevant_standing(on);
        }
        match self.qualifying_route(on) {
            Some(route) if on < days.b21 => {
                Standing { status: "qualifying", stage: None, route: Some(route) }
            }
            _ => NONE,
        }
    }

    /// 3.2.
    fn eligible(&self, on: Day) -> bool {
        let days = &self.days;
        days.b16 <= on && on < days.b18 && days.ordinary(on) && days.qualifying_days(on) >= 91
    }

    /// 3.3 with 3.4.
    fn relevant(&self, on: Day) -> bool {
        self.within_3_3(on) && !self.six_months_at_home(on)
    }

    /// 3.3 before 3.4 excludes anyone.
    pub fn within_3_3(&self, on: Day) -> bool {
        let days = &self.days;
        days.b16 <= on
            && on < days.b18
            && !days.looked_after(on)
            && (self.was_eligible_before(on) || self.detained_at_16())
    }

    /// 3.3(a) as of a day.
    pub fn was_eligible_before(&self, on: Day) -> bool {
        self.first_within_a.is_some_and(|first| first <= on)
    }

    fn test_3_3_a(&self, on: Day) -> bool {
        let days = &self.days;
        self.eligible_days.iter().any(|&earlier| earlier < on)
            || (days.b16..=on.min(days.b18))
                .any(|end| days.ordinary_care_ended_on(end) && days.qualifying_days(end) >= 91)
    }

    /// 3.3(b).
    pub fn detained_at_16(&self) -> bool {
        self.within_b
    }

    fn test_3_3_b(&self) -> bool {
        self.held_at_16().any(|start| self.long_enough_before(start) && self.days.regulation_3(start - 1))
    }

    /// 3.3(b) with the gap forgiven: what `detention_gap` asks about.
    pub fn detained_at_16_but_for_a_gap(&self) -> bool {
        !self.detained_at_16() && self.held_at_16().any(|start| self.long_enough_before(start))
    }

    /// The starts of detentions and hospital stays under way at 16.
    pub fn held_at_16(&self) -> impl Iterator<Item = Day> {
        let b16 = self.days.b16;
        self.person
            .events
            .iter()
            .filter(|event| event.kind == "detained" || event.kind == "hospital")
            .filter(move |event| event.start < b16 && event.end.is_none_or(|end| end >= b16))
            .map(|event| event.start)
    }

    fn long_enough_before(&self, start: Day) -> bool {
        (self.days.b14..start).filter(|&on| self.days.regulation_3(on)).count() >= 91
    }

    /// 3.4.
    fn six_months_at_home(&self, on: Day) -> bool {
        self.days.home_run_start(on).is_some_and(|start| after_months(start, 6) <= on)
    }

    /// 3.5(a).
    pub fn looked_after_to_18(&self) -> bool {
        self.days.ordinary(self.days.b18 - 1) && self.days.qualifying_days(self.days.b18) >= 91
    }

    /// 3.5, decided once on turning 18.
    pub fn former_relevant_at_18(&self) -> bool {
        self.looked_after_to_18() || self.relevant(self.days.b18 - 1)
    }

    fn former_relevant_standing(&self, on: Day) -> Standing {
        let stage = self.stage(on);
        let education = stage == "s23C_7" || stage == "s23CA";
        Standing {
            status: if education { "former_relevant_education" } else { "former_relevant" },
            stage: Some(stage),
            route: None,
        }
    }

    fn stage(&self, on: Day) -> &'static str {
        if on < self.days.b21 {
            "s23C"
        } else if self.programme_runs_on(on) {
            "s23C_7"
        } else if self.told_about_education(on) {
            "s23CA"
        } else if self.asked_for_support(on) {
            "s23CZB"
        } else {
            "s23CZB_on_request"
        }
    }

    fn programme_runs_on(&self, on: Day) -> bool {
        let b21 = self.days.b21;
        self.person.circumstances.education.as_ref().is_some_and(|programme| {
            programme.in_pathway_plan == Some(true)
                && programme.start.is_some_and(|start| start < b21)
                && programme.end.is_none_or(|end| end > b21)
                && programme.active(on)
        })
    }

    fn told_about_education(&self, on: Day) -> bool {
        let circumstances = &self.person.circumstances;
        let Some(told) = circumstances.education_request.filter(|&told| told <= on) else {
            return false;
        };
        let ended_since = circumstances.education.as_ref().is_some_and(|programme| {
            programme.kind != "none" && programme.end.is_some_and(|end| told < end && end <= on)
        });
        !ended_since
    }

    fn asked_for_support(&self, on: Day) -> bool {
        let circumstances = &self.person.circumstances;
        let asked = circumstances.support_request.filter(|&asked| asked <= on);
        let declined = circumstances.support_declined.filter(|&declined| declined <= on);
        match (asked, declined) {
            (Some(asked), Some(declined)) => asked > declined,
            (asked, _) => asked.is_some(),
        }
    }

    /// 3.6: the first route that fits, whatever else applies.
    fn qualifying_route(&self, on: Day) -> Option<&'static str> {
        if on < self.days.b16 || self.days.looked_after(on) {
            return None;
        }
        if self.special_guardianship_route(on) {
            return Some("special_guardianship");
        }
        self.accommodated_route(on)
    }

    fn special_guardianship_route(&self, on: Day) -> bool {
        let days = &self.days;
        self.person
            .events
            .iter()
            .filter(|event| event.kind == "special_guardianship" && event.start < days.b18)
            .filter(|event| days.ordinary(event.start - 1))
            .any(
                |event| {
                    if on < days.b18 { event.covers(on) } else { event.end.is_none_or(|end| end >= days.b18) }
                },
            )
    }

    /// Routes 2 to 6, whose facts priority need asks about too.
    pub fn accommodated_route(&self, on: Day) -> Option<&'static str> {
        let days = &self.days;
        let cared_for = self.first_at_16.is_some_and(|first| first < on)
            || (days.b16 <= on && days.any_care_ended_on(days.b16));
        if cared_for && !days.looked_after(on) {
            return Some("looked_after");
        }
        ["voluntary_organisation", "private_childrens_home"]
            .into_iter()
            .find(|kind| self.event_over(on, &[kind], |_, _| true))
            .or_else(|| self.health_or_education(on).then_some("health_or_education"))
            .or_else(|| self.privately_fostered(on).then_some("private_fostering"))
    }

    fn health_or_education(&self, on: Day) -> bool {
        let kinds = ["health_accommodation", "education_accommodation", "care_home", "hospital"];
        let b18 = self.days.b18;
        self.event_over(on, &kinds, |start, end| after_months(start, 3) <= end.min(b18))
    }

    fn event_over(&self, on: Day, kinds: &[&str], also: impl Fn(Day, Day) -> bool) -> bool {
        self.person
            .events
            .iter()
            .filter(|event| kinds.contains(&event.kind.as_str()))
            .filter_map(|event| Some((event.start, event.end?)))
            .any(|(start, end)| self.over(on, start, end) && also(start, end))
    }

    fn privately_fostered(&self, on: Day) -> bool {
        let b18 = self.days.b18;
        self.person
            .events
            .iter()
            .filter(|event| event.kind == "private_fostering")
            .any(|event| self.over(on, event.start, event.end.unwrap_or(b18).min(b18)))
    }

    fn over(&self, on: Day, start: Day, end: Day) -> bool {
        start < end && start < self.days.b18 && end >= self.days.b16 && end <= on
    }

    /// The route that section 24B looks at: today's or, at 21 to 24, the one held the day before 21.
    pub fn section_24b_route(&self, on: Day) -> Option<&'static str> {
        if on >= self.days.b25 {
            return None;
        }
        self.standing(on.min(self.days.b21 - 1)).route
    }
}

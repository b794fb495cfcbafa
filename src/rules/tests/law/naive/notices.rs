//! Dates, next change, responsible authority (3.9), warnings (8) and confirmation codes (9).

use super::calendar::{Day, after_months, written};
use super::status::Life;
use serde_json::{Value, json};

impl Life {
    pub fn dates(&self, on: Day) -> Value {
        let days = &self.days;
        let reaches = (days.b14..=days.b18).find(|&later| days.qualifying_days(later) >= 91);
        json!({
            "turns_16": written(days.b16),
            "turns_18": written(days.b18),
            "turns_21": written(days.b21),
            "turns_25": written(days.b25),
            "reaches_13_weeks": reaches.map(written),
            "eligible_from": self.first_eligible_day().map(written),
            "needs_assessment_due": self.assessment_due(on).map(written),
            "six_month_home_date": self.six_month_home_date(on).map(written),
        })
    }

    fn assessment_due(&self, on: Day) -> Option<Day> {
        let now = self.standing(on);
        let from = match (now.status, now.stage) {
            ("eligible", _) => self.first_eligible_day(),
            ("relevant", _) if self.person.circumstances.has_pathway_plan == Some(false) => {
                (self.days.b16..self.days.b18).find(|&first| self.is(first, &["relevant"]))
            }
            (_, Some("s23CA")) => self.person.circumstances.education_request,
            _ => None,
        };
        from.map(|from| after_months(from, 3))
    }

    fn six_month_home_date(&self, on: Day) -> Option<Day> {
        self.within_3_3(on)
            .then(|| self.days.home_run_start(on))
            .flatten()
            .map(|start| after_months(start, 6))
    }

    pub fn next_change(&self, on: Day) -> Value {
        let now = self.standing(on);
        (on + 1..=self.days.b25)
            .map(|later| (later, self.standing(later)))
            .find(|(_, then)| *then != now)
            .map_or(Value::Null, |(later, then)| {
                json!({
                    "date": written(later),
                    "status": then.status,
                    "duty_stage": then.stage,
                    "route": then.route,
                })
            })
    }

    /// 3.9: the record that decides, when a council owes anything.
    fn deciding_record(&self, on: Day) -> Option<&super::care::Stay> {
        let ordinary = || self.days.stays.iter().filter(|stay| stay.ordinary);
        let running = ordinary().rfind(|stay| stay.covers(on));
        let ended = ordinary().filter(|stay| stay.end <= on).max_by_key(|stay| (stay.end, stay.start));
        running.or(ended)
    }

    /// 3.9.
    pub fn owed_by(&self, on: Day) -> Option<&'static str> {
        let now = self.standing(on);
        if now.status == "none" && !self.days.ordinary(on) {
            return None;
        }
        if matches!(
            now.route,
            Some(
                "voluntary_organisation"
                    | "private_childrens_home"
                    | "health_or_education"
                    | "private_fostering"
            )
        ) {
            return Some("area");
        }
        match self.deciding_record(on) {
            Some(record) if record.country != "england" => Some("outside_england"),
            Some(record) if record.taken_over.is_some_and(|taken_over| taken_over <= on) => {
                Some("another_council")
            }
            _ => Some("authority"),
        }
    }

    /// 3.9.
    pub fn responsible_authority(&self, on: Day) -> Option<String> {
        if self.owed_by(on) != Some("authority") {
            return None;
        }
        self.deciding_record(on)?.authority.clone()
    }

    pub fn warnings(&self, on: Day) -> Vec<&'static str> {
        let days = &self.days;
        let soon = |date: Day| on < date && date <= on + 182;
        let status = self.standing(on).status;
        let counted = days.qualifying_days(on);
        let mut warnings = Vec::new();
        let mut warn = |fires: bool, id| {
            if fires {
                warnings.push(id);
            }
        };
        warn((status != "none" || days.ordinary(on)) && soon(days.b18), "turning_18_soon");
        warn((self.former_relevant(on) || status == "qualifying") && soon(days.b21), "turning_21_soon");
        let near_25 = self.former_relevant(on) && soon(days.b25);
        warn(near_25, "turning_25_soon");
        warn(
            near_25 && self.outcome("setting_up_home_allowance", on) == "entitled",
            "setting_up_home_deadline",
        );
        warn(self.six_months_near(on), "six_months_home_approaching");
        warn(
            on < days.b18 && !days.ordinary(days.b16) && self.held_at_16().any(|start| start <= on),
            "sixteenth_birthday_while_detained",
        );
        let run = days.run_end(on).map(|end| (end, days.qualifying_days(end)));
        warn(
            run.is_some_and(|(end, at_end)| days.b16 <= end && end < days.b18 && (63..=90).contains(&at_end)),
            "discharge_before_13_weeks",
        );
        warn(
            run.is_some_and(|(end, at_end)| days.b16 - 56 <= end && end < days.b16 && at_end >= 91),
            "discharge_before_16th_birthday",
        );
        let left = days.last_run_end(on).filter(|_| !days.ordinary(on));
        warn(
            left.is_some_and(|end| days.b16 - 28 <= end && end < days.b16 && days.qualifying_days(end) >= 91),
            "left_care_just_before_16",
        );
        let ended_runs =
            (days.b14 + 1..=on.min(days.b18)).filter(|&end| days.ordinary_care_ended_on(end)).count() as i64;
        warn(
            left.is_some_and(|end| days.b16 <= end && end < days.b18)
                && counted < 91
                && counted + ended_runs >= 91,
            "borderline_13_weeks",
        );
        let short_breaks = (days.b14..days.b18).filter(|&each| days.short_break(each)).count() as i64;
        warn(counted < 91 && counted + short_breaks >= 91, "short_breaks_excluded");
        let section_17 = self.person.events.iter().any(|event| {
            event.kind == "section17_accommodation" && (days.b16..days.b18).any(|at| event.covers(at))
        });
        warn(section_17, "section17_check");
        warnings
    }

    fn six_months_near(&self, on: Day) -> bool {
        self.is(on, &["relevant"])
            && self.days.home_run_start(on).is_some_and(|start| {
                let date = after_months(start, 6);
                on < date && date <= on + 92 && date < self.days.b18
            })
    }

    pub fn confirm(&self, on: Day) -> Vec<&'static str> {
        let now = self.standing(on);
        let mut codes = Vec::new();
        let mut code = |rests: bool, id| {
            if rests {
                codes.push(id);
            }
        };
        code(self.rests_on_16th_birthday(on), "end_on_16th_birthday");
        code(
            self.days.stays.iter().any(|stay| stay.code == "V3" && stay.ordinary),
            "short_break_over_limits",
        );
        code(on >= self.days.b16 && self.detained_at_16_but_for_a_gap(), "detention_gap");
        code(self.home_began_before_ceasing(on), "home_six_months_before_ceasing");
        code(self.frozen_at_18(on), "status_frozen_at_18");
        code(
            now.route == Some("looked_after") && !self.touched_16_in_ordinary_care(on),
            "short_breaks_and_section_24",
        );
        code(now.route == Some("private_fostering"), "private_fostering_after_16");
        code(self.home_after_detention(on), "home_six_months_after_detention");
        code(self.moved_from_home(on), "temporary_move_from_home");
        code(self.person.episodes.iter().any(|episode| episode.country != "england"), "care_outside_england");
        codes
    }

    /// Section 9: within 3.3(b) and not 3.3(a), not looked after in any way, at home for six months.
    fn home_after_detention(&self, on: Day) -> bool {
        let days = &self.days;
        let test = on.min(days.b18 - 1);
        on >= days.b16
            && self.detained_at_16()
            && !self.was_eligible_before(test)
            && !days.looked_after(test)
            && days.home_run_start(test).is_some_and(|start| after_months(start, 6) <= test)
    }

    /// Section 9: within 3.3, and home for six months only if a temporary move from home interrupts nothing.
    fn moved_from_home(&self, on: Day) -> bool {
        let days = &self.days;
        let test = on.min(days.b18 - 1);
        let six_months = |start: Option<Day>| start.is_some_and(|start| after_months(start, 6) <= test);
        on >= days.b16
            && self.within_3_3(test)
            && six_months(days.home_or_away_run_start(test))
            && !six_months(days.home_run_start(test))
    }

    fn rests_on_16th_birthday(&self, on: Day) -> bool {
        let days = &self.days;
        let at_16 = days.b16..=on.min(days.birthday(17) - 1);
        let ordinary =
            days.ordinary_care_ended_on(days.b16) && !at_16.clone().any(|later| days.ordinary(later));
        let any = days.any_care_ended_on(days.b16) && !at_16.clone().any(|later| days.looked_after(later));
        on >= days.b16 && (ordinary || any)
    }

    fn touched_16_in_ordinary_care(&self, on: Day) -> bool {
        let days = &self.days;
        (days.b16..on.min(days.b18)).any(|earlier| days.ordinary(earlier))
            || days.ordinary_care_ended_on(days.b16)
    }

    fn home_began_before_ceasing(&self, on: Day) -> bool {
        let test = on.min(self.days.b18 - 1);
        let (Some(run), Some(ceased)) = (self.days.home_run_start(test), self.days.last_run_end(test)) else {
            return false;
        };
        self.within_3_3(test)
            && run < ceased
            && after_months(ceased, 6) > test
            && after_months(run, 6) <= test
    }

    fn frozen_at_18(&self, on: Day) -> bool {
        let b18 = self.days.b18;
        let eve = b18 - 1;
        let six_months_later = self.is(eve, &["relevant"])
            && self.days.home_run_start(eve).is_some_and(|start| after_months(start, 6) >= b18);
        let broke_down = !self.former_relevant(on)
            && self.within_3_3(eve)
            && self
                .person
                .events
                .iter()
                .filter(|event| event.is_return_home())
                .any(|event| event.end.is_some_and(|end| b18 <= end && end <= on));
        on >= b18 && (six_months_later || broke_down)
    }
}

//! The nineteen exact rules of section 6: ordered tables, the first line that applies answers.

use super::calendar::{Day, academic_year_start, birthday, ymd};
use super::facts::Education;
use super::status::Life;

/// The ids that have an exact rule.
pub const EXACT: [&str; 19] = [
    "personal_adviser",
    "pathway_plan",
    "needs_assessment",
    "accommodation_and_maintenance_u18",
    "education_assistance",
    "setting_up_home_allowance",
    "he_bursary",
    "qualifying_education_help",
    "qualifying_advice",
    "vacation_accommodation",
    "staying_put",
    "council_tax_discount",
    "bursary_16_19",
    "apprenticeship_bursary",
    "universal_credit",
    "sar_exemption",
    "priority_need",
    "social_housing_no_local_connection",
    "free_prescriptions",
];

pub const YES: &str = "entitled";
pub const NO: &str = "not_entitled";
pub const ASK: &str = "needs_information";

impl Life {
    /// Today's outcome without looking ahead.
    pub fn outcome(&self, id: &str, on: Day) -> &'static str {
        match id {
            "personal_adviser" | "pathway_plan" => yes_if(self.owed(on)),
            "needs_assessment" => yes_if(
                self.is(on, &["eligible", "relevant"])
                    || matches!(self.standing(on).stage, Some("s23CA" | "s23CZB")),
            ),
            "accommodation_and_maintenance_u18" => {
                yes_if(on < self.days.b18 && (self.days.ordinary(on) || self.is(on, &["relevant"])))
            }
            "education_assistance" => self.education_assistance(on),
            "setting_up_home_allowance" => self.setting_up_home(on),
            "he_bursary" => self.he_bursary(on),
            "qualifying_education_help" => self.qualifying_education_help(on),
            "qualifying_advice" => yes_if(self.is(on, &["qualifying"])),
            "vacation_accommodation" => self.vacation_accommodation(on),
            "staying_put" => self.staying_put(on),
            "council_tax_discount" => self.council_tax_discount(on),
            "bursary_16_19" => self.bursary_16_19(on),
            "apprenticeship_bursary" => self.apprenticeship_bursary(on),
            "universal_credit" => self.universal_credit(on),
            "sar_exemption" => self.sar_exemption(on),
            "priority_need" => self.priority_need(on),
            "social_housing_no_local_connection" => yes_if(on >= ymd(2025, 7, 10) && self.owed(on)),
            "free_prescriptions" => self.free_prescriptions(on),
            other => panic!("{other} has no exact rule"),
        }
    }

    /// With `upcoming`, and the first day of it.
    pub fn outlook(&self, id: &str, on: Day) -> (&'static str, Option<Day>) {
        let today = self.outcome(id, on);
        if today != NO {
            return (today, None);
        }
        match (on + 1..self.days.b25).find(|&later| self.outcome(id, later) == YES) {
            Some(first) => ("upcoming", Some(first)),
            None => (NO, None),
        }
    }

    /// Eligible, relevant or FR.
    fn owed(&self, on: Day) -> bool {
        self.is(on, &["eligible", "relevant"]) || self.former_relevant(on)
    }

    fn education(&self) -> Option<&Education> {
        self.person.circumstances.education.as_ref()
    }

    fn education_assistance(&self, on: Day) -> &'static str {
        if !self.former_relevant(on) {
            return NO;
        }
        let Some(education) = self.education() else {
            return ASK;
        };
        if !education.active(on) {
            NO
        } else if on < self.days.b21 || self.is(on, &["former_relevant_education"]) {
            YES
        } else {
            ASK
        }
    }

    fn setting_up_home(&self, on: Day) -> &'static str {
        let amount = if on < ymd(2023, 4, 1) { 2000.0 } else { 3000.0 };
        let paid = self.person.circumstances.setting_up_home_paid;
        yes_if((self.is(on, &["relevant"]) || self.former_relevant(on)) && paid < amount)
    }

    fn he_bursary(&self, on: Day) -> &'static str {
        if !self.former_relevant(on) {
            return NO;
        }
        let Some(education) = self.education() else {
            return ASK;
        };
        let paid = self.person.circumstances.he_bursary_paid;
        if education.kind != "he" || !education.active(on) || paid {
            return NO;
        }
        let (Some(years), Some(planned)) = (education.course_years, education.in_pathway_plan) else {
            return ASK;
        };
        if years < 2.0 || !planned {
            NO
        } else if on >= self.days.b21 && !self.is(on, &["former_relevant_education"]) {
            ASK
        } else {
            YES
        }
    }

    fn section_24b(&self, on: Day) -> bool {
        !self.owed(on) && matches!(self.section_24b_route(on), Some("special_guardianship" | "looked_after"))
    }

    fn qualifying_education_help(&self, on: Day) -> &'static str {
        if !self.section_24b(on) {
            return NO;
        }
        match self.education() {
            None => ASK,
            Some(education) => yes_if(education.active(on)),
        }
    }

    /// Away from home for study: full-time higher education, or further education that one lives at.
    fn lives_at_study(&self, on: Day) -> bool {
        self.education().is_some_and(|education| {
            education.active(on)
                && ((education.kind == "he" && education.full_time)
                    || (education.kind == "fe_full_time" && education.residential))
        })
    }

    fn vacation_accommodation(&self, on: Day) -> &'static str {
        let of_age = self.days.b18 <= on && on < self.days.b25;
        if !(of_age && (self.former_relevant(on) || self.section_24b(on))) {
            return NO;
        }
        if self.education().is_none() {
            return ASK;
        }
        if !self.lives_at_study(on) {
            return NO;
        }
        match self.person.circumstances.term_time_home_open {
            None => ASK,
            Some(open) => yes_if(!open),
        }
    }

    fn staying_put(&self, on: Day) -> &'static str {
        let eve = self.days.b18 - 1;
        let fostered = self
            .days
            .stays
            .iter()
            .filter(|stay| stay.ordinary && stay.covers(eve))
            .any(|stay| ["U1", "U2", "U3", "U4", "U5", "U6"].contains(&stay.placement.as_str()));
        let of_age = self.days.b18 <= on && on < self.days.b21;
        if !(of_age && self.looked_after_to_18() && fostered) {
            return NO;
        }
        match self.person.circumstances.staying_put {
            None => ASK,
            Some(wish) => yes_if(wish),
        }
    }

    fn council_tax_discount(&self, on: Day) -> &'static str {
        if !self.former_relevant(on) {
            return NO;
        }
        let circumstances = &self.person.circumstances;
        match (circumstances.council_tax_liable, circumstances.lives_in_responsible_area) {
            (Some(false), _) => NO,
            (Some(true), Some(true)) => YES,
            _ => ASK,
        }
    }

    fn bursary_16_19(&self, on: Day) -> &'static str {
        let days = &self.days;
        let in_care = days.ordinary(on) && days.b16 <= on && on < days.b18;
        let care_leaver = self.was_eligible_before(on.min(days.b18));
        if !(in_care || care_leaver) {
            return NO;
        }
        let Some(education) = self.education() else {
            return ASK;
        };
        let kinds = ["sixth_form", "fe_full_time", "fe_part_time", "traineeship", "supported_internship"];
        if !kinds.contains(&education.kind.as_str()) || !education.active(on) {
            return NO;
        }
        let august = academic_year_start(on);
        let of_age = days.b16 <= august && august < birthday(days.birth, 19);
        let plan = self.person.circumstances.ehcp == Some(true) && on < days.b25;
        yes_if(of_age || education.continuing || plan)
    }

    fn apprenticeship_bursary(&self, on: Day) -> &'static str {
        let Some(education) = self.education() else {
            return ASK;
        };
        let paid = self.person.circumstances.apprenticeship_bursary_paid;
        if education.kind != "apprenticeship" || !education.active(on) || paid {
            return NO;
        }
        let Some(start) = education.start else {
            return ASK;
        };
        let of_age = self.days.b16 <= start && start < self.days.b25;
        yes_if(of_age && start >= ymd(2018, 8, 1) && self.owed(start))
    }

    fn universal_credit(&self, on: Day) -> &'static str {
        let days = &self.days;
        let circumstances = &self.person.circumstances;
        if on < days.b16 {
            return NO;
        }
        if on < days.b18 {
            if !self.is(on, &["eligible", "relevant"]) {
                return ASK;
            }
            return match (circumstances.parent, circumstances.limited_capability) {
                (Some(true), _) | (_, Some(true)) => YES,
                (Some(false), Some(false)) => NO,
                _ => ASK,
            };
        }
        let (Some(recourse), Some(education)) = (circumstances.recourse, self.education()) else {
            return ASK;
        };
        if !recourse {
            return NO;
        }
        let kind = education.kind.as_str();
        let studying = education.active(on) && ["sixth_form", "fe_full_time", "he"].contains(&kind);
        if !studying || circumstances.parent == Some(true) {
            return YES;
        }
        if kind == "he" {
            return NO;
        }
        let begun_before_21 = education.start.is_some_and(|start| start < days.b21);
        yes_if(on < days.b21 || (on < birthday(days.birth, 22) && begun_before_21))
    }

    fn sar_exemption(&self, on: Day) -> &'static str {
        let days = &self.days;
        let of_age = days.b18 <= on && on < days.b25;
        if !(of_age && self.owed_before_18) {
            return NO;
        }
        let limit = if on < ymd(2021, 5, 31) { 22 } else { 25 };
        match self.person.circumstances.privately_renting {
            None => ASK,
            Some(renting) => yes_if(renting && on < birthday(days.birth, limit)),
        }
    }

    fn priority_need(&self, on: Day) -> &'static str {
        let days = &self.days;
        if on < days.b16 {
            return NO;
        }
        if on < days.b18 {
            let housed = self.is(on, &["eligible", "relevant"]) || days.ordinary(on);
            return if housed { NO } else { ASK };
        }
        if on >= days.b21 {
            return ASK;
        }
        let cared_for = self.accommodated_route(on).is_some()
            || (days.b16..days.b18).any(|earlier| days.ordinary(earlier));
        if !cared_for {
            return ASK;
        }
        let shut = self.person.circumstances.term_time_home_open == Some(false);
        yes_if(!(self.lives_at_study(on) && shut))
    }

    fn free_prescriptions(&self, on: Day) -> &'static str {
        let days = &self.days;
        let pregnant = self.person.circumstances.pregnant == Some(true);
        let studying = self.education().is_some_and(|education| {
            education.active(on) && ["sixth_form", "fe_full_time", "he"].contains(&education.kind.as_str())
        });
        let young = on < birthday(days.birth, 19);
        if on < days.b16 || pregnant || (young && studying) { YES } else { ASK }
    }
}

fn yes_if(met: bool) -> &'static str {
    if met { YES } else { NO }
}

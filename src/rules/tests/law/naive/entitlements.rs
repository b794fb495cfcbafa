//! The rules of section 6 that are exact for random lives or worked cases: ordered tables where the first line that
//! applies gives the answer.

use super::calendar::{Day, academic_year_start, after_months, ymd};
use super::facts::Education;
use super::status::Life;

/// The ids that have such a rule.
pub const EXACT: [&str; 66] = [
    "personal_adviser",
    "pathway_plan",
    "needs_assessment",
    "accommodation_and_maintenance_u18",
    "keep_in_touch",
    "education_assistance",
    "employment_assistance",
    "other_welfare_assistance",
    "setting_up_home_allowance",
    "he_bursary",
    "qualifying_education_help",
    "qualifying_advice",
    "vacation_accommodation",
    "staying_put",
    "staying_close",
    "local_offer",
    "independent_advocacy",
    "records_access",
    "corporate_guarantor",
    "council_tax_discount",
    "driving_help",
    "identity_documents",
    "travel_help",
    "leisure_pass",
    "celebration_allowance",
    "digital_help",
    "tv_licence_and_insurance",
    "winter_fuel",
    "moving_costs",
    "exceptional_hardship",
    "custody_contact",
    "employability_promise",
    "bursary_16_19",
    "apprenticeship_bursary",
    "student_finance_independent",
    "university_bursaries",
    "ehc_plan",
    "free_meals_fe",
    "universal_credit",
    "sar_exemption",
    "housing_benefit_supported",
    "uc_advance_and_alternative_payment",
    "priority_need",
    "homeless_local_connection",
    "social_housing_no_local_connection",
    "dhp",
    "free_prescriptions",
    "immigration_fee_help",
    "eu_settled_status",
    "asylum_renewal",
    "civil_service_internship",
    "crisis_payment",
    "housing_payment",
    "homeless_help",
    "somewhere_tonight",
    "complaint",
    "corporate_parenting",
    "discretionary_bursary_16_19",
    "warm_home_discount",
    "council_tax_student_or_low_income",
    "independent_visitor",
    "independent_reviewing_officer",
    "healthy_start",
    "adoption_support_fund",
    "not_intentionally_homeless",
    "pip",
];

pub const YES: &str = "entitled";
pub const NO: &str = "not_entitled";
pub const ASK: &str = "needs_information";

impl Life {
    /// Today's outcome without looking ahead.
    pub fn outcome(&self, id: &str, on: Day) -> &'static str {
        let days = &self.days;
        let under = |age: usize| on < days.birthday(age);
        match id {
            "personal_adviser" | "pathway_plan" => yes_if(self.owed(on)),
            "needs_assessment" => yes_if(
                self.is(on, &["eligible", "relevant"])
                    || matches!(self.standing(on).stage, Some("s23CA" | "s23CZB")),
            ),
            "accommodation_and_maintenance_u18" => self.accommodation_under_18(on),
            "keep_in_touch" => self.keep_in_touch(on),
            "education_assistance" => self.education_assistance(on),
            "employment_assistance" => yes_if(
                self.is(on, &["relevant"])
                    || (self.former_relevant(on) && on < days.b21)
                    || matches!(self.standing(on).route, Some("special_guardianship" | "looked_after")),
            ),
            "other_welfare_assistance" => yes_if(self.former_relevant(on) && on < days.b21),
            "setting_up_home_allowance" => self.setting_up_home(on),
            "he_bursary" => self.he_bursary(on),
            "qualifying_education_help" => self.qualifying_education_help(on),
            "qualifying_advice" => yes_if(self.is(on, &["qualifying"])),
            "vacation_accommodation" => self.vacation_accommodation(on),
            "staying_put" => self.staying_put(on),
            // Section 7 has no commencement yet.
            "staying_close" => ask_if(self.former_relevant(on)),
            "local_offer" => {
                let has_status = self.standing(on).status != "none";
                yes_if(on < days.b25 && (has_status || self.ever_in_care(on) || self.route_on_eve_of_21(on)))
            }
            "independent_advocacy" => self.advocacy(on),
            "records_access" | "complaint" => YES,
            "corporate_guarantor" => ask_if(self.former_relevant(on) || self.is(on, &["qualifying"])),
            "council_tax_discount" => self.council_tax_discount(on),
            "driving_help"
            | "travel_help"
            | "leisure_pass"
            | "celebration_allowance"
            | "digital_help"
            | "employability_promise" => ask_if(self.standing(on).status != "none"),
            "tv_licence_and_insurance" | "winter_fuel" | "moving_costs" => {
                ask_if(!self.is(on, &["none", "eligible"]))
            }
            "identity_documents" => {
                if self.owed(on) {
                    YES
                } else {
                    ask_if(self.is(on, &["qualifying"]) || days.looked_after(on))
                }
            }
            "exceptional_hardship" => {
                let young = on < days.b18 || (self.former_relevant(on) && on < days.b21);
                if young || self.is(on, &["qualifying"]) { YES } else { ASK }
            }
            "custody_contact" => self.custody_contact(on),
            "bursary_16_19" => self.bursary_16_19(on),
            "apprenticeship_bursary" => self.apprenticeship_bursary(on),
            "student_finance_independent" => self.student_finance(on),
            "university_bursaries" => self.university_bursaries(on),
            "ehc_plan" => {
                if on >= days.b25 {
                    NO
                } else if self.person.circumstances.ehcp == Some(true) {
                    YES
                } else {
                    ASK
                }
            }
            "free_meals_fe" => self.free_meals(on),
            "universal_credit" => self.universal_credit(on),
            "sar_exemption" => self.sar_exemption(on),
            "housing_benefit_supported" => ask_if(!under(18)),
            "uc_advance_and_alternative_payment" | "pip" => ask_if(!under(16)),
            "priority_need" => self.priority_need(on),
            "homeless_local_connection" => self.local_connection(on),
            "social_housing_no_local_connection" => {
                if on < ymd(2025, 7, 10) || !self.owed(on) {
                    NO
                } else if self.papers_unsure(on) {
                    ASK
                } else {
                    YES
                }
            }
            // Section 9 has no commencement yet: guidance only.
            "not_intentionally_homeless" => ask_if(self.is(on, &["relevant"]) || self.former_relevant(on)),
            "dhp" => ask_if(on < ymd(2026, 4, 1) && !under(18)),
            "free_prescriptions" => self.free_prescriptions(on),
            "immigration_fee_help" => match self.person.circumstances.needs_leave {
                Some(false) => NO,
                Some(true) if on < days.b18 && days.ordinary(on) => YES,
                _ => ASK,
            },
            "eu_settled_status" | "asylum_renewal" => {
                ask_if(self.person.circumstances.needs_leave != Some(false))
            }
            "civil_service_internship" => ask_if(!under(18) && under(31) && self.was_eligible_or_relevant),
            "crisis_payment" => self.crisis_payment(on),
            "housing_payment" => self.housing_payment(on),
            "homeless_help" => self.homeless_help(on),
            "somewhere_tonight" => self.somewhere_tonight(on),
            "corporate_parenting" => yes_if(self.owed(on) || days.looked_after(on)),
            "discretionary_bursary_16_19" => self.discretionary_bursary(on),
            "warm_home_discount" => ask_if(!under(18)),
            "council_tax_student_or_low_income" => self.council_tax_student(on),
            "independent_visitor" | "independent_reviewing_officer" => yes_if(days.ordinary(on)),
            "healthy_start" => {
                let circumstances = &self.person.circumstances;
                if circumstances.pregnant == Some(true) && under(18) {
                    YES
                } else {
                    ask_if(!(circumstances.pregnant == Some(false) && circumstances.parent == Some(false)))
                }
            }
            "adoption_support_fund" => {
                let from_care = self.person.events.iter().any(|event| {
                    (event.kind == "special_guardianship" || event.kind == "adopted")
                        && event.start <= on
                        && days.ordinary(event.start - 1)
                });
                let plan = self.person.circumstances.ehcp != Some(false);
                ask_if(from_care && (on < days.b21 || (on < days.b25 && plan)))
            }
            other => panic!("{other} has no exact rule"),
        }
    }

    /// *Papers unsure* of section 5.
    fn papers_unsure(&self, on: Day) -> bool {
        let circumstances = &self.person.circumstances;
        circumstances.recourse == Some(false)
            || circumstances.leave_ends.is_some_and(|ends| ends < on + 92)
            || (circumstances.needs_leave == Some(true) && circumstances.recourse != Some(true))
    }

    /// *Ever in care* of section 5.
    fn ever_in_care(&self, on: Day) -> bool {
        self.days.was_looked_after_by(on)
    }

    fn route_on_eve_of_21(&self, on: Day) -> bool {
        let days = &self.days;
        days.b21 <= on && on < days.b25 && self.standing(days.b21 - 1).route.is_some()
    }

    fn home(&self) -> Option<&str> {
        self.person.circumstances.homeless.as_deref()
    }

    fn accommodation_under_18(&self, on: Day) -> &'static str {
        if on >= self.days.b18 {
            return NO;
        }
        if self.days.ordinary(on) || self.is(on, &["relevant"]) || self.home() == Some("yes") {
            return YES;
        }
        if self.home() == Some("no") { NO } else { ASK }
    }

    fn keep_in_touch(&self, on: Day) -> &'static str {
        let now = self.standing(on);
        let owed = now.status == "relevant" || matches!(now.stage, Some("s23C" | "s23C_7"));
        match now.route {
            _ if owed => YES,
            Some("looked_after") => YES,
            Some("special_guardianship") => ASK,
            _ => NO,
        }
    }

    fn advocacy(&self, on: Day) -> &'static str {
        let circumstances = &self.person.circumstances;
        if self.standing(on).status != "none" || self.days.looked_after(on) {
            return YES;
        }
        if on >= self.days.b18 {
            return NO;
        }
        let section_17 = self
            .person
            .events
            .iter()
            .any(|event| event.kind == "section17_accommodation" && event.covers(on));
        let no_safe_home = matches!(self.home(), Some("yes" | "at_risk"));
        if circumstances.child_in_need == Some(true) || no_safe_home || section_17 { YES } else { ASK }
    }

    fn custody_contact(&self, on: Day) -> &'static str {
        let days = &self.days;
        let mut custody =
            self.person.events.iter().filter(|event| event.kind == "detained" && event.covers(on)).peekable();
        if custody.peek().is_none() {
            return NO;
        }
        if days.ordinary(on) || self.owed(on) {
            return YES;
        }
        let lost_by_custody =
            custody.any(|event| (event.start - 1..on).any(|earlier| days.ordinary(earlier)));
        yes_if(on < days.b18 && lost_by_custody)
    }

    fn student_finance(&self, on: Day) -> &'static str {
        let Some(education) = self.education() else {
            return ASK;
        };
        if education.kind != "he" {
            return NO;
        }
        let begins = education.start.unwrap_or(on);
        if self.three_months_ending_at_16(begins) { YES } else { ASK }
    }

    fn three_months_ending_at_16(&self, begins: Day) -> bool {
        let days = &self.days;
        let away = |on: Day| days.ordinary(on) && !days.home(on);
        let starts = (days.birth..days.b18).filter(|&on| away(on) && !away(on - 1));
        starts.into_iter().any(|start| {
            let end = (start..=days.b18).find(|&on| !away(on)).unwrap_or(days.b18);
            let until = end.min(begins);
            until >= days.b16 && after_months(start, 3) <= until
        })
    }

    fn university_bursaries(&self, on: Day) -> &'static str {
        let no_status = self.standing(on).status == "none";
        if no_status && !self.ever_in_care(on) && !self.route_on_eve_of_21(on) {
            return NO;
        }
        ask_if(self.education().is_none_or(|education| education.kind == "he"))
    }

    fn free_meals(&self, on: Day) -> &'static str {
        let days = &self.days;
        if on < days.b16 || on >= days.b25 {
            return NO;
        }
        let Some(education) = self.education() else {
            return ASK;
        };
        let kinds = ["sixth_form", "fe_full_time", "fe_part_time"];
        if !kinds.contains(&education.kind.as_str()) || !education.active(on) {
            return NO;
        }
        let plan = self.person.circumstances.ehcp;
        let young = on < days.birthday(19);
        if young || plan == Some(true) || education.continuing == Some(true) {
            return ASK;
        }
        ask_if(plan.is_none() || education.continuing.is_none())
    }

    fn local_connection(&self, on: Day) -> &'static str {
        let days = &self.days;
        if matches!(self.standing(on).stage, Some("s23C" | "s23C_7" | "s23CA")) {
            return if self.papers_unsure(on) { ASK } else { YES };
        }
        ask_if(days.b16 <= on && on < days.b21 && days.was_ordinary_by(on))
    }

    fn crisis_payment(&self, on: Day) -> &'static str {
        let circumstances = &self.person.circumstances;
        if on < ymd(2026, 4, 1) || on < self.days.b16 {
            return NO;
        }
        let not_public = circumstances.recourse == Some(false)
            || (circumstances.needs_leave == Some(true) && circumstances.recourse != Some(true));
        if on >= ymd(2029, 4, 1) || on < self.days.b18 || not_public { ASK } else { YES }
    }

    fn housing_payment(&self, on: Day) -> &'static str {
        if on < ymd(2026, 4, 1) || on < self.days.b18 {
            return NO;
        }
        if on >= ymd(2029, 4, 1) {
            return ASK;
        }
        match self.person.circumstances.gets_rent_help {
            None => ASK,
            Some(gets) => yes_if(gets),
        }
    }

    fn homeless_help(&self, on: Day) -> &'static str {
        if on < self.days.b16 {
            return NO;
        }
        match self.home() {
            None => ASK,
            Some("no") => NO,
            _ if self.papers_unsure(on) => ASK,
            _ => YES,
        }
    }

    fn somewhere_tonight(&self, on: Day) -> &'static str {
        if on < self.days.b16 || self.home() == Some("no") {
            return NO;
        }
        if self.home() != Some("yes") {
            return ASK;
        }
        if on < self.days.b18 {
            return YES;
        }
        if !self.papers_unsure(on) && self.priority_need(on) == YES { YES } else { ASK }
    }

    fn discretionary_bursary(&self, on: Day) -> &'static str {
        let Some(education) = self.education() else {
            return ASK;
        };
        let kinds = ["sixth_form", "fe_full_time", "fe_part_time", "traineeship", "supported_internship"];
        if !kinds.contains(&education.kind.as_str()) || !education.active(on) {
            return NO;
        }
        ask_if(self.of_age_for_a_bursary(on, education))
    }

    fn council_tax_student(&self, on: Day) -> &'static str {
        if on < self.days.b18 || self.person.circumstances.council_tax_liable == Some(false) {
            return NO;
        }
        let Some(education) = self.education() else {
            return ASK;
        };
        let kind = education.kind.as_str();
        let school = ["sixth_form", "fe_full_time"].contains(&kind) && on < self.days.birthday(20);
        let student = (kind == "he" && education.full_time) || school;
        if education.active(on) && student { YES } else { ASK }
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
        if self.is(on, &["relevant"]) {
            return YES;
        }
        // 3.5: section 23C(7) has no written upper age, so a planned course continues to be asked about after 25.
        let planned = self.standing(self.days.b25 - 1).stage == Some("s23C_7");
        if on >= self.days.b25 && planned && self.education().is_some_and(|course| course.active(on)) {
            return ASK;
        }
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

    /// Away from home for study: full-time higher education, or residential further education.
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
        if on < self.days.b18 || !(self.former_relevant(on) || self.is(on, &["qualifying"])) {
            return NO;
        }
        let circumstances = &self.person.circumstances;
        match (circumstances.council_tax_liable, circumstances.lives_in_responsible_area) {
            (Some(false), _) => NO,
            (Some(true), Some(true)) if self.former_relevant(on) => YES,
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
        yes_if(self.of_age_for_a_bursary(on, education))
    }

    fn of_age_for_a_bursary(&self, on: Day, education: &Education) -> bool {
        let days = &self.days;
        let august = academic_year_start(on);
        let of_age = days.b16 <= august && august < days.birthday(19);
        let plan = self.person.circumstances.ehcp == Some(true) && on < days.b25;
        of_age || education.continuing == Some(true) || plan
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
        let (parent, unfit) = (circumstances.parent, circumstances.limited_capability);
        if on < days.b16 {
            return NO;
        }
        let full_time = self.education().is_some_and(|education| {
            let kind = education.kind.as_str();
            let full =
                ["sixth_form", "fe_full_time"].contains(&kind) || (kind == "he" && education.full_time);
            education.active(on) && full
        });
        if on < days.b18 {
            return match (parent, unfit) {
                _ if circumstances.recourse == Some(false) => NO,
                (Some(true), _) => YES,
                (_, Some(true)) if full_time => ASK,
                (_, Some(true)) => YES,
                (Some(false), Some(false)) if self.is(on, &["eligible", "relevant"]) => NO,
                _ => ASK,
            };
        }
        let (Some(recourse), Some(education)) = (circumstances.recourse, self.education()) else {
            return ASK;
        };
        if !recourse {
            return NO;
        }
        if !full_time || parent == Some(true) {
            return YES;
        }
        if education.kind == "he" {
            return ask_if(!(parent == Some(false) && unfit == Some(false)));
        }
        let begun_before_21 = education.start.is_some_and(|start| start < days.b21);
        let no_parents = on < days.b21 || (on < days.birthday(22) && begun_before_21);
        if self.former_relevant(on) && no_parents { YES } else { ASK }
    }

    fn sar_exemption(&self, on: Day) -> &'static str {
        let days = &self.days;
        let circumstances = &self.person.circumstances;
        let of_age = days.b18 <= on && on < days.birthday(35);
        if !of_age || circumstances.privately_renting == Some(false) {
            return NO;
        }
        let limit = if on < ymd(2021, 5, 31) { 22 } else { 25 };
        let care_leaver = self.was_eligible_or_relevant && on < days.birthday(limit);
        match circumstances.privately_renting {
            Some(true) if circumstances.parent == Some(true) || care_leaver => YES,
            _ => ASK,
        }
    }

    fn priority_need(&self, on: Day) -> &'static str {
        let days = &self.days;
        let circumstances = &self.person.circumstances;
        if on < days.b16 {
            return NO;
        }
        let special = [circumstances.pregnant, circumstances.parent, circumstances.domestic_abuse]
            .contains(&Some(true));
        let housed = self.is(on, &["eligible", "relevant"]) || days.ordinary(on);
        if on < days.b18 && !special && housed {
            return NO;
        }
        if self.papers_unsure(on) {
            return ASK;
        }
        if special || on < days.b18 {
            return YES;
        }
        let cared_for = self.accommodated_route(on).is_some()
            || (days.b16..days.b18).any(|earlier| days.ordinary(earlier));
        let shut = circumstances.term_time_home_open == Some(false);
        if on >= days.b21 || !cared_for || (self.lives_at_study(on) && shut) { ASK } else { YES }
    }

    fn free_prescriptions(&self, on: Day) -> &'static str {
        let days = &self.days;
        let pregnant = self.person.circumstances.pregnant == Some(true);
        let studying = self.education().is_some_and(|education| {
            education.active(on) && ["sixth_form", "fe_full_time", "he"].contains(&education.kind.as_str())
        });
        let young = on < days.birthday(19);
        if on < days.b16 || pregnant || (young && studying) { YES } else { ASK }
    }
}

fn yes_if(met: bool) -> &'static str {
    if met { YES } else { NO }
}

fn ask_if(met: bool) -> &'static str {
    if met { ASK } else { NO }
}

/// 6a: someone told no to the first may be helped by the others, in this order.
pub const INSTEAD: [(&str, &[&str]); 63] = [
    ("personal_adviser", &["qualifying_advice", "independent_advocacy", "local_offer"]),
    ("pathway_plan", &["qualifying_advice", "independent_advocacy", "local_offer"]),
    ("needs_assessment", &["personal_adviser", "qualifying_advice", "independent_advocacy"]),
    (
        "accommodation_and_maintenance_u18",
        &["somewhere_tonight", "homeless_help", "exceptional_hardship", "independent_advocacy"],
    ),
    ("keep_in_touch", &["personal_adviser", "qualifying_advice"]),
    ("employment_assistance", &["personal_adviser", "qualifying_advice"]),
    (
        "education_assistance",
        &["qualifying_education_help", "bursary_16_19", "discretionary_bursary_16_19", "personal_adviser"],
    ),
    ("other_welfare_assistance", &["exceptional_hardship", "crisis_payment"]),
    ("free_meals_fe", &["exceptional_hardship", "crisis_payment"]),
    ("setting_up_home_allowance", &["crisis_payment", "housing_payment", "qualifying_advice", "local_offer"]),
    (
        "he_bursary",
        &[
            "education_assistance",
            "qualifying_education_help",
            "university_bursaries",
            "student_finance_independent",
        ],
    ),
    (
        "qualifying_education_help",
        &["education_assistance", "university_bursaries", "discretionary_bursary_16_19"],
    ),
    ("qualifying_advice", &["personal_adviser", "independent_advocacy", "records_access"]),
    ("vacation_accommodation", &["homeless_help", "university_bursaries", "exceptional_hardship"]),
    ("staying_put", &["staying_close", "setting_up_home_allowance", "priority_need"]),
    ("staying_close", &["priority_need", "homeless_help", "local_offer"]),
    ("local_offer", &["records_access"]),
    ("independent_advocacy", &["complaint"]),
    ("corporate_guarantor", &["housing_payment", "local_offer"]),
    ("council_tax_discount", &["council_tax_student_or_low_income"]),
    ("winter_fuel", &["warm_home_discount", "crisis_payment", "local_offer"]),
    ("custody_contact", &["personal_adviser", "independent_advocacy", "complaint"]),
    ("bursary_16_19", &["discretionary_bursary_16_19", "education_assistance"]),
    ("apprenticeship_bursary", &["education_assistance", "employment_assistance"]),
    ("student_finance_independent", &["education_assistance", "qualifying_education_help"]),
    ("university_bursaries", &["education_assistance", "qualifying_education_help"]),
    (
        "universal_credit",
        &[
            "accommodation_and_maintenance_u18",
            "exceptional_hardship",
            "crisis_payment",
            "education_assistance",
            "immigration_fee_help",
        ],
    ),
    ("sar_exemption", &["housing_payment"]),
    ("housing_benefit_supported", &["accommodation_and_maintenance_u18"]),
    ("priority_need", &["accommodation_and_maintenance_u18", "somewhere_tonight", "independent_advocacy"]),
    ("homeless_local_connection", &["homeless_help"]),
    ("social_housing_no_local_connection", &["homeless_help"]),
    ("not_intentionally_homeless", &["homeless_help", "priority_need"]),
    ("dhp", &["housing_payment", "crisis_payment", "exceptional_hardship"]),
    ("crisis_payment", &["exceptional_hardship"]),
    ("healthy_start", &["exceptional_hardship"]),
    ("housing_payment", &["dhp", "crisis_payment", "exceptional_hardship", "corporate_guarantor"]),
    (
        "homeless_help",
        &["accommodation_and_maintenance_u18", "priority_need", "housing_payment", "exceptional_hardship"],
    ),
    ("somewhere_tonight", &["accommodation_and_maintenance_u18", "homeless_help", "exceptional_hardship"]),
    ("discretionary_bursary_16_19", &["education_assistance", "free_meals_fe"]),
    ("identity_documents", &["records_access", "independent_advocacy"]),
    ("corporate_parenting", &["qualifying_advice", "complaint"]),
    ("warm_home_discount", &["crisis_payment"]),
    ("driving_help", &["local_offer"]),
    ("travel_help", &["local_offer"]),
    ("leisure_pass", &["local_offer"]),
    ("celebration_allowance", &["local_offer"]),
    ("digital_help", &["local_offer"]),
    ("employability_promise", &["local_offer"]),
    ("tv_licence_and_insurance", &["local_offer"]),
    ("moving_costs", &["local_offer"]),
    ("exceptional_hardship", &[]),
    ("records_access", &[]),
    ("ehc_plan", &[]),
    ("uc_advance_and_alternative_payment", &[]),
    ("free_prescriptions", &[]),
    ("immigration_fee_help", &[]),
    ("eu_settled_status", &[]),
    ("asylum_renewal", &[]),
    ("civil_service_internship", &[]),
    ("council_tax_student_or_low_income", &[]),
    ("adoption_support_fund", &[]),
    ("pip", &[]),
];

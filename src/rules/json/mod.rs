//! The document that `onward assess` reads: a person's care history and circumstances, as they are recorded.
//!
//! `null` means *nobody knows*; the engine then answers for both extremes (see [`crate::unknown`]). A key that is
//! not in these types is an error, so that a misspelt fact never looks like a missing one. What is written back is
//! in [`crate::document`].

mod reading;

use chrono::NaiveDate;
pub use reading::{date, read_date, read_object};
use serde::{Deserialize, Serialize};

/// One line that `onward assess` reads.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Whatever the caller calls this person; it comes back unchanged.
    pub id: String,
    /// What is recorded of the person.
    #[serde(deserialize_with = "read_object")]
    pub person: Person,
    /// The answer is for the start of this day.
    #[serde(deserialize_with = "read_date")]
    pub as_of: NaiveDate,
}

/// What is recorded of one person: the whole input of an assessment.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The accepted date of birth; nothing can be decided without it.
    #[serde(default, deserialize_with = "reading::read_date_or_null")]
    pub date_of_birth: Option<NaiveDate>,
    /// The care records in the order listed; `null` when nobody knows whether there was any care.
    #[serde(default, deserialize_with = "reading::read_objects_or_null")]
    pub episodes: Option<Vec<Episode>>,
    /// What else happened, in the order listed.
    #[serde(default, deserialize_with = "reading::read_objects_or_empty")]
    pub events: Vec<Event>,
    /// How things are for the person now.
    #[serde(default, deserialize_with = "reading::read_object_or_empty")]
    pub circumstances: Circumstances,
}

/// One record of care, as SSDA903 keeps it: from `start` (a day in care) to `end` (not a day of it).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Episode {
    /// The first day; `null` when not known.
    #[serde(default, deserialize_with = "reading::read_date_or_null")]
    pub start: Option<NaiveDate>,
    /// The day it ended, which no longer belongs to it; `null` while it is running. A later day than the one
    /// assessed is a planned end.
    #[serde(default, deserialize_with = "reading::read_date_or_null")]
    pub end: Option<NaiveDate>,
    /// The legal status code; `null` when not known.
    #[serde(default)]
    pub legal_status: Option<LegalStatus>,
    /// The placement code (`U1`…`U6` foster care, `P1` with parents, …).
    #[serde(default)]
    pub placement: Option<String>,
    /// The code of the reason it ended (`X1`: it goes on in the next record).
    #[serde(default)]
    pub reason_ended: Option<String>,
    /// The authority that was looking after the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// True when `end` is null though the record is known to be over.
    #[serde(default, skip_serializing_if = "is_false", deserialize_with = "reading::read_flag")]
    pub end_unknown: bool,
}

/// The legal basis on which someone was looked after: the SSDA903 code set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum LegalStatus {
    /// Interim care order.
    C1,
    /// Full care order.
    C2,
    /// Freeing order (historic).
    D1,
    /// Placement order.
    E1,
    /// Section 20, a single period.
    V2,
    /// Section 20, a series of short breaks, each stay recorded.
    V3,
    /// A series of short breaks of which only the agreement is recorded: its dates are not stays.
    V4,
    /// Remand to local authority or youth detention accommodation.
    J1,
    /// Local authority accommodation under the Police and Criminal Evidence Act.
    J2,
    /// Residence requirement of a youth rehabilitation order.
    J3,
    /// Police protection, in local authority accommodation.
    L1,
    /// Emergency protection order.
    L2,
    /// Child assessment order, in local authority accommodation.
    L3,
}

/// Something that happened, from `start` (in) to `end` (out).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What happened.
    #[serde(rename = "type")]
    pub kind: EventKind,
    /// The first day of it.
    #[serde(deserialize_with = "read_date")]
    pub start: NaiveDate,
    /// The first day after it; `null` while it is still so.
    #[serde(default, deserialize_with = "reading::read_date_or_null")]
    pub end: Option<NaiveDate>,
    /// With whom the person went to live, for `returned_home`; `null` when not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<LivesWith>,
    /// For special guardianship and adoption: whether the person lives with the guardian or adopter (by default yes).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lives_with_holder: Option<bool>,
}

/// The kinds of event that leaving care law looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// In custody by order of a court.
    Detained,
    /// In hospital.
    Hospital,
    /// Went back to live with someone: see [`Event::with`].
    ReturnedHome,
    /// Under a special guardianship order.
    SpecialGuardianship,
    /// Adopted.
    Adopted,
    /// Privately fostered.
    PrivateFostering,
    /// Accommodated by a voluntary organisation.
    VoluntaryOrganisation,
    /// Accommodated in a private children's home.
    PrivateChildrensHome,
    /// Accommodated by a health body.
    HealthAccommodation,
    /// Accommodated by a local authority in its education functions.
    EducationAccommodation,
    /// Accommodated in a care home or independent hospital.
    CareHome,
    /// Housed under section 17, which is not being looked after.
    Section17Accommodation,
    /// Missing; still looked after.
    Missing,
}

/// With whom someone went to live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LivesWith {
    /// A parent.
    Parent,
    /// Someone else with parental responsibility.
    PersonWithPr,
    /// Whoever held a child arrangements (or residence) order immediately before the care order.
    CaoHolder,
    /// A relative or friend without parental responsibility.
    RelativeNoPr,
    /// Anyone else.
    Other,
}

/// How things are for the person. A key that is absent or `null` is not known, unless it says otherwise.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Circumstances {
    /// The current, planned or last course or training.
    #[serde(deserialize_with = "reading::read_object_or_null")]
    pub education: Option<Education>,
    /// The day the authority was told of current or wished-for education.
    #[serde(deserialize_with = "reading::read_date_or_null")]
    pub education_request_date: Option<NaiveDate>,
    /// The day support was asked for after 21. CA s.23CZB.
    #[serde(deserialize_with = "reading::read_date_or_null")]
    pub support_request_date: Option<NaiveDate>,
    /// The day support was last declined.
    #[serde(deserialize_with = "reading::read_date_or_null")]
    pub support_declined_date: Option<NaiveDate>,
    /// Whether there is a pathway plan.
    pub has_pathway_plan: Option<bool>,
    /// Pounds of setting up home money already received; not known counts as none.
    #[serde(deserialize_with = "reading::read_number_or_null")]
    pub setting_up_home_paid: Option<f64>,
    /// Whether the higher education bursary has been paid; not known counts as no.
    pub he_bursary_paid: Option<bool>,
    /// Whether the apprenticeship bursary has been paid; not known counts as no.
    pub apprenticeship_bursary_paid: Option<bool>,
    /// Lives, or will at 18 live, with the former foster carer.
    pub staying_put: Option<bool>,
    /// Whether the term-time home stays open in the holidays.
    pub term_time_home_open_in_vacation: Option<bool>,
    /// Rents from a private landlord.
    pub privately_renting: Option<bool>,
    /// Has to pay council tax.
    pub council_tax_liable: Option<bool>,
    /// Lives in the area of the responsible authority.
    pub lives_in_responsible_area: Option<bool>,
    /// Responsible for a child.
    pub parent: Option<bool>,
    /// Pregnant.
    pub pregnant: Option<bool>,
    /// Limited capability for work.
    pub limited_capability: Option<bool>,
    /// May claim benefits under immigration law.
    pub recourse_to_public_funds: Option<bool>,
    /// Has an education, health and care plan.
    pub ehcp: Option<bool>,
    /// The day that leave to remain in the United Kingdom ends; for the warning before it alone.
    #[serde(deserialize_with = "reading::read_date_or_null")]
    pub leave_to_remain_ends: Option<NaiveDate>,
    /// The day the pathway plan was last reviewed, or made; for the warning when a review is overdue alone.
    #[serde(deserialize_with = "reading::read_date_or_null")]
    pub plan_reviewed_date: Option<NaiveDate>,
    /// The day of the personal adviser's last contact; for the warning after two months alone.
    #[serde(deserialize_with = "reading::read_date_or_null")]
    pub adviser_contact_date: Option<NaiveDate>,
    /// Shares a tenancy, or will at 18; for the warning before 18 alone.
    pub shares_tenancy: Option<bool>,
}

/// A course, training or apprenticeship; the whole of it unknown when its `kind` is.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Education {
    /// What it is.
    pub kind: Option<EducationKind>,
    /// The first day of it; without one it has always been so.
    #[serde(deserialize_with = "reading::read_date_or_null")]
    pub start: Option<NaiveDate>,
    /// The first day after it; without one it goes on.
    #[serde(deserialize_with = "reading::read_date_or_null")]
    pub end: Option<NaiveDate>,
    /// Whether the pathway plan names it.
    pub in_pathway_plan: Option<bool>,
    /// How many years the course takes.
    #[serde(deserialize_with = "reading::read_number_or_null")]
    pub course_years: Option<f64>,
    /// Full time (not known counts as yes).
    pub full_time: Option<bool>,
    /// Residential (not known counts as no).
    pub residential: Option<bool>,
    /// Continuing a programme begun before 19 (not known counts as no).
    pub continuing: Option<bool>,
}

/// The kinds of education, training and apprenticeship that the rules tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EducationKind {
    /// Not in education or training.
    None,
    /// School sixth form or sixth form college.
    SixthForm,
    /// Full-time further education.
    FeFullTime,
    /// Part-time further education.
    FePartTime,
    /// Higher education.
    He,
    /// An apprenticeship.
    Apprenticeship,
    /// A traineeship.
    Traineeship,
    /// A supported internship.
    SupportedInternship,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn nothing_known_is_a_person_all_the_same() {
        let person: Person = serde_json::from_str("{}").unwrap();
        assert_eq!(person, Person::default());
    }

    #[test]
    fn a_misspelt_fact_is_refused_by_name() {
        let refused =
            serde_json::from_str::<Person>(r#"{"circumstances":{"privatly_renting":true}}"#).unwrap_err();
        assert!(refused.to_string().contains("privatly_renting"), "{refused}");
    }

    #[test]
    fn an_unknown_legal_status_code_is_refused_and_null_is_not() {
        assert!(serde_json::from_str::<Episode>(r#"{"legal_status":"Q7"}"#).is_err());
        let episode: Episode = serde_json::from_str(r#"{"legal_status":null,"end_unknown":null}"#).unwrap();
        assert_eq!(episode, Episode::default());
    }
}

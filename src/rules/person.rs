//! What is known about one person: the whole input of the rules.
//!
//! Money is in pence, a course is in months, a death is a death. [`crate::json`] is how a document writes it; the
//! service builds it from its own records. `None` means that nobody knows, and the rules then answer for both extremes.

use crate::facts::{FactId, TESTED};
use crate::in_doubt::InDoubt;
use crate::temporary_move;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is known about one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The accepted date of birth; no status can be decided without it.
    pub date_of_birth: Option<NaiveDate>,
    /// The day of death, which ends every status. An episode that ended with E2 says so too.
    pub died: Option<NaiveDate>,
    /// The care episodes in the order listed; `None` when nobody knows whether there was any care.
    pub episodes: Option<Vec<Episode>>,
    /// What else happened, in the order listed.
    pub events: Vec<Event>,
    /// The person's situation now.
    pub circumstances: Circumstances,
    /// What of this nobody has settled. No document says it.
    pub in_doubt: InDoubt,
}

impl Person {
    /// Looks through temporary moves: nobody's home changes by a week in hospital. Every way to make a person ends with this.
    #[must_use]
    pub fn looking_through_temporary_moves(mut self) -> Person {
        temporary_move::look_through(self.episodes.as_deref_mut().unwrap_or_default());
        self
    }
}

/// One episode of care, as in SSDA903: from `start` (a day in care) to `end` (not a day in care).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Episode {
    pub start: Option<NaiveDate>,
    /// The day it ended, which is not part of it; `None` while it is open. A day later than the one
    /// assessed is a planned end.
    pub end: Option<NaiveDate>,
    /// True when `end` is `None` although the episode is known to be over.
    pub end_unknown: bool,
    pub legal_status: Option<LegalStatus>,
    pub placement: Option<Placement>,
    pub reason_ended: Option<ReasonEnded>,
    /// The authority that was looking after the person.
    pub authority: Option<String>,
    /// The country whose law the care was under.
    pub country: Country,
    /// Another authority took over when it ended and its care continues: what is tried when nobody knows (E3).
    pub goes_on_elsewhere: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Country {
    /// England, whose law this is.
    #[default]
    England,
    Wales,
    Scotland,
    NorthernIreland,
    /// Not England, or nobody knows.
    Unknown,
}

/// Declares a closed list of codes, each spelt as written.
macro_rules! codes {
    ($($(#[$about:meta])* $name:ident: $($code:ident)*;)*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
        #[expect(missing_docs, reason = "the codes of the SSDA903 guide")]
        pub enum $name { $($code,)* }

        impl $name {
            /// Every code that the return has ever used.
            pub const ALL: &'static [$name] = &[$($name::$code,)*];

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($name::$code => stringify!($code),)* }
            }

            /// What a code stands for; `None` if no return ever used it.
            #[must_use]
            pub fn of_code(code: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|each| each.code() == code)
            }
        }
    )*};
}

codes! {
    /// Where a looked-after child is placed: every code that the SSDA903 return has used.
    Placement: A3 A4 A5 A6 H5 K1 K2 K3 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1 Z11 Z12 Z13 Z14;
    /// Why an episode ended: every code that the SSDA903 return has used.
    ReasonEnded: X1 E11 E12 E2 E3 E4A E4B E13 E41 E43 E44 E45 E46 E47 E48 E5 E6 E7 E8 E9 E14 E15 E16 E17;
}

impl Placement {
    /// With a foster carer: U1 to U6.
    #[must_use]
    pub const fn is_foster(self) -> bool {
        matches!(self, Self::U1 | Self::U2 | Self::U3 | Self::U4 | Self::U5 | Self::U6)
    }
}

/// The legal basis for being looked after: the SSDA903 code set.
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
    /// A series of short breaks where only the agreement is recorded: its dates are not stays.
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

/// Something that happened, from `start` (included) to `end` (excluded).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub kind: EventKind,
    pub start: NaiveDate,
    /// The first day after it; `None` while it continues.
    pub end: Option<NaiveDate>,
    /// Who the person went to live with, for a return home; `None` when not known.
    pub with: Option<LivesWith>,
    /// For special guardianship and adoption: whether the person lives with the guardian or adopter (by default yes).
    pub lives_with_holder: Option<bool>,
}

/// The kinds of event that matter in leaving care law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// In custody by order of a court.
    Detained,
    Hospital,
    /// Went back to live with someone: see [`Event::with`].
    ReturnedHome,
    /// Under a special guardianship order.
    SpecialGuardianship,
    Adopted,
    PrivateFostering,
    /// Accommodated by a voluntary organisation.
    VoluntaryOrganisation,
    /// Accommodated in a private children's home.
    PrivateChildrensHome,
    /// Accommodated by a health body.
    HealthAccommodation,
    /// Accommodated by a local authority under its education functions.
    EducationAccommodation,
    /// Accommodated in a care home or independent hospital.
    CareHome,
    /// Housed under section 17, which is not being looked after.
    Section17Accommodation,
    /// Missing; still looked after.
    Missing,
}

/// Who someone went to live with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LivesWith {
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

/// The person's situation. `None` means not known, unless it says otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// The answers to the yes-or-no facts.
    pub answers: Answers,
    /// Whether the person has somewhere safe to stay.
    pub homeless: Option<Homeless>,
    /// The current, planned or last course or training.
    pub education: Option<Education>,
    /// The day the authority was told about current or intended education.
    pub education_request_date: Option<NaiveDate>,
    /// The day support was asked for after 21. CA s.23CZB.
    pub support_request_date: Option<NaiveDate>,
    /// The day support was last declined.
    pub support_declined_date: Option<NaiveDate>,
    /// Pence of setting up home money already received; unknown counts as none.
    pub setting_up_home_paid: Option<i64>,
    /// The day leave to remain in the United Kingdom ends.
    pub leave_to_remain_ends: Option<NaiveDate>,
    /// The day the pathway plan was last reviewed; only for the warning after six months.
    pub plan_reviewed_date: Option<NaiveDate>,
    /// The day of the personal adviser's last contact; only for the warning after two months.
    pub adviser_contact_date: Option<NaiveDate>,
    /// Shares a tenancy, or will at 18; only for the warning before 18.
    pub shares_tenancy: Option<bool>,
}

impl Circumstances {
    /// The same with one yes-or-no fact answered.
    #[must_use]
    pub fn with(mut self, fact: FactId, answer: bool) -> Circumstances {
        self.answers.set(fact, Some(answer));
        self
    }
}

/// Whether someone has somewhere safe to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Homeless {
    Yes,
    /// May lose their home within 56 days.
    AtRisk,
    No,
}

/// The answers to the yes-or-no facts: one bit each for *answered* and for *yes*.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    known: u64,
    yes: u64,
}

const _: () = assert!(TESTED <= 64, "a bit for each yes-or-no fact");

impl Answers {
    /// The bit of a fact; 0 for a fact that no rule tests as yes or no.
    const fn bit(fact: FactId) -> u64 {
        if fact.number() < TESTED { 1 << fact.number() } else { 0 }
    }

    #[must_use]
    pub const fn get(self, fact: FactId) -> Option<bool> {
        let bit = Answers::bit(fact);
        if self.known & bit == 0 { None } else { Some(self.yes & bit != 0) }
    }

    /// Sets or clears an answer.
    pub const fn set(&mut self, fact: FactId, answer: Option<bool>) {
        let bit = Answers::bit(fact);
        self.known &= !bit;
        self.yes &= !bit;
        if let Some(yes) = answer {
            self.known |= bit;
            self.yes |= if yes { bit } else { 0 };
        }
    }

    /// These answers, overridden by the others where they have one.
    #[must_use]
    pub const fn overlaid(self, new: Answers) -> Answers {
        Answers { known: self.known | new.known, yes: self.yes & !new.known | new.yes }
    }

    /// The bits for *answered* and for *yes*.
    pub(crate) const fn bits(self) -> (u64, u64) {
        (self.known, self.yes)
    }
}

/// A course, training or apprenticeship; entirely unknown when its `kind` is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Education {
    pub kind: Option<EducationKind>,
    /// The first day of it; without one it has always been so.
    pub start: Option<NaiveDate>,
    /// The first day after it; without one it continues.
    pub end: Option<NaiveDate>,
    /// Whether the pathway plan names it.
    pub in_pathway_plan: Option<bool>,
    /// How many months the course takes.
    pub course_months: Option<u32>,
    /// Full time (unknown counts as yes).
    pub full_time: Option<bool>,
    /// Residential (unknown counts as no).
    pub residential: Option<bool>,
    /// Continues a programme started before 19.
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
    FePartTime,
    He,
    Apprenticeship,
    Traineeship,
    SupportedInternship,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_answer_replaces_an_earlier_one_and_silence_changes_nothing() {
        let mut before = Answers::default();
        before.set(FactId::Parent, Some(true));
        before.set(FactId::Ehcp, Some(false));
        let mut new = Answers::default();
        new.set(FactId::Parent, Some(false));
        let after = before.overlaid(new);
        assert_eq!((after.get(FactId::Parent), after.get(FactId::Ehcp)), (Some(false), Some(false)));
        assert_eq!(after.get(FactId::Pregnant), None);
        before.set(FactId::Parent, None);
        assert_eq!(before.get(FactId::Parent), None);
    }
}

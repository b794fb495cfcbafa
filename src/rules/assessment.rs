//! What an assessment says about one person on one day.

use crate::catalogue::{EntitlementIndex, Law};
use crate::entitlement::outcome::Kind;
use crate::facts::FactId;
use chrono::NaiveDate;
use serde::Serialize;

/// Where someone stands, in the terms of leaving care law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// No leaving care status on this day.
    None,
    /// Looked after at 16 or 17, with 13 weeks in care since 14. CA 1989 Sch 2 para 19B.
    Eligible,
    /// 16 or 17, no longer looked after, and eligible at some point. CA 1989 s.23A.
    Relevant,
    /// 18 to 24, and eligible or relevant on turning 18. CA 1989 s.23C(1).
    FormerRelevant,
    /// The same, with the education duties that apply from 21. CA 1989 s.23C(7), s.23CA.
    FormerRelevantEducation,
    Qualifying,
    /// It depends on a fact that is not recorded.
    NeedsInformation,
}

/// Which set of duties a former relevant person is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum DutyStage {
    /// 18 to 20: all of s.23C.
    #[serde(rename = "s23C")]
    S23C,
    /// 21 to 24, still on the course named in the pathway plan. s.23C(7).
    #[serde(rename = "s23C_7")]
    S23C7,
    /// 21 to 24, and has told the authority about education or training. s.23CA.
    #[serde(rename = "s23CA")]
    S23CA,
    /// 21 to 24, and has asked for support. s.23CZB(3)-(6).
    #[serde(rename = "s23CZB")]
    S23CZB,
    /// 21 to 24, and can have support by asking. s.23CZB(2).
    #[serde(rename = "s23CZB_on_request")]
    S23CZBOnRequest,
}

/// How a qualifying person qualifies. CA 1989 s.24(1A), (2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// A special guardianship order made directly from care. s.24(1A).
    SpecialGuardianship,
    /// Looked after at 16 or 17. s.24(2)(a).
    LookedAfter,
    /// Accommodated by a voluntary organisation. s.24(2)(b).
    VoluntaryOrganisation,
    /// Accommodated in a private children's home. s.24(2)(c).
    PrivateChildrensHome,
    /// Three months with a health body, in education accommodation, a care home or a hospital. s.24(2)(d).
    HealthOrEducation,
    /// Privately fostered. s.24(2)(e).
    PrivateFostering,
}

/// Status, duty stage and route together: where someone stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Standing {
    pub status: Status,
    /// The duties owed to a former relevant person.
    pub duty_stage: Option<DutyStage>,
    /// How a qualifying person qualifies.
    pub route: Option<Route>,
}

impl Standing {
    pub const NONE: Standing = Standing { status: Status::None, duty_stage: None, route: None };
}

/// The answer for one entitlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The conditions are met: you can ask for this.
    Entitled,
    /// The conditions are not met and, if nothing changes, will not be before 25.
    NotEntitled,
    /// A fact is missing, or the rule says to ask.
    NeedsInformation,
    /// Not today, but from a later day before 25 if nothing changes.
    Upcoming,
}

/// Whether the law behind an entitlement is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LawState {
    /// In force on the day assessed.
    InForce,
    /// Passed by Parliament, but not in force on the day assessed.
    PassedNotInForce,
    /// No longer the law on the day assessed.
    Repealed,
}

/// What an assessment says about one entitlement.
#[derive(Debug, Clone, PartialEq)]
pub struct EntitlementAnswer {
    /// The answer on the day.
    pub outcome: Outcome,
    /// The first day of the period of entitlement that includes the day assessed, or of the next one when upcoming.
    pub from: Option<NaiveDate>,
    /// The first day after that period; `None` when no end is in sight.
    pub until: Option<NaiveDate>,
    pub upcoming_from: Option<NaiveDate>,
    /// How much money, where the law or the offer sets an amount; for a range, the maximum.
    pub amount_pence: Option<i64>,
    /// Whether the law behind it is in force on the day.
    pub state: LawState,
    /// What to ask, when the answer needs information.
    pub needs: Vec<Fact>,
    /// Who must, or may, provide it to this person.
    pub kind: Kind,
    /// What may help instead, when the answer is no or not yet.
    pub instead: Instead,
    /// The line of the rule that says how to ask, where it is not as the entitlement has it: `Entitlement::how_to_ask`.
    pub ask: Option<u8>,
}

impl EntitlementAnswer {
    /// An outcome with everything else still to be filled in.
    #[must_use]
    pub const fn of(outcome: Outcome, kind: Kind) -> EntitlementAnswer {
        EntitlementAnswer {
            outcome,
            from: None,
            until: None,
            upcoming_from: None,
            amount_pence: None,
            state: LawState::InForce,
            needs: Vec::new(),
            kind,
            instead: Instead { named: 0, open: 0 },
            ask: None,
        }
    }
}

/// What may help instead of an entitlement: one bit for each alternative its file names, in that order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Instead {
    /// The alternatives that the file names for this person.
    pub(crate) named: u16,
    /// The ones among them that are open today.
    pub(crate) open: u16,
}

impl Instead {
    /// Whether no alternative is open.
    pub fn is_empty(self) -> bool {
        self.open == 0
    }

    /// The alternatives that may help, in order. `which` is the entitlement they replace.
    pub fn of(self, law: &Law, which: EntitlementIndex) -> impl Iterator<Item = EntitlementIndex> {
        let places = law.instead_of(which).iter().enumerate();
        places.filter(move |(bit, _)| self.open >> bit & 1 == 1).map(|(_, place)| *place)
    }
}

/// Who owes the person what comes with their status. Rules 3.9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OwedBy {
    /// The authority that looks after the person, or was the last to do so.
    Authority,
    /// Another authority took over, and the record does not say which.
    AnotherCouncil,
    /// The last care was under the law of another country.
    OutsideEngland,
    /// The authority of the area where the person is.
    Area,
}

/// A fact that an answer depends on and that is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    DateOfBirth,
    /// Whether there was any care, and when.
    Episodes,
    /// When this care record began.
    EpisodeStart(usize),
    /// The legal basis of this care record.
    EpisodeLegalStatus(usize),
    /// When this care record ended.
    EpisodeEnd(usize),
    /// Who the person went to live with in this event.
    EventWith(usize),
    /// How care in another country counts, for this care record.
    EpisodeCountry(usize),
    /// Which authority took over after this care record, and until when.
    EpisodeTakenOver(usize),
    /// Which of two answers about the time in care is right: one for each that is open.
    CareInDoubt(usize),
    /// A fact that is answered on its own or as part of the course.
    Circumstance(FactId),
    /// Something that no rule reads: the rule only says to ask.
    Asked(FactId),
}

impl Fact {
    /// The need that a rule names: something to ask, or a fact that rules read.
    pub(crate) fn named(fact: FactId) -> Fact {
        match crate::facts::entry(fact).map(|entry| entry.kept) {
            Some(crate::facts::Kept::Asked) => Fact::Asked(fact),
            _ => Fact::Circumstance(fact),
        }
    }

    /// The fact's entry, with its questions.
    pub fn id(&self) -> FactId {
        match self {
            Fact::DateOfBirth => FactId::DateOfBirth,
            Fact::Episodes => FactId::Episodes,
            Fact::EpisodeStart(_) => FactId::EpisodeStart,
            Fact::EpisodeLegalStatus(_) => FactId::EpisodeLegalStatus,
            Fact::EpisodeEnd(_) => FactId::EpisodeEnd,
            Fact::EventWith(_) => FactId::EventWith,
            Fact::EpisodeCountry(_) => FactId::EpisodeCountry,
            Fact::EpisodeTakenOver(_) => FactId::EpisodeTakenOver,
            Fact::CareInDoubt(_) => FactId::CareInDoubt,
            Fact::Circumstance(fact) | Fact::Asked(fact) => *fact,
        }
    }

    /// The index of the record it is about.
    pub fn record(&self) -> Option<usize> {
        match self {
            Fact::EpisodeStart(place)
            | Fact::EpisodeLegalStatus(place)
            | Fact::EpisodeEnd(place)
            | Fact::EpisodeCountry(place)
            | Fact::EpisodeTakenOver(place)
            | Fact::EventWith(place) => Some(*place),
            _ => None,
        }
    }
}

impl std::fmt::Display for Fact {
    /// The name used in `missing` and `needs`: `episodes[0].end`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fact::DateOfBirth => f.write_str("date_of_birth"),
            Fact::Episodes => f.write_str("episodes"),
            Fact::EpisodeStart(place) => write!(f, "episodes[{place}].start"),
            Fact::EpisodeLegalStatus(place) => write!(f, "episodes[{place}].legal_status"),
            Fact::EpisodeEnd(place) => write!(f, "episodes[{place}].end"),
            Fact::EventWith(place) => write!(f, "events[{place}].with"),
            Fact::EpisodeCountry(place) => write!(f, "episodes[{place}].country"),
            Fact::EpisodeTakenOver(place) => write!(f, "episodes[{place}].taken_over"),
            Fact::CareInDoubt(_) => f.write_str("care_in_doubt"),
            Fact::Circumstance(fact) | Fact::Asked(fact) => f.write_str(fact.name()),
        }
    }
}

impl Serialize for Fact {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// The days that matter in one person's leaving care.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct KeyDates {
    pub turns_16: Option<NaiveDate>,
    pub turns_18: Option<NaiveDate>,
    pub turns_21: Option<NaiveDate>,
    pub turns_25: Option<NaiveDate>,
    /// The first day from 14 to 18 with 91 counted days before it.
    pub reaches_13_weeks: Option<NaiveDate>,
    /// The first day as an eligible child, on the whole projected timeline.
    pub eligible_from: Option<NaiveDate>,
    /// The day by which the needs assessment must be complete.
    pub needs_assessment_due: Option<NaiveDate>,
    /// The day on which six months at home are complete.
    pub six_month_home_date: Option<NaiveDate>,
}

/// The first later day on which the person's standing is different, if nothing else changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NextChange {
    pub date: NaiveDate,
    /// The person's standing from then on.
    #[serde(flatten)]
    pub standing: Standing,
}

/// Everything an assessment says about one person on one day, for their adviser to check.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The day the answer is for.
    pub as_of: NaiveDate,
    pub status: Status,
    /// The duties owed to a former relevant person.
    pub duty_stage: Option<DutyStage>,
    /// How a qualifying person qualifies.
    pub route: Option<Route>,
    /// Whether the day is an ordinary looked-after day (not a short break); `None` when that depends on an unknown
    /// fact.
    pub looked_after: Option<bool>,
    /// How many days in care count towards the 13 weeks, strictly before the day; `None` when that depends.
    pub qualifying_days: Option<i32>,
    /// The facts that would settle the status, when it needs information.
    pub missing: Vec<Fact>,
    /// One answer for each entitlement, in the order of [`crate::Law::entitlements`].
    pub entitlements: Vec<EntitlementAnswer>,
    pub dates: KeyDates,
    /// What changes next, up to 25.
    pub next_change: Option<NextChange>,
    /// The authority that owes the duties, when a care record names one.
    pub responsible_authority: Option<String>,
    /// Who owes what comes with the status; `None` when nobody does, or when it depends.
    pub owed_by: Option<OwedBy>,
    /// What to watch out for: a window closing, a date to check.
    pub warnings: Flags<Warning>,
    /// The ambiguous readings of the law behind this answer: an adviser must confirm them.
    pub confirm: Flags<Confirm>,
}

impl Assessment {
    pub fn standing(&self) -> Standing {
        Standing { status: self.status, duty_stage: self.duty_stage, route: self.route }
    }

    /// The answer for one entitlement.
    pub fn entitlement(&self, which: EntitlementIndex) -> Option<&EntitlementAnswer> {
        self.entitlements.get(which.place())
    }
}

/// A small set of warnings or confirmation codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Flags<T> {
    bits: u32,
    of: std::marker::PhantomData<T>,
}

impl<T> Default for Flags<T> {
    fn default() -> Flags<T> {
        Flags { bits: 0, of: std::marker::PhantomData }
    }
}

impl<T: Flag> Flags<T> {
    pub fn add_if(&mut self, fires: bool, flag: T) {
        self.bits |= u32::from(fires) << flag.place();
    }

    pub fn contains(self, flag: T) -> bool {
        self.bits >> flag.place() & 1 == 1
    }

    /// The union of both sets.
    pub fn or(self, other: Flags<T>) -> Flags<T> {
        Flags { bits: self.bits | other.bits, of: self.of }
    }

    /// The flags in the set, in the order of the specification.
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::ALL.iter().copied().filter(move |flag| self.contains(*flag))
    }

    pub fn is_empty(self) -> bool {
        self.bits == 0
    }
}

impl<T: Flag> Serialize for Flags<T> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(Flag::code))
    }
}

/// One of a fixed list of codes.
pub trait Flag: Copy + 'static {
    const ALL: &'static [Self];
    /// Its position in the list.
    fn place(self) -> u32;
    /// The code used in the document.
    fn code(self) -> &'static str;
}

/// Declares an enum of codes with their text.
macro_rules! flags {
    ($(#[$about:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $variant,)* }

        impl Flag for $name {
            const ALL: &'static [$name] = &[$($name::$variant,)*];

            fn place(self) -> u32 {
                #[expect(clippy::as_conversions, reason = "the number of a variant of a field-less enum")]
                let place = self as u32;
                place
            }

            fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)* }
            }
        }
    };
}

flags! {
    /// A cliff-edge, or a date to check: rules of section 8 of the specification.
    Warning {
        /// The 18th birthday is less than half a year away.
        Turning18Soon = "turning_18_soon",
        /// The 21st birthday is less than half a year away.
        Turning21Soon = "turning_21_soon",
        /// The 25th birthday is less than half a year away.
        Turning25Soon = "turning_25_soon",
        /// The setting up home money is unspent and 25 is near.
        SettingUpHomeDeadline = "setting_up_home_deadline",
        /// Six months at home are nearly complete, which ends relevant status.
        SixMonthsHomeApproaching = "six_months_home_approaching",
        /// In custody or hospital on the 16th birthday, and not looked after.
        SixteenthBirthdayWhileDetained = "sixteenth_birthday_while_detained",
        /// Care is due to end up to 28 days short of 13 weeks.
        DischargeBefore13Weeks = "discharge_before_13_weeks",
        /// Care is due to end up to eight weeks before the 16th birthday.
        DischargeBefore16thBirthday = "discharge_before_16th_birthday",
        /// Care ended up to 28 days before the 16th birthday.
        LeftCareJustBefore16 = "left_care_just_before_16",
        /// So close to 91 days that counting both end days would change the answer.
        Borderline13Weeks = "borderline_13_weeks",
        /// Counting the short breaks would have made 13 weeks.
        ShortBreaksExcluded = "short_breaks_excluded",
        /// Housed under section 17 at 16 or 17: should it have been section 20?
        Section17Check = "section17_check",
        /// No recourse to public funds: help depends on a human rights assessment, and the answer is never just "not
        /// entitled".
        HumanRightsAssessment = "human_rights_assessment",
        /// 28 days before 18 a claim for Universal Credit can be prepared.
        PrepareUniversalCredit = "prepare_universal_credit",
        /// Staying put ends at 21, which is less than half a year away.
        StayingPutEndsSoon = "staying_put_ends_soon",
        /// Help with rent at the one-bedroom rate ends less than half a year from now.
        SharedRateSoon = "shared_rate_soon",
        /// The deadline for the needs assessment has passed.
        AssessmentOverdue = "assessment_overdue",
        /// Close to an age limit of an education bursary.
        BursaryAgeSoon = "bursary_age_soon",
        /// Leave to remain ends in less than half a year, or has ended: renew it, and before 18 where that helps.
        LeaveToRemainEndsSoon = "leave_to_remain_ends_soon",
        /// The pathway plan was last reviewed more than six months ago.
        ReviewOverdue = "review_overdue",
        /// The personal adviser has had no contact for two months.
        NoAdviserContact = "no_adviser_contact",
        /// Shares a tenancy and is about to turn 18, when each tenant becomes liable for the whole rent.
        SharedTenancyAt18 = "shared_tenancy_at_18",
        /// The planned course continues after 25, where section 23C(7) names no end and most duties stop.
        EducationAfter25 = "education_after_25",
        /// Expects a child: the maternity grant is claimed from 11 weeks before the birth to 6 months after.
        MaternityGrant = "maternity_grant",
        /// Needs leave to stay, and 18 is less than half a year away, or the age is not settled.
        PapersBefore18 = "papers_before_18",
    }
}

flags! {
    /// A reading chosen where the law is ambiguous: an adviser must confirm it.
    Confirm {
        /// Care ended on the 16th birthday itself, which is read as ending after reaching 16.
        EndOn16thBirthday = "end_on_16th_birthday",
        /// Short breaks beyond the limits of regulation 48 are read as ordinary care.
        ShortBreakOverLimits = "short_break_over_limits",
        /// A gap between care and detention is read as breaking the 13 weeks "immediately before".
        DetentionGap = "detention_gap",
        /// The six months at home may begin before care ended.
        HomeSixMonthsBeforeCeasing = "home_six_months_before_ceasing",
        /// What was true the day before the 18th birthday stays true.
        StatusFrozenAt18 = "status_frozen_at_18",
        /// Short breaks alone are read as being looked after for section 24.
        ShortBreaksAndSection24 = "short_breaks_and_section_24",
        /// Private fostering after 16.
        PrivateFosteringAfter16 = "private_fostering_after_16",
        /// Six months at home also end relevant status for a child who is relevant only through custody or hospital.
        HomeSixMonthsAfterDetention = "home_six_months_after_detention",
        /// Care under the law of another country: whether it counts, and who owes the duties.
        CareOutsideEngland = "care_outside_england",
        /// In custody at 16 after a remand in care: whether "immediately before" means the remand or the sentence.
        DetentionRemandOrSentence = "detention_remand_or_sentence",
        /// A planned course that continues after 25 is read as still helped, because section 23C(7) names no age.
        EducationAfter25 = "education_after_25",
        /// A temporary move from a placement with parents is read as interrupting the six months at home.
        TemporaryMoveFromHome = "temporary_move_from_home",
    }
}

//! How the domain's words, ids and moments are stored in columns.
//!
//! Ids and words are `TEXT`, days `DATE`, moments `TIMESTAMP` in UTC, money `BIGINT` pence. Row structs hold the
//! domain's own types and derive `Queryable`; a value is written with [`Column::column`].

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound as _, Utc};
use diesel::{
    deserialize::{self, FromSql, Queryable},
    sql_types,
};
use onward_domain::{
    access, account, allocation, appointment, basis, budget, care, confirmation, contact, desk, directory,
    document, entitlement, feed, hub, id, life_people, matter, mine, money::Pence, night, notice, own_answer,
    pathway, person, place, plan, proof, recorded, rectification, reviewing, role::Role, second_look,
    support, texting, wish,
};

use leaving_care_rules::{
    facts::FactId,
    person::{Country, EducationKind, LegalStatus, LivesWith},
};

use crate::{
    connection::{MultiBackend, MultiRawValue},
    dialect::{Day, Point, Word},
};

/// A moment in UTC, to the microsecond as stored.
pub type Instant = DateTime<Utc>;

/// A value as its column takes it, and as it is read back.
pub trait Column: Sized {
    /// What diesel binds.
    type Kept;
    /// What diesel reads.
    type Read;
    /// The value as stored.
    fn column(&self) -> Self::Kept;
    /// The value as read.
    fn value(read: Self::Read) -> Self;
}

impl Column for Instant {
    type Kept = NaiveDateTime;
    type Read = Self;
    fn column(&self) -> NaiveDateTime {
        self.trunc_subsecs(6).naive_utc()
    }
    fn value(read: Self) -> Self {
        read
    }
}

impl Column for NaiveDate {
    type Kept = Self;
    type Read = Day;
    fn column(&self) -> Self {
        *self
    }
    fn value(read: Day) -> Self {
        read.0
    }
}

impl Column for Pence {
    type Kept = i64;
    type Read = Self;
    fn column(&self) -> i64 {
        self.0
    }
    fn value(read: Self) -> Self {
        read
    }
}

impl<T: Column> Column for Option<T> {
    type Kept = Option<T::Kept>;
    type Read = Option<T::Read>;
    fn column(&self) -> Option<T::Kept> {
        self.as_ref().map(Column::column)
    }
    fn value(read: Option<T::Read>) -> Self {
        read.map(T::value)
    }
}

/// A word from a closed list, or an id, as its column holds it.
pub(crate) trait FromWord: Sized {
    /// Reads it; `None` for a word that is not in the list.
    fn from_word(word: &str) -> Option<Self>;
}

/// Stores a type in `TEXT` columns, given how it is written and read.
macro_rules! kept_as_word {
    ($kind:ty, |$value:ident| $written:expr, |$word:ident| $read:expr) => {
        impl $crate::types::Column for $kind {
            type Kept = String;
            type Read = Self;
            fn column(&self) -> String {
                let $value = self;
                $written
            }
            fn value(read: Self) -> Self {
                read
            }
        }
        impl $crate::types::FromWord for $kind {
            fn from_word($word: &str) -> Option<Self> {
                $read
            }
        }
        impl FromSql<sql_types::Text, MultiBackend> for $kind {
            fn from_sql(value: MultiRawValue<'_>) -> deserialize::Result<Self> {
                value.from_sql::<Word<Self>, sql_types::Text>().map(|word| word.0)
            }
        }
        impl Queryable<sql_types::Text, MultiBackend> for $kind {
            type Row = Self;
            fn build(row: Self) -> deserialize::Result<Self> {
                Ok(row)
            }
        }
    };
}

/// Stores types that are written with `Display` and read with `FromStr`.
macro_rules! kept_as_text {
    ($($kind:ty),+ $(,)?) => {
        $(kept_as_word!($kind, |value| value.to_string(), |word| word.parse().ok());)+
    };
}

/// Stores the rules' own words, which serde writes and reads.
macro_rules! kept_as_rules_word {
    ($($kind:ty),+ $(,)?) => {
        $(kept_as_word!(
            $kind,
            |value| serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default(),
            |word| care::read_word(word)
        );)+
    };
}

kept_as_rules_word!(LegalStatus, LivesWith, EducationKind, Country);

/// Values that are bound directly.
macro_rules! kept_as_is {
    ($($kind:ty),+) => {$(
        impl Column for $kind {
            type Kept = Self;
            type Read = Self;
            fn column(&self) -> Self {
                self.clone()
            }
            fn value(read: Self) -> Self {
                read
            }
        }
    )+};
}

kept_as_is!(String, bool, i64);
kept_as_word!(confirmation::Confirm, |reading| confirmation::code(*reading).to_owned(), |word| {
    confirmation::reading(word)
});
kept_as_word!(FactId, |fact| fact.word().to_owned(), |word| word.parse().ok());

kept_as_text!(
    id::PersonId,
    id::UserId,
    id::TeamId,
    id::EpisodeId,
    id::EventId,
    id::CircumstanceId,
    id::CourseId,
    id::OwnAnswerId,
    id::HomeId,
    id::ActivityId,
    id::ContactId,
    id::PlanId,
    id::StepId,
    id::NoteId,
    id::EntitlementStepId,
    id::AllocationId,
    id::OverrideId,
    id::RectificationId,
    id::PlanSayingId,
    id::PlanPartId,
    id::PlanShareId,
    id::PageShareId,
    id::OwnStepId,
    id::OwnStepVersionId,
    id::ProofLetterId,
    id::ProofCheckId,
    id::BreakGlassId,
    id::InvitationId,
    id::AccountChangeId,
    id::SecondLookId,
    id::HubContactId,
    id::ReviewId,
    id::ReviewRecordId,
    id::StrategyId,
    id::NoticeId,
    id::ChallengeId,
    id::ChallengeMoveId,
    id::AdviceId,
    id::AdviceVersionId,
    id::HubMarkId,
    id::HubPartId,
    id::HolderId,
    id::HubAlertId,
    id::HubPassId,
    id::HubRouteId,
    id::DirectoryEntryId,
    id::DirectoryVersionId,
    id::DirectoryFlagId,
    id::DirectoryQuestionId,
    id::HubStepId,
    id::SessionId,
    id::ImportId,
    id::QuestionId,
    id::BudgetLineId,
    id::BudgetPlanId,
    id::LifePersonId,
    id::WishId,
    id::MessageId,
    id::TaskId,
    id::NightNoteId,
    id::PlanMoveId,
    id::NeedPartId,
    id::ConfirmationId,
    confirmation::Decided,
    basis::Basis,
    id::PlanEarlierId,
    pathway::PlanAct,
    pathway::SupportBy,
    id::SetAsideId,
    id::CoverId,
    desk::How,
    night::Night,
    texting::TextKind,
    texting::TextEnd,
    id::TextId,
    feed::FeedProblem,
    id::AppointmentId,
    id::ReachId,
    id::NotAgainId,
    id::CheckInId,
    id::LanguagesId,
    id::MatterId,
    id::MatterTurnId,
    id::ClosingId,
    mine::May,
    mine::Feels,
    mine::Interpreter,
    mine::Print,
    matter::MatterKind,
    matter::MatterAct,
    mine::How,
    id::AppointmentTurnId,
    id::SupportTurnId,
    support::SupportAct,
    support::OfferedHow,
    appointment::Turn,
    appointment::How,
    id::PlaceViewId,
    id::ReadyRoomId,
    id::MoveJobId,
    id::ReceiptId,
    id::DocumentId,
    document::DocumentKind,
    document::Format,
    document::Gone,
    document::Scan,
    Role,
    access::Purpose,
    access::Right,
    account::Asks,
    allocation::Part,
    budget::Every,
    budget::LineKind,
    care::CircumstanceFact,
    care::LifeEventKind,
    contact::Alone,
    contact::ContactKind,
    directory::Answers,
    directory::EntryKind,
    directory::FlagOutcome,
    directory::Need,
    directory::QuestionOutcome,
    directory::Wrong,
    entitlement::EntitlementAct,
    entitlement::PaidTo,
    hub::Addressee,
    hub::Agency,
    hub::CameBy,
    hub::Door,
    hub::Harm,
    hub::AlertEnd,
    hub::Home,
    hub::Lives,
    hub::NextStep,
    hub::NotToldBecause,
    hub::Outcome,
    hub::RestsOn,
    hub::Sender,
    hub::ShareGround,
    hub::Withheld,
    life_people::MayKnow,
    notice::NoticePages,
    notice::NoticeReaders,
    own_answer::Said,
    own_answer::SettledAs,
    person::Sex,
    place::OwnPage,
    place::Ready,
    place::Right,
    place::Room,
    plan::PlanArea,
    plan::SayingKind,
    plan::PlanStatus,
    plan::StepStatus,
    recorded::Source,
    proof::Receiver,
    proof::Says,
    rectification::Outcome,
    reviewing::ChallengeAct,
    reviewing::ChallengeMatter,
    reviewing::ChallengeResult,
    reviewing::HowKnown,
    reviewing::ReviewKind,
    reviewing::ReviewPart,
    reviewing::ViewsGiven,
    second_look::LooksAt,
    wish::WishKind,
    wish::WishState,
);

impl FromSql<sql_types::Timestamp, MultiBackend> for Instant {
    fn from_sql(value: MultiRawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Point, sql_types::Timestamp>().map(|point| point.0.and_utc())
    }
}

impl FromSql<sql_types::Date, MultiBackend> for Day {
    fn from_sql(value: MultiRawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, sql_types::Date>()
    }
}

impl Queryable<sql_types::Date, MultiBackend> for Day {
    type Row = Self;
    fn build(row: Self) -> deserialize::Result<Self> {
        Ok(row)
    }
}

impl FromSql<sql_types::BigInt, MultiBackend> for Pence {
    fn from_sql(value: MultiRawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<i64, sql_types::BigInt>().map(Self)
    }
}

impl Queryable<sql_types::BigInt, MultiBackend> for Pence {
    type Row = Self;
    fn build(row: Self) -> deserialize::Result<Self> {
        Ok(row)
    }
}

//! How the domain's words, ids and moments are kept in columns.
//!
//! Ids and words are `TEXT`, days `DATE`, moments `TIMESTAMP` in UTC, money `BIGINT` pence. Row structs hold the
//! domain's own types and derive `Queryable`; a value is written with [`Column::column`].

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound as _, Utc};
use diesel::{
    deserialize::{self, FromSql, Queryable},
    sql_types,
};
use onward_domain::{
    access, allocation, care, contact, entitlement, id, money::Pence, person, plan, recorded, role::Role,
};

use leaving_care_rules::json::{EducationKind, LegalStatus, LivesWith};

use crate::connection::{MultiBackend, MultiRawValue};

/// A moment, in UTC, as the store keeps it: to the microsecond.
pub type Instant = DateTime<Utc>;

/// A value as its column takes it.
pub(crate) trait Column {
    /// What diesel binds.
    type Kept;
    /// The value as kept.
    fn column(&self) -> Self::Kept;
}

impl Column for Instant {
    type Kept = NaiveDateTime;
    fn column(&self) -> NaiveDateTime {
        self.trunc_subsecs(6).naive_utc()
    }
}

impl Column for Pence {
    type Kept = i64;
    fn column(&self) -> i64 {
        self.0
    }
}

impl<T: Column> Column for Option<T> {
    type Kept = Option<T::Kept>;
    fn column(&self) -> Option<T::Kept> {
        self.as_ref().map(Column::column)
    }
}

/// Keeps types that are written with `Display` and read with `FromStr` in `TEXT` columns.
macro_rules! kept_as_text {
    ($($kind:ty),+ $(,)?) => {$(
        impl $crate::types::Column for $kind {
            type Kept = String;
            fn column(&self) -> String {
                self.to_string()
            }
        }
        impl diesel::deserialize::FromSql<diesel::sql_types::Text, $crate::connection::MultiBackend> for $kind {
            fn from_sql(value: $crate::connection::MultiRawValue<'_>) -> diesel::deserialize::Result<Self> {
                let text = value.from_sql::<String, diesel::sql_types::Text>()?;
                text.parse().map_err(|_| concat!("not one of ", stringify!($kind)).into())
            }
        }
        impl diesel::deserialize::Queryable<diesel::sql_types::Text, $crate::connection::MultiBackend> for $kind {
            type Row = Self;
            fn build(row: Self) -> diesel::deserialize::Result<Self> {
                Ok(row)
            }
        }
    )+};
}

/// Keeps the rules' own words, which serde writes and reads, in `TEXT` columns.
macro_rules! kept_as_rules_word {
    ($($kind:ty),+ $(,)?) => {$(
        impl Column for $kind {
            type Kept = String;
            fn column(&self) -> String {
                serde_json::to_value(self).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
            }
        }
        impl FromSql<sql_types::Text, MultiBackend> for $kind {
            fn from_sql(value: MultiRawValue<'_>) -> deserialize::Result<Self> {
                let text = value.from_sql::<String, sql_types::Text>()?;
                care::read_word(&text).ok_or_else(|| concat!("not one of ", stringify!($kind)).into())
            }
        }
        impl Queryable<sql_types::Text, MultiBackend> for $kind {
            type Row = Self;
            fn build(row: Self) -> deserialize::Result<Self> {
                Ok(row)
            }
        }
    )+};
}

kept_as_rules_word!(LegalStatus, LivesWith, EducationKind);

/// Values that are bound as they are.
macro_rules! kept_as_is {
    ($($kind:ty),+) => {$(
        impl Column for $kind {
            type Kept = Self;
            fn column(&self) -> Self {
                self.clone()
            }
        }
    )+};
}

kept_as_is!(String, bool, i64, NaiveDate);

kept_as_text!(
    id::PersonId,
    id::UserId,
    id::TeamId,
    id::EpisodeId,
    id::EventId,
    id::CircumstanceId,
    id::CourseId,
    id::HomeId,
    id::ActivityId,
    id::OutboxId,
    id::ContactId,
    id::PlanId,
    id::StepId,
    id::NoteId,
    id::EntitlementStepId,
    id::AllocationId,
    id::BreakGlassId,
    id::InvitationId,
    id::SessionId,
    id::ImportId,
    id::QuestionId,
    Role,
    access::Purpose,
    access::Right,
    allocation::Part,
    care::CircumstanceFact,
    care::LifeEventKind,
    contact::ContactKind,
    entitlement::EntitlementAct,
    person::Sex,
    plan::PlanArea,
    plan::PlanStatus,
    plan::StepStatus,
    recorded::Source,
);

impl FromSql<sql_types::Timestamp, MultiBackend> for Instant {
    fn from_sql(value: MultiRawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<NaiveDateTime, sql_types::Timestamp>().map(|moment| moment.and_utc())
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

//! Rows about people who can sign in.

use diesel::prelude::*;
use onward_domain::{
    id::{PersonId, TeamId, UserId},
    role::Role,
};

use crate::types::Instant;

/// Someone who can sign in, as far as rights are concerned.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, serde::Serialize, serde::Deserialize)]
pub struct User {
    pub id: UserId,
    pub role: Role,
    /// The name others see.
    pub display_name: String,
    /// A young person's own record.
    pub person: Option<PersonId>,
    /// The team that a member of staff belongs to.
    pub team: Option<TeamId>,
    /// The work phone number that a young person may see.
    pub phone: Option<String>,
    /// When the account was made.
    pub created_at: Instant,
    /// When the role or status last changed; sessions begun before that have ended.
    pub rights_changed_at: Instant,
    /// When this account was disabled.
    pub disabled_at: Option<Instant>,
}

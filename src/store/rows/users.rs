//! Rows of people who can sign in.

use diesel::prelude::*;
use onward_domain::{
    id::{PersonId, TeamId, UserId},
    role::Role,
};

use crate::types::Instant;

/// Someone who can sign in, as far as rights are concerned.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, serde::Serialize, serde::Deserialize)]
pub struct User {
    /// Who.
    pub id: UserId,
    /// As what.
    pub role: Role,
    /// The name that others see.
    pub display_name: String,
    /// A young person's own record.
    pub person: Option<PersonId>,
    /// The team that a member of staff belongs to.
    pub team: Option<TeamId>,
    /// The work telephone number that a young person may see.
    pub phone: Option<String>,
    /// When the account was made.
    pub created_at: Instant,
    /// When the role or the standing last changed; sessions begun before have ended.
    pub rights_changed_at: Instant,
    /// Since when this account may do nothing.
    pub disabled_at: Option<Instant>,
}

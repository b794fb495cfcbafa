//! Records opened from outside, and the logs.

use diesel::prelude::*;
use onward_domain::{
    access::{BreakGlass, Purpose, Right},
    id::{BreakGlassId, PersonId, UserId},
    role::Role,
};

use super::row;
use crate::{
    chain::{Chained, moment},
    schema::trail::break_glass,
    types::Instant,
};

row!(BreakGlass, break_glass, |b| {
    id: BreakGlassId = b.id,
    user_id: UserId = b.user,
    person_id: PersonId = b.person,
    reason: String = b.reason,
    opened_at: Instant = b.opened_at,
    ends_at: Instant = b.ends_at,
    ended_at: Option<Instant> = b.ended_at,
    seen_at: Option<Instant> = b.seen_at,
    seen_by: Option<UserId> = b.seen_by,
} => Self { id, user: user_id, person: person_id, reason, opened_at, ends_at, ended_at, seen_at, seen_by });

/// A row of the access log.
#[derive(Debug, Clone, Queryable)]
pub(crate) struct AccessRow {
    pub(crate) seq: i64,
    pub(crate) at: Instant,
    pub(crate) user: UserId,
    pub(crate) role: Role,
    pub(crate) person: Option<PersonId>,
    pub(crate) purpose: Purpose,
    pub(crate) right: Right,
    pub(crate) break_glass: Option<BreakGlassId>,
    pub(crate) detail: Option<String>,
    pub(crate) before_hash: String,
    pub(crate) hash: String,
}

impl Chained for AccessRow {
    fn link(&self) -> (i64, &str, &str) {
        (self.seq, &self.before_hash, &self.hash)
    }

    fn says(&self) -> Vec<Option<String>> {
        vec![
            Some(moment(self.at)),
            Some(self.user.to_string()),
            Some(self.role.to_string()),
            self.person.map(|person| person.to_string()),
            Some(self.purpose.to_string()),
            Some(self.right.to_string()),
            self.break_glass.map(|opening| opening.to_string()),
            self.detail.clone(),
        ]
    }
}

/// A row of the audit trail.
#[derive(Debug, Clone, Queryable)]
pub(crate) struct AuditRow {
    pub(crate) seq: i64,
    pub(crate) at: Instant,
    pub(crate) user: Option<UserId>,
    pub(crate) person: Option<PersonId>,
    pub(crate) what: String,
    pub(crate) subject: Option<String>,
    pub(crate) detail: Option<String>,
    pub(crate) before_hash: String,
    pub(crate) hash: String,
}

impl Chained for AuditRow {
    fn link(&self) -> (i64, &str, &str) {
        (self.seq, &self.before_hash, &self.hash)
    }

    fn says(&self) -> Vec<Option<String>> {
        vec![
            Some(moment(self.at)),
            self.user.map(|user| user.to_string()),
            self.person.map(|person| person.to_string()),
            Some(self.what.clone()),
            self.subject.clone(),
            self.detail.clone(),
        ]
    }
}

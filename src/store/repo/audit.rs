//! What was changed, and by whom. Rows are only ever added.

use diesel::{dsl::sql, prelude::*, sql_types::Bool};
use onward_domain::id::{PersonId, UserId};

use crate::{
    Tx,
    chain::{self, Chain, ChainState, Chained as _, Head},
    error::StoreResult,
    rows::trail::AuditRow,
    schema::trail::audit_trail,
    scope::Record,
    types::{Column as _, Instant},
};

/// An entry for the audit trail. It refers to rows by id and contains no personal text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deed<'d> {
    /// Who did it; `None` for the installation itself.
    pub by: Option<UserId>,
    /// Whose record it is about.
    pub person: Option<PersonId>,
    /// What was done, as `thing.done`: `care_episode.added`, `user.disabled`.
    pub what: &'d str,
    /// The id of the row it was done to.
    pub subject: Option<&'d str>,
    /// Anything else worth knowing, without names.
    pub detail: Option<&'d str>,
}

/// One row of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub at: Instant,
    pub by: Option<UserId>,
    pub person: Option<PersonId>,
    /// What was done.
    pub what: String,
    /// To which row.
    pub subject: Option<String>,
    /// Anything else.
    pub detail: Option<String>,
}

impl Tx {
    /// Adds an entry to the audit trail, in this transaction.
    ///
    /// # Errors
    /// Any database error; then what was done must not be kept either.
    pub fn note_deed(&self, deed: &Deed<'_>, at: Instant) -> StoreResult<()> {
        // Whatever was done to somebody's record is something that a page may have been read from.
        if deed.person.is_some() {
            self.note_change();
        }
        let mut row = AuditRow {
            seq: 0,
            at,
            user: deed.by,
            person: deed.person,
            what: deed.what.to_owned(),
            subject: deed.subject.map(str::to_owned),
            detail: deed.detail.map(str::to_owned),
            before_hash: String::new(),
            hash: String::new(),
        };
        let link = chain::next(self, Chain::AuditTrail, &row.says())?;
        (row.seq, row.before_hash, row.hash) = (link.seq, link.before, link.hash);
        self.run(|connection| {
            diesel::insert_into(audit_trail::table)
                .values((
                    audit_trail::seq.eq(row.seq),
                    audit_trail::at.eq(row.at.column()),
                    audit_trail::user_id.eq(row.user.column()),
                    audit_trail::person_id.eq(row.person.column()),
                    audit_trail::what.eq(row.what.column()),
                    audit_trail::subject.eq(row.subject.column()),
                    audit_trail::detail.eq(row.detail.column()),
                    audit_trail::before_hash.eq(row.before_hash.column()),
                    audit_trail::hash.eq(row.hash.column()),
                ))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Rows of the audit trail since then that say one of these things, the newest first and no more than `most`.
    ///
    /// # Errors
    /// The database's own.
    pub fn deeds_since(&self, since: Instant, whats: &[&str], most: i64) -> StoreResult<Vec<Done>> {
        let first = chain::first_since(self, Chain::AuditTrail, since, |tx, seq| {
            tx.run(|connection| {
                Ok(audit_trail::table
                    .filter(audit_trail::seq.eq(seq))
                    .select(audit_trail::at)
                    .first(connection)?)
            })
        })?;
        let rows: Vec<AuditRow> = self.run(|connection| {
            Ok(audit_trail::table
                .filter(audit_trail::seq.ge(first))
                .filter(audit_trail::what.eq_any(whats.iter().map(|what| (*what).to_owned())))
                .order(audit_trail::seq.desc())
                .limit(most)
                .load(connection)?)
        })?;
        Ok(rows.into_iter().map(Done::from).collect())
    }

    /// Who asked for a new way in since then, the newest first. The words stand in the query itself, where the index of these
    /// rows alone is found by them.
    ///
    /// # Errors
    /// The database's own.
    pub fn resets_asked_since(&self, since: Instant) -> StoreResult<Vec<(Option<String>, Instant)>> {
        self.run(|connection| {
            Ok(audit_trail::table
                .filter(sql::<Bool>("what = 'account.reset_asked'"))
                .filter(audit_trail::at.ge(since.column()))
                .order(audit_trail::at.desc())
                .select((audit_trail::subject, audit_trail::at))
                .load(connection)?)
        })
    }

    /// The newest rows of the audit trail.
    ///
    /// # Errors
    /// Any database error.
    pub fn deeds(&self, most: i64) -> StoreResult<Vec<Done>> {
        let rows: Vec<AuditRow> = self.run(|connection| {
            Ok(audit_trail::table.order(audit_trail::seq.desc()).limit(most).load(connection)?)
        })?;
        Ok(rows.into_iter().map(Done::from).collect())
    }
}

impl From<AuditRow> for Done {
    fn from(row: AuditRow) -> Self {
        Self {
            at: row.at,
            by: row.user,
            person: row.person,
            what: row.what,
            subject: row.subject,
            detail: row.detail,
        }
    }
}

impl Record<'_> {
    /// What was done to this record, newest first: by whom, when and to which row, never what the row says.
    ///
    /// # Errors
    /// Any database error.
    pub fn deeds(&self, most: i64) -> StoreResult<Vec<Done>> {
        let rows: Vec<AuditRow> = self.tx().run(|connection| {
            Ok(audit_trail::table
                .filter(audit_trail::person_id.eq(self.key()))
                .order(audit_trail::seq.desc())
                .limit(most)
                .load(connection)?)
        })?;
        Ok(rows.into_iter().map(Done::from).collect())
    }
}

/// Walks the whole chain.
pub(crate) fn verify(tx: &Tx, kept: Option<&Head>) -> StoreResult<ChainState> {
    chain::verify(tx, Chain::AuditTrail, kept, |tx, after, most| {
        tx.run(|connection| {
            Ok(audit_trail::table
                .filter(audit_trail::seq.gt(after))
                .order(audit_trail::seq)
                .limit(most)
                .load::<AuditRow>(connection)?)
        })
    })
}

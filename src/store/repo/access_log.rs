//! Who looked at whose record. Rows are only ever added, by scopes.

use diesel::prelude::*;
use onward_domain::{
    access::{Look, Purpose, Right},
    id::{BreakGlassId, PersonId, UserId},
    role::Role,
};

use crate::{
    Tx,
    chain::{self, Chain, ChainState, Chained as _, Head},
    error::StoreResult,
    rows::trail::AccessRow,
    schema::{people::users, trail::access_log},
    types::{Column as _, Instant},
};

/// What is to be logged.
#[derive(Debug, Clone)]
pub(crate) struct NewLook {
    pub(crate) at: Instant,
    pub(crate) user: UserId,
    pub(crate) role: Role,
    pub(crate) person: Option<PersonId>,
    pub(crate) purpose: Purpose,
    pub(crate) right: Right,
    pub(crate) break_glass: Option<BreakGlassId>,
    pub(crate) detail: Option<String>,
}

/// Logs a look before anything is shown: it is on disk when this returns, and whatever is read next is from a later
/// moment.
pub(crate) fn write_down(tx: &Tx, look: NewLook) -> StoreResult<()> {
    tx.durably(move |tx| append(tx, &look))
}

/// Adds a row to the chain.
pub(crate) fn append(tx: &Tx, look: &NewLook) -> StoreResult<()> {
    let mut row = AccessRow {
        seq: 0,
        at: look.at,
        user: look.user,
        role: look.role,
        person: look.person,
        purpose: look.purpose,
        right: look.right,
        break_glass: look.break_glass,
        detail: look.detail.clone(),
        before_hash: String::new(),
        hash: String::new(),
    };
    let link = chain::next(tx, Chain::AccessLog, &row.says())?;
    (row.seq, row.before_hash, row.hash) = (link.seq, link.before, link.hash);
    tx.run(|connection| {
        diesel::insert_into(access_log::table)
            .values((
                access_log::seq.eq(row.seq),
                access_log::at.eq(row.at.column()),
                access_log::user_id.eq(row.user.column()),
                access_log::role.eq(row.role.column()),
                access_log::person_id.eq(row.person.column()),
                access_log::purpose.eq(row.purpose.column()),
                access_log::access_right.eq(row.right.column()),
                access_log::break_glass_id.eq(row.break_glass.column()),
                access_log::detail.eq(row.detail.column()),
                access_log::before_hash.eq(row.before_hash.column()),
                access_log::hash.eq(row.hash.column()),
            ))
            .execute(connection)?;
        Ok(())
    })
}

impl Tx {
    /// How many looks were ever written down.
    ///
    /// # Errors
    /// The database's own.
    pub fn looks_written(&self) -> StoreResult<i64> {
        Ok(chain::head(self, Chain::AccessLog)?.rows)
    }
}

/// The newest looks at a person's record, refused ones left out.
pub(crate) fn of_person(tx: &Tx, person: PersonId, most: i64) -> StoreResult<Vec<Look>> {
    type Row = (Instant, UserId, Option<String>, Option<PersonId>, Purpose, Right);
    let rows: Vec<Row> = tx.run(|connection| {
        Ok(access_log::table
            .left_join(users::table.on(users::id.eq(access_log::user_id)))
            .filter(access_log::person_id.eq(person.column()))
            .filter(access_log::access_right.ne(Right::Refused.column()))
            .order(access_log::seq.desc())
            .limit(most)
            .select((
                access_log::at,
                access_log::user_id,
                users::display_name.nullable(),
                access_log::person_id,
                access_log::purpose,
                access_log::access_right,
            ))
            .load(connection)?)
    })?;
    Ok(rows
        .into_iter()
        .map(|(at, user, user_name, person, purpose, right)| Look {
            at,
            user,
            user_name,
            person,
            purpose,
            right,
        })
        .collect())
}

/// Who asked for what was not theirs since then, and for what: the newest first and no more than `most`. A search for
/// somebody by exactly what identifies them is among them: it opens nothing.
pub(crate) fn refused_since(tx: &Tx, since: Instant, most: i64) -> StoreResult<Vec<(UserId, Purpose)>> {
    let first = chain::first_since(tx, Chain::AccessLog, since, |tx, seq| {
        tx.run(|connection| {
            Ok(access_log::table.filter(access_log::seq.eq(seq)).select(access_log::at).first(connection)?)
        })
    })?;
    tx.run(|connection| {
        Ok(access_log::table
            .filter(access_log::seq.ge(first))
            .filter(access_log::access_right.eq(Right::Refused.column()))
            .order(access_log::seq.desc())
            .limit(most)
            .select((access_log::user_id, access_log::purpose))
            .load(connection)?)
    })
}

/// Walks the whole chain.
pub(crate) fn verify(tx: &Tx, kept: Option<&Head>) -> StoreResult<ChainState> {
    chain::verify(tx, Chain::AccessLog, kept, |tx, after, most| {
        tx.run(|connection| {
            Ok(access_log::table
                .filter(access_log::seq.gt(after))
                .order(access_log::seq)
                .limit(most)
                .load::<AccessRow>(connection)?)
        })
    })
}

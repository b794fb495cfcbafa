//! Entries of the directory that somebody has to look at: past their check, or flagged by a reader.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    id::{DirectoryEntryId, UserId},
    moment::Moment,
};

use super::directory::current;
use crate::{
    Tx,
    dialect::{Day, among},
    error::StoreResult,
    schema::{
        directory::{directory_entries, directory_flags},
        people::users,
    },
    scope::DirectoryDesk,
    types::Column,
};

/// An entry that is to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToCheck {
    pub id: DirectoryEntryId,
    pub name: String,
    /// The last day on which the check holds.
    pub check_by: NaiveDate,
    /// That day is past.
    pub stale: bool,
    /// So many readers say that something is wrong.
    pub flags: usize,
    /// Nobody who is still at work owns it.
    pub nobodys: bool,
}

type Row = (DirectoryEntryId, String, Day, Option<UserId>);

impl DirectoryDesk {
    /// Entries of one's own that are past their check or flagged by a reader, what readers say first; for a manager also those that
    /// nobody owns any more.
    ///
    /// # Errors
    /// The database's own.
    pub fn to_check(self, tx: &Tx, now: Moment) -> StoreResult<Vec<ToCheck>> {
        let flagged: Vec<DirectoryEntryId> = tx.run(|connection| {
            let open = directory_flags::table.filter(directory_flags::settled_at.is_null());
            Ok(open.select(directory_flags::entry_id).load(connection)?)
        })?;
        let mut flags: HashMap<DirectoryEntryId, usize> = HashMap::new();
        for id in flagged {
            *flags.entry(id).or_default() += 1;
        }
        let at_work = self.at_work(tx)?;
        let rows: Vec<Row> = tx.run(|connection| {
            let ids: Vec<String> = flags.keys().map(Column::column).collect();
            let due = directory_entries::check_by.lt(now.today);
            Ok(current!()
                .filter(directory_entries::shown.eq(true))
                .filter(directory_entries::feed.is_null())
                .filter(due.or(among(connection, directory_entries::entry_id, &ids)))
                .order((directory_entries::check_by, directory_entries::name))
                .select((
                    directory_entries::entry_id,
                    directory_entries::name,
                    directory_entries::check_by,
                    directory_entries::owner_id,
                ))
                .load(connection)?)
        })?;
        let shown = |(id, name, check_by, owner): Row| {
            let nobodys = owner.is_none_or(|owner| !at_work.contains(&owner));
            let mine = owner == Some(self.user()) || (self.manages() && nobodys);
            mine.then(|| ToCheck {
                flags: flags.get(&id).copied().unwrap_or_default(),
                stale: check_by.0 < now.today,
                check_by: check_by.0,
                nobodys,
                id,
                name,
            })
        };
        let mut all: Vec<ToCheck> = rows.into_iter().filter_map(shown).collect();
        all.sort_by_key(|one| one.flags == 0);
        Ok(all)
    }

    /// Who of the owners can still sign in: what only a manager has to know.
    fn at_work(&self, tx: &Tx) -> StoreResult<BTreeSet<UserId>> {
        if !self.manages() {
            return Ok(BTreeSet::from([self.user()]));
        }
        let ids: Vec<UserId> = tx.run(|connection| {
            Ok(users::table.filter(users::disabled_at.is_null()).select(users::id).load(connection)?)
        })?;
        Ok(ids.into_iter().collect())
    }
}

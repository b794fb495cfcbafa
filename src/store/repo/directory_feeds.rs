//! Other directories we show: a feed is compared with what it had, and taken in.

use std::collections::HashMap;

use diesel::prelude::*;
use onward_domain::{
    directory::{Entry, EntryNote, Fed},
    id::{DirectoryEntryId, DirectoryVersionId},
    old_law::names_act_of_1998,
};

use super::{
    audit::Deed,
    directory::{Directory, current},
};
use crate::{
    dialect::among,
    error::StoreResult,
    schema::directory::directory_entries,
    scope::System,
    types::{Column, Instant},
};

/// What a feed does, or did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenIn {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    /// They were in it before and are not any more: kept, and not shown.
    pub gone: usize,
}

impl Directory<'_> {
    /// Every entry that is there now, from a place on, by its id; and how many there are. For other directories.
    ///
    /// # Errors
    /// The database's own.
    pub fn page(&self, from: usize, most: usize) -> StoreResult<(Vec<Entry>, usize)> {
        let (from, most) = (i64::try_from(from).unwrap_or(i64::MAX), i64::try_from(most).unwrap_or(i64::MAX));
        self.tx.run(|connection| {
            let of: i64 = current!().count().get_result(connection)?;
            let page =
                current!().order(directory_entries::entry_id).offset(from).limit(most).load(connection)?;
            Ok((page, usize::try_from(of).unwrap_or_default()))
        })
    }

    /// Services of other directories whose text names the Data Protection Act 1998: which, and of which feed. Those that readers see.
    ///
    /// # Errors
    /// The database's own.
    pub fn naming_old_law(&self) -> StoreResult<Vec<(DirectoryEntryId, String, String)>> {
        let rows: Vec<(DirectoryEntryId, String, Option<String>, Option<String>)> =
            self.tx.run(|connection| {
                Ok(current!()
                    .filter(directory_entries::shown.eq(true))
                    .filter(directory_entries::feed.is_not_null())
                    .filter(directory_entries::whole.like("%1998%"))
                    .order((directory_entries::feed, directory_entries::name, directory_entries::entry_id))
                    .select((
                        directory_entries::entry_id,
                        directory_entries::name,
                        directory_entries::feed,
                        directory_entries::whole,
                    ))
                    .load(connection)?)
            })?;
        let named = rows.into_iter().filter(|(.., whole)| whole.as_deref().is_some_and(names_act_of_1998));
        Ok(named.map(|(id, name, feed, _)| (id, name, feed.unwrap_or_default())).collect())
    }

    /// What changes whenever an entry does: how many versions there are, and when the last was written.
    ///
    /// # Errors
    /// The database's own.
    pub fn version(&self) -> StoreResult<(usize, Option<Instant>)> {
        let (count, last): (i64, Option<chrono::NaiveDateTime>) = self.tx.run(|connection| {
            let all = directory_entries::table;
            Ok((
                all.count().get_result(connection)?,
                all.select(directory_entries::recorded_at)
                    .order(directory_entries::recorded_at.desc())
                    .first(connection)
                    .optional()?,
            ))
        })?;
        Ok((usize::try_from(count).unwrap_or_default(), last.map(|last| last.and_utc())))
    }

    /// These entries as they are now, shown to readers or not, in this order.
    ///
    /// # Errors
    /// The database's own.
    pub fn these(&self, ids: &[DirectoryEntryId]) -> StoreResult<Vec<Entry>> {
        let keys: Vec<String> = ids.iter().map(Column::column).collect();
        let rows: Vec<Entry> = self.tx.run(|connection| {
            Ok(current!().filter(among(connection, directory_entries::entry_id, &keys)).load(connection)?)
        })?;
        let mut by_id: HashMap<DirectoryEntryId, Entry> = rows.into_iter().map(|one| (one.id, one)).collect();
        Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
    }

    /// What each service of a feed said the last time, as it came, by its id there.
    ///
    /// # Errors
    /// The database's own.
    pub fn whole_of_feed(&self, feed: &str) -> StoreResult<Vec<(String, String)>> {
        let rows: Vec<(Option<String>, Option<String>)> = self.tx.run(|connection| {
            Ok(current!()
                .filter(directory_entries::feed.eq(feed))
                .filter(directory_entries::shown.eq(true))
                .select((directory_entries::feed_key, directory_entries::whole))
                .load(connection)?)
        })?;
        Ok(rows.into_iter().filter_map(|(key, whole)| key.zip(whole)).collect())
    }

    fn of_feed(&self, feed: &str) -> StoreResult<HashMap<String, Entry>> {
        let rows: Vec<Entry> = self
            .tx
            .run(|connection| Ok(current!().filter(directory_entries::feed.eq(feed)).load(connection)?))?;
        Ok(rows.into_iter().filter_map(|one| Some((one.fed.as_ref()?.key.clone(), one))).collect())
    }

    /// What taking in a feed would do, and how many services that readers see now would tell them something else.
    ///
    /// # Errors
    /// The database's own.
    pub fn compare_feed(&self, feed: &str, all: &[(EntryNote, Fed)]) -> StoreResult<(TakenIn, usize)> {
        let mut before = self.of_feed(feed)?;
        let (mut count, mut rewritten) = (TakenIn::default(), 0);
        for (note, fed) in all {
            let one = before.remove(&fed.key);
            rewritten +=
                usize::from(one.as_ref().is_some_and(|one| one.note.shown && !one.note.reads_like(note)));
            match one {
                None => count.new += 1,
                Some(one) if is_same(&one, note, fed) => count.same += 1,
                Some(_) => count.changed += 1,
            }
        }
        count.gone = before.values().filter(|one| one.note.shown).count();
        Ok((count, rewritten))
    }
}

/// It says the same. One that was gone and comes back is not the same: it is shown again, unless somebody here took it out.
fn is_same(one: &Entry, note: &EntryNote, fed: &Fed) -> bool {
    let as_before = one.note.shown == note.shown || one.recorded_by.is_some();
    as_before && one.fed.as_ref().is_some_and(|before| before.whole == fed.whole)
}

impl System<'_> {
    /// Takes a feed in: what is new or changed becomes a version, what is gone is kept and not shown.
    ///
    /// # Errors
    /// The database's own.
    pub fn take_in_feed(&self, feed: &str, all: &[(EntryNote, Fed)]) -> StoreResult<TakenIn> {
        let (directory, now) = (self.tx().directory(), self.now());
        let mut before = directory.of_feed(feed)?;
        let mut count = TakenIn::default();
        let version = |id: DirectoryEntryId, note: EntryNote, fed: Option<Fed>| Entry {
            version: DirectoryVersionId::new(),
            id,
            note,
            fed,
            recorded_at: now.at,
            recorded_by: None,
            superseded_at: None,
        };
        for (note, fed) in all {
            match before.remove(&fed.key) {
                Some(one) if is_same(&one, note, fed) => count.same += 1,
                Some(one) => {
                    count.changed += 1;
                    directory.put(&version(one.id, note.clone(), Some(fed.clone())), Some(one.version))?;
                }
                None => {
                    count.new += 1;
                    directory
                        .put(&version(DirectoryEntryId::new(), note.clone(), Some(fed.clone())), None)?;
                }
            }
        }
        for one in before.into_values().filter(|one| one.note.shown) {
            count.gone += 1;
            let note = EntryNote { shown: false, ..one.note.clone() };
            directory.put(&version(one.id, note, one.fed.clone()), Some(one.version))?;
        }
        let deed = Deed { what: "directory.taken_in", subject: Some(feed), ..Deed::default() };
        self.tx().note_deed(&deed, now.at)?;
        Ok(count)
    }
}

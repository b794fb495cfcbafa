//! Facts with versions: a correction is a new row, and the row it corrects is kept.
//!
//! [`Rows`] says how one table's rows are queried, and [`versioned!`](versioned) writes it. Everything else, above all
//! [`Versions::keep_unless`], is written once for all of them.

use std::{
    collections::{BTreeSet, HashMap},
    convert::Infallible,
    fmt::{Debug, Display},
    marker::PhantomData,
    str::FromStr,
};

use diesel::QueryResult;
use onward_domain::{id::UserId, recorded::Recorded};

use crate::{
    Tx,
    connection::AnyConnection,
    error::{StoreError, StoreResult},
    rows::Row,
    scope::Record,
    types::Instant,
};

/// Something that somebody records and may record again.
pub trait Versioned: Clone + Debug + PartialEq {
    /// What distinguishes its versions.
    type Id: Copy + Eq + Ord + Debug + Display + FromStr;
    /// What a version says.
    type Note: Clone + Debug + PartialEq;
}

/// A submitted form: what it says, and which version it started from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent<V: Versioned> {
    /// The version that the form started from; `None` for a blank form.
    pub version: Option<V::Id>,
    pub says: V::Note,
    /// The form's own key: sent twice, it is stored once.
    pub key: String,
}

/// What happened to a form. Everything except [`Kept::Now`] changed nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept<V: Versioned, D = Infallible> {
    /// It was stored, as this version.
    Now(V::Id),
    /// The same form was sent before, and was stored then as this version.
    Before(V::Id),
    /// It says the same as the current version.
    Same,
    /// The current version is not the one that the form started from; `None` if there is no current one any more.
    Clash(Option<Box<Version<V>>>),
    /// It is stored once somebody says that they have seen this.
    Doubt(D),
}

impl<V: Versioned, D> Kept<V, D> {
    /// The version that the form became, now or when it was sent before.
    #[must_use]
    pub const fn version(&self) -> Option<V::Id> {
        match self {
            Self::Now(version) | Self::Before(version) => Some(*version),
            Self::Same | Self::Clash(_) | Self::Doubt(_) => None,
        }
    }
}

/// A version, with its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version<V> {
    /// What was written.
    pub row: V,
    /// The name others see for its author, if known.
    pub by: Option<String>,
    /// It replaced an earlier version.
    pub put_right: bool,
}

/// Whose it is to write, and to read with all its versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// The service's.
    Staff,
    /// The young person's own. What they share of it is read elsewhere.
    Own,
    /// The young person's and their adviser's.
    Both,
}

/// How the versions of one kind of fact about a person are kept. [`versioned!`](versioned) writes the queries; what a kind
/// has of its own is said beside it.
pub trait Rows: Versioned + Row {
    /// What the audit trail and a form's key call it.
    const WORD: &'static str;
    /// The young person may not even read the current version here.
    const STAFF_ONLY: bool = false;

    /// Whose it is.
    const HAND: Hand = Hand::Staff;

    /// Which version.
    fn id(&self) -> Self::Id;
    /// Who recorded it, when, and whether it is current.
    fn recorded(&self) -> &Recorded;
    /// The version that replaced it.
    fn superseded_by(&self) -> Option<Self::Id>;
    /// Whether it says exactly this.
    fn says(&self, note: &Self::Note) -> bool;
    /// A new version, through this record, now.
    ///
    /// # Errors
    /// `NotAllowed` for what does not fit.
    fn written(record: &Record<'_>, note: &Self::Note) -> StoreResult<Self>;
    /// Only one of these can be current at a time, and this one is about the same thing.
    fn in_place_of(&self, _note: &Self::Note) -> bool {
        false
    }
    /// Without anything that is read elsewhere.
    #[must_use]
    fn shown(self) -> Self {
        self
    }

    #[doc(hidden)]
    fn standing(connection: &mut AnyConnection, person: &str) -> QueryResult<Vec<Self>>;
    #[doc(hidden)]
    fn history(connection: &mut AnyConnection, person: &str) -> QueryResult<Vec<Self>>;
    #[doc(hidden)]
    fn find(connection: &mut AnyConnection, person: &str, id: Self::Id) -> QueryResult<Option<Self>>;
    #[doc(hidden)]
    fn end(
        connection: &mut AnyConnection,
        person: &str,
        id: Self::Id,
        at: Instant,
        by: Option<Self::Id>,
    ) -> QueryResult<usize>;
}

/// Connects a kind of fact to its table: `versioned!(Noun(Note, Id) in table, word WORD, order (…), { … })`, with
/// anything specific to the kind in the braces.
macro_rules! versioned {
    (
        $noun:ident($note:ty, $id:ident) in $table:ident, word $word:literal, order ($($order:ident),+),
        { $($own:item)* }
    ) => {
        impl $crate::repo::versions::Versioned for $noun {
            type Id = $id;
            type Note = $note;
        }

        impl $crate::repo::versions::Rows for $noun {
            const WORD: &'static str = $word;
            fn id(&self) -> $id {
                self.id
            }
            fn recorded(&self) -> &onward_domain::recorded::Recorded {
                &self.recorded
            }
            fn superseded_by(&self) -> Option<$id> {
                self.superseded_by
            }
            $($own)*

            fn standing(connection: &mut AnyConnection, person: &str) -> QueryResult<Vec<Self>> {
                $table::table
                    .filter($table::person_id.eq(person))
                    .filter($table::superseded_at.is_null())
                    .order(($($table::$order,)+ $table::id))
                    .load(connection)
            }
            fn history(connection: &mut AnyConnection, person: &str) -> QueryResult<Vec<Self>> {
                $table::table
                    .filter($table::person_id.eq(person))
                    .order(($table::recorded_at, $table::id))
                    .load(connection)
            }
            fn find(connection: &mut AnyConnection, person: &str, id: $id) -> QueryResult<Option<Self>> {
                $table::table
                    .filter($table::id.eq(id.column()))
                    .filter($table::person_id.eq(person))
                    .first(connection)
                    .optional()
            }
            fn end(
                connection: &mut AnyConnection,
                person: &str,
                id: $id,
                at: Instant,
                by: Option<$id>,
            ) -> QueryResult<usize> {
                diesel::update(
                    $table::table
                        .filter($table::id.eq(id.column()))
                        .filter($table::person_id.eq(person))
                        .filter($table::superseded_at.is_null()),
                )
                .set(($table::superseded_at.eq(Some(at.column())), $table::superseded_by.eq(by.column())))
                .execute(connection)
            }
        }
    };
}
pub(crate) use versioned;

/// The versions of one kind of fact about one person.
#[derive(Debug)]
pub struct Versions<'r, V> {
    record: &'r Record<'r>,
    of: PhantomData<V>,
}

impl<'r, V: Rows> Versions<'r, V> {
    pub(crate) const fn of(record: &'r Record<'r>) -> Self {
        Self { record, of: PhantomData }
    }

    pub(crate) const fn record(&self) -> &'r Record<'r> {
        self.record
    }

    /// The current versions, oldest first.
    ///
    /// # Errors
    /// Any database error; `NotAllowed` where the young person may not read it.
    pub fn standing(&self) -> StoreResult<Vec<V>> {
        if V::STAFF_ONLY || V::HAND != Hand::Staff {
            self.whose()?;
        }
        let rows = self.tx().run(|connection| Ok(V::standing(connection, &self.record.key())?))?;
        Ok(rows.into_iter().map(V::shown).collect())
    }

    /// Everything that was ever recorded, in the order of recording.
    ///
    /// # Errors
    /// Any database error; `NotAllowed` for the young person.
    pub fn history(&self) -> StoreResult<Vec<V>> {
        self.whose()?;
        let rows = self.tx().run(|connection| Ok(V::history(connection, &self.record.key())?))?;
        Ok(rows.into_iter().map(V::shown).collect())
    }

    /// The same with authors, newest first.
    ///
    /// # Errors
    /// As for [`Self::history`].
    pub fn seen(&self) -> StoreResult<Vec<Version<V>>> {
        let mut all = self.history()?;
        all.sort_by_key(|row| std::cmp::Reverse((row.recorded().at, row.id())));
        let later: BTreeSet<V::Id> = all.iter().filter_map(V::superseded_by).collect();
        self.with_hands(all, &later)
    }

    /// One version together with those it replaced and those that replaced it; newest first.
    ///
    /// # Errors
    /// `NotFound` when it is not this person's; as [`Self::history`].
    pub fn line(&self, id: V::Id) -> StoreResult<Vec<Version<V>>> {
        let all = self.seen()?;
        let mut newest = newest_of(&all, |version| &version.row, id).ok_or(StoreError::NotFound)?;
        let mut line = Vec::new();
        // A line of versions is no longer than all of them together: a damaged one does not loop for ever.
        while line.len() < all.len() {
            line.push(newest.clone());
            match all.iter().find(|older| older.row.superseded_by() == Some(newest.row.id())) {
                Some(older) => newest = older,
                None => break,
            }
        }
        Ok(line)
    }

    /// The newest version of the line that one of them is in, whether it stands or not.
    ///
    /// # Errors
    /// `NotFound` when it is not this person's; as [`Self::history`].
    pub fn newest(&self, id: V::Id) -> StoreResult<V> {
        newest_of(&self.history()?, |row| row, id).cloned().ok_or(StoreError::NotFound)
    }

    /// One of them, if it is this person's.
    ///
    /// # Errors
    /// As for [`Self::history`].
    pub fn find(&self, id: V::Id) -> StoreResult<Option<V>> {
        self.whose()?;
        let row = self.tx().run(|connection| Ok(V::find(connection, &self.record.key(), id)?))?;
        Ok(row.map(V::shown))
    }

    /// Stores what a form says, as a new version replacing the one it started from; or says why not.
    ///
    /// # Errors
    /// `NotFound` when the version is not this person's; `NotAllowed` for anything that does not fit, or that this
    /// viewer may not write.
    pub fn keep(&self, sent: &Sent<V>) -> StoreResult<Kept<V>> {
        self.keep_unless(sent, |_| Ok(None))
    }

    /// The same, unless there is a doubt. `doubt` is asked last, with the current version: it returns what somebody
    /// must have seen before this is stored.
    ///
    /// # Errors
    /// As for [`Self::keep`]; any error from the doubt.
    pub fn keep_unless<D>(
        &self,
        sent: &Sent<V>,
        doubt: impl FnOnce(Option<&V>) -> StoreResult<Option<D>>,
    ) -> StoreResult<Kept<V, D>> {
        self.whose()?;
        self.record.for_change()?;
        if let Some(before) = self.record.kept_before(&sent.key, V::WORD)? {
            return Ok(Kept::Before(before));
        }
        let stands = self.standing_instead(sent)?;
        if stands.as_ref().map(V::id) != sent.version {
            return Ok(Kept::Clash(stands.map(|row| self.with_hand(row)).transpose()?.map(Box::new)));
        }
        if stands.as_ref().is_some_and(|row| row.says(&sent.says)) {
            return Ok(Kept::Same);
        }
        if let Some(doubt) = doubt(stands.as_ref())? {
            return Ok(Kept::Doubt(doubt));
        }
        self.tx().savepoint(|| {
            let kept = match sent.version {
                Some(version) => self.correct(version, &sent.says)?,
                None => self.add(&sent.says)?,
            };
            self.record.use_key(&sent.key, V::WORD, &kept.to_string())?;
            Ok(Kept::Now(kept))
        })
    }

    /// Records one.
    ///
    /// # Errors
    /// `NotAllowed` for anything that does not fit, or that this viewer may not record.
    pub fn add(&self, note: &V::Note) -> StoreResult<V::Id> {
        self.whose()?;
        let row = V::written(self.record, note)?;
        self.tx().run(|connection| Ok(row.insert(connection)?))?;
        self.noted("added", row.id())?;
        Ok(row.id())
    }

    /// Replaces a current version, which stays in the history.
    ///
    /// # Errors
    /// `Stale` when it is no longer current or is not this person's; otherwise as for [`Self::add`].
    pub fn correct(&self, id: V::Id, note: &V::Note) -> StoreResult<V::Id> {
        self.whose()?;
        let row = V::written(self.record, note)?;
        self.tx().savepoint(|| {
            self.tx().run(|connection| Ok(row.insert(connection)?))?;
            self.end(id, Some(row.id()))?;
            self.noted("corrected", id)
        })?;
        Ok(row.id())
    }

    /// Marks one as recorded by mistake; it stays in the history.
    ///
    /// # Errors
    /// `Stale` when it is no longer current or is not this person's.
    pub fn withdraw(&self, id: V::Id) -> StoreResult<()> {
        self.whose()?;
        self.tx().savepoint(|| {
            self.end(id, None)?;
            self.noted("withdrawn", id)
        })
    }

    /// The same for a form, once for its key, unless there is a doubt: what somebody must have seen before it is withdrawn.
    ///
    /// # Errors
    /// `NotFound` when it is not this person's; `NotAllowed` for whoever may not write it; any error from the doubt. One that
    /// is no longer current is a value: [`Kept::Clash`].
    pub fn take_back<D>(
        &self,
        id: V::Id,
        key: &str,
        doubt: impl FnOnce(&V) -> StoreResult<Option<D>>,
    ) -> StoreResult<Kept<V, D>> {
        self.whose()?;
        self.record.for_change()?;
        if let Some(before) = self.record.kept_before(key, V::WORD)? {
            return Ok(Kept::Before(before));
        }
        let all = self.history()?;
        let newest = newest_of(&all, |row| row, id).ok_or(StoreError::NotFound)?;
        if newest.id() != id || !newest.recorded().stands() {
            let stands = newest.recorded().stands().then(|| newest.clone());
            return Ok(Kept::Clash(stands.map(|row| self.with_hand(row)).transpose()?.map(Box::new)));
        }
        if let Some(doubt) = doubt(newest)? {
            return Ok(Kept::Doubt(doubt));
        }
        self.tx().savepoint(|| {
            self.withdraw(id)?;
            self.record.use_key(key, V::WORD, &id.to_string())?;
            Ok(Kept::Now(id))
        })
    }

    /// The current version of what the form is about.
    fn standing_instead(&self, sent: &Sent<V>) -> StoreResult<Option<V>> {
        let all = self.history()?;
        if let Some(row) = all.iter().find(|row| row.recorded().stands() && row.in_place_of(&sent.says)) {
            return Ok(Some(row.clone()));
        }
        let Some(version) = sent.version else { return Ok(None) };
        let newest = newest_of(&all, |row| row, version).ok_or(StoreError::NotFound)?;
        Ok(newest.recorded().stands().then(|| newest.clone()))
    }

    fn with_hand(&self, row: V) -> StoreResult<Version<V>> {
        let put_right = self.history()?.iter().any(|other| other.superseded_by() == Some(row.id()));
        let later = put_right.then(|| row.id()).into_iter().collect();
        self.with_hands(vec![row], &later)?.pop().ok_or(StoreError::NotFound)
    }

    fn with_hands(&self, rows: Vec<V>, later: &BTreeSet<V::Id>) -> StoreResult<Vec<Version<V>>> {
        let names = self.tx().users().names(rows.iter().filter_map(|row| row.recorded().by))?;
        Ok(rows.into_iter().map(|row| version(row, later, &names)).collect())
    }

    fn end(&self, id: V::Id, by: Option<V::Id>) -> StoreResult<()> {
        let at = self.record.now().at;
        let ended = self.tx().run(|connection| Ok(V::end(connection, &self.record.key(), id, at, by)?))?;
        if ended == 1 { Ok(()) } else { Err(StoreError::Stale) }
    }

    fn noted(&self, what: &str, id: V::Id) -> StoreResult<()> {
        self.record.changed(&format!("{}.{what}", V::WORD), &id.to_string())
    }

    fn whose(&self) -> StoreResult<()> {
        match V::HAND {
            Hand::Staff => self.record.staff_only(),
            Hand::Own => self.record.own_only(),
            Hand::Both => self.record.both_hands(),
        }
    }

    const fn tx(&self) -> &'r Tx {
        self.record.tx()
    }
}

fn version<V: Rows>(row: V, later: &BTreeSet<V::Id>, names: &HashMap<UserId, String>) -> Version<V> {
    let by = row.recorded().by.and_then(|user| names.get(&user).cloned());
    Version { put_right: later.contains(&row.id()), by, row }
}

/// The newest version of the line that this one belongs to.
fn newest_of<T, V: Rows>(all: &[T], row: impl Fn(&T) -> &V, id: V::Id) -> Option<&T> {
    let find = |id: V::Id| all.iter().find(|each| row(each).id() == id);
    let mut newest = find(id)?;
    // A line of versions is no longer than all of them together: a damaged one does not loop for ever.
    for _ in 0..all.len() {
        match row(newest).superseded_by().and_then(find) {
            Some(next) => newest = next,
            None => break,
        }
    }
    Some(newest)
}

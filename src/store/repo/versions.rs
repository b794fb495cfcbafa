//! Dated facts of a person in versions: a correction is a new row, and what it corrected stays.

/// Writes the repository of one kind of fact: what stands, all that ever stood, add, correct, withdraw.
///
/// `linked` tables also say which version took a row's place. `staff staff_only`: what stands is not for the young
/// person either. `strip f`: `f` takes away what is read elsewhere.
macro_rules! versions {
    (
        $(#[$doc:meta])* $repo:ident of $noun:ident($note:ty, $id:ident) in $table:ident as $method:ident,
        word $word:literal, order ($($order:ident),+) $(, linked $link:ident)? $(, staff $staff:ident)? $(, strip $strip:ident)?,
        build |$record:ident, $new_id:ident, $facts:ident| $build:expr $(,)?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $repo<'r> {
            record: &'r Record<'r>,
        }

        impl Record<'_> {
            $(#[$doc])*
            #[must_use]
            pub fn $method(&self) -> $repo<'_> {
                $repo { record: self }
            }
        }

        impl $repo<'_> {
            /// What stands today, oldest first.
            ///
            /// # Errors
            /// The database's own.
            pub fn standing(&self) -> StoreResult<Vec<$noun>> {
                $(self.record.$staff()?;)?
                let rows: Vec<$noun> = self.record.tx().run(|connection| {
                    Ok($table::table
                        .filter($table::person_id.eq(self.record.key()))
                        .filter($table::superseded_at.is_null())
                        .order(($($table::$order,)+ $table::id))
                        .load(connection)?)
                })?;
                $(let rows = rows.into_iter().map($strip).collect();)?
                Ok(rows)
            }

            /// All that was ever recorded, in the order of recording.
            ///
            /// # Errors
            /// The database's own.
            pub fn history(&self) -> StoreResult<Vec<$noun>> {
                self.record.staff_only()?;
                let rows: Vec<$noun> = self.record.tx().run(|connection| {
                    Ok($table::table
                        .filter($table::person_id.eq(self.record.key()))
                        .order(($table::recorded_at, $table::id))
                        .load(connection)?)
                })?;
                $(let rows = rows.into_iter().map($strip).collect();)?
                Ok(rows)
            }

            /// One of them, if it is this person's.
            ///
            /// # Errors
            /// The database's own.
            pub fn find(&self, id: $id) -> StoreResult<Option<$noun>> {
                self.record.staff_only()?;
                let row: Option<$noun> = self.record.tx().run(|connection| {
                    Ok($table::table
                        .filter($table::id.eq(id.column()))
                        .filter($table::person_id.eq(self.record.key()))
                        .first(connection)
                        .optional()?)
                })?;
                $(let row = row.map($strip);)?
                Ok(row)
            }

            /// Records one.
            ///
            /// # Errors
            /// `NotAllowed` for what does not fit, or where it is not the viewer's to record.
            pub fn add(&self, note: &$note) -> StoreResult<$id> {
                self.record.staff_only()?;
                let row = self.build(note)?;
                self.record.tx().run(|connection| Ok(row.insert(connection)?))?;
                self.record.changed(concat!($word, ".added"), &row.id.to_string())?;
                Ok(row.id)
            }

            /// Takes the place of one that stands, which stays in the history.
            ///
            /// # Errors
            /// `Stale` when it no longer stands or is not this person's; as [`Self::add`] otherwise.
            pub fn correct(&self, id: $id, note: &$note) -> StoreResult<$id> {
                self.record.staff_only()?;
                let row = self.build(note)?;
                self.record.tx().run(|connection| Ok(row.insert(connection)?))?;
                self.end(id, Some(row.id))?;
                self.record.changed(concat!($word, ".corrected"), &id.to_string())?;
                Ok(row.id)
            }

            /// Says that one should not have been recorded; it stays in the history.
            ///
            /// # Errors
            /// `Stale` when it no longer stands or is not this person's.
            pub fn withdraw(&self, id: $id) -> StoreResult<()> {
                self.record.staff_only()?;
                self.end(id, None)?;
                self.record.changed(concat!($word, ".withdrawn"), &id.to_string())
            }

            fn build(&self, note: &$note) -> StoreResult<$noun> {
                let ($record, $new_id, $facts) = (self.record, $id::new(), note);
                $build
            }

            fn end(&self, id: $id, by: Option<$id>) -> StoreResult<()> {
                let ended = Some(self.record.now().at.column());
                // Without a link, which row came next shows in the audit trail.
                let _ = by;
                let changed = self.record.tx().run(|connection| {
                    Ok(diesel::update(
                        $table::table
                            .filter($table::id.eq(id.column()))
                            .filter($table::person_id.eq(self.record.key()))
                            .filter($table::superseded_at.is_null()),
                    )
                    .set(($table::superseded_at.eq(ended), $($table::$link.eq(by.column()),)?))
                    .execute(connection)?)
                })?;
                if changed == 1 { Ok(()) } else { Err(StoreError::Stale) }
            }
        }
    };
}
pub(crate) use versions;

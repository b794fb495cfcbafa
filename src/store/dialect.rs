//! The only file that knows which database it is talking to.
//!
//! Everything else is written once for both. Whatever diesel's combined connection can't express (several rows in one
//! insert, "unless there is one already", transaction modes) is here.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::connection::{AnsiTransactionManager, SimpleConnection as _, TransactionManager};
use diesel::{
    Connection as _, RunQueryDsl as _, SqliteConnection,
    deserialize::{self, FromSql},
    sql_types::{Date, Text, Timestamp},
    sqlite::{Sqlite, SqliteValue},
};

use crate::{
    connection::{AnyConnection, DatabaseUrl, Use},
    error::{StoreError, StoreResult},
    trees::{self, Trees},
    types::FromWord,
};

mod among;
pub(crate) use among::among;

/// Inserts all rows in a list in as few statements as the database allows.
///
/// `insert_all!(connection, table, rows)`, where the rows are tuples of `column.eq(value)` or `Insertable` structs;
/// returns a `QueryResult<usize>` with the number of rows.
macro_rules! insert_all {
    ($connection:expr, $table:expr, $rows:expr) => {{
        let rows = $rows;
        match $connection {
            $crate::connection::AnyConnection::Sqlite(connection) => {
                diesel::insert_into($table).values(&rows).execute(connection)
            }
            #[cfg(feature = "postgres")]
            $crate::connection::AnyConnection::Postgres(connection) => {
                // A statement holds at most 65,535 values.
                let mut done = Ok(0);
                for chunk in rows.chunks(1_000) {
                    let count = diesel::insert_into($table).values(chunk).execute(connection);
                    done = done.and_then(|before| count.map(|now| before + now));
                    if done.is_err() {
                        break;
                    }
                }
                done
            }
        }
    }};
}
/// Inserts one row unless its key already exists; returns how many rows were added (0 or 1).
macro_rules! insert_unless_there {
    ($connection:expr, $table:expr, $row:expr) => {{
        match $connection {
            $crate::connection::AnyConnection::Sqlite(connection) => {
                diesel::insert_into($table).values($row).on_conflict_do_nothing().execute(connection)
            }
            #[cfg(feature = "postgres")]
            $crate::connection::AnyConnection::Postgres(connection) => {
                diesel::insert_into($table).values($row).on_conflict_do_nothing().execute(connection)
            }
        }
    }};
}
#[allow(unused_imports, reason = "table groups use one or the other")]
pub(crate) use {insert_all, insert_unless_there};

/// A day, parsed the fast way: days are most of what a record holds, and the embedded database stores them as text.
#[derive(Debug)]
pub struct Day(pub(crate) NaiveDate);

/// A point in time in UTC, parsed the fast way.
pub(crate) struct Point(pub(crate) NaiveDateTime);

/// A word from a closed list or an id, read without copying its text.
pub(crate) struct Word<T>(pub(crate) T);

impl FromSql<Date, Sqlite> for Day {
    fn from_sql(mut value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        Ok(Self(day_of(value.read_text()).ok_or("no day")?))
    }
}

impl FromSql<Timestamp, Sqlite> for Point {
    fn from_sql(mut value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        Ok(Self(point_of(value.read_text()).ok_or("no point in time")?))
    }
}

impl<T: FromWord> FromSql<Text, Sqlite> for Word<T> {
    fn from_sql(mut value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        word_of(value.read_text())
    }
}

#[cfg(feature = "postgres")]
mod as_postgresql_keeps_it {
    use super::{
        Date, Day, FromSql, FromWord, NaiveDate, NaiveDateTime, Point, Text, Timestamp, Word, deserialize,
        word_of,
    };
    use diesel::pg::{Pg, PgValue};

    impl FromSql<Date, Pg> for Day {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            <NaiveDate as FromSql<Date, Pg>>::from_sql(value).map(Self)
        }
    }

    impl FromSql<Timestamp, Pg> for Point {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            <NaiveDateTime as FromSql<Timestamp, Pg>>::from_sql(value).map(Self)
        }
    }

    impl<T: FromWord> FromSql<Text, Pg> for Word<T> {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            word_of(std::str::from_utf8(value.as_bytes())?)
        }
    }
}

fn word_of<T: FromWord>(text: &str) -> deserialize::Result<Word<T>> {
    T::from_word(text).map(Word).ok_or_else(|| format!("not one of {}", std::any::type_name::<T>()).into())
}

/// `2026-11-23`.
fn day_of(text: &str) -> Option<NaiveDate> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *bytes else { return None };
    let year = number(&[a, b, c, d])?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&[e, f])?, number(&[g, h])?)
}

/// `2026-11-23 12:00:00`, with or without a fraction of a second.
fn point_of(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = (text.get(..10)?, text.get(10..)?);
    let (whole, fraction) = time.split_once('.').unwrap_or((time, ""));
    let bytes: &[u8; 9] = whole.as_bytes().try_into().ok()?;
    let [b' ', a, b, b':', c, d, b':', e, f] = *bytes else { return None };
    // The fraction is written to three, six or nine places.
    let places = u32::try_from(fraction.len()).ok().filter(|places| *places <= 9)?;
    let nanos = number(fraction.as_bytes())?.checked_mul(10_u32.checked_pow(9 - places)?)?;
    day_of(day)?.and_hms_nano_opt(number(&[a, b])?, number(&[c, d])?, number(&[e, f])?, nanos % 1_000_000_000)
}

/// At most nine digits as a number; `None` for anything else.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |sum, digit| {
        let digit = digit.checked_sub(b'0').filter(|digit| *digit <= 9)?;
        sum.checked_mul(10)?.checked_add(u32::from(digit))
    })
}

/// Opens a connection and sets it up for its use.
pub(crate) fn connect(url: &DatabaseUrl, what_for: Use) -> StoreResult<AnyConnection> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let place = || url.to_string();
            if what_for == Use::Make {
                create_private(path)
                    .map_err(|why| StoreError::CannotOpen { place: place(), why: why.to_string() })?;
            } else if url.is_missing() {
                return Err(StoreError::NoDatabase(url.place()));
            }
            let mut connection = SqliteConnection::establish(&path.to_string_lossy())
                .map_err(|why| StoreError::CannotOpen { place: place(), why: why.to_string() })?;
            // The timeout comes first: the other settings may themselves run into a lock.
            connection.batch_execute("PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON;")?;
            connection.batch_execute(match what_for {
                Use::Write | Use::Make => {
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
                }
                // The file is not memory-mapped: every logged look would unmap it.
                Use::Read => "PRAGMA query_only = ON; PRAGMA cache_size = -4000;",
            })?;
            Ok(AnyConnection::Sqlite(connection))
        }
        #[cfg(feature = "postgres")]
        DatabaseUrl::Postgres(address) => {
            let mut connection = diesel::PgConnection::establish(address)
                .map_err(|why| StoreError::CannotOpen { place: url.to_string(), why: why.to_string() })?;
            connection.batch_execute(
                "SET TIME ZONE 'UTC'; SET client_min_messages = warning; SET lock_timeout = '10s'; \
                 SET synchronous_commit = on;",
            )?;
            Ok(AnyConnection::Postgres(connection))
        }
        #[cfg(not(feature = "postgres"))]
        DatabaseUrl::Postgres(_) => Err(StoreError::BadUrl("this build has no PostgreSQL".into())),
    }
}

/// Creates the file and its folder, private to their owner, before the database writes anything; journal files inherit
/// that.
fn create_private(path: &std::path::Path) -> std::io::Result<()> {
    make_folder_of(path)?;
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Creates a file's folder and any above it, private to their owner (0700). An existing folder stays as
/// it is.
pub(crate) fn make_folder_of(path: &std::path::Path) -> std::io::Result<()> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The migrations that this version knows for this connection's database.
pub(crate) const fn migrations(connection: &AnyConnection) -> &'static Trees {
    match connection {
        AnyConnection::Sqlite(_) => &trees::SQLITE,
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => &trees::POSTGRESQL,
    }
}

/// Begins the writer's transaction.
///
/// On PostgreSQL the heads of the chains are locked first, so that several instances take turns instead of undoing each
/// other's work; readers never wait for that lock.
pub(crate) fn begin_write(connection: &mut AnyConnection) -> StoreResult<()> {
    match connection {
        AnyConnection::Sqlite(connection) => {
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN IMMEDIATE")?;
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => {
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN ISOLATION LEVEL SERIALIZABLE")?;
            connection.batch_execute("LOCK TABLE chain_heads IN EXCLUSIVE MODE")?;
        }
    }
    Ok(())
}

/// Begins a reader's transaction: everything read until its end is from one moment.
pub(crate) fn begin_read(connection: &mut AnyConnection) -> StoreResult<()> {
    match connection {
        AnyConnection::Sqlite(connection) => {
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN")?
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => AnsiTransactionManager::begin_transaction_sql(
            connection,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        )?,
    }
    Ok(())
}

/// Begins a savepoint within the writer's transaction.
pub(crate) fn begin_savepoint(connection: &mut AnyConnection) -> StoreResult<()> {
    Ok(<AnyConnection as TransactionManager<AnyConnection>>::begin_transaction(connection)?)
}

/// Keeps the innermost savepoint, or commits the transaction durably.
pub(crate) fn keep(connection: &mut AnyConnection) -> StoreResult<()> {
    Ok(<AnyConnection as TransactionManager<AnyConnection>>::commit_transaction(connection)?)
}

/// Undoes the innermost savepoint, or the transaction.
pub(crate) fn undo(connection: &mut AnyConnection) -> StoreResult<()> {
    Ok(<AnyConnection as TransactionManager<AnyConnection>>::rollback_transaction(connection)?)
}

/// How many transactions and savepoints are open.
pub(crate) fn depth(connection: &mut AnyConnection) -> usize {
    <AnyConnection as TransactionManager<AnyConnection>>::transaction_manager_status_mut(connection)
        .transaction_depth()
        .ok()
        .flatten()
        .map_or(0, |depth| usize::try_from(depth.get()).unwrap_or(usize::MAX))
}

/// A line of output from the database's own checks.
#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

/// What the database's own check of its file finds: an empty list when it is intact; `None` where there is no such
/// check, since PostgreSQL checks its pages as it reads.
pub(crate) fn integrity(connection: &mut AnyConnection) -> StoreResult<Option<Vec<String>>> {
    match connection {
        AnyConnection::Sqlite(connection) => {
            let lines: Vec<Line> =
                diesel::sql_query("SELECT integrity_check AS line FROM pragma_integrity_check LIMIT 20")
                    .load(connection)?;
            Ok(Some(lines.into_iter().map(|line| line.line).filter(|line| line != "ok").collect()))
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => Ok(None),
    }
}

/// What the database contains besides rows, each with what makes it: tables, indexes, triggers, views and, on
/// PostgreSQL, constraints, functions, rules and policies. What an extension brought is not ours to compare.
pub(crate) fn objects(connection: &mut AnyConnection) -> StoreResult<BTreeSet<String>> {
    let lines: Vec<Line> = match connection {
        AnyConnection::Sqlite(connection) => diesel::sql_query(
            "SELECT type || ' ' || name || char(10) || sql AS line FROM sqlite_schema \
             WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '__diesel_%' ORDER BY 1",
        )
        .load(connection)?,
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => {
            diesel::sql_query(include_str!("dialect/objects.sql")).load(connection)?
        }
    };
    Ok(lines.into_iter().map(|line| line.line).collect())
}

/// What [`objects`] finds in an empty database as the migrations make it, on the same server as this one. Nothing of it
/// stays. `None` where that can't be made: on PostgreSQL the role then may not make a schema.
pub(crate) fn made_by(
    connection: &mut AnyConnection,
    migrate: impl FnOnce(&mut AnyConnection) -> StoreResult<()>,
) -> StoreResult<Option<BTreeSet<String>>> {
    match connection {
        AnyConnection::Sqlite(_) => {
            let memory = SqliteConnection::establish(":memory:")
                .map_err(|why| StoreError::CannotOpen { place: "memory".into(), why: why.to_string() })?;
            let mut memory = AnyConnection::Sqlite(memory);
            migrate(&mut memory)?;
            objects(&mut memory).map(Some)
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => {
            begin_savepoint(connection)?;
            let fresh = connection.batch_execute(
                "CREATE SCHEMA onward_as_made; SET LOCAL search_path TO onward_as_made; SET LOCAL lock_timeout = '10s'",
            );
            let made = match fresh {
                Ok(()) => migrate(connection).and_then(|()| objects(connection)).map(Some),
                Err(_) => Ok(None),
            };
            undo(connection)?;
            made
        }
    }
}

/// The entries of the directory whose texts have these words, the best first: all of the words, or any. Each word is letters and
/// digits only; one of four letters and more may also be the beginning of another.
pub(crate) fn find_in_directory(
    connection: &mut AnyConnection,
    terms: &[String],
    all: bool,
    most: i64,
) -> StoreResult<Vec<String>> {
    let begins = |term: &str| term.chars().count() > 3;
    let lines: Vec<Line> = match connection {
        AnyConnection::Sqlite(connection) => {
            let each = terms.iter().map(|term| format!("\"{term}\"{}", if begins(term) { "*" } else { "" }));
            let query = each.collect::<Vec<_>>().join(if all { " AND " } else { " OR " });
            diesel::sql_query(
                "SELECT entry_id AS line FROM directory_text WHERE directory_text MATCH ? \
                 ORDER BY bm25(directory_text, 0.0, 8.0, 4.0, 1.0), entry_id LIMIT ?",
            )
            .bind::<Text, _>(query)
            .bind::<diesel::sql_types::BigInt, _>(most)
            .load(connection)?
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => {
            let each = terms.iter().map(|term| format!("'{term}'{}", if begins(term) { ":*" } else { "" }));
            let query = each.collect::<Vec<_>>().join(if all { " & " } else { " | " });
            diesel::sql_query(
                "SELECT entry_id AS line FROM directory_text, to_tsquery('pg_catalog.english', $1) AS asked \
                 WHERE found @@ asked ORDER BY ts_rank(found, asked) DESC, entry_id LIMIT $2",
            )
            .bind::<Text, _>(query)
            .bind::<diesel::sql_types::BigInt, _>(most)
            .load(connection)?
        }
    };
    Ok(lines.into_iter().map(|line| line.line).collect())
}

/// Puts the texts of an entry where the search reads them: its name, other words for it, and what it does. `None` takes them
/// out. What was never there need not be looked for.
pub(crate) fn put_in_directory(
    connection: &mut AnyConnection,
    entry: &str,
    texts: Option<&[String; 3]>,
    was_there: bool,
) -> StoreResult<()> {
    macro_rules! put {
        ($connection:expr, $delete:literal, $add:literal) => {{
            if was_there {
                diesel::sql_query($delete).bind::<Text, _>(entry).execute($connection)?;
            }
            if let Some([name, also, body]) = texts {
                diesel::sql_query($add)
                    .bind::<Text, _>(entry)
                    .bind::<Text, _>(name)
                    .bind::<Text, _>(also)
                    .bind::<Text, _>(body)
                    .execute($connection)?;
            }
        }};
    }
    match connection {
        AnyConnection::Sqlite(connection) => put!(
            connection,
            "DELETE FROM directory_text WHERE entry_id = ?",
            "INSERT INTO directory_text (entry_id, name, also, body) VALUES (?, ?, ?, ?)"
        ),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => put!(
            connection,
            "DELETE FROM directory_text WHERE entry_id = $1",
            "INSERT INTO directory_text (entry_id, name, also, body) VALUES ($1, $2, $3, $4)"
        ),
    }
    Ok(())
}

/// How many rows a table holds. The name comes from the database's own list.
pub(crate) fn rows_of(connection: &mut AnyConnection, table: &str) -> StoreResult<i64> {
    let query = format!("SELECT CAST(count(*) AS TEXT) AS line FROM {table}");
    let lines: Vec<Line> = match connection {
        AnyConnection::Sqlite(connection) => diesel::sql_query(query).load(connection)?,
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => diesel::sql_query(query).load(connection)?,
    };
    Ok(lines.first().and_then(|line| line.line.parse().ok()).unwrap_or_default())
}

/// Rows that refer to a missing row, as `table row N names no row of OTHER`.
pub(crate) fn dangling(connection: &mut AnyConnection) -> StoreResult<Vec<String>> {
    match connection {
        AnyConnection::Sqlite(connection) => {
            let lines: Vec<Line> = diesel::sql_query(
                "SELECT \"table\" || ' row ' || coalesce(rowid, 0) || ' names no row of ' || parent AS line \
                 FROM pragma_foreign_key_check LIMIT 20",
            )
            .load(connection)?;
            Ok(lines.into_iter().map(|line| line.line).collect())
        }
        // A constraint that was switched off and never checked again would let such rows in.
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => {
            let lines: Vec<Line> = diesel::sql_query(
                "SELECT conrelid::regclass || ' is not checked against ' || confrelid::regclass AS line \
                 FROM pg_constraint WHERE contype = 'f' AND NOT convalidated \
                 AND connamespace = current_schema()::regnamespace",
            )
            .load(connection)?;
            Ok(lines.into_iter().map(|line| line.line).collect())
        }
    }
}

/// A copy of the database in memory, as of one moment, while others carry on working.
pub(crate) fn with_copy<T>(
    connection: &mut AnyConnection,
    work: impl FnOnce(&[u8]) -> StoreResult<T>,
) -> StoreResult<T> {
    match connection {
        AnyConnection::Sqlite(connection) => {
            let copy = connection.serialize_database_to_buffer();
            let bytes = copy.try_as_slice().map_err(|why| StoreError::Database(why.to_string()))?;
            work(bytes)
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => Err(no_copy()),
    }
}

/// What is said about copying a server's database.
#[cfg(feature = "postgres")]
fn no_copy() -> StoreError {
    StoreError::File(
        "a PostgreSQL database is backed up with its own tools, while Onward runs: \
         pg_dump --format=custom --file=FILE DATABASE (through `age -r RECIPIENT` to encrypt it), and put back with \
         pg_restore"
            .into(),
    )
}

/// Writes a copy of the database, as of one moment, into an empty file, while others carry on working.
pub(crate) fn copy_into(connection: &mut AnyConnection, file: &std::path::Path) -> StoreResult<()> {
    match connection {
        AnyConnection::Sqlite(connection) => {
            // Only the new file is written, but the database counts that as a write all the same.
            connection.batch_execute("PRAGMA query_only = OFF")?;
            diesel::sql_query("VACUUM INTO ?")
                .bind::<diesel::sql_types::Text, _>(file.to_string_lossy().into_owned())
                .execute(connection)?;
            Ok(())
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => Err(no_copy()),
    }
}

/// Makes sure that nobody else is using the database, and checkpoints its journal into its file.
pub(crate) fn take_over(connection: &mut AnyConnection) -> StoreResult<()> {
    match connection {
        AnyConnection::Sqlite(connection) => {
            // Leaving the shared journal mode needs exclusive use of the file.
            connection.batch_execute("PRAGMA busy_timeout = 500")?;
            connection.batch_execute("PRAGMA journal_mode = DELETE").map_err(|_| {
                StoreError::File("the database is in use; stop Onward before putting a copy back".into())
            })
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => Ok(()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::{day_of, point_of};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_and_points_in_time_are_read_the_way_diesel_writes_them(days in 366_i32..2_900_000, micros in 0_u32..4_000_000_000) {
            let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            prop_assert_eq!(day_of(&day.format("%F").to_string()), Some(day));
            let point = day.and_hms_micro_opt(micros % 24, micros % 60, micros / 70_000_000 % 60, micros % 1_000_000).unwrap();
            prop_assert_eq!(point_of(&point.format("%F %T%.f").to_string()), Some(point));
        }
    }

    #[test]
    fn anything_but_a_day_or_a_point_in_time_is_refused() {
        for text in [
            "",
            "2026-02-30",
            "2026-2-03",
            "26-02-03",
            "2026-02-03 ",
            "2026/02/03",
            "2026-0é-3",
            "x026-02-03",
        ] {
            assert_eq!(day_of(text), None, "{text}");
        }
        for text in [
            "",
            "2026-02-03",
            "2026-02-03T12:00:00",
            "2026-02-03 24:00:00",
            "2026-02-03 12:00:00.1234567890",
            "2026-02-03 12:00:00.-1",
            "2026-02-0é 12:00:00",
        ] {
            assert_eq!(point_of(text), None, "{text}");
        }
        assert!(point_of("2026-02-03 12:00:00").is_some());
    }
}

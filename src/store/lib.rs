//! All of Onward's database access: the only package that knows diesel.
//!
//! ```text
//! connection.rs  both databases as one type; the URL decides        store.rs   readers and the one writer
//! dialect.rs     the ONLY file that asks which database it is       writer.rs  several pieces of work, one durable commit
//! migrate.rs     changes to the tables                               tx.rs      a transaction in hand
//! kept.rs        what has been read about people, until a fact changes
//! types.rs       how ids, words, days, moments, money are stored     error.rs   what can go wrong, as situations
//! schema/ rows/ repo/   one file a table group in each              testing.rs a fresh database for one test
//! scope/           what each kind of viewer may ask; opened records  chain.rs   append-only logs, link by link
//! check.rs         whether everything is as it should be             backup.rs  copying while in use, and restoring
//! ```
//!
//! # Reading and writing
//!
//! ```no_run
//! # fn main() -> onward_store::StoreResult<()> {
//! use onward_store::{DatabaseUrl, Store};
//! let store = Store::open_migrated(&DatabaseUrl::in_dir("data".as_ref()))?;
//! let users = store.read(|tx| tx.users().all())?; // everything in one closure is from one moment
//! let first = users[0].id;
//! store.write(move |tx| tx.users().disable(first, chrono::DateTime::UNIX_EPOCH))?; // on disk when this returns
//! # Ok(()) }
//! ```
//!
//! Both calls block; a web handler makes them through `actix_web::web::block`. A writing closure may run more than
//! once, so it borrows what it needs and changes nothing outside its transaction. An `Err` undoes only that closure's
//! work; a refusal that should leave a trace (a counted sign-in attempt, say) is an `Ok` value.
//!
//! # How to add a table group
//!
//! Say the group is `invitations`:
//!
//! 1. **Migration**, `migrations/both/2026-11-22-100000_invitations/` with `up.sql` and `down.sql`. Where the databases
//!    need different text, a folder of that name in `migrations/sqlite` and in `migrations/postgresql` instead, with the same
//!    tables, columns, nullability and indexes (a test compares them). Column types: ids and words `TEXT` (a `CHECK`
//!    for words), days `DATE`, moments `TIMESTAMP`, money and counts `BIGINT`, yes or no `BOOLEAN`, bytes `BLOB` on
//!    SQLite and `BYTEA` on PostgreSQL. Name every index. Write `NOT NULL` on primary keys too.
//! 2. **Schema**: `schema/invitations.rs` with `diesel::table!`, and `pub(crate) mod invitations;` in `schema/mod.rs`.
//!    Joins across groups need `allow_tables_to_appear_in_same_query!(…)`.
//! 3. **Rows**: `rows/invitations.rs`, structs of the domain's own types that derive `Queryable`, with fields in the
//!    order of the table's columns (or of a `select`). Your own words and ids that have `Display` and `FromStr` go
//!    through `kept_as_text!(…)` in `types.rs` once; moments are `types::Instant`.
//! 4. **Repository**: `repo/invitations.rs`:
//!
//! ```text
//! /// Invitations that young people were given.
//! #[derive(Clone, Copy)]
//! pub struct Invitations<'t> { tx: &'t Tx }
//!
//! impl Tx {
//!     /// Invitations that young people were given.
//!     #[must_use]
//!     pub fn invitations(&self) -> Invitations<'_> { Invitations { tx: self } }
//! }
//!
//! impl Invitations<'_> {
//!     /// Adds one. …
//!     pub fn add(&self, id: InvitationId, user: UserId, expires: Instant) -> StoreResult<()> {
//!             self.tx.run(|connection| { diesel::insert_into(invitations::table)
//!                 .values((
//!                     invitations::id.eq(id.column()),            // `Column::column` gives what is bound
//!                     invitations::user_id.eq(user.column()),
//!                     invitations::expires_at.eq(expires.column()),
//!                 ))
//!                 .execute(connection)?;
//!             Ok(())
//!         })
//!     }
//! }
//! ```
//!
//!    Anything that belongs to a *person* hangs on `Record` instead of `Tx` and never takes a person's id. Several rows
//!    in one insert: `insert_all!`; "unless there is one": `insert_unless_there!` (both in `dialect.rs`). A guarded
//!    update that must succeed only once: `update(table.filter(id.eq(…)).filter(used_at.is_null()))`, then check the
//!    count.
//! 5. **Tests** under `suite/`, each written once with `on_both!(a_sentence => |store| { … });`, so that they run on
//!    both databases.
pub mod backup;
pub(crate) mod chain;
pub mod check;
pub mod connection;
pub(crate) mod dialect;
pub mod error;
mod kept;
pub mod migrate;
pub mod repo;
pub mod rows;
mod schema;
pub mod scope;
mod store;
#[cfg(test)]
mod suite;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod trees;
pub mod tx;
pub mod types;
mod writer;

pub use connection::DatabaseUrl;
pub use error::{StoreError, StoreResult};
pub use store::Store;
pub use tx::Tx;

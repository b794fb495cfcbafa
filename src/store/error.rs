//! What can go wrong with the database, as situations.

use diesel::result::{DatabaseErrorKind, Error as DieselError};
use onward_domain::counted::counted;

/// The result of anything in the store.
pub type StoreResult<T> = Result<T, StoreError>;

/// A situation in which the store could not do what was asked.
///
/// Its text names no person and contains no value from a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is nothing here for this viewer: missing and forbidden give the same answer.
    #[error("there is nothing here for this viewer")]
    NotFound,
    /// Somebody else saved this document first; nothing was changed.
    #[error("somebody else saved this first")]
    Stale,
    /// A row that must be unique already exists.
    #[error("there is one already ({0})")]
    Exists(String),
    /// The database is held by another process or has no free connection; trying again may help.
    #[error("the database is busy")]
    Busy,
    /// The disk is full; nothing was saved.
    #[error("the disk is full, so nothing was saved")]
    Full,
    /// The URL names no database that this build can use.
    #[error("{0}")]
    BadUrl(String),
    /// The database can't be opened.
    #[error("the database at {place} can't be opened: {why}")]
    CannotOpen {
        /// Where it should be, without secrets.
        place: String,
        /// What the database said.
        why: String,
    },
    /// There is no database where one was named.
    #[error("there is no database in {0}; `onward migrate` makes one, and takes the same place")]
    NoDatabase(String),
    /// The database was made by a newer Onward.
    #[error(
        "this database was made by a newer version of Onward (it has the change {0}, which this version does not know); \
         start the newer version instead"
    )]
    NewerSchema(String),
    /// The database is older than this Onward.
    #[error("this database needs {} before this version can use it; run `onward migrate`", counted(*.0, "change", "changes"))]
    OlderSchema(usize),
    /// A row contains something that this version can't read.
    #[error("a stored value can't be read: {0}")]
    Unreadable(String),
    /// The append-only logs have been altered.
    #[error("the {0} is not as it was written")]
    Tampered(String),
    /// Something inside a piece of work panicked; only that piece was undone.
    #[error("a piece of work stopped unexpectedly and was undone")]
    Panicked,
    /// The store is closing.
    #[error("the store is closing")]
    Closed,
    /// This viewer may not do it, or not here.
    #[error("this is not allowed here ({0})")]
    NotAllowed(String),
    /// The tables refuse a value that should never have got this far: our mistake, not the user's.
    #[error("a rule of the tables was broken ({0})")]
    Misfit(String),
    /// Anything else that the database said.
    #[error("the database said: {0}")]
    Database(String),
    /// A file could not be read or written.
    #[error("{0}")]
    File(String),
    /// Another import has some of the same children under way, so nothing of this one was taken in.
    #[error(
        "another import with some of the same children is under way, so nothing was imported; wait until it has ended, and \
         run this one again"
    )]
    UnderWay,
    /// The work was undone by another piece running at the same moment; the writer runs it again by itself.
    #[error("another change got in between")]
    Retry,
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(kind, info) => {
                from_database(&kind, info.message(), info.constraint_name())
            }
            DieselError::DeserializationError(why) => Self::Unreadable(why.to_string()),
            other => Self::Database(other.to_string()),
        }
    }
}

fn from_database(kind: &DatabaseErrorKind, message: &str, constraint: Option<&str>) -> StoreError {
    let name = || constraint.unwrap_or(message).to_owned();
    match kind {
        DatabaseErrorKind::UniqueViolation => StoreError::Exists(name()),
        DatabaseErrorKind::ForeignKeyViolation
        | DatabaseErrorKind::NotNullViolation
        | DatabaseErrorKind::CheckViolation
        | DatabaseErrorKind::RestrictViolation
        | DatabaseErrorKind::ExclusionViolation => StoreError::Misfit(name()),
        DatabaseErrorKind::SerializationFailure => StoreError::Retry,
        DatabaseErrorKind::ReadOnlyTransaction => {
            StoreError::NotAllowed("a reading connection does not write".into())
        }
        _ if message.contains("deadlock detected") => StoreError::Retry,
        _ if message.contains("is locked") => StoreError::Busy,
        _ if message.contains("disk is full") || message.contains("No space left") => StoreError::Full,
        _ => StoreError::Database(message.to_owned()),
    }
}

impl From<diesel::r2d2::PoolError> for StoreError {
    fn from(_: diesel::r2d2::PoolError) -> Self {
        Self::Busy
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull {
            Self::Full
        } else {
            Self::File(error.to_string())
        }
    }
}

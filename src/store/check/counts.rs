//! How many rows each table holds.

use crate::{
    connection::{DatabaseUrl, Use},
    dialect,
    error::StoreResult,
};

/// How many rows each table holds, by the table's name.
///
/// # Errors
/// The database can't be opened or read.
pub fn counts(url: &DatabaseUrl) -> StoreResult<Vec<(String, i64)>> {
    let mut connection = dialect::connect(url, Use::Read)?;
    let objects = dialect::objects(&mut connection)?;
    let tables = objects.iter().filter_map(|object| object.lines().next()?.strip_prefix("table "));
    // Only names that are plain words go into a statement.
    let plain = |name: &&str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    tables.filter(plain).map(|name| Ok((name.to_owned(), dialect::rows_of(&mut connection, name)?))).collect()
}

//! Anybody looks for help: by words, by need, or at one team or service.

use onward_domain::{
    directory::{Entry, Need},
    id::DirectoryEntryId,
};
use onward_store::{
    StoreResult, Tx,
    repo::directory::{Found, Looking},
};

/// Entries on one page of a list.
pub const PAGE: usize = 20;

/// What somebody asks for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub words: String,
    pub as_it_is: bool,
    pub need: Option<Need>,
    /// So many stand on pages before.
    pub from: usize,
}

/// What is there for it: what the words found, or else a need's entries, or else the council's teams.
#[derive(Debug, Clone)]
pub enum Looked {
    Words(Found),
    Need(Vec<Entry>, usize),
    Teams(Vec<Entry>),
}

/// Looks.
///
/// # Errors
/// The store's.
pub fn look(tx: &Tx, asked: &Asked) -> StoreResult<Looked> {
    let directory = tx.directory();
    if !asked.words.trim().is_empty() {
        let (words, from) = (asked.words.clone(), asked.from);
        let looking = Looking { words, as_it_is: asked.as_it_is, from, most: PAGE };
        return Ok(Looked::Words(directory.find(&looking)?));
    }
    if let Some(need) = asked.need {
        let (entries, of) = directory.for_need(need, asked.from, PAGE)?;
        return Ok(Looked::Need(entries, of));
    }
    Ok(Looked::Teams(directory.teams()?))
}

/// One entry, and whether a reader said that something is wrong with it and nobody has looked yet.
///
/// # Errors
/// `NotFound` for one that is not shown; the store's.
pub fn see_entry(tx: &Tx, id: DirectoryEntryId) -> StoreResult<(Entry, bool)> {
    let directory = tx.directory();
    let entry = directory.entry(id)?;
    Ok((entry, !directory.open_flags(id)?.is_empty()))
}

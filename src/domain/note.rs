//! What staff wrote on a record.

use crate::{
    id::{NoteId, PersonId},
    recorded::Recorded,
};

/// A note by an adviser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Which.
    pub id: NoteId,
    /// On whose record.
    pub person: PersonId,
    /// What it says.
    pub text: String,
    /// May the young person read it on their own pages?
    pub shared: bool,
    /// Where it came from.
    pub recorded: Recorded,
    /// The version that took its place.
    pub superseded_by: Option<NoteId>,
}

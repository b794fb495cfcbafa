//! What staff wrote on a record.

use crate::{
    id::{NoteId, PersonId},
    recorded::Recorded,
};

/// A note by an adviser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    pub person: PersonId,
    pub text: String,
    /// Whether the young person may read it on their own pages.
    pub shared: bool,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<NoteId>,
}

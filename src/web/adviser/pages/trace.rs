//! How an answer was reached.

use crate::web::parts::Tag;
use serde::Serialize;

/// A condition and what it rests on.
#[derive(Debug, Clone, Serialize)]
pub struct Trace {
    /// The condition in words.
    pub words: String,
    /// "Yes", "No", "Not known".
    pub answer: Tag,
    /// The fact used and where it came from.
    pub fact: Option<String>,
    /// The provision.
    pub cite: Option<String>,
    /// What it was made of.
    pub parts: Vec<Trace>,
}

//! Adding a spell of care, or correcting one: the old line is kept, the new one stands in its place.

use crate::web::{
    form::WrittenDay,
    parts::Select,
    view::{FormErrors, Page},
};
use serde::Serialize;

/// The form for one spell.
#[derive(Debug, Clone, Serialize)]
pub struct Spell {
    /// The name they use.
    pub name: String,
    /// Back to the care history.
    pub back_href: String,
    /// "Correct a spell of care" or "Add a spell of care".
    pub title: String,
    /// What the line says now; absent when a spell is added.
    pub was: Option<String>,
    /// Someone saved another version meanwhile: what theirs says and what this one says.
    pub clash: Option<Clash>,
    /// What saving would do: shown once before it is saved.
    pub effect: Option<SpellEffect>,
    /// Sent along once the effect was shown, so that it is saved only when the same effect was seen.
    pub seen: String,
    /// What is wrong, in the order of the page.
    pub errors: FormErrors,
    /// Where it is sent.
    pub action: String,
    /// The version that the form was filled from.
    pub version: String,
    /// First day.
    pub start: WrittenDay,
    /// Last day; empty while it runs.
    pub end: WrittenDay,
    /// Legal status, placement, reason for ending.
    pub selects: Vec<Select>,
    /// As written.
    pub reason: String,
}

impl Page for Spell {
    const TEMPLATE: &str = "adviser/spell.html";

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// Two versions of the same line.
#[derive(Debug, Clone, Serialize)]
pub struct Clash {
    /// Who saved the other and when.
    pub who: String,
    /// What theirs says, part by part, beside what this form says.
    pub rows: Vec<ClashRow>,
}

/// One part in two versions.
#[derive(Debug, Clone, Serialize)]
pub struct ClashRow {
    /// Which part.
    pub what: String,
    /// As saved.
    pub theirs: String,
    /// As written in the form.
    pub yours: String,
    /// They differ.
    pub differs: bool,
}

/// What saving a spell would do to the count and the answers.
#[derive(Debug, Clone, Serialize)]
pub struct SpellEffect {
    /// Before and after, part by part.
    pub rows: Vec<SpellEffectRow>,
    /// What would contradict another line.
    pub contradicts: Vec<String>,
}

/// One thing before and after.
#[derive(Debug, Clone, Serialize)]
pub struct SpellEffectRow {
    /// What it is.
    pub what: String,
    /// As it is.
    pub now: String,
    /// As it would be.
    pub then: String,
    /// They differ.
    pub differs: bool,
}

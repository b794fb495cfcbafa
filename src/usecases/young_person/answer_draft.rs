//! A young person reads a plan before a manager does, and says whether they agree.

use onward_domain::{
    access::Purpose,
    pathway::{Document, PlanMove, Stage},
    plan::NewSaying,
};
use onward_store::{StoreError, StoreResult, scope::OwnRecord};

use super::see_own_pages::{Own, own_of};
use crate::usecases::{adviser::plan::document, ask::Ask};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct OwnDraft {
    pub own: Own,
    pub document: Document,
    pub stage: Stage,
    pub moves: Vec<PlanMove>,
}

/// Opens one's own record and reads the draft that one got to read.
///
/// # Errors
/// `NotFound` where there is none.
pub fn see_draft(ask: &Ask<'_, OwnRecord>) -> StoreResult<OwnDraft> {
    let record = ask.open(Purpose::OwnPages)?;
    let draft = record.plans().open_draft()?.ok_or(StoreError::NotFound)?;
    let moves = record.plans().moves(draft.id)?;
    Ok(OwnDraft {
        own: own_of(ask, &record)?,
        document: document(&record, &draft)?,
        stage: Stage::of(&moves),
        moves,
    })
}

/// Says what one thinks of it, of the whole or of a part; once a form.
///
/// # Errors
/// As [`see_draft`].
pub fn answer_draft(ask: &Ask<'_, OwnRecord>, said: NewSaying, key: &str) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    let draft = record.plans().open_draft()?.ok_or(StoreError::NotFound)?;
    record.plans().say(&NewSaying { plan: Some(draft.id), ..said }, key).map(drop)
}

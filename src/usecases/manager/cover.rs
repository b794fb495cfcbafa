//! A manager sees who is away, and puts a colleague in for an adviser who can't ask for it.

use chrono::NaiveDate;
use onward_domain::{
    desk::Cover,
    id::{CoverId, UserId},
};
use onward_store::{StoreResult, repo::desk::NewCover, scope::ServiceView};

use super::advisers::may_have_people;
use crate::usecases::ask::Ask;

/// Somebody away, and who does their work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    pub id: CoverId,
    pub absent: String,
    pub cover: String,
    pub from: NaiveDate,
    /// The last day; `None` until somebody ends it.
    pub last: Option<NaiveDate>,
    /// Who asked for it, by name.
    pub by: Option<String>,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenAway {
    pub away: Vec<Away>,
    /// Every adviser who can sign in, by name.
    pub advisers: Vec<(UserId, String)>,
}

/// Who is away or will be, and who could be.
///
/// # Errors
/// Any store error.
pub fn see_away(ask: &Ask<'_, ServiceView>) -> StoreResult<SeenAway> {
    let covers = ask.scope.covers(ask.tx, ask.now.today)?;
    let everybody = covers.iter().flat_map(|cover| [Some(cover.absent), Some(cover.cover), cover.made_by]);
    let names = ask.tx.users().names(everybody.flatten())?;
    let name = |user: UserId| names.get(&user).cloned();
    let away = |cover: &Cover| Away {
        id: cover.id,
        absent: name(cover.absent).unwrap_or_default(),
        cover: name(cover.cover).unwrap_or_default(),
        from: cover.from,
        last: cover.until.map(|until| until.pred_opt().unwrap_or(until)),
        by: cover.made_by.and_then(name),
    };
    let advisers = ask.tx.users().all()?.into_iter().filter(may_have_people);
    Ok(SeenAway {
        away: covers.iter().map(away).collect(),
        advisers: advisers.map(|user| (user.id, user.display_name)).collect(),
    })
}

/// Who is away, who stands in, the first day and the last; without a last day until somebody ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PutIn {
    pub absent: UserId,
    pub cover: UserId,
    pub from: NaiveDate,
    pub last: Option<NaiveDate>,
}

/// Puts a colleague in. The same again is the same cover.
///
/// # Errors
/// `NotAllowed` for somebody who is no adviser.
pub fn put_in(ask: &Ask<'_, ServiceView>, said: PutIn) -> StoreResult<CoverId> {
    let until = said.last.map(|last| last.succ_opt().unwrap_or(last));
    let new = NewCover { absent: said.absent, cover: said.cover, from: said.from, until };
    ask.scope.begin_cover(ask.tx, &new, ask.now)
}

/// Ends one today.
///
/// # Errors
/// `NotFound` for one that is over.
pub fn end_away(ask: &Ask<'_, ServiceView>, cover: CoverId) -> StoreResult<()> {
    ask.scope.end_cover(ask.tx, cover, ask.now)
}

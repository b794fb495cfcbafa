//! An adviser asks a colleague to stand in while they are away: everything of theirs, for as long as it lasts.

use chrono::NaiveDate;
use onward_domain::{
    id::{CoverId, UserId},
    role::Role,
};
use onward_store::{StoreResult, repo::desk::NewCover, scope::Caseload};

use crate::usecases::ask::Ask;

/// A cover, with the name of the other one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverSeen {
    pub id: CoverId,
    /// This adviser stands in; otherwise they are away.
    pub i_stand_in: bool,
    pub other: String,
    pub from: NaiveDate,
    /// The last day; `None` until somebody ends it.
    pub last: Option<NaiveDate>,
}

/// What the page of cover shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenCover {
    pub covers: Vec<CoverSeen>,
    /// Who could stand in, by name.
    pub colleagues: Vec<(UserId, String)>,
}

/// Covers that run or are to come, and who could stand in.
///
/// # Errors
/// Any store error.
pub fn see_cover(ask: &Ask<'_, Caseload>) -> StoreResult<SeenCover> {
    let covers = ask.tx.covers_of(ask.me, ask.now.today)?;
    let other = |cover: &onward_domain::desk::Cover| {
        if cover.cover == ask.me { cover.absent } else { cover.cover }
    };
    let names = ask.tx.users().names(covers.iter().map(other))?;
    let seen = |cover: onward_domain::desk::Cover| CoverSeen {
        id: cover.id,
        i_stand_in: cover.cover == ask.me,
        other: names.get(&other(&cover)).cloned().unwrap_or_default(),
        from: cover.from,
        last: cover.until.map(|until| until.pred_opt().unwrap_or(until)),
    };
    let works = |user: &onward_store::rows::users::User| {
        user.role == Role::Adviser && user.disabled_at.is_none() && user.id != ask.me
    };
    let colleagues = ask.tx.users().all()?.into_iter().filter(works);
    Ok(SeenCover {
        covers: covers.iter().cloned().map(seen).collect(),
        colleagues: colleagues.map(|user| (user.id, user.display_name)).collect(),
    })
}

/// Asks a colleague to stand in from a day to a last day.
///
/// # Errors
/// `NotAllowed` for somebody who is no adviser.
pub fn ask_for_cover(
    ask: &Ask<'_, Caseload>,
    cover: UserId,
    (from, last): (NaiveDate, NaiveDate),
) -> StoreResult<CoverId> {
    let until = Some(last.succ_opt().unwrap_or(last));
    ask.tx.begin_cover(&NewCover { absent: ask.me, cover, from, until }, ask.me, ask.now)
}

/// Ends one today.
///
/// # Errors
/// `NotFound` where it is none of theirs.
pub fn end_cover(ask: &Ask<'_, Caseload>, cover: CoverId) -> StoreResult<()> {
    ask.tx.end_cover(cover, ask.me, ask.now)
}

//! `/adviser/people/{person}/care-history/episodes/…`: a period of care that is added or corrected. The old line is
//! kept and the new one replaces it; what saving would do is shown before anything is stored.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use onward_domain::id::{EpisodeId, PersonId};
use onward_store::repo::versions::Kept;
use serde::Deserialize;

use self::{
    form::{EpisodeForm, TRANSFER},
    page::EpisodePage,
};
use crate::{
    usecases::adviser::correct_episode::{SeenEpisode, SentEpisode, correct_episode, see_episode},
    web::{
        desk::{Adviser, Desk},
        form::{Form, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::adviser::episode as told,
    },
};

pub(super) use self::{form::with_basis, page::EffectShown};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let (new, one) = (
        "/adviser/people/{person}/care-history/episodes/new",
        "/adviser/people/{person}/care-history/episodes/{episode}",
    );
    vec![
        get(new, Audience::Adviser, add),
        post(new, Audience::Adviser, keep_new),
        get(one, Audience::Adviser, correct),
        post(one, Audience::Adviser, keep_corrected),
    ]
}

/// What a new period follows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct New {
    after: String,
}

async fn add(desk: Desk<Adviser>, at: Path<PersonId>, new: Query<New>) -> PageResult {
    let seen = look(&desk, *at, None).await?;
    let follows = seen.taken_over.as_ref().filter(|_| new.after == TRANSFER);
    let form = follows.map(EpisodeForm::following).unwrap_or_default();
    desk.show(&EpisodePage::of(&seen, desk.now().today, Sheet::new(form), None))
}

async fn correct(desk: Desk<Adviser>, at: Path<(PersonId, EpisodeId)>) -> PageResult {
    let (person, episode) = at.into_inner();
    let seen = look(&desk, person, Some(episode)).await?;
    let form = seen.line.as_ref().map(EpisodeForm::from).unwrap_or_default();
    desk.show(&EpisodePage::of(&seen, desk.now().today, Sheet::new(form), None))
}

async fn keep_new(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<EpisodeForm>) -> PageResult {
    keep(&desk, *at, None, form).await
}

async fn keep_corrected(
    desk: Desk<Adviser>,
    at: Path<(PersonId, EpisodeId)>,
    form: Form<EpisodeForm>,
) -> PageResult {
    let (person, episode) = at.into_inner();
    keep(&desk, person, Some(episode), form).await
}

async fn keep(
    desk: &Desk<Adviser>,
    person: PersonId,
    episode: Option<EpisodeId>,
    form: Form<EpisodeForm>,
) -> PageResult {
    let today = desk.now().today;
    let key = form.once.clone();
    let form = form.into_inner();
    // A form that lost its version is about the line in its address.
    let version = if episode.is_some() { form.version.parse()?.or(episode) } else { None };
    let (says, reason) = match form.read(today) {
        Ok(read) => read,
        Err(errors) => {
            let seen = look(desk, person, episode).await?;
            return desk.show(&EpisodePage::of(&seen, today, Sheet::wrong(form, errors), None));
        }
    };
    let sent = SentEpisode { version, says: says.clone(), key, reason, seen: form.seen.clone() };
    let kept = desk.write(move |ask| correct_episode(ask, person, &sent)).await?;
    let (sheet, effect) = match kept {
        Kept::Now(_) | Kept::Before(_) | Kept::Same => {
            return Ok(see_other(&format!("/adviser/people/{person}/care-history?saved=yes")));
        }
        Kept::Doubt(effect) => (Sheet::doubtful(form, told::IsItRight, effect.token(&says)), Some(effect)),
        Kept::Clash(theirs) => (form.beside(theirs.as_deref(), &says), None),
    };
    let seen = look(desk, person, episode).await?;
    let name = &seen.person.identity.known_as;
    let effect = effect.map(|effect| EffectShown::of(&effect, name));
    desk.show(&EpisodePage::of(&seen, today, sheet, effect))
}

async fn look(
    desk: &Desk<Adviser>,
    person: PersonId,
    episode: Option<EpisodeId>,
) -> Result<SeenEpisode, crate::web::error::Situation> {
    desk.read(move |ask| see_episode(ask, person, episode)).await
}

//! A young person's adviser as every page of theirs shows them: name, number, and what the clock says.

use onward_domain::{allocation::Worker, role::Role};
use onward_store::StoreError;

use super::{
    clock_words,
    extract::SignedIn,
    view::{AdviserCard, Phone},
};
use crate::{App, usecases::young_person::see_my_adviser::see_my_adviser};

/// The card: the clock decides whether they can be reached now.
#[must_use]
pub fn card(app: &App, worker: &Worker) -> AdviserCard {
    let phone = worker.phone.as_deref().or_else(|| worker.team.as_ref()?.phone.as_deref()).map(Phone::new);
    AdviserCard { away: clock_words::back_at(app.clock.moment()), ..AdviserCard::new(&worker.name, phone) }
}

/// The card for whoever is signed in, where that is a young person with an adviser. A page that has more to say than this
/// is shown also when it can't be found out: then there is no card.
pub async fn of(app: &App, me: Option<&SignedIn>) -> Option<AdviserCard> {
    let user = me.filter(|me| me.role() == Role::YoungPerson)?.user.id;
    let now = app.clock.moment();
    let found = app
        .read(move |tx| {
            let own = tx.viewer(user)?.and_then(|viewer| viewer.own()).ok_or(StoreError::NotFound)?;
            see_my_adviser(tx, &own, now)
        })
        .await;
    found.ok().flatten().map(|worker| card(app, &worker))
}

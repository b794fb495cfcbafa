//! A young person's adviser as shown on every page of theirs: name, number, and what the clock says.

use onward_domain::allocation::Worker;

use super::{
    clock_words,
    desk::{Visitor, YoungPerson},
    view::{AdviserCard, Cover, Phone},
    words::{Day, Say, says},
};
use crate::{App, usecases::young_person::see_my_adviser::see_my_adviser};

/// The card: the clock decides if they can be reached now.
#[must_use]
pub fn card(app: &App, worker: &Worker) -> AdviserCard {
    let phone = worker.phone.as_deref().or_else(|| worker.team.as_ref()?.phone.as_deref()).map(Phone::new);
    let today = app.clock.today();
    let cover = worker.cover.as_ref().map(|cover| Cover {
        name: cover.name.clone(),
        phone: cover.phone.as_deref().map(Phone::new),
        when: cover
            .last
            .map_or_else(
                || Say::from(says::words::cover::Open),
                |last| says::words::cover::Until { last: Day::weekday(last, today) }.into(),
            )
            .to_string(),
    });
    let away = clock_words::back_at(app.clock.moment());
    AdviserCard { away, cover, ..AdviserCard::new(&worker.name, phone) }
}

/// The adviser of whoever is signed in, if that is a young person with one. A page with more to show than this is
/// shown even if it can't be looked up: then there is none.
pub async fn of(visitor: &Visitor) -> Option<Worker> {
    visitor.desk::<YoungPerson>()?.read(see_my_adviser).await.ok().flatten()
}

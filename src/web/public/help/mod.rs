//! `/help-now`: who answers now, chosen by the clock, and what to do in five situations. `/offline`: every number.

mod page;
#[cfg(test)]
mod tests;

use actix_web::HttpRequest;
use chrono::NaiveDateTime;

pub use self::page::Answering;
use self::page::{HelpNowPage, Numbers, OfflinePage};
use crate::{
    App,
    settings::Settings,
    web::{
        clock_words,
        desk::Visitor,
        extract::SignedIn,
        own_adviser,
        reply::{PageResult, show},
        routes::{Audience, Route, get},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/help-now", Audience::Public, help_now), get("/offline", Audience::Public, offline)]
}

/// Who answers for the council at this London time, for pages on which somebody can't wait.
#[must_use]
pub fn answering_now(settings: &Settings, now: NaiveDateTime) -> Option<Answering> {
    page::answering(&Numbers::from(settings), now)
}

/// Who answers at this London time for somebody who is worried about a child: the hub by day, if it has a number of its own.
#[must_use]
pub fn hub_answers_now(settings: &Settings, now: NaiveDateTime) -> Option<Answering> {
    page::of_hub(settings.hub_phone.as_deref(), now).or_else(|| answering_now(settings, now))
}

async fn help_now(app: App, request: HttpRequest) -> PageResult {
    // Anyone who can't be looked up now is shown the numbers all the same.
    let who = SignedIn::find(&app, &request).await.unwrap_or_default();
    let visitor = Visitor { app, request, who };
    let numbers = Numbers::from(&visitor.app.settings);
    let page = HelpNowPage::of(&numbers, clock_words::london(visitor.now()));
    visitor.show_beside(own_adviser::of(&visitor).await.as_ref(), &page)
}

/// Nobody is looked up: it is the same for everyone, and stored on their own phone.
async fn offline(app: App, request: HttpRequest) -> PageResult {
    show(&app, &request, None, &OfflinePage::of(&Numbers::from(&app.settings)))
}

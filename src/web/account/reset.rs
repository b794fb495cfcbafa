//! `/reset`: asking for a new code. The same work and the same page for known and unknown people.

use serde::{Deserialize, Serialize};

use super::{session, team_phone};
use crate::{
    usecases::account::{ask_for_reset::ask_for_reset, limits::Try, names},
    web::{
        desk::Visitor,
        form::{Form, FormErrors},
        reply::PageResult,
        routes::{Audience, Route, get, post},
        view::{FormState, Page, Phone},
        words::says::account::sign_in as said,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/reset", Audience::Public, start), post("/reset", Audience::Public, take)]
}

/// Who is asking.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ResetForm {
    name: String,
}

/// The form, or what happens next once it was accepted.
#[derive(Debug, Clone, Default, Serialize)]
struct ResetPage {
    taken: bool,
    errors: FormErrors,
    /// The leaving care team's own number, and when they answer.
    team_phone: Option<Phone>,
    team_hours: String,
}

impl Page for ResetPage {
    const TEMPLATE: &str = "public/reset.html";

    fn state(&self) -> FormState {
        FormState::of(&self.errors)
    }
}

fn show(visitor: &Visitor, taken: bool, errors: FormErrors) -> PageResult {
    let team_hours = visitor.app.settings.team_hours.clone();
    visitor.show(&ResetPage { taken, errors, team_phone: team_phone(visitor), team_hours })
}

async fn start(visitor: Visitor) -> PageResult {
    show(&visitor, false, FormErrors::none())
}

async fn take(visitor: Visitor, form: Form<ResetForm>) -> PageResult {
    let name = names::fold(&form.name);
    if name.is_empty() {
        return show(&visitor, false, FormErrors::one("name", said::Name));
    }
    let app = &visitor.app;
    app.limits.count_network(Try::FromNetwork, session::address_of(app, &visitor.request))?;
    app.limits.count(Try::Reset, &name)?;
    let now = app.clock.now();
    app.write(move |tx| ask_for_reset(tx, &name, now)).await?;
    show(&visitor, true, FormErrors::none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::testing::{proper, reads, shown};

    #[test]
    fn it_asks_who_and_says_what_happens_next() {
        let taken = ResetPage {
            taken: true,
            team_phone: Some(Phone::new("01632 960 100")),
            team_hours: "Monday to Friday".into(),
            ..ResetPage::default()
        };
        let wrong = ResetPage { errors: FormErrors::one("name", said::Name), ..ResetPage::default() };
        for (name, page) in [("start", ResetPage::default()), ("taken", taken), ("wrong", wrong)] {
            let html = shown(&page);
            proper(&html);
            insta::assert_snapshot!(name, reads(&html));
        }
    }
}

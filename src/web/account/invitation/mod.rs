//! `/invitation`: a one-time code, then the person's own sign-in name and passphrase.

mod form;
mod page;
#[cfg(test)]
mod tests;

use self::{
    form::{ChooseForm, CodeForm},
    page::{ChoosePage, InvitationPage},
};
use super::{session, team_phone};
use crate::{
    usecases::account::{
        accept_invitation::{Accepted, Ticket, accept, check_code, outcome},
        limits::Try,
        secrets::Purpose,
    },
    web::{
        desk::Visitor,
        error::Situation,
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::account as said,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let public = Audience::Public;
    vec![
        get("/invitation", public, start),
        post("/invitation", public, take),
        post("/invitation/choose", public, choose),
    ]
}

async fn start(visitor: Visitor) -> PageResult {
    show_code(&visitor, Sheet::default())
}

fn show_code(visitor: &Visitor, sheet: Sheet<CodeForm>) -> PageResult {
    visitor.show(&InvitationPage { team_phone: team_phone(visitor), sheet })
}

async fn take(visitor: Visitor, form: Form<CodeForm>) -> PageResult {
    let form = form.into_inner();
    let born = match form.read() {
        Ok(born) => born,
        Err(errors) => return show_code(&visitor, Sheet::wrong(form, errors)),
    };
    let app = &visitor.app;
    let from = session::address_of(app, &visitor.request);
    app.limits.count_network(Try::FromNetwork, from)?;
    app.limits.count_network(Try::Invitation, from)?;
    let (keys, code, now) = (app.keys.clone(), form.code.clone(), app.clock.now());
    match app.write(move |tx| check_code(tx, &keys, &code, born, now)).await? {
        None => {
            tracing::warn!(what = "invitation refused", "a code that opens nothing was tried");
            let errors = FormErrors::one("code", said::invitation::Refused);
            show_code(&visitor, Sheet::wrong(form, errors))
        }
        Some(ticket) => show_choice(&visitor, &ticket, Sheet::default()),
    }
}

fn show_choice(visitor: &Visitor, ticket: &Ticket, sheet: Sheet<ChooseForm>) -> PageResult {
    let text = serde_json::to_string(ticket).map_err(Situation::unexpected)?;
    let sealed = visitor.app.keys.seal(Purpose::Step, &text);
    visitor.show(&ChoosePage::of(sealed, !ticket.role.is_staff(), sheet))
}

async fn choose(visitor: Visitor, form: Form<ChooseForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let app = &visitor.app;
    let ticket = app
        .keys
        .unseal(Purpose::Step, &form.ticket)
        .and_then(|text| serde_json::from_str::<Ticket>(&text).ok());
    let Some(ticket) = ticket.filter(|ticket| app.clock.now() < ticket.until) else {
        return over(&visitor);
    };
    let name = match form.read(!ticket.role.is_staff()) {
        Ok(name) => name,
        Err(errors) => return show_choice(&visitor, &ticket, Sheet::wrong(form, errors)),
    };
    let from = session::address_of(app, &visitor.request);
    app.limits.count_network(Try::FromNetwork, from)?;
    let hash = app.hashing.hash(form.passphrase.clone()).await?;
    let (proof, now) = (ticket.clone(), app.clock.now());
    let store = app.store.clone();
    let done = actix_web::web::block(move || {
        outcome(store.write(move |tx| accept(tx, &proof, name.as_deref(), &hash, &key, now)))
    });
    match done.await.map_err(|_| Situation::Busy)?? {
        Accepted::Done(_) => Ok(see_other("/sign-in?said=account_made")),
        Accepted::Over => over(&visitor),
        Accepted::NameTaken => {
            app.limits.count_network(Try::Invitation, from)?;
            let errors = FormErrors::one("name", said::choose::NameTaken);
            show_choice(&visitor, &ticket, Sheet::wrong(form, errors))
        }
    }
}

/// The step took too long, or was already completed: back to the start.
fn over(visitor: &Visitor) -> PageResult {
    let errors = FormErrors::one("code", said::invitation::Over);
    show_code(visitor, Sheet::wrong(CodeForm::default(), errors))
}

//! `/invitation`: a one-time code, then the person's own sign-in name and passphrase.

mod form;
mod page;
#[cfg(test)]
mod tests;

use onward_domain::id::UserId;

use self::{
    form::{ChooseForm, CodeForm},
    page::{ChoosePage, InvitationPage},
};
use super::{
    session::{self, Step},
    sign_in::{let_in, next_step},
    team_phone,
};
use crate::{
    usecases::account::{
        accept_invitation::{Accepted, Ticket, accept, check_code, outcome},
        limits::Try,
        second_factor,
        secrets::Purpose,
        sign_in::note_spent,
    },
    web::{
        desk::Visitor,
        error::Situation,
        form::{Form, FormErrors, Sheet},
        reply::PageResult,
        routes::{Audience, Route, get, post},
        words::{Say, says::account as said},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let public = Audience::Public;
    vec![
        get("/invitation", public, start),
        post("/invitation", public, take),
        post("/invitation/choose", public, choose),
        get("/colleague", public, start_colleague),
        post("/colleague", public, take_colleague),
    ]
}

async fn start(visitor: Visitor) -> PageResult {
    show_code(&visitor, false, Sheet::default())
}

async fn start_colleague(visitor: Visitor) -> PageResult {
    show_code(&visitor, true, Sheet::default())
}

fn show_code(visitor: &Visitor, colleague: bool, sheet: Sheet<CodeForm>) -> PageResult {
    visitor.show(&InvitationPage { team_phone: team_phone(visitor), colleague, sheet })
}

async fn take(visitor: Visitor, form: Form<CodeForm>) -> PageResult {
    check(visitor, form.into_inner(), false).await
}

async fn take_colleague(visitor: Visitor, form: Form<CodeForm>) -> PageResult {
    check(visitor, form.into_inner(), true).await
}

async fn check(visitor: Visitor, form: CodeForm, colleague: bool) -> PageResult {
    let born = match form.read(colleague) {
        Ok(born) => born,
        Err(errors) => return show_code(&visitor, colleague, Sheet::wrong(form, errors)),
    };
    let app = &visitor.app;
    let from = session::address_of(app, &visitor.request);
    app.limits.count_network(Try::FromNetwork, from)?;
    app.limits.allows_network(Try::Invitation, from)?;
    if let Err(spent) = app.limits.count_network(Try::Invitation, from) {
        let now = app.clock.now();
        app.write(move |tx| note_spent(tx, None, "invitation", now)).await?;
        return Err(spent.into());
    }
    let (keys, code, now) = (app.keys.clone(), form.code.clone(), app.clock.now());
    match app.write(move |tx| check_code(tx, &keys, &code, born, now)).await? {
        None => {
            tracing::warn!(what = "invitation refused", "a code that opens nothing was tried");
            let words: Say = if colleague {
                said::invitation::ColleagueRefused.into()
            } else {
                said::invitation::Refused.into()
            };
            let errors = FormErrors::one("code", words);
            show_code(&visitor, colleague, Sheet::wrong(form, errors))
        }
        Some(ticket) => show_choice(&visitor, &ticket, Sheet::default()),
    }
}

fn show_choice(visitor: &Visitor, ticket: &Ticket, sheet: Sheet<ChooseForm>) -> PageResult {
    let text = serde_json::to_string(ticket).map_err(Situation::unexpected)?;
    let sealed = visitor.app.keys.seal(Purpose::Step, &text);
    visitor.show(&ChoosePage::of(sealed, ticket.role, sheet))
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
        Accepted::Done(user) => go_in(&visitor, user, &ticket, &form).await,
        Accepted::Over => over(&visitor),
        Accepted::NameTaken => {
            app.limits.count_network(Try::Invitation, from)?;
            let errors = FormErrors::one("name", said::choose::NameTaken);
            show_choice(&visitor, &ticket, Sheet::wrong(form, errors))
        }
    }
}

/// Whoever has just chosen how they sign in is in; a colleague sets up the second factor first. The second of two taps is in
/// too: a form's key is that of its fields, so it holds the passphrase that the first one set.
async fn go_in(visitor: &Visitor, user: UserId, ticket: &Ticket, form: &ChooseForm) -> PageResult {
    let (app, role) = (&visitor.app, ticket.role);
    let mut step = Step::new(user, form.own_phone == "yes", String::new(), app.clock.now());
    if role.is_staff() && app.door().second_factor {
        step.setting_up = Some((second_factor::new_secret(), second_factor::new_recovery_codes()));
        return next_step(app, &step, "/sign-in/second-factor");
    }
    let_in(app, &visitor.request, &step, session::start_of(role)).await
}

/// The step took too long, or was taken already: from the start.
fn over(visitor: &Visitor) -> PageResult {
    let errors = FormErrors::one("code", said::invitation::Over);
    show_code(visitor, false, Sheet::wrong(CodeForm::default(), errors))
}

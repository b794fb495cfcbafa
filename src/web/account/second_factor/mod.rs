//! `/sign-in/code` and `/sign-in/second-factor`: staff's second step, and setting it up.

mod page;
#[cfg(test)]
mod tests;

use self::page::{CodeForm, CodePage, RecoveryCodesPage, SecondFactorPage};
use super::{
    session::{self, Step},
    sign_in::let_in,
};
use crate::{
    App,
    usecases::account::{
        limits::Try,
        second_factor::{self, Sent},
        sign_in::note_spent,
    },
    web::{
        desk::Visitor,
        error::Situation,
        form::{Form, FormErrors},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::account::code as said,
    },
};

const SET_UP: &str = "/sign-in/second-factor";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let public = Audience::Public;
    vec![
        get("/sign-in/code", public, ask),
        post("/sign-in/code", public, take),
        get(SET_UP, public, set_up),
        post(SET_UP, public, turn_on),
    ]
}

async fn ask(visitor: Visitor) -> PageResult {
    match Step::of(&visitor.app, &visitor.request) {
        Some(step) if step.setting_up.is_none() => visitor.show(&CodePage::default()),
        _ => Ok(see_other("/sign-in")),
    }
}

async fn take(visitor: Visitor, form: Form<CodeForm>) -> PageResult {
    let (app, request) = (&visitor.app, &visitor.request);
    let Some(step) = Step::of(app, request).filter(|step| step.setting_up.is_none()) else {
        return Ok(see_other("/sign-in"));
    };
    count(app, &step).await?;
    let (keys, sent) = (app.keys.clone(), sent(app, &step, &form));
    match app.write(move |tx| second_factor::pass(tx, &keys, &sent)).await? {
        Some(role) => let_in(app, request, &step, session::start_of(role)).await,
        None => visitor.show(&CodePage { errors: FormErrors::one("code", said::Wrong) }),
    }
}

fn sent(app: &App, step: &Step, form: &Form<CodeForm>) -> Sent {
    Sent { user: step.user, code: form.code.clone(), key: form.once.clone(), now: app.clock.device_time() }
}

/// Counts a try of a code, by user: whoever changes networks is no other guesser.
async fn count(app: &App, step: &Step) -> Result<(), Situation> {
    let (user, now) = (step.user, app.clock.now());
    app.limits.allows(Try::SecondFactor, &user.to_string())?;
    let counted = app.limits.count(Try::SecondFactor, &user.to_string());
    if counted.is_err() {
        app.write(move |tx| note_spent(tx, Some(user), "second_factor", now)).await?;
    }
    Ok(counted?)
}

async fn set_up(visitor: Visitor) -> PageResult {
    match Step::of(&visitor.app, &visitor.request) {
        Some(step) if step.setting_up.is_some() => show_set_up(&visitor, &step, FormErrors::none()).await,
        _ => Ok(see_other("/sign-in")),
    }
}

async fn show_set_up(visitor: &Visitor, step: &Step, errors: FormErrors) -> PageResult {
    let user = step.user;
    let name = visitor.app.read(move |tx| second_factor::sign_in_name(tx, user)).await?;
    let secret = step.setting_up.as_ref().map(|(secret, _)| secret.as_str()).unwrap_or_default();
    let address = second_factor::address(secret, &visitor.app.settings.service, &name);
    visitor.show(&SecondFactorPage::of(secret, address.unwrap_or_default(), errors))
}

/// Turns it on with the app's first code, signs in, and shows the recovery codes once.
async fn turn_on(visitor: Visitor, form: Form<CodeForm>) -> PageResult {
    let (app, request) = (&visitor.app, &visitor.request);
    let step = Step::of(app, request);
    let Some((step, (secret, codes))) = step.and_then(|step| step.setting_up.clone().map(|set| (step, set)))
    else {
        return Ok(see_other("/sign-in"));
    };
    count(app, &step).await?;
    let (keys, sent, kept) = (app.keys.clone(), sent(app, &step, &form), codes.clone());
    let passed = app.write(move |tx| second_factor::set_up(tx, &keys, &sent, (&secret, &kept))).await?;
    let Some(role) = passed else {
        return show_set_up(&visitor, &step, FormErrors::one("code", said::First)).await;
    };
    let on = if step.next.is_empty() { session::start_of(role).to_owned() } else { step.next.clone() };
    let mut response = visitor.show(&RecoveryCodesPage { codes, on })?;
    session::begin(app, request, &step, &mut response).await?;
    Ok(response)
}

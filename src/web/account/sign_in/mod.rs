//! `/sign-in`, sign-out and `/leave`.

mod page;
#[cfg(test)]
mod tests;

use actix_web::{HttpRequest, HttpResponse};

use self::page::{Asked, SignInForm, SignInPage};
use super::session::{self, Step};
use crate::{
    App,
    usecases::account::{
        second_factor,
        sign_in::{Attempt, CannotTry, Door, SignIn, sign_in},
    },
    web::{
        desk::Visitor,
        error::Situation,
        extract::SignedIn,
        form::{Form, FormErrors, Nothing, Sheet},
        middleware::csrf,
        public::about::GonePage,
        reply::{PageResult, see_other, show},
        routes::{Audience, Route, get, post},
        words::says::account::sign_in as said,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let public = Audience::Public;
    vec![
        get("/", public, front),
        get("/sign-in", public, start),
        post("/sign-in", public, take),
        post("/sign-out", public, sign_out),
        get("/leave", public, leave),
        get("/gone", public, gone),
    ]
}

/// The front door: to the user's start page, or to sign in.
async fn front(visitor: Visitor) -> PageResult {
    Ok(see_other(visitor.who.map_or("/sign-in", |me| session::start_of(me.role()))))
}

async fn start(visitor: Visitor) -> PageResult {
    if let Some(me) = &visitor.who {
        return Ok(see_other(session::start_of(me.role())));
    }
    let asked: Asked = serde_html_form::from_str(visitor.request.query_string()).unwrap_or_default();
    let next = session::own_path(&asked.next).unwrap_or_default().to_owned();
    let sheet = Sheet::new(SignInForm { next, ..SignInForm::default() });
    visitor.show(&SignInPage::of(&visitor, sheet, asked.said))
}

async fn take(visitor: Visitor, form: Form<SignInForm>) -> PageResult {
    let form = form.into_inner().tidy();
    let again = |errors| visitor.show(&SignInPage::of(&visitor, Sheet::wrong(form.clone(), errors), None));
    if let Err(errors) = form.read() {
        return again(errors);
    }
    let (app, request) = (&visitor.app, &visitor.request);
    let attempt = Attempt {
        name: form.name.clone(),
        passphrase: form.passphrase.clone(),
        device: session::device_of(app, request),
        from: session::address_of(app, request),
    };
    let step = |user| Step::new(user, form.own_phone == "yes", form.next.clone(), app.clock.now());
    match sign_in(app.door(), attempt).await? {
        SignIn::Refused => again(FormErrors::one("name", said::Refused)),
        SignIn::In(user) => let_in(app, request, &step(user.id), session::start_of(user.role)).await,
        SignIn::NeedsCode(user) => next_step(app, &step(user.id), "/sign-in/code"),
        SignIn::NeedsSecondFactor(user) => {
            let mut step = step(user.id);
            step.setting_up = Some((second_factor::new_secret(), second_factor::new_recovery_codes()));
            next_step(app, &step, "/sign-in/second-factor")
        }
    }
}

/// Hands on what has been proven so far to the next step.
pub(super) fn next_step(app: &App, step: &Step, place: &str) -> PageResult {
    let mut response = see_other(place);
    step.hand_on(app, &mut response)?;
    Ok(response)
}

/// Begins the session, and leads to where they wanted to go.
pub(super) async fn let_in(app: &App, request: &HttpRequest, step: &Step, start: &str) -> PageResult {
    let mut response = see_other(if step.next.is_empty() { start } else { &step.next });
    session::begin(app, request, step, &mut response).await?;
    Ok(response)
}

/// Anyone already signed out (by the first of two taps, or because time ran out) gets the same answer; there is then no
/// session left that the form's token could belong to.
async fn sign_out(app: App, request: HttpRequest, form: Result<Form<Nothing>, Situation>) -> PageResult {
    if let Err(why) = form
        && (why != Situation::StaleForm || SignedIn::find(&app, &request).await?.is_some())
    {
        return Err(why);
    }
    let mut response = see_other("/sign-in?said=signed_out");
    session::end(&request, &mut response, false);
    Ok(response)
}

/// Out at once, without JavaScript, to a page that says nothing. Nothing is looked up, so that nothing can get in the
/// way.
async fn leave(app: App, request: HttpRequest) -> PageResult {
    let mut response: HttpResponse = see_other(&app.settings.leave_to);
    session::end(&request, &mut response, true);
    // Not every browser empties its cookies when it is told to: without the visit no form of a page before can be sent again.
    csrf::end_visit(&app, &mut response)?;
    Ok(response)
}

/// Where `/leave` ends unless the settings name another page.
async fn gone(app: App, request: HttpRequest) -> PageResult {
    show(&app, &request, None, &GonePage {})
}

impl App {
    /// What signing in needs.
    #[must_use]
    pub fn door(&self) -> Door<'_> {
        Door {
            store: &self.store,
            keys: &self.keys,
            hashing: &self.hashing,
            limits: &self.limits,
            second_factor: self.demonstration.is_none_or(|demo| demo.second_factor),
            now: self.clock.now(),
        }
    }
}

impl From<CannotTry> for Situation {
    fn from(why: CannotTry) -> Self {
        match why {
            CannotTry::Store(why) => why.into(),
            CannotTry::TooBusy(why) => why.into(),
            CannotTry::TooOften(wait) => wait.into(),
        }
    }
}

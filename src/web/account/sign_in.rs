//! `/sign-in`, its second step, sign-out and `/leave`.

use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use validator::Validate;

use super::{
    pages::{
        CodePage, DemoAccount, DemoRole, DemoSignIn, RecoveryCodesPage, SecondFactorPage, SignInNotice,
        SignInPage,
    },
    session::{self, Step},
};
use crate::{
    App, demo,
    usecases::account::{
        limits::Try,
        second_factor,
        session_limits::{OWN_IDLE_MINUTES, OWN_PHONE_HOURS, SHARED_MINUTES},
        sign_in::{Attempt, CannotTry, Door, SignIn, sign_in},
    },
    web::{
        error::Situation,
        extract::SignedIn,
        form::{Form, Nothing, mend},
        reply::{PageResult, see_other, show, show_again},
        view::{FormErrors, Phone},
    },
};

/// What is said about a name and a passphrase that let nobody in: the same for all reasons.
const REFUSED: &str = "Check your name and your passphrase. One of them is not right";
/// The same of a code.
const WRONG_CODE: &str = "Enter the code that the app shows now, or a recovery code that you have not used";

/// What the address says: where to go on, and something to say once.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    next: String,
    said: Option<SignInNotice>,
}

fn asked(request: &HttpRequest) -> Asked {
    serde_html_form::from_str(request.query_string()).unwrap_or_default()
}

/// The front door: to where one starts, or to sign in.
pub async fn front(app: App, request: HttpRequest) -> PageResult {
    let me = SignedIn::find(&app, &request).await?;
    Ok(see_other(me.map_or("/sign-in", |me| session::start_of(me.role()))))
}

/// `GET /sign-in`.
pub async fn page(app: App, request: HttpRequest) -> PageResult {
    if let Some(me) = SignedIn::find(&app, &request).await? {
        return Ok(see_other(session::start_of(me.role())));
    }
    let asked = asked(&request);
    let next = session::own_path(&asked.next).unwrap_or_default().to_owned();
    show(&app, &request, None, &SignInPage { notice: asked.said, next, ..sign_in_page(&app) })
}

/// The page before anything was written.
fn sign_in_page(app: &App) -> SignInPage {
    SignInPage {
        own_hours: OWN_PHONE_HOURS,
        own_idle_minutes: OWN_IDLE_MINUTES,
        shared_minutes: SHARED_MINUTES,
        team_phone: app.settings.team_phone.as_deref().map(Phone::new),
        team_hours: app.settings.team_hours.clone(),
        demo: app.demonstration.map(|_| demo_accounts()),
        ..SignInPage::default()
    }
}

fn demo_accounts() -> DemoSignIn {
    let mut roles: Vec<DemoRole> = Vec::new();
    for listed in demo::accounts::listed() {
        let heading = demo::accounts::heading(listed.role);
        let account = DemoAccount { sign_in_name: listed.sign_in_name, words: listed.words };
        match roles.iter_mut().find(|role| role.heading == heading) {
            Some(role) => role.accounts.push(account),
            None => roles.push(DemoRole { heading: heading.to_owned(), accounts: vec![account] }),
        }
    }
    DemoSignIn { passphrase: demo::PASSPHRASE.to_owned(), roles }
}

/// What the sign-in form sends.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct SignInForm {
    #[validate(length(min = 1, message = "Enter your name, number or email"))]
    name: String,
    #[validate(length(min = 1, message = "Enter your passphrase"))]
    passphrase: String,
    own_phone: String,
    next: String,
}

/// `POST /sign-in`.
pub async fn take(app: App, request: HttpRequest, form: Form<SignInForm>) -> PageResult {
    let mut form = form.into_inner();
    form.name = form.name.trim().to_owned();
    let next = session::own_path(&form.next).unwrap_or_default().to_owned();
    let errors = mend(&form, &["name", "passphrase"]);
    let again = |errors| {
        let page = SignInPage {
            name: form.name.clone(),
            own_phone: form.own_phone.clone(),
            next: next.clone(),
            errors,
            ..sign_in_page(&app)
        };
        show_again(&app, &request, None, &page)
    };
    if !errors.is_empty() {
        return again(errors);
    }
    let attempt = Attempt {
        name: form.name.clone(),
        passphrase: form.passphrase.clone(),
        device: session::device_of(&app, &request),
        from: session::address_of(&app, &request),
    };
    let step = |user| Step::new(user, form.own_phone == "yes", next.clone(), app.clock.now());
    match sign_in(app.door(), attempt).await? {
        SignIn::Refused => again(FormErrors::one("name", REFUSED)),
        SignIn::In(user) => let_in(&app, &request, &step(user.id), session::start_of(user.role)).await,
        SignIn::NeedsCode(user) => next_step(&app, &step(user.id), "/sign-in/code"),
        SignIn::NeedsSecondFactor(user) => {
            let mut step = step(user.id);
            step.setting_up = Some((second_factor::new_secret(), second_factor::new_recovery_codes()));
            next_step(&app, &step, "/sign-in/second-factor")
        }
    }
}

fn next_step(app: &App, step: &Step, place: &str) -> PageResult {
    let mut response = see_other(place);
    step.hand_on(app, &mut response)?;
    Ok(response)
}

async fn let_in(app: &App, request: &HttpRequest, step: &Step, start: &str) -> PageResult {
    let mut response = see_other(if step.next.is_empty() { start } else { &step.next });
    session::begin(app, request, step, &mut response).await?;
    Ok(response)
}

/// What a form with one code sends.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CodeForm {
    code: String,
}

/// `GET /sign-in/code`.
pub async fn code_page(app: App, request: HttpRequest) -> PageResult {
    match Step::of(&app, &request) {
        Some(step) if step.setting_up.is_none() => show(&app, &request, None, &CodePage::default()),
        _ => Ok(see_other("/sign-in")),
    }
}

/// `POST /sign-in/code`.
pub async fn take_code(app: App, request: HttpRequest, form: Form<CodeForm>) -> PageResult {
    let Some(step) = Step::of(&app, &request).filter(|step| step.setting_up.is_none()) else {
        return Ok(see_other("/sign-in"));
    };
    count_code(&app, &step)?;
    let (keys, user, now) = (app.keys.clone(), step.user, app.clock.device_time());
    let (code, key) = (form.code.clone(), form.once.clone());
    let right = app
        .write(move |tx| {
            second_factor::once(tx, user, &key, now, || second_factor::take_code(tx, &keys, user, &code, now))
        })
        .await?;
    let viewer = app.read(move |tx| tx.viewer(user)).await?;
    match viewer.filter(|_| right) {
        Some(viewer) => let_in(&app, &request, &step, session::start_of(viewer.role())).await,
        None => show_again(&app, &request, None, &CodePage { errors: FormErrors::one("code", WRONG_CODE) }),
    }
}

/// Counts a try of a code, by user: whoever changes networks is no other guesser.
fn count_code(app: &App, step: &Step) -> Result<(), Situation> {
    Ok(app.limits.count(Try::SecondFactor, &step.user.to_string())?)
}

/// `GET /sign-in/second-factor`.
pub async fn second_factor_page(app: App, request: HttpRequest) -> PageResult {
    match Step::of(&app, &request) {
        Some(step) if step.setting_up.is_some() => {
            let page = setting_up(&app, &step, FormErrors::none()).await?;
            show(&app, &request, None, &page)
        }
        _ => Ok(see_other("/sign-in")),
    }
}

async fn setting_up(app: &App, step: &Step, errors: FormErrors) -> Result<SecondFactorPage, Situation> {
    let user = step.user;
    let name = app
        .read(move |tx| tx.accounts().credential(user))
        .await?
        .map(|kept| kept.sign_in_name)
        .unwrap_or_default();
    let secret = step.setting_up.as_ref().map(|(secret, _)| secret.clone()).unwrap_or_default();
    let letters: Vec<char> = secret.chars().collect();
    Ok(SecondFactorPage {
        action: "/sign-in/second-factor".into(),
        address: second_factor::address(&secret, &app.settings.service, &name).unwrap_or_default(),
        secret: letters.chunks(4).map(|group| group.iter().collect()).collect(),
        errors,
    })
}

/// `POST /sign-in/second-factor`: turns it on with the app's first code, lets in, and shows the recovery codes once.
pub async fn turn_on(app: App, request: HttpRequest, form: Form<CodeForm>) -> PageResult {
    let step = Step::of(&app, &request);
    let Some((step, (secret, codes))) = step.and_then(|step| step.setting_up.clone().map(|set| (step, set)))
    else {
        return Ok(see_other("/sign-in"));
    };
    count_code(&app, &step)?;
    let (keys, user, now) = (app.keys.clone(), step.user, app.clock.device_time());
    let (code, key, kept) = (form.code.clone(), form.once.clone(), codes.clone());
    let right = app
        .write(move |tx| {
            second_factor::once(tx, user, &key, now, || {
                second_factor::turn_on(tx, &keys, user, (&secret, &kept), &code, now)
            })
        })
        .await?;
    let Some(viewer) = app.read(move |tx| tx.viewer(user)).await?.filter(|_| right) else {
        let page =
            setting_up(&app, &step, FormErrors::one("code", "Enter the 6 figures that the app shows now"))
                .await?;
        return show_again(&app, &request, None, &page);
    };
    let on =
        if step.next.is_empty() { session::start_of(viewer.role()).to_owned() } else { step.next.clone() };
    let mut response = show(&app, &request, None, &RecoveryCodesPage { codes, on })?;
    session::begin(&app, &request, &step, &mut response).await?;
    Ok(response)
}

/// `POST /sign-out`. Whoever is out already (the first of two taps did it, or the time was up) gets the same answer; there
/// is then no session left to which the form's token could belong.
pub async fn sign_out(app: App, request: HttpRequest, form: Result<Form<Nothing>, Situation>) -> PageResult {
    if let Err(why) = form
        && (why != Situation::StaleForm || SignedIn::find(&app, &request).await?.is_some())
    {
        return Err(why);
    }
    let mut response = see_other("/sign-in?said=signed_out");
    session::end(&request, &mut response, false);
    Ok(response)
}

/// `GET /leave`: out at once, without a script, to a page that says nothing.
pub async fn leave(app: App, request: HttpRequest) -> PageResult {
    let mut response: HttpResponse = see_other(&app.settings.leave_to);
    session::end(&request, &mut response, true);
    Ok(response)
}

/// `GET /gone`: where `/leave` ends unless the settings name another page.
pub async fn gone(app: App, request: HttpRequest) -> PageResult {
    show(&app, &request, None, &crate::web::public::pages::GonePage {})
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

//! `/invitation`: a one-time code, then a name and a passphrase of one's own. `/reset`: asking for a new code.

use actix_web::HttpRequest;
use serde::Deserialize;
use validator::Validate;

use super::{
    pages::{ChoosePage, InvitationPage, ResetPage},
    session,
};
use crate::{
    App,
    usecases::account::{
        accept_invitation::{Accepted, Ticket, accept, check_code, outcome},
        ask_for_reset::ask_for_reset,
        invite::STAFF_LETTERS,
        limits::Try,
        names, passphrase,
        secrets::{Purpose, read_code},
    },
    web::{
        error::Situation,
        form::WrittenDay,
        form::{Form, mend},
        reply::{PageResult, see_other, show, show_again},
        view::{FormErrors, Phone},
    },
};

/// What is said about a code that opens nothing: the same for all reasons.
const REFUSED: &str = "Check the code and the date of birth. They do not fit, or the code is used or too old";

fn team_phone(app: &App) -> Option<Phone> {
    app.settings.team_phone.as_deref().map(Phone::new)
}

/// `GET /invitation`.
pub async fn page(app: App, request: HttpRequest) -> PageResult {
    show(&app, &request, None, &InvitationPage { team_phone: team_phone(&app), ..InvitationPage::default() })
}

/// What the first step sends.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CodeForm {
    code: String,
    #[serde(rename = "born-day")]
    day: String,
    #[serde(rename = "born-month")]
    month: String,
    #[serde(rename = "born-year")]
    year: String,
}

/// `POST /invitation`.
pub async fn take(app: App, request: HttpRequest, form: Form<CodeForm>) -> PageResult {
    let form = form.into_inner();
    let written = WrittenDay { day: form.day, month: form.month, year: form.year };
    let mut errors = FormErrors::none();
    if read_code(&form.code).is_empty() {
        errors.add("code", "Enter the code that you were given");
    }
    // A colleague's code is longer and stands by itself.
    let of_staff = read_code(&form.code).len() == STAFF_LETTERS;
    let born = match written.read(&"your date of birth".into()) {
        Ok(born) => Some(born),
        Err(_) if of_staff => None,
        Err(words) => {
            errors.add("born", words);
            None
        }
    };
    let again = |errors| {
        let page = InvitationPage {
            code: form.code.clone(),
            born: written.clone(),
            errors,
            team_phone: team_phone(&app),
        };
        show_again(&app, &request, None, &page)
    };
    if !errors.is_empty() {
        return again(errors);
    }
    let from = session::address_of(&app, &request);
    app.limits.count_network(Try::FromNetwork, from)?;
    app.limits.count_network(Try::Invitation, from)?;
    let (keys, code, now) = (app.keys.clone(), form.code.clone(), app.clock.now());
    match app.write(move |tx| check_code(tx, &keys, &code, born, now)).await? {
        None => {
            tracing::warn!(what = "invitation refused", "a code that opens nothing was tried");
            again(FormErrors::one("code", REFUSED))
        }
        Some(ticket) => show(&app, &request, None, &choose_page(&app, &ticket)?),
    }
}

fn choose_page(app: &App, ticket: &Ticket) -> Result<ChoosePage, Situation> {
    let text = serde_json::to_string(ticket).map_err(Situation::unexpected)?;
    Ok(ChoosePage {
        action: "/invitation/choose".into(),
        ticket: app.keys.seal(Purpose::Step, &text),
        asks_name: !ticket.role.is_staff(),
        least: u32::try_from(passphrase::LEAST).unwrap_or(u32::MAX),
        ..ChoosePage::default()
    })
}

/// What the second step sends.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChooseForm {
    ticket: String,
    name: String,
    passphrase: String,
    again: String,
}

/// `POST /invitation/choose`.
pub async fn choose(app: App, request: HttpRequest, form: Form<ChooseForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let ticket = app
        .keys
        .unseal(Purpose::Step, &form.ticket)
        .and_then(|text| serde_json::from_str::<Ticket>(&text).ok());
    let Some(ticket) = ticket.filter(|ticket| app.clock.now() < ticket.until) else {
        return over(&app, &request);
    };
    let name = (!ticket.role.is_staff()).then(|| names::fold(&form.name));
    let errors = mend_choice(&form, name.as_deref());
    let again = |errors| {
        let page = ChoosePage { name: form.name.clone(), errors, ..choose_page(&app, &ticket)? };
        show_again(&app, &request, None, &page)
    };
    if !errors.is_empty() {
        return again(errors);
    }
    app.limits.count_network(Try::FromNetwork, session::address_of(&app, &request))?;
    let hash = app.hashing.hash(form.passphrase.clone()).await?;
    let (proof, now) = (ticket.clone(), app.clock.now());
    let store = app.store.clone();
    let done = actix_web::web::block(move || {
        outcome(store.write(move |tx| accept(tx, &proof, name.as_deref(), &hash, &key, now)))
    });
    match done.await.map_err(|_| Situation::Busy)?? {
        Accepted::Done(_) => Ok(see_other("/sign-in?said=account_made")),
        Accepted::Over => over(&app, &request),
        Accepted::NameTaken => {
            app.limits.count_network(Try::Invitation, session::address_of(&app, &request))?;
            again(FormErrors::one("name", "Choose another name. Add a word or a number to this one"))
        }
    }
}

/// What has to be mended in the second step.
fn mend_choice(form: &ChooseForm, name: Option<&str>) -> FormErrors {
    let mut errors = FormErrors::none();
    if let Some(Err(words)) = name.map(names::check_chosen) {
        errors.add("name", words);
    }
    if form.passphrase.is_empty() {
        errors.add("passphrase", "Enter a passphrase");
    } else if let Err(weak) = passphrase::check(&form.passphrase, name.unwrap_or_default()) {
        errors.add("passphrase", weak.words());
    } else if form.passphrase != form.again {
        errors.add("again", "Enter the same passphrase again");
    }
    errors
}

fn over(app: &App, request: &HttpRequest) -> PageResult {
    let errors =
        FormErrors::one("code", "Start again with your code. The step took too long, or the code is used");
    show_again(
        app,
        request,
        None,
        &InvitationPage { errors, team_phone: team_phone(app), ..InvitationPage::default() },
    )
}

fn reset_page(app: &App) -> ResetPage {
    ResetPage {
        team_phone: team_phone(app),
        team_hours: app.settings.team_hours.clone(),
        ..ResetPage::default()
    }
}

/// `GET /reset`.
pub async fn reset(app: App, request: HttpRequest) -> PageResult {
    show(&app, &request, None, &reset_page(&app))
}

/// What the reset form sends.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct ResetForm {
    #[validate(length(min = 1, message = "Enter your name, number or email"))]
    name: String,
}

/// `POST /reset`: the same work and the same page for known and unknown people.
pub async fn take_reset(app: App, request: HttpRequest, form: Form<ResetForm>) -> PageResult {
    let folded = ResetForm { name: names::fold(&form.name) };
    let errors = mend(&folded, &["name"]);
    let name = folded.name;
    if !errors.is_empty() {
        return show_again(&app, &request, None, &ResetPage { errors, ..reset_page(&app) });
    }
    app.limits.count_network(Try::FromNetwork, session::address_of(&app, &request))?;
    app.limits.count(Try::Reset, &name)?;
    let now = app.clock.now();
    app.write(move |tx| ask_for_reset(tx, &name, now)).await?;
    show(&app, &request, None, &ResetPage { taken: true, ..reset_page(&app) })
}

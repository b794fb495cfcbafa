//! `/account`: how I sign in, where I am signed in, sign out everywhere, another passphrase.

use actix_web::{HttpRequest, web::Query};
use onward_domain::id::SessionId;
use serde::Deserialize;

use super::{
    pages::{AccountNotice, AccountPage, Device},
    session,
};
use crate::{
    App, clock,
    usecases::account::{change_passphrase::change_passphrase, limits::Try, passphrase},
    web::{
        error::Situation,
        extract::SignedIn,
        form::{Form, Nothing},
        reply::{PageResult, see_other, show, show_again},
        view::FormErrors,
    },
};

/// Something to say once.
#[derive(Debug, Deserialize)]
pub struct Said {
    said: Option<AccountNotice>,
}

/// `GET /account`.
pub async fn page(app: App, request: HttpRequest, me: SignedIn, said: Option<Query<Said>>) -> PageResult {
    let notice = said.and_then(|said| said.into_inner().said);
    let page = AccountPage { notice, ..account_page(&app, &me).await? };
    show(&app, &request, Some(&me), &page)
}

async fn account_page(app: &App, me: &SignedIn) -> Result<AccountPage, Situation> {
    let (user, this, now) = (me.user.id, me.session, app.clock.now());
    let (kept, mut devices) =
        app.read(move |tx| Ok((tx.accounts().credential(user)?, tx.accounts().devices(user, now)?))).await?;
    devices.sort_by_key(|device| device.id != this);
    let devices = devices
        .into_iter()
        .map(|device| Device {
            id: device.id.to_string(),
            words: device.device,
            last_used: clock::when(device.last_seen_at, now),
            since: clock::when(device.began_at, now),
            this_one: device.id == this,
        })
        .collect();
    Ok(AccountPage {
        second_factor: me
            .role()
            .is_staff()
            .then(|| kept.as_ref().is_some_and(|kept| kept.totp_secret.is_some())),
        sign_in_name: kept.map(|kept| kept.sign_in_name).unwrap_or_default(),
        devices,
        notice: None,
        least: u32::try_from(passphrase::LEAST).unwrap_or(u32::MAX),
        errors: FormErrors::none(),
    })
}

/// Which device.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeviceForm {
    device: String,
}

/// `POST /account/devices`: signs one out. Somebody else's and one that is gone are the same answer.
pub async fn sign_out_device(app: App, me: SignedIn, form: Form<DeviceForm>) -> PageResult {
    let (user, now) = (me.user.id, app.clock.now());
    let device: SessionId =
        form.device.parse().map_err(|_| Situation::Unreadable("not one of our numbers"))?;
    if !app.write(move |tx| tx.accounts().end_device(user, device, now)).await? {
        return Err(Situation::NotFound);
    }
    Ok(see_other("/account?said=device_signed_out"))
}

/// `POST /account/sign-out-everywhere`.
pub async fn sign_out_everywhere(
    app: App,
    request: HttpRequest,
    me: SignedIn,
    _: Form<Nothing>,
) -> PageResult {
    let (user, now) = (me.user.id, app.clock.now());
    app.write(move |tx| {
        tx.accounts().forget_devices(user)?;
        tx.accounts().end_all_sessions(user, now)
    })
    .await?;
    let mut response = see_other("/sign-in?said=signed_out_everywhere");
    session::end(&request, &mut response, true);
    Ok(response)
}

/// What the passphrase form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PassphraseForm {
    current: String,
    passphrase: String,
    again: String,
}

/// `POST /account/passphrase`.
pub async fn set_passphrase(
    app: App,
    request: HttpRequest,
    me: SignedIn,
    form: Form<PassphraseForm>,
) -> PageResult {
    let form = form.into_inner();
    let user = me.user.id;
    let kept = app.read(move |tx| tx.accounts().credential(user)).await?;
    let name = kept.as_ref().map(|kept| kept.sign_in_name.clone()).unwrap_or_default();
    let mut errors = FormErrors::none();
    if form.current.is_empty() {
        errors.add("current", "Enter the passphrase that you have now");
    }
    if let Err(weak) = passphrase::check(&form.passphrase, &name) {
        errors.add("passphrase", weak.words());
    } else if form.passphrase != form.again {
        errors.add("again", "Enter the same passphrase again");
    }
    if errors.is_empty() {
        app.limits.count(Try::Passphrase, &format!("account {user}"))?;
        let right = app.hashing.check(form.current, kept.map(|kept| kept.passphrase_hash)).await?;
        if !right {
            errors.add("current", "Enter the passphrase that you have now. This one is not right");
        }
    }
    if !errors.is_empty() {
        let page = AccountPage { errors, ..account_page(&app, &me).await? };
        return show_again(&app, &request, Some(&me), &page);
    }
    let hash = app.hashing.hash(form.passphrase).await?;
    let (this, now) = (me.session, app.clock.now());
    app.write(move |tx| change_passphrase(tx, user, this, &hash, now)).await?;
    Ok(see_other("/account?said=passphrase_changed"))
}

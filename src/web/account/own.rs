//! `/account`: how I sign in, where I am signed in, sign out everywhere, another passphrase.

use actix_web::{HttpRequest, HttpResponse, web::Query};
use onward_domain::id::{SessionId, UserId};
use serde::Deserialize;
use validator::Validate;

use super::{
    pages::{AccountNotice, AccountPage, Device},
    session,
};
use crate::{
    App, clock,
    usecases::account::{change_passphrase::change_passphrase, limits::Try, passphrase, secrets::Purpose},
    web::{
        desk::Visitor,
        error::Situation,
        extract::SignedIn,
        form::{Form, UncheckedForm, mend},
        own_adviser,
        reply::{PageResult, see_other},
        view::FormErrors,
    },
};

/// What a form's key is used up for.
const EVERYWHERE: &str = "account.sign_out_everywhere";
/// The same of another passphrase.
const PASSPHRASE: &str = "account.passphrase";

/// Something to say once.
#[derive(Debug, Deserialize)]
pub struct Said {
    said: Option<AccountNotice>,
}

/// `GET /account`.
pub async fn page(visitor: Visitor, me: SignedIn, said: Option<Query<Said>>) -> PageResult {
    let notice = said.and_then(|said| said.into_inner().said);
    let page = AccountPage { notice, ..account_page(&visitor.app, &me).await? };
    visitor.show_beside(own_adviser::of(&visitor).await.as_ref(), &page)
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
        whose: app.keys.seal(Purpose::Form, &user.to_string()),
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

/// `POST /account/devices`: signs one out, or finds it signed out. Somebody else's and one that never was are the same
/// answer.
pub async fn sign_out_device(app: App, me: SignedIn, form: Form<DeviceForm>) -> PageResult {
    let (user, now) = (me.user.id, app.clock.now());
    let device: SessionId =
        form.device.parse().map_err(|_| Situation::Unreadable("not one of our numbers"))?;
    if !app.write(move |tx| tx.accounts().end_device(user, device, now)).await? {
        return Err(Situation::NotFound);
    }
    Ok(see_other("/account?said=device_signed_out"))
}

/// What the form for signing out everywhere sends.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EverywhereForm {
    /// Whose page it stood on, sealed: after the first of two taps there is no session left that could tell.
    whose: String,
}

/// `POST /account/sign-out-everywhere`.
pub async fn sign_out_everywhere(
    app: App,
    request: HttpRequest,
    me: Result<SignedIn, Situation>,
    form: UncheckedForm<EverywhereForm>,
) -> PageResult {
    let (now, key) = (app.clock.now(), form.once.clone());
    let me = match me {
        Ok(me) => me.user.id,
        Err(out) => {
            let whose = app.keys.unseal(Purpose::Form, &form.whose).and_then(|user| user.parse().ok());
            let Some(user) = whose else { return Err(out) };
            let used = key.clone();
            return match app.read(move |tx| tx.done_before(user, &used, EVERYWHERE)).await? {
                Some(_) => Ok(out_everywhere(&request)),
                None => Err(out),
            };
        }
    };
    form.check(&request)?;
    app.write(move |tx| {
        let work = || {
            tx.accounts().forget_devices(me)?;
            tx.accounts().end_all_sessions(me, now).map(|_| String::new())
        };
        tx.once(me, &key, EVERYWHERE, now, work)
    })
    .await?;
    Ok(out_everywhere(&request))
}

fn out_everywhere(request: &HttpRequest) -> HttpResponse {
    let mut response = see_other("/sign-in?said=signed_out_everywhere");
    session::end(request, &mut response, true);
    response
}

/// What the passphrase form sends.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct PassphraseForm {
    #[validate(length(min = 1, message = "Enter the passphrase that you have now"))]
    current: String,
    passphrase: String,
    again: String,
}

/// `POST /account/passphrase`.
pub async fn set_passphrase(visitor: Visitor, me: SignedIn, form: Form<PassphraseForm>) -> PageResult {
    let app = &visitor.app;
    let key = form.once.clone();
    let form = form.into_inner();
    let user = me.user.id;
    let changed = "/account?said=passphrase_changed";
    // The second of two taps: the passphrase that it calls the present one is the old one by now.
    if done(app, user, &key).await? {
        return Ok(see_other(changed));
    }
    let kept = app.read(move |tx| tx.accounts().credential(user)).await?;
    let name = kept.as_ref().map(|kept| kept.sign_in_name.clone()).unwrap_or_default();
    let mut errors = mend(&form, &["current"]);
    if let Err(weak) = passphrase::check(&form.passphrase, &name) {
        errors.add("passphrase", weak.words());
    } else if form.passphrase != form.again {
        errors.add("again", "Enter the same passphrase again");
    }
    if errors.is_empty() {
        app.limits.count(Try::Passphrase, &format!("account {user}"))?;
        let right = app.hashing.check(form.current, kept.map(|kept| kept.passphrase_hash)).await?;
        if !right && done(app, user, &key).await? {
            return Ok(see_other(changed));
        }
        if !right {
            errors.add("current", "Enter the passphrase that you have now. This one is not right");
        }
    }
    if !errors.is_empty() {
        let page = AccountPage { errors, ..account_page(app, &me).await? };
        return visitor.show_beside(own_adviser::of(&visitor).await.as_ref(), &page);
    }
    let hash = app.hashing.hash(form.passphrase).await?;
    let (this, now) = (me.session, app.clock.now());
    app.write(move |tx| {
        tx.once(user, &key, PASSPHRASE, now, || {
            change_passphrase(tx, user, this, &hash, now).map(|()| String::new())
        })
    })
    .await?;
    Ok(see_other(changed))
}

/// Was this very form done before?
async fn done(app: &App, user: UserId, key: &str) -> Result<bool, Situation> {
    let key = key.to_owned();
    Ok(app.read(move |tx| tx.done_before(user, &key, PASSPHRASE)).await?.is_some())
}

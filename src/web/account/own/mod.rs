//! `/account`: how I sign in, where I am signed in, sign out everywhere, change my passphrase.

mod page;
#[cfg(test)]
mod tests;

use actix_web::{HttpRequest, HttpResponse, web::Query};
use onward_domain::id::SessionId;

use self::page::{AccountPage, DeviceForm, EverywhereForm, PassphraseForm, Said, StaffAccountPage};
use super::session;
use crate::{
    App,
    usecases::account::{
        change_passphrase::{NewPassphrase, change_passphrase, changed_before, kept_passphrase},
        limits::Try,
        secrets::Purpose,
        see_account::see_account,
        sign_in::{note_spent, note_wrong},
        sign_out_devices::{sign_out_device, sign_out_everywhere, signed_out_before},
    },
    web::{
        desk::{Desk, SignedIn},
        error::Situation,
        form::{Form, FormErrors, UncheckedForm},
        own_adviser,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::account::own as said,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let signed_in = Audience::SignedIn;
    vec![
        get("/account", signed_in, account),
        post("/account/devices", signed_in, end_device),
        post("/account/sign-out-everywhere", signed_in, everywhere),
        post("/account/passphrase", signed_in, set_passphrase),
    ]
}

async fn account(desk: Desk<SignedIn>, after: Option<Query<Said>>) -> PageResult {
    let notice = after.and_then(|after| after.into_inner().said);
    show(&desk, |page| page.saying(notice)).await
}

async fn show(desk: &Desk<SignedIn>, with: impl FnOnce(AccountPage) -> AccountPage) -> PageResult {
    let seen = desk.read(see_account).await?;
    let whose = desk.app.keys.seal(Purpose::Form, &desk.me.user.id.to_string());
    let page = AccountPage::of(seen, desk.me.session, whose, desk.now().at);
    if desk.me.role().is_staff() {
        return desk.show(&StaffAccountPage(with(page)));
    }
    desk.show_beside(own_adviser::of(desk).await.as_ref(), &with(page))
}

/// Signs one out, or finds it signed out already. Somebody else's and one that never existed give the same answer.
async fn end_device(desk: Desk<SignedIn>, form: Form<DeviceForm>) -> PageResult {
    let device: SessionId = form.device.parse().map_err(|_| Situation::NOT_OUR_FORM)?;
    if !desk.write(move |ask| sign_out_device(ask, device)).await? {
        return Err(Situation::NotFound);
    }
    Ok(see_other("/account?said=device_signed_out"))
}

async fn everywhere(
    app: App,
    request: HttpRequest,
    desk: Result<Desk<SignedIn>, Situation>,
    form: UncheckedForm<EverywhereForm>,
) -> PageResult {
    let key = form.once.clone();
    match desk {
        Ok(desk) => {
            form.check(&request)?;
            desk.write(move |ask| sign_out_everywhere(ask, &key)).await?;
        }
        Err(out) => {
            let whose = app.keys.unseal(Purpose::Form, &form.whose).and_then(|user| user.parse().ok());
            let Some(user) = whose else { return Err(out) };
            if !app.read(move |tx| signed_out_before(tx, user, &key)).await? {
                return Err(out);
            }
        }
    }
    let mut response: HttpResponse = see_other("/sign-in?said=signed_out_everywhere");
    session::end(&request, &mut response, true);
    Ok(response)
}

async fn set_passphrase(desk: Desk<SignedIn>, form: Form<PassphraseForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let again = |errors: FormErrors| show(&desk, |page| page.wrong(errors));
    let changed = || Ok(see_other("/account?said=passphrase_changed"));
    // The second of two taps: the passphrase it calls the current one is the old one by now.
    if done(&desk, &key).await? {
        return changed();
    }
    let kept = desk.read(kept_passphrase).await?;
    let name = kept.as_ref().map(|kept| kept.sign_in_name.as_str()).unwrap_or_default();
    if let Err(errors) = form.read(name) {
        return again(errors).await;
    }
    // Whoever holds a session that is not theirs may guess here too.
    let whose = format!("account {}", desk.me.user.id);
    desk.app.limits.allows(Try::Passphrase, &whose)?;
    if let Err(spent) = desk.app.limits.count(Try::Passphrase, &whose) {
        desk.write(|ask| note_spent(ask.tx, Some(ask.me), "passphrase", ask.now.at)).await?;
        return Err(spent.into());
    }
    let right = desk.app.hashing.check(form.current, kept.map(|kept| kept.passphrase_hash)).await?;
    if !right && done(&desk, &key).await? {
        return changed();
    }
    if !right {
        desk.write(|ask| note_wrong(ask.tx, Some(ask.me), ask.now.at)).await?;
        return again(FormErrors::one("current", said::CurrentWrong)).await;
    }
    let new =
        NewPassphrase { hash: desk.app.hashing.hash(form.passphrase).await?, this: desk.me.session, key };
    desk.write(move |ask| change_passphrase(ask, &new)).await?;
    changed()
}

/// Whether this very form was carried out before.
async fn done(desk: &Desk<SignedIn>, key: &str) -> Result<bool, Situation> {
    let key = key.to_owned();
    desk.read(move |ask| changed_before(ask, &key)).await
}

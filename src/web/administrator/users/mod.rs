//! `/admin/users`: colleagues, their roles and how they sign in. No record is reached from here.

mod form;
mod page;
#[cfg(test)]
mod tests;

use self::{
    form::{ChangeForm, NewForm},
    page::{CodePage, UsersPage},
};
use crate::{
    usecases::account::look_after_users::{
        Added, Change, Changed, Sent, add_colleague, change_colleague, see_users,
    },
    web::{
        desk::{Administrator, Desk},
        error::Situation,
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says,
    },
};

const AT: &str = "/admin/users";
/// Where what needs a second person waits.
const WAITS: &str = "/account/second-person";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let who = Audience::Administrator;
    vec![
        get(AT, who, users),
        post(AT, who, add),
        post("/admin/users/role", who, change_role),
        post("/admin/users/disable", who, suspend),
        post("/admin/users/enable", who, let_in),
        post("/admin/users/reset", who, reset),
    ]
}

async fn users(desk: Desk<Administrator>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn show(desk: &Desk<Administrator>, sheet: Sheet<NewForm>) -> PageResult {
    let seen = desk.read(see_users).await?;
    desk.show(&UsersPage::of(seen, sheet))
}

/// Adds a colleague and shows their one-time code.
async fn add(desk: Desk<Administrator>, form: Form<NewForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let new = match form.read() {
        Ok(new) => new,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    let keys = desk.app.keys.clone();
    match desk.write(move |ask| add_colleague(ask, &keys, &new, &key)).await? {
        Added::Code(invitation) => desk.show(&CodePage::of(&invitation, &desk.app.settings.base_url)),
        Added::Waits => Ok(see_other(WAITS)),
        Added::EmailTaken => {
            let errors = FormErrors::one("email", says::administrator::users::EmailTaken);
            show(&desk, Sheet::wrong(form, errors)).await
        }
        Added::NobodyElse => {
            let errors = FormErrors::one("role", says::administrator::users::NobodyElse);
            show(&desk, Sheet::wrong(form, errors)).await
        }
    }
}

async fn change_role(desk: Desk<Administrator>, form: Form<ChangeForm>) -> PageResult {
    let role = form.role.ok_or(Situation::NOT_OUR_FORM)?;
    change(&desk, form, Change::Role(role)).await
}

/// Asks first: whoever is suspended is signed out at once.
async fn suspend(desk: Desk<Administrator>, form: Form<ChangeForm>) -> PageResult {
    if form.sure != "yes" {
        let user = form.user.ok_or(Situation::NOT_OUR_FORM)?;
        let page = UsersPage::asking(desk.read(see_users).await?, user).ok_or(Situation::NotFound)?;
        return desk.show(&page);
    }
    change(&desk, form, Change::Disable).await
}

async fn let_in(desk: Desk<Administrator>, form: Form<ChangeForm>) -> PageResult {
    change(&desk, form, Change::Enable).await
}

/// A new one-time code; the old passphrase and second factor end now.
async fn reset(desk: Desk<Administrator>, form: Form<ChangeForm>) -> PageResult {
    change(&desk, form, Change::Reset).await
}

async fn change(desk: &Desk<Administrator>, form: Form<ChangeForm>, change: Change) -> PageResult {
    let user = form.user.ok_or(Situation::NOT_OUR_FORM)?;
    let sent = Sent { user, seen: form.seen.clone(), key: form.once.clone(), change };
    let keys = desk.app.keys.clone();
    let (changed, invitation) = desk.write(move |ask| change_colleague(ask, &keys, &sent)).await?;
    match changed {
        Changed::Done => match invitation {
            Some(invitation) => desk.show(&CodePage::of(&invitation, &desk.app.settings.base_url)),
            None => Ok(see_other(AT)),
        },
        Changed::Waits => Ok(see_other(WAITS)),
        Changed::NobodyElse => {
            let errors = FormErrors::one("people", says::administrator::users::NobodyElse);
            show(desk, Sheet::wrong(NewForm::default(), errors)).await
        }
        Changed::NotStaff => Err(Situation::NotFound),
        Changed::LastOne => {
            let errors = FormErrors::one("people", says::administrator::users::LastOne);
            show(desk, Sheet::wrong(NewForm::default(), errors)).await
        }
        Changed::Meanwhile => {
            let seen = desk.read(see_users).await?;
            desk.show(&UsersPage::changed_meanwhile(seen, form.into_inner()))
        }
    }
}

//! `/admin/users`: colleagues, their roles and their way in. No record is reached from here.

use actix_web::{HttpRequest, http::StatusCode};
use onward_domain::{id::UserId, role::Role};
use onward_store::StoreError;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::{
    App, clock,
    usecases::account::{
        invite::{HOURS, STAFF_LETTERS},
        look_after_users::{self, Changed, Colleague, NewColleague, Sent},
        names,
        second_factor::grouped,
    },
    web::{
        error::Situation,
        extract::Administrator,
        form::{Form, mend},
        parts::{Choice, Select},
        reply::{PageResult, frame, see_other, show, show_again, show_in},
        view::{FormErrors, Page},
    },
};

/// The roles that an administrator gives.
const ROLES: [(Role, &str); 5] = [
    (Role::Adviser, "Personal adviser"),
    (Role::ReviewingOfficer, "Reviewing officer"),
    (Role::HubWorker, "Hub worker"),
    (Role::Manager, "Manager"),
    (Role::Administrator, "Administrator"),
];

/// Colleagues, and a form for a new one.
#[derive(Debug, Clone, Serialize)]
pub struct UsersPage {
    /// One line a colleague.
    pub rows: Vec<UserRow>,
    /// What was written.
    pub name: String,
    /// What was written.
    pub email: String,
    /// What was written.
    pub phone: String,
    /// The roles.
    pub role: Select,
    /// What to mend.
    pub errors: FormErrors,
}

impl Page for UsersPage {
    const TEMPLATE: &'static str = "administrator/users.html";
    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// One colleague.
#[derive(Debug, Clone, Default, Serialize)]
pub struct UserRow {
    /// The number that forms send back.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their role in words.
    pub role: &'static str,
    /// How they stand, sent back by forms: a form from before somebody else's change is not followed.
    pub seen: String,
    /// The other roles that they could be given.
    pub roles: Vec<Choice>,
    /// A form about them has to be sent again: it is open, and keeps what was chosen.
    pub again: bool,
    /// They may do nothing.
    pub disabled: bool,
    /// They asked for a new way in.
    pub asked: Option<String>,
}

/// A one-time code, shown this once.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CodePage {
    /// For whom.
    pub name: String,
    /// The code in groups.
    pub code: String,
    /// How long it works.
    pub hours: i64,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "administrator/code.html";
}

const fn called(role: Role) -> &'static str {
    match role {
        Role::YoungPerson => "Young person",
        Role::Adviser => "Personal adviser",
        Role::ReviewingOfficer => "Reviewing officer",
        Role::HubWorker => "Hub worker",
        Role::Manager => "Manager",
        Role::Administrator => "Administrator",
    }
}

fn role_choice(chosen: Option<&str>) -> Select {
    let mut choices = vec![Choice::new("", "Choose a role", chosen)];
    choices.extend(ROLES.iter().map(|(role, words)| Choice::new(role.word(), *words, chosen)));
    Select { name: "role", label: "Role", choices }
}

async fn users_page(app: &App) -> Result<UsersPage, Situation> {
    let now = app.clock.now();
    let colleagues = app.read(move |tx| look_after_users::colleagues(tx, now)).await?;
    let rows = colleagues.into_iter().map(|one| row(one, now)).collect();
    Ok(UsersPage {
        rows,
        name: String::new(),
        email: String::new(),
        phone: String::new(),
        role: role_choice(None),
        errors: FormErrors::none(),
    })
}

fn row(one: Colleague, now: chrono::DateTime<chrono::Utc>) -> UserRow {
    let others = ROLES.iter().filter(|(role, _)| *role != one.user.role);
    UserRow {
        id: one.user.id.to_string(),
        seen: look_after_users::version(&one.user),
        name: one.user.display_name,
        email: one.email.unwrap_or_default(),
        role: called(one.user.role),
        roles: others.map(|(role, words)| Choice::new(role.word(), *words, None)).collect(),
        disabled: one.user.disabled_at.is_some(),
        asked: one.asked_at.map(|at| clock::when(at, now)),
        again: false,
    }
}

/// `GET`.
pub async fn page(app: App, request: HttpRequest, me: Administrator) -> PageResult {
    let page = users_page(&app).await?;
    show(&app, &request, Some(&me), &page)
}

/// What the form for a new colleague sends.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct NewForm {
    #[validate(length(min = 1, max = 100, message = "Enter their name, with 100 letters or fewer"))]
    name: String,
    #[validate(custom(function = is_email, message = "Enter their work email, like name@example.gov.uk"))]
    email: String,
    #[validate(length(max = 30, message = "Enter a number with 30 figures or fewer"))]
    phone: String,
    #[validate(custom(function = is_staff, message = "Choose a role"))]
    role: String,
}

/// An address as the service keeps it, which is stricter than the standard's.
fn is_email(written: &str) -> Result<(), ValidationError> {
    if names::is_email(&names::fold(written)) { Ok(()) } else { Err(ValidationError::new("email")) }
}

fn is_staff(word: &str) -> Result<(), ValidationError> {
    staff_role(word).map(drop).ok_or_else(|| ValidationError::new("role"))
}

fn staff_role(word: &str) -> Option<Role> {
    word.parse().ok().filter(|role: &Role| role.is_staff())
}

/// `POST /admin/users`: adds a colleague and shows their one-time code.
pub async fn add(app: App, request: HttpRequest, me: Administrator, form: Form<NewForm>) -> PageResult {
    let key = form.once.clone();
    let mut form = form.into_inner();
    form.name = form.name.trim().to_owned();
    let (email, role) = (names::fold(&form.email), staff_role(&form.role));
    let mut errors = mend(&form, &["name", "email", "phone", "role"]);
    if let (true, Some(role)) = (errors.is_empty(), role) {
        let phone = Some(form.phone.trim().to_owned()).filter(|phone| !phone.is_empty());
        let new = NewColleague { role, name: form.name.clone(), email, team: None, phone };
        let (keys, by, now) = (app.keys.clone(), me.user.id, app.clock.now());
        let code = keys.code_of(&key, STAFF_LETTERS);
        let (store, kept) = (app.store.clone(), code.clone());
        let added = actix_web::web::block(move || {
            store.write(move |tx| {
                tx.once(by, &key, "user.add", now, || {
                    look_after_users::add(tx, &keys, &new, &kept, Some(by), now).map(|user| user.to_string())
                })
            })
        });
        match added.await.map_err(|_| Situation::Busy)? {
            Ok(_) => return show_code(&app, &request, &me, &form.name, &code),
            Err(StoreError::Exists(_)) => errors.add("email", "Somebody has this email already"),
            Err(other) => return Err(other.into()),
        }
    }
    let role = role_choice(Some(&form.role));
    let page = UsersPage {
        name: form.name,
        email: form.email,
        phone: form.phone,
        role,
        errors,
        ..users_page(&app).await?
    };
    show_again(&app, &request, Some(&me), &page)
}

fn show_code(app: &App, request: &HttpRequest, me: &Administrator, name: &str, code: &str) -> PageResult {
    show(app, request, Some(me), &CodePage { name: name.to_owned(), code: grouped(code), hours: HOURS })
}

/// What the forms in a colleague's row send.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeForm {
    user: String,
    role: String,
    seen: String,
}

/// Who sent the form, with its key and what the page had shown.
fn sent(me: &Administrator, form: &Form<ChangeForm>) -> Sent {
    Sent { by: me.user.id, key: form.once.clone(), seen: form.seen.clone() }
}

fn whom(form: &ChangeForm) -> Result<UserId, Situation> {
    form.user.parse().map_err(|_| Situation::Unreadable("not one of our numbers"))
}

/// What became of a change, as an answer.
async fn answer(
    app: &App,
    request: &HttpRequest,
    me: &Administrator,
    form: &ChangeForm,
    changed: Changed,
) -> PageResult {
    match changed {
        Changed::Done => Ok(see_other("/admin/users")),
        Changed::NotStaff => Err(Situation::NotFound),
        Changed::Meanwhile => {
            let page = changed_meanwhile(users_page(app).await?, form);
            show_in(app, &frame(app, request, Some(me)), StatusCode::CONFLICT, &page)
        }
        Changed::LastOne => {
            let errors = FormErrors::one(
                "people",
                "Ask another administrator. You can't shut out yourself, or the last one",
            );
            show_again(app, request, Some(me), &UsersPage { errors, ..users_page(app).await? })
        }
    }
}

/// The list as it stands now, with what was asked for still chosen and what to do about it on top.
fn changed_meanwhile(mut page: UsersPage, form: &ChangeForm) -> UsersPage {
    let row = page.rows.iter_mut().find(|row| row.id == form.user);
    let who = row.as_ref().map_or_else(|| "this colleague".to_owned(), |row| row.name.clone());
    if let Some(row) = row {
        row.again = true;
        for role in &mut row.roles {
            role.chosen = role.value == form.role;
        }
    }
    let said = format!(
        "Somebody else changed {who} after you opened this page. Nothing that you asked for was done. Look at how they stand now, then choose again"
    );
    UsersPage { errors: FormErrors::one("people", &said), ..page }
}

/// `POST /admin/users/role`.
pub async fn change_role(
    app: App,
    request: HttpRequest,
    me: Administrator,
    form: Form<ChangeForm>,
) -> PageResult {
    let (user, by, now) = (whom(&form)?, me.user.id, app.clock.now());
    let role: Role = form.role.parse().map_err(|_| Situation::Unreadable("not one of our numbers"))?;
    let sent = sent(&me, &form);
    let changed = app
        .write(move |tx| {
            let work = || look_after_users::change_role(tx, user, role, Some(by), now);
            look_after_users::as_sent(tx, &sent, user, "user.role", now, work)
        })
        .await?;
    answer(&app, &request, &me, &form, changed).await
}

/// `POST /admin/users/disable`.
pub async fn disable(
    app: App,
    request: HttpRequest,
    me: Administrator,
    form: Form<ChangeForm>,
) -> PageResult {
    let (user, by, now) = (whom(&form)?, me.user.id, app.clock.now());
    let sent = sent(&me, &form);
    let changed = app
        .write(move |tx| {
            let work = || look_after_users::disable(tx, user, Some(by), now);
            look_after_users::as_sent(tx, &sent, user, "user.disable", now, work)
        })
        .await?;
    answer(&app, &request, &me, &form, changed).await
}

/// `POST /admin/users/enable`.
pub async fn enable(app: App, request: HttpRequest, me: Administrator, form: Form<ChangeForm>) -> PageResult {
    let (user, by, now) = (whom(&form)?, me.user.id, app.clock.now());
    let sent = sent(&me, &form);
    let changed = app
        .write(move |tx| {
            let work = || look_after_users::enable(tx, user, Some(by), now);
            look_after_users::as_sent(tx, &sent, user, "user.enable", now, work)
        })
        .await?;
    answer(&app, &request, &me, &form, changed).await
}

/// `POST /admin/users/reset`: a new one-time code; the old passphrase and second factor end now.
pub async fn reset(app: App, request: HttpRequest, me: Administrator, form: Form<ChangeForm>) -> PageResult {
    let (user, by, now) = (whom(&form)?, me.user.id, app.clock.now());
    let (keys, sent, code) =
        (app.keys.clone(), sent(&me, &form), app.keys.code_of(&form.once, STAFF_LETTERS));
    let kept = code.clone();
    let (changed, name) = app
        .write(move |tx| {
            let work = || look_after_users::reset(tx, &keys, user, &kept, Some(by), now);
            let changed = look_after_users::as_sent(tx, &sent, user, "user.reset", now, work)?;
            Ok((changed, tx.users().find(user)?.map(|user| user.display_name).unwrap_or_default()))
        })
        .await?;
    if changed == Changed::Done {
        show_code(&app, &request, &me, &name, &code)
    } else {
        answer(&app, &request, &me, &form, changed).await
    }
}

#[cfg(test)]
mod tests {
    use super::{CodePage, UserRow, UsersPage, role_choice};
    use crate::web::{page_check::shown, parts::Choice, view::FormErrors};
    use onward_domain::role::Role;

    #[test]
    fn colleagues_are_listed_and_a_form_with_errors_keeps_what_was_written() {
        let row = UserRow {
            id: "1".into(),
            name: "Dawn Fairley".into(),
            email: "dawn@example.org".into(),
            role: "Manager",
            roles: vec![Choice::new("adviser", "Personal adviser", None)],
            asked: Some("Today at 2pm".into()),
            ..UserRow::default()
        };
        let again = UserRow { id: "3".into(), again: true, ..row.clone() };
        let off = UserRow { id: "2".into(), name: "Bo".into(), disabled: true, ..row.clone() };
        let page = UsersPage {
            rows: vec![row, off, again],
            name: "Ann".into(),
            email: "ann".into(),
            phone: String::new(),
            role: role_choice(Some("manager")),
            errors: FormErrors::one("email", "Enter their work email"),
        };
        let html = shown(Role::Administrator, "users", &page);
        assert!(
            html.contains("value=\"Ann\"")
                && html.contains("href=\"#email\"")
                && html.contains("Let in again")
        );
        assert_eq!(html.matches("<details class=\"app-why\" open>").count(), 1);
    }

    #[test]
    fn a_code_is_shown_with_how_long_it_works() {
        let html = shown(
            Role::Administrator,
            "user-code",
            &CodePage { name: "Ann".into(), code: "ABCD-EFGH".into(), hours: 72 },
        );
        assert!(html.contains("ABCD-EFGH") && html.contains("72 hours"));
    }
}

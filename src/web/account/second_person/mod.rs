//! `/account/second-person`: what was asked for a manager's or an administrator's account, and waits until somebody else of
//! them agrees.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use onward_domain::{account::Asks, id::AccountChangeId, role::Role};
use serde::{Deserialize, Serialize};

use crate::{
    usecases::account::{
        invite::HOURS,
        second_factor::grouped,
        second_person::{Settled, Waiting, see_waiting, settle},
    },
    web::{
        desk::{Desk, SignedIn},
        error::Situation,
        form::Form,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::Page,
    },
};

const AT: &str = "/account/second-person";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::SignedIn, waiting), post(AT, Audience::SignedIn, answer)]
}

/// What waits.
#[derive(Debug, Clone, Serialize)]
struct SecondPersonPage {
    rows: Vec<Row>,
    /// What was answered is settled already.
    gone: bool,
    /// The code that somebody agreed to, shown this once.
    code: Option<Code>,
}

/// One change.
#[derive(Debug, Clone, Serialize)]
struct Row {
    id: AccountChangeId,
    name: String,
    role: Role,
    /// The role that is asked for; none: a way in.
    new_role: Option<Role>,
    asked_by: String,
    asked_at: DateTime<Utc>,
    mine: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Code {
    name: String,
    code: String,
    hours: i64,
    address: String,
}

impl Page for SecondPersonPage {
    const TEMPLATE: &'static str = "account/second_person.html";
}

impl SecondPersonPage {
    fn of(waiting: Vec<Waiting>) -> Self {
        let row = |one: Waiting| Row {
            id: one.change.id,
            name: one.whose.display_name,
            role: one.whose.role,
            new_role: one.change.role.filter(|_| one.change.asks == Asks::Role),
            asked_by: one.asked_by,
            asked_at: one.change.asked_at,
            mine: one.mine,
        };
        Self { rows: waiting.into_iter().map(row).collect(), gone: false, code: None }
    }
}

async fn waiting(desk: Desk<SignedIn>) -> PageResult {
    let waiting = desk.read(see_waiting).await?;
    desk.show(&SecondPersonPage::of(waiting))
}

/// Which change, and whether it is agreed to.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AnswerForm {
    change: Option<AccountChangeId>,
    answer: String,
}

async fn answer(desk: Desk<SignedIn>, form: Form<AnswerForm>) -> PageResult {
    // Whoever has no say is told so before the form is looked at.
    let before = desk.read(see_waiting).await?;
    let id = form.change.ok_or(Situation::NOT_OUR_FORM)?;
    let agree = match form.answer.as_str() {
        "agree" => true,
        "decline" => false,
        _ => return Err(Situation::NOT_OUR_FORM),
    };
    let (keys, key) = (desk.app.keys.clone(), form.once.clone());
    let page = |gone, code| SecondPersonPage { gone, code, ..SecondPersonPage::of(Vec::new()) };
    match desk.write(move |ask| settle(ask, &keys, id, agree, &key)).await? {
        Settled::Done | Settled::Declined => Ok(see_other(AT)),
        Settled::Gone => desk.show(&SecondPersonPage { gone: true, ..SecondPersonPage::of(before) }),
        Settled::Code(made) => {
            let address = format!("{}/colleague", desk.app.settings.base_url);
            let code = Code { name: made.name, code: grouped(&made.code), hours: HOURS, address };
            desk.show(&page(false, Some(code)))
        }
    }
}

//! `/manager/watch`: what is unusual, as a reason to ask somebody.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use onward_domain::id::InvitationId;
use serde::{Deserialize, Serialize};

use crate::{
    usecases::manager::watch::{Looked, Tried, Unusual, WaySeen, saw_way, see_unusual},
    web::{
        desk::{Desk, Manager},
        error::Situation,
        form::Form,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::Page,
    },
};

const AT: &str = "/manager/watch";

/// The addresses of this room.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Manager, watch), post(AT, Audience::Manager, seen)]
}

async fn watch(desk: Desk<Manager>) -> PageResult {
    let unusual = desk.read(see_unusual).await?;
    desk.show(&WatchPage::of(unusual))
}

/// Which new way in.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SeenForm {
    way: Option<InvitationId>,
}

async fn seen(desk: Desk<Manager>, form: Form<SeenForm>) -> PageResult {
    let way = form.way.ok_or(Situation::NOT_OUR_FORM)?;
    let key = form.once.clone();
    desk.write(move |ask| saw_way(ask, way, &key)).await?;
    Ok(see_other(AT))
}

/// What is unusual.
#[derive(Debug, Clone, Serialize)]
struct WatchPage {
    ways: Vec<Way>,
    accounts: Vec<Account>,
    unknown_names: usize,
    spent: usize,
    colleagues: Vec<Colleague>,
}

/// A new way into an account.
#[derive(Debug, Clone, Serialize)]
struct Way {
    id: InvitationId,
    whose: String,
    made_by: Option<String>,
    made_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
    seen_at: Option<DateTime<Utc>>,
}

/// An account at which somebody tried often.
#[derive(Debug, Clone, Serialize)]
struct Account {
    whose: String,
    wrong: usize,
    spent: usize,
    last: DateTime<Utc>,
}

/// A colleague who looked often for what is not theirs.
#[derive(Debug, Clone, Serialize)]
struct Colleague {
    who: String,
    opened: usize,
    sought: usize,
    refused: usize,
    same_name: bool,
    same_record: usize,
}

impl Page for WatchPage {
    const TEMPLATE: &'static str = "manager/watch.html";
}

impl WatchPage {
    fn of(unusual: Unusual) -> Self {
        let way = |WaySeen { way, whose, made_by }| Way {
            id: way.id,
            whose,
            made_by,
            made_at: way.made_at,
            used_at: way.used_at,
            seen_at: way.seen_at,
        };
        let account = |Tried { whose, wrong, spent, last }| Account { whose, wrong, spent, last };
        let colleague = |Looked { who, opened, sought, refused, same_name, same_record }| Colleague {
            who,
            opened,
            sought,
            refused,
            same_name,
            same_record,
        };
        Self {
            ways: unusual.ways.into_iter().map(way).collect(),
            accounts: unusual.accounts.into_iter().map(account).collect(),
            unknown_names: unusual.unknown_names,
            spent: unusual.spent,
            colleagues: unusual.colleagues.into_iter().map(colleague).collect(),
        }
    }
}

//! `/hub/partners`: of which agency each partner of the hub is. Without one a partner sees nothing.

use actix_web::web::Path;
use onward_domain::{hub::Agency, id::UserId};
use serde::{Deserialize, Serialize};

use crate::{
    usecases::hub::partners::{see_partners, set_agency},
    web::{
        desk::{Desk, Hub},
        error::Situation,
        form::Form,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::Page,
    },
};

const AT: &str = "/hub/partners";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Hub, list), post("/hub/partners/{partner}", Audience::Hub, set)]
}

/// Which agency.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AgencyForm {
    agency: String,
}

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct PartnersPage {
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    action: String,
    name: String,
    agency: Option<Agency>,
}

impl Page for PartnersPage {
    const TEMPLATE: &'static str = "hub/partners.html";
}

impl PartnersPage {
    pub fn of(all: Vec<(UserId, String, Option<Agency>)>) -> Self {
        let row = |(id, name, agency)| Row { action: format!("{AT}/{id}"), name, agency };
        Self { rows: all.into_iter().map(row).collect() }
    }
}

async fn list(desk: Desk<Hub>) -> PageResult {
    let all = desk.read(see_partners).await?;
    desk.show(&PartnersPage::of(all))
}

async fn set(desk: Desk<Hub>, at: Path<UserId>, form: Form<AgencyForm>) -> PageResult {
    let partner = *at;
    let agency: Agency = form.into_inner().agency.parse().map_err(|_| Situation::NOT_OUR_FORM)?;
    desk.write(move |ask| set_agency(ask, partner, agency)).await?;
    Ok(see_other(AT))
}

//! `/partner/contacts`: what was shared with a partner's agency, and what it adds. Nothing else of a contact is here.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::{DateTime, Utc};
use onward_domain::{
    hub::{Agency, Part, PartSaid, ShareGround},
    id::HubContactId,
};
use onward_store::repo::hub_partners::PartnerView;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::partner::{add_part, see_one, see_shared},
    web::{
        desk::{Desk, Partner},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        share_ground::part_said,
        view::{FormState, Page},
        words::says::hub::partner as told,
    },
};

const AT: &str = "/partner/contacts";
const ONE: &str = "/partner/contacts/{shared}";

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Partner, list),
        get(ONE, Audience::Partner, one),
        post(ONE, Audience::Partner, add),
    ]
}

/// What was shared with them.
#[derive(Debug, Clone, Serialize)]
pub struct SharedPage {
    agency: Option<Agency>,
    open: Vec<Row>,
    decided: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    reference: String,
    at: DateTime<Utc>,
    /// They have added something.
    answered: bool,
}

impl Page for SharedPage {
    const TEMPLATE: &'static str = "partner/contacts.html";
}

impl SharedPage {
    pub fn of(agency: Option<Agency>, views: &[PartnerView]) -> Self {
        let row = |view: &PartnerView| Row {
            href: format!("{AT}/{}", view.id),
            reference: view.reference.clone(),
            at: view.shared.last().map_or(view.came_at, |last| last.at),
            answered: !view.parts.is_empty(),
        };
        let rows = |decided: bool| views.iter().filter(|view| view.decided == decided).map(row).collect();
        Self { agency, open: rows(false), decided: rows(true) }
    }
}

/// What they add.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PartForm {
    #[validate(length(max = 2000))]
    words: String,
    ground: String,
    /// Which law, where the law requires it.
    #[validate(length(max = 200))]
    law: String,
}

impl PartForm {
    fn read(&self) -> Result<PartSaid, FormErrors> {
        let mut read = Reader::of(self);
        let said = part_said(&mut read, &self.words, &self.ground, &self.law);
        read.done(|| said)
    }
}

/// One contact, as far as it was shared.
#[derive(Debug, Clone, Serialize)]
pub struct OnePage {
    reference: String,
    action: String,
    decided: bool,
    shared: Vec<SharedShown>,
    parts: Vec<PartShown>,
    #[serde(flatten)]
    sheet: Sheet<PartForm>,
}

#[derive(Debug, Clone, Serialize)]
struct SharedShown {
    at: DateTime<Utc>,
    ground: ShareGround,
    law: Option<String>,
    what: String,
}

#[derive(Debug, Clone, Serialize)]
struct PartShown {
    at: DateTime<Utc>,
    words: String,
    ground: Option<ShareGround>,
    law: Option<String>,
    /// Who said it by phone, where the hub wrote it down.
    said_by: Option<String>,
}

impl Page for OnePage {
    const TEMPLATE: &'static str = "partner/contact.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl OnePage {
    pub fn of(view: &PartnerView, sheet: Sheet<PartForm>) -> Self {
        let part = |part: &Part| PartShown {
            at: part.at,
            words: part.said.words.clone(),
            ground: part.said.ground,
            law: part.said.law.clone(),
            said_by: part.said_by.clone(),
        };
        let shared = view.shared.iter().map(|one| SharedShown {
            at: one.at,
            ground: one.ground,
            law: one.law.clone(),
            what: one.what.clone(),
        });
        Self {
            reference: view.reference.clone(),
            action: format!("{AT}/{}", view.id),
            decided: view.decided,
            shared: shared.collect(),
            parts: view.parts.iter().map(part).collect(),
            sheet,
        }
    }
}

async fn list(desk: Desk<Partner>) -> PageResult {
    let (agency, views) = desk.read(see_shared).await?;
    desk.show(&SharedPage::of(agency, &views))
}

async fn one(desk: Desk<Partner>, at: Path<HubContactId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn show(desk: &Desk<Partner>, id: HubContactId, sheet: Sheet<PartForm>) -> PageResult {
    let view = desk.read(move |ask| see_one(ask, id)).await?;
    desk.show(&OnePage::of(&view, sheet))
}

async fn add(desk: Desk<Partner>, at: Path<HubContactId>, form: Form<PartForm>) -> PageResult {
    let (id, key, form) = (*at, form.once.clone(), form.into_inner());
    let said = match form.read() {
        Ok(said) => said,
        Err(errors) => return show(&desk, id, Sheet::wrong(form, errors)).await,
    };
    if desk.write(move |ask| add_part(ask, id, &said, &key)).await? {
        Ok(see_other(&format!("{AT}/{id}")))
    } else {
        show(&desk, id, Sheet::wrong(form, FormErrors::one("words", told::Decided))).await
    }
}

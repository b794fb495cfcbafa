//! `/hub`: records that this worker opened from outside, and finding somebody by exactly what identifies them. Nothing
//! about anybody is shown before a reason is given.

use actix_web::HttpRequest;
use onward_domain::access::BreakGlass;
use onward_store::{StoreError, scope::Exactly};
use serde::{Deserialize, Serialize};

use crate::{
    App, clock,
    usecases::account::limits::Try,
    web::{
        error::Situation,
        extract::Hub,
        form::Form,
        form::WrittenDay,
        parts::Item,
        reply::{PageResult, see_other, show, show_again},
        view::{FormErrors, Page},
    },
};

/// The desk.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DeskPage {
    /// Records that are open to this worker now.
    pub open: Vec<Item>,
    /// What was written.
    pub record: String,
    /// What was written.
    pub family_name: String,
    /// What was written.
    pub born: WrittenDay,
    /// What to mend.
    pub errors: FormErrors,
}

impl Page for DeskPage {
    const TEMPLATE: &'static str = "hub/desk.html";
    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

async fn open(app: &App, me: &Hub) -> Result<Vec<Item>, Situation> {
    let (user, now) = (me.user.id, app.clock.moment());
    let open = app
        .read(move |tx| {
            let desk = tx.viewer(user)?.and_then(|viewer| viewer.hub()).ok_or(StoreError::NotFound)?;
            desk.openings(tx, now)
        })
        .await?;
    Ok(open.iter().map(item).collect())
}

fn item(opening: &BreakGlass) -> Item {
    Item {
        words: format!("A record, open until {}", clock::time_of_day(opening.ends_at)),
        meta: Some(opening.reason.clone()),
        href: Some(format!("/adviser/open/{}", opening.person)),
        name: false,
    }
}

/// `GET`.
pub async fn page(app: App, request: HttpRequest, me: Hub) -> PageResult {
    let open = open(&app, &me).await?;
    show(&app, &request, Some(&me), &DeskPage { open, ..DeskPage::default() })
}

/// What the form sends: it is posted, so that no name stands in an address.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FindForm {
    record: String,
    family_name: String,
    #[serde(rename = "born-day")]
    day: String,
    #[serde(rename = "born-month")]
    month: String,
    #[serde(rename = "born-year")]
    year: String,
}

/// `POST`: finds by record number, or by family name and date of birth; leads to the locked page.
pub async fn find(app: App, request: HttpRequest, me: Hub, form: Form<FindForm>) -> PageResult {
    let form = form.into_inner();
    let born = WrittenDay { day: form.day, month: form.month, year: form.year };
    let mut errors = FormErrors::none();
    let who = if form.record.trim().is_empty() {
        let family_name = form.family_name.trim().to_owned();
        if family_name.is_empty() {
            errors.add("record", "Enter the record number, or the family name and date of birth");
        }
        match born.read(&"their date of birth".into()) {
            Ok(born) if errors.is_empty() => Some(Exactly::Born { family_name, born }),
            Ok(_) => None,
            Err(words) => {
                errors.add("born", words);
                None
            }
        }
    } else {
        Some(Exactly::Child(form.record.trim().to_owned()))
    };
    if let Some(who) = who {
        let (user, now) = (me.user.id, app.clock.moment());
        app.limits.count(Try::Outside, &user.to_string())?;
        let found = app
            .read(move |tx| {
                let desk = tx.viewer(user)?.and_then(|viewer| viewer.hub()).ok_or(StoreError::NotFound)?;
                desk.find_outside(tx, &who, now)
            })
            .await?;
        if let Some(found) = found {
            return Ok(see_other(&format!("/adviser/open/{}", found.person)));
        }
        errors.add("record", "Check the record number, or the name and date of birth. Nothing fits exactly");
    }
    let page = DeskPage {
        open: open(&app, &me).await?,
        record: form.record,
        family_name: form.family_name,
        born,
        errors,
    };
    show_again(&app, &request, Some(&me), &page)
}

#[cfg(test)]
mod tests {
    use super::DeskPage;
    use crate::web::{page_check::shown, parts::Item, view::FormErrors};
    use onward_domain::role::Role;

    #[test]
    fn the_desk_shows_what_is_open_and_keeps_what_was_written() {
        assert!(shown(Role::HubWorker, "hub", &DeskPage::default()).contains("No record is open to you"));
        let open = vec![Item {
            words: "A record, open until 3pm".into(),
            href: Some("/adviser/open/1".into()),
            ..Item::default()
        }];
        let page = DeskPage {
            open,
            family_name: "Linton".into(),
            errors: FormErrors::one("born", "Enter their date of birth"),
            ..DeskPage::default()
        };
        let html = shown(Role::HubWorker, "hub-errors", &page);
        assert!(
            html.contains("value=\"Linton\"")
                && html.contains("open until 3pm")
                && html.contains("href=\"#born\"")
        );
    }
}

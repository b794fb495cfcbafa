//! Whether their adviser reads a page of their own: one button, and the last tap counts.

use onward_domain::place::OwnPage;
use serde::Deserialize;

use crate::{
    usecases::young_person::see_place::share_page,
    web::{
        desk::{Desk, YoungPerson},
        form::Form,
        reply::{PageResult, see_other},
    },
};

/// The button that was pressed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SharingForm {
    pub share: String,
}

/// Keeps it, and shows the page again.
pub async fn set_sharing(
    desk: &Desk<YoungPerson>,
    page: OwnPage,
    form: Form<SharingForm>,
    back: &str,
) -> PageResult {
    let (key, shared) = (form.once.clone(), form.share == "yes");
    desk.write(move |ask| share_page(ask, page, shared, &key)).await?;
    Ok(see_other(back))
}

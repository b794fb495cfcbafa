//! `/manager/import`: files of the return are chosen; what was imported before, and what it left to be asked.

mod page;
#[cfg(test)]
mod tests;
mod upload;

use actix_multipart::Multipart;
use actix_web::web;
use onward_domain::returns::ssda903::CollectionYear;

use self::page::{FilesForm, FilesPage};
use super::run::address;
use crate::{
    usecases::manager::import_903::{see_start, show, with_year},
    web::{
        desk::{Desk, Manager},
        error::Situation,
        form::{FILES_AT, FormErrors, Sheet},
        middleware::crowd::Crowd,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::manager::returns as told,
    },
};

/// The address of the room.
pub const AT: &str = FILES_AT;

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Manager, start), post(AT, Audience::Manager, take)]
}

async fn start(desk: Desk<Manager>) -> PageResult {
    show_page(&desk, Sheet::default()).await
}

async fn show_page(desk: &Desk<Manager>, sheet: Sheet<FilesForm>) -> PageResult {
    let start = desk.read(see_start).await?;
    desk.show(&FilesPage::of(start, desk.now(), sheet))
}

/// Takes files and shows what they would change.
async fn take(desk: Desk<Manager>, body: Multipart) -> PageResult {
    let crowd = desk.request.app_data::<web::Data<Crowd>>();
    let crowd = crowd.ok_or_else(|| Situation::unexpected("nobody counts who is here"))?;
    let uploading = crowd.upload(desk.me.user.id)?;
    let read = tokio::time::timeout(uploading.within, upload::read(&desk.request, body)).await;
    let upload = read.map_err(|_| Situation::TooSlow)??;
    let _place = crowd.take(AT)?;
    let mut errors = FormErrors::none();
    let year = match read_year(&upload.year) {
        Ok(year) => year,
        Err(wrong) => {
            errors = wrong;
            None
        }
    };
    if upload.files.is_empty() {
        errors.add("files", told::Files);
    }
    if !errors.is_empty() {
        return show_page(&desk, Sheet::wrong(FilesForm { year: upload.year }, errors)).await;
    }
    let (store, me) = (desk.app.store.clone(), desk.me.user.id);
    let by = (desk.app.law, desk.now());
    let files = with_year(upload.files, year);
    let stop = desk.app.stopping.of_work();
    let _nobody_waits = stop.with_me();
    let shown = web::block(move || show(&store, me, files, by, &stop)).await;
    Ok(see_other(&address(shown.map_err(|_| Situation::Busy)??)))
}

/// The collection year that was written, if one was.
///
/// # Errors
/// What to put right.
pub fn read_year(written: &str) -> Result<Option<CollectionYear>, FormErrors> {
    if written.is_empty() {
        return Ok(None);
    }
    written.parse().map(Some).map_err(|_| FormErrors::one("year", told::Year))
}

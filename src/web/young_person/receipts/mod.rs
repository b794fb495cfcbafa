//! `/my-place/receipts`: what was bought with the money for a first home, with photos of receipts.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_multipart::Multipart;
use actix_web::{HttpResponse, web, web::Path};
use onward_domain::id::ReceiptId;

pub use self::page::Spent;
use self::{
    form::{FIELDS, ReceiptForm},
    page::{NewReceiptPage, ReceiptsPage},
};
use crate::{
    usecases::{
        photo::{NoPhoto, made_small},
        young_person::receipts::{add_receipt, see_photo, see_receipts, take_out_receipt},
    },
    web::{
        desk::{Desk, YoungPerson},
        error::Situation,
        form::{Form, FormErrors, Nothing, RECEIPTS_AT, Sheet, Upload},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::place::receipt as told,
    },
};

/// The address that takes a receipt.
const AT: &str = RECEIPTS_AT;
const HERE: &str = "/my-place/receipts";
/// The money for a first home, by its id in the law.
const FIRST_HOME: &str = "setting_up_home_allowance";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let own = Audience::YoungPerson;
    vec![
        get(HERE, own, list),
        get(AT, own, new),
        post(AT, own, keep),
        get("/my-place/receipts/{receipt}/photo", own, photo),
        post("/my-place/receipts/{receipt}/take-out", own, take_out),
    ]
}

async fn list(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_receipts).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &ReceiptsPage::of(&seen))
}

async fn new(desk: Desk<YoungPerson>) -> PageResult {
    ask(&desk, Sheet::default()).await
}

async fn ask(desk: &Desk<YoungPerson>, sheet: Sheet<ReceiptForm>) -> PageResult {
    let seen = desk.read(see_receipts).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &NewReceiptPage::of(sheet))
}

async fn keep(desk: Desk<YoungPerson>, body: Multipart) -> PageResult {
    let upload = Upload::receive(&desk.request, desk.me.user.id, body, FIELDS).await?;
    let (form, too_large, once) = (ReceiptForm::of(&upload), upload.too_large, upload.once.clone());
    let small = match upload.file.clone() {
        Some(photo) => Some(web::block(move || made_small(&photo)).await.map_err(|_| Situation::Busy)?),
        None => None,
    };
    let mut errors = FormErrors::none();
    let read = form.read(desk.now().today).map_err(|wrong| errors = wrong);
    let small = match small {
        Some(Ok(small)) => Some(small),
        Some(Err(NoPhoto::NotAPicture)) => {
            errors.add("photo", told::NotAPicture);
            None
        }
        Some(Err(NoPhoto::TooLarge)) => {
            errors.add("photo", told::TooLarge);
            None
        }
        None => None,
    };
    if too_large {
        errors.add("photo", told::TooLarge);
    }
    let (Ok(note), true) = (read, errors.is_empty()) else {
        return ask(&desk, Sheet::wrong(form, errors)).await;
    };
    let keys = desk.app.keys.clone();
    desk.write(move |ask| add_receipt(ask, &keys, &note, small.as_deref(), &once)).await?;
    Ok(see_other(HERE))
}

async fn photo(desk: Desk<YoungPerson>, at: Path<ReceiptId>) -> PageResult {
    let (receipt, keys) = (*at, desk.app.keys.clone());
    Ok(shown(desk.read(move |ask| see_photo(ask, &keys, receipt)).await?))
}

/// A photo, for this moment only: the headers of every personal page keep it out of every store.
pub fn shown(photo: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok().content_type("image/jpeg").body(photo)
}

async fn take_out(desk: Desk<YoungPerson>, at: Path<ReceiptId>, _: Form<Nothing>) -> PageResult {
    let receipt = *at;
    desk.write(move |ask| take_out_receipt(ask, receipt)).await?;
    Ok(see_other(HERE))
}

//! Papers as both sides send, list and open them.

mod form;
mod page;

use actix_web::{HttpResponse, http::header, web};
use onward_domain::{
    document::{Document, DocumentNote, Format},
    id::DocumentId,
};

pub use self::{
    form::{DocumentForm, FIELDS, OWN_FIELDS, Side},
    page::{Listed, Shown, listed},
};
use super::{
    error::Situation,
    form::{FormErrors, Upload},
    words::says::documents as told,
};
use crate::{
    App,
    usecases::documents::{Infected, Kept, Laid, NoFile, Opened, made_ready},
};

/// A form that was read, and its file laid down.
#[derive(Debug)]
pub struct Ready {
    pub note: DocumentNote,
    pub laid: Laid,
}

/// What a form says, with its file made ready, looked at and sealed; or what to put right, with nothing kept.
///
/// # Errors
/// The disk's own.
pub async fn ready(
    app: &App,
    upload: &Upload,
    form: &DocumentForm,
    today: chrono::NaiveDate,
    side: Side,
) -> Result<Result<Ready, FormErrors>, Situation> {
    let mut errors = FormErrors::none();
    let note = form.read(today, side).map_err(|wrong| errors = wrong).ok();
    if upload.too_large {
        errors.add("file", told::TooLarge);
    }
    let Some(came) = upload.file.clone() else {
        if !upload.too_large {
            errors.add("file", told::Choose);
        }
        return Ok(Err(errors));
    };
    let words_stand = errors.is_empty();
    let papers = app.papers.clone();
    // One after the other: what it is, whether there is a virus in it, and only then is anything written.
    let laid = web::block(move || {
        let ready = match made_ready(&came) {
            Ok(ready) => ready,
            Err(NoFile::Empty) => return Ok(Err(told::Empty.into())),
            Err(NoFile::TooLarge) => return Ok(Err(told::TooLarge.into())),
            Err(NoFile::Unknown) => return Ok(Err(told::Unknown.into())),
            Err(NoFile::Cut) => return Ok(Err(told::Cut.into())),
        };
        let scan = match papers.scanned(&came) {
            Ok(scan) => scan,
            Err(Infected) => return Ok(Err(super::words::Say::from(told::Infected))),
        };
        if !words_stand {
            return Ok(Ok(None));
        }
        papers.lay(&ready, &came, scan).map(|laid| Ok(Some(laid)))
    })
    .await
    .map_err(|_| Situation::Busy)??;
    match (laid, note) {
        (Ok(Some(laid)), Some(note)) => Ok(Ok(Ready { note, laid })),
        (Err(why), _) => {
            errors.add("file", why);
            Ok(Err(errors))
        }
        _ => Ok(Err(errors)),
    }
}

/// What a write kept of the file that was laid down for it. What is not kept goes again.
///
/// # Errors
/// The write's own.
pub fn settled(
    app: &App,
    (id, beside): (DocumentId, bool),
    kept: Result<Kept, Situation>,
) -> Result<Kept, Situation> {
    if beside && !matches!(kept, Ok(Kept::Now)) {
        app.papers.delete(&[id]);
    }
    kept
}

/// The same file stands among them already: what to say at the field.
#[must_use]
pub fn same_file(all: &[Document], same: DocumentId) -> FormErrors {
    let title = all.iter().find(|one| one.id == same).map_or("", |one| &one.note.title);
    FormErrors::one("file", told::Same { title })
}

/// What a browser calls a kind of file.
#[must_use]
pub const fn media_type(format: Format) -> &'static str {
    match format {
        Format::Pdf => "application/pdf",
        Format::Picture => "image/jpeg",
        Format::Text => "text/plain; charset=utf-8",
    }
}

/// A file to save, for this moment only: under a name that says nothing, and never shown inside a page.
#[must_use]
pub fn download(opened: Opened) -> HttpResponse {
    let format = opened.document.file.format;
    let ends = match format {
        Format::Pdf => "pdf",
        Format::Picture => "jpg",
        Format::Text => "txt",
    };
    HttpResponse::Ok()
        .content_type(media_type(format))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"document.{ends}\"")))
        .body(opened.bytes)
}

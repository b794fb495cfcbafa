//! `/mine/documents`: one's own papers, those that an adviser keeps and those one adds.

#[cfg(test)]
mod tests;

use actix_multipart::Multipart;
use actix_web::web::Path;
use onward_domain::id::DocumentId;
use serde::Serialize;

use crate::{
    usecases::documents::{
        Kept, OwnDocuments, Sent, add_own_document, open_own_document, remove_own_document, see_own_documents,
    },
    web::{
        desk::{Desk, YoungPerson},
        documents::{
            DocumentForm, Listed, OWN_FIELDS, Ready, Side, download, listed, ready, same_file, settled,
        },
        form::{Form, Nothing, OWN_DOCUMENTS_AT, Sheet, Upload},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        talk::OpenForm,
        view::{FormState, Page},
        young_person::messages::{PAPERS, locked},
    },
};

const HERE: &str = "/mine/documents";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let own = Audience::YoungPerson;
    vec![
        get(HERE, own, list),
        get(OWN_DOCUMENTS_AT, own, new),
        post(OWN_DOCUMENTS_AT, own, keep),
        get("/mine/documents/{document}/file", own, file),
        post("/mine/documents/{document}/remove", own, remove),
    ]
}

/// All that they see.
#[derive(Debug, Clone, Serialize)]
pub struct OwnDocumentsPage {
    listed: Listed,
    not_shown: i64,
    scans: bool,
}

impl Page for OwnDocumentsPage {
    const TEMPLATE: &'static str = "young_person/documents.html";
}

impl OwnDocumentsPage {
    fn of(seen: &OwnDocuments, today: chrono::NaiveDate, scans: bool) -> Self {
        Self { listed: listed(&seen.documents, &seen.names, today), not_shown: seen.not_shown, scans }
    }
}

/// A new one.
#[derive(Debug, Clone, Serialize)]
pub struct NewOwnDocumentPage {
    sheet: Sheet<DocumentForm>,
}

impl Page for NewOwnDocumentPage {
    const TEMPLATE: &'static str = "young_person/document_new.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// On a phone that was left for a while the passphrase is asked again, as before messages.
async fn ask_again(desk: &Desk<YoungPerson>) -> PageResult {
    locked(desk, Sheet::new(OpenForm { to: PAPERS.to_owned(), ..OpenForm::default() })).await
}

async fn list(desk: Desk<YoungPerson>) -> PageResult {
    if desk.me.left {
        return ask_again(&desk).await;
    }
    let seen = desk.read(see_own_documents).await?;
    let scans = desk.app.papers.scanner.is_some();
    desk.show_beside(seen.own.adviser.as_ref(), &OwnDocumentsPage::of(&seen, desk.now().today, scans))
}

async fn new(desk: Desk<YoungPerson>) -> PageResult {
    ask(&desk, Sheet::default()).await
}

async fn ask(desk: &Desk<YoungPerson>, sheet: Sheet<DocumentForm>) -> PageResult {
    let seen = desk.read(see_own_documents).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &NewOwnDocumentPage { sheet })
}

async fn keep(desk: Desk<YoungPerson>, body: Multipart) -> PageResult {
    let upload = Upload::receive(&desk.request, desk.me.user.id, body, OWN_FIELDS).await?;
    let form = DocumentForm::of(&upload);
    let Ready { note, laid } =
        match ready(&desk.app, &upload, &form, desk.now().today, Side::YoungPerson).await? {
            Ok(ready) => ready,
            Err(errors) => return ask(&desk, Sheet::wrong(form, errors)).await,
        };
    let (key, id, beside) = (upload.once.clone(), laid.id, laid.file.beside);
    let kept = desk
        .write(move |ask| {
            add_own_document(ask, &Sent { note: &note, laid: &laid, replaces: None, key: &key })
        })
        .await;
    match settled(&desk.app, (id, beside), kept)? {
        Kept::Now | Kept::Before => Ok(see_other(HERE)),
        Kept::Same(same) => {
            let seen = desk.read(see_own_documents).await?;
            let errors = same_file(&seen.documents, same);
            let sheet = Sheet::wrong(form, errors);
            desk.show_beside(seen.own.adviser.as_ref(), &NewOwnDocumentPage { sheet })
        }
    }
}

async fn file(desk: Desk<YoungPerson>, at: Path<DocumentId>) -> PageResult {
    if desk.me.left {
        return ask_again(&desk).await;
    }
    let (id, papers) = (*at, desk.app.papers.clone());
    Ok(download(desk.read(move |ask| open_own_document(ask, &papers, id)).await?))
}

async fn remove(desk: Desk<YoungPerson>, at: Path<DocumentId>, _: Form<Nothing>) -> PageResult {
    if desk.me.left {
        return ask_again(&desk).await;
    }
    let id = *at;
    let gone = desk.write(move |ask| remove_own_document(ask, id)).await?;
    desk.app.papers.delete(&gone);
    Ok(see_other(HERE))
}

//! `/adviser/people/{person}/documents`: one person's papers. Managers and the reviewing officer read the list at their own
//! addresses.

mod page;
#[cfg(test)]
mod tests;

use actix_multipart::Multipart;
use actix_web::web::Path;
use onward_domain::id::{DocumentId, PersonId};

use self::page::{DocumentPage, DocumentsPage, NewDocumentPage};
use crate::{
    usecases::{
        ask::OpensRecords,
        documents::{Kept, Sent, add_document, open_document, remove_document, see_documents, show_document},
    },
    web::{
        desk::{Adviser, Desk, Manager, Reviewing, Seat},
        documents::{DocumentForm, FIELDS, Ready, Side, download, ready, same_file, settled},
        error::Situation,
        form::{Form, Nothing, Reader, Sheet, Upload},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
    },
};

const HERE: &str = "/adviser/people/{person}/documents";
const NEW: &str = "/adviser/people/{person}/documents/new";
const ONE: &str = "/adviser/people/{person}/documents/{document}";
const AGAIN: &str = "/adviser/people/{person}/documents/{document}/replace";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::Adviser;
    vec![
        get(HERE, me, list::<Adviser>),
        get(NEW, me, new),
        post(NEW, me, keep),
        get(ONE, me, look),
        get("/adviser/people/{person}/documents/{document}/file", me, file::<Adviser>),
        get(AGAIN, me, again),
        post(AGAIN, me, replace),
        post("/adviser/people/{person}/documents/{document}/shown", me, show),
        post("/adviser/people/{person}/documents/{document}/remove", me, remove),
        get("/manager/people/{person}/documents", Audience::Manager, list::<Manager>),
        get("/manager/people/{person}/documents/{document}/file", Audience::Manager, file::<Manager>),
        get("/reviewing/people/{person}/documents", Audience::Reviewing, list::<Reviewing>),
        get("/reviewing/people/{person}/documents/{document}/file", Audience::Reviewing, file::<Reviewing>),
    ]
}

fn at_list(person: PersonId) -> String {
    format!("/adviser/people/{person}/documents")
}

async fn list<S: Seat<Scope: OpensRecords>>(desk: Desk<S>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_documents(ask, person)).await?;
    desk.show(&DocumentsPage::of(&seen, desk.me.role(), desk.app.papers.scanner.is_some()))
}

async fn file<S: Seat<Scope: OpensRecords>>(desk: Desk<S>, at: Path<(PersonId, DocumentId)>) -> PageResult {
    let ((person, id), papers) = (*at, desk.app.papers.clone());
    Ok(download(desk.read(move |ask| open_document(ask, &papers, person, id)).await?))
}

async fn new(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let form = DocumentForm { shown: "yes".to_owned(), ..DocumentForm::default() };
    ask(&desk, *at, None, Sheet::new(form)).await
}

async fn again(desk: Desk<Adviser>, at: Path<(PersonId, DocumentId)>) -> PageResult {
    let (person, id) = *at;
    let seen = desk.read(move |ask| see_documents(ask, person)).await?;
    let one = seen.documents.iter().find(|one| one.id == id && one.stands() && !one.is_their_own());
    let form = DocumentForm::again(one.ok_or(Situation::NotFound)?);
    desk.show(&NewDocumentPage::of(&seen, Some(id), Sheet::new(form), desk.app.papers.scanner.is_some()))
}

/// The form; those who only look from outside are told that they can't send it.
async fn ask(
    desk: &Desk<Adviser>,
    person: PersonId,
    replaces: Option<DocumentId>,
    sheet: Sheet<DocumentForm>,
) -> PageResult {
    let seen = desk.read(move |ask| see_documents(ask, person)).await?;
    desk.show(&NewDocumentPage::of(&seen, replaces, sheet, desk.app.papers.scanner.is_some()))
}

async fn keep(desk: Desk<Adviser>, at: Path<PersonId>, body: Multipart) -> PageResult {
    receive(&desk, *at, None, body).await
}

async fn replace(desk: Desk<Adviser>, at: Path<(PersonId, DocumentId)>, body: Multipart) -> PageResult {
    receive(&desk, at.0, Some(at.1), body).await
}

async fn receive(
    desk: &Desk<Adviser>,
    person: PersonId,
    replaces: Option<DocumentId>,
    body: Multipart,
) -> PageResult {
    // Whose record it is comes first: nobody else's file is read.
    desk.read(move |ask| see_documents(ask, person)).await?;
    let upload = Upload::receive(&desk.request, desk.me.user.id, body, FIELDS).await?;
    let form = DocumentForm::of(&upload);
    let Ready { note, laid } = match ready(&desk.app, &upload, &form, desk.now().today, Side::Adviser).await?
    {
        Ok(ready) => ready,
        Err(errors) => return ask(desk, person, replaces, Sheet::wrong(form, errors)).await,
    };
    let (key, id, beside) = (upload.once.clone(), laid.id, laid.file.beside);
    let kept = desk
        .write(move |ask| add_document(ask, person, &Sent { note: &note, laid: &laid, replaces, key: &key }))
        .await;
    match settled(&desk.app, (id, beside), kept)? {
        Kept::Now | Kept::Before => Ok(see_other(&at_list(person))),
        Kept::Same(same) => {
            let seen = desk.read(move |ask| see_documents(ask, person)).await?;
            let errors = same_file(&seen.documents, same);
            let (sheet, scans) = (Sheet::wrong(form, errors), desk.app.papers.scanner.is_some());
            desk.show(&NewDocumentPage::of(&seen, replaces, sheet, scans))
        }
    }
}

async fn look(desk: Desk<Adviser>, at: Path<(PersonId, DocumentId)>) -> PageResult {
    let (person, id) = *at;
    let seen = desk.read(move |ask| see_documents(ask, person)).await?;
    let page = DocumentPage::of(&seen, id, None, desk.app.papers.scanner.is_some());
    desk.show(&page.ok_or(Situation::NotFound)?)
}

async fn show(desk: Desk<Adviser>, at: Path<(PersonId, DocumentId)>, form: Form<ShownForm>) -> PageResult {
    let (person, id) = *at;
    let form = form.into_inner();
    let all = DocumentForm { shown: form.shown, why: form.why, ..DocumentForm::default() };
    let mut read = Reader::of(&all);
    let why_not = all.seen_by_them(&mut read);
    match read.done(|| Some(why_not)) {
        Ok(why_not) => {
            desk.write(move |ask| show_document(ask, person, id, why_not.as_deref())).await?;
            Ok(see_other(&at_list(person)))
        }
        Err(errors) => {
            let seen = desk.read(move |ask| see_documents(ask, person)).await?;
            let sheet = Some(Sheet::wrong(all, errors));
            let page = DocumentPage::of(&seen, id, sheet, desk.app.papers.scanner.is_some());
            desk.show(&page.ok_or(Situation::NotFound)?)
        }
    }
}

/// Whether they see it.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ShownForm {
    shown: String,
    why: String,
}

async fn remove(desk: Desk<Adviser>, at: Path<(PersonId, DocumentId)>, _: Form<Nothing>) -> PageResult {
    let (person, id) = *at;
    let gone = desk.write(move |ask| remove_document(ask, person, id)).await?;
    desk.app.papers.delete(&gone);
    Ok(see_other(&at_list(person)))
}

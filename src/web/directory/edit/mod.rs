//! `/staff/directory/{entry}/edit` and `/staff/directory/new`: what an entry says. Two who save at once see both versions.

mod form;

use actix_web::web::Path;
use onward_domain::{
    directory::{Entry, Need},
    id::{DirectoryEntryId, DirectoryVersionId, UserId},
};
use onward_store::repo::directory::KeptEntry;
use serde::Serialize;

use self::form::EntryForm;
use super::list::address;
use crate::{
    usecases::directory::look_after::{keep, owners, see_one},
    web::{
        desk::{Desk, Manager, Staff},
        error::Situation,
        form::{Clash, ClashRow, Form, Sheet, Stood},
        public::directory::need_words,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::finding::part},
    },
};

const EDIT: &str = "/staff/directory/{entry}/edit";
const NEW: &str = "/staff/directory/new";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(NEW, Audience::Manager, new),
        post(NEW, Audience::Manager, add),
        get(EDIT, Audience::Staff, edit),
        post(EDIT, Audience::Staff, change),
    ]
}

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    action: String,
    back: String,
    new: bool,
    manages: bool,
    owners: Vec<(String, String)>,
    needs: Vec<NeedShown>,
    #[serde(flatten)]
    sheet: Sheet<EntryForm>,
}

#[derive(Debug, Clone, Serialize)]
struct NeedShown {
    value: &'static str,
    text: Say,
    hint: &'static str,
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "staff/directory_edit.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl EditPage {
    /// The form for an entry, or for a new one.
    pub fn of(
        id: Option<DirectoryEntryId>,
        manages: bool,
        owners: Vec<(UserId, String)>,
        sheet: Sheet<EntryForm>,
    ) -> Self {
        let need = |need: &Need| NeedShown { value: need.word(), text: need_words(*need), hint: "" };
        Self {
            action: id.map_or_else(|| NEW.to_owned(), |id| format!("{}/edit", address(id))),
            back: id.map_or_else(|| super::AT.to_owned(), address),
            new: id.is_none(),
            manages,
            owners: owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            needs: Need::ALL.iter().map(need).collect(),
            sheet,
        }
    }

    /// The form filled with what an entry says now.
    pub fn filled(entry: &Entry, manages: bool, owners: Vec<(UserId, String)>) -> Self {
        Self::of(Some(entry.id), manages, owners, Sheet::new(EntryForm::from(entry)))
    }
}

async fn new(desk: Desk<Manager>) -> PageResult {
    show_new(&staff(&desk)?, Sheet::default()).await
}

/// A manager is a member of staff too, and looks after the directory as one.
fn staff(desk: &Desk<Manager>) -> Result<Desk<Staff>, Situation> {
    desk.desk::<Staff>().ok_or(Situation::NotFound)
}

async fn show_new(desk: &Desk<Staff>, sheet: Sheet<EntryForm>) -> PageResult {
    let owners = desk.read(owners).await?;
    desk.show(&EditPage::of(None, true, owners, sheet))
}

async fn add(desk: Desk<Manager>, form: Form<EntryForm>) -> PageResult {
    let desk = staff(&desk)?;
    let (key, form) = (form.once.clone(), form.into_inner());
    let note = match form.read(None, true, desk.now().today) {
        Ok(note) => note,
        Err(errors) => return show_new(&desk, Sheet::wrong(form, errors)).await,
    };
    match desk.write(move |ask| keep(ask, None, &note, &key)).await? {
        KeptEntry::Now(id) | KeptEntry::Before(id) => Ok(see_other(&address(id))),
        KeptEntry::Clash(_) => Ok(see_other(super::AT)),
    }
}

async fn edit(desk: Desk<Staff>, at: Path<DirectoryEntryId>) -> PageResult {
    let id = *at;
    let (one, owners) = desk.read(move |ask| Ok((see_one(ask, id)?, owners(ask)?))).await?;
    let entry = one.versions.first().ok_or(Situation::NotFound)?;
    desk.show(&EditPage::filled(entry, one.manages, owners))
}

async fn change(desk: Desk<Staff>, at: Path<DirectoryEntryId>, form: Form<EntryForm>) -> PageResult {
    let (id, key, form) = (*at, form.once.clone(), form.into_inner());
    let (one, owners) = desk.read(move |ask| Ok((see_one(ask, id)?, owners(ask)?))).await?;
    let now = one.versions.first().ok_or(Situation::NotFound)?;
    let note = match form.read(Some(&now.note), one.manages, desk.now().today) {
        Ok(note) => note,
        Err(errors) => {
            return desk.show(&EditPage::of(Some(id), one.manages, owners, Sheet::wrong(form, errors)));
        }
    };
    let version: DirectoryVersionId = form.version.parse()?.ok_or(Situation::NotFound)?;
    match desk.write(move |ask| keep(ask, Some((id, version)), &note, &key)).await? {
        KeptEntry::Now(_) | KeptEntry::Before(_) => Ok(see_other(&address(id))),
        KeptEntry::Clash(theirs) => {
            let rows = clash_rows(&theirs, &form);
            let form = EntryForm { version: Stood::of(&theirs.version), ..form };
            let sheet = Sheet::clashing(form, Clash::somebody(rows));
            desk.show(&EditPage::of(Some(id), one.manages, owners, sheet))
        }
    }
}

fn clash_rows(theirs: &Entry, yours: &EntryForm) -> Vec<ClashRow> {
    let theirs = EntryForm::from(theirs);
    let words =
        |text: &str| if text.trim().is_empty() { part::Nothing.into() } else { Say::words(text.trim()) };
    let row = |what: Say, theirs: &str, yours: &str| ClashRow::new(what, words(theirs), words(yours));
    vec![
        row(part::Name.into(), &theirs.name, &yours.name),
        row(part::Does.into(), &theirs.does, &yours.does),
        row(part::ForWhom.into(), &theirs.for_whom, &yours.for_whom),
        row(part::Phone.into(), &theirs.phone, &yours.phone),
        row(part::Hours.into(), &theirs.hours, &yours.hours),
        row(part::Email.into(), &theirs.email, &yours.email),
        row(part::Place.into(), &theirs.place, &yours.place),
    ]
}

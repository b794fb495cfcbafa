//! What the pages of papers show to staff.

use onward_domain::{id::DocumentId, role::Role};
use serde::Serialize;

use crate::{
    usecases::documents::SeenDocuments,
    web::{
        adviser::who::Who,
        documents::{DocumentForm, Listed, Shown, listed},
        form::Sheet,
        view::{FormState, Page},
    },
};

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentsPage {
    who: Who,
    /// Where the person's page and the list are for this viewer.
    base: String,
    listed: Listed,
    /// Whether this viewer opens files; not where the address is protected.
    opens: bool,
    keeps: bool,
    scans: bool,
}

impl Page for DocumentsPage {
    const TEMPLATE: &'static str = "adviser/documents.html";
}

impl DocumentsPage {
    /// For somebody in this role.
    pub fn of(seen: &SeenDocuments, role: Role, scans: bool) -> Self {
        let who = Who::of(&seen.answered);
        Self {
            base: who.base_for(role),
            listed: listed(&seen.documents, &seen.names, seen.answered.today),
            opens: seen.opens,
            keeps: seen.keeps,
            scans,
            who,
        }
    }
}

/// One of them: whether it is shown, a newer version, and its end.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentPage {
    who: Who,
    one: Shown,
    /// Whether this viewer's side added it.
    ours: bool,
    scans: bool,
    sheet: Sheet<DocumentForm>,
}

impl Page for DocumentPage {
    const TEMPLATE: &'static str = "adviser/document.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl DocumentPage {
    /// Of one that stands.
    pub fn of(
        seen: &SeenDocuments,
        id: DocumentId,
        sheet: Option<Sheet<DocumentForm>>,
        scans: bool,
    ) -> Option<Self> {
        let all = listed(&seen.documents, &seen.names, seen.answered.today);
        let one = all.stand.into_iter().find(|one| one.id == id)?;
        let document = seen.documents.iter().find(|document| document.id == id)?;
        Some(Self {
            who: Who::of(&seen.answered),
            ours: !one.theirs && seen.keeps,
            sheet: sheet.unwrap_or_else(|| Sheet::new(DocumentForm::again(document))),
            scans,
            one,
        })
    }
}

/// A new one, or a new version.
#[derive(Debug, Clone, Serialize)]
pub struct NewDocumentPage {
    who: Who,
    action: String,
    replaces: bool,
    keeps: bool,
    scans: bool,
    sheet: Sheet<DocumentForm>,
}

impl Page for NewDocumentPage {
    const TEMPLATE: &'static str = "adviser/document_new.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl NewDocumentPage {
    /// The form.
    pub fn of(
        seen: &SeenDocuments,
        replaces: Option<DocumentId>,
        sheet: Sheet<DocumentForm>,
        scans: bool,
    ) -> Self {
        let who = Who::of(&seen.answered);
        let end = replaces.map_or_else(|| "new".to_owned(), |id| format!("{id}/replace"));
        Self {
            action: format!("{}/documents/{end}", who.base),
            replaces: replaces.is_some(),
            keeps: seen.keeps,
            scans,
            who,
            sheet,
        }
    }
}

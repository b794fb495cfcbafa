//! Jay's papers in the demonstration, on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use onward_domain::role::Role;

use super::page::{DocumentPage, DocumentsPage, NewDocumentPage};
use crate::{
    usecases::documents::{SeenDocuments, see_documents},
    web::{
        desk::Adviser,
        documents::{DocumentForm, Side},
        form::Sheet,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};

fn seen() -> SeenDocuments {
    let person = BOROUGH.person("Jay");
    BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_documents(ask, person))
}

#[test]
fn priya_sees_what_runs_out_and_what_jay_does_not_see_and_why() {
    let page = |seen: &SeenDocuments, scans| {
        reads(&shown(Role::Adviser, "documents", &DocumentsPage::of(seen, Role::Adviser, scans)))
    };
    insta::assert_snapshot!("list", page(&seen(), false));
    assert!(!page(&seen(), false).contains("checked for viruses"), "nothing false is said without a scanner");
    assert!(page(&seen(), true).contains("Each is checked for viruses before anybody opens it"));
    let manager = DocumentsPage::of(&SeenDocuments { keeps: false, ..seen() }, Role::Manager, false);
    let manager = shown(Role::Manager, "documents", &manager);
    assert!(manager.contains("/manager/people/") && !manager.contains("Add a document"), "{manager}");
}

#[test]
fn one_is_changed_replaced_or_removed_and_a_form_that_is_empty_says_what_is_missing() {
    let seen = seen();
    let id = seen.documents.iter().find(|one| one.note.ends.is_some()).unwrap().id;
    let one = DocumentPage::of(&seen, id, None, false).unwrap();
    insta::assert_snapshot!("one", reads(&shown(Role::Adviser, "document", &one)));
    let form = DocumentForm::default();
    let wrong = Sheet::wrong(form.clone(), form.read(NOW.today, Side::Adviser).unwrap_err());
    let page = NewDocumentPage::of(&seen, None, wrong, false);
    insta::assert_snapshot!("error", reads(&shown(Role::Adviser, "document", &page)));
}

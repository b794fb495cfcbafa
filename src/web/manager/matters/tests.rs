//! What young people of the demonstration asked of the council, as Dawn sees it.

use super::*;
use crate::web::{page_check::shown, testing::BOROUGH};
use onward_domain::role::Role;

#[test]
fn a_manager_sees_what_waits_with_its_day_and_records_the_stages_of_one() {
    let dawn = BOROUGH.user("Dawn");
    let waits = BOROUGH.read::<Manager, _>(dawn, see_matters);
    let html = shown(Role::Manager, "requests", &RequestsPage::of(&waits, crate::demo::TODAY));
    assert!(html.contains("their file") && html.contains("Amara"), "{html}");
    let nothing = shown(Role::Manager, "requests", &RequestsPage::of(&[], crate::demo::TODAY));
    assert!(nothing.contains("Nothing waits for an answer"));
    let luca = waits.iter().find(|each| each.matter.kind == MatterKind::Complaint).cloned();
    let Some(luca) = luca else { panic!("Luca complained") };
    let seen = BOROUGH.read::<Manager, _>(dawn, move |ask| see_matter(ask, luca.person, luca.matter.id));
    let form = TurnForm { act: "longer".into(), ..TurnForm::default() };
    let errors = form.read(false, crate::demo::TODAY).err().unwrap_or_default();
    assert!(errors.has("words") && errors.has("until"));
    let page = RequestPage::of(&seen, crate::demo::TODAY, Sheet::wrong(form, errors));
    let html = shown(Role::Manager, "request", &page);
    for says in ["stage 2, an investigation", "Write the answer, or why it takes longer", "at most"] {
        assert!(html.contains(says), "{says}: {html}");
    }
}

//! Coverage of the demonstration borough, shown.

use chrono::{DateTime, Utc};
use onward_domain::{
    coverage::{Gap, Part},
    moment::Moment,
    role::Role,
};
use onward_store::{DatabaseUrl, Store, scope::ServiceView};

use super::show_coverage::{self, Asked};
use crate::{
    demo::{TODAY, fill},
    usecases::manager::coverage::{people_behind, work_out},
    web::page_check::shown,
};

const NOW: Moment = Moment { at: DateTime::<Utc>::UNIX_EPOCH, today: TODAY };

fn service(store: &Store) -> ServiceView {
    let users = store.read(|tx| tx.users().all()).unwrap();
    let manager = users.into_iter().find(|user| user.role == Role::Manager).unwrap();
    store.viewer(manager.id).unwrap().unwrap().service().unwrap()
}

#[test]
fn coverage_of_the_borough_adds_up_and_each_number_has_its_people() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_migrated(&DatabaseUrl::in_dir(folder.path())).unwrap();
    fill::fill(&store, TODAY, "a hash").unwrap();
    let (law, service) = (crate::law::demonstration().unwrap(), service(&store));
    let worked = store.read(|tx| work_out(tx, &service, law, NOW)).unwrap();
    let all = worked.coverage.numbers(Part::default());
    assert!(all.due > 20 && all.given > 0 && all.people_lacking > 0, "{all:?}");
    let html = shown(Role::Manager, "live-coverage", &show_coverage::page(&worked, law, 1, TODAY));
    assert!(html.contains("Leaving Care North") && html.contains("Gap in pounds"));
    for asked in [
        Asked::default(),
        Asked { reason: Gap::Unknown.word().into(), ..Asked::default() },
        Asked { thing: "first-home".into(), reason: "not-told".into(), ..Asked::default() },
        Asked { team: "none".into(), thing: "nonsense".into(), page: "99".into(), ..Asked::default() },
    ] {
        let (lines, count) = show_coverage::behind(&worked, &asked);
        let ids: Vec<_> = lines.iter().map(|(subject, _)| subject.person).collect();
        let people = store.read(|tx| people_behind(tx, &service, &ids, NOW)).unwrap();
        let page = show_coverage::people_page(&worked, law, &asked, &lines, count, &people);
        assert_eq!(page.rows.len(), lines.len(), "nobody is left out");
        shown(Role::Manager, &format!("live-behind-{}{}", asked.reason, asked.thing), &page);
    }
}

#[test]
fn the_list_behind_a_number_is_as_long_as_the_number() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_migrated(&DatabaseUrl::in_dir(folder.path())).unwrap();
    fill::fill(&store, TODAY, "a hash").unwrap();
    let service = service(&store);
    let worked = store.read(|tx| work_out(tx, &service, crate::law::demonstration().unwrap(), NOW)).unwrap();
    for thing in onward_domain::coverage::Thing::ALL {
        let asked = Asked { thing: thing.word().into(), ..Asked::default() };
        let numbers = worked.coverage.numbers(asked.part());
        assert_eq!(show_coverage::behind(&worked, &asked).1, numbers.due - numbers.given, "{thing}");
    }
}

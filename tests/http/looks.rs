//! A page that names a person writes down who looked, and one look writes one row.

use super::role_matrix::Filling;
use crate::{
    structure::routes::matrix,
    support::{House, JAY, Who},
};
use onward::demo::borough;

/// What tells somebody of the borough from others: both names, or the number.
fn names() -> Vec<String> {
    borough::children()
        .iter()
        .flat_map(|child| {
            [
                format!("{} {}", child.given, child.family),
                format!("{} {}", child.known_as(), child.family),
                child.child.to_owned(),
            ]
        })
        .collect()
}

/// Pages beside those of the matrix: lists that show more when they are asked to, and one that is kept and read again.
const MORE: [&str; 6] = [
    "/manager/coverage",
    "/manager/coverage/people?show=everyone",
    "/manager/people?show=everyone",
    "/manager/people?q=Linton",
    "/adviser/search?q=Jay",
    "/adviser/together?thing=38&who=all",
];

#[test]
fn every_page_that_names_a_person_writes_one_row_and_no_page_writes_two() {
    let house = House::open();
    let (filling, names) = (Filling::find(&house), names());
    let written = || house.store.read(|tx| tx.looks_written()).unwrap();
    let (mut unseen, mut twice, mut naming) = (Vec::new(), Vec::new(), 0);
    // Whoever is not signed in reads the demonstration's list of accounts, and nothing of anybody.
    for who in Who::EVERYONE.into_iter().filter(|who| *who != Who::Nobody) {
        let visitor = house.signed_in(who);
        let routes = matrix().routes;
        let pages = routes.keys().filter_map(|line| line.strip_prefix("GET ")).map(|path| filling.fill(path));
        let own = pages.filter(|at| at != "/leave").chain(MORE.map(str::to_owned));
        for at in own {
            let before = written();
            let page = visitor.get(&at);
            if page.status != 200 {
                continue;
            }
            let rows = written() - before;
            let text = page.text("body");
            let named = names.iter().find(|name| text.contains(name.as_str()));
            if let Some(name) = named {
                naming += 1;
                if rows == 0 {
                    unseen.push(format!("{who:?} {at} names {name}"));
                }
            }
            if rows > 1 {
                twice.push(format!("{who:?} {at}: {rows}"));
            }
        }
    }
    assert!(naming >= 25, "{naming}");
    assert!(unseen.is_empty(), "pages that name people and write nothing down: {unseen:#?}");
    assert!(twice.is_empty(), "one look, several rows: {twice:#?}");
}

#[test]
fn the_row_of_a_manager_s_look_is_jay_s_own_and_says_what_for() {
    let house = House::open();
    let jay = house.person(JAY);
    house.signed_in(Who::Dawn).get(&format!("/manager/people/{jay}")).expect(200);
    let seen = house.signed_in(Who::Jay).get("/who-has-looked").expect(200).text("main");
    assert!(seen.contains("Dawn Fairley") && seen.contains("To see your page."), "{seen}");
}

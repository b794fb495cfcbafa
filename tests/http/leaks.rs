//! Each person's record has a marker in a staff note. If one shows where it should not, something leaks.

use crate::support::{House, Who};
use onward::{demo::borough, web::routes};

/// Every page whose address has no variable part.
fn plain_pages() -> Vec<&'static str> {
    routes::all()
        .iter()
        .filter(|route| route.method == "GET" && !route.path.contains('{'))
        .map(|route| route.path)
        .collect()
}

#[test]
fn nobody_but_staff_on_the_record_ever_sees_a_marker() {
    let house = House::open();
    let person = house.person(crate::support::JAY);
    for who in [Who::Nobody, Who::Jay, Who::Amira, Who::Rowan, Who::Sam, Who::Callum] {
        let visitor = house.signed_in(who);
        let mut pages: Vec<String> =
            plain_pages().into_iter().filter(|at| *at != "/leave").map(str::to_owned).collect();
        pages.push(format!("/adviser/people/{person}"));
        for at in pages {
            let page = visitor.get(&at);
            assert!(!page.body.contains("MARK-"), "{who:?} sees a marker on {at}");
        }
    }
}

#[test]
fn a_young_persons_pages_name_nobody_elses_child_number_or_name() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let others: Vec<_> =
        borough::children().into_iter().filter(|child| child.child != crate::support::JAY).collect();
    for at in ["/home", "/what-you-can-get", "/why", "/who-has-looked", "/account"] {
        let page = jay.get(at).expect(200);
        for other in &others {
            let name = format!("{} {}", other.given, other.family);
            assert!(!page.body.contains(&name) && !page.body.contains(other.child), "{at} names {name}");
        }
    }
}

#[test]
fn titles_and_addresses_contain_no_persons_name() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let person = house.person(crate::support::JAY);
    for at in [
        "/adviser/people".to_owned(),
        format!("/adviser/people/{person}"),
        format!("/adviser/people/{person}/care-history"),
        format!("/adviser/people/{person}/facts"),
        format!("/adviser/people/{person}/facts/14"),
    ] {
        let page = priya.get(&at).expect(200);
        let title = page.text("title");
        assert!(!title.is_empty());
        for word in ["Jay", "Linton", "313752"] {
            assert!(!title.contains(word), "{at}: {title}");
        }
        for address in page.attributes("a[href]", "href") {
            assert!(
                !address.contains("Jay") && !address.contains("Linton") && !address.contains("313752"),
                "{address}"
            );
        }
    }
}

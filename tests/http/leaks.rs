//! Each person's record has a marker in a staff note. If one shows where it should not, something leaks.

use super::role_matrix::{Filling, ends_the_session};
use crate::{
    structure::routes::matrix,
    support::{House, JAY, Who},
};
use onward::{
    demo::{PASSPHRASE, borough},
    web::routes,
};

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
            assert!(!page.body.contains("The paper file is number"), "{who:?} sees a marker on {at}");
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

/// Rows 11 and 47 of docs/security-cases.md, in one walk over every page of everybody. Letters, drafts, messages, papers and more are made
/// while Jay has the old name; Priya writes down where he lives, and protects it.
#[test]
fn no_page_of_anybody_shows_an_old_name_or_a_protected_address() {
    let house = House::open();
    let (jay, priya) = (house.signed_in(Who::Jay), house.signed_in(Who::Priya));
    let at = format!("/adviser/people/{}/name", house.person(JAY));
    let call = |known_as: &str, family: &str| {
        let fields = [("known-as", known_as), ("first-names", known_as), ("family-name", family)];
        priya.fill(&at, &at, &fields).expect(303);
    };
    call("Zacharias", "Quillfeather");
    let filling = Filling::find(&house);
    assert!(jay.get(&filling.fill("/letters/{letter}")).expect(200).body.contains("Quillfeather"));
    call("Mina", "Brook");
    let kept = format!("/adviser/people/{}/address", house.person(JAY));
    let fields =
        [("address", "7 Markerlane"), ("protected", "yes"), ("reason", "His stepfather is looking for him")];
    priya.fill(&kept, &kept, &fields).expect(303);
    assert!(jay.get("/mine").expect(200).body.contains("protected"), "he reads that it is");
    let old = |body: &str| body.contains("Zacharias") || body.contains("Quillfeather");
    let (mut shown, mut renamed, mut addressed) = (Vec::new(), 0, Vec::new());
    for who in Who::EVERYONE {
        let visitor = house.signed_in(who);
        for line in matrix().routes.keys().filter(|line| line.starts_with("GET ") && !ends_the_session(line))
        {
            let body = visitor.get(&filling.fill(line.trim_start_matches("GET "))).body;
            renamed += usize::from(body.contains("Mina"));
            if body.contains("Markerlane") {
                addressed.push(format!("{who:?} {line}"));
            }
            if old(&body) {
                shown.push(format!("{who:?} {line}"));
            }
        }
    }
    assert_eq!(
        addressed,
        ["Priya GET /adviser/people/{person}/address"],
        "where it is kept, and nowhere else"
    );
    assert!(shown.is_empty() && renamed > 20, "{renamed} in the new name, in the old one: {shown:#?}");
    let proof = [("show", "file"), ("passphrase", PASSPHRASE)];
    assert!(!old(&jay.fill("/mine/data", "/mine/data", &proof).expect(200).body), "nor is it in his data");
}

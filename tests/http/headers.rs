//! What every response carries, and what no response carries.

use crate::support::{House, Who};

#[test]
fn every_page_has_a_strict_policy_and_personal_pages_are_never_stored() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    for (visitor, at) in [
        (&house.visitor(), "/sign-in"),
        (&house.visitor(), "/no-such-page"),
        (&jay, "/home"),
        (&jay, "/what-you-can-get"),
    ] {
        let page = visitor.get(at);
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{at}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{at}: {policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert!(page.header(name).contains(value), "{at}: {name} is {:?}", page.header(name));
        }
        for told in ["server", "x-powered-by"] {
            assert_eq!(page.header(told), "", "{at} reveals what it runs on");
        }
    }
}

#[test]
fn health_and_ready_answer_without_a_session() {
    let house = House::open();
    for at in ["/health", "/ready"] {
        let page = house.visitor().get(at).expect(200);
        assert!(!page.headers.contains_key("set-cookie"), "{at} sets a cookie");
    }
}

#[test]
fn no_script_can_read_the_session_cookie_and_it_changes_on_signing_in() {
    let house = House::open();
    let visitor = house.visitor();
    visitor.get("/sign-in");
    let before = visitor.cookies();
    let signed_in = house.signed_in(Who::Jay);
    assert!(signed_in.cookies().len() >= before.len());
    let page = house.visitor().fill(
        "/sign-in",
        "/sign-in",
        &[("name", "jay"), ("passphrase", onward::demo::PASSPHRASE), ("own_phone", "yes")],
    );
    let cookies: Vec<_> =
        page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(!cookies.is_empty());
    for cookie in cookies {
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite="), "{cookie}");
    }
}

#[test]
fn the_demonstrations_day_is_on_its_pages() {
    let house = House::open();
    for (who, at) in [(Who::Nobody, "/sign-in"), (Who::Jay, "/home"), (Who::Dawn, "/manager/coverage")] {
        let page = house.signed_in(who).get(at).expect(200);
        assert!(page.body.contains("23 November 2026"), "{at} does not say which day it is");
    }
}

//! Bad input gets a page in plain words that says what to do; nothing is left half done.

use crate::support::{House, Who};

#[test]
fn an_unknown_address_offers_a_way_on() {
    let house = House::open();
    for at in [
        "/no-such-page",
        "/adviser/people/not-an-id",
        "/%ff",
        "/home/../../etc/passwd",
        "/static/../Cargo.toml",
    ] {
        let page = house.visitor().get(at);
        assert!([404, 303].contains(&page.status), "{at}: {}", page.status);
    }
    let page = house.visitor().get("/no-such-page").expect(404);
    assert!(!page.attributes("main a", "href").is_empty());
    assert_eq!(page.texts("h1").len(), 1);
}

#[test]
fn a_wrong_method_is_refused_with_a_page() {
    let house = House::open();
    for (method, at) in
        [("DELETE", "/sign-in"), ("PUT", "/help-now"), ("PATCH", "/home"), ("POST", "/help-now")]
    {
        let page = house.visitor().method(method, at);
        assert!([403, 404, 405].contains(&page.status), "{method} {at}: {}", page.status);
        assert_eq!(page.texts("h1").len(), 1, "{method} {at} has no page");
    }
}

#[test]
fn a_body_that_is_too_big_is_refused_and_the_service_carries_on() {
    let house = House::open();
    let visitor = house.visitor();
    visitor.get("/sign-in").expect(200);
    let page = visitor.post_raw("/sign-in", "application/x-www-form-urlencoded", vec![b'a'; 2_000_000]);
    assert_eq!(page.status, 413, "{}", page.text("main"));
    visitor.get("/sign-in").expect(200);
}

#[test]
fn bytes_that_are_not_text_are_refused_in_plain_words() {
    let house = House::open();
    let visitor = house.visitor();
    let token =
        visitor.get("/sign-in").form("/sign-in").into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    for body in [
        format!("csrf={token}&name=%ff%fe&passphrase=x&own_phone=yes"),
        "\u{0}\u{1}=\u{2}".to_owned(),
        "&&&===".to_owned(),
    ] {
        let page = visitor.post_raw("/sign-in", "application/x-www-form-urlencoded", body.into_bytes());
        assert!((400..500).contains(&page.status), "{}", page.status);
        assert_eq!(page.texts("h1").len(), 1);
    }
}

#[test]
fn a_form_from_another_site_or_without_its_token_changes_nothing() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let page = jay.post("/sign-out", &[]);
    assert!([400, 403, 409, 422].contains(&page.status), "{}", page.status);
    let page = jay.post("/sign-out", &[("csrf", "not-the-token")]);
    assert!([400, 403, 409, 422].contains(&page.status), "{}", page.status);
    jay.get("/home").expect(200);
}

#[test]
fn fields_that_nobody_asked_for_are_refused() {
    let house = House::open();
    let visitor = house.visitor();
    let fields = [
        ("name", "jay"),
        ("passphrase", onward::demo::PASSPHRASE),
        ("own_phone", "yes"),
        ("role", "manager"),
        ("user_id", "1"),
    ];
    let page = visitor.fill("/sign-in", "/sign-in", &fields);
    assert!((400..500).contains(&page.status), "{}", page.status);
    assert_eq!(visitor.get("/home").status, 303, "nobody is signed in");
}

//! A manager's account is opened by two people, and its owner reads who they were.

use crate::support::{House, Page, Visitor, Who};
use onward_domain::id::UserId;

fn user(house: &House, who: Who) -> UserId {
    house.store.read(|tx| tx.accounts().by_sign_in_name(who.sign_in_name())).unwrap().unwrap().user
}

/// Rowan sends a form of somebody's row.
fn asks(house: &House, rowan: &Visitor, who: Who, what: &str, more: &[(&str, &str)]) -> Page {
    let (id, action) = (user(house, who).to_string(), format!("/admin/users/{what}"));
    let page = rowan.get("/admin/users").expect(200);
    let seen = format!("form[action='{action}'] input[value='{id}'] + input[name=seen]");
    let seen = page.attributes(&seen, "value").remove(0);
    let fields = [&[("user", id.as_str()), ("seen", seen.as_str())], more].concat();
    rowan.fill_in(&page, &action, &fields)
}

#[test]
fn rowan_alone_opens_no_manager_s_account_and_with_callum_dawn_gets_in_and_reads_who_helped() {
    const AT: &str = "/account/second-person";
    let house = House::open();
    let rowan = house.signed_in(Who::Rowan);
    // The borough has a second manager; without him nobody could agree.
    let asked = asks(&house, &rowan, Who::Marcus, "disable", &[]).expect(200);
    assert!(asked.text("#asks").starts_with("Suspend Marcus Bell"), "{}", asked.text("main"));
    house.signed_in(Who::Marcus).get("/manager/coverage").expect(200);
    asks(&house, &rowan, Who::Marcus, "disable", &[("sure", "yes")]).expect(303);
    let alone = asks(&house, &rowan, Who::Dawn, "reset", &[]).expect(422);
    assert!(alone.text("main").contains("Nobody else here can agree"), "{}", alone.text("main"));
    house.signed_in(Who::Dawn).get("/manager/coverage").expect(200);

    let asked = asks(&house, &rowan, Who::Callum, "role", &[("role", "manager")]).expect(303);
    assert_eq!(asked.location(), AT);
    assert!(
        rowan.get(AT).expect(200).text("main").contains("Another administrator or a manager has to agree")
    );
    let dawn = house.signed_in(Who::Dawn);
    assert!(dawn.get("/manager/coverage").expect(200).text("main").contains("waits for a second person"));
    dawn.fill(AT, AT, &[("answer", "agree")]).expect(303);

    let callum = house.signed_in(Who::Callum);
    callum.get("/manager/coverage").expect(200);
    asks(&house, &rowan, Who::Dawn, "reset", &[]).expect(303);
    dawn.get("/manager/coverage").expect(200);
    let code = callum.fill(AT, AT, &[("answer", "agree")]).expect(200).text(".app-note .app-num");
    assert_eq!(code.len(), 19, "{code}");
    assert_eq!(dawn.get("/manager/coverage").status, 303, "the old way in is over");
    assert!(!rowan.get(AT).expect(200).body.contains(&code), "whoever asked never sees it");

    let again = house.visitor();
    let page = again.fill("/colleague", "/colleague", &[("code", &code)]).expect(200);
    let chosen = [("passphrase", "purple tractor gravel"), ("again", "purple tractor gravel")];
    assert_eq!(
        again.fill_in(&page, "/invitation/choose", &chosen).expect(303).location(),
        "/manager/coverage"
    );
    for at in ["/manager/coverage", "/account"] {
        let words = again.get(at).expect(200).text("main");
        assert!(words.contains("Callum Reid made a new way into your account"), "{at}: {words}");
    }
}

//! Several young people met together, written down once, over HTTP.

use crate::support::{House, JAY, Who};

#[test]
fn a_group_is_on_each_record_as_what_it_is_and_only_whoever_was_seen_alone_has_a_visit() {
    let house = House::open();
    let priya = house.signed_in(Who::Priya);
    let (jay, amara) = (house.person(JAY).to_string(), house.person("008242").to_string());
    let bare = priya.fill("/adviser/group", "/adviser/group", &[]).expect(422);
    assert!(bare.text("main").contains("Tick everybody who was there"));
    let said = [("pick", jay.as_str()), ("alone", amara.as_str()), ("summary", "MARK-cooking")];
    let sent = priya.fill("/adviser/group", "/adviser/group", &said);
    assert_eq!(sent.status, 303);
    let done = priya.get(sent.location()).expect(200).text("#done, .app-note--done");
    assert!(done.contains("In the group: Jay Linton") && done.contains("Amara Fielding"), "{done}");
    let line = |id: &str| {
        let page = priya.get(&format!("/adviser/people/{id}/chronology?what=contacts")).expect(200);
        page.texts("tbody tr").into_iter().find(|row| row.contains("MARK-cooking")).expect("the line")
    };
    assert!(line(&jay).contains("Met in a group, no visit"), "{}", line(&jay));
    assert!(line(&amara).contains("Seen somewhere else"), "{}", line(&amara));
}

#[test]
fn somebody_elses_person_is_left_out_and_the_others_are_kept() {
    let house = House::open();
    let callum = house.signed_in(Who::Callum);
    let theirs = callum.get("/adviser/group").expect(200).attributes("input[name=pick]", "value").remove(0);
    let jay = house.person(JAY).to_string();
    let said = [("pick", theirs.as_str()), ("pick", jay.as_str()), ("summary", "MARK-bowling")];
    let sent = callum.fill("/adviser/group", "/adviser/group", &said);
    let done = callum.get(sent.location()).expect(200).text("main");
    assert!(done.contains("1 person was left out"), "{done}");
    let priya = house.signed_in(Who::Priya);
    let page = priya.get(&format!("/adviser/people/{jay}/chronology")).expect(200);
    assert!(!page.body.contains("MARK-bowling"));
}

//! A manager imports the yearly return over HTTP.

use crate::support::{House, JAY, Page, Visitor, Who};
use reqwest::blocking::multipart::{Form, Part};

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n990001,F,01/05/2009,WBRI,,,\n";
const EPISODES: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
    990001,01/05/2025,S,V2,N1,U6,PR1,,,,,,\n";

/// These files contain one child out of a year of sixty.
const WHOLE: (&str, &str) = ("hardly", "yes");

fn send(visitor: &Visitor, token: &str, year: &str, files: &[(&'static str, String)]) -> Page {
    let mut form = Form::new().text("csrf", token.to_owned()).text("year", year.to_owned());
    for (name, text) in files {
        form = form.part("files", Part::bytes(text.clone().into_bytes()).file_name(*name));
    }
    visitor.post_files("/manager/import", form)
}

fn token(visitor: &Visitor) -> String {
    visitor.get("/manager/import").expect(200).attributes("main input[name=csrf]", "value").remove(0)
}

#[test]
fn files_are_shown_then_imported_once_however_often_the_button_is_pressed() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let files = [("header.csv", HEADER.to_owned()), ("episodes.csv", EPISODES.to_owned())];
    let sent = send(&dawn, &token(&dawn), "2025-26", &files).expect(303);
    let place = sent.location().to_owned();
    let shown = dawn.get(&place).expect(200);
    assert!(shown.text("main").contains("Nothing is saved yet"), "{}", shown.text("main"));
    let refused = dawn.fill_in(&shown, &format!("{place}/apply"), &[]).expect(422);
    assert!(
        refused.text("main").contains("Importing it would take them out of that year"),
        "one child is not a whole return"
    );
    for _ in 0..3 {
        dawn.fill_in(&shown, &format!("{place}/apply"), &[WHOLE]).expect(303);
    }
    let done = dawn.get(&place).expect(200);
    assert!(done.text("main").contains("This return is in use"), "{}", done.text("main"));

    let again = send(&dawn, &token(&dawn), "2025-26", &files).expect(303);
    let again = dawn.get(again.location()).expect(200);
    assert!(
        again.text("main").contains("Everything in these files is already here"),
        "{}",
        again.text("main")
    );
}

#[test]
fn rows_that_cannot_be_imported_are_left_out_only_when_someone_says_so() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let bad = format!("{EPISODES}990001,31/04/2025,S,V2,N1,U6,PR1,,,,,,\n");
    let files = [("header.csv", HEADER.to_owned()), ("episodes.csv", bad)];
    let place = send(&dawn, &token(&dawn), "2025-26", &files).expect(303).location().to_owned();
    let shown = dawn.get(&place).expect(200);
    assert!(shown.text("main").contains("There is no 31 April 2025."));
    let refused = dawn.fill_in(&shown, &format!("{place}/apply"), &[WHOLE]).expect(422);
    assert!(refused.text("title").starts_with("Error: "));
    dawn.fill_in(&shown, &format!("{place}/apply"), &[WHOLE, ("rows", "leave")]).expect(303);
    assert!(dawn.get(&place).expect(200).text("main").contains("This return is in use"));
}

#[test]
fn before_it_is_taken_in_the_page_says_whose_right_it_takes_and_its_problems_can_be_downloaded() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    // In care at 16 and 17; then the final file says that care ended long before.
    let born = "01/05/2009";
    let header = HEADER.replace("01/05/2009", born);
    let files = |episode: &str| {
        let rows = EPISODES.replace("990001,01/05/2025,S,V2,N1,U6,PR1,,,,,,\n", episode);
        [("header.csv", header.clone()), ("episodes.csv", rows)]
    };
    let running = "990001,01/05/2025,S,V2,N1,U6,PR1,,,,,,\n";
    let place = send(&dawn, &token(&dawn), "2025-26", &files(running)).expect(303).location().to_owned();
    let shown = dawn.get(&place).expect(200);
    assert!(shown.text("main").contains("Who would lose or gain a right"));
    dawn.fill_in(&shown, &format!("{place}/apply"), &[WHOLE]).expect(303);

    let ended =
        "990001,01/05/2025,S,V2,N1,U6,PR1,20/05/2025,E4A,,,,\n990001,31/04/2025,S,V2,N1,U6,PR1,,,,,,\n";
    let place = send(&dawn, &token(&dawn), "2025-26", &files(ended)).expect(303).location().to_owned();
    let shown = dawn.get(&place).expect(200);
    let words = shown.text("main");
    assert!(
        words.contains("A right is lost: 1 person") || words.contains("An answer waits: 1 person"),
        "{words}"
    );
    assert!(words.contains("Child 990001"));
    let file = dawn.get(&format!("{place}/problems.csv")).expect(200);
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(
        file.body.contains("There is no 31 April 2025.") && file.body.contains("\"990001\""),
        "{}",
        file.body
    );
    let none = send(
        &dawn,
        &token(&dawn),
        "2025-26",
        &files("990001,01/05/2025,S,V2,N1,U6,PR1,20/05/2025,E4A,,,,\n"),
    );
    let none = dawn.get(none.expect(303).location()).expect(200).text("main");
    assert!(none.contains("A right is lost: 1 person"), "{none}");
}

#[test]
fn a_file_that_is_not_a_table_imports_nothing_and_says_what_to_do() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let place =
        send(&dawn, &token(&dawn), "2025-26", &[("header.csv", "PK\u{3}\u{4}".to_owned())]).expect(303);
    let page = dawn.get(place.location()).expect(200);
    assert!(page.text("main").contains("This is a workbook or a zip file"), "{}", page.text("main"));
    assert!(!page.text("main").contains("Take in exactly this"));
}

#[test]
fn without_files_or_with_an_invalid_year_the_form_says_what_to_correct() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let page = send(&dawn, &token(&dawn), "25", &[]).expect(422);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#year", "#files"]);
    assert_eq!(page.attributes("#year", "value"), ["25"]);
}

#[test]
fn without_our_token_no_file_is_accepted() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let files = [("header.csv", HEADER.to_owned())];
    assert_eq!(send(&dawn, "somebody-elses", "2025-26", &files).status, 403);
    let priya = house.signed_in(Who::Priya);
    assert_eq!(send(&priya, "any", "2025-26", &files).status, 404);
}

/// A return saying that an episode of Jay's began on a day that does not exist.
fn about_jay() -> [(&'static str, String); 2] {
    let (heading, _) = EPISODES.split_once('\n').unwrap();
    [
        ("header.csv", HEADER.replace("990001", "990002")),
        (
            "episodes.csv",
            format!(
                "{heading}\n{JAY},31/04/2026,S,V2,N1,U6,PR1,,,,,,\n990002,01/05/2025,S,V2,N1,U6,PR1,,,,,,\n"
            ),
        ),
    ]
}

#[test]
fn a_row_left_out_becomes_a_question_for_the_adviser_and_the_manager_sees_who_it_is_about() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let before = dawn.get("/manager/import").expect(200).text("main");
    assert!(!before.contains("Jay Linton"), "{before}");
    let place = send(&dawn, &token(&dawn), "2025-26", &about_jay()).expect(303).location().to_owned();
    let shown = dawn.get(&place).expect(200);
    assert!(shown.text("main").contains("There is no 31 April 2026"), "{}", shown.text("main"));
    dawn.fill_in(&shown, &format!("{place}/apply"), &[WHOLE, ("rows", "leave")]).expect(303);
    assert!(dawn.get(&place).expect(200).text("main").contains("This return is in use"));
    let waiting = dawn.get("/manager/import").expect(200).text("#waiting ~ table, main");
    assert!(waiting.contains("Jay Linton") && waiting.contains("Priya Nair"), "{waiting}");

    let questions = format!("/adviser/people/{}/questions", house.person(JAY));
    assert_eq!(dawn.get(&questions).status, 404, "a manager neither settles nor reads questions");
    assert_eq!(house.signed_in(Who::Callum).get(&questions).status, 404, "nor does another adviser");
    let priya = house.signed_in(Who::Priya);
    let page = priya.get(&questions).expect(200);
    assert!(page.text("main").contains("There is no 31 April 2026"), "{}", page.text("main"));
    let one = page.attributes(&format!("main a[href^='{questions}/']"), "href").remove(0);
    priya.fill(&one, &one, &[("found", "The placement ended on 30 April: the row was a slip")]).expect(303);
    // What the return leaves open about Jay for one child still waits; the row that was left out does not.
    let after = dawn.get("/manager/import").expect(200).text("main");
    let many = |text: &str| -> usize {
        let before = text.split(" questions wait").next().unwrap();
        before.rsplit(' ').next().unwrap().parse().unwrap()
    };
    assert_eq!(many(&after) + 1, many(&waiting), "{after}");
}

#[test]
fn if_records_have_changed_since_it_was_shown_nothing_is_imported_and_the_new_difference_is_shown() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let with = |placement: &str| {
        [("header.csv", HEADER.to_owned()), ("episodes.csv", EPISODES.replace(",U6,", placement))]
    };
    let first = send(&dawn, &token(&dawn), "2025-26", &with(",U6,")).expect(303).location().to_owned();
    // The others of the year stand before: they would be taken out of it.
    let shown = dawn.get(&format!("{first}?people=2")).expect(200);
    assert!(shown.text("main").contains("Child 990001, new"), "{}", shown.text("main"));
    let second = send(&dawn, &token(&dawn), "2025-26", &with(",K2,")).expect(303).location().to_owned();
    let other = dawn.get(&second).expect(200);
    dawn.fill_in(&other, &format!("{second}/apply"), &[WHOLE]).expect(303);

    let fresh = dawn.fill_in(&shown, &format!("{first}/apply"), &[WHOLE]).expect(303).location().to_owned();
    assert_ne!(fresh, first, "another run shows what would change now");
    let old = dawn.get(&first).expect(200).text("main");
    assert!(old.contains("The records changed while you looked"), "{old}");
    let now = dawn.get(&fresh).expect(200).text("main");
    assert!(now.contains("Child 990001, 1 changed") && now.contains("placement: "), "{now}");
}

#[test]
fn a_return_whose_names_tell_no_year_is_kept_and_asks_for_it() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let files = [("header.csv", HEADER.to_owned()), ("episodes.csv", EPISODES.to_owned())];
    let place = send(&dawn, &token(&dawn), "", &files).expect(303).location().to_owned();
    let asks = dawn.get(&place).expect(200);
    assert_eq!(asks.text("h1"), "Which year are these files for?");
    let say = format!("{place}/year");
    let wrong = dawn.fill_in(&asks, &say, &[("year", "2025")]).expect(422);
    assert_eq!(wrong.attributes(".govuk-error-summary a", "href"), ["#year"]);
    assert_eq!(wrong.attributes("#year", "value"), ["2025"]);
    let fresh = dawn.fill_in(&wrong, &say, &[("year", "2025-26")]).expect(303).location().to_owned();
    assert_ne!(fresh, place);
    let shown = dawn.get(&format!("{fresh}?people=2")).expect(200).text("main");
    assert!(shown.contains("Child 990001, new") && shown.contains("2025-26"), "{shown}");
    // Sent again, it leads to the same run.
    assert_eq!(dawn.fill_in(&asks, &say, &[("year", "2025-26")]).expect(303).location(), fresh);
    assert!(dawn.get(&place).expect(200).text("main").contains("You said which year the files are for"));
}

#[test]
fn whoever_takes_nothing_in_until_rows_are_fixed_finds_the_list_again() {
    let house = House::open();
    let dawn = house.signed_in(Who::Dawn);
    let place = send(&dawn, &token(&dawn), "2025-26", &about_jay()).expect(303).location().to_owned();
    let shown = dawn.get(&place).expect(200);
    assert!(shown.text("main").contains("Jay Linton"), "by name, where it is known: {}", shown.text("main"));
    dawn.fill_in(&shown, &format!("{place}/apply"), &[("rows", "stop")]).expect(303);
    assert!(dawn.get(&place).expect(200).text("main").contains("Nothing is saved yet"));
    dawn.fill_in(&shown, &format!("{place}/withdraw"), &[]).expect(303);
    assert!(dawn.get(&place).expect(200).text("main").contains("The files are no longer held"));
}

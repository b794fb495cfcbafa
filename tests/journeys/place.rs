//! The jobs of Jay's move, over HTTP: put on the list, changed, moved along with the moving day, and taken off.

use crate::support::{House, Page, Visitor, Who};

const PLACE: &str = "/my-place";

/// The jobs as the page has them, one line each.
fn jobs(page: &Page) -> Vec<String> {
    page.texts("section[aria-labelledby='jobs'] > ul.app-rows > li")
}

fn change(page: &Page, job: &str) -> String {
    let rows = jobs(page);
    let at = rows.iter().position(|row| row.contains(job)).unwrap_or_else(|| panic!("{job}: {rows:?}"));
    page.attributes("section[aria-labelledby='jobs'] > ul.app-rows a[href$='/change']", "href").remove(at)
}

fn place(jay: &Visitor) -> Page {
    jay.get(PLACE).expect(200)
}

#[test]
fn jay_puts_the_usual_jobs_on_his_list_counted_back_from_the_move_and_once_only() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let before = jobs(&place(&jay)).len();
    for _ in 0..2 {
        let page = place(&jay);
        if page.body.contains("/my-place/jobs/ideas") {
            assert_eq!(jay.fill_in(&page, "/my-place/jobs/ideas", &[]).status, 303);
        }
    }
    let after = jobs(&place(&jay));
    assert!(after.len() > before, "{after:?}");
    assert_eq!(after.iter().filter(|row| row.starts_with("Set up water")).count(), 1, "{after:?}");
    let water = after.iter().find(|row| row.starts_with("Set up water")).expect("it is on the list");
    assert!(water.contains("By "), "it has a day before the move: {water}");
}

#[test]
fn a_job_is_changed_and_keeps_its_tick_and_what_is_taken_off_is_gone() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let new = "/my-place/jobs/new";
    assert_eq!(jay.fill(new, new, &[("what", "Pack the books")]).status, 303);
    let page = place(&jay);
    let at = change(&page, "Pack the books");
    let tick = at.replace("/change", "");
    assert_eq!(jay.fill_in(&page, &tick, &[("done", "yes")]).status, 303);
    let at = change(&place(&jay), "Pack the books");
    let stale = jay.get(&at).expect(200);
    assert_eq!(jay.fill(&at, &at, &[("what", "Pack the books and the lamp")]).status, 303);
    let row = jobs(&place(&jay)).into_iter().find(|row| row.contains("and the lamp")).expect("it changed");
    assert!(row.contains("Done"), "the tick stays: {row}");
    let clash = jay.fill_in(&stale, &at, &[("what", "Pack nothing")]).expect(409);
    assert!(clash.text("main").contains("Pack the books and the lamp"), "nothing is lost");
    let at = change(&place(&jay), "and the lamp");
    assert_eq!(jay.fill(&at, &at.replace("/change", "/remove"), &[]).status, 303);
    assert!(jobs(&place(&jay)).iter().all(|row| !row.contains("and the lamp")));
    assert_eq!(jay.get(&at).status, 404, "it can't be changed any more");
}

#[test]
fn when_the_moving_day_moves_the_days_of_the_jobs_move_with_it_if_he_wants() {
    let house = House::open();
    let jay = house.signed_in(Who::Jay);
    let new = "/my-place/jobs/new";
    let day = |day: &'static str, month: &'static str| {
        [("move_day-day", day), ("move_day-month", month), ("move_day-year", "2026")]
    };
    let right = "/my-place/right";
    assert_eq!(jay.fill(right, right, &day("10", "12")).status, 303);
    let by = [("what", "Hire a van"), ("by-day", "8"), ("by-month", "12"), ("by-year", "2026")];
    assert_eq!(jay.fill(new, new, &by).status, 303);
    assert!(!jobs(&place(&jay)).is_empty());
    assert_eq!(jay.fill(right, right, &day("17", "12")).status, 303);
    let page = place(&jay);
    assert!(page.text("main").contains("Your moving day changed"), "{}", page.text("main"));
    assert_eq!(jay.fill_in(&page, "/my-place/jobs/along", &[]).status, 303);
    let page = place(&jay);
    let van = jobs(&page).into_iter().find(|row| row.contains("Hire a van")).expect("it is there");
    assert!(van.contains("15 December"), "a week later, like the move: {van}");
    assert!(!page.text("main").contains("Your moving day changed"), "it is done");
}

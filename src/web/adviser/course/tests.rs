//! A course as it is entered and corrected.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    form::WrittenDay,
    page_check::shown,
    testing::{BOROUGH, NOW, reads},
};
use chrono::NaiveDate;
use leaving_care_rules::person::EducationKind;
use onward_domain::{
    care::{Course, CourseNote},
    recorded::{Recorded, Source},
    role::Role,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn joinery() -> CourseNote {
    CourseNote {
        kind: EducationKind::FeFullTime,
        name: Some("Joinery, level 2".into()),
        start: Some(day("2026-09-07")),
        end: Some(day("2028-08-28")),
        in_pathway_plan: Some(true),
        months: Some(24),
        full_time: Some(true),
        residential: None,
        continuing: Some(false),
    }
}

fn filled(note: CourseNote) -> CourseForm {
    let at = chrono::DateTime::UNIX_EPOCH;
    let recorded = Recorded { source: Source::Staff, at, by: None, import: None, superseded_at: None };
    CourseForm::from(&Course {
        id: CourseId::new(),
        person: PersonId::new(),
        note,
        recorded,
        superseded_by: None,
    })
}

fn page(sheet: Sheet<CourseForm>) -> String {
    let jay = BOROUGH.person("Jay");
    let seen = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_course(ask, jay, None));
    shown(Role::Adviser, "course", &CoursePage::of(&seen, sheet))
}

#[test]
fn a_course_is_asked_for_part_by_part_and_mistakes_are_reported() {
    insta::assert_snapshot!("start", reads(&page(Sheet::default())));
    let form =
        CourseForm { last: WrittenDay::new("1", "9", "2026"), months: "0".into(), ..filled(joinery()) };
    let errors = form.read(NOW.today).unwrap_err();
    insta::assert_snapshot!("error", reads(&page(Sheet::wrong(form, errors))));
}

#[test]
fn the_current_version_fills_the_form_and_is_read_back_unchanged() {
    assert_eq!(filled(joinery()).read(NOW.today).unwrap(), joinery());
}

#[test]
fn without_a_course_there_is_no_name_length_or_plan() {
    let form = CourseForm { kind: "none".into(), ..filled(joinery()) };
    let note = form.read(NOW.today).unwrap();
    assert_eq!((note.kind, note.name, note.months), (EducationKind::None, None, None));
    assert_eq!((note.in_pathway_plan, note.full_time), (None, None));
    assert_eq!(note.start, Some(day("2026-09-07")));
}

#[test]
fn a_name_of_121_characters_and_an_end_before_the_start_are_reported() {
    let form = CourseForm {
        kind: String::new(),
        title: "é".repeat(121),
        last: WrittenDay::new("6", "9", "2026"),
        months: "1.5".into(),
        ..filled(joinery())
    };
    let errors = form.read(NOW.today).unwrap_err();
    for (field, words) in [
        ("kind", "Choose what they do, or that they are not studying or training"),
        ("title", "Use 120 characters or fewer"),
        ("last", "Enter a last day that is on or after the first day"),
        ("months", "Enter a whole number, like 12"),
    ] {
        assert_eq!(errors.said(field).as_deref(), Some(words));
    }
}

#[test]
fn a_courses_days_are_written_the_way_people_say_them() {
    let today = day("2026-11-23");
    assert_eq!(said::course(&joinery()).to_string(), "College, full time: Joinery, level 2");
    assert_eq!(
        said::course_when(&joinery(), today).to_string(),
        "From 7 September 2026 to 27 August 2028, 24 months, full time, in the pathway plan"
    );
    let ahead = CourseNote { start: Some(day("2027-01-04")), end: None, ..joinery() };
    assert!(said::course_when(&ahead, today).to_string().starts_with("From 4 January 2027"));
}

#[test]
fn a_course_in_the_year_2062_is_a_slip_of_the_pen() {
    for (start, last) in [(("1", "9", "2062"), ("", "", "")), (("1", "9", "2026"), ("1", "7", "2062"))] {
        let written = |(day, month, year)| WrittenDay::new(day, month, year);
        let form = CourseForm { start: written(start), last: written(last), ..filled(joinery()) };
        let errors = form.read(NOW.today).unwrap_err();
        let said = errors.said("start").or_else(|| errors.said("last"));
        assert_eq!(said.as_deref(), Some("Enter 23 November 2041 or an earlier day"));
    }
}

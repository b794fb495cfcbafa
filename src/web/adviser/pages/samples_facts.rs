//! The pages of what is known, full, at the start, after an error and for reading alone.

use super::{
    samples::{date, select, sub},
    *,
};
use crate::web::{
    parts::{Choice, Link, Tag},
    view::FormErrors,
};

fn fact_row(id: &str, question: &str, answer: Option<&str>, waiting: Option<&str>) -> FactRow {
    FactRow {
        id: id.into(),
        question: question.into(),
        answer: answer.map(Into::into),
        hand: answer.map(|_| "Entered 3 May 2026 by Priya Nair".into()),
        waiting: waiting.map(Into::into),
        href: "/adviser/people/1/facts/11".into(),
        act: if answer.is_some() { "Correct" } else { "Answer" },
    }
}

pub fn facts() -> Facts {
    Facts {
        name: "Jay Mitchell".into(),
        person_href: "/adviser/people/1".into(),
        sub: sub(2),
        lede: "2 answers are missing. 3 entitlements wait for them today.".into(),
        saved: Some(SavedFact {
            heading: "Saved. It changes 1 answer".into(),
            status: "The status stays ‘Former relevant, 18 to 21’.".into(),
            rows: vec![ConsiderRow {
                what: "Council tax discount".into(),
                href: "/adviser/people/1/entitlements/20".into(),
                now: "We would need to check".into(),
                then: Tag::new("done", "Gained. Yes, to 2 March 2033"),
                difference: "Not money".into(),
                why: "You have to pay council tax.".into(),
            }],
            next: Some(Link::new("Next: Is Jay responsible for a child?", "/adviser/people/1/facts/13")),
        }),
        missing: vec![fact_row("parent", "Is Jay responsible for a child?", None, Some("Care to Learn"))],
        known: vec![fact_row("ehcp", "Does Jay have an education, health and care plan?", Some("No"), None)],
        courses: vec![fact_row(
            "course-1",
            "College, full time: Electrical installation",
            Some("Since 7 September 2026"),
            None,
        )],
        add_course: Some("/adviser/people/1/facts/courses/new".into()),
        rest: vec![fact_row("pregnant", "Is Jay pregnant?", None, None)],
    }
}

pub fn facts_start() -> Facts {
    Facts { saved: None, known: vec![], courses: vec![], ..facts() }
}

pub fn facts_read_only() -> Facts {
    Facts { saved: None, missing: vec![], add_course: None, ..facts() }
}

fn earlier_answer() -> EarlierAnswer {
    EarlierAnswer {
        said: "No".into(),
        hand: "Entered 3 May 2026 by Priya Nair. It stood until 4 June 2026.".into(),
    }
}

pub fn fact() -> FactForm {
    FactForm {
        name: "Jay Mitchell".into(),
        back_href: "/adviser/people/1/facts".into(),
        question: "Does Jay have to pay council tax?".into(),
        hint: "Look at the bill: is their name on it?".into(),
        waiting: None,
        stands: Some("Yes, since 3 May 2026. Corrected 4 June 2026 by Priya Nair.".into()),
        clash: None,
        errors: FormErrors::none(),
        action: Some("/adviser/people/1/facts/11".into()),
        version: "1".into(),
        choices: vec![
            Choice::new("yes", "Yes", Some("yes")),
            Choice::new("no", "No", Some("yes")),
            Choice::new("unknown", "We do not know", Some("yes")),
        ],
        takes: "yes-or-no",
        day: date("3", "5", "2026"),
        amount: String::new(),
        earlier: vec![earlier_answer()],
    }
}

pub fn fact_start() -> FactForm {
    FactForm {
        waiting: Some("Council tax discount".into()),
        stands: None,
        version: String::new(),
        day: WrittenDay::default(),
        earlier: vec![],
        ..fact()
    }
}

pub fn fact_money_error() -> FactForm {
    FactForm {
        takes: "money",
        amount: "-5".into(),
        errors: FormErrors::one("amount", "Enter 0 or more"),
        ..fact_start()
    }
}

pub fn fact_day() -> FactForm {
    FactForm { takes: "day", ..fact() }
}

pub fn fact_clash() -> FactForm {
    let clash = Clash {
        who: "Marcus Bell saved it first.".into(),
        rows: vec![ClashRow {
            what: "The answer".into(),
            theirs: "No".into(),
            yours: "Yes".into(),
            differs: true,
        }],
    };
    FactForm { clash: Some(clash), ..fact() }
}

pub fn fact_read_only() -> FactForm {
    FactForm { action: None, ..fact() }
}

pub fn course() -> CourseForm {
    CourseForm {
        name: "Jay Mitchell".into(),
        back_href: "/adviser/people/1/facts".into(),
        title: "Correct a course".into(),
        stands: Some("College, full time: Joinery, since 7 September 2026.".into()),
        clash: None,
        errors: FormErrors::none(),
        action: Some("/adviser/people/1/facts/courses/2".into()),
        version: "2".into(),
        kind: select("kind", "What do they do?", &["Choose one", "College, full time"]),
        title_of_course: "Joinery".into(),
        start: date("7", "9", "2026"),
        last: date("31", "7", "2028"),
        months: "24".into(),
        asks: vec![CourseAsk {
            name: "full-time",
            question: "Is it full time?",
            hint: "While it is not known, it counts as full time.",
            choices: vec![Choice::new("yes", "Yes", None), Choice::new("no", "No", None)],
        }],
        earlier: vec![earlier_answer()],
    }
}

pub fn course_start() -> CourseForm {
    CourseForm {
        title: "Add a course".into(),
        stands: None,
        start: WrittenDay::default(),
        last: WrittenDay::default(),
        earlier: vec![],
        ..course()
    }
}

pub fn course_error() -> CourseForm {
    CourseForm {
        errors: FormErrors::one("months", "Enter a whole number of months from 1 to 120"),
        ..course()
    }
}

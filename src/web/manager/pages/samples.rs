//! Each page as it stands when full and at the start: what render tests and pictures are made of.

use super::*;
use crate::web::{
    chart::Bars,
    parts::{Choice, Item, Link, Select, Tag},
};

fn number(words: &str, about: &'static str) -> Counted {
    Counted { words: words.into(), about, href: Some("/manager/coverage/people?thing=plan".into()) }
}

fn cell(label: &str, lacking: &str, due: &str, pounds: Option<&str>, most: bool) -> Cell {
    Cell {
        label: label.into(),
        lacking: (!lacking.is_empty()).then(|| number(lacking, "things")),
        due: number(due, "things"),
        pounds: pounds.map(|pounds| number(pounds, "not paid")),
        none: due.is_empty(),
        most,
    }
}

fn cells() -> Vec<Cell> {
    vec![
        cell("Adviser", "", "96", None, false),
        cell("Plan in 6 months", "7", "90", None, false),
        cell("Visit in 2 months", "", "", None, false),
        cell("First home money", "15", "44", Some("£25,000"), true),
        cell("Bursaries", "12", "27", Some("£29,400"), false),
        cell("Council tax", "12", "38", None, false),
    ]
}

fn picture(point: &str, title: &str) -> Picture {
    let bar = |words: &str, value: &str, filled, length, ours| {
        (words.to_owned(), value.to_owned(), filled, length, ours)
    };
    let row = |words: &str, people: &str, pounds: &str| PictureRow {
        words: words.into(),
        numbers: vec![number(people, "people"), number(pounds, "not paid")],
        note: Counted::plain("A reminder and help to ask"),
    };
    Picture {
        point: point.into(),
        bars: Bars::draw(
            title.into(),
            vec![
                bar("Told, has not asked", "£78,590", 78_590, 78_590, false),
                bar("Asked, waiting for us", "£54,580", 54_580, 54_580, true),
                bar("Not told yet", "£45,850", 20_000, 45_850, false),
            ],
        ),
        columns: vec!["People", "Pounds", "What usually closes it"],
        rows: vec![
            row("Told, has not asked", "74", "£78,590"),
            row("Asked, waiting for us", "38", "£54,580"),
        ],
        total: Some(PictureRow {
            words: "Different people, and all that is owed".into(),
            numbers: vec![number("139", "people"), number("£218,310", "not paid")],
            note: Counted::plain(""),
        }),
    }
}

pub fn coverage() -> Coverage {
    let figure = |label, sum: &str, words: &str, key| Figure {
        label,
        number: number(sum, "things"),
        words: words.into(),
        also: None,
        key,
    };
    Coverage {
        everyone: number("292", "people"),
        sub: "with a right to support, or who may have one. Worked out for 23 November 2026.".into(),
        figures: vec![
            Figure {
                also: Some(number("292", "people")),
                ..figure("Due", "1,160", "things owed now to", false)
            },
            figure("Given", "957", "of those things", false),
            figure("Gap in people", "139", "are missing 1 thing or more", false),
            figure("Gap in pounds", "£218,310", "not yet paid", true),
        ],
        empty: None,
        grid: Grid {
            columns: cells().into_iter().map(|cell| cell.label).collect(),
            rows: vec![
                GridRow { team: "Leaving Care North".into(), cells: cells() },
                GridRow { team: "Children in Our Care 16+".into(), cells: cells() },
            ],
            total: cells().into_iter().map(|cell| Cell { most: false, ..cell }).collect(),
        },
        reasons: picture(
            "The most, £78,590, is for people who know and have not asked.",
            "Gap in pounds by reason",
        ),
        statuses: picture("Former relevant people lack the most.", "Given and due by status"),
        things: picture("First home money is lacking most often.", "Given and due by entitlement"),
        counted: vec![Item {
            words: "Visit in 2 months".into(),
            meta: Some("A visit recorded in the last 2 months".into()),
            ..Item::default()
        }],
        without: 3,
        openings: 1,
    }
}

pub fn coverage_start() -> Coverage {
    Coverage {
        empty: Some("Nobody is owed anything yet. Import the yearly return to begin.".into()),
        grid: Grid { columns: vec![], rows: vec![], total: vec![] },
        ..coverage()
    }
}

pub fn coverage_people() -> CoveragePeople {
    CoveragePeople {
        back: "/manager/coverage#grid",
        heading: "Who is missing what, and why",
        nobody: "Nobody is missing anything here. Choose another team or reason.",
        said: "15 people lack first home money in Leaving Care North: £25,000.".into(),
        selects: vec![Select {
            name: "team",
            label: "Team",
            choices: vec![
                Choice::new("", "Every team", None),
                Choice::new("1", "Leaving Care North", Some("1")),
            ],
        }],
        filtered: true,
        rows: vec![CoveragePeopleRow {
            name: "Jay Linton".into(),
            record: "Record 20388".into(),
            status: "Former relevant, 18 to 21".into(),
            thing: "First home money".into(),
            reason: Some(Tag::new("", "Told, has not asked")),
            pounds: Some("£1,150".into()),
            team: "Leaving Care North".into(),
            adviser: "Priya Nair".into(),
        }],
        pages: vec![Link::new("1", "?page=1").current_if(true), Link::new("2", "?page=2")],
    }
}

pub fn coverage_people_start() -> CoveragePeople {
    CoveragePeople { rows: vec![], pages: vec![], filtered: false, ..coverage_people() }
}

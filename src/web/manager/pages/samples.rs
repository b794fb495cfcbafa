//! Each page as it stands when full and at the start: what render tests and pictures are made of.

use super::*;
use crate::web::{
    chart::Bars,
    parts::{Choice, Item, Link, Select, Tag},
};

fn cell(label: &str, lacking: &str, of: &str, pounds: Option<&str>, most: bool) -> Cell {
    Cell {
        label: label.into(),
        lacking: lacking.into(),
        of: of.into(),
        pounds: pounds.map(Into::into),
        href: Some("/manager/coverage/people?thing=plan".into()),
        none: of.is_empty(),
        most,
    }
}

fn cells() -> Vec<Cell> {
    vec![
        cell("Adviser", "", "All 96", None, false),
        cell("Plan in 6 months", "7", "of 90", None, false),
        cell("Visit in 2 months", "", "", None, false),
        cell("First home money", "15", "of 44", Some("£25,000"), true),
        cell("Bursaries", "12", "of 27", Some("£29,400"), false),
        cell("Council tax", "12", "of 38", None, false),
    ]
}

fn picture(point: &str, title: &str) -> Picture {
    let bar = |words: &str, value: &str, filled, length, ours| {
        (words.to_owned(), value.to_owned(), filled, length, ours)
    };
    let row = |words: &str, people: &str, pounds: &str| PictureRow {
        words: Link::new(words, "/manager/coverage/people?reason=told"),
        numbers: vec![people.into(), pounds.into()],
        note: "A reminder and help to ask".into(),
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
            words: Link::new("All reasons", ""),
            numbers: vec!["139 different people".into(), "£218,310".into()],
            note: String::new(),
        }),
    }
}

pub fn coverage() -> Coverage {
    let figure = |label, number: &str, words: &str, key| Figure {
        label,
        number: number.into(),
        words: words.into(),
        href: Some("/manager/coverage/people".into()),
        key,
    };
    Coverage {
        sub: "292 people aged 16 to 24 with a right to support. Worked out for 23 November 2026.".into(),
        figures: vec![
            figure("Due", "1,160", "things owed now to 292 people", false),
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
            total: cells().into_iter().map(|cell| Cell { href: None, most: false, ..cell }).collect(),
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
        side: vec![Item {
            words: "1 break-glass opening to review".into(),
            href: Some("/manager/openings".into()),
            ..Item::default()
        }],
    }
}

pub fn coverage_start() -> Coverage {
    Coverage {
        empty: Some("Nobody is owed anything yet. Import the yearly return to begin.".into()),
        grid: Grid { columns: vec![], rows: vec![], total: vec![] },
        side: vec![],
        ..coverage()
    }
}

pub fn coverage_people() -> CoveragePeople {
    CoveragePeople {
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
            reason: Tag::new("", "Told, has not asked"),
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

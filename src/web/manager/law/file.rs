//! Whom the changes touch, as a file.

use leaving_care_rules::{Law, changes::Direction};

use super::page::name_of;
use crate::{
    usecases::law_changes::{LawChanged, Line, Touches},
    web::csv::Csv,
};

/// The first line, which names the columns.
const HEADINGS: [&str; 6] = ["What", "Direction", "Name", "Record", "Adviser", "Instead"];

/// The file.
pub fn touched(seen: &LawChanged, law: &Law) -> Csv {
    let mut file = Csv::new(HEADINGS);
    for line in &seen.lines {
        for one in &line.people {
            row(&mut file, law, line, one);
        }
    }
    file
}

fn row(file: &mut Csv, law: &Law, line: &Line, one: &Touches) {
    let direction = match line.direction {
        Direction::Lost | Direction::Closed => "loses",
        Direction::Asked => "asked",
        Direction::Gained => "gains",
        Direction::Amount => "another amount",
    };
    let identity = &one.listed.person.identity;
    let instead: Vec<String> = one.instead.iter().map(|which| name_of(law, which.place())).collect();
    file.line([
        &name_of(law, line.which.place()),
        direction,
        &identity.listed_name(),
        identity.child.as_deref().unwrap_or_default(),
        one.listed.adviser.as_ref().map(|worker| worker.name.as_str()).unwrap_or_default(),
        &instead.join("; "),
    ]);
}

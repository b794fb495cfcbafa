//! The three coverage charts, each with the table that says the same and opens the people behind each number.

use leaving_care_rules::Law;
use onward_domain::coverage::{Gap, Lines, Numbers};
use serde::Serialize;

use super::super::{Asked, Counted, gap_words, persons, pounds, thing_words, things, whole};
use crate::{
    usecases::manager::coverage::Worked,
    web::{
        chart::Bars,
        law_words,
        words::{Say, says, says::manager::picture as said},
    },
};

/// A chart with the table that says the same.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// What the picture shows, as a sentence.
    pub point: Say,
    /// The picture.
    pub bars: Bars,
    /// The heads of the table's columns after the first.
    pub columns: Vec<&'static str>,
    /// One line for each bar.
    pub rows: Vec<PictureRow>,
    /// The last line.
    pub total: Option<PictureRow>,
}

/// One line of a picture's table.
#[derive(Debug, Clone, Serialize)]
pub struct PictureRow {
    /// What the line is about.
    pub words: Say,
    /// Numbers, under the columns.
    pub numbers: Vec<Counted>,
    /// What stands in the last column.
    pub note: Counted,
}

fn gap_closes(gap: Gap) -> Say {
    use says::manager::closes as said;
    match gap {
        Gap::Told => said::Told.into(),
        Gap::Waiting => said::Waiting.into(),
        Gap::NotTold => said::NotTold.into(),
        Gap::Refused => said::Refused.into(),
        Gap::Declined => said::Declined.into(),
        Gap::NotRelevant => said::NotRelevant.into(),
        Gap::NotRecorded => said::NotRecorded.into(),
        Gap::Unknown => said::Unknown.into(),
        Gap::YearsMissing => said::YearsMissing.into(),
    }
}

/// Why the money has not arrived: pounds by reason.
pub(super) fn reasons(worked: &Worked, all: &Numbers) -> Picture {
    let by = worked.coverage.by(|_, owed| owed.gap);
    let mut known: Vec<(Gap, Numbers)> =
        by.iter().filter(|(gap, _)| gap.is_lacking()).map(|(gap, numbers)| (*gap, *numbers)).collect();
    known.sort_by_key(|(_, numbers)| std::cmp::Reverse(numbers.lacking));
    let row = |gap: Gap, numbers: Vec<Counted>| PictureRow {
        words: gap_words(gap),
        numbers,
        note: Counted::plain(gap_closes(gap).to_string()),
    };
    let list = |lines, gap| Asked::lines(lines).because(gap);
    let mut rows: Vec<PictureRow> = known
        .iter()
        .map(|(gap, numbers)| {
            let people = persons(numbers.people_lacking, &list(Lines::Missing, *gap));
            row(*gap, vec![people, pounds(numbers.lacking, &list(Lines::Unpaid, *gap))])
        })
        .collect();
    // What may have been given, and what may not be owed: people, and no pounds.
    let apart = [
        (Gap::NotRecorded, Lines::NotRecorded),
        (Gap::Unknown, Lines::Unknown),
        (Gap::YearsMissing, Lines::Unknown),
    ];
    for (gap, lines) in apart {
        if let Some(numbers) = by.get(&gap) {
            let people = numbers.people_not_recorded + numbers.people_unknown;
            rows.push(row(gap, vec![persons(people, &list(lines, gap)), Counted::plain("not counted")]));
        }
    }
    let point: Say = match known.first() {
        Some((gap, numbers)) if numbers.lacking.0 > 0 => {
            let reason = gap_words(*gap).to_string().to_lowercase();
            said::MostFor { sum: numbers.lacking, reason: &reason }.into()
        }
        _ => said::NoMoney.into(),
    };
    let bars = known
        .iter()
        .filter(|(_, numbers)| numbers.lacking.0 > 0)
        .map(|(gap, numbers)| {
            (
                gap_words(*gap).to_string(),
                numbers.lacking.to_string(),
                numbers.lacking.0,
                numbers.lacking.0,
                *gap == Gap::Waiting,
            )
        })
        .collect();
    Picture {
        point,
        bars: Bars::draw(Say::from(said::Reasons).to_string(), bars),
        columns: vec!["People", "Pounds", "What usually closes it"],
        rows,
        total: Some(PictureRow {
            words: said::Total.into(),
            numbers: vec![
                persons(all.people_lacking, &Asked::lines(Lines::Missing)),
                pounds(all.lacking, &Asked::lines(Lines::Unpaid)),
            ],
            note: Counted::plain(""),
        }),
    }
}

/// One line in a chart of given and due: its label, its numbers, and how to narrow a list to it.
struct Line<F> {
    words: Say,
    numbers: Numbers,
    of: F,
}

/// Given out of due, one bar each: the filled part is given, the hatched part is the gap.
fn given_of_due<F: Fn(Asked) -> Asked>(title: Say, point: Say, lines: &[Line<F>]) -> Picture {
    let length = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let bars = lines
        .iter()
        .map(|Line { words, numbers, .. }| {
            let value = said::Of { given: whole(numbers.given), due: whole(numbers.due) };
            (
                words.to_string(),
                Say::from(value).to_string(),
                length(numbers.given),
                length(numbers.due),
                false,
            )
        })
        .collect();
    let row = |Line { words, numbers, of }: &Line<F>| {
        let list = |lines| of(Asked::lines(lines));
        PictureRow {
            words: words.clone(),
            numbers: vec![
                things(numbers.due, &list(Lines::Due)),
                things(numbers.given, &list(Lines::Given)),
                things(numbers.not_recorded, &list(Lines::NotRecorded)),
                persons(numbers.people_lacking, &list(Lines::Missing)),
                pounds(numbers.lacking, &list(Lines::Unpaid)),
            ],
            note: things(numbers.unknown, &list(Lines::Unknown)),
        }
    };
    Picture {
        point,
        bars: Bars::draw(title.to_string(), bars),
        columns: vec!["Due", "Given", "Not recorded", "People without", "Pounds", "Not known yet"],
        rows: lines.iter().map(row).collect(),
        total: None,
    }
}

/// Given and due by status.
pub(super) fn statuses(worked: &Worked) -> Picture {
    let by = worked.coverage.by(|subject, _| Some(law_words::status_key(subject.status)));
    let lines: Vec<Line<_>> = law_words::STATUSES
        .into_iter()
        .filter_map(|status| Some((status, *by.get(law_words::status_key(status))?)))
        .map(|(status, numbers)| Line {
            words: law_words::status_word(status),
            numbers,
            of: move |asked: Asked| asked.of_status(status),
        })
        .collect();
    let most = lines.iter().max_by_key(|line| line.numbers.missing());
    let point = most.map_or_else(
        || said::NoStatus.into(),
        |Line { words, numbers, .. }| {
            let missing = whole(numbers.missing());
            said::MostMissing { status: &words.to_string(), missing, due: whole(numbers.due) }.into()
        },
    );
    given_of_due(said::Statuses.into(), point, &lines)
}

/// Given and due by entitlement.
pub(super) fn things_owed(worked: &Worked, law: &Law) -> Picture {
    let mut lines: Vec<Line<_>> = worked
        .coverage
        .by(|_, owed| Some((owed.thing, owed.entitlement)))
        .into_iter()
        .filter(|(_, numbers)| numbers.due > 0)
        .map(|((thing, which), numbers)| {
            let entitlement = which.and_then(|which| law.entitlements().get(which.place()));
            Line {
                words: entitlement.map_or_else(|| thing_words(thing), |one| Say::words(&one.name)),
                numbers,
                of: move |asked: Asked| match entitlement {
                    Some(one) => asked.of_entitlement(&one.id),
                    None => asked.of_thing(thing),
                },
            }
        })
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.numbers.missing()));
    let point = lines.first().map_or_else(
        || said::NothingOwed.into(),
        |Line { words, numbers, .. }| {
            let missing = whole(numbers.missing());
            said::MissingMostOften { thing: &words.to_string(), missing, due: whole(numbers.due) }.into()
        },
    );
    given_of_due(said::Things.into(), point, &lines)
}

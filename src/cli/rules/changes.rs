//! `onward rules changes --since DATE`: what has changed in the law data, which people in a group it affects, and how.

use chrono::NaiveDate;
use clap::Args;
use leaving_care_rules::{
    Law, Person,
    catalogue::EntitlementIndex,
    changes::{Changed, Direction, FigureChange, touched},
    json::Request,
};
use onward_domain::{moment::Moment, money::Pence};
use onward_store::{Store, scope::Task};
use std::{collections::BTreeMap, fmt::Write as _, io::BufRead as _, path::PathBuf};

use super::super::{Failed, place::Place};
use crate::{clock::Clock, settings::Settings};

/// Which changes, and for whom.
#[derive(Debug, Clone, Args)]
pub struct Changes {
    /// Changes dated after this day, such as 2026-03-31.
    #[arg(long, value_name = "DATE")]
    since: NaiveDate,
    /// Up to this day, which is also the day people are assessed on; today if left out.
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,
    /// A file of people, one JSON document per line, as `onward assess` reads it.
    #[arg(long, value_name = "FILE", conflicts_with = "data_dir")]
    people: Option<PathBuf>,
    /// The data folder whose people are assessed.
    #[arg(long, value_name = "FOLDER")]
    data_dir: Option<PathBuf>,
}

/// The people affected by the changes, for one entitlement.
#[derive(Debug, Default)]
struct Column {
    people: BTreeMap<Direction, Vec<String>>,
    pence: i64,
}

impl Changes {
    /// The page.
    ///
    /// # Errors
    /// The law as of that day does not load; the people can't be read.
    pub fn page(&self, law: &Law) -> Result<String, Failed> {
        let until = self.until.unwrap_or_else(|| Clock::system().today());
        let mut page = format!("# What changed in the law from {} to {until}\n\n", self.since);
        for change in law.changes(self.since, until) {
            let what = match &change.what {
                Changed::Figure(figure) => figure_in_words(figure),
                Changed::Commencement { name } => format!("in force: {name}"),
                Changed::Repeal => "no longer law".to_owned(),
                Changed::Added { name } => format!("new in the catalogue: {name}"),
                Changed::Rewritten { says } => format!("read anew: {says}"),
                Changed::Rule => "the rule has another answer".to_owned(),
                Changed::ReadAgain => "source read again".to_owned(),
            };
            // Writing to a string can't fail.
            let _ = match change.entitlements.as_slice() {
                [] => writeln!(page, "{}  {what}", change.on),
                named => writeln!(page, "{}  {what} ({})", change.on, named.join(", ")),
            };
        }
        let Some(people) = self.people(until)? else { return Ok(page) };
        let before = law.as_it_stood(self.since).map_err(Failed::because)?;
        let after = law.as_it_stood(until).map_err(Failed::because)?;
        let mut columns: BTreeMap<EntitlementIndex, Column> = BTreeMap::new();
        for (id, person) in &people {
            for each in touched(&before, &after, person, until) {
                let column = columns.entry(each.which).or_default();
                column.people.entry(each.direction).or_default().push(id.clone());
                if each.direction == Direction::Amount {
                    column.pence += each.after.unwrap_or_default() - each.before.unwrap_or_default();
                }
            }
        }
        let _ = writeln!(page, "\n# Whom it touches, of {} people\n", people.len());
        for (which, column) in columns {
            let id = law.entitlements().get(which.place()).map_or("", |entry| entry.id.as_str());
            for (direction, ids) in &column.people {
                let more = match direction {
                    Direction::Amount => format!("{} together", Pence(column.pence)),
                    _ => String::new(),
                };
                let said = word(*direction);
                let _ = writeln!(page, "{id}: {said} {} {more}\n  {}", ids.len(), ids.join(" "));
            }
        }
        Ok(page)
    }

    /// The people, by what each is called; `None` if none were given.
    fn people(&self, day: NaiveDate) -> Result<Option<Vec<(String, Person)>>, Failed> {
        if let Some(file) = &self.people {
            let source = std::io::BufReader::new(std::fs::File::open(file).map_err(Failed::because)?);
            let mut people = Vec::new();
            for (number, line) in source.lines().enumerate() {
                let line = line.map_err(Failed::because)?;
                if line.trim().is_empty() {
                    continue;
                }
                let request: Request = serde_json::from_str(&line)
                    .map_err(|why| Failed(format!("line {} of {}: {why}", number + 1, file.display())))?;
                people.push((request.id, request.person));
            }
            return Ok(Some(people));
        }
        if self.data_dir.is_none() {
            return Ok(None);
        }
        let settings = Settings::load(None).map_err(Failed::because)?;
        let place = Place { data_dir: self.data_dir.clone(), ..Place::default() };
        let url = place.url(settings.database.as_ref().map(|url| url.reveal()))?;
        let store = Store::open(&url).map_err(Failed::because)?;
        let now = Moment { at: Clock::system().now(), today: day };
        let everyone =
            store.read(|tx| tx.system(Task::Export, None, now)?.everyone()).map_err(Failed::because)?;
        let called = |child: &Option<String>| child.clone().unwrap_or_else(|| "(no child number)".to_owned());
        let people =
            everyone.iter().map(|one| (called(&one.person.identity.child), one.facts.rules_person(day)));
        Ok(Some(people.collect()))
    }
}

const fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::Gained => "gained by",
        Direction::Lost | Direction::Closed => "lost by",
        Direction::Asked => "to be asked of",
        Direction::Amount => "another amount for",
    }
}

/// "National minimum wage, an hour, aged 18 to 20: £10.85 (£10 before)".
fn figure_in_words(figure: &FigureChange) -> String {
    let ages = match (figure.from_age, figure.until_age) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", aged {from} and over"),
        (None, Some(until)) => format!(", aged under {until}"),
        (Some(from), Some(until)) => format!(", aged {from} to {}", until.saturating_sub(1)),
    };
    let is = figure.is.map_or_else(|| "ended".to_owned(), |is| figure.unit.written(is));
    let was = figure.was.map(|was| format!(" ({} before)", figure.unit.written(was))).unwrap_or_default();
    format!("{}{ages}: {is}{was}", figure.name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use std::io::Write as _;

    #[test]
    fn what_was_read_anew_in_november_is_said_and_whom_it_reached_and_how() {
        let mut people = tempfile::NamedTempFile::new().unwrap();
        let mother = r#"{"id": "mother", "as_of": "2026-11-27", "person": {"date_of_birth": "2004-05-10",
            "episodes": [{"start": "2016-03-04", "end": "2018-01-01", "legal_status": "C2"}],
            "circumstances": {"parent": true, "recourse_to_public_funds": true, "needs_leave_to_stay": false}}}"#;
        writeln!(people, "{}", mother.replace('\n', " ")).unwrap();
        let asked = Changes {
            since: "2026-11-25".parse().unwrap(),
            until: Some("2026-11-27".parse().unwrap()),
            people: Some(people.path().to_owned()),
            data_dir: None,
        };
        let page = asked.page(Law::england().unwrap()).unwrap();
        assert!(page.contains("2026-11-26  read anew: Pregnant, a parent, domestic abuse"), "{page}");
        assert!(page.contains("(priority_need)"), "{page}");
        assert!(page.contains("priority_need: gained by 1"), "{page}");
    }
}

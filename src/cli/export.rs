//! `onward export assessments --on DATE`: one line of JSON per person.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use leaving_care_rules::{
    assess,
    assessment::{DutyStage, OwedBy, Route, Status},
};
use onward_domain::moment::Moment;
use onward_store::{Store, scope::Task};
use serde::Serialize;
use std::{
    io::{BufWriter, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use super::{Done, Failed, place::Place};
use crate::{clock::Clock, law, settings::Settings};

/// What to export.
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// Each person's status in law on a day.
    Assessments(Assessments),
}

#[derive(Debug, Args)]
struct Assessments {
    /// The day to answer for, such as 2026-11-23.
    #[arg(long, value_name = "DATE")]
    on: NaiveDate,
    /// Apply a council's local offer on top of the law of England (a TOML file), instead of the one in the settings.
    #[arg(long, value_name = "FILE")]
    offer: Option<PathBuf>,
    /// The settings file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

/// One person.
#[derive(Serialize)]
struct Line<'a> {
    child: Option<&'a str>,
    status: Status,
    duty_stage: Option<DutyStage>,
    route: Option<Route>,
    qualifying_days: Option<i32>,
    /// Years of the return that are not held but would settle the status.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    years_wanted: Vec<String>,
    owed_by: Option<OwedBy>,
    /// The authority that owes it, where the record names one.
    responsible_authority: Option<String>,
}

impl Export {
    /// Runs it.
    ///
    /// # Errors
    /// The database can't be opened or read.
    pub fn run(self) -> Done {
        let Which::Assessments(asked) = self.which;
        let settings = Settings::load(asked.config.as_deref())?;
        let law = law::in_force(
            asked.offer.as_deref().or(settings.offer.as_deref()),
            settings.authority.as_deref(),
        )?;
        let url = asked.place.url(settings.database.as_ref().map(|url| url.reveal()))?;
        let store = Store::open(&url)?;
        let now = Moment { at: Clock::system().now(), today: asked.on };
        let mut people = store.read(|tx| tx.system(Task::Export, None, now)?.everyone())?;
        people.sort_by(|a, b| a.person.identity.child.cmp(&b.person.identity.child));
        let mut out = BufWriter::new(std::io::stdout().lock());
        for listed in &people {
            let answer = assess(law, &listed.facts.rules_person(asked.on), asked.on);
            let line = Line {
                child: listed.person.identity.child.as_deref(),
                status: answer.status,
                duty_stage: answer.duty_stage,
                route: answer.route,
                qualifying_days: answer.qualifying_days,
                years_wanted: listed.facts.years_wanted(asked.on).iter().map(ToString::to_string).collect(),
                owed_by: answer.owed_by,
                responsible_authority: answer.responsible_authority,
            };
            serde_json::to_writer(&mut out, &line).map_err(Failed::because)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

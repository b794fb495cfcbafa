//! `onward export assessments --on DATE`: one line of JSON a person.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use leaving_care_rules::{
    Law, assess,
    assessment::{DutyStage, Route, Status},
};
use onward_domain::moment::Moment;
use onward_store::scope::Task;
use serde::Serialize;
use std::{
    io::{BufWriter, Write as _},
    process::ExitCode,
};

use super::{Done, Failed, place::Place};
use crate::clock::Clock;

/// What to export.
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// Where each person stands in the law on a day.
    Assessments(Assessments),
}

#[derive(Debug, Args)]
struct Assessments {
    /// The day to answer for, such as 2026-11-23.
    #[arg(long, value_name = "DATE")]
    on: NaiveDate,
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
}

impl Export {
    /// Runs it.
    ///
    /// # Errors
    /// The database can't be opened or read.
    pub fn run(self) -> Done {
        let Which::Assessments(asked) = self.which;
        let store = asked.place.open()?;
        let law = Law::england().map_err(Failed::because)?;
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
            };
            serde_json::to_writer(&mut out, &line).map_err(Failed::because)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

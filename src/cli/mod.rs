//! The command line: one file per command. Each says what is wrong and what to do, in a sentence.

pub mod assess;
pub mod backup;
pub mod backup_key;
pub mod check;
pub mod demo;
pub mod directory;
pub mod export;
pub mod import;
pub mod jobs;
pub mod migrate;
pub mod modes;
pub mod people;
pub mod place;
pub mod renewing;
pub mod restore;
pub mod routes;
pub mod rules;
pub mod sealed;
pub mod serve;
pub mod support_bundle;
pub mod team;
pub mod user;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// What care leavers are entitled to, worked out from dated care history and explained in plain words.
#[derive(Debug, Parser)]
#[command(name = "onward", version, about)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the service for real people.
    Serve(serve::Serve),
    /// Start the demonstration: made-up people, a fixed day, nothing to set up.
    Demo(demo::Demo),
    /// Bring the database's tables up to this version.
    Migrate(migrate::Migrate),
    /// Write a copy of the embedded database while the service is running.
    Backup(backup::Backup),
    /// Make a key for encrypted copies.
    BackupKey(backup_key::BackupKey),
    /// Restore a copy; an existing database is never overwritten.
    Restore(restore::Restore),
    /// Check the database and print the settings without secrets.
    Check(check::Check),
    /// Say what the law says about people: one JSON document per line in, one per line out.
    Assess(assess::Assess),
    /// Show the law as this program has it.
    Rules(rules::Rules),
    /// Import a statutory return.
    Import(import::Import),
    /// Enter people's names and allocate advisers, from a file.
    People(people::People),
    /// Write what other systems read.
    Export(export::Export),
    /// Look after the directory from the server itself.
    Directory(directory::Directory),
    /// Print every address: method, path, audience.
    Routes,
    /// Write what somebody outside needs to help; it names nobody.
    SupportBundle(support_bundle::SupportBundle),
    /// Manage staff accounts from the server itself.
    User(user::User),
    /// Look after the service's teams from the server itself.
    Team(team::Team),
}

/// A command could not do what it was asked: a sentence that says why and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Failed(pub String);

impl Failed {
    /// From anything that says what is wrong.
    #[must_use]
    pub fn because(why: impl std::fmt::Display) -> Self {
        Self(why.to_string())
    }
}

impl From<onward_store::StoreError> for Failed {
    fn from(why: onward_store::StoreError) -> Self {
        Self::because(why)
    }
}

impl From<crate::settings::SettingsError> for Failed {
    fn from(why: crate::settings::SettingsError) -> Self {
        Self::because(why)
    }
}

impl From<crate::law::NotInForce> for Failed {
    fn from(why: crate::law::NotInForce) -> Self {
        Self::because(why)
    }
}

impl From<std::io::Error> for Failed {
    fn from(why: std::io::Error) -> Self {
        Self::because(why)
    }
}

/// What a command returns: its exit code.
pub type Done = Result<ExitCode, Failed>;

/// Reads the command line and runs the command.
#[must_use]
pub fn run() -> ExitCode {
    let done = match Line::parse().command {
        Command::Serve(serve) => serve.run(),
        Command::Demo(demo) => demo.run(),
        Command::Migrate(migrate) => migrate.run(),
        Command::Backup(backup) => backup.run(),
        Command::BackupKey(key) => key.run(),
        Command::Restore(restore) => restore.run(),
        Command::Check(check) => check.run(),
        Command::Assess(assess) => assess.run(),
        Command::Rules(rules) => rules.run(),
        Command::Import(import) => import.run(),
        Command::People(people) => people.run(),
        Command::Export(export) => export.run(),
        Command::Routes => routes::run(),
        Command::SupportBundle(bundle) => bundle.run(),
        Command::User(user) => user.run(),
        Command::Team(team) => team.run(),
        Command::Directory(directory) => directory.run(),
    };
    done.unwrap_or_else(|why| {
        eprintln!("onward: {why}");
        ExitCode::FAILURE
    })
}

//! `onward team add|list|change|end`: the teams of the service, from the server itself.

use clap::{Args, Subcommand};
use onward_domain::allocation::Team as OneTeam;
use onward_store::Store;
use std::{io::Write as _, process::ExitCode};

use super::{Done, Failed, place::Place};
use crate::{
    clock::Clock,
    usecases::account::look_after_teams::{
        TeamChange, TeamKept, TeamNote, make_team, named, teams, write_team,
    },
};

/// Look after the service's teams from the server itself.
#[derive(Debug, Args)]
pub struct Team {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Make a team.
    Add {
        /// What it is called.
        name: String,
        /// Its number, which young people may see.
        #[arg(long)]
        phone: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Print the teams: name, number, how many colleagues, whether it ended.
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Give a team another name or number; what is not named stays.
    Change {
        /// What it is called now.
        name: String,
        /// What it is to be called.
        #[arg(long)]
        to: Option<String>,
        /// Its number; empty: none.
        #[arg(long)]
        phone: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// End a team in which no colleague is any more.
    End {
        /// What it is called.
        name: String,
        #[command(flatten)]
        place: Place,
    },
}

impl Team {
    /// Does it.
    ///
    /// # Errors
    /// A sentence: no such team, a name that another has, colleagues who are in it still.
    pub fn run(&self) -> Done {
        let now = Clock::system().now();
        let mut out = std::io::stdout().lock();
        match &self.act {
            Act::Add { name, phone, place } => {
                let note = TeamNote { name: whole(name)?, phone: phone.as_deref().and_then(filled) };
                kept(place.open()?.write(move |tx| make_team(tx, &note, None, now))?)?;
                writeln!(out, "{name} is made")?;
            }
            Act::List { place } => {
                for one in place.open()?.read(teams)? {
                    let ended = if one.team.ended_at.is_some() { ", ended" } else { "" };
                    let phone = one.team.phone.unwrap_or_default();
                    writeln!(out, "{}\t{phone}\t{} in it{ended}", one.team.name, one.members)?;
                }
            }
            Act::Change { name, to, phone, place } => {
                let store = place.open()?;
                let team = find(&store, name)?;
                let note = TeamNote {
                    name: to.as_deref().map_or_else(|| Ok(team.name.clone()), whole)?,
                    phone: phone.as_deref().map_or_else(|| team.phone.clone(), filled),
                };
                let change = TeamChange::Says(note);
                kept(store.write(move |tx| write_team(tx, &team, &change, None, now))?)?;
                writeln!(out, "{name} is changed")?;
            }
            Act::End { name, place } => {
                let store = place.open()?;
                let team = find(&store, name)?;
                kept(store.write(move |tx| write_team(tx, &team, &TeamChange::End, None, now))?)?;
                writeln!(out, "{name} has ended")?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn whole(name: &str) -> Result<String, Failed> {
    filled(name).ok_or_else(|| Failed("a team needs a name".into()))
}

fn find(store: &Store, name: &str) -> Result<OneTeam, Failed> {
    store.read(|tx| named(tx, name))?.ok_or_else(|| Failed(format!("there is no team {name}")))
}

fn kept(kept: TeamKept) -> Result<(), Failed> {
    match kept {
        TeamKept::Done => Ok(()),
        TeamKept::NameTaken => Err(Failed("another team is called this".into())),
        TeamKept::HasMembers(members) => {
            Err(Failed(format!("{members} in this team can still sign in; give them another team first")))
        }
        TeamKept::Meanwhile => Err(Failed("somebody else changed this team; look at it again".into())),
    }
}

//! `onward user add|change|list|disable|reset`: the first administrator, and whoever is locked out.

use clap::{Args, Subcommand};
use onward_domain::{
    id::{TeamId, UserId},
    role::Role,
};
use onward_store::{Store, StoreError, Tx};
use std::{io::Write as _, path::PathBuf, process::ExitCode};

use super::{Done, Failed, place::Place};
use crate::{
    clock::Clock,
    settings::Settings,
    usecases::account::{
        change_details::{Details, write_details},
        invite::{HOURS, staff_code},
        look_after_teams,
        look_after_users::{self, Changed, NewColleague},
        names,
        second_factor::grouped,
        secrets::Keys,
    },
};

/// Manage staff accounts from the server itself.
#[derive(Debug, Args)]
pub struct User {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Add a colleague and print the one-time code that lets them set up their sign-in.
    Add {
        /// Their work email.
        email: String,
        /// The name others see.
        #[arg(long)]
        name: String,
        /// adviser, reviewing_officer, hub_worker, partner, manager or administrator.
        #[arg(long)]
        role: String,
        /// The name of their team, which has to be there: `onward team add`.
        #[arg(long)]
        team: Option<String>,
        /// Their work number, which young people may see.
        #[arg(long)]
        phone: Option<String>,
        #[command(flatten)]
        at: At,
    },
    /// Change the name, team or work number that others see of a colleague; what is not named stays.
    Change {
        /// Their work email.
        email: String,
        /// The name that others see.
        #[arg(long)]
        name: Option<String>,
        /// The name of their team; empty: none.
        #[arg(long)]
        team: Option<String>,
        /// Their work number; empty: none.
        #[arg(long)]
        phone: Option<String>,
        #[command(flatten)]
        at: At,
    },
    /// Print the staff accounts: email, role, state.
    List {
        #[command(flatten)]
        at: At,
    },
    /// Stop a colleague from doing anything, from now on.
    Disable {
        /// Their work email.
        email: String,
        #[command(flatten)]
        at: At,
    },
    /// Cancel a colleague's passphrase, second factor and sessions, and print a new one-time code.
    Reset {
        /// Their work email.
        email: String,
        #[command(flatten)]
        at: At,
    },
}

/// Where the data and the settings are.
#[derive(Debug, Args)]
struct At {
    #[command(flatten)]
    place: Place,
    /// The settings file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl At {
    fn open(&self) -> Result<(Settings, Store), Failed> {
        let settings = Settings::load(self.config.as_deref())?;
        let store = Store::open(&self.place.url(settings.database.as_ref().map(|url| url.reveal()))?)?;
        Ok((settings, store))
    }

    /// The installation's keys: a code made with a different secret would not work.
    fn keys(settings: &Settings) -> Result<Keys, Failed> {
        Ok(Keys::from_secret(settings.own_secret()?.reveal()))
    }
}

impl User {
    /// Does it.
    ///
    /// # Errors
    /// A sentence: no such colleague, an email that is taken, or an unknown role.
    pub fn run(&self) -> Done {
        let now = Clock::system().now();
        let mut out = std::io::stdout().lock();
        match &self.act {
            Act::Add { email, name, role, team, phone, at } => {
                let new = colleague(email, name, role)?;
                let (settings, store) = at.open()?;
                let new = NewColleague {
                    team: team_of(&store, team.as_deref())?,
                    phone: phone
                        .as_deref()
                        .map(str::trim)
                        .filter(|phone| !phone.is_empty())
                        .map(str::to_owned),
                    ..new
                };
                let (keys, code) = (At::keys(&settings)?, staff_code());
                let kept = code.clone();
                match store.write(move |tx| look_after_users::add(tx, &keys, &new, &kept, None, now)) {
                    Err(StoreError::Exists(_)) => {
                        return Err(Failed(format!("{email} already has an account")));
                    }
                    other => other?,
                };
                writeln!(out, "{}", say_code(&code))?;
            }
            Act::Change { email, name, team, phone, at } => {
                let (_, store) = at.open()?;
                let user = find(&store, email)?;
                let stands = store.read(|tx| tx.users().find(user))?.filter(|user| user.role.is_staff());
                let stands = stands.ok_or_else(not_staff)?;
                let told = |said: &Option<String>, is: &Option<String>| match said.as_deref().map(str::trim) {
                    None => is.clone(),
                    Some("") => None,
                    Some(said) => Some(said.to_owned()),
                };
                let details = Details {
                    name: told(name, &Some(stands.display_name.clone()))
                        .ok_or_else(|| Failed("a colleague needs a name".into()))?,
                    team: if team.is_some() { team_of(&store, team.as_deref())? } else { stands.team },
                    phone: told(phone, &stands.phone),
                };
                store.write(move |tx| write_details(tx, &stands, &details, None, now))?;
                writeln!(out, "{email} is changed")?;
            }
            Act::List { at } => {
                let (_, store) = at.open()?;
                for one in store.read(|tx| look_after_users::colleagues(tx, now))? {
                    let state = match (one.user.disabled_at, one.not_set_up) {
                        (Some(_), _) => "disabled",
                        (None, true) => "never signed in",
                        (None, false) => "active",
                    };
                    writeln!(out, "{} {} {state}", one.email.unwrap_or_default(), one.user.role)?;
                }
            }
            Act::Disable { email, at } => {
                let (_, store) = at.open()?;
                let user = find(&store, email)?;
                done(store.write(move |tx| look_after_users::disable(tx, user, None, now))?)?;
                writeln!(out, "{email} is signed out everywhere and can't sign in")?;
            }
            Act::Reset { email, at } => {
                let (settings, store) = at.open()?;
                let (user, keys, code) = (find(&store, email)?, At::keys(&settings)?, staff_code());
                let kept = code.clone();
                done(store.write(move |tx| look_after_users::reset(tx, &keys, user, &kept, None, now))?)?;
                writeln!(out, "{}", say_code(&code))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn colleague(email: &str, name: &str, role: &str) -> Result<NewColleague, Failed> {
    let folded = names::fold(email);
    if !names::is_email(&folded) {
        return Err(Failed(format!("{email} is not an email address")));
    }
    let role = role.parse::<Role>().ok().filter(|role| role.is_staff()).ok_or_else(|| {
        Failed(format!(
            "{role} is no role of staff; use adviser, reviewing_officer, hub_worker, partner, manager or administrator"
        ))
    })?;
    Ok(NewColleague { role, name: name.trim().to_owned(), email: folded, team: None, phone: None })
}

/// The team of this name; none for none.
fn team_of(store: &Store, name: Option<&str>) -> Result<Option<TeamId>, Failed> {
    let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else { return Ok(None) };
    let team = store.read(|tx| look_after_teams::named(tx, name))?.filter(|team| team.ended_at.is_none());
    let missing = || Failed(format!("there is no team {name}; make it with `onward team add`"));
    team.map(|team| Some(team.id)).ok_or_else(missing)
}

fn not_staff() -> Failed {
    Failed("this is a young person's account; their adviser looks after it".into())
}

fn find(store: &Store, email: &str) -> Result<UserId, Failed> {
    let name = names::fold(email);
    let found = store.read(|tx: &Tx| tx.accounts().by_sign_in_name(&name))?;
    found.map(|kept| kept.user).ok_or_else(|| Failed(format!("nobody here has the email {email}")))
}

fn done(changed: Changed) -> Result<(), Failed> {
    match changed {
        Changed::Done => Ok(()),
        Changed::LastOne => Err(Failed("this is the last administrator; add another one first".into())),
        Changed::Meanwhile => Err(Failed("somebody else changed this account; look at it again".into())),
        Changed::NotStaff => Err(not_staff()),
        // Whoever runs the server is the second person.
        Changed::Waits | Changed::NobodyElse => Err(Failed("a second person has to agree first".into())),
    }
}

fn say_code(code: &str) -> String {
    format!(
        "One-time code, for {HOURS} hours: {}\nThey use it at /colleague, choose a passphrase and set up their second factor.",
        grouped(code)
    )
}

#[cfg(test)]
mod tests {
    use super::colleague;
    use onward_domain::role::Role;

    #[test]
    fn a_colleague_needs_an_address_and_a_staff_role() {
        assert_eq!(
            colleague("Ann@Example.org", "Ann", "manager").map(|new| (new.email, new.role)),
            Ok(("ann@example.org".into(), Role::Manager))
        );
        assert!(colleague("ann", "Ann", "manager").is_err());
        assert!(
            colleague("ann@example.org", "Ann", "young_person")
                .is_err_and(|why| why.0.contains("hub_worker"))
        );
        assert!(colleague("ann@example.org", "Ann", "boss").is_err());
    }
}

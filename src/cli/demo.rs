//! `onward demo`: the made-up borough of Stockton Riverside, on a fixed day, with nothing to set up.

use chrono::{NaiveDate, NaiveDateTime};
use clap::Args;
use onward_store::{DatabaseUrl, Store};
use std::{
    fs,
    io::Write as _,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::{Done, Failed};
use crate::{
    App,
    app::Demonstration,
    clock::{Clock, from_london, long_day},
    demo::{self, accounts, fill},
    law,
    settings::{BankHolidays, Neighbour, Settings},
    telemetry,
    usecases::{account::hashing, bank_holidays::follow_last},
    web::{server, view::View},
};

/// Start the demonstration: made-up people, a fixed day, nothing to set up.
#[derive(Debug, Args)]
pub struct Demo {
    /// Where to listen, on this machine only.
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// Where the demonstration's data is kept; created if missing.
    #[arg(long, value_name = "DIR", default_value = "demo-data")]
    data_dir: PathBuf,
    /// The day that every page uses as today, for example 2027-03-01.
    #[arg(long, value_name = "DATE")]
    today: Option<NaiveDate>,
    /// The London time at which its clock stands, for example 2026-11-29T03:10:00.
    #[arg(long, value_name = "TIME", conflicts_with = "today")]
    at: Option<NaiveDateTime>,
    /// Raise the limits on signing in, so that load and security tests can run.
    #[arg(long)]
    relaxed_limits: bool,
    /// Ask staff for a second factor, as in a real service.
    #[arg(long)]
    second_factor: bool,
}

impl Demo {
    /// Creates the borough if missing, and serves it until told to stop.
    ///
    /// # Errors
    /// The folder contains something else, can't be written to, or the port is taken.
    pub fn run(&self) -> Done {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let listener = TcpListener::bind(address).map_err(|why| {
            Failed(format!(
                "{address} can't be listened on ({why}). Choose another with --port, for example --port 8081"
            ))
        })?;
        let address = listener.local_addr()?;
        let settings = settings(address);
        telemetry::start(&settings.log);
        let store = open(&self.data_dir, self.today.unwrap_or(demo::TODAY))?;
        let made_for = store.read(|tx| tx.installation().demonstration_day())?;
        let today = self.today.or(made_for).unwrap_or(demo::TODAY);
        let view = View::load().map_err(Failed::because)?;
        let demonstration =
            Demonstration { relaxed_limits: self.relaxed_limits, second_factor: self.second_factor };
        follow_last(&store)?;
        let clock = self.at.map_or_else(|| Clock::on_day(today), |at| Clock::held_at(from_london(at)));
        let app = App::new(store, view, settings, law::demonstration()?, clock, Some(demonstration));
        greet(address, today, &self.data_dir)?;
        actix_web::rt::System::new().block_on(server::until_told_to_stop(app, listener))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The demonstration's own settings; neither a file nor the environment changes them.
fn settings(address: SocketAddr) -> Settings {
    Settings {
        listen: address,
        base_url: format!("http://{address}"),
        council: format!("{} Council", demo::BOROUGH),
        team_phone: Some("01632 960 100".into()),
        emergency_phone: Some("01632 960 199".into()),
        emergency_text: Some("07700 900 199".into()),
        numbers_checked: NaiveDate::from_ymd_opt(2026, 11, 20),
        hub_phone: Some("01632 960 130".into()),
        adults_phone: Some("01632 960 160".into()),
        neighbour: Neighbour {
            name: Some("Port Haven Council".into()),
            phone: Some("01632 960 210".into()),
            emergency_phone: Some("01632 960 299".into()),
            areas: vec!["Port Haven".into(), "Seaton".into()],
        },
        areas: vec!["Northfield".into(), "River Lane".into(), "Quay Street".into()],
        bank_holidays: BankHolidays::Brought,
        log: "warn".into(),
        ..Settings::default()
    }
}

/// Opens the demonstration in a folder, creating it first if missing.
///
/// # Errors
/// The folder contains other data, or can't be written to.
pub fn open(folder: &Path, today: NaiveDate) -> Result<Store, Failed> {
    if is_empty(folder)? {
        make(folder, today)?;
    }
    let url = DatabaseUrl::in_dir(folder);
    let store = Store::open_migrated(&url)?;
    if store.read(|tx| tx.installation().demonstration_day())?.is_none() {
        return Err(Failed(format!(
            "{} holds a database that is not a demonstration; nothing in it was changed. Name another folder with --data-dir",
            folder.display()
        )));
    }
    Ok(store)
}

fn is_empty(folder: &Path) -> Result<bool, Failed> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(why) => Err(Failed(format!("{} can't be read: {why}", folder.display()))),
    }
}

/// Creates the borough next to its folder and moves it there once complete, so that an interrupted start leaves nothing
/// half made.
fn make(folder: &Path, today: NaiveDate) -> Result<(), Failed> {
    let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
    let being_made = folder.with_file_name(format!("{name}.being-made-{}", std::process::id()));
    let made = (|| {
        let store = Store::open_migrated(&DatabaseUrl::in_dir(&being_made))?;
        fill::fill(&store, today, &hashing::make(demo::PASSPHRASE)).map_err(Failed::because)?;
        drop(store);
        if folder.exists() {
            fs::remove_dir(folder)?;
        }
        fs::rename(&being_made, folder)?;
        Ok(())
    })();
    if made.is_err() {
        let _what_can_be = fs::remove_dir_all(&being_made);
    }
    made
}

fn greet(address: SocketAddr, today: NaiveDate, folder: &Path) -> Result<(), Failed> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nOnward: the demonstration of {}. Everybody in it is made up.", demo::BOROUGH)?;
    writeln!(out, "Open http://{address}/ in a browser. Stop with Ctrl-C.\n")?;
    writeln!(out, "The day is {}. The data is in {}.", long_day(today), folder.display())?;
    writeln!(out, "Passphrase of every account: {}\n", demo::PASSPHRASE)?;
    let mut role = None;
    for account in accounts::listed() {
        if role != Some(account.role) {
            role = Some(account.role);
            writeln!(out, "{}", accounts::heading(account.role))?;
        }
        writeln!(out, "  {:<46} {}", account.sign_in_name, account.words)?;
    }
    writeln!(out)?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_finds_what_the_first_one_made() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let first = open(&data, demo::TODAY).unwrap();
        let users = first.read(|tx| tx.users().all()).unwrap().len();
        drop(first);
        let second = open(&data, demo::TODAY).unwrap();
        assert_eq!(second.read(|tx| tx.users().all()).unwrap().len(), users);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left there");
    }

    #[test]
    fn a_folder_with_real_data_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open_migrated(&DatabaseUrl::in_dir(folder.path())).unwrap());
        let said = open(folder.path(), demo::TODAY).unwrap_err();
        assert!(said.0.contains("not a demonstration"), "{said}");
        let store = Store::open(&DatabaseUrl::in_dir(folder.path())).unwrap();
        assert_eq!(store.read(|tx| tx.installation().demonstration_day()).unwrap(), None);
    }
}

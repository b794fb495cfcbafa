//! `onward check`: whether the database is as it should be, and how this installation is set up.

use clap::Args;
use onward_domain::counted::counted;
use onward_store::{
    DatabaseUrl, Store,
    check::{self, Heads},
};
use std::{io::Write, path::PathBuf, process::ExitCode};

use super::{Done, Failed, modes, place::Place, serve::MADE_UP};
use crate::{
    clock::Clock,
    law,
    outside::bank_holidays::{GovUk, HasTheList as _, OfAFile, read},
    settings::{BankHolidays, Settings},
    usecases::{
        bank_holidays::last_good,
        documents::{amiss, folder_of},
    },
};

/// Check the database (tables, references, the chains of the logs) and print the settings without secrets. Exits with 1 if
/// the database is not as it should be, with 2 if it is and `serve` would not start.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    place: Place,
    /// The settings file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Also check that both logs still pass through this head, as printed earlier by `check` or `backup`. Keep heads on
    /// another machine: they show if the logs have been rewritten as a whole.
    #[arg(long, value_name = "HEAD")]
    chain_head: Option<String>,
}

/// The database is as it should be, and `serve` would not start.
const WOULD_NOT_START: u8 = 2;

impl Check {
    /// Prints what was checked and found, and what `serve` would still need; exits with 1 if the database is not as it
    /// should be, with 2 if it is and `serve` would not start. It changes nothing.
    ///
    /// # Errors
    /// The settings or the database can't be read.
    pub fn run(&self) -> Done {
        let settings = Settings::load(self.config.as_deref())?;
        let url = self.place.url(settings.database.as_ref().map(|url| url.reveal()))?;
        let mut out = std::io::stdout().lock();
        writeln!(out, "Settings")?;
        for (key, value) in settings.redacted() {
            let value = if key == "database" && settings.database.is_none() {
                format!("(not set; {url} is used)")
            } else {
                value
            };
            writeln!(out, "  {key}: {value}")?;
        }
        writeln!(out, "Files")?;
        for line in modes::open_to_others(&url, self.config.as_deref()) {
            writeln!(out, "  {line}")?;
        }
        let law = law::in_force(settings.offer.as_deref(), settings.authority.as_deref())?;
        writeln!(out, "Law: {}", law::offer_in_words(law))?;
        writeln!(out, "Database {url}")?;
        let kept: Option<Heads> = self.chain_head.as_deref().map(str::parse).transpose()?;
        let report = check::check_since(&url, kept.as_ref())?;
        for line in report.lines() {
            writeln!(out, "  {line}")?;
        }
        if kept.is_some() && report.is_well() {
            writeln!(out, "  both logs go through the head that was kept")?;
        }
        if let Some(heads) = report.heads() {
            writeln!(out, "  chain head: {heads}")?;
        }
        let papers_lie_well = if report.is_well() { papers(&mut out, &settings, &url)? } else { true };
        if !report.is_well() || !papers_lie_well {
            writeln!(out, "The database is not as it should be: see above.")?;
            return Ok(ExitCode::FAILURE);
        }
        writeln!(out, "The database is as it should be.")?;
        bank_holidays(&mut out, &settings, &url)?;
        let mut missing: Vec<String> = settings.unfit().iter().map(ToString::to_string).collect();
        if Store::open(&url)?.read(|tx| tx.installation().demonstration_day())?.is_some() {
            missing.push(MADE_UP.to_owned());
        }
        let would_start = missing.is_empty();
        if would_start {
            writeln!(out, "The settings are fit for `serve`.")?;
        } else {
            writeln!(out, "`serve` would not start:")?;
        }
        for why in missing {
            writeln!(out, "  {why}")?;
        }
        if law.authority().is_none() {
            writeln!(out, "The council has no name of its own here:")?;
            writeln!(
                out,
                "  whoever was in the care of a named council counts as that council's, ours too; set `authority` to the name \
                 that records use, like \"Stockton-on-Tees\""
            )?;
        }
        if let Some(amiss) = settings.numbers_amiss(Clock::system().today()) {
            writeln!(out, "Help now is not ready for young people:")?;
            writeln!(out, "  {}", amiss.to_do())?;
        }
        Ok(if would_start { ExitCode::SUCCESS } else { ExitCode::from(WOULD_NOT_START) })
    }
}

/// Whether the bytes of all papers lie as they were laid, and whether the scanner answers.
fn papers(out: &mut impl Write, settings: &Settings, url: &DatabaseUrl) -> Result<bool, Failed> {
    let all = Store::open(url)?.read(|tx| tx.documents().all())?;
    let folder = folder_of(settings, url);
    let (whole, lines) = amiss(&all, folder.as_deref())?;
    let place = folder.map_or_else(
        || "all in the database".to_owned(),
        |folder| format!("large ones in {}", folder.display()),
    );
    writeln!(out, "Documents: {} as they were kept, {place}", counted(whole, "file", "files"))?;
    for line in &lines {
        writeln!(out, "  {line}")?;
    }
    match settings.scan.as_ref().map(|scanner| (scanner, scanner.ping())) {
        None => writeln!(out, "  nobody looks for viruses in them (`scan` is not set)")?,
        Some((_, Ok(()))) => writeln!(out, "  the scanner for viruses answers")?,
        Some((_, Err(why))) => writeln!(out, "  {why}: files wait until it can be")?,
    }
    Ok(lines.is_empty())
}

/// Which list of bank holidays everything counts by, of which day, and whether it can be renewed.
fn bank_holidays(out: &mut impl Write, settings: &Settings, url: &DatabaseUrl) -> Result<(), Failed> {
    let followed = last_good(&Store::open(url)?)?;
    let whose = followed.came_from.as_deref().unwrap_or("the copy that Onward brings along");
    let (first, last) = followed.calendar.covers().unwrap_or_default();
    writeln!(out, "Bank holidays: {whose}, of {}, for {first} to {last}", followed.on)?;
    if followed.ends_soon(Clock::system().today()) {
        writeln!(
            out,
            "  it has no holidays of this year: the standing rules are followed, which know no proclaimed day"
        )?;
    }
    match &settings.bank_holidays {
        BankHolidays::Brought => {
            writeln!(out, "  nobody is asked for a newer one (`bank_holidays` is \"brought\")")?
        }
        BankHolidays::File(path) => match OfAFile(path.clone()).list().and_then(|text| read(&text)) {
            Ok(_) => writeln!(out, "  {} is read once a day", path.display())?,
            Err(why) => writeln!(out, "  {} can't be used: {why}", path.display())?,
        },
        BankHolidays::GovUk => match GovUk::new().and_then(|who| who.list()).and_then(|text| read(&text)) {
            Ok(_) => writeln!(out, "  GOV.UK can be reached, and is asked once a day")?,
            Err(why) => writeln!(
                out,
                "  GOV.UK can't be asked: {why}. On a closed network put its list into a file and set `bank_holidays` to it, or \
                 to \"brought\""
            )?,
        },
    }
    Ok(())
}

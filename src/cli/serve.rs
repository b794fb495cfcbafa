//! `onward serve`: the service for real people.

use clap::Args;
use onward_store::Store;
use std::{io::Write as _, net::TcpListener, path::PathBuf, process::ExitCode};

use super::{Done, Failed, place::Place, renewing};
use crate::{
    App,
    clock::Clock,
    law,
    settings::Settings,
    telemetry,
    usecases::bank_holidays::follow_last,
    web::{server, view::View},
};

/// Why `serve` refuses the demonstration's data.
pub(super) const MADE_UP: &str = "this database holds the made-up people of the demonstration; `serve` is for real people. \
    Name another with --data-dir or --database, or run `onward demo`";

/// Run the service for real people.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// The settings file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Serve {
    /// Serves until told to stop.
    ///
    /// # Errors
    /// Settings unfit for real people, demonstration data, or a database or address that can't be used.
    pub fn run(&self) -> Done {
        let settings = Settings::load(self.config.as_deref())?;
        if let Some(why) = settings.unfit().into_iter().next() {
            return Err(why.into());
        }
        let law = law::in_force(settings.offer.as_deref(), settings.authority.as_deref())?;
        telemetry::start(&settings.log);
        let url = self.place.url(settings.database.as_ref().map(|url| url.reveal()))?;
        let store = Store::open(&url)?;
        if store.read(|tx| tx.installation().demonstration_day())?.is_some() {
            return Err(Failed::because(MADE_UP));
        }
        let listener = TcpListener::bind(settings.listen)
            .map_err(|why| Failed(format!("{} can't be listened on: {why}", settings.listen)))?;
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "Onward serves {} on http://{}; people reach it at {}",
            settings.council,
            listener.local_addr()?,
            settings.base_url
        )?;
        if let Some(amiss) = settings.numbers_amiss(Clock::system().today()) {
            writeln!(out, "Every manager is told until it is put right: {}", amiss.to_do())?;
        }
        drop(out);
        let view = View::load().map_err(Failed::because)?;
        let last = follow_last(&store)?;
        tracing::info!(what = "bank holidays", why = %last.on, "the list of this day is followed");
        let app = App::new(store, view, settings, law, Clock::system(), None);
        renewing::begin(app.clone());
        actix_web::rt::System::new().block_on(server::until_told_to_stop(app, listener))?;
        Ok(ExitCode::SUCCESS)
    }
}

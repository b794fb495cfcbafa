//! Where the data is: every command takes `--data-dir DIR` (embedded database) or `--database URL`.

use clap::Args;
use onward_store::{DatabaseUrl, Store};
use std::path::PathBuf;

use super::Failed;

/// Where the data is.
#[derive(Debug, Clone, Default, Args)]
pub struct Place {
    /// Folder with the embedded database.
    #[arg(long, value_name = "DIR", conflicts_with = "database")]
    pub data_dir: Option<PathBuf>,
    /// Database, for example postgres://onward@db/onward or sqlite:/srv/onward/onward.sqlite.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

impl Place {
    /// The database given on the command line, or in the settings, or `onward-data` in the current folder.
    ///
    /// # Errors
    /// The URL names no database that this build can use.
    pub fn url(&self, from_settings: Option<&str>) -> Result<DatabaseUrl, Failed> {
        match (&self.data_dir, self.database.as_deref().or(from_settings)) {
            (Some(folder), _) => Ok(DatabaseUrl::in_dir(folder)),
            (None, Some(url)) => Ok(url.parse::<DatabaseUrl>()?),
            (None, None) => Ok(DatabaseUrl::in_dir("onward-data".as_ref())),
        }
    }

    /// Opens the database as it is; its tables must be the ones this version knows.
    ///
    /// # Errors
    /// It can't be opened, or was made by a newer or an older version.
    pub fn open(&self) -> Result<Store, Failed> {
        Ok(Store::open(&self.url(None)?)?)
    }
}
